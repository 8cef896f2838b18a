//! Good days and bad days: how much is said on a day, and about what.

use jiff::civil::{Date, Weekday, date};

use super::brands::Industry;
use super::dice::Dice;
use super::ledger::{DAY, HOUR, Millis};
use super::phrasebook::Lang;

/// The first day of the world.
pub(crate) const FIRST: Date = date(2024, 1, 1);
/// The day after its last.
pub(crate) const END: Date = date(2026, 1, 1);

/// A stretch of days on which one industry's people talk more, and of one thing.
#[derive(Debug)]
struct Episode {
    industry: Industry,
    from: Date,
    to: Date,
    /// Volume in percent of an ordinary day's.
    volume: u64,
    /// What most of it is about.
    about: &'static str,
}

const EPISODES: &[Episode] = &[
    episode(
        Industry::Airline,
        date(2024, 1, 17),
        date(2024, 1, 18),
        520,
        "outage",
    ),
    episode(
        Industry::Airline,
        date(2024, 7, 19),
        date(2024, 7, 20),
        460,
        "account",
    ),
    episode(
        Industry::Airline,
        date(2025, 5, 10),
        date(2025, 5, 11),
        260,
        "praise",
    ),
    episode(
        Industry::Airline,
        date(2025, 8, 22),
        date(2025, 8, 25),
        380,
        "delivery",
    ),
    episode(
        Industry::Telecom,
        date(2024, 6, 4),
        date(2024, 6, 5),
        300,
        "praise",
    ),
    episode(
        Industry::Telecom,
        date(2024, 10, 1),
        date(2024, 10, 3),
        280,
        "price",
    ),
    episode(
        Industry::Telecom,
        date(2025, 3, 16),
        date(2025, 3, 26),
        190,
        "billing",
    ),
    episode(
        Industry::Retail,
        date(2024, 11, 29),
        date(2024, 12, 2),
        420,
        "account",
    ),
    episode(
        Industry::Retail,
        date(2024, 12, 16),
        date(2024, 12, 23),
        260,
        "delivery",
    ),
    episode(
        Industry::Retail,
        date(2025, 1, 2),
        date(2025, 1, 8),
        220,
        "returns",
    ),
    episode(
        Industry::Retail,
        date(2025, 11, 28),
        date(2025, 12, 1),
        440,
        "price",
    ),
    episode(
        Industry::Retail,
        date(2025, 12, 15),
        date(2025, 12, 23),
        250,
        "delivery",
    ),
];

const fn episode(
    industry: Industry,
    from: Date,
    to: Date,
    volume: u64,
    about: &'static str,
) -> Episode {
    Episode {
        industry,
        from,
        to,
        volume,
        about,
    }
}

/// Days on which speakers of a language have better things to do.
const HOLIDAYS: &[(Lang, Date, Date)] = &[
    (Lang::Persian, date(2024, 3, 20), date(2024, 3, 24)),
    (Lang::Turkish, date(2024, 4, 10), date(2024, 4, 12)),
    (Lang::Turkish, date(2024, 6, 16), date(2024, 6, 19)),
    (Lang::Czech, date(2024, 12, 24), date(2024, 12, 26)),
    (Lang::English, date(2024, 12, 24), date(2024, 12, 26)),
    (Lang::Persian, date(2025, 3, 20), date(2025, 3, 24)),
    (Lang::Turkish, date(2025, 3, 30), date(2025, 4, 1)),
    (Lang::Turkish, date(2025, 6, 6), date(2025, 6, 9)),
    (Lang::Czech, date(2025, 12, 24), date(2025, 12, 26)),
    (Lang::English, date(2025, 12, 24), date(2025, 12, 26)),
];

/// The days of the world, in order.
pub(crate) fn days() -> impl Iterator<Item = Date> {
    std::iter::successors(Some(FIRST), |day| day.tomorrow().ok()).take_while(|day| *day < END)
}

