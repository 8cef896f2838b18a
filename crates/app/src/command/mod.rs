//! What to do for each command.

mod iceberg;

use crate::arguments::{Arguments, Command};
use std::process::ExitCode;

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.command {
        Command::Iceberg(asked) => iceberg::iceberg(asked)?,
        Command::Audience(asked) => iceberg::audience(asked)?,
    }
    Ok(ExitCode::SUCCESS)
}
