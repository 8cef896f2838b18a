//! Becoming the first administrator.

use crate::support::*;
use serde_json::{Value, json};

fn form(token: &str, password: &str) -> Value {
    json!({"token": token, "name": "Ada", "email": "ada@desk.example", "password": password, "language": "cs"})
}

#[tokio::test]
async fn whoever_opens_the_link_is_the_administrator_and_sees_everything() {
    let place = Place::empty();
    let ada = place.anybody();
    assert_eq!(ada.get("/api/setup").await.body, json!({"needed": true}));
    let answer = ada
        .post("/api/setup", form(&place.set_up_token(), PASSWORD))
        .await;
    assert_eq!(answer.status, 201);
    let session = ada.get("/api/session").await;
    assert_eq!(session.body, answer.body);
    assert_eq!(session.body["user"]["role"], "admin");
    assert_eq!(session.body["user"]["language"], "cs");
    assert_eq!(session.body["all_brands"], true);
    assert_eq!(session.body["teams"][0]["name"], "Everyone");
    assert_eq!(session.list("permissions").len(), 7);
    assert_eq!(ada.get("/api/setup").await.body, json!({"needed": false}));
}

#[tokio::test]
async fn the_link_works_once() {
    let place = Place::empty();
    place.set_up().await;
    let second = place.anybody();
    let answer = second
        .post("/api/setup", form(&place.set_up_token(), PASSWORD))
        .await;
    assert_eq!(answer.problem(), (403, "link-spent"));
    assert_eq!(second.cookie(), None);
}

#[tokio::test]
async fn an_invented_link_makes_nobody_administrator() {
    let place = Place::empty();
    for token in ["", "guess", &"x".repeat(100_000), "\0"] {
        let answer = place
            .anybody()
            .post("/api/setup", form(token, PASSWORD))
            .await;
        assert_eq!(answer.problem(), (403, "link-spent"));
    }
    assert_eq!(place.anybody().get("/api/setup").await.body["needed"], true);
}

#[tokio::test]
async fn the_link_holds_for_a_day() {
    let place = Place::empty();
    pass(DAY_MS);
    let answer = place
        .anybody()
        .post("/api/setup", form(&place.set_up_token(), PASSWORD))
        .await;
    assert_eq!(answer.problem(), (403, "link-spent"));
}

#[tokio::test]
async fn a_new_start_gives_a_new_link_and_the_old_one_is_void() {
    let place = Place::empty();
    let old = place.set_up_token();
    let place = Place::at(place.folder);
    let answer = place
        .anybody()
        .post("/api/setup", form(&old, PASSWORD))
        .await;
    assert_eq!(answer.problem(), (403, "link-spent"));
    place.set_up().await;
    assert_eq!(Place::at(place.folder).opened.set_up_path, None);
}

#[tokio::test]
async fn a_weak_password_is_refused_beside_its_field_and_the_link_stays() {
    let place = Place::empty();
    let long = "x7K ".repeat(65);
    for weak in [
        "",
        "short",
        "password1234",
        "aaaaaaaaaaaaaaaa",
        "ada@desk.example",
        &long,
    ] {
        let answer = place
            .anybody()
            .post("/api/setup", form(&place.set_up_token(), weak))
            .await;
        assert_eq!(answer.fields(), ["password"], "{weak}");
    }
    place.set_up().await;
}

#[tokio::test]
async fn a_form_that_cannot_be_right_says_where() {
    let place = Place::empty();
    for (field, value) in [
        ("name", json!("  ")),
        ("name", json!("a\u{0}b")),
        ("email", json!("ada")),
        ("email", json!("a da@desk.example")),
        ("language", json!("de")),
    ] {
        let mut form = form(&place.set_up_token(), PASSWORD);
        form[field] = value;
        let answer = place.anybody().post("/api/setup", form).await;
        assert_eq!(answer.fields(), [field]);
    }
}

#[tokio::test]
async fn of_two_who_set_up_at_once_one_becomes_administrator() {
    let place = Place::empty();
    let (one, other) = (place.anybody(), place.anybody());
    let token = place.set_up_token();
    let (one, other) = tokio::join!(
        one.post("/api/setup", form(&token, PASSWORD)),
        other.post("/api/setup", form(&token, PASSWORD)),
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert!(matches!(statuses, [201, 403 | 409]), "{statuses:?}");
}
