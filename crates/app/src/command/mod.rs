//! What to do for each command.

mod backup;
mod check;
mod export;
mod iceberg;
mod import;
mod posts;
mod serve;
mod tables;
mod users;

use crate::arguments::{Arguments, Command, ServeArguments};
use crate::clock;
use crate::config::Config;
use rapport_store::{By, Location, Store};
use std::process::ExitCode;

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments {
        place,
        log,
        command,
    } = arguments;
    // An archive is measured where it lies: no store is needed, so no settings are.
    let config = |serve: Option<&ServeArguments>| Config::read(place, serve, log);
    match command {
        Command::Iceberg(asked) if asked.archives.is_empty() => {
            iceberg::of_store(asked, config(None)?.location())?;
        }
        Command::Iceberg(asked) => iceberg::of_archives(asked)?,
        Command::Audience(asked) => iceberg::audience(asked)?,
        Command::Import(asked) => import::import(asked, &config(None)?.location())?,
        Command::Posts(asked) => posts::posts(asked, &config(None)?.location())?,
        Command::Export(asked) => export::export(&asked, config(None)?.location())?,
        Command::Check(asked) => return check::check(&asked, config(None)?.location()),
        Command::Backup(asked) => backup::backup(&asked, &config(None)?.location())?,
        Command::Restore(asked) => backup::restore(&asked, &config(None)?.location())?,
        Command::Rejects(asked) if asked.retry => import::retry(config(None)?.location())?,
        Command::Rejects(_) => import::list_rejects(config(None)?.location())?,
        Command::Brands(asked) => tables::brands(asked, &config(None)?.location())?,
        Command::Budgets(asked) => tables::budgets(asked, &config(None)?.location())?,
        Command::Users(asked) => users::users(asked, &config(None)?.location())?,
        Command::Serve(asked) => serve::serve(&config(Some(&asked))?)?,
        Command::CheckConfig(asked) => print!("{}", config(Some(&asked))?),
    }
    Ok(ExitCode::SUCCESS)
}

/// Whoever gives this command, now: somebody on the machine itself, and no user.
fn operator() -> By {
    By {
        user: None,
        at: clock::now(),
    }
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
