//! From the records of a chunk to glimpses and posts.

use super::chunks::Chunk;
use super::frame::Framing;
use crate::Fault;
use crate::json::{self, JsonFault};
use crate::mastodon;
use crate::scan::{Fields, Scanner, Template};
use crate::table::{self, Columns, RowEnd};
use crate::x;
use rapport_model::{Account, Glimpse, Post};
use serde::{Deserialize, Serialize};

/// What a record turned out to be.
#[derive(Debug)]
pub enum Item<'a, T> {
    /// A post, or the few facts of one.
    Post(T),
    /// A record set aside, with its bytes.
    Fault(Fault, &'a [u8]),
}

/// What the records of an archive are written in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Dialect {
    JsonLine,
    XArchive(Account),
    MastodonOutbox,
    Csv(Box<Columns>),
}

/// Reads the records of an archive. Cheap to clone: one per thread.
#[derive(Clone)]
pub struct Reader {
    dialect: Dialect,
    scanner: Scanner,
    /// How the lines of this archive are written, as far as this reader has seen.
    template: Template,
}

/// A record within a chunk.
struct Record<'a> {
    bytes: &'a [u8],
    /// What stands before it in the chunk, to count its line if that is asked for.
    before: &'a [u8],
    skipped_lines: u64,
    offset: u64,
}

impl<'a> Record<'a> {
    fn of(chunk: &'a Chunk, start: usize, end: usize) -> Record<'a> {
        let bytes = chunk.bytes();
        Record {
            bytes: bytes.get(start..end).unwrap_or_default(),
            before: bytes.get(..start).unwrap_or_default(),
            skipped_lines: chunk.skipped_lines,
            offset: chunk.offset + start as u64,
        }
    }

    fn line(&self) -> u64 {
        self.skipped_lines + newlines(self.before)
    }
}

impl Reader {
    pub(super) fn new(dialect: Dialect) -> Reader {
        Reader {
            dialect,
            scanner: Scanner::new(),
            template: Template::default(),
        }
    }

    /// Hands on the few facts of each post of the chunk, reading no more of a record than they need. Returns the
    /// number of lines in the chunk.
    pub fn glimpses(&mut self, chunk: &Chunk, each: &mut impl FnMut(Item<'_, Glimpse<'_>>)) -> u64 {
        self.faults_of(chunk, each);
        match (&self.dialect, &chunk.framing) {
            (Dialect::JsonLine, Some(Framing::Lines)) => self.glimpse_lines(chunk, each),
            (Dialect::Csv(columns), _) => self.records(chunk, |record| {
                match table::glimpse(record.bytes, columns) {
                    Some(glimpse) => each(Item::Post(glimpse)),
                    None => self.glimpse_in_full(&record, each),
                }
            }),
            _ => self.records(chunk, |record| self.glimpse_in_full(&record, each)),
        }
    }

    /// Hands on each post of the chunk whole. Returns the number of lines in the chunk.
    pub fn posts(&self, chunk: &Chunk, each: &mut impl FnMut(Item<'_, Post>)) -> u64 {
        self.faults_of(chunk, each);
        self.records(chunk, |record| self.parse(&record, each))
    }

    /// What a reader has to know to read a record of this archive later, as JSON.
    pub fn description(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.dialect)
    }

    /// The reader of a description; the error says that it is none.
    pub fn described(description: &str) -> Result<Reader, serde_json::Error> {
        serde_json::from_str(description).map(Reader::new)
    }

