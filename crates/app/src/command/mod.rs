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
use rapport_store::{Location, Store};
use std::process::ExitCode;

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
