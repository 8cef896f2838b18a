//! What a team does not see is not there: not in lists, counts, choices, nor by its id.

use crate::support::*;
use serde_json::{Value, json};

/// Ada, who sees everything, and Bo, who works for Lumen.
async fn ada_and_bo() -> (Place, Client, Client) {
    let (place, ada) = Place::ready().await;
    let lumen = team(&ada, "Lumen", &["Lumen"]).await;
    let bo = place.user(&ada, "bo", "manager", &[&lumen]).await;
    (place, ada, bo)
}

/// Every post that a question finds, page by page.
async fn all_posts(client: &Client, query: &str) -> Vec<Value> {
    let (mut posts, mut after) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/api/posts?{query}{after}")).await;
        assert_eq!(page.status, 200, "{query}: {}", page.text);
        posts.extend_from_slice(page.list("posts"));
        match page.body["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return posts,
        }
    }
}

fn is_lumens(post: &Value) -> bool {
    post["brand"] == "Lumen" && !post.to_string().contains("undertow")
}

#[tokio::test]
async fn a_list_holds_the_teams_brands_alone() {
    let (_place, ada, bo) = ada_and_bo().await;
    let (all, held) = (all_posts(&ada, "").await, all_posts(&bo, "").await);
    assert!(held.iter().all(is_lumens));
    let expected: Vec<&Value> = all.iter().filter(|post| post["brand"] == "Lumen").collect();
    assert_eq!(held.iter().collect::<Vec<_>>(), expected);
    assert!(!held.is_empty() && held.len() < all.len());
}

#[tokio::test]
async fn no_question_finds_what_the_team_does_not_see() {
    let (_place, ada, bo) = ada_and_bo().await;
    let tides = all_posts(&ada, "q=undertow").await;
    let (tide, bora) = (&tides[0]["author"]["id"], &contact_of(&ada, "bora").await);
    let ayse = contact_of(&ada, "ayse").await;
    for query in [
        "q=undertow".into(),
        "q=%22at%20sea%22".into(),
        "brand=Tide".into(),
        "industry=Shipping".into(),
        "language=tr".into(),
        format!("profile={}", tide.as_str().unwrap()),
        format!("contact={bora}"),
    ] {
        assert!(!all_posts(&ada, &query).await.is_empty(), "{query}");
        assert_eq!(all_posts(&bo, &query).await, Vec::<Value>::new(), "{query}");
    }
    for query in [
        "q=-lamp".into(),
        "direction=inbound".into(),
        "direction=outbound".into(),
        "audience=one_to_one".into(),
        "audience=one_to_many".into(),
        "network=x".into(),
        "kind=message".into(),
        "language=und".into(),
        "from=2025-01-01&to=2025-12-31".into(),
        "exclude_reposts=true".into(),
        format!("contact={ayse}"),
    ] {
        let held = all_posts(&bo, &query).await;
        assert!(held.iter().all(is_lumens), "{query}");
    }
}

