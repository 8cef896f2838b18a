//! The classes of a block by AVX-512: one register, and comparisons that yield masks by themselves.
#![expect(
    unsafe_code,
    reason = "vector loads, and calls of functions that need AVX-512; each says why it is sound"
)]

use super::block::{Block, Classes, Masks};
use super::fields::Fields;
use super::line::{LineScan, scan_line};
use super::template::Template;
use std::arch::x86_64::{
    __m512i, _mm512_cmpeq_epi8_mask, _mm512_cmpgt_epu8_mask, _mm512_cmplt_epu8_mask,
    _mm512_cmpneq_epi8_mask, _mm512_loadu_epi8, _mm512_movepi8_mask, _mm512_or_si512,
    _mm512_set1_epi8, _mm512_sub_epi8,
};

/// The line scan compiled for AVX-512.
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
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("popcnt")
}

#[target_feature(enable = "avx512f,avx512bw,bmi1,bmi2,lzcnt,popcnt")]
fn scan_here(bytes: &[u8], start: usize, fields: &mut Fields, template: &Template) -> LineScan {
    scan_line::<Avx512>(bytes, start, fields, template)
}

/// The classes; their methods may run only where [`available`] says so.
pub(super) struct Avx512;

// SAFETY of all calls below: the type is used by `scan` and by tests that asked `available` first.
impl Classes for Avx512 {
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

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn load(block: &Block) -> __m512i {
    // SAFETY: the load takes the 64 bytes of the block and needs no alignment.
    unsafe { _mm512_loadu_epi8(block.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn all(byte: u8) -> __m512i {
    _mm512_set1_epi8(byte.cast_signed())
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn masks(block: &Block) -> Masks {
    let bytes = load(block);
    let either_case = _mm512_or_si512(bytes, all(0x20));
    Masks {
        quote: _mm512_cmpeq_epi8_mask(bytes, all(b'"')),
        backslash: _mm512_cmpeq_epi8_mask(bytes, all(b'\\')),
        open: _mm512_cmpeq_epi8_mask(either_case, all(b'{')),
        close: _mm512_cmpeq_epi8_mask(either_case, all(b'}')),
        colon: _mm512_cmpeq_epi8_mask(bytes, all(b':')),
        newline: _mm512_cmpeq_epi8_mask(bytes, all(b'\n')),
        control: _mm512_cmplt_epu8_mask(bytes, all(0x20)),
        high: _mm512_movepi8_mask(bytes),
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn beyond_digits(block: &Block) -> u64 {
    _mm512_cmpgt_epu8_mask(_mm512_sub_epi8(load(block), all(b'0')), all(9))
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn differ(block: &Block, other: &Block) -> u64 {
    _mm512_cmpneq_epi8_mask(load(block), load(other))
}
