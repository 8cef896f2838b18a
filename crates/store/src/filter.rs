//! Which posts to list.

use rapport_model::{Audience, ContactId, Kind, Network, ProfileId, Search, Timestamp};

/// From people, or from an own profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From people.
    Inbound,
    /// From an own profile.
    Outbound,
}

impl Direction {
    /// The word of the store and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Inbound => "inbound",
            Direction::Outbound => "outbound",
        }
    }
}

/// What posts must have in common; what is none does not narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Of the brand of this name.
    pub brand: Option<String>,
    /// Of a brand of this industry.
    pub industry: Option<String>,
    /// By this profile.
    pub profile: Option<ProfileId>,
    /// By or to this contact.
    pub contact: Option<ContactId>,
    /// In this direction.
    pub direction: Option<Direction>,
    /// With this audience.
    pub audience: Option<Audience>,
    /// In this language: the declared one, else the one found, `und` where there is neither.
    pub language: Option<String>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// On this network.
    pub network: Option<Network>,
    /// Written at this time or later.
    pub from: Option<Timestamp>,
    /// Written before this time.
    pub to: Option<Timestamp>,
    /// No reposts without comment.
    pub exclude_reposts: bool,
    /// With these words in the text.
    pub search: Search,
}
