//! Twelve people whose two years are told in full, post by post, in
//! `data/demo/stories`.
//!
//! `== name | latin | gender | address | brand` starts a story; an empty line
//! starts a scene, as does another network; a line is `date time network mark text`, where the mark is `<`
//! or `>` in public, `<<` or `>>` in private, `*` for a post that names nobody.

use jiff::civil::DateTime;
use rapport_model::Kind;

use super::calendar::midnight;
use super::cast::{Contact, Gender, email, mastodon, phone, x};
use super::ledger::{Draft, HOUR, MINUTE, Millis};
use super::network::DemoNetwork;
use super::phrasebook::{Lang, Side};
use super::stage::{Occasion, Stage};
use super::talk::{Manner, Pace, Talk};
use super::voice::Voice;

fn stories(lang: Lang) -> &'static str {
    match lang {
        Lang::English => include_str!("../../data/demo/stories/en.txt"),
        Lang::Turkish => include_str!("../../data/demo/stories/tr.txt"),
        Lang::Czech => include_str!("../../data/demo/stories/cs.txt"),
        Lang::Persian => include_str!("../../data/demo/stories/fa.txt"),
    }
}

/// One line of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    at: Millis,
    network: DemoNetwork,
    mark: &'static str,
    text: &'static str,
}

/// Tells all stories.
pub(crate) fn tell(stage: &mut Stage) {
    let mut number = 900;
    for lang in Lang::ALL {
        let mut told: Option<(usize, usize)> = None;
        let mut scene: Vec<Line> = Vec::new();
        for text in stories(lang).lines().map(str::trim).chain([""]) {
            if let Some(title) = text.strip_prefix("== ") {
                number += 1;
                told = introduce(stage, title, lang, number);
            } else if text.is_empty() {
                if let Some(people) = told {
                    play(stage, people, &scene);
                }
                scene.clear();
            } else if !text.starts_with('#') {
                let Some(line) = line(text) else { continue };
                // Another place, or a word to nobody, is another scene.
                let goes_on = |before: &Line| {
                    before.network == line.network && before.mark != "*" && line.mark != "*"
                };
                if !scene.last().is_none_or(goes_on) {
                    if let Some(people) = told {
                        play(stage, people, &scene);
                    }
                    scene.clear();
                }
                scene.push(line);
            }
        }
    }
}

/// Adds a hero to the contacts; says who it is and which brand the story is with.
fn introduce(
    stage: &mut Stage,
    title: &'static str,
    lang: Lang,
    number: i64,
) -> Option<(usize, usize)> {
    let mut columns = title.split('|').map(str::trim);
    let (name, latin) = (columns.next()?, columns.next()?);
    let gender = if columns.next()? == "f" {
        Gender::Feminine
    } else {
        Gender::Masculine
    };
    let (address, brand_name) = (columns.next()?, columns.next()?);
    let brand = stage
        .brands
        .iter()
        .position(|brand| brand.name == brand_name)?;
    let followers = stage.dice.between(300, 4_299);
    stage.contacts.push(Contact {
        name: name.to_owned(),
        address: address.to_owned(),
        gender,
        lang,
        writes: lang.code(),
        hero: true,
        identities: vec![
            x(latin, number, Some(followers)),
            mastodon(latin, "social.example", Some(followers / 4)),
            email(&format!("{}@mail.example", latin.replace('_', "."))),
            phone(&format!("+447700900{number}")),
        ],
        voice: Voice::default(),
        brands: [1; 4],
    });
    Some((stage.contacts.len() - 1, brand))
}

fn line(text: &'static str) -> Option<Line> {
    let mut words = text.splitn(5, ' ');
    let (date, clock) = (words.next()?, words.next()?);
    let moment: DateTime = format!("{date}T{clock}:00").parse().ok()?;
    let at = midnight(moment.date())
        + i64::from(moment.hour()) * HOUR
        + i64::from(moment.minute()) * MINUTE;
    let network = match words.next()? {
        "x" => DemoNetwork::X,
        "mastodon" => DemoNetwork::Mastodon,
        "email" => DemoNetwork::Email,
        "offline" => DemoNetwork::Offline,
        _ => return None,
    };
    Some(Line {
        at,
        network,
        mark: words.next()?,
        text: words.next()?,
    })
}

fn play(stage: &mut Stage, (contact, brand): (usize, usize), scene: &[Line]) -> Option<()> {
    let first = *scene.first()?;
    let occasion = Occasion {
        brand,
        contact,
        network: first.network,
        at: first.at,
    };
    if first.mark == "*" {
        return aside(stage, occasion, first.text);
    }
    let mut talk = Talk::begin(stage, occasion, Pace::Usual)?.verbatim();
    let mut before = None;
    for line in scene {
        talk.clock = line.at;
        let side = if line.mark.starts_with('<') {
            Side::Contact
        } else {
            Side::Brand
        };
        let manner = match (line.mark.len(), before == Some(side)) {
            (2, _) => Manner::Private,
            (_, true) => Manner::Onward,
            (_, false) => Manner::Public,
        };
        match side {
            Side::Contact => talk.contact_says(line.text, manner)?,
            Side::Brand => talk.brand_says(line.text, manner)?,
        };
        before = Some(side);
    }
    Some(())
}

fn aside(stage: &mut Stage, occasion: Occasion, text: &str) -> Option<()> {
    let contact = stage.contacts.get(occasion.contact)?;
    let draft = Draft {
        network: occasion.network,
        at: occasion.at,
        author: contact.author_on(occasion.network)?,
        kind: Kind::Post,
        text: text.to_owned(),
        lang: Some(contact.writes),
        reply_to: None,
        quote_of: None,
        repost_of: None,
        mentions: Vec::new(),
        links: Vec::new(),
        likes: stage.dice.between(12, 71),
        shares: stage.dice.between(0, 8),
        brand: Some(occasion.brand),
        meant: None,
    };
    stage.ledger.record(draft).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::{Lang, line, stories};

    #[test]
    fn every_line_of_every_story_is_read() {
        for lang in Lang::ALL {
            for text in stories(lang).lines().map(str::trim) {
                if text.is_empty() || text.starts_with('#') || text.starts_with("== ") {
                    continue;
                }
                let read = line(text).unwrap_or_else(|| panic!("not a line of a story: {text}"));
                assert!(matches!(read.mark, "<" | ">" | "<<" | ">>" | "*"), "{text}");
            }
        }
    }
}
