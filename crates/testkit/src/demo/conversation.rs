//! How a conversation goes: a written exchange is played as it stands; a single
//! message is acknowledged, handed over and, mostly, resolved.

use rapport_model::Kind;

use super::ledger::{HOUR, Meant};
use super::network::DemoNetwork;
use super::phrasebook::{Block, Lang, Side, Turn};
use super::stage::{Occasion, Stage};
use super::talk::{Manner, Pace, Talk};

/// Holds one conversation about the phrases of a section. Says where its first
/// post stands in the ledger.
pub(crate) fn hold(
    stage: &mut Stage,
    occasion: Occasion,
    section: &str,
    pace: Pace,
) -> Option<usize> {
    let contact = stage.contacts.get(occasion.contact)?;
    let (lang, writes) = (contact.lang, contact.writes);
    let industry = stage.brands.get(occasion.brand)?.industry.as_str();
    let section = match occasion.network {
        DemoNetwork::Offline => format!("{industry}/note"),
        DemoNetwork::X | DemoNetwork::Mastodon | DemoNetwork::Email => section.to_owned(),
    };
    let block = if writes == lang.code() || occasion.network == DemoNetwork::Offline {
        stage.book(lang)?.deal(&section)?
    } else {
        stage.guests.deal(&format!("{writes}/{industry}"))?
    };
    let mut talk = Talk::begin(stage, occasion, pace)?;
    let opened = talk.contact_says(block.opening, Manner::Public);
    if occasion.network == DemoNetwork::Offline {
        note_down(&mut talk, &block, industry);
    } else if block.turns.is_empty() {
        if !talk.stage.dice.chance(9) {
            care(&mut talk, &section);
        }
    } else {
        play(&mut talk, &block.turns);
        let answered_last = block
            .turns
            .last()
            .is_some_and(|turn| turn.side == Side::Brand);
        if answered_last && talk.stage.dice.chance(38) {
            thanks(&mut talk);
        }
    }
    opened
}

fn play(talk: &mut Talk<'_>, turns: &[Turn]) {
    let mut before = Side::Contact;
    for turn in turns {
        let manner = match (turn.private, before == turn.side) {
            (true, _) => Manner::Private,
            (false, true) => Manner::Onward,
            (false, false) => Manner::Public,
        };
        match turn.side {
            Side::Brand => {
                talk.brand_thinks();
                talk.brand_says(turn.text, manner);
            }
            Side::Contact => {
                talk.contact_thinks();
                talk.contact_says(turn.text, manner);
            }
        }
        before = turn.side;
    }
}

/// The steps of care after a message that nothing was written to follow.
fn care(talk: &mut Talk<'_>, section: &str) {
    let needs_nothing = section.ends_with("/praise") || section.ends_with("/idea");
    let replies = match section.rsplit_once('/') {
        Some((_, "praise")) => "any/praise/reply".to_owned(),
        Some((_, "idea")) => "any/idea/reply".to_owned(),
        _ => format!("{section}/reply"),
    };
    if says(talk, Side::Brand, &replies, Manner::Public).is_none() {
        return;
    }
    // In an outage the answer is the same for everyone; few are taken aside.
    let taken_aside = if section.ends_with("/crisis") { 12 } else { 58 };
    if needs_nothing || !talk.stage.dice.chance(taken_aside) {
        return;
    }
    says(talk, Side::Contact, "any/details", Manner::Private);
    says(talk, Side::Brand, "any/working", Manner::Private);
    if talk.stage.dice.chance(24) {
        return;
    }
    talk.clock += talk.stage.dice.between(HOUR, 20 * HOUR);
    let where_resolved = if talk.stage.dice.chance(45) {
        Manner::Public
    } else {
        Manner::Private
    };
    says(talk, Side::Brand, "any/resolved", where_resolved);
    if talk.stage.dice.chance(12) {
        says(talk, Side::Contact, "any/unhappy", where_resolved);
        says(talk, Side::Brand, "any/sorry-again", where_resolved);
    } else if talk.stage.dice.chance(55) {
        thanks(talk);
    }
}

fn thanks(talk: &mut Talk<'_>) {
    says(talk, Side::Contact, "any/thanks", Manner::Public);
    if talk.stage.dice.chance(45) {
        says(talk, Side::Brand, "any/welcome", Manner::Public);
    }
    if talk.stage.dice.chance(9) {
        says(talk, Side::Brand, "any/postscript", Manner::Onward);
    }
}

fn says(talk: &mut Talk<'_>, side: Side, section: &str, manner: Manner) -> Option<usize> {
    let phrase = talk.stage.line(talk.lang, section)?;
    match side {
        Side::Brand => {
            talk.brand_thinks();
            talk.brand_says(phrase, manner)
        }
        Side::Contact => {
            talk.contact_thinks();
            talk.contact_says(phrase, manner)
        }
    }
}

/// A call or a visit is one note; what was promised is often a second one.
fn note_down(talk: &mut Talk<'_>, block: &Block, industry: &str) {
    if !block.turns.is_empty() {
        play(talk, &block.turns);
    } else if talk.stage.dice.chance(60) {
        talk.clock += talk.stage.dice.between(2 * HOUR, 30 * HOUR);
        says(
            talk,
            Side::Brand,
            &format!("{industry}/note-out"),
            Manner::Private,
        );
    }
}

/// The brand speaks first, to one person: a birthday, a thing once promised.
pub(crate) fn greet(stage: &mut Stage, occasion: Occasion) -> Option<usize> {
    let lang: Lang = stage.contacts.get(occasion.contact)?.lang;
    let phrase = stage.line(lang, "any/greeting")?;
    let mut talk = Talk::begin(stage, occasion, Pace::Usual)?;
    let place = talk.brand_says(phrase, Manner::Public)?;
    // A greeting answers nothing: it begins with the name and stands for itself.
    let handle = talk
        .stage
        .contacts
        .get(occasion.contact)?
        .on(occasion.network)?
        .handle
        .clone()?;
    let entry = talk.stage.ledger.entries.get_mut(place)?;
    entry.post.reply_to = None;
    entry.post.kind = Kind::Post;
    entry.meant = Some(Meant::ForOne);
    if !entry.post.text.starts_with('@') {
        entry.post.text = format!("@{handle} {}", entry.post.text);
    }
    Some(place)
}
