//! The API's answers.

use crate::problem::Problem;
use crate::readers::{ReadFailed, Readers};
use axum::Json;
use axum::extract::{Query, State};
use rapport_measure::iceberg::{Asked, Dimension, Report, of_store};
use rapport_model::Scope;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

impl From<ReadFailed> for Problem {
    fn from(error: ReadFailed) -> Self {
        Problem::internal(&error)
    }
}

#[derive(Serialize)]
pub(crate) struct Health {
    status: &'static str,
    version: &'static str,
    posts: u64,
}

/// Whether the server can read its store.
pub(crate) async fn health(State(readers): State<Arc<Readers>>) -> Result<Json<Health>, Problem> {
    let posts = readers
        .read(|reader| Ok(reader.within(&Scope::All)?.count_posts()))
        .await?;
    Ok(Json(Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        posts,
    }))
}

#[derive(Deserialize)]
pub(crate) struct IcebergQuery {
    #[serde(default)]
    by: String,
    from: Option<String>,
    to: Option<String>,
    #[serde(default)]
    exclude_reposts: bool,
    zone: Option<String>,
}

/// The iceberg of the store.
pub(crate) async fn iceberg(
    State(readers): State<Arc<Readers>>,
    query: Result<Query<IcebergQuery>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Report>, Problem> {
    let Query(query) = query.map_err(Problem::bad_question)?;
    let words = query
        .by
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    let by = words
        .map(str::parse)
        .collect::<Result<Vec<Dimension>, _>>()?;
    let asked = Asked {
        by: &by,
        from: query.from.as_deref(),
        to: query.to.as_deref(),
        exclude_reposts: query.exclude_reposts,
        zone: query.zone.as_deref(),
    };
    let (question, calendar) = asked.meaning()?;
    let report = readers
        .read(move |reader| of_store(&mut reader.within(&Scope::All)?, question, calendar, None))
        .await?;
    Ok(Json(report))
}
