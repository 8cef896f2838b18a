//! Posts and profiles as a page shows them.

use crate::StoreError;
use crate::catalogue::Catalogue;
use crate::engine::{Engine, Lookup, Row, Type, Value};
use crate::facets::{UNDETERMINED, is_told};
use crate::facts::word;
use crate::filter::Direction;
use crate::settle::read_verdict;
use hashbrown::HashMap;
use rapport_model::{
    Audience, ContactId, ConversationId, Counters, Kind, Network, PostId, ProfileId, Rule,
    Timestamp, Visibility,
};

/// A post as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its id in the store.
    pub id: PostId,
    /// Where it lives.
    pub network: Network,
    /// The network's id for it.
    pub external_id: String,
    /// What it is.
    pub kind: Kind,
    /// Who could read it.
    pub visibility: Visibility,
    /// Its direction.
    pub direction: Direction,
    /// Audience and rule of an outbound post.
    pub verdict: Option<(Audience, Rule)>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Its text; empty once it was deleted.
    pub text: String,
    /// It was deleted on its network.
    pub deleted: bool,
    /// Its language; none where nobody knows.
    pub language: Option<Spoken>,
    /// Who wrote it.
    pub author: ProfileHead,
    /// Whom it answers.
    pub addressee: Option<ProfileHead>,
    /// Outbound: the author's brand; inbound: the brand it speaks to. None also where no brand table is set.
    pub brand: Option<String>,
    /// Whom it was said to, or who said it.
    pub contact: Option<ContactId>,
    /// The conversation it belongs to.
    pub conversation: Option<ConversationId>,
    /// Where its links lead.
    pub links: Vec<String>,
    /// Addresses of its pictures, films and sounds.
    pub media: Vec<String>,
    /// Its counters when it was seen last.
    pub counters: Counters,
}

/// The language of a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// Its code.
    pub code: String,
    /// The source declares it; otherwise it was found in the text.
    pub declared: bool,
    /// How sure it is, where it was found.
    pub confidence: Option<f64>,
}

/// A profile beside a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileHead {
    /// Its id in the store.
    pub id: ProfileId,
    /// Where it lives.
    pub network: Network,
    /// The handle that it showed last.
    pub handle: Option<String>,
    /// The name that it showed last.
    pub name: Option<String>,
    /// It is own.
    pub own: bool,
}

/// A post without its profiles.
struct Bare {
    shown: Shown,
    author: i64,
    addressee: Option<i64>,
}

/// Reads posts, in the order of their ids; what is not there is left out.
pub(crate) fn posts(
    engine: &mut Engine,
    catalogue: &Catalogue,
    ids: &[i64],
) -> Result<Vec<Shown>, StoreError> {
    let keys: Vec<Value<'_>> = ids.iter().copied().map(Value::Int).collect();
    let mut read = Vec::with_capacity(ids.len());
    engine.lookup(&POST, &keys, &mut |ordinal, row| {
        read.push((ordinal, bare(row, catalogue)?));
        Ok(())
    })?;
    read.sort_unstable_by_key(|(ordinal, _)| *ordinal);
    let named = read.iter().map(|(_, post)| post);
    let mut named: Vec<i64> = named
        .flat_map(|post| [Some(post.author), post.addressee])
        .flatten()
        .collect();
    named.sort_unstable();
    named.dedup();
    let profiles = heads(engine, catalogue, &named)?;
    let missing = || StoreError::Corrupt("a post names a profile that is not there".into());
    let posts = read.into_iter().map(|(_, post)| {
        Ok(Shown {
            author: profiles.get(&post.author).ok_or_else(missing)?.clone(),
            addressee: post
                .addressee
                .map(|id| profiles.get(&id).cloned().ok_or_else(missing))
                .transpose()?,
            ..post.shown
        })
    });
    posts.collect()
}

