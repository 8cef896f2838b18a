//! Copies of the embedded store.

use crate::build::*;
use crate::migrations::take_back_to_first_schema;
use crate::people::*;
use crate::snapshot::{exported, snapshot};
use rapport_model::{Network, Role};
use rapport_store::{Holdings, Location, Store, StoreError};
use std::path::Path;

fn filled() -> Fresh {
    let mut fresh = sqlite();
    let table = brands(&[("id-lumen", "", "Lumen")]);
    fresh.store.set_brands(BY, &table).unwrap();
    let posts = [
        post("1", "lumen", "hello"),
        reply("2", "ana", "1", Some("lumen"), "help"),
        reply("3", "lumen", "2", Some("ana"), "sure"),
    ];
    ingest(&mut fresh.store, &posts);
    fresh
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_keeps_the_generation_and_a_restore_replaces_it() {
    let fresh = filled();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    let held = fresh.reader().backup(&file).unwrap();
    assert_eq!(held.generation, fresh.reader().generation().unwrap());
    assert_eq!((held.posts, held.profiles), (3, 2));
    assert_eq!((held.conversations, held.rejects), (1, 0));
    assert_eq!(held.bytes, std::fs::metadata(&file).unwrap().len());

    let location = Location::DataDir(folder.path().join("data"));
    let restored = Store::restore(&location, &file).unwrap();
    let of_copy = restored.generation;
    assert_ne!(restored.generation, held.generation);
    let generation = held.generation;
    assert_eq!(
        Holdings {
            generation,
            ..restored
        },
        held
    );
    let store = Store::open(&location).unwrap();
    let mut reader = store.reader().unwrap();
    assert_eq!(reader.generation().unwrap(), of_copy);
    assert!(reader.check().unwrap().ok);
    assert_eq!(snapshot(&store), snapshot(&fresh.store));
    assert_eq!(exported(&store), exported(&fresh.store));
}

#[test]
fn a_restored_copy_does_not_honour_what_was_handed_out_before() {
    let mut fresh = filled();
    let ada = admin(&mut fresh);
    session(&mut fresh, &ada, "session");
    invited(&mut fresh, "bo", Role::Agent, &[]);
    let store = &mut fresh.store;
    store.add_token(BY, ada.id, &new_token("token")).unwrap();
    store.queue_import_job(BY, "a.zip", "in/1", 10).unwrap();
    store.note_failure("ada", BY.at).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    fresh.reader().backup(&file).unwrap();
    let location = Location::DataDir(folder.path().join("data"));
    Store::restore(&location, &file).unwrap();

    let mut copy = Store::open(&location).unwrap().reader().unwrap();
    assert_eq!(copy.signed_in(secret("session"), BY.at).unwrap(), None);
    assert_eq!(copy.token_bearer(secret("token"), BY.at).unwrap(), None);
    assert_eq!(copy.link(secret("bo"), BY.at).unwrap(), None);
    assert_eq!(copy.import_jobs(10).unwrap(), []);
    assert_eq!(copy.failures("ada").unwrap(), None);
    assert!(copy.credentials(&ada.email).unwrap().is_some());
    assert_eq!(copy.users().unwrap(), fresh.reader().users().unwrap());
    assert!(copy.check().unwrap().ok, "the audit came along whole");
    assert!(is_in(&fresh, "session") && token_works(&fresh, "token"));
}

#[test]
fn a_backup_of_before_there_were_accounts_is_restored() {
    let fresh = filled();
    let stored = snapshot(&fresh.store);
    take_back_to_first_schema(&fresh);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    fresh.reader().backup(&file).unwrap();
    let location = Location::DataDir(folder.path().join("data"));
    Store::restore(&location, &file).unwrap();
    let store = Store::open(&location).unwrap();
    assert!(store.reader().unwrap().check().unwrap().ok);
    assert_eq!(snapshot(&store), stored);
}

#[test]
fn nothing_is_left_beside_a_backup_or_a_restored_store() {
    let fresh = filled();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a?copy #1%");
    fresh.reader().backup(&file).unwrap();
    assert!(fresh.reader().backup(&file).is_err());
    let data = folder.path().join("data");
    Store::restore(&Location::DataDir(data.clone()), &file).unwrap();
    assert_eq!(names(folder.path()), ["a?copy #1%", "data"]);
    assert_eq!(names(&data), ["rapport.db"]);
}

#[test]
fn a_store_whose_figures_differ_from_its_posts_is_not_backed_up() {
    for damage in [
        "update rollups set inbound = inbound + 1 where outbound = 0",
        "update conversations set posts = posts + 1",
        "pragma foreign_keys = off; delete from networks",
        "delete from meta where name = 'generation'",
    ] {
        let fresh = filled();
        fresh.tamper(damage);
        let folder = tempfile::tempdir().unwrap();
        let refused = fresh
            .reader()
            .backup(&folder.path().join("copy"))
            .unwrap_err();
        assert!(matches!(refused, StoreError::Corrupt(_)), "{refused}");
        assert_eq!(names(folder.path()), [""; 0], "{damage}");
    }
}

#[test]
fn a_log_that_was_left_behind_is_not_played_into_another_store() {
    let fresh = filled();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    fresh.reader().backup(&file).unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("rapport.db-wal"), "of another store").unwrap();
    let refused = Store::restore(&Location::DataDir(data.clone()), &file).unwrap_err();
    assert!(
        matches!(&refused, StoreError::Exists { path } if path.ends_with("rapport.db-wal")),
        "{refused}"
    );
    assert_eq!(names(&data), ["rapport.db-wal"]);
}

#[test]
fn the_file_of_a_store_in_use_is_no_backup() {
    let fresh = filled();
    let Location::DataDir(data) = &fresh.location else {
        unreachable!("it is embedded");
    };
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = Location::DataDir(folder.path().join("data"));
    let refused = Store::restore(&elsewhere, &data.join("rapport.db")).unwrap_err();
    let said = refused.to_string();
    assert!(said.contains("rapport.db-wal holds a part of it"), "{said}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_text_that_was_buried_is_not_in_a_backup() {
    let mut fresh = filled();
    let text = "nobody should read this any more";
    // So long that it takes pages of its own, which are free afterwards.
    let long = format!("{text} ").repeat(1_000);
    ingest(&mut fresh.store, &[post("4", "ana", &long)]);
    fresh.store.bury(&Network::X, "4").unwrap();
    fresh.tamper("pragma wal_checkpoint(truncate)");
    let Location::DataDir(data) = &fresh.location else {
        unreachable!("it is embedded");
    };
    let holds = |file: &Path| {
        let bytes = std::fs::read(file).unwrap();
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    fresh.reader().backup(&file).unwrap();
    assert!(
        holds(&data.join("rapport.db")),
        "there is nothing to leave out"
    );
    assert!(!holds(&file));
}
