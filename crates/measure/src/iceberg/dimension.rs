//! What a report is asked for.

use rapport_model::{Calendar, Granularity, MomentError, Timestamp, ZoneError};
use std::fmt;
use std::str::FromStr;

/// One thing to split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// The brand.
    Brand,
    /// The brand's industry.
    Industry,
    /// The own profile.
    Profile,
    /// The declared language, `und` if none.
    Language,
    /// A period of time.
    Period(Granularity),
}

/// A word that is no dimension.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot split by {0:?}: use brand, industry, profile, language, year, quarter, month or week"
)]
pub struct DimensionError(pub String);

impl FromStr for Dimension {
    type Err = DimensionError;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Ok(match word {
            "brand" => Dimension::Brand,
            "industry" => Dimension::Industry,
            "profile" => Dimension::Profile,
            "language" => Dimension::Language,
            _ => Dimension::Period(word.parse().map_err(|_| DimensionError(word.to_owned()))?),
        })
    }
}

impl Dimension {
    /// The dimension's word, which is also the key of its column.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Dimension::Brand => "brand",
            Dimension::Industry => "industry",
            Dimension::Profile => "profile",
            Dimension::Language => "language",
            Dimension::Period(Granularity::Year) => "year",
            Dimension::Period(Granularity::Quarter) => "quarter",
            Dimension::Period(Granularity::Month) => "month",
            Dimension::Period(Granularity::Week) => "week",
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A span of time, its end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// The first moment that counts.
    pub from: Option<Timestamp>,
    /// The first that no longer does.
    pub to: Option<Timestamp>,
}

impl Window {
    /// Whether a moment lies inside.
    #[must_use]
    pub fn holds(self, time: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= time) && self.to.is_none_or(|to| time < to)
    }
}

/// What is asked of an iceberg.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// What to split by, in the order of the columns; each at most once.
    pub by: Vec<Dimension>,
    /// When posts count.
    pub window: Window,
    /// Leave out reposts.
    pub exclude_reposts: bool,
    /// Keep quarters apart even if the rows do not ask for them: budgets are by quarter.
    pub with_budgets: bool,
}

/// A question as it was written, on a command line or in an address.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// What to split by.
    pub by: &'a [Dimension],
    /// The first day that counts.
    pub from: Option<&'a str>,
    /// The first day that no longer does.
    pub to: Option<&'a str>,
    /// Leave out reposts.
    pub exclude_reposts: bool,
    /// Whose days count; none for UTC.
    pub zone: Option<&'a str>,
}

/// A question makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// A dimension stands twice.
    #[error("by names {0} twice: once is enough")]
    Twice(Dimension),
    /// No such zone.
    #[error(transparent)]
    Zone(#[from] ZoneError),
    /// No such day.
    #[error("{flag}: {reason}")]
    Moment {
        /// `from` or `to`.
        flag: &'static str,
        /// What is wrong.
        reason: MomentError,
    },
    /// The window is empty.
    #[error("from {from} is not before to {to}: to is the first day that no longer counts")]
    EmptyWindow {
        /// The beginning.
        from: Timestamp,
        /// The end.
        to: Timestamp,
    },
}

impl Asked<'_> {
    /// What the question means.
    pub fn meaning(&self) -> Result<(Question, Calendar), AskError> {
        let calendar = match self.zone {
            None | Some("UTC") => Calendar::utc(),
            Some(name) => Calendar::in_zone(name)?,
        };
        let mut by: Vec<Dimension> = Vec::with_capacity(self.by.len());
        for &dimension in self.by {
            if by.contains(&dimension) {
                return Err(AskError::Twice(dimension));
            }
            by.push(dimension);
        }
        let moment = |text: Option<&str>, flag| {
            let read = text.map(|text| calendar.moment(text)).transpose();
            read.map_err(|reason| AskError::Moment { flag, reason })
        };
        let window = Window {
            from: moment(self.from, "from")?,
            to: moment(self.to, "to")?,
        };
        if let (Some(from), Some(to)) = (window.from, window.to)
            && from >= to
        {
            return Err(AskError::EmptyWindow { from, to });
        }
        let exclude_reposts = self.exclude_reposts;
        Ok((
            Question {
                by,
                window,
                exclude_reposts,
                with_budgets: false,
            },
            calendar,
        ))
    }
}

impl Question {
    /// The periods asked for.
    pub(super) fn granularities(&self) -> Vec<Granularity> {
        let period = |dimension: &Dimension| match dimension {
            Dimension::Period(granularity) => Some(*granularity),
            Dimension::Brand | Dimension::Industry | Dimension::Profile | Dimension::Language => {
                None
            }
        };
        let mut asked: Vec<Granularity> = self.by.iter().filter_map(period).collect();
        if self.with_budgets && !asked.contains(&Granularity::Quarter) {
            asked.push(Granularity::Quarter);
        }
        asked
    }

    /// Whether languages are asked for.
    pub(super) fn asks_language(&self) -> bool {
        self.by.contains(&Dimension::Language)
    }
}
