//! Writing posts.

use crate::StoreError;
use crate::engine::{Column, Engine, Insert, Type, Update, Value};
use crate::facts::Facts;
use crate::settle::{Derived, World};
use Type::{Int, Real, Text};

fn derived_values(derived: Option<&Derived>) -> [Value<'static>; 10] {
    let Some(derived) = derived else {
        return [Value::Null; 10];
    };
    let verdict = derived.verdict;
    [
        Value::Text(if derived.outbound {
            "outbound"
        } else {
            "inbound"
        }),
        derived.author.into(),
        derived.owner.into(),
        derived.own_profile.into(),
        verdict.map(|(audience, _)| audience.as_str()).into(),
        verdict.map(|(_, rule)| i64::from(rule.number())).into(),
        derived.basis.into(),
        derived.contact.into(),
        derived.tree.into(),
        derived.conversation.into(),
    ]
}

/// Inserts new posts with all that is derived from them.
pub(crate) fn insert_posts(
    tx: &mut Engine,
    world: &World,
    posts: &[(i64, Facts<'_>)],
) -> Result<(), StoreError> {
    let mut values = Vec::with_capacity(posts.len() * 37);
    for (id, facts) in posts {
        values.push(Value::Int(*id));
        values.extend(facts.values());
        let node = world.nodes.get(id);
        values.extend(derived_values(node.and_then(|node| node.now.as_ref())));
    }
    tx.insert(&POSTS, &values)
}

/// Writes facts that a further sighting changed.
pub(crate) fn update_facts(tx: &mut Engine, posts: &[(i64, Facts<'_>)]) -> Result<(), StoreError> {
    let mut values = Vec::with_capacity(posts.len() * 27);
    for (id, facts) in posts {
        values.extend(facts.values());
        values.push(Value::Int(*id));
    }
    tx.update(&FACTS_AGAIN, &values)
}

/// Writes what is derived from stored posts.
pub(crate) fn update_derived(
    tx: &mut Engine,
    world: &World,
    posts: &[i64],
) -> Result<(), StoreError> {
    let mut values = Vec::with_capacity(posts.len() * 11);
    for id in posts {
        let Some(node) = world.nodes.get(id) else {
            continue;
        };
        values.extend(derived_values(node.now.as_ref()));
        values.push(Value::Int(*id));
    }
    tx.update(&DERIVED_AGAIN, &values)
}

const FACTS: &[Column] = &[
    ("network", Int),
    ("external_id", Text),
    ("created_at", Int),
    ("kind", Text),
    ("visibility", Text),
    ("author_ref", Int),
    ("addressee", Int),
    ("first_named", Int),
    ("dot_mention", Int),
    ("said_inbound", Int),
    ("mass_mailing", Int),
    ("deleted", Int),
    ("reply_to", Text),
    ("quote_of", Text),
    ("repost_of", Text),
    ("lang", Text),
    ("found_lang", Text),
    ("found_confidence", Real),
    ("likes", Int),
    ("shares", Int),
    ("replies", Int),
    ("views", Int),
    ("mentions", Text),
    ("links", Text),
    ("media", Text),
    ("text", Text),
];

const DERIVED: &[Column] = &[
    ("direction", Text),
    ("author", Int),
    ("owner", Int),
    ("own_profile", Int),
    ("audience", Text),
    ("rule", Int),
    ("basis", Int),
    ("contact", Int),
    ("tree", Int),
    ("conversation", Int),
];

const POSTS: Insert = Insert {
    table: "posts",
    columns: &[&[("id", Int)], FACTS, DERIVED],
    conflict: "",
};

const FACTS_AGAIN: Update = Update {
    table: "posts",
    set: &[FACTS],
    key: &[("id", Int)],
    also: "",
};

const DERIVED_AGAIN: Update = Update {
    table: "posts",
    set: &[DERIVED],
    key: &[("id", Int)],
    also: "",
};
