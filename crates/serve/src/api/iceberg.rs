//! The iceberg of the store.

use super::values::{DimensionWord, MomentText};
use super::wire::Ask;
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use rapport_measure::iceberg::{Asked, Dimension, Figures, Report, of_store};
use rapport_model::Granularity;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// What is asked of the iceberg.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct IcebergQuestion {
    /// Split by `brand`, `industry`, `profile`, `language`, `year`, `quarter`, `month`, `week`, parted by commas.
    #[serde(default)]
    #[param(required = false)]
    by: String,
    /// The first day that counts, `YYYY-MM-DD`, or a time.
    #[param(inline, value_type = Option<MomentText>)]
    from: Option<String>,
    /// The first day that no longer counts, or a time.
    #[param(inline, value_type = Option<MomentText>)]
    to: Option<String>,
    /// Without reposts.
    #[serde(default)]
    #[param(required = false)]
    exclude_reposts: bool,
    /// Whose days those are, such as `Europe/Prague`; UTC if not given.
    zone: Option<String>,
}

/// Outbound posts and the share of them that was said to one person, with its 95 % Wilson interval.
#[derive(Serialize, ToSchema)]
pub(crate) struct FiguresAnswer {
    posts: u64,
    one_to_one: u64,
    /// 0 to 1, to four digits; null without posts.
    #[schema(required)]
    share: Option<f64>,
    #[schema(required)]
    low: Option<f64>,
    #[schema(required)]
    high: Option<f64>,
}

impl FiguresAnswer {
    fn of(figures: Figures) -> FiguresAnswer {
        FiguresAnswer {
            posts: figures.posts,
            one_to_one: figures.one_to_one,
            share: figures.share,
            low: figures.low,
            high: figures.high,
        }
    }
}

/// A row: its keys by the words it was split by, and its figures.
#[derive(Serialize, ToSchema)]
pub(crate) struct IcebergRow {
    #[serde(flatten)]
    keys: Keys,
    #[serde(flatten)]
    figures: FiguresAnswer,
}

/// The keys of a row; only those that were asked for.
#[derive(Serialize, ToSchema, Default)]
pub(crate) struct Keys {
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    industry: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quarter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    week: Option<String>,
}

impl Keys {
    fn of(keys: Vec<(Dimension, String)>) -> Keys {
        let mut row = Keys::default();
        for (dimension, value) in keys {
            let place = match dimension {
                Dimension::Brand => &mut row.brand,
                Dimension::Industry => &mut row.industry,
                Dimension::Profile => &mut row.profile,
                Dimension::Language => &mut row.language,
                Dimension::Period(Granularity::Year) => &mut row.year,
                Dimension::Period(Granularity::Quarter) => &mut row.quarter,
                Dimension::Period(Granularity::Month) => &mut row.month,
                Dimension::Period(Granularity::Week) => &mut row.week,
            };
            *place = Some(value);
        }
        row
    }
}

/// What was spent in a quarter, beside what was posted.
#[derive(Serialize, ToSchema)]
pub(crate) struct BudgetRowAnswer {
    quarter: String,
    brand: String,
    one_to_many: f64,
    one_to_one: f64,
    /// The share of the money that went into one-to-one work.
    #[schema(required)]
    share: Option<f64>,
    content: FiguresAnswer,
}

/// The iceberg report.
#[derive(Serialize, ToSchema)]
pub(crate) struct IcebergAnswer {
    /// Outbound posts counted.
    posts: u64,
    /// Inbound posts in the window.
    inbound: u64,
    /// Posts met again and not counted; the store holds each once.
    duplicates: u64,
    /// Records set aside.
    rejected: u64,
    /// What the rows are split by.
    #[schema(value_type = Vec<DimensionWord>)]
    by: Vec<&'static str>,
    rows: Vec<IcebergRow>,
    total: FiguresAnswer,
    /// Budgets, where some were entered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    budget: Vec<BudgetRowAnswer>,
}

impl IcebergAnswer {
    fn of(report: Report) -> IcebergAnswer {
        let rows = report.rows.into_iter().map(|row| IcebergRow {
            keys: Keys::of(row.keys),
            figures: FiguresAnswer::of(row.figures),
        });
        let budget = report.budget.into_iter().map(|row| BudgetRowAnswer {
            quarter: row.quarter,
            brand: row.brand,
            one_to_many: row.one_to_many,
            one_to_one: row.one_to_one,
            share: row.share,
            content: FiguresAnswer::of(row.content),
        });
        IcebergAnswer {
            posts: report.posts,
            inbound: report.inbound,
            duplicates: report.duplicates,
            rejected: report.rejected,
            by: report.by.iter().map(|by| by.as_str()).collect(),
            rows: rows.collect(),
            total: FiguresAnswer::of(report.total),
            budget: budget.collect(),
        }
    }
}

/// How much of what the brands say is said to one person.
#[utoipa::path(get, path = "/api/iceberg", tag = "measures", params(IcebergQuestion), responses(
    (status = 200, body = IcebergAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn report(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Ask(asked): Ask<IcebergQuestion>,
) -> Result<Json<IcebergAnswer>, Problem> {
    let words = asked.by.split(',').map(str::trim);
    let by = words
        .filter(|word| !word.is_empty())
        .map(str::parse)
        .collect::<Result<Vec<Dimension>, _>>()?;
    let asked = Asked {
        by: &by,
        from: asked.from.as_deref(),
        to: asked.to.as_deref(),
        exclude_reposts: asked.exclude_reposts,
        zone: asked.zone.as_deref(),
    };
    let (question, calendar) = asked.meaning()?;
    let report = server
        .read_within(caller.scope(), move |scoped| {
            of_store(scoped, question, calendar, None)
        })
        .await?;
    Ok(Json(IcebergAnswer::of(report)))
}
