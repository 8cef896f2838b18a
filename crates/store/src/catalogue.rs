//! The small tables that reading looks at again and again, kept by a reader until somebody writes.

use crate::StoreError;
use crate::brands::index_of;
use crate::engine::{Engine, Row};
use crate::facts::word;
use rapport_model::{Brand, BrandIndex, Kind, Network};

/// Networks, brands, and how many posts of which sort there are.
#[derive(Default)]
pub(crate) struct Catalogue {
    epoch: Option<i64>,
    networks: Vec<(i64, Network)>,
    pub(crate) brands: Vec<(i64, Brand)>,
    pub(crate) stock: Vec<Stock>,
}

/// Posts that have brand, network, kind and language in common.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stock {
    /// 0 stands for none.
    pub(crate) owner: i64,
    pub(crate) network: i64,
    pub(crate) kind: Kind,
    pub(crate) language: String,
    pub(crate) outbound: i64,
    pub(crate) one_to_one: i64,
    pub(crate) inbound: i64,
}

impl Catalogue {
    /// Reads it again if the store was written since.
    pub(crate) fn refresh(&mut self, engine: &mut Engine) -> Result<(), StoreError> {
        let epoch = engine.number(
            "select cast(value as bigint) from meta where name = 'epoch'",
            &[],
        )?;
        if self.epoch == Some(epoch) {
            return Ok(());
        }
        let networks = "select id, name from networks order by id";
        self.networks = engine.all(networks, &[], |row| {
            let network = Network::parse(&row.text(1)?);
            let network = network.map_err(|error| StoreError::Corrupt(error.to_string()))?;
            Ok((row.int(0)?, network))
        })?;
        let brands = "select id, name, industry, competitor from brands order by id";
        self.brands = engine.all(brands, &[], |row| {
            let brand = Brand {
                name: row.text(1)?,
                industry: row.text(2)?,
                competitor: row.flag(3)?,
            };
            Ok((row.int(0)?, brand))
        })?;
        self.stock = engine.all(STOCK, &[], Stock::read)?;
        self.epoch = Some(epoch);
        Ok(())
    }

    /// A network by its number.
    pub(crate) fn network(&self, id: i64) -> Result<&Network, StoreError> {
        let known = self.networks.iter().find(|(known, _)| *known == id);
        known
            .map(|(_, network)| network)
            .ok_or_else(|| StoreError::Corrupt("a post lies on no network".into()))
    }

    /// The number of a network; none if no post lies on it.
    pub(crate) fn network_id(&self, network: &Network) -> Option<i64> {
        let known = self.networks.iter().find(|(_, known)| known == network);
        known.map(|(id, _)| *id)
    }

    /// The networks there are.
    pub(crate) fn networks(&self) -> impl Iterator<Item = (i64, &Network)> {
        self.networks.iter().map(|(id, network)| (*id, network))
    }

    /// What a brand is called, by its number.
    pub(crate) fn brand_name(&self, owner: i64) -> Option<String> {
        Some(self.brand(index_of(owner)?)?.name.clone())
    }

    /// A brand by its place.
    pub(crate) fn brand(&self, index: BrandIndex) -> Option<&Brand> {
        self.brands.get(index.0).map(|(_, brand)| brand)
    }
}

impl Stock {
    /// Reads the columns of [`STOCK`].
    pub(crate) fn read(row: &Row<'_>) -> Result<Stock, StoreError> {
        Ok(Stock {
            owner: row.int(0)?,
            network: row.int(1)?,
            kind: word(&row.text(2)?)?,
            language: row.text(3)?,
            outbound: row.int(4)?,
            one_to_one: row.int(5)?,
            inbound: row.int(6)?,
        })
    }
}

/// The kept counts, in the order in which they are compared.
pub(crate) const STOCK: &str =
    "select owner, network, kind, lang, outbound, one_to_one, inbound from stock
    order by owner, network, kind, lang";

/// The same, from the posts.
pub(crate) const STOCKTAKING: &str =
    "select owner, network, kind, lang, cast(sum(outbound) as bigint),
        cast(sum(one_to_one) as bigint), cast(sum(inbound) as bigint)
    from (
        select coalesce(owner, 0) as owner, network, kind,
            coalesce(nullif(nullif(lang, 'und'), ''), found_lang, 'und') as lang,
            case when direction = 'outbound' then 1 else 0 end as outbound,
            case when audience = 'one_to_one' then 1 else 0 end as one_to_one,
            case when direction = 'inbound' then 1 else 0 end as inbound
        from posts
    ) as facts
    group by owner, network, kind, lang order by owner, network, kind, lang";
