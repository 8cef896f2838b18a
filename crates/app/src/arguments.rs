//! What was asked, as it was written.

use clap::{Args, Parser, Subcommand};
use rapport_capture::{ColumnMap, Format, Options};
use rapport_measure::iceberg;
use std::path::PathBuf;

/// Listening, care, studies and measurement for those who speak for an organisation in public.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) place: PlaceArguments,
    #[command(flatten)]
    pub(crate) log: LogArguments,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the store is.
#[derive(Debug, Args)]
pub(crate) struct PlaceArguments {
    /// The data folder; by default the platform's
    #[arg(long, global = true, env = "RAPPORT_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// A PostgreSQL database instead of the embedded one
    #[arg(
        long,
        global = true,
        env = "RAPPORT_DATABASE",
        hide_env_values = true,
        value_name = "postgres://…"
    )]
    pub(crate) database: Option<String>,
    /// A file of settings; check-config shows what it may hold
    #[arg(long, global = true, env = "RAPPORT_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// What the server writes to its log.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct LogArguments {
    /// text for people, json for programs
    #[arg(long, global = true, env = "RAPPORT_LOG_FORMAT", value_name = "FORMAT")]
    pub(crate) log_format: Option<LogFormat>,
    /// error, warn, info, debug (every answer) or trace
    #[arg(long, global = true, env = "RAPPORT_LOG", value_name = "LEVEL")]
    pub(crate) log_level: Option<String>,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// Lines for people
    Text,
    /// An object a line
    Json,
}

impl std::fmt::Display for LogFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            LogFormat::Text => "text",
            LogFormat::Json => "json",
        })
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Measure what share of posts was said to one person: of archives as they are, or of the store
    Iceberg(IcebergArguments),
    /// Print audience and rule of each outbound post, in the order of the file
    Audience(AudienceArguments),
    /// Take archives into the store; killed at any moment, it goes on where it stopped
    Import(ImportArguments),
    /// Search what is stored: the newest posts that match, as JSON Lines
    Posts(PostsArguments),
    /// Write every stored post, as JSON Lines or CSV
    Export(ExportArguments),
    /// Prove that the store is whole: integrity, figures against facts
    Check(CheckArguments),
    /// Copy the store into a new file while others go on using it, and verify the copy
    Backup(BackupArguments),
    /// Make a store of a backup, in a data folder that has none
    Restore(RestoreArguments),
    /// List the records that could not be read, as JSON Lines, or try them again
    Rejects(RejectsArguments),
    /// Set or list the brand table
    #[command(subcommand)]
    Brands(BrandsCommand),
    /// Set or list what was spent, to stand beside what was posted
    #[command(subcommand)]
    Budgets(BudgetsCommand),
    /// List who has access, or make a one-time link for somebody who lost theirs
    #[command(subcommand)]
    Users(UsersCommand),
    /// Serve the interface and the API
    Serve(ServeArguments),
    /// Print the settings that hold, and where each comes from
    CheckConfig(ServeArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    #[command(flatten)]
    pub(crate) read: FormatArguments,
    /// Who is own: sets the brand table before the posts come in
    #[arg(long, value_name = "FILE")]
    pub(crate) brands: Option<PathBuf>,
    /// Archives, packed or not; - is standard input
    #[arg(required = true, value_name = "ARCHIVE")]
    pub(crate) archives: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// jsonl or csv
    #[arg(long, default_value = "jsonl")]
    pub(crate) format: ExportFormat,
}

