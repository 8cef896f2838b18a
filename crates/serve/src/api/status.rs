//! Whether the server works, and what it holds.

use super::values::KindWord;
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use rapport_store::Choices;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

const VERSION: &str = env!("CARGO_PKG_VERSION");

#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`: a server that cannot read its store answers with a problem.
    status: &'static str,
    /// The version of Rapport.
    version: &'static str,
}

/// Whether the server can read its store.
#[utoipa::path(get, path = "/api/health", tag = "server", responses(
    (status = 200, body = Health),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn health(State(server): State<Arc<Server>>) -> Result<Json<Health>, Problem> {
    server.read(|reader| reader.generation()).await?;
    Ok(Json(Health {
        status: "ok",
        version: VERSION,
    }))
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Status {
    /// Posts that the caller can see.
    posts: u64,
    /// The version of Rapport.
    version: &'static str,
}

/// How much is stored.
#[utoipa::path(get, path = "/api/status", tag = "server", responses(
    (status = 200, body = Status),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn status(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
) -> Result<Json<Status>, Problem> {
    let posts = server
        .read_within(caller.scope(), |scoped| Ok(scoped.count_posts()))
        .await?;
    Ok(Json(Status {
        posts,
        version: VERSION,
    }))
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BrandChoice {
    name: String,
    industry: String,
    /// Somebody else's brand, watched beside one's own.
    competitor: bool,
}

/// What posts can be narrowed by.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChoicesAnswer {
    brands: Vec<BrandChoice>,
    industries: Vec<String>,
    /// Language codes; `und` is not determined.
    languages: Vec<String>,
    networks: Vec<String>,
    #[schema(value_type = Vec<KindWord>)]
    kinds: Vec<String>,
}

/// What there is to choose from where posts are narrowed.
#[utoipa::path(get, path = "/api/choices", tag = "posts", responses(
    (status = 200, body = ChoicesAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn choices(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
) -> Result<Json<ChoicesAnswer>, Problem> {
    let Choices {
        brands,
        industries,
        languages,
        networks,
        kinds,
    } = server
        .read_within(caller.scope(), |scoped| scoped.choices())
        .await?;
    let brands = brands.into_iter().map(|brand| BrandChoice {
        name: brand.name,
        industry: brand.industry,
        competitor: brand.competitor,
    });
    Ok(Json(ChoicesAnswer {
        brands: brands.collect(),
        industries: industries.into_iter().collect(),
        languages: languages.into_iter().collect(),
        networks: networks.iter().map(ToString::to_string).collect(),
        kinds: kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
    }))
}

/// Figures of the server itself, in the OpenMetrics text format.
#[utoipa::path(get, path = "/metrics", tag = "server", responses(
    (status = 200, body = String, content_type = "application/openmetrics-text"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn metrics(
    State(server): State<Arc<Server>>,
) -> Result<impl IntoResponse, Problem> {
    let all = rapport_model::Scope::All;
    let posts = server
        .read_within(all, |scoped| Ok(scoped.count_posts()))
        .await?;
    let text = server
        .metrics
        .text(posts)
        .map_err(|error| Problem::internal(&error))?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text))
}
