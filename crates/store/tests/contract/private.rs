//! Private conversations.

use crate::build::*;

on_both_engines!(
    fourteen_silent_days_end_a_conversation,
    a_post_that_lands_in_the_silence_joins_both_sides,
    each_pair_has_its_own,
);

fn fourteen_silent_days_end_a_conversation(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(BY, &brands(&[("id-lumen", "", "Lumen")]))
        .unwrap();
    ingest(
        &mut fresh.store,
        &[
            message("1", "ana", "lumen", 1),
            message("2", "lumen", "ana", 14),
            message("3", "ana", "lumen", 28),
        ],
    );
    assert_eq!(fresh.mates("1"), ["1", "2"]);
    assert_eq!(fresh.mates("3"), ["3"]);
    assert_eq!(fresh.verdict("2"), ("one_to_one", 1));
    check(fresh);
}

fn a_post_that_lands_in_the_silence_joins_both_sides(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(BY, &brands(&[("id-lumen", "", "Lumen")]))
        .unwrap();
    for (id, day) in [("1", 1), ("4", 40), ("3", 25), ("2", 13)] {
        ingest(&mut fresh.store, &[message(id, "ana", "lumen", day)]);
        check(fresh);
    }
    assert_eq!(fresh.mates("1"), ["1", "2", "3"]);
    assert_eq!(fresh.mates("4"), ["4"]);
    assert_eq!(check(fresh).conversations, 2);
}

fn each_pair_has_its_own(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(
            BY,
            &brands(&[("id-lumen", "", "Lumen"), ("id-asklumen", "", "Lumen")]),
        )
        .unwrap();
    ingest(
        &mut fresh.store,
        &[
            message("1", "ana", "lumen", 1),
            message("2", "ana", "asklumen", 1),
            message("3", "bo", "lumen", 1),
        ],
    );
    assert_eq!(check(fresh).conversations, 3);
}