/// How posts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ExportFormat {
    /// Rapport's own JSON Lines: nothing is lost
    Jsonl,
    /// The columns that `rapport import` reads from CSV
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BackupArguments {
    /// Where the copy goes; nothing is overwritten
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    /// What rapport backup wrote
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RejectsArguments {
    /// Read them again and take in what can be read now
    #[arg(long)]
    pub(crate) retry: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BrandsCommand {
    /// Set the brand table; direction, audience and conversations of all posts follow
    Set {
        /// account_id and/or screen_name, brand, industry, network, competitor
        file: PathBuf,
    },
    /// Print the brand table as CSV
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BudgetsCommand {
    /// Set the budgets
    Set {
        /// quarter, brand, one_to_many, one_to_one
        file: PathBuf,
    },
    /// Print the budgets as CSV
    List,
}

#[derive(Debug, Args)]
pub(crate) struct PostsArguments {
    /// Words that all stand in the post; "in quotes" a phrase; -word one that does not, behind --
    #[arg(value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// A brand by its name
    #[arg(long)]
    pub(crate) brand: Option<String>,
    /// An industry by its name: all its brands
    #[arg(long)]
    pub(crate) industry: Option<String>,
    /// A profile by its id: what it wrote
    #[arg(long, value_name = "ID")]
    pub(crate) profile: Option<String>,
    /// A contact by its id
    #[arg(long, value_name = "ID")]
    pub(crate) contact: Option<String>,
    /// inbound or outbound
    #[arg(long)]
    pub(crate) direction: Option<String>,
    /// one_to_one or one_to_many
    #[arg(long)]
    pub(crate) audience: Option<String>,
    /// A language code; und is not determined
    #[arg(long, value_name = "CODE")]
    pub(crate) language: Option<String>,
    /// A network by its name
    #[arg(long)]
    pub(crate) network: Option<String>,
    /// The kind of post: post, reply, repost, quote, message, …
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// The first day that counts
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// The first day that no longer counts
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// Whose days count, such as Europe/Prague
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// Leave out reposts
    #[arg(long)]
    pub(crate) exclude_reposts: bool,
    /// How many at most
    #[arg(long, default_value = "50", value_name = "NUMBER")]
    pub(crate) limit: usize,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UsersCommand {
    /// Print every user as JSON Lines
    List,
    /// Print a link with which a user joins, or sets a new password
    Link {
        /// The address that the user signs in with
        email: String,
    },
}

#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ServeArguments {
    /// Address and port, 127.0.0.1:8080 by itself; port 0 takes a free one
    #[arg(long, env = "RAPPORT_LISTEN", value_name = "ADDRESS")]
    pub(crate) listen: Option<std::net::SocketAddr>,
    /// A proxy stands before it and says by X-Forwarded-For who calls
    #[arg(long, env = "RAPPORT_BEHIND_PROXY", num_args = 0..=1, default_missing_value = "true", value_name = "true|false")]
    pub(crate) behind_proxy: Option<bool>,
    /// The largest file that may be dropped in the browser, in bytes; 8 GiB by itself
    #[arg(long, env = "RAPPORT_UPLOAD_BYTES_MAX", value_name = "BYTES")]
    pub(crate) upload_bytes_max: Option<u64>,
    /// Requests that one caller may make in a second; 100 by itself
    #[arg(long, env = "RAPPORT_REQUESTS_PER_SECOND", value_name = "NUMBER")]
    pub(crate) requests_per_second: Option<std::num::NonZeroU32>,
}

/// What archives are.
#[derive(Debug, Args)]
pub(crate) struct FormatArguments {
    /// The format, if it is not to be told by looking: jsonl, json, x-archive, mastodon, csv, twcs
    #[arg(long = "as", value_name = "FORMAT")]
    pub(crate) read_as: Option<Format>,
    /// The columns of a CSV: id_str=COLUMN,created_at=COLUMN,…,network=NAME
    #[arg(long, value_name = "NAME=COLUMN,…")]
    pub(crate) map: Option<ColumnMap>,
}

/// How archives are measured.
#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    #[command(flatten)]
    pub(crate) archives: FormatArguments,
    /// Who is own: account_id and/or screen_name, brand, industry
    #[arg(long, value_name = "FILE")]
    pub(crate) brands: Option<PathBuf>,
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
    /// Archives, packed or not; - is standard input; none for what the store holds
    #[arg(value_name = "ARCHIVE")]
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

impl FormatArguments {
    pub(crate) fn options(&self) -> Options {
        Options {
            format: self.read_as,
            map: self.map.clone(),
        }
    }
}

impl QuestionArguments {
    pub(crate) fn asked(&self) -> iceberg::Asked<'_> {
        iceberg::Asked {
            by: &self.by,
            from: self.from.as_deref(),
            to: self.to.as_deref(),
            exclude_reposts: self.exclude_reposts,
            zone: Some(&self.zone),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct AudienceArguments {
    #[command(flatten)]
    pub(crate) read: ReadArguments,
    /// Archives, packed or not; - is standard input
    #[arg(required = true, value_name = "ARCHIVE")]
    pub(crate) archives: Vec<PathBuf>,
}
