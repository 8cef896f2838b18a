//! Contacts: a person with all their profiles and conversations.

use super::conversations::{After, ConversationAnswer};
use super::values::DirectionWord;
use super::wire::{Ask, Id};
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use rapport_model::{ContactId, Timestamp};
use rapport_store::{Contact, Cursor};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub(crate) struct ContactProfile {
    id: String,
    network: String,
    #[schema(required)]
    handle: Option<String>,
    #[schema(required)]
    name: Option<String>,
    own: bool,
    #[schema(required)]
    followers: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ContactAnswer {
    id: String,
    profiles: Vec<ContactProfile>,
    /// Posts from them, as far as the caller sees.
    inbound: u64,
    /// Posts to them.
    outbound: u64,
    #[schema(required, value_type = Option<String>, format = DateTime)]
    first_at: Option<Timestamp>,
    #[schema(required, value_type = Option<String>, format = DateTime)]
    last_at: Option<Timestamp>,
}

impl ContactAnswer {
    fn of(contact: Contact) -> ContactAnswer {
        let profiles = contact.profiles.into_iter().map(|profile| ContactProfile {
            id: profile.head.id.to_string(),
            network: profile.head.network.to_string(),
            handle: profile.head.handle,
            name: profile.head.name,
            own: profile.head.own,
            followers: profile.followers,
        });
        ContactAnswer {
            id: contact.id.to_string(),
            profiles: profiles.collect(),
            inbound: contact.inbound,
            outbound: contact.outbound,
            first_at: contact.first_at,
            last_at: contact.last_at,
        }
    }
}

/// How a conversation began.
#[derive(Serialize, ToSchema)]
pub(crate) struct Opening {
    text: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = DirectionWord)]
    direction: &'static str,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct OpenedConversation {
    #[serde(flatten)]
    conversation: ConversationAnswer,
    opening: Opening,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ContactPage {
    contact: ContactAnswer,
    /// At most 25, the latest first.
    conversations: Vec<OpenedConversation>,
    /// Where the next page begins; null behind the last.
    #[schema(required)]
    next: Option<String>,
}

/// A contact and their conversations.
#[utoipa::path(get, path = "/api/contacts/{id}", tag = "posts",
    params(("id" = String, Path, description = "The contact"), After), responses(
    (status = 200, body = ContactPage),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn one(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
    Ask(after): Ask<After>,
) -> Result<Json<ContactPage>, Problem> {
    let after = after.cursor()?;
    let id = ContactId(id);
    let found = server
        .read_within(caller.scope(), move |scoped| {
            let Some(contact) = scoped.contact(id)? else {
                return Ok(None);
            };
            let page = scoped.contact_conversations(id, after)?;
            Ok(Some((contact, page)))
        })
        .await?;
    let (contact, page) = found.ok_or_else(|| Problem::not_found("contact"))?;
    let conversations = page
        .conversations
        .into_iter()
        .map(|(head, opening)| OpenedConversation {
            conversation: ConversationAnswer::of(head),
            opening: Opening {
                text: opening.text,
                created_at: opening.created_at,
                direction: opening.direction.as_str(),
            },
        });
    Ok(Json(ContactPage {
        contact: ContactAnswer::of(contact),
        conversations: conversations.collect(),
        next: page.next.map(Cursor::to_text),
    }))
}
