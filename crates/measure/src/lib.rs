//! Measure: what the figures mean and how they are counted.
//!
//! [`iceberg`] is the report of one-to-one and one-to-many posts. A [`iceberg::Tally`] counts glimpses of posts as
//! they stream by (one per thread), an [`iceberg::Ledger`] puts the parts together in the order of the file, counts
//! each id once and follows threads, and an [`iceberg::Report`] is what comes out, from a file or from the store.
//! Nothing here opens a file or speaks SQL.

pub mod iceberg;
mod wilson;

pub use wilson::{Interval, wilson_95};
