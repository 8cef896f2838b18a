//! One line of a JSON Lines archive in the shape of X v1.1: where its fields begin.

use super::block::{self, BLOCK, Masks, escaped, prefix_parity};

/// A field that the iceberg asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Field {
    CreatedAt,
    Id,
    IdStr,
    Text,
    FullText,
    Lang,
    ReplyStatus,
    ReplyStatusStr,
    ReplyUser,
    ReplyUserStr,
    ReplyName,
    Repost,
    User,
    UserId,
    UserIdStr,
    UserName,
}

const FIELDS: usize = 16;

/// Where the value of each field begins in the bytes scanned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    starts: [u32; FIELDS],
    seen: u32,
}

impl Fields {
    /// The offset of a field's value, if the line has the field.
    #[inline]
    pub(crate) fn get(&self, field: Field) -> Option<usize> {
        let start = self.starts.get(field as usize)?;
        (self.seen >> field as u32 & 1 == 1).then_some(*start as usize)
    }

    /// Notes a field; false if the line has it twice.
    #[inline]
    fn note(&mut self, field: Field, start: usize) -> bool {
        let bit = 1 << field as u32;
        let fresh = self.seen & bit == 0;
        self.seen |= bit;
        match (self.starts.get_mut(field as usize), u32::try_from(start)) {
            (Some(slot), Ok(start)) => *slot = start,
            _ => return false,
        }
        fresh
    }
}

/// What the scan of one line found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineScan {
    /// The offset of the line's newline.
    pub(crate) end: usize,
    /// Every field is where the fast path expects it; otherwise the line wants a full parse.
    pub(crate) usual: bool,
    /// The line holds bytes beyond ASCII, not yet validated.
    pub(crate) beyond_ascii: bool,
}

/// Scans lines by the fastest means this processor has.
#[derive(Clone, Copy)]
pub(crate) struct Scanner {
    scan: fn(&[u8], usize, &mut Fields) -> LineScan,
}

impl Scanner {
    /// Looks at the processor once.
    pub(crate) fn new() -> Scanner {
        #[cfg(target_arch = "x86_64")]
        if let Some(scan) = super::avx2::scanner() {
            return Scanner { scan };
        }
        Scanner::portable()
    }

    /// The scan that runs everywhere.
    pub(crate) fn portable() -> Scanner {
        Scanner {
            scan: |bytes, start, fields| scan_line(bytes, start, fields, block::classify),
        }
    }

    /// Scans the line that begins at `start`, noting its fields. The line ends at the first newline, or at the end of the bytes.
    #[inline]
    pub(crate) fn scan(&self, bytes: &[u8], start: usize, fields: &mut Fields) -> LineScan {
        fields.seen = 0;
        (self.scan)(bytes, start, fields)
    }
}

/// What is known of a line between its blocks.
struct Walk<'a> {
    bytes: &'a [u8],
    fields: &'a mut Fields,
    depth: u32,
    in_user: bool,
    user_next: bool,
    usual: bool,
    /// One past the bracket that closed the line's object; 0 before that.
    closed: usize,
}

#[inline(always)]
pub(super) fn scan_line(
    bytes: &[u8],
    start: usize,
    fields: &mut Fields,
    classify: impl Fn(&[u8; BLOCK]) -> Masks,
) -> LineScan {
    let mut walk = Walk {
        bytes,
        fields,
        depth: 0,
        in_user: false,
        user_next: false,
        usual: true,
        closed: 0,
    };
    let (mut in_string, mut carry, mut control, mut high) = (0_u64, 0_u64, 0_u32, 0_u64);
    let mut at = start;
    loop {
        let masks = block_at(bytes, at, &classify);
        // Only the bytes before the newline belong to the line.
        let line = masks.newline.wrapping_sub(1) & !masks.newline;
        let quote = masks.quote & !escaped(masks.backslash, &mut carry);
        let string = prefix_parity(quote) ^ in_string;
        in_string = 0_u64.wrapping_sub(string >> 63);
        high |= masks.high & line;
        control += (masks.control & line).count_ones();
        let mut events = (masks.open | masks.close | masks.colon) & !string & line;
        while events != 0 {
            let bit = events.trailing_zeros();
            let here = 1_u64 << bit;
            events &= events - 1;
            if masks.colon & here != 0 {
                walk.colon(at + bit as usize, here, quote, masks.backslash);
            } else if masks.open & here != 0 {
                walk.open();
            } else {
                walk.close(at + bit as usize);
            }
        }
        if masks.newline != 0 {
            let newline = masks.newline.trailing_zeros();
            let broken_string = string >> newline & 1 == 1;
            let end = at + newline as usize;
            let usual = walk.ends_well(start, end, control) && !broken_string;
            return LineScan {
                end,
                usual,
                beyond_ascii: high != 0,
            };
        }
        at += BLOCK;
    }
}

