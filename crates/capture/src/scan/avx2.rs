//! The masks of a block by AVX2: two registers of 32 bytes.
#![expect(
    unsafe_code,
    reason = "vector loads, and calls of functions that need AVX2; each says why it is sound"
)]

use super::block::{BLOCK, Masks};
use super::line::{Fields, LineScan, scan_line};
use std::arch::x86_64::{
    __m256i, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_max_epu8, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_set1_epi8,
};

/// The line scan compiled for AVX2, if this processor has it.
pub(super) fn scanner() -> Option<fn(&[u8], usize, &mut Fields) -> LineScan> {
    available().then_some(|bytes, start, fields| {
        // SAFETY: this function is handed out only where the features were found.
        unsafe { scan(bytes, start, fields) }
    })
}

fn available() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]
fn scan(bytes: &[u8], start: usize, fields: &mut Fields) -> LineScan {
    // SAFETY: the closure runs inside this function, which has AVX2.
    scan_line(bytes, start, fields, |block| unsafe { classify(block) })
}

#[cfg(test)]
pub(super) fn classify_if_possible(block: &[u8; BLOCK]) -> Option<Masks> {
    // SAFETY: called only if the features are there.
    available().then(|| unsafe { classify(block) })
}

#[inline]
#[target_feature(enable = "avx2")]
fn classify(block: &[u8; BLOCK]) -> Masks {
    // SAFETY: both loads lie inside the 64 bytes of the block and need no alignment.
    let (low, high) = unsafe {
        let at = block.as_ptr();
        (
            _mm256_loadu_si256(at.cast()),
            _mm256_loadu_si256(at.add(32).cast()),
        )
    };
    let case = _mm256_set1_epi8(0x20);
    let (low_case, high_case) = (_mm256_or_si256(low, case), _mm256_or_si256(high, case));
    let top = _mm256_set1_epi8(0x1F);
    Masks {
        quote: equal(low, high, b'"'),
        backslash: equal(low, high, b'\\'),
        open: equal(low_case, high_case, b'{'),
        close: equal(low_case, high_case, b'}'),
        colon: equal(low, high, b':'),
        newline: equal(low, high, b'\n'),
        control: equal(_mm256_max_epu8(low, top), _mm256_max_epu8(high, top), 0x1F),
        high: join(low, high),
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn equal(low: __m256i, high: __m256i, byte: u8) -> u64 {
    let wanted = _mm256_set1_epi8(byte.cast_signed());
    join(
        _mm256_cmpeq_epi8(low, wanted),
        _mm256_cmpeq_epi8(high, wanted),
    )
}

/// The top bits of all 64 bytes.
#[inline]
#[target_feature(enable = "avx2")]
fn join(low: __m256i, high: __m256i) -> u64 {
    let low = _mm256_movemask_epi8(low).cast_unsigned();
    let high = _mm256_movemask_epi8(high).cast_unsigned();
    u64::from(low) | u64::from(high) << 32
}
