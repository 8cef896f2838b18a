//! Posts of API v2: a post alone, or a page of `data` with its `includes`.

use crate::json::{Count, Id, JsonFault, Text, present, welcome};
use rapport_model::{
    Account, Counters, Kind, Mention, Network, Post, ReplyTo, Timestamp, Visibility,
};
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    #[serde(default, deserialize_with = "welcome")]
    includes: Option<Includes>,
}

/// What a page's posts refer to: references, never posts of their own.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Includes {
    users: Vec<User>,
    tweets: Vec<Included>,
}

#[derive(Deserialize)]
struct User {
    id: Option<Id>,
    username: Option<Text>,
    name: Option<Text>,
    #[serde(default, deserialize_with = "welcome")]
    public_metrics: Option<UserMetrics>,
}

#[derive(Deserialize)]
struct UserMetrics {
    followers_count: Option<Count>,
}

#[derive(Deserialize)]
struct Included {
    id: Option<Id>,
    author_id: Option<Id>,
}

#[derive(Deserialize)]
struct Tweet {
    id: Option<Id>,
    text: Option<Text>,
    #[serde(default, deserialize_with = "welcome")]
    note_tweet: Option<Note>,
    author_id: Option<Id>,
    created_at: Option<Text>,
    in_reply_to_user_id: Option<Id>,
    referenced_tweets: Option<Vec<Reference>>,
    lang: Option<Text>,
    #[serde(default, deserialize_with = "welcome")]
    public_metrics: Option<Metrics>,
    #[serde(default, deserialize_with = "welcome")]
    entities: Option<Entities>,
}

#[derive(Deserialize)]
struct Note {
    text: Text,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(rename = "type")]
    kind: Text,
    id: Id,
}

#[derive(Deserialize)]
struct Metrics {
    retweet_count: Option<Count>,
    quote_count: Option<Count>,
    reply_count: Option<Count>,
    like_count: Option<Count>,
    impression_count: Option<Count>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Entities {
    mentions: Vec<EntityMention>,
    urls: Vec<EntityUrl>,
}

#[derive(Deserialize)]
struct EntityMention {
    id: Option<Id>,
    username: Option<Text>,
    start: Option<u32>,
}

#[derive(Deserialize)]
struct EntityUrl {
    url: Option<Text>,
    expanded_url: Option<Text>,
}

/// The posts of a value of v2.
pub(crate) fn v2_posts(text: &str, each: &mut impl FnMut(Result<Post, JsonFault>)) {
    let page = match serde_json::from_str::<Page<'_>>(text) {
        Ok(page) => page,
        Err(error) => return each(Err(error.into())),
    };
    let includes = page.includes.unwrap_or_default();
    let mut one = |json: &str| {
        let tweet = serde_json::from_str::<Tweet>(json).map_err(JsonFault::from);
        each(tweet.and_then(|tweet| tweet.into_post(&includes)));
    };
    match page.data {
        None => one(text),
        Some(data) if data.get().starts_with('[') => {
            match serde_json::from_str::<Vec<&RawValue>>(data.get()) {
                Ok(tweets) => tweets.into_iter().for_each(|tweet| one(tweet.get())),
                Err(error) => each(Err(error.into())),
            }
        }
        Some(data) => one(data.get()),
    }
}

impl Includes {
    fn user(&self, id: &str) -> Option<&User> {
        self.users
            .iter()
            .find(|user| user.id.as_ref().is_some_and(|known| known.0 == id))
    }

    fn handle(&self, id: Option<&str>) -> Option<String> {
        self.user(id?)?.username.as_ref().map(|name| name.0.clone())
    }

    fn author_of(&self, id: &str) -> Option<String> {
        let tweet = self
            .tweets
            .iter()
            .find(|t| t.id.as_ref().is_some_and(|known| known.0 == id))?;
        tweet.author_id.as_ref().map(|id| id.0.clone())
    }
}

