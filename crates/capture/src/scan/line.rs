//! One line of a JSON Lines archive in the shape of X v1.1: where its fields begin.

use super::block::{BLOCK, Classes, Portable, escaped, with_block};
use super::fields::{Fields, Seen};
use super::structure::scan_structure;
use super::template::Template;
use super::value::escapes_legal;

/// What the scan of one line found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineScan {
    /// The offset of the line's newline.
    pub(crate) end: usize,
    /// Every field is where the fast path expects it; otherwise the line wants a full parse.
    pub(crate) usual: bool,
    /// The line agrees with a template.
    pub(crate) follows: bool,
    /// The line is known to be UTF-8.
    pub(crate) utf8: bool,
}

/// Scans lines by the fastest means this processor has.
#[derive(Clone, Copy)]
pub(crate) struct Scanner {
    scan: fn(&[u8], usize, &mut Fields, &Template) -> LineScan,
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
    /// the bytes. A template that fits saves most of the work and changes nothing else.
    #[inline]
    pub(crate) fn scan(
        &self,
        bytes: &[u8],
        start: usize,
        fields: &mut Fields,
        template: &Template,
    ) -> LineScan {
        (self.scan)(bytes, start, fields, template)
    }
}

#[inline(always)]
pub(super) fn scan_line<C: Classes>(
    bytes: &[u8],
    start: usize,
    fields: &mut Fields,
    template: &Template,
) -> LineScan {
    fields.forget_but(Seen::default());
    if let Some(end) = template.follow::<C>(bytes, start, fields) {
        return LineScan {
            end,
            usual: true,
            follows: true,
            utf8: true,
        };
    }
    fields.forget_but(Seen::default());
    let line = line_end::<C>(bytes, start);
    // A carriage return before the newline is the one control character that is usual.
    let returns = bytes
        .get(start..line.end)
        .is_some_and(|text| text.ends_with(b"\r"));
    let end = line.end - usize::from(returns);
    LineScan {
        end: line.end,
        usual: line.controls == u32::from(returns)
            && line.escapes_legal
            && scan_structure::<C>(bytes, start, end, fields),
        follows: false,
        utf8: !line.beyond_ascii,
    }
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
        let masks = with_block(bytes, line.end, C::masks);
        // Only the bytes before the newline belong to the line; without one, that is all of them.
        let own = masks.newline.wrapping_sub(1) & !masks.newline;
        line.controls += (masks.control & own).count_ones();
        line.beyond_ascii |= masks.high & own != 0;
        let escaped = escaped(masks.backslash & own, &mut carry);
        line.escapes_legal &= escapes_legal(bytes, line.end, escaped);
        if masks.newline != 0 {
            line.end += masks.newline.trailing_zeros() as usize;
            return line;
        }
        line.end += BLOCK;
    }
}

#[cfg(test)]
mod tests;
