//! A post as its row holds it, before anything is derived from it.

use crate::StoreError;
use crate::engine::{Row, Value};
use crate::facets;
use crate::keys::{clean, key};
use crate::resolve::Named;
use rapport_model::audience::Opening;
use rapport_model::{Counters, Kind, Post, Visibility};
use serde_json::to_string;
use std::borrow::Cow;

/// The facts of one post; profiles are rows of the store.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Facts<'a> {
    pub(crate) network: i64,
    pub(crate) external_id: Cow<'a, str>,
    pub(crate) created_at: i64,
    pub(crate) kind: Kind,
    pub(crate) visibility: Visibility,
    pub(crate) named: Named,
    pub(crate) dot_mention: bool,
    pub(crate) said_inbound: Option<bool>,
    pub(crate) mass_mailing: bool,
    pub(crate) deleted: bool,
    pub(crate) reply_to: Option<Cow<'a, str>>,
    pub(crate) quote_of: Option<Cow<'a, str>>,
    pub(crate) repost_of: Option<Cow<'a, str>>,
    pub(crate) lang: Option<Cow<'a, str>>,
    pub(crate) found: Option<(Cow<'a, str>, f64)>,
    pub(crate) counters: Counters,
    pub(crate) mentions: Option<Cow<'a, str>>,
    pub(crate) links: Option<Cow<'a, str>>,
    pub(crate) media: Option<Cow<'a, str>>,
    pub(crate) text: Cow<'a, str>,
}

impl<'a> Facts<'a> {
    /// The facts of a post whose profiles are known.
    pub(crate) fn of(
        post: &'a Post,
        language: Option<&'a (String, f32)>,
        network: i64,
        named: Named,
    ) -> Result<Facts<'a>, StoreError> {
        Ok(Facts {
            network,
            external_id: key(&post.external_id),
            created_at: post.created_at.0,
            kind: post.kind,
            visibility: post.visibility,
            named,
            dot_mention: post.opening() == Opening::DotMention,
            said_inbound: post.inbound,
            mass_mailing: post.mass_mailing,
            deleted: false,
            reply_to: post
                .reply_to
                .as_ref()
                .and_then(|r| r.id.as_deref())
                .map(key),
            quote_of: post.quote_of.as_deref().map(clean),
            repost_of: post.repost_of.as_deref().map(clean),
            lang: post.lang.as_deref().map(key),
            found: language.map(|(lang, sure)| (key(lang), f64::from(*sure))),
            counters: post.counters,
            mentions: listed(&post.mentions)?,
            links: listed(&post.links)?,
            media: listed(&post.media)?,
            text: clean(&post.text),
        })
    }

    /// Reads the columns of a post from `network` to `text`, of which the first stands at `at`.
    pub(crate) fn read(row: &Row<'_>, at: usize) -> Result<Facts<'static>, StoreError> {
        let text = |place: usize| Ok::<_, StoreError>(row.opt_text(at + place)?.map(Cow::Owned));
        let found = text(16)?.zip(row.opt_real(at + 17)?);
        Ok(Facts {
            network: row.int(at)?,
            external_id: Cow::Owned(row.text(at + 1)?),
            created_at: row.int(at + 2)?,
            kind: word(&row.text(at + 3)?)?,
            visibility: word(&row.text(at + 4)?)?,
            named: Named {
                author: row.int(at + 5)?,
                addressee: row.opt_int(at + 6)?,
                leading: row.opt_int(at + 7)?,
            },
            dot_mention: row.flag(at + 8)?,
            said_inbound: row.opt_int(at + 9)?.map(|said| said != 0),
            mass_mailing: row.flag(at + 10)?,
            deleted: row.flag(at + 11)?,
            reply_to: text(12)?,
            quote_of: text(13)?,
            repost_of: text(14)?,
            lang: text(15)?,
            found,
            counters: Counters {
                likes: row.opt_int(at + 18)?,
                shares: row.opt_int(at + 19)?,
                replies: row.opt_int(at + 20)?,
                views: row.opt_int(at + 21)?,
            },
            mentions: text(22)?,
            links: text(23)?,
            media: text(24)?,
            text: Cow::Owned(row.text(at + 25)?),
        })
    }

    /// The language that counts.
    pub(crate) fn language(&self) -> &str {
        facets::language(self.lang.as_deref(), self.found_language())
    }

    /// The language found in its text, where none is declared.
    pub(crate) fn found_language(&self) -> Option<&str> {
        let told = self.lang.as_deref().is_some_and(facets::is_told);
        self.found
            .as_ref()
            .filter(|_| !told)
            .map(|(lang, _)| &**lang)
    }

    /// The values of the columns from `network` to `text`.
    pub(crate) fn values(&self) -> [Value<'_>; 26] {
        [
            self.network.into(),
            Value::Text(&self.external_id),
            self.created_at.into(),
            self.kind.as_str().into(),
            self.visibility.as_str().into(),
            self.named.author.into(),
            self.named.addressee.into(),
            self.named.leading.into(),
            self.dot_mention.into(),
            self.said_inbound.into(),
            self.mass_mailing.into(),
            self.deleted.into(),
            self.reply_to.as_deref().into(),
            self.quote_of.as_deref().into(),
            self.repost_of.as_deref().into(),
            self.lang.as_deref().into(),
            self.found.as_ref().map(|(lang, _)| &**lang).into(),
            self.found
                .as_ref()
                .map_or(Value::Null, |(_, sure)| Value::Real(*sure)),
            self.counters.likes.into(),
            self.counters.shares.into(),
            self.counters.replies.into(),
            self.counters.views.into(),
            self.mentions.as_deref().into(),
            self.links.as_deref().into(),
            self.media.as_deref().into(),
            Value::Text(&self.text),
        ]
    }
}

fn listed<T: serde::Serialize>(list: &[T]) -> Result<Option<Cow<'static, str>>, StoreError> {
    if list.is_empty() {
        return Ok(None);
    }
    let json = to_string(list).map_err(|error| StoreError::Engine(error.to_string()))?;
    // NUL stands escaped in JSON, and would come back.
    Ok(Some(Cow::Owned(json.replace("\\u0000", "\u{fffd}"))))
}

/// A word of a closed list, as the store wrote it.
pub(crate) fn word<T: std::str::FromStr>(text: &str) -> Result<T, StoreError> {
    text.parse()
        .map_err(|_| StoreError::Corrupt(format!("{text:?} stands where no such word may stand")))
}
