//! `rapport backup` and `rapport restore` through the real binary.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use rapport_store::Location;
use rapport_store::testing::{Database, tamper};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use support::dice::Dice;
use support::program::Desk;

/// Posts of an import that several batches have to commit.
const MANY: usize = 25_000;
/// Posts of a store that takes a while to copy.
const SOME: usize = 12_000;

/// Lumen asks, a customer answers, Lumen thanks: a third of the posts each, every third of them a conversation.
fn archive(posts: usize) -> String {
    let line = |n: usize| {
        let customer = 100 + n / 3 % 500;
        let (author, addressee) = match n % 3 {
            1 => (customer, Some(7)),
            2 => (7, Some(customer)),
            _ => (7, None),
        };
        let mut post = json!({
            "id": 1000 + n,
            "created_at": format!("2015-01-{:02}T{:02}:{:02}:00Z", 1 + n / 1440 % 28, n / 60 % 24, n % 60),
            "text": format!("number {n} {}", "and so on ".repeat(n % 9)),
            "user": {"id": author},
        });
        if let Some(addressee) = addressee {
            post["in_reply_to_status_id"] = json!(999 + n);
            post["in_reply_to_user_id"] = json!(addressee);
        }
        post.to_string() + "\n"
    };
    (0..posts).map(line).collect()
}

/// A desk with a brand table and an archive.
fn desk(posts: usize) -> Desk {
    let desk = Desk::new();
    desk.put("brands.csv", "account_id,brand\n7,Lumen\n");
    desk.put("posts.jsonl", archive(posts));
    desk
}

/// A desk with a store in `data`.
fn filled(posts: usize) -> Desk {
    let desk = desk(posts);
    desk.run(&import("posts.jsonl", "data"));
    desk
}

fn import<'a>(archive: &'a str, data: &'a str) -> [&'a str; 6] {
    ["import", "--brands", "brands.csv", archive, "--data", data]
}

