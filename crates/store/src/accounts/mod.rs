//! Who can sign in, with what, and what they see.
//!
//! Neither a password nor a secret comes here: passwords arrive as Argon2 hashes, secrets as SHA-256 hashes. Each
//! change commits together with its entry in the audit.

mod attempts;
mod changes;
mod joining;
mod links;
mod sessions;
mod signed_in;
mod teams;
mod tokens;
mod users;

pub use attempts::Failures;
pub use changes::UserChange;
pub use joining::NewUser;
pub use links::{Link, Purpose};
pub use sessions::Session;
pub use signed_in::{Credentials, SignedIn, TokenBearer};
pub use teams::{NewTeam, StoredTeam, TeamChange};
pub use tokens::{NewToken, Token};
pub use users::{User, UserState};

use crate::StoreError;
use crate::engine::Engine;
use rapport_model::{TeamId, UserId};

/// The SHA-256 hash of a secret that somebody else holds.
pub type SecretHash = [u8; 32];

/// A change to the accounts was refused; nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Somebody has the address.
    #[error("there is a user with this e-mail address: choose another, or change that user")]
    EmailTaken,
    /// A team has the name.
    #[error("there is a team with this name: choose another")]
    TeamNameTaken,
    /// The user is not there, or cannot sign in.
    #[error("there is no such user")]
    UnknownUser,
    /// The team is not there.
    #[error("there is no such team")]
    UnknownTeam,
    /// The link was never given, was used, was replaced or has expired.
    #[error("the link is not valid any more: ask for a new one")]
    LinkSpent,
    /// Nobody would be left to administer.
    #[error("this is the last active administrator: make somebody else one first")]
    LastAdministrator,
    /// There is a user already.
    #[error("rapport is set up already: sign in, or ask an administrator for an invitation")]
    AlreadySetUp,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes back what was handed out in the name of an earlier generation: sessions, links and tokens, and the imports
/// whose files lie elsewhere. What was revoked since must not come back with a copy.
pub(crate) fn forget_what_was_handed_out(tx: &mut Engine) -> Result<(), StoreError> {
    tx.script(
        "delete from sessions; delete from one_time_links; delete from api_tokens;
         delete from sign_in_attempts; delete from import_jobs",
    )
}

/// How the audit names a user.
fn user_subject(user: UserId) -> String {
    format!("user:{user}")
}

/// How the audit names teams.
fn team_ids(teams: &[TeamId]) -> Vec<String> {
    teams.iter().map(ToString::to_string).collect()
}
