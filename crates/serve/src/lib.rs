//! Serve: the API, live events and the interface on one port.
//!
//! A handler extracts, parses, calls and converts; rules and SQL live elsewhere. Reading the store is blocking work
//! and leaves the runtime's threads; one writer's thread changes it. Who may use a route stands in the table of routes,
//! and is looked at before the route's handler runs.

mod access;
mod api;
mod callers;
mod events;
mod imports;
mod interface;
mod limits;
mod metrics;
mod openapi;
mod passwords;
mod problem;
mod readers;
mod routes;
mod secrets;
mod server;
mod settings;
mod watch;
mod writer;

pub use api::posts::post_as_json;
pub use routes::description;
pub use secrets::NoRandomness;
pub use settings::Settings;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::Response;
use rapport_model::Timestamp;
use rapport_store::{AccountError, SecretHash};
use server::Server;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;
use tokio::net::TcpListener;
use tokio::sync::watch as signal;

/// How long the link holds that makes the first administrator.
const SET_UP_HOURS: i64 = 24;

/// The server could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] rapport_store::StoreError),
    /// The accounts could not be prepared.
    #[error(transparent)]
    Accounts(#[from] AccountError),
    /// The network failed.
    #[error("the server failed: {0}")]
    Io(#[from] std::io::Error),
    /// The system has no randomness to give.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// A one-time link: the hash that the store keeps, and the path that whoever it is for opens.
pub fn one_time_link() -> Result<(SecretHash, String), ServeError> {
    let secret = secrets::draw()?;
    Ok((secrets::hash(&secret), secrets::join_path(&secret)))
}

/// A server that is open and does not listen yet.
pub struct Opened {
    server: Arc<Server>,
    stop: signal::Sender<bool>,
    /// The path that makes whoever opens it the first administrator, once; none if there is one already.
    pub set_up_path: Option<String>,
}

impl Opened {
    /// Opens the store. As long as nobody has become administrator, each start gives a new link for it.
    pub fn open(settings: Settings) -> Result<Opened, ServeError> {
        let (stop, stopping) = signal::channel(false);
        let mut store = rapport_store::Store::open(&settings.location)?;
        let now = (settings.clock)();
        store.remove_expired(now)?;
        let set_up_path = if store.reader()?.needs_set_up()? {
            let secret = secrets::draw()?;
            let until = Timestamp(now.0 + SET_UP_HOURS * 3_600_000);
            store.offer_set_up(secrets::hash(&secret), until)?;
            Some(format!("/setup#{secret}"))
        } else {
            None
        };
        let server = Arc::new(Server::open(settings, store, stopping)?);
        Ok(Opened {
            server,
            stop,
            set_up_path,
        })
    }

    /// The routes alone, in process.
    pub fn router(&self) -> Router {
        router(&self.server)
    }

    /// Serves until `until` is done: then live connections end, answers that were begun are finished, and an import
    /// stops behind its last batch, to go on at the next start.
    pub async fn serve(
        self,
        listener: TcpListener,
        until: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let Opened { server, stop, .. } = self;
        let imports = imports::start(Arc::clone(&server))?;
        let watch = tokio::spawn(watch::posts(Arc::clone(&server)));
        let service = router(&server).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                until.await;
                stop.send_replace(true);
            })
            .await?;
        watch.abort();
        let joined = tokio::task::spawn_blocking(move || imports.join());
        if !matches!(joined.await, Ok(Ok(()))) {
            tracing::error!("the thread of the imports ended badly");
        }
        Ok(())
    }
}

fn router(server: &Arc<Server>) -> Router {
    routes::api(server)
        .fallback(interface::file)
        .layer(from_fn_with_state(Arc::clone(server), observe))
        .layer(map_response(guard))
}

/// Counts and logs every answer: which route, how it went, how long it took. What was asked for is not written down.
async fn observe(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let route = metrics::route_of(&request);
    let method = request.method().clone();
    let begun = Instant::now();
    let response = next.run(request).await;
    let took = begun.elapsed();
    let status = response.status().as_u16();
    server.metrics.answered(&method, &route, status, took);
    let ms = took.as_secs_f64() * 1000.0;
    tracing::debug!(%method, route, status, ms, "answered");
    response
}

/// The headers that every answer carries: the interface runs its own scripts and nothing else.
async fn guard(mut response: Response) -> Response {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
        font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value))
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    // What is somebody's own must not stay in a shared machine's cache; files of the interface say otherwise.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
