//! The brand table: whose profiles are own.

use crate::Network;
use std::collections::HashMap;

/// One line of a brand table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BrandRow {
    /// The profile's id on its network.
    pub account_id: Option<String>,
    /// The profile's handle, with or without `@`.
    pub handle: Option<String>,
    /// The brand's name.
    pub brand: String,
    /// The brand's industry; empty if not told.
    pub industry: String,
    /// The network; none holds for every network.
    pub network: Option<Network>,
    /// The brand is a competitor's.
    pub competitor: bool,
}

/// A brand of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// Its name.
    pub name: String,
    /// Its industry; empty if not told.
    pub industry: String,
    /// Whether it is a competitor's.
    pub competitor: bool,
}

/// A brand's place in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BrandIndex(pub usize);

/// A brand table contradicts itself; the number is that of the row, counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrandTableError {
    /// A row names no profile.
    #[error(
        "brand {brand:?} has a row without account_id and without screen_name: give one of them"
    )]
    NoProfile {
        /// The row.
        row: usize,
        /// Its brand.
        brand: String,
    },
    /// A row names no brand.
    #[error("a row has no brand: give the brand's name")]
    NoBrand {
        /// The row.
        row: usize,
    },
    /// One profile stands under two brands.
    #[error(
        "profile {profile:?} stands under {first:?} and under {second:?}: a profile belongs to one brand"
    )]
    TwoBrands {
        /// The row of the second.
        row: usize,
        /// Id or handle.
        profile: String,
        /// The brand met first.
        first: String,
        /// The other.
        second: String,
    },
    /// One brand stands in two industries.
    #[error(
        "brand {brand:?} stands in {first:?} and in {second:?}: a brand belongs to one industry"
    )]
    TwoIndustries {
        /// The row of the second.
        row: usize,
        /// The brand.
        brand: String,
        /// The industry met first.
        first: String,
        /// The other.
        second: String,
    },
}

impl BrandTableError {
    /// The row it is about, counted from 0.
    #[must_use]
    pub fn row(&self) -> usize {
        match self {
            BrandTableError::NoProfile { row, .. }
            | BrandTableError::NoBrand { row }
            | BrandTableError::TwoBrands { row, .. }
            | BrandTableError::TwoIndustries { row, .. } => *row,
        }
    }
}

/// Who is own. An id wins over a handle; handles compare without case; what names a network holds there only.
#[derive(Debug, Clone, Default)]
pub struct BrandTable {
    rows: Vec<BrandRow>,
    brands: Vec<Brand>,
    by_id: HashMap<String, Vec<(Option<Network>, BrandIndex)>>,
    by_handle: HashMap<String, Vec<(Option<Network>, BrandIndex)>>,
}

impl BrandTable {
    /// Builds the table; the first contradiction is an error.
    pub fn new(rows: Vec<BrandRow>) -> Result<BrandTable, BrandTableError> {
        let mut table = BrandTable::default();
        let mut by_name: HashMap<String, BrandIndex> = HashMap::new();
        for (row, given) in rows.iter().enumerate() {
            let brand = table.brand_of_row(row, given, &mut by_name)?;
            let handle = given
                .handle
                .as_deref()
                .map(fold_handle)
                .filter(|h| !h.is_empty());
            let id = given.account_id.as_deref().filter(|id| !id.is_empty());
            if id.is_none() && handle.is_none() {
                return Err(BrandTableError::NoProfile {
                    row,
                    brand: given.brand.clone(),
                });
            }
            for (key, map) in [(id.map(str::to_owned), true), (handle, false)] {
                let Some(key) = key else { continue };
                let map = if map {
                    &mut table.by_id
                } else {
                    &mut table.by_handle
                };
                let entries = map.entry(key.clone()).or_default();
                if let Some((_, first)) = entries
                    .iter()
                    .find(|(n, b)| *n == given.network && *b != brand)
                {
                    let first = table
                        .brands
                        .get(first.0)
                        .map_or_else(String::new, |b| b.name.clone());
                    let second = given.brand.clone();
                    return Err(BrandTableError::TwoBrands {
                        row,
                        profile: key,
                        first,
                        second,
                    });
                }
                if !entries.iter().any(|(n, _)| *n == given.network) {
                    entries.push((given.network.clone(), brand));
                }
            }
        }
        table.rows = rows;
        Ok(table)
    }

