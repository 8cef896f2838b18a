//! What becomes of a user.

use super::joining::{active, introduce, known, set_password};
use super::{AccountError, SecretHash, User, links, sessions, team_ids, teams, user_subject};
use crate::Store;
use crate::audit::{self, Action, By};
use crate::engine::Engine;
use rapport_model::{Role, TeamId, UserId};
use serde_json::{Value as Json, json};

/// What is to be different about a user; what is not named stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserChange {
    /// The name.
    pub name: Option<String>,
    /// What the user is.
    pub role: Option<Role>,
    /// The language of the interface.
    pub language: Option<String>,
    /// The user's teams, all of them.
    pub teams: Option<Vec<TeamId>>,
    /// Whether the user is kept out.
    pub disabled: Option<bool>,
}

impl Store {
    /// Changes a user. Whoever is disabled is out at once, and a link that was given before does not bring them back.
    pub fn change_user(
        &mut self,
        by: By,
        id: UserId,
        change: &UserChange,
    ) -> Result<User, AccountError> {
        self.engine.transaction(|tx| {
            known(tx, id)?;
            introduce(tx, id, change.name.as_deref(), change.language.as_deref())?;
            if let Some(role) = change.role {
                tx.execute(
                    "update users set role = $1 where id = $2",
                    &[role.as_str().into(), id.0.into()],
                )?;
            }
            if let Some(teams) = &change.teams {
                teams::put_into(tx, id, teams)?;
            }
            match change.disabled {
                Some(true) => disable(tx, by, id)?,
                Some(false) => enable(tx, id)?,
                None => {}
            }
            if change.role.is_some() || change.disabled.is_some() {
                leave_an_administrator(tx)?;
            }
            let detail = told(change);
            audit::record(tx, by, Action::UserChanged, &user_subject(id), &detail)?;
            known(tx, id)
        })
    }

    /// Sets a password and ends the user's sessions, but for the one to keep. A link to reset it is void.
    pub fn change_password(
        &mut self,
        by: By,
        user: UserId,
        password_hash: &str,
        keep: Option<SecretHash>,
    ) -> Result<(), AccountError> {
        self.engine.transaction(|tx| {
            active(tx, user)?;
            set_password(tx, user, password_hash)?;
            links::take_back(tx, user)?;
            sessions::end_all(tx, user, keep)?;
            let subject = user_subject(user);
            Ok(audit::record(
                tx,
                by,
                Action::PasswordChanged,
                &subject,
                &json!({}),
            )?)
        })
    }
}

/// Keeps a user out; somebody who is out already stays out since then.
fn disable(tx: &mut Engine, by: By, user: UserId) -> Result<(), AccountError> {
    tx.execute(
        "update users set disabled_at = coalesce(disabled_at, $1) where id = $2",
        &[by.at.0.into(), user.0.into()],
    )?;
    sessions::end_all(tx, user, None)?;
    Ok(links::take_back(tx, user)?)
}

fn enable(tx: &mut Engine, user: UserId) -> Result<(), AccountError> {
    tx.execute(
        "update users set disabled_at = null where id = $1",
        &[user.0.into()],
    )?;
    Ok(())
}

/// Refuses a change after which nobody could administer. There is one writer at a time, so nobody else goes meanwhile.
fn leave_an_administrator(tx: &mut Engine) -> Result<(), AccountError> {
    let left = tx.number(
        "select count(*) from users
         where role = 'admin' and disabled_at is null and password_hash is not null",
        &[],
    )?;
    if left == 0 {
        Err(AccountError::LastAdministrator)
    } else {
        Ok(())
    }
}

/// How the audit tells a change: a name is not repeated there, since it could not be erased.
fn told(change: &UserChange) -> Json {
    let UserChange {
        name,
        role,
        language,
        teams,
        disabled,
    } = change;
    let told = [
        ("name", name.as_ref().map(|_| json!("changed"))),
        ("role", role.map(|role| json!(role))),
        (
            "language",
            language.as_ref().map(|language| json!(language)),
        ),
        (
            "teams",
            teams.as_deref().map(|teams| json!(team_ids(teams))),
        ),
        ("disabled", disabled.map(|disabled| json!(disabled))),
    ];
    told.into_iter()
        .filter_map(|(what, how)| Some((what, how?)))
        .collect()
}
