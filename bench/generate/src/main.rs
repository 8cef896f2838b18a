//! Writes a year of 43 invented accounts: `archive.jsonl`, `archive.csv`, `brands.csv` and the exact `truth.csv`.
//!
//! `cargo run --release -- DIR [POSTS=1300000] [SEED=2015]`. The same arguments give the same bytes.

mod brands;
mod calendar;
mod dice;
mod people;
mod plan;
mod post;
mod text;
mod words;
mod write;

use dice::Dice;
use plan::Plan;
use post::Author;
use std::fs::{File, create_dir_all};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

const POSTS: usize = 1_300_000;
const SEED: u64 = 2015;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((folder, posts, seed)) = read(&arguments) else {
        eprintln!("usage: generate DIR [POSTS={POSTS}] [SEED={SEED}]");
        return ExitCode::from(2);
    };
    match generate(Path::new(folder), posts, seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read(arguments: &[String]) -> Option<(&str, usize, u64)> {
    match arguments {
        [folder] => Some((folder, POSTS, SEED)),
        [folder, posts] => Some((folder, posts.parse().ok()?, SEED)),
        [folder, posts, seed] => Some((folder, posts.parse().ok()?, seed.parse().ok()?)),
        _ => None,
    }
}

fn generate(folder: &Path, posts: usize, seed: u64) -> io::Result<()> {
    create_dir_all(folder)?;
    let mut dice = Dice::new(seed);
    let plan = Plan::draw(posts, &mut dice);
    std::fs::write(folder.join("brands.csv"), write::brand_table())?;
    std::fs::write(folder.join("truth.csv"), plan.truth())?;
    let mut lines = BufWriter::with_capacity(1 << 20, File::create(folder.join("archive.jsonl"))?);
    let mut table = BufWriter::with_capacity(1 << 20, File::create(folder.join("archive.csv"))?);
    table.write_all(write::COLUMNS.as_bytes())?;
    let mut author = Author::new(dice);
    let mut line = String::new();
    for slot in &plan.slots {
        let post = author.write(*slot);
        line.clear();
        write::json_line(&mut line, &post);
        lines.write_all(line.as_bytes())?;
        line.clear();
        write::csv_line(&mut line, &post);
        table.write_all(line.as_bytes())?;
    }
    lines.flush()?;
    table.flush()
}
