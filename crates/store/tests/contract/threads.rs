//! Threads, trees and conversations, in whatever order their posts come.

use crate::build::*;
use rapport_model::{Kind, Post};
use rapport_store::{Direction, Location};

on_both_engines!(
    a_late_parent_decides_its_thread,
    a_late_parent_merges_conversations,
    replies_to_an_absent_post_are_one_tree,
    a_reply_to_itself_speaks_for_itself,
    a_ring_of_two_ends_nowhere,
    a_ring_that_is_opened_again_follows_its_beginning,
    below_an_unknown_parent_the_oldest_speaks,
    the_contact_is_the_addressee_even_without_posts,
    a_brand_that_answers_late_gives_its_brand_to_the_question,
    broadcasts_reposts_and_talk_among_own_profiles_are_no_conversations,
    a_long_thread_newest_first_is_near_linear,
    a_long_thread_with_its_beginning_last_turns_at_once,
    a_thread_in_swapped_pairs_is_near_linear,
);

fn lumen() -> rapport_model::BrandTable {
    brands(&[("id-lumen", "", "Lumen"), ("id-asklumen", "", "Lumen")])
}

fn a_late_parent_decides_its_thread(fresh: &mut Fresh) {
    fresh.store.set_brands(BY, &lumen()).unwrap();
    ingest(
        &mut fresh.store,
        &[reply("4", "lumen", "3", Some("lumen"), "and more")],
    );
    ingest(
        &mut fresh.store,
        &[reply("3", "lumen", "2", Some("lumen"), "more")],
    );
    assert_eq!(fresh.verdict("4"), ("one_to_many", 4));
    ingest(
        &mut fresh.store,
        &[reply("2", "lumen", "1", Some("ana"), "sure")],
    );
    for id in ["2", "3", "4"] {
        assert_eq!(fresh.verdict(id), ("one_to_one", 4));
    }
    assert_eq!(fresh.mates("4"), ["2", "3", "4"]);
    check(fresh);
}

fn a_late_parent_merges_conversations(fresh: &mut Fresh) {
    fresh.store.set_brands(BY, &lumen()).unwrap();
    ingest(
        &mut fresh.store,
        &[reply("3", "lumen", "2", Some("ana"), "sure")],
    );
    ingest(
        &mut fresh.store,
        &[reply("2", "ana", "1", Some("lumen"), "help")],
    );
    ingest(
        &mut fresh.store,
        &[reply("4", "ana", "1", Some("lumen"), "help me")],
    );
    assert_eq!(fresh.mates("3"), ["2", "3", "4"]);
    ingest(&mut fresh.store, &[post("1", "lumen", "good morning")]);
    assert_eq!(fresh.mates("3"), ["2", "3", "4"]);
    assert_eq!(check(fresh).conversations, 1);
}

fn replies_to_an_absent_post_are_one_tree(fresh: &mut Fresh) {
    fresh.store.set_brands(BY, &lumen()).unwrap();
    ingest(
        &mut fresh.store,
        &[reply("2", "lumen", "1", Some("ana"), "sure")],
    );
    ingest(
        &mut fresh.store,
        &[
            reply("3", "lumen", "1", Some("ana"), "done"),
            reply("4", "lumen", "9", Some("ana"), "yes"),
        ],
    );
    assert_eq!(fresh.mates("2"), ["2", "3"]);
    assert_eq!(fresh.mates("4"), ["4"]);
    check(fresh);
}

fn a_reply_to_itself_speaks_for_itself(fresh: &mut Fresh) {
    ingest(
        &mut fresh.store,
        &[reply("1", "lumen", "1", Some("lumen"), "@ana hello")],
    );
    ingest(
        &mut fresh.store,
        &[reply("2", "lumen", "1", Some("lumen"), "hello")],
    );
    assert_eq!(fresh.verdict("1"), ("one_to_one", 4));
    assert_eq!(fresh.verdict("2"), ("one_to_many", 4));
    check(fresh);
}

fn a_ring_of_two_ends_nowhere(fresh: &mut Fresh) {
    ingest(
        &mut fresh.store,
        &[reply("1", "lumen", "2", Some("lumen"), "@ana hello")],
    );
    assert_eq!(fresh.verdict("1"), ("one_to_one", 4));
    ingest(
        &mut fresh.store,
        &[reply("3", "lumen", "1", Some("lumen"), "and so on")],
    );
    assert_eq!(fresh.verdict("3"), ("one_to_one", 4));
    ingest(
        &mut fresh.store,
        &[reply("2", "lumen", "1", Some("lumen"), "hello")],
    );
    assert_eq!(fresh.verdict("1"), ("one_to_one", 4));
    assert_eq!(fresh.verdict("2"), ("one_to_many", 4));
    assert_eq!(fresh.verdict("3"), ("one_to_many", 4));
    check(fresh);
}

fn a_ring_that_is_opened_again_follows_its_beginning(fresh: &mut Fresh) {
    let ring = [
        reply("1", "lumen", "3", Some("lumen"), "one"),
        reply("2", "lumen", "1", Some("lumen"), "@ana two"),
        reply("3", "lumen", "2", Some("lumen"), "three"),
    ];
    ingest(&mut fresh.store, &ring);
    assert_eq!(fresh.verdict("2"), ("one_to_one", 4));
    // The longer text of the first makes it a broadcast, from which the others follow.
    ingest(
        &mut fresh.store,
        &[reply("1", "lumen", "3", Some("lumen"), ".@everyone one")],
    );
    assert_eq!(fresh.verdict("1"), ("one_to_many", 3));
    assert_eq!(fresh.verdict("2"), ("one_to_many", 4));
    check(fresh);
}

