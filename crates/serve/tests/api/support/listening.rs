//! A server behind a listener, and a small HTTP client that speaks to it.

use super::{Client, Place};
use rapport_serve::ServeError;
use std::net::SocketAddr;
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Long enough for anything that happens at all.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that listens.
pub(crate) struct Listening {
    pub(crate) address: SocketAddr,
    folder: TempDir,
    stop: oneshot::Sender<()>,
    served: JoinHandle<Result<(), ServeError>>,
}

impl Listening {
    pub(crate) async fn start(place: Place) -> Listening {
        let Place { folder, opened } = place;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async move { drop(stopped.await) };
        let served = tokio::spawn(opened.serve(listener, until));
        Listening {
            address,
            folder,
            stop,
            served,
        }
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Stops the server; what it leaves is in the folder.
    pub(crate) async fn stop(self) -> TempDir {
        self.stop.send(()).unwrap();
        let served = tokio::time::timeout(PATIENCE, self.served);
        served.await.unwrap().unwrap().unwrap();
        self.folder
    }

    /// Sends a request over the wire, with the caller's cookie; the answer is read to its end.
    pub(crate) async fn send(&self, caller: &Client, head: &str, body: &[u8]) -> (u16, String) {
        let mut stream = self.begin(caller, head, body).await;
        let mut answer = Vec::new();
        let read = stream.lines.read_to_end(&mut answer);
        tokio::time::timeout(PATIENCE, read).await.unwrap().unwrap();
        (stream.status, String::from_utf8(answer).unwrap())
    }

    /// Sends a request and reads the head of the answer.
    pub(crate) async fn begin(&self, caller: &Client, head: &str, body: &[u8]) -> Stream {
        let mut wire = TcpStream::connect(self.address).await.unwrap();
        let (line, more) = head.split_once('\n').unwrap_or((head, ""));
        let cookie = caller.cookie().unwrap_or_default();
        let length = body.len();
        let address = self.address;
        // An answer of HTTP/1.0 ends with the connection and is not cut into chunks.
        let mut request = format!(
            "{line} HTTP/1.0\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {cookie}\r\ncontent-length: {length}\r\n"
        );
        for header in more.lines() {
            request.push_str(&format!("{header}\r\n"));
        }
        request.push_str("\r\n");
        wire.write_all(request.as_bytes()).await.unwrap();
        wire.write_all(body).await.unwrap();
        let mut stream = Stream {
            status: 0,
            lines: BufReader::new(wire),
        };
        let first = stream.line().await.unwrap();
        stream.status = first.split(' ').nth(1).unwrap().parse().unwrap();
        while !stream.line().await.unwrap().is_empty() {}
        stream
    }
}

/// An answer whose head was read.
pub(crate) struct Stream {
    pub(crate) status: u16,
    lines: BufReader<TcpStream>,
}

impl Stream {
    /// The next line; none at the end.
    pub(crate) async fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.lines.read_line(&mut line);
        let length = tokio::time::timeout(PATIENCE, read).await.unwrap().unwrap();
        (length > 0).then(|| line.trim_end().to_owned())
    }

    /// The next event: its id, its name and its data.
    pub(crate) async fn event(&mut self) -> Option<(String, String, String)> {
        let (mut id, mut name, mut data) = Default::default();
        loop {
            let line = self.line().await?;
            match line.split_once(": ").or_else(|| line.split_once(':')) {
                Some(("id", value)) => id = value.to_owned(),
                Some(("event", value)) => name = value.to_owned(),
                Some(("data", value)) => data = value.to_owned(),
                // A comment.
                Some(_) => {}
                None if data.is_empty() => {}
                None => return Some((id, name, data)),
            }
        }
    }
}
