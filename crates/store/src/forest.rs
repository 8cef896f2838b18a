//! Reply trees in the store: each post carries the tree it belongs to, named after one of its posts.
//!
//! When trees grow together, the smaller takes the name of the greater; so a post is renamed at most as often as its
//! tree doubles, and the whole import stays near-linear however the posts are ordered.

use crate::StoreError;
use crate::engine::{Engine, Insert, Lookup, Type, Update, Value};
use crate::settle::{Node, World};
use hashbrown::HashMap;
use rapport_model::conversation::Forest;
use std::rc::Rc;

/// What became of the trees.
#[derive(Debug, Default)]
pub(crate) struct Grown {
    /// Trees that took another's name: (from, to).
    pub(crate) renamed: Vec<(i64, i64)>,
    /// Inbound posts of renamed trees that only the tree can tell their brand.
    pub(crate) waiting: Vec<i64>,
}

/// What the batch knows of one tree.
#[derive(Default)]
struct Group {
    stored: Vec<i64>,
    first_new: Option<i64>,
}

/// Puts new posts, and posts that turned out to be replies, into their trees. `children` are the stored posts that
/// reply to one of the new ones.
pub(crate) fn grow(
    tx: &mut Engine,
    world: &mut World,
    new: &[i64],
    linked: &[i64],
    children: &[i64],
) -> Result<Grown, StoreError> {
    let siblings = siblings(tx, world, new, linked)?;
    let mut plot = Plot::default();
    let stored = stored_trees(world, new, linked, children, &siblings);
    plot.plant_stored(tx, world, &stored)?;
    for child in children.iter().filter_map(|id| world.nodes.get(id)) {
        if let (Some(parent), Some(tree)) = (&child.parent, world.tree_of(child.id)) {
            plot.hold(child.network, parent, tree);
        }
    }
    for ((network, key), tree) in &siblings {
        plot.hold(*network, key, *tree);
    }
    let mut at = HashMap::with_capacity(new.len());
    for node in new.iter().filter_map(|id| world.nodes.get(id)) {
        let post = plot.forest.plant(1, false);
        let place = plot.node_of_key(node.network, &node.external_id);
        plot.forest.join(post, place);
        at.insert(node.id, post);
    }
    for node in new
        .iter()
        .chain(linked)
        .filter_map(|id| world.nodes.get(id))
    {
        let Some(parent) = &node.parent else { continue };
        let from = match (at.get(&node.id), world.tree_of(node.id)) {
            (Some(from), _) => *from,
            (None, Some(tree)) => plot.node_of_tree(tree),
            (None, None) => continue,
        };
        let to = match world.parent_of(node) {
            Some(parent) if !at.contains_key(&parent.id) => match world.tree_of(parent.id) {
                Some(tree) => plot.node_of_tree(tree),
                None => continue,
            },
            _ => plot.node_of_key(node.network, parent),
        };
        plot.forest.reply(from, to);
    }
    let groups = plot.groups(&at);
    name(tx, world, &mut plot.forest, groups, &at)
}

/// The trees under which absent parents are known already.
fn siblings(
    tx: &mut Engine,
    world: &World,
    new: &[i64],
    linked: &[i64],
) -> Result<HashMap<(i64, Rc<str>), i64>, StoreError> {
    let nodes = new
        .iter()
        .chain(linked)
        .filter_map(|id| world.nodes.get(id));
    let absent = |node: &Node| {
        let key = node.parent.as_ref()?;
        let known = world.find(node.network, key).flatten().is_some();
        (!known).then(|| (node.network, key.clone()))
    };
    let mut keys: Vec<(i64, Rc<str>)> = nodes.filter_map(absent).collect();
    keys.sort_unstable();
    keys.dedup();
    let values: Vec<Value<'_>> = keys
        .iter()
        .flat_map(|(network, key)| [Value::Int(*network), Value::Text(key)])
        .collect();
    let mut found = Vec::new();
    tx.lookup(&SIBLING, &values, &mut |ordinal, row| {
        found.push((ordinal, row.int(0)?));
        Ok(())
    })?;
    let held = found
        .into_iter()
        .filter_map(|(ordinal, tree)| Some((keys.get(ordinal)?.clone(), tree)));
    Ok(held.collect())
}

