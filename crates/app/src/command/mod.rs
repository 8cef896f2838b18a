//! What to do for each command.

mod backup;
mod check;
mod export;
mod iceberg;
mod import;
mod serve;
mod tables;

use crate::arguments::{Arguments, Command};
use crate::place::location;
use anyhow::Context;
use rapport_model::Timestamp;
use rapport_store::{By, Location, Store};
use std::process::ExitCode;
use std::time::SystemTime;

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { place, command } = arguments;
    match command {
        Command::Iceberg(asked) if asked.archives.is_empty() => {
            iceberg::of_store(asked, location(place)?)?;
        }
        Command::Iceberg(asked) => iceberg::of_archives(asked)?,
        Command::Audience(asked) => iceberg::audience(asked)?,
        Command::Import(asked) => import::import(asked, &location(place)?)?,
        Command::Export(asked) => export::export(&asked, location(place)?)?,
        Command::Check(asked) => return check::check(&asked, location(place)?),
        Command::Backup(asked) => backup::backup(&asked, &location(place)?)?,
        Command::Restore(asked) => backup::restore(&asked, &location(place)?)?,
        Command::Rejects(asked) if asked.retry => import::retry(location(place)?)?,
        Command::Rejects(_) => import::list_rejects(location(place)?)?,
        Command::Brands(asked) => tables::brands(asked, &location(place)?)?,
        Command::Budgets(asked) => tables::budgets(asked, &location(place)?)?,
        Command::Serve(asked) => serve::serve(&asked, location(place)?)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Whoever gives this command, now: somebody on the machine itself, and no user.
fn operator() -> anyhow::Result<By> {
    let since_1970 = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .context("the clock of this machine is before 1970: set it")?;
    let at = Timestamp(i64::try_from(since_1970.as_millis())?);
    Ok(By { user: None, at })
}

/// Opens a store that is there: a command that only reads makes no empty one at a mistyped place.
fn open_existing(location: &Location) -> anyhow::Result<Store> {
    if let Location::DataDir(folder) = location
        && !folder.join("rapport.db").exists()
    {
        anyhow::bail!(
            "there is no store in {}: import an archive first, or name another folder by --data",
            folder.display()
        );
    }
    Ok(Store::open(location)?)
}
