//! One connection to either engine, and the few ways in which this room talks to it.
//!
//! Statements are shared text with `$1` placeholders, numbered in the order in which they first appear. What must go
//! fast goes in bulk: [`Insert`], [`Update`] and [`Lookup`] are descriptions from which `dialect` makes a prepared
//! statement run row by row (SQLite) or one statement over arrays (PostgreSQL).

mod dialect;
mod open;
mod postgresql;
mod row;
mod sqlite;

pub(crate) use dialect::{Column, Insert, Lookup, Type, Update, schema_words};
pub(crate) use postgresql::Server;
pub(crate) use row::Row;

use crate::StoreError;
use std::ops::ControlFlow;

/// A value on its way into the database.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(&'a str),
    Blob(&'a [u8]),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Value::Int(i64::from(value))
    }
}

impl<'a> From<&'a [u8; 32]> for Value<'a> {
    fn from(value: &'a [u8; 32]) -> Self {
        Value::Blob(value)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Value::Text(value)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Value::Text(value)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// A connection.
#[expect(
    clippy::large_enum_variant,
    reason = "there are a handful of connections, each in a place of its own"
)]
pub(crate) enum Engine {
    Sqlite(rusqlite::Connection),
    Postgres(Server),
}

impl Engine {
    /// Runs one statement and says how many rows it touched.
    pub(crate) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        match self {
            Engine::Sqlite(connection) => sqlite::execute(connection, sql, values),
            Engine::Postgres(server) => server.execute(sql, values),
        }
    }

    /// Runs a script of several statements without values.
    pub(crate) fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Engine::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Engine::Postgres(server) => server.script(sql),
        }
    }

    /// Hands every row of the answer to `each`; rows are streamed, not collected.
    pub(crate) fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Engine::Sqlite(connection) => sqlite::each(connection, sql, values, each),
            Engine::Postgres(server) => server.each(sql, values, each),
        }
    }

    /// Hands rows to `each` until it has seen enough. Only SQLite makes rows as they are asked for.
    pub(crate) fn each_until(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Engine::Sqlite(connection) => sqlite::each_until(connection, sql, values, each),
            Engine::Postgres(_) => Err(StoreError::Engine(
                "a walk by rows was asked of a server".into(),
            )),
        }
    }

    /// Begins to read one state of the database.
    pub(crate) fn begin_reading(&mut self) -> Result<(), StoreError> {
        match self {
            // Prepared once: this is done for every question.
            Engine::Sqlite(connection) => sqlite::execute(connection, "begin", &[]).map(drop),
            Engine::Postgres(server) => server.script("begin isolation level repeatable read"),
        }
    }

    /// Ends it.
    pub(crate) fn end_reading(&mut self) -> Result<(), StoreError> {
        match self {
            Engine::Sqlite(connection) => sqlite::execute(connection, "rollback", &[]).map(drop),
            Engine::Postgres(server) => server.script("rollback"),
        }
    }

    /// Collects what `read` makes of every row; for answers that are known to be small.
    pub(crate) fn all<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, values, &mut |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row, if there is one.
    pub(crate) fn first<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.all(sql, values, read)?.into_iter().next())
    }

    /// The single number that the statement answers; 0 if it answers none.
    pub(crate) fn number(&mut self, sql: &str, values: &[Value<'_>]) -> Result<i64, StoreError> {
        let found = self.first(sql, values, |row| row.opt_int(0))?;
        Ok(found.flatten().unwrap_or(0))
    }

    /// Inserts rows; `values` holds them one after the other.
    pub(crate) fn insert(
        &mut self,
        insert: &Insert,
        values: &[Value<'_>],
    ) -> Result<(), StoreError> {
        let types = insert.types();
        match self {
            Engine::Sqlite(connection) => {
                sqlite::bulk(connection, &insert.for_rows(), types.len(), values)
            }
            Engine::Postgres(server) => server.bulk(&insert.for_arrays(), &types, values),
        }
    }

    /// Updates rows by their keys; `values` holds, row after row, what is set and then the key.
    pub(crate) fn update(
        &mut self,
        update: &Update,
        values: &[Value<'_>],
    ) -> Result<(), StoreError> {
        let types = update.types();
        match self {
            Engine::Sqlite(connection) => {
                sqlite::bulk(connection, &update.for_rows(), types.len(), values)
            }
            Engine::Postgres(server) => server.bulk(&update.for_arrays(), &types, values),
        }
    }

    /// Asks the same question for many keys; `each` gets the ordinal of the key and a row.
    pub(crate) fn lookup(
        &mut self,
        lookup: &Lookup,
        keys: &[Value<'_>],
        each: &mut dyn FnMut(usize, &Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if keys.is_empty() {
            return Ok(());
        }
        match self {
            Engine::Sqlite(connection) => sqlite::lookup(
                connection,
                &lookup.for_rows(),
                lookup.keys.len(),
                keys,
                each,
            ),
            Engine::Postgres(server) => {
                server.lookup(&lookup.for_arrays(), lookup.keys, keys, each)
            }
        }
    }

    /// Runs `work` in one transaction as the only writer: all of it is kept, or nothing.
    pub(crate) fn transaction<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Engine) -> Result<T, E>,
    ) -> Result<T, E> {
        self.script(dialect::begin_writing(self.is_sqlite()))?;
        match work(self).and_then(|done| Ok(self.script("commit").map(|()| done)?)) {
            Ok(done) => Ok(done),
            Err(error) => {
                // The engine may have rolled back by itself (a full disk does); then this fails, and rightly.
                drop(self.script("rollback"));
                Err(error)
            }
        }
    }

    /// Whether this is the embedded engine.
    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self, Engine::Sqlite(_))
    }
}
