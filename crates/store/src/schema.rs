//! The schema, as a list of steps that only ever grows.
//!
//! Each step commits together with its number, so that a crash leaves the version before it whole. Texts that are keys
//! compare by their bytes on both engines.

use crate::StoreError;
use crate::engine::{Engine, schema_words};

/// A step, and what either engine needs beside it.
pub(crate) struct Step {
    shared: &'static str,
    sqlite_only: &'static str,
    postgres_only: &'static str,
}

/// Every step so far.
pub(crate) const STEPS: &[Step] = &[
    Step {
        shared: include_str!("schema/0001_posts.sql"),
        sqlite_only: include_str!("schema/0001_words_sqlite.sql"),
        postgres_only: "",
    },
    Step {
        shared: include_str!("schema/0002_accounts.sql"),
        sqlite_only: "",
        postgres_only: "",
    },
    Step {
        shared: include_str!("schema/0003_reading.sql"),
        sqlite_only: include_str!("schema/0003_words_sqlite.sql"),
        postgres_only: include_str!("schema/0003_words_postgres.sql"),
    },
];

/// Brings the database to the newest version, or refuses one that is newer than this.
pub(crate) fn migrate(engine: &mut Engine) -> Result<(), StoreError> {
    migrate_by(engine, STEPS)
}

/// [`migrate`] with given steps.
pub(crate) fn migrate_by(engine: &mut Engine, steps: &[Step]) -> Result<(), StoreError> {
    let found = known_version(engine, steps)?;
    let mut number = 0;
    for step in steps {
        number += 1;
        if number > found {
            engine.transaction(|tx| take(tx, step, number))?;
        }
    }
    Ok(())
}

/// The version that the database has, refused if it is newer than the steps.
pub(crate) fn known_version(engine: &mut Engine, steps: &[Step]) -> Result<i64, StoreError> {
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let found = version(engine)?;
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    Ok(found)
}

fn take(tx: &mut Engine, step: &Step, number: i64) -> Result<(), StoreError> {
    tx.script("create table if not exists schema_version (version bigint not null)")?;
    // Another process may have taken the step while this one waited for its turn.
    if tx.number("select max(version) from schema_version", &[])? >= number {
        return Ok(());
    }
    tx.script(&schema_words(step.shared, tx.is_sqlite()))?;
    tx.script(if tx.is_sqlite() {
        step.sqlite_only
    } else {
        step.postgres_only
    })?;
    tx.execute(
        "insert into schema_version (version) values ($1)",
        &[number.into()],
    )?;
    Ok(())
}

/// The version that the database has; 0 if it is empty.
pub(crate) fn version(engine: &mut Engine) -> Result<i64, StoreError> {
    let there = if engine.is_sqlite() {
        "select count(*) from sqlite_master where name = 'schema_version'"
    } else {
        "select count(*) from information_schema.tables
         where table_schema = current_schema() and table_name = 'schema_version'"
    };
    if engine.number(there, &[])? == 0 {
        return Ok(0);
    }
    engine.number("select max(version) from schema_version", &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh() -> (tempfile::TempDir, Engine) {
        let folder = tempfile::tempdir().unwrap();
        let engine = Engine::open_file(&folder.path().join("rapport.db")).unwrap();
        (folder, engine)
    }

    fn a_broken_step_leaves_nothing(engine: &mut Engine) {
        let broken = Step {
            shared: "create table half (id bigint); insert into nowhere values (1);",
            sqlite_only: "",
            postgres_only: "",
        };
        // Broken at the first step, and at the one after the last.
        for whole in [0, STEPS.len()] {
            let mut steps: Vec<Step> = STEPS.iter().take(whole).map(|s| Step { ..*s }).collect();
            steps.push(Step { ..broken });
            assert!(migrate_by(engine, &steps).is_err());
            assert_eq!(version(engine).unwrap(), i64::try_from(whole).unwrap());
            assert!(engine.number("select count(*) from half", &[]).is_err());
        }
        migrate(engine).unwrap();
    }

    #[test]
    fn a_step_that_fails_leaves_the_version_before_it_whole() {
        a_broken_step_leaves_nothing(&mut fresh().1);
    }

    #[test]
    fn a_step_that_fails_leaves_the_version_before_it_whole_on_postgres() {
        let database = crate::testing::Database::fresh();
        let crate::Location::Postgres(url) = database.location() else {
            return;
        };
        a_broken_step_leaves_nothing(&mut Engine::connect(&url).unwrap());
    }

    #[test]
    fn a_newer_schema_is_refused() {
        let (_folder, mut engine) = fresh();
        migrate(&mut engine).unwrap();
        engine
            .script("insert into schema_version (version) values (99)")
            .unwrap();
        let refused = migrate(&mut engine).unwrap_err();
        assert!(
            matches!(refused, StoreError::NewerSchema { found: 99, .. }),
            "{refused}"
        );
    }
}