    fn brand_of_row(
        &mut self,
        row: usize,
        given: &BrandRow,
        by_name: &mut HashMap<String, BrandIndex>,
    ) -> Result<BrandIndex, BrandTableError> {
        if given.brand.is_empty() {
            return Err(BrandTableError::NoBrand { row });
        }
        let index = *by_name.entry(given.brand.clone()).or_insert_with(|| {
            self.brands.push(Brand {
                name: given.brand.clone(),
                industry: given.industry.clone(),
                competitor: false,
            });
            BrandIndex(self.brands.len() - 1)
        });
        if let Some(known) = self.brands.get_mut(index.0) {
            known.competitor |= given.competitor;
            if known.industry.is_empty() {
                known.industry.clone_from(&given.industry);
            } else if !given.industry.is_empty() && known.industry != given.industry {
                return Err(BrandTableError::TwoIndustries {
                    row,
                    brand: given.brand.clone(),
                    first: known.industry.clone(),
                    second: given.industry.clone(),
                });
            }
        }
        Ok(index)
    }

    /// The rows as given.
    #[must_use]
    pub fn rows(&self) -> &[BrandRow] {
        &self.rows
    }

    /// The brands, in the order of their first row.
    #[must_use]
    pub fn brands(&self) -> &[Brand] {
        &self.brands
    }

    /// A brand by its place.
    #[must_use]
    pub fn brand(&self, index: BrandIndex) -> Option<&Brand> {
        self.brands.get(index.0)
    }

    /// The brand of a profile, by its id or else by its handle.
    #[must_use]
    pub fn brand_of(
        &self,
        network: &Network,
        id: Option<&str>,
        handle: Option<&str>,
    ) -> Option<BrandIndex> {
        id.and_then(|id| self.brand_of_id(network, id))
            .or_else(|| handle.and_then(|handle| self.brand_of_handle(network, handle)))
    }

    /// The brand whose rows list the id.
    #[must_use]
    pub fn brand_of_id(&self, network: &Network, id: &str) -> Option<BrandIndex> {
        pick(self.by_id.get(id)?, network)
    }

    /// The brand whose rows list the handle.
    #[must_use]
    pub fn brand_of_handle(&self, network: &Network, handle: &str) -> Option<BrandIndex> {
        pick(self.by_handle.get(&fold_handle(handle))?, network)
    }
}

/// What names the network wins over what holds everywhere.
fn pick(entries: &[(Option<Network>, BrandIndex)], network: &Network) -> Option<BrandIndex> {
    let named = entries.iter().find(|(n, _)| n.as_ref() == Some(network));
    named
        .or_else(|| entries.iter().find(|(n, _)| n.is_none()))
        .map(|(_, brand)| *brand)
}

/// A handle without its sign and without case.
pub(crate) fn fold_handle(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, handle: &str, brand: &str, industry: &str) -> BrandRow {
        BrandRow {
            account_id: (!id.is_empty()).then(|| id.to_owned()),
            handle: (!handle.is_empty()).then(|| handle.to_owned()),
            brand: brand.to_owned(),
            industry: industry.to_owned(),
            ..BrandRow::default()
        }
    }

    fn name<'a>(table: &'a BrandTable, id: &str, handle: &str) -> Option<&'a str> {
        let brand = table.brand_of(&Network::X, Some(id), Some(handle))?;
        table.brand(brand).map(|b| b.name.as_str())
    }

    #[test]
    fn an_id_wins_over_a_handle_and_handles_have_no_case() {
        let table = BrandTable::new(vec![
            row("1", "", "Lumen", "air"),
            row("", "@AskMira", "Mira", ""),
        ])
        .unwrap();
        assert_eq!(name(&table, "1", "askmira"), Some("Lumen"));
        assert_eq!(name(&table, "2", "ASKMIRA"), Some("Mira"));
        assert_eq!(name(&table, "2", "ana"), None);
    }

    #[test]
    fn a_row_that_names_its_network_holds_there_only() {
        let mastodon = BrandRow {
            network: Some(Network::MASTODON),
            ..row("", "mira", "Mira", "")
        };
        let table = BrandTable::new(vec![mastodon]).unwrap();
        assert_eq!(table.brand_of_handle(&Network::X, "mira"), None);
        assert!(table.brand_of_handle(&Network::MASTODON, "mira").is_some());
    }

    #[test]
    fn contradictions_are_refused_with_their_row() {
        let check = |rows: Vec<BrandRow>, expected: usize| {
            assert_eq!(BrandTable::new(rows).unwrap_err().row(), expected);
        };
        check(vec![row("1", "", "A", ""), row("1", "", "B", "")], 1);
        check(vec![row("1", "", "A", "air"), row("2", "", "A", "sea")], 1);
        check(vec![row("", "", "A", "")], 0);
        check(vec![row("1", "", "", "")], 0);
    }
}
