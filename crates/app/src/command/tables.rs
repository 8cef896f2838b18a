//! `rapport brands` and `rapport budgets`: the small tables that the owner keeps.

use super::{open_existing, operator};
use crate::arguments::{BrandsCommand, BudgetsCommand};
use rapport_capture::{read_brands, read_budgets, write_brands, write_budgets};
use rapport_model::Scope;
use rapport_store::{Location, Store};

pub(crate) fn brands(asked: BrandsCommand, location: &Location) -> anyhow::Result<()> {
    match asked {
        BrandsCommand::Set { file } => {
            let table = read_brands(&file)?;
            Store::open(location)?.set_brands(operator(), &table)?;
            println!(
                "{} brands with {} profiles",
                table.brands().len(),
                table.rows().len()
            );
        }
        BrandsCommand::List => {
            let table = open_existing(location)?.reader()?.brands()?;
            write_brands(&table, std::io::stdout().lock())?;
        }
    }
    Ok(())
}

pub(crate) fn budgets(asked: BudgetsCommand, location: &Location) -> anyhow::Result<()> {
    match asked {
        BudgetsCommand::Set { file } => {
            let budgets = read_budgets(&file)?;
            Store::open(location)?.set_budgets(operator(), &budgets)?;
            println!("{} budgets", budgets.len());
        }
        BudgetsCommand::List => {
            let mut reader = open_existing(location)?.reader()?;
            let budgets = reader.within(&Scope::All)?.budgets()?;
            write_budgets(&budgets, std::io::stdout().lock())?;
        }
    }
    Ok(())
}
