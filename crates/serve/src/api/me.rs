//! One's own account.

use super::session::check_password;
use super::users::{UserAnswer, language, name};
use super::values::{InterfaceLanguage, NameText};
use super::wire::{Body, Id};
use crate::access::{Address, Known};
use crate::problem::{Kind, Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rapport_model::{SessionId, Timestamp};
use rapport_store::UserChange;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
pub(crate) struct MeForm {
    #[schema(value_type = Option<NameText>)]
    name: Option<String>,
    #[schema(value_type = Option<InterfaceLanguage>)]
    language: Option<String>,
}

/// Changes one's own name or language.
#[utoipa::path(patch, path = "/api/me", tag = "me", request_body = MeForm, responses(
    (status = 200, body = UserAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn change(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Body(form): Body<MeForm>,
) -> Result<Json<UserAnswer>, Problem> {
    let change = UserChange {
        name: form.name.as_deref().map(name).transpose()?,
        language: language(form.language)?,
        ..UserChange::default()
    };
    let user = caller.user.id;
    let by = server.by(user);
    let user = server
        .write(move |store| store.change_user(by, user, &change))
        .await?;
    Ok(Json(UserAnswer::of(&user)))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct PasswordForm {
    current: String,
    #[schema(min_length = 12, max_length = 256)]
    new: String,
}

/// Sets a new password and ends one's other sessions.
#[utoipa::path(post, path = "/api/me/password", tag = "me", request_body = PasswordForm, responses(
    (status = 204, description = "It holds from now on"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn change_password(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Address(address): Address,
    Body(form): Body<PasswordForm>,
) -> Result<StatusCode, Problem> {
    let Some((session, _)) = caller.session else {
        let detail = "a token cannot change the password: sign in";
        return Err(Problem::new(Kind::NotAllowed, detail));
    };
    let user = &caller.user;
    check_password("new", &form.new, &[&user.email, &user.name])?;
    // Whoever found an open session is to guess no faster than at the door.
    server.verified(address, &user.email, form.current).await?;
    let password_hash = server.passwords.hash(form.new).await?;
    let user = user.id;
    let by = server.by(user);
    server
        .write(move |store| store.change_password(by, user, &password_hash, Some(session)))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Serialize, ToSchema)]
pub(crate) struct OpenSession {
    id: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    last_seen_at: Timestamp,
    /// What the browser calls itself.
    #[schema(required)]
    user_agent: Option<String>,
    /// Whether it is the one that asks.
    current: bool,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SessionsAnswer {
    sessions: Vec<OpenSession>,
}

/// Where one is signed in.
#[utoipa::path(get, path = "/api/me/sessions", tag = "me", responses(
    (status = 200, body = SessionsAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn sessions(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
) -> Result<Json<SessionsAnswer>, Problem> {
    let (user, now) = (caller.user.id, server.now());
    let sessions = server
        .read(move |reader| reader.sessions_of(user, now))
        .await?;
    let current = caller.session.map(|(_, id)| id);
    let sessions = sessions.into_iter().map(|session| OpenSession {
        id: session.id.to_string(),
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        user_agent: session.user_agent,
        current: Some(session.id) == current,
    });
    Ok(Json(SessionsAnswer {
        sessions: sessions.collect(),
    }))
}

/// Ends one of one's sessions.
#[utoipa::path(delete, path = "/api/me/sessions/{id}", tag = "me",
    params(("id" = String, Path, description = "The session")), responses(
    (status = 204, description = "It has ended"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn end_session(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
) -> Result<StatusCode, Problem> {
    let user = caller.user.id;
    let ended = server
        .write(move |store| store.close_session_of(user, SessionId(id)))
        .await?;
    if ended {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found("session"))
    }
}
