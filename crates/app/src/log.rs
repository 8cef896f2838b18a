//! Where the log goes: standard error, as lines for people or as JSON for programs.

use crate::arguments::LogFormat;
use anyhow::Context;
use tracing_subscriber::EnvFilter;

/// Begins to write the log.
pub(crate) fn begin(format: LogFormat, level: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(level).with_context(|| {
        format!("{level:?} is no level for the log: use error, warn, info, debug or trace")
    })?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let begun = match format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    begun.map_err(|error| anyhow::anyhow!("cannot begin the log: {error}"))
}
