//! What the tests of the command line share: the program, a reference of the rules, invented archives.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

pub mod archive;
pub mod dice;
pub mod outbox;
pub mod program;
pub mod reference;
pub mod render;
pub mod trial;
