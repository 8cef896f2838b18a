//! Files that are dropped in the browser: received, taken in, set aside, stopped.

use crate::support::*;
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

const SOME: &str = concat!(
    r#"{"network":"x","id":"1","created_at":"2025-05-01T10:00:00Z","author":{"id":"7"},"text":"one"}"#,
    "\n",
    "no record\n",
    r#"{"network":"x","id":"2","created_at":"2025-05-01T11:00:00Z","author":{"id":"7"},"text":"two"}"#,
    "\n",
    r#"{"network":"x","id":"1","created_at":"2025-05-01T10:00:00Z","author":{"id":"7"},"text":"one"}"#,
    "\n",
);

async fn drop_file(client: &Client, name: &str, bytes: impl Into<Body>) -> Answer {
    let path = format!("/api/imports?name={name}");
    client
        .send(client.request(Method::POST, &path, bytes.into()))
        .await
}

/// Waits until an import has ended.
async fn ended(client: &Client, id: &str) -> Value {
    for _ in 0..2_000 {
        let job = client.get(&format!("/api/imports/{id}")).await.body;
        if !job["ended_at"].is_null() {
            return job;
        }
        tokio::task::yield_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("the import does not end");
}

#[tokio::test]
async fn a_file_that_is_dropped_ends_in_the_store() {
    let place = Place::empty();
    let ada = place.set_up().await;
    let place = Listening::start(place).await;
    let head = "POST /api/imports?name=may%20posts.jsonl\ncontent-type: application/octet-stream";
    let (status, queued) = place.send(&ada, head, SOME.as_bytes()).await;
    assert_eq!(status, 202, "{queued}");
    let queued: Value = serde_json::from_str(&queued).unwrap();
    assert_eq!(
        (&queued["name"], &queued["by"]["name"]),
        (&json!("may posts.jsonl"), &json!("Ada"))
    );
    let job = ended(&ada, queued["id"].as_str().unwrap()).await;
    assert_eq!(job["state"], "finished", "{job}");
    assert_eq!(
        (
            &job["posts_new"],
            &job["posts_seen_again"],
            &job["rejected"]
        ),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(
        (&job["bytes_total"], &job["bytes_read"]),
        (&json!(SOME.len()), &json!(SOME.len()))
    );
    assert_eq!(ada.get("/api/status").await.body["posts"], 2);
    let folder = place.stop().await;
    assert_eq!(
        std::fs::read_dir(folder.path().join("incoming"))
            .unwrap()
            .count(),
        0
    );
}

#[tokio::test]
async fn what_was_set_aside_is_shown_with_its_place_and_reason() {
    let place = Place::empty();
    let ada = place.set_up().await;
    let _place = Listening::start(place).await;
    let id = drop_file(&ada, "may.jsonl", SOME).await.text_at("/id");
    ended(&ada, &id).await;
    let rejects = ada.get(&format!("/api/imports/{id}/rejects")).await;
    let [reject] = rejects.list("rejects") else {
        panic!("{}", rejects.text)
    };
    assert_eq!(
        (&reject["line"], &reject["raw"]),
        (&json!(2), &json!("no record"))
    );
    assert!(!reject["reason"].as_str().unwrap().is_empty());
    assert_eq!(rejects.body["next"], Value::Null);
    let wrong = ada.get(&format!("/api/imports/{id}/rejects?after=x")).await;
    assert_eq!(wrong.problem(), (400, "bad-question"));
}

#[tokio::test]
async fn an_unreadable_file_fails_with_a_reason_in_the_words_of_who_dropped_it() {
    let place = Place::empty();
    let ada = place.set_up().await;
    let place = Listening::start(place).await;
    let packed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3].as_slice();
    for (name, bytes) in [
        ("holiday.jpg", b"\xff\xd8\xff\xe0 JFIF".as_slice()),
        ("letter.txt", b"dear sir or madam\n"),
        ("posts.zip", b"PK\x03\x04 cut off"),
        ("posts.gz", packed),
        ("numbers.csv", b"a,b\n1,2\n"),
    ] {
        let id = drop_file(&ada, name, bytes).await.text_at("/id");
        let job = ended(&ada, &id).await;
        assert_eq!(job["state"], "failed", "{job}");
        let error = job["error"].as_str().unwrap();
        assert!(error.contains(name), "{name}: {error}");
        let folder = place.folder().to_str().unwrap();
        assert!(
            !error.contains(folder) && !error.contains("incoming"),
            "{error}"
        );
    }
    let folder = place.stop().await;
    assert_eq!(
        std::fs::read_dir(folder.path().join("incoming"))
            .unwrap()
            .count(),
        0
    );
}

#[tokio::test]
async fn a_file_that_is_too_large_leaves_nothing() {
    let (place, ada) = Place::ready().await;
    let most = usize::try_from(UPLOAD_BYTES_MAX).unwrap();
    let answer = drop_file(&ada, "posts.jsonl", vec![b'x'; most + 1]).await;
    assert_eq!(answer.problem(), (413, "too-large"));
    assert_eq!(ada.get("/api/imports").await.body, json!({"imports": []}));
    assert_eq!(place.incoming(), Vec::<String>::new());
    assert_eq!(
        drop_file(&ada, "posts.jsonl", vec![b'x'; most])
            .await
            .status,
        202
    );
}

#[tokio::test]
async fn a_file_that_breaks_off_leaves_nothing() {
    let (place, ada) = Place::ready().await;
    let pieces = [
        Ok("{\"net"),
        Err(std::io::Error::other("the line went dead")),
    ];
    let body = Body::from_stream(tokio_stream::iter(pieces));
    let answer = drop_file(&ada, "posts.jsonl", body).await;
    assert_eq!(answer.problem(), (400, "bad-question"));
    assert_eq!(place.incoming(), Vec::<String>::new());
}

#[tokio::test]
async fn a_file_without_a_name_or_content_is_refused() {
    let (place, ada) = Place::ready().await;
    let long = "x".repeat(201);
    for (name, bytes) in [("", "x"), ("%20", "x"), (&*long, "x"), ("posts.jsonl", "")] {
        assert_eq!(drop_file(&ada, name, bytes).await.fields(), ["name"]);
    }
    let unnamed = ada.request(Method::POST, "/api/imports", Body::from("x"));
    assert_eq!(ada.send(unnamed).await.problem(), (400, "bad-question"));
    assert_eq!(place.incoming(), Vec::<String>::new());
}

#[tokio::test]
async fn the_name_of_a_file_is_only_what_it_is_called() {
    let (place, ada) = Place::ready().await;
    let queued = drop_file(&ada, "..%2F..%2Fetc%2Fpasswd%00", SOME).await;
    assert_eq!(queued.status, 202);
    assert!(queued.text_at("/name").starts_with("../../etc/passwd"));
    assert_eq!(place.incoming().len(), 1);
}

#[tokio::test]
async fn a_file_that_waits_can_be_stopped_and_is_gone() {
    let (place, ada) = Place::ready().await;
    let id = drop_file(&ada, "posts.jsonl", SOME).await.text_at("/id");
    let path = format!("/api/imports/{id}");
    assert_eq!(ada.delete(&path).await.status, 204);
    assert_eq!(ada.get(&path).await.body["state"], "stopped");
    assert_eq!(place.incoming(), Vec::<String>::new());
    assert_eq!(ada.delete(&path).await.problem(), (409, "conflict"));
    assert_eq!(
        ada.delete("/api/imports/999").await.problem(),
        (404, "not-found")
    );
    let place = Listening::start(place).await;
    let next = drop_file(&ada, "more.jsonl", SOME).await.text_at("/id");
    ended(&ada, &next).await;
    assert_eq!(ada.get(&path).await.body["posts_new"], 0);
    place.stop().await;
}

#[tokio::test]
async fn a_file_queued_before_a_restart_is_taken_in_after_it() {
    let (place, ada) = Place::ready().await;
    let id = drop_file(&ada, "posts.jsonl", SOME).await.text_at("/id");
    let place = Place::at(place.folder);
    let again = place.anybody();
    let form = json!({"email": "ada@desk.example", "password": PASSWORD});
    assert_eq!(again.post("/api/session", form).await.status, 200);
    std::fs::write(place.folder.path().join("incoming/orphan"), "x").unwrap();
    let place = Listening::start(place).await;
    assert_eq!(ended(&again, &id).await["state"], "finished");
    let folder = place.stop().await;
    assert_eq!(
        std::fs::read_dir(folder.path().join("incoming"))
            .unwrap()
            .count(),
        0
    );
}

#[tokio::test]
async fn the_same_file_again_brings_nothing_new() {
    let place = Place::empty();
    let ada = place.set_up().await;
    let _place = Listening::start(place).await;
    for expected in [2, 0] {
        let id = drop_file(&ada, "posts.jsonl", SOME).await.text_at("/id");
        assert_eq!(ended(&ada, &id).await["posts_new"], expected);
    }
    let imports = ada.get("/api/imports").await;
    assert_eq!(imports.list("imports").len(), 2);
    assert_eq!(
        imports.body["imports"][0]["posts_seen_again"], 3,
        "the latest first"
    );
}
