//! What every scene needs: the brands, the people, the phrases, the ledger.

use rapport_model::{Account, Mention};

use super::brands::{Brand, OwnProfile};
use super::cast::Contact;
use super::dice::Dice;
use super::ledger::{DAY, HOUR, Ledger, Millis};
use super::network::DemoNetwork;
use super::phrasebook::{Lang, Phrasebook};

/// The world while it is being made.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) brands: Vec<Brand>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) books: Vec<(Lang, Phrasebook)>,
    pub(crate) guests: Phrasebook,
    pub(crate) ledger: Ledger,
    /// Where public praise stands in the ledger, to be passed on.
    pub(crate) praises: Vec<usize>,
    pub(crate) dice: Dice,
}

impl Stage {
    pub(crate) fn book(&mut self, lang: Lang) -> Option<&mut Phrasebook> {
        self.books
            .iter_mut()
            .find(|(own, _)| *own == lang)
            .map(|(_, book)| book)
    }

    /// The next phrase of a section of one language.
    pub(crate) fn line(&mut self, lang: Lang, section: &str) -> Option<&'static str> {
        self.book(lang)?.line(section)
    }
}

/// The two of a conversation, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) brand: usize,
    pub(crate) contact: usize,
    pub(crate) network: DemoNetwork,
    pub(crate) at: Millis,
}

impl OwnProfile {
    pub(crate) fn author(&self) -> Account {
        Account {
            id: Some(self.id.clone()),
            handle: self.handle.clone(),
            name: Some(self.name.clone()),
            followers: self.followers,
        }
    }
}

/// The author as someone else's text names him.
pub(crate) fn mentioned(author: &Account) -> Option<Mention> {
    author.handle.is_some().then(|| Mention {
        id: author.id.clone(),
        handle: author.handle.clone(),
        start: None,
    })
}

/// Moves a moment at which desks sleep to the morning after.
pub(crate) fn when_open(at: Millis, lang: Lang, dice: &mut Dice) -> Millis {
    let local = at + lang.clock_minutes() * super::ledger::MINUTE;
    let hour = local.rem_euclid(DAY) / HOUR;
    if (7..23).contains(&hour) {
        return at;
    }
    let until_seven = (7 * HOUR - local.rem_euclid(DAY)).rem_euclid(DAY);
    at + until_seven + dice.between(0, 2 * HOUR)
}
