//! Where the store is: what was asked, and what it means.

use crate::arguments::PlaceArguments;
use anyhow::Context;
use rapport_store::Location;

/// Name of the folder in the platform's place for data.
const FOLDER: &str = "rapport";

/// The location that the options name. A database wins over a data folder that is only the default.
pub(crate) fn location(place: PlaceArguments) -> anyhow::Result<Location> {
    match place {
        PlaceArguments {
            data: Some(_),
            database: Some(_),
        } => {
            anyhow::bail!("--data and --database name two stores: give one of them")
        }
        PlaceArguments {
            database: Some(url),
            ..
        } => Ok(Location::Postgres(url)),
        PlaceArguments {
            data: Some(folder), ..
        } => Ok(Location::DataDir(folder)),
        PlaceArguments {
            data: None,
            database: None,
        } => {
            let base = dirs::data_dir()
                .context("this platform names no folder for data: give one by --data DIR")?;
            Ok(Location::DataDir(base.join(FOLDER)))
        }
    }
}
