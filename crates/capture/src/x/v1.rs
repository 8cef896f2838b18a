//! Posts of API v1.1: `text` or `full_text`, ids twice, the extended form of long posts.

use crate::json::{Count, Id, JsonFault, Text, present, welcome};
use rapport_model::{
    Account, Counters, Kind, Mention, Network, Post, ReplyTo, Timestamp, Visibility,
};
use serde::Deserialize;
use serde_json::value::RawValue;

/// A post of v1.1, with the keys that betray another dialect.
#[derive(Deserialize)]
pub(crate) struct Tweet<'a> {
    created_at: Option<Text>,
    id: Option<Id>,
    id_str: Option<Id>,
    text: Option<Text>,
    full_text: Option<Text>,
    extended_tweet: Option<Extended>,
    user: Option<User>,
    in_reply_to_status_id: Option<Id>,
    in_reply_to_status_id_str: Option<Id>,
    in_reply_to_user_id: Option<Id>,
    in_reply_to_user_id_str: Option<Id>,
    in_reply_to_screen_name: Option<Text>,
    retweeted_status: Option<Nested>,
    quoted_status: Option<Nested>,
    #[serde(default, deserialize_with = "welcome")]
    quoted_status_id: Option<Id>,
    #[serde(default, deserialize_with = "welcome")]
    quoted_status_id_str: Option<Id>,
    #[serde(default, deserialize_with = "welcome")]
    is_quote_status: Option<bool>,
    lang: Option<Text>,
    #[serde(default, deserialize_with = "welcome")]
    entities: Option<Entities>,
    #[serde(default, deserialize_with = "welcome")]
    extended_entities: Option<Entities>,
    #[serde(default, deserialize_with = "welcome")]
    favorite_count: Option<Count>,
    #[serde(default, deserialize_with = "welcome")]
    retweet_count: Option<Count>,
    #[serde(default, deserialize_with = "welcome")]
    quote_count: Option<Count>,
    #[serde(default, deserialize_with = "welcome")]
    reply_count: Option<Count>,
    #[serde(borrow)]
    author_id: Option<&'a RawValue>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    #[serde(borrow)]
    network: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Extended {
    full_text: Option<Text>,
    #[serde(default, deserialize_with = "welcome")]
    entities: Option<Entities>,
}

#[derive(Deserialize)]
struct User {
    id: Option<Id>,
    id_str: Option<Id>,
    screen_name: Option<Text>,
    #[serde(default, deserialize_with = "welcome")]
    name: Option<Text>,
    #[serde(default, deserialize_with = "welcome")]
    followers_count: Option<Count>,
}

#[derive(Deserialize)]
struct Nested {
    id: Option<Id>,
    id_str: Option<Id>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Entities {
    user_mentions: Vec<UserMention>,
    urls: Vec<Url>,
    media: Vec<Media>,
}

#[derive(Deserialize)]
struct UserMention {
    id: Option<Id>,
    id_str: Option<Id>,
    screen_name: Option<Text>,
    #[serde(default, deserialize_with = "welcome")]
    indices: Option<(Count, Count)>,
}

#[derive(Deserialize)]
struct Url {
    url: Option<Text>,
    expanded_url: Option<Text>,
}

#[derive(Deserialize)]
struct Media {
    media_url_https: Option<Text>,
    media_url: Option<Text>,
}

/// Which of the dialects that share JSON Lines a value is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TweetDialect {
    V1,
    V2,
    Rapport,
}

impl Tweet<'_> {
    pub(crate) fn dialect(&self) -> TweetDialect {
        if self.network.is_some() {
            TweetDialect::Rapport
        } else if self.user.is_none() && (self.author_id.is_some() || self.data.is_some()) {
            TweetDialect::V2
        } else {
            TweetDialect::V1
        }
    }

    /// The post; `owner` speaks for posts of a personal archive, which name no author.
    pub(crate) fn into_post(self, owner: Option<&Account>) -> Result<Post, JsonFault> {
        let external_id = present(self.id_str).or(present(self.id));
        let external_id = external_id.ok_or_else(|| JsonFault::missing("id_str"))?;
        let created_at = self
            .created_at
            .ok_or_else(|| JsonFault::missing("created_at"))?;
        let author = match (self.user, owner) {
            (Some(user), _) => user.into_account(),
            (None, Some(owner)) => owner.clone(),
            (None, None) => return Err(JsonFault::missing("user")),
        };
        if author.id.is_none() && author.handle.is_none() && owner.is_none() {
            return Err(JsonFault::missing("user.id_str"));
        }
        let (extended_text, extended_entities) = self
            .extended_tweet
            .map_or((None, None), |e| (e.full_text, e.entities));
        let text = extended_text.or(self.full_text).or(self.text);
        let text = text
            .ok_or_else(|| JsonFault::missing("full_text or text"))?
            .0;
        let reply_to = ReplyTo {
            id: present(self.in_reply_to_status_id_str).or(present(self.in_reply_to_status_id)),
            author_id: present(self.in_reply_to_user_id_str).or(present(self.in_reply_to_user_id)),
            author_handle: self
                .in_reply_to_screen_name
                .map(|t| t.0)
                .filter(|t| !t.is_empty()),
        };
        let reply_to = (reply_to != ReplyTo::default()).then_some(reply_to);
        // The personal archive keeps a repost as its text only.
        let archived_repost = owner.is_some() && text.starts_with("RT @");
        let repost_of = self.retweeted_status.map(Nested::into_id);
        let quote_of = self.quoted_status.and_then(Nested::into_id);
        let quote_of = quote_of
            .or(present(self.quoted_status_id_str))
            .or(present(self.quoted_status_id))
            .filter(|_| repost_of.is_none());
        let quotes = quote_of.is_some() || self.is_quote_status == Some(true);
        let kind = match (repost_of.is_some() || archived_repost, &reply_to) {
            (true, _) => Kind::Repost,
            (false, Some(_)) => Kind::Reply,
            (false, None) if quotes => Kind::Quote,
            (false, None) => Kind::Post,
        };
        let shares = match (self.retweet_count, self.quote_count) {
            (None, None) => None,
            (a, b) => Some(a.map_or(0, |c| c.0).saturating_add(b.map_or(0, |c| c.0))),
        };
        let entities = extended_entities.or(self.entities).unwrap_or_default();
        let media = self.extended_entities.map_or(entities.media, |e| e.media);
        Ok(Post {
            network: Network::X,
            external_id,
            kind,
            visibility: Visibility::Public,
            created_at: Timestamp::parse(&created_at.0)?,
            author,
            text,
            lang: self.lang.map(|t| t.0).filter(|l| !l.is_empty()),
            reply_to,
            quote_of,
            repost_of: repost_of.flatten(),
            mentions: entities
                .user_mentions
                .into_iter()
                .map(UserMention::into_mention)
                .collect(),
            links: entities
                .urls
                .into_iter()
                .filter_map(|u| u.expanded_url.or(u.url))
                .map(|t| t.0)
                .collect(),
            media: media
                .into_iter()
                .filter_map(|m| m.media_url_https.or(m.media_url))
                .map(|t| t.0)
                .collect(),
            counters: Counters {
                likes: self.favorite_count.map(|c| c.0),
                shares,
                replies: self.reply_count.map(|c| c.0),
                views: None,
            },
            inbound: owner.map(|_| false),
            mass_mailing: false,
        })
    }
}

