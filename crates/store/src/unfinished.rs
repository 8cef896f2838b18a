//! A file on its way: it has a name of its own until it is whole and on disk.

use crate::StoreError;
use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// How a file that is not whole ends: one that was killed on its way stays behind under such a name.
const SUFFIX: &str = ".unfinished";

/// A file beside the place that it is for; dropped, it is removed.
///
/// Each has a random name. A fixed one would have to tell what a killed process left from what another one is writing,
/// and the lock that could tell gets in the way of SQLite's own on network file systems, where backups like to go.
pub(crate) struct Unfinished {
    target: PathBuf,
    part: TempPath,
}

impl Unfinished {
    /// An empty file for its owner's eyes only, since it will hold private messages; refused if the place is taken.
    pub(crate) fn begin(target: &Path) -> Result<Unfinished, StoreError> {
        // Absolute, so that no name looks like an address to SQLite.
        let target = std::path::absolute(target).map_err(|error| cannot_write(target, &error))?;
        refuse_existing(&target)?;
        let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(StoreError::Exists { path: target });
        };
        let mut prefix = name.to_owned();
        prefix.push(".");
        let part = tempfile::Builder::new()
            .prefix(&prefix)
            .suffix(SUFFIX)
            .tempfile_in(folder)
            .map_err(|error| cannot_write(&target, &error))?
            .into_temp_path();
        Ok(Unfinished { target, part })
    }

    /// Where it is for now.
    pub(crate) fn path(&self) -> &Path {
        &self.part
    }

    /// Where it will be.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Puts it in its place once it is on disk; whatever came there meanwhile stays.
    pub(crate) fn publish(self) -> Result<(), StoreError> {
        let Unfinished { target, part } = self;
        let failed = |error: &Error| match error.kind() {
            ErrorKind::AlreadyExists => StoreError::Exists {
                path: target.clone(),
            },
            _ => cannot_write(&target, error),
        };
        File::open(&part)
            .and_then(|file| file.sync_all())
            .map_err(|error| failed(&error))?;
        part.persist_noclobber(&target)
            .map_err(|refused| failed(&refused.error))?;
        // The name, too, has to survive a power cut.
        let folder = target.parent().unwrap_or(Path::new("/"));
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| failed(&error))
    }
}

/// Refuses a place where something stands, be it a link to nowhere.
pub(crate) fn refuse_existing(path: &Path) -> Result<(), StoreError> {
    match std::fs::symlink_metadata(path) {
        Ok(_) => Err(StoreError::Exists {
            path: path.to_owned(),
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(cannot_write(path, &error)),
    }
}

pub(crate) fn cannot_write(path: &Path, error: &Error) -> StoreError {
    StoreError::CannotWrite {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}
