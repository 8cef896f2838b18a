//! One line of a JSON Lines archive in the shape of X v1.1: where its fields begin.

use super::block::{BLOCK, Classes, Portable, escaped, prefix_parity, with_block};
use super::fields::{Field, Fields, Wanted, top_field, user_field};
use super::template::Template;

/// What the scan of one line found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineScan {
    /// The offset of the line's newline.
    pub(crate) end: usize,
    /// Every field is where the fast path expects it; otherwise the line wants a full parse.
    pub(crate) usual: bool,
    /// The line agrees with a template.
    pub(crate) follows: bool,
    /// The line holds bytes beyond ASCII, not yet validated.
    pub(crate) beyond_ascii: bool,
}

/// Scans lines by the fastest means this processor has.
#[derive(Clone, Copy)]
pub(crate) struct Scanner {
    scan: fn(&[u8], usize, &mut Fields, &[Template]) -> LineScan,
}

impl Scanner {
    /// Looks at the processor once.
    pub(crate) fn new() -> Scanner {
        #[cfg(target_arch = "x86_64")]
        {
            if super::avx512::available() {
                return Scanner {
                    scan: super::avx512::scan,
                };
            }
            if super::avx2::available() {
                return Scanner {
                    scan: super::avx2::scan,
                };
            }
        }
        Scanner::portable()
    }

    /// The scan that runs everywhere.
    pub(crate) fn portable() -> Scanner {
        Scanner {
            scan: scan_line::<Portable>,
        }
    }

    /// Scans the line that begins at `start`, noting its fields. The line ends at the first newline, or at the end of
    /// the bytes. The first template that fits saves most of the work and changes nothing else.
    #[inline]
    pub(crate) fn scan(
        &self,
        bytes: &[u8],
        start: usize,
        fields: &mut Fields,
        templates: &[Template],
    ) -> LineScan {
        (self.scan)(bytes, start, fields, templates)
    }
}

#[inline(always)]
pub(super) fn scan_line<C: Classes>(
    bytes: &[u8],
    start: usize,
    fields: &mut Fields,
    templates: &[Template],
) -> LineScan {
    let line = line_end::<C>(bytes, start);
    // A carriage return before the newline is the one control character that is usual.
    let returns = bytes
        .get(start..line.end)
        .is_some_and(|text| text.ends_with(b"\r"));
    let end = line.end - usize::from(returns);
    let scan = |usual, follows| LineScan {
        end: line.end,
        usual,
        follows,
        beyond_ascii: line.beyond_ascii,
    };
    if line.controls != u32::from(returns) || !line.escapes_legal {
        return scan(false, false);
    }
    for template in templates {
        fields.clear();
        if template.follow::<C>(bytes, start, end, fields) {
            return scan(true, true);
        }
    }
    fields.clear();
    scan(scan_structure::<C>(bytes, start, end, fields), false)
}

/// A line as a row of bytes.
struct Line {
    /// The offset of its newline.
    end: usize,
    /// Control characters before that.
    controls: u32,
    beyond_ascii: bool,
    /// Every backslash begins an escape that JSON knows.
    escapes_legal: bool,
}

#[inline(always)]
fn line_end<C: Classes>(bytes: &[u8], start: usize) -> Line {
    let mut line = Line {
        end: start,
        controls: 0,
        beyond_ascii: false,
        escapes_legal: true,
    };
    let mut carry = 0;
    loop {
        let masks = with_block(bytes, line.end, C::line);
        // Only the bytes before the newline belong to the line; without one, that is all of them.
        let own = masks.newline.wrapping_sub(1) & !masks.newline;
        line.controls += (masks.control & own).count_ones();
        line.beyond_ascii |= masks.high & own != 0;
        let mut escaped = escaped(masks.backslash & own, &mut carry);
        while escaped != 0 {
            line.escapes_legal &= is_escape(bytes, line.end + escaped.trailing_zeros() as usize);
            escaped &= escaped - 1;
        }
        if masks.newline != 0 {
            line.end += masks.newline.trailing_zeros() as usize;
            return line;
        }
        line.end += BLOCK;
    }
}

/// Whether the bytes behind a backslash make an escape.
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

