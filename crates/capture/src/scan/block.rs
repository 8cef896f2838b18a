//! Blocks of 64 bytes as bit masks, in portable Rust; the vector versions beside it must agree.

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;

/// A block of bytes.
pub(super) type Block = [u8; BLOCK];

/// Where a block's bytes of each class are: bit *i* speaks of byte *i*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Masks {
    pub(super) quote: u64,
    pub(super) backslash: u64,
    /// `{` and `[`.
    pub(super) open: u64,
    /// `}` and `]`.
    pub(super) close: u64,
    pub(super) colon: u64,
    pub(super) newline: u64,
    /// Below 0x20, newlines included.
    pub(super) control: u64,
    /// At or above 0x80.
    pub(super) high: u64,
}

/// Sorts the bytes of blocks into classes.
pub(super) trait Classes {
    /// Every class; what a caller does not look at costs nothing, because all of this is inlined.
    fn masks(block: &Block) -> Masks;
    /// All but `0` to `9`.
    fn beyond_digits(block: &Block) -> u64;
    /// Where two blocks differ.
    fn differ(block: &Block, other: &Block) -> u64;
}

/// The classes by plain comparison.
pub(super) struct Portable;

#[inline(always)]
fn mask(block: &Block, class: impl Fn(u8) -> bool) -> u64 {
    let mut bits = 0_u64;
    for (i, &c) in block.iter().enumerate() {
        bits |= u64::from(class(c)) << i;
    }
    bits
}

impl Classes for Portable {
    #[inline(always)]
    fn masks(block: &Block) -> Masks {
        Masks {
            quote: mask(block, |c| c == b'"'),
            backslash: mask(block, |c| c == b'\\'),
            open: mask(block, |c| c | 0x20 == b'{'),
            close: mask(block, |c| c | 0x20 == b'}'),
            colon: mask(block, |c| c == b':'),
            newline: mask(block, |c| c == b'\n'),
            control: mask(block, |c| c < 0x20),
            high: mask(block, |c| c >= 0x80),
        }
    }

    #[inline(always)]
    fn beyond_digits(block: &Block) -> u64 {
        mask(block, |c| !c.is_ascii_digit())
    }

    #[inline(always)]
    fn differ(block: &Block, other: &Block) -> u64 {
        let mut bits = 0_u64;
        for (i, (a, b)) in block.iter().zip(other).enumerate() {
            bits |= u64::from(a != b) << i;
        }
        bits
    }
}

/// The block at an offset; beyond the end of the bytes there are newlines.
#[inline(always)]
pub(super) fn with_block<T>(bytes: &[u8], at: usize, look: impl Fn(&Block) -> T) -> T {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(block) = rest.first_chunk::<BLOCK>() {
        return look(block);
    }
    let mut padded = [b'\n'; BLOCK];
    for (slot, &c) in padded.iter_mut().zip(rest) {
        *slot = c;
    }
    look(&padded)
}

/// Bits of the bytes that a backslash before them escapes; `carry` holds over from block to block whether the
/// first byte is one. Branch-free, after simdjson's escape scanner.
#[inline(always)]
pub(super) fn escaped(backslash: u64, carry: &mut u64) -> u64 {
    const ODD: u64 = 0xAAAA_AAAA_AAAA_AAAA;
    if backslash == 0 {
        return std::mem::take(carry);
    }
    let starts = backslash & !*carry;
    let even_series = (starts << 1 | ODD).wrapping_sub(starts);
    let code = even_series ^ ODD;
    let escaped = code ^ (backslash | *carry);
    *carry = (code & backslash) >> 63;
    escaped
}

/// Each bit becomes the parity of itself and all bits below.
#[inline(always)]
pub(super) fn prefix_parity(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ (bits << 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn see<C: Classes>(block: &Block) -> (Masks, u64, u64) {
        let mut other = *block;
        other[3..30].reverse();
        (
            C::masks(block),
            C::beyond_digits(block),
            C::differ(block, &other),
        )
    }

    proptest! {
        #[test]
        fn escapes_agree_with_reading_byte_by_byte(bytes in proptest::collection::vec(prop_oneof![Just(b'\\'), Just(b'a')], 192)) {
            let mut carry = 0;
            let mut escape = false;
            for block in bytes.chunks_exact(BLOCK) {
                let block: &Block = block.try_into().unwrap();
                let bits = escaped(Portable::masks(block).backslash, &mut carry);
                for (i, &c) in block.iter().enumerate() {
                    prop_assert_eq!(bits >> i & 1 == 1, escape, "byte {}", i);
                    escape = c == b'\\' && !escape;
                }
            }
        }

        #[test]
        fn parity_counts_the_bits_below(bits: u64) {
            let parity = prefix_parity(bits);
            for i in 0..64 {
                let below = bits & (u64::MAX >> (63 - i));
                prop_assert_eq!(parity >> i & 1, u64::from(below.count_ones() % 2));
            }
        }

        #[cfg(target_arch = "x86_64")]
        #[test]
        fn the_vector_masks_agree_with_the_portable_ones(bytes: [[u8; 32]; 2]) {
            use super::super::{avx2, avx512};
            let mut block = [0; BLOCK];
            block[..32].copy_from_slice(&bytes[0]);
            block[32..].copy_from_slice(&bytes[1]);
            if avx2::available() {
                prop_assert_eq!(see::<avx2::Avx2>(&block), see::<Portable>(&block));
            }
            if avx512::available() {
                prop_assert_eq!(see::<avx512::Avx512>(&block), see::<Portable>(&block));
            }
        }
    }
}
