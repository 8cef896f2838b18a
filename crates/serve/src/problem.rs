//! Errors as problem details (RFC 9457). The slug of a problem is what the interface keys its own sentence on.

use crate::api::values::ProblemType;
use axum::Json;
use axum::extract::rejection::{BytesRejection, JsonRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rapport_measure::iceberg::{AskError, DimensionError};
use rapport_store::{AccountError, StoreError};
use serde::Serialize;
use std::error::Error;
use utoipa::ToSchema;

/// What went wrong, as far as a caller can act on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    BadQuestion,
    NotSignedIn,
    WrongCredentials,
    NotAllowed,
    LinkSpent,
    ForeignOrigin,
    NoSuchAddress,
    NotFound,
    WrongMethod,
    Conflict,
    TooLarge,
    Unprocessable,
    TooManyAttempts,
    TooManyRequests,
    Internal,
    Busy,
}

impl Kind {
    /// Every kind.
    const ALL: [Kind; 16] = [
        Kind::BadQuestion,
        Kind::NotSignedIn,
        Kind::WrongCredentials,
        Kind::NotAllowed,
        Kind::LinkSpent,
        Kind::ForeignOrigin,
        Kind::NoSuchAddress,
        Kind::NotFound,
        Kind::WrongMethod,
        Kind::Conflict,
        Kind::TooLarge,
        Kind::Unprocessable,
        Kind::TooManyAttempts,
        Kind::TooManyRequests,
        Kind::Internal,
        Kind::Busy,
    ];

    /// What names each kind in an answer.
    pub(crate) fn types() -> [&'static str; 16] {
        Kind::ALL.map(|kind| kind.facts().1)
    }

    /// Status, slug and title.
    fn facts(self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Kind::BadQuestion => (
                S::BAD_REQUEST,
                "/problems/bad-question",
                "The question cannot be answered",
            ),
            Kind::NotSignedIn => (
                S::UNAUTHORIZED,
                "/problems/not-signed-in",
                "Nobody is signed in",
            ),
            Kind::WrongCredentials => (
                S::UNAUTHORIZED,
                "/problems/wrong-credentials",
                "E-mail or password is wrong",
            ),
            Kind::NotAllowed => (S::FORBIDDEN, "/problems/not-allowed", "Not allowed"),
            Kind::LinkSpent => (
                S::FORBIDDEN,
                "/problems/link-spent",
                "The link no longer works",
            ),
            Kind::ForeignOrigin => (
                S::FORBIDDEN,
                "/problems/foreign-origin",
                "Another site asked",
            ),
            Kind::NoSuchAddress => (S::NOT_FOUND, "/problems/no-such-address", "No such address"),
            Kind::NotFound => (S::NOT_FOUND, "/problems/not-found", "Not found"),
            Kind::WrongMethod => (
                S::METHOD_NOT_ALLOWED,
                "/problems/wrong-method",
                "The address does not take this method",
            ),
            Kind::Conflict => (
                S::CONFLICT,
                "/problems/conflict",
                "Something stands against it",
            ),
            Kind::TooLarge => (
                S::PAYLOAD_TOO_LARGE,
                "/problems/too-large",
                "More than is taken at once",
            ),
            Kind::Unprocessable => (
                S::UNPROCESSABLE_ENTITY,
                "/problems/unprocessable",
                "Some of it cannot be right",
            ),
            Kind::TooManyAttempts => (
                S::TOO_MANY_REQUESTS,
                "/problems/too-many-attempts",
                "Too many attempts to sign in",
            ),
            Kind::TooManyRequests => (
                S::TOO_MANY_REQUESTS,
                "/problems/too-many-requests",
                "Too many requests",
            ),
            Kind::Internal => (
                S::INTERNAL_SERVER_ERROR,
                "/problems/internal",
                "Something failed on our side",
            ),
            Kind::Busy => (
                S::SERVICE_UNAVAILABLE,
                "/problems/busy",
                "The server is busy",
            ),
        }
    }
}

/// What goes back to the caller.
#[derive(Debug)]
pub(crate) struct Problem {
    kind: Kind,
    detail: String,
    errors: Vec<FieldError>,
    retry_after_s: Option<u64>,
}

