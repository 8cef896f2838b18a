//! The ordinary traffic: for each day, brand and language the conversations that
//! begin, and what people say about brands without naming them by @.

use jiff::civil::Date;
use rapport_model::Kind;

use super::brands::{Brand, Industry};
use super::calendar::{days, moment, topic, volume};
use super::conversation::{greet, hold};
use super::ledger::{Draft, HOUR};
use super::network::DemoNetwork;
use super::phrasebook::Lang;
use super::stage::{Occasion, Stage};
use super::talk::Pace;

/// Of a thousand conversations, how many are held in each language.
const LANGUAGES: [(Lang, u64); 4] = [
    (Lang::English, 380),
    (Lang::Turkish, 260),
    (Lang::Czech, 190),
    (Lang::Persian, 170),
];

pub(crate) fn two_years(stage: &mut Stage) {
    let brands: Vec<Brand> = stage.brands.clone();
    for day in days() {
        for (place, brand) in brands.iter().enumerate() {
            for (lang, share) in LANGUAGES {
                let noise = 70 + stage.dice.below(60);
                let begun = brand.daily_thousandths * share / 1000
                    * volume(brand.industry, lang, day)
                    / 100
                    * noise
                    / 100;
                for _ in 0..stage.dice.around(begun) {
                    conversation(stage, (place, brand.industry), lang, day);
                }
                for _ in 0..stage.dice.around(begun / 10) {
                    untagged(stage, (place, brand), lang, day);
                }
                for _ in 0..stage.dice.around(share / 50) {
                    greeting(stage, place, lang, day);
                }
            }
        }
    }
}

fn conversation(
    stage: &mut Stage,
    (brand, industry): (usize, Industry),
    lang: Lang,
    day: Date,
) -> Option<usize> {
    let contact = someone(stage, brand, lang)?;
    let network = somewhere(stage, brand, contact)?;
    let at = moment(day, lang, &mut stage.dice);
    let about = topic(industry, day, &mut stage.dice);
    let section = format!("{}/{about}", industry.as_str());
    let opened = hold(
        stage,
        Occasion {
            brand,
            contact,
            network,
            at,
        },
        &section,
        Pace::Usual,
    )?;
    if about == "praise" && matches!(network, DemoNetwork::X | DemoNetwork::Mastodon) {
        stage.praises.push(opened);
    }
    Some(opened)
}

/// One of the people who speak the language, rather one who knows the brand.
pub(crate) fn someone(stage: &mut Stage, brand: usize, lang: Lang) -> Option<usize> {
    let weights: Vec<(usize, u64)> = stage
        .contacts
        .iter()
        .enumerate()
        .filter(|(_, contact)| contact.lang == lang && !contact.hero)
        .map(|(place, contact)| (place, contact.brands.get(brand).copied().unwrap_or(1)))
        .collect();
    stage.dice.weighted(&weights)
}

/// One of the networks on which both can be met.
pub(crate) fn somewhere(stage: &mut Stage, brand: usize, contact: usize) -> Option<DemoNetwork> {
    let own = &stage.brands.get(brand)?.profiles;
    let weights: Vec<(DemoNetwork, u64)> = stage
        .contacts
        .get(contact)?
        .identities
        .iter()
        .filter(|identity| {
            own.iter()
                .any(|profile| profile.network == identity.network)
        })
        .map(|identity| match identity.network {
            DemoNetwork::X => (DemoNetwork::X, 60),
            DemoNetwork::Mastodon => (DemoNetwork::Mastodon, 34),
            DemoNetwork::Email => (DemoNetwork::Email, 18),
            DemoNetwork::Offline => (DemoNetwork::Offline, 16),
        })
        .collect();
    stage.dice.weighted(&weights)
}

fn untagged(
    stage: &mut Stage,
    (place, brand): (usize, &Brand),
    lang: Lang,
    day: Date,
) -> Option<usize> {
    let contact_place = someone(stage, place, lang)?;
    let contact = stage.contacts.get(contact_place)?.clone();
    if contact.writes != lang.code() {
        return None;
    }
    let networks = [DemoNetwork::X, DemoNetwork::Mastodon];
    let network = networks
        .into_iter()
        .find(|network| contact.on(*network).is_some())?;
    let section = if brand.competitor {
        "competitor".to_owned()
    } else {
        format!("{}/untagged", brand.industry.as_str())
    };
    let phrase = stage.line(lang, &section)?;
    let mut dice = stage.dice.fork();
    let facts = super::fill::Facts::draw((brand, &contact, network), stage.book(lang)?, &mut dice);
    let said = facts.fill(phrase, &mut dice);
    let text = contact.voice.type_out(&said, lang, &mut dice);
    stage.ledger.record(Draft {
        network,
        at: moment(day, lang, &mut dice),
        author: contact.author_on(network)?,
        kind: Kind::Post,
        text,
        lang: Some(lang.code()),
        reply_to: None,
        quote_of: None,
        repost_of: None,
        mentions: Vec::new(),
        links: Vec::new(),
        likes: dice
            .weighted(&[(0, 40), (4, 40), (30, 18), (400, 2)])
            .unwrap_or(0),
        shares: dice.weighted(&[(0, 70), (2, 25), (40, 5)]).unwrap_or(0),
        brand: Some(place),
        meant: None,
    })
}

fn greeting(stage: &mut Stage, brand: usize, lang: Lang, day: Date) -> Option<usize> {
    let contact = someone(stage, brand, lang)?;
    stage.contacts.get(contact)?.on(DemoNetwork::X)?;
    let at = super::calendar::midnight(day) + 9 * HOUR + stage.dice.between(0, 8 * HOUR);
    greet(
        stage,
        Occasion {
            brand,
            contact,
            network: DemoNetwork::X,
            at,
        },
    )
}
