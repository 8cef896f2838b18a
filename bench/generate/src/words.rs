//! Words that no language has, in the letters that it uses, as unevenly frequent as real ones.

use crate::brands::Language;
use crate::dice::Dice;

const WORDS: usize = 20_000;

struct Sounds {
    before: &'static [&'static str],
    vowels: &'static [&'static str],
    after: &'static [&'static str],
}

fn sounds(language: Language) -> Sounds {
    type Parts = &'static [&'static str];
    let (before, vowels, after): (Parts, Parts, Parts) = match language {
        Language::English => (
            &[
                "b", "c", "d", "g", "h", "l", "m", "n", "p", "r", "s", "t", "w", "th", "st", "pr",
            ],
            &["a", "e", "i", "o", "ea", "oo", "ai"],
            &["", "", "n", "r", "t", "s", "ll", "nd", "ng"],
        ),
        Language::Turkish => (
            &[
                "b", "c", "ç", "d", "g", "h", "k", "l", "m", "n", "s", "ş", "t", "y", "z",
            ],
            &["a", "e", "ı", "i", "o", "ö", "u", "ü"],
            &["", "", "l", "m", "n", "r", "ğ", "ş", "z"],
        ),
        Language::Czech => (
            &[
                "b", "c", "č", "d", "h", "j", "k", "l", "m", "n", "p", "r", "ř", "s", "š", "t",
                "v", "z", "ž", "st", "př",
            ],
            &["a", "á", "e", "é", "ě", "i", "í", "o", "u", "ů", "y", "ý"],
            &["", "", "", "k", "l", "n", "t", "m", "ch"],
        ),
        Language::Persian => (
            &[
                "ب",
                "پ",
                "ت",
                "ج",
                "چ",
                "خ",
                "د",
                "ر",
                "ز",
                "س",
                "ش",
                "ف",
                "ک",
                "گ",
                "ل",
                "م",
                "ن",
                "ه",
                "می\u{200c}",
            ],
            &["ا", "و", "ی", "", ""],
            &["", "", "ن", "ر", "م", "ت", "ش"],
        ),
        Language::German => (
            &[
                "b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "sch", "st", "t", "w", "z",
            ],
            &["a", "ä", "e", "i", "o", "ö", "u", "ü", "ei", "au", "ie"],
            &["", "n", "r", "t", "ch", "ng", "ß", "st", "en"],
        ),
        Language::Spanish => (
            &[
                "b", "c", "d", "f", "g", "h", "j", "l", "ll", "m", "n", "ñ", "p", "r", "s", "t",
                "v", "qu",
            ],
            &["a", "e", "i", "o", "u", "á", "é", "ó", "ie", "ue"],
            &["", "", "", "n", "r", "s", "l"],
        ),
    };
    Sounds {
        before,
        vowels,
        after,
    }
}

/// One language's words, the frequent ones first.
pub(crate) struct Words {
    words: Vec<String>,
    /// The sum of the frequencies up to each word.
    sums: Vec<f64>,
}

impl Words {
    pub(crate) fn of(language: Language) -> Words {
        let sounds = sounds(language);
        let mut dice = Dice::new(1_000 + language as u64);
        let mut words = Vec::with_capacity(WORDS);
        let mut sums = Vec::with_capacity(WORDS);
        let mut sum = 0.0;
        for rank in 0..WORDS {
            // What is said often is short.
            let syllables = match rank {
                0..60 => 1,
                60..2_000 => 2,
                _ => 2 + dice.below(3),
            };
            let mut word = String::new();
            for _ in 0..syllables {
                word.push_str(dice.pick(sounds.before));
                word.push_str(dice.pick(sounds.vowels));
                word.push_str(dice.pick(sounds.after));
            }
            words.push(word);
            sum += 1.0 / (rank as f64 + 2.7);
            sums.push(sum);
        }
        Words { words, sums }
    }

    pub(crate) fn draw(&self, dice: &mut Dice) -> &str {
        let whole = self.sums.last().copied().unwrap_or_default();
        let drawn = dice.fraction() * whole;
        let rank = self.sums.partition_point(|sum| *sum <= drawn);
        &self.words[rank.min(self.words.len() - 1)]
    }
}
