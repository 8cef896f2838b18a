//! Everything Rapport keeps, behind one concrete [`Store`]: SQLite in the data folder, or PostgreSQL.
//!
//! A post goes in through [`Store::ingest`], whole batches at a time: the posts, what follows from them (direction,
//! audience, conversation, counts) and the position in the source commit together or not at all. Whatever the order in
//! which posts arrive, what is derived from them is the same. [`Reader`] answers questions beside the one writer.
//!
//! All SQL of the product stands here, and no rule does: what is own, to whom a post speaks and where a conversation
//! ends is decided by `rapport-model`; this room loads, asks, saves. It reads no clock, prints nothing, and draws one random
//! number: the [`Generation`] of a new store.
//!
//! Full-text search is SQLite's so far; on PostgreSQL [`Reader::search`] says so.

mod accounts;
mod asks;
mod audit;
mod backup;
mod brands;
mod budgets;
mod check;
mod conversations;
mod counts;
mod engine;
mod error;
mod facts;
mod forest;
mod generation;
mod handles;
mod history;
mod import;
mod ingest;
mod jobs;
mod keys;
mod memory;
mod merge;
mod numbers;
mod ownership;
mod page;
mod record;
mod rejects;
mod report;
mod resolve;
mod restore;
mod rollups;
mod schema;
mod settle;
mod silence;
mod store;
mod talks;
#[cfg(feature = "testing")]
pub mod testing;
mod tombstones;
mod unfinished;
mod words;
mod write;

pub use accounts::{
    AccountError, Credentials, Failures, Link, NewTeam, NewToken, NewUser, Purpose, SecretHash,
    Session, SignedIn, StoredTeam, TeamChange, Token, TokenBearer, User, UserChange, UserState,
};
pub use audit::{AuditEntry, By};
pub use backup::Holdings;
pub use brands::BrandsSet;
pub use check::CheckReport;
pub use error::StoreError;
pub use generation::Generation;
pub use import::{Import, Position, Source};
pub use ingest::{Batch, Ingested, Prepared};
pub use jobs::{ImportJob, ImportJobEnd, ImportJobProgress, ImportJobState};
pub use page::{Cursor, Direction, Filter, Page, Stored};
pub use rejects::{KeptReject, Reject};
pub use report::{Cells, IcebergCell};
pub use store::{Location, Reader, Store};
