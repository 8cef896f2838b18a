//! Posts in CSV: Rapport's own columns, those of *Customer Support on Twitter*, and any other by a map.

mod columns;
mod row;
mod write;

pub use columns::{ColumnMap, ColumnMapError, ColumnsError};
pub(crate) use columns::{Columns, looks_like_header};
pub(crate) use row::{RowEnd, glimpse, post, row_end};
pub use write::CsvPosts;
