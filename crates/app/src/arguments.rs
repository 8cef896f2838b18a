//! What was asked, as it was written.

use clap::{Args, Parser, Subcommand};
use rapport_capture::{ColumnMap, Format};
use rapport_measure::iceberg;
use std::path::PathBuf;

/// Listening, care, studies and measurement for those who speak for an organisation in public.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Measure what share of posts was said to one person, from archives as they are
    Iceberg(IcebergArguments),
    /// Print audience and rule of each outbound post, in the order of the file
    Audience(AudienceArguments),
}

/// How archives are read.
#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    /// Who is own: account_id and/or screen_name, brand, industry
    #[arg(long, value_name = "FILE")]
    pub(crate) brands: Option<PathBuf>,
    /// The format, if it is not to be told by looking: jsonl, json, x-archive, mastodon, csv, twcs
    #[arg(long = "as", value_name = "FORMAT")]
    pub(crate) read_as: Option<Format>,
    /// The columns of a CSV: id_str=COLUMN,created_at=COLUMN,…,network=NAME
    #[arg(long, value_name = "NAME=COLUMN,…")]
    pub(crate) map: Option<ColumnMap>,
    /// Keep records that cannot be read, with line, byte offset and reason, as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct IcebergArguments {
    #[command(flatten)]
    pub(crate) read: ReadArguments,
    #[command(flatten)]
    pub(crate) question: QuestionArguments,
    /// Money spent: quarter,brand,one_to_many,one_to_one
    #[arg(long, value_name = "FILE")]
    pub(crate) budget: Option<PathBuf>,
    /// table, json, csv or svg
    #[arg(long, default_value = "table")]
    pub(crate) format: iceberg::Format,
    /// Archives, packed or not; - is standard input
    #[arg(required = true, value_name = "ARCHIVE")]
    pub(crate) archives: Vec<PathBuf>,
}

/// What is asked of an iceberg.
#[derive(Debug, Args)]
pub(crate) struct QuestionArguments {
    /// Split by brand, industry, profile, language, year, quarter, month, week
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "brand",
        value_name = "WORD,…"
    )]
    pub(crate) by: Vec<iceberg::Dimension>,
    /// The first day that counts
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// The first day that no longer counts
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// Leave out reposts
    #[arg(long)]
    pub(crate) exclude_reposts: bool,
    /// Whose days count, such as Europe/Prague
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    pub(crate) zone: String,
}

#[derive(Debug, Args)]
pub(crate) struct AudienceArguments {
    #[command(flatten)]
    pub(crate) read: ReadArguments,
    /// Archives, packed or not; - is standard input
    #[arg(required = true, value_name = "ARCHIVE")]
    pub(crate) archives: Vec<PathBuf>,
}
