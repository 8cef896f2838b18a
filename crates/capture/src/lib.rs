//! Capture: bytes in, posts out.
//!
//! [`Archive::open`] tells by looking what a file is and what is packed around it. [`Chunks`] cuts its bytes into
//! pieces of whole records in bounded memory; a [`Reader`] turns a [`Chunk`] into [`Glimpse`]s, the few facts the
//! iceberg needs, or into whole [`Post`]s. Records that cannot be read come out beside them as [`Fault`]s with line,
//! offset and reason; nothing here stops at a bad record, and nothing here decides what a post means.
//!
//! Live networks will stand beside these folders, one each; what is missing among archives (Bluesky repositories,
//! mailboxes, export tarballs) arrives with them.
//!
//! [`Glimpse`]: rapport_model::Glimpse
//! [`Post`]: rapport_model::Post

mod archive;
mod brands;
mod json;
mod mastodon;
mod scan;
mod table;
mod x;

pub use archive::{
    Archive, Chunk, Chunks, ColumnsError, Format, Item, OpenError, Options, Reader, UnknownFormat,
};
pub use brands::{
    TableFileError, read_brands, read_brands_from, read_budgets, write_brands, write_budgets,
};
pub use table::{ColumnMap, ColumnMapError, CsvPosts};

/// Why a record was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line of the record within its chunk, counted from 0.
    pub line: u64,
    /// Offset of its first byte in the unpacked stream.
    pub offset: u64,
    /// What is wrong and what was expected.
    pub reason: String,
}
