//! `rapport export`: every stored post.

use super::open_existing;
use crate::arguments::{ExportArguments, ExportFormat};
use rapport_capture::CsvPosts;
use rapport_model::{Post, Scope};
use rapport_store::{Location, Stored};
use serde::Serialize;
use std::io::Write;

/// A post in Rapport's own JSON Lines, with the mark of a tombstone.
#[derive(Serialize)]
struct Exported<'a> {
    #[serde(flatten)]
    post: &'a Post,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
}

pub(crate) fn export(asked: &ExportArguments, location: Location) -> anyhow::Result<()> {
    let mut reader = open_existing(&location)?.reader()?;
    let mut all = reader.within(&Scope::All)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match asked.format {
        ExportFormat::Jsonl => all.export(|Stored { post, deleted, .. }| {
            serde_json::to_writer(
                &mut out,
                &Exported {
                    post,
                    deleted: *deleted,
                },
            )?;
            Ok::<_, anyhow::Error>(out.write_all(b"\n")?)
        })?,
        ExportFormat::Csv => {
            let mut rows = CsvPosts::new(&mut out)?;
            all.export(|stored| Ok::<_, anyhow::Error>(rows.write(&stored.post)?))?;
            rows.finish()?;
        }
    }
    out.flush()?;
    Ok(())
}
