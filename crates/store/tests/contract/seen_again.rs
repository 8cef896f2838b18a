//! A post seen again is the same post.

use crate::build::*;
use crate::snapshot::exported;
use rapport_model::{Counters, Post};

on_both_engines!(
    a_post_seen_twice_is_stored_once,
    a_post_twice_in_a_batch_is_stored_once,
    the_same_id_on_another_network_is_another_post,
    counters_only_rise,
    the_longer_text_wins_in_either_order,
    missing_facts_are_filled,
    a_second_import_changes_nothing,
    a_reply_that_turns_out_late_joins_its_tree,
    history_is_the_same_in_either_order,
);

fn a_post_seen_twice_is_stored_once(fresh: &mut Fresh) {
    let posts = [post("1", "lumen", "hello")];
    assert_eq!(ingest(&mut fresh.store, &posts).new, 1);
    let again = ingest(&mut fresh.store, &posts);
    assert_eq!((again.new, again.seen_again, again.changed), (0, 1, 0));
    assert_eq!(check(fresh).posts, 1);
}

fn a_post_twice_in_a_batch_is_stored_once(fresh: &mut Fresh) {
    let done = ingest(
        &mut fresh.store,
        &[post("1", "lumen", "hello"), post("1", "lumen", "hello!")],
    );
    assert_eq!((done.new, done.seen_again, done.changed), (1, 1, 1));
    assert_eq!(check(fresh).posts, 1);
    assert_eq!(fresh.post("1").post.text, "hello!");
}

fn the_same_id_on_another_network_is_another_post(fresh: &mut Fresh) {
    let other = Post {
        network: rapport_model::Network::TWCS,
        ..post("1", "lumen", "hello")
    };
    ingest(&mut fresh.store, &[post("1", "lumen", "hello"), other]);
    assert_eq!(check(fresh).posts, 2);
}

fn liked(likes: i64, shares: i64) -> Post {
    let counters = Counters {
        likes: Some(likes),
        shares: Some(shares),
        ..Counters::default()
    };
    Post {
        counters,
        ..post("1", "lumen", "hello")
    }
}

fn counters_only_rise(fresh: &mut Fresh) {
    for sighting in [liked(1, 5), liked(4, 2), liked(0, 0)] {
        ingest(&mut fresh.store, &[sighting]);
    }
    assert_eq!(fresh.post("1").post.counters, liked(4, 5).counters);
    check(fresh);
}

fn the_longer_text_wins_in_either_order(fresh: &mut Fresh) {
    let (short, long) = (
        post("1", "lumen", "cut of…"),
        post("1", "lumen", "cut off no more"),
    );
    ingest(&mut fresh.store, std::slice::from_ref(&long));
    ingest(&mut fresh.store, std::slice::from_ref(&short));
    assert_eq!(fresh.post("1").post.text, long.text);
    let as_two = |post: &Post| Post {
        external_id: "2".into(),
        ..post.clone()
    };
    ingest(&mut fresh.store, &[as_two(&short)]);
    ingest(&mut fresh.store, &[as_two(&long)]);
    assert_eq!(fresh.post("2").post.text, long.text);
    check(fresh);
}

fn missing_facts_are_filled(fresh: &mut Fresh) {
    let full = Post {
        quote_of: Some("9".into()),
        links: vec!["https://a.example".into()],
        ..post("1", "lumen", "hello")
    };
    ingest(
        &mut fresh.store,
        &[Post {
            lang: None,
            ..post("1", "lumen", "hello")
        }],
    );
    assert_eq!(
        ingest(&mut fresh.store, std::slice::from_ref(&full)).changed,
        1
    );
    assert_eq!(
        ingest(
            &mut fresh.store,
            &[Post {
                lang: None,
                ..post("1", "lumen", "hello")
            }]
        )
        .changed,
        0
    );
    assert_eq!(fresh.post("1").post, full);
    check(fresh);
}

fn a_second_import_changes_nothing(fresh: &mut Fresh) {
    let posts: Vec<Post> = (1..60)
        .map(|n| {
            reply(
                &n.to_string(),
                ["lumen", "ana", "bo"][n % 3],
                &(n / 2).to_string(),
                None,
                "@ana hello",
            )
        })
        .collect();
    ingest(&mut fresh.store, &posts);
    let (before, report) = (exported(&fresh.store), check(fresh));
    let again = ingest(&mut fresh.store, &posts);
    assert_eq!((again.new, again.changed), (0, 0));
    assert_eq!((exported(&fresh.store), check(fresh)), (before, report));
}

fn a_reply_that_turns_out_late_joins_its_tree(fresh: &mut Fresh) {
    let bare = Post {
        reply_to: None,
        ..reply("2", "lumen", "1", None, "sure")
    };
    ingest(&mut fresh.store, &[post("1", "ana", "help"), bare]);
    assert_eq!(fresh.verdict("2"), ("one_to_many", 6));
    ingest(&mut fresh.store, &[reply("2", "lumen", "1", None, "sure")]);
    assert_eq!(fresh.verdict("2"), ("one_to_one", 4));
    // The other direction of the same exchange is another brand's, where everyone is own.
    assert_eq!(fresh.mates("2"), ["2"]);
    check(fresh);
}

fn history_is_the_same_in_either_order(fresh: &mut Fresh) {
    let sightings = [liked(1, 5), liked(4, 2), liked(4, 5)];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let id = format!("{}{}{}", order[0], order[1], order[2]);
        for place in order {
            ingest(
                &mut fresh.store,
                &[Post {
                    external_id: id.clone(),
                    ..sightings[place].clone()
                }],
            );
        }
    }
    // Three distinct sightings of each of three posts.
    assert_eq!(fresh.count("select count(*) from post_counters"), 9);
    assert_eq!(
        fresh.count("select count(distinct likes * 10 + shares) from post_counters"),
        3
    );
    assert_eq!(
        ingest(
            &mut fresh.store,
            &[Post {
                external_id: "012".into(),
                ..sightings[1].clone()
            }]
        )
        .changed,
        0
    );
    check(fresh);
}
