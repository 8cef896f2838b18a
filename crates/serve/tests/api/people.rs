//! Users, teams, and what the audit says of them.

use crate::support::*;
use serde_json::{Value, json};

#[tokio::test]
async fn who_is_invited_joins_with_the_role_and_teams_that_were_meant() {
    let (place, ada) = Place::ready().await;
    let everyone = everyone(&ada).await;
    let invited = invite(&ada, "bo", "analyst", &[&everyone]).await;
    assert_eq!(invited.body["user"]["state"], "invited");
    let token = token_of(&invited.body["link"]["path"]);
    let look = place
        .anybody()
        .post("/api/invitation", json!({"token": token}))
        .await;
    let expected =
        json!({"purpose": "invite", "name": "bo", "email": "bo@desk.example", "role": "analyst"});
    assert_eq!(look.body, expected);
    let bo = place.anybody();
    let form = json!({"token": token, "password": PASSWORD, "name": "Bo Novák", "language": "tr"});
    let joined = bo.post("/api/invitation/accept", form).await;
    assert_eq!(joined.status, 200);
    let user = &joined.body["user"];
    assert_eq!(
        (&user["role"], &user["name"], &user["language"]),
        (&json!("analyst"), &json!("Bo Novák"), &json!("tr"))
    );
    assert_eq!(user["state"], "active");
    assert_eq!(
        joined.body["permissions"],
        json!(["read", "set_budgets", "import"])
    );
    assert_eq!(
        joined.body["teams"],
        json!([{"id": everyone, "name": "Everyone"}])
    );
}

#[tokio::test]
async fn an_invitation_survives_a_weak_password_but_not_a_week() {
    let (place, ada) = Place::ready().await;
    let invited = invite(&ada, "bo", "agent", &[]).await;
    let token = token_of(&invited.body["link"]["path"]);
    let accept = async |password: &str| {
        let form = json!({"token": token, "password": password});
        place.anybody().post("/api/invitation/accept", form).await
    };
    assert_eq!(accept("bo@desk.example").await.fields(), ["password"]);
    pass(7 * DAY_MS - 1);
    assert_eq!(accept("short").await.fields(), ["password"]);
    pass(1);
    assert_eq!(accept(PASSWORD).await.problem(), (403, "link-spent"));
}

#[tokio::test]
async fn a_new_link_replaces_the_old_one() {
    let (place, ada) = Place::ready().await;
    let invited = invite(&ada, "bo", "agent", &[]).await;
    let id = invited.text_at("/user/id");
    let renewed = ada.post(&format!("/api/users/{id}/link"), json!({})).await;
    let look = async |path: &Value| {
        let form = json!({"token": token_of(path)});
        place.anybody().post("/api/invitation", form).await
    };
    assert_eq!(
        look(&invited.body["link"]["path"]).await.problem(),
        (403, "link-spent")
    );
    assert_eq!(look(&renewed.body["path"]).await.body["purpose"], "invite");
}

#[tokio::test]
async fn an_address_is_one_users_whatever_its_case() {
    let (_place, ada) = Place::ready().await;
    let form =
        json!({"name": "Eve", "email": "ADA@desk.example", "role": "viewer", "team_ids": []});
    assert_eq!(
        ada.post("/api/users", form).await.problem(),
        (409, "conflict")
    );
    assert_eq!(ada.get("/api/users").await.list("users").len(), 1);
}

#[tokio::test]
async fn an_invitation_that_cannot_be_right_says_where() {
    let (_place, ada) = Place::ready().await;
    for (field, value) in [
        ("name", json!("")),
        ("email", json!("nowhere")),
        ("role", json!("boss")),
        ("team_ids", json!(["x"])),
    ] {
        let mut form =
            json!({"name": "Bo", "email": "bo@desk.example", "role": "agent", "team_ids": []});
        form[field] = value;
        assert_eq!(ada.post("/api/users", form).await.fields(), [field]);
    }
    let form =
        json!({"name": "Bo", "email": "bo@desk.example", "role": "agent", "team_ids": ["999"]});
    assert_eq!(
        ada.post("/api/users", form).await.problem(),
        (404, "not-found")
    );
    assert_eq!(ada.get("/api/users").await.list("users").len(), 1);
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let (place, ada) = Place::ready().await;
    let id = ada.get("/api/session").await.text_at("/user/id");
    let path = format!("/api/users/{id}");
    for change in [json!({"role": "manager"}), json!({"disabled": true})] {
        assert_eq!(ada.patch(&path, change).await.problem(), (409, "conflict"));
    }
    invite(&ada, "bo", "admin", &[]).await;
    let refused = ada.patch(&path, json!({"role": "viewer"})).await;
    assert_eq!(
        refused.problem(),
        (409, "conflict"),
        "bo has not joined yet"
    );
    place.user(&ada, "cyd", "admin", &[]).await;
    assert_eq!(
        ada.patch(&path, json!({"role": "viewer"})).await.status,
        200
    );
    assert_eq!(
        ada.get("/api/users").await.problem(),
        (403, "not-allowed"),
        "at once"
    );
}

