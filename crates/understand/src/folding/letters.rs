//! What folding makes of one character.

use std::sync::LazyLock;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use crate::characters::{ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER};

/// What one character adds to a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Dropped.
    Nothing,
    /// A letter, digit or vowel sign.
    Letter(char),
    /// A letter with one accent.
    Accented(char, char),
    /// An accent on the letter before.
    Accent(char),
    /// More than fits here: [`each_step`] lists it.
    Several,
}

/// The alphabets of most posts are looked up, the others computed.
const LOOKED_UP: u32 = 0x2100;

static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| {
    ('\0'..)
        .take_while(|c| u32::from(*c) < LOOKED_UP)
        .map(find_step)
        .collect()
});

pub(crate) fn step_of(c: char) -> Step {
    match STEPS.get(c as usize) {
        Some(step) => *step,
        None => find_step(c),
    }
}

/// Gives every step of a character, one letter or accent at a time.
pub(crate) fn each_step(c: char, mut give: impl FnMut(Step)) {
    // Decomposition would take a Hangul syllable apart into its letters, not off its accents.
    if matches!(c, '\u{ac00}'..='\u{d7a3}') {
        give(Step::Letter(c));
        return;
    }
    decompose_canonical(c, |part| {
        if is_dropped(part) {
            give(Step::Nothing);
        } else if is_accent(part) {
            give(Step::Accent(part));
        } else {
            fold_base(part, |base| give(Step::Letter(base)));
        }
    });
}

/// Whether the character is an accent in a folded word.
///
/// Viramas (class 9) and the vowel and tone signs of Indic and Thai scripts (classes 0 and 84 to
/// 132) are part of a word's spelling: nobody leaves them out.
pub(crate) fn is_accent(c: char) -> bool {
    match c {
        '\0'..='\u{2ff}' => false,
        // Marks for symbols: enclosing circles and keys have no class.
        '\u{20d0}'..='\u{20ff}' => true,
        _ => !matches!(canonical_combining_class(c), 0 | 9 | 84..=132),
    }
}

pub(crate) fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

pub(crate) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

fn find_step(c: char) -> Step {
    let mut step = Step::Nothing;
    each_step(c, |next| {
        step = match (step, next) {
            (Step::Nothing, next) => next,
            (step, Step::Nothing) => step,
            (Step::Letter(base), Step::Accent(accent)) => Step::Accented(base, accent),
            _ => Step::Several,
        };
    });
    step
}

/// Tatweel, joiners, harakat and the other points of Arabic, variation selectors.
fn is_dropped(c: char) -> bool {
    matches!(c,
        'ـ' | ZERO_WIDTH_NON_JOINER | ZERO_WIDTH_JOINER
        // Of the Arabic marks only madda and hamza (U+0653 to U+0655) change the letter.
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' | '\u{897}'..='\u{89f}' | '\u{8ca}'..='\u{8e1}'
        | '\u{8e3}'..='\u{8ff}'
        | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}')
}

fn fold_base(c: char, mut give: impl FnMut(char)) {
    match c {
        'I' | 'ı' => give(c),
        'ẞ' => {
            give('s');
            give('s');
        }
        'ي' | 'ى' => give('ی'),
        'ك' => give('ک'),
        'ة' => give('ه'),
        'ٱ' => give('ا'),
        '٠'..='٩' => give(ascii_digit(c, '٠')),
        '۰'..='۹' => give(ascii_digit(c, '۰')),
        // By way of the capital, so that the two small sigmas meet and `ß` becomes `ss`.
        _ => c.to_uppercase().flat_map(char::to_lowercase).for_each(give),
    }
}

fn ascii_digit(digit: char, zero: char) -> char {
    char::from_digit(u32::from(digit) - u32::from(zero), 10).unwrap_or(digit)
}