fn below_an_unknown_parent_the_oldest_speaks(fresh: &mut Fresh) {
    ingest(
        &mut fresh.store,
        &[reply("3", "lumen", "2", Some("lumen"), "three")],
    );
    ingest(
        &mut fresh.store,
        &[reply("2", "lumen", "1", Some("lumen"), "@ana two")],
    );
    assert_eq!(fresh.verdict("3"), ("one_to_one", 4));
    assert_eq!(fresh.mates("3"), ["2", "3"]);
    check(fresh);
}

fn the_contact_is_the_addressee_even_without_posts(fresh: &mut Fresh) {
    fresh.store.set_brands(BY, &lumen()).unwrap();
    ingest(
        &mut fresh.store,
        &[reply("2", "lumen", "1", Some("ana"), "sure")],
    );
    assert_eq!(fresh.mates("2"), ["2"]);
    assert_eq!(check(fresh).profiles, 2);
}

fn a_brand_that_answers_late_gives_its_brand_to_the_question(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(
            BY,
            &brands(&[("id-lumen", "", "Lumen"), ("id-mira", "", "Mira")]),
        )
        .unwrap();
    ingest(&mut fresh.store, &[post("1", "ana", "does anybody know?")]);
    assert_eq!(fresh.post("1").conversation, None);
    ingest(
        &mut fresh.store,
        &[reply("4", "mira", "1", Some("ana"), "yes")],
    );
    assert_eq!(fresh.post("1").brand.unwrap().0, 1);
    ingest(
        &mut fresh.store,
        &[reply("3", "lumen", "1", Some("ana"), "we do")],
    );
    assert_eq!(fresh.post("1").brand.unwrap().0, 0);
    assert_eq!(fresh.mates("1"), ["1", "3"]);
    assert_eq!(fresh.mates("4"), ["4"]);
    check(fresh);
}

fn broadcasts_reposts_and_talk_among_own_profiles_are_no_conversations(fresh: &mut Fresh) {
    fresh.store.set_brands(BY, &lumen()).unwrap();
    let repost = Post {
        kind: Kind::Repost,
        ..reply("3", "lumen", "9", Some("ana"), "RT")
    };
    ingest(
        &mut fresh.store,
        &[
            post("1", "lumen", "good morning"),
            reply("2", "lumen", "9", Some("asklumen"), "well done"),
            repost,
            reply("4", "lumen", "9", Some("ana"), ".@ana for all to hear"),
        ],
    );
    for id in ["1", "2", "3", "4"] {
        assert_eq!(fresh.post(id).direction, Direction::Outbound);
        assert_eq!(fresh.mates(id), Vec::<String>::new(), "{id}");
    }
    assert_eq!(check(fresh).conversations, 0);
}

const LONG: usize = 20_000;

/// A thread of `LONG` posts; the oldest, number 0, says `first`.
fn long_thread(first: &str) -> Vec<Post> {
    let say = |n: usize| match n {
        0 => post("0", "lumen", first),
        _ => reply(
            &n.to_string(),
            "lumen",
            &(n - 1).to_string(),
            Some("lumen"),
            "and so on",
        ),
    };
    (0..LONG).map(say).collect()
}

/// CPU time that this thread has used.
fn cpu_ns() -> u64 {
    let figures = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    figures.split_whitespace().next().unwrap().parse().unwrap()
}

/// Imports in batches of 500 and makes sure that the last ones cost what the first ones cost. Where the engine is
/// another process there is nothing to measure here.
fn near_linear(fresh: &mut Fresh, posts: &[Post]) {
    let mut spent_ns = Vec::new();
    for batch in posts.chunks(500) {
        let begin = cpu_ns();
        ingest(&mut fresh.store, batch);
        spent_ns.push(cpu_ns() - begin);
    }
    let quarter = spent_ns.len() / 4;
    let median = |figures: &[u64]| {
        let mut figures = figures.to_vec();
        figures.sort_unstable();
        figures[figures.len() / 2]
    };
    let first = median(&spent_ns[..quarter]);
    let last = median(&spent_ns[spent_ns.len() - quarter..]);
    if matches!(fresh.location, Location::DataDir(_)) {
        // A cost that grows with the thread would be some seven times as high.
        assert!(
            last < first * 4,
            "a batch costs {first} ns at first, {last} ns at last"
        );
    }
}

fn a_long_thread_newest_first_is_near_linear(fresh: &mut Fresh) {
    let mut posts = long_thread("hello");
    posts.reverse();
    near_linear(fresh, &posts);
    let report = check(fresh);
    assert_eq!((report.posts, report.conversations), (LONG as u64, 0));
}

fn a_long_thread_with_its_beginning_last_turns_at_once(fresh: &mut Fresh) {
    let mut posts = long_thread("@ana hello");
    posts.reverse();
    for batch in posts.chunks(5_000) {
        ingest(&mut fresh.store, batch);
    }
    assert_eq!(fresh.verdict(&(LONG - 1).to_string()), ("one_to_one", 4));
    let report = check(fresh);
    assert_eq!((report.posts, report.conversations), (LONG as u64, 1));
}

fn a_thread_in_swapped_pairs_is_near_linear(fresh: &mut Fresh) {
    let posts = long_thread("hello");
    let mut swapped: Vec<Post> = posts[..LONG / 2].to_vec();
    for pair in posts[LONG / 2..].chunks(1_000) {
        let (first, second) = pair.split_at(500);
        swapped.extend_from_slice(second);
        swapped.extend_from_slice(first);
    }
    near_linear(fresh, &swapped);
    check(fresh);
}
