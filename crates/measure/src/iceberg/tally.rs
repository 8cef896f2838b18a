//! Counting glimpses as they stream by, one tally per thread.

use super::dimension::Question;
use super::roll::{Cell, Profile, ProfileIndex, Roll, Side, handle_hash};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rapport_model::audience::{Addressee, Judgement, Leading, Opening, Outbound, judge};
use rapport_model::{
    AccountRef, Audience, Calendar, Glimpse, Granularity, Key, Network, Period, Rule, Timestamp,
    Verdict,
};
use std::sync::Arc;

/// A post that was met: 16 bytes, so that a million of them stay small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) id: u64,
    /// Place among all posts, in the order of the files.
    pub(super) place: u32,
    pub(super) entry: Entry,
}

/// Cell, rule and audience in 32 bits: 28, 3 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry(u32);

/// A report has no more cells than this: every post of a year in a cell of its own would not reach it.
const CELLS: u32 = 1 << 28;

impl Entry {
    pub(super) fn new(cell: u32, verdict: Option<Verdict>) -> Entry {
        let (rule, one) = verdict.map_or((0, 0), |v| {
            (
                u32::from(v.rule.number()),
                u32::from(v.audience == Audience::OneToOne),
            )
        });
        Entry(cell.min(CELLS - 1) | rule << 28 | one << 31)
    }

    pub(super) fn cell(self) -> u32 {
        self.0 & (CELLS - 1)
    }

    /// 1 to 6; 0 for an inbound post.
    pub(super) fn rule(self) -> u8 {
        u8::try_from(self.0 >> 28 & 7).unwrap_or(0)
    }

    pub(super) fn audience(self) -> Audience {
        if self.0 >> 31 == 1 {
            Audience::OneToOne
        } else {
            Audience::OneToMany
        }
    }
}

/// Whom a reply names, where only the whole archive can say who that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// It is no reply, or names nobody that could be looked up.
    Nobody,
    /// Its own author.
    Author,
    /// The author of the parent, if known.
    ParentsAuthor,
    /// An id.
    Id(u64),
    /// The hash of a handle.
    Handle(u64),
}

/// An outbound post whose verdict waits for the rest of the archive: 56 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending {
    pub(super) id: u64,
    pub(super) parent: Option<u64>,
    pub(super) named: Named,
    /// Hash of the handle that the text begins with, where it is not known to be own.
    pub(super) leading: Option<u64>,
    pub(super) place: u32,
    pub(super) profile: ProfileIndex,
}

/// What a tally counted since it was last taken: the posts of one chunk.
#[derive(Debug, Default)]
pub struct Portion {
    /// By network.
    pub(super) networks: Vec<NetworkPortion>,
    pub(super) posts: u32,
}

