//! Where tokens begin and end in a text that is NFKC.
//!
//! Every function here moves forward only, or looks back over marks that no other call looks back
//! over, so the time grows with the text and not faster.

use std::ops::Range;

use super::TokenKind;
use crate::characters::{Class, ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER, class_of};
use crate::folding::{is_skin_tone, is_variation_selector};

/// A token's place, before folding has decided whether anything is left of it.
pub(super) struct Found {
    pub(super) kind: TokenKind,
    pub(super) written: Range<usize>,
    pub(super) name: Range<usize>,
    pub(super) host: Option<Range<usize>>,
}

/// The next token at or after `from`.
pub(super) fn next_token(text: &str, from: usize) -> Option<Found> {
    let rest = text.get(from..)?;
    rest.char_indices().find_map(|(offset, c)| {
        let at = from + offset;
        match class_of(c) {
            Class::Letter => Some(link(text, at, c).unwrap_or_else(|| word(text, at))),
            Class::Digit => Some(keycap(text, at, c).unwrap_or_else(|| word(text, at))),
            Class::LowLine | Class::Mark | Class::Joiner => Some(word(text, at)),
            Class::Spaceless => Some(spaceless_letter(text, at, c)),
            Class::Emoji => Some(plain(TokenKind::Emoji, at..emoji_end(text, at))),
            Class::Separator => match c {
                '#' => keycap(text, at, c).or_else(|| hashtag(text, at)),
                '@' => mention(text, at),
                '*' => keycap(text, at, c),
                '©' | '®' => selected_emoji(text, at, c),
                _ => None,
            },
        }
    })
}

fn plain(kind: TokenKind, written: Range<usize>) -> Found {
    Found {
        kind,
        name: written.clone(),
        written,
        host: None,
    }
}

fn word(text: &str, at: usize) -> Found {
    let end = run_end(text, at, |c| match class_of(c) {
        Class::Letter | Class::Digit | Class::Mark | Class::LowLine | Class::Joiner => true,
        Class::Spaceless | Class::Emoji | Class::Separator => false,
    });
    plain(TokenKind::Word, at..end)
}

fn spaceless_letter(text: &str, at: usize, letter: char) -> Found {
    let end = run_end(text, at + letter.len_utf8(), |c| {
        matches!(class_of(c), Class::Mark | Class::Joiner)
    });
    plain(TokenKind::Word, at..end)
}

fn link(text: &str, at: usize, first: char) -> Option<Found> {
    if !matches!(first, 'h' | 'H' | 'w' | 'W') {
        return None;
    }
    let rest = text.get(at..)?;
    let prefix = ["https://", "http://", "www."]
        .into_iter()
        .find(|prefix| starts_with_caseless(rest, prefix))?;
    let whole = rest.split(char::is_whitespace).next()?;
    let link = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    (link.len() > prefix.len()).then(|| plain(TokenKind::Link, at..at + link.len()))
}

fn starts_with_caseless(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn hashtag(text: &str, at: usize) -> Option<Found> {
    let name = at + '#'.len_utf8();
    let end = run_end(text, name, |c| is_name(c) || c == ZERO_WIDTH_NON_JOINER);
    (name < end && stands_free(text, at)).then_some(Found {
        kind: TokenKind::Hashtag,
        written: at..end,
        name: name..end,
        host: None,
    })
}

fn mention(text: &str, at: usize) -> Option<Found> {
    if !stands_free(text, at) {
        return None;
    }
    let name_start = at + '@'.len_utf8();
    let name = name_start..handle_end(text, name_start)?;
    let host = host(text, name.end);
    Some(Found {
        kind: TokenKind::Mention,
        written: at..host.as_ref().map_or(name.end, |host| host.end),
        name,
        host,
    })
}

/// The `host.tld` of a second `@` that follows a mention's name at once.
fn host(text: &str, at: usize) -> Option<Range<usize>> {
    if char_at(text, at) != Some('@') {
        return None;
    }
    let start = at + '@'.len_utf8();
    let host = start..handle_end(text, start)?;
    text.get(host.clone())?.contains('.').then_some(host)
}

/// The end of a name with `.` or `-` inside, but not at its end.
fn handle_end(text: &str, start: usize) -> Option<usize> {
    let mut end = run_end(text, start, is_name);
    if end == start {
        return None;
    }
    while let Some('.' | '-') = char_at(text, end) {
        let next = run_end(text, end + 1, is_name);
        if next == end + 1 {
            break;
        }
        end = next;
    }
    Some(end)
}

fn is_name(c: char) -> bool {
    match class_of(c) {
        Class::Letter | Class::Spaceless | Class::Digit | Class::Mark | Class::LowLine => true,
        Class::Joiner | Class::Emoji | Class::Separator => false,
    }
}

/// Whether no letter or digit stands before the sign at `at`; marks belong to what they stand on.
fn stands_free(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let bearer = before.chars().rev().find(|c| class_of(*c) != Class::Mark);
    !bearer.is_some_and(|c| matches!(class_of(c), Class::Letter | Class::Spaceless | Class::Digit))
}

/// A digit, `#` or `*` drawn as a key.
fn keycap(text: &str, at: usize, c: char) -> Option<Found> {
    let after = text.get(at + c.len_utf8()..)?;
    let key = after.strip_prefix('\u{fe0f}').unwrap_or(after);
    let rest = key.strip_prefix('\u{20e3}')?;
    Some(plain(TokenKind::Emoji, at..text.len() - rest.len()))
}

/// A character that only its variation selector makes an emoji.
fn selected_emoji(text: &str, at: usize, c: char) -> Option<Found> {
    (char_at(text, at + c.len_utf8()) == Some('\u{fe0f}'))
        .then(|| plain(TokenKind::Emoji, at..emoji_end(text, at)))
}

/// The end of an emoji sequence (Unicode Technical Standard 51, loosely: any joined parts).
fn emoji_end(text: &str, at: usize) -> usize {
    let mut end = emoji_part_end(text, at);
    while char_at(text, end) == Some(ZERO_WIDTH_JOINER) {
        let next = end + ZERO_WIDTH_JOINER.len_utf8();
        if !char_at(text, next).is_some_and(|c| class_of(c) == Class::Emoji) {
            break;
        }
        end = emoji_part_end(text, next);
    }
    end
}

/// The end of a flag, or of one picture with its selector, skin tone and tags.
fn emoji_part_end(text: &str, at: usize) -> usize {
    let mut rest = text.get(at..).unwrap_or_default().chars();
    let is_flag = rest.next().is_some_and(is_regional_indicator);
    if is_flag {
        let mut second = rest.clone();
        if second.next().is_some_and(is_regional_indicator) {
            rest = second;
        }
        return text.len() - rest.as_str().len();
    }
    let rest = rest.as_str().trim_start_matches(is_variation_selector);
    let rest = rest.strip_prefix(is_skin_tone).unwrap_or(rest);
    let rest = rest.trim_start_matches(is_variation_selector);
    let rest = rest.trim_start_matches(|c| matches!(c, '\u{e0020}'..='\u{e007f}'));
    text.len() - rest.len()
}

fn is_regional_indicator(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn run_end(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.char_indices()
        .find(|(_, c)| !belongs(*c))
        .map_or(text.len(), |(offset, _)| from + offset)
}
