//! Talking to PostgreSQL: statements prepared once, bulk work as one statement over arrays.

use super::{Row, Type, Value};
use crate::StoreError;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, to_sql_checked};
use postgres::{Client, Statement};
use std::collections::HashMap;
use std::error::Error;

/// A connection with its prepared statements.
pub(crate) struct Server {
    client: Client,
    prepared: HashMap<String, Statement>,
}

/// Rows sent in one statement: bounds the copy of a batch that the driver makes.
const ROWS_AT_ONCE: usize = 10_000;

/// Filters come in many shapes; a server keeps a plan for each.
const PREPARED_MAX: usize = 256;

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &postgres::types::Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(value) => value.to_sql(ty, out),
            Value::Real(value) => value.to_sql(ty, out),
            Value::Text(value) => value.to_sql(ty, out),
            Value::Blob(value) => value.to_sql(ty, out),
        }
    }

    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Server {
    pub(super) fn new(client: Client) -> Server {
        Server {
            client,
            prepared: HashMap::new(),
        }
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        if self.prepared.len() >= PREPARED_MAX {
            self.prepared.clear();
        }
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(super) fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.client.batch_execute(sql)?)
    }

    pub(super) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let statement = self.prepare(sql)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as _).collect();
        Ok(self.client.execute(&statement, &values)?)
    }

    pub(super) fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let statement = self.prepare(sql)?;
        let mut rows = self
            .client
            .query_raw(&statement, values.iter().map(|v| v as &dyn ToSql))?;
        while let Some(row) = rows.next()? {
            each(&Row::Postgres(&row))?;
        }
        Ok(())
    }

    pub(super) fn bulk(
        &mut self,
        sql: &str,
        types: &[Type],
        values: &[Value<'_>],
    ) -> Result<(), StoreError> {
        let statement = self.prepare(sql)?;
        for rows in values.chunks(ROWS_AT_ONCE * types.len()) {
            let arrays = arrays(types, rows);
            let arrays: Vec<&(dyn ToSql + Sync)> = arrays.iter().map(Array::as_sql).collect();
            self.client.execute(&statement, &arrays)?;
        }
        Ok(())
    }

    pub(super) fn lookup(
        &mut self,
        sql: &str,
        types: &[Type],
        keys: &[Value<'_>],
        each: &mut dyn FnMut(usize, &Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let statement = self.prepare(sql)?;
        let mut before = 0;
        for chunk in keys.chunks(ROWS_AT_ONCE * types.len()) {
            let arrays = arrays(types, chunk);
            let mut rows = self
                .client
                .query_raw(&statement, arrays.iter().map(Array::as_sql))?;
            while let Some(row) = rows.next()? {
                let ordinal: i64 = row.try_get(row.len() - 1)?;
                let ordinal = usize::try_from(ordinal).unwrap_or(1).saturating_sub(1);
                each(before + ordinal, &Row::Postgres(&row))?;
            }
            before += chunk.len() / types.len();
        }
        Ok(())
    }
}

/// A column of many rows.
enum Array<'a> {
    Int(Vec<Option<i64>>),
    Real(Vec<Option<f64>>),
    Text(Vec<Option<&'a str>>),
    Blob(Vec<Option<&'a [u8]>>),
}

impl Array<'_> {
    fn as_sql(&self) -> &(dyn ToSql + Sync) {
        match self {
            Array::Int(values) => values,
            Array::Real(values) => values,
            Array::Text(values) => values,
            Array::Blob(values) => values,
        }
    }
}

fn arrays<'a>(types: &[Type], values: &[Value<'a>]) -> Vec<Array<'a>> {
    let column = |place: usize| values.iter().skip(place).step_by(types.len());
    types
        .iter()
        .enumerate()
        .map(|(place, ty)| match ty {
            Type::Int => Array::Int(
                column(place)
                    .map(|v| {
                        if let Value::Int(v) = v {
                            Some(*v)
                        } else {
                            None
                        }
                    })
                    .collect(),
            ),
            Type::Real => Array::Real(
                column(place)
                    .map(|v| {
                        if let Value::Real(v) = v {
                            Some(*v)
                        } else {
                            None
                        }
                    })
                    .collect(),
            ),
            Type::Text | Type::Vector => Array::Text(
                column(place)
                    .map(|v| {
                        if let Value::Text(v) = v {
                            Some(*v)
                        } else {
                            None
                        }
                    })
                    .collect(),
            ),
            Type::Blob => Array::Blob(
                column(place)
                    .map(|v| {
                        if let Value::Blob(v) = v {
                            Some(*v)
                        } else {
                            None
                        }
                    })
                    .collect(),
            ),
        })
        .collect()
}