fn start(desk: &Desk, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_rapport"))
        .args(arguments)
        .current_dir(desk.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn check(desk: &Desk, data: &str) -> Value {
    serde_json::from_str(&desk.run(&["check", "--json", "--data", data])).unwrap()
}

/// The one line that a refused command says.
fn refusal(desk: &Desk, arguments: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = desk.attempt(arguments);
    let said = String::from_utf8(stderr).unwrap();
    assert!(
        !status.success() && stdout.is_empty(),
        "{arguments:?}: {said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

fn posts(said: &str) -> usize {
    let (_, held) = said.split_once(": ").unwrap();
    held.split(' ').next().unwrap().parse().unwrap()
}

fn generation(said: &str) -> &str {
    let (_, generation) = said.trim_end().rsplit_once("generation ").unwrap();
    assert_eq!(generation.len(), 32, "{said}");
    generation
}

/// What was left in a folder on the way to a whole file.
fn unfinished(desk: &Desk, folder: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(desk.path(folder)) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|e| e == "unfinished"))
        .collect()
}

/// Starts the command, and kills it some time after it has begun to write in the folder.
fn kill_at_work(desk: &Desk, arguments: &[&str], folder: &str, after: Duration) {
    let before = unfinished(desk, folder).len();
    let mut child = start(desk, arguments);
    while unfinished(desk, folder).len() == before && child.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// When to kill: the first few at once, so that some die at work on any machine.
fn moment(round: usize, micros: usize) -> Duration {
    Duration::from_micros(if round < 4 { 0 } else { micros as u64 })
}

#[test]
fn backups_beside_an_import_are_whole_states_of_it() {
    let desk = desk(MANY);
    let mut importing = start(&desk, &import("posts.jsonl", "data"));
    let mut states = BTreeMap::new();
    for round in 0.. {
        if importing.try_wait().unwrap().is_some() {
            break;
        }
        let name = format!("backup-{round}");
        let taken = desk.attempt(&["backup", &name, "--data", "data"]);
        if taken.status.success() {
            states.insert(posts(&String::from_utf8(taken.stdout).unwrap()), name);
        } else {
            let said = String::from_utf8(taken.stderr).unwrap();
            assert!(said.contains("there is no store"), "{said}");
        }
    }
    assert!(importing.wait().unwrap().success());
    assert_eq!(check(&desk, "data")["posts"], MANY);

    let archive = archive(MANY);
    let lines: Vec<&str> = archive.split_inclusive('\n').collect();
    states.retain(|held, _| (1..MANY).contains(held));
    assert!(!states.is_empty(), "no backup was taken amid the import");
    for (held, name) in states {
        let (whole, part) = (format!("{name}-whole"), format!("{name}-part"));
        desk.run(&["restore", &name, "--data", &whole]);
        let lines = desk.put("part.jsonl", lines[..held].concat());
        desk.run(&import(&lines, &part));
        let found = check(&desk, &whole);
        assert_eq!(found["ok"], true, "{found}");
        assert_eq!(found, check(&desk, &part));
        let exported = |data: &str| desk.run(&["export", "--data", data]);
        assert!(exported(&whole) == exported(&part), "{name}, {held} posts");
    }
}

#[test]
fn a_restored_store_is_another_generation_and_a_second_backup_is_not() {
    let desk = filled(30);
    let first = desk.run(&["backup", "first", "--data", "data"]);
    let second = desk.run(&["backup", "second", "--data", "data"]);
    let restored = desk.run(&["restore", "first", "--data", "restored"]);
    assert!(
        first.starts_with("first: 30 posts, 11 profiles, 10 conversations, 0 records set aside, "),
        "{first}"
    );
    assert_eq!(generation(&first), generation(&second));
    assert_ne!(generation(&first), generation(&restored));
    let again = desk.run(&["backup", "again", "--data", "restored"]);
    assert_eq!(generation(&again), generation(&restored));
    let size = std::fs::metadata(desk.path("first")).unwrap().len();
    assert!(first.contains(&format!(" {size} bytes, ")), "{first}");
}

#[test]
fn a_backup_that_is_killed_leaves_no_file_that_looks_whole() {
    let desk = filled(SOME);
    let begun = Instant::now();
    desk.run(&["backup", "calm", "--data", "data"]);
    let whole = usize::try_from(begun.elapsed().as_micros()).unwrap();
    let mut dice = Dice::new(11);
    let mut killed = 0;
    for round in 0..12 {
        let name = format!("backup-{round}");
        let after = moment(round, dice.below(whole));
        kill_at_work(&desk, &["backup", &name, "--data", "data"], "", after);
        if desk.path(&name).exists() {
            // It was done before.
            desk.run(&["restore", &name, "--data", &format!("restored-{round}")]);
        } else {
            killed += 1;
        }
    }
    assert!(killed > 0, "no backup was killed at work");
    assert!(!unfinished(&desk, "").is_empty(), "none had begun to write");
    desk.run(&["backup", "after", "--data", "data"]);
    desk.run(&["restore", "after", "--data", "restored"]);
    assert_eq!(check(&desk, "restored"), check(&desk, "data"));
}

#[test]
fn a_restore_that_is_killed_leaves_no_store() {
    let desk = filled(SOME);
    desk.run(&["backup", "backup", "--data", "data"]);
    let mut dice = Dice::new(12);
    let mut killed = 0;
    for round in 0..12 {
        let data = format!("restored-{round}");
        std::fs::create_dir(desk.path(&data)).unwrap();
        let after = moment(round, dice.below(20_000));
        kill_at_work(&desk, &["restore", "backup", "--data", &data], &data, after);
        if desk.path(&data).join("rapport.db").exists() {
            let said = desk.run(&["backup", &format!("again-{round}"), "--data", &data]);
            let before = desk.run(&["backup", &format!("before-{round}"), "--data", "data"]);
            assert_ne!(generation(&said), generation(&before));
        } else {
            killed += 1;
            desk.run(&["restore", "backup", "--data", &data]);
        }
        assert_eq!(check(&desk, &data)["posts"], SOME);
    }
    assert!(killed > 0, "no restore was killed at work");
}

#[test]
fn what_is_no_whole_backup_is_refused_by_its_name() {
    let desk = filled(3_000);
    desk.run(&["backup", "good", "--data", "data"]);
    let good = std::fs::read(desk.path("good")).unwrap();
    let mut damaged = good.clone();
    let middle = damaged.len() / 2;
    damaged[middle - 20_000..middle + 20_000].fill(0x5a);
    desk.put("damaged", damaged);
    desk.put("truncated", &good[..good.len() / 3]);
    desk.put("text", "id,brand\n7,Lumen\n");
    desk.put("empty", "");
    desk.put("newer", &good);
    tamper(
        &desk.path("newer"),
        "insert into schema_version values (99)",
    );
    tamper(&desk.path("other"), "create table t (id integer)");
    std::fs::create_dir(desk.path("folder")).unwrap();
    for (file, why) in [
        ("damaged", "use another backup"),
        ("truncated", "malformed"),
        ("text", "not a database"),
        ("empty", "no store of rapport"),
        ("newer", "schema 99"),
        ("other", "no store of rapport"),
        ("folder", "not a file"),
        ("missing", "No such file"),
    ] {
        let said = refusal(&desk, &["restore", file, "--data", "restored"]);
        let begins = format!("rapport: cannot restore {file}: ");
        assert!(said.starts_with(&begins) && said.contains(why), "{said}");
        assert!(!desk.path("restored").exists(), "{file}");
    }
    desk.run(&["restore", "good", "--data", "restored"]);
}

#[test]
fn nothing_is_overwritten() {
    let desk = filled(30);
    desk.put("taken", "something else");
    let said = refusal(&desk, &["backup", "taken", "--data", "data"]);
    assert!(
        said.contains("taken is there already") && said.contains("name another"),
        "{said}"
    );
    assert_eq!(
        std::fs::read(desk.path("taken")).unwrap(),
        b"something else"
    );

    desk.run(&["backup", "backup", "--data", "data"]);
    let before = std::fs::read(desk.path("data/rapport.db")).unwrap();
    let said = refusal(&desk, &["restore", "backup", "--data", "data"]);
    assert!(said.contains("rapport.db is there already"), "{said}");
    assert!(before == std::fs::read(desk.path("data/rapport.db")).unwrap());
}

#[test]
fn a_backup_needs_a_store_and_a_folder_to_go_to() {
    let desk = filled(3);
    let said = refusal(&desk, &["backup", "backup", "--data", "elsewhere"]);
    assert!(said.contains("there is no store in elsewhere"), "{said}");
    let said = refusal(&desk, &["backup", "nowhere/backup", "--data", "data"]);
    assert!(
        said.contains("cannot write ") && said.contains("nowhere/backup"),
        "{said}"
    );
}

#[test]
fn postgres_is_copied_by_its_own_tools() {
    let database = Database::fresh();
    let Location::Postgres(url) = database.location() else {
        unreachable!("it is a server");
    };
    let desk = filled(3);
    desk.run(&["backup", "backup", "--data", "data"]);
    for arguments in [["backup", "copy"], ["restore", "backup"]] {
        let said = refusal(&desk, &[&arguments[..], &["--database", &url]].concat());
        assert!(
            said.contains("pg_dump") && said.contains("pg_restore"),
            "{said}"
        );
    }
    assert!(!desk.path("copy").exists());
}
