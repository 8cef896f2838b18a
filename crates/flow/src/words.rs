//! Indexing words anew, where the store says that they are missing.

use rapport_store::{Store, StoreError};
use rapport_understand::Tokenizer;

/// Posts indexed in one step: what is lost when killed, and how long others wait to write.
const POSTS_AT_ONCE: u32 = 5_000;

/// Indexes the words of posts whose words are missing, until none is left or `stop` says so. Killed at any moment, it
/// goes on from there the next time. Says how many posts were indexed.
pub fn index_words(store: &mut Store, mut stop: impl FnMut() -> bool) -> Result<u64, StoreError> {
    let mut reader = store.reader()?;
    let mut tokenizer = Tokenizer::new();
    let mut indexed = 0;
    while !stop() {
        let texts = reader.unindexed(POSTS_AT_ONCE)?;
        if texts.is_empty() {
            break;
        }
        indexed += texts.len() as u64;
        let texts = texts.into_iter().map(|(id, text)| {
            let mut keys = String::new();
            tokenizer.read(&text).write_index(&mut keys);
            (id, text, keys)
        });
        store.index(&texts.collect::<Vec<_>>())?;
    }
    Ok(indexed)
}
