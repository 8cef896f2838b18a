//! From the names that posts give to the profiles of the store.
//!
//! Who is named by an id is the profile of that id. Who is named by nothing but a handle is a profile of its own until
//! an id shows that handle; then it is linked to it. If several ids showed it, a listed one wins, then the smallest.
//! The result is the same in whatever order ids and handles become known.

use crate::StoreError;
use crate::engine::{Engine, Insert, Lookup, Type, Value};
use crate::keys::{clean, handle_key, key};
use crate::memory::{BY_HANDLE, BY_ID, Keeping, Memory, Profile, Shown, read_profile, take};
use hashbrown::HashSet;
use rapport_model::audience::Opening;
use rapport_model::{Account, Post};

/// The profiles that a post names, as it names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) author: i64,
    pub(crate) addressee: Option<i64>,
    pub(crate) leading: Option<i64>,
}

/// What a batch taught about profiles.
#[derive(Default)]
pub(crate) struct Learned {
    /// Profiles whose row has to be written.
    pub(crate) touched: Vec<i64>,
    /// Handles that may now mean somebody else.
    pub(crate) handles: HashSet<(i64, String)>,
    /// Profiles that posts of earlier batches may name, and that now belong to somebody else.
    pub(crate) owners: HashSet<i64>,
    /// Names of profiles that are own by now: posts may have asked for them before.
    pub(crate) names: HashSet<(i64, String)>,
    /// Profiles that a handle was linked to until now.
    pub(crate) unlinked: HashSet<i64>,
    /// Profiles from this id on are new with the batch.
    first_new: i64,
}

/// A name: an id, or nothing but a handle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Who {
    Id(String),
    Handle(String),
}

struct Names {
    network: i64,
    author: Who,
    author_handle: Option<String>,
    addressee: Option<Who>,
    addressee_handle: Option<String>,
    leading: Option<Who>,
}

/// Finds or makes the profiles that the posts name, and notes what they show.
pub(crate) fn resolve(
    tx: &mut Engine,
    memory: &mut Memory,
    posts: &[&Post],
) -> Result<(Vec<Named>, Learned), StoreError> {
    let mut names = Vec::with_capacity(posts.len());
    for post in posts {
        names.push(names_of(memory.network(tx, &post.network)?, post));
    }
    let mut learned = Learned {
        first_new: memory.next.profile,
        ..Learned::default()
    };
    find(tx, memory, &names, &mut learned)?;
    let mut named = Vec::with_capacity(posts.len());
    let mut shows = Vec::new();
    for (names, post) in names.iter().zip(posts) {
        let at = |who: &Who| whose(memory, names.network, who);
        let missing = || StoreError::Corrupt("a profile just written is gone".into());
        let found = Named {
            author: at(&names.author).ok_or_else(missing)?,
            addressee: names.addressee.as_ref().and_then(at),
            leading: names.leading.as_ref().and_then(at),
        };
        show_account(
            memory,
            found.author,
            &post.author,
            post.created_at.0,
            &mut learned,
        );
        let shown = [
            (Some(found.author), &names.author, &names.author_handle),
            (
                found.addressee,
                names.addressee.as_ref().unwrap_or(&names.author),
                &names.addressee_handle,
            ),
        ];
        for (profile, who, handle) in shown {
            if let (Some(profile), Who::Id(_), Some(handle)) = (profile, who, handle) {
                let known = memory
                    .profiles
                    .get(&profile)
                    .is_some_and(|p| p.shown.contains(handle));
                if !known {
                    shows.push((profile, names.network, handle.clone()));
                }
            }
        }
        if let (Some(addressee), Some(reply)) = (found.addressee, &post.reply_to) {
            let account = Account {
                handle: reply.author_handle.clone(),
                ..Account::default()
            };
            show_account(memory, addressee, &account, post.created_at.0, &mut learned);
        }
        named.push(found);
    }
    shows.sort_unstable();
    shows.dedup();
    own_by_writing(memory, posts, &named, &mut learned);
    show_handles(tx, memory, &shows, &mut learned)?;
    // Once more, for those that a handle is linked to since.
    own_by_writing(memory, posts, &named, &mut learned);
    Ok((named, learned))
}

