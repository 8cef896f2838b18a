//! The brand table: who is own.

use super::wire::Raw;
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use rapport_capture::{read_brands_from, write_brands};
use rapport_model::{BrandTable, Scope};
use rapport_store::BrandsSet;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub(crate) struct BrandAccount {
    /// The network it is on; null for any.
    #[schema(required)]
    network: Option<String>,
    #[schema(required)]
    handle: Option<String>,
    #[schema(required)]
    account_id: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BrandAnswer {
    name: String,
    industry: String,
    /// Somebody else's brand, watched beside one's own.
    competitor: bool,
    accounts: Vec<BrandAccount>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BrandsAnswer {
    brands: Vec<BrandAnswer>,
}

/// The brands that the caller sees, with their accounts.
#[utoipa::path(get, path = "/api/brands", tag = "brands", responses(
    (status = 200, body = BrandsAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn list(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
) -> Result<Json<BrandsAnswer>, Problem> {
    let table = server.read(|reader| reader.brands()).await?;
    Ok(Json(BrandsAnswer {
        brands: brands(&table, &caller.identity.scope),
    }))
}

fn brands(table: &BrandTable, scope: &Scope) -> Vec<BrandAnswer> {
    let seen = table.brands().iter().filter(|b| scope.holds(&b.name));
    let accounts = |name: &str| {
        let rows = table.rows().iter().filter(|row| row.brand == name);
        let account = rows.map(|row| BrandAccount {
            network: row.network.as_ref().map(ToString::to_string),
            handle: row.handle.clone(),
            account_id: row.account_id.clone(),
        });
        account.collect()
    };
    let answers = seen.map(|brand| BrandAnswer {
        name: brand.name.clone(),
        industry: brand.industry.clone(),
        competitor: brand.competitor,
        accounts: accounts(&brand.name),
    });
    answers.collect()
}

/// The brand table as CSV, as it can be set again.
#[utoipa::path(get, path = "/api/brands.csv", tag = "brands", responses(
    (status = 200, body = String, content_type = "text/csv"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn csv(State(server): State<Arc<Server>>) -> Result<impl IntoResponse, Problem> {
    let table = server.read(|reader| reader.brands()).await?;
    let mut csv = Vec::new();
    write_brands(&table, &mut csv).map_err(|error| Problem::internal(&error))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"brands.csv\"",
        ),
    ];
    Ok((headers, csv))
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BrandsSetAnswer {
    /// Whether it differs from what was there: then all posts were worked out again.
    changed: bool,
}

/// Sets the brand table; direction, audience and conversations of all posts follow before the answer comes.
#[utoipa::path(put, path = "/api/brands", tag = "brands",
    request_body(content = String, content_type = "text/csv",
        description = "account_id and/or screen_name, brand; industry, network, competitor"),
    responses(
    (status = 200, body = BrandsSetAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn set(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Raw(body): Raw,
) -> Result<Json<BrandsSetAnswer>, Problem> {
    let table = read_brands_from(Path::new("the table"), &body)
        .map_err(|error| Problem::field(format!("line {}", error.line()), error.reason()))?;
    let by = server.by(caller.user.id);
    let set = server
        .write(move |store| store.set_brands(by, &table))
        .await?;
    let changed = set == BrandsSet::Changed;
    if changed {
        server.tell(crate::events::Happening::Posts);
    }
    Ok(Json(BrandsSetAnswer { changed }))
}