/// The masks of the block at an offset; beyond the end of the bytes there are newlines.
#[inline(always)]
fn block_at(bytes: &[u8], at: usize, classify: &impl Fn(&[u8; BLOCK]) -> Masks) -> Masks {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(block) = rest.first_chunk::<BLOCK>() {
        return classify(block);
    }
    let mut padded = [b'\n'; BLOCK];
    for (slot, &c) in padded.iter_mut().zip(rest) {
        *slot = c;
    }
    classify(&padded)
}

impl<'a> Walk<'a> {
    #[inline(always)]
    fn open(&mut self) {
        self.depth += 1;
        if self.depth == 2 {
            self.in_user = self.user_next;
            self.user_next = false;
        }
    }

    #[inline(always)]
    fn close(&mut self, position: usize) {
        if self.depth > 1 {
            self.depth -= 1;
            self.in_user &= self.depth >= 2;
        } else {
            self.usual &= self.depth == 1 && self.closed == 0;
            self.closed = position + 1;
            self.depth = 0;
        }
    }

    #[inline(always)]
    fn colon(&mut self, position: usize, here: u64, quote: u64, backslash: u64) {
        if self.depth != 1 && !(self.depth == 2 && self.in_user) {
            self.usual &= self.depth != 0;
            return;
        }
        let Some(key) = self.key_before(position, here, quote, backslash) else {
            self.usual = false;
            return;
        };
        let value = position + 1 + usize::from(self.bytes.get(position + 1) == Some(&b' '));
        let field = if self.depth == 1 {
            top_field(key)
        } else {
            user_field(key)
        };
        match field {
            Wanted::No => {}
            Wanted::Elsewhere => self.usual = false,
            Wanted::Field(field) => {
                self.user_next |= field == Field::User;
                self.usual &= self.fields.note(field, value);
            }
        }
    }

    /// The key whose closing quote stands right before a colon; none where that is not so, or where the key is
    /// written with escapes.
    #[inline(always)]
    fn key_before(
        &self,
        position: usize,
        here: u64,
        quote: u64,
        backslash: u64,
    ) -> Option<&'a [u8]> {
        let closing = here >> 1;
        let below = quote & closing.wrapping_sub(1);
        if closing == 0 || below == 0 {
            return self.key_across(position);
        }
        let opening = 63 - below.leading_zeros();
        if quote & closing == 0 || backslash & (here - 1) & (u64::MAX << opening) != 0 {
            return None;
        }
        let length = (closing.trailing_zeros() - opening - 1) as usize;
        self.bytes.get(position - 1 - length..position - 1)
    }

    /// The same where the key began in an earlier block: seldom enough to look byte by byte.
    #[cold]
    fn key_across(&self, position: usize) -> Option<&'a [u8]> {
        let head = self.bytes.get(..position)?.strip_suffix(b"\"")?;
        let near = head.get(head.len().saturating_sub(BLOCK)..)?;
        let opening = memchr::memrchr(b'"', near)?;
        let key = near.get(opening + 1..)?;
        let escaped = opening > 0 && near.get(opening - 1) == Some(&b'\\');
        (!escaped && !key.contains(&b'\\')).then_some(key)
    }

    fn ends_well(&self, start: usize, end: usize, control: u32) -> bool {
        let bytes = |from: usize| self.bytes.get(from..end).unwrap_or_default();
        // A carriage return before the newline is the one control byte that is usual.
        let rest = bytes(self.closed);
        let returns = u32::from(rest == b"\r");
        self.usual
            && self.depth == 0
            && self.closed > start
            && bytes(start).first() == Some(&b'{')
            && control == returns
            && (rest.is_empty() || returns == 1)
    }
}

enum Wanted {
    No,
    Field(Field),
    /// A key that belongs to another dialect, or that changes what the others mean.
    Elsewhere,
}

