//! `cargo xtask test`: everything that the tests need, and every test.

use crate::machine::{self, Need};
use crate::postgres::Cluster;
use crate::rust::Packages;
use crate::tally::Tally;
use crate::workspace::Workspace;
use crate::{api, demo_files, interface, rust};
use anyhow::{Context, Result};
use clap::ValueEnum;
use tempfile::TempDir;

/// A part of the tests, for who works on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Format, lints, docs, layers and every Rust test
    Rust,
    /// The store's tests
    Store,
    /// The interface without a browser
    Ui,
    /// The server against its own description
    Api,
    /// The browser tests
    E2e,
}

pub(crate) fn run(workspace: &Workspace, only: Option<Part>) -> Result<()> {
    machine::provide(needs(only))?;
    let tally = match only {
        None => {
            let mut tally = test_interface(workspace)?;
            tally += test_rust(workspace)?;
            tally += test_api(workspace)?;
            tally += test_in_browser(workspace)?;
            tally
        }
        Some(Part::Rust) => test_rust(workspace)?,
        Some(Part::Store) => test_with_postgres(Packages::Store)?,
        Some(Part::Ui) => test_interface(workspace)?,
        Some(Part::Api) => test_api(workspace)?,
        Some(Part::E2e) => {
            interface::build(workspace)?;
            test_in_browser(workspace)?
        }
    };
    println!("{tally}");
    Ok(())
}

fn needs(only: Option<Part>) -> &'static [Need] {
    match only {
        None => &[Need::Node, Need::Chromium, Need::PostgreSql, Need::Python],
        Some(Part::Rust | Part::Store) => &[Need::PostgreSql],
        Some(Part::Ui) => &[Need::Node],
        Some(Part::Api) => &[Need::Python],
        Some(Part::E2e) => &[Need::Node, Need::Chromium],
    }
}

fn test_interface(workspace: &Workspace) -> Result<Tally> {
    interface::build(workspace)?;
    interface::check(workspace)?;
    interface::test(workspace)
}

fn test_rust(workspace: &Workspace) -> Result<Tally> {
    rust::check(workspace)?;
    test_with_postgres(Packages::All)
}

fn test_with_postgres(packages: Packages) -> Result<Tally> {
    let cluster = Cluster::start()?;
    rust::test(packages, &cluster.url)
}

fn test_api(workspace: &Workspace) -> Result<Tally> {
    rust::build()?;
    let demo_world = demo_world()?;
    api::test(workspace, &workspace.binary("debug"), demo_world.path())
}

/// The interface must have been built: the binary embeds it.
fn test_in_browser(workspace: &Workspace) -> Result<Tally> {
    rust::build()?;
    let demo_world = demo_world()?;
    interface::test_in_browser(workspace, &workspace.binary("debug"), demo_world.path())
}

fn demo_world() -> Result<TempDir> {
    let folder = tempfile::tempdir().context("cannot make a folder for the demo world")?;
    demo_files::write(folder.path())?;
    Ok(folder)
}