/// The contact behind a handle.
async fn contact_of(ada: &Client, handle: &str) -> String {
    let posts = all_posts(ada, "direction=inbound").await;
    let post = posts.iter().find(|post| post["author"]["handle"] == handle);
    post.unwrap()["contact_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_the_team_does_not_see_is_not_there_by_its_id_either() {
    let (_place, ada, bo) = ada_and_bo().await;
    let (mut found, mut refused) = (0, 0);
    for post in all_posts(&ada, "").await {
        let mut paths = vec![format!("/api/posts/{}", post["id"].as_str().unwrap())];
        if let Some(id) = post["conversation_id"].as_str() {
            paths.push(format!("/api/conversations/{id}"));
        }
        for path in paths {
            assert_eq!(ada.get(&path).await.status, 200, "{path}");
            let answer = bo.get(&path).await;
            if post["brand"] == "Lumen" {
                assert_eq!(answer.status, 200, "{path}");
                assert!(!answer.text.contains("undertow"), "{path}");
                found += 1;
            } else {
                assert_eq!(answer.problem(), (404, "not-found"), "{path}");
                refused += 1;
            }
        }
    }
    assert!(found > 50 && refused > 50, "{found}, {refused}");
}

#[tokio::test]
async fn a_contact_of_two_brands_shows_each_team_its_own_half() {
    let (_place, ada, bo) = ada_and_bo().await;
    let path = format!("/api/contacts/{}", contact_of(&ada, "ayse").await);
    let (all, half) = (ada.get(&path).await, bo.get(&path).await);
    assert_eq!(
        (
            &all.body["contact"]["inbound"],
            &all.body["contact"]["outbound"]
        ),
        (&json!(4), &json!(4))
    );
    assert_eq!(
        (
            &half.body["contact"]["inbound"],
            &half.body["contact"]["outbound"]
        ),
        (&json!(2), &json!(2))
    );
    assert_eq!(all.list("conversations").len(), 4);
    assert_eq!(half.list("conversations").len(), 2);
    assert!(
        half.list("conversations")
            .iter()
            .all(|held| held["brand"] == "Lumen")
    );
    assert!(!half.text.contains("undertow"));
}

#[tokio::test]
async fn a_contact_of_the_other_brand_is_nobody() {
    let (_place, ada, bo) = ada_and_bo().await;
    for handle in ["bora", "cem"] {
        let path = format!("/api/contacts/{}", contact_of(&ada, handle).await);
        assert_eq!(ada.get(&path).await.status, 200);
        assert_eq!(
            bo.get(&path).await.problem(),
            (404, "not-found"),
            "{handle}"
        );
    }
}

#[tokio::test]
async fn counts_are_of_the_teams_brands() {
    let (_place, _, bo) = ada_and_bo().await;
    let held = all_posts(&bo, "").await;
    assert_eq!(bo.get("/api/status").await.body["posts"], held.len());
    let outbound = held
        .iter()
        .filter(|post| post["direction"] == "outbound")
        .count();
    let iceberg = bo.get("/api/iceberg?by=brand").await;
    assert_eq!(
        (&iceberg.body["posts"], &iceberg.body["inbound"]),
        (&json!(outbound), &json!(held.len() - outbound))
    );
    assert_eq!(iceberg.list("rows").len(), 1);
    assert_eq!(iceberg.body["rows"][0]["brand"], "Lumen");
    assert_eq!(iceberg.body["total"]["posts"], outbound);
}

#[tokio::test]
async fn the_iceberg_splits_nothing_that_the_team_does_not_see() {
    let (_place, ada, bo) = ada_and_bo().await;
    for by in [
        "industry", "profile", "language", "year", "quarter", "month", "week",
    ] {
        for zone in ["UTC", "Europe/Prague"] {
            let path = format!("/api/iceberg?by={by}&zone={zone}");
            let (all, held) = (ada.get(&path).await, bo.get(&path).await);
            assert!(
                !held.text.contains("Tide") && !held.text.contains("Shipping"),
                "{}",
                held.text
            );
            let posts = |answer: &Answer| answer.body["total"]["posts"].as_u64().unwrap();
            assert!(posts(&held) < posts(&all), "{path}");
        }
    }
}

#[tokio::test]
async fn choices_and_brands_name_the_teams_own() {
    let (_place, ada, bo) = ada_and_bo().await;
    let choices = bo.get("/api/choices").await;
    let expected = json!([{"name": "Lumen", "industry": "Lighting", "competitor": false}]);
    assert_eq!(choices.body["brands"], expected);
    assert_eq!(choices.body["industries"], json!(["Lighting"]));
    assert!(!choices.list("languages").contains(&json!("tr")));
    assert!(
        ada.get("/api/choices")
            .await
            .list("languages")
            .contains(&json!("tr"))
    );
    assert_eq!(ada.get("/api/brands").await.list("brands").len(), 2);
    let brands = bo.get("/api/brands").await;
    assert_eq!(
        (brands.list("brands").len(), brands.text.contains("ide")),
        (1, false)
    );
    assert_eq!(
        bo.get("/api/brands.csv").await.problem(),
        (403, "not-allowed")
    );
}

#[tokio::test]
async fn budgets_of_other_brands_are_neither_seen_nor_changed() {
    let (_place, ada, bo) = ada_and_bo().await;
    let budget = |brand: &str| json!({"quarter": "2025-Q1", "brand": brand, "one_to_many": 10.0, "one_to_one": 5.0});
    for brand in ["Lumen", "Tide", ""] {
        assert_eq!(ada.put("/api/budgets", budget(brand)).await.status, 200);
    }
    assert_eq!(
        bo.get("/api/budgets").await.body["budgets"],
        json!([budget("Lumen")])
    );
    let iceberg = bo.get("/api/iceberg?by=quarter").await;
    assert!(!iceberg.text.contains("Tide"), "{}", iceberg.text);
    for brand in ["Tide", ""] {
        assert_eq!(
            bo.put("/api/budgets", budget(brand)).await.fields(),
            ["brand"]
        );
        let path = format!("/api/budgets?quarter=2025-Q1&brand={brand}");
        assert_eq!(bo.delete(&path).await.problem(), (404, "not-found"));
    }
    assert_eq!(ada.get("/api/budgets").await.list("budgets").len(), 3);
    assert_eq!(
        bo.delete("/api/budgets?quarter=2025-Q1&brand=Lumen")
            .await
            .status,
        204
    );
}

#[tokio::test]
async fn a_place_in_somebody_elses_list_opens_nothing() {
    let (_place, ada, bo) = ada_and_bo().await;
    let next = ada.get("/api/posts?brand=Tide").await.text_at("/next");
    let page = bo.get(&format!("/api/posts?after={next}")).await;
    assert!(page.list("posts").iter().all(is_lumens));
    assert!(!page.list("posts").is_empty());
    let contact = contact_of(&ada, "bora").await;
    assert_eq!(
        bo.get(&format!("/api/contacts/{contact}?after={next}"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn without_a_team_there_is_nothing() {
    let (place, ada) = Place::ready().await;
    let bo = place.user(&ada, "bo", "manager", &[]).await;
    assert_eq!(bo.get("/api/status").await.body["posts"], 0);
    assert_eq!(all_posts(&bo, "").await, Vec::<Value>::new());
    assert_eq!(
        bo.get("/api/iceberg?by=brand").await.body["rows"],
        json!([])
    );
    assert_eq!(bo.get("/api/brands").await.body, json!({"brands": []}));
    assert_eq!(bo.get("/api/choices").await.body["networks"], json!([]));
}

#[tokio::test]
async fn a_team_of_a_brand_that_is_not_there_sees_nothing() {
    let (place, ada) = Place::ready().await;
    let ghosts = team(&ada, "Ghosts", &["Lum", "lumen", "%", "Lumen' or '1'='1"]).await;
    let bo = place.user(&ada, "bo", "agent", &[&ghosts]).await;
    assert_eq!(all_posts(&bo, "").await, Vec::<Value>::new());
}
