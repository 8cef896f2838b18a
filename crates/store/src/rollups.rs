//! Counts kept up to date by ingest: by day, profile, brand, declared language and repost.
//!
//! Outbound posts count for the profile that wrote them. Inbound ones have a hundred times more authors than anyone
//! asks for, so they count for their brand alone, under profile 0.

use crate::StoreError;
use crate::engine::{Engine, Insert, Type, Value};
use crate::settle::{Derived, Node, World};
use hashbrown::HashMap;
use rapport_model::{Audience, Timestamp};

/// Day, profile, owner, language, repost.
pub(crate) type Cell = (i64, i64, i64, String, bool);

/// Outbound, one-to-one, inbound.
pub(crate) type Counts = [i64; 3];

/// Where a post counts, and what.
pub(crate) fn cell(node: &Node, derived: &Derived) -> (Cell, Counts) {
    let profile = if derived.outbound { derived.author } else { 0 };
    let lang = node.lang.clone().unwrap_or_default();
    let owner = derived.owner.unwrap_or(0);
    let one = matches!(derived.verdict, Some((Audience::OneToOne, _)));
    let counts = if derived.outbound {
        [1, i64::from(one), 0]
    } else {
        [0, 0, 1]
    };
    (
        (
            Timestamp(node.created_at).day(),
            profile,
            owner,
            lang,
            node.repost,
        ),
        counts,
    )
}

/// What a batch changes.
#[derive(Default)]
pub(crate) struct Shift(HashMap<Cell, Counts>);

impl Shift {
    /// Adds or takes away what a post counts.
    pub(crate) fn count(&mut self, (cell, counts): (Cell, Counts), sign: i64) {
        let held = self.0.entry(cell).or_default();
        for (held, count) in held.iter_mut().zip(counts) {
            *held += sign * count;
        }
    }

    /// Counts what was worked out. What a post counted before is in `was`.
    pub(crate) fn count_worked(&mut self, world: &World, was: &HashMap<i64, (Cell, Counts)>) {
        for node in world.worked.iter().filter_map(|id| world.nodes.get(id)) {
            match (was.get(&node.id), &node.before) {
                (Some(was), _) => self.count(was.clone(), -1),
                (None, Some(before)) => self.count(cell(node, before), -1),
                (None, None) => {}
            }
            if let Some(now) = &node.now {
                self.count(cell(node, now), 1);
            }
        }
    }

    /// Saves it.
    pub(crate) fn save(self, tx: &mut Engine) -> Result<(), StoreError> {
        let mut cells: Vec<_> = self
            .0
            .into_iter()
            .filter(|(_, counts)| *counts != [0; 3])
            .collect();
        cells.sort_unstable();
        let values: Vec<Value<'_>> = cells
            .iter()
            .flat_map(
                |((day, profile, owner, lang, repost), [outbound, one_to_one, inbound])| {
                    [
                        Value::Int(*day),
                        Value::Int(*profile),
                        Value::Int(*owner),
                        lang.into(),
                        (*repost).into(),
                        Value::Int(*outbound),
                        Value::Int(*one_to_one),
                        Value::Int(*inbound),
                    ]
                },
            )
            .collect();
        tx.insert(&ADD, &values)?;
        if cells
            .iter()
            .any(|(_, counts)| counts.iter().any(|count| *count < 0))
        {
            tx.execute(
                "delete from rollups where outbound = 0 and one_to_one = 0 and inbound = 0",
                &[],
            )?;
        }
        Ok(())
    }
}

const ADD: Insert = Insert {
    table: "rollups",
    columns: &[&[
        ("day", Type::Int),
        ("profile", Type::Int),
        ("owner", Type::Int),
        ("lang", Type::Text),
        ("repost", Type::Int),
        ("outbound", Type::Int),
        ("one_to_one", Type::Int),
        ("inbound", Type::Int),
    ]],
    conflict: "on conflict (day, profile, owner, lang, repost) do update set
        outbound = rollups.outbound + excluded.outbound,
        one_to_one = rollups.one_to_one + excluded.one_to_one,
        inbound = rollups.inbound + excluded.inbound",
};
