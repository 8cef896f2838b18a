//! The people: some four hundred contacts, each with a language, a way of
//! writing, one to four identities and the brands they deal with.

use std::collections::BTreeSet;

use rapport_model::Account;

use super::dice::Dice;
use super::network::DemoNetwork;
use super::phrasebook::{Lang, Phrasebook};
use super::voice::Voice;

/// Grammatical gender, which Czech needs in every past tense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Feminine.
    Feminine,
    /// Masculine.
    Masculine,
}

/// One profile, address or number of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Where it is known.
    pub network: DemoNetwork,
    /// The network's id; a telephone number offline.
    pub id: String,
    /// The handle or address.
    pub handle: Option<String>,
    /// How many follow it, where the network has followers.
    pub followers: Option<i64>,
}

/// A person of the demo world: the truth that merging identities has to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The name shown on every profile.
    pub name: String,
    /// The form in which a brand addresses the person.
    pub address: String,
    /// Grammatical gender.
    pub gender: Gender,
    /// The language the person is answered in.
    pub lang: Lang,
    /// The code of the language the person writes.
    pub writes: &'static str,
    /// Whether a story is told of the person.
    pub hero: bool,
    /// Everywhere the person is met.
    pub identities: Vec<Identity>,
    pub(crate) voice: Voice,
    /// Weights of the brands the person deals with, in the order of the brands.
    pub(crate) brands: [u64; 4],
}

impl Contact {
    /// The identity on one network.
    pub fn on(&self, network: DemoNetwork) -> Option<&Identity> {
        self.identities
            .iter()
            .find(|identity| identity.network == network)
    }

    pub(crate) fn author_on(&self, network: DemoNetwork) -> Option<Account> {
        let identity = self.on(network)?;
        Some(Account {
            id: Some(identity.id.clone()),
            handle: identity.handle.clone(),
            name: Some(self.name.clone()),
            followers: identity.followers,
        })
    }
}

const SIZES: [(Lang, usize); 4] = [
    (Lang::English, 138),
    (Lang::Turkish, 100),
    (Lang::Czech, 80),
    (Lang::Persian, 80),
];

/// Languages with a handful of people each; they are answered in English.
pub(crate) const GUEST_LANGUAGES: [&str; 4] = ["de", "es", "uk", "ar"];

/// Everyone but the heroes of the stories.
pub(crate) fn assemble(
    books: &[(Lang, Phrasebook)],
    guests: &Phrasebook,
    dice: &mut Dice,
) -> Vec<Contact> {
    let mut names = Names::default();
    let mut contacts = Vec::new();
    for (lang, size) in SIZES {
        let people = books
            .iter()
            .find(|(own, _)| *own == lang)
            .map_or_else(Vec::new, |(_, book)| people_of(book, "any/people"));
        for _ in 0..size {
            contacts.extend(person(&people, lang, lang.code(), &mut names, dice));
        }
    }
    for code in GUEST_LANGUAGES {
        let people = people_of(guests, &format!("{code}/people"));
        for _ in 0..3 {
            contacts.extend(person(&people, Lang::English, code, &mut names, dice));
        }
    }
    contacts
}

/// A line of a list of names: name, Latin spelling, gender, form of address.
#[derive(Debug, Clone, Copy)]
struct FirstName {
    name: &'static str,
    latin: &'static str,
    gender: Gender,
    address: &'static str,
}

fn people_of(book: &Phrasebook, section: &str) -> Vec<FirstName> {
    let lines = book.section(section).iter();
    lines
        .filter_map(|block| {
            let mut columns = block.opening.split('|').map(str::trim);
            Some(FirstName {
                name: columns.next()?,
                latin: columns.next()?,
                gender: if columns.next()? == "f" {
                    Gender::Feminine
                } else {
                    Gender::Masculine
                },
                address: columns.next()?,
            })
        })
        .collect()
}

/// Names and handles already given.
#[derive(Debug, Default)]
struct Names {
    taken: BTreeSet<String>,
    people: i64,
}

