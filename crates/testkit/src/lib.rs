//! What tests and demonstrations stand on: so far the [`demo`] world.
//!
//! The crate is a development dependency of the other rooms and the source of
//! `cargo xtask demo`. It speaks `rapport-model`'s words and knows none of its
//! rules: the world it writes is an input like any archive, and what is true of
//! it is checked from outside.

pub mod demo;
