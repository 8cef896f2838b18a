//! Imports: where each source stands. The position commits with the posts it covers.

use crate::engine::Engine;
use crate::keys::{clean, key};
use crate::{Store, StoreError};

/// A source of posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What the user calls it: a file's name.
    pub name: String,
    /// What tells it from every other source, such as a hash of its content.
    pub fingerprint: String,
    /// The format it is read as.
    pub format: String,
}

/// How far a source has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// Bytes of it, decompressed.
    pub bytes: u64,
    /// Lines.
    pub lines: u64,
    /// Records: posts and rejects.
    pub records: u64,
}

/// An import that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Import {
    /// Its number.
    pub id: i64,
    /// Where to go on reading.
    pub resume: Position,
}

impl Store {
    /// Begins to import a source: where an unfinished import of it stopped, else at its beginning.
    pub fn begin_import(&mut self, source: &Source) -> Result<Import, StoreError> {
        let fingerprint = key(&source.fingerprint);
        self.engine.transaction(|tx| {
            let known = tx.first(
                "select id, bytes, lines, records, finished from imports where fingerprint = $1",
                &[(&*fingerprint).into()],
                |row| {
                    let resume = Position {
                        bytes: row.int(1)?.unsigned_abs(),
                        lines: row.int(2)?.unsigned_abs(),
                        records: row.int(3)?.unsigned_abs(),
                    };
                    Ok((row.int(0)?, resume, row.flag(4)?))
                },
            )?;
            match known {
                Some((id, resume, false)) => Ok(Import { id, resume }),
                Some((id, _, true)) => {
                    let begin = Position::default();
                    advance(tx, id, begin, false)?;
                    Ok(Import { id, resume: begin })
                }
                None => add(tx, source, &fingerprint),
            }
        })
    }
}

fn add(tx: &mut Engine, source: &Source, fingerprint: &str) -> Result<Import, StoreError> {
    let id = tx.number("select max(id) from imports", &[])? + 1;
    tx.execute(
        "insert into imports (id, name, fingerprint, format, bytes, lines, records, finished)
         values ($1, $2, $3, $4, 0, 0, 0, 0)",
        &[
            id.into(),
            (&*clean(&source.name)).into(),
            fingerprint.into(),
            (&*clean(&source.format)).into(),
        ],
    )?;
    Ok(Import {
        id,
        resume: Position::default(),
    })
}

/// Moves an import's position.
pub(crate) fn advance(
    tx: &mut Engine,
    import: i64,
    to: Position,
    finished: bool,
) -> Result<(), StoreError> {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let moved = tx.execute(
        "update imports set bytes = $1, lines = $2, records = $3, finished = $4 where id = $5",
        &[
            whole(to.bytes).into(),
            whole(to.lines).into(),
            whole(to.records).into(),
            finished.into(),
            import.into(),
        ],
    )?;
    if moved == 0 {
        Err(StoreError::UnknownImport(import))
    } else {
        Ok(())
    }
}
