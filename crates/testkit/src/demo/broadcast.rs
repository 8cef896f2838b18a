//! What the brands say to everyone: news, threads, reposts, quotes, `.@` posts and
//! posts to their own other profiles; as many per quarter as the wanted share of
//! one-to-one leaves room for.

use rapport_model::{Account, Kind};

use super::calendar::{midnight, quarter_begins};
use super::cast::Gender;
use super::fill::vary;
use super::ledger::{DAY, Draft, HOUR, MINUTE, Meant, Millis};
use super::network::DemoNetwork;
use super::phrasebook::Lang;
use super::quota::{Wish, plan};
use super::stage::{Stage, mentioned};

/// A status to everyone.
#[derive(Debug, Clone)]
pub(crate) struct Status {
    pub(crate) brand: usize,
    pub(crate) lang: Lang,
    pub(crate) network: DemoNetwork,
    pub(crate) at: Millis,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    Status,
    Thread,
    Repost,
    Quote,
    Shoutout,
    Handoff,
}

const FORMS: [(Form, u64); 6] = [
    (Form::Status, 60),
    (Form::Thread, 8),
    (Form::Repost, 12),
    (Form::Quote, 8),
    (Form::Shoutout, 7),
    (Form::Handoff, 5),
];

/// Fills every quarter of every brand up.
pub(crate) fn fill_quarters(stage: &mut Stage) {
    let spans: Vec<(Millis, Millis)> = (0..8)
        .map(|number| {
            (
                midnight(quarter_begins(number)),
                midnight(quarter_begins(number + 1)),
            )
        })
        .collect();
    let wishes: Vec<Wish> = (0..stage.brands.len())
        .filter_map(|brand| {
            let of = stage.brands.get(brand)?;
            let to_one = spans
                .iter()
                .map(|span| count(stage, brand, *span, Meant::ForOne))
                .collect();
            Some(Wish {
                first: of.one_to_one.0,
                step: of.one_to_one.1,
                rising: !of.competitor,
                to_one,
            })
        })
        .collect();
    for (brand, to_many) in plan(&wishes).into_iter().enumerate() {
        for (span, wanted) in spans.iter().zip(to_many) {
            for _ in 0..4 * wanted {
                let said = count(stage, brand, *span, Meant::ForMany);
                if said >= wanted {
                    break;
                }
                say_something(stage, brand, *span, wanted - said);
            }
        }
    }
}

fn count(stage: &Stage, brand: usize, (from, to): (Millis, Millis), meant: Meant) -> u64 {
    let entries = stage.ledger.entries.iter();
    let counted = entries.filter(|it| {
        it.brand == Some(brand) && it.meant == Some(meant) && (from..to).contains(&it.at)
    });
    counted.count() as u64
}

fn say_something(stage: &mut Stage, brand: usize, span: (Millis, Millis), left: u64) -> Option<()> {
    let languages = [
        (Lang::English, 44),
        (Lang::Turkish, 24),
        (Lang::Czech, 17),
        (Lang::Persian, 15),
    ];
    let lang = stage.dice.weighted(&languages)?;
    let network = stage
        .dice
        .weighted(&[(DemoNetwork::X, 74), (DemoNetwork::Mastodon, 26)])?;
    let at = working_hour(stage, span, lang);
    let industry = stage.brands.get(brand)?.industry.as_str();
    let mut form = stage.dice.weighted(&FORMS)?;
    if matches!(form, Form::Thread) && left < 4 {
        form = Form::Status;
    }
    match form {
        Form::Status => {
            let text = stage
                .line(lang, &format!("{industry}/broadcast"))?
                .to_owned();
            publish(
                stage,
                Status {
                    brand,
                    lang,
                    network,
                    at,
                    text,
                },
            )?;
        }
        Form::Thread => {
            let block = stage.book(lang)?.deal(&format!("{industry}/thread"))?;
            let opening = Status {
                brand,
                lang,
                network,
                at,
                text: block.opening.to_owned(),
            };
            let mut before = publish(stage, opening)?;
            for (turn, after) in block.turns.iter().zip(1..) {
                let status = Status {
                    brand,
                    lang,
                    network,
                    at: at + after * 2 * MINUTE,
                    text: turn.text.to_owned(),
                };
                let mut draft = draft(stage, status)?;
                draft.reply_to = stage.ledger.answer_to(before);
                draft.kind = Kind::Reply;
                before = stage.ledger.record(draft)?;
            }
        }
        Form::Repost | Form::Quote | Form::Shoutout => pass_on(stage, brand, span, form)?,
        Form::Handoff => hand_off(stage, brand, span)?,
    }
    Some(())
}

fn working_hour(stage: &mut Stage, (from, to): (Millis, Millis), lang: Lang) -> Millis {
    let day = stage.dice.between(0, (to - from) / DAY - 1);
    let local = stage.dice.between(8 * HOUR, 19 * HOUR);
    from + day * DAY + local - lang.clock_minutes() * MINUTE
}

