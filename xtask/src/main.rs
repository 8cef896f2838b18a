//! `cargo xtask`: the developer's commands, one module each.
//!
//! They run other programs (cargo, npm, PostgreSQL, the browser) and say which; what a product does is not decided here.

mod api;
mod check;
mod demo;
mod demo_files;
mod interface;
mod layers;
mod machine;
mod postgres;
mod rust;
mod server;
mod shell;
mod tally;
mod test;
mod workspace;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use workspace::Workspace;

/// What a developer of Rapport runs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Install what the tests need and run every test
    Test {
        /// Only this part
        #[arg(long, value_enum)]
        only: Option<test::Part>,
    },
    /// The quick part: format, lints, docs, layers, the interface's types and style
    Check,
    /// Build everything, fill a fresh data folder with the demo world, print its iceberg, serve it
    Demo {
        /// The data folder to make anew [default: demo in the target folder]
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Where to listen
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
        listen: String,
    },
    /// Write the demo world's files: posts.jsonl, brands.csv, budget.csv
    DemoFiles {
        /// Where to; made if it is missing
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Prove that the rooms import only what the house allows
    Layers,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::DemoFiles { folder } => demo_files::write(&folder),
        Command::Test { only } => test::run(&Workspace::read()?, only),
        Command::Check => check::run(&Workspace::read()?),
        Command::Demo { data, listen } => demo::run(&Workspace::read()?, data, &listen),
        Command::Layers => layers::run(&Workspace::read()?),
    }
}