#[derive(Debug, Default)]
pub(super) struct NetworkPortion {
    pub(super) records: Vec<Record>,
    pub(super) pending: Vec<Pending>,
}

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
        std::mem::take(&mut self.portion)
    }

    /// Counts a post.
    pub fn count(&mut self, post: &Glimpse<'_>) {
        let network = self.network_place(post.network);
        let id = self.id(network, post.id);
        let (author_has_id, author_key) = match post.author.id {
            Some(author) => (true, self.id(network, author)),
            None => (false, handle_hash(post.author.handle.unwrap_or_default())),
        };
        let counted = self.question.window.holds(post.created_at)
            && !(post.repost && self.question.exclude_reposts);
        let author = self.author(post, network, author_has_id, author_key);
        let (profile, side) = (author.profile, author.side);
        let place = self.portion.posts;
        self.portion.posts += 1;
        let (cell, outcome) = if side == Side::Inbound {
            (self.inbound_cell(counted), Outcome::Inbound)
        } else {
            let cell = self.cell(post, (network, author_has_id, author_key), profile, counted);
            (cell, self.verdict(post, network, author_key))
        };
        let verdict = match outcome {
            Outcome::Settled(verdict) => Some(verdict),
            Outcome::Inbound | Outcome::Waits { .. } => None,
        };
        let portion = self.portion.network(network);
        portion.records.push(Record {
            id,
            place,
            entry: Entry::new(cell, verdict),
        });
        if let Outcome::Waits {
            named,
            leading,
            parent,
        } = outcome
        {
            portion.pending.push(Pending {
                id,
                parent,
                named,
                leading,
                place,
                profile,
            });
        }
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
    fn id(&self, network: u16, id: Key<'_>) -> u64 {
        match id {
            Key::Number(number) => number,
            Key::Text(text) => self.roll.names().id(network, text),
        }
    }

    fn author(&mut self, post: &Glimpse<'_>, network: u16, has_id: bool, key: u64) -> &mut Author {
        let handle = post.author.handle.unwrap_or_default();
        let time = post.created_at.0;
        let roll = &self.roll;
        let author = self
            .authors
            .entry((network, has_id, key))
            .or_insert_with(|| Author {
                profile: u32::MAX,
                side: Side::Inbound,
                handle: Box::default(),
                handle_hash: 0,
                latest_ms: i64::MIN,
                cell: (0, 0, false),
                cell_place: None,
            });
        let first = author.profile == u32::MAX;
        if first || &*author.handle != handle {
            let side = side_of(roll, post);
            let mut names = roll.names();
            let profile = names.profile(Profile {
                network,
                key,
                has_id,
                side,
            });
            if !first {
                // The handle it bore until now was latest then.
                names.title(author.profile, &author.handle, author.latest_ms);
            }
            if !handle.is_empty() {
                names.show_handle(profile, network, handle, time);
            }
            if profile != author.profile {
                author.cell_place = None;
            }
            *author = Author {
                profile,
                side,
                handle: handle.into(),
                handle_hash: handle_hash(handle),
                latest_ms: time,
                ..*author
            };
        } else if time > author.latest_ms {
            author.latest_ms = time;
        }
        author
    }

    fn inbound_cell(&mut self, counted: bool) -> u32 {
        let roll = &self.roll;
        let place = self.inbound_cells.get_mut(usize::from(counted));
        let name = || {
            roll.names().cell(Cell {
                profile: None,
                periods: 0,
                language: 0,
                counted,
            })
        };
        place.map_or(0, |place| *place.get_or_insert_with(name))
    }

    fn cell(
        &mut self,
        post: &Glimpse<'_>,
        author: (u16, bool, u64),
        profile: ProfileIndex,
        counted: bool,
    ) -> u32 {
        let periods = self.periods(post.created_at);
        let language = self.language(post.lang);
        let Some(author) = self.authors.get_mut(&author) else {
            return CELLS - 1;
        };
        let wanted = (periods, language, counted);
        if let Some(place) = author.cell_place.filter(|_| author.cell == wanted) {
            return place;
        }
        let place = self.roll.names().cell(Cell {
            profile: Some(profile),
            periods,
            language,
            counted,
        });
        author.cell = wanted;
        author.cell_place = Some(place);
        place
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

    fn verdict(&self, post: &Glimpse<'_>, network: u16, author_key: u64) -> Outcome {
        let has_id = post.author.id.is_some();
        let Some(author) = self.authors.get(&(network, has_id, author_key)) else {
            return Outcome::Inbound;
        };
        let rest = Rest {
            roll: &self.roll,
            post,
            author,
            author_key,
        };
        let named = post.reply.map_or(Ok(Addressee::Nobody), |reply| {
            let key = reply.author.id.map(|x| self.id(network, x));
            rest.addressee(reply.author, key)
        });
        // Whom the text names first matters only where no addressee decides.
        let (leading, doubtful) = match named {
            Ok(Addressee::OwnBrand | Addressee::Other) => (Leading::Nobody, false),
            Ok(Addressee::Author | Addressee::Nobody) | Err(_) => rest.leading(),
        };
        let outbound = Outbound {
            private: post.private,
            repost: post.repost,
            dot_mention: post.opening == Opening::DotMention,
            addressee: named.unwrap_or(Addressee::Author),
            leading,
        };
        let named = match (judge(&outbound), named) {
            // The rules before that of replies need nothing else.
            (Judgement::Settled(verdict), _) if verdict.rule < Rule::Reply => {
                return Outcome::Settled(verdict);
            }
            (_, Err(named)) => named,
            (Judgement::Settled(verdict), Ok(_)) if !doubtful => return Outcome::Settled(verdict),
            (Judgement::Settled(_), Ok(_)) => Named::Nobody,
            (Judgement::Thread, Ok(_)) => Named::Author,
        };
        let parent = post
            .reply
            .and_then(|reply| reply.post)
            .map(|parent| self.id(network, parent));
        let leading = match leading {
            Leading::Other => rest.leading_hash(),
            Leading::OwnBrand | Leading::Nobody => None,
        };
        Outcome::Waits {
            named,
            leading,
            parent,
        }
    }
}

impl Portion {
    fn network(&mut self, network: u16) -> &mut NetworkPortion {
        let at = usize::from(network);
        if self.networks.len() <= at {
            self.networks.resize_with(at + 1, NetworkPortion::default);
        }
        #[expect(clippy::indexing_slicing, reason = "the line above made the place")]
        &mut self.networks[at]
    }
}

enum Outcome {
    Inbound,
    Settled(Verdict),
    Waits {
        named: Named,
        leading: Option<u64>,
        parent: Option<u64>,
    },
}

/// Whose a post is: by the table; without one by the file's own word, else everybody is own.
fn side_of(roll: &Roll, post: &Glimpse<'_>) -> Side {
    match &roll.brands {
        Some(_) => {
            let by_id = post
                .author
                .id
                .and_then(|id| roll.brand_of_id(post.network, id));
            let by_handle = || {
                let handle = post.author.handle?;
                roll.brand_of_handle(post.network, handle, handle_hash(handle))
            };
            by_id.or_else(by_handle).map_or(Side::Inbound, Side::Brand)
        }
        None if post.inbound == Some(true) => Side::Inbound,
        None => Side::Alone,
    }
}

/// One post and its author, against the table.
struct Rest<'a> {
    roll: &'a Roll,
    post: &'a Glimpse<'a>,
    author: &'a Author,
    author_key: u64,
}

