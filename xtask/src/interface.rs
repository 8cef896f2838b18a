//! The interface's and the browser tests' npm commands.

use crate::shell::{run, run_suite};
use crate::tally::{Suite, Tally};
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Makes `ui/build`, which the binary embeds.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("ui");
    install("interface", &folder)?;
    run("interface: build", npm(&folder).args(["run", "build"]))
}

/// Types, lint and format.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("ui");
    if !folder.join("node_modules").is_dir() {
        install("interface", &folder)?;
    }
    run("interface: check", npm(&folder).args(["run", "check"]))
}

/// What can be tested without a browser.
pub(crate) fn test(workspace: &Workspace) -> Result<Tally> {
    let folder = workspace.root.join("ui");
    run_suite("interface: test", Suite::Vitest, npm(&folder).arg("test"))
}

/// Journeys through a binary, on the demo world's files.
pub(crate) fn test_in_browser(
    workspace: &Workspace,
    binary: &Path,
    demo_world: &Path,
) -> Result<Tally> {
    let folder = workspace.root.join("e2e");
    install("browser", &folder)?;
    run("browser: check", npm(&folder).args(["run", "check"]))?;
    run_suite(
        "browser: test",
        Suite::Playwright,
        npm(&folder)
            .arg("test")
            .env("RAPPORT_BIN", binary)
            .env("RAPPORT_DEMO", demo_world)
            // The journeys have a folder of their own.
            .env_remove("RAPPORT_DATABASE"),
    )
}

fn install(what: &str, folder: &Path) -> Result<()> {
    run(
        &format!("{what}: install"),
        npm(folder).args(["ci", "--ignore-scripts"]),
    )
}

fn npm(folder: &Path) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(folder);
    command
}