impl Tweet {
    fn into_post(self, includes: &Includes) -> Result<Post, JsonFault> {
        let external_id = present(self.id).ok_or_else(|| JsonFault::missing("id"))?;
        let ask = |field: &str| {
            JsonFault(format!(
                "{field} is missing: ask for it with tweet.fields={field}"
            ))
        };
        let author_id = present(self.author_id).ok_or_else(|| ask("author_id"))?;
        let created_at = self.created_at.ok_or_else(|| ask("created_at"))?;
        let text = self.note_tweet.map(|note| note.text).or(self.text);
        let text = text.ok_or_else(|| JsonFault::missing("text"))?.0;
        let references = self.referenced_tweets.unwrap_or_default();
        let reference = |kind: &str| {
            let found = references.iter().find(|r| r.kind.0 == kind);
            found.map(|r| r.id.0.clone()).filter(|id| !id.is_empty())
        };
        let (replied_to, quote_of, repost_of) = (
            reference("replied_to"),
            reference("quoted"),
            reference("retweeted"),
        );
        let addressee = present(self.in_reply_to_user_id)
            .or_else(|| replied_to.as_deref().and_then(|id| includes.author_of(id)));
        let reply_to = ReplyTo {
            author_handle: includes.handle(addressee.as_deref()),
            id: replied_to,
            author_id: addressee,
        };
        let reply_to = (reply_to != ReplyTo::default()).then_some(reply_to);
        let kind = match (&repost_of, &reply_to, &quote_of) {
            (Some(_), _, _) => Kind::Repost,
            (None, Some(_), _) => Kind::Reply,
            (None, None, Some(_)) => Kind::Quote,
            (None, None, None) => Kind::Post,
        };
        let user = includes.user(&author_id);
        let entities = self.entities.unwrap_or_default();
        Ok(Post {
            network: Network::X,
            external_id,
            kind,
            visibility: Visibility::Public,
            created_at: Timestamp::parse(&created_at.0)?,
            author: Account {
                handle: includes.handle(Some(&author_id)),
                name: user.and_then(|u| u.name.as_ref()).map(|t| t.0.clone()),
                followers: user
                    .and_then(|u| u.public_metrics.as_ref()?.followers_count)
                    .map(|c| c.0),
                id: Some(author_id),
            },
            text,
            lang: self.lang.map(|t| t.0).filter(|l| !l.is_empty()),
            reply_to,
            quote_of,
            repost_of,
            mentions: entities
                .mentions
                .into_iter()
                .map(EntityMention::into_mention)
                .collect(),
            links: entities
                .urls
                .into_iter()
                .filter_map(|u| u.expanded_url.or(u.url))
                .map(|t| t.0)
                .collect(),
            media: Vec::new(),
            counters: self
                .public_metrics
                .map(Metrics::into_counters)
                .unwrap_or_default(),
            inbound: None,
            mass_mailing: false,
        })
    }
}

impl EntityMention {
    fn into_mention(self) -> Mention {
        Mention {
            id: present(self.id),
            handle: self.username.map(|t| t.0),
            start: self.start,
        }
    }
}

impl Metrics {
    fn into_counters(self) -> Counters {
        let count = |c: Option<Count>| c.map(|c| c.0);
        let shares = match (count(self.retweet_count), count(self.quote_count)) {
            (None, None) => None,
            (a, b) => Some(a.unwrap_or(0).saturating_add(b.unwrap_or(0))),
        };
        Counters {
            likes: count(self.like_count),
            shares,
            replies: count(self.reply_count),
            views: count(self.impression_count),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::json;
    use rapport_model::{Kind, Post};

    fn read(line: &str) -> Vec<Result<Post, String>> {
        let mut found = Vec::new();
        json::posts(line, &mut |post| found.push(post.map_err(|fault| fault.0)));
        found
    }

    #[test]
    fn the_items_of_a_page_are_posts_and_its_includes_are_not() {
        let page = r#"{"data":[
            {"id":"10","author_id":"1","created_at":"2023-01-01T00:00:00.000Z","text":"@bob hi","referenced_tweets":[{"type":"replied_to","id":"9"}]},
            {"id":"11","text":"no author"}],
            "includes":{"tweets":[{"id":"9","author_id":"2","text":"q"}],"users":[{"id":"1","username":"Ana"},{"id":"2","username":"bob"}]},"meta":{}}"#;
        let posts = read(page);
        assert_eq!(posts.len(), 2);
        let post = posts[0].as_ref().unwrap();
        assert_eq!(post.author.handle.as_deref(), Some("Ana"));
        let reply = post.reply_to.as_ref().unwrap();
        assert_eq!(
            (reply.author_id.as_deref(), reply.author_handle.as_deref()),
            (Some("2"), Some("bob"))
        );
        assert!(
            posts[1]
                .as_ref()
                .unwrap_err()
                .contains("tweet.fields=author_id")
        );
    }

    #[test]
    fn a_post_may_stand_alone() {
        let posts = read(
            r#"{"id":"1","author_id":"2","created_at":"2023-01-01T00:00:00Z","text":"a","referenced_tweets":[{"type":"retweeted","id":"3"}]}"#,
        );
        assert_eq!(posts[0].as_ref().unwrap().kind, Kind::Repost);
        let posts = read(
            r#"{"data":{"id":"1","author_id":"2","created_at":"2023-01-01T00:00:00Z","text":"a"}}"#,
        );
        assert_eq!(posts[0].as_ref().unwrap().external_id, "1");
    }
}
