//! Deleted posts.

use crate::build::*;
use rapport_model::{Network, Post};

on_both_engines!(
    the_text_goes_and_the_fact_stays,
    what_is_buried_stays_buried,
    an_unknown_post_cannot_be_buried,
);

fn the_text_goes_and_the_fact_stays(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(BY, &brands(&[("id-lumen", "lumen", "Lumen")]))
        .unwrap();
    let shared = Post {
        links: vec!["https://a.example".into()],
        ..post("2", "ana", "shame on you, @lumen")
    };
    ingest(
        &mut fresh.store,
        &[post("1", "lumen", "@ana hello"), shared],
    );
    assert!(fresh.store.bury(&Network::X, "1").unwrap());
    assert!(fresh.store.bury(&Network::X, "2").unwrap());
    for id in ["1", "2"] {
        let stored = fresh.post(id);
        assert!(stored.deleted);
        assert_eq!(
            (stored.post.text.as_str(), stored.post.links.len()),
            ("", 0)
        );
    }
    assert_eq!(fresh.verdict("1"), ("one_to_one", 5));
    assert_eq!(fresh.mates("2"), ["2"]);
    assert_eq!(check(fresh).posts, 2);
}

fn what_is_buried_stays_buried(fresh: &mut Fresh) {
    let first = post("1", "lumen", "a word too much");
    ingest(&mut fresh.store, std::slice::from_ref(&first));
    fresh.store.bury(&Network::X, "1").unwrap();
    ingest(
        &mut fresh.store,
        &[first, post("1", "lumen", "a word too much, and more")],
    );
    assert_eq!(fresh.post("1").post.text, "");
    assert_eq!(fresh.count("select count(*) from post_versions"), 0);
    check(fresh);
}

fn an_unknown_post_cannot_be_buried(fresh: &mut Fresh) {
    assert!(!fresh.store.bury(&Network::X, "1").unwrap());
}
