//! A copy of the embedded database while others write to it.

use crate::check::{Counts, counts, engine_integrity};
use crate::engine::{Engine, Value};
use crate::generation::{self, Generation};
use crate::schema::{STEPS, known_version};
use crate::unfinished::Unfinished;
use crate::{Reader, StoreError};
use std::path::Path;

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdings {
    /// Stored posts, inbound ones and tombstones included.
    pub posts: u64,
    /// Stored profiles; a handle that is linked to an id is not one more.
    pub profiles: u64,
    /// Conversations.
    pub conversations: u64,
    /// Rejects that are kept.
    pub rejects: u64,
    /// The size of the file.
    pub bytes: u64,
    /// Which store it is.
    pub generation: Generation,
}

impl Reader {
    /// Copies the store, as it stands at one moment, into a new file. The file gets its name once the copy has been
    /// verified and is on disk; a file that is there already is refused. A writer is not held up meanwhile, but its log
    /// grows until the copy is made.
    ///
    /// `vacuum into` copies in one read transaction. SQLite's other means, the backup interface, either holds the same
    /// transaction or begins again whenever another process commits, which beside an import is for ever; and it copies
    /// pages as they are, the free ones too, in which texts stand that were deleted. What it could do better is count
    /// the original in the same transaction, where `vacuum` must not be: so the copy is verified by itself, its facts
    /// against the figures that were committed with them.
    pub fn backup(&mut self, file: &Path) -> Result<Holdings, StoreError> {
        if !self.engine.is_sqlite() {
            return Err(StoreError::CopiedByPostgres);
        }
        let copy = Unfinished::begin(file)?;
        let refused = |reason: &str| StoreError::CannotWrite {
            path: copy.target().to_owned(),
            reason: reason.to_owned(),
        };
        let Some(path) = copy.path().to_str() else {
            return Err(refused("its name is not UTF-8: name another file"));
        };
        self.engine
            .execute("vacuum into $1", &[Value::Text(path)])
            .map_err(|error| match error {
                StoreError::Full => refused("the disk is full"),
                other => other,
            })?;
        let held = verify(copy.path())?;
        copy.publish()?;
        Ok(held)
    }
}

/// What a file that nobody writes to holds, if it is a whole store: its schema, its integrity, its figures.
pub(crate) fn verify(file: &Path) -> Result<Holdings, StoreError> {
    let mut engine = Engine::read_still(file)?;
    if known_version(&mut engine, STEPS)? == 0 {
        return Err(StoreError::Corrupt("it holds no store of rapport".into()));
    }
    let mut problems = Vec::new();
    engine_integrity(&mut engine, &mut problems)?;
    figures(&mut engine, &mut problems)?;
    if let Some(problem) = problems.into_iter().next() {
        return Err(StoreError::Corrupt(problem));
    }
    let Counts {
        posts,
        profiles,
        conversations,
        rejects,
    } = counts(&mut engine)?;
    let bytes = std::fs::metadata(file)
        .map_err(|error| StoreError::Engine(format!("{}: {error}", file.display())))?
        .len();
    Ok(Holdings {
        posts,
        profiles,
        conversations,
        rejects,
        bytes,
        generation: generation::load(&mut engine)?,
    })
}

/// The posts against what was counted when they were committed: lost rows that left no broken page are seen here.
fn figures(engine: &mut Engine, problems: &mut Vec<String>) -> Result<(), StoreError> {
    for (what, facts, kept) in [
        (
            "posts",
            "select count(*) from posts",
            "select sum(outbound + inbound) from rollups",
        ),
        (
            "posts of conversations",
            "select count(*) from posts where conversation is not null",
            "select sum(posts) from conversations",
        ),
    ] {
        let (facts, kept) = (engine.number(facts, &[])?, engine.number(kept, &[])?);
        if facts != kept {
            problems.push(format!("it holds {facts} {what} where {kept} were counted"));
        }
    }
    Ok(())
}
