//! What is asked of the posts, in the words that the command line and the API share, and what it means.

use rapport_model::{
    Audience, Calendar, ContactId, MomentError, Network, NetworkError, ProfileId, Search,
    Timestamp, UnknownWord, ZoneError,
};
use rapport_store::{Cursor, CursorError, Direction, Filter};

/// The longest text that may be searched for, in bytes: more words than anybody types.
const SEARCH_BYTES_MAX: usize = 1_000;

/// What is asked; what is not given does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostsAsked {
    /// Words that all stand in the post; "in quotes" a phrase, -word one that does not.
    pub words: Option<String>,
    /// A brand by its name.
    pub brand: Option<String>,
    /// An industry by its name: all its brands.
    pub industry: Option<String>,
    /// A profile by its id: what it wrote.
    pub profile: Option<String>,
    /// A contact by its id.
    pub contact: Option<String>,
    /// `inbound` or `outbound`.
    pub direction: Option<String>,
    /// `one_to_one` or `one_to_many`.
    pub audience: Option<String>,
    /// A language code; `und` is not determined.
    pub language: Option<String>,
    /// A network by its name.
    pub network: Option<String>,
    /// The kind of post.
    pub kind: Option<String>,
    /// The first day that counts, or a time.
    pub from: Option<String>,
    /// The first day that no longer counts, or a time.
    pub to: Option<String>,
    /// Whose days those are; UTC if not given.
    pub zone: Option<String>,
    /// Without reposts.
    pub exclude_reposts: bool,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// What was asked makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PostsAskError {
    /// More words than anybody types.
    #[error("search for at most {SEARCH_BYTES_MAX} bytes at once")]
    TooLong,
    /// No id.
    #[error("{name}: {text:?} is no id: take one as it was given")]
    NotAnId {
        /// What was asked for.
        name: &'static str,
        /// What was written.
        text: String,
    },
    /// No direction.
    #[error("{0:?} is no direction: use inbound or outbound")]
    Direction(String),
    /// No audience.
    #[error("{0:?} is no audience: use one_to_one or one_to_many")]
    Audience(String),
    /// No kind.
    #[error("kind: {0}")]
    Kind(UnknownWord),
    /// No network.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// No zone.
    #[error(transparent)]
    Zone(#[from] ZoneError),
    /// No day and no time.
    #[error(transparent)]
    Moment(#[from] MomentError),
    /// The window holds no time.
    #[error("from is not before to")]
    Backwards,
    /// No place in a list.
    #[error(transparent)]
    Cursor(#[from] CursorError),
}

impl PostsAsked {
    /// The filter that is meant, and where to go on.
    pub fn meaning(&self) -> Result<(Filter, Option<Cursor>), PostsAskError> {
        let calendar = self.zone.as_deref().map(Calendar::in_zone).transpose()?;
        let calendar = calendar.unwrap_or_else(Calendar::utc);
        let (from, to) = self.window(&calendar)?;
        let kind = self.kind.as_deref().map(str::parse).transpose();
        let network = self.network.as_deref().map(Network::parse).transpose()?;
        let filter = Filter {
            brand: self.brand.clone(),
            industry: self.industry.clone(),
            profile: id("profile", self.profile.as_deref())?.map(ProfileId),
            contact: id("contact", self.contact.as_deref())?.map(ContactId),
            direction: self.direction.as_deref().map(direction).transpose()?,
            audience: self.audience.as_deref().map(audience).transpose()?,
            language: self.language.clone(),
            kind: kind.map_err(PostsAskError::Kind)?,
            network,
            from,
            to,
            exclude_reposts: self.exclude_reposts,
            search: search(self.words.as_deref().unwrap_or_default())?,
        };
        let after = self.after.as_deref().map(Cursor::parse).transpose()?;
        Ok((filter, after))
    }

    fn window(
        &self,
        calendar: &Calendar,
    ) -> Result<(Option<Timestamp>, Option<Timestamp>), PostsAskError> {
        let moment = |text: &Option<String>| {
            let moment = text.as_deref().map(|text| calendar.moment(text));
            moment.transpose()
        };
        match (moment(&self.from)?, moment(&self.to)?) {
            (Some(from), Some(to)) if to <= from => Err(PostsAskError::Backwards),
            window => Ok(window),
        }
    }
}

fn id(name: &'static str, text: Option<&str>) -> Result<Option<i64>, PostsAskError> {
    let Some(text) = text else { return Ok(None) };
    let number = text.parse().ok();
    let number = number.filter(|id: &i64| *id > 0 && id.to_string() == text);
    let text = || text.chars().take(60).collect();
    let unreadable = || PostsAskError::NotAnId { name, text: text() };
    number.ok_or_else(unreadable).map(Some)
}

fn direction(word: &str) -> Result<Direction, PostsAskError> {
    let known = [Direction::Inbound, Direction::Outbound];
    let found = known
        .into_iter()
        .find(|direction| direction.as_str() == word);
    found.ok_or_else(|| PostsAskError::Direction(word.chars().take(60).collect()))
}

fn audience(word: &str) -> Result<Audience, PostsAskError> {
    let known = [Audience::OneToOne, Audience::OneToMany];
    let found = known.into_iter().find(|audience| audience.as_str() == word);
    found.ok_or_else(|| PostsAskError::Audience(word.chars().take(60).collect()))
}

fn search(text: &str) -> Result<Search, PostsAskError> {
    if text.len() > SEARCH_BYTES_MAX {
        return Err(PostsAskError::TooLong);
    }
    Ok(rapport_understand::search(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(change: impl FnOnce(&mut PostsAsked)) -> String {
        let mut asked = PostsAsked::default();
        change(&mut asked);
        asked.meaning().unwrap_err().to_string()
    }

    #[test]
    fn nothing_asked_narrows_nothing() {
        let meant = PostsAsked::default().meaning().unwrap();
        assert_eq!(meant, (Filter::default(), None));
    }

    #[test]
    fn days_are_those_of_the_zone() {
        let asked = PostsAsked {
            from: Some("2025-03-01".into()),
            zone: Some("Asia/Tehran".into()),
            ..PostsAsked::default()
        };
        let (filter, _) = asked.meaning().unwrap();
        assert_eq!(filter.from.unwrap().to_string(), "2025-02-28T20:30:00.000Z");
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_advice() {
        let said = |text: &str| Some(text.to_owned());
        for (sentence, advice) in [
            (refused(|a| a.profile = said("7x")), "as it was given"),
            (refused(|a| a.contact = said("007")), "as it was given"),
            (refused(|a| a.direction = said("up")), "inbound or outbound"),
            (refused(|a| a.audience = said("all")), "one_to_one"),
            (refused(|a| a.kind = said("tweet")), "kind"),
            (refused(|a| a.network = said("X!")), "lower-case"),
            (refused(|a| a.zone = said("Atlantis")), "zone"),
            (refused(|a| a.from = said("yesterday")), "yesterday"),
            (refused(|a| a.after = said("here")), "next"),
            (refused(|a| a.words = said(&"x".repeat(1_001))), "at most"),
            (
                refused(|a| {
                    a.from = said("2025-02-01");
                    a.to = said("2025-01-01");
                }),
                "not before",
            ),
        ] {
            assert!(sentence.contains(advice), "{sentence}");
        }
    }
}
