//! The posts at hand: what their derivation looks at, what is known around them, and how they are loaded.

use crate::StoreError;
use crate::engine::{Engine, Lookup, Row, Type, Value};
use crate::facets;
use crate::facts::Facts;
use crate::keys::{handle_key, key};
use crate::memory::Memory;
use crate::resolve::Named;
use hashbrown::{HashMap, HashSet};
use rapport_model::conversation::handles_in_text;
use rapport_model::{Audience, Kind, Mention, Rule, Visibility};
use std::rc::Rc;

/// What is derived from a post and its neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Derived {
    pub(crate) outbound: bool,
    pub(crate) author: i64,
    pub(crate) owner: Option<i64>,
    /// The own side of a private post; of every inbound post that is told it.
    pub(crate) own_profile: Option<i64>,
    pub(crate) verdict: Option<(Audience, Rule)>,
    pub(crate) basis: i64,
    pub(crate) contact: Option<i64>,
    pub(crate) tree: i64,
    pub(crate) conversation: Option<i64>,
}

/// A post with what its derivation looks at.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) id: i64,
    pub(crate) network: i64,
    pub(crate) external_id: Rc<str>,
    pub(crate) created_at: i64,
    pub(crate) lang: Option<String>,
    /// The language found, where none is declared.
    found_lang: Option<String>,
    pub(crate) private: bool,
    pub(crate) kind: Kind,
    pub(crate) named: Named,
    pub(crate) dot_mention: bool,
    pub(crate) said_inbound: Option<bool>,
    /// The post it replies to; a mass mailing replies to none.
    pub(crate) parent: Option<Rc<str>>,
    /// Whom its text or marks name, in order; only of posts that may be inbound.
    pub(crate) mentions: Vec<(Option<String>, Option<String>)>,
    /// As stored; none for a post that is new, or whose derivation was taken back.
    pub(crate) before: Option<Derived>,
    pub(crate) now: Option<Derived>,
}

/// The posts at hand.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) nodes: HashMap<i64, Node>,
    by_key: HashMap<i64, HashMap<Rc<str>, Option<i64>>>,
    /// Derivations that asked for somebody: (network, name, post).
    pub(crate) asks: Vec<(i64, String, i64)>,
    /// The trees of new posts.
    pub(crate) labels: HashMap<i64, i64>,
    /// Trees that were looked at for a ring, and those that have one.
    pub(crate) looked_at: HashSet<i64>,
    pub(crate) rings: HashSet<i64>,
    /// Posts worked out in this run.
    pub(crate) worked: HashSet<i64>,
}

impl Node {
    /// A node of a post.
    pub(crate) fn of(id: i64, facts: &Facts<'_>, memory: &Memory) -> Result<Node, StoreError> {
        let outbound = is_outbound(facts.said_inbound, facts.named.author, memory);
        let mentions = if outbound {
            Vec::new()
        } else {
            mentions(facts, memory)?
        };
        let mailing = facts.mass_mailing;
        Ok(Node {
            id,
            network: facts.network,
            external_id: Rc::from(&*facts.external_id),
            created_at: facts.created_at,
            lang: facts.lang.as_deref().map(str::to_owned),
            found_lang: facts.found_language().map(str::to_owned),
            private: facts.visibility == Visibility::Private && !mailing,
            kind: facts.kind,
            named: Named {
                addressee: facts.named.addressee.filter(|_| !mailing),
                leading: facts.named.leading.filter(|_| !mailing),
                ..facts.named
            },
            dot_mention: facts.dot_mention && !mailing,
            said_inbound: facts.said_inbound,
            parent: facts.reply_to.as_deref().filter(|_| !mailing).map(Rc::from),
            mentions,
            before: None,
            now: None,
        })
    }

    /// Whether it is another's post shared without a word.
    pub(crate) fn is_repost(&self) -> bool {
        self.kind == Kind::Repost
    }

    /// The language that counts.
    pub(crate) fn language(&self) -> &str {
        facets::language(self.lang.as_deref(), self.found_lang.as_deref())
    }
}

/// Whom a reply is to: who is named by an id; else who wrote the post replied to, which says it more surely than a handle
/// that may have gone to somebody else; else whoever is named by a handle.
pub(super) fn addressee(node: &Node, parent: Option<&Node>, memory: &Memory) -> Option<i64> {
    let named = node.named.addressee;
    let by_id = |id: &i64| {
        memory
            .profiles
            .get(id)
            .is_some_and(|profile| profile.external_id.is_some())
    };
    named
        .filter(by_id)
        .or_else(|| parent.map(|parent| parent.named.author))
        .or(named)
}

pub(super) fn is_outbound(said_inbound: Option<bool>, author: i64, memory: &Memory) -> bool {
    if memory.book.has_table() {
        memory.owner(author).is_some()
    } else {
        said_inbound != Some(true)
    }
}

