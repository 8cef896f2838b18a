//! `outbox.json` of a Mastodon archive: what its owner posted and boosted, as ActivityPub.

use crate::json::{JsonFault, Text};
use rapport_model::{
    Account, Counters, Kind, Mention, Network, Post, ReplyTo, Timestamp, Visibility,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Activity {
    #[serde(rename = "type")]
    kind: String,
    id: Option<String>,
    actor: Option<String>,
    published: Option<String>,
    #[serde(default)]
    to: OneOrMany,
    #[serde(default)]
    cc: OneOrMany,
    object: Option<Object>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Object {
    Link(String),
    Note(Box<Note>),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Note {
    id: String,
    published: Option<String>,
    in_reply_to: Option<String>,
    #[serde(default)]
    to: OneOrMany,
    #[serde(default)]
    cc: OneOrMany,
    quote_url: Option<String>,
    #[serde(default)]
    content: Option<Text>,
    #[serde(default)]
    content_map: Option<BTreeMap<String, Option<Text>>>,
    #[serde(default)]
    tag: Vec<Tag>,
    #[serde(default)]
    attachment: Vec<Attachment>,
}

#[derive(Deserialize)]
struct Tag {
    #[serde(rename = "type")]
    kind: Option<String>,
    href: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Attachment {
    url: Option<String>,
}

/// ActivityPub writes one value as itself and several as a list.
#[derive(Deserialize, Default)]
#[serde(untagged)]
enum OneOrMany {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        match self {
            OneOrMany::None => false,
            OneOrMany::One(one) => is(one),
            OneOrMany::Many(many) => many.iter().any(|one| is(one)),
        }
    }
}

/// The post of one activity; activities that are no posts (votes, deletions) are set aside.
pub(crate) fn outbox_post(text: &str, each: &mut impl FnMut(Result<Post, JsonFault>)) {
    let activity = serde_json::from_str::<Activity>(text).map_err(JsonFault::from);
    each(activity.and_then(Activity::into_post));
}

impl Activity {
    fn into_post(self) -> Result<Post, JsonFault> {
        let actor = self
            .actor
            .clone()
            .ok_or_else(|| JsonFault::missing("actor"))?;
        let author = Account {
            handle: handle_of(&actor),
            id: Some(actor),
            ..Account::default()
        };
        let public =
            |to: &str| to.ends_with("#Public") || to == "as:Public" || to.ends_with("/followers");
        let note = match &self.object {
            Some(Object::Note(note)) => note.to.any(public) || note.cc.any(public),
            Some(Object::Link(_)) | None => false,
        };
        let visibility = if note || self.to.any(public) || self.cc.any(public) {
            Visibility::Public
        } else {
            Visibility::Private
        };
        match (self.kind.as_str(), self.object) {
            ("Create", Some(Object::Note(note))) => {
                note.into_post(author, visibility, self.published)
            }
            ("Announce", Some(object)) => Ok(Post {
                kind: Kind::Repost,
                repost_of: Some(match object {
                    Object::Link(uri) => uri,
                    Object::Note(note) => note.id,
                }),
                ..bare(
                    self.id.ok_or_else(|| JsonFault::missing("id"))?,
                    author,
                    visibility,
                    self.published,
                )?
            }),
            (kind, _) => Err(JsonFault(format!(
                "an activity of type {kind:?} is no post"
            ))),
        }
    }
}

fn bare(
    id: String,
    author: Account,
    visibility: Visibility,
    published: Option<String>,
) -> Result<Post, JsonFault> {
    let published = published.ok_or_else(|| JsonFault::missing("published"))?;
    Ok(Post {
        network: Network::MASTODON,
        external_id: id,
        kind: Kind::Post,
        visibility,
        created_at: Timestamp::parse(&published)?,
        author,
        text: String::new(),
        lang: None,
        reply_to: None,
        quote_of: None,
        repost_of: None,
        mentions: Vec::new(),
        links: Vec::new(),
        media: Vec::new(),
        counters: Counters::default(),
        inbound: Some(false),
        mass_mailing: false,
    })
}

impl Note {
    fn into_post(
        self,
        author: Account,
        visibility: Visibility,
        published: Option<String>,
    ) -> Result<Post, JsonFault> {
        let Plain { text, opening } = plain_text(&self.content.unwrap_or_default().0);
        let reply_to = self.in_reply_to.map(|uri| {
            let author = author_of(&uri);
            ReplyTo {
                author_handle: author.as_deref().and_then(handle_of),
                author_id: author,
                id: Some(uri),
            }
        });
        let languages = self.content_map.unwrap_or_default();
        let kind = match (&reply_to, &self.quote_url) {
            (Some(_), _) => Kind::Reply,
            (None, Some(_)) => Kind::Quote,
            (None, None) => Kind::Post,
        };
        let is_mention = |tag: &&Tag| tag.kind.as_deref() == Some("Mention");
        let mentions = self
            .tag
            .iter()
            .filter(is_mention)
            .map(|tag| tag.to_mention(opening.as_deref()))
            .collect();
        Ok(Post {
            kind,
            reply_to,
            mentions,
            quote_of: self.quote_url,
            lang: languages.into_keys().next(),
            media: self.attachment.into_iter().filter_map(|a| a.url).collect(),
            text,
            ..bare(self.id, author, visibility, self.published.or(published))?
        })
    }
}

impl Tag {
    /// The mention, with its place if it is the link that the text begins with.
    fn to_mention(&self, opening: Option<&str>) -> Mention {
        let name = self
            .name
            .as_deref()
            .unwrap_or_default()
            .trim_start_matches('@');
        let (user, host) = name
            .split_once('@')
            .map_or((name, None), |(user, host)| (user, Some(host)));
        let host = host.or_else(|| host_of(self.href.as_deref()?));
        let shown = opening.and_then(|link| link.strip_prefix('@'));
        let opens = shown.is_some_and(|shown| {
            shown.eq_ignore_ascii_case(user) || shown.eq_ignore_ascii_case(name)
        });
        Mention {
            id: self.href.clone(),
            handle: Some(host.map_or_else(|| user.to_owned(), |host| format!("{user}@{host}"))),
            start: opens.then_some(0),
        }
    }
}

fn host_of(uri: &str) -> Option<&str> {
    uri.split_once("://")?
        .1
        .split('/')
        .next()
        .filter(|host| !host.is_empty())
}

/// `ana@social.example` of `https://social.example/users/ana` or `https://social.example/@ana`.
fn handle_of(actor: &str) -> Option<String> {
    let name = actor
        .trim_end_matches('/')
        .rsplit('/')
        .next()?
        .trim_start_matches('@');
    Some(format!("{name}@{}", host_of(actor)?))
}

/// The author that the address of a status names.
fn author_of(status: &str) -> Option<String> {
    status
        .split_once("/statuses/")
        .map(|(author, _)| author.to_owned())
}

/// What a reader sees of a status.
struct Plain {
    text: String,
    /// The link that the text begins with, as shown.
    opening: Option<String>,
}

/// The markup of a status is a handful of paragraphs, breaks and links.
fn plain_text(html: &str) -> Plain {
    let decoded = |text: &str| html_escape::decode_html_entities(text).into_owned();
    let mut text = String::with_capacity(html.len());
    let mut opening = None;
    let mut in_first_link = false;
    let mut rest = html;
    while let Some((before, tag_on)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = tag_on.split_once('>') else {
            rest = "";
            break;
        };
        let name = tag.split([' ', '/']).find(|word| !word.is_empty());
        match (name, tag.starts_with('/')) {
            (Some("br"), _) => text.push('\n'),
            (Some("p"), false) if !text.is_empty() => text.push_str("\n\n"),
            (Some("a"), false) => in_first_link = text.is_empty(),
            (Some("a"), true) if in_first_link => {
                opening = Some(decoded(&text));
                in_first_link = false;
            }
            _ => {}
        }
        rest = after;
    }
    text.push_str(rest);
    Plain {
        text: decoded(&text),
        opening,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapport_model::audience::Opening;

    fn read(json: &str) -> Result<Post, String> {
        let mut found = None;
        outbox_post(json, &mut |post| {
            found = Some(post.map_err(|fault| fault.0));
        });
        found.unwrap()
    }

    #[test]
    fn a_reply_names_its_parent_its_addressee_and_its_leading_mention() {
        let post = read(r#"{"type":"Create","actor":"https://a.example/users/lumen","published":"2023-01-01T00:00:00Z",
            "to":["https://www.w3.org/ns/activitystreams#Public"],"cc":[],
            "object":{"type":"Note","id":"https://a.example/users/lumen/statuses/2","inReplyTo":"https://b.example/users/bob/statuses/1",
            "content":"<p><span class=\"h-card\"><a href=\"https://b.example/@bob\">@<span>bob</span></a></span> hi &amp; thanks<br />x</p><p>y</p>",
            "contentMap":{"en":"x"},"tag":[{"type":"Mention","href":"https://b.example/users/bob","name":"@bob@b.example"}]}}"#).unwrap();
        assert_eq!(post.text, "@bob hi & thanks\nx\n\ny");
        assert_eq!(post.author.handle.as_deref(), Some("lumen@a.example"));
        let reply = post.reply_to.as_ref().unwrap();
        assert_eq!(
            reply.author_id.as_deref(),
            Some("https://b.example/users/bob")
        );
        assert_eq!(post.opening(), Opening::Mention("bob@b.example"));
        assert_eq!(
            (post.kind, post.visibility, post.lang.as_deref()),
            (Kind::Reply, Visibility::Public, Some("en"))
        );
    }

    #[test]
    fn boosts_are_reposts_and_other_activities_are_no_posts() {
        let boost = read(r#"{"type":"Announce","id":"https://a.example/9","actor":"https://a.example/users/l","published":"2023-01-01T00:00:00Z","to":"as:Public","object":"https://b.example/1"}"#).unwrap();
        assert_eq!(
            (boost.kind, boost.repost_of.as_deref()),
            (Kind::Repost, Some("https://b.example/1"))
        );
        let direct = read(r#"{"type":"Create","actor":"https://a.example/users/l","published":"2023-01-01T00:00:00Z","to":["https://b.example/users/bob"],"object":{"id":"u","content":"x"}}"#).unwrap();
        assert_eq!(direct.visibility, Visibility::Private);
        assert!(
            read(r#"{"type":"Like","actor":"https://a.example/users/l"}"#)
                .unwrap_err()
                .contains("Like")
        );
    }
}
