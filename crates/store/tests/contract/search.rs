//! Full text: what is found, and that it stays findable whatever becomes of a post.

use crate::build::*;
use crate::migrations::take_back_to_second_schema;
use rapport_model::{Kind, Network, Post, Scope, Search, Timestamp};
use rapport_store::{Filter, Reader};

on_both_engines!(
    words_and_phrases_are_found_as_they_are_indexed,
    what_looks_like_a_question_is_a_word,
    a_longer_text_is_found_by_its_own_words,
    a_buried_post_is_found_by_its_facets_alone,
    a_post_that_moves_keeps_its_words_once_they_are_indexed_anew,
    words_of_an_older_store_are_indexed_anew,
);

fn found(reader: &mut Reader, filter: &Filter) -> Vec<String> {
    let mut all = reader.within(&Scope::All).unwrap();
    let page = all.posts(filter, None).unwrap();
    page.posts
        .into_iter()
        .map(|post| post.external_id)
        .collect()
}

fn holding(all: &[&str], none: &[&str]) -> Filter {
    let owned = |runs: &[&str]| runs.iter().map(ToString::to_string).collect();
    Filter {
        search: Search {
            all: owned(all),
            none: owned(none),
        },
        ..Filter::default()
    }
}

/// What flow does, with the words of these tests.
fn index_anew(fresh: &mut Fresh) -> usize {
    let texts = fresh.reader().unindexed(100).unwrap();
    let texts: Vec<_> = texts
        .into_iter()
        .map(|(id, text)| (id, text.clone(), text.to_lowercase()))
        .collect();
    fresh.store.index(&texts).unwrap();
    texts.len()
}

fn words_and_phrases_are_found_as_they_are_indexed(fresh: &mut Fresh) {
    ingest(
        &mut fresh.store,
        &[
            post("1", "lumen", "sıcak çay #kargo @ana"),
            post("2", "lumen", "kargo 🌊 çay sıcak"),
        ],
    );
    let mut reader = fresh.reader();
    let mut check = |all: &[&str], none: &[&str], expected: &[&str]| {
        assert_eq!(
            found(&mut reader, &holding(all, none)),
            expected,
            "{all:?} {none:?}"
        );
    };
    check(&["#kargo"], &[], &["1"]);
    check(&["kargo"], &[], &["2"]);
    check(&["çay", "@ana"], &[], &["1"]);
    check(&["sıcak çay"], &[], &["1"]);
    check(&["çay"], &["sıcak çay"], &["2"]);
    check(&[], &["🌊"], &["1"]);
    check(&["çay"], &[], &["2", "1"]);
    check(&["cay"], &[], &[]);
    check(&[" "], &[], &["2", "1"]);
}

fn what_looks_like_a_question_is_a_word(fresh: &mut Fresh) {
    ingest(&mut fresh.store, &[post("1", "lumen", "kargo")]);
    for odd in ["\"", "or", "not", "kargo*", "*", "keys", "near"] {
        let mut reader = fresh.reader();
        assert_eq!(
            found(&mut reader, &holding(&[odd], &[])),
            Vec::<String>::new(),
            "{odd}"
        );
    }
}

fn a_longer_text_is_found_by_its_own_words(fresh: &mut Fresh) {
    ingest(&mut fresh.store, &[post("1", "lumen", "short")]);
    ingest(&mut fresh.store, &[post("1", "lumen", "much longer")]);
    let mut reader = fresh.reader();
    assert_eq!(found(&mut reader, &holding(&["longer"], &[])), ["1"]);
    assert!(found(&mut reader, &holding(&["short"], &[])).is_empty());
}

fn a_buried_post_is_found_by_its_facets_alone(fresh: &mut Fresh) {
    ingest(
        &mut fresh.store,
        &[post("1", "lumen", "hello"), post("2", "lumen", "hello")],
    );
    fresh.store.bury(&Network::X, "1").unwrap();
    let mut reader = fresh.reader();
    assert_eq!(found(&mut reader, &holding(&["hello"], &[])), ["2"]);
    let kind = Some(Kind::Post);
    assert_eq!(
        found(
            &mut reader,
            &Filter {
                kind,
                ..holding(&[], &["hello"])
            }
        ),
        ["1"]
    );
}

fn a_post_that_moves_keeps_its_words_once_they_are_indexed_anew(fresh: &mut Fresh) {
    ingest(&mut fresh.store, &[post("1", "lumen", "the longest text")]);
    // Earlier, in another language, and without the words that stay.
    let again = Post {
        created_at: Timestamp(0),
        lang: Some("tr".into()),
        ..post("1", "lumen", "a text")
    };
    ingest(&mut fresh.store, &[again]);
    index_anew(fresh);
    let mut reader = fresh.reader();
    let turkish = Filter {
        language: Some("tr".into()),
        to: Some(Timestamp(1)),
        ..holding(&["longest text"], &[])
    };
    assert_eq!(found(&mut reader, &turkish), ["1"]);
    assert_eq!(index_anew(fresh), 0);
}

fn words_of_an_older_store_are_indexed_anew(fresh: &mut Fresh) {
    let posts: Vec<Post> = (1..=150)
        .map(|n| post(&n.to_string(), "lumen", "hello"))
        .collect();
    ingest(&mut fresh.store, &posts);
    take_back_to_second_schema(fresh);
    fresh.reopen();
    // As if killed after the first step.
    assert_eq!(index_anew(fresh), 100);
    fresh.reopen();
    assert_eq!(index_anew(fresh), 50);
    assert_eq!(index_anew(fresh), 0);
    let mut reader = fresh.reader();
    let mut all = reader.within(&Scope::All).unwrap();
    assert_eq!(all.count_posts(), 150);
    let page = all.posts(&holding(&["hello"], &[]), None).unwrap();
    assert_eq!(
        (page.posts.len(), page.posts[0].external_id.as_str()),
        (50, "150")
    );
    drop(all);
    check(fresh);
}
