//! The iceberg: how much of what a brand says is said to one person, and how sure that is.

mod dimension;
mod ledger;
mod record;
mod render;
mod report;
mod roll;
mod settle;
mod stored;
mod tally;
mod verdict;

pub use dimension::{AskError, Asked, Dimension, DimensionError, Question, Window};
pub use ledger::{Judged, Ledger, Settled, TooManyPosts};
pub use record::Portion;
pub use render::{Format, FormatError};
pub use report::{BudgetRow, Figures, Report, ReportBuilder, Row, Subject};
pub use roll::Roll;
pub use stored::of_store;
pub use tally::Tally;
