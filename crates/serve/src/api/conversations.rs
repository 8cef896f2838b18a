//! Conversations: who spoke with which brand, and what was said.

use super::posts::PostAnswer;
use super::values::{CursorText, VisibilityWord};
use super::wire::{Ask, Id};
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use rapport_model::{ConversationId, Timestamp};
use rapport_store::{ContactHead, ConversationHead, Cursor};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// A person or organisation, by the profile it was seen with.
#[derive(Serialize, ToSchema)]
pub(crate) struct ContactHeadAnswer {
    id: String,
    #[schema(required)]
    name: Option<String>,
    #[schema(required)]
    handle: Option<String>,
    network: String,
}

impl ContactHeadAnswer {
    fn of(head: ContactHead) -> ContactHeadAnswer {
        ContactHeadAnswer {
            id: head.id.to_string(),
            name: head.name,
            handle: head.handle,
            network: head.network.to_string(),
        }
    }
}

/// An exchange between a contact and a brand.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConversationAnswer {
    id: String,
    #[schema(required)]
    brand: Option<String>,
    #[schema(value_type = VisibilityWord)]
    visibility: &'static str,
    contact: ContactHeadAnswer,
    posts: u64,
    inbound: u64,
    outbound: u64,
    #[schema(value_type = String, format = DateTime)]
    first_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    last_at: Timestamp,
}

impl ConversationAnswer {
    pub(crate) fn of(head: ConversationHead) -> ConversationAnswer {
        ConversationAnswer {
            id: head.id.to_string(),
            brand: head.brand,
            visibility: head.visibility.as_str(),
            contact: ContactHeadAnswer::of(head.contact),
            posts: head.posts,
            inbound: head.inbound,
            outbound: head.outbound,
            first_at: head.first_at,
            last_at: head.last_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ConversationPage {
    conversation: ConversationAnswer,
    /// At most 100, the oldest first.
    posts: Vec<PostAnswer>,
    /// Where the next page begins; null behind the last.
    #[schema(required)]
    next: Option<String>,
}

/// Where a page goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct After {
    /// `next` of the page before.
    #[param(inline, value_type = Option<CursorText>)]
    pub(crate) after: Option<String>,
}

impl After {
    pub(crate) fn cursor(&self) -> Result<Option<Cursor>, Problem> {
        let cursor = self.after.as_deref().map(Cursor::parse).transpose();
        cursor.map_err(Problem::bad_question)
    }
}

/// A conversation and what was said in it.
#[utoipa::path(get, path = "/api/conversations/{id}", tag = "posts",
    params(("id" = String, Path, description = "The conversation"), After), responses(
    (status = 200, body = ConversationPage),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn one(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
    Ask(after): Ask<After>,
) -> Result<Json<ConversationPage>, Problem> {
    let after = after.cursor()?;
    let id = ConversationId(id);
    let found = server
        .read_within(caller.scope(), move |scoped| {
            let Some(head) = scoped.conversation(id)? else {
                return Ok(None);
            };
            let page = scoped.conversation_posts(id, after)?;
            Ok(Some((head, page)))
        })
        .await?;
    let (head, page) = found.ok_or_else(|| Problem::not_found("conversation"))?;
    Ok(Json(ConversationPage {
        conversation: ConversationAnswer::of(head),
        posts: page.posts.into_iter().map(PostAnswer::of).collect(),
        next: page.next.map(Cursor::to_text),
    }))
}
