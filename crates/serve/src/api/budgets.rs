//! What was spent, to stand beside what was posted.

use super::wire::{Ask, Body};
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rapport_model::{Budget, Scope};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// What a brand spent in a quarter, in whatever money its owner counts in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct BudgetWire {
    /// Such as `2025-Q1`.
    #[schema(pattern = "^[0-9]{4}-Q[1-4]$")]
    quarter: String,
    /// The brand's name; empty for all brands together.
    #[schema(max_length = 200)]
    brand: String,
    #[schema(minimum = 0, maximum = 1e15)]
    one_to_many: f64,
    #[schema(minimum = 0, maximum = 1e15)]
    one_to_one: f64,
}

impl BudgetWire {
    fn of(budget: Budget) -> BudgetWire {
        BudgetWire {
            quarter: budget.quarter,
            brand: budget.brand,
            one_to_many: budget.one_to_many,
            one_to_one: budget.one_to_one,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BudgetsAnswer {
    budgets: Vec<BudgetWire>,
}

/// What was spent.
#[utoipa::path(get, path = "/api/budgets", tag = "measures", responses(
    (status = 200, body = BudgetsAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn list(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
) -> Result<Json<BudgetsAnswer>, Problem> {
    let budgets = server
        .read_within(caller.scope(), |scoped| scoped.budgets())
        .await?;
    let budgets = budgets.into_iter().map(BudgetWire::of).collect();
    Ok(Json(BudgetsAnswer { budgets }))
}

/// Enters what was spent; replaces what stood for the same quarter and brand.
#[utoipa::path(put, path = "/api/budgets", tag = "measures", request_body = BudgetWire, responses(
    (status = 200, body = BudgetWire),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn set(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Body(form): Body<BudgetWire>,
) -> Result<Json<BudgetWire>, Problem> {
    check(&form, &caller.identity.scope)?;
    let budget = Budget {
        quarter: form.quarter.clone(),
        brand: form.brand.clone(),
        one_to_many: form.one_to_many,
        one_to_one: form.one_to_one,
    };
    let by = server.by(caller.user.id);
    server
        .write(move |store| store.set_budgets(by, &[budget]))
        .await?;
    Ok(Json(form))
}

fn check(form: &BudgetWire, scope: &Scope) -> Result<(), Problem> {
    let mut errors = Vec::new();
    if !Budget::is_quarter(&form.quarter) {
        errors.push(("quarter", "write a quarter such as 2025-Q1"));
    }
    if form.brand.chars().count() > 200 {
        errors.push(("brand", "use at most 200 characters"));
    } else if !scope.holds(&form.brand) {
        errors.push(("brand", "choose a brand that you see"));
    }
    for (field, money) in [
        ("one_to_many", form.one_to_many),
        ("one_to_one", form.one_to_one),
    ] {
        if !(0.0..=1e15).contains(&money) {
            errors.push((field, "write an amount of money, 0 or more"));
        }
    }
    if errors.is_empty() {
        return Ok(());
    }
    let owned = |(field, message): (&str, &str)| (field.to_owned(), message.to_owned());
    Err(Problem::fields(errors.into_iter().map(owned).collect()))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhichBudget {
    /// Such as `2025-Q1`.
    quarter: String,
    /// The brand's name; empty for all brands together.
    brand: String,
}

/// Takes a budget away.
#[utoipa::path(delete, path = "/api/budgets", tag = "measures", params(WhichBudget), responses(
    (status = 204, description = "It is gone"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn remove(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Ask(which): Ask<WhichBudget>,
) -> Result<StatusCode, Problem> {
    if !caller.identity.scope.holds(&which.brand) {
        return Err(Problem::not_found("budget"));
    }
    let by = server.by(caller.user.id);
    let removed = server
        .write(move |store| store.remove_budget(by, &which.quarter, &which.brand))
        .await?;
    if removed {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found("budget"))
    }
}
