//! X, once Twitter: posts of its API v1.1 and v2, and the personal archive.

mod archive;
mod glimpse;
mod v1;
mod v2;

pub(crate) use archive::{archive_post, owner_of};
pub(crate) use glimpse::glimpse;
pub(crate) use v1::{Tweet, TweetDialect};
pub(crate) use v2::v2_posts;
