//! Which column holds what.

use super::row::{fields, unquoted};
use rapport_model::{Network, NetworkError};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a column can hold, by the name it has in Rapport's own CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Id,
    CreatedAt,
    AccountId,
    ScreenName,
    Name,
    Lang,
    Text,
    ReplyStatus,
    ReplyUser,
    ReplyName,
    IsRepost,
    IsQuote,
    Shares,
    Likes,
    Replies,
    Views,
    Followers,
    Inbound,
    Kind,
    Visibility,
    Network,
}

pub(crate) const ROLES: usize = 21;

const NAMES: [(&str, Role); 25] = [
    ("id_str", Role::Id),
    ("id", Role::Id),
    ("created_at", Role::CreatedAt),
    ("account_id", Role::AccountId),
    ("screen_name", Role::ScreenName),
    ("handle", Role::ScreenName),
    ("name", Role::Name),
    ("lang", Role::Lang),
    ("text", Role::Text),
    ("in_reply_to_status_id_str", Role::ReplyStatus),
    ("in_reply_to_status_id", Role::ReplyStatus),
    ("in_reply_to_user_id_str", Role::ReplyUser),
    ("in_reply_to_user_id", Role::ReplyUser),
    ("in_reply_to_screen_name", Role::ReplyName),
    ("is_retweet", Role::IsRepost),
    ("is_quote", Role::IsQuote),
    ("retweet_count", Role::Shares),
    ("favorite_count", Role::Likes),
    ("reply_count", Role::Replies),
    ("view_count", Role::Views),
    ("followers_count", Role::Followers),
    ("inbound", Role::Inbound),
    ("kind", Role::Kind),
    ("visibility", Role::Visibility),
    ("network", Role::Network),
];

/// In `twcs.csv` a brand's author id is its handle.
const TWCS: [(&str, Role); 6] = [
    ("tweet_id", Role::Id),
    ("author_id", Role::AccountId),
    ("inbound", Role::Inbound),
    ("created_at", Role::CreatedAt),
    ("text", Role::Text),
    ("in_response_to_tweet_id", Role::ReplyStatus),
];

/// The columns of a CSV of unknown layout, as given by `--map`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMap {
    network: Network,
    columns: Vec<(Role, String)>,
}

/// A map of columns cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnMapError {
    /// An entry without `=`.
    #[error("{0:?} in the column map is not NAME=COLUMN")]
    NoColumn(String),
    /// An unknown name on the left.
    #[error("{name:?} in the column map is none of {known}")]
    UnknownName {
        /// What was given.
        name: String,
        /// What is known.
        known: String,
    },
    /// No network is named.
    #[error("the column map names no network: add network=NAME, such as network=facebook")]
    NoNetwork,
    /// The network's name is none.
    #[error(transparent)]
    Network(#[from] NetworkError),
}

/// `id_str=Post ID,created_at=Date,screen_name=Author,text=Message,network=facebook`
impl FromStr for ColumnMap {
    type Err = ColumnMapError;
    fn from_str(map: &str) -> Result<Self, Self::Err> {
        let mut network = None;
        let mut columns = Vec::new();
        for entry in map
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
        {
            let (name, column) = entry
                .split_once('=')
                .ok_or_else(|| ColumnMapError::NoColumn(entry.to_owned()))?;
            let (name, column) = (name.trim(), column.trim());
            if name == "network" {
                network = Some(Network::parse(column)?);
                continue;
            }
            let role = NAMES
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, role)| *role);
            let role = role.ok_or_else(|| ColumnMapError::UnknownName {
                name: name.to_owned(),
                known: NAMES.map(|(known, _)| known).join(", "),
            })?;
            columns.push((role, column.to_owned()));
        }
        let network = network.ok_or(ColumnMapError::NoNetwork)?;
        Ok(ColumnMap { network, columns })
    }
}

/// The columns of a CSV do not suffice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// A column that every post needs.
    #[error("the CSV has no column {wanted}; its columns are {found}")]
    Missing {
        /// The names that would do.
        wanted: &'static str,
        /// The header.
        found: String,
    },
    /// A column of the map that the file does not have.
    #[error("the CSV has no column {column:?} that the map names; its columns are {found}")]
    Unmapped {
        /// The column.
        column: String,
        /// The header.
        found: String,
    },
}

