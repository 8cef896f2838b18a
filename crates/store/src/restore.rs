//! A backup becomes a store again.

use crate::backup::{Holdings, verify};
use crate::engine::Engine;
use crate::schema::migrate;
use crate::store::FILE;
use crate::unfinished::{Unfinished, cannot_write, refuse_existing};
use crate::{Location, Store, StoreError, generation};
use std::fs::File;
use std::path::{Path, PathBuf};

/// What SQLite keeps beside a database that was not closed; found beside another one, it would be played into that.
const LOGS: [&str; 2] = ["-wal", "-journal"];

impl Store {
    /// Makes a store of a backup, in a data folder that has none. It is another generation than the original, and it is
    /// there once it is whole: killed on the way, this leaves no store.
    pub fn restore(location: &Location, file: &Path) -> Result<Holdings, StoreError> {
        let Location::DataDir(folder) = location else {
            return Err(StoreError::CopiedByPostgres);
        };
        let target = folder.join(FILE);
        refuse_existing(&target)?;
        for log in LOGS {
            refuse_existing(&with(&target, log))?;
        }
        let held = recognise(file)?;
        std::fs::create_dir_all(folder).map_err(|error| StoreError::DataDir {
            path: folder.clone(),
            reason: error.to_string(),
        })?;
        let copy = Unfinished::begin(&target)?;
        copy_bytes(file, copy.path()).map_err(|error| cannot_write(&target, &error))?;
        let mut engine = Engine::open_alone(copy.path())?;
        // It may be of an earlier version, which knows nothing of what a new generation forgets.
        migrate(&mut engine)?;
        let generation = generation::replace(&mut engine)?;
        drop(engine);
        copy.publish()?;
        Ok(Holdings { generation, ..held })
    }
}

/// What the file holds, if it can be restored.
fn recognise(file: &Path) -> Result<Holdings, StoreError> {
    let bad = |reason: String| StoreError::BadBackup {
        path: file.to_owned(),
        // What the engine has to say may take several lines.
        reason: reason.lines().collect::<Vec<_>>().join(" "),
    };
    let whole = std::path::absolute(file).map_err(|error| bad(error.to_string()))?;
    let found = std::fs::metadata(&whole).map_err(|error| bad(error.to_string()))?;
    if !found.is_file() {
        return Err(bad("it is not a file".into()));
    }
    for log in LOGS {
        let beside = with(&whole, log);
        if beside.exists() {
            let beside = beside.display();
            return Err(bad(format!(
                "{beside} holds a part of it: make the copy by rapport backup"
            )));
        }
    }
    verify(&whole).map_err(|error| match error {
        StoreError::Corrupt(reason) | StoreError::Engine(reason) => {
            bad(format!("{reason}: use another backup"))
        }
        StoreError::NewerSchema { found, known } => bad(format!(
            "it has schema {found}, this version knows {known}: use a newer rapport"
        )),
        other => other,
    })
}

fn copy_bytes(from: &Path, to: &Path) -> std::io::Result<u64> {
    let mut to = File::options().write(true).open(to)?;
    std::io::copy(&mut File::open(from)?, &mut to)
}

fn with(path: &Path, log: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(log);
    name.into()
}