/// Reads profiles by the ids that posts name them by; a handle that is linked to an id shows who is meant.
pub(crate) fn heads(
    engine: &mut Engine,
    catalogue: &Catalogue,
    ids: &[i64],
) -> Result<HashMap<i64, ProfileHead>, StoreError> {
    let keys: Vec<Value<'_>> = ids.iter().copied().map(Value::Int).collect();
    let mut heads = HashMap::with_capacity(ids.len());
    engine.lookup(&PROFILE, &keys, &mut |_, row| {
        let head = ProfileHead {
            id: ProfileId(row.int(1)?),
            network: catalogue.network(row.int(2)?)?.clone(),
            handle: row.opt_text(3)?.filter(|handle| !handle.is_empty()),
            name: row.opt_text(4)?,
            own: row.opt_int(5)?.is_some(),
        };
        heads.insert(row.int(0)?, head);
        Ok(())
    })?;
    Ok(heads)
}

fn bare(row: &Row<'_>, catalogue: &Catalogue) -> Result<Bare, StoreError> {
    let network = catalogue.network(row.int(1)?)?.clone();
    let author = row.int(14)?;
    let owner = row.opt_int(16)?;
    let shown = Shown {
        id: PostId(row.int(0)?),
        external_id: row.text(2)?,
        kind: word(&row.text(3)?)?,
        visibility: word(&row.text(4)?)?,
        direction: match row.text(5)?.as_str() {
            "outbound" => Direction::Outbound,
            _ => Direction::Inbound,
        },
        verdict: read_verdict(row, 6)?,
        created_at: Timestamp(row.int(8)?),
        text: row.text(9)?,
        deleted: row.flag(10)?,
        language: spoken(row.opt_text(11)?, row.opt_text(12)?, row.opt_real(13)?),
        author: ProfileHead {
            id: ProfileId(author),
            network: network.clone(),
            handle: None,
            name: None,
            own: false,
        },
        addressee: None,
        brand: owner.and_then(|id| catalogue.brand_name(id)),
        contact: row.opt_int(17)?.map(ContactId),
        conversation: row.opt_int(18)?.map(ConversationId),
        links: list(row.opt_text(19)?)?,
        media: list(row.opt_text(20)?)?,
        counters: Counters {
            likes: row.opt_int(21)?,
            shares: row.opt_int(22)?,
            replies: row.opt_int(23)?,
            views: row.opt_int(24)?,
        },
        network,
    };
    Ok(Bare {
        shown,
        author,
        addressee: row.opt_int(15)?,
    })
}

/// The declared language, else the one found.
fn spoken(
    declared: Option<String>,
    found: Option<String>,
    confidence: Option<f64>,
) -> Option<Spoken> {
    match (declared.filter(|code| is_told(code)), found) {
        (Some(code), _) => Some(Spoken {
            code,
            declared: true,
            confidence: None,
        }),
        (None, Some(code)) if code != UNDETERMINED => Some(Spoken {
            code,
            declared: false,
            confidence,
        }),
        (None, _) => None,
    }
}

fn list(json: Option<String>) -> Result<Vec<String>, StoreError> {
    match json {
        None => Ok(Vec::new()),
        Some(json) => {
            serde_json::from_str(&json).map_err(|error| StoreError::Corrupt(error.to_string()))
        }
    }
}

const POST: Lookup = Lookup {
    select: "id, network, external_id, kind, visibility, direction, audience, rule, created_at, text, deleted, lang,
        found_lang, found_confidence, author, addressee, owner, contact, conversation, links, media, likes, shares,
        replies, views",
    from: "posts",
    keys: &[Type::Int],
    condition: "id = {1}",
    tail: "",
};

const PROFILE: Lookup = Lookup {
    select: "p.id, coalesce(m.id, p.id), p.network, coalesce(m.handle, p.handle, p.handle_key),
        coalesce(m.name, p.name), case when m.id is null then p.owner else m.owner end",
    from: "profiles p left join profiles m on m.id = p.linked_to",
    keys: &[Type::Int],
    condition: "p.id = {1}",
    tail: "",
};
