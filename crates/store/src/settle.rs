//! What follows from a set of posts: direction, brand, audience, contact, tree.
//!
//! [`settle`] takes posts whose facts are new or changed, loads what they hang on (parents, siblings below an absent
//! parent, children), and works outward until nothing changes any more. The work grows with what changes, not with the
//! length of the threads: a post takes the result of its parent as it stands. Only where replies run in a ring could
//! two stale results keep each other alive; in such a tree the whole way up is worked out together.

use crate::StoreError;
use crate::engine::{Engine, Lookup, Row, Type, Value};
use crate::facts::{Facts, word};
use crate::forest::{self, Grown};
use crate::keys::{handle_key, key};
use crate::memory::Memory;
use crate::resolve::{Named, own_name};
use hashbrown::{HashMap, HashSet};
use rapport_model::audience::{self, Addressee, Judgement, Leading, Outbound};
use rapport_model::conversation::{
    ContactFrom, Evidence, brand_of_inbound, contact_by_own_text, contact_of_outbound,
    handles_in_text,
};
use rapport_model::{Audience, Kind, Mention, Rule, Visibility};

/// How an outbound post came by its audience.
pub(crate) const BY_ITSELF: i64 = 0;
const BY_THREAD: i64 = 1;
const ENDLESS: i64 = 2;

/// Stands for the profile of a brand that is named by a handle which no stored profile has.
const NO_PROFILE: i64 = 0;

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
    pub(crate) external_id: String,
    pub(crate) created_at: i64,
    pub(crate) lang: Option<String>,
    pub(crate) private: bool,
    pub(crate) repost: bool,
    pub(crate) named: Named,
    pub(crate) dot_mention: bool,
    pub(crate) said_inbound: Option<bool>,
    /// The post it replies to; a mass mailing replies to none.
    pub(crate) parent: Option<String>,
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
    by_key: HashMap<i64, HashMap<String, Option<i64>>>,
    /// Derivations that asked for somebody: (network, name, post).
    pub(crate) asks: Vec<(i64, String, i64)>,
    /// The trees of new posts.
    pub(crate) labels: HashMap<i64, i64>,
    /// Trees that were looked at for a ring, and those that have one.
    pub(crate) looked_at: HashSet<i64>,
    pub(crate) rings: HashSet<i64>,
    /// New posts after the first round: from then on they change like any other.
    again: HashSet<i64>,
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
            external_id: facts.external_id.clone().into_owned(),
            created_at: facts.created_at,
            lang: facts.lang.as_deref().map(str::to_owned),
            private: facts.visibility == Visibility::Private && !mailing,
            repost: facts.kind == Kind::Repost,
            named: Named {
                addressee: facts.named.addressee.filter(|_| !mailing),
                leading: facts.named.leading.filter(|_| !mailing),
                ..facts.named
            },
            dot_mention: facts.dot_mention && !mailing,
            said_inbound: facts.said_inbound,
            parent: facts
                .reply_to
                .as_deref()
                .filter(|_| !mailing)
                .map(str::to_owned),
            mentions,
            before: None,
            now: None,
        })
    }
}

fn is_outbound(said_inbound: Option<bool>, author: i64, memory: &Memory) -> bool {
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
                m.handle.map(|h| handle_key(&h)),
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
        .map(|h| (None, Some(handle_key(h))))
        .collect())
}

/// Works out `new` posts and, again, `touched` ones, and everything that hangs on them. `linked` are those of the
/// touched that were no replies before.
pub(crate) fn settle(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    new: &[i64],
    touched: &[i64],
    linked: &[i64],
) -> Result<Grown, StoreError> {
    for id in new {
        if let Some(node) = world.nodes.get(id) {
            let known = world.by_key.entry(node.network).or_default();
            known.insert(node.external_id.clone(), Some(*id));
        }
    }
    let mut front: Vec<i64> = new.iter().chain(touched).copied().collect();
    load_parents(tx, memory, world, &front)?;
    let children = load_children(tx, memory, world, new)?;
    let grown = forest::grow(tx, world, new, linked, &children)?;
    let fresh: HashSet<i64> = new.iter().copied().collect();
    front.extend(children);
    while !front.is_empty() {
        load_parents(tx, memory, world, &front)?;
        close_rings(tx, memory, world, &mut front)?;
        let mut changed = work_out(tx, memory, world, &front)?;
        // The children of new posts stand in the first front already.
        changed.retain(|id| !fresh.contains(id) || world.again.contains(id));
        world.again.extend(&fresh);
        front = load_children(tx, memory, world, &changed)?;
        front.extend(world.children_at_hand(&changed, &fresh));
    }
    Ok(grown)
}