/// Finds the fields by brackets and colons; false if anything is unusual.
#[inline(always)]
fn scan_structure<C: Classes>(bytes: &[u8], start: usize, end: usize, fields: &mut Fields) -> bool {
    let mut walk = Walk {
        bytes,
        start,
        fields,
        depth: 0,
        in_user: false,
        user_next: false,
        usual: true,
        closed: 0,
        quotes_before: 0,
        backslash_before: 0,
    };
    let (mut in_string, mut carry) = (0_u64, 0_u64);
    let mut at = start;
    while at < end {
        let masks = with_block(bytes, at, C::structure);
        // Only the bytes before the line's end belong to the line.
        let line = if end - at < BLOCK {
            (1 << (end - at)) - 1
        } else {
            u64::MAX
        };
        let quote = masks.quote & line & !escaped(masks.backslash, &mut carry);
        let string = prefix_parity(quote) ^ in_string;
        in_string = 0_u64.wrapping_sub(string >> 63);
        let keep = !string & line;
        let mut brackets = (masks.open | masks.close) & keep;
        let mut colons = masks.colon & keep;
        loop {
            // The colons up to the next bracket all stand at one depth.
            let next = brackets & brackets.wrapping_neg();
            let mut here = colons & next.wrapping_sub(1);
            colons &= !here;
            while here != 0 && walk.wants_keys() {
                walk.colon(at, here & here.wrapping_neg(), quote, masks.backslash);
                here &= here - 1;
            }
            if next == 0 {
                break;
            }
            if masks.open & next != 0 {
                walk.open();
            } else {
                walk.close(at + next.trailing_zeros() as usize);
            }
            brackets &= brackets - 1;
        }
        walk.quotes_before = quote;
        if masks.backslash != 0 {
            walk.backslash_before = at + 63 - masks.backslash.leading_zeros() as usize;
        }
        at += BLOCK;
    }
    in_string == 0 && walk.ends_well(end)
}

