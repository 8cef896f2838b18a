//! Who changed what: a row for every change, in the transaction of the change, sealed by the row after it.
//!
//! An entry holds ids, roles, figures, and what teams and brands are called; never a secret, a person's name or address,
//! or a text that somebody wrote: what is sealed could not be erased.

use crate::engine::{Engine, Row};
use crate::keys::{clean, hex};
use crate::numbers::{self, Numbered};
use crate::{Reader, StoreError};
use rapport_model::{Timestamp, UserId};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

/// Who changes something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// The user; none for whoever works on the machine itself.
    pub user: Option<UserId>,
    /// The time.
    pub at: Timestamp,
}

/// An entry of the audit.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// Its number: the first is 1, and none is left out.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who, with the name that the user has now; none for whoever worked on the machine itself.
    pub actor: Option<(UserId, String)>,
    /// What happened, such as `user.invited`.
    pub action: String,
    /// What it happened to, such as `user:3`.
    pub subject: String,
    /// The name that the subject has now, if it is a user.
    pub subject_name: Option<String>,
    /// How.
    pub detail: Json,
}

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    SetUp,
    UserInvited,
    LinkRenewed,
    UserJoined,
    PasswordReset,
    PasswordChanged,
    UserChanged,
    SignedIn,
    TeamAdded,
    TeamChanged,
    TeamRemoved,
    TokenAdded,
    TokenRemoved,
    BrandsSet,
    BudgetsSet,
    BudgetRemoved,
    ImportQueued,
    ImportStopped,
}

impl Action {
    fn as_str(self) -> &'static str {
        match self {
            Action::SetUp => "user.set_up",
            Action::UserInvited => "user.invited",
            Action::LinkRenewed => "user.link_renewed",
            Action::UserJoined => "user.joined",
            Action::PasswordReset => "user.password_reset",
            Action::PasswordChanged => "user.password_changed",
            Action::UserChanged => "user.changed",
            Action::SignedIn => "user.signed_in",
            Action::TeamAdded => "team.added",
            Action::TeamChanged => "team.changed",
            Action::TeamRemoved => "team.removed",
            Action::TokenAdded => "token.added",
            Action::TokenRemoved => "token.removed",
            Action::BrandsSet => "brands.set",
            Action::BudgetsSet => "budgets.set",
            Action::BudgetRemoved => "budget.removed",
            Action::ImportQueued => "import.queued",
            Action::ImportStopped => "import.stopped",
        }
    }
}

/// The fields that are sealed.
struct Sealed {
    id: i64,
    at: i64,
    actor: Option<i64>,
    action: String,
    subject: String,
    detail: String,
}

impl Sealed {
    /// The seal: each field with its length before it, so that none can lend a letter to the next.
    fn chain(&self, before: &str) -> String {
        let actor = self.actor.map(|id| id.to_string()).unwrap_or_default();
        let mut hash = Sha256::new();
        for field in [
            before,
            &self.id.to_string(),
            &self.at.to_string(),
            &actor,
            &self.action,
            &self.subject,
            &self.detail,
        ] {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        hex(&hash.finalize())
    }
}

/// Enters a change, in its transaction.
pub(crate) fn record(
    tx: &mut Engine,
    by: By,
    action: Action,
    subject: &str,
    detail: &Json,
) -> Result<(), StoreError> {
    let sql = "select chain from audit order by id desc limit 1";
    let before = tx.first(sql, &[], |row| row.text(0))?.unwrap_or_default();
    let entry = Sealed {
        id: numbers::next(tx, Numbered::AuditEntry)?,
        at: by.at.0,
        actor: by.user.map(|user| user.0),
        action: action.as_str().to_owned(),
        subject: clean(subject).into_owned(),
        detail: detail.to_string(),
    };
    tx.execute(
        "insert into audit (id, at, actor, action, subject, detail, chain) values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            entry.id.into(),
            entry.at.into(),
            entry.actor.into(),
            (&entry.action).into(),
            (&entry.subject).into(),
            (&entry.detail).into(),
            (&entry.chain(&before)).into(),
        ],
    )?;
    Ok(())
}

impl Reader {
    /// Entries, the latest first: those before the one with number `after`, or the very last.
    pub fn audit(&mut self, after: Option<i64>, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        self.engine.all(
            "select a.id, a.at, a.actor, u.name, a.action, a.subject, s.name, a.detail
             from audit a left join users u on u.id = a.actor
             left join users s on s.id = case when a.subject like 'user:%' then cast(substr(a.subject, 6) as bigint) end
             where a.id < $1 order by a.id desc limit $2",
            &[after.unwrap_or(i64::MAX).into(), i64::from(limit).into()],
            read,
        )
    }

    /// Whether every entry is there as it was written.
    pub fn audit_is_whole(&mut self) -> Result<bool, StoreError> {
        let found = self.in_snapshot(|reader| first_break(&mut reader.engine))?;
        Ok(found.is_none())
    }
}

/// The number of the first entry that is not as it was written, or not there, or too many. To be read in a snapshot: the
/// entries are held against how many were written.
pub(crate) fn first_break(engine: &mut Engine) -> Result<Option<i64>, StoreError> {
    let written = numbers::last(engine, Numbered::AuditEntry)?;
    let mut before = String::new();
    let mut expected = 1;
    let mut broken = None;
    engine.each(
        "select id, at, actor, action, subject, detail, chain from audit order by id",
        &[],
        &mut |row| {
            if broken.is_some() {
                return Ok(());
            }
            let entry = Sealed {
                id: row.int(0)?,
                at: row.int(1)?,
                actor: row.opt_int(2)?,
                action: row.text(3)?,
                subject: row.text(4)?,
                detail: row.text(5)?,
            };
            let chain = row.text(6)?;
            if entry.id != expected || entry.id > written || entry.chain(&before) != chain {
                broken = Some(expected);
            }
            before = chain;
            expected += 1;
            Ok(())
        },
    )?;
    Ok(broken.or((expected <= written).then_some(expected)))
}

fn read(row: &Row<'_>) -> Result<AuditEntry, StoreError> {
    let unreadable = |error: serde_json::Error| StoreError::Corrupt(format!("the audit: {error}"));
    let actor = row.opt_int(2)?.map(UserId);
    let name = row.text(3)?;
    Ok(AuditEntry {
        id: row.int(0)?,
        at: Timestamp(row.int(1)?),
        actor: actor.map(|actor| (actor, name)),
        action: row.text(4)?,
        subject: row.text(5)?,
        subject_name: row.opt_text(6)?,
        detail: serde_json::from_str(&row.text(7)?).map_err(unreadable)?,
    })
}
