//! What a store holds, without the numbers that depend on the order of arrival.

use rapport_model::{ConversationId, Post, Scope};
use rapport_store::{Direction, Store, Stored};
use std::collections::BTreeMap;

/// A post and what follows from it; conversations and contacts are named by the first post that has them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    pub(crate) outbound: bool,
    pub(crate) brand: Option<usize>,
    pub(crate) verdict: Option<(&'static str, u8)>,
    pub(crate) contact: Option<String>,
    pub(crate) conversation: Option<String>,
}

pub(crate) type Snapshot = BTreeMap<String, Seen>;

pub(crate) fn posts(store: &Store) -> Vec<Stored> {
    let mut all = Vec::new();
    let mut reader = store.reader().unwrap();
    reader
        .within(&Scope::All)
        .unwrap()
        .export(|stored| {
            all.push(stored.clone());
            Ok::<(), rapport_store::StoreError>(())
        })
        .unwrap();
    all
}

pub(crate) fn snapshot(store: &Store) -> Snapshot {
    let mut contacts = BTreeMap::new();
    let mut conversations: BTreeMap<ConversationId, String> = BTreeMap::new();
    let seen = posts(store).into_iter().map(|stored| {
        let id = stored.post.external_id.clone();
        let seen = Seen {
            outbound: stored.direction == Direction::Outbound,
            brand: stored.brand.map(|brand| brand.0),
            verdict: stored
                .verdict
                .map(|(audience, rule)| (audience.as_str(), rule.number())),
            contact: stored
                .contact
                .map(|c| contacts.entry(c).or_insert_with(|| id.clone()).clone()),
            conversation: stored
                .conversation
                .map(|c| conversations.entry(c).or_insert_with(|| id.clone()).clone()),
        };
        (id, seen)
    });
    seen.collect()
}

/// The posts themselves, as they would be exported.
pub(crate) fn exported(store: &Store) -> Vec<Post> {
    posts(store).into_iter().map(|stored| stored.post).collect()
}
