//! The full-text index of SQLite: which key stands where, and not the text.

use crate::StoreError;
use crate::engine::{Engine, Insert, Type, Value};
use crate::keys::clean;

/// Indexes the keys of new posts.
pub(crate) fn index(tx: &mut Engine, posts: &[(i64, &str)]) -> Result<(), StoreError> {
    if !tx.is_sqlite() {
        return Ok(());
    }
    let keys: Vec<_> = posts
        .iter()
        .map(|(id, words)| (*id, clean(words)))
        .collect();
    let values: Vec<Value<'_>> = keys
        .iter()
        .flat_map(|(id, words)| [Value::Int(*id), Value::Text(words)])
        .collect();
    tx.insert(&WORDS, &values)
}

/// Indexes the keys of posts whose text changed.
pub(crate) fn index_again(tx: &mut Engine, posts: &[(i64, &str)]) -> Result<(), StoreError> {
    for (id, _) in posts {
        remove(tx, *id)?;
    }
    index(tx, posts)
}

/// Takes a post out of the index.
pub(crate) fn remove(tx: &mut Engine, post: i64) -> Result<(), StoreError> {
    if tx.is_sqlite() {
        tx.execute("delete from words where rowid = $1", &[post.into()])?;
    }
    Ok(())
}

/// The FTS5 expression for posts that hold all the keys.
pub(crate) fn all_of(words: &str) -> String {
    let quoted = words
        .split_whitespace()
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(" AND ")
}

const WORDS: Insert = Insert {
    table: "words",
    columns: &[&[("rowid", Type::Int), ("keys", Type::Text)]],
    conflict: "",
};