impl User {
    fn into_account(self) -> Account {
        Account {
            id: present(self.id_str).or(present(self.id)),
            handle: self.screen_name.map(|t| t.0).filter(|t| !t.is_empty()),
            name: self.name.map(|t| t.0),
            followers: self.followers_count.map(|c| c.0),
        }
    }
}

impl Nested {
    fn into_id(self) -> Option<String> {
        present(self.id_str).or(present(self.id))
    }
}

impl UserMention {
    fn into_mention(self) -> Mention {
        Mention {
            id: present(self.id_str).or(present(self.id)),
            handle: self.screen_name.map(|t| t.0),
            start: self
                .indices
                .and_then(|(start, _)| u32::try_from(start.0).ok()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::json;
    use rapport_model::{Kind, Post};

    fn read(line: &str) -> Result<Post, String> {
        let mut found = None;
        json::posts(line, &mut |post| {
            found = Some(post.map_err(|fault| fault.0));
        });
        found.unwrap()
    }

    #[test]
    fn the_longest_form_of_a_text_is_taken() {
        let line = |rest: &str| {
            format!(r#"{{"id":1,"created_at":"2015-01-01T00:00:00Z","user":{{"id":2}},{rest}}}"#)
        };
        let text = |rest: &str| read(&line(rest)).unwrap().text;
        assert_eq!(
            text(r#""text":"a…","truncated":true,"extended_tweet":{"full_text":"abc"}"#),
            "abc"
        );
        assert_eq!(
            text(r#""text":"a…","full_text":"abc","display_text_range":[0,3]"#),
            "abc"
        );
        assert_eq!(text(r#""text":"abc""#), "abc");
        assert!(
            read(&line(r#""lang":"en""#))
                .unwrap_err()
                .contains("text is missing")
        );
    }

    #[test]
    fn reposts_quotes_and_replies_are_told_apart() {
        let line = |rest: &str| {
            format!(
                r#"{{"id":1,"text":"a","created_at":"2015-01-01T00:00:00Z","user":{{"id":2}},{rest}}}"#
            )
        };
        let kind = |rest: &str| read(&line(rest)).unwrap().kind;
        assert_eq!(
            kind(r#""retweeted_status":{"id":3,"quoted_status":{"id":4}},"is_quote_status":true"#),
            Kind::Repost
        );
        assert_eq!(
            kind(r#""is_quote_status":true,"quoted_status_id_str":"4""#),
            Kind::Quote
        );
        assert_eq!(
            kind(r#""is_quote_status":true,"in_reply_to_user_id":4"#),
            Kind::Reply
        );
        assert_eq!(kind(r#""retweeted":false,"retweet_count":7"#), Kind::Post);
    }

    #[test]
    fn a_field_of_the_wrong_kind_costs_only_itself() {
        let post = read(r#"{"id":1,"text":"a","created_at":"2015-01-01T00:00:00Z","user":{"id":2},"entities":{"urls":null},"favorite_count":"12","retweet_count":[]}"#).unwrap();
        assert_eq!(post.counters.likes, Some(12));
        assert_eq!(post.counters.shares, None);
        assert!(post.links.is_empty());
    }

    #[test]
    fn what_is_missing_is_named() {
        assert!(read("{}").unwrap_err().contains("id_str"));
        assert!(
            read(r#"{"id":1,"text":"a","created_at":"2015-01-01"}"#)
                .unwrap_err()
                .contains("user")
        );
        assert!(
            read(r#"{"id":1,"text":"a","created_at":"now","user":{"id":1}}"#)
                .unwrap_err()
                .contains("created_at")
        );
        assert!(read("[1]").is_err());
        assert!(read("null").is_err());
    }
}
