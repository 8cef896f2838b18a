//! What the writer remembers between batches: profiles, networks, the brand table. Always reproducible from the
//! database, bounded, and forgotten when another process has written or a batch failed.

use crate::StoreError;
use crate::engine::{Column, Engine, Insert, Lookup, Row, Type, Update, Value};
use crate::ownership::Book;
use hashbrown::HashMap;
use rapport_model::Network;

/// Profiles kept; some 400 bytes each.
const PROFILES_MAX: usize = 50_000;

/// A stored profile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Profile {
    pub(crate) id: i64,
    pub(crate) network: i64,
    pub(crate) external_id: Option<String>,
    /// Only where it is known by nothing but this handle.
    pub(crate) handle_key: Option<String>,
    pub(crate) handle: Shown<String>,
    pub(crate) name: Shown<String>,
    pub(crate) followers: Shown<i64>,
    /// The brand whose rows list its id.
    pub(crate) listed: Option<i64>,
    /// Whose it is: a brand's id, or below 0 the profile's own where there is no brand table.
    pub(crate) owner: Option<i64>,
    pub(crate) linked_to: Option<i64>,
    pub(crate) contact: i64,
    /// Handles it is known to have shown; not all of them.
    pub(crate) shown: Vec<String>,
    pub(crate) state: Keeping,
}

/// Whether the row has to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping {
    New,
    Changed,
    /// Nothing but what it shows of itself: by far the most frequent change, and the cheapest to write.
    Shows,
    Stored,
}

/// What a profile showed of itself last.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Shown<T> {
    pub(crate) value: Option<T>,
    pub(crate) at: Option<i64>,
}

impl<T: PartialOrd> Shown<T> {
    /// Takes a later word, of two at the same time the greater; says whether that changed anything.
    pub(crate) fn show(&mut self, value: Option<T>, at: i64) -> bool {
        let Some(value) = value else { return false };
        let newer = match (&self.value, self.at) {
            (Some(known), Some(known_at)) => at > known_at || (at == known_at && value > *known),
            _ => true,
        };
        if newer {
            self.value = Some(value);
            self.at = Some(at);
        }
        newer
    }
}

/// The writer's memory.
#[derive(Default)]
pub(crate) struct Memory {
    /// The last write that this memory knows of.
    pub(crate) epoch: Option<i64>,
    pub(crate) book: Book,
    pub(crate) networks: HashMap<String, i64>,
    pub(crate) profiles: HashMap<i64, Profile>,
    pub(crate) by_id: HashMap<i64, HashMap<String, i64>>,
    pub(crate) by_handle: HashMap<i64, HashMap<String, i64>>,
    pub(crate) next: Next,
}

/// The next free ids.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Next {
    pub(crate) post: i64,
    pub(crate) profile: i64,
    pub(crate) contact: i64,
    pub(crate) conversation: i64,
}

/// Takes a free id.
pub(crate) fn take(next: &mut i64) -> i64 {
    let id = *next;
    *next += 1;
    id
}

impl Memory {
    /// Makes the memory fit the database as it is now; answers how often that was written.
    pub(crate) fn refresh(&mut self, tx: &mut Engine) -> Result<i64, StoreError> {
        let epoch = tx.number(
            "select cast(value as bigint) from meta where name = 'epoch'",
            &[],
        )?;
        if self.epoch != Some(epoch) {
            *self = Memory::default();
            tx.each("select id, name from networks", &[], &mut |row| {
                self.networks.insert(row.text(1)?, row.int(0)?);
                Ok(())
            })?;
            self.book = Book::load(tx, &self.networks)?;
            self.next = Next {
                post: free(tx, "posts")?,
                profile: free(tx, "profiles")?,
                contact: free(tx, "contacts")?,
                conversation: free(tx, "conversations")?,
            };
            self.epoch = Some(epoch);
        }
        Ok(epoch)
    }

    /// Makes the memory fit the database at the beginning of a write, and counts the write.
    pub(crate) fn begin_write(&mut self, tx: &mut Engine) -> Result<(), StoreError> {
        let epoch = self.refresh(tx)?;
        self.epoch = Some(epoch + 1);
        let now = (epoch + 1).to_string();
        tx.execute(
            "insert into meta (name, value) values ('epoch', $1)
             on conflict (name) do update set value = excluded.value",
            &[Value::Text(&now)],
        )?;
        Ok(())
    }

