//! One line of `posts.jsonl`: Rapport's own JSON Lines format.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// Where a post was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// Numeric ids that grow with time, handles of ASCII letters, digits and `_`.
    X,
    /// ActivityPub URIs as ids, handles with their server.
    Mastodon,
    /// Message-IDs as ids.
    Email,
    /// Phone, counter and event: notes typed by an agent.
    Offline,
}

/// What kind of message a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A status that replies to nothing.
    Post,
    /// A public answer to a post.
    Reply,
    /// A post passed on without comment.
    Repost,
    /// A post passed on with a comment.
    Quote,
    /// A private message.
    Message,
    /// An e-mail.
    Email,
    /// A note of a conversation that happened offline.
    Note,
}

/// Who may read a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone.
    Public,
    /// The two who talk.
    Private,
}

/// The profile that speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Author {
    /// The network's id of the profile.
    pub id: String,
    /// The name to address the profile by, where the network has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The name as displayed.
    pub name: String,
    /// How many follow the profile, where the network says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followers: Option<u64>,
}

/// What a post answers: a post, or just a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RepliedTo {
    /// The post answered, unless the network names the addressee only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whom it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_id: Option<String>,
    /// The handle of whom it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_handle: Option<String>,
}

/// A profile named in the text by @.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentionedProfile {
    /// The network's id of the profile.
    pub id: String,
    /// The handle as the network spells it.
    pub handle: String,
}

/// One post as it stands in `posts.jsonl`; absent keys are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Post {
    /// Where it was said.
    pub network: Network,
    /// The network's id.
    pub id: String,
    /// What kind of message it is.
    pub kind: Kind,
    /// Who may read it.
    pub visibility: Visibility,
    /// When it was said.
    #[serde(serialize_with = "with_milliseconds")]
    pub created_at: Timestamp,
    /// Who said it.
    pub author: Author,
    /// What was said, as written.
    pub text: String,
    /// The declared language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// What it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<RepliedTo>,
    /// The post it comments on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_of: Option<String>,
    /// The post it passes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repost_of: Option<String>,
    /// Whom the text names, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<MentionedProfile>,
    /// Where the text points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// How many liked it; public posts only, as the two below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likes: Option<u64>,
    /// How many passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares: Option<u64>,
    /// How many answered it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replies: Option<u64>,
}

fn with_milliseconds<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{at:.3}"))
}
