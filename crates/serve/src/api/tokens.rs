//! API tokens: one's own, for programs.

use super::users::name;
use super::values::NameText;
use super::wire::{Body, Id};
use crate::access::Known;
use crate::problem::{Kind, Problem, ProblemDetails};
use crate::secrets;
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rapport_model::{Timestamp, TokenId};
use rapport_store::{NewToken, Token};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// What every token begins with, so that a scanner finds one that was published by mistake.
const PREFIX: &str = "rpt_";

/// How much of a token is shown again, to tell it from others.
const SHOWN: usize = 8;

#[derive(Serialize, ToSchema)]
pub(crate) struct TokenAnswer {
    id: String,
    name: String,
    /// How it begins.
    prefix: String,
    /// Whether it may only read.
    read_only: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    #[schema(required, value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Timestamp>,
}

impl TokenAnswer {
    fn of(token: Token) -> TokenAnswer {
        TokenAnswer {
            id: token.id.to_string(),
            name: token.name,
            prefix: token.prefix,
            read_only: token.read_only,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct TokensAnswer {
    tokens: Vec<TokenAnswer>,
}

/// One's own tokens.
#[utoipa::path(get, path = "/api/tokens", tag = "me", responses(
    (status = 200, body = TokensAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn list(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
) -> Result<Json<TokensAnswer>, Problem> {
    let user = caller.user.id;
    let tokens = server.read(move |reader| reader.tokens_of(user)).await?;
    let tokens = tokens.into_iter().map(TokenAnswer::of).collect();
    Ok(Json(TokensAnswer { tokens }))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct TokenForm {
    #[schema(value_type = NameText)]
    name: String,
    #[schema(minimum = 1, maximum = 366)]
    expires_in_days: u32,
    /// Whether it may only read.
    read_only: bool,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct NewTokenAnswer {
    token: TokenAnswer,
    /// The token itself; it is not shown again.
    secret: String,
}

/// Makes a token that may what its owner may, or only read.
#[utoipa::path(post, path = "/api/tokens", tag = "me", request_body = TokenForm, responses(
    (status = 201, body = NewTokenAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn add(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Body(form): Body<TokenForm>,
) -> Result<(StatusCode, Json<NewTokenAnswer>), Problem> {
    if caller.session.is_none() {
        let detail = "a token cannot make another one: sign in";
        return Err(Problem::new(Kind::NotAllowed, detail));
    }
    if !(1..=366).contains(&form.expires_in_days) {
        return Err(Problem::field("expires_in_days", "use 1 to 366 days"));
    }
    let drawn = secrets::draw().map_err(|error| Problem::internal(&error))?;
    let secret = format!("{PREFIX}{drawn}");
    let user = caller.user.id;
    let by = server.by(user);
    let new = NewToken {
        hash: secrets::hash(&secret),
        prefix: secret.chars().take(SHOWN).collect(),
        name: name(&form.name)?,
        read_only: form.read_only,
        expires_at: Timestamp(by.at.0 + i64::from(form.expires_in_days) * 86_400_000),
    };
    let token = server
        .write(move |store| store.add_token(by, user, &new))
        .await?;
    let token = TokenAnswer::of(token);
    Ok((StatusCode::CREATED, Json(NewTokenAnswer { token, secret })))
}

/// Takes a token away; it stops working at once.
#[utoipa::path(delete, path = "/api/tokens/{id}", tag = "me",
    params(("id" = String, Path, description = "The token")), responses(
    (status = 204, description = "It is worth nothing now"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn remove(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
) -> Result<StatusCode, Problem> {
    let user = caller.user.id;
    let by = server.by(user);
    let removed = server
        .write(move |store| store.remove_token(by, user, TokenId(id)))
        .await?;
    if removed {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found("token"))
    }
}
