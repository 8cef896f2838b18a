//! A PostgreSQL server for the tests: made anew, on loopback, gone afterwards.

use crate::machine::{find_postgres_program, find_program, is_root};
use crate::shell::announce;
use anyhow::{Context, Result, bail, ensure};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);
const GRACE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(50);

/// A running server; dropping it stops it and removes its files.
pub(crate) struct Cluster {
    /// What `RAPPORT_TEST_POSTGRES` names.
    pub(crate) url: String,
    /// None if the developer named a server of her own.
    server: Option<Server>,
}

struct Server {
    process: Child,
    /// Removed after the process has ended: fields are dropped after `drop`.
    folder: TempDir,
}

/// PostgreSQL refuses to run as root; then it runs as somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Account {
    user_id: u32,
    group_id: u32,
}

impl Cluster {
    /// Starts a server, unless `RAPPORT_TEST_POSTGRES` names one.
    pub(crate) fn start() -> Result<Cluster> {
        if let Ok(url) = std::env::var("RAPPORT_TEST_POSTGRES") {
            announce("postgresql: the server that RAPPORT_TEST_POSTGRES names");
            return Ok(Cluster { url, server: None });
        }
        announce("postgresql: a server for the tests");
        let account = if is_root() {
            Some(other_account()?)
        } else {
            None
        };
        let folder = tempfile::Builder::new()
            .prefix("rapport-postgres-")
            .tempdir()
            .context("cannot make a folder for PostgreSQL")?;
        if let Some(account) = account {
            std::os::unix::fs::chown(folder.path(), Some(account.user_id), Some(account.group_id))
                .context("cannot give the folder to PostgreSQL's user")?;
        }
        initialise(folder.path(), account)?;
        let port = free_port()?;
        let process = spawn(folder.path(), port, account)?;
        let mut server = Server { process, folder };
        server.wait_until_ready()?;
        Ok(Cluster {
            url: format!("postgres://rapport@127.0.0.1:{port}/postgres"),
            server: Some(server),
        })
    }
}

impl Server {
    /// The eighth line of `postmaster.pid` says `ready`; the log's words depend on the language.
    fn wait_until_ready(&mut self) -> Result<()> {
        let state = self.folder.path().join("data/postmaster.pid");
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait()? {
                bail!("PostgreSQL ended with {status}: {}", self.log());
            }
            let said = std::fs::read_to_string(&state).unwrap_or_default();
            if said
                .lines()
                .nth(7)
                .is_some_and(|line| line.trim() == "ready")
            {
                return Ok(());
            }
            std::thread::sleep(POLL);
        }
        bail!(
            "PostgreSQL did not get ready in {PATIENCE:?}: {}",
            self.log()
        )
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log"))
            .unwrap_or_else(|error| format!("(no log: {error})"))
    }

    /// Asks it to end now, without waiting for connections that tests left open.
    fn stop(&mut self) -> Result<()> {
        let pid = self.process.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status()?;
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if self.process.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(POLL);
        }
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            eprintln!("xtask: cannot stop PostgreSQL: {error:#}");
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.server.take().is_some() {
            announce("postgresql: stopped");
        }
    }
}

fn initialise(folder: &Path, account: Option<Account>) -> Result<()> {
    let output = program("initdb", account)?
        .arg("--pgdata")
        .arg(folder.join("data"))
        .args(["--username=rapport", "--auth=trust", "--encoding=UTF8"])
        .args(["--locale=C", "--no-sync"])
        .current_dir(folder)
        .output()
        .context("cannot start initdb")?;
    ensure!(
        output.status.success(),
        "initdb failed: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

fn spawn(folder: &Path, port: u16, account: Option<Account>) -> Result<Child> {
    let log = std::fs::File::create(folder.join("log")).context("cannot write a log")?;
    program("postgres", account)?
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-c", "listen_addresses=127.0.0.1"])
        .args(["-c", &format!("port={port}")])
        .args([
            "-c",
            &format!("unix_socket_directories={}", folder.display()),
        ])
        .args(["-c", "max_connections=200"])
        // The data lives as long as the tests: a power cut may have it.
        .args(["-c", "fsync=off", "-c", "full_page_writes=off"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("cannot start PostgreSQL")
}

/// A server program under the right user, ended by the system if we are killed.
fn program(name: &str, account: Option<Account>) -> Result<Command> {
    let program = find_postgres_program(name).with_context(|| format!("{name} is not here"))?;
    let Some(setpriv) = find_program("setpriv") else {
        ensure!(
            account.is_none(),
            "setpriv is not here (Debian: util-linux)"
        );
        return Ok(Command::new(program));
    };
    let mut command = Command::new(setpriv);
    command.arg("--pdeathsig=INT");
    if let Some(Account { user_id, group_id }) = account {
        command
            .arg(format!("--reuid={user_id}"))
            .arg(format!("--regid={group_id}"))
            .arg("--clear-groups");
    }
    command.arg("--").arg(program);
    Ok(command)
}

fn other_account() -> Result<Account> {
    let accounts = std::fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| account_of(name, &accounts))
        .context("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
}

/// The ids of a user in the words of `/etc/passwd`.
fn account_of(name: &str, accounts: &str) -> Option<Account> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next()? != name {
            return None;
        }
        Some(Account {
            user_id: fields.nth(1)?.parse().ok()?,
            group_id: fields.next()?.parse().ok()?,
        })
    })
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot find a free port")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_name() {
        let accounts = "root:x:0:0:root:/root:/bin/bash\npostgresql:x:9:9::/:/bin/sh\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\n";
        let found = account_of("postgres", accounts);
        assert_eq!(
            found,
            Some(Account {
                user_id: 101,
                group_id: 104
            })
        );
        assert_eq!(account_of("nobody", accounts), None);
    }
}
