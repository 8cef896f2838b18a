//! Which language a text is in.

use whatlang::Lang;

use crate::tokens::{TokenKind, Tokenizer, Tokens};

/// A language by its ISO 639-1 code, or `und`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LanguageCode(&'static str);

/// A text's language, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Language {
    /// The language, or [`LanguageCode::UNDETERMINED`].
    pub code: LanguageCode,
    /// From 0 to 1; 0 when undetermined.
    pub confidence: f32,
}

impl LanguageCode {
    /// The code of a text whose language cannot be known.
    pub const UNDETERMINED: LanguageCode = LanguageCode("und");

    /// The code as ISO writes it.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl Language {
    /// What an empty text is in.
    pub const UNDETERMINED: Language = Language {
        code: LanguageCode::UNDETERMINED,
        confidence: 0.0,
    };
}

/// The language of a text, by its words alone: links, hashtags and mentions say little.
///
/// ```
/// use rapport_understand::detect;
///
/// assert_eq!(detect("Kargom üç gündür gelmedi, lütfen yardım edin").code.as_str(), "tr");
/// assert_eq!(detect("👍👍 https://example.com").code.as_str(), "und");
/// ```
pub fn detect(text: &str) -> Language {
    Tokenizer::new().read(text).language()
}

impl Tokens<'_> {
    /// The language of these tokens' text, as of [`detect`].
    pub fn language(&self) -> Language {
        let words = words_alone(self);
        if words.chars().filter(|c| c.is_alphabetic()).count() < LETTERS_MIN {
            return Language::UNDETERMINED;
        }
        whatlang::detect(&words)
            .filter(|found| found.confidence() >= CONFIDENCE_MIN)
            .map_or(Language::UNDETERMINED, |found| Language {
                code: code_of(found.lang()),
                confidence: rounded(found.confidence()),
            })
    }
}

/// Fewer letters could be any language.
const LETTERS_MIN: usize = 3;

/// Below this, on social posts in eleven languages, the guess was wrong more often than right (58 of 91).
const CONFIDENCE_MIN: f64 = 0.05;

#[expect(
    clippy::cast_possible_truncation,
    reason = "a share between 0 and 1 loses digits nobody reads"
)]
fn rounded(confidence: f64) -> f32 {
    confidence as f32
}

/// The text with a space in place of each link, hashtag, mention and emoji.
fn words_alone(tokens: &Tokens<'_>) -> String {
    let text = tokens.normal_text();
    let mut words = String::with_capacity(text.len());
    let mut end = 0;
    for (kind, place) in tokens.places() {
        match kind {
            TokenKind::Word => {}
            TokenKind::Link | TokenKind::Hashtag | TokenKind::Mention | TokenKind::Emoji => {
                words.push_str(text.get(end..place.start).unwrap_or_default());
                words.push(' ');
                end = place.end;
            }
        }
    }
    words.push_str(text.get(end..).unwrap_or_default());
    words
}

fn code_of(lang: Lang) -> LanguageCode {
    LanguageCode(match lang {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    })
}
