//! How fast posts go in, next to a raw bulk insert of the same columns with three indexes and full text.
//!
//! `cargo run --release -p rapport-store --example ingest_speed -- 300000` makes that many posts of two shapes, stores
//! them in batches of 5,000 and prints posts per CPU second of the writing thread and peak memory. Each figure comes
//! from a process of its own; making the posts is not counted.

#![allow(
    clippy::cast_possible_wrap,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "a bench counts what it made itself"
)]

use rapport_model::{Account, BrandRow, BrandTable, Kind, Network, Post, ReplyTo, Timestamp};
use rapport_store::{Batch, By, Location, Position, Prepared, Source, Store};
use std::error::Error;
use std::path::Path;
use std::process::Command;

type Outcome<T> = Result<T, Box<dyn Error>>;

const BATCH: usize = 5_000;
const BY: By = By {
    user: None,
    at: Timestamp(0),
};
const SHAPES: [&str; 2] = ["archive", "support"];

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [way, shape, posts] => run(way, shape, posts.parse()?),
        _ => {
            let posts = arguments.first().map_or("300000", String::as_str);
            for shape in SHAPES {
                let raw = measure("raw", shape, posts)?;
                let store = measure("store", shape, posts)?;
                println!("{shape:8} store/raw {:.2}", store / raw);
            }
            Ok(())
        }
    }
}

/// Runs one way in a process of its own; answers its posts per CPU second.
fn measure(way: &str, shape: &str, posts: &str) -> Outcome<f64> {
    let output = Command::new(std::env::current_exe()?)
        .args([way, shape, posts])
        .output()?;
    let said = String::from_utf8(output.stdout)?;
    print!("{said}{}", String::from_utf8_lossy(&output.stderr));
    let rate = said
        .split_whitespace()
        .nth(2)
        .ok_or("the measured process said nothing")?;
    Ok(rate.parse()?)
}

fn run(way: &str, shape: &str, posts: usize) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let mut sink: Sink = match way {
        "raw" => raw(folder.path())?,
        _ => store(folder.path())?,
    };
    let (mut at, mut spent_ns) = (0, 0);
    while at < posts {
        let end = (at + BATCH).min(posts);
        let batch: Vec<Prepared> = (at..end).map(|n| make(shape, n)).collect();
        let begin = cpu_ns()?;
        sink(&batch)?;
        spent_ns += cpu_ns()? - begin;
        at = end;
    }
    let rate = posts as f64 / (spent_ns as f64 / 1e9);
    println!(
        "{shape:8} {way:5} {rate:8.0} posts per CPU second, peak {} MB",
        peak_mb()?
    );
    Ok(())
}

/// CPU time of this thread.
fn cpu_ns() -> Outcome<u64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(line.split_whitespace().next().ok_or("empty")?.parse()?)
}

fn peak_mb() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .ok_or("no VmHWM")?;
    Ok(line
        .split_whitespace()
        .nth(1)
        .ok_or("no figure")?
        .parse::<u64>()?
        / 1024)
}

/// What takes a batch.
type Sink = Box<dyn FnMut(&[Prepared]) -> Outcome<()>>;

fn store(folder: &Path) -> Outcome<Sink> {
    let mut store = Store::open(&Location::DataDir(folder.to_owned()))?;
    let row = |n: usize| BrandRow {
        account_id: Some(format!("{}", 1_000 + n)),
        brand: format!("brand {}", n / 2),
        ..BrandRow::default()
    };
    store.set_brands(BY, &BrandTable::new((0..43).map(row).collect())?)?;
    let source = Source {
        name: "made".into(),
        fingerprint: "made".into(),
        format: "made".into(),
    };
    let import = store.begin_import(&source)?.id;
    Ok(Box::new(move |posts| {
        let position = Position::default();
        store.ingest(&Batch {
            import,
            position,
            posts,
            rejects: &[],
            finished: false,
        })?;
        Ok(())
    }))
}

