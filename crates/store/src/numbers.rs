//! Numbers for what can be removed again: none is given twice, so that none comes to name something else.

use crate::StoreError;
use crate::engine::Engine;

/// What is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbered {
    User,
    Team,
    Session,
    Token,
    ImportJob,
    AuditEntry,
}

impl Numbered {
    fn as_str(self) -> &'static str {
        match self {
            Numbered::User => "user",
            Numbered::Team => "team",
            Numbered::Session => "session",
            Numbered::Token => "token",
            Numbered::ImportJob => "import job",
            Numbered::AuditEntry => "audit entry",
        }
    }
}

/// The next number.
pub(crate) fn next(tx: &mut Engine, of: Numbered) -> Result<i64, StoreError> {
    tx.number(
        "insert into last_numbers (name, number) values ($1, 1)
         on conflict (name) do update set number = last_numbers.number + 1 returning number",
        &[of.as_str().into()],
    )
}

/// The number that was given last; 0 if none was.
pub(crate) fn last(engine: &mut Engine, of: Numbered) -> Result<i64, StoreError> {
    engine.number(
        "select number from last_numbers where name = $1",
        &[of.as_str().into()],
    )
}
