//! The brand table: setting it works out again all that hangs on it.

use crate::audit::{self, Action, By};
use crate::engine::{Engine, Insert, Lookup, Type, Update, Value};
use crate::ingest::{Work, follow};
use crate::keys::{clean, key};
use crate::memory::Memory;
use crate::settle::{FOUND, Found, World, take_up};
use crate::{Reader, Store, StoreError};
use hashbrown::HashMap;
use rapport_model::{BrandIndex, BrandRow, BrandTable, Network};
use serde_json::json;

/// What setting a brand table did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrandsSet {
    /// It was set already.
    Unchanged,
    /// It is set, and all posts were worked out again.
    Changed,
}

/// Posts worked out together when everything is.
const POSTS_AT_ONCE: i64 = 5_000;

impl Store {
    /// Sets the brand table; an empty one takes it away.
    pub fn set_brands(&mut self, by: By, table: &BrandTable) -> Result<BrandsSet, StoreError> {
        let wanted: Vec<BrandRow> = table.rows().iter().map(cleaned).collect();
        self.write(|tx, memory| {
            if load(tx)?.rows() == wanted {
                return Ok(BrandsSet::Unchanged);
            }
            let table =
                BrandTable::new(wanted).map_err(|error| StoreError::Engine(error.to_string()))?;
            replace(tx, &table)?;
            own_profiles(tx, memory)?;
            work_out_all(tx, memory)?;
            let detail = json!({"rows": table.rows().len()});
            audit::record(tx, by, Action::BrandsSet, "brands", &detail)?;
            Ok(BrandsSet::Changed)
        })
    }
}

impl Reader {
    /// The brand table.
    pub fn brands(&mut self) -> Result<BrandTable, StoreError> {
        load(&mut self.engine)
    }
}

/// A brand's id in the store.
pub(crate) fn id_of(index: BrandIndex) -> i64 {
    i64::try_from(index.0).unwrap_or(i64::MAX - 1) + 1
}

/// The brand of an owner; none for a profile that owns itself.
pub(crate) fn index_of(owner: i64) -> Option<BrandIndex> {
    usize::try_from(owner.checked_sub(1)?).ok().map(BrandIndex)
}

fn cleaned(row: &BrandRow) -> BrandRow {
    BrandRow {
        account_id: row.account_id.as_deref().map(|id| key(id).into_owned()),
        handle: row.handle.as_deref().map(|handle| key(handle).into_owned()),
        brand: clean(&row.brand).into_owned(),
        industry: clean(&row.industry).into_owned(),
        network: row.network.clone(),
        competitor: row.competitor,
    }
}

/// Reads the table as it was set.
pub(crate) fn load(engine: &mut Engine) -> Result<BrandTable, StoreError> {
    let sql = "select account_id, handle, brand, industry, network, competitor from brand_rows order by id";
    let rows = engine.all(sql, &[], |row| {
        let network = row
            .opt_text(4)?
            .map(|name| Network::parse(&name))
            .transpose();
        Ok(BrandRow {
            account_id: row.opt_text(0)?,
            handle: row.opt_text(1)?,
            brand: row.text(2)?,
            industry: row.text(3)?,
            network: network.map_err(|error| StoreError::Corrupt(error.to_string()))?,
            competitor: row.flag(5)?,
        })
    })?;
    BrandTable::new(rows).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn replace(tx: &mut Engine, table: &BrandTable) -> Result<(), StoreError> {
    tx.script("delete from brand_rows; delete from brands")?;
    let values: Vec<Value<'_>> = (1..)
        .zip(table.rows())
        .flat_map(|(id, row)| {
            [
                Value::Int(id),
                row.account_id.as_deref().into(),
                row.handle.as_deref().into(),
                (&row.brand).into(),
                (&row.industry).into(),
                row.network.as_ref().map(Network::as_str).into(),
                row.competitor.into(),
            ]
        })
        .collect();
    tx.insert(&ROWS, &values)?;
    let values: Vec<Value<'_>> = (0..)
        .zip(table.brands())
        .flat_map(|(index, brand)| {
            [
                Value::Int(id_of(BrandIndex(index))),
                (&brand.name).into(),
                (&brand.industry).into(),
                brand.competitor.into(),
            ]
        })
        .collect();
    tx.insert(&BRANDS, &values)
}

/// Works out again whose every profile is, and to whom handles are linked.
fn own_profiles(tx: &mut Engine, memory: &mut Memory) -> Result<(), StoreError> {
    // First the ids that are listed, then what their handles are worth.
    forget(tx, memory)?;
    let mut after = 0;
    loop {
        let page = tx.all(
            "select id, network, external_id from profiles where id > $1 order by id limit 10000",
            &[Value::Int(after)],
            |row| Ok((row.int(0)?, row.int(1)?, row.opt_text(2)?)),
        )?;
        let Some((last, _, _)) = page.last() else {
            break;
        };
        after = *last;
        let book = &memory.book;
        let listed = |network: i64, id: &Option<String>| book.brand_of_id(network, id.as_deref()?);
        let values: Vec<Value<'_>> = page
            .iter()
            .flat_map(|(id, network, external_id)| {
                [listed(*network, external_id).into(), Value::Int(*id)]
            })
            .collect();
        tx.update(&LISTED, &values)?;
    }
    forget(tx, memory)?;
    let mut after = 0;
    loop {
        let page = tx.all(
            "select id from profiles where id > $1 order by id limit 10000",
            &[Value::Int(after)],
            |row| row.int(0),
        )?;
        let Some(last) = page.last() else { break };
        after = *last;
        own_page(tx, memory, &page)?;
        forget(tx, memory)?;
    }
    if !memory.book.has_table() {
        tx.execute(
            "update profiles set owner = -id where id in (
                 select author_ref from posts where said_inbound is null or said_inbound = 0)
             or id in (
                 select p.linked_to from posts join profiles p on p.id = posts.author_ref
                 where p.linked_to is not null and (said_inbound is null or said_inbound = 0))",
            &[],
        )?;
    }
    forget(tx, memory)
}