fn raw(folder: &Path) -> Outcome<Sink> {
    let mut connection = rusqlite::Connection::open(folder.join("raw.db"))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", -65536)?;
    let names: Vec<String> = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let columns: Vec<String> = COLUMNS
        .iter()
        .map(|(name, ty)| format!("{name} {ty}"))
        .collect();
    connection.execute_batch(&format!(
        "create table posts (id integer primary key, {}, unique (network, external_id));
         create index by_time on posts (created_at);
         create index by_author on posts (author);
         create virtual table words using fts5 (keys, content = '', contentless_delete = 1,
             tokenize = \"ascii tokenchars '_.-@#*'\")",
        columns.join(", ")
    ))?;
    let places: Vec<String> = (1..=COLUMNS.len() + 1).map(|n| format!("?{n}")).collect();
    let insert = format!(
        "insert into posts (id, {}) values ({})",
        names.join(", "),
        places.join(", ")
    );
    let mut id = 0_i64;
    Ok(Box::new(move |posts| {
        let transaction = connection.transaction()?;
        {
            let mut into_posts = transaction.prepare_cached(&insert)?;
            let mut into_words =
                transaction.prepare_cached("insert into words (rowid, keys) values (?1, ?2)")?;
            for Prepared { post, words, .. } in posts {
                id += 1;
                let reply = post.reply_to.as_ref();
                into_posts.execute(rusqlite::params_from_iter([
                    rusqlite::types::Value::from(id),
                    1.into(),
                    post.external_id.clone().into(),
                    post.created_at.0.into(),
                    post.kind.as_str().to_owned().into(),
                    post.visibility.as_str().to_owned().into(),
                    (id % 43).into(),
                    (id % 90_000).into(),
                    rusqlite::types::Value::Null,
                    0.into(),
                    rusqlite::types::Value::Null,
                    0.into(),
                    0.into(),
                    reply.and_then(|reply| reply.id.clone()).into(),
                    rusqlite::types::Value::Null,
                    rusqlite::types::Value::Null,
                    post.lang.clone().into(),
                    "en".to_owned().into(),
                    0.9.into(),
                    post.counters.likes.into(),
                    post.counters.shares.into(),
                    post.counters.replies.into(),
                    post.counters.views.into(),
                    rusqlite::types::Value::Null,
                    rusqlite::types::Value::Null,
                    rusqlite::types::Value::Null,
                    post.text.clone().into(),
                    "outbound".to_owned().into(),
                    (id % 43).into(),
                    (id % 20).into(),
                    rusqlite::types::Value::Null,
                    "one_to_one".to_owned().into(),
                    4.into(),
                    0.into(),
                    (id % 90_000).into(),
                    id.into(),
                    id.into(),
                ]))?;
                into_words.execute(rusqlite::params![id, words])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }))
}

const COLUMNS: [(&str, &str); 36] = [
    ("network", "integer"),
    ("external_id", "text"),
    ("created_at", "integer"),
    ("kind", "text"),
    ("visibility", "text"),
    ("author_ref", "integer"),
    ("addressee", "integer"),
    ("first_named", "integer"),
    ("dot_mention", "integer"),
    ("said_inbound", "integer"),
    ("mass_mailing", "integer"),
    ("deleted", "integer"),
    ("reply_to", "text"),
    ("quote_of", "text"),
    ("repost_of", "text"),
    ("lang", "text"),
    ("found_lang", "text"),
    ("found_confidence", "real"),
    ("likes", "integer"),
    ("shares", "integer"),
    ("replies", "integer"),
    ("views", "integer"),
    ("mentions", "text"),
    ("links", "text"),
    ("media", "text"),
    ("text", "text"),
    ("direction", "text"),
    ("author", "integer"),
    ("owner", "integer"),
    ("own_profile", "integer"),
    ("audience", "text"),
    ("rule", "integer"),
    ("basis", "integer"),
    ("contact", "integer"),
    ("tree", "integer"),
    ("conversation", "integer"),
];

/// A number that looks like chance and is always the same.
fn dice(n: usize, salt: u64) -> u64 {
    let mut x = (n as u64).wrapping_add(salt.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

const FIRST_ID: u64 = 550_000_000_000_000_000;

fn id_of(n: usize) -> String {
    (FIRST_ID + (n as u64) * 24_000_000 + dice(n, 9) % 20_000_000).to_string()
}

fn brand(n: u64) -> Account {
    Account {
        id: Some(format!("{}", 1_000 + n % 43)),
        handle: Some(format!("Brand{}", n % 43)),
        name: Some(format!("The brand {}", n % 43)),
        followers: Some(100_000),
    }
}

fn customer(n: u64) -> Account {
    Account {
        id: Some(format!("{}", 2_000_000_000 + n)),
        handle: Some(format!("customer_{n}")),
        ..Account::default()
    }
}

/// `archive`: what brands wrote over a year, mostly to people whose posts are not there. `support`: questions and
/// answers, both there.
fn make(shape: &str, n: usize) -> Prepared {
    let whom = dice(n / 4, 1) % 300_000;
    let (author, kind, reply_to) = match (shape, dice(n, 2) % 100) {
        ("support", _) if n.is_multiple_of(2) => {
            let to = ReplyTo {
                id: None,
                author_id: brand(dice(n, 3)).id,
                author_handle: brand(dice(n, 3)).handle,
            };
            (customer(whom), Kind::Reply, Some(to))
        }
        ("support", _) => {
            let to = customer(whom);
            let reply = ReplyTo {
                id: Some(id_of(n - 1)),
                author_id: to.id,
                author_handle: to.handle,
            };
            (brand(dice(n - 1, 3)), Kind::Reply, Some(reply))
        }
        (_, 0..85) => {
            let to = customer(whom);
            let reply = ReplyTo {
                id: Some(id_of(usize::MAX / 4 - n)),
                author_id: to.id,
                author_handle: to.handle,
            };
            (brand(dice(n, 3)), Kind::Reply, Some(reply))
        }
        (_, 85..90) if n > 100 => {
            let before = n - 1 - usize::try_from(dice(n, 5) % 90).unwrap_or(0);
            let to = brand(dice(before, 3));
            let reply = ReplyTo {
                id: Some(id_of(before)),
                author_id: to.id.clone(),
                author_handle: to.handle.clone(),
            };
            (to, Kind::Reply, Some(reply))
        }
        _ => (brand(dice(n, 3)), Kind::Post, None),
    };
    let mut text = format!("@customer_{whom}");
    for word in 0..14 {
        text.push_str(&format!(" w{}", dice(n, 100 + word) % (1 << (4 + word))));
    }
    let words = text.to_lowercase();
    let post = Post {
        network: Network::X,
        external_id: id_of(n),
        kind,
        visibility: Default::default(),
        created_at: Timestamp(1_420_070_400_000 + (n as i64) * 24_000),
        author,
        text,
        lang: Some(["en", "tr", "cs", "fa"][n % 4].into()),
        reply_to,
        quote_of: None,
        repost_of: None,
        mentions: vec![],
        links: vec![],
        media: vec![],
        counters: rapport_model::Counters {
            likes: Some((n % 7) as i64),
            shares: Some((n % 3) as i64),
            ..Default::default()
        },
        inbound: None,
        mass_mailing: false,
    };
    Prepared {
        post,
        language: Some(("en".into(), 0.9)),
        words,
    }
}
