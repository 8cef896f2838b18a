//! Figures and the description.

use crate::support::*;
use axum::body::Body;
use axum::http::Method;

#[tokio::test]
async fn figures_are_for_who_may_see_them() {
    let (place, ada) = Place::ready().await;
    let everyone = everyone(&ada).await;
    let analyst = place.user(&ada, "bo", "analyst", &[&everyone]).await;
    assert_eq!(
        place.anybody().get("/metrics").await.problem(),
        (401, "not-signed-in")
    );
    assert_eq!(
        analyst.get("/metrics").await.problem(),
        (403, "not-allowed")
    );
    assert_eq!(ada.get("/metrics").await.status, 200);
}

#[tokio::test]
async fn answers_are_counted_by_route_and_never_by_what_was_asked() {
    let (_place, ada) = Place::ready().await;
    for path in [
        "/api/posts/777777",
        "/api/posts/888888",
        "/api/posts?q=verysecretword",
        "/api/nosuchplace",
        "/nosuchpage",
    ] {
        ada.get(path).await;
    }
    ada.send(ada.request(
        Method::from_bytes(b"INVENTED").unwrap(),
        "/api/posts",
        Body::empty(),
    ))
    .await;
    let text = ada.get("/metrics").await.text;
    let line = r#"rapport_http_answers_total{method="GET",route="/api/posts/{id}",status="404"} 2"#;
    assert!(text.contains(line), "{text}");
    assert!(text.contains("rapport_posts 131"), "{text}");
    for secret in [
        "777777",
        "888888",
        "verysecretword",
        "nosuch",
        "INVENTED",
        "desk.example",
        "Ada",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn the_description_is_for_everybody() {
    let place = Place::empty();
    let described = place.anybody().get("/api/openapi.json").await;
    assert_eq!(described.status, 200);
    assert_eq!(
        described.body,
        serde_json::to_value(rapport_serve::description()).unwrap()
    );
}