fn load_parents(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    posts: &[i64],
) -> Result<(), StoreError> {
    let keys = parent_keys(world, posts);
    load_by_key(tx, memory, world, keys)
}

fn parent_keys(world: &World, posts: &[i64]) -> Vec<(i64, String)> {
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

    /// The children of posts among those that are not in the database yet.
    fn children_at_hand(&self, parents: &[i64], fresh: &HashSet<i64>) -> Vec<i64> {
        if parents.is_empty() {
            return Vec::new();
        }
        let parents: HashSet<i64> = parents.iter().copied().collect();
        let below = |id: &i64| {
            let parent = self.nodes.get(id).and_then(|node| self.parent_of(node));
            parent.is_some_and(|parent| parents.contains(&parent.id))
        };
        fresh.iter().copied().filter(below).collect()
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
    keys: Vec<(i64, String)>,
) -> Result<(), StoreError> {
    let values: Vec<Value<'_>> = keys
        .iter()
        .flat_map(|(network, key)| [Value::Int(*network), key.into()])
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

fn load_children(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    parents: &[i64],
) -> Result<Vec<i64>, StoreError> {
    let nodes: Vec<&Node> = parents
        .iter()
        .filter_map(|id| world.nodes.get(id))
        .collect();
    let mut keys: Vec<_> = nodes
        .iter()
        .map(|n| (n.network, n.external_id.as_str()))
        .collect();
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
    id: i64,
    facts: Facts<'static>,
    derived: Option<Derived>,
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

/// In a tree with a ring, adds to the front everything above it.
fn close_rings(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    front: &mut Vec<i64>,
) -> Result<(), StoreError> {
    look_for_rings(tx, world, front)?;
    if world.rings.is_empty() {
        return Ok(());
    }
    let mut there: HashSet<i64> = front.iter().copied().collect();
    let mut edge = front.clone();
    while !edge.is_empty() {
        edge.retain(|id| {
            world
                .tree_of(*id)
                .is_some_and(|tree| world.rings.contains(&tree))
        });
        load_parents(tx, memory, world, &edge)?;
        let above = edge
            .iter()
            .filter_map(|id| world.parent_of(world.nodes.get(id)?).map(|p| p.id));
        edge = above.filter(|id| there.insert(*id)).collect();
        front.extend(&edge);
    }
    Ok(())
}

fn look_for_rings(tx: &mut Engine, world: &mut World, front: &[i64]) -> Result<(), StoreError> {
    let trees: HashSet<i64> = front.iter().filter_map(|id| world.tree_of(*id)).collect();
    let trees: Vec<i64> = trees
        .into_iter()
        .filter(|tree| world.looked_at.insert(*tree))
        .collect();
    let keys: Vec<Value<'_>> = trees.iter().map(|tree| Value::Int(*tree)).collect();
    let rings = &mut world.rings;
    tx.lookup(&RING, &keys, &mut |_, row| {
        rings.insert(row.int(0)?);
        Ok(())
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    OnTheWay,
    InRing,
    Done,
}

/// Works out the posts of the front, parents first; answers those that changed.
fn work_out(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    front: &[i64],
) -> Result<Vec<i64>, StoreError> {
    let among: HashSet<i64> = front.iter().copied().collect();
    let mut marks: HashMap<i64, Mark> = HashMap::with_capacity(front.len());
    let mut changed = Vec::new();
    let mut way = Vec::new();
    for &start in front {
        let mut at = start;
        let mut ring = false;
        way.clear();
        loop {
            match marks.get(&at) {
                Some(Mark::OnTheWay) => {
                    ring = true;
                    break;
                }
                Some(Mark::Done | Mark::InRing) => break,
                None => {}
            }
            if !among.contains(&at) {
                break;
            }
            marks.insert(at, Mark::OnTheWay);
            way.push(at);
            let Some(node) = world.nodes.get(&at) else {
                break;
            };
            let Some(parent) = world.parent_of(node) else {
                break;
            };
            let above = parent.id;
            if !leans_on(node, parent, memory) || told_by_itself(tx, memory, world, at)? {
                break;
            }
            at = above;
        }
        for &id in way.iter().rev() {
            let above = if ring {
                Above::Endless
            } else {
                Above::AsItStands
            };
            // Only the ring itself has no end of its own; what hangs below it reads that from its parent.
            marks.insert(id, if ring { Mark::InRing } else { Mark::Done });
            if ring && id == at {
                ring = false;
            }
            if work_out_one(tx, memory, world, id, above)? {
                changed.push(id);
            }
        }
    }
    Ok(changed)
}

/// Whether an inbound post in a ring has its brand without its parent.
fn told_by_itself(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &World,
    id: i64,
) -> Result<bool, StoreError> {
    let Some(node) = world.nodes.get(&id) else {
        return Ok(false);
    };
    let in_ring = world
        .tree_of(id)
        .is_some_and(|tree| world.rings.contains(&tree));
    if !in_ring || is_outbound(node.said_inbound, node.named.author, memory) {
        return Ok(false);
    }
    let alone = inbound(
        tx,
        node,
        world.parent_of(node),
        Above::Endless,
        memory,
        &mut Vec::new(),
    )?;
    Ok(alone.owner.is_some())
}

/// Whether a post takes its result from its parent. In a ring that must be exact, elsewhere too much does no harm.
fn leans_on(node: &Node, parent: &Node, memory: &Memory) -> bool {
    let author = memory.meant(node.named.author);
    let outbound = is_outbound(node.said_inbound, node.named.author, memory);
    if outbound != is_outbound(parent.said_inbound, parent.named.author, memory) {
        return false;
    }
    if outbound {
        let to = node.named.addressee.unwrap_or(parent.named.author);
        memory.meant(to) == author && !node.private && !node.repost && !node.dot_mention
    } else {
        memory.meant(parent.named.author) == author
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    AsItStands,
    Endless,
}

fn work_out_one(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    id: i64,
    above: Above,
) -> Result<bool, StoreError> {
    let Some(node) = world.nodes.get(&id) else {
        return Ok(false);
    };
    let parent = world.parent_of(node);
    let mut asks = Vec::new();
    let mut now = if is_outbound(node.said_inbound, node.named.author, memory) {
        outbound(node, parent, above, memory)
    } else {
        inbound(tx, node, parent, above, memory, &mut asks)?
    };
    let first = node.now.is_none();
    now.tree = world.labels.get(&id).copied().unwrap_or(id);
    if let Some(before) = &node.now {
        now.tree = before.tree;
        // What the tree told is looked up again when it is known who else spoke.
        let kept =
            before.basis == Evidence::Answered as i64 && !now.outbound && now.owner.is_none();
        if kept {
            now.owner = before.owner;
            now.basis = before.basis;
        }
        let same_pair = (before.own_profile, before.contact) == (now.own_profile, now.contact);
        let leaves =
            node.private && (!same_pair || now.own_profile.is_none() || now.owner.is_none());
        now.conversation = before.conversation.filter(|_| !leaves);
    }
    asks.extend(asks_by_handle(node, memory));
    let changed = first || node.now.as_ref() != Some(&now);
    world.worked.insert(id);
    world.asks.extend(asks);
    if let Some(node) = world.nodes.get_mut(&id) {
        node.now = Some(now);
    }
    Ok(changed)
}

/// A post that names somebody by nothing but a handle has to be asked again when an id shows that handle.
fn asks_by_handle(node: &Node, memory: &Memory) -> Vec<(i64, String, i64)> {
    if node.before.is_some() {
        return Vec::new();
    }
    let named = [node.named.addressee, node.named.leading];
    let handles = named
        .into_iter()
        .flatten()
        .filter_map(|id| memory.profiles.get(&id)?.handle_key.clone());
    handles
        .map(|handle| (node.network, format!("@{handle}"), node.id))
        .collect()
}

fn outbound(node: &Node, parent: Option<&Node>, above: Above, memory: &Memory) -> Derived {
    let author = memory.meant(node.named.author);
    let owner = if memory.book.has_table() {
        memory.owner(author)
    } else {
        Some(-author)
    };
    let own = |profile: i64| memory.owner(profile) == owner;
    let to = node
        .named
        .addressee
        .or_else(|| parent.map(|p| p.named.author))
        .map(|to| memory.meant(to));
    let leading = node.named.leading.map(|leading| memory.meant(leading));
    let post = Outbound {
        private: node.private,
        repost: node.repost,
        dot_mention: node.dot_mention,
        addressee: match to {
            None => Addressee::Nobody,
            Some(to) if to == author => Addressee::Author,
            Some(to) if own(to) => Addressee::OwnBrand,
            Some(_) => Addressee::Other,
        },
        leading: match leading {
            None => Leading::Nobody,
            Some(leading) if leading == author || own(leading) => Leading::OwnBrand,
            Some(_) => Leading::Other,
        },
    };
    let thread = thread_of(parent, above);
    let by_text = audience::by_own_text(post.leading);
    let verdict = match audience::judge(&post) {
        Judgement::Settled(verdict) => (verdict.audience, verdict.rule),
        Judgement::Thread => match thread {
            Thread::From(parent) => (
                parent.verdict.map_or(by_text, |(audience, _)| audience),
                Rule::Reply,
            ),
            Thread::Endless | Thread::Oldest => (by_text, Rule::Reply),
        },
    };
    let mut basis = BY_ITSELF;
    let mut from = contact_of_outbound(&post);
    let mut contact = None;
    if from == ContactFrom::Thread {
        basis = if matches!(thread, Thread::Endless) {
            ENDLESS
        } else {
            BY_THREAD
        };
        match thread {
            Thread::From(parent) => contact = parent.contact,
            Thread::Endless | Thread::Oldest => from = contact_by_own_text(post.leading),
        }
    }
    match from {
        ContactFrom::Addressee => contact = to.and_then(|to| memory.contact(to)),
        ContactFrom::LeadingMention => contact = leading.and_then(|l| memory.contact(l)),
        ContactFrom::Nobody | ContactFrom::Thread => {}
    }
    Derived {
        outbound: true,
        author,
        owner,
        own_profile: node.private.then_some(author),
        verdict: Some(verdict),
        basis,
        contact,
        tree: node.id,
        conversation: None,
    }
}

enum Thread<'a> {
    From(&'a Derived),
    /// The chain of parents never ends.
    Endless,
    /// There is no known post above that could decide.
    Oldest,
}

fn thread_of(parent: Option<&Node>, above: Above) -> Thread<'_> {
    if above == Above::Endless {
        return Thread::Endless;
    }
    match parent.and_then(|p| p.now.as_ref()) {
        Some(derived) if !derived.outbound => Thread::Oldest,
        Some(derived) if derived.basis == ENDLESS => Thread::Endless,
        Some(derived) => Thread::From(derived),
        None => Thread::Oldest,
    }
}

fn inbound(
    tx: &mut Engine,
    node: &Node,
    parent: Option<&Node>,
    above: Above,
    memory: &mut Memory,
    asks: &mut Vec<(i64, String, i64)>,
) -> Result<Derived, StoreError> {
    let author = memory.meant(node.named.author);
    let own = |profile: i64, memory: &Memory| {
        let profile = memory.meant(profile);
        memory
            .owner(profile)
            .filter(|_| profile != author)
            .map(|owner| (owner, profile))
    };
    let to = node
        .named
        .addressee
        .or_else(|| parent.map(|p| p.named.author));
    let replied_to = to.and_then(|to| own(to, memory));
    // What a table says of a profile stays; who owns itself by writing may turn out not to have written.
    if let (true, Some(to)) = (
        replied_to.is_none() || !memory.book.has_table(),
        to.and_then(|to| memory.profiles.get(&to)),
    ) {
        asks.extend(own_name(to).map(|(network, name)| (network, name, node.id)));
    }
    let mut mentioned = None;
    if replied_to.is_none() {
        for (id, handle) in &node.mentions {
            if let Some(handle) = handle {
                asks.push((node.network, format!("@{handle}"), node.id));
            }
            if let Some(id) = id {
                asks.push((node.network, format!("#{id}"), node.id));
            }
            mentioned = own_by_name(tx, memory, node.network, id.as_deref(), handle.as_deref())?
                .filter(|(_, profile)| *profile != author);
            if mentioned.is_some() {
                break;
            }
        }
    }
    let above = parent
        .filter(|p| above == Above::AsItStands && memory.meant(p.named.author) == author)
        .and_then(|p| p.now.as_ref())
        .filter(|p| !p.outbound && p.basis != Evidence::Answered as i64)
        .and_then(|p| Some((p.owner?, p.own_profile.unwrap_or(NO_PROFILE))));
    let found = brand_of_inbound(replied_to, mentioned, above, None);
    Ok(Derived {
        outbound: false,
        author,
        owner: found.map(|((owner, _), _)| owner),
        own_profile: found
            .map(|((_, profile), _)| profile)
            .filter(|p| *p != NO_PROFILE),
        verdict: None,
        basis: found.map_or(0, |(_, evidence)| evidence as i64),
        contact: memory.contact(author),
        tree: node.id,
        conversation: None,
    })
}

/// The own profile that a name means, with its owner.
fn own_by_name(
    tx: &mut Engine,
    memory: &mut Memory,
    network: i64,
    id: Option<&str>,
    handle: Option<&str>,
) -> Result<Option<(i64, i64)>, StoreError> {
    if let Some(id) = id {
        let found = tx.first(
            "select id from profiles where network = $1 and external_id = $2",
            &[network.into(), id.into()],
            |row| row.int(0),
        )?;
        memory.load(tx, found)?;
        if let Some(owned) = found.and_then(|p| Some((memory.owner(p)?, p))) {
            return Ok(Some(owned));
        }
        if let Some(brand) = memory.book.brand_of_id(network, id) {
            return Ok(Some((brand, NO_PROFILE)));
        }
    }
    let Some(handle) = handle else {
        return Ok(None);
    };
    if memory.book.has_table() && memory.book.brand_of_handle(network, handle).is_none() {
        return Ok(None);
    }
    let showed = tx.first(
        "select p.id from profile_handles h join profiles p on p.id = h.profile
         where h.network = $1 and h.handle_key = $2 and p.owner is not null
         order by p.listed is null, p.external_id limit 1",
        &[network.into(), handle.into()],
        |row| row.int(0),
    )?;
    let found = match showed {
        Some(profile) => Some(profile),
        None => tx.first(
            "select id from profiles where network = $1 and handle_key = $2 and external_id is null",
            &[network.into(), handle.into()],
            |row| row.int(0),
        )?,
    };
    memory.load(tx, found)?;
    let brand = memory.book.brand_of_handle(network, handle);
    Ok(match found {
        Some(profile) => {
            let owner = memory.owner(profile).or(brand);
            owner.map(|owner| (owner, memory.meant(profile)))
        }
        None => brand.map(|brand| (brand, NO_PROFILE)),
    })
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

const RING: Lookup = Lookup {
    select: "id",
    from: "trees",
    keys: &[Type::Int],
    condition: "id = {1} and ring = 1",
    tail: "",
};

/// Reads the columns of [`FOUND`] from `direction` on; none where the derivation was taken back.
pub(crate) fn read_derived(row: &Row<'_>, at: usize) -> Result<Option<Derived>, StoreError> {
    let Some(direction) = row.opt_text(at)? else {
        return Ok(None);
    };
    let verdict = match (row.opt_text(at + 4)?, row.opt_int(at + 5)?) {
        (Some(audience), Some(rule)) => Some((audience_of(&audience)?, rule_of(rule)?)),
        _ => None,
    };
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

fn audience_of(text: &str) -> Result<Audience, StoreError> {
    match text {
        "one_to_one" => Ok(Audience::OneToOne),
        "one_to_many" => Ok(Audience::OneToMany),
        other => word::<Kind>(other).map(|_| Audience::OneToMany),
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