fn stored_trees(
    world: &World,
    new: &[i64],
    linked: &[i64],
    children: &[i64],
    siblings: &HashMap<(i64, Rc<str>), i64>,
) -> Vec<i64> {
    let parents = new
        .iter()
        .chain(linked)
        .filter_map(|id| world.parent_of(world.nodes.get(id)?));
    let parents = parents.map(|parent| parent.id);
    let posts = children.iter().chain(linked).copied().chain(parents);
    let mut trees: Vec<i64> = posts.filter_map(|id| world.tree_of(id)).collect();
    trees.extend(siblings.values());
    trees.sort_unstable();
    trees.dedup();
    trees
}

/// The ground on which a batch's trees are put together.
#[derive(Default)]
struct Plot {
    forest: Forest,
    by_tree: HashMap<i64, usize>,
    by_key: HashMap<i64, HashMap<Rc<str>, usize>>,
}

impl Plot {
    fn plant_stored(
        &mut self,
        tx: &mut Engine,
        world: &mut World,
        trees: &[i64],
    ) -> Result<(), StoreError> {
        let keys: Vec<Value<'_>> = trees.iter().map(|tree| Value::Int(*tree)).collect();
        let mut sizes = HashMap::new();
        tx.lookup(&SIZE, &keys, &mut |_, row| {
            sizes.insert(row.int(0)?, (row.int(1)?, row.flag(2)?));
            Ok(())
        })?;
        for tree in trees {
            let (posts, ring) = sizes.get(tree).copied().unwrap_or((1, false));
            world.looked_at.insert(*tree);
            if ring {
                world.rings.insert(*tree);
            }
            self.by_tree
                .insert(*tree, self.forest.plant(posts.unsigned_abs(), ring));
        }
        Ok(())
    }

    fn node_of_tree(&mut self, tree: i64) -> usize {
        let forest = &mut self.forest;
        *self
            .by_tree
            .entry(tree)
            .or_insert_with(|| forest.plant(1, false))
    }

    /// The node of a post that is new or absent.
    fn node_of_key(&mut self, network: i64, key: &Rc<str>) -> usize {
        let keys = self.by_key.entry(network).or_default();
        match keys.get(key) {
            Some(node) => *node,
            None => {
                let node = self.forest.plant(0, false);
                keys.insert(key.clone(), node);
                node
            }
        }
    }

    /// Says that a stored tree has posts that reply to the key.
    fn hold(&mut self, network: i64, key: &Rc<str>, tree: i64) {
        let (place, tree) = (self.node_of_key(network, key), self.node_of_tree(tree));
        self.forest.join(place, tree);
    }

    fn groups(&mut self, new: &HashMap<i64, usize>) -> HashMap<usize, Group> {
        let mut groups: HashMap<usize, Group> = HashMap::with_capacity(new.len());
        for (tree, node) in &self.by_tree {
            groups
                .entry(self.forest.root(*node))
                .or_default()
                .stored
                .push(*tree);
        }
        for (post, node) in new {
            let group = groups.entry(self.forest.root(*node)).or_default();
            group.first_new = Some(group.first_new.map_or(*post, |first| first.min(*post)));
        }
        groups
    }
}

/// Names each tree, and saves what is to be saved of it.
fn name(
    tx: &mut Engine,
    world: &mut World,
    forest: &mut Forest,
    groups: HashMap<usize, Group>,
    new: &HashMap<i64, usize>,
) -> Result<Grown, StoreError> {
    let mut grown = Grown::default();
    let mut names = HashMap::with_capacity(groups.len());
    let mut rows: Vec<[i64; 3]> = Vec::new();
    let sizes = sizes_of(tx, &groups)?;
    for (root, group) in groups {
        // The greatest keeps its name, of equal ones the oldest.
        let greatest = group.stored.iter().copied().max_by_key(|tree| {
            (
                sizes.get(tree).copied().unwrap_or(1),
                std::cmp::Reverse(*tree),
            )
        });
        let Some(name) = greatest.or(group.first_new) else {
            continue;
        };
        let (posts, ring) = (forest.posts(root), forest.has_ring(root));
        names.insert(root, name);
        world.looked_at.insert(name);
        if ring {
            world.rings.insert(name);
        }
        if posts > 1 || ring {
            rows.push([name, posts.cast_signed(), i64::from(ring)]);
        }
        grown.renamed.extend(
            group
                .stored
                .iter()
                .filter(|tree| **tree != name)
                .map(|tree| (*tree, name)),
        );
    }
    for (post, node) in new {
        if let Some(name) = names.get(&forest.root(*node)) {
            world.labels.insert(*post, *name);
        }
    }
    rows.sort_unstable();
    let rows: Vec<Value<'_>> = rows.iter().flatten().map(|n| Value::Int(*n)).collect();
    tx.insert(&TREES, &rows)?;
    rename(tx, world, &mut grown)?;
    Ok(grown)
}