#[inline(always)]
fn top_field(key: &[u8]) -> Wanted {
    Wanted::Field(match (key.len(), key) {
        (2, b"id") => Field::Id,
        (4, b"user") => Field::User,
        (4, b"text") => Field::Text,
        (4, b"lang") => Field::Lang,
        (4, b"data") => return Wanted::Elsewhere,
        (6, b"id_str") => Field::IdStr,
        (7, b"network") => return Wanted::Elsewhere,
        (9, b"full_text") => Field::FullText,
        (9, b"author_id") => return Wanted::Elsewhere,
        (10, b"created_at") => Field::CreatedAt,
        (14, b"extended_tweet") => return Wanted::Elsewhere,
        (16, b"retweeted_status") => Field::Repost,
        (19, b"in_reply_to_user_id") => Field::ReplyUser,
        (21, b"in_reply_to_status_id") => Field::ReplyStatus,
        (23, b"in_reply_to_user_id_str") => Field::ReplyUserStr,
        (23, b"in_reply_to_screen_name") => Field::ReplyName,
        (25, b"in_reply_to_status_id_str") => Field::ReplyStatusStr,
        _ => return Wanted::No,
    })
}

#[inline(always)]
fn user_field(key: &[u8]) -> Wanted {
    Wanted::Field(match (key.len(), key) {
        (2, b"id") => Field::UserId,
        (6, b"id_str") => Field::UserIdStr,
        (11, b"screen_name") => Field::UserName,
        _ => return Wanted::No,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(line: &str, look: impl Fn(LineScan, &Fields)) {
        for scanner in [Scanner::new(), Scanner::portable()] {
            // Each start within a block, so that keys and escapes lie across its edges.
            for shift in 0..70 {
                let bytes = format!("{}{line}\n", " ".repeat(shift));
                let mut fields = Fields::default();
                let scan = scanner.scan(bytes.as_bytes(), shift, &mut fields);
                assert_eq!(scan.end, bytes.len() - 1, "{line}");
                look(scan, &fields);
                let padded = format!("{bytes}{}", "x".repeat(200));
                assert_eq!(
                    scanner.scan(padded.as_bytes(), shift, &mut fields),
                    scan,
                    "{line}"
                );
            }
        }
    }

    fn check_usual(line: &str, expected: bool) {
        both(line, |scan, _| assert_eq!(scan.usual, expected, "{line}"));
    }

    #[test]
    fn only_top_level_fields_and_those_of_the_user_are_found() {
        let line = r#"{"created_at":"x","entities":{"id":1,"text":["a:b",{"id_str":"9"}]},"user":{"id":7,"entities":{"screen_name":"no"},"screen_name":"yes"},"retweeted_status":{"user":{"id":3}},"lang": "en"}"#;
        both(line, |scan, fields| {
            assert!(scan.usual);
            let names = [
                Field::CreatedAt,
                Field::Lang,
                Field::User,
                Field::UserId,
                Field::UserName,
                Field::Repost,
            ];
            let starts = names.map(|f| fields.get(f).is_some());
            assert_eq!(starts, [true; 6]);
            assert_eq!(fields.get(Field::Id), None);
            assert_eq!(fields.get(Field::Text), None);
            assert_eq!(fields.get(Field::UserIdStr), None);
        });
        let mut fields = Fields::default();
        Scanner::new().scan(line.as_bytes(), 0, &mut fields);
        let value = |f| &line[fields.get(f).unwrap()..];
        assert!(value(Field::UserName).starts_with("\"yes\""));
        assert!(value(Field::UserId).starts_with("7,"));
        assert!(value(Field::Lang).starts_with("\"en\""));
    }

    #[test]
    fn what_stands_in_a_text_is_no_field() {
        let line = r#"{"text":"a \"lang\":\"tr\" \\\\","id":1}"#;
        both(line, |scan, fields| {
            assert!(scan.usual);
            assert!(fields.get(Field::Id).is_some());
            assert_eq!(fields.get(Field::Lang), None);
        });
    }

    #[test]
    fn whatever_is_unusual_is_said_to_be() {
        check_usual(r#"{"id":1}"#, true);
        check_usual("{\"id\":1}\r", true);
        check_usual(r#"{"id" :1}"#, false);
        check_usual(r#"{"id":1} x"#, false);
        check_usual(r#"{"id":1}{"id":2}"#, false);
        check_usual(r#"{"id":1,"id":2}"#, false);
        check_usual(r#"{"i\u0064":1}"#, false);
        check_usual(r#"{"author_id":1}"#, false);
        check_usual(r#"{"id":1"#, false);
        check_usual(r#"{"id":"1}"#, false);
        check_usual(r#"["id"]"#, false);
        check_usual(r#"]{"id":1}"#, false);
        check_usual("{\"id\":\t1}", false);
        check_usual("", false);
        check_usual("null", false);
    }
}
