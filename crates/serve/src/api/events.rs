//! Live events as server-sent events.

use super::imports::ImportJob;
use crate::access::{Caller, Known};
use crate::events::{Event, Happening, Joined, Mark};
use crate::problem::{Kind, Problem, ProblemDetails};
use crate::server::Server;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse;
use rapport_model::Permission;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, watch};
use tokio_stream::Stream;
use tokio_stream::wrappers::ReceiverStream;

/// Connections held open at once.
const LISTENERS_MAX: i64 = 512;

/// Events that wait for a slow reader; behind that it is told to start afresh by being cut off.
const WAITING: usize = 64;

/// How often a connection is shown to be alive, and whoever holds it looked at again.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What happens, as it happens: `import` (an import went on; its JSON), `posts` (posts were stored: look again at what
/// is shown) and `reset` (events were missed: load everything again).
#[utoipa::path(get, path = "/api/events", tag = "server",
    params(("last-event-id" = Option<String>, Header, description = "The last event that was seen")), responses(
    (status = 200, body = ImportJob, content_type = "text/event-stream"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn listen(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    headers: HeaderMap,
) -> Result<sse::Sse<impl Stream<Item = Result<sse::Event, Infallible>>>, Problem> {
    if server.metrics.listeners() >= LISTENERS_MAX {
        return Err(Problem::later(
            Kind::Busy,
            30,
            "too many pages listen already",
        ));
    }
    let after = headers.get("last-event-id");
    let after = after.map(|mark| Mark::parse(mark.to_str().unwrap_or_default()));
    let (sender, receiver) = mpsc::channel(WAITING);
    let joined = server.events.join(after);
    tokio::spawn(pass_on(server, caller, joined, sender));
    Ok(sse::Sse::new(ReceiverStream::new(receiver)))
}

/// Passes events on until the page hangs up, the server stops, or its user may no longer listen.
async fn pass_on(
    server: Arc<Server>,
    caller: Arc<Caller>,
    Joined { missed, mut live }: Joined,
    page: mpsc::Sender<Result<sse::Event, Infallible>>,
) {
    let _listening = server.metrics.listener();
    let mut stopping = server.stopping.clone();
    let mut first = Vec::new();
    match missed {
        // The mark lets a page that loses its connection at once go on from here.
        Some(events) if events.is_empty() => {
            first.push(
                sse::Event::default()
                    .id(server.events.newest_mark())
                    .comment("listening"),
            );
        }
        Some(events) => first.extend(events.iter().filter_map(|e| told(&server, &caller, e))),
        None => first.push(reset(&server)),
    }
    for event in first {
        if page.send(Ok(event)).await.is_err() {
            return;
        }
    }
    let mut heartbeat = tokio::time::interval(HEARTBEAT);
    heartbeat.tick().await;
    loop {
        let event = tokio::select! {
            () = stopped(&mut stopping) => return,
            () = page.closed() => return,
            _ = heartbeat.tick() => {
                if !still_there(&server, &caller).await {
                    return;
                }
                Some(sse::Event::default().comment("still here"))
            }
            event = live.recv() => match event {
                Ok(event) => told(&server, &caller, &event),
                Err(RecvError::Lagged(_)) => Some(reset(&server)),
                Err(RecvError::Closed) => return,
            },
        };
        if let Some(event) = event
            && page.try_send(Ok(event)).is_err()
        {
            // Gone, or too slow: it comes back and says where it was.
            return;
        }
    }
}

/// Waits until the server is to stop.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // An error says that the server is gone, which is the same.
    drop(stopping.wait_for(|stop| *stop).await);
}

/// Whether whoever opened the connection is still there and may what they might then. Whoever may more or less now comes
/// back and is told accordingly.
async fn still_there(server: &Arc<Server>, caller: &Caller) -> bool {
    let found = server.caller(caller.shown).await;
    found.is_ok_and(|found| found.is_some_and(|found| found.identity == caller.identity))
}

fn told(server: &Server, caller: &Caller, event: &Event) -> Option<sse::Event> {
    let told = sse::Event::default().id(server.events.mark(event.number));
    match &event.happening {
        Happening::Posts => Some(told.event("posts").data("{}")),
        Happening::Import(job) => {
            let may = caller.identity.may(Permission::Import);
            let json = may.then(|| serde_json::to_string(job).ok()).flatten()?;
            Some(told.event("import").data(json))
        }
    }
}

fn reset(server: &Server) -> sse::Event {
    let mark = server.events.newest_mark();
    sse::Event::default().id(mark).event("reset").data("{}")
}
