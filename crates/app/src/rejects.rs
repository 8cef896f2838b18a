//! Records set aside, kept as JSON Lines.

use anyhow::Context;
use base64::Engine;
use rapport_flow::Rejected;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes rejects to a file, or nowhere.
pub(crate) struct RejectFile(Option<BufWriter<File>>);

impl RejectFile {
    pub(crate) fn create(path: Option<&Path>) -> anyhow::Result<RejectFile> {
        let open = |path: &Path| {
            File::create(path).with_context(|| format!("cannot write {}", path.display()))
        };
        Ok(RejectFile(path.map(open).transpose()?.map(BufWriter::new)))
    }

    pub(crate) fn write(&mut self, rejected: &Rejected<'_>) -> std::io::Result<()> {
        self.0
            .as_mut()
            .map_or(Ok(()), |file| write_reject(file, rejected))
    }

    pub(crate) fn finish(self) -> std::io::Result<()> {
        self.0.map_or(Ok(()), |mut file| file.flush())
    }
}

/// One record and why it was set aside, as a line of JSON.
pub(crate) fn write_reject(out: &mut impl Write, rejected: &Rejected<'_>) -> std::io::Result<()> {
    // Bytes that are no text would be lost in JSON.
    let raw = match std::str::from_utf8(rejected.raw) {
        Ok(text) => ("raw", text.to_owned()),
        Err(_) => (
            "raw_base64",
            base64::engine::general_purpose::STANDARD.encode(rejected.raw),
        ),
    };
    let line = serde_json::json!({
        "file": rejected.archive,
        "line": rejected.line,
        "byte_offset": rejected.byte_offset,
        "reason": rejected.reason,
        raw.0: raw.1,
    });
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}