#[tokio::test]
async fn a_team_narrows_what_its_members_see_at_once() {
    let (place, ada) = Place::ready().await;
    let night = team(&ada, "Night", &["Lumen", "Tide"]).await;
    let bo = place.user(&ada, "bo", "agent", &[&night]).await;
    let both = bo.get("/api/status").await.body["posts"].clone();
    let path = format!("/api/teams/{night}");
    ada.patch(&path, json!({"brands": ["Lumen"]})).await;
    let one = bo.get("/api/status").await.body["posts"].clone();
    assert!(one.as_u64() < both.as_u64() && one != 0, "{one} of {both}");
    assert_eq!(
        bo.get("/api/session").await.body["brands"],
        json!(["Lumen"])
    );
    assert_eq!(ada.delete(&path).await.status, 204);
    assert_eq!(bo.get("/api/status").await.body["posts"], 0);
    assert_eq!(bo.get("/api/posts").await.body["posts"], json!([]));
}

#[tokio::test]
async fn renaming_a_team_leaves_what_it_sees() {
    let (_place, ada) = Place::ready().await;
    let night = team(&ada, "Night", &["Lumen"]).await;
    let renamed = ada
        .patch(&format!("/api/teams/{night}"), json!({"name": "Dawn"}))
        .await;
    let expected = json!({"id": night, "name": "Dawn", "all_brands": false, "brands": ["Lumen"], "members": 0});
    assert_eq!(renamed.body, expected);
}

#[tokio::test]
async fn two_teams_have_two_names() {
    let (_place, ada) = Place::ready().await;
    team(&ada, "Night", &[]).await;
    let form = json!({"name": "NIGHT", "all_brands": false, "brands": []});
    assert_eq!(
        ada.post("/api/teams", form).await.problem(),
        (409, "conflict")
    );
}

#[tokio::test]
async fn a_brand_without_a_name_is_none_that_a_team_sees() {
    let (_place, ada) = Place::ready().await;
    let form = json!({"name": "Night", "all_brands": false, "brands": ["Lumen", ""]});
    assert_eq!(ada.post("/api/teams", form).await.fields(), ["brands"]);
}

#[tokio::test]
async fn one_changes_ones_own_name_and_nothing_else() {
    let (place, ada) = Place::ready().await;
    let bo = place.user(&ada, "bo", "agent", &[]).await;
    let changed = bo
        .patch(
            "/api/me",
            json!({"name": "Bo", "language": "fa", "role": "admin"}),
        )
        .await;
    assert_eq!(
        (&changed.body["name"], &changed.body["language"]),
        (&json!("Bo"), &json!("fa"))
    );
    assert_eq!(changed.body["role"], "agent");
    assert_eq!(
        bo.patch("/api/me", json!({"language": "xx"}))
            .await
            .fields(),
        ["language"]
    );
}

#[tokio::test]
async fn the_audit_says_who_did_what() {
    let (place, ada) = Place::ready().await;
    let night = team(&ada, "Night", &["Lumen"]).await;
    let bo = place.user(&ada, "bo", "manager", &[&night]).await;
    let budget =
        json!({"quarter": "2025-Q1", "brand": "Lumen", "one_to_many": 10.0, "one_to_one": 5.0});
    assert_eq!(bo.put("/api/budgets", budget).await.status, 200);
    let audit = ada.get("/api/audit").await;
    let said: Vec<(&str, &str)> = audit
        .list("entries")
        .iter()
        .map(|entry| {
            (
                entry["actor"]["name"].as_str().unwrap_or("-"),
                entry["action"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("bo", "budgets.set"),
        ("bo", "user.signed_in"),
        ("bo", "user.joined"),
        ("Ada", "user.invited"),
        ("Ada", "team.added"),
        ("Ada", "user.signed_in"),
        ("Ada", "user.set_up"),
        ("-", "brands.set"),
    ];
    assert_eq!(said, expected);
    assert!(
        !audit.text.contains("desk.example") && !audit.text.contains("argon2"),
        "{}",
        audit.text
    );
}

#[tokio::test]
async fn the_audit_goes_on_page_by_page() {
    let (_place, ada) = Place::ready().await;
    for number in 0..120 {
        team(&ada, &format!("Team {number}"), &[]).await;
    }
    let first = ada.get("/api/audit").await;
    assert_eq!(first.list("entries").len(), 100);
    let next = first.text_at("/next");
    let second = ada.get(&format!("/api/audit?after={next}")).await;
    assert_eq!(second.list("entries").len(), 23);
    assert_eq!(second.body["next"], Value::Null);
    for wrong in ["/api/audit?after=x", "/api/audit?before=1"] {
        assert_eq!(
            ada.get(wrong).await.problem(),
            (400, "bad-question"),
            "{wrong}"
        );
    }
}