/// Which column holds what in one file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Columns {
    pub(crate) network: Network,
    pub(crate) delimiter: u8,
    /// Fields of a row.
    pub(crate) count: usize,
    /// Whether author ids double as handles.
    pub(crate) twcs: bool,
    places: [Option<u16>; ROLES],
}

impl Columns {
    pub(crate) fn read(
        head: &[u8],
        delimiter: u8,
        map: Option<&ColumnMap>,
    ) -> Result<Columns, ColumnsError> {
        let header = header(head, delimiter);
        let twcs = map.is_none() && is_twcs(&header);
        let mut columns = Columns {
            network: map.map_or(if twcs { Network::TWCS } else { Network::X }, |m| {
                m.network.clone()
            }),
            delimiter,
            count: header.len(),
            twcs,
            places: [None; ROLES],
        };
        let place = |column: &str| {
            let at = header.iter().position(|h| h.eq_ignore_ascii_case(column));
            at.and_then(|at| u16::try_from(at).ok())
        };
        let mut set = |role: Role, at: u16| {
            if let Some(slot @ None) = columns.places.get_mut(role as usize) {
                *slot = Some(at);
            }
        };
        match map {
            Some(map) => {
                for (role, column) in &map.columns {
                    let at = place(column).ok_or_else(|| ColumnsError::Unmapped {
                        column: column.clone(),
                        found: header.join(", "),
                    })?;
                    set(*role, at);
                }
            }
            None => {
                let names: &[(&str, Role)] = if twcs { &TWCS } else { &NAMES };
                for (name, role) in names {
                    if let Some(at) = place(name) {
                        set(*role, at);
                    }
                }
            }
        }
        let found = || header.join(", ");
        let has = |role| columns.place(role).is_some();
        let missing = |wanted| {
            Err(ColumnsError::Missing {
                wanted,
                found: found(),
            })
        };
        if !has(Role::Id) {
            return missing("id_str");
        }
        if !has(Role::CreatedAt) {
            return missing("created_at");
        }
        if !has(Role::AccountId) && !has(Role::ScreenName) {
            return missing("account_id or screen_name");
        }
        if !has(Role::Text) {
            return missing("text");
        }
        Ok(columns)
    }

    /// The column of a role.
    #[inline]
    pub(crate) fn place(&self, role: Role) -> Option<usize> {
        self.places
            .get(role as usize)
            .copied()
            .flatten()
            .map(usize::from)
    }

    /// Whether a row has as many fields as the header.
    pub(crate) fn fits(&self, row: &[u8]) -> bool {
        fields(row, self.delimiter).count() == self.count
    }
}

/// If the first line is a header that says enough: the delimiter, and whether it is that of `twcs.csv`.
pub(crate) fn looks_like_header(head: &[u8], map: Option<&ColumnMap>) -> Option<(u8, bool)> {
    [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
        let columns = Columns::read(head, delimiter, map).ok()?;
        Some((delimiter, columns.twcs))
    })
}

fn header(head: &[u8], delimiter: u8) -> Vec<String> {
    let line = head
        .get(..super::row_end(head, 0, delimiter).map_or(head.len(), |end| end.at))
        .unwrap_or_default();
    let name = |field| String::from_utf8_lossy(&unquoted(field)).trim().to_owned();
    fields(line, delimiter).map(name).collect()
}

fn is_twcs(header: &[String]) -> bool {
    TWCS.iter()
        .all(|(name, _)| header.iter().any(|column| column == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_names_columns_and_a_network() {
        let map: ColumnMap =
            "id_str=Post ID, created_at=Date,screen_name=Author,text=Message,network=facebook"
                .parse()
                .unwrap();
        let columns = Columns::read(b"Date;Author;Message;Post ID\n", b';', Some(&map)).unwrap();
        assert_eq!(columns.place(Role::Id), Some(3));
        assert_eq!(columns.network.as_str(), "facebook");
        let error = Columns::read(b"Date;Author;Message\n", b';', Some(&map)).unwrap_err();
        assert!(error.to_string().contains("Post ID"), "{error}");
    }

    #[test]
    fn a_map_that_cannot_be_read_says_why() {
        let check = |map: &str, said: &str| {
            let error = map.parse::<ColumnMap>().unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        };
        check("id_str=a", "network=");
        check("id_str", "NAME=COLUMN");
        check("number=a,network=x", "none of");
        check("network=Face Book", "lower-case");
    }
}