    /// Forgets profiles when there are too many.
    pub(crate) fn trim(&mut self) {
        if self.profiles.len() > PROFILES_MAX {
            self.profiles.clear();
            self.by_id.clear();
            self.by_handle.clear();
        }
    }

    /// The number of a network, made if need be.
    pub(crate) fn network(
        &mut self,
        tx: &mut Engine,
        network: &Network,
    ) -> Result<i64, StoreError> {
        if let Some(id) = self.networks.get(network.as_str()) {
            return Ok(*id);
        }
        let id = free(tx, "networks")?;
        tx.execute(
            "insert into networks (id, name) values ($1, $2)",
            &[id.into(), network.as_str().into()],
        )?;
        self.networks.insert(network.as_str().to_owned(), id);
        self.book.name_network(id, network.clone());
        Ok(id)
    }

    /// The profile that is meant: the one a handle is linked to.
    pub(crate) fn meant(&self, profile: i64) -> i64 {
        self.profiles
            .get(&profile)
            .and_then(|p| p.linked_to)
            .unwrap_or(profile)
    }

    /// Whose the profile is.
    pub(crate) fn owner(&self, profile: i64) -> Option<i64> {
        self.profiles
            .get(&self.meant(profile))
            .and_then(|p| p.owner)
    }

    /// The contact behind a profile; a post without an author has none.
    pub(crate) fn contact(&self, profile: i64) -> Option<i64> {
        let profile = self.profiles.get(&self.meant(profile))?;
        let nameless = profile.handle_key.as_deref() == Some("");
        (!nameless).then_some(profile.contact)
    }

    /// Keeps a profile that was read or made.
    pub(crate) fn remember(&mut self, profile: Profile) {
        if let Some(external_id) = &profile.external_id {
            self.by_id
                .entry(profile.network)
                .or_default()
                .insert(external_id.clone(), profile.id);
        } else if let Some(handle) = &profile.handle_key {
            self.by_handle
                .entry(profile.network)
                .or_default()
                .insert(handle.clone(), profile.id);
        }
        self.profiles.insert(profile.id, profile);
    }

