//! The year 2015, in UTC.

/// 1 January 2015, a Thursday, in seconds since 1970.
const NEW_YEAR: u64 = 1_420_070_400;
const DAY: u64 = 86_400;
const MONTHS: [(&str, u64); 12] = [
    ("Jan", 31),
    ("Feb", 28),
    ("Mar", 31),
    ("Apr", 30),
    ("May", 31),
    ("Jun", 30),
    ("Jul", 31),
    ("Aug", 31),
    ("Sep", 30),
    ("Oct", 31),
    ("Nov", 30),
    ("Dec", 31),
];
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
/// How lively each hour of a day is.
const HOURS: [f64; 24] = [
    2.0, 1.0, 1.0, 1.0, 1.0, 2.0, 3.0, 5.0, 7.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 7.0, 7.0,
    6.0, 6.0, 5.0, 4.0, 3.0,
];

/// A second of 2015, counted from New Year.
pub(crate) type Second = u64;

/// The days of a quarter, 0 to 3: first and how many.
fn days_of(quarter: usize) -> (u64, u64) {
    let days = |months: &[(&str, u64)]| months.iter().map(|(_, days)| days).sum::<u64>();
    let first = quarter * 3;
    (days(&MONTHS[..first]), days(&MONTHS[first..first + 3]))
}

/// Some second of a quarter, more likely by day than by night.
pub(crate) fn moment(quarter: usize, dice: &mut crate::dice::Dice) -> Second {
    let (first, days) = days_of(quarter);
    let day = first + dice.below(days as usize) as u64;
    let hour = dice.weighted(HOURS.into_iter()) as u64;
    day * DAY + hour * 3_600 + dice.below(3_600) as u64
}

/// The number that X would give: milliseconds since its own epoch in the upper bits.
pub(crate) fn snowflake(second: Second, lower: u64) -> u64 {
    let milliseconds = (NEW_YEAR + second) * 1_000 - 1_288_834_974_657;
    (milliseconds << 22) | (lower & 0x3F_FFFF)
}

/// `Sun Mar 01 09:05:07 +0000 2015`.
pub(crate) fn in_x_words(second: Second) -> String {
    let (month, day) = date(second);
    let weekday = WEEKDAYS[(second / DAY % 7) as usize];
    let name = MONTHS[month].0;
    format!("{weekday} {name} {day:02} {} +0000 2015", clock(second))
}

/// `2015-03-01T09:05:07Z`.
pub(crate) fn in_iso(second: Second) -> String {
    let (month, day) = date(second);
    format!("2015-{:02}-{day:02}T{}Z", month + 1, clock(second))
}

fn clock(second: Second) -> String {
    let second = second % DAY;
    let (hours, minutes) = (second / 3_600, second / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", second % 60)
}

/// Month from 0, day from 1.
fn date(second: Second) -> (usize, u64) {
    let mut day = second / DAY;
    let mut month = 0;
    while day >= MONTHS[month].1 {
        day -= MONTHS[month].1;
        month += 1;
    }
    (month, day + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_has_two_spellings() {
        let first_of_march = 59 * DAY + 9 * 3_600 + 5 * 60 + 7;
        assert_eq!(in_x_words(first_of_march), "Sun Mar 01 09:05:07 +0000 2015");
        assert_eq!(in_iso(first_of_march), "2015-03-01T09:05:07Z");
        assert_eq!(in_iso(365 * DAY - 1), "2015-12-31T23:59:59Z");
    }

    #[test]
    fn quarters_follow_each_other() {
        assert_eq!(
            [0, 1, 2, 3].map(days_of),
            [(0, 90), (90, 91), (181, 92), (273, 92)]
        );
    }
}
