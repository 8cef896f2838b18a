//! Points in time: UTC milliseconds, read from the two ways in which archives write them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A point in time in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// The text is neither of the two ways of writing a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a time: expected \"2015-01-31T23:59:59Z\" or \"Sat Jan 31 23:59:59 +0000 2015\""
)]
pub struct TimestampError(pub String);

const DAY_MS: i64 = 86_400_000;

impl Timestamp {
    /// Reads RFC 3339 / ISO 8601 (`T` or a space, an offset or none for UTC, up to nine digits of fraction, a bare
    /// date for midnight) or the form of X v1.1 (`Sat Jan 31 23:59:59 +0000 2015`). Years 0001 to 9999.
    pub fn parse(text: &str) -> Result<Timestamp, TimestampError> {
        // Most texts by far are one of the two, and nothing else.
        let read = read_v1(text.as_bytes()).or_else(|| {
            let bytes = text.trim().as_bytes();
            match bytes.first()? {
                c if c.is_ascii_digit() => read_iso(bytes),
                _ => read_v1(bytes),
            }
        });
        read.map(Timestamp)
            .ok_or_else(|| TimestampError(text.chars().take(60).collect()))
    }

    /// Days since 1970-01-01, UTC.
    #[must_use]
    pub fn day(self) -> i64 {
        self.0.div_euclid(DAY_MS)
    }
}

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar (Howard Hinnant, *chrono-compatible
/// low-level date algorithms*, `days_from_civil`); none if there is no such day.
pub(crate) fn days_of(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        _ => return None,
    };
    if !(1..=length).contains(&day) || !(1..=9999).contains(&year) {
        return None;
    }
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Year, month and day of a number of days since 1970-01-01 (the inverse, `civil_from_days`).
pub(crate) fn date_of(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// Takes what it reads from the front of the bytes.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (head, tail) = self.0.split_at_checked(digits)?;
        let mut value = 0;
        for c in head {
            value = value * 10 + i64::from(c.is_ascii_digit().then(|| c - b'0')?);
        }
        self.0 = tail;
        Some(value)
    }

    fn one_of(&mut self, legal: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        legal.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    fn clock_ms(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        self.one_of(b":")?;
        let minute = self.number(2)?;
        let second = match self.one_of(b":") {
            Some(_) => self.number(2)?,
            None => 0,
        };
        clock_ms(hour, minute, second)
    }

    fn fraction_ms(&mut self) -> Option<i64> {
        if self.one_of(b".,").is_none() {
            return Some(0);
        }
        let digits = self.0.iter().take_while(|c| c.is_ascii_digit()).count();
        if !(1..=9).contains(&digits) {
            return None;
        }
        let value = self.number(digits)?;
        let scale = 10_i64.checked_pow(u32::try_from(digits).ok()?)?;
        Some(value * 1000 / scale)
    }

    fn offset_ms(&mut self) -> Option<i64> {
        let sign = self.one_of(b"+-Zz")?;
        if matches!(sign, b'Z' | b'z') {
            return Some(0);
        }
        let hour = self.number(2)?;
        let _ = self.one_of(b":");
        let minute = if self.0.first().is_some_and(u8::is_ascii_digit) {
            self.number(2)?
        } else {
            0
        };
        offset_ms(sign, hour, minute)
    }
}

fn read_iso(bytes: &[u8]) -> Option<i64> {
    let mut at = Cursor(bytes);
    let year = at.number(4)?;
    at.one_of(b"-")?;
    let month = at.number(2)?;
    at.one_of(b"-")?;
    let days = days_of(year, month, at.number(2)?)?;
    if at.0.is_empty() {
        return Some(days * DAY_MS);
    }
    at.one_of(b"Tt ")?;
    let clock = at.clock_ms()? + at.fraction_ms()?;
    if at.0.first() == Some(&b' ') {
        at.one_of(b" ")?;
    }
    let offset = match at.0 {
        b"" | b"UTC" => 0,
        _ => {
            let offset = at.offset_ms()?;
            at.0.is_empty().then_some(offset)?
        }
    };
    Some(days * DAY_MS + clock - offset)
}

/// `Sat Jan 31 23:59:59 +0000 2015`, each field in its place.
fn read_v1(bytes: &[u8]) -> Option<i64> {
    let [
        _,
        _,
        _,
        b' ',
        m0,
        m1,
        m2,
        b' ',
        d0,
        d1,
        b' ',
        h0,
        h1,
        b':',
        n0,
        n1,
        b':',
        s0,
        s1,
        b' ',
        sign,
        o0,
        o1,
        p0,
        p1,
        b' ',
        y0,
        y1,
        y2,
        y3,
    ] = *bytes
    else {
        return None;
    };
    let mut legal = true;
    let mut pair = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        legal &= tens <= 9 && ones <= 9;
        i64::from(tens) * 10 + i64::from(ones)
    };
    let (day, year) = (pair(d0, d1), pair(y0, y1) * 100 + pair(y2, y3));
    let clock = clock_ms(pair(h0, h1), pair(n0, n1), pair(s0, s1))?;
    let offset = offset_ms(sign, pair(o0, o1), pair(p0, p1))?;
    let days = days_of(year, month_number([m0, m1, m2])?, day)?;
    legal.then_some(days * DAY_MS + clock - offset)
}

