//! A conversation's row: who speaks with whom, and what is counted of it.

use crate::StoreError;
use crate::engine::{Column, Engine, Insert, Lookup, Row, Type, Update, Value};
use hashbrown::{HashMap, HashSet};

/// A conversation's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conversation {
    pub(crate) id: i64,
    pub(crate) tree: Option<i64>,
    pub(crate) own_profile: Option<i64>,
    pub(crate) owner: i64,
    pub(crate) contact: i64,
    pub(crate) totals: Totals,
}

/// What is counted of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) posts: i64,
    pub(crate) inbound: i64,
    pub(crate) outbound: i64,
    pub(crate) first_at: i64,
    pub(crate) last_at: i64,
    pub(crate) first_outbound: Option<(i64, String)>,
}

impl Totals {
    /// Counts one more post.
    pub(crate) fn add(&mut self, outbound: bool, at: i64, external_id: &str) {
        self.first_at = if self.posts == 0 {
            at
        } else {
            self.first_at.min(at)
        };
        self.last_at = if self.posts == 0 {
            at
        } else {
            self.last_at.max(at)
        };
        self.posts += 1;
        if !outbound {
            self.inbound += 1;
            return;
        }
        self.outbound += 1;
        let earlier = self
            .first_outbound
            .as_ref()
            .is_none_or(|(first_at, first)| (at, external_id) < (*first_at, first.as_str()));
        if earlier {
            self.first_outbound = Some((at, external_id.to_owned()));
        }
    }
}

/// The brand whose word to the contact is the earliest in the tree.
pub(crate) fn first_to_speak(
    tx: &mut Engine,
    pairs: &[(i64, i64)],
) -> Result<HashMap<(i64, i64), i64>, StoreError> {
    let keys: Vec<Value<'_>> = pairs
        .iter()
        .flat_map(|(tree, contact)| [Value::Int(*tree), Value::Int(*contact)])
        .collect();
    let mut owners = HashMap::new();
    tx.lookup(&FIRST_TO_SPEAK, &keys, &mut |ordinal, row| {
        if let Some(pair) = pairs.get(ordinal) {
            owners.insert(*pair, row.int(0)?);
        }
        Ok(())
    })?;
    Ok(owners)
}

/// Counts conversations from their posts.
pub(crate) fn totals(tx: &mut Engine, ids: &[i64]) -> Result<HashMap<i64, Totals>, StoreError> {
    let keys: Vec<Value<'_>> = ids.iter().map(|id| Value::Int(*id)).collect();
    let mut totals: HashMap<i64, Totals> = HashMap::new();
    tx.lookup(&MEMBERS, &keys, &mut |ordinal, row| {
        if let Some(id) = ids.get(ordinal) {
            let outbound = row.text(0)? == "outbound";
            totals
                .entry(*id)
                .or_default()
                .add(outbound, row.int(1)?, &row.text(2)?);
        }
        Ok(())
    })?;
    Ok(totals)
}

/// Writes rows as they are; empty ones go.
pub(crate) fn write(
    tx: &mut Engine,
    rows: &[&Conversation],
    new: &HashSet<i64>,
) -> Result<(), StoreError> {
    let (mut inserts, mut updates) = (Vec::new(), Vec::new());
    for row in rows {
        let totals = &row.totals;
        if totals.posts == 0 {
            if !new.contains(&row.id) {
                tx.execute("delete from conversations where id = $1", &[row.id.into()])?;
            }
            continue;
        }
        let values = [
            Value::from(row.tree),
            row.own_profile.into(),
            row.owner.into(),
            row.contact.into(),
            totals.posts.into(),
            totals.inbound.into(),
            totals.outbound.into(),
            totals.first_at.into(),
            totals.last_at.into(),
            totals.first_outbound.as_ref().map(|(at, _)| *at).into(),
            totals.first_outbound.as_ref().map(|(_, id)| id).into(),
            row.id.into(),
        ];
        if new.contains(&row.id) {
            inserts.extend(values);
        } else {
            updates.extend(values);
        }
    }
    // Trees first give up their conversations, then others take the place: no two may hold one key meanwhile.
    tx.update(&UPDATE, &updates)?;
    tx.insert(&INSERT, &inserts)
}

/// Reads the columns of [`CONVERSATION`].
pub(crate) fn read(row: &Row<'_>) -> Result<Conversation, StoreError> {
    Ok(Conversation {
        id: row.int(0)?,
        tree: row.opt_int(1)?,
        own_profile: row.opt_int(2)?,
        owner: row.int(3)?,
        contact: row.int(4)?,
        totals: Totals {
            posts: row.int(5)?,
            inbound: row.int(6)?,
            outbound: row.int(7)?,
            first_at: row.int(8)?,
            last_at: row.int(9)?,
            first_outbound: row.opt_int(10)?.zip(row.opt_text(11)?),
        },
    })
}

pub(crate) const CONVERSATION: &str =
    "id, tree, own_profile, owner, contact, posts, inbound, outbound, first_at,
    last_at, first_outbound_at, first_outbound_id";

const FIRST_TO_SPEAK: Lookup = Lookup {
    select: "owner",
    from: "conversations",
    keys: &[Type::Int, Type::Int],
    condition: "tree = {1} and contact = {2} and first_outbound_at is not null",
    tail: "order by first_outbound_at, first_outbound_id limit 1",
};

const MEMBERS: Lookup = Lookup {
    select: "direction, created_at, external_id",
    from: "posts",
    keys: &[Type::Int],
    condition: "conversation = {1}",
    tail: "",
};

const TOTALS: &[Column] = &[
    ("tree", Type::Int),
    ("own_profile", Type::Int),
    ("owner", Type::Int),
    ("contact", Type::Int),
    ("posts", Type::Int),
    ("inbound", Type::Int),
    ("outbound", Type::Int),
    ("first_at", Type::Int),
    ("last_at", Type::Int),
    ("first_outbound_at", Type::Int),
    ("first_outbound_id", Type::Text),
];

const UPDATE: Update = Update {
    table: "conversations",
    set: &[TOTALS],
    key: &[("id", Type::Int)],
    also: "",
};

const INSERT: Insert = Insert {
    table: "conversations",
    columns: &[TOTALS, &[("id", Type::Int)]],
    conflict: "",
};
