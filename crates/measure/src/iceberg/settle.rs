//! From posts as they were met to one verdict each.

use super::ledger::Page;
use super::record::{Entry, Named, Pending, Record};
use super::roll::{Names, Profile, Roll, Side};
use rapport_model::audience::{
    Addressee, Judgement, Leading, Outbound, Parent, ThreadPost, by_own_text, follow_threads, judge,
};
use rapport_model::{Rule, Verdict};

/// The records of one network, sorted by id, each id once, each outbound post with its verdict.
pub(super) fn settle(page: Page, network: usize, names: &Names, roll: &Roll) -> Vec<Record> {
    let Page {
        mut records,
        mut pending,
    } = page;
    sort(&mut records);
    records.dedup_by_key(|record| record.id);
    pending.sort_unstable_by_key(|post| (post.id, post.place));
    let book = Book {
        names,
        roll,
        network,
    };
    let mut threads = Vec::new();
    for post in &pending {
        let Some(at) = find(&records, post.id)
            .filter(|&at| records.get(at).is_some_and(|r| r.place == post.place))
        else {
            // A post met again: the first one speaks.
            continue;
        };
        let leading = book.leading(post);
        let outbound = Outbound {
            addressee: book.addressee(post, &records),
            leading,
            ..Outbound::default()
        };
        match judge(&outbound) {
            Judgement::Settled(verdict) => decide(&mut records, at, verdict),
            Judgement::Thread => threads.push(Waiting {
                record: at,
                id: post.id,
                parent: post.parent,
                leading,
            }),
        }
    }
    let posts: Vec<ThreadPost> = threads
        .iter()
        .map(|thread| thread.post(&threads, &records))
        .collect();
    for (thread, audience) in threads.iter().zip(follow_threads(&posts)) {
        decide(
            &mut records,
            thread.record,
            Verdict {
                audience,
                rule: Rule::Reply,
            },
        );
    }
    records
}

/// Sorts by id, then by place. Most archives come nearly in the order of their ids: posts of one second are shuffled, and
/// nothing else. Moving each of them a few places is cheaper than to sort everything; where it is not a few, all are
/// sorted. `O(n log n)`, and `O(n)` for those archives.
fn sort(records: &mut [Record]) {
    let key = |record: &Record| (record.id, record.place);
    let mut moves = records.len();
    for end in 1..records.len() {
        let mut at = end;
        while let Some([before, this]) = records.get_mut(at - 1..=at)
            && key(before) > key(this)
        {
            if moves == 0 {
                return records.sort_unstable_by_key(key);
            }
            std::mem::swap(before, this);
            moves -= 1;
            at -= 1;
            if at == 0 {
                break;
            }
        }
    }
}

fn find(records: &[Record], id: u64) -> Option<usize> {
    records.binary_search_by_key(&id, |record| record.id).ok()
}

fn decide(records: &mut [Record], at: usize, verdict: Verdict) {
    if let Some(record) = records.get_mut(at) {
        record.entry = Entry::new(record.entry.cell(), Some(verdict));
    }
}

/// A thread post; these are sorted by id, as the pending posts are.
struct Waiting {
    record: usize,
    id: u64,
    parent: Option<u64>,
    leading: Leading,
}

impl Waiting {
    fn post(&self, threads: &[Waiting], records: &[Record]) -> ThreadPost {
        let parent = match self.parent {
            None => Parent::Unknown,
            Some(parent) => match threads.binary_search_by_key(&parent, |thread| thread.id) {
                Ok(at) => Parent::Thread(at),
                Err(_) => find(records, parent)
                    .and_then(|at| records.get(at))
                    // A parent that is a person's has no audience to inherit.
                    .filter(|record| record.entry.rule() > 0)
                    .map_or(Parent::Unknown, |record| {
                        Parent::Settled(record.entry.audience())
                    }),
            },
        };
        ThreadPost {
            parent,
            own_text: by_own_text(self.leading),
        }
    }
}

