//! Writes posts down: gives each its id and keeps what the generator knows about
//! it by construction.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::post::{Author, Kind, MentionedProfile, Network, Post, RepliedTo, Visibility};

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
    pub(crate) network: Network,
    pub(crate) at: Millis,
    pub(crate) author: Author,
    pub(crate) kind: Kind,
    pub(crate) text: String,
    pub(crate) lang: Option<&'static str>,
    pub(crate) reply_to: Option<RepliedTo>,
    pub(crate) quote_of: Option<String>,
    pub(crate) repost_of: Option<String>,
    pub(crate) mentions: Vec<MentionedProfile>,
    pub(crate) links: Vec<String>,
    pub(crate) likes: u64,
    pub(crate) shares: u64,
    /// The brand it belongs to, and for an own post whom it was meant for.
    pub(crate) brand: Option<usize>,
    pub(crate) meant: Option<Meant>,
}

/// A post in the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) at: Millis,
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
        let created_at = Timestamp::from_millisecond(draft.at).ok()?;
        let place = self.entries.len();
        let public = is_public(draft.network, draft.kind);
        let post = Post {
            network: draft.network,
            id: id(&draft, place),
            kind: draft.kind,
            visibility: if public {
                Visibility::Public
            } else {
                Visibility::Private
            },
            created_at,
            author: draft.author,
            text: draft.text,
            lang: draft.lang.map(str::to_owned),
            reply_to: draft.reply_to,
            quote_of: draft.quote_of,
            repost_of: draft.repost_of,
            mentions: draft.mentions,
            links: draft.links,
            likes: public.then_some(draft.likes),
            shares: public.then_some(draft.shares),
            replies: public.then_some(0),
        };
        self.entries.push(Entry {
            at: draft.at,
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
    pub(crate) fn answer_to(&self, place: usize) -> Option<RepliedTo> {
        let entry = self.get(place)?;
        Some(RepliedTo {
            id: Some(entry.post.id.clone()),
            author_id: Some(entry.post.author.id.clone()),
            author_handle: entry.post.author.handle.clone(),
        })
    }

    /// The posts in the order of time, with their replies and reposts counted.
    pub(crate) fn into_posts(mut self) -> Vec<Post> {
        self.entries
            .sort_by(|a, b| (a.at, &a.post.id).cmp(&(b.at, &b.post.id)));
        let mut answered: BTreeMap<String, (u64, u64)> = BTreeMap::new();
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
            let (replies, shares) = answered.get(&post.id).copied().unwrap_or_default();
            post.replies = post.replies.map(|_| replies);
            post.shares = post.shares.map(|counted| counted.max(shares));
        }
        posts
    }
}

fn is_public(network: Network, kind: Kind) -> bool {
    match kind {
        Kind::Post | Kind::Reply | Kind::Repost | Kind::Quote => {
            matches!(network, Network::X | Network::Mastodon)
        }
        Kind::Message | Kind::Email | Kind::Note => false,
    }
}

/// Ids look as each network makes them; the place in the ledger keeps them apart.
fn id(draft: &Draft, place: usize) -> String {
    match draft.network {
        // X counts milliseconds since November 2010 and leaves 22 bits for the rest.
        Network::X => {
            let since = draft.at.saturating_sub(1_288_834_974_657).unsigned_abs();
            ((since << 22) + place as u64).to_string()
        }
        Network::Mastodon => {
            let number = (draft.at.unsigned_abs() << 16) + (place as u64 & 0xffff);
            format!("{}/statuses/{number}", draft.author.id)
        }
        Network::Email => {
            let host = draft.author.id.split('@').nth(1).unwrap_or("mail.example");
            format!("<{}.{place}@{host}>", draft.at)
        }
        Network::Offline => format!("note-{:05}", place + 1),
    }
}
