//! Flow: what runs, in which order, on how many threads.
//!
//! [`survey`] measures archives as they stream by, without keeping them; [`import`] takes them into the store,
//! and [`index_words`] makes good what an older store lacks of its full-text index. Order,
//! threads and back-pressure are decided here; what a post is, means or counts is not.

mod ask;
mod import;
mod survey;
mod words;

pub use ask::{PostsAskError, PostsAsked};
pub use import::{ImportError, Imported, Progressed, Retried, Watch, import, retry_rejects};
pub use survey::{Rejected, Survey, SurveyError, Surveyed, survey};
pub use words::index_words;
