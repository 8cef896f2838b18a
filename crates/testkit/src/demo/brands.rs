//! The four brands and the profiles they speak through. The names are invented.

use super::network::DemoNetwork;
use super::phrasebook::Lang;

/// What a brand sells; decides what people write to it about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Industry {
    /// Flights.
    Airline,
    /// Mobile and fibre.
    Telecom,
    /// Things in boxes.
    Retail,
}

impl Industry {
    /// The word used in `brands.csv` and in the data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Industry::Airline => "airline",
            Industry::Telecom => "telecom",
            Industry::Retail => "retail",
        }
    }
}

/// What an own profile is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Tells the news to everyone.
    News,
    /// Answers people, in one language.
    Care,
    /// A mailbox.
    Mailbox,
    /// Telephone, counter, events.
    Counter,
}

/// An identity of a brand on a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnProfile {
    /// Where it speaks.
    pub network: DemoNetwork,
    /// The network's id.
    pub id: String,
    /// Its handle; a mailbox has its address, a counter has none.
    pub handle: Option<String>,
    /// Its displayed name.
    pub name: String,
    /// How many follow it, where the network has followers.
    pub followers: Option<i64>,
    /// What it is for.
    pub role: Role,
    /// The language it speaks; `None` speaks all of them.
    pub lang: Option<Lang>,
}

/// A brand with its profiles and its share of the world's talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// The name as in `brands.csv`.
    pub name: &'static str,
    /// What it sells.
    pub industry: Industry,
    /// Whether it is someone else's.
    pub competitor: bool,
    /// The identities it speaks through.
    pub profiles: Vec<OwnProfile>,
    /// Conversations begun with it on an ordinary day, in thousandths.
    pub(crate) daily_thousandths: u64,
    /// One-to-one posts per thousand in the first quarter, and what each quarter adds.
    pub(crate) one_to_one: (u64, u64),
    /// The name per language.
    pub(crate) names: [(Lang, &'static str); 4],
    /// The two letters in flight and order numbers.
    pub(crate) code: &'static str,
}

impl Brand {
    /// The profile that answers `lang` on `network`.
    pub(crate) fn desk(&self, network: DemoNetwork, lang: Lang) -> Option<&OwnProfile> {
        let on_network = || {
            self.profiles
                .iter()
                .filter(move |profile| profile.network == network && profile.role != Role::News)
        };
        on_network()
            .find(|profile| profile.lang == Some(lang))
            .or_else(|| {
                on_network().find(|profile| profile.lang.is_none_or(|own| own == Lang::English))
            })
    }

    /// The profile that tells the news in `lang` on `network`.
    pub(crate) fn voice(&self, network: DemoNetwork, lang: Lang) -> Option<&OwnProfile> {
        if lang == Lang::English {
            let news =
                |profile: &&OwnProfile| profile.network == network && profile.role == Role::News;
            return self.profiles.iter().find(news);
        }
        self.desk(network, lang)
    }

    /// The other airline, as people compare.
    pub(crate) fn rival_in(&self, lang: Lang) -> &'static str {
        match (self.competitor, lang) {
            (true, Lang::Persian) => "آئروویا",
            (true, _) => "Aeruvia",
            (false, Lang::Persian) => "جت‌مارو",
            (false, _) => "Jetmarro",
        }
    }

    pub(crate) fn name_in(&self, lang: Lang) -> &'static str {
        let found = self.names.iter().find(|(own, _)| *own == lang);
        found.map_or(self.name, |(_, name)| name)
    }
}

/// The brands, the competitor last.
pub(crate) fn all() -> Vec<Brand> {
    vec![
        Brand {
            name: "Aeruvia",
            industry: Industry::Airline,
            competitor: false,
            profiles: profiles(
                "Aeruvia",
                "aeruvia",
                20_000,
                [18_400, 9_200, 7_100, 3_300, 2_600],
            ),
            daily_thousandths: 1_560,
            one_to_one: (960, 3),
            names: names("Aeruvia", "آئروویا"),
            code: "AU",
        },
        Brand {
            name: "Telmarox",
            industry: Industry::Telecom,
            competitor: false,
            profiles: profiles(
                "Telmarox",
                "telmarox",
                21_000,
                [26_900, 14_800, 11_300, 6_400, 4_900],
            ),
            daily_thousandths: 1_130,
            one_to_one: (906, 5),
            names: names("Telmarox", "تلماروکس"),
            code: "TX",
        },
        Brand {
            name: "Tarrabel",
            industry: Industry::Retail,
            competitor: false,
            profiles: profiles(
                "Tarrabel",
                "tarrabel",
                22_000,
                [41_700, 8_300, 9_900, 5_200, 3_800],
            ),
            daily_thousandths: 880,
            one_to_one: (848, 5),
            names: names("Tarrabel", "تارابل"),
            code: "TB",
        },
        Brand {
            name: "Jetmarro",
            industry: Industry::Airline,
            competitor: true,
            profiles: profiles(
                "Jetmarro",
                "jetmarro",
                23_000,
                [22_100, 6_700, 4_400, 2_100, 1_500],
            )
            .into_iter()
            .filter(|profile| matches!(profile.network, DemoNetwork::X | DemoNetwork::Mastodon))
            .collect(),
            daily_thousandths: 280,
            one_to_one: (925, 1),
            names: names("Jetmarro", "جت‌مارو"),
            code: "JM",
        },
    ]
}

fn names(latin: &'static str, persian: &'static str) -> [(Lang, &'static str); 4] {
    [
        (Lang::English, latin),
        (Lang::Turkish, latin),
        (Lang::Czech, latin),
        (Lang::Persian, persian),
    ]
}

fn profiles(name: &str, slug: &str, first_id: u64, followers: [i64; 5]) -> Vec<OwnProfile> {
    let desks = [
        ("", "", Role::News, Lang::English, ""),
        ("Care", "care", Role::Care, Lang::English, " Care"),
        ("TR", "tr", Role::Care, Lang::Turkish, " Türkiye"),
        ("CZ", "cz", Role::Care, Lang::Czech, " Česko"),
        ("FA", "fa", Role::Care, Lang::Persian, " فارسی"),
    ];
    let mut profiles = Vec::new();
    for ((suffix, account, role, lang, title), (followers, number)) in
        desks.into_iter().zip(followers.into_iter().zip(1..))
    {
        profiles.push(OwnProfile {
            network: DemoNetwork::X,
            id: (first_id + number).to_string(),
            handle: Some(format!("{name}{suffix}")),
            name: format!("{name}{title}"),
            followers: Some(followers),
            role,
            lang: Some(lang),
        });
        let account = if account.is_empty() { "news" } else { account };
        profiles.push(OwnProfile {
            network: DemoNetwork::Mastodon,
            id: format!("https://{slug}.example/users/{account}"),
            handle: Some(format!("{account}@{slug}.example")),
            name: format!("{name}{title}"),
            followers: Some(followers / 7),
            role,
            lang: Some(lang),
        });
    }
    profiles.push(OwnProfile {
        network: DemoNetwork::Email,
        id: format!("care@{slug}.example"),
        handle: Some(format!("care@{slug}.example")),
        name: format!("{name} Care"),
        followers: None,
        role: Role::Mailbox,
        lang: None,
    });
    profiles.push(OwnProfile {
        network: DemoNetwork::Offline,
        id: format!("{slug}-counter"),
        handle: None,
        name: format!("{name} counter and telephone"),
        followers: None,
        role: Role::Counter,
        lang: None,
    });
    profiles
}
