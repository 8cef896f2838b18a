//! The words of Rapport and its pure rules.
//!
//! A [`Post`] is what capture hands on, a [`BrandTable`] says who is *own*, [`audience`] decides whether a post
//! was said to one person or to many and [`Calendar`] puts
//! it into a period. Nothing here reads a file, a clock or a database: values go in, values come out.

mod access;
pub mod audience;
mod brand;
mod budget;
pub mod conversation;
mod glimpse;
mod ids;
mod period;
mod post;
mod search;
mod time;

pub use access::{Identity, Permission, Role, RoleError, Scope, Team};
pub use audience::{Audience, Rule, Verdict};
pub use brand::{Brand, BrandIndex, BrandRow, BrandTable, BrandTableError};
pub use budget::Budget;
pub use glimpse::{AccountRef, Glimpse, Key, ReplyGlimpse};
pub use ids::{
    BrandId, ContactId, ConversationId, ImportJobId, Network, NetworkError, PostId, ProfileId,
    SessionId, TeamId, TokenId, UserId,
};
pub use period::{Calendar, Granularity, GranularityError, MomentError, Period, ZoneError};
pub use post::{
    Account, Counters, Kind, Mention, Post, ReplyTo, UnknownWord, Visibility, opening_of_text,
};
pub use search::Search;
pub use time::{Timestamp, TimestampError};
