//! `rapport import` and `rapport rejects`: what goes into the store.

use super::{open_existing, operator};
use crate::arguments::ImportArguments;
use crate::progress::Progress;
use crate::rejects::write_reject;
use rapport_capture::{Archive, read_brands};
use rapport_flow::{Imported, Rejected, Retried};
use rapport_store::{Location, Store};
use std::io::Write;
use std::ops::ControlFlow;

pub(crate) fn import(asked: ImportArguments, location: &Location) -> anyhow::Result<()> {
    let options = asked.read.options();
    let brands = asked.brands.as_deref().map(read_brands).transpose()?;
    let archives = asked
        .archives
        .iter()
        .map(|path| Archive::open(path, &options));
    let archives = archives.collect::<Result<Vec<_>, _>>()?;
    let mut store = Store::open(location)?;
    if let Some(brands) = &brands {
        store.set_brands(operator(), brands)?;
    }
    for archive in archives {
        let name = archive.name.clone();
        let progress = Progress::of_bytes(archive.size_bytes, vec![archive.read_bytes()]);
        let Imported {
            new,
            seen_again,
            changed,
            rejected,
            resumed_at,
        } = rapport_flow::import(&mut store, archive, &mut |_| ControlFlow::Continue(()))?;
        drop(progress);
        if let Some(offset) = resumed_at {
            println!("{name}: went on at byte {offset}, where an earlier import stopped");
        }
        println!(
            "{name}: {new} new posts, {seen_again} seen again ({changed} of them changed), {rejected} set aside"
        );
    }
    Ok(())
}

/// Rejects read from the store at a time.
const PAGE: u32 = 500;

pub(crate) fn list_rejects(location: Location) -> anyhow::Result<()> {
    let mut reader = open_existing(&location)?.reader()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut after = 0;
    loop {
        let page = reader.rejects(after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for kept in &page {
            let rejected = Rejected {
                archive: &kept.source,
                line: kept.reject.line,
                byte_offset: kept.reject.byte_offset,
                reason: &kept.reject.reason,
                raw: &kept.reject.raw,
            };
            write_reject(&mut out, &rejected)?;
        }
    }
    out.flush()?;
    Ok(())
}

pub(crate) fn retry(location: Location) -> anyhow::Result<()> {
    let Retried { taken, kept } = rapport_flow::retry_rejects(&mut open_existing(&location)?)?;
    println!("{taken} records could be read now, {kept} stay set aside");
    Ok(())
}
