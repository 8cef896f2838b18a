//! Counts kept up to date by ingest: by day, profile, brand, declared language and repost; and, as the stock that
//! filters choose from, by brand, network, kind and language.
//!
//! Outbound posts count for the profile that wrote them. Inbound ones have a hundred times more authors than anyone
//! asks for, so they count for their brand alone, under profile 0.

use crate::StoreError;
use crate::engine::{Column, Engine, Insert, Type, Value};
use crate::settle::{Derived, Node, World};
use hashbrown::HashMap;
use rapport_model::{Audience, Kind, Timestamp};

/// Day, profile, owner, language, repost.
type Cell = (i64, i64, i64, String, bool);

/// Owner, network, kind, language that counts.
type Shelf = (i64, i64, Kind, String);

/// Outbound, one-to-one, inbound.
type Counts = [i64; 3];

/// Where a post counts, and what.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    cell: Cell,
    shelf: Shelf,
    counts: Counts,
}

/// Where a post counts, and what.
pub(crate) fn counted(node: &Node, derived: &Derived) -> Counted {
    let profile = if derived.outbound { derived.author } else { 0 };
    let lang = node.lang.clone().unwrap_or_default();
    let owner = derived.owner.unwrap_or(0);
    let one = matches!(derived.verdict, Some((Audience::OneToOne, _)));
    let counts = if derived.outbound {
        [1, i64::from(one), 0]
    } else {
        [0, 0, 1]
    };
    let day = Timestamp(node.created_at).day();
    let language = node.language().to_owned();
    Counted {
        cell: (day, profile, owner, lang, node.is_repost()),
        shelf: (owner, node.network, node.kind, language),
        counts,
    }
}

/// What a batch changes.
#[derive(Default)]
pub(crate) struct Shift {
    cells: HashMap<Cell, Counts>,
    shelves: HashMap<Shelf, Counts>,
}

impl Shift {
    /// Adds or takes away what a post counts.
    fn count(&mut self, counted: Counted, sign: i64) {
        let cell = self.cells.entry(counted.cell).or_default();
        let shelf = self.shelves.entry(counted.shelf).or_default();
        for held in [cell, shelf] {
            for (held, count) in held.iter_mut().zip(counted.counts) {
                *held += sign * count;
            }
        }
    }

    /// Counts what was worked out. What a post counted before is in `was`.
    pub(crate) fn count_worked(&mut self, world: &World, was: &HashMap<i64, Counted>) {
        for node in world.worked.iter().filter_map(|id| world.nodes.get(id)) {
            match (was.get(&node.id), &node.before) {
                (Some(was), _) => self.count(was.clone(), -1),
                (None, Some(before)) => self.count(counted(node, before), -1),
                (None, None) => {}
            }
            if let Some(now) = &node.now {
                self.count(counted(node, now), 1);
            }
        }
    }

    /// Saves it.
    pub(crate) fn save(self, tx: &mut Engine) -> Result<(), StoreError> {
        let cells = moved(self.cells);
        let mut values = Vec::with_capacity(cells.len() * 8);
        for ((day, profile, owner, lang, repost), counts) in &cells {
            values.extend([*day, *profile, *owner].map(Value::Int));
            values.extend([lang.into(), Value::from(*repost)]);
            values.extend(counts.map(Value::Int));
        }
        tx.insert(&ADD, &values)?;
        let shelves = moved(self.shelves);
        let mut values = Vec::with_capacity(shelves.len() * 7);
        for ((owner, network, kind, language), counts) in &shelves {
            values.extend([*owner, *network].map(Value::Int));
            values.extend([kind.as_str().into(), Value::from(language)]);
            values.extend(counts.map(Value::Int));
        }
        tx.insert(&ADD_TO_STOCK, &values)?;
        let mut counts = cells.iter().map(|(_, counts)| counts);
        if counts.any(|counts| counts.iter().any(|count| *count < 0)) {
            tx.script(
                "delete from rollups where outbound = 0 and one_to_one = 0 and inbound = 0;
                 delete from stock where outbound = 0 and one_to_one = 0 and inbound = 0",
            )?;
        }
        Ok(())
    }
}

/// What changed, in order.
fn moved<T: Ord>(counts: HashMap<T, Counts>) -> Vec<(T, Counts)> {
    let moved = counts.into_iter().filter(|(_, counts)| *counts != [0; 3]);
    let mut moved: Vec<_> = moved.collect();
    moved.sort_unstable();
    moved
}

const COUNTS: &[Column] = &[
    ("outbound", Type::Int),
    ("one_to_one", Type::Int),
    ("inbound", Type::Int),
];

const ADD: Insert = Insert {
    table: "rollups",
    columns: &[
        &[
            ("day", Type::Int),
            ("profile", Type::Int),
            ("owner", Type::Int),
            ("lang", Type::Text),
            ("repost", Type::Int),
        ],
        COUNTS,
    ],
    conflict: "on conflict (day, profile, owner, lang, repost) do update set
        outbound = rollups.outbound + excluded.outbound,
        one_to_one = rollups.one_to_one + excluded.one_to_one,
        inbound = rollups.inbound + excluded.inbound",
};

const ADD_TO_STOCK: Insert = Insert {
    table: "stock",
    columns: &[
        &[
            ("owner", Type::Int),
            ("network", Type::Int),
            ("kind", Type::Text),
            ("lang", Type::Text),
        ],
        COUNTS,
    ],
    conflict: "on conflict (owner, network, kind, lang) do update set
        outbound = stock.outbound + excluded.outbound,
        one_to_one = stock.one_to_one + excluded.one_to_one,
        inbound = stock.inbound + excluded.inbound",
};
