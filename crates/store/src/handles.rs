//! What follows when an id shows a handle, or a profile turns out to be own.

use crate::StoreError;
use crate::engine::{Engine, Insert, Lookup, Type, Value};
use crate::memory::{BY_HANDLE, Memory, Profile, read_profile};
use crate::resolve::{Learned, Named, touch};
use hashbrown::HashSet;
use rapport_model::Post;

/// Notes the handles that ids showed, and what follows for who is own and for who is meant by a handle.
pub(crate) fn show_handles(
    tx: &mut Engine,
    memory: &mut Memory,
    shows: &[(i64, i64, String)],
    learned: &mut Learned,
) -> Result<(), StoreError> {
    let keys: Vec<Value<'_>> = shows
        .iter()
        .flat_map(|(profile, network, handle)| {
            [Value::Int(*network), handle.into(), Value::Int(*profile)]
        })
        .collect();
    let mut known = HashSet::new();
    tx.lookup(&SHOWN, &keys, &mut |ordinal, _| {
        known.insert(ordinal);
        Ok(())
    })?;
    let mut handles = Vec::new();
    let mut rows = Vec::new();
    for (ordinal, (id, network, handle)) in shows.iter().enumerate() {
        let Some(profile) = memory.profiles.get_mut(id) else {
            continue;
        };
        profile.shown.push(handle.clone());
        if known.contains(&ordinal) {
            continue;
        }
        rows.extend([Value::Int(*network), handle.into(), Value::Int(*id)]);
        handles.push((*network, handle.clone()));
        learned.handles.insert((*network, handle.clone()));
        if let Some(brand) = profile.listed {
            memory.book.learn(*network, handle, brand);
        }
    }
    // Profiles have to be there before their handles.
    memory.save(tx, &learned.touched)?;
    tx.insert(&SHOW, &rows)?;
    handles.sort_unstable();
    handles.dedup();
    if memory.book.has_table() {
        own_by_handle(tx, memory, &handles, learned)?;
    }
    link(tx, memory, &handles, learned)
}

/// Works out again whose the profiles are that showed one of the handles.
fn own_by_handle(
    tx: &mut Engine,
    memory: &mut Memory,
    handles: &[(i64, String)],
    learned: &mut Learned,
) -> Result<(), StoreError> {
    // A handle that belongs to no brand changes nobody's owner.
    let own: Vec<_> = handles
        .iter()
        .filter(|(n, h)| memory.book.brand_of_handle(*n, h).is_some())
        .collect();
    let keys: Vec<Value<'_>> = own
        .iter()
        .flat_map(|(n, h)| [Value::Int(*n), h.into()])
        .collect();
    let mut concerned = Vec::new();
    tx.lookup(&SHOWN_BY, &keys, &mut |_, row| {
        concerned.push(row.int(0)?);
        Ok(())
    })?;
    load_handles(tx, memory, &keys)?;
    concerned.extend(
        own.iter()
            .filter_map(|(n, h)| memory.by_handle.get(n)?.get(h.as_str()).copied()),
    );
    concerned.sort_unstable();
    concerned.dedup();
    memory.load(tx, concerned.iter().copied())?;
    for id in concerned {
        let handles = tx.all(
            "select handle_key from profile_handles where profile = $1",
            &[id.into()],
            |row| row.text(0),
        )?;
        let Some(profile) = memory.profiles.get(&id) else {
            continue;
        };
        let owner = memory.book.brand_of(profile, &handles);
        set_owner(memory, id, owner, learned);
    }
    Ok(())
}

fn set_owner(memory: &mut Memory, id: i64, owner: Option<i64>, learned: &mut Learned) {
    let Some(profile) = memory.profiles.get_mut(&id) else {
        return;
    };
    if profile.owner != owner {
        profile.owner = owner;
        learned.names.extend(own_name(profile));
        touch(profile, learned);
        if id < learned.first_new {
            learned.owners.insert(id);
        }
    }
}

/// The name under which posts ask for a profile.
pub(crate) fn own_name(profile: &Profile) -> Option<(i64, String)> {
    let id = profile.external_id.as_ref().map(|id| format!("#{id}"));
    let name = id.or_else(|| {
        profile
            .handle_key
            .as_ref()
            .map(|handle| format!("@{handle}"))
    })?;
    Some((profile.network, name))
}

