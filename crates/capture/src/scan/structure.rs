//! The fields of a line by its brackets and colons, whatever the order of its keys.

use super::block::{BLOCK, Classes, escaped, prefix_parity, with_block};
use super::fields::{Field, Fields, Form, Wanted, top_field, user_field};
use super::value::{Found, value_at};

/// Finds the fields by brackets and colons; false if anything is unusual.
#[inline(always)]
pub(super) fn scan_structure<C: Classes>(
    bytes: &[u8],
    start: usize,
    end: usize,
    fields: &mut Fields,
) -> bool {
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
        let masks = with_block(bytes, at, C::masks);
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
                walk.colon::<C>(at, here & here.wrapping_neg(), quote, masks.backslash);
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
    fn colon<C: Classes>(&mut self, block: usize, here: u64, quote: u64, backslash: u64) {
        if self.depth == 0 {
            self.usual = false;
            return;
        }
        let position = block + here.trailing_zeros() as usize;
        let Some(key) = self.key_before(block, here, quote, backslash) else {
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
                self.usual &= self.note::<C>(field, value).unwrap_or(false);
            }
        }
    }

    #[inline(always)]
    fn note<C: Classes>(&mut self, field: Field, value: usize) -> Option<bool> {
        let found = match field {
            // Its keys are noted one by one as they come.
            Field::User => Found {
                end: value,
                form: Form::Container,
                high: false,
            },
            _ => value_at::<C>(self.bytes, value)?,
        };
        Some(self.fields.note(field, found.span(value, self.start)?))
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
