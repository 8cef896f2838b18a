//! Who posts: 20 invented brands in 5 industries, 43 accounts.

/// A language of the archive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Turkish,
    Czech,
    Persian,
    German,
    Spanish,
}

pub(crate) struct Industry {
    pub(crate) name: &'static str,
    /// Share of all posts.
    pub(crate) volume: f64,
    /// Share of posts said to one person, over the year.
    pub(crate) one_to_one: f64,
    /// By how much that share rises from the first quarter to the last.
    pub(crate) rise: f64,
    pub(crate) brands: &'static [Brand],
}

pub(crate) struct Brand {
    pub(crate) name: &'static str,
    /// Share of the industry's posts.
    pub(crate) volume: f64,
    /// How far the brand is from its industry's share; the mean over the industry is taken off.
    pub(crate) offset: f64,
    pub(crate) accounts: &'static [Account],
}

pub(crate) struct Account {
    pub(crate) handle: &'static str,
    pub(crate) language: Language,
    /// Answers people rather than telling them.
    pub(crate) answers: bool,
}

impl Language {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Turkish => "tr",
            Language::Czech => "cs",
            Language::Persian => "fa",
            Language::German => "de",
            Language::Spanish => "es",
        }
    }
}

const fn tells(handle: &'static str, language: Language) -> Account {
    Account {
        handle,
        language,
        answers: false,
    }
}

const fn answers(handle: &'static str, language: Language) -> Account {
    Account {
        handle,
        language,
        answers: true,
    }
}

const fn brand(
    name: &'static str,
    volume: f64,
    offset: f64,
    accounts: &'static [Account],
) -> Brand {
    Brand {
        name,
        volume,
        offset,
        accounts,
    }
}

use Language::{Czech, English, German, Persian, Spanish, Turkish};