fn forget(tx: &mut Engine, memory: &mut Memory) -> Result<(), StoreError> {
    *memory = Memory::default();
    memory.refresh(tx).map(drop)
}

fn own_page(tx: &mut Engine, memory: &mut Memory, page: &[i64]) -> Result<(), StoreError> {
    memory.load(tx, page.iter().copied())?;
    let keys: Vec<Value<'_>> = page.iter().map(|id| Value::Int(*id)).collect();
    let mut handles: HashMap<i64, Vec<String>> = HashMap::new();
    tx.lookup(&HANDLES, &keys, &mut |ordinal, row| {
        if let Some(id) = page.get(ordinal) {
            handles.entry(*id).or_default().push(row.text(0)?);
        }
        Ok(())
    })?;
    let mut links = HashMap::new();
    tx.lookup(&LINK, &keys, &mut |ordinal, row| {
        if let Some(id) = page.get(ordinal) {
            links.insert(*id, row.int(0)?);
        }
        Ok(())
    })?;
    let none = Vec::new();
    let mut values = Vec::new();
    for profile in page.iter().filter_map(|id| memory.profiles.get(id)) {
        let owner = memory
            .book
            .brand_of(profile, handles.get(&profile.id).unwrap_or(&none));
        values.extend([
            owner.into(),
            Value::from(links.get(&profile.id).copied()),
            Value::Int(profile.id),
        ]);
    }
    tx.update(&OWNED, &values)
}

/// Takes back all that is derived, and works it out again a part at a time.
pub(crate) fn work_out_all(tx: &mut Engine, memory: &mut Memory) -> Result<(), StoreError> {
    tx.script(
        "delete from conversations; delete from trees; delete from rollups; delete from stock;
         delete from asks;
         update posts set direction = null, author = null, owner = null, own_profile = null, audience = null,
             rule = null, basis = null, contact = null, tree = null, conversation = null",
    )?;
    let mut after = 0;
    loop {
        let sql = format!("select {FOUND} from posts where id > $1 order by id limit $2");
        let mut ids = Vec::new();
        let read = tx.all(&sql, &[after.into(), POSTS_AT_ONCE.into()], |row| {
            ids.push(row.int(0)?);
            Found::read(row)
        })?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        after = *last;
        let mut world = World::default();
        take_up(tx, memory, &mut world, read)?;
        let work = Work {
            new: &ids,
            touched: &[],
            linked: &[],
            first_new: i64::MAX,
            inserts: Vec::new(),
            updates: Vec::new(),
            was: HashMap::new(),
        };
        follow(tx, memory, &mut world, work)?;
        memory.trim();
    }
}

const ROWS: Insert = Insert {
    table: "brand_rows",
    columns: &[&[
        ("id", Type::Int),
        ("account_id", Type::Text),
        ("handle", Type::Text),
        ("brand", Type::Text),
        ("industry", Type::Text),
        ("network", Type::Text),
        ("competitor", Type::Int),
    ]],
    conflict: "",
};

const BRANDS: Insert = Insert {
    table: "brands",
    columns: &[&[
        ("id", Type::Int),
        ("name", Type::Text),
        ("industry", Type::Text),
        ("competitor", Type::Int),
    ]],
    conflict: "",
};

const LISTED: Update = Update {
    table: "profiles",
    set: &[&[("listed", Type::Int)]],
    key: &[("id", Type::Int)],
    also: "",
};

const OWNED: Update = Update {
    table: "profiles",
    set: &[&[("owner", Type::Int), ("linked_to", Type::Int)]],
    key: &[("id", Type::Int)],
    also: "",
};

const HANDLES: Lookup = Lookup {
    select: "handle_key",
    from: "profile_handles",
    keys: &[Type::Int],
    condition: "profile = {1}",
    tail: "",
};

const LINK: Lookup = Lookup {
    select: "p.id",
    from:
        "profiles h join profile_handles s on s.network = h.network and s.handle_key = h.handle_key
        join profiles p on p.id = s.profile",
    keys: &[Type::Int],
    condition: "h.id = {1} and h.external_id is null",
    tail: "order by p.listed is null, p.external_id limit 1",
};
