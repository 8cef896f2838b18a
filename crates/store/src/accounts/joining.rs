//! How people come in: the first by setting up, everybody else by invitation.

use super::links::{self, Purpose};
use super::{
    AccountError, NewTeam, SecretHash, User, UserState, sessions, team_ids, teams, user_subject,
    users,
};
use crate::audit::{self, Action, By};
use crate::engine::Engine;
use crate::keys::{clean, email_key};
use crate::numbers::{self, Numbered};
use crate::{Store, StoreError};
use rapport_model::{Role, Scope, TeamId, Timestamp, UserId};
use serde_json::json;

/// A user to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// The name.
    pub name: String,
    /// The address; nobody else has it, whatever the case.
    pub email: String,
    /// The language of the interface.
    pub language: Option<String>,
}

/// The team of those who see everything, made at the beginning.
const EVERYONE: &str = "Everyone";

impl Store {
    /// Gives the link by which the first administrator comes in; an earlier one is replaced. Nobody did it, so the audit
    /// has no entry.
    pub fn offer_set_up(
        &mut self,
        hash: SecretHash,
        expires_at: Timestamp,
    ) -> Result<(), AccountError> {
        self.engine.transaction(|tx| {
            refuse_when_set_up(tx)?;
            Ok(links::give(tx, hash, Purpose::SetUp, None, expires_at)?)
        })
    }

    /// Makes the first user, an administrator, and the team of everyone; the link is used up.
    pub fn set_up(
        &mut self,
        hash: SecretHash,
        new: &NewUser,
        password_hash: &str,
        at: Timestamp,
    ) -> Result<User, AccountError> {
        self.engine.transaction(|tx| {
            refuse_when_set_up(tx)?;
            if !links::spend_set_up(tx, hash, at)? {
                return Err(AccountError::LinkSpent);
            }
            let everyone = teams::insert(
                tx,
                &NewTeam {
                    name: EVERYONE.into(),
                    sees: Scope::All,
                },
            )?;
            let id = insert(tx, new, Role::Admin, at)?;
            set_password(tx, id, password_hash)?;
            teams::put_into(tx, id, &[everyone])?;
            let by = By { user: Some(id), at };
            audit::record(tx, by, Action::SetUp, &user_subject(id), &json!({}))?;
            known(tx, id)
        })
    }

    /// Invites somebody, who comes in by the link.
    pub fn invite(
        &mut self,
        by: By,
        new: &NewUser,
        role: Role,
        teams: &[TeamId],
        link_hash: SecretHash,
        expires_at: Timestamp,
    ) -> Result<User, AccountError> {
        self.engine.transaction(|tx| {
            let id = insert(tx, new, role, by.at)?;
            teams::put_into(tx, id, teams)?;
            links::give(tx, link_hash, Purpose::Invite, Some(id), expires_at)?;
            let detail = json!({"role": role, "teams": team_ids(teams)});
            audit::record(tx, by, Action::UserInvited, &user_subject(id), &detail)?;
            known(tx, id)
        })
    }

    /// Gives a user a new link in place of an older one: to join, or to set a new password. Somebody who is disabled
    /// cannot use it until they are enabled.
    pub fn renew_link(
        &mut self,
        by: By,
        user: UserId,
        hash: SecretHash,
        expires_at: Timestamp,
    ) -> Result<Purpose, AccountError> {
        self.engine.transaction(|tx| {
            let sql = "select password_hash from users where id = $1";
            let password = tx.first(sql, &[user.0.into()], |row| row.opt_text(0))?;
            let purpose = match password.ok_or(AccountError::UnknownUser)? {
                None => Purpose::Invite,
                Some(_) => Purpose::Reset,
            };
            links::give(tx, hash, purpose, Some(user), expires_at)?;
            let detail = json!({"purpose": purpose.as_str()});
            audit::record(tx, by, Action::LinkRenewed, &user_subject(user), &detail)?;
            Ok(purpose)
        })
    }

    /// Uses a link: its holder has this password from now on. A new password ends the sessions under the old one.
    pub fn accept(
        &mut self,
        hash: SecretHash,
        password_hash: &str,
        name: Option<&str>,
        language: Option<&str>,
        at: Timestamp,
    ) -> Result<User, AccountError> {
        self.engine.transaction(|tx| {
            let link = links::spend(tx, hash, at)?.ok_or(AccountError::LinkSpent)?;
            set_password(tx, link.user, password_hash)?;
            introduce(tx, link.user, name, language)?;
            sessions::end_all(tx, link.user, None)?;
            let action = match link.purpose {
                Purpose::SetUp | Purpose::Invite => Action::UserJoined,
                Purpose::Reset => Action::PasswordReset,
            };
            let by = By {
                user: Some(link.user),
                at,
            };
            audit::record(tx, by, action, &user_subject(link.user), &json!({}))?;
            known(tx, link.user)
        })
    }
}

fn refuse_when_set_up(tx: &mut Engine) -> Result<(), AccountError> {
    if users::any(tx)? {
        Err(AccountError::AlreadySetUp)
    } else {
        Ok(())
    }
}

fn insert(
    tx: &mut Engine,
    new: &NewUser,
    role: Role,
    at: Timestamp,
) -> Result<UserId, AccountError> {
    let id = numbers::next(tx, Numbered::User)?;
    let language = new.language.as_deref().map(clean);
    tx.execute(
        "insert into users (id, email, email_key, name, role, language, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            id.into(),
            (&*clean(new.email.trim())).into(),
            (&email_key(&new.email)).into(),
            (&*clean(new.name.trim())).into(),
            role.as_str().into(),
            language.as_deref().into(),
            at.0.into(),
        ],
    )
    .map_err(|error| match error {
        StoreError::Taken(_) => AccountError::EmailTaken,
        other => other.into(),
    })?;
    Ok(UserId(id))
}

/// Sets a password.
pub(super) fn set_password(
    tx: &mut Engine,
    user: UserId,
    password_hash: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "update users set password_hash = $1 where id = $2",
        &[password_hash.into(), user.0.into()],
    )?;
    Ok(())
}

/// Sets name and language, as far as they are given.
pub(super) fn introduce(
    tx: &mut Engine,
    user: UserId,
    name: Option<&str>,
    language: Option<&str>,
) -> Result<(), StoreError> {
    let (name, language) = (name.map(|name| clean(name.trim())), language.map(clean));
    tx.execute(
        "update users set name = coalesce($1, name), language = coalesce($2, language) where id = $3",
        &[
            name.as_deref().into(),
            language.as_deref().into(),
            user.0.into(),
        ],
    )?;
    Ok(())
}

/// A user who must be there.
pub(super) fn known(tx: &mut Engine, user: UserId) -> Result<User, AccountError> {
    users::load(tx, user)?.ok_or(AccountError::UnknownUser)
}

/// A user who can sign in.
pub(super) fn active(tx: &mut Engine, user: UserId) -> Result<User, AccountError> {
    let user = known(tx, user)?;
    match user.state {
        UserState::Active => Ok(user),
        UserState::Invited | UserState::Disabled => Err(AccountError::UnknownUser),
    }
}
