//! Live events over the wire.

use crate::support::*;
use axum::body::Body;
use axum::http::Method;
use http_body_util::BodyExt;
use serde_json::{Value, json};

const POST: &[u8] = br#"{"network":"x","id":"1","created_at":"2025-05-01T10:00:00Z","author":{"id":"7"},"text":"one"}"#;

async fn drop_file(place: &Listening, ada: &Client) {
    let (status, text) = place
        .send(ada, "POST /api/imports?name=may.jsonl", POST)
        .await;
    assert_eq!(status, 202, "{text}");
}

/// Events up to the import's end, with the mark of the first and the last.
async fn until_finished(stream: &mut Stream) -> Vec<(String, String, Value)> {
    let mut events = Vec::new();
    loop {
        let (id, name, data) = stream.event().await.unwrap();
        let data: Value = serde_json::from_str(&data).unwrap();
        let finished = data["state"] == "finished";
        events.push((id, name, data));
        if finished {
            return events;
        }
    }
}

#[tokio::test]
async fn an_import_is_told_to_whoever_may_import_and_posts_to_everybody() {
    let (place, ada) = Place::ready().await;
    let lumen = team(&ada, "Lumen", &["Lumen"]).await;
    let everyone = everyone(&ada).await;
    let bo = place.user(&ada, "bo", "manager", &[&lumen]).await;
    let viewer = place.user(&ada, "vi", "viewer", &[&everyone]).await;
    let place = Listening::start(place).await;
    let mut adas = place.begin(&ada, "GET /api/events", b"").await;
    let mut others = [
        place.begin(&bo, "GET /api/events", b"").await,
        place.begin(&viewer, "GET /api/events", b"").await,
    ];
    assert_eq!(adas.status, 200);
    drop_file(&place, &ada).await;
    let events = until_finished(&mut adas).await;
    let names: Vec<&str> = events.iter().map(|(_, name, _)| &**name).collect();
    assert!(
        names.contains(&"import") && names.contains(&"posts"),
        "{names:?}"
    );
    let (_, _, last) = events.last().unwrap();
    assert_eq!(
        (&last["name"], &last["posts_new"]),
        (&json!("may.jsonl"), &json!(1))
    );
    place.stop().await;
    for other in &mut others {
        let mut told = Vec::new();
        while let Some((_, name, data)) = other.event().await {
            assert_eq!(data, "{}");
            told.push(name);
        }
        assert!(
            !told.is_empty() && told.iter().all(|name| name == "posts"),
            "{told:?}"
        );
    }
}

#[tokio::test]
async fn a_page_that_comes_back_hears_what_it_missed() {
    let (place, ada) = Place::ready().await;
    let place = Listening::start(place).await;
    let mut first = place.begin(&ada, "GET /api/events", b"").await;
    drop_file(&place, &ada).await;
    let events = until_finished(&mut first).await;
    let again = format!("GET /api/events\nlast-event-id: {}", events[0].0);
    let mut second = place.begin(&ada, &again, b"").await;
    assert_eq!(until_finished(&mut second).await, events[1..]);
}

#[tokio::test]
async fn a_page_with_a_mark_that_nobody_knows_starts_afresh() {
    let (place, ada) = Place::ready().await;
    let place = Listening::start(place).await;
    for mark in ["1-1", "nonsense", "9223372036854775807-9"] {
        let head = format!("GET /api/events\nlast-event-id: {mark}");
        let mut stream = place.begin(&ada, &head, b"").await;
        let (_, name, data) = stream.event().await.unwrap();
        assert_eq!((&*name, &*data), ("reset", "{}"), "{mark:?}");
    }
}

#[tokio::test]
async fn a_new_brand_table_is_told() {
    let (place, ada) = Place::ready().await;
    let place = Listening::start(place).await;
    let mut stream = place.begin(&ada, "GET /api/events", b"").await;
    let (status, _) = place
        .send(&ada, "PUT /api/brands", b"screen_name,brand\nLumen,Lumen\n")
        .await;
    assert_eq!(status, 200);
    let (_, name, _) = stream.event().await.unwrap();
    assert_eq!(name, "posts");
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_those_who_listen() {
    let (place, ada) = Place::ready().await;
    let place = Listening::start(place).await;
    let mut stream = place.begin(&ada, "GET /api/events", b"").await;
    place.stop().await;
    assert_eq!(stream.event().await, None);
}

#[tokio::test]
async fn nobody_listens_without_signing_in() {
    let (place, _) = Place::ready().await;
    let stranger = place.anybody();
    assert_eq!(
        stranger.get("/api/events").await.problem(),
        (401, "not-signed-in")
    );
}

/// Opens the stream of events in process.
async fn listen(client: &Client) -> Body {
    let request = client.request(Method::GET, "/api/events", Body::empty());
    let response = client.begin(request).await;
    assert_eq!(response.status(), 200);
    response.into_body()
}

/// Whether the stream ends, rather than showing itself alive twice more.
async fn ends(mut stream: Body) -> bool {
    let mut beats = 0;
    while beats < 3 {
        match stream.frame().await {
            Some(frame) => {
                let bytes = frame.unwrap().into_data().unwrap();
                beats += u32::from(bytes.starts_with(b": still here"));
            }
            None => return true,
        }
    }
    false
}

#[tokio::test]
async fn whoever_may_no_longer_listen_is_cut_off_at_the_next_heartbeat() {
    let (place, ada) = Place::ready().await;
    let everyone = everyone(&ada).await;
    let bo = place.user(&ada, "bo", "analyst", &[&everyone]).await;
    let id = bo.get("/api/session").await.text_at("/user/id");
    let made = bo
        .post(
            "/api/tokens",
            json!({"name": "x", "expires_in_days": 1, "read_only": true}),
        )
        .await;
    let program = bo.with_token(&made.text_at("/secret"));
    let (adas, demoted, removed) = (
        listen(&ada).await,
        listen(&bo).await,
        listen(&program).await,
    );
    let token = format!("/api/tokens/{}", made.text_at("/token/id"));
    assert_eq!(bo.delete(&token).await.status, 204);
    let user = format!("/api/users/{id}");
    assert_eq!(
        ada.patch(&user, json!({"role": "viewer"})).await.status,
        200
    );
    // The heartbeats come as soon as nothing else is to be done.
    tokio::time::pause();
    assert!(ends(removed).await, "a token that was removed");
    assert!(ends(demoted).await, "a user who may less now");
    assert!(!ends(adas).await, "somebody for whom nothing changed");
}
