//! What cargo knows of the workspace.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::path::PathBuf;
use std::process::Command;

/// The part of `cargo metadata` that the commands read.
#[derive(Debug, Deserialize)]
pub(crate) struct Workspace {
    #[serde(rename = "workspace_root")]
    pub(crate) root: PathBuf,
    #[serde(rename = "target_directory")]
    pub(crate) target: PathBuf,
    pub(crate) packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// What a dependency is for. Cargo writes `null` for the ordinary ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "Option<String>")]
pub(crate) enum Kind {
    /// Part of what is shipped, or of building it.
    Shipped,
    /// For tests, examples and benches.
    Development,
}

impl From<Option<String>> for Kind {
    fn from(kind: Option<String>) -> Kind {
        match kind.as_deref() {
            Some("dev") => Kind::Development,
            _ => Kind::Shipped,
        }
    }
}

impl Workspace {
    pub(crate) fn read() -> Result<Workspace> {
        let output = cargo()
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .output()
            .context("cannot start cargo")?;
        ensure!(
            output.status.success(),
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        serde_json::from_slice(&output.stdout).context("cannot read what cargo metadata says")
    }

    /// The binary that cargo leaves for a profile's folder, `debug` or `release`.
    pub(crate) fn binary(&self, profile: &str) -> PathBuf {
        let name = format!("rapport{}", std::env::consts::EXE_SUFFIX);
        self.target.join(profile).join(name)
    }
}

/// The cargo that runs us, so that a chosen toolchain stays chosen.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
