//! The definitions followed naively, over all posts at once.

use crate::snapshot::{Seen, Snapshot};
use rapport_model::audience::Opening;
use rapport_model::conversation::{handles_in_text, split_by_silence};
use rapport_model::{BrandTable, Kind, Network, Post, Timestamp, Visibility};
use std::collections::{BTreeMap, BTreeSet};

const SILENCE_MS: i64 = 14 * 86_400_000;

struct World<'a> {
    posts: BTreeMap<&'a str, &'a Post>,
    table: Option<&'a BrandTable>,
    /// (handle, id) as shown.
    shows: BTreeSet<(String, String)>,
}

/// Owner, contact and own profile of a post.
type Sides = (Option<Owner>, Option<String>, Option<String>);

/// An owner: a brand, or a profile.
type Owner = String;

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Nobody,
    Author,
    Own,
    Other,
}

pub(crate) fn evaluate(posts: &[Post], table: Option<&BrandTable>) -> Snapshot {
    let mut shows = BTreeSet::new();
    for post in posts {
        let reply = post.reply_to.clone().unwrap_or_default();
        let named = [
            (&post.author.id, &post.author.handle),
            (&reply.author_id, &reply.author_handle),
        ];
        for (id, handle) in named {
            if let (Some(id), Some(handle)) = (id, handle) {
                shows.insert((handle.to_lowercase(), id.clone()));
            }
        }
    }
    let posts = posts
        .iter()
        .map(|post| (post.external_id.as_str(), post))
        .collect();
    World {
        posts,
        table,
        shows,
    }
    .snapshot()
}

impl<'a> World<'a> {
    fn listed(&self, id: &str) -> Option<usize> {
        self.table?.brand_of_id(&Network::X, id).map(|b| b.0)
    }

    fn brand_of_handle(&self, handle: &str) -> Option<usize> {
        let listed = self
            .table?
            .brand_of_handle(&Network::X, handle)
            .map(|b| b.0);
        let shown = self
            .shows
            .iter()
            .filter(|(h, _)| h == handle)
            .filter_map(|(_, id)| self.listed(id))
            .min();
        listed.or(shown)
    }

    /// `id:…` or `@…`.
    fn profile(&self, id: Option<&str>, handle: Option<&str>) -> Option<String> {
        if let Some(id) = id {
            return Some(format!("id:{id}"));
        }
        let handle = handle?.to_lowercase();
        let best = self
            .shows
            .iter()
            .filter(|(h, _)| *h == handle)
            .map(|(_, id)| id);
        let best = best.min_by_key(|id| (self.listed(id).is_none(), (*id).clone()));
        Some(best.map_or(format!("@{handle}"), |id| format!("id:{id}")))
    }

    fn author(&self, post: &Post) -> String {
        self.profile(post.author.id.as_deref(), post.author.handle.as_deref())
            .unwrap()
    }

    fn owner(&self, profile: &str) -> Option<Owner> {
        if self.table.is_none() {
            let wrote = |post: &&&Post| post.inbound != Some(true) && self.author(post) == profile;
            return self.posts.values().find(wrote).map(|_| profile.to_owned());
        }
        let brand = match profile.strip_prefix("id:") {
            Some(id) => self.listed(id).or_else(|| {
                let shown = self.shows.iter().filter(|(_, shown_by)| shown_by == id);
                shown
                    .filter_map(|(handle, _)| self.brand_of_handle(handle))
                    .min()
            }),
            None => self.brand_of_handle(&profile[1..]),
        };
        brand.map(|brand| brand.to_string())
    }

    fn outbound(&self, post: &Post) -> bool {
        match self.table {
            Some(_) => self.owner(&self.author(post)).is_some(),
            None => post.inbound != Some(true),
        }
    }

