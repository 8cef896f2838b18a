//! Tokens of programs.

use crate::support::*;
use serde_json::{Value, json};

fn form(days: u32, read_only: bool) -> Value {
    json!({"name": "reports", "expires_in_days": days, "read_only": read_only})
}

async fn token(owner: &Client, days: u32, read_only: bool) -> Client {
    let made = owner.post("/api/tokens", form(days, read_only)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    owner.with_token(&made.text_at("/secret"))
}

#[tokio::test]
async fn a_token_is_shown_once_and_speaks_for_its_owner() {
    let (_place, ada) = Place::ready().await;
    let made = ada.post("/api/tokens", form(30, false)).await;
    let secret = made.text_at("/secret");
    assert!(secret.starts_with("rpt_") && secret.len() == 47, "{secret}");
    let listed = ada.get("/api/tokens").await;
    assert!(!listed.text.contains(&secret));
    assert_eq!(listed.text_at("/tokens/0/prefix"), secret[..8]);
    assert_eq!(listed.body["tokens"][0]["last_used_at"], Value::Null);
    let program = ada.with_token(&secret);
    assert_eq!(
        program.get("/api/session").await.body["user"]["name"],
        "Ada"
    );
    assert_ne!(
        ada.get("/api/tokens").await.body["tokens"][0]["last_used_at"],
        Value::Null
    );
}

#[tokio::test]
async fn a_token_changes_things_without_an_origin_unless_it_may_only_read() {
    let (_place, ada) = Place::ready().await;
    let team = json!({"name": "Night", "all_brands": true, "brands": []});
    let reader = token(&ada, 30, true).await;
    assert_eq!(
        reader.post("/api/teams", team.clone()).await.problem(),
        (403, "not-allowed")
    );
    let writer = token(&ada, 30, false).await;
    assert_eq!(writer.post("/api/teams", team).await.status, 201);
}

#[tokio::test]
async fn a_token_that_only_reads_changes_nothing_of_its_owner_either() {
    let (_place, ada) = Place::ready().await;
    let reader = token(&ada, 30, true).await;
    let renamed = reader.patch("/api/me", json!({"name": "Eve"})).await;
    assert_eq!(renamed.problem(), (403, "not-allowed"));
    let sessions = ada.get("/api/me/sessions").await.text_at("/sessions/0/id");
    let ended = reader.delete(&format!("/api/me/sessions/{sessions}")).await;
    assert_eq!(ended.problem(), (403, "not-allowed"));
    assert_eq!(reader.get("/api/session").await.body["user"]["name"], "Ada");
}

#[tokio::test]
async fn a_token_expires() {
    let (_place, ada) = Place::ready().await;
    let program = token(&ada, 2, true).await;
    pass(2 * DAY_MS - 1);
    assert_eq!(program.get("/api/status").await.status, 200);
    pass(1);
    assert_eq!(
        program.get("/api/status").await.problem(),
        (401, "not-signed-in")
    );
}

#[tokio::test]
async fn a_removed_token_is_worth_nothing_at_once() {
    let (_place, ada) = Place::ready().await;
    let program = token(&ada, 30, true).await;
    let id = ada.get("/api/tokens").await.text_at("/tokens/0/id");
    assert_eq!(ada.delete(&format!("/api/tokens/{id}")).await.status, 204);
    assert_eq!(program.get("/api/status").await.status, 401);
    assert_eq!(ada.delete(&format!("/api/tokens/{id}")).await.status, 404);
}

#[tokio::test]
async fn nobody_sees_or_removes_the_tokens_of_somebody_else() {
    let (place, ada) = Place::ready().await;
    let bo = place.user(&ada, "bo", "admin", &[]).await;
    let program = token(&ada, 30, true).await;
    assert_eq!(bo.get("/api/tokens").await.body, json!({"tokens": []}));
    let id = ada.get("/api/tokens").await.text_at("/tokens/0/id");
    assert_eq!(bo.delete(&format!("/api/tokens/{id}")).await.status, 404);
    assert_eq!(program.get("/api/status").await.status, 200);
}

#[tokio::test]
async fn a_token_makes_no_tokens_and_sets_no_password() {
    let (_place, ada) = Place::ready().await;
    let program = token(&ada, 30, false).await;
    assert_eq!(
        program.post("/api/tokens", form(30, false)).await.problem(),
        (403, "not-allowed")
    );
    let new = json!({"current": PASSWORD, "new": "copper meadow violin rain"});
    assert_eq!(
        program.post("/api/me/password", new).await.problem(),
        (403, "not-allowed")
    );
    assert_eq!(ada.get("/api/tokens").await.list("tokens").len(), 1);
}

#[tokio::test]
async fn a_token_lasts_a_day_to_a_leap_year() {
    let (_place, ada) = Place::ready().await;
    for days in [0, 367] {
        assert_eq!(
            ada.post("/api/tokens", form(days, true)).await.fields(),
            ["expires_in_days"]
        );
    }
    for days in [1, 366] {
        assert_eq!(ada.post("/api/tokens", form(days, true)).await.status, 201);
    }
}

#[tokio::test]
async fn an_invented_token_is_nobody() {
    let (_place, ada) = Place::ready().await;
    for secret in ["rpt_", "rpt_guess", "", "ş"] {
        let answer = ada.with_token(secret).get("/api/status").await;
        assert_eq!(answer.problem(), (401, "not-signed-in"), "{secret}");
    }
}
