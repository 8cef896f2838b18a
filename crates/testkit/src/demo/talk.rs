//! One conversation while it is held: who said what last, and what the next turn
//! therefore answers.

use rapport_model::{Account, Kind, ReplyTo};

use super::cast::Contact;
use super::fill::Facts;
use super::ledger::{Draft, MINUTE, Meant, Millis};
use super::network::DemoNetwork;
use super::phrasebook::{Lang, Side};
use super::stage::{Occasion, Stage, mentioned, when_open};

/// How soon the brand answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    Usual,
    /// Thousands wait: minutes become hours.
    Overrun,
}

/// How a turn is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    Public,
    Private,
    /// In public, as a reply to one's own last post.
    Onward,
}

/// A conversation of one contact with one brand on one network.
#[derive(Debug)]
pub(crate) struct Talk<'a> {
    pub(crate) stage: &'a mut Stage,
    pub(crate) occasion: Occasion,
    pub(crate) facts: Facts,
    pub(crate) lang: Lang,
    pub(crate) clock: Millis,
    pace: Pace,
    contact: Contact,
    their: Account,
    desk: Account,
    news: Account,
    agent: String,
    /// The last post by contact and brand, in public and in private.
    last: [[Option<usize>; 2]; 2],
    greeted: bool,
    verbatim: bool,
}

impl<'a> Talk<'a> {
    /// `None` if one of the two is not on that network.
    pub(crate) fn begin(stage: &'a mut Stage, occasion: Occasion, pace: Pace) -> Option<Self> {
        let Occasion {
            brand: brand_place,
            contact: contact_place,
            network,
            at,
        } = occasion;
        let brand = stage.brands.get(brand_place)?.clone();
        let contact = stage.contacts.get(contact_place)?.clone();
        let lang = contact.lang;
        let their = contact.author_on(network)?;
        let desk = brand.desk(network, lang)?.author();
        let news = brand
            .voice(network, Lang::English)
            .map_or_else(|| desk.clone(), |own| own.author());
        let mut dice = stage.dice.fork();
        let facts = Facts::draw((&brand, &contact, network), stage.book(lang)?, &mut dice);
        let agents = ["AK", "JM", "SD", "LP", "EB", "TN", "MR", "ZH", "OC", "VK"];
        let agent = stage.dice.pick(&agents)?.to_string();
        Some(Talk {
            stage,
            occasion,
            facts,
            lang,
            clock: at,
            pace,
            contact,
            their,
            desk,
            news,
            agent,
            last: [[None; 2]; 2],
            greeted: false,
            verbatim: false,
        })
    }

