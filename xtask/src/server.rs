//! The real server on a fresh data folder with the demo world, for tests that ask it from outside.

use crate::shell::{announce, run};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);
const GRACE: Duration = Duration::from_secs(15);
const POLL: Duration = Duration::from_millis(50);

/// A running server; dropping it ends it and removes its files.
pub(crate) struct Server {
    process: Child,
    /// Where it listens: `127.0.0.1:40123`.
    host: String,
    /// The secret that makes the first administrator.
    set_up: String,
    /// Removed after the process has ended: fields are dropped after `drop`.
    folder: TempDir,
}

/// What the administrator calls with.
pub(crate) struct Administrator {
    /// The value of the browser's cookie.
    pub(crate) session: String,
    pub(crate) token: String,
}

impl Server {
    /// Fills a fresh store and starts a server on it that does not mind many requests.
    pub(crate) fn start(binary: &Path, demo_world: &Path) -> Result<Server> {
        let folder = tempfile::tempdir().context("cannot make a data folder")?;
        let rapport = || {
            let mut command = Command::new(binary);
            command.arg("--data").arg(folder.path().join("data"));
            // A database named in the environment is not the tests'.
            command.env_remove("RAPPORT_DATABASE");
            command
        };
        run(
            "rapport: import the demo world",
            rapport()
                .args(["import", "--brands"])
                .arg(demo_world.join("brands.csv"))
                .arg(demo_world.join("posts.jsonl")),
        )?;
        announce("rapport: serve");
        let said = folder.path().join("said");
        let process = rapport()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(["--requests-per-second", "1000000"])
            // What fails on the server's side is an error; that nonsense is refused is no news.
            .args(["--log-level", "error"])
            .stdin(Stdio::null())
            .stdout(File::create(&said).context("cannot write down what the server says")?)
            .spawn()
            .context("cannot start the server")?;
        let mut server = Server {
            process,
            host: String::new(),
            set_up: String::new(),
            folder,
        };
        server.wait_until_ready(&said)?;
        Ok(server)
    }

    /// Its address as a browser writes it.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    fn wait_until_ready(&mut self, said: &Path) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait()? {
                bail!("the server ended with {status}");
            }
            let said = std::fs::read_to_string(said).context("cannot read what the server says")?;
            if let Some((host, set_up)) = addresses(&said) {
                (self.host, self.set_up) = (host.to_owned(), set_up.to_owned());
                return Ok(());
            }
            std::thread::sleep(POLL);
        }
        bail!("the server did not say within {PATIENCE:?} where it listens")
    }

    /// Becomes administrator and makes two tokens: one to use, and one that tests may take away.
    pub(crate) fn become_administrator(&self) -> Result<Administrator> {
        let form = json!({
            "token": self.set_up,
            "name": "Ayşe Yılmaz",
            "email": "ayse@example.org",
            "password": "four umbrellas walk to Brno",
        });
        let (head, _) = self.post("/api/setup", None, &form)?;
        let cookie = head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: __Host-rapport="))
            .and_then(|cookie| cookie.split(';').next());
        let session = cookie.context("the server gave no session")?.to_owned();
        let token = self.make_token(&session)?;
        self.make_token(&session)?;
        Ok(Administrator { session, token })
    }

    fn make_token(&self, session: &str) -> Result<String> {
        let form = json!({"name": "tests", "expires_in_days": 1, "read_only": false});
        let (_, answer) = self.post("/api/tokens", Some(session), &form)?;
        let secret = answer.get("secret").and_then(Value::as_str);
        Ok(secret.context("the server gave no token")?.to_owned())
    }

    /// The head and the body of an answer that says yes.
    fn post(&self, path: &str, session: Option<&str>, form: &Value) -> Result<(String, Value)> {
        let cookie = session.map(|session| format!("cookie: __Host-rapport={session}\r\n"));
        let body = form.to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\norigin: {}\r\n{}connection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.host,
            self.origin(),
            cookie.unwrap_or_default(),
            body.len(),
        );
        let mut stream = TcpStream::connect(&self.host).context("cannot reach the server")?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        ensure!(
            head.starts_with("HTTP/1.1 201 "),
            "POST {path} was answered with {:?}: {body}",
            head.lines().next().unwrap_or_default()
        );
        let body = serde_json::from_str(body).context("cannot read the server's answer")?;
        Ok((head.to_owned(), body))
    }

    /// Asks it to end, which it has to do by itself and without complaint.
    pub(crate) fn stop(mut self) -> Result<()> {
        announce("rapport: stop");
        let pid = self.process.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status()?;
        let status = self.wait(GRACE)?;
        let status = status.with_context(|| format!("the server did not end within {GRACE:?}"))?;
        ensure!(status.success(), "the server ended with {status}");
        Ok(())
    }

    fn wait(&mut self, patience: Duration) -> Result<Option<ExitStatus>> {
        let asked = Instant::now();
        while asked.elapsed() < patience {
            if let Some(status) = self.process.try_wait()? {
                return Ok(Some(status));
            }
            std::thread::sleep(POLL);
        }
        Ok(None)
    }

    fn end(&mut self) -> Result<()> {
        if self.process.try_wait()?.is_none() {
            self.process.kill()?;
            self.process.wait()?;
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            let folder = self.folder.path().display();
            eprintln!("xtask: cannot end the server on {folder}: {error:#}");
        }
    }
}

/// Where the server listens and the secret of its set-up link, once it has said both.
fn addresses(said: &str) -> Option<(&str, &str)> {
    let mut lines = said
        .split_inclusive('\n')
        .filter_map(|l| l.strip_suffix('\n'));
    let set_up = lines.find_map(|line| {
        line.strip_prefix("become administrator")
            .and(line.rsplit_once('#'))
    });
    let host = lines.find_map(|line| line.strip_prefix("listening on http://"));
    Some((host?, set_up?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_says_where_it_is_and_how_to_become_administrator() {
        let said = "become administrator, once, within a day: http://127.0.0.1:4/setup#s-e_c\nlistening on http://127.0.0.1:4\n";
        assert_eq!(addresses(said), Some(("127.0.0.1:4", "s-e_c")));
        assert_eq!(addresses(said.trim_end()), None, "half a line");
    }
}
