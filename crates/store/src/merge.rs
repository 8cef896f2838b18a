//! Two sightings of one post become one, the same in either order.
//!
//! Counters: the greater. Text: the longer, of two equally long ones the greater by bytes; what the source found about
//! a text goes with it. A fact that one sighting lacks comes from the other; where both have it and differ, the greater
//! stands, so that nothing depends on who came first. Who named the author by its id knows it better than who named
//! the handle.

use crate::facts::Facts;
use crate::resolve::Named;
use rapport_model::Counters;
use std::borrow::Cow;

/// What a further sighting changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Change {
    /// Anything at all.
    pub(crate) any: bool,
    /// The text.
    pub(crate) text: bool,
    /// The post it replies to was another one.
    pub(crate) parent_replaced: bool,
    /// It turned out to be inbound, by the source's own word.
    pub(crate) said_inbound: bool,
}

/// Merges a sighting into what is known. `rank` orders profiles the same in every run: ids before handles.
pub(crate) fn merge<'a>(
    known: &mut Facts<'a>,
    seen: Facts<'a>,
    rank: impl Fn(i64) -> (bool, String),
) -> Change {
    let before = known.clone();
    let longer =
        |a: &Cow<'_, str>, b: &Cow<'_, str>| (b.len(), b.as_bytes()) > (a.len(), a.as_bytes());
    let text = !known.deleted && longer(&known.text, &seen.text);
    if text {
        known.text = seen.text.clone();
        known.dot_mention = seen.dot_mention;
        known.named.leading = seen.named.leading;
        known.found.clone_from(&seen.found);
    } else if seen.text == known.text {
        known.found = sooner(known.found.take(), seen.found, |a, b| {
            (b.1, &b.0) > (a.1, &a.0)
        });
        known.named.leading = known.named.leading.or(seen.named.leading);
    }
    known.created_at = known.created_at.min(seen.created_at);
    known.kind = known.kind.max(seen.kind);
    known.visibility = known.visibility.max(seen.visibility);
    known.mass_mailing |= seen.mass_mailing;
    known.deleted |= seen.deleted;
    // "Not inbound" is the word of who owns the archive.
    known.said_inbound = sooner(known.said_inbound, seen.said_inbound, |a, b| b < a);
    known.counters = greater(known.counters, seen.counters);
    let profile = |a: &i64, b: &i64| rank(*b) < rank(*a);
    known.named = Named {
        author: sooner(Some(known.named.author), Some(seen.named.author), profile)
            .unwrap_or(known.named.author),
        addressee: sooner(known.named.addressee, seen.named.addressee, profile),
        leading: known.named.leading,
    };
    let by_bytes = |a: &Cow<'a, str>, b: &Cow<'a, str>| b > a;
    known.reply_to = sooner(known.reply_to.take(), seen.reply_to, by_bytes);
    known.quote_of = sooner(known.quote_of.take(), seen.quote_of, by_bytes);
    known.repost_of = sooner(known.repost_of.take(), seen.repost_of, by_bytes);
    known.lang = sooner(known.lang.take(), seen.lang, by_bytes);
    if !known.deleted {
        known.mentions = sooner(known.mentions.take(), seen.mentions, longer);
        known.links = sooner(known.links.take(), seen.links, longer);
        known.media = sooner(known.media.take(), seen.media, longer);
    }
    Change {
        any: *known != before,
        text,
        parent_replaced: before.reply_to.is_some() && before.reply_to != known.reply_to,
        said_inbound: before.said_inbound.is_none() && known.said_inbound == Some(true),
    }
}

fn sooner<T>(known: Option<T>, seen: Option<T>, better: impl Fn(&T, &T) -> bool) -> Option<T> {
    match (known, seen) {
        (Some(known), Some(seen)) if better(&known, &seen) => Some(seen),
        (Some(known), _) => Some(known),
        (None, seen) => seen,
    }
}

fn greater(a: Counters, b: Counters) -> Counters {
    Counters {
        likes: a.likes.max(b.likes),
        shares: a.shares.max(b.shares),
        replies: a.replies.max(b.replies),
        views: a.views.max(b.views),
    }
}
