//! `cargo xtask demo`: from a clone to a running server with something to look at.

use crate::machine::{self, Need};
use crate::shell::{announce, run as run_step};
use crate::workspace::Workspace;
use crate::{demo_files, interface, rust};
use anyhow::{Context, Result, bail};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that holds this file was made by us and may be made anew.
const MARK: &str = ".rapport-demo";

pub(crate) fn run(workspace: &Workspace, data: Option<PathBuf>, listen: &str) -> Result<()> {
    machine::provide(&[Need::Node])?;
    let data = data.unwrap_or_else(|| workspace.target.join("demo"));
    make_anew(&data)?;
    interface::build(workspace)?;
    rust::build_release()?;
    let world = data.join("world");
    demo_files::write(&world)?;
    let rapport = || {
        let mut command = Command::new(workspace.binary("release"));
        // A database named in the environment is not the demo's.
        command
            .arg("--data")
            .arg(&data)
            .env_remove("RAPPORT_DATABASE");
        command
    };
    run_step(
        "rapport: import the demo world",
        rapport()
            .args(["import", "--brands"])
            .arg(world.join("brands.csv"))
            .arg(world.join("posts.jsonl")),
    )?;
    run_step(
        "rapport: what the demo brands spent",
        rapport()
            .args(["budgets", "set"])
            .arg(world.join("budget.csv")),
    )?;
    run_step(
        "rapport: the iceberg",
        rapport().args(["iceberg", "--by", "brand"]),
    )?;
    announce("rapport: serve (Ctrl-C ends it)");
    // The server takes our place, so that signals reach it and nothing else.
    let error = rapport().args(["serve", "--listen", listen]).exec();
    Err(error).context("cannot start the server")
}

/// An empty data folder; only what an earlier demo left is removed.
fn make_anew(folder: &Path) -> Result<()> {
    let said = || folder.display().to_string();
    if folder.join(MARK).is_file() {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", said()))?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", said()))?;
    if std::fs::read_dir(folder)?.next().is_some() {
        bail!(
            "{} is not empty and was not made by a demo: name another folder with --data",
            said()
        );
    }
    std::fs::write(folder.join(MARK), "").with_context(|| format!("cannot write to {}", said()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_demo_left_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        make_anew(&data).unwrap();
        std::fs::write(data.join("rapport.db"), "old").unwrap();
        make_anew(&data).unwrap();
        assert!(!data.join("rapport.db").exists());
    }

    #[test]
    fn somebody_elses_folder_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let letter = folder.path().join("letter.txt");
        std::fs::write(&letter, "dear").unwrap();
        let refused = make_anew(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("is not empty"), "{refused}");
        assert_eq!(std::fs::read_to_string(letter).unwrap(), "dear");
    }
}
