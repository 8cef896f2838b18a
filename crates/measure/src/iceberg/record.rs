//! What is kept of a post: 16 bytes, and more only where its verdict needs other posts.

use super::roll::ProfileIndex;
use rapport_model::{Audience, Verdict};

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
pub(super) const CELLS: u32 = 1 << 28;

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

impl Portion {
    /// Without posts, and with room for as many.
    pub(super) fn empty_alike(&self) -> Portion {
        let room = |part: &NetworkPortion| NetworkPortion {
            records: Vec::with_capacity(part.records.len()),
            pending: Vec::with_capacity(part.pending.len()),
        };
        Portion {
            networks: self.networks.iter().map(room).collect(),
            posts: 0,
        }
    }

    pub(super) fn network(&mut self, network: u16) -> &mut NetworkPortion {
        let at = usize::from(network);
        if self.networks.len() <= at {
            self.networks.resize_with(at + 1, NetworkPortion::default);
        }
        #[expect(clippy::indexing_slicing, reason = "the line above made the place")]
        &mut self.networks[at]
    }
}
