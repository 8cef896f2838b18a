//! What tests here and in other rooms need: a way behind the store's back, and a PostgreSQL server, the one that
//! `RAPPORT_TEST_POSTGRES` names, else a throwaway one.
//!
//! A test asks for a [`Database`] of its own, which goes when it is dropped. Where no PostgreSQL can be found the test
//! fails and says how to install one; it is never skipped.

use crate::Location;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

const HOW_TO_INSTALL: &str = "no PostgreSQL server can be found: install one (apt-get install postgresql), or name a \
    server in RAPPORT_TEST_POSTGRES, such as postgres://postgres@localhost:5432/postgres";

/// One server for a test binary.
static SERVER: Mutex<Option<Server>> = Mutex::new(None);
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database of its own for one test.
pub struct Database {
    name: String,
    server_url: String,
}

impl Database {
    /// Makes an empty database, starting the server if need be.
    ///
    /// # Panics
    /// If there is no server and none can be started: the test has failed then.
    #[must_use]
    #[expect(clippy::panic, reason = "a missing server is a failed test")]
    pub fn fresh() -> Database {
        Database::make().unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// Where it is.
    #[must_use]
    pub fn location(&self) -> Location {
        Location::Postgres(format!("{}/{}", self.server_url, self.name))
    }

    fn make() -> Result<Database, String> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("rapport_test_{}_{number}", std::process::id());
        let server_url = lease()?;
        let database = Database { name, server_url };
        database.administer(&format!(
            "create database {} template template0 encoding 'UTF8'",
            database.name
        ))?;
        Ok(database)
    }

    fn administer(&self, sql: &str) -> Result<(), String> {
        let url = format!("{}/postgres", self.server_url);
        let mut client =
            postgres::Client::connect(&url, postgres::NoTls).map_err(|e| e.to_string())?;
        client.batch_execute(sql).map_err(|e| format!("{e}: {sql}"))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A database that stays behind in a throwaway server goes with it.
        drop(self.administer(&format!(
            "drop database if exists {} with (force)",
            self.name
        )));
    }
}

/// Runs SQL on an embedded database behind the store's back.
///
/// # Panics
/// If the SQL does: the test has failed then.
#[expect(clippy::panic, reason = "a test that cannot go on has failed")]
pub fn tamper(file: &Path, sql: &str) {
    let done = rusqlite::Connection::open(file).and_then(|database| database.execute_batch(sql));
    done.unwrap_or_else(|reason| panic!("{}: {reason}", file.display()));
}

/// The address of the server, without a database.
fn lease() -> Result<String, String> {
    if let Ok(url) = std::env::var("RAPPORT_TEST_POSTGRES") {
        let cut = url
            .find("://")
            .and_then(|at| url.get(at + 3..)?.find('/').map(|slash| at + 3 + slash));
        return Ok(cut
            .and_then(|cut| url.get(..cut))
            .unwrap_or(&url)
            .to_owned());
    }
    let mut server = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    if server.is_none() {
        *server = Some(Server::start()?);
    }
    server
        .as_ref()
        .map(Server::url)
        .ok_or_else(|| HOW_TO_INSTALL.into())
}

struct Server {
    /// Stops the server and removes its folder when its input ends, however this process ends.
    guardian: Child,
    port: u16,
}

/// `$0` is the server's folder, the rest its command.
const GUARD: &str = r#""$@" </dev/null >"$0/log" 2>&1 &
read -r never
kill -INT $!
wait $!
rm -rf "$0""#;

impl Server {
    fn start() -> Result<Server, String> {
        let bin = find_binaries().ok_or(HOW_TO_INSTALL)?;
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?.keep();
        // The server's user makes its files in it.
        let open = std::fs::Permissions::from_mode(0o777);
        std::fs::set_permissions(&folder, open).map_err(|e| e.to_string())?;
        let data = folder.join("data");
        let made = as_postgres(&bin.join("initdb"))
            .args([
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "-D",
            ])
            .arg(&data)
            .output()
            .map_err(|e| format!("initdb: {e}"))?;
        if !made.status.success() {
            return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr)));
        }
        let port = free_port()?;
        let server = as_postgres(&bin.join("postgres"));
        let guardian = Command::new("sh")
            .args(["-c", GUARD])
            .arg(&folder)
            .arg(server.get_program())
            .args(server.get_args())
            .arg("-D")
            .arg(&data)
            .args([
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
            ])
            .args([
                "-c",
                &format!("port={port}"),
                "-c",
                "fsync=off",
                "-c",
                "max_connections=200",
            ])
            .current_dir("/")
            .stdin(Stdio::piped())
            .spawn()
            .map_err(|e| format!("postgres: {e}"))?;
        let mut server = Server { guardian, port };
        server.wait()?;
        Ok(server)
    }

    fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    /// Waits until it answers.
    fn wait(&mut self) -> Result<(), String> {
        let url = format!("{}/postgres", self.url());
        let begin = std::time::Instant::now();
        loop {
            let refused = match postgres::Client::connect(&url, postgres::NoTls) {
                Ok(_) => return Ok(()),
                Err(refused) => refused,
            };
            let ended = self.guardian.try_wait().map_err(|e| e.to_string())?;
            if ended.is_some() || begin.elapsed().as_secs() > 60 {
                return Err(format!(
                    "the throwaway PostgreSQL does not answer: {refused}"
                ));
            }
            std::thread::yield_now();
        }
    }
}

/// PostgreSQL refuses to run as root, so there it runs as the user that its package made.
fn as_postgres(program: &Path) -> Command {
    let root = std::fs::metadata("/proc/self")
        .is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0);
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args([
            "--reuid=postgres",
            "--regid=postgres",
            "--init-groups",
            "--",
        ])
        .arg(program);
    command
}

fn find_binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.push("/usr/local/bin".into());
    let packaged = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut packaged: Vec<PathBuf> = packaged.map(|entry| entry.path().join("bin")).collect();
    packaged.sort();
    folders.extend(packaged.into_iter().rev());
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|e| e.to_string())?;
    listener
        .local_addr()
        .map(|address| address.port())
        .map_err(|e| e.to_string())
}