fn load_handles(
    tx: &mut Engine,
    memory: &mut Memory,
    keys: &[Value<'_>],
) -> Result<(), StoreError> {
    let mut linked = Vec::new();
    tx.lookup(&BY_HANDLE, keys, &mut |_, row| {
        let id = row.int(0)?;
        if !memory.profiles.contains_key(&id) {
            let profile = read_profile(row)?;
            linked.extend(profile.linked_to);
            memory.remember(profile);
        }
        Ok(())
    })?;
    memory.load(tx, linked)
}

/// Links the profiles that are known by nothing but one of the handles to the id that showed it.
pub(crate) fn link(
    tx: &mut Engine,
    memory: &mut Memory,
    handles: &[(i64, String)],
    learned: &mut Learned,
) -> Result<(), StoreError> {
    let keys: Vec<Value<'_>> = handles
        .iter()
        .flat_map(|(n, h)| [Value::Int(*n), h.into()])
        .collect();
    load_handles(tx, memory, &keys)?;
    let mut waiting = Vec::new();
    for (network, handle) in handles {
        let found = memory
            .by_handle
            .get(network)
            .and_then(|known| known.get(handle.as_str()));
        if let Some(id) = found {
            waiting.push((*network, handle, *id));
        }
    }
    let keys: Vec<Value<'_>> = waiting
        .iter()
        .flat_map(|(n, h, _)| [Value::Int(*n), (*h).into()])
        .collect();
    let mut best: Vec<Option<i64>> = vec![None; waiting.len()];
    tx.lookup(&BEST, &keys, &mut |ordinal, row| {
        if let Some(slot) = best.get_mut(ordinal) {
            slot.get_or_insert(row.int(0)?);
        }
        Ok(())
    })?;
    memory.load(tx, best.iter().flatten().copied())?;
    for ((network, handle, id), best) in waiting.into_iter().zip(best) {
        let Some(profile) = memory.profiles.get_mut(&id) else {
            continue;
        };
        if best.is_none() || profile.linked_to == best || handle.is_empty() {
            continue;
        }
        let before = profile.linked_to.replace(best.unwrap_or(id));
        learned.unlinked.insert(before.unwrap_or(id));
        learned.handles.insert((network, handle.clone()));
        let owned_itself = profile.owner.is_some_and(|owner| owner < 0);
        touch(profile, learned);
        if let Some(best) = best.filter(|_| owned_itself) {
            set_owner(memory, best, Some(-best), learned);
            if let Some(before) = before {
                disown(tx, memory, before, id, learned)?;
            }
        }
    }
    Ok(())
}

/// Takes back that a profile owns itself, if all it wrote was written under a handle that now means another.
fn disown(
    tx: &mut Engine,
    memory: &mut Memory,
    profile: i64,
    handle: i64,
    learned: &mut Learned,
) -> Result<(), StoreError> {
    let wrote = tx.number(
        "select count(*) from (
             select 1 from posts where author = $1 and author_ref <> $2
             and (said_inbound is null or said_inbound = 0) limit 1) as wrote",
        &[profile.into(), handle.into()],
    )?;
    if wrote == 0 {
        set_owner(memory, profile, None, learned);
    }
    Ok(())
}

/// Without a brand table, whoever writes outbound posts owns itself.
pub(crate) fn own_by_writing(
    memory: &mut Memory,
    posts: &[&Post],
    named: &[Named],
    learned: &mut Learned,
) {
    if memory.book.has_table() {
        return;
    }
    for (post, named) in posts.iter().zip(named) {
        if post.inbound == Some(true) {
            continue;
        }
        for id in [named.author, memory.meant(named.author)] {
            if memory.profiles.get(&id).is_some_and(|p| p.owner.is_none()) {
                set_owner(memory, id, Some(-id), learned);
            }
        }
    }
}

const SHOWN: Lookup = Lookup {
    select: "1",
    from: "profile_handles",
    keys: &[Type::Int, Type::Text, Type::Int],
    condition: "network = {1} and handle_key = {2} and profile = {3}",
    tail: "",
};

const SHOWN_BY: Lookup = Lookup {
    select: "profile",
    from: "profile_handles",
    keys: &[Type::Int, Type::Text],
    condition: "network = {1} and handle_key = {2}",
    tail: "",
};

const BEST: Lookup = Lookup {
    select: "p.id",
    from: "profile_handles h join profiles p on p.id = h.profile",
    keys: &[Type::Int, Type::Text],
    condition: "h.network = {1} and h.handle_key = {2}",
    tail: "order by p.listed is null, p.external_id limit 1",
};

const SHOW: Insert = Insert {
    table: "profile_handles",
    columns: &[&[
        ("network", Type::Int),
        ("handle_key", Type::Text),
        ("profile", Type::Int),
    ]],
    conflict: "on conflict do nothing",
};