/// The shares make 93 % over all.
pub(crate) static INDUSTRIES: [Industry; 5] = [
    Industry {
        name: "airlines",
        volume: 0.30,
        one_to_one: 0.98,
        rise: 0.012,
        brands: &[
            brand(
                "Meridian Air",
                0.31,
                0.005,
                &[
                    tells("MeridianAir", English),
                    answers("MeridianHelp", English),
                    answers("MeridianAir_ES", Spanish),
                ],
            ),
            brand(
                "Halcyon Jet",
                0.27,
                -0.002,
                &[
                    tells("HalcyonJet", English),
                    answers("HalcyonCare", English),
                    answers("HalcyonJet_DE", German),
                ],
            ),
            brand(
                "Bosphorus Wings",
                0.19,
                0.002,
                &[
                    tells("BosphorusWings", Turkish),
                    answers("BosphorusDestek", Turkish),
                ],
            ),
            brand(
                "Moldau Air",
                0.13,
                -0.005,
                &[tells("MoldauAir", Czech), answers("MoldauAirPomoc", Czech)],
            ),
            brand(
                "Simorgh Lines",
                0.10,
                -0.006,
                &[
                    tells("SimorghLines", Persian),
                    answers("SimorghHelp", Persian),
                ],
            ),
        ],
    },
    Industry {
        name: "software/internet",
        volume: 0.28,
        one_to_one: 0.89,
        rise: 0.034,
        brands: &[
            brand(
                "Lumenbox",
                0.29,
                0.012,
                &[
                    tells("Lumenbox", English),
                    answers("AskLumenbox", English),
                    tells("LumenboxStatus", English),
                ],
            ),
            brand(
                "Kitestream",
                0.26,
                0.014,
                &[
                    tells("Kitestream", English),
                    answers("KitestreamHelps", English),
                    answers("Kitestream_ES", Spanish),
                ],
            ),
            brand(
                "Quillpad",
                0.19,
                -0.018,
                &[
                    tells("Quillpad", English),
                    answers("QuillpadSupport", English),
                ],
            ),
            brand(
                "Orbitmail",
                0.15,
                -0.011,
                &[
                    tells("Orbitmail", German),
                    answers("OrbitmailHilfe", German),
                ],
            ),
            brand(
                "Tessera Games",
                0.11,
                -0.016,
                &[
                    tells("TesseraGames", English),
                    answers("TesseraCare", English),
                ],
            ),
        ],
    },
    Industry {
        name: "telecommunications",
        volume: 0.22,
        one_to_one: 0.93,
        rise: 0.022,
        brands: &[
            brand(
                "Northtel",
                0.40,
                0.007,
                &[
                    tells("Northtel", English),
                    answers("NorthtelHelp", English),
                    tells("NorthtelBusiness", English),
                ],
            ),
            brand(
                "Çınar Mobil",
                0.28,
                -0.004,
                &[
                    tells("CinarMobil", Turkish),
                    answers("CinarDestek", Turkish),
                ],
            ),
            brand(
                "Sázava Net",
                0.17,
                -0.006,
                &[tells("SazavaNet", Czech), answers("SazavaNetPomoc", Czech)],
            ),
            brand(
                "Parvaz Telecom",
                0.15,
                -0.008,
                &[
                    tells("ParvazTelecom", Persian),
                    answers("ParvazCare", Persian),
                ],
            ),
        ],
    },
    Industry {
        name: "retail",
        volume: 0.12,
        one_to_one: 0.905,
        rise: 0.028,
        brands: &[
            brand(
                "Hearthfield",
                0.44,
                0.011,
                &[
                    tells("Hearthfield", English),
                    answers("HearthfieldCare", English),
                ],
            ),
            brand(
                "Kaufgarten",
                0.31,
                -0.009,
                &[
                    tells("Kaufgarten", German),
                    answers("KaufgartenHilfe", German),
                ],
            ),
            brand(
                "Mercado Luz",
                0.25,
                -0.007,
                &[
                    tells("MercadoLuz", Spanish),
                    answers("MercadoLuzAyuda", Spanish),
                ],
            ),
        ],
    },
    Industry {
        name: "banking",
        volume: 0.08,
        one_to_one: 0.92,
        rise: 0.024,
        brands: &[
            brand(
                "Ferry Bank",
                0.47,
                0.009,
                &[
                    tells("FerryBank", English),
                    answers("FerryBankHelp", English),
                ],
            ),
            brand(
                "Liman Bankası",
                0.32,
                -0.008,
                &[answers("LimanBank", Turkish)],
            ),
            brand("Aldergate", 0.21, -0.006, &[answers("Aldergate", English)]),
        ],
    },
];

/// An account with everything that is said of it.
#[derive(Clone, Copy)]
pub(crate) struct Listed {
    pub(crate) id: u64,
    pub(crate) account: &'static Account,
    pub(crate) brand: &'static Brand,
    pub(crate) industry: &'static Industry,
}

/// All accounts, in the order of the table.
pub(crate) fn accounts() -> Vec<Listed> {
    let mut listed = Vec::new();
    for industry in &INDUSTRIES {
        for brand in industry.brands {
            for account in brand.accounts {
                listed.push(Listed {
                    id: 31_400_000 + 6_007 * (listed.len() as u64 + 1),
                    account,
                    brand,
                    industry,
                });
            }
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_43_accounts_of_20_brands() {
        assert_eq!(accounts().len(), 43);
        let brands: usize = INDUSTRIES
            .iter()
            .map(|industry| industry.brands.len())
            .sum();
        assert_eq!(brands, 20);
    }

    #[test]
    fn volumes_make_a_whole() {
        let whole: f64 = INDUSTRIES.iter().map(|industry| industry.volume).sum();
        assert!((whole - 1.0).abs() < 1e-9, "{whole}");
        for industry in &INDUSTRIES {
            let whole: f64 = industry.brands.iter().map(|brand| brand.volume).sum();
            assert!((whole - 1.0).abs() < 1e-9, "{}: {whole}", industry.name);
        }
    }
}
