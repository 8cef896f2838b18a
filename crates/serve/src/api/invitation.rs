//! One-time links: joining after an invitation, and setting a new password.

use super::session::{SessionAnswer, SignedInAnswer, check_password, link_spent};
use super::users::{language, name};
use super::values::{InterfaceLanguage, NameText, PurposeWord, RoleWord};
use super::wire::Body;
use crate::problem::{Problem, ProblemDetails};
use crate::secrets;
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use rapport_store::{Link, Purpose};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
pub(crate) struct LinkForm {
    /// The secret of the link.
    token: String,
}

/// What a link is for.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvitationAnswer {
    #[schema(value_type = PurposeWord)]
    purpose: &'static str,
    name: String,
    email: String,
    #[schema(value_type = RoleWord)]
    role: &'static str,
}

/// What a one-time link is for, without using it up.
#[utoipa::path(post, path = "/api/invitation", tag = "session", request_body = LinkForm, responses(
    (status = 200, body = InvitationAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn look(
    State(server): State<Arc<Server>>,
    Body(form): Body<LinkForm>,
) -> Result<Json<InvitationAnswer>, Problem> {
    let (link, user) = server.link(&form.token).await?;
    Ok(Json(InvitationAnswer {
        purpose: match link.purpose {
            Purpose::Invite => "invite",
            Purpose::Reset => "reset",
            Purpose::SetUp => return Err(link_spent()),
        },
        name: user.name,
        email: user.email,
        role: user.role.as_str(),
    }))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct AcceptForm {
    /// The secret of the link.
    token: String,
    #[schema(min_length = 12, max_length = 256)]
    password: String,
    #[schema(value_type = Option<NameText>)]
    name: Option<String>,
    #[schema(value_type = Option<InterfaceLanguage>)]
    language: Option<String>,
}

/// Uses a one-time link: sets the password and signs in.
#[utoipa::path(post, path = "/api/invitation/accept", tag = "session", request_body = AcceptForm, responses(
    (status = 200, body = SessionAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn accept(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    Body(form): Body<AcceptForm>,
) -> Result<SignedInAnswer, Problem> {
    let (_, user) = server.link(&form.token).await?;
    let name = form.name.as_deref().map(name).transpose()?;
    let language = language(form.language)?;
    let called = name.as_deref().unwrap_or(&user.name);
    check_password("password", &form.password, &[&user.email, called])?;
    let password_hash = server.passwords.hash(form.password).await?;
    let hash = secrets::hash(&form.token);
    let now = server.now();
    let user = server
        .write(move |store| {
            let (name, language) = (name.as_deref(), language.as_deref());
            store.accept(hash, &password_hash, name, language, now)
        })
        .await?;
    server.sign_in(user.id, &headers).await
}

impl Server {
    /// A link that can still be used, and its user.
    async fn link(&self, token: &str) -> Result<(Link, rapport_store::User), Problem> {
        let (hash, now) = (secrets::hash(token), self.now());
        let found = self
            .read(move |reader| {
                let Some(link) = reader.link(hash, now)? else {
                    return Ok(None);
                };
                let user = reader.user(link.user)?;
                Ok(user.map(|user| (link, user)))
            })
            .await?;
        found.ok_or_else(link_spent)
    }
}
