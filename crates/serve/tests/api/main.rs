//! The API as its callers see it: in process over a real store, and behind a listener where that matters.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod counted;
mod dropped_files;
mod iceberg;
mod isolation;
mod live_events;
mod people;
mod poison;
mod posts;
mod scope;
mod sessions;
mod setting_up;
mod support;
mod tokens;