impl Rest<'_> {
    /// Whether later posts may show further handles for the author's brand.
    fn handles_may_come(&self) -> bool {
        match self.author.side {
            Side::Brand(_) => self.roll.table.has_ids,
            Side::Alone | Side::Inbound => self.post.author.id.is_some(),
        }
    }

    fn is_own_handle(&self, handle: &str, hash: u64) -> bool {
        if hash == self.author.handle_hash && !self.author.handle.is_empty() {
            return true;
        }
        match self.author.side {
            Side::Brand(brand) => {
                self.roll.brand_of_handle(self.post.network, handle, hash) == Some(brand)
            }
            Side::Alone | Side::Inbound => false,
        }
    }

    fn leading_hash(&self) -> Option<u64> {
        match self.post.opening {
            Opening::Mention(handle) => Some(handle_hash(handle)),
            Opening::DotMention | Opening::Other => None,
        }
    }

    /// Who is named first, and whether that handle may yet turn out to be own.
    fn leading(&self) -> (Leading, bool) {
        let Opening::Mention(handle) = self.post.opening else {
            return (Leading::Nobody, false);
        };
        if self.is_own_handle(handle, handle_hash(handle)) {
            return (Leading::OwnBrand, false);
        }
        (Leading::Other, self.handles_may_come())
    }

    /// The addressee as far as this post can tell, or what has to be looked up when all posts are known.
    fn addressee(&self, x: AccountRef<'_>, key: Option<u64>) -> Result<Addressee, Named> {
        let Some((id, key)) = x.id.zip(key) else {
            return match x.handle {
                None => Err(Named::ParentsAuthor),
                Some(handle) => self.addressee_by_handle(handle),
            };
        };
        if self.post.author.id.is_some() && key == self.author_key {
            return Ok(Addressee::Author);
        }
        let Side::Brand(brand) = self.author.side else {
            return Ok(Addressee::Other);
        };
        let network = self.post.network;
        let listed = self.roll.brand_of_id(network, id).or_else(|| {
            let handle = x.handle?;
            self.roll
                .brand_of_handle(network, handle, handle_hash(handle))
        });
        match listed {
            Some(listed) if listed == brand => Ok(Addressee::OwnBrand),
            Some(_) => Ok(Addressee::Other),
            // A post of that id may show a handle that the table lists.
            None if self.roll.table.has_bare_handles && x.handle.is_none() => Err(Named::Id(key)),
            None => Ok(Addressee::Other),
        }
    }

    fn addressee_by_handle(&self, handle: &str) -> Result<Addressee, Named> {
        let hash = handle_hash(handle);
        if hash == self.author.handle_hash && !self.author.handle.is_empty() {
            return Ok(Addressee::Author);
        }
        if self.handles_may_come() {
            return Err(Named::Handle(hash));
        }
        Ok(if self.is_own_handle(handle, hash) {
            Addressee::OwnBrand
        } else {
            Addressee::Other
        })
    }
}
