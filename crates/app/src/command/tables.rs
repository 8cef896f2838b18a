//! `rapport brands` and `rapport budgets`: the small tables that the owner keeps.

use super::open_existing;
use crate::arguments::{BrandsCommand, BudgetsCommand};
use rapport_capture::{Budget, read_brands, read_budgets, write_brands, write_budgets};
use rapport_store::{Location, Store};

pub(crate) fn brands(asked: BrandsCommand, location: &Location) -> anyhow::Result<()> {
    match asked {
        BrandsCommand::Set { file } => {
            let table = read_brands(&file)?;
            Store::open(location)?.set_brands(&table)?;
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
            let budgets: Vec<_> = read_budgets(&file)?.into_iter().map(stored).collect();
            Store::open(location)?.set_budgets(&budgets)?;
            println!("{} budgets", budgets.len());
        }
        BudgetsCommand::List => {
            let budgets = open_existing(location)?.reader()?.budgets()?;
            let budgets: Vec<_> = budgets.into_iter().map(written).collect();
            write_budgets(&budgets, std::io::stdout().lock())?;
        }
    }
    Ok(())
}

fn stored(budget: Budget) -> rapport_store::Budget {
    let Budget {
        quarter,
        brand,
        one_to_many,
        one_to_one,
    } = budget;
    rapport_store::Budget {
        quarter,
        brand,
        one_to_many,
        one_to_one,
    }
}

fn written(budget: rapport_store::Budget) -> Budget {
    let rapport_store::Budget {
        quarter,
        brand,
        one_to_many,
        one_to_one,
    } = budget;
    Budget {
        quarter,
        brand,
        one_to_many,
        one_to_one,
    }
}