/// Milliseconds since midnight. A leap second is the last millisecond of its minute, as the networks themselves store
/// it.
fn clock_ms(hour: i64, minute: i64, second: i64) -> Option<i64> {
    let (second, leap_ms) = if second == 60 { (59, 999) } else { (second, 0) };
    (hour < 24 && minute < 60 && second < 60)
        .then_some(((hour * 60 + minute) * 60 + second) * 1000 + leap_ms)
}

fn offset_ms(sign: u8, hour: i64, minute: i64) -> Option<i64> {
    let ms = (hour < 24 && minute < 60).then_some((hour * 60 + minute) * 60_000)?;
    match sign {
        b'+' => Some(ms),
        b'-' => Some(-ms),
        _ => None,
    }
}

fn month_number(name: [u8; 3]) -> Option<i64> {
    const NAMES: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let (names, _) = NAMES.as_chunks::<3>();
    let at = names.iter().position(|known| *known == name)?;
    i64::try_from(at + 1).ok()
}

/// RFC 3339 in UTC with milliseconds: `2015-01-31T23:59:59.000Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date_of(self.day());
        let ms = self.0.rem_euclid(DAY_MS);
        let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z",
            ms % 1000
        )
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Timestamp::parse(text)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Timestamp::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: Option<&str>) {
        let read = Timestamp::parse(text).ok().map(|t| t.to_string());
        assert_eq!(read.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn both_ways_of_writing_a_time_are_read() {
        check(
            "Thu Jan 01 00:00:40 +0000 2015",
            Some("2015-01-01T00:00:40.000Z"),
        );
        check(
            "Wed Oct 10 20:19:24 +0200 2018",
            Some("2018-10-10T18:19:24.000Z"),
        );
        check("2015-01-01T00:00:40Z", Some("2015-01-01T00:00:40.000Z"));
        check("2015-01-01 00:00:40", Some("2015-01-01T00:00:40.000Z"));
        check("2015-01-01 00:00:40 UTC", Some("2015-01-01T00:00:40.000Z"));
        check(
            "2015-01-01T00:00:40.123456+03:30",
            Some("2014-12-31T20:30:40.123Z"),
        );
        check("2015-01-01T00:00:40-0500", Some("2015-01-01T05:00:40.000Z"));
        check("2016-02-29", Some("2016-02-29T00:00:00.000Z"));
        check("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59.999Z"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "yesterday",
            "2015-02-29T00:00:00Z",
            "2015-01-01T24:00:00Z",
            "2015-01-01T00:00:00+",
            "2015-13-01",
            "Thu Jan 32 00:00:40 +0000 2015",
            "Thu Foo 01 00:00:40 +0000 2015",
            "Thu Jan 01 00:00:40 +0000 2015 ",
            "1420070440",
            "\u{661}\u{662}",
        ] {
            let expected = (text.ends_with(' ')).then_some("2015-01-01T00:00:40.000Z");
            check(text, expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(ms in -62_135_596_800_000_i64..253_402_300_799_999) {
            let time = Timestamp(ms);
            prop_assert_eq!(Timestamp::parse(&time.to_string()), Ok(time));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            if let Ok(time) = Timestamp::parse(&text) {
                prop_assert_eq!(Timestamp::parse(&time.to_string()), Ok(time));
            }
        }
    }
}
