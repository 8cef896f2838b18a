//! What the store promises, as small cases that run on both engines.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test that cannot go on has failed"
)]

mod accounts;
mod audit;
mod backups;
mod brands;
mod build;
mod checks;
mod full;
mod generations;
mod imports;
mod jobs;
mod joining;
mod kills;
mod migrations;
mod oracle;
mod order;
mod pages;
mod people;
mod poison;
mod private;
mod reading;
mod scopes;
mod search;
mod seen_again;
mod snapshot;
mod teams;
mod threads;
mod tombstones;
