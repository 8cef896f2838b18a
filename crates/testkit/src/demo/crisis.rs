//! Three days in March 2025 on which a core router takes the telecom's network
//! down: ten times the usual volume, apologies, updates, and the weeks after.

use jiff::civil::{Date, date};

use super::broadcast::{Status, publish};
use super::calendar::{midnight, moment};
use super::conversation::hold;
use super::daily::{someone, somewhere};
use super::ledger::{DAY, HOUR, MINUTE};
use super::network::DemoNetwork;
use super::phrasebook::Lang;
use super::stage::{Occasion, Stage};
use super::talk::Pace;

/// The morning it begins.
pub(crate) const BEGINS: Date = date(2025, 3, 11);
/// The brand it happens to, by its place in the table.
const BRAND: usize = 1;
const SHARES: [(Lang, u64); 4] = [
    (Lang::English, 36),
    (Lang::Turkish, 28),
    (Lang::Czech, 20),
    (Lang::Persian, 16),
];
/// Conversations begun on each day from the first: three days of outage, then of claims.
const BEGUN: [u64; 14] = [74, 66, 46, 17, 11, 9, 9, 7, 6, 5, 5, 4, 3, 3];

pub(crate) fn happen(stage: &mut Stage) {
    for (number, begun) in (0_i64..).zip(BEGUN) {
        let section = if number < 3 {
            "telecom/crisis"
        } else {
            "telecom/aftermath"
        };
        for _ in 0..begun {
            if let Some(lang) = stage.dice.weighted(&SHARES) {
                complaint(stage, number, lang, section);
            }
        }
    }
    for lang in Lang::ALL {
        updates(stage, lang);
    }
}

fn complaint(stage: &mut Stage, number: i64, lang: Lang, section: &str) -> Option<usize> {
    let contact = someone(stage, BRAND, lang)?;
    let network = somewhere(stage, BRAND, contact)?;
    let mut at = moment(BEGINS, lang, &mut stage.dice) + number * DAY;
    // Nobody complains before it breaks.
    let broken = midnight(BEGINS) + 5 * HOUR + 40 * MINUTE;
    if at < broken {
        at = broken + stage.dice.between(0, 10 * HOUR);
    }
    let pace = if number < 3 {
        Pace::Overrun
    } else {
        Pace::Usual
    };
    hold(
        stage,
        Occasion {
            brand: BRAND,
            contact,
            network,
            at,
        },
        section,
        pace,
    )
}

/// The notices are written with their hour: `day hh:mm | text`.
fn updates(stage: &mut Stage, lang: Lang) {
    let notices: Vec<&'static str> = stage
        .book(lang)
        .map(|book| {
            book.section("telecom/crisis/updates")
                .iter()
                .map(|block| block.opening)
                .collect()
        })
        .unwrap_or_default();
    // English tells all of it, the others every second notice.
    let every = if lang == Lang::English { 1 } else { 2 };
    for notice in notices.into_iter().step_by(every) {
        let Some((when, text)) = notice.split_once('|') else {
            continue;
        };
        let Some(after) = offset(when.trim()) else {
            continue;
        };
        let at = midnight(BEGINS) + after;
        for network in [DemoNetwork::X, DemoNetwork::Mastodon] {
            let status = Status {
                brand: BRAND,
                lang,
                network,
                at,
                text: text.trim().to_owned(),
            };
            if network == DemoNetwork::X || (lang == Lang::English && stage.dice.chance(30)) {
                publish(stage, status);
            }
        }
    }
}

fn offset(when: &str) -> Option<i64> {
    let (day, clock) = when.split_once(' ')?;
    let (hour, minute) = clock.split_once(':')?;
    let day: i64 = day.parse().ok()?;
    let hour: i64 = hour.parse().ok()?;
    let minute: i64 = minute.parse().ok()?;
    Some(day * DAY + hour * HOUR + minute * MINUTE)
}
