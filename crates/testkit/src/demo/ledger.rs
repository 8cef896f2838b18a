//! Writes posts down: gives each its id and keeps what the generator knows about
//! it by construction.

use std::collections::BTreeMap;

use rapport_model::{Account, Counters, Kind, Mention, Post, ReplyTo, Timestamp, Visibility};

use super::network::DemoNetwork;

/// Milliseconds since 1970, the unit in which the world is planned.
pub(crate) type Millis = i64;

pub(crate) const MINUTE: Millis = 60_000;
pub(crate) const HOUR: Millis = 60 * MINUTE;
pub(crate) const DAY: Millis = 24 * HOUR;

/// Whom an own post was meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    ForOne,
    ForMany,
}

/// A post before it has an id.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) network: DemoNetwork,
    pub(crate) at: Millis,
    pub(crate) author: Account,
    pub(crate) kind: Kind,
    pub(crate) text: String,
    pub(crate) lang: Option<&'static str>,
    pub(crate) reply_to: Option<ReplyTo>,
    pub(crate) quote_of: Option<String>,
    pub(crate) repost_of: Option<String>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) links: Vec<String>,
    pub(crate) likes: i64,
    pub(crate) shares: i64,
    /// The brand it belongs to, and for an own post whom it was meant for.
    pub(crate) brand: Option<usize>,
    pub(crate) meant: Option<Meant>,
}

/// A post in the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) at: Millis,
    pub(crate) network: DemoNetwork,
    pub(crate) brand: Option<usize>,
    pub(crate) meant: Option<Meant>,
    pub(crate) post: Post,
}

/// Everything said so far.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) entries: Vec<Entry>,
    end: Millis,
}

impl Ledger {
    /// A ledger that takes nothing said at `end` or later.
    pub(crate) fn until(end: Millis) -> Self {
        Ledger {
            entries: Vec::new(),
            end,
        }
    }

    /// Writes a post down and says where; nothing is said after the end of the world.
    pub(crate) fn record(&mut self, draft: Draft) -> Option<usize> {
        if draft.at >= self.end {
            return None;
        }
        let place = self.entries.len();
        let public = is_public(draft.network, draft.kind);
        let post = Post {
            network: draft.network.into(),
            external_id: id(&draft, place)?,
            kind: draft.kind,
            visibility: if public {
                Visibility::Public
            } else {
                Visibility::Private
            },
            created_at: Timestamp(draft.at),
            author: draft.author,
            text: draft.text,
            lang: draft.lang.map(str::to_owned),
            reply_to: draft.reply_to,
            quote_of: draft.quote_of,
            repost_of: draft.repost_of,
            mentions: draft.mentions,
            links: draft.links,
            media: Vec::new(),
            counters: Counters {
                likes: public.then_some(draft.likes),
                shares: public.then_some(draft.shares),
                replies: public.then_some(0),
                views: None,
            },
            inbound: None,
            mass_mailing: false,
        };
        self.entries.push(Entry {
            at: draft.at,
            network: draft.network,
            brand: draft.brand,
            meant: draft.meant,
            post,
        });
        Some(place)
    }

    pub(crate) fn get(&self, place: usize) -> Option<&Entry> {
        self.entries.get(place)
    }

    /// What a post that answers the one at `place` says of it.
    pub(crate) fn answer_to(&self, place: usize) -> Option<ReplyTo> {
        let entry = self.get(place)?;
        Some(ReplyTo {
            id: Some(entry.post.external_id.clone()),
            author_id: entry.post.author.id.clone(),
            author_handle: entry.post.author.handle.clone(),
        })
    }

    /// The posts in the order of time, with their replies and reposts counted.
    pub(crate) fn into_posts(mut self) -> Vec<Post> {
        self.entries
            .sort_by(|a, b| (a.at, &a.post.external_id).cmp(&(b.at, &b.post.external_id)));
        let mut answered: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for entry in &self.entries {
            let post = &entry.post;
            if let Some(id) = post.reply_to.as_ref().and_then(|to| to.id.clone()) {
                answered.entry(id).or_default().0 += 1;
            }
            for id in post.repost_of.iter().chain(&post.quote_of) {
                answered.entry(id.clone()).or_default().1 += 1;
            }
        }
        let mut posts: Vec<Post> = self.entries.into_iter().map(|entry| entry.post).collect();
        for post in &mut posts {
            let (replies, shares) = answered.get(&post.external_id).copied().unwrap_or_default();
            let counters = &mut post.counters;
            counters.replies = counters.replies.map(|_| replies);
            counters.shares = counters.shares.map(|counted| counted.max(shares));
        }
        posts
    }
}

fn is_public(network: DemoNetwork, kind: Kind) -> bool {
    match kind {
        Kind::Post | Kind::Reply | Kind::Repost | Kind::Quote | Kind::Comment | Kind::Review => {
            matches!(network, DemoNetwork::X | DemoNetwork::Mastodon)
        }
        Kind::Message | Kind::Email | Kind::Answer | Kind::Note => false,
    }
}

/// Ids look as each network makes them; the place in the ledger keeps them apart.
fn id(draft: &Draft, place: usize) -> Option<String> {
    let author = draft.author.id.as_deref()?;
    Some(match draft.network {
        // X counts milliseconds since November 2010 and leaves 22 bits for the rest.
        DemoNetwork::X => {
            let since = draft.at.saturating_sub(1_288_834_974_657).unsigned_abs();
            ((since << 22) + place as u64).to_string()
        }
        DemoNetwork::Mastodon => {
            let number = (draft.at.unsigned_abs() << 16) + (place as u64 & 0xffff);
            format!("{author}/statuses/{number}")
        }
        DemoNetwork::Email => {
            let host = author.split('@').nth(1).unwrap_or("mail.example");
            format!("<{}.{place}@{host}>", draft.at)
        }
        DemoNetwork::Offline => format!("note-{:05}", place + 1),
    })
}