fn sizes_of(
    tx: &mut Engine,
    groups: &HashMap<usize, Group>,
) -> Result<HashMap<i64, i64>, StoreError> {
    let several = groups.values().filter(|group| group.stored.len() > 1);
    let keys: Vec<Value<'_>> = several
        .flat_map(|group| &group.stored)
        .map(|tree| Value::Int(*tree))
        .collect();
    let mut sizes = HashMap::new();
    tx.lookup(&SIZE, &keys, &mut |_, row| {
        sizes.insert(row.int(0)?, row.int(1)?);
        Ok(())
    })?;
    Ok(sizes)
}

fn rename(tx: &mut Engine, world: &mut World, grown: &mut Grown) -> Result<(), StoreError> {
    let (renamed, waiting) = (&mut grown.renamed, &mut grown.waiting);
    if renamed.is_empty() {
        return Ok(());
    }
    renamed.sort_unstable();
    let keys: Vec<Value<'_>> = renamed.iter().map(|(from, _)| Value::Int(*from)).collect();
    for lookup in [&WAITING_MEMBERS, &WAITING_FIRST] {
        tx.lookup(lookup, &keys, &mut |_, row| {
            waiting.push(row.int(0)?);
            Ok(())
        })?;
    }
    let rows: Vec<Value<'_>> = renamed
        .iter()
        .flat_map(|(from, to)| [Value::Int(*to), Value::Int(*from)])
        .collect();
    tx.update(&RENAME_MEMBERS, &rows)?;
    tx.update(&RENAME_FIRST, &rows)?;
    for (from, _) in renamed.iter() {
        tx.execute("delete from trees where id = $1", &[(*from).into()])?;
    }
    let names: HashMap<i64, i64> = renamed.iter().copied().collect();
    for node in world.nodes.values_mut() {
        for derived in [&mut node.before, &mut node.now].into_iter().flatten() {
            if let Some(name) = names.get(&derived.tree) {
                derived.tree = *name;
            }
        }
    }
    Ok(())
}

const SIBLING: Lookup = Lookup {
    select: "tree",
    from: "posts",
    keys: &[Type::Int, Type::Text],
    condition: "network = {1} and reply_to = {2} and tree is not null and mass_mailing = 0",
    tail: "limit 1",
};

const SIZE: Lookup = Lookup {
    select: "id, posts, ring",
    from: "trees",
    keys: &[Type::Int],
    condition: "id = {1}",
    tail: "",
};

const TREES: Insert = Insert {
    table: "trees",
    columns: &[&[("id", Type::Int), ("posts", Type::Int), ("ring", Type::Int)]],
    conflict: "on conflict (id) do update set posts = excluded.posts, ring = excluded.ring",
};

const WAITING_MEMBERS: Lookup = Lookup {
    select: "id",
    from: "posts",
    keys: &[Type::Int],
    condition: "tree = {1} and tree <> id and direction = 'inbound' and basis in (0, 4)",
    tail: "",
};

const WAITING_FIRST: Lookup = Lookup {
    select: "id",
    from: "posts",
    keys: &[Type::Int],
    condition: "id = {1} and direction = 'inbound' and basis in (0, 4)",
    tail: "",
};

// The condition names the index of trees with several posts; the post that gave its name stands outside it.
const RENAME_MEMBERS: Update = Update {
    table: "posts",
    set: &[&[("tree", Type::Int)]],
    key: &[("tree", Type::Int)],
    also: "and tree <> id",
};

const RENAME_FIRST: Update = Update {
    table: "posts",
    set: &[&[("tree", Type::Int)]],
    key: &[("id", Type::Int)],
    also: "",
};