fn person(
    people: &[FirstName],
    lang: Lang,
    writes: &'static str,
    names: &mut Names,
    dice: &mut Dice,
) -> Option<Contact> {
    let initials: Vec<char> = match writes {
        "fa" => "مرنکصجبفحسشا".chars().collect(),
        "cs" => "KNDVHPSMBŠČŽRJ".chars().collect(),
        "tr" => "AKYDÖÇŞTBEGSU".chars().collect(),
        "uk" => "БКМПСШ".chars().collect(),
        "ar" => "محعسن".chars().collect(),
        _ => "ABCDEFGHJKLMNPRSTW".chars().collect(),
    };
    let first = *dice.pick(people)?;
    let mut name = String::new();
    for _ in 0..40 {
        name = format!("{} {}.", first.name, dice.pick(&initials)?);
        if names.taken.insert(name.clone()) {
            break;
        }
    }
    names.people += 1;
    let number = names.people;
    let handle = handle(first.latin, names, dice);
    let mut brands = [1, 1, 1, 1];
    if let Some(favourite) = dice.weighted(&[(0_usize, 44), (1, 32), (2, 24)])
        && let Some(weight) = brands.get_mut(favourite)
    {
        *weight = 7;
    }
    Some(Contact {
        name,
        address: first.address.to_owned(),
        gender: first.gender,
        lang,
        writes,
        hero: false,
        identities: identities(&handle, number, dice),
        voice: if lang.code() == writes {
            Voice::draw(lang, dice)
        } else {
            Voice::default()
        },
        brands,
    })
}

fn handle(latin: &str, names: &mut Names, dice: &mut Dice) -> String {
    let words = [
        "reads", "travels", "at_home", "cooks", "on_tour", "again", "writes", "outdoors", "says",
        "online", "runs", "plays",
    ];
    loop {
        let handle = match dice.below(4) {
            0 => format!("{latin}{}", dice.between(60, 99)),
            1 => format!("{latin}_{}", dice.pick(&words).copied().unwrap_or_default()),
            2 => format!("{latin}{}", dice.between(1, 9999)),
            _ => format!("the_{latin}{}", dice.between(1, 30)),
        };
        if names.taken.insert(handle.clone()) {
            return handle;
        }
    }
}

fn identities(handle: &str, number: i64, dice: &mut Dice) -> Vec<Identity> {
    let followers = |dice: &mut Dice| {
        let most = dice
            .weighted(&[(120, 50), (900, 40), (9_000, 9), (60_000, 1)])
            .unwrap_or(120);
        Some(most / 10 + dice.between(0, most - 1))
    };
    let mut identities = Vec::new();
    let on_x = dice.chance(84);
    if on_x {
        identities.push(x(handle, number, followers(dice)));
    }
    if !on_x || dice.chance(26) {
        let server = dice
            .pick(&["social.example", "toot.example", "rooms.example"])
            .copied()
            .unwrap_or_default();
        identities.push(mastodon(handle, server, followers(dice)));
    }
    if dice.chance(48) {
        let server = dice
            .pick(&["mail.example", "post.example", "inbox.example"])
            .copied()
            .unwrap_or_default();
        identities.push(email(&format!("{}@{server}", handle.replace('_', "."))));
    }
    if dice.chance(44) {
        // Ofcom keeps 07700 900000 to 900999 for drama.
        identities.push(phone(&format!("+447700900{number:03}")));
    }
    identities
}

/// The identity behind an X handle; ids of the world's people are above any own profile's.
pub(crate) fn x(handle: &str, number: i64, followers: Option<i64>) -> Identity {
    Identity {
        network: DemoNetwork::X,
        id: (4_100_000_000 + number * 7_919).to_string(),
        handle: Some(handle.to_owned()),
        followers,
    }
}

pub(crate) fn mastodon(user: &str, server: &str, followers: Option<i64>) -> Identity {
    Identity {
        network: DemoNetwork::Mastodon,
        id: format!("https://{server}/users/{user}"),
        handle: Some(format!("{user}@{server}")),
        followers,
    }
}

pub(crate) fn email(address: &str) -> Identity {
    Identity {
        network: DemoNetwork::Email,
        id: address.to_owned(),
        handle: Some(address.to_owned()),
        followers: None,
    }
}

pub(crate) fn phone(number: &str) -> Identity {
    Identity {
        network: DemoNetwork::Offline,
        id: number.to_owned(),
        handle: None,
        followers: None,
    }
}
