//! What has to be on the machine, and putting it there where we may.

use crate::shell::run;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Node's oldest major version that the interface is built with.
const NODE_MAJOR: u32 = 20;

/// What a command needs beyond Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Node,
    Chromium,
    PostgreSql,
    Python,
}

/// Sees to it that all is there: Debian packages are installed by root, anything else is named.
pub(crate) fn provide(needs: &[Need]) -> Result<()> {
    let mut packages = Vec::new();
    let mut problems = Vec::new();
    for need in needs.iter().filter(|need| !need.is_met()) {
        match need.debian_package() {
            Some(package) if may_install() => packages.push(package),
            _ => problems.push(need.advice()),
        }
    }
    if !problems.is_empty() {
        bail!("this machine lacks {}", problems.join("; and "));
    }
    if packages.is_empty() {
        return Ok(());
    }
    install(&packages)?;
    match needs.iter().find(|need| !need.is_met()) {
        Some(need) => bail!(
            "after installing, the machine still lacks {}",
            need.advice()
        ),
        None => Ok(()),
    }
}

impl Need {
    fn is_met(self) -> bool {
        match self {
            Need::Node => {
                find_program("npm").is_some()
                    && node_major().is_some_and(|major| major >= NODE_MAJOR)
            }
            Need::Chromium => chromium().is_file(),
            Need::PostgreSql => {
                find_postgres_program("initdb").is_some()
                    && find_postgres_program("postgres").is_some()
            }
            Need::Python => has_python(),
        }
    }

    /// Debian's own Node may be too old, so it is not installed from there.
    fn debian_package(self) -> Option<&'static str> {
        match self {
            Need::Node => None,
            Need::Chromium => Some("chromium"),
            Need::PostgreSql => Some("postgresql"),
            Need::Python => Some("python3-venv"),
        }
    }

    fn advice(self) -> String {
        match self {
            Need::Node => format!("Node {NODE_MAJOR} or newer with npm on the PATH"),
            Need::Chromium => format!(
                "Chromium at {} (Debian: chromium; elsewhere name it in CHROMIUM)",
                chromium().display()
            ),
            Need::PostgreSql => {
                "the PostgreSQL server's programs, initdb and postgres, on the PATH (Debian: postgresql)"
                    .to_owned()
            }
            Need::Python => {
                "Python 3 that can make environments with pip (Debian: python3-venv)".to_owned()
            }
        }
    }
}

/// A program of the PostgreSQL server, which Debian keeps off the PATH: the newest version's.
pub(crate) fn find_postgres_program(name: &str) -> Option<PathBuf> {
    find_program(name).or_else(|| {
        let mut versions: Vec<(u32, PathBuf)> = Path::new("/usr/lib/postgresql")
            .read_dir()
            .ok()?
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let version = entry.file_name().to_str()?.parse().ok()?;
                Some((version, entry.path().join("bin").join(name)))
            })
            .filter(|(_, program)| program.is_file())
            .collect();
        versions.sort();
        versions.pop().map(|(_, program)| program)
    })
}

/// A program on the PATH, or where administrators put what they add.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/local/bin")])
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// Whether we are root.
pub(crate) fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn may_install() -> bool {
    is_root() && find_program("apt-get").is_some()
}

fn install(packages: &[&str]) -> Result<()> {
    run("system: update the package lists", apt().arg("update"))?;
    run(
        &format!("system: install {}", packages.join(", ")),
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command
        .arg("--quiet")
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// The browser that the tests will use; they look at the same variable.
fn chromium() -> PathBuf {
    std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from)
}

/// Debian keeps what an environment needs apart from Python itself.
fn has_python() -> bool {
    Command::new("python3")
        .args(["-c", "import ensurepip, venv"])
        .output()
        .is_ok_and(|output| output.status.success())
}

fn node_major() -> Option<u32> {
    let output = Command::new("node").arg("--version").output().ok()?;
    major_of(std::str::from_utf8(&output.stdout).ok()?)
}

/// The first number of `v20.20.2`.
fn major_of(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_begins_with_its_major_number() {
        for (said, major) in [
            ("v20.20.2\n", Some(20)),
            ("v22", Some(22)),
            ("20.1", None),
            ("", None),
        ] {
            assert_eq!(major_of(said), major, "{said}");
        }
    }

    #[test]
    fn a_program_that_is_nowhere_is_not_found() {
        assert_eq!(find_program("no-such-program-of-rapport"), None);
    }
}
