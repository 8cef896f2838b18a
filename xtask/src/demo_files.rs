//! `cargo xtask demo-files`: the demo world as files.

use crate::shell::announce;
use anyhow::{Context, Result};
use rapport_testkit::demo::DemoWorld;
use std::path::Path;

/// Everyone's demo is the same world.
const SEED: u64 = 7;

/// Writes `posts.jsonl`, `brands.csv` and `budget.csv` into a folder.
pub(crate) fn write(folder: &Path) -> Result<()> {
    announce(&format!("demo world → {}", folder.display()));
    DemoWorld::generate(SEED)
        .write_to(folder)
        .with_context(|| format!("cannot write the demo world to {}", folder.display()))
}
