//! Serve: the API and the interface on one port.
//!
//! A handler extracts, parses, calls and converts; rules and SQL live elsewhere. Reading the store is blocking work
//! and leaves the runtime's threads. There is no signing in yet, so [`serve`] is meant for the loopback address.

mod api;
mod interface;
mod problem;
mod readers;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use rapport_store::Location;
use readers::Readers;
use std::future::Future;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The server could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] rapport_store::StoreError),
    /// The network failed.
    #[error("the server failed: {0}")]
    Io(#[from] std::io::Error),
}

/// Serves the store at a location until `stop` is done, finishing the answers that were begun.
pub async fn serve(
    location: Location,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let router = router(location)?;
    axum::serve(listener, router)
        .with_graceful_shutdown(stop)
        .await?;
    Ok(())
}

/// The routes over a store.
pub fn router(location: Location) -> Result<Router, ServeError> {
    let readers = Arc::new(Readers::open(location)?);
    let api = Router::new()
        .route("/health", get(api::health))
        .route("/iceberg", get(api::iceberg))
        .fallback(problem::no_such_address)
        .with_state(readers);
    Ok(Router::new()
        .nest("/api", api)
        .fallback(interface::file)
        .layer(map_response(guard)))
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
    response
}