    /// Loads profiles by their row, and those they are linked to.
    pub(crate) fn load(
        &mut self,
        tx: &mut Engine,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<(), StoreError> {
        let mut wanted: Vec<i64> = ids
            .into_iter()
            .filter(|id| !self.profiles.contains_key(id))
            .collect();
        while !wanted.is_empty() {
            wanted.sort_unstable();
            wanted.dedup();
            let keys: Vec<Value<'_>> = wanted.iter().map(|id| Value::Int(*id)).collect();
            let mut linked = Vec::new();
            tx.lookup(&BY_ROW, &keys, &mut |_, row| {
                let profile = read_profile(row)?;
                linked.extend(profile.linked_to);
                self.remember(profile);
                Ok(())
            })?;
            wanted = linked
                .into_iter()
                .filter(|id| !self.profiles.contains_key(id))
                .collect();
        }
        Ok(())
    }

    /// Writes new and changed profiles.
    pub(crate) fn save(&mut self, tx: &mut Engine, touched: &[i64]) -> Result<(), StoreError> {
        let mut touched = touched.to_vec();
        touched.sort_unstable();
        touched.dedup();
        let (mut contacts, mut new) = (Vec::new(), Vec::new());
        let (mut changed, mut shows) = (Vec::new(), Vec::new());
        for profile in touched.iter().filter_map(|id| self.profiles.get(id)) {
            match profile.state {
                Keeping::New => {
                    contacts.push(Value::Int(profile.contact));
                    new.extend([Value::Int(profile.id), Value::Int(profile.network)]);
                    new.extend([
                        Value::from(profile.external_id.as_deref()),
                        profile.handle_key.as_deref().into(),
                    ]);
                    new.extend(shown(profile));
                    new.extend(standing(profile));
                    new.push(profile.contact.into());
                }
                Keeping::Changed => {
                    changed.extend(shown(profile));
                    changed.extend(standing(profile));
                    changed.push(profile.id.into());
                }
                Keeping::Shows => {
                    shows.extend(shown(profile));
                    shows.push(profile.id.into());
                }
                Keeping::Stored => {}
            }
        }
        tx.insert(&NEW_CONTACTS, &contacts)?;
        tx.insert(&NEW, &new)?;
        tx.update(&CHANGED, &changed)?;
        tx.update(&SHOWS, &shows)?;
        for id in touched {
            if let Some(profile) = self.profiles.get_mut(&id) {
                profile.state = Keeping::Stored;
            }
        }
        Ok(())
    }
}

fn free(tx: &mut Engine, table: &str) -> Result<i64, StoreError> {
    Ok(tx.number(&format!("select max(id) from {table}"), &[])? + 1)
}

fn shown(profile: &Profile) -> [Value<'_>; 6] {
    [
        profile.handle.value.as_deref().into(),
        profile.handle.at.into(),
        profile.name.value.as_deref().into(),
        profile.name.at.into(),
        profile.followers.value.into(),
        profile.followers.at.into(),
    ]
}

fn standing(profile: &Profile) -> [Value<'_>; 3] {
    [
        profile.listed.into(),
        profile.owner.into(),
        profile.linked_to.into(),
    ]
}

/// Reads the columns of [`PROFILE`].
pub(crate) fn read_profile(row: &Row<'_>) -> Result<Profile, StoreError> {
    Ok(Profile {
        id: row.int(0)?,
        network: row.int(1)?,
        external_id: row.opt_text(2)?,
        handle_key: row.opt_text(3)?,
        handle: Shown {
            value: row.opt_text(4)?,
            at: row.opt_int(5)?,
        },
        name: Shown {
            value: row.opt_text(6)?,
            at: row.opt_int(7)?,
        },
        followers: Shown {
            value: row.opt_int(8)?,
            at: row.opt_int(9)?,
        },
        listed: row.opt_int(10)?,
        owner: row.opt_int(11)?,
        linked_to: row.opt_int(12)?,
        contact: row.int(13)?,
        shown: Vec::new(),
        state: Keeping::Stored,
    })
}

const PROFILE: &str =
    "id, network, external_id, handle_key, handle, handle_at, name, name_at, followers,
    followers_at, listed, owner, linked_to, contact";

const BY_ROW: Lookup = Lookup {
    select: PROFILE,
    from: "profiles",
    keys: &[Type::Int],
    condition: "id = {1}",
    tail: "",
};

/// Profiles by network and external id.
pub(crate) const BY_ID: Lookup = Lookup {
    select: PROFILE,
    from: "profiles",
    keys: &[Type::Int, Type::Text],
    condition: "network = {1} and external_id = {2}",
    tail: "",
};

/// Profiles known by nothing but a handle.
pub(crate) const BY_HANDLE: Lookup = Lookup {
    select: PROFILE,
    from: "profiles",
    keys: &[Type::Int, Type::Text],
    condition: "network = {1} and handle_key = {2} and external_id is null",
    tail: "",
};

const NEW_CONTACTS: Insert = Insert {
    table: "contacts",
    columns: &[&[("id", Type::Int)]],
    conflict: "",
};

const SHOWN: &[Column] = &[
    ("handle", Type::Text),
    ("handle_at", Type::Int),
    ("name", Type::Text),
    ("name_at", Type::Int),
    ("followers", Type::Int),
    ("followers_at", Type::Int),
];

const STANDING: &[Column] = &[
    ("listed", Type::Int),
    ("owner", Type::Int),
    ("linked_to", Type::Int),
];

const NEW: Insert = Insert {
    table: "profiles",
    columns: &[
        &[
            ("id", Type::Int),
            ("network", Type::Int),
            ("external_id", Type::Text),
            ("handle_key", Type::Text),
        ],
        SHOWN,
        STANDING,
        &[("contact", Type::Int)],
    ],
    conflict: "",
};

const CHANGED: Update = Update {
    table: "profiles",
    set: &[SHOWN, STANDING],
    key: &[("id", Type::Int)],
    also: "",
};

const SHOWS: Update = Update {
    table: "profiles",
    set: &[SHOWN],
    key: &[("id", Type::Int)],
    also: "",
};
