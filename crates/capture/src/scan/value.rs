//! Where a value ends and how it is written, its bytes proved to be what JSON allows.

use super::block::{BLOCK, Classes, escaped, prefix_parity, with_block};
use super::fields::{Form, Span};

/// A value, found by its first byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// One past its last byte.
    pub(super) end: usize,
    pub(super) form: Form,
    /// It holds bytes beyond ASCII.
    pub(super) high: bool,
}

impl Found {
    /// Where it stands, counted from the start of the line; a string without its quotes.
    #[inline(always)]
    pub(super) fn span(self, value: usize, line: usize) -> Option<Span> {
        let quotes = usize::from(matches!(self.form, Form::Plain | Form::Escaped));
        Some(Span {
            start: u32::try_from(value + quotes - line).ok()?,
            end: u32::try_from(self.end - quotes - line).ok()?,
            form: self.form,
        })
    }
}

/// The value at an offset; none if it is none, is a number with a sign, fraction or exponent, or holds a control
/// character or an escape that JSON does not know.
#[inline(always)]
pub(super) fn value_at<C: Classes>(bytes: &[u8], at: usize) -> Option<Found> {
    let word = |word: &[u8], form| {
        bytes.get(at..)?.starts_with(word).then_some(Found {
            end: at + word.len(),
            form,
            high: false,
        })
    };
    match bytes.get(at)? {
        b'"' => string_at::<C>(bytes, at + 1),
        b'0'..=b'9' => number_at::<C>(bytes, at),
        b'n' => word(b"null", Form::Null),
        b'f' => word(b"false", Form::Flag),
        b't' => word(b"true", Form::Flag),
        b'{' | b'[' => container_at::<C>(bytes, at),
        _ => None,
    }
}

#[inline(always)]
fn string_at<C: Classes>(bytes: &[u8], from: usize) -> Option<Found> {
    let (mut at, mut carry, mut form, mut high) = (from, 0, Form::Plain, 0);
    loop {
        let masks = with_block(bytes, at, C::masks);
        let escaped = escaped(masks.backslash, &mut carry);
        let quote = masks.quote & !escaped;
        // The bytes before the closing quote; where there is none, all of them.
        let own = quote.wrapping_sub(1) & !quote;
        high |= masks.high & own;
        if masks.control & own != 0 {
            return None;
        }
        if escaped & own != 0 {
            form = Form::Escaped;
            if !escapes_legal(bytes, at, escaped & own) {
                return None;
            }
        }
        if quote != 0 {
            let end = at + quote.trailing_zeros() as usize + 1;
            return Some(Found {
                end,
                form,
                high: high != 0,
            });
        }
        at += BLOCK;
    }
}

#[inline(always)]
fn number_at<C: Classes>(bytes: &[u8], at: usize) -> Option<Found> {
    let beyond = with_block(bytes, at, C::beyond_digits);
    let end = at + beyond.trailing_zeros() as usize;
    // A number that fills a block is no id of anything.
    let plain = beyond != 0 && !matches!(bytes.get(end), Some(b'.' | b'e' | b'E'));
    plain.then_some(Found {
        end,
        form: Form::Number,
        high: false,
    })
}

#[inline(always)]
fn container_at<C: Classes>(bytes: &[u8], from: usize) -> Option<Found> {
    let (mut at, mut carry, mut in_string) = (from, 0, 0_u64);
    let (mut depth, mut high) = (0_u32, 0);
    loop {
        let masks = with_block(bytes, at, C::masks);
        let escaped = escaped(masks.backslash, &mut carry);
        let quote = masks.quote & !escaped;
        let string = prefix_parity(quote) ^ in_string;
        in_string = 0_u64.wrapping_sub(string >> 63);
        let open = masks.open & !string;
        let mut close = masks.close & !string;
        let mut closed = 0;
        let mut last = 0;
        while close != 0 {
            let this = close & close.wrapping_neg();
            closed += 1;
            if depth + (open & (this - 1)).count_ones() == closed {
                last = this;
                break;
            }
            close ^= this;
        }
        let own = last.wrapping_sub(1) & !last;
        high |= masks.high & own;
        let illegal = masks.control & own != 0
            || escaped & own != 0 && !escapes_legal(bytes, at, escaped & own);
        if illegal {
            return None;
        }
        if last != 0 {
            return Some(Found {
                end: at + last.trailing_zeros() as usize + 1,
                form: Form::Container,
                high: high != 0,
            });
        }
        depth = depth + open.count_ones() - closed;
        at += BLOCK;
    }
}

/// Whether the bytes of the block at `block` that stand behind a backslash make escapes.
#[inline(always)]
pub(super) fn escapes_legal(bytes: &[u8], block: usize, mut escaped: u64) -> bool {
    let mut legal = true;
    while escaped != 0 {
        legal &= is_escape(bytes, block + escaped.trailing_zeros() as usize);
        escaped &= escaped - 1;
    }
    legal
}

#[inline(always)]
fn is_escape(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => true,
        Some(b'u') => bytes
            .get(at + 1..at + 5)
            .is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit)),
        _ => false,
    }
}
