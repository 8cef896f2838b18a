//! What a character is to the tokeniser.

use std::iter::once;
use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfkc_quick};
use unicode_properties::{GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};

pub(crate) const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
pub(crate) const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// The part a character plays in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Letter,
    /// A letter of a script written without spaces, where each letter is a token.
    Spaceless,
    Digit,
    Mark,
    LowLine,
    Joiner,
    Emoji,
    Separator,
}

#[derive(Clone, Copy)]
struct Traits {
    class: Class,
    stable: bool,
}

/// The scripts of most posts are looked up; the property tables are searched for the others only.
const LOOKED_UP: u32 = 0x2100;

static TRAITS: LazyLock<Vec<Traits>> = LazyLock::new(|| {
    ('\0'..)
        .take_while(|c| u32::from(*c) < LOOKED_UP)
        .map(find_traits)
        .collect()
});

pub(crate) fn class_of(c: char) -> Class {
    match TRAITS.get(c as usize) {
        Some(traits) => traits.class,
        None => find_class(c),
    }
}

/// Whether NFKC leaves the character as it is, whatever stands around it, unless a mark follows.
pub(crate) fn is_stable(c: char) -> bool {
    match TRAITS.get(c as usize) {
        Some(traits) => traits.stable,
        None => find_stable(c),
    }
}

fn find_traits(c: char) -> Traits {
    Traits {
        class: find_class(c),
        stable: find_stable(c),
    }
}

fn find_stable(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
        || canonical_combining_class(c) == 0 && is_nfkc_quick(once(c)) == IsNormalized::Yes
}

fn find_class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => return Class::Letter,
        '0'..='9' => return Class::Digit,
        '_' => return Class::LowLine,
        ZERO_WIDTH_NON_JOINER | ZERO_WIDTH_JOINER => return Class::Joiner,
        // Signs of law, not feelings; they are emoji only when a variation selector says so.
        '©' | '®' => return Class::Separator,
        '\0'..='\x7f' => return Class::Separator,
        '\u{4e00}'..='\u{9fff}' => return Class::Spaceless,
        '\u{ac00}'..='\u{d7a3}' => return Class::Letter,
        _ => {}
    }
    if c.is_emoji_char() {
        return Class::Emoji;
    }
    match c.general_category_group() {
        GeneralCategoryGroup::Letter if is_spaceless(c) => Class::Spaceless,
        GeneralCategoryGroup::Letter => Class::Letter,
        GeneralCategoryGroup::Mark => Class::Mark,
        // Counted among the numbers by Unicode, letters of Han by use (一九八〇).
        GeneralCategoryGroup::Number if matches!(c, '〇' | '〡'..='〩' | '〸'..='〺') => {
            Class::Spaceless
        }
        GeneralCategoryGroup::Number => Class::Digit,
        GeneralCategoryGroup::Punctuation
        | GeneralCategoryGroup::Symbol
        | GeneralCategoryGroup::Separator
        | GeneralCategoryGroup::Other => Class::Separator,
    }
}

/// Whether a letter is Han, Kana, Thai, Lao, Khmer or Myanmar, by block.
fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{3035}' | '\u{303b}'..='\u{303c}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{1aff0}'..='\u{1b16f}'
        | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
