//! The API: a handler extracts, parses, calls and converts.
#![expect(
    unused_qualifications,
    reason = "utoipa's macros name the types of questions by their paths"
)]

pub(crate) mod audit;
pub(crate) mod brands;
pub(crate) mod budgets;
pub(crate) mod contacts;
pub(crate) mod conversations;
pub(crate) mod events;
pub(crate) mod iceberg;
pub(crate) mod imports;
pub(crate) mod invitation;
pub(crate) mod me;
pub(crate) mod posts;
pub(crate) mod session;
pub(crate) mod status;
pub(crate) mod teams;
pub(crate) mod tokens;
pub(crate) mod users;
pub(crate) mod values;
mod wire;
