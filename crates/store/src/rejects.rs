//! Records that could not be read, kept until somebody can.

use crate::engine::{Engine, Insert, Row, Type, Value};
use crate::ingest::{self, Ingested, Prepared};
use crate::keys::clean;
use crate::scope::{Owners, Scoped};
use crate::{Reader, Store, StoreError};

/// A record that capture could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Its line, counted from 1.
    pub line: u64,
    /// Where it begins.
    pub byte_offset: u64,
    /// Why it could not be read.
    pub reason: String,
    /// The record as it stands in the source.
    pub raw: Vec<u8>,
}

/// A reject that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReject {
    /// Its number.
    pub id: i64,
    /// The import it came with.
    pub import: i64,
    /// The format of that import.
    pub format: String,
    /// The name of that source.
    pub source: String,
    /// The record.
    pub reject: Reject,
}

impl Reader {
    /// Rejects after the one with number `after`, a page at a time.
    pub fn rejects(&mut self, after: i64, limit: u32) -> Result<Vec<KeptReject>, StoreError> {
        let sql = format!("{KEPT} where r.id > $1 order by r.id limit $2");
        let values = [after.into(), i64::from(limit).into()];
        self.engine.all(&sql, &values, read)
    }

    /// Rejects of one import after the one with number `after`, a page at a time.
    pub fn rejects_of(
        &mut self,
        import: i64,
        after: i64,
        limit: u32,
    ) -> Result<Vec<KeptReject>, StoreError> {
        let sql = format!("{KEPT} where r.import = $1 and r.id > $2 order by r.id limit $3");
        let values = [import.into(), after.into(), i64::from(limit).into()];
        self.engine.all(&sql, &values, read)
    }
}

impl Scoped<'_> {
    /// Records that are set aside; who sees only some brands sees none, as nobody knows whose they are.
    pub fn count_rejects(&mut self) -> Result<u64, StoreError> {
        if self.owners != Owners::All {
            return Ok(0);
        }
        let count = self.engine.number("select count(*) from rejects", &[])?;
        Ok(count.unsigned_abs())
    }
}

impl Store {
    /// Takes a reject that could be read after all: it goes in the same transaction as its posts come.
    pub fn take_reject(&mut self, id: i64, posts: &[Prepared]) -> Result<Ingested, StoreError> {
        self.write(|tx, memory| {
            tx.execute("delete from rejects where id = $1", &[id.into()])?;
            ingest::take_in(tx, memory, posts)
        })
    }
}

const KEPT: &str = "select r.id, r.import, i.format, i.name, r.line, r.byte_offset, r.reason, r.raw
    from rejects r join imports i on i.id = r.import";

/// Reads the columns of [`KEPT`].
fn read(row: &Row<'_>) -> Result<KeptReject, StoreError> {
    Ok(KeptReject {
        id: row.int(0)?,
        import: row.int(1)?,
        format: row.text(2)?,
        source: row.text(3)?,
        reject: Reject {
            line: row.int(4)?.unsigned_abs(),
            byte_offset: row.int(5)?.unsigned_abs(),
            reason: row.text(6)?,
            raw: row.blob(7)?,
        },
    })
}

/// Keeps rejects; one that is kept already stays as it is.
pub(crate) fn keep(tx: &mut Engine, import: i64, rejects: &[Reject]) -> Result<(), StoreError> {
    if rejects.is_empty() {
        return Ok(());
    }
    let next = tx.number("select max(id) from rejects", &[])? + 1;
    let reasons: Vec<_> = rejects.iter().map(|reject| clean(&reject.reason)).collect();
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let values: Vec<Value<'_>> = (next..)
        .zip(rejects.iter().zip(&reasons))
        .flat_map(|(id, (reject, reason))| {
            [
                Value::Int(id),
                Value::Int(import),
                whole(reject.line).into(),
                whole(reject.byte_offset).into(),
                Value::Text(reason),
                Value::Blob(&reject.raw),
            ]
        })
        .collect();
    tx.insert(&REJECTS, &values)
}

const REJECTS: Insert = Insert {
    table: "rejects",
    columns: &[&[
        ("id", Type::Int),
        ("import", Type::Int),
        ("line", Type::Int),
        ("byte_offset", Type::Int),
        ("reason", Type::Text),
        ("raw", Type::Blob),
    ]],
    conflict: "on conflict (import, line, byte_offset) do nothing",
};
