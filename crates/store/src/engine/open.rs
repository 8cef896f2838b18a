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
    /// cut too; with `normal` the last ones may go. The log is copied into the file every 64 MB and not every 4: most pages of the
    /// indexes change with every batch, and are then copied once for several of them.
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
    ///
    /// Nothing is mapped: a mapped file saves a tenth of a page's cost, and all of it that was ever looked at counts as
    /// memory of the process.
    pub(crate) fn read_file(path: &Path) -> Result<Engine, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_millis(PATIENCE_MS))?;
        connection.set_prepared_statement_cache_capacity(64);
        sqlite::set(&connection, "cache_size", "-16384")?;
        sqlite::set(&connection, "mmap_size", "0")?;
        Ok(Engine::Sqlite(connection))
    }

    /// Opens a file that nobody writes to, without a lock or a file beside it: it may lie where nothing can be written.
    pub(crate) fn read_still(path: &Path) -> Result<Engine, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(still(path), flags)?;
        sqlite::set(&connection, "cache_size", "-16384")?;
        Ok(Engine::Sqlite(connection))
    }

    /// Opens a file that nobody else knows of for writing; when it is closed, all of it is in that one file.
    pub(crate) fn open_alone(path: &Path) -> Result<Engine, StoreError> {
        let connection = Connection::open(path)?;
        sqlite::set(&connection, "journal_mode", "delete")?;
        sqlite::set(&connection, "synchronous", "full")?;
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

/// The address by which SQLite takes a file for one that does not change: https://sqlite.org/uri.html
fn still(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(*byte));
            }
            other => uri.push_str(&format!("%{other:02x}")),
        }
    }
    uri + "?immutable=1"
}