/// Writes a status down and says where it stands.
pub(crate) fn publish(stage: &mut Stage, status: Status) -> Option<usize> {
    let draft = draft(stage, status)?;
    stage.ledger.record(draft)
}

fn draft(stage: &mut Stage, status: Status) -> Option<Draft> {
    let Status {
        brand: place,
        lang,
        network,
        at,
        text,
    } = status;
    let brand = stage.brands.get(place)?;
    let author = brand.voice(network, lang)?.author();
    let name = brand.name_in(lang);
    let mut links = Vec::new();
    // Nobody in particular is spoken of; who is, was put in before.
    let mut text = vary(&text, Gender::Masculine, &mut stage.dice).replace("{brand}", name);
    if text.contains("{link}") {
        let host = brand.name.to_lowercase();
        let link = format!(
            "https://www.{host}.example/{}/{}",
            lang.code(),
            stage.dice.between(1000, 9999)
        );
        text = text.replace("{link}", &link);
        links.push(link);
    }
    let audience = author.followers.unwrap_or(1000);
    Some(Draft {
        network,
        at,
        author,
        kind: Kind::Post,
        text,
        lang: Some(lang.code()),
        reply_to: None,
        quote_of: None,
        repost_of: None,
        mentions: Vec::new(),
        links,
        likes: audience / 900 + stage.dice.between(0, audience / 300),
        shares: stage.dice.between(0, audience / 1500),
        brand: Some(place),
        meant: Some(Meant::ForMany),
    })
}

/// Shows everyone what someone else said.
fn pass_on(
    stage: &mut Stage,
    brand: usize,
    (from, to): (Millis, Millis),
    form: Form,
) -> Option<()> {
    let praised: Vec<usize> = stage
        .praises
        .iter()
        .copied()
        .filter(|place| {
            stage
                .ledger
                .get(*place)
                .is_some_and(|it| it.brand == Some(brand) && (from..to - 2 * DAY).contains(&it.at))
        })
        .collect();
    let place = *stage.dice.pick(&praised)?;
    let entry = stage.ledger.get(place)?.clone();
    let praise = entry.post;
    let at = entry.at + stage.dice.between(HOUR, 30 * HOUR);
    let lang = Lang::ALL
        .into_iter()
        .find(|lang| praise.lang.as_deref() == Some(lang.code()))?;
    let section = if matches!(form, Form::Quote) {
        "any/quote"
    } else {
        "any/shoutout"
    };
    let phrase = stage.line(lang, section)?.to_owned();
    let status = Status {
        brand,
        lang,
        network: entry.network,
        at,
        text: phrase,
    };
    let mut draft = draft(stage, status)?;
    let handle = praise.author.handle.clone()?;
    match form {
        Form::Repost => {
            draft.kind = Kind::Repost;
            draft.text = format!("RT @{handle}: {}", praise.text);
            draft.repost_of = Some(praise.external_id);
            draft.likes = 0;
        }
        Form::Quote => {
            draft.kind = Kind::Quote;
            draft.quote_of = Some(praise.external_id);
        }
        Form::Shoutout | Form::Status | Form::Thread | Form::Handoff => {
            draft.text = format!(".@{handle} {}", draft.text);
            draft.mentions = mentioned(&praise.author).into_iter().collect();
            if stage.dice.chance(50) {
                draft.kind = Kind::Reply;
                draft.reply_to = stage.ledger.answer_to(place);
            }
        }
    }
    stage.ledger.record(draft).map(|_| ())
}

/// One own profile speaks to another, for all to see.
fn hand_off(stage: &mut Stage, brand: usize, (from, to): (Millis, Millis)) -> Option<()> {
    let news: Vec<usize> = (0..stage.ledger.entries.len())
        .filter(|place| {
            stage.ledger.get(*place).is_some_and(|it| {
                it.brand == Some(brand)
                    && it.meant == Some(Meant::ForMany)
                    && it.post.kind == Kind::Post
                    && it.post.lang.as_deref() == Some("en")
                    && (from..to - DAY).contains(&it.at)
            })
        })
        .collect();
    let place = *stage.dice.pick(&news)?;
    let entry = stage.ledger.get(place)?.clone();
    let original = entry.post;
    let at = entry.at + stage.dice.between(5 * MINUTE, 5 * HOUR);
    let text = stage.line(Lang::English, "any/handoff")?.to_owned();
    let network = entry.network;
    let desk: Account = stage
        .brands
        .get(brand)?
        .desk(network, Lang::English)?
        .author();
    let handle = original.author.handle.clone()?;
    let mut draft = draft(
        stage,
        Status {
            brand,
            lang: Lang::English,
            network,
            at,
            text,
        },
    )?;
    draft.author = desk;
    draft.kind = Kind::Reply;
    draft.reply_to = stage.ledger.answer_to(place);
    draft.mentions = mentioned(&original.author).into_iter().collect();
    draft.text = format!("@{handle} {}", draft.text);
    stage.ledger.record(draft).map(|_| ())
}
