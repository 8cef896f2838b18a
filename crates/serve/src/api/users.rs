//! Users: who works here.

use super::values::{EmailText, IdText, InterfaceLanguage, NameText, RoleWord, UserStateWord};
use super::wire::{Body, Id, parse_ids};
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::secrets;
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rapport_model::{Role, TeamId, Timestamp, UserId};
use rapport_store::{NewUser, SecretHash, User, UserChange};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// How long an invitation holds.
const LINK_DAYS: i64 = 7;

/// The languages of the interface.
pub(crate) const LANGUAGES: [&str; 4] = ["en", "tr", "cs", "fa"];

#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct TeamName {
    id: String,
    name: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct UserAnswer {
    id: String,
    name: String,
    email: String,
    #[schema(value_type = RoleWord)]
    role: &'static str,
    /// The language of the interface, if chosen.
    #[schema(required, value_type = Option<InterfaceLanguage>)]
    language: Option<String>,
    pub(crate) teams: Vec<TeamName>,
    #[schema(value_type = UserStateWord)]
    state: &'static str,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(required, value_type = Option<String>, format = DateTime)]
    last_seen_at: Option<Timestamp>,
}

impl UserAnswer {
    pub(crate) fn of(user: &User) -> UserAnswer {
        let teams = user.teams.iter().map(|(id, name)| TeamName {
            id: id.to_string(),
            name: name.clone(),
        });
        UserAnswer {
            id: user.id.to_string(),
            name: user.name.clone(),
            email: user.email.clone(),
            role: user.role.as_str(),
            language: user.language.clone(),
            teams: teams.collect(),
            state: user.state.as_str(),
            created_at: user.created_at,
            last_seen_at: user.last_seen_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct UsersAnswer {
    users: Vec<UserAnswer>,
}

/// Everybody who has or had access.
#[utoipa::path(get, path = "/api/users", tag = "users", responses(
    (status = 200, body = UsersAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn list(State(server): State<Arc<Server>>) -> Result<Json<UsersAnswer>, Problem> {
    let users = server.read(|reader| reader.users()).await?;
    let users = users.iter().map(UserAnswer::of).collect();
    Ok(Json(UsersAnswer { users }))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct InviteForm {
    #[schema(value_type = NameText)]
    name: String,
    #[schema(value_type = EmailText)]
    email: String,
    #[schema(value_type = RoleWord)]
    role: String,
    /// The teams to join; without any, all but administrators see nothing.
    #[schema(value_type = Vec<IdText>)]
    team_ids: Vec<String>,
}

/// A link that works once.
#[derive(Serialize, ToSchema)]
pub(crate) struct LinkAnswer {
    /// The path on this server, secret included.
    path: String,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct InvitedAnswer {
    user: UserAnswer,
    link: LinkAnswer,
}

/// Invites somebody; the link is shown once, to be handed over.
#[utoipa::path(post, path = "/api/users", tag = "users", request_body = InviteForm, responses(
    (status = 201, body = InvitedAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn invite(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Body(form): Body<InviteForm>,
) -> Result<(StatusCode, Json<InvitedAnswer>), Problem> {
    let new = NewUser {
        name: name(&form.name)?,
        email: email(&form.email)?,
        language: None,
    };
    let role = role(&form.role)?;
    let teams = parse_ids("team_ids", &form.team_ids, TeamId)?;
    let by = server.by(caller.user.id);
    let (hash, link) = new_link(by.at)?;
    let expires_at = link.expires_at;
    let user = server
        .write(move |store| store.invite(by, &new, role, &teams, hash, expires_at))
        .await?;
    let user = UserAnswer::of(&user);
    Ok((StatusCode::CREATED, Json(InvitedAnswer { user, link })))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct UserForm {
    #[schema(value_type = Option<NameText>)]
    name: Option<String>,
    #[schema(value_type = Option<RoleWord>)]
    role: Option<String>,
    #[schema(value_type = Option<Vec<IdText>>)]
    team_ids: Option<Vec<String>>,
    /// True ends all access at once, false gives it back.
    disabled: Option<bool>,
}

/// Changes a user.
#[utoipa::path(patch, path = "/api/users/{id}", tag = "users", request_body = UserForm,
    params(("id" = String, Path, description = "The user")), responses(
    (status = 200, body = UserAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn change(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
    Body(form): Body<UserForm>,
) -> Result<Json<UserAnswer>, Problem> {
    let teams = form.team_ids.as_deref();
    let change = UserChange {
        name: form.name.as_deref().map(name).transpose()?,
        role: form.role.as_deref().map(role).transpose()?,
        language: None,
        teams: teams
            .map(|ids| parse_ids("team_ids", ids, TeamId))
            .transpose()?,
        disabled: form.disabled,
    };
    let by = server.by(caller.user.id);
    let user = server
        .write(move |store| store.change_user(by, UserId(id), &change))
        .await?;
    Ok(Json(UserAnswer::of(&user)))
}

/// Makes a new one-time link: to join, or to set a new password.
#[utoipa::path(post, path = "/api/users/{id}/link", tag = "users",
    params(("id" = String, Path, description = "The user")), responses(
    (status = 201, body = LinkAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn renew_link(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
) -> Result<(StatusCode, Json<LinkAnswer>), Problem> {
    let by = server.by(caller.user.id);
    let (hash, link) = new_link(by.at)?;
    let expires_at = link.expires_at;
    server
        .write(move |store| store.renew_link(by, UserId(id), hash, expires_at))
        .await?;
    Ok((StatusCode::CREATED, Json(link)))
}

fn new_link(now: Timestamp) -> Result<(SecretHash, LinkAnswer), Problem> {
    let secret = secrets::draw().map_err(|error| Problem::internal(&error))?;
    let link = LinkAnswer {
        path: secrets::join_path(&secret),
        expires_at: Timestamp(now.0 + LINK_DAYS * 86_400_000),
    };
    Ok((secrets::hash(&secret), link))
}

/// A person's name.
pub(crate) fn name(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 100 || text.chars().any(char::is_control) {
        return Err(Problem::field("name", "use 1 to 100 characters"));
    }
    Ok(text.to_owned())
}

/// An address to sign in with. Nothing is ever sent to it by itself, so only its shape is looked at.
pub(crate) fn email(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let whole = text
        .split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
    let plain = |c: char| !c.is_whitespace() && !c.is_control();
    if !whole || text.chars().count() > 254 || !text.chars().all(plain) {
        return Err(Problem::field(
            "email",
            "write an address such as ayse@example.org",
        ));
    }
    Ok(text.to_owned())
}

/// A language of the interface.
pub(crate) fn language(code: Option<String>) -> Result<Option<String>, Problem> {
    match code {
        Some(code) if !LANGUAGES.contains(&code.as_str()) => {
            Err(Problem::field("language", "use en, tr, cs or fa"))
        }
        known => Ok(known),
    }
}

fn role(word: &str) -> Result<Role, Problem> {
    word.parse().map_err(|error| Problem::field("role", error))
}
