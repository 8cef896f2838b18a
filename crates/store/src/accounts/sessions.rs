//! Sessions: browsers that are signed in.

use super::joining::active;
use super::{AccountError, SecretHash, user_subject};
use crate::audit::{self, Action, By};
use crate::engine::Engine;
use crate::keys::clean;
use crate::numbers::{self, Numbered};
use crate::{Reader, Store, StoreError};
use rapport_model::{SessionId, Timestamp, UserId};
use serde_json::json;

/// A session, as its user sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The id, which opens nothing.
    pub id: SessionId,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was used last.
    pub last_seen_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

impl Store {
    /// Opens a session for a user who can sign in.
    pub fn open_session(
        &mut self,
        user: UserId,
        key: SecretHash,
        user_agent: Option<&str>,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<SessionId, AccountError> {
        let user_agent = user_agent.map(clean);
        self.engine.transaction(|tx| {
            active(tx, user)?;
            let id = numbers::next(tx, Numbered::Session)?;
            tx.execute(
                "insert into sessions (id, key, owner, created_at, last_seen_at, expires_at, user_agent)
                 values ($1, $2, $3, $4, $5, $6, $7)",
                &[
                    id.into(),
                    (&key).into(),
                    user.0.into(),
                    at.0.into(),
                    at.0.into(),
                    expires_at.0.into(),
                    user_agent.as_deref().into(),
                ],
            )?;
            see(tx, user.0, at)?;
            let by = By {
                user: Some(user),
                at,
            };
            audit::record(tx, by, Action::SignedIn, &user_subject(user), &json!({}))?;
            Ok(SessionId(id))
        })
    }

    /// Ends the session of a key, if there is one: signing out.
    pub fn close_session(&mut self, key: SecretHash) -> Result<(), StoreError> {
        self.engine.transaction(|tx| {
            tx.execute("delete from sessions where key = $1", &[(&key).into()])?;
            Ok(())
        })
    }

    /// Ends a session of a user; false if the user has none with this id.
    pub fn close_session_of(
        &mut self,
        user: UserId,
        session: SessionId,
    ) -> Result<bool, StoreError> {
        self.engine.transaction(|tx| {
            let ended = tx.execute(
                "delete from sessions where id = $1 and owner = $2",
                &[session.0.into(), user.0.into()],
            )?;
            Ok(ended > 0)
        })
    }

    /// Notes that a session was used. Each call is a commit: once in a while is enough.
    pub fn seen(&mut self, key: SecretHash, at: Timestamp) -> Result<(), StoreError> {
        self.engine.transaction(|tx| {
            let user = tx.first(
                "update sessions set last_seen_at = $1 where key = $2 and last_seen_at < $1 returning owner",
                &[at.0.into(), (&key).into()],
                |row| row.int(0),
            )?;
            match user {
                Some(user) => see(tx, user, at),
                None => Ok(()),
            }
        })
    }
}

impl Reader {
    /// The sessions of a user that have not ended, the one used last first.
    pub fn sessions_of(&mut self, user: UserId, at: Timestamp) -> Result<Vec<Session>, StoreError> {
        self.engine.all(
            "select id, created_at, last_seen_at, expires_at, user_agent from sessions
             where owner = $1 and expires_at > $2 order by last_seen_at desc, id desc",
            &[user.0.into(), at.0.into()],
            |row| {
                Ok(Session {
                    id: SessionId(row.int(0)?),
                    created_at: Timestamp(row.int(1)?),
                    last_seen_at: Timestamp(row.int(2)?),
                    expires_at: Timestamp(row.int(3)?),
                    user_agent: row.opt_text(4)?,
                })
            },
        )
    }
}

/// Ends all sessions of a user, but for the one to keep.
pub(super) fn end_all(
    tx: &mut Engine,
    user: UserId,
    keep: Option<SecretHash>,
) -> Result<(), StoreError> {
    match &keep {
        None => tx.execute("delete from sessions where owner = $1", &[user.0.into()])?,
        Some(keep) => tx.execute(
            "delete from sessions where owner = $1 and key <> $2",
            &[user.0.into(), keep.into()],
        )?,
    };
    Ok(())
}

/// Notes that a user was here.
pub(super) fn see(tx: &mut Engine, user: i64, at: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "update users set last_seen_at = $1 where id = $2 and (last_seen_at is null or last_seen_at < $1)",
        &[at.0.into(), user.into()],
    )?;
    Ok(())
}
