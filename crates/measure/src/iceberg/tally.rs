//! Counting glimpses as they stream by, one tally per thread.

use super::dimension::Question;
use super::record::{CELLS, Entry, Pending, Portion, Record};
use super::roll::{Cell, Profile, ProfileIndex, Roll, Side, handle_hash};
use super::verdict::{FirstLook, Outcome, Speaker, side_of};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rapport_model::{Calendar, Glimpse, Granularity, Network, Period, Timestamp};
use std::sync::Arc;

struct Author {
    profile: ProfileIndex,
    side: Side,
    handle: Box<str>,
    handle_hash: u64,
    latest_ms: i64,
    /// Cell of the author's last post: the next one is mostly counted there too.
    cell: (u32, u32, bool),
    cell_place: Option<u32>,
}

/// Counts glimpses for one thread.
pub struct Tally {
    roll: Arc<Roll>,
    question: Arc<Question>,
    calendar: Calendar,
    granularities: Vec<Granularity>,
    languages: HashMap<String, u32, FixedState>,
    /// The last day met and its periods.
    day: (i64, u32),
    days: HashMap<i64, u32, FixedState>,
    authors: HashMap<(u16, bool, u64), Author, FixedState>,
    networks: Vec<Network>,
    inbound_cells: [Option<u32>; 2],
    portion: Portion,
}

impl Tally {
    /// A tally that shares its roll with those of other threads.
    #[must_use]
    pub fn new(roll: Arc<Roll>, question: Arc<Question>, calendar: Calendar) -> Tally {
        Tally {
            granularities: question.granularities(),
            roll,
            question,
            calendar,
            languages: HashMap::default(),
            day: (i64::MIN, 0),
            days: HashMap::default(),
            authors: HashMap::default(),
            networks: Vec::new(),
            inbound_cells: [None; 2],
            portion: Portion::default(),
        }
    }

    /// What was counted since the last call.
    pub fn take(&mut self) -> Portion {
        // The next chunk holds about as many.
        let next = self.portion.empty_alike();
        std::mem::replace(&mut self.portion, next)
    }

    /// Counts a post.
    pub fn count(&mut self, post: &Glimpse<'_>) {
        let network = self.network_place(post.network);
        let id = self.roll.id(network, post.id);
        let who = match post.author.id {
            Some(author) => (network, true, self.roll.id(network, author)),
            None => (
                network,
                false,
                handle_hash(post.author.handle.unwrap_or_default()),
            ),
        };
        let counted = self.question.window.holds(post.created_at)
            && !(post.repost && self.question.exclude_reposts);
        let (periods, language) = (self.periods(post.created_at), self.language(post.lang));
        let Tally {
            roll,
            authors,
            inbound_cells,
            portion,
            ..
        } = self;
        let author = author(authors, roll, post, who);
        let place = portion.posts;
        portion.posts += 1;
        let portion = portion.network(network);
        if author.side == Side::Inbound {
            let cell = inbound_cell(inbound_cells, roll, counted);
            portion.records.push(Record {
                id,
                place,
                entry: Entry::new(cell, None),
            });
            return;
        }
        let cell = author.cell(roll, (periods, language, counted));
        let speaker = Speaker {
            network,
            key: who.2,
            side: author.side,
            handle_hash: (!author.handle.is_empty()).then_some(author.handle_hash),
        };
        let verdict = match (FirstLook {
            roll,
            post,
            speaker,
        })
        .outcome()
        {
            Outcome::Settled(verdict) => Some(verdict),
            Outcome::Waits {
                named,
                leading,
                parent,
            } => {
                let profile = author.profile;
                portion.pending.push(Pending {
                    id,
                    parent,
                    named,
                    leading,
                    place,
                    profile,
                });
                None
            }
        };
        portion.records.push(Record {
            id,
            place,
            entry: Entry::new(cell, verdict),
        });
    }

