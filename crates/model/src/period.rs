//! Periods: the year, quarter, month or ISO week of a point in time, in UTC or in a given zone.

use crate::Timestamp;
use crate::time::{date_of, days_of};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    /// A calendar year, `2015`.
    Year,
    /// A quarter, `2015-Q1`.
    Quarter,
    /// A month, `2015-01`.
    Month,
    /// An ISO 8601 week, `2015-W01`; its year is the year of its Thursday.
    Week,
}

/// The word is not a granularity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a period: use year, quarter, month or week")]
pub struct GranularityError(pub String);

impl FromStr for Granularity {
    type Err = GranularityError;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "year" => Ok(Granularity::Year),
            "quarter" => Ok(Granularity::Quarter),
            "month" => Ok(Granularity::Month),
            "week" => Ok(Granularity::Week),
            _ => Err(GranularityError(word.to_owned())),
        }
    }
}

/// One period; periods of one granularity sort in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    granularity: Granularity,
    year: i64,
    /// Quarter, month or week within the year; 0 for a year.
    part: i64,
}

impl Period {
    /// The period that holds a day, counted from 1970-01-01.
    #[must_use]
    pub fn of_day(granularity: Granularity, day: i64) -> Period {
        let (year, month, _) = date_of(day);
        let (year, part) = match granularity {
            Granularity::Year => (year, 0),
            Granularity::Quarter => (year, (month + 2) / 3),
            Granularity::Month => (year, month),
            Granularity::Week => {
                // 1970-01-01 was a Thursday; the Thursday of a week decides its year.
                let thursday = day - (day + 3).rem_euclid(7) + 3;
                let (year, _, _) = date_of(thursday);
                let first = days_of(year, 1, 1).unwrap_or(thursday);
                (year, (thursday - first) / 7 + 1)
            }
        };
        Period {
            granularity,
            year,
            part,
        }
    }

    /// The quarter in which the period begins, for setting figures kept by quarter beside it; none for a week,
    /// which may lie in two.
    #[must_use]
    pub fn quarter(self) -> Option<Period> {
        let part = match self.granularity {
            Granularity::Quarter => self.part,
            Granularity::Month => (self.part + 2) / 3,
            Granularity::Year | Granularity::Week => return None,
        };
        Some(Period {
            granularity: Granularity::Quarter,
            part,
            ..self
        })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Period { year, part, .. } = self;
        match self.granularity {
            Granularity::Year => write!(f, "{year:04}"),
            Granularity::Quarter => write!(f, "{year:04}-Q{part}"),
            Granularity::Month => write!(f, "{year:04}-{part:02}"),
            Granularity::Week => write!(f, "{year:04}-W{part:02}"),
        }
    }
}

/// The name is no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no time zone: give one such as Europe/Prague")]
pub struct ZoneError(pub String);

/// The text names no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date: give one such as 2015-03-01")]
pub struct MomentError(pub String);

/// Tells local days in a zone. UTC costs a division; another zone is looked up once per quarter of an hour.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: Option<TimeZone>,
    slot: i64,
    slot_day: i64,
}

/// No zone of the world changes its offset inside a quarter of an hour.
const SLOT_MS: i64 = 900_000;

impl Calendar {
    /// Days in UTC.
    #[must_use]
    pub fn utc() -> Calendar {
        Calendar {
            zone: None,
            slot: i64::MIN,
            slot_day: 0,
        }
    }

    /// Days in an IANA zone such as `Europe/Prague`.
    pub fn in_zone(name: &str) -> Result<Calendar, ZoneError> {
        let zone = TimeZone::get(name).map_err(|_| ZoneError(name.chars().take(60).collect()))?;
        let zone = (zone != TimeZone::UTC).then_some(zone);
        Ok(Calendar {
            zone,
            ..Calendar::utc()
        })
    }

    /// The local day of a point in time, counted from 1970-01-01.
    pub fn day_of(&mut self, time: Timestamp) -> i64 {
        let Some(zone) = &self.zone else {
            return time.day();
        };
        let slot = time.0.div_euclid(SLOT_MS);
        if slot != self.slot {
            self.slot = slot;
            self.slot_day = local_day(zone, Timestamp(slot * SLOT_MS));
        }
        self.slot_day
    }

    /// The moment that a text names: a date begins at midnight of the zone, a time with its offset is itself.
    pub fn moment(&self, text: &str) -> Result<Timestamp, MomentError> {
        let wrong = || MomentError(text.chars().take(60).collect());
        if text.len() > 10 {
            return Timestamp::parse(text).map_err(|_| wrong());
        }
        let date: jiff::civil::Date = text.parse().map_err(|_| wrong())?;
        let zone = self.zone.clone().unwrap_or(TimeZone::UTC);
        let start = date.to_zoned_datetime(zone).map_err(|_| wrong())?;
        Ok(Timestamp(start.timestamp().as_millisecond()))
    }

    /// Whether days are days in UTC.
    #[must_use]
    pub fn is_utc(&self) -> bool {
        self.zone.is_none()
    }
}

fn local_day(zone: &TimeZone, time: Timestamp) -> i64 {
    let Ok(instant) = jiff::Timestamp::from_millisecond(time.0) else {
        return time.day();
    };
    let date = zone.to_datetime(instant).date();
    days_of(
        i64::from(date.year()),
        i64::from(date.month()),
        i64::from(date.day()),
    )
    .unwrap_or_else(|| time.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(granularity: Granularity, time: &str, expected: &str) {
        let day = Timestamp::parse(time).unwrap().day();
        assert_eq!(
            Period::of_day(granularity, day).to_string(),
            expected,
            "{time}"
        );
    }

    #[test]
    fn weeks_are_iso_weeks() {
        check(Granularity::Week, "2015-01-01", "2015-W01");
        check(Granularity::Week, "2014-12-29", "2015-W01");
        check(Granularity::Week, "2014-12-28", "2014-W52");
        check(Granularity::Week, "2016-01-03", "2015-W53");
        check(Granularity::Week, "2016-01-04", "2016-W01");
        check(Granularity::Week, "2021-01-03", "2020-W53");
    }

    #[test]
    fn years_quarters_and_months_are_calendar_ones() {
        check(Granularity::Year, "2015-12-31", "2015");
        check(Granularity::Quarter, "2015-03-31", "2015-Q1");
        check(Granularity::Quarter, "2015-04-01", "2015-Q2");
        check(Granularity::Quarter, "2015-12-31", "2015-Q4");
        check(Granularity::Month, "2016-02-29", "2016-02");
    }

    #[test]
    fn a_zone_moves_the_day() {
        let mut tehran = Calendar::in_zone("Asia/Tehran").unwrap();
        let late = Timestamp::parse("2015-03-31T20:30:00Z").unwrap();
        assert_eq!(tehran.day_of(late), late.day() + 1);
        let before = Timestamp::parse("2015-03-31T19:29:59Z").unwrap();
        assert_eq!(tehran.day_of(before), before.day());
        assert_eq!(Calendar::utc().day_of(late), late.day());
    }

    #[test]
    fn an_unknown_zone_is_an_error() {
        assert!(Calendar::in_zone("Europe/Atlantis").is_err());
    }
}
