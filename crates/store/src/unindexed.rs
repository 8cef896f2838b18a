//! Posts whose words are yet to be indexed: all of them once the index changes its order, and now and then one whose
//! facets changed while its text was not at hand.

use crate::engine::{Engine, Lookup, Type, Value};
use crate::settle::{FOUND, Found};
use crate::words::{self, Entry};
use crate::{Reader, Store, StoreError};
use hashbrown::HashMap;
use rapport_model::PostId;

impl Reader {
    /// Some posts whose words are yet to be indexed, with their texts; none of them is a tombstone's.
    pub fn unindexed(&mut self, limit: u32) -> Result<Vec<(PostId, String)>, StoreError> {
        let sql = "select u.post, p.text from unindexed u join posts p on p.id = u.post
            order by u.post limit $1";
        self.engine.all(sql, &[i64::from(limit).into()], |row| {
            Ok((PostId(row.int(0)?), row.text(1)?))
        })
    }
}

impl Store {
    /// Indexes the keys of texts that [`Reader::unindexed`] gave. A post that changed meanwhile stays for the next time.
    pub fn index(&mut self, texts: &[(PostId, String, String)]) -> Result<(), StoreError> {
        self.write(|tx, _| {
            let ids: Vec<Value<'_>> = texts.iter().map(|(id, ..)| Value::Int(id.0)).collect();
            let mut found = HashMap::with_capacity(texts.len());
            tx.lookup(&FACTS, &ids, &mut |_, row| {
                let post = Found::read(row)?;
                found.insert(post.id, post.facts);
                Ok(())
            })?;
            let same = texts.iter().filter_map(|(id, text, keys)| {
                let facts = found.get(&id.0).filter(|facts| facts.text == *text)?;
                Some(Entry {
                    post: id.0,
                    facts,
                    keys: Some(keys),
                    indexed_at: Some(facts.created_at),
                })
            });
            let same: Vec<_> = same.collect();
            let done: Vec<i64> = same.iter().map(|entry| entry.post).collect();
            words::index(tx, same)?;
            forget(tx, &done)
        })
    }
}

fn forget(tx: &mut Engine, posts: &[i64]) -> Result<(), StoreError> {
    for post in posts {
        tx.execute("delete from unindexed where post = $1", &[(*post).into()])?;
    }
    Ok(())
}

const FACTS: Lookup = Lookup {
    select: FOUND,
    from: "posts",
    keys: &[Type::Int],
    condition: "id = {1}",
    tail: "",
};
