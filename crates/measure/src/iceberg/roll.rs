//! Who takes part: profiles, ids that are no numbers, and the cells that posts are counted in. Shared by threads,
//! each of which keeps what it has looked up.

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rapport_model::{BrandIndex, BrandTable, Key, Network, Period};
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A place in [`Names::profiles`].
pub(super) type ProfileIndex = u32;

/// Whose a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    /// A person's.
    Inbound,
    /// An own profile's, of a brand of the table.
    Brand(BrandIndex),
    /// An own profile's that is a brand of its own.
    Alone,
}

/// A profile that wrote a post.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Profile {
    pub(super) network: u16,
    /// Its id, or its handle where no id is given.
    pub(super) key: u64,
    pub(super) has_id: bool,
    pub(super) side: Side,
}

/// What the posts of one cell have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Cell {
    /// None for inbound posts, which are counted together.
    pub(super) profile: Option<ProfileIndex>,
    /// Place in [`Names::periods`]; 0 where none was asked for.
    pub(super) periods: u32,
    /// Place in [`Names::languages`]; 0 where none was asked for.
    pub(super) language: u32,
    /// Whether the posts lie in the window and are of the kinds asked for.
    pub(super) counted: bool,
}

/// Everything that was met, by place.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) networks: Vec<Network>,
    pub(super) profiles: Vec<Profile>,
    profile_places: HashMap<Profile, ProfileIndex, FixedState>,
    /// What a profile is called: the handle of its latest post, and when that was.
    pub(super) titles: BTreeMap<ProfileIndex, (i64, String)>,
    pub(super) cells: Vec<Cell>,
    cell_places: HashMap<Cell, u32, FixedState>,
    pub(super) periods: Vec<Vec<Period>>,
    period_places: HashMap<Vec<Period>, u32, FixedState>,
    pub(super) languages: Vec<String>,
    language_places: HashMap<String, u32, FixedState>,
    text_ids: HashMap<(u16, Box<str>), u64, FixedState>,
    pub(super) text_id_names: Vec<Box<str>>,
    /// Handles that posts show for own ids: network, hash of the handle, profile.
    pub(super) shown_handles: HashMap<(u16, u64), Vec<ProfileIndex>, FixedState>,
}

/// Ids that are no numbers are numbered from here.
const TEXT_IDS: u64 = 1 << 63;

/// The brand table and everything met so far.
#[derive(Debug)]
pub struct Roll {
    pub(super) brands: Option<BrandTable>,
    pub(super) table: Listed,
    names: Mutex<Names>,
}

/// What the brand table lists, by number and by hash.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Hash of each handle, and the brands that list it.
    handles: HashMap<u64, Vec<BrandIndex>, FixedState>,
    shapes: Shapes,
    /// The ids that are numbers.
    numbers: HashMap<u64, (), FixedState>,
    pub(super) has_ids: bool,
    pub(super) has_bare_handles: bool,
}

/// Lengths and first letters of handles, as bits: a set that tells quickly what it surely does not hold.
#[derive(Debug, Default)]
struct Shapes([u32; 32]);

impl Shapes {
    /// Row and bit; none for a handle whose folding may change its shape.
    fn shape(handle: &str) -> Option<(usize, u32)> {
        let handle = handle.trim_start_matches('@').as_bytes();
        let first = handle.first().filter(|_| handle.is_ascii())?;
        Some((handle.len() % 32, 1 << (first & 31)))
    }

    fn add(&mut self, handle: &str) {
        match Shapes::shape(handle) {
            Some((row, bit)) => self
                .0
                .iter_mut()
                .skip(row)
                .take(1)
                .for_each(|row| *row |= bit),
            None => self.0 = [u32::MAX; 32],
        }
    }

    #[inline]
    fn may_hold(&self, handle: &str) -> bool {
        Shapes::shape(handle)
            .and_then(|(row, bit)| Some(self.0.get(row)? & bit != 0))
            .unwrap_or(true)
    }
}

impl Roll {
    /// Without a table every author is a brand of its own, unless the file says better.
    #[must_use]
    pub fn new(brands: Option<BrandTable>) -> Roll {
        let mut table = Listed::default();
        for row in brands.iter().flat_map(BrandTable::rows) {
            let id = row.account_id.as_deref().filter(|id| !id.is_empty());
            table.has_ids |= id.is_some();
            if let Some(Key::Number(number)) = id.map(Key::of) {
                table.numbers.insert(number, ());
            }
            table.has_bare_handles |= id.is_none();
            if let (Some(handle), Some(all)) = (&row.handle, &brands) {
                table.shapes.add(handle);
                let brand = all
                    .brands()
                    .iter()
                    .position(|brand| brand.name == row.brand);
                table
                    .handles
                    .entry(handle_hash(handle))
                    .or_default()
                    .extend(brand.map(BrandIndex));
            }
        }
        Roll {
            brands,
            table,
            names: Mutex::new(Names::default()),
        }
    }

