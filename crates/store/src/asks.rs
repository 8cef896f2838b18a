//! Which posts to work out again when a name turns out to mean somebody else.

use crate::StoreError;
use crate::engine::{Engine, Insert, Lookup, Type, Value};
use crate::handles::own_name;
use crate::memory::Memory;
use crate::resolve::Learned;
use crate::settle::World;
use hashbrown::HashSet;

/// The stored posts that what a batch taught may concern.
pub(crate) fn concerned(
    tx: &mut Engine,
    memory: &mut Memory,
    learned: &Learned,
) -> Result<Vec<i64>, StoreError> {
    let mut names: HashSet<(i64, String)> = learned
        .handles
        .iter()
        .map(|(network, handle)| (*network, format!("@{handle}")))
        .collect();
    names.extend(learned.names.iter().cloned());
    let mut owners: Vec<i64> = learned.owners.iter().copied().collect();
    owners.sort_unstable();
    let keys: Vec<Value<'_>> = owners.iter().map(|id| Value::Int(*id)).collect();
    tx.lookup(&HANDLES, &keys, &mut |_, row| {
        names.insert((row.int(0)?, format!("@{}", row.text(1)?)));
        Ok(())
    })?;
    names.extend(
        owners
            .iter()
            .filter_map(|id| own_name(memory.profiles.get(id)?)),
    );
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    let mut posts = Vec::new();
    let keys: Vec<Value<'_>> = names
        .iter()
        .flat_map(|(n, name)| [Value::Int(*n), name.into()])
        .collect();
    tx.lookup(&ASKED, &keys, &mut |_, row| {
        posts.push(row.int(0)?);
        Ok(())
    })?;
    let authors = owners
        .iter()
        .filter(|_| memory.book.has_table())
        .chain(&learned.unlinked);
    let keys: Vec<Value<'_>> = authors.map(|id| Value::Int(*id)).collect();
    tx.lookup(&BY_AUTHOR, &keys, &mut |_, row| {
        posts.push(row.int(0)?);
        Ok(())
    })?;
    if memory.book.has_table() && !owners.is_empty() {
        addressed_to(tx, &owners, &mut posts)?;
    }
    posts.sort_unstable();
    posts.dedup();
    Ok(posts)
}

/// Posts that name one of the profiles by its id as their addressee, or reply to one of its posts. There is no index
/// for it, because it is asked once for each own profile that turns out to be one late.
fn addressed_to(tx: &mut Engine, owners: &[i64], posts: &mut Vec<i64>) -> Result<(), StoreError> {
    let owners: HashSet<i64> = owners.iter().copied().collect();
    tx.each(
        "select id, addressee from posts where addressee is not null",
        &[],
        &mut |row| {
            if owners.contains(&row.int(1)?) {
                posts.push(row.int(0)?);
            }
            Ok(())
        },
    )?;
    let mut sorted: Vec<i64> = owners.into_iter().collect();
    sorted.sort_unstable();
    let keys: Vec<Value<'_>> = sorted.into_iter().map(Value::Int).collect();
    tx.lookup(&REPLIES_TO, &keys, &mut |_, row| {
        posts.push(row.int(0)?);
        Ok(())
    })
}

/// Saves who asked for whom.
pub(crate) fn save(tx: &mut Engine, world: &mut World) -> Result<(), StoreError> {
    let mut asks = std::mem::take(&mut world.asks);
    asks.sort_unstable();
    asks.dedup();
    let rows: Vec<Value<'_>> = asks
        .iter()
        .flat_map(|(network, name, post)| [Value::Int(*network), name.into(), Value::Int(*post)])
        .collect();
    tx.insert(&ASKS, &rows)
}

const HANDLES: Lookup = Lookup {
    select: "network, handle_key",
    from: "profile_handles",
    keys: &[Type::Int],
    condition: "profile = {1}",
    tail: "",
};

const ASKED: Lookup = Lookup {
    select: "post",
    from: "asks",
    keys: &[Type::Int, Type::Text],
    condition: "network = {1} and name = {2}",
    tail: "",
};

const BY_AUTHOR: Lookup = Lookup {
    select: "id",
    from: "posts",
    keys: &[Type::Int],
    condition: "author = {1}",
    tail: "",
};

const REPLIES_TO: Lookup = Lookup {
    select: "c.id",
    from: "posts p join posts c on c.network = p.network and c.reply_to = p.external_id",
    keys: &[Type::Int],
    condition: "p.author = {1} and c.reply_to is not null",
    tail: "",
};

const ASKS: Insert = Insert {
    table: "asks",
    columns: &[&[
        ("network", Type::Int),
        ("name", Type::Text),
        ("post", Type::Int),
    ]],
    conflict: "on conflict do nothing",
};
