//! Asking within a scope: nothing about posts can be asked without one.

use crate::catalogue::{Catalogue, Stock};
use crate::engine::Engine;
use crate::{Reader, StoreError};
use rapport_model::{BrandRow, Scope};

/// A reader that sees what lies in a scope, as it stands at one moment.
pub struct Scoped<'a> {
    pub(crate) engine: &'a mut Engine,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) owners: Owners,
}

/// Whose posts are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owners {
    /// Everybody's, and nobody's.
    All,
    /// Those of these brands, in order.
    Of(Vec<i64>),
}

impl Reader {
    /// Asks within a scope. All that is asked of it sees the same state of the store.
    pub fn within(&mut self, scope: &Scope) -> Result<Scoped<'_>, StoreError> {
        self.engine.begin_reading()?;
        if let Err(error) = self.catalogue.refresh(&mut self.engine) {
            // The first error is the one that tells.
            drop(self.engine.end_reading());
            return Err(error);
        }
        let owners = match scope {
            Scope::All => Owners::All,
            Scope::Brands(names) => {
                let brands = self.catalogue.brands.iter();
                let held = brands.filter(|(_, brand)| names.contains(&brand.name));
                Owners::Of(held.map(|(id, _)| *id).collect())
            }
        };
        Ok(Scoped {
            engine: &mut self.engine,
            catalogue: &self.catalogue,
            owners,
        })
    }
}

impl Drop for Scoped<'_> {
    fn drop(&mut self) {
        // Nothing was written; ending the snapshot cannot lose anything.
        drop(self.engine.end_reading());
    }
}

impl Scoped<'_> {
    /// The rows of the brand table whose brands lie in the scope.
    pub fn brand_rows(&mut self) -> Result<Vec<BrandRow>, StoreError> {
        let table = crate::brands::load(self.engine)?;
        let rows = table.rows().iter();
        let held = rows.filter(|row| self.holds_brand(&row.brand));
        Ok(held.cloned().collect())
    }

    /// Posts within the scope, inbound ones and tombstones included.
    #[must_use]
    pub fn count_posts(&self) -> u64 {
        let counts = self.stock().map(|stock| stock.outbound + stock.inbound);
        counts.sum::<i64>().unsigned_abs()
    }

    /// What is in stock within the scope.
    pub(crate) fn stock(&self) -> impl Iterator<Item = &Stock> {
        let stock = self.catalogue.stock.iter();
        stock.filter(|stock| self.owners.hold(Some(stock.owner)))
    }

    /// Whether a brand lies in the scope.
    pub(crate) fn holds_brand(&self, name: &str) -> bool {
        match &self.owners {
            Owners::All => true,
            Owners::Of(held) => {
                let brands = self.catalogue.brands.iter();
                brands
                    .filter(|(_, brand)| brand.name == name)
                    .any(|(id, _)| held.binary_search(id).is_ok())
            }
        }
    }
}

impl Owners {
    /// Whether what belongs to an owner is meant.
    pub(crate) fn hold(&self, owner: Option<i64>) -> bool {
        match self {
            Owners::All => true,
            Owners::Of(held) => owner.is_some_and(|owner| held.binary_search(&owner).is_ok()),
        }
    }

    /// A condition on a column that holds only what is meant, and nothing where all is.
    pub(crate) fn condition(&self, column: &str) -> String {
        match self {
            Owners::All => String::new(),
            Owners::Of(held) if held.is_empty() => " and 1 = 0".to_owned(),
            Owners::Of(held) => {
                let held: Vec<_> = held.iter().map(ToString::to_string).collect();
                format!(" and {column} in ({})", held.join(", "))
            }
        }
    }
}