fn names_of(network: i64, post: &Post) -> Names {
    let who = |id: Option<&str>, handle: Option<&str>| {
        let handle = handle.map(handle_key).filter(|h| !h.is_empty());
        match id.filter(|id| !id.is_empty()) {
            Some(id) => (Some(Who::Id(key(id).into_owned())), handle),
            None => (handle.clone().map(Who::Handle), handle),
        }
    };
    let (author, author_handle) = who(post.author.id.as_deref(), post.author.handle.as_deref());
    // A post without an author has a nameless one, who is nobody's contact.
    let author = author.unwrap_or(Who::Handle(String::new()));
    let (addressee, addressee_handle) = post.reply_to.as_ref().map_or((None, None), |reply| {
        who(reply.author_id.as_deref(), reply.author_handle.as_deref())
    });
    // Who is named first matters only where the addressee may be unknown, or the author itself.
    let by_handle = |who: &Who| matches!(who, Who::Handle(_));
    let matters = addressee
        .as_ref()
        .is_none_or(|to| by_handle(to) || by_handle(&author) || *to == author);
    let leading = match post.opening() {
        Opening::Mention(handle) if matters => Some(handle_key(handle))
            .filter(|h| !h.is_empty())
            .map(Who::Handle),
        Opening::Mention(_) | Opening::DotMention | Opening::Other => None,
    };
    Names {
        network,
        author,
        author_handle,
        addressee,
        addressee_handle,
        leading,
    }
}

fn whose(memory: &Memory, network: i64, who: &Who) -> Option<i64> {
    match who {
        Who::Id(id) => memory.by_id.get(&network)?.get(id.as_str()).copied(),
        Who::Handle(handle) => memory
            .by_handle
            .get(&network)?
            .get(handle.as_str())
            .copied(),
    }
}

/// Makes sure that every name is in memory.
fn find(
    tx: &mut Engine,
    memory: &mut Memory,
    names: &[Names],
    learned: &mut Learned,
) -> Result<(), StoreError> {
    let mut unknown: Vec<(i64, &Who)> = Vec::new();
    for names in names {
        let all = [
            Some(&names.author),
            names.addressee.as_ref(),
            names.leading.as_ref(),
        ];
        for who in all.into_iter().flatten() {
            if whose(memory, names.network, who).is_none() {
                unknown.push((names.network, who));
            }
        }
    }
    unknown.sort_unstable();
    unknown.dedup();
    let mut by_id = Vec::new();
    let mut by_handle = Vec::new();
    for (network, who) in &unknown {
        match who {
            Who::Id(id) => by_id.extend([Value::Int(*network), Value::Text(id)]),
            Who::Handle(handle) => by_handle.extend([Value::Int(*network), Value::Text(handle)]),
        }
    }
    let mut linked = Vec::new();
    for (lookup, keys) in [(&BY_ID, by_id), (&BY_HANDLE, by_handle)] {
        tx.lookup(lookup, &keys, &mut |_, row| {
            let profile = read_profile(row)?;
            linked.extend(profile.linked_to);
            memory.remember(profile);
            Ok(())
        })?;
    }
    memory.load(tx, linked)?;
    let mut new_handles = Vec::new();
    for (network, who) in unknown {
        if whose(memory, network, who).is_some() {
            continue;
        }
        let (external_id, handle) = match who {
            Who::Id(id) => (Some(id.clone()), None),
            Who::Handle(handle) => (None, Some(handle.clone())),
        };
        let mut profile = Profile {
            id: take(&mut memory.next.profile),
            network,
            listed: external_id
                .as_deref()
                .and_then(|id| memory.book.brand_of_id(network, id)),
            external_id,
            handle_key: handle,
            handle: Shown::default(),
            name: Shown::default(),
            followers: Shown::default(),
            owner: None,
            linked_to: None,
            contact: take(&mut memory.next.contact),
            shown: Vec::new(),
            state: Keeping::New,
        };
        profile.owner = memory.book.brand_of(&profile, &[]);
        learned
            .names
            .extend(own_name(&profile).filter(|_| profile.owner.is_some()));
        learned.touched.push(profile.id);
        if let Some(handle) = &profile.handle_key {
            new_handles.push((network, handle.clone()));
        }
        memory.remember(profile);
    }
    link(tx, memory, &new_handles, learned)
}

fn show_account(memory: &mut Memory, id: i64, account: &Account, at: i64, learned: &mut Learned) {
    let Some(profile) = memory.profiles.get_mut(&id) else {
        return;
    };
    let handle = account
        .handle
        .as_deref()
        .map(|h| clean(h.trim().trim_start_matches('@')).into_owned());
    let name = account.name.as_deref().map(|n| clean(n).into_owned());
    let mut changed = profile
        .handle
        .show(handle.as_ref().filter(|h| !h.is_empty()), at);
    changed |= profile.name.show(name.as_ref(), at);
    changed |= profile.followers.show(account.followers.as_ref(), at);
    if changed {
        touch(profile, learned);
    }
}

fn touch(profile: &mut Profile, learned: &mut Learned) {
    if profile.state == Keeping::Stored {
        profile.state = Keeping::Changed;
    }
    learned.touched.push(profile.id);
}

/// Notes the handles that ids showed, and what follows for who is own and for who is meant by a handle.
fn show_handles(
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
fn link(
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
fn own_by_writing(memory: &mut Memory, posts: &[&Post], named: &[Named], learned: &mut Learned) {
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
    columns: &[
        ("network", Type::Int),
        ("handle_key", Type::Text),
        ("profile", Type::Int),
    ],
    conflict: "on conflict do nothing",
};
