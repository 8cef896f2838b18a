//! The order in which an archive writes its keys.
//!
//! The lines of one archive nearly always hold the same keys in the same order, written by the same program. A
//! template remembers what stands between the values of a usual line; a line that agrees is read from value to value,
//! and its structure need not be found again. A line that differs anywhere is scanned in full.
//!
//! The stricter of two kinds also remembers the `null`, `true` and `false` of keys that nobody asks for.

use super::block::{BLOCK, Classes, Portable, escaped, prefix_parity, with_block};
use super::fields::{Field, Fields, Wanted, top_field, user_field};

/// Bytes are compared in runs of so many words of eight bytes.
const WORDS: usize = 5;
const LEAD: usize = WORDS * 8;
/// Lines with more keys than this take the full scan.
const STEPS: usize = 96;

/// A run of bytes, and what follows it.
#[derive(Debug, Clone)]
struct Step {
    lead: [u64; WORDS],
    mask: [u64; WORDS],
    length: usize,
    then: Then,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Another run: the bytes between two values are longer than one.
    Run,
    /// A value that nobody asks for.
    Value,
    /// The value of a field.
    Field(Field),
}

/// What stands between the values of a line.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    steps: Vec<Step>,
    /// What stands behind the last value.
    tail: Vec<u8>,
}

impl Template {
    /// Learns from a line that the full scan found usual.
    pub(crate) fn learn(line: &[u8], strict: bool) -> Option<Template> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut steps = Vec::new();
        let (mut at, mut lead, mut in_user) = (0, 0, false);
        while let Some(colon) = next_colon(line, at) {
            let value = colon + 1 + usize::from(line.get(colon + 1) == Some(&b' '));
            let key = line.get(..colon)?.strip_suffix(b"\"")?;
            let key = key.get(memchr::memrchr(b'"', key)? + 1..)?;
            // The object of the user is entered; every other value is passed over whole.
            if in_user && line.get(at..colon)?.contains(&b'}') {
                in_user = false;
            }
            let then = match if in_user {
                user_field(key)
            } else {
                top_field(key)
            } {
                Wanted::Field(Field::User) if line.get(value) == Some(&b'{') => {
                    in_user = true;
                    at = value + 1;
                    continue;
                }
                Wanted::Field(Field::User) | Wanted::Elsewhere => return None,
                Wanted::Field(field) => Then::Field(field),
                Wanted::No => Then::Value,
            };
            at = value_end::<Portable>(line, value, line.len())?;
            let word = matches!(line.get(value), Some(b'n' | b't' | b'f'));
            if strict && word && then == Then::Value {
                continue;
            }
            Step::push(&mut steps, line.get(lead..value)?, then)?;
            lead = at;
        }
        let tail = line.get(lead..)?.to_vec();
        (!steps.is_empty() && steps.len() <= STEPS).then_some(Template { steps, tail })
    }

    /// Reads a line from value to value, noting its fields; false where it is written differently.
    #[inline(always)]
    pub(super) fn follow<C: Classes>(
        &self,
        bytes: &[u8],
        start: usize,
        end: usize,
        fields: &mut Fields,
    ) -> bool {
        let mut at = start;
        for step in &self.steps {
            if !step.stands_at(bytes, at) {
                return false;
            }
            at += step.length;
            if step.then == Then::Run {
                continue;
            }
            let value = at;
            match value_end::<C>(bytes, at, end) {
                Some(next) => at = next,
                None => return false,
            }
            if let Then::Field(field) = step.then {
                fields.set(field, value - start, at - start);
            }
        }
        bytes.get(at..end) == Some(&self.tail)
    }
}

/// The colon behind the next key, at whatever depth: no string lies between a value and the next key but the key.
fn next_colon(line: &[u8], from: usize) -> Option<usize> {
    let opening = from + memchr::memchr(b'"', line.get(from..)?)?;
    let closing = opening + 1 + memchr::memchr(b'"', line.get(opening + 1..)?)?;
    (line.get(closing + 1) == Some(&b':')).then_some(closing + 1)
}