    #[inline]
    fn network_place(&mut self, network: &Network) -> u16 {
        let known = self.networks.iter().position(|n| n == network);
        if let Some(at) = known {
            return u16::try_from(at).unwrap_or(u16::MAX);
        }
        // Places are the roll's, so that all threads agree: copy them as far as this network.
        let mut names = self.roll.names();
        let at = names.network(network);
        self.networks.clone_from(&names.networks);
        at
    }

    #[inline]
    fn periods(&mut self, time: Timestamp) -> u32 {
        if self.granularities.is_empty() {
            return 0;
        }
        let day = self.calendar.day_of(time);
        if day != self.day.0 {
            let (roll, granularities) = (&self.roll, &self.granularities);
            let periods = self.days.entry(day).or_insert_with(|| {
                let periods = granularities
                    .iter()
                    .map(|g| Period::of_day(*g, day))
                    .collect();
                roll.names().period(periods)
            });
            self.day = (day, *periods);
        }
        self.day.1
    }

    fn language(&mut self, declared: Option<&str>) -> u32 {
        if !self.question.asks_language() {
            return 0;
        }
        let declared = declared.filter(|l| !l.is_empty()).unwrap_or("und");
        if let Some(at) = self.languages.get(declared) {
            return *at;
        }
        let at = self.roll.names().language(declared);
        self.languages.insert(declared.to_owned(), at);
        at
    }
}

/// The author of a post, looked up in full only when it is met first or bears a new handle.
fn author<'a>(
    authors: &'a mut HashMap<(u16, bool, u64), Author, FixedState>,
    roll: &Roll,
    post: &Glimpse<'_>,
    who: (u16, bool, u64),
) -> &'a mut Author {
    let handle = post.author.handle.unwrap_or_default();
    let time = post.created_at.0;
    let author = authors.entry(who).or_insert_with(Author::unknown);
    if author.profile == Author::UNKNOWN || &*author.handle != handle {
        author.learn(roll, post, who, handle);
    } else if time > author.latest_ms {
        author.latest_ms = time;
    }
    author
}

impl Author {
    const UNKNOWN: ProfileIndex = ProfileIndex::MAX;

    fn unknown() -> Author {
        Author {
            profile: Author::UNKNOWN,
            side: Side::Inbound,
            handle: Box::default(),
            handle_hash: 0,
            latest_ms: i64::MIN,
            cell: (0, 0, false),
            cell_place: None,
        }
    }

    fn learn(&mut self, roll: &Roll, post: &Glimpse<'_>, who: (u16, bool, u64), handle: &str) {
        let (network, has_id, key) = who;
        let side = side_of(roll, post);
        let mut names = roll.names();
        let profile = names.profile(Profile {
            network,
            key,
            has_id,
            side,
        });
        if self.profile != Author::UNKNOWN {
            // The handle it bore until now was latest then.
            names.title(self.profile, &self.handle, self.latest_ms);
        }
        if !handle.is_empty() {
            names.show_handle(profile, network, handle, post.created_at.0);
        }
        *self = Author {
            profile,
            side,
            handle: handle.into(),
            handle_hash: handle_hash(handle),
            latest_ms: post.created_at.0,
            cell_place: self.cell_place.filter(|_| profile == self.profile),
            ..*self
        };
    }

    /// The cell of a post with these periods, this language, counted or not.
    fn cell(&mut self, roll: &Roll, wanted: (u32, u32, bool)) -> u32 {
        if let Some(place) = self.cell_place.filter(|_| self.cell == wanted) {
            return place;
        }
        let (periods, language, counted) = wanted;
        let place = roll.names().cell(Cell {
            profile: Some(self.profile),
            periods,
            language,
            counted,
        });
        self.cell = wanted;
        self.cell_place = Some(place);
        place
    }
}

fn inbound_cell(cells: &mut [Option<u32>; 2], roll: &Roll, counted: bool) -> u32 {
    let name = || {
        roll.names().cell(Cell {
            profile: None,
            periods: 0,
            language: 0,
            counted,
        })
    };
    // Two places for two values of a flag: there is always one.
    cells
        .get_mut(usize::from(counted))
        .map_or(CELLS - 1, |cell| *cell.get_or_insert_with(name))
}