/// What the whole archive shows of one network.
struct Book<'a> {
    names: &'a Names,
    roll: &'a Roll,
    network: usize,
}

impl Book<'_> {
    fn profile(&self, at: u32) -> Option<&Profile> {
        self.names.profiles.get(usize::try_from(at).ok()?)
    }

    fn leading(&self, post: &Pending) -> Leading {
        let author = self.profile(post.profile);
        match post.leading {
            None => Leading::Nobody,
            Some(handle)
                if self
                    .shown_by(handle)
                    .any(|p| author.is_some_and(|a| self.same_brand(a, p))) =>
            {
                Leading::OwnBrand
            }
            Some(_) => Leading::Other,
        }
    }

    /// Profiles listed or owned whose posts show a handle.
    fn shown_by(&self, handle: u64) -> impl Iterator<Item = &Profile> {
        let network = u16::try_from(self.network).unwrap_or(u16::MAX);
        let shown = self
            .names
            .shown_handles
            .get(&(network, handle))
            .map(Vec::as_slice);
        shown
            .unwrap_or_default()
            .iter()
            .filter_map(|at| self.profile(*at))
    }

    fn same_brand(&self, a: &Profile, b: &Profile) -> bool {
        match (a.side, b.side) {
            (Side::Brand(a), Side::Brand(b)) => a == b,
            (Side::Alone, Side::Alone) => a.key == b.key && a.has_id == b.has_id,
            _ => false,
        }
    }

    fn addressee(&self, post: &Pending, records: &[Record]) -> Addressee {
        let Some(author) = self.profile(post.profile) else {
            return Addressee::Nobody;
        };
        match post.named {
            Named::Nobody => Addressee::Nobody,
            Named::Author => Addressee::Author,
            Named::ParentsAuthor => self
                .parents_author(post, author, records)
                .unwrap_or_default(),
            Named::Id(key) => {
                let same = |p: &&Profile| {
                    p.has_id && p.key == key && usize::from(p.network) == self.network
                };
                let own = self
                    .names
                    .profiles
                    .iter()
                    .filter(same)
                    .any(|p| self.same_brand(author, p));
                if own {
                    Addressee::OwnBrand
                } else {
                    Addressee::Other
                }
            }
            // The post replied to says whose it is more surely than a handle, which may have gone to somebody else.
            Named::Handle(handle) => self
                .parents_author(post, author, records)
                .unwrap_or_else(|| self.handle_of(handle, author)),
        }
    }

    /// Whose post the parent is, if it is known.
    fn parents_author(
        &self,
        post: &Pending,
        author: &Profile,
        records: &[Record],
    ) -> Option<Addressee> {
        let parent = records.get(find(records, post.parent?)?)?;
        Some(self.author_of(parent, author))
    }

    fn author_of(&self, parent: &Record, author: &Profile) -> Addressee {
        let cell = usize::try_from(parent.entry.cell())
            .ok()
            .and_then(|at| self.names.cells.get(at));
        match cell.and_then(|cell| self.profile(cell.profile?)) {
            Some(p) if p.key == author.key && p.has_id == author.has_id => Addressee::Author,
            Some(p) if self.same_brand(author, p) => Addressee::OwnBrand,
            Some(_) | None => Addressee::Other,
        }
    }

    fn handle_of(&self, handle: u64, author: &Profile) -> Addressee {
        if self
            .shown_by(handle)
            .any(|p| p.key == author.key && p.has_id == author.has_id)
        {
            return Addressee::Author;
        }
        let shown = self.shown_by(handle).any(|p| self.same_brand(author, p));
        let listed = match author.side {
            Side::Brand(brand) => self.roll.lists_hash(handle, brand),
            Side::Alone | Side::Inbound => false,
        };
        if shown || listed {
            Addressee::OwnBrand
        } else {
            Addressee::Other
        }
    }
}
