//! The routes, in process, over a real store.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use rapport_model::Post;
use rapport_store::{Batch, Location, Position, Prepared, Source, Store};
use serde_json::{Value, json};
use tower::ServiceExt;

/// A store with three posts of one brand's profile, two of them replies, and one from a person.
fn place() -> (tempfile::TempDir, Router) {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::DataDir(folder.path().to_owned());
    let mut store = Store::open(&location).unwrap();
    let source = Source {
        name: "test".into(),
        fingerprint: "test".into(),
        format: "test".into(),
    };
    let import = store.begin_import(&source).unwrap().id;
    let posts: Vec<Prepared> = (1..=4).map(prepared).collect();
    let position = Position::default();
    store
        .ingest(&Batch {
            import,
            position,
            posts: &posts,
            rejects: &[],
            finished: true,
        })
        .unwrap();
    drop(store);
    let router = rapport_serve::router(location).unwrap();
    (folder, router)
}

fn prepared(id: u32) -> Prepared {
    let mut post = json!({
        "network": "x",
        "id": id.to_string(),
        "created_at": "2025-03-31T23:30:00Z",
        "author": {"id": "7", "handle": "Lumen"},
        "text": "hello",
        "inbound": id == 4,
    });
    if id == 4 {
        post["author"] = json!({"id": "9"});
    } else if id > 1 {
        post["reply_to"] = json!({"author_id": "9"});
    }
    let post: Post = serde_json::from_value(post).unwrap();
    Prepared {
        post,
        language: None,
        words: "hello".to_owned(),
    }
}

async fn get(router: Router, path: &str) -> (StatusCode, header::HeaderMap, Value) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    (parts.status, parts.headers, body)
}

#[tokio::test]
async fn health_counts_the_posts() {
    let (_folder, router) = place();
    let (status, _, body) = get(router, "/api/health").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!((&body["status"], &body["posts"]), (&json!("ok"), &json!(4)));
}

#[tokio::test]
async fn the_iceberg_is_split_as_asked() {
    let (_folder, router) = place();
    let (status, _, body) = get(router, "/api/iceberg?by=brand,quarter").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(body["inbound"], 1);
    let expected = json!([{"brand": "Lumen", "quarter": "2025-Q1", "posts": 3, "one_to_one": 2, "share": 0.6667, "low": 0.2077, "high": 0.9385}]);
    assert_eq!(body["rows"], expected);
}

#[tokio::test]
async fn a_zone_moves_posts_into_its_own_days() {
    let (_folder, router) = place();
    let (_, _, body) = get(router, "/api/iceberg?by=quarter&zone=Europe/Prague").await;
    assert_eq!(body["rows"][0]["quarter"], "2025-Q2");
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_a_problem_with_advice() {
    for (query, said) in [
        ("by=colour", "use brand, industry"),
        ("by=brand,brand", "twice"),
        ("from=yesterday", "2015-03-01"),
        ("from=2025-02-01&to=2025-01-01", "not before"),
        ("zone=Europe/Atlantis", "time zone"),
        ("exclude_reposts=perhaps", "exclude_reposts"),
    ] {
        let (_folder, router) = place();
        let (status, headers, body) = get(router, &format!("/api/iceberg?{query}")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
        assert!(
            body["detail"].as_str().unwrap().contains(said),
            "{query}: {body}"
        );
    }
}

#[tokio::test]
async fn an_unknown_address_of_the_api_is_a_problem() {
    let (_folder, router) = place();
    let (status, headers, body) = get(router, "/api/nothing").await;
    assert_eq!(
        (status, &body["status"]),
        (StatusCode::NOT_FOUND, &json!(404))
    );
    assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
}

#[tokio::test]
async fn every_answer_carries_the_policy() {
    for path in ["/", "/api/health", "/api/nothing", "/measure/iceberg"] {
        let (_folder, router) = place();
        let (_, headers, _) = get(router, path).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
    }
}
