//! What the place holds: Lumen and Tide, each with posts to all, replies and a private conversation. Ayşe speaks with
//! both, Bora only with Tide. "undertow" stands in posts of Tide and nowhere else.

use serde_json::{Value, json};

pub(crate) const BRANDS: &str = "screen_name,account_id,brand,industry,network\n\
    Lumen,lumen,Lumen,Lighting,x\n\
    Tide,tide,Tide,Shipping,x\n";

/// Posts of each brand to all: more than a page.
pub(crate) const TO_ALL: u32 = 60;

/// The posts as JSON Lines.
pub(crate) fn lines() -> String {
    let mut posts = Vec::new();
    for number in 0..TO_ALL {
        posts.push(to_all("lumen", number, "a new lamp"));
        posts.push(to_all("tide", number, "undertow at sea"));
    }
    for (brand, text) in [
        ("lumen", "my lamp flickers"),
        ("tide", "the undertow took it"),
    ] {
        posts.extend(exchange("ayse", brand, text, "public"));
        posts.extend(exchange("ayse", brand, text, "private"));
    }
    posts.extend(exchange("bora", "tide", "undertow again", "public"));
    posts.push(json!({
        "network": "x", "id": "900", "created_at": "2025-03-20T10:00:00Z",
        "author": account("cem"), "text": "spoken to nobody",
    }));
    posts.iter().map(|post| format!("{post}\n")).collect()
}

fn to_all(brand: &str, number: u32, text: &str) -> Value {
    let (day, hour) = (1 + number / 24, number % 24);
    let first = if brand == "lumen" { 1_000 } else { 2_000 };
    json!({
        "network": "x", "id": (first + number).to_string(),
        "created_at": format!("2025-01-{day:02}T{hour:02}:30:00Z"),
        "author": account(brand), "text": text, "lang": if brand == "lumen" { "en" } else { "tr" },
    })
}

/// A question and its answer.
fn exchange(who: &str, brand: &str, text: &str, visibility: &str) -> [Value; 2] {
    let id = |part: &str| format!("{who}-{brand}-{visibility}-{part}");
    let kind = if visibility == "private" {
        "message"
    } else {
        "reply"
    };
    let post = |part: &str, author: &str, to: Value, text: &str, minute: u32| {
        json!({
            "network": "x", "id": id(part), "kind": kind, "visibility": visibility,
            "created_at": format!("2025-03-31T23:{minute}:00Z"),
            "author": account(author), "reply_to": to, "text": text,
        })
    };
    let asked = post("asked", who, json!({"author_id": brand}), text, 30);
    let to = json!({"id": id("asked"), "author_id": who});
    [asked, post("said", brand, to, "we are sorry", 40)]
}

fn account(id: &str) -> Value {
    let handle: String = match id {
        "lumen" => "Lumen".into(),
        "tide" => "Tide".into(),
        other => other.into(),
    };
    json!({"id": id, "handle": handle})
}
