//! From the names that posts give to the profiles of the store.
//!
//! Who is named by an id is the profile of that id. Who is named by nothing but a handle is a profile of its own until
//! an id shows that handle; then it is linked to it. If several ids showed it, a listed one wins, then the smallest.
//! The result is the same in whatever order ids and handles become known.

use crate::StoreError;
use crate::engine::{Engine, Value};
use crate::handles::{link, own_by_writing, own_name, show_handles};
use crate::keys::{clean, handle_key, key};
use crate::memory::{BY_HANDLE, BY_ID, Keeping, Memory, Profile, Shown, read_profile, take};
use hashbrown::HashSet;
use rapport_model::audience::Opening;
use rapport_model::{Account, Post};
use std::borrow::Cow;

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
    pub(crate) first_new: i64,
}

/// A name: an id, or nothing but a handle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Who<'a> {
    Id(Cow<'a, str>),
    Handle(Cow<'a, str>),
}

struct Names<'a> {
    network: i64,
    author: Who<'a>,
    author_handle: Option<Cow<'a, str>>,
    addressee: Option<Who<'a>>,
    addressee_handle: Option<Cow<'a, str>>,
    leading: Option<Who<'a>>,
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
        let at = |who: &Who<'_>| whose(memory, names.network, who);
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
                    .is_some_and(|p| p.shown.iter().any(|shown| shown == handle));
                if !known {
                    shows.push((profile, names.network, handle.to_string()));
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

fn who<'a>(
    id: Option<&'a str>,
    handle: Option<&'a str>,
) -> (Option<Who<'a>>, Option<Cow<'a, str>>) {
    let handle = handle.map(handle_key).filter(|handle| !handle.is_empty());
    match id.filter(|id| !id.is_empty()) {
        Some(id) => (Some(Who::Id(key(id))), handle),
        None => (handle.clone().map(Who::Handle), handle),
    }
}

fn names_of(network: i64, post: &Post) -> Names<'_> {
    let (author, author_handle) = who(post.author.id.as_deref(), post.author.handle.as_deref());
    // A post without an author has a nameless one, who is nobody's contact.
    let author = author.unwrap_or(Who::Handle(Cow::Borrowed("")));
    let (addressee, addressee_handle) = post.reply_to.as_ref().map_or((None, None), |reply| {
        who(reply.author_id.as_deref(), reply.author_handle.as_deref())
    });
    // Who is named first matters only where the addressee may be unknown, or the author itself.
    let by_handle = |who: &Who<'_>| matches!(who, Who::Handle(_));
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

fn whose(memory: &Memory, network: i64, who: &Who<'_>) -> Option<i64> {
    match who {
        Who::Id(id) => memory.by_id.get(&network)?.get(&**id).copied(),
        Who::Handle(handle) => memory.by_handle.get(&network)?.get(&**handle).copied(),
    }
}

/// Makes sure that every name is in memory.
fn find(
    tx: &mut Engine,
    memory: &mut Memory,
    names: &[Names<'_>],
    learned: &mut Learned,
) -> Result<(), StoreError> {
    let mut unknown: Vec<(i64, &Who<'_>)> = Vec::new();
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
            Who::Id(id) => (Some(id.to_string()), None),
            Who::Handle(handle) => (None, Some(handle.to_string())),
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
        .map(|handle| clean(handle.trim().trim_start_matches('@')));
    let mut changed = show_text(
        &mut profile.handle,
        handle.as_deref().filter(|h| !h.is_empty()),
        at,
    );
    changed |= show_text(
        &mut profile.name,
        account.name.as_deref().map(clean).as_deref(),
        at,
    );
    changed |= profile.followers.show(account.followers, at);
    if changed {
        if profile.state == Keeping::Stored {
            profile.state = Keeping::Shows;
        }
        learned.touched.push(profile.id);
    }
}

/// [`Shown::show`] for a text, which is mostly the one that is known.
fn show_text(shown: &mut Shown<String>, text: Option<&str>, at: i64) -> bool {
    let Some(text) = text else { return false };
    match (&shown.value, shown.at) {
        (Some(_), Some(shown_at)) if at < shown_at => false,
        (Some(known), Some(shown_at)) if known == text => {
            shown.at = Some(at);
            at > shown_at
        }
        _ => shown.show(Some(text.to_owned()), at),
    }
}

pub(crate) fn touch(profile: &mut Profile, learned: &mut Learned) {
    if matches!(profile.state, Keeping::Stored | Keeping::Shows) {
        profile.state = Keeping::Changed;
    }
    learned.touched.push(profile.id);
}
