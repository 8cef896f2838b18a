//! The full-text index: which key stands where, and not the text.
//!
//! SQLite orders the rows of a full-text index by their number and by nothing else. So the number says when a post was
//! written: the hour stands above the post's id, and whatever is looked for, however frequent, the newest come first
//! and the rest is never read. Hours, as the index spells neighbours of one hour in a byte or two, and any other in five.

use crate::StoreError;
use crate::engine::{Engine, Insert, Type, Value};
use crate::expression::lexeme;
use crate::facets;
use crate::facts::Facts;
use crate::keys::clean;
use std::collections::BTreeMap;

const HOUR_MS: i64 = 3_600_000;
const ID_BITS: u32 = 31;
/// The greatest id that a row can hold.
pub(crate) const LAST_ID: i64 = (1 << ID_BITS) - 1;
/// Hours beyond the year 240,000 count as the last; their posts are told apart by what they hold.
const LAST_HOUR: i64 = (1 << 31) - 1;

/// The hour of a time.
pub(crate) fn hour_of(created_at: i64) -> i64 {
    created_at.div_euclid(HOUR_MS).clamp(-LAST_HOUR, LAST_HOUR)
}

/// The first millisecond of an hour.
pub(crate) fn start_of(hour: i64) -> i64 {
    if hour == -LAST_HOUR {
        i64::MIN
    } else {
        hour * HOUR_MS
    }
}

/// The number under which the first post of an hour could stand.
pub(crate) fn first_row(hour: i64) -> i64 {
    hour << ID_BITS
}

/// The number under which the last post of an hour could stand.
pub(crate) fn last_row(hour: i64) -> i64 {
    first_row(hour) | LAST_ID
}

/// The hour of a row.
pub(crate) fn row_hour(row: i64) -> i64 {
    row >> ID_BITS
}

/// The post of a row.
pub(crate) fn row_post(row: i64) -> i64 {
    row & LAST_ID
}

/// What the index is told of a post.
pub(crate) struct Entry<'a> {
    pub(crate) post: i64,
    pub(crate) facts: &'a Facts<'a>,
    /// The keys of its text, if they are at hand.
    pub(crate) keys: Option<&'a str>,
    /// When it was written as far as the index knows; none if the index does not know it.
    pub(crate) indexed_at: Option<i64>,
}

/// Indexes posts, in place of what is known of them. Where the keys of a text are not at hand, the post is found by its
/// facets alone until [`Store::index`](crate::Store::index) has them.
pub(crate) fn index(tx: &mut Engine, mut entries: Vec<Entry<'_>>) -> Result<(), StoreError> {
    if !tx.is_sqlite() {
        return index_on_postgres(tx, &entries);
    }
    for entry in &entries {
        if let Some(at) = entry.indexed_at {
            remove_row(tx, at, entry.post)?;
        }
    }
    // The index keeps what it was given in memory only while the numbers rise.
    entries.sort_unstable_by_key(|entry| row_of(entry.facts.created_at, entry.post));
    let mut rows = Vec::with_capacity(entries.len());
    for entry in &entries {
        if entry.post > LAST_ID {
            return Err(StoreError::TooManyPosts);
        }
        let mut keys = clean(entry.keys.unwrap_or_default()).into_owned();
        facets::write(entry.facts, &mut keys);
        rows.push((row_of(entry.facts.created_at, entry.post), keys));
    }
    let values: Vec<Value<'_>> = rows
        .iter()
        .flat_map(|(row, keys)| [Value::Int(*row), keys.into()])
        .collect();
    tx.insert(&WORDS, &values)?;
    wait(tx, &entries)
}

fn index_on_postgres(tx: &mut Engine, entries: &[Entry<'_>]) -> Result<(), StoreError> {
    // Facets are columns there, so that there is nothing to change where the text is what it was.
    let entries = entries
        .iter()
        .filter_map(|entry| Some((entry.post, entry.keys?)));
    let rows: Vec<_> = entries.map(|(post, keys)| (post, vector(keys))).collect();
    let values: Vec<Value<'_>> = rows
        .iter()
        .flat_map(|(post, keys)| [Value::Int(*post), keys.into()])
        .collect();
    tx.insert(&VECTORS, &values)
}

/// Notes the posts whose texts are yet to be indexed.
fn wait(tx: &mut Engine, entries: &[Entry<'_>]) -> Result<(), StoreError> {
    let waiting = entries.iter().filter(|entry| entry.keys.is_none());
    let waiting: Vec<_> = waiting.map(|entry| Value::Int(entry.post)).collect();
    tx.insert(&UNINDEXED, &waiting)
}

/// Takes away the words of a post and leaves its facets.
pub(crate) fn forget_words(
    tx: &mut Engine,
    post: i64,
    facts: &Facts<'_>,
) -> Result<(), StoreError> {
    tx.execute("delete from unindexed where post = $1", &[post.into()])?;
    let entry = Entry {
        post,
        facts,
        keys: Some(""),
        indexed_at: Some(facts.created_at),
    };
    index(tx, vec![entry])
}

fn remove_row(tx: &mut Engine, at: i64, post: i64) -> Result<(), StoreError> {
    let row = row_of(at, post);
    tx.execute("delete from words where rowid = $1", &[row.into()])
        .map(drop)
}

fn row_of(created_at: i64, post: i64) -> i64 {
    first_row(hour_of(created_at)) | (post & LAST_ID)
}

/// What PostgreSQL takes in one vector is a megabyte, and two kilobytes in a word.
const VECTOR_BYTES_MAX: usize = 500_000;
const LEXEME_BYTES_MAX: usize = 2_000;

/// Keys with their places, as PostgreSQL reads a `tsvector`: its own parser would drop emoji and shift places.
fn vector(keys: &str) -> String {
    let keys = clean(keys);
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut bytes = 0;
    for (place, key) in keys.split_whitespace().enumerate() {
        bytes += key.len() + 8;
        if bytes > VECTOR_BYTES_MAX {
            break;
        }
        if key.len() <= LEXEME_BYTES_MAX {
            places.entry(key).or_default().push(place + 1);
        }
    }
    let mut vector = String::with_capacity(bytes);
    for (key, places) in places {
        let places: Vec<_> = places.iter().map(ToString::to_string).collect();
        vector.push_str(&format!("{}:{} ", lexeme(key), places.join(",")));
    }
    vector
}

const WORDS: Insert = Insert {
    table: "words",
    columns: &[&[("rowid", Type::Int), ("keys", Type::Text)]],
    conflict: "",
};

const VECTORS: Insert = Insert {
    table: "words",
    columns: &[&[("post", Type::Int), ("keys", Type::Vector)]],
    conflict: "on conflict (post) do update set keys = excluded.keys",
};

const UNINDEXED: Insert = Insert {
    table: "unindexed",
    columns: &[&[("post", Type::Int)]],
    conflict: "on conflict (post) do nothing",
};