impl Step {
    /// Adds the bytes before a value, in as many runs as they need.
    fn push(steps: &mut Vec<Step>, lead: &[u8], then: Then) -> Option<()> {
        let mut runs = lead.chunks(LEAD).peekable();
        while let Some(run) = runs.next() {
            let mut padded = [0_u8; LEAD];
            let mut mask = [0_u8; LEAD];
            padded.get_mut(..run.len())?.copy_from_slice(run);
            mask.get_mut(..run.len())?.fill(0xFF);
            let then = if runs.peek().is_some() {
                Then::Run
            } else {
                then
            };
            steps.push(Step {
                lead: words(&padded),
                mask: words(&mask),
                length: run.len(),
                then,
            });
        }
        Some(())
    }

    #[inline(always)]
    fn stands_at(&self, bytes: &[u8], at: usize) -> bool {
        let Some(near) = bytes.get(at..).and_then(|rest| rest.first_chunk::<LEAD>()) else {
            // The last bytes of a chunk: too near its end to compare whole words.
            return false;
        };
        let mut differ = 0;
        for ((word, lead), mask) in words(near).iter().zip(&self.lead).zip(&self.mask) {
            differ |= (word ^ lead) & mask;
        }
        differ == 0
    }
}

#[inline(always)]
fn words(bytes: &[u8; LEAD]) -> [u64; WORDS] {
    let mut words = [0; WORDS];
    let (chunks, _) = bytes.as_chunks::<8>();
    for (word, chunk) in words.iter_mut().zip(chunks) {
        *word = u64::from_le_bytes(*chunk);
    }
    words
}

/// One past the value at an offset; none if it is none, is a number with a sign, fraction or exponent, or runs
/// beyond the end of the line.
#[inline(always)]
fn value_end<C: Classes>(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let word = |word: &[u8]| {
        bytes
            .get(at..)?
            .starts_with(word)
            .then_some(at + word.len())
    };
    let next = match bytes.get(at)? {
        b'"' => string_end::<C>(bytes, at + 1, end)?,
        b'n' => word(b"null")?,
        b'f' => word(b"false")?,
        b't' => word(b"true")?,
        b'{' | b'[' => container_end::<C>(bytes, at, end)?,
        b'0'..=b'9' => number_end::<C>(bytes, at, end)?,
        _ => return None,
    };
    (next <= end).then_some(next)
}

/// One past the quote that closes a string; what lies inside is not looked at.
#[inline(always)]
fn string_end<C: Classes>(bytes: &[u8], from: usize, end: usize) -> Option<usize> {
    let (mut at, mut carry) = (from, 0);
    while at < end {
        let (quote, backslash) = with_block(bytes, at, C::quotes);
        let quote = quote & !escaped(backslash, &mut carry);
        if quote != 0 {
            return Some(at + quote.trailing_zeros() as usize + 1);
        }
        at += BLOCK;
    }
    None
}

#[inline(always)]
fn number_end<C: Classes>(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let beyond = with_block(bytes, at, C::beyond_digits);
    let next = at + beyond.trailing_zeros() as usize;
    // A number that fills a block is no id of anything.
    (beyond != 0 && next < end && !matches!(bytes.get(next), Some(b'.' | b'e' | b'E')))
        .then_some(next)
}

/// One past the bracket that closes a container.
#[inline(always)]
fn container_end<C: Classes>(bytes: &[u8], from: usize, end: usize) -> Option<usize> {
    let (mut at, mut carry, mut in_string) = (from, 0, 0_u64);
    let mut depth = 0_u32;
    while at < end {
        let masks = with_block(bytes, at, C::structure);
        let quote = masks.quote & !escaped(masks.backslash, &mut carry);
        let string = prefix_parity(quote) ^ in_string;
        in_string = 0_u64.wrapping_sub(string >> 63);
        let open = masks.open & !string;
        let mut close = masks.close & !string;
        let mut closed = 0;
        while close != 0 {
            let below = (close & close.wrapping_neg()) - 1;
            closed += 1;
            if depth + (open & below).count_ones() == closed {
                return Some(at + close.trailing_zeros() as usize + 1);
            }
            close &= close - 1;
        }
        depth = depth + open.count_ones() - closed;
        at += BLOCK;
    }
    None
}
