//! Folding: what remains of a word when case, and what Persian and Arabic keyboards differ in,
//! no longer count.
//!
//! A folded word is a row of letters, each a base and then its accents in canonical order. Accents
//! are what canonical decomposition separates, so `ç` is `c` and a cedilla, `ł` is itself. Turkish
//! needs two more signs: `ı` stands for itself, an accented `i` to those who compare; `I` stands for
//! a capital `I` of the text, of which nobody can tell whether it is `i` or `ı`. It is the only
//! capital letter that survives.

mod letters;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::normal::is_normal;
use letters::{Step, each_step, step_of};
pub(crate) use letters::{is_accent, is_skin_tone, is_variation_selector};

/// A key is cut at this length, so that a flood of letters cannot exceed what an index takes.
pub const KEY_BYTES_MAX: usize = 256;

const DOT_ABOVE: char = '\u{307}';
const HAMZA_ABOVE: char = '\u{654}';
const HAMZA_BELOW: char = '\u{655}';

/// A text's word folded, accents kept.
///
/// ```
/// use rapport_understand::fold;
///
/// assert_eq!(fold("Straße"), "strasse");
/// assert_eq!(fold("می\u{200c}خواهم"), fold("ميخواهم"));
/// assert_eq!(fold("ISI"), "IsI");
/// ```
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    Folder::default().fold(&normal(word), &mut folded);
    folded
}

/// A word folded, accents dropped: what the full-text index holds. Words that match have one key;
/// words of one key need not match.
///
/// ```
/// use rapport_understand::key;
///
/// assert_eq!(key("ÖĞRENCİ"), "ogrenci");
/// assert_eq!(key("ISI"), key("ısı"));
/// ```
pub fn key(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut key = String::with_capacity(word.len());
    Folder::default().fold_word(&normal(word), &mut folded, &mut key);
    key
}

fn normal(word: &str) -> Cow<'_, str> {
    if is_normal(word) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.nfkc().collect())
    }
}

/// Folds words that are NFKC, with a buffer for the accents of the letter at hand.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    accents: Vec<char>,
}

impl Folder {
    /// Appends the folded word and its key.
    pub(crate) fn fold_word(&mut self, word: &str, folded: &mut String, keys: &mut String) {
        let start = folded.len();
        let is_key = self.fold(word, folded);
        let folded = folded.get(start..).unwrap_or_default();
        if is_key {
            let end = folded.floor_char_boundary(KEY_BYTES_MAX);
            keys.push_str(folded.get(..end).unwrap_or_default());
        } else {
            strip_into(folded, keys);
        }
    }

    /// Appends an emoji without its variation selectors and skin tones, which is its key too.
    pub(crate) fn fold_emoji(&mut self, emoji: &str, folded: &mut String, keys: &mut String) {
        let start = folded.len();
        let mut parts = emoji.chars();
        // A skin tone that stands alone is an emoji itself.
        folded.extend(parts.next());
        folded.extend(parts.filter(|c| !is_variation_selector(*c) && !is_skin_tone(*c)));
        let folded = folded.get(start..).unwrap_or_default();
        let end = folded.floor_char_boundary(KEY_BYTES_MAX);
        keys.push_str(folded.get(..end).unwrap_or_default());
    }

    /// Appends a folded host, in which a capital `I` is an `i`: domain names are not Turkish.
    pub(crate) fn fold_host(&mut self, host: &str, folded: &mut String) {
        let start = folded.len();
        self.fold(host, folded);
        if folded.get(start..).is_some_and(|host| host.contains('I')) {
            let host = folded.split_off(start).replace('I', "i");
            folded.push_str(&host);
        }
    }

    /// Appends the folded word and says whether it is its own key, but for the length.
    fn fold(&mut self, word: &str, folded: &mut String) -> bool {
        if word.is_ascii() && !word.contains('I') {
            let start = folded.len();
            folded.push_str(word);
            if let Some(copy) = folded.get_mut(start..) {
                copy.make_ascii_lowercase();
            }
            return true;
        }
        let mut letter = LetterInHand {
            base: None,
            accents: &mut self.accents,
            folded,
            is_key: true,
        };
        for c in word.chars() {
            match step_of(c) {
                Step::Several => each_step(c, |step| letter.take(step)),
                step => letter.take(step),
            }
        }
        letter.put_down();
        letter.is_key
    }
}

/// Appends a folded word without its accents, up to the length of a key.
fn strip_into(folded: &str, keys: &mut String) {
    let limit = keys.len() + KEY_BYTES_MAX;
    for c in folded.chars().filter(|c| !is_accent(*c)) {
        let base = if matches!(c, 'I' | 'ı') { 'i' } else { c };
        if keys.len() + base.len_utf8() > limit {
            return;
        }
        keys.push(base);
    }
}

/// The letter being read: its accents may still come.
struct LetterInHand<'a> {
    base: Option<char>,
    accents: &'a mut Vec<char>,
    folded: &'a mut String,
    is_key: bool,
}

impl LetterInHand<'_> {
    fn take(&mut self, step: Step) {
        match step {
            Step::Nothing | Step::Several => {}
            Step::Accent(accent) => self.accents.push(accent),
            Step::Letter(base) => {
                self.put_down();
                self.base = Some(base);
            }
            Step::Accented(base, accent) => {
                self.put_down();
                self.base = Some(base);
                self.accents.push(accent);
            }
        }
    }

    /// Appends the letter. Accents that stand on no letter are dropped.
    fn put_down(&mut self) {
        let Some(base) = self.base.take() else {
            self.accents.clear();
            return;
        };
        if self.accents.is_empty() {
            self.is_key &= !matches!(base, 'I' | 'ı');
            self.folded.push(base);
            return;
        }
        let base = settle(base, self.accents);
        // One letter may be written with its accents in several orders once it is decomposed.
        self.accents
            .sort_by_key(|accent| canonical_combining_class(*accent));
        self.is_key &= self.accents.is_empty() && !matches!(base, 'I' | 'ı');
        self.folded.push(base);
        self.folded.extend(self.accents.drain(..));
    }
}

/// The base and accents of a letter when some accents are only another way to write the base.
fn settle(base: char, accents: &mut Vec<char>) -> char {
    match base {
        'i' | 'I' | 'ı' if accents.contains(&DOT_ABOVE) => {
            accents.retain(|accent| *accent != DOT_ABOVE);
            'i'
        }
        'ا' => {
            accents.retain(|accent| !matches!(*accent, HAMZA_ABOVE | HAMZA_BELOW));
            'ا'
        }
        'ه' | 'ە' if accents.contains(&HAMZA_ABOVE) => {
            accents.retain(|accent| *accent != HAMZA_ABOVE);
            'ه'
        }
        _ => base,
    }
}
