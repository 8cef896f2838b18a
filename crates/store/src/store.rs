//! Opening the store, and its one way to write.

use crate::StoreError;
use crate::catalogue::Catalogue;
use crate::engine::Engine;
use crate::memory::Memory;
use crate::{generation, schema};
use rapport_model::PostId;
use std::path::PathBuf;

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// The embedded one, `rapport.db` in a data folder.
    DataDir(PathBuf),
    /// A PostgreSQL server: `postgres://user@host/database`.
    Postgres(String),
}

/// The writer: one at a time writes, others wait for it or are told so.
pub struct Store {
    pub(crate) engine: Engine,
    memory: Memory,
    location: Location,
}

/// A reader beside the writer; it sees what is committed.
pub struct Reader {
    pub(crate) engine: Engine,
    pub(crate) catalogue: Catalogue,
}

impl Store {
    /// Opens the database, makes it if there is none, and brings it to this version's schema.
    pub fn open(location: &Location) -> Result<Store, StoreError> {
        let mut engine = match location {
            Location::DataDir(path) => {
                let refused = |reason: String| StoreError::DataDir {
                    path: path.clone(),
                    reason,
                };
                std::fs::create_dir_all(path).map_err(|error| refused(error.to_string()))?;
                Engine::open_file(&path.join(FILE)).map_err(|error| match error {
                    StoreError::Engine(reason) => refused(reason),
                    other => other,
                })?
            }
            Location::Postgres(url) => Engine::connect(url)?,
        };
        schema::migrate(&mut engine)?;
        generation::ensure(&mut engine)?;
        Ok(Store {
            engine,
            memory: Memory::default(),
            location: location.clone(),
        })
    }

    /// Opens a connection for reading.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        let engine = match &self.location {
            Location::DataDir(path) => Engine::read_file(&path.join(FILE))?,
            Location::Postgres(url) => Engine::connect_to_read(url)?,
        };
        Ok(Reader {
            engine,
            catalogue: Catalogue::default(),
        })
    }

    /// Limits the embedded database to so many pages, or lifts the limit: a disk that is full, without one.
    #[cfg(feature = "testing")]
    pub fn limit_pages(&mut self, pages: Option<u32>) -> Result<(), StoreError> {
        // The greatest that SQLite knows.
        let pages = pages.unwrap_or(4_294_967_294);
        self.engine.each(
            &format!("pragma max_page_count = {pages}"),
            &[],
            &mut |_| Ok(()),
        )
    }

    /// Runs one write in one transaction. After a failure nothing is remembered that was not kept.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Engine, &mut Memory) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let memory = &mut self.memory;
        let done = self.engine.transaction(|tx| {
            memory.begin_write(tx)?;
            work(tx, memory)
        });
        match done {
            Ok(done) => {
                self.memory.trim();
                Ok(done)
            }
            Err(error) => {
                self.memory = Memory::default();
                Err(error)
            }
        }
    }
}

impl Reader {
    /// The post that was stored last; none if there is none.
    pub fn newest_post(&mut self) -> Result<Option<PostId>, StoreError> {
        let id = self.engine.number("select max(id) from posts", &[])?;
        Ok(Some(id).filter(|id| *id > 0).map(PostId))
    }

    /// Reads what was committed at one moment, whatever is committed meanwhile.
    pub(crate) fn in_snapshot<T>(
        &mut self,
        work: impl FnOnce(&mut Reader) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.engine.begin_reading()?;
        let done = work(self);
        // Nothing was written; ending the snapshot cannot lose anything.
        drop(self.engine.end_reading());
        done
    }
}

/// The name of the embedded database in its data folder.
pub(crate) const FILE: &str = "rapport.db";
