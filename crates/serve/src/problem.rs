//! Errors as problem details (RFC 9457).

use axum::Json;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rapport_measure::iceberg::{AskError, DimensionError};
use rapport_store::StoreError;
use serde::Serialize;

/// What goes back to the caller.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
}

impl Problem {
    fn new(
        status: StatusCode,
        kind: &'static str,
        title: &'static str,
        detail: impl ToString,
    ) -> Problem {
        Problem {
            kind,
            title,
            status: status.as_u16(),
            detail: detail.to_string(),
        }
    }

    /// The caller asked for something that makes no sense.
    pub(crate) fn bad_question(detail: impl ToString) -> Problem {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "/problems/bad-question",
            "The question cannot be answered",
            detail,
        )
    }

    /// Ours to mend: the caller learns that it failed, the log learns why.
    pub(crate) fn internal(error: &dyn std::error::Error) -> Problem {
        eprintln!("rapport: a request failed: {error}");
        let detail = "the server could not read its store; its log says why";
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "/problems/internal",
            "Something failed on our side",
            detail,
        )
    }
}

impl From<DimensionError> for Problem {
    fn from(error: DimensionError) -> Self {
        Problem::bad_question(error)
    }
}

impl From<AskError> for Problem {
    fn from(error: AskError) -> Self {
        Problem::bad_question(error)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Problem::internal(&error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        (status, kind, Json(self)).into_response()
    }
}

pub(crate) async fn no_such_address(uri: Uri) -> Problem {
    let detail = format!("there is nothing at {}", uri.path());
    Problem::new(
        StatusCode::NOT_FOUND,
        "/problems/no-such-address",
        "No such address",
        detail,
    )
}
