//! Archives as a whole: what a file is, how its bytes are cut, how its records are read.

mod chunks;
mod detect;
mod frame;
mod input;
mod reader;

pub use chunks::{Chunk, Chunks};
pub use detect::{Format, UnknownFormat};
pub use reader::{Item, Reader};

pub use crate::table::ColumnsError;
use crate::table::{ColumnMap, Columns};
use detect::Detected;
use frame::Framing;
use rapport_model::Account;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How to open an archive where looking is not enough.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format, if it is not to be told by looking.
    pub format: Option<Format>,
    /// The columns of a CSV of unknown layout.
    pub map: Option<ColumnMap>,
}

/// An archive could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file could not be read.
    #[error("cannot read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A zip without anything that is known.
    #[error(
        "{path} is a zip without data/tweets.js or outbox.json: give the archive as it was downloaded"
    )]
    EmptyZip {
        /// The file.
        path: PathBuf,
    },
    /// A zip that cannot be read.
    #[error("cannot read the zip {path}: {reason}")]
    Zip {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The content is none of the known formats.
    #[error("{path} is none of the known formats: {advice}")]
    Unknown {
        /// The file.
        path: PathBuf,
        /// What was seen and what to do.
        advice: String,
    },
    /// The columns of a CSV do not suffice.
    #[error("cannot read {path} as posts")]
    Columns {
        /// The file.
        path: PathBuf,
        /// What is missing.
        source: ColumnsError,
    },
}

/// An opened archive.
pub struct Archive {
    /// The path as given; `-` is standard input.
    pub name: String,
    /// What it was found to be.
    pub format: Format,
    /// Its bytes, cut at records.
    pub chunks: Chunks,
    /// Turns its chunks into posts.
    pub reader: Reader,
    /// Bytes on disk, packed as they are; none for a stream.
    pub size_bytes: Option<u64>,
    /// Tells its content from any other: a hash of its beginning, its middle, its end and its size.
    pub fingerprint: String,
    read_bytes: Arc<AtomicU64>,
}

impl Archive {
    /// Opens a file, or standard input for `-`, and looks at its first bytes.
    pub fn open(path: &Path, options: &Options) -> Result<Archive, OpenError> {
        let io = |source| OpenError::Io {
            path: path.to_owned(),
            source,
        };
        let mut input = input::open(path)?;
        let head = input.stream.peek().map_err(io)?;
        let fingerprint = input::fingerprint(path, head, input.size_bytes).map_err(io)?;
        let unknown = |advice| OpenError::Unknown {
            path: path.to_owned(),
            advice,
        };
        let Detected { format, delimiter } =
            detect::detect(head, input.member, options).map_err(unknown)?;
        let (framing, dialect) = match format {
            Format::JsonLines => (Framing::Lines, reader::Dialect::JsonLine),
            Format::Json => {
                let array = head.trim_ascii_start().starts_with(b"[");
                let framing = if array {
                    Framing::elements(b"")
                } else {
                    Framing::values()
                };
                (framing, reader::Dialect::JsonLine)
            }
            Format::XArchive => {
                // A bare tweets.js names nobody; all its posts are still one person's.
                let unnamed = || Account {
                    id: Some("owner".to_owned()),
                    ..Account::default()
                };
                let owner = input.owner.unwrap_or_else(unnamed);
                (Framing::elements(b"="), reader::Dialect::XArchive(owner))
            }
            Format::MastodonOutbox => (
                Framing::elements(b"\"orderedItems\""),
                reader::Dialect::MastodonOutbox,
            ),
            Format::Csv | Format::Twcs => {
                let columns =
                    Columns::read(head, delimiter, options.map.as_ref()).map_err(|source| {
                        OpenError::Columns {
                            path: path.to_owned(),
                            source,
                        }
                    })?;
                (
                    Framing::csv(delimiter),
                    reader::Dialect::Csv(Box::new(columns)),
                )
            }
        };
        Ok(Archive {
            name: path.display().to_string(),
            format,
            chunks: Chunks::new(input.stream, framing),
            reader: Reader::new(dialect),
            size_bytes: input.size_bytes,
            fingerprint,
            read_bytes: input.read_bytes,
        })
    }

    /// A counter of the packed bytes read so far, for a progress bar.
    pub fn read_bytes(&self) -> impl Fn() -> u64 + Send + 'static {
        let counter = Arc::clone(&self.read_bytes);
        move || counter.load(Ordering::Relaxed)
    }
}