    fn parent(&self, post: &Post) -> Option<&'a Post> {
        self.posts
            .get(post.reply_to.as_ref()?.id.as_deref()?)
            .copied()
    }

    fn addressee(&self, post: &Post) -> Option<String> {
        let reply = post.reply_to.as_ref()?;
        let handle = reply.author_handle.as_deref();
        let by_id = reply.author_id.as_deref();
        by_id
            .and_then(|id| self.profile(Some(id), handle))
            .or_else(|| self.parent(post).map(|parent| self.author(parent)))
            .or_else(|| self.profile(None, handle))
    }

    fn class(&self, post: &Post, named: Option<&String>) -> Class {
        let author = self.author(post);
        match named {
            None => Class::Nobody,
            Some(named) if *named == author => Class::Author,
            Some(named) if self.owner(named).is_some() && self.owner(named) == self.own(post) => {
                Class::Own
            }
            Some(_) => Class::Other,
        }
    }

    fn own(&self, post: &Post) -> Option<Owner> {
        let author = self.author(post);
        if self.table.is_some() {
            self.owner(&author)
        } else {
            Some(author)
        }
    }

    fn leading(&self, post: &Post) -> Option<String> {
        match post.opening() {
            Opening::Mention(handle) => self.profile(None, Some(handle)),
            _ => None,
        }
    }

    /// Audience, rule and contact of an outbound post.
    fn said(&self, post: &Post) -> ((&'static str, u8), Option<String>) {
        let leading = self.leading(post);
        let own_text = match self.class(post, leading.as_ref()) {
            Class::Other => ("one_to_one", leading),
            _ => ("one_to_many", None),
        };
        let addressee = self.addressee(post);
        let class = self.class(post, addressee.as_ref());
        if post.visibility == Visibility::Private {
            let contact = match class {
                Class::Other => addressee,
                Class::Own => None,
                Class::Nobody | Class::Author => own_text.1,
            };
            return (("one_to_one", 1), contact);
        }
        if post.kind == Kind::Repost {
            return (("one_to_many", 2), None);
        }
        if post.text.starts_with(".@") {
            return (("one_to_many", 3), None);
        }
        match class {
            Class::Nobody if own_text.0 == "one_to_one" => (("one_to_one", 5), own_text.1),
            Class::Nobody => (("one_to_many", 6), None),
            Class::Own => (("one_to_many", 4), None),
            Class::Other => (("one_to_one", 4), addressee),
            Class::Author => {
                let (audience, contact) = self.up_the_thread(post).unwrap_or(own_text);
                ((audience, 4), contact)
            }
        }
    }

    fn is_thread(&self, post: &Post) -> bool {
        self.outbound(post)
            && post.visibility == Visibility::Public
            && post.kind != Kind::Repost
            && !post.text.starts_with(".@")
            && self.class(post, self.addressee(post).as_ref()) == Class::Author
    }

    /// None if the chain of parents never ends.
    fn up_the_thread(&self, post: &Post) -> Option<(&'static str, Option<String>)> {
        let mut at = post;
        for _ in 0..=self.posts.len() {
            match self.parent(at).filter(|parent| self.outbound(parent)) {
                None => {
                    let leading = self.leading(at);
                    return Some(match self.class(at, leading.as_ref()) {
                        Class::Other => ("one_to_one", leading),
                        _ => ("one_to_many", None),
                    });
                }
                Some(parent) if self.is_thread(parent) => at = parent,
                Some(parent) => {
                    let ((audience, _), contact) = self.said(parent);
                    return Some((audience, contact));
                }
            }
        }
        None
    }

    /// Owner and own profile that an inbound post is told by itself.
    fn told(&self, post: &Post) -> Option<(Owner, Option<String>)> {
        let author = self.author(post);
        let own = |profile: Option<String>| {
            let profile = profile.filter(|profile| *profile != author)?;
            Some((self.owner(&profile)?, Some(profile)))
        };
        if let Some(told) = own(self.addressee(post)) {
            return Some(told);
        }
        handles_in_text(&post.text).find_map(|handle| {
            let handle = handle.to_lowercase();
            if self.table.is_some() && self.brand_of_handle(&handle).is_none() {
                return None;
            }
            // Any own profile that showed the handle will do.
            let mut shown: Vec<&String> = self
                .shows
                .iter()
                .filter(|(h, _)| *h == handle)
                .map(|(_, id)| id)
                .collect();
            shown.sort_by_key(|id| (self.listed(id).is_none(), (*id).clone()));
            let shown = shown
                .into_iter()
                .map(|id| format!("id:{id}"))
                .find(|p| self.owner(p).is_some());
            let profile = shown.or_else(|| self.profile(None, Some(&handle)));
            let known = profile.filter(|p| self.profiles().contains(p));
            let owner = known.as_ref().and_then(|known| self.owner(known));
            let brand = self.brand_of_handle(&handle).map(|brand| brand.to_string());
            Some((owner.or(brand)?, known)).filter(|(_, p)| p.as_ref() != Some(&author))
        })
    }

    fn profiles(&self) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for post in self.posts.values() {
            all.insert(self.author(post));
            let reply = post.reply_to.clone().unwrap_or_default();
            all.extend(self.profile(reply.author_id.as_deref(), reply.author_handle.as_deref()));
            // Who is named first is kept only where it may matter to whom an outbound post was said.
            let by_handle = reply.author_id.is_none() || post.author.id.is_none();
            if by_handle || reply.author_id == post.author.id {
                all.extend(self.leading(post));
            }
        }
        all
    }

    fn told_up_the_thread(&self, post: &Post) -> Option<(Owner, Option<String>)> {
        let mut at = post;
        for _ in 0..=self.posts.len() {
            if let Some(told) = self.told(at) {
                return Some(told);
            }
            let same =
                |parent: &&Post| !self.outbound(parent) && self.author(parent) == self.author(post);
            at = self.parent(at).filter(same)?;
        }
        None
    }

    fn trees(&self) -> BTreeMap<&'a str, String> {
        let mut tree: BTreeMap<String, String> = BTreeMap::new();
        let edges: Vec<(String, String)> = self
            .posts
            .values()
            .map(|post| {
                let to = post.reply_to.as_ref().and_then(|reply| reply.id.clone());
                (
                    post.external_id.clone(),
                    to.unwrap_or_else(|| post.external_id.clone()),
                )
            })
            .collect();
        for (a, b) in &edges {
            tree.insert(a.clone(), a.clone());
            tree.insert(b.clone(), b.clone());
        }
        for _ in 0..=edges.len() {
            for (a, b) in &edges {
                let least = tree[a].clone().min(tree[b].clone());
                tree.insert(a.clone(), least.clone());
                tree.insert(b.clone(), least);
            }
        }
        self.posts
            .keys()
            .map(|id| (*id, tree[*id].clone()))
            .collect()
    }

    fn snapshot(&self) -> Snapshot {
        let trees = self.trees();
        let private = |post: &Post| post.visibility == Visibility::Private;
        let mut keys: BTreeMap<&str, Sides> = BTreeMap::new();
        let mut first: BTreeMap<(String, String), (i64, &str, Owner)> = BTreeMap::new();
        for (id, post) in &self.posts {
            if self.outbound(post) {
                let contact = self.said(post).1;
                let owner = self.own(post).unwrap();
                if let (Some(contact), false) = (&contact, private(post)) {
                    let said = (post.created_at.0, *id, owner.clone());
                    let slot = first
                        .entry((trees[id].clone(), contact.clone()))
                        .or_insert(said.clone());
                    *slot = slot.clone().min(said);
                }
                keys.insert(id, (Some(owner), contact, Some(self.author(post))));
            }
        }
        for (id, post) in &self.posts {
            if !self.outbound(post) {
                let author = self.author(post);
                let told = self.told_up_the_thread(post);
                let (mut owner, profile) =
                    told.map_or((None, None), |(owner, profile)| (Some(owner), profile));
                if owner.is_none() && !private(post) {
                    owner = first
                        .get(&(trees[id].clone(), author.clone()))
                        .map(|(_, _, owner)| owner.clone());
                }
                keys.insert(id, (owner, Some(author), profile));
            }
        }
        let talks = self.conversations(&trees, &keys);
        let mut contacts: BTreeMap<String, String> = BTreeMap::new();
        let mut named: BTreeMap<String, String> = BTreeMap::new();
        let seen = |(id, post): (&&str, &&Post)| {
            let (owner, contact, _) = &keys[id];
            let outbound = self.outbound(post);
            let seen = Seen {
                outbound,
                brand: owner.as_ref().and_then(|owner| owner.parse().ok()),
                verdict: outbound.then(|| self.said(post).0),
                contact: contact
                    .as_ref()
                    .map(|c| contacts.entry(c.clone()).or_insert((*id).into()).clone()),
                conversation: talks
                    .get(id)
                    .map(|t| named.entry(t.clone()).or_insert((*id).into()).clone()),
            };
            ((*id).to_owned(), seen)
        };
        self.posts.iter().map(seen).collect()
    }

    fn conversations(
        &self,
        trees: &BTreeMap<&'a str, String>,
        keys: &BTreeMap<&'a str, Sides>,
    ) -> BTreeMap<&'a str, String> {
        let mut talks = BTreeMap::new();
        let mut pairs: BTreeMap<(String, String), Vec<&Post>> = BTreeMap::new();
        for (id, (owner, contact, profile)) in keys {
            let (Some(owner), Some(contact)) = (owner, contact) else {
                continue;
            };
            if self.posts[id].visibility == Visibility::Public {
                talks.insert(*id, format!("{} {owner} {contact}", trees[id]));
            } else if let Some(profile) = profile {
                pairs
                    .entry((profile.clone(), contact.clone()))
                    .or_default()
                    .push(self.posts[id]);
            }
        }
        for ((profile, contact), mut posts) in pairs {
            posts.sort_by_key(|post| (post.created_at, post.external_id.clone()));
            let times: Vec<Timestamp> = posts.iter().map(|post| post.created_at).collect();
            for (post, number) in posts.iter().zip(split_by_silence(&times, SILENCE_MS)) {
                talks.insert(
                    post.external_id.as_str(),
                    format!("private {profile} {contact} {number}"),
                );
            }
        }
        talks
    }
}
