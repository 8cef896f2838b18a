//! From rows back to posts.

use crate::StoreError;
use crate::brands::index_of;
use crate::engine::Row;
use crate::export::Stored;
use crate::facts::Facts;
use crate::filter::Direction;
use crate::settle::read_derived;
use rapport_model::{
    Account, ContactId, ConversationId, Network, Post, PostId, ProfileId, ReplyTo, Timestamp,
};
use std::borrow::Cow;

/// What [`read`] needs, to stand before a condition.
pub(crate) const STORED: &str = "select p.id, p.network, p.external_id, p.created_at, p.kind, p.visibility,
    p.author_ref, p.addressee, p.first_named, p.dot_mention, p.said_inbound, p.mass_mailing, p.deleted, p.reply_to,
    p.quote_of, p.repost_of, p.lang, p.found_lang, p.found_confidence, p.likes, p.shares, p.replies, p.views,
    p.mentions, p.links, p.media, p.text, p.direction, p.author, p.owner, p.own_profile, p.audience, p.rule, p.basis,
    p.contact, p.tree, p.conversation, n.name, a.external_id, a.handle, a.name, a.followers, t.external_id, t.handle,
    t.handle_key, a.handle_key
    from posts p join networks n on n.id = p.network join profiles a on a.id = p.author_ref
    left join profiles t on t.id = p.addressee";

/// Reads the columns of [`STORED`].
pub(crate) fn read(row: &Row<'_>) -> Result<Stored, StoreError> {
    let facts = Facts::read(row, 1)?;
    let derived = read_derived(row, 27)?
        .ok_or_else(|| StoreError::Corrupt("a post has no direction".into()))?;
    let network =
        Network::parse(&row.text(37)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let owned = |text: Option<Cow<'static, str>>| text.map(Cow::into_owned);
    let author = Account {
        id: row.opt_text(38)?,
        handle: row
            .opt_text(39)?
            .or(row.opt_text(45)?.filter(|handle| !handle.is_empty())),
        name: row.opt_text(40)?,
        followers: row.opt_int(41)?,
    };
    let reply_to = ReplyTo {
        id: owned(facts.reply_to),
        author_id: row.opt_text(42)?,
        author_handle: row.opt_text(43)?.or(row.opt_text(44)?),
    };
    let post = Post {
        network,
        external_id: facts.external_id.into_owned(),
        kind: facts.kind,
        visibility: facts.visibility,
        created_at: Timestamp(facts.created_at),
        author,
        text: facts.text.into_owned(),
        lang: owned(facts.lang),
        reply_to: (reply_to != ReplyTo::default()).then_some(reply_to),
        quote_of: owned(facts.quote_of),
        repost_of: owned(facts.repost_of),
        mentions: list(facts.mentions)?,
        links: list(facts.links)?,
        media: list(facts.media)?,
        counters: facts.counters,
        inbound: facts.said_inbound,
        mass_mailing: facts.mass_mailing,
    };
    Ok(Stored {
        id: PostId(row.int(0)?),
        post,
        deleted: facts.deleted,
        direction: if derived.outbound {
            Direction::Outbound
        } else {
            Direction::Inbound
        },
        profile: ProfileId(derived.author),
        brand: derived.owner.and_then(index_of),
        verdict: derived.verdict,
        contact: derived.contact.map(ContactId),
        conversation: derived.conversation.map(ConversationId),
        found_language: facts.found.map(|(lang, sure)| (lang.into_owned(), sure)),
    })
}

fn list<T: serde::de::DeserializeOwned>(
    json: Option<Cow<'static, str>>,
) -> Result<Vec<T>, StoreError> {
    match json {
        None => Ok(Vec::new()),
        Some(json) => {
            serde_json::from_str(&json).map_err(|error| StoreError::Corrupt(error.to_string()))
        }
    }
}