/// Id and handle of somebody who is named.
type NamedAccount = (Option<String>, Option<String>);

fn mentions(facts: &Facts<'_>, memory: &Memory) -> Result<Vec<NamedAccount>, StoreError> {
    if let Some(json) = &facts.mentions {
        let marked: Vec<Mention> = serde_json::from_str(json)
            .map_err(|error| StoreError::Corrupt(format!("mentions: {error}")))?;
        let name = |m: Mention| {
            (
                m.id.map(|id| key(&id).into_owned()),
                m.handle.map(|h| handle_key(&h).into_owned()),
            )
        };
        return Ok(marked.into_iter().map(name).collect());
    }
    if memory
        .book
        .network(facts.network)
        .is_some_and(|n| n.marks_mentions())
    {
        return Ok(Vec::new());
    }
    Ok(handles_in_text(&facts.text)
        .map(|h| (None, Some(handle_key(h).into_owned())))
        .collect())
}

pub(super) fn load_parents(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    posts: &[i64],
) -> Result<(), StoreError> {
    let keys = parent_keys(world, posts);
    load_by_key(tx, memory, world, keys)
}

fn parent_keys(world: &World, posts: &[i64]) -> Vec<(i64, Rc<str>)> {
    let mut keys: Vec<_> = posts
        .iter()
        .filter_map(|id| world.nodes.get(id))
        .filter_map(|node| Some((node.network, node.parent.clone()?)))
        .filter(|(network, key)| world.find(*network, key).is_none())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

impl World {
    /// The post under a key: none if nobody looked yet, `Some(None)` if there is none.
    pub(crate) fn find(&self, network: i64, key: &str) -> Option<Option<i64>> {
        self.by_key.get(&network)?.get(key).copied()
    }

    /// The tree of a post at hand.
    pub(crate) fn tree_of(&self, id: i64) -> Option<i64> {
        let node = self.nodes.get(&id)?;
        self.labels
            .get(&id)
            .copied()
            .or_else(|| node.now.as_ref().map(|now| now.tree))
    }

    /// The known parent of a post.
    pub(crate) fn parent_of(&self, node: &Node) -> Option<&Node> {
        let id = self.find(node.network, node.parent.as_deref()?)??;
        self.nodes.get(&id)
    }

    /// Who replies to whom among new posts, which no question to the database finds.
    pub(super) fn replies_among(&self, fresh: &[i64]) -> HashMap<(i64, Rc<str>), Vec<i64>> {
        let mut replies: HashMap<_, Vec<i64>> = HashMap::new();
        for node in fresh.iter().filter_map(|id| self.nodes.get(id)) {
            if let Some(parent) = &node.parent {
                replies
                    .entry((node.network, parent.clone()))
                    .or_default()
                    .push(node.id);
            }
        }
        replies
    }

    /// Takes up a post that was read, unless it is here already.
    pub(crate) fn add(&mut self, node: Node) {
        let known = self.by_key.entry(node.network).or_default();
        known.insert(node.external_id.clone(), Some(node.id));
        self.nodes.entry(node.id).or_insert(node);
    }
}

fn load_by_key(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    keys: Vec<(i64, Rc<str>)>,
) -> Result<(), StoreError> {
    let values: Vec<Value<'_>> = keys
        .iter()
        .flat_map(|(network, key)| [Value::Int(*network), Value::Text(key)])
        .collect();
    let mut read = Vec::new();
    tx.lookup(&BY_KEY, &values, &mut |_, row| {
        read.push(Found::read(row)?);
        Ok(())
    })?;
    for (network, key) in keys {
        world
            .by_key
            .entry(network)
            .or_default()
            .entry(key)
            .or_insert(None);
    }
    take_up(tx, memory, world, read).map(drop)
}

pub(super) fn load_children(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    parents: &[i64],
) -> Result<Vec<i64>, StoreError> {
    let nodes: Vec<&Node> = parents
        .iter()
        .filter_map(|id| world.nodes.get(id))
        .collect();
    let mut keys: Vec<_> = nodes.iter().map(|n| (n.network, &*n.external_id)).collect();
    keys.sort_unstable();
    let values: Vec<Value<'_>> = keys
        .iter()
        .flat_map(|(network, key)| [Value::Int(*network), (*key).into()])
        .collect();
    let mut read = Vec::new();
    tx.lookup(&CHILDREN, &values, &mut |_, row| {
        read.push(Found::read(row)?);
        Ok(())
    })?;
    take_up(tx, memory, world, read)
}

/// Loads posts by their id, as they are stored.
pub(crate) fn load_posts(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    ids: &[i64],
) -> Result<(), StoreError> {
    let mut wanted: Vec<i64> = ids
        .iter()
        .copied()
        .filter(|id| !world.nodes.contains_key(id))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let values: Vec<Value<'_>> = wanted.into_iter().map(Value::Int).collect();
    let mut read = Vec::new();
    tx.lookup(&BY_ROW, &values, &mut |_, row| {
        read.push(Found::read(row)?);
        Ok(())
    })?;
    take_up(tx, memory, world, read).map(drop)
}

/// A row that was read; its profiles may not be in memory yet.
pub(crate) struct Found {
    pub(crate) id: i64,
    pub(crate) facts: Facts<'static>,
    pub(crate) derived: Option<Derived>,
}

impl Found {
    pub(crate) fn read(row: &Row<'_>) -> Result<Found, StoreError> {
        Ok(Found {
            id: row.int(0)?,
            facts: Facts::read(row, 1)?,
            derived: read_derived(row, 27)?,
        })
    }
}

/// Makes nodes of what was read; answers their ids.
pub(crate) fn take_up(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    read: Vec<Found>,
) -> Result<Vec<i64>, StoreError> {
    let named = read.iter().map(|found| found.facts.named);
    let profiles = named
        .flat_map(|n| [Some(n.author), n.addressee, n.leading])
        .flatten();
    memory.load(tx, profiles)?;
    let authors = read
        .iter()
        .filter_map(|found| found.derived.as_ref())
        .map(|d| d.author);
    memory.load(tx, authors)?;
    let mut ids = Vec::with_capacity(read.len());
    for found in read {
        ids.push(found.id);
        if !world.nodes.contains_key(&found.id) {
            let mut node = Node::of(found.id, &found.facts, memory)?;
            node.before = found.derived.clone();
            node.now = found.derived;
            world.add(node);
        }
    }
    Ok(ids)
}

/// The columns of [`Found::read`].
pub(crate) const FOUND: &str = "id, network, external_id, created_at, kind, visibility, author_ref, addressee, first_named,
    dot_mention, said_inbound, mass_mailing, deleted, reply_to, quote_of, repost_of, lang, found_lang,
    found_confidence, likes, shares, replies, views, mentions, links, media, text, direction, author, owner,
    own_profile, audience, rule, basis, contact, tree, conversation";

const BY_KEY: Lookup = Lookup {
    select: FOUND,
    from: "posts",
    keys: &[Type::Int, Type::Text],
    condition: "network = {1} and external_id = {2} and direction is not null",
    tail: "",
};

const BY_ROW: Lookup = Lookup {
    select: FOUND,
    from: "posts",
    keys: &[Type::Int],
    condition: "id = {1}",
    tail: "",
};

const CHILDREN: Lookup = Lookup {
    select: FOUND,
    from: "posts",
    keys: &[Type::Int, Type::Text],
    condition: "network = {1} and reply_to = {2} and direction is not null and mass_mailing = 0",
    tail: "",
};

/// Reads the columns of [`FOUND`] from `direction` on; none where the derivation was taken back.
pub(crate) fn read_derived(row: &Row<'_>, at: usize) -> Result<Option<Derived>, StoreError> {
    let Some(direction) = row.opt_text(at)? else {
        return Ok(None);
    };
    let verdict = read_verdict(row, at + 4)?;
    Ok(Some(Derived {
        outbound: direction == "outbound",
        author: row.int(at + 1)?,
        owner: row.opt_int(at + 2)?,
        own_profile: row.opt_int(at + 3)?,
        verdict,
        basis: row.int(at + 6)?,
        contact: row.opt_int(at + 7)?,
        tree: row.int(at + 8)?,
        conversation: row.opt_int(at + 9)?,
    }))
}

/// Reads `audience` and `rule`, which stand beside each other.
pub(crate) fn read_verdict(
    row: &Row<'_>,
    at: usize,
) -> Result<Option<(Audience, Rule)>, StoreError> {
    Ok(match (row.opt_text(at)?, row.opt_int(at + 1)?) {
        (Some(audience), Some(rule)) => Some((audience_of(&audience)?, rule_of(rule)?)),
        _ => None,
    })
}

fn audience_of(text: &str) -> Result<Audience, StoreError> {
    match text {
        "one_to_one" => Ok(Audience::OneToOne),
        "one_to_many" => Ok(Audience::OneToMany),
        other => Err(StoreError::Corrupt(format!(
            "there is no audience {other:?}"
        ))),
    }
}

fn rule_of(number: i64) -> Result<Rule, StoreError> {
    match number {
        1 => Ok(Rule::Private),
        2 => Ok(Rule::Repost),
        3 => Ok(Rule::DotMention),
        4 => Ok(Rule::Reply),
        5 => Ok(Rule::LeadingMention),
        6 => Ok(Rule::Other),
        other => Err(StoreError::Corrupt(format!("there is no rule {other}"))),
    }
}