    /// Reads one record that was set aside earlier.
    pub fn posts_of_record(&self, bytes: &[u8], each: &mut impl FnMut(Item<'_, Post>)) {
        self.parse(
            &Record {
                bytes,
                before: b"",
                skipped_lines: 0,
                offset: 0,
            },
            each,
        );
    }

    fn faults_of<T>(&self, chunk: &Chunk, each: &mut impl FnMut(Item<'_, T>)) {
        for fault in &chunk.faults {
            each(Item::Fault(fault.clone(), b""));
        }
    }

    fn glimpse_lines(
        &mut self,
        chunk: &Chunk,
        each: &mut impl FnMut(Item<'_, Glimpse<'_>>),
    ) -> u64 {
        let bytes = chunk.bytes();
        let mut fields = Fields::default();
        let (mut start, mut lines) = (0, chunk.skipped_lines);
        while start < bytes.len() {
            let scan = self.scanner.scan(bytes, start, &mut fields, &self.template);
            let record = bytes.get(start..scan.end).unwrap_or_default();
            if scan.usual && !scan.follows {
                self.template.learn(record);
            }
            let text = scan.usual.then(|| text_of(record, scan.utf8)).flatten();
            match text.and_then(|text| x::glimpse(text, &fields)) {
                Some(glimpse) => each(Item::Post(glimpse)),
                None => self.glimpse_in_full(&Record::of(chunk, start, scan.end), each),
            }
            start = scan.end + 1;
            lines += 1;
        }
        lines
    }

    fn glimpse_in_full(&self, record: &Record<'_>, each: &mut impl FnMut(Item<'_, Glimpse<'_>>)) {
        self.parse(record, &mut |item| match item {
            Item::Post(post) => each(Item::Post(Glimpse::from(&post))),
            Item::Fault(fault, bytes) => each(Item::Fault(fault, bytes)),
        });
    }

    /// Walks the records of a chunk, blank ones left out. Returns the number of lines.
    fn records(&self, chunk: &Chunk, mut each: impl FnMut(Record<'_>)) -> u64 {
        let bytes = chunk.bytes();
        let mut at = 0;
        let mut framing = chunk.framing.clone().unwrap_or(Framing::Lines);
        let mut rows = Rows {
            ends: &chunk.rows,
            before: 0,
        };
        // The header of a CSV is its first line.
        let header = matches!(framing, Framing::Csv { .. }) && chunk.begins_stream;
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or_default();
            let (start, length, next) = match &mut framing {
                Framing::Lines => {
                    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                    (0, end, end + 1)
                }
                Framing::Csv { delimiter } => {
                    let end = rows
                        .end(at)
                        .or_else(|| table::row_end(bytes, at, *delimiter));
                    let length = self.row_length(
                        rest,
                        end.map(|end| RowEnd {
                            at: end.at - at,
                            ..end
                        }),
                    );
                    (0, length, length)
                }
                Framing::Elements(elements) => match elements.next(rest, 0) {
                    Some(step) => (step.element.start, step.element.len(), step.next),
                    None => break,
                },
            };
            let record = Record::of(chunk, at + start, at + start + length);
            let blank = record.bytes.trim_ascii().is_empty();
            if !(blank || header && at == 0) {
                each(record);
            }
            at += next;
        }
        chunk.skipped_lines + newlines(bytes)
    }

    /// The length of a CSV row. Where a stray quote runs a row into the next ones, so that the number of its fields
    /// is wrong, only its first line is taken: one bad row must not swallow its neighbours.
    fn row_length(&self, rest: &[u8], end: Option<RowEnd>) -> usize {
        let row = rest
            .get(..end.map_or(rest.len(), |end| end.at))
            .unwrap_or_default();
        let (Dialect::Csv(columns), false) = (&self.dialect, end.is_some_and(|end| end.one_line))
        else {
            return row.len();
        };
        match memchr::memchr(b'\n', row) {
            Some(first) if first + 1 < row.len() && (end.is_none() || !columns.fits(row)) => {
                first + 1
            }
            _ => row.len(),
        }
    }

    fn parse(&self, record: &Record<'_>, each: &mut impl FnMut(Item<'_, Post>)) {
        let mut hand_on = |result: Result<Post, JsonFault>| match result {
            Ok(post) => each(Item::Post(post)),
            Err(JsonFault(reason)) => {
                let fault = Fault {
                    line: record.line(),
                    offset: record.offset,
                    reason,
                };
                each(Item::Fault(fault, record.bytes));
            }
        };
        let text = match simdutf8::compat::from_utf8(record.bytes) {
            Ok(text) => text.trim(),
            Err(error) => {
                let at = error.valid_up_to();
                return hand_on(Err(JsonFault(format!(
                    "not UTF-8 at byte {at} of the record"
                ))));
            }
        };
        match &self.dialect {
            Dialect::JsonLine => json::posts(text, &mut hand_on),
            Dialect::XArchive(owner) => hand_on(x::archive_post(text, owner)),
            Dialect::MastodonOutbox => mastodon::outbox_post(text, &mut hand_on),
            Dialect::Csv(columns) => hand_on(table::post(record.bytes, columns).map_err(JsonFault)),
        }
    }
}

/// The ends of rows that are known already.
struct Rows<'a> {
    ends: &'a [RowEnd],
    /// Where the first of them begins.
    before: usize,
}

impl Rows<'_> {
    /// The end of the row that begins at an offset; rows are asked for in their order.
    fn end(&mut self, start: usize) -> Option<RowEnd> {
        while self.before < start {
            let (first, rest) = self.ends.split_first()?;
            (self.before, self.ends) = (first.at, rest);
        }
        self.ends.first().copied().filter(|_| self.before == start)
    }
}

/// A record as text, if it is text.
#[inline]
#[expect(
    unsafe_code,
    reason = "validating what the scan has validated costs a tenth of the whole reading"
)]
fn text_of(record: &[u8], known: bool) -> Option<&str> {
    if !known {
        return simdutf8::basic::from_utf8(record).ok();
    }
    // SAFETY: the scan has seen that every byte before the newline is ASCII, or part of a value that it validated.
    Some(unsafe { std::str::from_utf8_unchecked(record) })
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
