//! Who it is that asks: read on every request, so each answer takes two questions over indexes.

use super::teams::{heads, member_of};
use super::users::{ACTIVE, USER, USER_COLUMNS, read};
use super::{SecretHash, User};
use crate::engine::Engine;
use crate::keys::email_key;
use crate::{Reader, StoreError};
use rapport_model::{Identity, Scope, SessionId, Timestamp, TokenId, UserId};
use std::fmt;

/// What a user proves to be who they are.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The user.
    pub user: UserId,
    /// The Argon2 hash of the password.
    pub password_hash: String,
    /// The address, as it was given.
    pub email: String,
    /// The name.
    pub name: String,
}

/// The hash stays out of logs.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Credentials { user, .. } = self;
        f.debug_struct("Credentials")
            .field("user", user)
            .finish_non_exhaustive()
    }
}

/// Somebody at a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// The session.
    pub session: SessionId,
    /// What they may do and see.
    pub identity: Identity,
    /// When the session was used last, as far as it was noted.
    pub last_seen_at: Timestamp,
}

/// A program in somebody's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenBearer {
    /// In whose name.
    pub user: User,
    /// The token.
    pub token: TokenId,
    /// What it may do and see.
    pub identity: Identity,
    /// When the token was used last, as far as it was noted.
    pub last_used_at: Option<Timestamp>,
}

impl Reader {
    /// What the user with this address has to prove, if they can sign in.
    pub fn credentials(&mut self, email: &str) -> Result<Option<Credentials>, StoreError> {
        let sql = format!(
            "select u.id, u.password_hash, u.email, u.name from users u where u.email_key = $1 and {ACTIVE}"
        );
        let key = email_key(email);
        self.engine.first(&sql, &[(&key).into()], |row| {
            Ok(Credentials {
                user: UserId(row.int(0)?),
                password_hash: row.text(1)?,
                email: row.text(2)?,
                name: row.text(3)?,
            })
        })
    }

    /// Who has the session with this key.
    pub fn signed_in(
        &mut self,
        key: SecretHash,
        at: Timestamp,
    ) -> Result<Option<SignedIn>, StoreError> {
        let sql = format!(
            "select {USER}, s.id, s.last_seen_at, cast(0 as bigint) from sessions s
             join users u on u.id = s.owner
             where s.key = $1 and s.expires_at > $2 and {ACTIVE}"
        );
        let bearer = bearer(&mut self.engine, &sql, key, at)?;
        Ok(bearer.map(|bearer| SignedIn {
            user: bearer.user,
            session: SessionId(bearer.means),
            identity: bearer.identity,
            last_seen_at: bearer.last_at.unwrap_or(at),
        }))
    }

    /// In whose name the program with this token asks.
    pub fn token_bearer(
        &mut self,
        hash: SecretHash,
        at: Timestamp,
    ) -> Result<Option<TokenBearer>, StoreError> {
        let sql = format!(
            "select {USER}, t.id, t.last_used_at, t.read_only from api_tokens t
             join users u on u.id = t.owner
             where t.hash = $1 and t.expires_at > $2 and {ACTIVE}"
        );
        let bearer = bearer(&mut self.engine, &sql, hash, at)?;
        Ok(bearer.map(|bearer| TokenBearer {
            user: bearer.user,
            token: TokenId(bearer.means),
            identity: bearer.identity,
            last_used_at: bearer.last_at,
        }))
    }
}

/// Who holds a secret.
struct Bearer {
    user: User,
    identity: Identity,
    /// The id of the session or token.
    means: i64,
    last_at: Option<Timestamp>,
}

/// Asks who holds a secret, by SQL that answers a user, and then the id of what it opens, its last use, and whether it
/// only reads.
fn bearer(
    engine: &mut Engine,
    sql: &str,
    hash: SecretHash,
    at: Timestamp,
) -> Result<Option<Bearer>, StoreError> {
    let found = engine.first(sql, &[(&hash).into(), at.0.into()], |row| {
        let (means, last_at) = (row.int(USER_COLUMNS)?, row.opt_int(USER_COLUMNS + 1)?);
        Ok((read(row)?, means, last_at, row.flag(USER_COLUMNS + 2)?))
    })?;
    let Some((mut user, means, last_at, read_only)) = found else {
        return Ok(None);
    };
    let teams = member_of(engine, user.id)?;
    user.teams = heads(&teams);
    let identity = Identity {
        user: user.id,
        role: user.role,
        scope: Scope::of(user.role, &teams),
        read_only,
    };
    Ok(Some(Bearer {
        user,
        identity,
        means,
        last_at: last_at.map(Timestamp),
    }))
}
