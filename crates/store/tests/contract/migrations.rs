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

/// Takes a store back to what it was before posts were read in bounded steps: the second schema.
pub(crate) fn take_back_to_second_schema(fresh: &Fresh) {
    let words = match fresh.location {
        rapport_store::Location::DataDir(_) => {
            "create virtual table words using fts5 (keys, content = '', contentless_delete = 1,
                tokenize = \"ascii tokenchars '_.-@#*'\");
             insert into words (rowid, keys) select id, 'hello' from posts;"
        }
        rapport_store::Location::Postgres(_) => "",
    };
    fresh.tamper(&format!(
        "drop table words; drop table stock; drop table unindexed; {words}
         drop index posts_by_owner; drop index posts_by_contact; drop index conversations_by_contact;
         drop index profiles_by_contact; delete from schema_version where version > 2"
    ));
}

/// Takes a store back to what it was before there were accounts: the first schema.
pub(crate) fn take_back_to_first_schema(fresh: &Fresh) {
    take_back_to_second_schema(fresh);
    fresh.tamper(
        "drop table import_jobs; drop table audit; drop table sign_in_attempts;
    drop table api_tokens; drop table one_time_links; drop table sessions; drop table team_members;
    drop table team_brands; drop table teams; drop table users; drop table last_numbers;
    drop index rejects_of_imports; delete from schema_version where version = 2",
    );
}

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
    take_back_to_first_schema(fresh);
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
