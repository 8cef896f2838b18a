//! What was spent on one-to-many and one-to-one work.

use crate::audit::{self, Action, By};
use crate::engine::Row;
use crate::keys::clean;
use crate::scope::Scoped;
use crate::{Store, StoreError};
use rapport_model::Budget;
use serde_json::json;

impl Store {
    /// Enters budgets; one that is there for the same quarter and brand is replaced.
    pub fn set_budgets(&mut self, by: By, budgets: &[Budget]) -> Result<(), StoreError> {
        self.engine.transaction(|tx| {
            for budget in budgets {
                tx.execute(
                    "insert into budgets (quarter, brand, one_to_many, one_to_one) values ($1, $2, $3, $4)
                     on conflict (quarter, brand) do update
                     set one_to_many = excluded.one_to_many, one_to_one = excluded.one_to_one",
                    &[
                        (&*clean(&budget.quarter)).into(),
                        (&*clean(&budget.brand)).into(),
                        crate::engine::Value::Real(budget.one_to_many),
                        crate::engine::Value::Real(budget.one_to_one),
                    ],
                )?;
            }
            let detail = match budgets {
                [Budget { one_to_many, one_to_one, .. }] => {
                    json!({"one_to_many": one_to_many, "one_to_one": one_to_one})
                }
                many => json!({"budgets": many.len()}),
            };
            let subject = match budgets {
                [one] => subject(&one.quarter, &one.brand),
                _ => "budgets".into(),
            };
            audit::record(tx, by, Action::BudgetsSet, &subject, &detail)
        })
    }

    /// Removes a budget; false if there is none.
    pub fn remove_budget(
        &mut self,
        by: By,
        quarter: &str,
        brand: &str,
    ) -> Result<bool, StoreError> {
        self.engine.transaction(|tx| {
            let removed = tx.execute(
                "delete from budgets where quarter = $1 and brand = $2",
                &[(&*clean(quarter)).into(), (&*clean(brand)).into()],
            )?;
            if removed > 0 {
                let subject = subject(quarter, brand);
                audit::record(tx, by, Action::BudgetRemoved, &subject, &json!({}))?;
            }
            Ok(removed > 0)
        })
    }
}

/// How the audit names a budget.
fn subject(quarter: &str, brand: &str) -> String {
    format!("budget:{quarter} {brand}")
}

impl Scoped<'_> {
    /// The budgets of brands within the scope, by quarter and brand; with all of them those for no brand.
    pub fn budgets(&mut self) -> Result<Vec<Budget>, StoreError> {
        let sql =
            "select quarter, brand, one_to_many, one_to_one from budgets order by quarter, brand";
        let mut budgets = self.engine.all(sql, &[], read)?;
        budgets.retain(|budget| self.holds_brand(&budget.brand));
        Ok(budgets)
    }
}

fn read(row: &Row<'_>) -> Result<Budget, StoreError> {
    Ok(Budget {
        quarter: row.text(0)?,
        brand: row.text(1)?,
        one_to_many: row.opt_real(2)?.unwrap_or(0.0),
        one_to_one: row.opt_real(3)?.unwrap_or(0.0),
    })
}
