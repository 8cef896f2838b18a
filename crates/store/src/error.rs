//! What can go wrong, sorted by what the caller can do about it.

use rusqlite::ErrorCode;
use rusqlite::ffi::{
    SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE,
};
use std::path::PathBuf;

/// A request to the store failed; nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No space is left for the database.
    #[error(
        "the disk under the database is full: free some space and start again, nothing is half stored"
    )]
    Full,
    /// Another process is writing.
    #[error("another process is writing to the database: wait until it is done, or stop it")]
    Busy,
    /// The database was written by a newer version.
    #[error("the database has schema {found}, this version knows {known}: use a newer rapport")]
    NewerSchema {
        /// The version found.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The database is damaged.
    #[error("the database is damaged ({0}): restore a backup, or import into a new data folder")]
    Corrupt(String),
    /// The data folder cannot be made or opened.
    #[error("cannot use the data folder {path}: {reason}")]
    DataDir {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Something stands where a copy should go.
    #[error(
        "{path} is there already, and nothing is overwritten: move it away, or name another place"
    )]
    Exists {
        /// What stands there.
        path: PathBuf,
    },
    /// A copy cannot be written.
    #[error("cannot write {path}: {reason}")]
    CannotWrite {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A file is no backup that could be restored.
    #[error("cannot restore {path}: {reason}")]
    BadBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        reason: String,
    },
    /// Copies of a PostgreSQL database are its server's business.
    #[error("a PostgreSQL database is backed up by pg_dump and restored by pg_restore: use those")]
    CopiedByPostgres,
    /// The system has no randomness to give.
    #[error("the system gives no random numbers: {0}")]
    NoRandomness(String),
    /// The database server cannot be reached, or went away.
    #[error("cannot reach the PostgreSQL server: {0}")]
    Unreachable(String),
    /// The full-text index of the embedded database numbers posts up to a limit.
    #[error(
        "the embedded database holds at most 2,147,483,647 posts: keep more of them in PostgreSQL"
    )]
    TooManyPosts,
    /// There is no import with this number.
    #[error("there is no import {0}: begin one first")]
    UnknownImport(i64),
    /// A row like this is there already: a constraint said so.
    #[error("it is there already: {0}")]
    Taken(String),
    /// A row refers to one that is not there: a constraint said so.
    #[error("what it refers to is not there: {0}")]
    Dangling(String),
    /// Anything else the engine says.
    #[error("the database refused: {0}")]
    Engine(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        let extended = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            // Which constraint it was: https://sqlite.org/rescode.html
            Some(ErrorCode::ConstraintViolation) => match extended {
                Some(SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY) => {
                    StoreError::Taken(error.to_string())
                }
                Some(SQLITE_CONSTRAINT_FOREIGNKEY) => StoreError::Dangling(error.to_string()),
                _ => StoreError::Engine(error.to_string()),
            },
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                StoreError::Corrupt(error.to_string())
            }
            _ => StoreError::Engine(error.to_string()),
        }
    }
}

impl From<postgres::Error> for StoreError {
    fn from(error: postgres::Error) -> StoreError {
        let Some(db) = error.as_db_error() else {
            return StoreError::Unreachable(error.to_string());
        };
        // SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
        match db.code().code() {
            "23503" => StoreError::Dangling(db.message().to_owned()),
            "23505" => StoreError::Taken(db.message().to_owned()),
            "53100" => StoreError::Full,
            "55P03" | "40001" | "40P01" => StoreError::Busy,
            "57P01" | "57P02" | "57P03" => StoreError::Unreachable(db.message().to_owned()),
            "XX001" | "XX002" => StoreError::Corrupt(db.message().to_owned()),
            code => StoreError::Engine(format!("{} (SQLSTATE {code})", db.message())),
        }
    }
}
