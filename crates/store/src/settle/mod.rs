//! What follows from a set of posts: direction, brand, audience, contact, tree.
//!
//! [`settle`] takes posts whose facts are new or changed, loads what they hang on (parents, siblings below an absent
//! parent, children), and works outward until nothing changes any more. The work grows with what changes, not with the
//! length of the threads: a post takes the result of its parent as it stands. Only where replies run in a ring could
//! two stale results keep each other alive; in such a tree the whole way up is worked out together.

mod inbound;
mod outbound;
mod world;

pub(crate) use world::{
    Derived, FOUND, Found, Node, World, load_posts, read_derived, read_verdict, take_up,
};

use crate::StoreError;
use crate::engine::{Engine, Lookup, Type, Value};
use crate::forest::{self, Grown};
use crate::memory::Memory;
use hashbrown::{HashMap, HashSet};
use inbound::inbound;
use outbound::outbound;
use rapport_model::conversation::Evidence;
use world::{addressee, is_outbound, load_children, load_parents};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    AsItStands,
    Endless,
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
    let mut front: Vec<i64> = new.iter().chain(touched).copied().collect();
    load_parents(tx, memory, world, &front)?;
    let children = load_children(tx, memory, world, new)?;
    let grown = forest::grow(tx, world, new, linked, &children)?;
    let fresh: HashSet<i64> = new.iter().copied().collect();
    front.extend(children);
    let mut first_round = true;
    let mut at_hand = None;
    while !front.is_empty() {
        load_parents(tx, memory, world, &front)?;
        close_rings(tx, memory, world, &mut front)?;
        let mut changed = work_out(tx, memory, world, &front)?;
        // The children of new posts stand in the first front already.
        changed.retain(|id| !first_round || !fresh.contains(id));
        first_round = false;
        front = load_children(tx, memory, world, &changed)?;
        if changed.is_empty() {
            continue;
        }
        let replies = at_hand.get_or_insert_with(|| world.replies_among(new));
        for node in changed.iter().filter_map(|id| world.nodes.get(id)) {
            let key = (node.network, node.external_id.clone());
            front.extend(replies.get(&key).into_iter().flatten());
        }
    }
    Ok(grown)
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
        let to = addressee(node, Some(parent), memory);
        to.is_some_and(|to| memory.meant(to) == author)
            && !node.private
            && !node.is_repost()
            && !node.dot_mention
    } else {
        memory.meant(parent.named.author) == author
    }
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
        let kept = !node.private
            && before.basis == Evidence::Answered as i64
            && !now.outbound
            && now.owner.is_none();
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
    let named = [node.named.addressee, node.named.leading];
    let handles = named
        .into_iter()
        .flatten()
        .filter_map(|id| memory.profiles.get(&id)?.handle_key.clone());
    handles
        .map(|handle| (node.network, format!("@{handle}"), node.id))
        .collect()
}

const RING: Lookup = Lookup {
    select: "id",
    from: "trees",
    keys: &[Type::Int],
    condition: "id = {1} and ring = 1",
    tail: "",
};
