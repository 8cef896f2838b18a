//! The ways in which an archive writes its lines.
//!
//! The lines of one archive are written by the same program: they hold nearly the same keys in the same order. A template
//! remembers what stands between the values of usual lines, as a tree: where two lines differ, it forks. A line that
//! agrees is read from value to value to its end, and its structure need not be found again. A line that differs from
//! all of them is scanned in full, and learnt.
//!
//! What is remembered includes the `null`, `true` and `false` of keys that nobody asks for, until that makes too many
//! variants.

use super::block::{BLOCK, Block, Classes, Portable, with_block};
use super::fields::{Field, Fields, Wanted, top_field, user_field};
use super::value::value_at;
use std::num::NonZeroUsize;

/// Lines with more keys than this take the full scan.
const STEPS: usize = 96;
/// So many ways to write a line are remembered.
const VARIANTS: usize = 16;
/// After so many lines that none of them fits, all are forgotten.
const STRANGERS: usize = 1024;

/// A run of bytes, and what follows it. The step behind it in the list comes next.
#[derive(Debug, Clone)]
struct Step {
    lead: Block,
    /// The bits of the bytes of the lead that count.
    mask: u64,
    length: usize,
    then: Then,
    /// The step to try where this one does not fit.
    otherwise: Option<NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Another run: the bytes between two values are longer than a block.
    Run,
    /// A value that nobody asks for.
    Value,
    /// The value of a field.
    Field(Field),
    /// The end of the line.
    End,
}

/// What stands between the values of lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Template {
    steps: Vec<Step>,
    variants: usize,
    strangers: usize,
    /// Values that nobody asks for are not remembered.
    loose: bool,
}

impl Template {
    /// Learns from a line that the full scan found usual and that differs from those learnt before.
    pub(crate) fn learn(&mut self, line: &[u8]) {
        self.strangers += 1;
        if self.variants == VARIANTS {
            if self.loose && self.strangers < STRANGERS {
                return;
            }
            *self = Template {
                loose: !self.loose,
                ..Template::default()
            };
        }
        if let Some(steps) = steps_of(line, self.loose) {
            self.graft(steps);
            self.variants += 1;
        }
    }

    #[cfg(test)]
    pub(super) fn knows_a_line(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Forks where the steps first differ from those known.
    fn graft(&mut self, steps: Vec<Step>) {
        let new = NonZeroUsize::new(self.steps.len());
        let mut place = 0;
        for (at, step) in steps.iter().enumerate() {
            while let Some(known) = self.steps.get_mut(place) {
                if known.is_like(step) {
                    break;
                }
                match known.otherwise {
                    Some(other) => place = other.get(),
                    None => {
                        known.otherwise = new;
                        place = usize::MAX;
                    }
                }
            }
            if place >= self.steps.len() {
                self.steps.extend(steps.into_iter().skip(at));
                return;
            }
            place += 1;
        }
    }

    /// Reads a line from value to value, noting its fields; answers the offset of its newline, or of the end of the
    /// bytes. None where the line is written differently. A line that was read is UTF-8 throughout.
    #[inline(always)]
    pub(super) fn follow<C: Classes>(
        &self,
        bytes: &[u8],
        start: usize,
        fields: &mut Fields,
    ) -> Option<usize> {
        let (mut at, mut place) = (start, 0);
        // What a value looks like may make one way end where the other one at the last fork goes on.
        let mut fork = None;
        loop {
            let step = self.steps.get(place)?;
            if !step.stands_at::<C>(bytes, at) {
                (place, at) = match (step.otherwise, fork.take()) {
                    (Some(other), _) => (other.get(), at),
                    (None, Some((other, from, seen))) => {
                        fields.forget_but(seen);
                        (other, from)
                    }
                    (None, None) => return None,
                };
                continue;
            }
            if let Some(other) = step.otherwise {
                fork = Some((other.get(), at, fields.seen()));
            }
            at += step.length;
            place += 1;
            let field = match step.then {
                Then::Run => continue,
                Then::Value => None,
                Then::Field(field) => Some(field),
                Then::End => break,
            };
            let found = value_at::<C>(bytes, at)?;
            if found.high {
                simdutf8::basic::from_utf8(bytes.get(at..found.end)?).ok()?;
            }
            if let Some(field) = field {
                fields.note(field, found.span(at, start)?);
            }
            at = found.end;
        }
        match bytes.get(at..)? {
            [] | [b'\n', ..] => Some(at),
            [b'\r'] | [b'\r', b'\n', ..] => Some(at + 1),
            _ => None,
        }
    }
}

/// The colon behind the next key, at whatever depth: no string lies between a value and the next key but the key.
fn next_colon(line: &[u8], from: usize) -> Option<usize> {
    let opening = from + memchr::memchr(b'"', line.get(from..)?)?;
    let closing = opening + 1 + memchr::memchr(b'"', line.get(opening + 1..)?)?;
    (line.get(closing + 1) == Some(&b':')).then_some(closing + 1)
}

/// The steps of a line.
fn steps_of(line: &[u8], loose: bool) -> Option<Vec<Step>> {
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
        at = value_at::<Portable>(line, value)?.end;
        let word = matches!(line.get(value), Some(b'n' | b't' | b'f'));
        if word && then == Then::Value && !loose {
            continue;
        }
        Step::push(&mut steps, line.get(lead..value)?, then)?;
        lead = at;
    }
    Step::push(&mut steps, line.get(lead..)?, Then::End)?;
    let plain = steps.iter().all(|step| step.lead.is_ascii());
    (plain && steps.len() <= STEPS).then_some(steps)
}

impl Step {
    fn is_like(&self, other: &Step) -> bool {
        (&self.lead, self.mask, self.then) == (&other.lead, other.mask, other.then)
    }

    #[inline(always)]
    fn stands_at<C: Classes>(&self, bytes: &[u8], at: usize) -> bool {
        with_block(bytes, at, |block| C::differ(block, &self.lead)) & self.mask == 0
    }

    /// Adds the bytes before a value, in as many runs as they need.
    fn push(steps: &mut Vec<Step>, lead: &[u8], then: Then) -> Option<()> {
        let mut runs = lead.chunks(BLOCK).peekable();
        while let Some(run) = runs.next() {
            let mut lead = [0; BLOCK];
            lead.get_mut(..run.len())?.copy_from_slice(run);
            steps.push(Step {
                lead,
                mask: u64::MAX >> (BLOCK - run.len()),
                length: run.len(),
                then: if runs.peek().is_some() {
                    Then::Run
                } else {
                    then
                },
                otherwise: None,
            });
        }
        Some(())
    }
}
