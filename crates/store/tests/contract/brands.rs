//! Who is own.

use crate::build::*;
use rapport_model::{Account, BrandIndex, BrandTable, Post, ReplyTo};
use rapport_store::{BrandsSet, Direction};

on_both_engines!(
    setting_the_same_table_again_changes_nothing,
    a_table_gives_directions_and_takes_them_away,
    a_table_reads_back_as_it_was_set,
    without_a_table_the_files_own_word_counts,
    a_handle_learned_late_turns_verdicts,
    a_handle_alone_is_linked_when_an_id_shows_it,
    a_reply_to_oneself_by_handle_is_a_thread,
);

fn setting_the_same_table_again_changes_nothing(fresh: &mut Fresh) {
    ingest(&mut fresh.store, &[post("1", "lumen", "hello")]);
    let table = brands(&[("id-lumen", "", "Lumen")]);
    assert_eq!(
        fresh.store.set_brands(BY, &table).unwrap(),
        BrandsSet::Changed
    );
    assert_eq!(
        fresh.store.set_brands(BY, &table).unwrap(),
        BrandsSet::Unchanged
    );
    check(fresh);
}

fn a_table_gives_directions_and_takes_them_away(fresh: &mut Fresh) {
    ingest(
        &mut fresh.store,
        &[post("1", "lumen", "hello"), post("2", "ana", "hello")],
    );
    fresh
        .store
        .set_brands(BY, &brands(&[("", "Lumen", "Lumen")]))
        .unwrap();
    assert_eq!(fresh.post("1").brand, Some(BrandIndex(0)));
    assert_eq!(fresh.post("2").direction, Direction::Inbound);
    check(fresh);
    fresh.store.set_brands(BY, &BrandTable::default()).unwrap();
    assert_eq!(fresh.post("2").direction, Direction::Outbound);
    check(fresh);
}

fn a_table_reads_back_as_it_was_set(fresh: &mut Fresh) {
    let table = brands(&[("id-lumen", "Lumen", "Lumen"), ("", "mira", "Mira")]);
    fresh.store.set_brands(BY, &table).unwrap();
    assert_eq!(fresh.reader().brands().unwrap().rows(), table.rows());
}

fn without_a_table_the_files_own_word_counts(fresh: &mut Fresh) {
    let says = |inbound, post| Post {
        inbound: Some(inbound),
        ..post
    };
    ingest(
        &mut fresh.store,
        &[
            says(true, reply("1", "ana", "9", Some("lumen"), "help")),
            says(false, reply("2", "lumen", "1", None, "sure")),
        ],
    );
    assert_eq!(fresh.post("1").direction, Direction::Inbound);
    assert_eq!(fresh.mates("1"), ["1", "2"]);
    check(fresh);
}

fn a_handle_learned_late_turns_verdicts(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(
            BY,
            &brands(&[("id-lumen", "", "Lumen"), ("id-ask", "", "Lumen")]),
        )
        .unwrap();
    let by_handle = ReplyTo {
        author_handle: Some("askLUMEN".into()),
        ..ReplyTo::default()
    };
    ingest(
        &mut fresh.store,
        &[
            post("1", "lumen", "@AskLumen can help"),
            Post {
                reply_to: Some(by_handle),
                ..post("2", "lumen", "well done")
            },
            post("3", "ana", "dear @asklumen"),
        ],
    );
    assert_eq!(fresh.verdict("1"), ("one_to_one", 5));
    assert_eq!(fresh.verdict("2"), ("one_to_one", 4));
    assert_eq!(fresh.post("3").brand, None);
    let author = Account {
        id: Some("id-ask".into()),
        handle: Some("AskLumen".into()),
        ..Account::default()
    };
    ingest(
        &mut fresh.store,
        &[Post {
            author,
            ..post("4", "ask", "here I am")
        }],
    );
    assert_eq!(fresh.verdict("1"), ("one_to_many", 6));
    assert_eq!(fresh.verdict("2"), ("one_to_many", 4));
    assert_eq!(fresh.post("3").brand, Some(BrandIndex(0)));
    check(fresh);
}

fn a_handle_alone_is_linked_when_an_id_shows_it(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(BY, &brands(&[("id-lumen", "", "Lumen")]))
        .unwrap();
    ingest(&mut fresh.store, &[post("1", "lumen", "@Ana hello")]);
    assert_eq!(check(fresh).profiles, 2);
    ingest(
        &mut fresh.store,
        &[reply("2", "ana", "1", Some("lumen"), "hello to you")],
    );
    assert_eq!(check(fresh).profiles, 2);
    assert_eq!(fresh.mates("1"), ["1", "2"]);
}

fn a_reply_to_oneself_by_handle_is_a_thread(fresh: &mut Fresh) {
    let to_lumen = ReplyTo {
        id: Some("1".into()),
        author_handle: Some("LUMEN".into()),
        ..ReplyTo::default()
    };
    ingest(
        &mut fresh.store,
        &[
            post("1", "lumen", "hello"),
            Post {
                reply_to: Some(to_lumen),
                ..post("2", "lumen", "@ana and more")
            },
        ],
    );
    assert_eq!(fresh.verdict("2"), ("one_to_many", 4));
    check(fresh);
}