    pub(super) fn names(&self) -> MutexGuard<'_, Names> {
        // A thread that panicked while it held the lock left whole entries: each is one insertion.
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An id as a number, the same for the same id of a network.
    #[inline]
    pub(super) fn id(&self, network: u16, id: Key<'_>) -> u64 {
        match id {
            Key::Number(number) => number,
            Key::Text(text) => self.names().id(network, text),
        }
    }

    /// The brand that lists an id, where ids may be numbers.
    pub(super) fn brand_of_id(&self, network: &Network, id: Key<'_>) -> Option<BrandIndex> {
        let table = self.brands.as_ref()?;
        match id {
            // Nearly every id is a customer's.
            Key::Number(number) if !self.table.numbers.contains_key(&number) => None,
            Key::Number(number) => table.brand_of_id(network, &number.to_string()),
            Key::Text(text) => table.brand_of_id(network, text),
        }
    }

    /// The brand that lists a handle.
    pub(super) fn brand_of_handle(&self, network: &Network, handle: &str) -> Option<BrandIndex> {
        // Nearly every handle is a customer's, and most of those do not even look like a listed one.
        if !self.table.shapes.may_hold(handle) {
            return None;
        }
        self.brands.as_ref()?.brand_of_handle(network, handle)
    }

    /// Whether a brand lists a handle.
    pub(super) fn lists_hash(&self, handle: u64, brand: BrandIndex) -> bool {
        self.table
            .handles
            .get(&handle)
            .is_some_and(|brands| brands.contains(&brand))
    }
}

impl Names {
    pub(super) fn network(&mut self, network: &Network) -> u16 {
        let known = self.networks.iter().position(|n| n == network);
        let at = known.unwrap_or_else(|| {
            self.networks.push(network.clone());
            self.networks.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    pub(super) fn profile(&mut self, profile: Profile) -> ProfileIndex {
        place(&mut self.profiles, &mut self.profile_places, profile)
    }

    pub(super) fn cell(&mut self, cell: Cell) -> u32 {
        place(&mut self.cells, &mut self.cell_places, cell)
    }

    pub(super) fn period(&mut self, periods: Vec<Period>) -> u32 {
        place(&mut self.periods, &mut self.period_places, periods)
    }

    pub(super) fn language(&mut self, language: &str) -> u32 {
        match self.language_places.get(language) {
            Some(at) => *at,
            None => place(
                &mut self.languages,
                &mut self.language_places,
                language.to_owned(),
            ),
        }
    }

    /// An id as a number, the same for the same text.
    pub(super) fn id(&mut self, network: u16, id: &str) -> u64 {
        let next = TEXT_IDS + self.text_id_names.len() as u64;
        let names = &mut self.text_id_names;
        *self
            .text_ids
            .entry((network, id.into()))
            .or_insert_with(|| {
                names.push(id.into());
                next
            })
    }

    /// An id as it was written.
    pub(super) fn id_text(&self, id: u64) -> String {
        match id.checked_sub(TEXT_IDS) {
            None => id.to_string(),
            Some(at) => {
                let name = usize::try_from(at)
                    .ok()
                    .and_then(|at| self.text_id_names.get(at));
                name.map(|name| name.to_string()).unwrap_or_default()
            }
        }
    }

    /// Notes that a post shows a handle for a profile, at a time.
    pub(super) fn show_handle(
        &mut self,
        profile: ProfileIndex,
        network: u16,
        handle: &str,
        time: i64,
    ) {
        let shown = self
            .shown_handles
            .entry((network, handle_hash(handle)))
            .or_default();
        if !shown.contains(&profile) {
            shown.push(profile);
        }
        self.title(profile, handle, time);
    }

    /// Notes when a profile bore a handle; the latest names it, whatever the order of the file.
    pub(super) fn title(&mut self, profile: ProfileIndex, handle: &str, time: i64) {
        let title = self
            .titles
            .entry(profile)
            .or_insert((i64::MIN, String::new()));
        if (time, handle) > (title.0, title.1.as_str()) {
            *title = (time, handle.to_owned());
        }
    }
}

fn place<T: Clone + Eq + std::hash::Hash>(
    all: &mut Vec<T>,
    places: &mut HashMap<T, u32, FixedState>,
    value: T,
) -> u32 {
    if let Some(at) = places.get(&value) {
        return *at;
    }
    let at = u32::try_from(all.len()).unwrap_or(u32::MAX);
    all.push(value.clone());
    places.insert(value, at);
    at
}

/// A handle without its case, as a number: two handles of one archive share one with odds of one in 2⁶⁴.
pub(super) fn handle_hash(handle: &str) -> u64 {
    let handle = handle.trim_start_matches('@');
    let mut short = [0_u8; 64];
    match short.get_mut(..handle.len()) {
        Some(folded) if handle.is_ascii() => {
            folded.copy_from_slice(handle.as_bytes());
            folded.make_ascii_lowercase();
            FixedState::with_seed(0x5EED).hash_one(&*folded)
        }
        _ => FixedState::with_seed(0x5EED).hash_one(handle.to_lowercase().as_bytes()),
    }
}
