//! Fills the small gaps in a written phrase: `{flight}` is a fact of the
//! conversation, `{this|that}` a free choice, `{~he|she}` the contact's gender.

use super::brands::{Brand, Industry};
use super::cast::{Contact, Gender};
use super::dice::Dice;
use super::network::DemoNetwork;
use super::phrasebook::{Lang, Phrasebook};

/// What stays the same through a conversation: one flight, one order, one sum.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    values: Vec<(&'static str, String)>,
    gender: Gender,
}

impl Facts {
    pub(crate) fn draw(
        (brand, contact, network): (&Brand, &Contact, DemoNetwork),
        book: &mut Phrasebook,
        dice: &mut Dice,
    ) -> Self {
        let lang = contact.lang;
        let by_message = match (network, lang) {
            (DemoNetwork::Email | DemoNetwork::Offline, _) => "",
            (_, Lang::English) => "by DM ",
            (_, Lang::Turkish) => "DM’den ",
            (_, Lang::Czech) => "do zpráv ",
            (_, Lang::Persian) => "در دایرکت ",
        };
        let (send, send_first) = if by_message.is_empty() {
            ("send us", "Send us")
        } else {
            ("DM us", "DM us")
        };
        let mut listed = |section| book.line(section).unwrap_or_default().to_owned();
        let values = vec![
            ("area", listed("any/area")),
            ("day", listed("any/day")),
            ("product", listed("any/product")),
            ("route", listed("any/route")),
            ("brand", brand.name_in(lang).to_owned()),
            ("rival", brand.rival_in(lang).to_owned()),
            ("you", contact.address.clone()),
            ("name", contact.name.clone()),
            ("send", send.to_owned()),
            ("Send", send_first.to_owned()),
            ("dm", by_message.to_owned()),
            (
                "flight",
                format!("{} {}", brand.code, dice.between(110, 989)),
            ),
            ("order", order_number(brand, dice)),
            ("amount", amount(lang, brand.industry, dice)),
            ("n", digits(lang, &dice.between(2, 9).to_string())),
            (
                "time",
                digits(
                    lang,
                    &format!("{:02}:{:02}", dice.between(6, 22), 5 * dice.between(0, 11)),
                ),
            ),
        ];
        Facts {
            values,
            gender: contact.gender,
        }
    }

    pub(crate) fn fill(&self, phrase: &str, dice: &mut Dice) -> String {
        each_gap(phrase, |gap| {
            let known = self.values.iter().find(|(name, _)| *name == gap);
            known
                .map(|(_, value)| value.clone())
                .or_else(|| chosen(gap, self.gender, dice))
        })
    }
}

/// A phrase to everyone, or about someone: its free choices made, its other gaps kept.
pub(crate) fn vary(phrase: &str, gender: Gender, dice: &mut Dice) -> String {
    each_gap(phrase, |gap| chosen(gap, gender, dice))
}

/// The phrase with each gap replaced by what the function knows for it, or kept.
fn each_gap(phrase: &str, mut known: impl FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((gap, behind)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        filled.push_str(&known(gap).unwrap_or_else(|| format!("{{{gap}}}")));
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

fn chosen(gap: &str, gender: Gender, dice: &mut Dice) -> Option<String> {
    if let Some((masculine, feminine)) = gap
        .strip_prefix('~')
        .and_then(|forms| forms.split_once('|'))
    {
        let form = match gender {
            Gender::Feminine => feminine,
            Gender::Masculine => masculine,
        };
        return Some(form.to_owned());
    }
    if !gap.contains('|') {
        return None;
    }
    let choices: Vec<&str> = gap.split('|').collect();
    dice.pick(&choices).map(|choice| (*choice).to_owned())
}

fn order_number(brand: &Brand, dice: &mut Dice) -> String {
    match brand.industry {
        Industry::Airline => {
            let letters: Vec<char> = "BCDFGHJKLMNPQRSTVWXZ".chars().collect();
            (0..6).filter_map(|_| dice.pick(&letters)).collect()
        }
        Industry::Telecom | Industry::Retail => {
            format!("{}-{}", brand.code, dice.between(100_000, 999_999))
        }
    }
}

fn amount(lang: Lang, industry: Industry, dice: &mut Dice) -> String {
    let pounds = match industry {
        Industry::Airline => dice.between(35, 420),
        Industry::Telecom => dice.between(9, 75),
        Industry::Retail => dice.between(12, 160),
    };
    match lang {
        Lang::English => format!("£{pounds}"),
        Lang::Turkish => format!("{} TL", thousands(pounds * 40, '.')),
        Lang::Czech => format!("{} Kč", thousands(pounds * 30, '\u{a0}')),
        Lang::Persian => digits(lang, &tomans(pounds * 50)),
    }
}

/// A sum of so many thousand tomans, as it is said.
fn tomans(thousand: i64) -> String {
    match (thousand / 1000, thousand % 1000) {
        (0, rest) => format!("{rest} هزار تومان"),
        (million, 0) => format!("{million} میلیون تومان"),
        (million, rest) => format!("{million} میلیون و {rest} هزار تومان"),
    }
}

fn thousands(number: i64, mark: char) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{}{mark}{:03}", number / 1000, number % 1000)
}

/// Persian numbers are written in Persian digits.
fn digits(lang: Lang, number: &str) -> String {
    if lang != Lang::Persian {
        return number.to_owned();
    }
    let persian = |digit: char| {
        digit
            .to_digit(10)
            .and_then(|value| char::from_u32(0x6f0 + value))
    };
    number
        .chars()
        .map(|digit| persian(digit).unwrap_or(digit))
        .collect()
}
