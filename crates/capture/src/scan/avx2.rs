//! The classes of a block by AVX2: two registers of 32 bytes.
#![expect(
    unsafe_code,
    reason = "vector loads, and calls of functions that need AVX2; each says why it is sound"
)]

use super::block::{Block, Classes, Masks};
use super::fields::Fields;
use super::line::{LineScan, scan_line};
use super::template::Template;
use std::arch::x86_64::{
    __m256i, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_max_epu8, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_set1_epi8, _mm256_sub_epi8,
};

/// The line scan compiled for AVX2.
///
/// Call it only where [`available`] says so.
pub(super) fn scan(
    bytes: &[u8],
    start: usize,
    fields: &mut Fields,
    template: &Template,
) -> LineScan {
    // SAFETY: handed out by the scanner only where the features were found.
    unsafe { scan_here(bytes, start, fields, template) }
}

pub(super) fn available() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("popcnt")
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn scan_here(bytes: &[u8], start: usize, fields: &mut Fields, template: &Template) -> LineScan {
    scan_line::<Avx2>(bytes, start, fields, template)
}

/// The classes; their methods may run only where [`available`] says so.
pub(super) struct Avx2;

// SAFETY of all calls below: the type is used by `scan` and by tests that asked `available` first.
impl Classes for Avx2 {
    #[inline(always)]
    fn masks(block: &Block) -> Masks {
        unsafe { masks(block) }
    }
    #[inline(always)]
    fn beyond_digits(block: &Block) -> u64 {
        unsafe { beyond_digits(block) }
    }
    #[inline(always)]
    fn differ(block: &Block, other: &Block) -> u64 {
        unsafe { differ(block, other) }
    }
}

type Halves = (__m256i, __m256i);

#[inline]
#[target_feature(enable = "avx2")]
fn load(block: &Block) -> Halves {
    let at = block.as_ptr();
    // SAFETY: both loads lie inside the 64 bytes of the block and need no alignment.
    unsafe {
        (
            _mm256_loadu_si256(at.cast()),
            _mm256_loadu_si256(at.add(32).cast()),
        )
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn all(byte: u8) -> __m256i {
    _mm256_set1_epi8(byte.cast_signed())
}

#[inline]
#[target_feature(enable = "avx2")]
fn equal(bytes: Halves, byte: u8) -> u64 {
    join((
        _mm256_cmpeq_epi8(bytes.0, all(byte)),
        _mm256_cmpeq_epi8(bytes.1, all(byte)),
    ))
}

/// The bytes that are at most `top`.
#[inline]
#[target_feature(enable = "avx2")]
fn at_most(bytes: Halves, top: u8) -> u64 {
    equal(
        (
            _mm256_max_epu8(bytes.0, all(top)),
            _mm256_max_epu8(bytes.1, all(top)),
        ),
        top,
    )
}

/// The top bits of all 64 bytes.
#[inline]
#[target_feature(enable = "avx2")]
fn join(bytes: Halves) -> u64 {
    let low = _mm256_movemask_epi8(bytes.0).cast_unsigned();
    let high = _mm256_movemask_epi8(bytes.1).cast_unsigned();
    u64::from(low) | u64::from(high) << 32
}

#[inline]
#[target_feature(enable = "avx2")]
fn masks(block: &Block) -> Masks {
    let bytes = load(block);
    let case = all(0x20);
    let either_case = (
        _mm256_or_si256(bytes.0, case),
        _mm256_or_si256(bytes.1, case),
    );
    Masks {
        quote: equal(bytes, b'"'),
        backslash: equal(bytes, b'\\'),
        open: equal(either_case, b'{'),
        close: equal(either_case, b'}'),
        colon: equal(bytes, b':'),
        newline: equal(bytes, b'\n'),
        control: at_most(bytes, 0x1F),
        high: join(bytes),
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn beyond_digits(block: &Block) -> u64 {
    let bytes = load(block);
    let zero = all(b'0');
    !at_most(
        (
            _mm256_sub_epi8(bytes.0, zero),
            _mm256_sub_epi8(bytes.1, zero),
        ),
        9,
    )
}

#[inline]
#[target_feature(enable = "avx2")]
fn differ(block: &Block, other: &Block) -> u64 {
    let (bytes, others) = (load(block), load(other));
    !join((
        _mm256_cmpeq_epi8(bytes.0, others.0),
        _mm256_cmpeq_epi8(bytes.1, others.1),
    ))
}
