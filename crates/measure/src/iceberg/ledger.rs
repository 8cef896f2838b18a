//! All posts met, put together in the order of the files and then settled.

use super::dimension::Question;
use super::record::{Pending, Portion, Record};
use super::report::{ReportBuilder, Subject};
use super::roll::{Names, Roll, Side};
use super::settle::settle;
use rapport_model::{Audience, BrandTable};
use std::sync::Arc;

/// The posts of one network.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) records: Vec<Record>,
    pub(super) pending: Vec<Pending>,
}

/// Collects what tallies counted. Its size is 16 bytes a post, and 56 for each post whose verdict needs others.
pub struct Ledger {
    roll: Arc<Roll>,
    pages: Vec<Page>,
    posts: u32,
}

/// More posts than places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than four thousand million posts in one report: measure the archives in parts")]
pub struct TooManyPosts;

/// An outbound post and what was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Its external id.
    pub id: String,
    /// One or many.
    pub audience: Audience,
    /// The rule, 1 to 6.
    pub rule: u8,
}

/// A ledger in which each id stands once and every outbound post has its verdict.
pub struct Settled {
    roll: Arc<Roll>,
    pages: Vec<Vec<Record>>,
    duplicates: u64,
}

impl Ledger {
    /// An empty ledger.
    #[must_use]
    pub fn new(roll: Arc<Roll>) -> Ledger {
        Ledger {
            roll,
            pages: Vec::new(),
            posts: 0,
        }
    }

    /// Adds what was counted of the next chunk; chunks come in the order of the files.
    pub fn append(&mut self, portion: Portion) -> Result<(), TooManyPosts> {
        let base = self.posts;
        self.posts = base.checked_add(portion.posts).ok_or(TooManyPosts)?;
        if self.pages.len() < portion.networks.len() {
            self.pages
                .resize_with(portion.networks.len(), Page::default);
        }
        for (page, part) in self.pages.iter_mut().zip(portion.networks) {
            let record = |r: Record| Record {
                place: base + r.place,
                ..r
            };
            page.records.extend(part.records.into_iter().map(record));
            let pending = |p: Pending| Pending {
                place: base + p.place,
                ..p
            };
            page.pending.extend(part.pending.into_iter().map(pending));
        }
        Ok(())
    }

    /// Counts each id once (its first post in the order of the files), looks up addressees and follows threads.
    /// `O(n log n)` in posts, and `O(n)` where the files are sorted by id.
    #[must_use]
    pub fn settle(self) -> Settled {
        let mut duplicates = 0;
        let mut pages = Vec::with_capacity(self.pages.len());
        {
            let names = self.roll.names();
            for (network, page) in self.pages.into_iter().enumerate() {
                let met = page.records.len();
                let records = settle(page, network, &names, &self.roll);
                duplicates += (met - records.len()) as u64;
                pages.push(records);
            }
        }
        Settled {
            roll: self.roll,
            pages,
            duplicates,
        }
    }
}

impl Settled {
    /// How many posts were met again.
    #[must_use]
    pub fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// Counts the cells into a report.
    pub fn report(&self, question: &Question, builder: &mut ReportBuilder) {
        let names = self.roll.names();
        let mut counts = vec![(0_u64, 0_u64); names.cells.len()];
        for record in self.pages.iter().flatten() {
            let place = usize::try_from(record.entry.cell()).unwrap_or(usize::MAX);
            if let Some((posts, one_to_one)) = counts.get_mut(place) {
                *posts += 1;
                *one_to_one += u64::from(record.entry.audience() == Audience::OneToOne);
            }
        }
        let granularities = question.granularities();
        for (cell, (posts, one_to_one)) in names.cells.iter().zip(counts) {
            if !cell.counted || posts == 0 {
                continue;
            }
            let Some(profile) = cell.profile else {
                builder.inbound(posts);
                continue;
            };
            let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
            let periods = names
                .periods
                .get(at(cell.periods))
                .map(Vec::as_slice)
                .unwrap_or_default();
            let subject = Subject {
                language: names
                    .languages
                    .get(at(cell.language))
                    .map_or("und", String::as_str),
                periods: granularities
                    .iter()
                    .copied()
                    .zip(periods.iter().copied())
                    .collect(),
                ..subject(&names, self.roll.brands.as_ref(), profile)
            };
            builder.add(&subject, posts, one_to_one);
        }
    }

    /// Each outbound post with its verdict, in the order of the files.
    #[must_use]
    pub fn judged(&self) -> Vec<Judged> {
        let names = self.roll.names();
        let mut records: Vec<&Record> = self
            .pages
            .iter()
            .flatten()
            .filter(|r| r.entry.rule() > 0)
            .collect();
        records.sort_unstable_by_key(|record| record.place);
        let judged = |record: &Record| Judged {
            id: names.id_text(record.id),
            audience: record.entry.audience(),
            rule: record.entry.rule(),
        };
        records.into_iter().map(judged).collect()
    }
}

/// Brand, industry and name of a profile.
fn subject<'a>(names: &'a Names, brands: Option<&'a BrandTable>, profile: u32) -> Subject<'a> {
    let known = usize::try_from(profile)
        .ok()
        .and_then(|at| names.profiles.get(at));
    let title = match names.titles.get(&profile) {
        Some((_, handle)) => handle.clone(),
        None => known.map(|p| names.id_text(p.key)).unwrap_or_default(),
    };
    let brand = known.and_then(|p| match p.side {
        Side::Brand(brand) => brands?.brand(brand),
        Side::Alone | Side::Inbound => None,
    });
    Subject {
        brand: brand.map_or_else(|| title.clone().into(), |b| b.name.as_str().into()),
        industry: brand.map_or("", |b| b.industry.as_str()),
        profile: title.into(),
        language: "und",
        periods: Vec::new(),
    }
}
