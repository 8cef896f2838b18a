//! The iceberg over the wire.

use crate::support::*;
use serde_json::json;

#[tokio::test]
async fn health_says_that_the_store_can_be_read() {
    let place = Place::empty();
    let health = place.anybody().get("/api/health").await;
    assert_eq!((health.status, &health.body["status"]), (200, &json!("ok")));
}

#[tokio::test]
async fn the_iceberg_is_split_as_asked() {
    let (_place, ada) = Place::ready().await;
    let answer = ada
        .get("/api/iceberg?by=brand,quarter&exclude_reposts=true")
        .await;
    assert_eq!(answer.body["by"], json!(["brand", "quarter"]));
    let expected = json!([
        {"brand": "Lumen", "quarter": "2025-Q1", "posts": 62, "one_to_one": 2, "share": 0.0323, "low": 0.0089, "high": 0.1102},
        {"brand": "Tide", "quarter": "2025-Q1", "posts": 63, "one_to_one": 3, "share": 0.0476, "low": 0.0163, "high": 0.1309},
    ]);
    assert_eq!(answer.body["rows"], expected);
    assert_eq!(
        (&answer.body["posts"], &answer.body["inbound"]),
        (&json!(125), &json!(6))
    );
}

#[tokio::test]
async fn a_zone_moves_posts_into_its_own_days() {
    let (_place, ada) = Place::ready().await;
    let answer = ada
        .get("/api/iceberg?by=quarter&zone=Europe/Prague&from=2025-03-01")
        .await;
    assert_eq!(answer.body["rows"][0]["quarter"], "2025-Q2");
}

#[tokio::test]
async fn a_budget_stands_beside_what_was_posted() {
    let (_place, ada) = Place::ready().await;
    let budget =
        json!({"quarter": "2025-Q1", "brand": "Lumen", "one_to_many": 30.0, "one_to_one": 10.0});
    assert_eq!(ada.put("/api/budgets", budget.clone()).await.body, budget);
    let answer = ada.get("/api/iceberg").await;
    assert_eq!(answer.body["budget"][0]["share"], 0.25);
    assert_eq!(answer.body["budget"][0]["content"]["posts"], 62);
}

#[tokio::test]
async fn a_budget_that_cannot_be_right_says_where() {
    let (_place, ada) = Place::ready().await;
    for (field, value) in [
        ("quarter", json!("2025")),
        ("quarter", json!("2025-Q5")),
        ("brand", json!("x".repeat(201))),
        ("one_to_many", json!(-1)),
        ("one_to_one", json!(1e300)),
    ] {
        let mut form =
            json!({"quarter": "2025-Q1", "brand": "", "one_to_many": 1, "one_to_one": 1});
        form[field] = value;
        assert_eq!(ada.put("/api/budgets", form).await.fields(), [field]);
    }
    assert_eq!(ada.get("/api/budgets").await.body, json!({"budgets": []}));
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_a_problem_with_advice() {
    let (_place, ada) = Place::ready().await;
    for (query, said) in [
        ("by=colour", "use brand, industry"),
        ("by=brand,brand", "twice"),
        ("from=yesterday", "2015-03-01"),
        ("from=2025-02-01&to=2025-01-01", "not before"),
        ("zone=Europe/Atlantis", "time zone"),
        ("exclude_reposts=perhaps", "exclude_reposts"),
        ("colour=red", "colour"),
    ] {
        let answer = ada.get(&format!("/api/iceberg?{query}")).await;
        assert_eq!(answer.problem(), (400, "bad-question"), "{query}");
        assert!(
            answer.text_at("/detail").contains(said),
            "{query}: {}",
            answer.text
        );
    }
}

#[tokio::test]
async fn the_brand_table_comes_back_as_it_was_set_and_names_the_line_that_is_wrong() {
    let (_place, ada) = Place::ready().await;
    let table = ada.get("/api/brands.csv").await;
    assert!(
        table.text.contains("Lumen") && table.text.contains("Shipping"),
        "{}",
        table.text
    );
    let set = async |table: &str| {
        let table = axum::body::Body::from(table.to_owned());
        ada.send(ada.request(axum::http::Method::PUT, "/api/brands", table))
            .await
    };
    assert_eq!(set(&table.text).await.body, json!({"changed": false}));
    let wrong = set("screen_name,brand\nLumen,Lumen\n,Tide\n").await;
    assert_eq!(wrong.fields(), ["line 3"]);
    assert_eq!(ada.get("/api/brands").await.list("brands").len(), 2);
    assert_eq!(
        set("screen_name,brand\nLumen,Lumen\n").await.body,
        json!({"changed": true})
    );
    assert_eq!(ada.get("/api/brands").await.list("brands").len(), 1);
}
