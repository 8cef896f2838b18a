//! One-time links: who holds one may set a password.

use super::{SecretHash, users};
use crate::engine::{Engine, Row};
use crate::{Reader, StoreError};
use rapport_model::{Timestamp, UserId};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To set up: its holder becomes the first administrator.
    SetUp,
    /// To join.
    Invite,
    /// To set a new password.
    Reset,
}

impl Purpose {
    /// The purpose's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::SetUp => "set_up",
            Purpose::Invite => "invite",
            Purpose::Reset => "reset",
        }
    }

    fn parse(word: &str) -> Result<Purpose, StoreError> {
        match word {
            "set_up" => Ok(Purpose::SetUp),
            "invite" => Ok(Purpose::Invite),
            "reset" => Ok(Purpose::Reset),
            other => Err(StoreError::Corrupt(format!("a link is for {other:?}"))),
        }
    }
}

/// A link to join or to set a new password, that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// What it is for.
    pub purpose: Purpose,
    /// Whom it was made for.
    pub user: UserId,
}

impl Reader {
    /// Whether a link to set up can be used.
    pub fn set_up_link_valid(
        &mut self,
        hash: SecretHash,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let there = self.engine.number(
            "select count(*) from one_time_links where hash = $1 and owner is null and expires_at > $2",
            &[(&hash).into(), at.0.into()],
        )?;
        Ok(there > 0 && !users::any(&mut self.engine)?)
    }

    /// A link to join or to set a new password, if it can be used.
    pub fn link(&mut self, hash: SecretHash, at: Timestamp) -> Result<Option<Link>, StoreError> {
        self.engine.first(
            "select l.purpose, l.owner from one_time_links l join users u on u.id = l.owner
             where l.hash = $1 and l.expires_at > $2 and u.disabled_at is null",
            &[(&hash).into(), at.0.into()],
            read,
        )
    }
}

/// Gives a link; an older one of the same user, or to set up, is replaced.
pub(super) fn give(
    tx: &mut Engine,
    hash: SecretHash,
    purpose: Purpose,
    user: Option<UserId>,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    match user {
        Some(user) => take_back(tx, user)?,
        None => take_back_set_up(tx)?,
    }
    tx.execute(
        "insert into one_time_links (hash, purpose, owner, expires_at) values ($1, $2, $3, $4)",
        &[
            (&hash).into(),
            purpose.as_str().into(),
            user.map(|user| user.0).into(),
            expires_at.0.into(),
        ],
    )?;
    Ok(())
}

/// Uses a link to set up; false if there is none.
pub(super) fn spend_set_up(
    tx: &mut Engine,
    hash: SecretHash,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let spent = tx.execute(
        "delete from one_time_links where hash = $1 and owner is null and expires_at > $2",
        &[(&hash).into(), at.0.into()],
    )?;
    Ok(spent > 0)
}

/// Uses a link; none if it cannot be used.
pub(super) fn spend(
    tx: &mut Engine,
    hash: SecretHash,
    at: Timestamp,
) -> Result<Option<Link>, StoreError> {
    tx.first(
        "delete from one_time_links where hash = $1 and expires_at > $2
             and owner in (select id from users where disabled_at is null)
         returning purpose, owner",
        &[(&hash).into(), at.0.into()],
        read,
    )
}

/// Takes back the link of a user.
pub(super) fn take_back(tx: &mut Engine, user: UserId) -> Result<(), StoreError> {
    tx.execute(
        "delete from one_time_links where owner = $1",
        &[user.0.into()],
    )?;
    Ok(())
}

fn take_back_set_up(tx: &mut Engine) -> Result<(), StoreError> {
    tx.execute("delete from one_time_links where owner is null", &[])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Link, StoreError> {
    Ok(Link {
        purpose: Purpose::parse(&row.text(0)?)?,
        user: UserId(row.int(1)?),
    })
}
