//! How people type: without capitals, without diacritics, with the letters their
//! keyboard happens to have, with a slip of the finger, with a face at the end.

use super::dice::Dice;
use super::phrasebook::Lang;

/// The habits of one person's writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Voice {
    pub(crate) small_letters: bool,
    pub(crate) plain_letters: bool,
    pub(crate) slips: bool,
    pub(crate) faces: bool,
}

impl Voice {
    pub(crate) fn draw(lang: Lang, dice: &mut Dice) -> Self {
        Voice {
            small_letters: lang != Lang::Persian && dice.chance(17),
            plain_letters: lang != Lang::English && dice.chance(16),
            slips: dice.chance(9),
            faces: dice.chance(16),
        }
    }

    /// The phrase as this person would type it.
    pub(crate) fn type_out(self, phrase: &str, lang: Lang, dice: &mut Dice) -> String {
        let mut typed = phrase.to_owned();
        if self.small_letters {
            typed = lowered(&typed, lang);
        }
        if self.plain_letters {
            typed = plain(&typed, lang);
        }
        if self.slips && dice.chance(40) {
            typed = slipped(&typed, dice);
        }
        if self.faces && dice.chance(40) {
            let faces = ["🤷", "🙏", "😅", "🙂"];
            let already = typed
                .chars()
                .last()
                .is_some_and(|last| u32::from(last) > 0x2600);
            if !already {
                typed.push(' ');
                typed.push_str(dice.pick(&faces).copied().unwrap_or_default());
            }
        }
        typed
    }
}

/// Small letters, but the codes people copy from a ticket stay as they are.
fn lowered(text: &str, lang: Lang) -> String {
    let is_code = |word: &str| {
        word.starts_with('@')
            || word
                .chars()
                .filter(|letter| letter.is_ascii_uppercase())
                .count()
                > 1
    };
    let lower = |word: &str| match lang {
        Lang::Turkish => word.replace('I', "ı").replace('İ', "i").to_lowercase(),
        Lang::English | Lang::Czech | Lang::Persian => word.to_lowercase(),
    };
    let words = text.split(' ').map(|word| {
        if is_code(word) {
            word.to_owned()
        } else {
            lower(word)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn plain(text: &str, lang: Lang) -> String {
    match lang {
        // An Arabic keyboard, and a space where the joiner should be.
        Lang::Persian => text
            .replace('ی', "ي")
            .replace('ک', "ك")
            .replace('\u{200c}', " "),
        Lang::English | Lang::Turkish | Lang::Czech => text.chars().map(without_marks).collect(),
    }
}

fn without_marks(letter: char) -> char {
    match letter {
        'á' | 'â' => 'a',
        'Á' => 'A',
        'č' | 'ç' => 'c',
        'Č' | 'Ç' => 'C',
        'ď' => 'd',
        'Ď' => 'D',
        'é' | 'ě' => 'e',
        'É' => 'E',
        'ğ' => 'g',
        'Ğ' => 'G',
        'í' | 'ı' | 'î' => 'i',
        'Í' | 'İ' => 'I',
        'ň' => 'n',
        'ó' | 'ö' => 'o',
        'Ó' | 'Ö' => 'O',
        'ř' => 'r',
        'Ř' => 'R',
        'š' | 'ş' => 's',
        'Š' | 'Ş' => 'S',
        'ť' => 't',
        'Ť' => 'T',
        'ú' | 'ů' | 'ü' | 'û' => 'u',
        'Ú' | 'Ü' => 'U',
        'ý' => 'y',
        'Ý' => 'Y',
        'ž' => 'z',
        'Ž' => 'Z',
        other => other,
    }
}

/// Two neighbouring letters change places inside one longer word.
fn slipped(text: &str, dice: &mut Dice) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let chosen = dice.index(words.len());
    if let Some(word) = words.get_mut(chosen) {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() > 4 && letters.iter().all(|letter| letter.is_alphabetic()) {
            let place = 1 + dice.index(letters.len() - 3);
            letters.swap(place, place + 1);
        }
        *word = letters.into_iter().collect();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Lang, lowered, plain};

    #[test]
    fn turkish_small_letters_keep_their_dots() {
        assert_eq!(
            lowered("İade Istiyorum @TarrabelTR", Lang::Turkish),
            "iade ıstiyorum @TarrabelTR"
        );
    }

    #[test]
    fn czech_without_marks_stays_readable() {
        assert_eq!(
            plain("Příšerně žluťoučký", Lang::Czech),
            "Priserne zlutoucky"
        );
    }
}
