//! Cargo's checks and tests.

use crate::layers;
use crate::shell::{announce, run, run_suite};
use crate::tally::{Suite, Tally};
use crate::workspace::{Workspace, cargo};
use anyhow::Result;

/// Format, lints, docs and layers; every warning is an error.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    run(
        "rust: format",
        cargo().args(["fmt", "--all", "--", "--check"]),
    )?;
    run(
        "rust: lints",
        cargo()
            .args(["clippy", "--workspace", "--all-targets", "--"])
            .args(["-D", "warnings"]),
    )?;
    run(
        "rust: docs",
        cargo()
            .args(["doc", "--workspace", "--no-deps", "--quiet"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    announce("rust: layers");
    layers::run(workspace)
}

/// Which packages are tested.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Packages {
    All,
    Store,
}

/// Runs the tests with a PostgreSQL server to use; every suite runs even if an earlier one fails.
pub(crate) fn test(packages: Packages, postgres_url: &str) -> Result<Tally> {
    let mut command = cargo();
    command.args(["test", "--no-fail-fast"]);
    match packages {
        Packages::All => command.arg("--workspace"),
        Packages::Store => command.args(["--package", "rapport-store"]),
    };
    command
        .env("RAPPORT_TEST_POSTGRES", postgres_url)
        .env_remove("RAPPORT_DATABASE")
        .env_remove("RAPPORT_DATA");
    run_suite("rust: test", Suite::Cargo, &mut command)
}

/// Builds the binary as the browser tests use it.
pub(crate) fn build() -> Result<()> {
    run(
        "rust: build rapport",
        cargo().args(["build", "--bin", "rapport"]),
    )
}

/// Builds the binary as it is shipped.
pub(crate) fn build_release() -> Result<()> {
    run(
        "rust: build rapport",
        cargo().args(["build", "--release", "--bin", "rapport"]),
    )
}