    /// For a scene in which every word is written: names and initials are in it already.
    pub(crate) fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }

    pub(crate) fn last(&self, side: Side, private: bool) -> Option<usize> {
        let [contact, brand] = self.last;
        let [public_place, private_place] = if side == Side::Contact {
            contact
        } else {
            brand
        };
        if private { private_place } else { public_place }
    }

    fn remember(&mut self, side: Side, private: bool, place: Option<usize>) {
        let [contact, brand] = &mut self.last;
        let [in_public, in_private] = if side == Side::Contact {
            contact
        } else {
            brand
        };
        *(if private { in_private } else { in_public }) = place;
    }

    /// Lets time pass before the brand's next turn.
    pub(crate) fn brand_thinks(&mut self) {
        let dice = &mut self.stage.dice;
        let (low, high) = dice
            .weighted(&[
                ((4, 40), 58),
                ((40, 200), 26),
                ((200, 800), 13),
                ((800, 2_300), 3),
            ])
            .unwrap_or((4, 40));
        let factor = if self.pace == Pace::Overrun { 5 } else { 1 };
        self.clock += dice.between(low * MINUTE, high * MINUTE) * factor;
        self.clock = when_open(self.clock, self.lang, &mut self.stage.dice);
    }

    /// Lets time pass before the contact's next turn.
    pub(crate) fn contact_thinks(&mut self) {
        let dice = &mut self.stage.dice;
        let (low, high) = dice
            .weighted(&[((1, 25), 62), ((25, 180), 28), ((180, 900), 10)])
            .unwrap_or((1, 25));
        self.clock += dice.between(low * MINUTE, high * MINUTE);
    }

    /// The brand says a phrase; its first words greet, its last are the agent's initials.
    pub(crate) fn brand_says(&mut self, phrase: &str, manner: Manner) -> Option<usize> {
        let network = self.occasion.network;
        let private = manner == Manner::Private
            || matches!(network, DemoNetwork::Email | DemoNetwork::Offline);
        let said = self.facts.fill(phrase, &mut self.stage.dice);
        let text = match network {
            DemoNetwork::Email => self.letter("out", &said),
            DemoNetwork::Offline => said,
            DemoNetwork::X | DemoNetwork::Mastodon if self.verbatim => said,
            DemoNetwork::X | DemoNetwork::Mastodon => self.spoken(&said, private),
        };
        let mut reply_to = match manner {
            Manner::Onward => self.last(Side::Brand, private),
            Manner::Public | Manner::Private => self.last(Side::Contact, private),
        }
        .and_then(|place| self.stage.ledger.answer_to(place));
        if reply_to.is_none() {
            reply_to = Some(addressee(&self.their));
        }
        let mentions = if private {
            Vec::new()
        } else {
            mentioned(&self.their).into_iter().collect()
        };
        let draft = Draft {
            network,
            at: self.clock,
            author: self.desk.clone(),
            kind: kind(network, private, true),
            text,
            lang: Some(self.lang.code()),
            reply_to,
            quote_of: None,
            repost_of: None,
            mentions,
            links: Vec::new(),
            likes: self.stage.dice.between(0, 2),
            shares: 0,
            brand: Some(self.occasion.brand),
            meant: Some(Meant::ForOne),
        };
        let place = self.stage.ledger.record(draft);
        self.remember(Side::Brand, private, place);
        place
    }

    /// The contact says a phrase, in the contact's own spelling.
    pub(crate) fn contact_says(&mut self, phrase: &str, manner: Manner) -> Option<usize> {
        let network = self.occasion.network;
        let private = manner == Manner::Private
            || matches!(network, DemoNetwork::Email | DemoNetwork::Offline);
        let mut said = self.facts.fill(phrase, &mut self.stage.dice);
        // A note is typed by the agent who took the call.
        if network != DemoNetwork::Offline {
            said = self
                .contact
                .voice
                .type_out(&said, self.lang, &mut self.stage.dice);
        }
        let first = self.last(Side::Contact, private).is_none()
            && self.last(Side::Brand, private).is_none();
        let mut named = self.desk.clone();
        if network == DemoNetwork::Email && first {
            said = self.letter("in", &said);
        } else if !private && !self.verbatim {
            if first && self.stage.dice.chance(14) {
                named = self.news.clone();
            }
            said = addressed(&named, &said, first && self.stage.dice.chance(24));
        }
        let answered = match manner {
            Manner::Onward => self.last(Side::Contact, private),
            Manner::Public | Manner::Private => self.last(Side::Brand, private),
        };
        let mut reply_to = answered.and_then(|place| self.stage.ledger.answer_to(place));
        if private && reply_to.is_none() {
            reply_to = Some(addressee(&self.desk));
        }
        let declared = network == DemoNetwork::Offline || !self.stage.dice.chance(4);
        let draft = Draft {
            network,
            at: self.clock,
            author: self.their.clone(),
            kind: kind(network, private, reply_to.is_some()),
            text: said,
            lang: declared.then_some(if network == DemoNetwork::Offline {
                self.lang.code()
            } else {
                self.contact.writes
            }),
            reply_to,
            quote_of: None,
            repost_of: None,
            mentions: if private {
                Vec::new()
            } else {
                mentioned(&named).into_iter().collect()
            },
            links: Vec::new(),
            likes: self
                .stage
                .dice
                .weighted(&[(0, 60), (1, 20), (3, 15), (14, 4), (90, 1)])
                .unwrap_or(0),
            shares: self
                .stage
                .dice
                .weighted(&[(0, 85), (1, 12), (9, 3)])
                .unwrap_or(0),
            brand: Some(self.occasion.brand),
            meant: None,
        };
        let place = self.stage.ledger.record(draft);
        self.remember(Side::Contact, private, place);
        place
    }

    fn spoken(&mut self, said: &str, private: bool) -> String {
        let mut text = String::new();
        let named = self
            .their
            .handle
            .as_ref()
            .filter(|_| !private && !self.stage.dice.chance(7));
        if let Some(handle) = named {
            text = format!("@{handle} ");
        }
        if !self.greeted && self.stage.dice.chance(62) {
            let greeting = self.stage.line(self.lang, "any/hello").unwrap_or_default();
            text.push_str(&self.facts.fill(greeting, &mut self.stage.dice));
            text.push(' ');
        }
        self.greeted = true;
        text.push_str(said);
        if self.stage.dice.chance(74) {
            text.push_str(&format!(" ^{}", self.agent));
        }
        text
    }

    fn letter(&mut self, direction: &str, said: &str) -> String {
        let mut part = |end: &str| {
            let phrase = self
                .stage
                .line(self.lang, &format!("any/letter-{end}-{direction}"))
                .unwrap_or_default();
            self.facts.fill(phrase, &mut self.stage.dice)
        };
        let (open, close) = (part("open"), part("close"));
        if self.verbatim && direction == "out" {
            return format!("{open}\n\n{said}");
        }
        let signed = if direction == "in" {
            self.contact.name.as_str()
        } else {
            self.desk.name.as_deref().unwrap_or_default()
        };
        format!("{open}\n\n{said}\n\n{close}\n{signed}")
    }
}

/// `@handle` before or after what is said.
pub(crate) fn addressed(named: &Account, said: &str, after: bool) -> String {
    match &named.handle {
        Some(handle) if after => format!("{said} @{handle}"),
        Some(handle) => format!("@{handle} {said}"),
        None => said.to_owned(),
    }
}

fn addressee(author: &Account) -> ReplyTo {
    ReplyTo {
        id: None,
        author_id: author.id.clone(),
        author_handle: author.handle.clone(),
    }
}

fn kind(network: DemoNetwork, private: bool, answers: bool) -> Kind {
    match network {
        DemoNetwork::Email => Kind::Email,
        DemoNetwork::Offline => Kind::Note,
        DemoNetwork::X | DemoNetwork::Mastodon if private => Kind::Message,
        DemoNetwork::X | DemoNetwork::Mastodon if answers => Kind::Reply,
        DemoNetwork::X | DemoNetwork::Mastodon => Kind::Post,
    }
}
