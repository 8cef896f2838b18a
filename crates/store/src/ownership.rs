//! Whose a profile is: by the brand table, by the handles that its ids showed, or by what it wrote itself.

use crate::StoreError;
use crate::brands;
use crate::engine::Engine;
use crate::memory::Profile;
use hashbrown::HashMap;
use rapport_model::{BrandTable, Network};

/// The brand table as ingest needs it.
#[derive(Default)]
pub(crate) struct Book {
    /// None while no table is set: then everyone who writes owns itself.
    table: Option<BrandTable>,
    networks: HashMap<i64, Network>,
    /// Handles that listed ids showed, with the brand.
    learned: HashMap<(i64, String), i64>,
}

impl Book {
    /// Reads the table and what was learned since it was set.
    pub(crate) fn load(
        tx: &mut Engine,
        networks: &HashMap<String, i64>,
    ) -> Result<Book, StoreError> {
        let table = brands::load(tx)?;
        let mut book = Book {
            table: (!table.rows().is_empty()).then_some(table),
            ..Book::default()
        };
        for (name, id) in networks {
            let network =
                Network::parse(name).map_err(|error| StoreError::Corrupt(error.to_string()))?;
            book.networks.insert(*id, network);
        }
        tx.each(
            "select h.network, h.handle_key, min(p.listed)
             from profiles p join profile_handles h on h.profile = p.id
             where p.listed is not null group by h.network, h.handle_key",
            &[],
            &mut |row| {
                book.learned
                    .insert((row.int(0)?, row.text(1)?), row.int(2)?);
                Ok(())
            },
        )?;
        Ok(book)
    }

    /// Whether a brand table is set.
    pub(crate) fn has_table(&self) -> bool {
        self.table.is_some()
    }

    /// Says what a network is called.
    pub(crate) fn name_network(&mut self, id: i64, network: Network) {
        self.networks.insert(id, network);
    }

    /// The name of a network.
    pub(crate) fn network(&self, id: i64) -> Option<&Network> {
        self.networks.get(&id)
    }

    /// The brand whose rows list the id.
    pub(crate) fn brand_of_id(&self, network: i64, id: &str) -> Option<i64> {
        let index = self
            .table
            .as_ref()?
            .brand_of_id(self.networks.get(&network)?, id)?;
        Some(brands::id_of(index))
    }

    /// The brand that the handle belongs to: listed, or shown by a listed id.
    pub(crate) fn brand_of_handle(&self, network: i64, handle: &str) -> Option<i64> {
        let listed = self
            .table
            .as_ref()?
            .brand_of_handle(self.networks.get(&network)?, handle);
        listed
            .map(brands::id_of)
            .or_else(|| self.learned.get(&(network, handle.to_owned())).copied())
    }

    /// Notes that a listed id showed a handle; says whether the handle's brand changed by it.
    pub(crate) fn learn(&mut self, network: i64, handle: &str, brand: i64) -> bool {
        let before = self.brand_of_handle(network, handle);
        let learned = self
            .learned
            .entry((network, handle.to_owned()))
            .or_insert(brand);
        *learned = brand.min(*learned);
        self.brand_of_handle(network, handle) != before
    }

    /// The brand of a profile with such handles; none where there is no table.
    pub(crate) fn brand_of(&self, profile: &Profile, handles: &[String]) -> Option<i64> {
        self.table.as_ref()?;
        let by_handle = |handle: &String| self.brand_of_handle(profile.network, handle);
        profile.listed.or_else(|| {
            handles
                .iter()
                .chain(&profile.handle_key)
                .filter_map(by_handle)
                .min()
        })
    }
}
