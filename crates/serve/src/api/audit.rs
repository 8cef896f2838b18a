//! Who changed what.

use super::values::IdText;
use super::wire::{Ask, parse_id};
use crate::problem::{Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use rapport_model::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

const PAGE: u32 = 100;

/// A user, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct AuditEntry {
    id: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who did it; null for the command line.
    #[schema(required)]
    actor: Option<Person>,
    /// What was done, such as `user.invited`.
    action: String,
    /// To what it was done, such as `user:3`.
    subject: String,
    /// The name that the subject has now, if it is a user.
    #[schema(required)]
    subject_name: Option<String>,
    #[schema(value_type = Object)]
    detail: serde_json::Value,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct AuditAnswer {
    entries: Vec<AuditEntry>,
    /// Where the next page begins.
    #[schema(required)]
    next: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditQuestion {
    /// `next` of the page before.
    #[param(inline, value_type = Option<IdText>)]
    after: Option<String>,
}

/// What was changed, the latest first.
#[utoipa::path(get, path = "/api/audit", tag = "users", params(AuditQuestion), responses(
    (status = 200, body = AuditAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn list(
    State(server): State<Arc<Server>>,
    Ask(question): Ask<AuditQuestion>,
) -> Result<Json<AuditAnswer>, Problem> {
    let after = question.after.as_deref().map(|text| {
        parse_id(text).ok_or_else(|| Problem::bad_question("after: take it from next of a page"))
    });
    let after = after.transpose()?;
    let entries = server.read(move |reader| reader.audit(after, PAGE)).await?;
    let full = entries.len() == PAGE as usize;
    let next = entries
        .last()
        .filter(|_| full)
        .map(|last| last.id.to_string());
    let entries = entries.into_iter().map(|entry| AuditEntry {
        id: entry.id.to_string(),
        at: entry.at,
        actor: entry.actor.map(|(id, name)| Person {
            id: id.to_string(),
            name,
        }),
        action: entry.action,
        subject: entry.subject,
        subject_name: entry.subject_name,
        detail: entry.detail,
    });
    Ok(Json(AuditAnswer {
        entries: entries.collect(),
        next,
    }))
}
