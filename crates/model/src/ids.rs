//! Identities: a newtype each, so that a profile is never mistaken for a post.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

row_id!(
    /// A stored post.
    PostId
);
row_id!(
    /// A stored profile: an identity on one network.
    ProfileId
);
row_id!(
    /// A stored brand.
    BrandId
);
row_id!(
    /// A person or organisation behind one or more profiles.
    ContactId
);
row_id!(
    /// An exchange between a contact and a brand.
    ConversationId
);
row_id!(
    /// Somebody who can sign in.
    UserId
);
row_id!(
    /// People who work on the same brands.
    TeamId
);
row_id!(
    /// A signed-in browser, named without its secret.
    SessionId
);
row_id!(
    /// A token for programs, named without its secret.
    TokenId
);
row_id!(
    /// An archive that was dropped in the browser.
    ImportJobId
);

/// The network a post lives on: `x`, `twcs`, `mastodon`, `email`, `offline`, or a name given in a column map.
///
/// Two posts are the same post when network and external id are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Network(Cow<'static, str>);

/// A network's name is not a short lower-case word.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} cannot name a network: use 1 to 32 lower-case letters, digits, '_' or '-', such as \"facebook\""
)]
pub struct NetworkError(pub String);

impl Network {
    /// X, once Twitter.
    pub const X: Network = Network(Cow::Borrowed("x"));
    /// The renumbered ids of the public *Customer Support on Twitter* set.
    pub const TWCS: Network = Network(Cow::Borrowed("twcs"));
    /// Mastodon and other speakers of ActivityPub.
    pub const MASTODON: Network = Network(Cow::Borrowed("mastodon"));
    /// E-mail, whose ids are Message-IDs.
    pub const EMAIL: Network = Network(Cow::Borrowed("email"));
    /// Telephone, counter and event: notes typed by an agent.
    pub const OFFLINE: Network = Network(Cow::Borrowed("offline"));

    /// Reads a network's name.
    pub fn parse(name: &str) -> Result<Network, NetworkError> {
        let legal = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_' || c == b'-';
        if name.is_empty() || name.len() > 32 || !name.bytes().all(legal) {
            return Err(NetworkError(name.to_owned()));
        }
        Ok(match name {
            "x" => Network::X,
            "twcs" => Network::TWCS,
            "mastodon" => Network::MASTODON,
            "email" => Network::EMAIL,
            "offline" => Network::OFFLINE,
            other => Network(Cow::Owned(other.to_owned())),
        })
    }

    /// The name, as it stands in files, addresses and the store.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the network marks mentions itself, so that its marks and not the text say who is named.
    #[must_use]
    pub fn marks_mentions(&self) -> bool {
        matches!(self.as_str(), "mastodon" | "bluesky")
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        Network::parse(&name).map_err(serde::de::Error::custom)
    }
}
