//! Lists of posts, conversations and contacts.

use crate::support::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn texts(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/api/posts?{query}")).await;
    assert_eq!(page.status, 200, "{query}: {}", page.text);
    let text = |post: &Value| post["text"].as_str().unwrap().to_owned();
    page.list("posts").iter().map(text).collect()
}

#[tokio::test]
async fn each_page_goes_on_where_the_one_before_ended() {
    let (_place, ada) = Place::ready().await;
    let (mut seen, mut times, mut after) = (BTreeSet::new(), Vec::new(), String::new());
    loop {
        let page = ada.get(&format!("/api/posts{after}")).await;
        assert!(page.list("posts").len() <= 50);
        for post in page.list("posts") {
            assert!(seen.insert(post["id"].to_string()), "twice: {post}");
            times.push(post["created_at"].to_string());
        }
        match page.body["next"].as_str() {
            Some(next) => after = format!("?after={next}"),
            None => break,
        }
    }
    assert_eq!(ada.get("/api/status").await.body["posts"], seen.len());
    assert!(times.is_sorted_by(|newer, older| newer >= older));
}

#[tokio::test]
async fn filters_narrow_a_list() {
    let (_place, ada) = Place::ready().await;
    for (query, expected) in [
        ("brand=Lumen&direction=inbound", 2),
        ("brand=Tide&direction=inbound", 3),
        ("audience=one_to_one", 5),
        ("kind=message", 4),
        ("kind=review", 0),
        ("network=mastodon", 0),
        ("industry=Lighting&q=sorry", 2),
        ("from=2025-01-01&to=2025-01-02&brand=Lumen", 24),
        (
            "from=2025-01-01&to=2025-01-02&brand=Lumen&zone=Asia/Tokyo",
            15,
        ),
        ("brand=Nobody", 0),
    ] {
        assert_eq!(texts(&ada, query).await.len(), expected, "{query}");
    }
}

#[tokio::test]
async fn words_a_phrase_and_what_must_not_stand_there_are_searched_for() {
    let (_place, ada) = Place::ready().await;
    assert_eq!(texts(&ada, "q=flickers").await, ["my lamp flickers"; 2]);
    assert_eq!(
        texts(&ada, "q=took%20undertow").await,
        ["the undertow took it"; 2]
    );
    assert_eq!(texts(&ada, "q=%22took%20undertow%22").await, [""; 0]);
    assert_eq!(
        texts(&ada, "q=undertow%20-sea%20-took").await,
        ["undertow again"]
    );
}

#[tokio::test]
async fn a_post_tells_what_is_known_of_it() {
    let (_place, ada) = Place::ready().await;
    let page = ada
        .get("/api/posts?kind=message&brand=Lumen&direction=outbound")
        .await;
    let post = &page.list("posts")[0];
    let id = post["id"].as_str().unwrap();
    assert_eq!(&ada.get(&format!("/api/posts/{id}")).await.body, post);
    for (field, expected) in [
        ("visibility", json!("private")),
        ("audience", json!("one_to_one")),
        ("brand", json!("Lumen")),
        ("created_at", json!("2025-03-31T23:40:00.000Z")),
        ("text", json!("we are sorry")),
        ("deleted", json!(false)),
        ("url", Value::Null),
    ] {
        assert_eq!(post[field], expected, "{field}");
    }
    assert_eq!(
        (&post["author"]["handle"], &post["author"]["own"]),
        (&json!("Lumen"), &json!(true))
    );
    assert_eq!(post["addressee"]["own"], false);
}

#[tokio::test]
async fn a_conversation_is_read_from_its_beginning() {
    let (_place, ada) = Place::ready().await;
    let page = ada
        .get("/api/posts?kind=message&brand=Tide&direction=inbound")
        .await;
    let id = page.text_at("/posts/0/conversation_id");
    let answer = ada.get(&format!("/api/conversations/{id}")).await;
    let conversation = &answer.body["conversation"];
    assert_eq!(
        (&conversation["brand"], &conversation["visibility"]),
        (&json!("Tide"), &json!("private"))
    );
    assert_eq!(
        (&conversation["inbound"], &conversation["outbound"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(answer.text_at("/posts/0/text"), "the undertow took it");
    assert_eq!(answer.text_at("/posts/1/text"), "we are sorry");
    assert_eq!(answer.body["next"], Value::Null);
}

#[tokio::test]
async fn a_contact_shows_how_each_conversation_began() {
    let (_place, ada) = Place::ready().await;
    let page = ada.get("/api/posts?q=again").await;
    let id = page.text_at("/posts/0/contact_id");
    let answer = ada.get(&format!("/api/contacts/{id}")).await;
    assert_eq!(answer.text_at("/contact/profiles/0/handle"), "bora");
    let opening = &answer.list("conversations")[0]["opening"];
    assert_eq!(opening["text"], "undertow again");
    assert_eq!(opening["direction"], "inbound");
}

#[tokio::test]
async fn a_question_that_cannot_be_answered_is_refused_with_advice() {
    let (_place, ada) = Place::ready().await;
    let long = format!("q={}", "x".repeat(1_001));
    for (query, said) in [
        ("direction=sideways", "inbound or outbound"),
        ("audience=all", "one_to_one"),
        ("kind=poem", "use one of"),
        ("network=%20", "network"),
        ("profile=Lumen", "profile"),
        ("profile=-1", "profile"),
        ("contact=9223372036854775808", "contact"),
        ("from=yesterday", "2015-03-01"),
        ("from=2025-02-30", "2025-02-30"),
        ("from=2025-02-01&to=2025-02-01", "not before"),
        ("zone=Europe/Atlantis", "time zone"),
        ("after=x", "next"),
        ("after=1_", "next"),
        ("after=1_99999999999999999999", "next"),
        ("exclude_reposts=1", "exclude_reposts"),
        ("limit=1000", "limit"),
        ("q=a&q=b", "q"),
        (&long, "1000"),
    ] {
        let answer = ada.get(&format!("/api/posts?{query}")).await;
        assert_eq!(answer.problem(), (400, "bad-question"), "{query}");
        assert!(
            answer.text_at("/detail").contains(said),
            "{query}: {}",
            answer.text
        );
    }
}

#[tokio::test]
async fn a_search_of_a_thousand_bytes_is_answered() {
    let (_place, ada) = Place::ready().await;
    for text in [
        "x".repeat(1_000),
        "a%20".repeat(500),
        "%22".repeat(1_000),
        "-a%20".repeat(300),
    ] {
        let answer = ada.get(&format!("/api/posts?q={text}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
}

#[tokio::test]
async fn what_is_no_id_is_an_id_that_nothing_has() {
    let (_place, ada) = Place::ready().await;
    for kind in ["posts", "conversations", "contacts", "imports"] {
        for id in [
            "0",
            "-1",
            "999999",
            "01",
            "x",
            "1%00",
            "%FF",
            "9223372036854775808",
            "1%2F..%2F2",
            "%20",
        ] {
            let answer = ada.get(&format!("/api/{kind}/{id}")).await;
            assert_eq!(answer.problem(), (404, "not-found"), "{kind}/{id}");
        }
    }
}
