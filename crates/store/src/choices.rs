//! What filters can be set to.

use crate::StoreError;
use crate::scope::Scoped;
use rapport_model::{Brand, Kind, Network};
use std::collections::BTreeSet;

/// What there is within a scope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The brands, in the order of the brand table.
    pub brands: Vec<Brand>,
    /// Their industries.
    pub industries: BTreeSet<String>,
    /// The languages of posts, `und` for posts in which none was found.
    pub languages: BTreeSet<String>,
    /// The networks of posts.
    pub networks: BTreeSet<Network>,
    /// The kinds of posts.
    pub kinds: BTreeSet<Kind>,
}

impl Scoped<'_> {
    /// What filters can be set to, from the kept counts.
    pub fn choices(&mut self) -> Result<Choices, StoreError> {
        let brands = self.catalogue.brands.iter();
        let held = brands.filter(|(id, _)| self.owners.hold(Some(*id)));
        let mut choices = Choices {
            brands: held.map(|(_, brand)| brand.clone()).collect(),
            ..Choices::default()
        };
        let industries = choices.brands.iter().map(|brand| &brand.industry);
        choices.industries = industries
            .filter(|name| !name.is_empty())
            .cloned()
            .collect();
        for stock in self.stock() {
            choices.languages.insert(stock.language.clone());
            choices
                .networks
                .insert(self.catalogue.network(stock.network)?.clone());
            choices.kinds.insert(stock.kind);
        }
        Ok(choices)
    }
}
