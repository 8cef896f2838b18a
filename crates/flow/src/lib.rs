//! Flow: what runs, in which order, on how many threads.
//!
//! [`survey`] measures archives as they stream by, without keeping them. Order, threads and back-pressure are decided
//! here; what a post is, means or counts is not.

mod survey;

pub use survey::{Rejected, Survey, SurveyError, Surveyed, survey};
