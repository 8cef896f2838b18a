//! What an operator and an analyst do with a store that is there: search it, see who has access, look at the settings.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests may fail loudly"
)]

mod support;

use rapport_model::{Role, TeamId, Timestamp, UserId};
use rapport_store::{By, Location, NewUser, Purpose, Store};
use serde_json::Value;
use support::program::Desk;

const POSTS: &str = r#"{"network":"x","id":"1","created_at":"2025-03-01T10:00:00Z","author":{"id":"9","handle":"ada"},"text":"Where is my refund, please?","lang":"en","inbound":true,"reply_to":{"author_id":"7"}}
{"network":"x","id":"2","created_at":"2025-03-01T11:00:00Z","author":{"id":"7","handle":"Lumen"},"text":"@ada The refund is on its way.","lang":"en","reply_to":{"id":"1","author_id":"9"}}
{"network":"x","id":"3","created_at":"2025-03-02T10:00:00Z","author":{"id":"7","handle":"Lumen"},"text":"Bugün hava güzel","lang":"tr"}
"#;

fn stored() -> Desk {
    let desk = Desk::new();
    let posts = desk.put("posts.jsonl", POSTS);
    desk.run(&["--data", "store", "import", &posts]);
    desk
}

fn found(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let all = [&["--data", "store", "posts"], arguments].concat();
    let printed = desk.run(&all);
    let id = |line: &str| {
        let post: Value = serde_json::from_str(line).unwrap();
        post["external_id"].as_str().unwrap().to_owned()
    };
    printed.lines().map(id).collect()
}

#[test]
fn posts_are_found_by_words_and_filters_the_newest_first() {
    let desk = stored();
    assert_eq!(found(&desk, &[]), ["3", "2", "1"]);
    assert_eq!(found(&desk, &["--limit", "1"]), ["3"]);
    assert_eq!(found(&desk, &["REFUND"]), ["2", "1"]);
    assert_eq!(found(&desk, &["refund", "--direction", "inbound"]), ["1"]);
    assert_eq!(found(&desk, &["--", "refund", "-please"]), ["2"]);
    assert_eq!(found(&desk, &["\"my refund\""]), ["1"]);
    assert_eq!(found(&desk, &["--language", "tr"]), ["3"]);
    assert_eq!(
        found(&desk, &["--to", "2025-03-02", "--audience", "one_to_one"]),
        ["2"]
    );
}

#[test]
fn a_filter_that_makes_no_sense_says_what_would() {
    let refused = stored().attempt(&["--data", "store", "posts", "--audience", "everybody"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        !refused.status.success() && said.contains("one_to_one"),
        "{said}"
    );
}

#[test]
fn whoever_lost_access_gets_a_way_back_in() {
    let desk = stored();
    let location = Location::DataDir(desk.path("store"));
    let mut store = Store::open(&location).unwrap();
    let at = Timestamp(1_700_000_000_000);
    let new = NewUser {
        name: "Ayşe".into(),
        email: "ayse@example.org".into(),
        language: None,
    };
    let far = Timestamp(i64::MAX / 2);
    store.offer_set_up([1; 32], far).unwrap();
    store.set_up([1; 32], &new, "$argon2id$", at).unwrap();
    let by = By {
        user: Some(UserId(1)),
        at,
    };
    let bo = NewUser {
        email: "bo@example.org".into(),
        ..new
    };
    store
        .invite(by, &bo, Role::Viewer, &[TeamId(1)], [2; 32], far)
        .unwrap();

    let listed = desk.run(&["--data", "store", "users", "list"]);
    let emails: Vec<Value> = listed
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["email"].clone())
        .collect();
    assert_eq!(emails, ["ayse@example.org", "bo@example.org"]);

    let said = desk.run(&["--data", "store", "users", "link", "AYSE@example.org"]);
    let secret = said.trim().rsplit_once("/join#").unwrap().1;
    let mut reader = store.reader().unwrap();
    let link = reader.link(sha256(secret), at).unwrap().unwrap();
    assert_eq!((link.purpose, link.user), (Purpose::Reset, UserId(1)));

    let refused = desk.attempt(&["--data", "store", "users", "link", "nobody@example.org"]);
    assert!(!refused.status.success());
}

fn sha256(secret: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(secret.as_bytes()).into()
}

#[test]
fn the_settings_that_hold_are_printed_and_a_misspelt_one_is_refused() {
    let desk = Desk::new();
    let file = desk.put("rapport.toml", "[serve]\nlisten = \"127.0.0.1:9999\"\n");
    let said = desk.run(&["check-config", "--config", &file, "--behind-proxy"]);
    assert!(
        said.contains("127.0.0.1:9999") && said.contains("behind_proxy = true"),
        "{said}"
    );
    let wrong = desk.put("wrong.toml", "[serve]\nlisten_on = \"127.0.0.1:9999\"\n");
    let refused = desk.attempt(&["check-config", "--config", &wrong]);
    let advice = String::from_utf8(refused.stderr).unwrap();
    assert!(
        !refused.status.success() && advice.contains("listen_on"),
        "{advice}"
    );
}
