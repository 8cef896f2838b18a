//! Schemathesis: asks the real server whether it does what its description says.

use crate::server::{Administrator, Server};
use crate::shell::{run, run_suite};
use crate::tally::{Suite, Tally};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Asks with a session what takes one, then everything with a token, and expects the server to end well.
pub(crate) fn test(workspace: &Workspace, binary: &Path, demo_world: &Path) -> Result<Tally> {
    let program = install(workspace)?;
    let server = Server::start(binary, demo_world)?;
    let administrator = server.become_administrator()?;
    // The session comes first: the operations asked with the token end sessions.
    let mut tally = Tally::default();
    for (step, config) in [
        ("api: ask with a session", "session.toml"),
        ("api: ask with a token", "token.toml"),
    ] {
        let config = settings(workspace).join(config);
        let mut command = schemathesis(&program, workspace, &config, &server, &administrator);
        tally += run_suite(step, Suite::Schemathesis, &mut command)?;
    }
    server.stop()?;
    Ok(tally)
}

fn settings(workspace: &Workspace) -> PathBuf {
    workspace.root.join("xtask").join("schemathesis")
}

fn schemathesis(
    program: &Path,
    workspace: &Workspace,
    config: &Path,
    server: &Server,
    administrator: &Administrator,
) -> Command {
    let origin = server.origin();
    let mut command = Command::new(program);
    command
        // It leaves notes where it runs.
        .current_dir(&workspace.target)
        .arg("--no-color")
        .arg("--config-file")
        .arg(config)
        .args(["run", &format!("{origin}/api/openapi.json")])
        .env("PYTHONUTF8", "1")
        .env("RAPPORT_API_SESSION", &administrator.session)
        .env("RAPPORT_API_TOKEN", &administrator.token)
        .env("RAPPORT_API_ORIGIN", origin);
    command
}

/// An environment of its own in the target folder, made anew when other versions are asked for.
fn install(workspace: &Workspace) -> Result<PathBuf> {
    let environment = workspace.target.join("schemathesis");
    let program = environment.join("bin").join("schemathesis");
    let asked = settings(workspace).join("requirements.txt");
    let versions = std::fs::read(&asked).context("cannot read the versions to install")?;
    let installed = environment.join("installed.txt");
    if program.is_file() && std::fs::read(&installed).is_ok_and(|there| there == versions) {
        return Ok(program);
    }
    run(
        "api: make an environment",
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&environment),
    )?;
    run(
        "api: install",
        Command::new(environment.join("bin").join("python"))
            .args(["-m", "pip", "install", "--quiet"])
            .args(["--disable-pip-version-check", "--requirement"])
            .arg(&asked),
    )?;
    // Last, so that what broke off half-way is done again.
    std::fs::write(&installed, versions).context("cannot note what was installed")?;
    Ok(program)
}
