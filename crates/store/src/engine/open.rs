//! Opening a connection, with the settings that each engine needs.

use super::postgresql::Server;
use super::{Engine, sqlite};
use crate::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long a writer waits for another one.
const PATIENCE_MS: u64 = 10_000;

impl Engine {
    /// Opens the file for writing, making it if need be.
    ///
    /// `synchronous=full`: a batch costs one sync of the log, and a commit that was acknowledged stays after a power
    /// cut too; with `normal` the last ones may go.
    pub(crate) fn open_file(path: &Path) -> Result<Engine, StoreError> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_millis(PATIENCE_MS))?;
        connection.set_prepared_statement_cache_capacity(128);
        sqlite::set(&connection, "journal_mode", "wal")?;
        sqlite::set(&connection, "synchronous", "full")?;
        sqlite::set(&connection, "foreign_keys", "on")?;
        sqlite::set(&connection, "cache_size", "-65536")?;
        sqlite::set(&connection, "temp_store", "file")?;
        sqlite::set(&connection, "wal_autocheckpoint", "16384")?;
        sqlite::set(&connection, "journal_size_limit", "67108864")?;
        Ok(Engine::Sqlite(connection))
    }

    /// Opens the file for reading only.
    pub(crate) fn read_file(path: &Path) -> Result<Engine, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_millis(PATIENCE_MS))?;
        sqlite::set(&connection, "cache_size", "-16384")?;
        sqlite::set(&connection, "mmap_size", "67108864")?;
        Ok(Engine::Sqlite(connection))
    }

    /// Connects to a server for writing.
    pub(crate) fn connect(url: &str) -> Result<Engine, StoreError> {
        let mut client = postgres::Client::connect(url, postgres::NoTls)?;
        client.batch_execute(&format!("set lock_timeout = {PATIENCE_MS}"))?;
        Ok(Engine::Postgres(Server::new(client)))
    }

    /// Connects to a server for reading only.
    pub(crate) fn connect_to_read(url: &str) -> Result<Engine, StoreError> {
        let mut client = postgres::Client::connect(url, postgres::NoTls)?;
        client.batch_execute("set default_transaction_read_only = on")?;
        Ok(Engine::Postgres(Server::new(client)))
    }
}
