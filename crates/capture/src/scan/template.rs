//! The ways in which an archive writes its lines.
//!
//! The lines of one archive are written by the same program: they hold nearly the same keys in the same order. A template
//! remembers what stands between the values of usual lines, as a tree: where two lines differ, it forks. A line that
//! agrees is read from value to value to its end, and its structure need not be found again. A line that differs from
//! all of them is scanned in full, and learnt.
//!
//! What is remembered includes the `null`, `true` and `false` of keys that nobody asks for, until that makes too many
//! variants, and the lengths of values that are nearly always as long: ids and times.

use super::block::{BLOCK, Block, Classes, Portable, with_block};
use super::fields::{Field, Fields, Form, Span, Wanted, top_field, user_field};
use super::value::{Found, value_at};
use std::num::NonZeroUsize;

/// Lines with more keys than this take the full scan.
const STEPS: usize = 96;
/// So many ways to write a line are remembered.
const VARIANTS: usize = 48;
/// After so many lines that none of them fits, all are forgotten.
const STRANGERS: usize = 1024;

/// A run of bytes, and what follows it. The step behind it in the list comes next.
#[derive(Debug, Clone)]
struct Step {
    run: Run,
    then: Then,
    /// The fields whose values lie in the runs up to here.
    passed: Vec<Passed>,
    /// The step to try where this one does not fit.
    otherwise: Option<NonZeroUsize>,
}

/// At most a block of bytes, each one known or of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    bytes: Block,
    length: usize,
    /// Which bytes are known.
    known: u64,
    /// Which are digits.
    digits: u64,
    /// Which are text without quotes, escapes, control characters, or anything beyond ASCII.
    plain: u64,
}

/// A value of a length that is known, counted back from the end of the run that it ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Passed {
    field: Field,
    start: usize,
    end: usize,
    form: Form,
}

/// A byte of a line to come.
#[derive(Debug, Clone, Copy)]
enum Expected {
    Known(u8),
    Digit,
    Plain,
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
            if !step.run.stands_at::<C>(bytes, at) {
                if let Some(other) = step.otherwise {
                    place = other.get();
                } else {
                    let (other, from, seen) = fork.take()?;
                    fields.forget_but(seen);
                    (place, at) = (other, from);
                }
                continue;
            }
            if let Some(other) = step.otherwise {
                fork = Some((other.get(), at, fields.seen()));
            }
            at += step.run.length;
            place += 1;
            for value in &step.passed {
                fields.note(value.field, value.span(at - start)?);
            }
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
    let mut lead = Lead::default();
    let (mut at, mut known, mut in_user) = (0, 0, false);
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
        let found = value_at::<Portable>(line, value)?;
        at = found.end;
        let word = matches!(found.form, Form::Null | Form::Flag);
        if word && then == Then::Value && !loose {
            continue;
        }
        lead.add(line.get(known..value)?);
        known = at;
        match then {
            Then::Field(field) if is_steady(field, found, value) => {
                lead.pass(field, found.form, at - value);
            }
            _ => std::mem::take(&mut lead).end(then, &mut steps)?,
        }
    }
    lead.add(line.get(known..)?);
    lead.end(Then::End, &mut steps)?;
    let ascii = steps.iter().all(|step| step.run.bytes.is_ascii());
    (ascii && steps.len() <= STEPS).then_some(steps)
}

/// Whether the next line will hold a value of the same form and length: the ids of one time and its times do.
fn is_steady(field: Field, found: Found, value: usize) -> bool {
    let steady = matches!(
        field,
        Field::CreatedAt
            | Field::Id
            | Field::IdStr
            | Field::ReplyStatus
            | Field::ReplyStatusStr
            | Field::Lang
    );
    let written = matches!(found.form, Form::Plain | Form::Number);
    steady && written && !found.high && found.end - value < BLOCK
}

/// What stands before a value, in the making.
#[derive(Default)]
struct Lead {
    bytes: Vec<Expected>,
    /// Fields passed, with the places of their values in the bytes.
    passed: Vec<Passed>,
}

impl Lead {
    fn add(&mut self, known: &[u8]) {
        self.bytes
            .extend(known.iter().copied().map(Expected::Known));
    }

    /// Adds a value of a field, `length` bytes with its quotes.
    fn pass(&mut self, field: Field, form: Form, length: usize) {
        let quotes = usize::from(form == Form::Plain);
        let start = self.bytes.len() + quotes;
        let end = start + length - 2 * quotes;
        let class = if form == Form::Number {
            Expected::Digit
        } else {
            Expected::Plain
        };
        self.add(if quotes == 1 { b"\"" } else { b"" });
        self.bytes.extend(std::iter::repeat_n(class, end - start));
        self.add(if quotes == 1 { b"\"" } else { b"" });
        self.passed.push(Passed {
            field,
            start,
            end,
            form,
        });
    }

    /// Makes steps of it, as many as it takes blocks.
    fn end(self, then: Then, steps: &mut Vec<Step>) -> Option<()> {
        let whole = self.bytes.len();
        let mut runs = self.bytes.chunks(BLOCK).peekable();
        while let Some(run) = runs.next() {
            let last = runs.peek().is_none();
            let back = |value: &Passed| Passed {
                start: whole - value.start,
                end: whole - value.end,
                ..*value
            };
            let passed = if last {
                self.passed.iter().map(back).collect()
            } else {
                Vec::new()
            };
            steps.push(Step {
                run: Run::of(run)?,
                then: if last { then } else { Then::Run },
                passed,
                otherwise: None,
            });
        }
        Some(())
    }
}

impl Passed {
    /// Where the value stands in the line, if its run ends at an offset.
    #[inline(always)]
    fn span(&self, end: usize) -> Option<Span> {
        Some(Span {
            start: u32::try_from(end - self.start).ok()?,
            end: u32::try_from(end - self.end).ok()?,
            form: self.form,
        })
    }
}

impl Step {
    fn is_like(&self, other: &Step) -> bool {
        (&self.run, self.then, &self.passed) == (&other.run, other.then, &other.passed)
    }
}

impl Run {
    fn of(expected: &[Expected]) -> Option<Run> {
        let mut run = Run {
            bytes: [0; BLOCK],
            length: expected.len(),
            known: 0,
            digits: 0,
            plain: 0,
        };
        for (at, (byte, expected)) in run.bytes.iter_mut().zip(expected).enumerate() {
            match expected {
                Expected::Known(known) => {
                    *byte = *known;
                    run.known |= 1 << at;
                }
                Expected::Digit => run.digits |= 1 << at,
                Expected::Plain => run.plain |= 1 << at,
            }
        }
        (expected.len() <= BLOCK).then_some(run)
    }

    #[inline(always)]
    fn stands_at<C: Classes>(&self, bytes: &[u8], at: usize) -> bool {
        with_block(bytes, at, |block| {
            let mut wrong = C::differ(block, &self.bytes) & self.known;
            if self.digits | self.plain != 0 {
                let masks = C::masks(block);
                let marked = masks.quote | masks.backslash | masks.control | masks.high;
                wrong |= C::beyond_digits(block) & self.digits | marked & self.plain;
            }
            wrong == 0
        })
    }
}
