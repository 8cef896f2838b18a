//! Finds the few fields of a JSON line without parsing the rest.
//!
//! A line is read in blocks of 64 bytes. For each block a handful of bit masks says where the quotes, backslashes,
//! brackets and colons are; what lies inside strings is masked away; the brackets and colons that remain tell the
//! depth and the keys (the first stage of Langdale and Lemire, *Parsing Gigabytes of JSON per Second*, VLDB
//! Journal 28, 2019). Values that nobody asked for are skipped by structure and not validated; whatever looks
//! unusual makes the scan say so, and the caller parses that line in full.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod block;
mod fields;
mod line;
mod structure;
mod template;
mod value;

pub(crate) use fields::{Field, Fields, Form, Value};
pub(crate) use line::Scanner;
pub(crate) use template::Template;
