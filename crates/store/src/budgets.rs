//! What was spent on one-to-many and one-to-one work.

use crate::engine::Row;
use crate::keys::clean;
use crate::scope::Scoped;
use crate::{Store, StoreError};
use rapport_model::Budget;

impl Store {
    /// Enters budgets; one that is there for the same quarter and brand is replaced.
    pub fn set_budgets(&mut self, budgets: &[Budget]) -> Result<(), StoreError> {
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
            Ok(())
        })
    }
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
