//! `rapport backup` and `rapport restore`: the store as one file, and back.

use super::open_existing;
use crate::arguments::{BackupArguments, RestoreArguments};
use rapport_store::{Holdings, Location, Store};

pub(crate) fn backup(asked: &BackupArguments, location: &Location) -> anyhow::Result<()> {
    let held = open_existing(location)?.reader()?.backup(&asked.file)?;
    println!("{}: {}", asked.file.display(), wording(&held));
    Ok(())
}

pub(crate) fn restore(asked: &RestoreArguments, location: &Location) -> anyhow::Result<()> {
    let held = Store::restore(location, &asked.file)?;
    println!("restored {}: {}", asked.file.display(), wording(&held));
    Ok(())
}

fn wording(held: &Holdings) -> String {
    let Holdings {
        posts,
        profiles,
        conversations,
        rejects,
        bytes,
        generation,
    } = held;
    format!(
        "{posts} posts, {profiles} profiles, {conversations} conversations, {rejects} records set aside, \
        {bytes} bytes, generation {generation}"
    )
}
