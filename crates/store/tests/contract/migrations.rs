//! Opening databases of other versions, and two writers at once.

use crate::build::*;
use crate::people::*;
use rapport_store::{Store, StoreError};

on_both_engines!(
    a_newer_schema_is_refused,
    opening_again_changes_nothing,
    two_writers_take_turns,
    a_store_of_before_there_were_accounts_is_taken_on,
);

/// Makes of a store what it was at schema 1.
pub(crate) const WITHOUT_ACCOUNTS: &str =
    "drop table import_jobs; drop table audit; drop table sign_in_attempts;
    drop table api_tokens; drop table one_time_links; drop table sessions; drop table team_members;
    drop table team_brands; drop table teams; drop table users; drop table last_numbers;
    drop index rejects_of_imports; delete from schema_version where version = 2";

fn a_newer_schema_is_refused(fresh: &mut Fresh) {
    fresh.tamper("insert into schema_version (version) values (99)");
    let refused = Store::open(&fresh.location).err().unwrap();
    assert!(
        matches!(refused, StoreError::NewerSchema { found: 99, .. }),
        "{refused}"
    );
}

fn opening_again_changes_nothing(fresh: &mut Fresh) {
    ingest(&mut fresh.store, &[post("1", "lumen", "hello")]);
    fresh.reopen();
    assert_eq!(check(fresh).posts, 1);
}

fn two_writers_take_turns(fresh: &mut Fresh) {
    let location = fresh.location.clone();
    let writers: Vec<_> = (0..2)
        .map(|writer| {
            let location = location.clone();
            std::thread::spawn(move || {
                let mut store = Store::open(&location).unwrap();
                for n in 0..20 {
                    let (id, to) = (n * 2 + writer, n * 2 + 1 - writer);
                    let post = reply(
                        &id.to_string(),
                        "lumen",
                        &to.to_string(),
                        Some("lumen"),
                        "hello",
                    );
                    ingest(&mut store, &[post]);
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().unwrap();
    }
    assert_eq!(check(fresh).posts, 40);
}

fn a_store_of_before_there_were_accounts_is_taken_on(fresh: &mut Fresh) {
    ingest(&mut fresh.store, &[post("1", "lumen", "hello")]);
    fresh.tamper(WITHOUT_ACCOUNTS);
    fresh.reopen();
    assert!(fresh.reader().needs_set_up().unwrap());
    admin(fresh);
    assert_eq!(check(fresh).posts, 1);
}

#[test]
fn the_bundled_sqlite_has_no_known_way_to_corrupt_a_log() {
    // Before 3.51.3 two connections could: https://sqlite.org/wal.html#walresetbug
    assert!(
        rusqlite::version_number() >= 3_051_003,
        "{}",
        rusqlite::version()
    );
}
