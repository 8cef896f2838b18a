//! What people do with a broadcast: answer it, pass it on, comment on it.

use rapport_model::Kind;

use super::daily::someone;
use super::ledger::{Draft, HOUR, MINUTE, Meant};
use super::network::DemoNetwork;
use super::phrasebook::Lang;
use super::stage::{Stage, mentioned};

pub(crate) fn follow(stage: &mut Stage) {
    let broadcasts: Vec<usize> = (0..stage.ledger.entries.len())
        .filter(|place| {
            let entry = stage.ledger.get(*place);
            entry.is_some_and(|it| it.meant == Some(Meant::ForMany) && it.post.kind == Kind::Post)
        })
        .collect();
    for place in broadcasts {
        let many = stage
            .dice
            .weighted(&[(0, 34), (1, 30), (2, 22), (4, 14)])
            .unwrap_or(0);
        for _ in 0..many {
            react(stage, place);
        }
    }
}

fn react(stage: &mut Stage, place: usize) -> Option<usize> {
    let entry = stage.ledger.get(place)?.clone();
    let brand = entry.brand?;
    let network = entry.network;
    let original = entry.post;
    let lang = Lang::ALL
        .into_iter()
        .find(|lang| original.lang.as_deref() == Some(lang.code()))?;
    let contact_place = someone(stage, brand, lang)?;
    let contact = stage.contacts.get(contact_place)?.clone();
    if contact.writes != lang.code() {
        return None;
    }
    let author = contact.author_on(network)?;
    let at = entry.at + stage.dice.between(2 * MINUTE, 26 * HOUR);
    let handle = original.author.handle.clone()?;
    let mut draft = Draft {
        network,
        at,
        author,
        kind: Kind::Reply,
        text: String::new(),
        lang: Some(lang.code()),
        reply_to: None,
        quote_of: None,
        repost_of: None,
        mentions: mentioned(&original.author).into_iter().collect(),
        links: Vec::new(),
        likes: stage.dice.between(0, 4),
        shares: 0,
        brand: Some(brand),
        meant: None,
    };
    let form = stage
        .dice
        .weighted(&[(Kind::Reply, 52), (Kind::Repost, 28), (Kind::Quote, 20)])?;
    draft.kind = form;
    match form {
        Kind::Repost => {
            draft.text = if network == DemoNetwork::X {
                format!("RT @{handle}: {}", original.text)
            } else {
                original.text
            };
            draft.repost_of = Some(original.external_id);
        }
        Kind::Quote => {
            let phrase = stage.line(lang, "any/comment")?;
            draft.text = contact.voice.type_out(phrase, lang, &mut stage.dice);
            draft.quote_of = Some(original.external_id);
            draft.mentions = Vec::new();
        }
        Kind::Reply
        | Kind::Post
        | Kind::Comment
        | Kind::Message
        | Kind::Review
        | Kind::Email
        | Kind::Answer
        | Kind::Note => {
            let phrase = stage.line(lang, "any/reaction")?;
            let typed = contact.voice.type_out(phrase, lang, &mut stage.dice);
            draft.text = format!("@{handle} {typed}");
            draft.reply_to = stage.ledger.answer_to(place);
        }
    }
    stage.ledger.record(draft)
}
