//! What posts were before: every distinct sighting of their counters, once there are two, and every text that gave way.
//!
//! Both are sets, so that the order in which the sightings came leaves no trace.

use crate::StoreError;
use crate::engine::{Engine, Insert, Lookup, Type, Value};
use crate::ingest::Sighting;
use crate::keys::key;
use hashbrown::HashSet;
use rapport_model::Counters;

/// Adds what a batch saw.
pub(crate) fn keep(tx: &mut Engine, sightings: &[Sighting<'_>]) -> Result<(), StoreError> {
    keep_counters(tx, sightings)?;
    keep_texts(tx, sightings)
}

fn keep_counters(tx: &mut Engine, sightings: &[Sighting<'_>]) -> Result<(), StoreError> {
    let seen: Vec<&Sighting<'_>> = sightings
        .iter()
        .filter(|sighting| sighting.counters.len() > 1)
        .collect();
    let keys: Vec<Value<'_>> = seen
        .iter()
        .map(|sighting| Value::Int(sighting.id))
        .collect();
    let mut with_history = HashSet::new();
    tx.lookup(&HISTORY, &keys, &mut |ordinal, _| {
        with_history.insert(ordinal);
        Ok(())
    })?;
    let mut rows: Vec<[i64; 5]> = Vec::new();
    for (ordinal, sighting) in seen.into_iter().enumerate() {
        let said = sighting
            .counters
            .iter()
            .filter(|counters| **counters != Counters::default());
        let mut distinct: Vec<[i64; 5]> = said.map(|counters| row(sighting.id, counters)).collect();
        // With a history, the stored row is the greatest of what was seen and maybe no sighting itself.
        let known = with_history.contains(&ordinal);
        if known
            && sighting
                .stored
                .as_ref()
                .is_some_and(|(facts, _)| facts.counters != Counters::default())
        {
            distinct.remove(0);
        }
        distinct.sort_unstable();
        distinct.dedup();
        if known || distinct.len() > 1 {
            rows.extend(distinct);
        }
    }
    let values: Vec<Value<'_>> = rows
        .iter()
        .flatten()
        .map(|count| Value::Int(*count))
        .collect();
    tx.insert(&COUNTERS, &values)
}

fn row(post: i64, counters: &Counters) -> [i64; 5] {
    let said = |count: Option<i64>| count.unwrap_or(-1);
    [
        post,
        said(counters.likes),
        said(counters.shares),
        said(counters.replies),
        said(counters.views),
    ]
}

fn keep_texts(tx: &mut Engine, sightings: &[Sighting<'_>]) -> Result<(), StoreError> {
    let texts = sightings
        .iter()
        .flat_map(|s| s.texts.iter().map(|text| (s.id, key(text), text)));
    let texts: Vec<_> = texts.collect();
    let values: Vec<Value<'_>> = texts
        .iter()
        .flat_map(|(post, key, text)| [Value::Int(*post), Value::Text(key), Value::Text(text)])
        .collect();
    tx.insert(&VERSIONS, &values)
}

const HISTORY: Lookup = Lookup {
    select: "1",
    from: "post_counters",
    keys: &[Type::Int],
    condition: "post = {1}",
    tail: "limit 1",
};

const COUNTERS: Insert = Insert {
    table: "post_counters",
    columns: &[&[
        ("post", Type::Int),
        ("likes", Type::Int),
        ("shares", Type::Int),
        ("replies", Type::Int),
        ("views", Type::Int),
    ]],
    conflict: "on conflict do nothing",
};

const VERSIONS: Insert = Insert {
    table: "post_versions",
    columns: &[&[
        ("post", Type::Int),
        ("text_key", Type::Text),
        ("text", Type::Text),
    ]],
    conflict: "on conflict do nothing",
};
