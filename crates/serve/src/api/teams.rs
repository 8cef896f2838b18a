//! Teams: who sees which brands.

use super::values::{BrandText, NameText};
use super::wire::{Body, Id};
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rapport_model::{Scope, TeamId};
use rapport_store::{NewTeam, StoredTeam, TeamChange};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Brands that one team may be given by name.
const BRANDS_MAX: usize = 1_000;

#[derive(Serialize, ToSchema)]
pub(crate) struct TeamAnswer {
    id: String,
    name: String,
    /// Whether its members see every brand.
    all_brands: bool,
    /// Otherwise, the names of those that they see.
    brands: Vec<String>,
    /// How many users are in it.
    members: u64,
}

impl TeamAnswer {
    fn of(StoredTeam { team, members }: StoredTeam) -> TeamAnswer {
        let (all_brands, brands) = match team.sees {
            Scope::All => (true, Vec::new()),
            Scope::Brands(names) => (false, names.into_iter().collect()),
        };
        TeamAnswer {
            id: team.id.to_string(),
            name: team.name,
            all_brands,
            brands,
            members,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct TeamsAnswer {
    teams: Vec<TeamAnswer>,
}

/// Every team.
#[utoipa::path(get, path = "/api/teams", tag = "users", responses(
    (status = 200, body = TeamsAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn list(State(server): State<Arc<Server>>) -> Result<Json<TeamsAnswer>, Problem> {
    let teams = server.read(|reader| reader.teams()).await?;
    let teams = teams.into_iter().map(TeamAnswer::of).collect();
    Ok(Json(TeamsAnswer { teams }))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct TeamForm {
    #[schema(value_type = NameText)]
    name: String,
    all_brands: bool,
    /// Names of brands; may name one that the brand table does not know yet.
    #[schema(value_type = Vec<BrandText>, max_items = 1000)]
    brands: Vec<String>,
}

/// Makes a team.
#[utoipa::path(post, path = "/api/teams", tag = "users", request_body = TeamForm, responses(
    (status = 201, body = TeamAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn add(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Body(form): Body<TeamForm>,
) -> Result<(StatusCode, Json<TeamAnswer>), Problem> {
    let new = NewTeam {
        name: super::users::name(&form.name)?,
        sees: sees(form.all_brands, form.brands)?,
    };
    let by = server.by(caller.user.id);
    let team = server.write(move |store| store.add_team(by, &new)).await?;
    Ok((StatusCode::CREATED, Json(TeamAnswer::of(team))))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct TeamChangeForm {
    #[schema(value_type = Option<NameText>)]
    name: Option<String>,
    all_brands: Option<bool>,
    #[schema(value_type = Option<Vec<BrandText>>, max_items = 1000)]
    brands: Option<Vec<String>>,
}

/// Changes a team; its members see what it sees from now on.
#[utoipa::path(patch, path = "/api/teams/{id}", tag = "users", request_body = TeamChangeForm,
    params(("id" = String, Path, description = "The team")), responses(
    (status = 200, body = TeamAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn change(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
    Body(form): Body<TeamChangeForm>,
) -> Result<Json<TeamAnswer>, Problem> {
    let change = TeamChange {
        name: form.name.as_deref().map(super::users::name).transpose()?,
        sees: match (form.all_brands, form.brands) {
            (None, None) => None,
            (all, brands) => Some(sees(all.unwrap_or(false), brands.unwrap_or_default())?),
        },
    };
    let by = server.by(caller.user.id);
    let team = server
        .write(move |store| store.change_team(by, TeamId(id), &change))
        .await?;
    Ok(Json(TeamAnswer::of(team)))
}

/// Takes a team away; its members lose what only it let them see.
#[utoipa::path(delete, path = "/api/teams/{id}", tag = "users",
    params(("id" = String, Path, description = "The team")), responses(
    (status = 204, description = "It is gone"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn remove(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
) -> Result<StatusCode, Problem> {
    let by = server.by(caller.user.id);
    server
        .write(move |store| store.remove_team(by, TeamId(id)))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn sees(all_brands: bool, brands: Vec<String>) -> Result<Scope, Problem> {
    // No name stands for what belongs to no brand, such as the budget of all together.
    let unnamed = |name: &String| name.is_empty() || name.chars().count() > 200;
    if brands.len() > BRANDS_MAX || brands.iter().any(unnamed) {
        return Err(Problem::field(
            "brands",
            "give at most 1000 names of 1 to 200 characters",
        ));
    }
    if all_brands {
        return Ok(Scope::All);
    }
    Ok(Scope::Brands(brands.into_iter().collect()))
}
