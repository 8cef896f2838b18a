//! Which store this is.

use crate::build::*;
use crate::people::*;
use rapport_store::{Generation, Store};

on_both_engines!(
    a_store_keeps_its_generation,
    two_stores_differ,
    a_generation_that_was_taken_away_is_replaced,
    whoever_opens_first_decides,
);

fn generation(fresh: &Fresh) -> Generation {
    fresh.reader().generation().unwrap()
}

fn a_store_keeps_its_generation(fresh: &mut Fresh) {
    let before = generation(fresh);
    ingest(&mut fresh.store, &[post("1", "lumen", "hello")]);
    fresh.reopen();
    assert_eq!(generation(fresh), before);
    let text = before.to_string();
    assert_eq!(text.len(), 32, "{text}");
    assert!(text.chars().all(|c| c.is_ascii_hexdigit()), "{text}");
}

fn two_stores_differ(fresh: &mut Fresh) {
    assert_ne!(generation(fresh), generation(&sqlite()));
}

/// What docs/operating.md tells whoever restores a PostgreSQL database to do.
fn a_generation_that_was_taken_away_is_replaced(fresh: &mut Fresh) {
    let before = generation(fresh);
    let ada = admin(fresh);
    session(fresh, &ada, "session");
    fresh.reopen();
    assert!(is_in(fresh, "session"));
    fresh.tamper("delete from meta where name = 'generation'");
    assert!(fresh.reader().generation().is_err());
    fresh.reopen();
    assert_ne!(generation(fresh), before);
    assert!(!is_in(fresh, "session"), "it was opened in the old one");
}

fn whoever_opens_first_decides(fresh: &mut Fresh) {
    fresh.tamper("delete from meta where name = 'generation'");
    let opened: Vec<_> = (0..4)
        .map(|_| {
            let location = fresh.location.clone();
            std::thread::spawn(move || {
                let store = Store::open(&location).unwrap();
                store.reader().unwrap().generation().unwrap()
            })
        })
        .collect();
    for other in opened {
        assert_eq!(other.join().unwrap(), generation(fresh));
    }
}