/// What is wrong with one field of a form.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// The field, or a place such as `line 3`.
    field: String,
    /// What is wrong with it, and what to do.
    message: String,
}

/// Problem details (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(crate) struct ProblemDetails {
    /// Names the kind of problem: `/problems/<slug>`.
    #[serde(rename = "type")]
    #[schema(value_type = ProblemType)]
    kind: &'static str,
    /// The kind in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What happened this time, and what to do.
    detail: String,
    /// The fields of a form that cannot be right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FieldError>,
}

impl Problem {
    pub(crate) fn new(kind: Kind, detail: impl ToString) -> Problem {
        Problem {
            kind,
            detail: detail.to_string(),
            errors: Vec::new(),
            retry_after_s: None,
        }
    }

    /// The caller asked for something that makes no sense.
    pub(crate) fn bad_question(detail: impl ToString) -> Problem {
        Problem::new(Kind::BadQuestion, detail)
    }

    /// There is no such thing, or not for this caller: the two look the same.
    pub(crate) fn not_found(what: &str) -> Problem {
        Problem::new(Kind::NotFound, format!("there is no such {what}"))
    }

    /// One field of a form cannot be right.
    pub(crate) fn field(field: impl Into<String>, message: impl ToString) -> Problem {
        Problem::fields(vec![(field.into(), message.to_string())])
    }

    /// Fields of a form that cannot be right, and why.
    pub(crate) fn fields(errors: Vec<(String, String)>) -> Problem {
        let errors = errors
            .into_iter()
            .map(|(field, message)| FieldError { field, message });
        Problem {
            errors: errors.collect(),
            ..Problem::new(
                Kind::Unprocessable,
                "some fields cannot be right: see errors",
            )
        }
    }

    /// To be tried again after so many seconds.
    pub(crate) fn later(kind: Kind, retry_after_s: u64, detail: impl ToString) -> Problem {
        Problem {
            retry_after_s: Some(retry_after_s.max(1)),
            ..Problem::new(kind, detail)
        }
    }

    /// Ours to mend: the caller learns that it failed, the log learns why.
    pub(crate) fn internal(error: &dyn Error) -> Problem {
        tracing::error!(error = %chain(error), "a request failed");
        Problem::new(
            Kind::Internal,
            "the server could not do its work; its log says why",
        )
    }
}

/// An error with its causes in one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
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

impl From<QueryRejection> for Problem {
    fn from(error: QueryRejection) -> Self {
        Problem::bad_question(error.body_text())
    }
}

impl From<JsonRejection> for Problem {
    fn from(error: JsonRejection) -> Self {
        let kind = match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge,
            StatusCode::UNPROCESSABLE_ENTITY => Kind::Unprocessable,
            _ => Kind::BadQuestion,
        };
        Problem::new(kind, error.body_text())
    }
}

impl From<BytesRejection> for Problem {
    fn from(error: BytesRejection) -> Self {
        let kind = match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge,
            _ => Kind::BadQuestion,
        };
        Problem::new(kind, error.body_text())
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Busy => Problem::later(Kind::Busy, 5, &error),
            StoreError::Full => Problem::later(Kind::Busy, 60, &error),
            _ => Problem::internal(&error),
        }
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::EmailTaken
            | AccountError::TeamNameTaken
            | AccountError::LastAdministrator
            | AccountError::AlreadySetUp => Problem::new(Kind::Conflict, error),
            AccountError::UnknownUser => Problem::not_found("user"),
            AccountError::UnknownTeam => Problem::not_found("team"),
            AccountError::LinkSpent => Problem::new(Kind::LinkSpent, error),
            AccountError::Store(error) => error.into(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, kind, title) = self.kind.facts();
        let details = ProblemDetails {
            kind,
            title,
            status: status.as_u16(),
            detail: self.detail,
            errors: self.errors,
        };
        let media_type = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, media_type, Json(details)).into_response();
        if let Some(seconds) = self.retry_after_s {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

pub(crate) async fn no_such_address(uri: Uri) -> Problem {
    Problem::new(
        Kind::NoSuchAddress,
        format!("there is nothing at {}", uri.path()),
    )
}

pub(crate) async fn wrong_method() -> Problem {
    Problem::new(
        Kind::WrongMethod,
        "see /api/openapi.json for what this address takes",
    )
}
