//! Attempts to sign in that failed, and what has run out.

use crate::keys::key;
use crate::{Reader, Store, StoreError};
use rapport_model::Timestamp;

/// How long failed attempts are remembered after the last of them.
const REMEMBERED_MS: i64 = 24 * 3_600_000;

/// Failed attempts in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u64,
    /// When the last one was.
    pub last_at: Timestamp,
}

impl Store {
    /// Notes a failed attempt under a key, such as an address of a user or of the network.
    pub fn note_failure(&mut self, attempt: &str, at: Timestamp) -> Result<(), StoreError> {
        self.engine.transaction(|tx| {
            tx.execute(
                "insert into sign_in_attempts (key, failures, last_at) values ($1, 1, $2)
                 on conflict (key) do update
                 set failures = sign_in_attempts.failures + 1, last_at = excluded.last_at",
                &[(&*key(attempt)).into(), at.0.into()],
            )?;
            Ok(())
        })
    }

    /// Forgets the failed attempts under a key: one succeeded.
    pub fn forget_failures(&mut self, attempt: &str) -> Result<(), StoreError> {
        self.engine.transaction(|tx| {
            tx.execute(
                "delete from sign_in_attempts where key = $1",
                &[(&*key(attempt)).into()],
            )?;
            Ok(())
        })
    }

    /// Removes sessions, links and tokens that have run out, and attempts of more than a day ago.
    pub fn remove_expired(&mut self, at: Timestamp) -> Result<(), StoreError> {
        let forgotten = at.0.saturating_sub(REMEMBERED_MS);
        self.engine.transaction(|tx| {
            for table in ["sessions", "one_time_links", "api_tokens"] {
                let sql = format!("delete from {table} where expires_at <= $1");
                tx.execute(&sql, &[at.0.into()])?;
            }
            tx.execute(
                "delete from sign_in_attempts where last_at <= $1",
                &[forgotten.into()],
            )?;
            Ok(())
        })
    }
}

impl Reader {
    /// The failed attempts under a key, if there are any.
    pub fn failures(&mut self, attempt: &str) -> Result<Option<Failures>, StoreError> {
        self.engine.first(
            "select failures, last_at from sign_in_attempts where key = $1",
            &[(&*key(attempt)).into()],
            |row| {
                Ok(Failures {
                    count: row.int(0)?.unsigned_abs(),
                    last_at: Timestamp(row.int(1)?),
                })
            },
        )
    }
}