/// Volume of a day in percent of an ordinary one.
pub(crate) fn volume(industry: Industry, lang: Lang, day: Date) -> u64 {
    let weekly = match (day.weekday(), industry) {
        (Weekday::Monday, _) => 128,
        (Weekday::Tuesday, _) => 114,
        (Weekday::Wednesday, _) => 106,
        (Weekday::Thursday, _) => 104,
        (Weekday::Friday, Industry::Airline) => 118,
        (Weekday::Friday, Industry::Telecom | Industry::Retail) => 96,
        (Weekday::Saturday, Industry::Retail) => 88,
        (Weekday::Saturday, Industry::Airline | Industry::Telecom) => 70,
        (Weekday::Sunday, Industry::Airline) => 88,
        (Weekday::Sunday, Industry::Telecom | Industry::Retail) => 66,
    };
    let seasonal = match (industry, day.month()) {
        (Industry::Airline, 6..=8) => 128,
        (Industry::Airline, 12) | (Industry::Retail, 11 | 12) => 118,
        (Industry::Airline | Industry::Retail, 2) => 86,
        (Industry::Airline | Industry::Telecom | Industry::Retail, _) => 100,
    };
    // From quarter to quarter a little more is said.
    let growth = 92 + 2 * u64::from(quarter(day).unsigned_abs());
    let resting = HOLIDAYS
        .iter()
        .any(|(own, from, to)| *own == lang && (*from..=*to).contains(&day));
    let holiday = if resting { 35 } else { 100 };
    weekly * seasonal / 100 * growth / 100 * holiday / 100
        * episode_on(industry, day).map_or(100, |it| it.volume)
        / 100
}

/// What a conversation begun that day is about, as a section of the data files.
pub(crate) fn topic(industry: Industry, day: Date, dice: &mut Dice) -> &'static str {
    if let Some(episode) = episode_on(industry, day)
        && dice.chance(70)
    {
        return episode.about;
    }
    let usual: &[(&'static str, u64)] = match industry {
        Industry::Airline => &[
            ("delivery", 17),
            ("billing", 8),
            ("outage", 17),
            ("returns", 11),
            ("quality", 11),
            ("account", 9),
            ("staff", 9),
            ("price", 8),
            ("praise", 8),
            ("idea", 4),
        ],
        Industry::Telecom => &[
            ("delivery", 6),
            ("billing", 20),
            ("outage", 22),
            ("returns", 7),
            ("quality", 14),
            ("account", 9),
            ("staff", 6),
            ("price", 8),
            ("praise", 6),
            ("idea", 4),
        ],
        Industry::Retail => &[
            ("delivery", 26),
            ("billing", 8),
            ("outage", 5),
            ("returns", 17),
            ("quality", 16),
            ("account", 7),
            ("staff", 6),
            ("price", 7),
            ("praise", 8),
            ("idea", 4),
        ],
    };
    dice.weighted(usual).unwrap_or("delivery")
}

fn episode_on(industry: Industry, day: Date) -> Option<&'static Episode> {
    EPISODES
        .iter()
        .find(|it| it.industry == industry && (it.from..=it.to).contains(&day))
}

/// Quarters since the world began.
pub(crate) fn quarter(day: Date) -> i16 {
    (day.year() - FIRST.year()) * 4 + i16::from((day.month() - 1) / 3)
}

/// The first day of a quarter of the world.
pub(crate) fn quarter_begins(quarter: i16) -> Date {
    let month = i8::try_from(quarter.rem_euclid(4) * 3 + 1).unwrap_or(1);
    Date::new(FIRST.year() + quarter.div_euclid(4), month, 1).unwrap_or(FIRST)
}

/// Midnight UTC.
pub(crate) fn midnight(day: Date) -> Millis {
    let days = day
        .since(date(1970, 1, 1))
        .map_or(0, |span| i64::from(span.get_days()));
    days * DAY
}

/// A moment of the day at which people write: little at night, most in the evening.
pub(crate) fn moment(day: Date, lang: Lang, dice: &mut Dice) -> Millis {
    let hour = dice
        .weighted(&[
            ((0, 5), 4),
            ((6, 8), 14),
            ((9, 11), 24),
            ((12, 14), 20),
            ((15, 17), 20),
            ((18, 21), 30),
            ((22, 23), 8),
        ])
        .map_or(12, |(low, high)| dice.between(low, high));
    let local = hour * HOUR + dice.between(0, HOUR - 1);
    midnight(day) + local - lang.clock_minutes() * super::ledger::MINUTE
}

#[cfg(test)]
mod tests {
    use super::{
        END, FIRST, Industry, Lang, date, days, midnight, quarter, quarter_begins, volume,
    };

    #[test]
    fn the_world_lasts_two_years() {
        assert_eq!(days().count(), 731);
        assert_eq!(midnight(FIRST), 1_704_067_200_000);
        assert_eq!(quarter(date(2025, 12, 31)), 7);
        assert_eq!(quarter_begins(8), END);
    }

    #[test]
    fn a_snowed_in_day_is_louder_than_the_week_before() {
        let on = |day| volume(Industry::Airline, Lang::English, day);
        assert!(on(date(2024, 1, 17)) > 4 * on(date(2024, 1, 10)));
    }
}
