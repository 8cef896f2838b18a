//! The post, as capture hands it on: one shape for every network.

use crate::audience::Opening;
use crate::{Network, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A word of a closed list was not among its words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {list}: use one of {known}")]
pub struct UnknownWord {
    /// What was given.
    pub word: String,
    /// What it should have been: `kind`, `visibility`.
    pub list: &'static str,
    /// The legal words.
    pub known: String,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $list:literal, { $($(#[$vdoc:meta])* $variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$vdoc])* $variant),+
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word used in files, the API and the store.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word),+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                $name::ALL.iter().copied().find(|v| v.as_str() == word).ok_or_else(|| UnknownWord {
                    word: word.chars().take(40).collect(),
                    list: $list,
                    known: $name::ALL.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

words!(
    /// What a post is.
    Kind, "kind", {
        /// A status of its own.
        #[default]
        Post => "post",
        /// An answer to another post.
        Reply => "reply",
        /// Another's post shared without a word.
        Repost => "repost",
        /// Another's post shared with words.
        Quote => "quote",
        /// A comment under an article, a video, a photograph.
        Comment => "comment",
        /// A direct message.
        Message => "message",
        /// A review with or without stars.
        Review => "review",
        /// An e-mail.
        Email => "email",
        /// An answer to a survey.
        Answer => "answer",
        /// A note of a conversation that took place offline.
        Note => "note",
    }
);

words!(
    /// Who could read a post where it was written.
    Visibility, "visibility", {
        /// Everybody, or all followers.
        #[default]
        Public => "public",
        /// Those it was sent to.
        Private => "private",
    }
);

/// An identity as a post names it; an archive knows the id, the handle, or both.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// The network's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The handle, without `@`, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The name shown beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Followers when the post was captured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followers: Option<i64>,
}

/// What a post replies to: a post, its author, or only its author.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplyTo {
    /// External id of the post replied to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Id of its author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_id: Option<String>,
    /// Handle of its author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_handle: Option<String>,
}

/// Somebody named in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mention {
    /// The network's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The handle, without `@`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// Character of the text at which it starts, where the network says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
}

/// How often a post was liked, shared, answered, seen; none where the source does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Counters {
    /// Likes, favourites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likes: Option<i64>,
    /// Reposts and quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares: Option<i64>,
    /// Replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replies: Option<i64>,
    /// Views, impressions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub views: Option<i64>,
}

/// One message of any kind, known by `(network, external_id)`. Its JSON is Rapport's own JSON Lines format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Where it lives.
    pub network: Network,
    /// The network's id for it.
    #[serde(rename = "id")]
    pub external_id: String,
    /// What it is.
    #[serde(default)]
    pub kind: Kind,
    /// Who could read it.
    #[serde(default)]
    pub visibility: Visibility,
    /// When it was written, UTC.
    pub created_at: Timestamp,
    /// Who wrote it.
    pub author: Account,
    /// The text as written.
    #[serde(default)]
    pub text: String,
    /// The language that the source declares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// What it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<ReplyTo>,
    /// External id of the post quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_of: Option<String>,
    /// External id of the post reposted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repost_of: Option<String>,
    /// Who is named, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Where its links lead, expanded where the source does so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Addresses of its pictures, films and sounds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<String>,
    /// Its counters when captured.
    #[serde(flatten)]
    pub counters: Counters,
    /// The file's own word on the direction, where it has one: true for a post from people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inbound: Option<bool>,
    /// Sent to many at once: a list, bulk precedence, more than ten recipients.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mass_mailing: bool,
}

impl Post {
    /// How the text begins, by the network's own marks where it has them.
    #[must_use]
    pub fn opening(&self) -> Opening<'_> {
        if self.text.starts_with(".@") {
            return Opening::DotMention;
        }
        if !self.network.marks_mentions() {
            return opening_of_text(&self.text);
        }
        let first = self
            .mentions
            .iter()
            .find(|mention| mention.start == Some(0));
        match first.and_then(|mention| mention.handle.as_deref()) {
            Some(handle) => Opening::Mention(handle),
            None => Opening::Other,
        }
    }
}

/// How a text begins where handles are ASCII letters, digits and `_`.
#[must_use]
pub fn opening_of_text(text: &str) -> Opening<'_> {
    if text.starts_with(".@") {
        return Opening::DotMention;
    }
    let Some(rest) = text.strip_prefix('@') else {
        return Opening::Other;
    };
    let length = rest
        .bytes()
        .take_while(|&c| c.is_ascii_alphanumeric() || c == b'_')
        .count();
    match rest.split_at_checked(length) {
        Some((handle, _)) if !handle.is_empty() => Opening::Mention(handle),
        _ => Opening::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_ascii_letters_digits_and_underscores() {
        assert_eq!(opening_of_text("@Ana_1: hi"), Opening::Mention("Ana_1"));
        assert_eq!(opening_of_text("@añb"), Opening::Mention("a"));
        assert_eq!(opening_of_text("@ ana"), Opening::Other);
        assert_eq!(opening_of_text(" @ana"), Opening::Other);
        assert_eq!(opening_of_text(".@ana"), Opening::DotMention);
        assert_eq!(opening_of_text(". @ana"), Opening::Other);
        assert_eq!(opening_of_text(""), Opening::Other);
    }

    #[test]
    fn on_a_network_that_marks_mentions_only_marks_count() {
        let mut post: Post = serde_json::from_str(
            r#"{"network":"mastodon","id":"u","created_at":"2025-01-01T00:00:00Z","author":{},"text":"@ana hi"}"#,
        )
        .unwrap();
        assert_eq!(post.opening(), Opening::Other);
        post.mentions = vec![Mention {
            start: Some(0),
            handle: Some("ana@a.example".into()),
            ..Mention::default()
        }];
        assert_eq!(post.opening(), Opening::Mention("ana@a.example"));
    }

    #[test]
    fn a_post_reads_back_as_it_was_written() {
        let line = r#"{"network":"x","id":"1","kind":"reply","visibility":"public","created_at":"2025-01-01T00:00:00.000Z","author":{"id":"5","handle":"a"},"text":"hi","lang":"en","reply_to":{"id":"0"},"likes":3}"#;
        let post: Post = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&post).unwrap(), line);
    }
}