/// What is known of a line between its blocks.
struct Walk<'a> {
    bytes: &'a [u8],
    /// Where the line begins.
    start: usize,
    fields: &'a mut Fields,
    depth: u32,
    in_user: bool,
    user_next: bool,
    usual: bool,
    /// One past the bracket that closed the line's object; 0 before that.
    closed: usize,
    /// The quotes of the block before, and the offset of the last backslash before this block.
    quotes_before: u64,
    backslash_before: usize,
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

    /// Whether the keys at this depth may be fields. A colon outside of everything is for [`Walk::colon`] to refuse.
    #[inline(always)]
    fn wants_keys(&self) -> bool {
        self.depth <= 1 || (self.depth == 2 && self.in_user)
    }

    /// Looks at the key before a colon: the bit `here` of the block at `block`.
    #[inline(always)]
    fn colon(&mut self, block: usize, here: u64, quote: u64, backslash: u64) {
        if self.depth == 0 {
            self.usual = false;
            return;
        }
        let position = block + here.trailing_zeros() as usize;
        let Some(key) = self.key_before(block, here, quote, backslash) else {
            self.usual = false;
            return;
        };
        let value =
            position + 1 + usize::from(self.bytes.get(position + 1) == Some(&b' ')) - self.start;
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
    fn key_before(&self, block: usize, here: u64, quote: u64, backslash: u64) -> Option<&'a [u8]> {
        let end = block + here.trailing_zeros() as usize - 1;
        let closing = here >> 1;
        let below = quote & closing.wrapping_sub(1);
        let (opening, escapes) = if closing == 0 {
            // Both quotes stand in the block before: the closing one is its last byte.
            let inside = self.quotes_before & !(1 << 63);
            if self.quotes_before >> 63 == 0 || inside == 0 {
                return None;
            }
            (block - 1 - inside.leading_zeros() as usize, false)
        } else if quote & closing == 0 {
            return None;
        } else if below != 0 {
            let opening = 63 - below.leading_zeros();
            let inside = backslash & closing.wrapping_sub(1) & (u64::MAX << opening);
            (block + opening as usize, inside != 0)
        } else if self.quotes_before != 0 {
            let opening = block - 1 - self.quotes_before.leading_zeros() as usize;
            (opening, backslash & closing.wrapping_sub(1) != 0)
        } else {
            return None;
        };
        if escapes || self.backslash_before > opening {
            return None;
        }
        self.bytes.get(opening + 1..end)
    }

    fn ends_well(&self, end: usize) -> bool {
        self.usual
            && self.depth == 0
            && self.closed == end
            && self.bytes.get(self.start) == Some(&b'{')
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::FIELDS;
    use super::*;

    /// By every scanner, with and without a template, at each place within a block: keys and escapes lie across edges.
    fn both(line: &str, look: impl Fn(LineScan, &Fields)) {
        let plain = Scanner::portable().scan(line.as_bytes(), 0, &mut Fields::default(), &[]);
        let learn = |strict| Template::learn(line.as_bytes(), strict).filter(|_| plain.usual);
        let templates: Vec<Template> = [true, false].into_iter().filter_map(learn).collect();
        for scanner in [Scanner::new(), Scanner::portable()] {
            for shift in 0..70 {
                let bytes = format!("{}{line}\n{}", " ".repeat(shift), "x".repeat(200));
                let mut fields = Fields::default();
                let scan = scanner.scan(bytes.as_bytes(), shift, &mut fields, &[]);
                assert_eq!(scan.end, shift + line.len(), "{line}");
                look(scan, &fields);
                let mut again = Fields::default();
                let followed = scanner.scan(bytes.as_bytes(), shift, &mut again, &templates);
                assert_eq!(
                    LineScan {
                        follows: false,
                        ..followed
                    },
                    scan,
                    "{line}"
                );
                let starts =
                    |fields: &Fields| ALL.map(|f| fields.value(line, f).map(|v| v.as_ptr()));
                if scan.usual {
                    assert_eq!(followed.follows, !templates.is_empty(), "{line}");
                    let (mut plain, mut learnt) = (starts(&fields), starts(&again));
                    plain[Field::User as usize] = None;
                    learnt[Field::User as usize] = None;
                    assert_eq!(plain, learnt, "{line}");
                }
                let short = format!("{}{line}", " ".repeat(shift));
                assert_eq!(
                    scanner.scan(short.as_bytes(), shift, &mut again, &[]),
                    scan,
                    "{line}"
                );
            }
        }
    }

    const ALL: [Field; FIELDS] = [
        Field::CreatedAt,
        Field::Id,
        Field::IdStr,
        Field::Text,
        Field::FullText,
        Field::Lang,
        Field::ReplyStatus,
        Field::ReplyStatusStr,
        Field::ReplyUser,
        Field::ReplyUserStr,
        Field::ReplyName,
        Field::Repost,
        Field::User,
        Field::UserId,
        Field::UserIdStr,
        Field::UserName,
    ];

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
            let starts = names.map(|f| fields.value(line, f).is_some());
            assert_eq!(starts, [true; 6]);
            assert_eq!(fields.value(line, Field::Id), None);
            assert_eq!(fields.value(line, Field::Text), None);
            assert_eq!(fields.value(line, Field::UserIdStr), None);
        });
        let mut fields = Fields::default();
        Scanner::new().scan(line.as_bytes(), 0, &mut fields, &[]);
        let value = |f| fields.value(line, f).unwrap();
        assert!(value(Field::UserName).starts_with("\"yes\""));
        assert!(value(Field::UserId).starts_with("7,"));
        assert!(value(Field::Lang).starts_with("\"en\""));
    }

    #[test]
    fn a_line_that_differs_from_the_template_is_scanned_in_full() {
        let learnt = r#"{"id":1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en"}"#;
        let templates = [Template::learn(learnt.as_bytes(), false).unwrap()];
        let follows = |line: &str| {
            let bytes = format!("{line}\n{}", "x".repeat(99));
            let scan = Scanner::new().scan(bytes.as_bytes(), 0, &mut Fields::default(), &templates);
            assert_eq!(
                scan,
                LineScan {
                    follows: scan.follows,
                    ..Scanner::new().scan(bytes.as_bytes(), 0, &mut Fields::default(), &[])
                }
            );
            scan.follows
        };
        assert!(follows(learnt));
        assert!(follows(
            r#"{"id":77,"text":"\\\"x\\","user":{"id":2,"screen_name":{"a":["}",1]}},"lang":null}"#
        ));
        assert!(!follows(
            r#"{"id":1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en","x":1}"#
        ));
        assert!(!follows(
            r#"{"id":1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en"}}"#
        ));
        assert!(!follows(
            r#"{"id":-1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en"}"#
        ));
        assert!(!follows(
            r#"{"id":1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en"#
        ));
        assert!(!follows(
            r#"{"id":1,"text":nul,"user":{"id":2,"screen_name":"b"},"lang":"en"}"#
        ));
    }

    #[test]
    fn what_stands_in_a_text_is_no_field() {
        let line = r#"{"text":"a \"lang\":\"tr\" \\\\","id":1}"#;
        both(line, |scan, fields| {
            assert!(scan.usual);
            assert!(fields.value(line, Field::Id).is_some());
            assert_eq!(fields.value(line, Field::Lang), None);
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
        check_usual(r#"{"id":"\x"}"#, false);
        check_usual(r#"{"id":"\u12"}"#, false);
        check_usual(r#"{"id":"\u12aF\\"}"#, true);
        check_usual("", false);
        check_usual("null", false);
    }
}
