//! Signing in, staying signed in, and coming out again.

use crate::support::*;
use axum::body::Body;
use axum::http::{Method, header};
use serde_json::{Value, json};

fn form(email: &str, password: &str) -> Value {
    json!({"email": email, "password": password})
}

async fn sign_in(client: &Client, password: &str) -> Answer {
    client
        .post("/api/session", form("ada@desk.example", password))
        .await
}

#[tokio::test]
async fn the_right_password_opens_a_session() {
    let (place, _) = Place::ready().await;
    let ada = place.anybody();
    assert_eq!(
        ada.get("/api/session").await.problem(),
        (401, "not-signed-in")
    );
    let answer = ada
        .post("/api/session", form(" ADA@desk.example ", PASSWORD))
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(ada.get("/api/session").await.body["user"]["name"], "Ada");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_look_the_same() {
    let (place, ada) = Place::ready().await;
    invite(&ada, "ivo", "agent", &[]).await;
    let client = place.anybody();
    let wrong = sign_in(&client, "walnut orbit lantern tea").await;
    assert_eq!(wrong.problem(), (401, "wrong-credentials"));
    for email in ["nobody@desk.example", "ivo@desk.example", "", "\0"] {
        let unknown = client.post("/api/session", form(email, PASSWORD)).await;
        assert_eq!((unknown.status, &unknown.body), (401, &wrong.body));
        assert!(unknown.headers.get(header::SET_COOKIE).is_none());
    }
}

#[tokio::test]
async fn after_five_failures_one_waits_and_a_right_password_is_not_tried_meanwhile() {
    let (place, _) = Place::ready().await;
    let client = place.anybody();
    for _ in 0..5 {
        assert_eq!(sign_in(&client, "wrong").await.status, 401);
    }
    let waiting = sign_in(&client, PASSWORD).await;
    assert_eq!(waiting.problem(), (429, "too-many-attempts"));
    assert_eq!(waiting.headers[header::RETRY_AFTER], "1");
    assert_eq!(client.cookie(), None);
    pass(1_000);
    assert_eq!(sign_in(&client, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn each_further_failure_doubles_the_wait_and_success_ends_it() {
    let (place, _) = Place::ready().await;
    let client = place.anybody();
    for _ in 0..5 {
        sign_in(&client, "wrong").await;
    }
    for expected in ["1", "2", "4", "8"] {
        let waiting = sign_in(&client, "wrong").await;
        assert_eq!(waiting.headers[header::RETRY_AFTER], expected);
        pass(expected.parse::<i64>().unwrap() * 1_000);
        assert_eq!(sign_in(&client, "wrong").await.status, 401);
    }
    pass(20 * MINUTE_MS);
    assert_eq!(sign_in(&client, PASSWORD).await.status, 200);
    assert_eq!(sign_in(&client, "wrong").await.status, 401);
    assert_eq!(sign_in(&client, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn another_account_does_not_wait() {
    let (place, ada) = Place::ready().await;
    place.user(&ada, "bo", "agent", &[]).await;
    let client = place.anybody();
    for _ in 0..6 {
        sign_in(&client, "wrong").await;
    }
    let bo = client
        .post("/api/session", form("bo@desk.example", PASSWORD))
        .await;
    assert_eq!(bo.status, 200);
}

#[tokio::test]
async fn other_spellings_of_an_address_are_no_further_attempts() {
    let (place, ada) = Place::ready().await;
    place.user(&ada, "isil", "agent", &[]).await;
    let client = place.anybody();
    for email in [
        "isil@desk.example",
        "Isil@DESK.example",
        "ısil@desk.example",
        "ısıl@desk.example",
        " İSİL@desk.example",
    ] {
        assert_eq!(
            client
                .post("/api/session", form(email, "wrong"))
                .await
                .status,
            401
        );
    }
    let waiting = client
        .post("/api/session", form("isıl@desk.example", PASSWORD))
        .await;
    assert_eq!(waiting.problem(), (429, "too-many-attempts"));
}

#[tokio::test]
async fn guesses_made_at_once_are_not_tried_beyond_the_free_ones() {
    let (place, _) = Place::ready().await;
    let at_once = tokio::task::LocalSet::new();
    let guesses = [(); 12].map(|()| {
        let client = place.anybody();
        at_once.spawn_local(async move { sign_in(&client, "wrong").await.status })
    });
    at_once.await;
    let mut tried = 0;
    for guess in guesses {
        tried += u32::from(guess.await.unwrap() == 401);
    }
    assert_eq!(tried, 5);
}

#[tokio::test]
async fn the_cookie_is_for_this_host_and_for_no_script() {
    let (place, _) = Place::ready().await;
    let answer = sign_in(&place.anybody(), PASSWORD).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    let parts: Vec<&str> = cookie.split("; ").collect();
    assert!(parts[0].starts_with("__Host-rapport="), "{cookie}");
    assert_eq!(parts[0].len(), "__Host-rapport=".len() + 43);
    assert_eq!(
        parts[1..],
        [
            "Path=/",
            "Max-Age=2592000",
            "Secure",
            "HttpOnly",
            "SameSite=Lax"
        ]
    );
}

#[tokio::test]
async fn a_cookie_that_was_planted_is_replaced_at_sign_in() {
    let (place, ada) = Place::ready().await;
    let before = ada.cookie();
    sign_in(&ada, PASSWORD).await;
    assert_ne!(ada.cookie(), before);
    let planted = place.anybody();
    let mut request = planted.request(
        Method::POST,
        "/api/session",
        Body::from(form("ada@desk.example", PASSWORD).to_string()),
    );
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
    headers.insert(header::COOKIE, "__Host-rapport=planted".parse().unwrap());
    assert_eq!(planted.send(request).await.status, 200);
    assert_ne!(planted.cookie().as_deref(), Some("__Host-rapport=planted"));
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie() {
    let (_place, ada) = Place::ready().await;
    let thief = ada.again();
    let answer = ada.delete("/api/session").await;
    assert_eq!((answer.status, ada.cookie()), (204, None));
    assert_eq!(
        thief.get("/api/session").await.problem(),
        (401, "not-signed-in")
    );
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_after_a_week() {
    let (_place, ada) = Place::ready().await;
    pass(7 * DAY_MS);
    assert_eq!(ada.get("/api/session").await.status, 200);
    pass(7 * DAY_MS);
    assert_eq!(ada.get("/api/session").await.status, 200, "its use counts");
    pass(7 * DAY_MS + 1);
    assert_eq!(
        ada.get("/api/session").await.problem(),
        (401, "not-signed-in")
    );
}

#[tokio::test]
async fn a_session_in_daily_use_ends_after_thirty_days() {
    let (_place, ada) = Place::ready().await;
    for _ in 0..29 {
        pass(DAY_MS);
        assert_eq!(ada.get("/api/session").await.status, 200);
    }
    pass(DAY_MS);
    assert_eq!(ada.get("/api/session").await.status, 401);
}

#[tokio::test]
async fn another_sites_page_changes_nothing() {
    let (place, ada) = Place::ready().await;
    for origin in [
        "https://evil.example",
        "null",
        "https://desk.example.evil.example",
        "file://",
        "desk.example",
    ] {
        let mut request = ada.request(Method::DELETE, "/api/session", Body::empty());
        request
            .headers_mut()
            .insert(header::ORIGIN, origin.parse().unwrap());
        assert_eq!(
            ada.send(request).await.problem(),
            (403, "foreign-origin"),
            "{origin}"
        );
    }
    let mut request = ada.request(Method::DELETE, "/api/session", Body::empty());
    request.headers_mut().remove(header::ORIGIN);
    assert_eq!(
        ada.send(request).await.problem(),
        (403, "foreign-origin"),
        "no origin"
    );
    assert_eq!(ada.get("/api/session").await.status, 200);

    let stranger = place.anybody();
    let mut request = stranger.request(
        Method::POST,
        "/api/session",
        Body::from(form("ada@desk.example", PASSWORD).to_string()),
    );
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
    headers.insert(header::ORIGIN, "https://evil.example".parse().unwrap());
    assert_eq!(
        stranger.send(request).await.problem(),
        (403, "foreign-origin"),
        "sign-in"
    );
}

#[tokio::test]
async fn a_disabled_user_is_out_at_once_and_back_when_enabled() {
    let (place, ada) = Place::ready().await;
    let bo = place.user(&ada, "bo", "agent", &[]).await;
    let id = bo.get("/api/session").await.text_at("/user/id");
    let made = bo
        .post(
            "/api/tokens",
            json!({"name": "x", "expires_in_days": 1, "read_only": true}),
        )
        .await;
    let program = bo.with_token(&made.text_at("/secret"));
    ada.patch(&format!("/api/users/{id}"), json!({"disabled": true}))
        .await;
    assert_eq!(bo.get("/api/session").await.status, 401);
    assert_eq!(program.get("/api/session").await.status, 401);
    let again = bo
        .post("/api/session", form("bo@desk.example", PASSWORD))
        .await;
    assert_eq!(again.problem(), (401, "wrong-credentials"));
    ada.patch(&format!("/api/users/{id}"), json!({"disabled": false}))
        .await;
    assert_eq!(
        bo.get("/api/session").await.status,
        401,
        "the session is gone"
    );
    let again = bo
        .post("/api/session", form("bo@desk.example", PASSWORD))
        .await;
    assert_eq!(again.status, 200);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_only() {
    let (place, ada) = Place::ready().await;
    let other = place.anybody();
    sign_in(&other, PASSWORD).await;
    let new = "copper meadow violin rain";
    let wrong = ada
        .post("/api/me/password", json!({"current": "wrong", "new": new}))
        .await;
    assert_eq!(wrong.problem(), (401, "wrong-credentials"));
    let weak = ada
        .post(
            "/api/me/password",
            json!({"current": PASSWORD, "new": "short"}),
        )
        .await;
    assert_eq!(weak.fields(), ["new"]);
    assert_eq!(
        other.get("/api/session").await.status,
        200,
        "nothing has changed yet"
    );
    let changed = ada
        .post("/api/me/password", json!({"current": PASSWORD, "new": new}))
        .await;
    assert_eq!(changed.status, 204);
    assert_eq!(ada.get("/api/session").await.status, 200);
    assert_eq!(other.get("/api/session").await.status, 401);
    assert_eq!(sign_in(&other, PASSWORD).await.status, 401);
    assert_eq!(sign_in(&other, new).await.status, 200);
}

#[tokio::test]
async fn guessing_the_current_password_of_an_open_session_has_to_wait_too() {
    let (_place, ada) = Place::ready().await;
    let guess = |current: &str| json!({"current": current, "new": "copper meadow violin rain"});
    for _ in 0..5 {
        let wrong = ada.post("/api/me/password", guess("wrong")).await;
        assert_eq!(wrong.problem(), (401, "wrong-credentials"));
    }
    let waiting = ada.post("/api/me/password", guess(PASSWORD)).await;
    assert_eq!(waiting.problem(), (429, "too-many-attempts"));
}

#[tokio::test]
async fn open_sessions_are_listed_and_one_can_be_ended_from_another() {
    let (place, ada) = Place::ready().await;
    let phone = place.anybody();
    sign_in(&phone, PASSWORD).await;
    let sessions = ada.get("/api/me/sessions").await;
    let sessions = sessions.list("sessions");
    assert_eq!(sessions.len(), 2);
    let elsewhere = sessions.iter().find(|session| session["current"] == false);
    let id = elsewhere.unwrap()["id"].as_str().unwrap();
    assert_eq!(
        ada.delete(&format!("/api/me/sessions/{id}")).await.status,
        204
    );
    assert_eq!(phone.get("/api/session").await.status, 401);
    assert_eq!(
        ada.delete(&format!("/api/me/sessions/{id}")).await.status,
        404
    );
}

#[tokio::test]
async fn the_session_of_somebody_else_cannot_be_ended() {
    let (place, ada) = Place::ready().await;
    let bo = place.user(&ada, "bo", "admin", &[]).await;
    let sessions = ada.get("/api/me/sessions").await;
    let id = sessions.text_at("/sessions/0/id");
    assert_eq!(
        bo.delete(&format!("/api/me/sessions/{id}")).await.status,
        404
    );
    assert_eq!(ada.get("/api/session").await.status, 200);
}

#[tokio::test]
async fn a_link_to_reset_sets_a_new_password_once() {
    let (place, ada) = Place::ready().await;
    let bo = place.user(&ada, "bo", "agent", &[]).await;
    let id = bo.get("/api/session").await.text_at("/user/id");
    let link = ada.post(&format!("/api/users/{id}/link"), json!({})).await;
    assert_eq!(link.status, 201);
    let token = token_of(&link.body["path"]);
    let look = place
        .anybody()
        .post("/api/invitation", json!({"token": token}))
        .await;
    assert_eq!(
        (&look.body["purpose"], &look.body["name"]),
        (&json!("reset"), &json!("bo"))
    );
    let new = json!({"token": token, "password": "copper meadow violin rain"});
    let fresh = place.anybody();
    assert_eq!(
        fresh
            .post("/api/invitation/accept", new.clone())
            .await
            .status,
        200
    );
    assert_eq!(fresh.get("/api/session").await.body["user"]["name"], "bo");
    assert_eq!(
        bo.get("/api/session").await.status,
        401,
        "the old sessions end"
    );
    assert_eq!(
        fresh.post("/api/invitation/accept", new).await.problem(),
        (403, "link-spent")
    );
    let look = place
        .anybody()
        .post("/api/invitation", json!({"token": token}))
        .await;
    assert_eq!(look.problem(), (403, "link-spent"));
}
