//! The interface, built into the binary.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// What `npm run build` made of `ui/`; empty in a binary that was built without Node.
#[derive(RustEmbed)]
#[folder = "../../ui/build"]
#[allow_missing = true]
struct Files;

const MISSING: &str = "This binary was built without the interface. Build it with `npm ci && npm run build` in ui/, \
    then build the binary again. The API is here: /api/health\n";

/// A file of the interface; addresses of pages are the interface's own to read.
pub(crate) async fn file(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    match Files::get(path) {
        Some(file) => answer(path, file.data.into_owned()),
        None => match Files::get("index.html") {
            Some(page) => answer("index.html", page.data.into_owned()),
            None => (StatusCode::NOT_FOUND, MISSING).into_response(),
        },
    }
}

fn answer(path: &str, bytes: Vec<u8>) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    // Names under immutable/ hold a hash of what they name.
    let cache = if path.starts_with("_app/immutable/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, kind.as_ref().to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
    ];
    (headers, bytes).into_response()
}
