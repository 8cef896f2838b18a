//! What the server is told.

use rapport_model::Timestamp;
use rapport_store::Location;
use std::num::NonZeroU32;
use std::path::PathBuf;

/// What the server is told; see [`crate::Opened::open`].
#[derive(Debug, Clone)]
pub struct Settings {
    /// The store.
    pub location: Location,
    /// The folder for files that are dropped in the browser, until they have been read.
    pub incoming: PathBuf,
    /// The largest file that may be dropped, in bytes.
    pub upload_bytes_max: u64,
    /// Requests that one caller may make in a second, over some time; bursts may be four times that.
    pub requests_per_second: NonZeroU32,
    /// Whether `X-Forwarded-For` says who calls: only behind a proxy that sets it.
    pub behind_proxy: bool,
    /// Tells the time.
    pub clock: fn() -> Timestamp,
}
