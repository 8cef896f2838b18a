//! An import that is killed again and again ends where an undisturbed one does.

use crate::build::*;
use crate::snapshot::{exported, snapshot};
use rapport_model::Post;
use rapport_store::{Batch, Location, Position, Prepared, Store};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

on_both_engines!(twenty_kills_lose_and_double_nothing);

const LOCATION: &str = "RAPPORT_STORE_KILLS";
const KILLS: u64 = 20;
const POSTS: usize = 6_000;
const BATCH: usize = 40;

/// Threads, rings and late parents in plenty, in an order of their own.
fn posts() -> Vec<Post> {
    let name = |n: usize| ["lumen", "ana", "bo", "mira"][n % 4];
    let mut posts: Vec<Post> = (0..POSTS)
        .map(|n| {
            let to = (n * 7 + n / 3) % POSTS;
            let text = ["@ana hello", "hello", ".@bo hello"][n % 3];
            match n % 5 {
                0 => post(&n.to_string(), name(n), text),
                1 | 2 => reply(&n.to_string(), name(n), &(n / 2).to_string(), None, text),
                _ => reply(
                    &n.to_string(),
                    name(n),
                    &to.to_string(),
                    Some(name(to)),
                    text,
                ),
            }
        })
        .collect();
    posts.sort_by_key(|post| {
        post.external_id.len() * 31 % 7 + post.external_id.as_bytes()[0] as usize
    });
    posts
}

/// Imports from wherever the last attempt stopped; says a line before each batch.
fn import(store: &mut Store, mut say: impl FnMut()) {
    let prepared: Vec<Prepared> = posts().iter().map(prepared).collect();
    let begun = store.begin_import(&source()).unwrap();
    let mut at = usize::try_from(begun.resume.records).unwrap();
    while at < prepared.len() {
        say();
        let end = (at + BATCH).min(prepared.len());
        let position = Position {
            records: end as u64,
            ..Position::default()
        };
        let finished = end == prepared.len();
        let posts = &prepared[at..end];
        store
            .ingest(&Batch {
                import: begun.id,
                position,
                posts,
                rejects: &[],
                finished,
            })
            .unwrap();
        at = end;
    }
}

/// No test, but what a killed process runs: under a name, so that the test binary can start itself for it.
#[test]
#[ignore = "a part of the test that kills it"]
fn child() {
    let Ok(location) = std::env::var(LOCATION) else {
        return;
    };
    let location = match location.strip_prefix("dir:") {
        Some(path) => Location::DataDir(path.into()),
        None => Location::Postgres(location),
    };
    let mut store = Store::open(&location).unwrap();
    import(&mut store, || println!("batch"));
}

fn twenty_kills_lose_and_double_nothing(fresh: &mut Fresh) {
    let location = match &fresh.location {
        Location::DataDir(path) => format!("dir:{}", path.display()),
        Location::Postgres(url) => url.clone(),
    };
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64 ^ u64::from(std::process::id());
    let mut killed = 0;
    for _ in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "kills::child", "--nocapture"])
            .env(LOCATION, &location)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let batches = 1 + (dice >> 60) % 6;
        let spins = (dice >> 40) % 200_000;
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let begun = lines
            .map_while(Result::ok)
            .filter(|line| line.ends_with("batch"))
            .take(batches as usize)
            .count();
        for _ in 0..spins {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        killed += usize::from(begun > 0);
    }
    assert!(killed > 10, "only {killed} imports were killed at work");
    fresh.reopen();
    import(&mut fresh.store, || ());
    let report = check(fresh);
    let mut undisturbed = sqlite();
    import(&mut undisturbed.store, || ());
    assert_eq!(report.posts, POSTS as u64);
    assert_eq!(snapshot(&fresh.store), snapshot(&undisturbed.store));
    assert_eq!(exported(&fresh.store), exported(&undisturbed.store));
}
