//! Everything Rapport keeps, behind one concrete [`Store`]: SQLite in the data folder, or PostgreSQL.
//!
//! A post goes in through [`Store::ingest`], whole batches at a time: the posts, what follows from them (direction,
//! audience, conversation, counts) and the position in the source commit together or not at all. Whatever the order in
//! which posts arrive, what is derived from them is the same. [`Reader`] answers beside the one writer, and what is asked
//! about posts is asked [`within`](Reader::within) a scope.
//!
//! All SQL of the product stands here, and no rule does: what is own, to whom a post speaks and where a conversation
//! ends is decided by `rapport-model`; this room loads, asks, saves. It reads no clock, prints nothing, and draws one random
//! number: the [`Generation`] of a new store.

mod accounts;
mod asks;
mod audit;
mod backup;
mod brands;
mod budgets;
mod catalogue;
mod check;
mod choices;
mod contact_page;
mod conversation_page;
mod conversations;
mod cursor;
mod engine;
mod error;
mod export;
mod expression;
mod facets;
mod facts;
mod filter;
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
mod plan;
mod record;
mod rejects;
mod report;
mod resolve;
mod restore;
mod rollups;
mod schema;
mod scope;
mod settle;
mod shown;
mod silence;
mod store;
mod talks;
#[cfg(feature = "testing")]
pub mod testing;
mod tombstones;
mod unfinished;
mod unindexed;
mod walk;
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
pub use choices::Choices;
pub use contact_page::{Contact, ContactPage, ContactProfile, Opening};
pub use conversation_page::{ContactHead, ConversationHead, ConversationPage};
pub use cursor::{Cursor, CursorError};
pub use error::StoreError;
pub use export::Stored;
pub use filter::{Direction, Filter};
pub use generation::Generation;
pub use import::{Import, Position, Source};
pub use ingest::{Batch, Ingested, Prepared};
pub use jobs::{ImportJob, ImportJobEnd, ImportJobProgress, ImportJobState};
pub use keys::email_key;
pub use page::Page;
pub use rejects::{KeptReject, Reject};
pub use report::{Cells, IcebergCell};
pub use scope::Scoped;
pub use shown::{ProfileHead, Shown, Spoken};
pub use store::{Location, Reader, Store};
