//! Texts that are meant to break something, the same on both engines.

use crate::build::*;
use rapport_model::{Account, Post, ReplyTo};

on_both_engines!(
    nul_becomes_a_replacement_character,
    ten_megabytes_go_in,
    floods_and_overrides_go_in_as_they_are,
    endless_names_go_in,
    a_post_without_an_author_is_stored,
);

fn nul_becomes_a_replacement_character(fresh: &mut Fresh) {
    let nul = Post {
        author: Account {
            id: Some("i\0".into()),
            handle: Some("h\0".into()),
            name: Some("n\0".into()),
            followers: None,
        },
        lang: Some("e\0".into()),
        reply_to: Some(ReplyTo {
            id: Some("r\0".into()),
            author_id: Some("a\0".into()),
            author_handle: Some("b\0".into()),
        }),
        links: vec!["l\0".into()],
        ..post("1\0", "x", "a\0b")
    };
    ingest(&mut fresh.store, &[nul]);
    let stored = fresh.post("1\0").post;
    assert_eq!(stored.text, "a\u{fffd}b");
    assert_eq!(stored.external_id, "1\u{fffd}");
    assert_eq!(stored.links, ["l\u{fffd}"]);
    assert_eq!(stored.author.name.as_deref(), Some("n\u{fffd}"));
    check(fresh);
}

fn ten_megabytes_go_in(fresh: &mut Fresh) {
    let text = "ğ".repeat(5 << 20);
    let huge = Post {
        lang: Some(text.clone()),
        links: vec![text.clone()],
        ..post("1", "lumen", &text)
    };
    ingest(&mut fresh.store, &[huge, post("2", "lumen", "hello")]);
    assert_eq!(fresh.post("1").post.text, text);
    assert_eq!(check(fresh).posts, 2);
}

fn floods_and_overrides_go_in_as_they_are(fresh: &mut Fresh) {
    let texts = [
        "a\u{200d}".repeat(100_000),
        "e\u{301}".repeat(100_000),
        "\u{202e}gnp.exe".into(),
        "\u{feff}@ana".into(),
    ];
    let posts: Vec<Post> = (1..)
        .zip(&texts)
        .map(|(n, text)| post(&n.to_string(), "lumen", text))
        .collect();
    ingest(&mut fresh.store, &posts);
    for posted in &posts {
        assert_eq!(&fresh.post(&posted.external_id).post.text, &posted.text);
    }
    check(fresh);
}

fn endless_names_go_in(fresh: &mut Fresh) {
    let long = "x".repeat(1 << 20);
    let to = ReplyTo {
        id: Some(format!("{long}1")),
        author_id: Some(long.clone()),
        author_handle: Some(long.clone()),
    };
    let author = Account {
        id: Some(long.clone()),
        handle: Some(long.clone()),
        name: Some(long.clone()),
        followers: None,
    };
    let first = Post {
        author: author.clone(),
        ..post(&format!("{long}1"), "x", "@ana hello")
    };
    let second = Post {
        author,
        reply_to: Some(to),
        ..post(&format!("{long}2"), "x", &format!("@{long} hello"))
    };
    ingest(&mut fresh.store, &[second, first]);
    assert_eq!(fresh.verdict(&format!("{long}2")), ("one_to_one", 4));
    assert_eq!(check(fresh).posts, 2);
}

fn a_post_without_an_author_is_stored(fresh: &mut Fresh) {
    ingest(
        &mut fresh.store,
        &[Post {
            author: Account::default(),
            ..post("1", "x", "hello")
        }],
    );
    assert_eq!(fresh.post("1").post.author, Account::default());
    check(fresh);
}
