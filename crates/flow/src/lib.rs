//! Flow: what runs, in which order, on how many threads.
//!
//! [`survey`] measures archives as they stream by, without keeping them; [`import`] takes them into the store. Order,
//! threads and back-pressure are decided here; what a post is, means or counts is not.

mod import;
mod survey;

pub use import::{ImportError, Imported, Progressed, Retried, Watch, import, retry_rejects};
pub use survey::{Rejected, Survey, SurveyError, Surveyed, survey};
