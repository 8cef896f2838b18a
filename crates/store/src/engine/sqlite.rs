//! Talking to SQLite: prepared statements, run row by row.

use super::{Row, Value};
use crate::StoreError;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};
use std::ops::ControlFlow;

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Real(value) => ValueRef::Real(*value),
            Value::Text(value) => ValueRef::Text(value.as_bytes()),
            Value::Blob(value) => ValueRef::Blob(value),
        }))
    }
}

fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<(), StoreError> {
    for (index, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, value)?;
    }
    Ok(())
}

pub(super) fn execute(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    Ok(statement.raw_execute()? as u64)
}

pub(super) fn each(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
    each: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    each_until(connection, sql, values, &mut |row| {
        each(row).map(|()| ControlFlow::Continue(()))
    })
}

pub(super) fn each_until(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
    each: &mut dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        if each(&Row::Sqlite(row))?.is_break() {
            break;
        }
    }
    Ok(())
}

pub(super) fn bulk(
    connection: &Connection,
    sql: &str,
    width: usize,
    values: &[Value<'_>],
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    for row in values.chunks_exact(width) {
        bind(&mut statement, row)?;
        statement.raw_execute()?;
    }
    Ok(())
}

pub(super) fn lookup(
    connection: &Connection,
    sql: &str,
    width: usize,
    keys: &[Value<'_>],
    each: &mut dyn FnMut(usize, &Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    for (ordinal, key) in keys.chunks_exact(width).enumerate() {
        bind(&mut statement, key)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            each(ordinal, &Row::Sqlite(row))?;
        }
    }
    Ok(())
}

/// Sets a pragma, whether or not it answers.
pub(super) fn set(connection: &Connection, pragma: &str, value: &str) -> Result<(), StoreError> {
    Ok(connection
        .pragma_update_and_check(None, pragma, value, |_| Ok(()))
        .or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(()),
            other => Err(other),
        })?)
}
