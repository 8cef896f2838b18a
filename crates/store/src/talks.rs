//! Public conversations: a row for each (tree, contact, owner) that has posts.

use crate::StoreError;
use crate::conversations::{
    CONVERSATION, Conversation, Totals, first_to_speak, read, totals, write,
};
use crate::engine::{Engine, Lookup, Type, Update, Value};
use crate::memory::{Memory, take};
use crate::settle::{Derived, FOUND, Found, Node, World, load_posts, take_up};
use crate::write::update_derived;
use hashbrown::{HashMap, HashSet};
use rapport_model::conversation::Evidence;

/// Tree, contact, owner.
type Key = (i64, i64, i64);

/// The public conversations that a batch touches.
#[derive(Default)]
pub(crate) struct Talks {
    rows: HashMap<i64, Conversation>,
    by_key: HashMap<Key, i64>,
    /// Those whose totals cannot be had by adding.
    recount: HashSet<i64>,
    dirty: HashSet<i64>,
    new: HashSet<i64>,
    /// (tree, contact) where another brand may have been the first to speak.
    answered: HashSet<(i64, i64)>,
}

/// The conversation a post belongs to by its own, once its brand is known.
fn key_of(node: &Node, derived: &Derived) -> Option<Key> {
    if node.private {
        return None;
    }
    Some((derived.tree, derived.contact?, derived.owner?))
}

impl Talks {
    /// Carries conversations over to the trees that theirs have become part of.
    pub(crate) fn rename(
        &mut self,
        tx: &mut Engine,
        world: &mut World,
        renamed: &[(i64, i64)],
    ) -> Result<(), StoreError> {
        let trees: Vec<Value<'_>> = renamed.iter().map(|(from, _)| Value::Int(*from)).collect();
        let mut moving = Vec::new();
        tx.lookup(&OF_TREE, &trees, &mut |ordinal, row| {
            moving.push((ordinal, read(row)?));
            Ok(())
        })?;
        let moving: Vec<(i64, Conversation)> = moving
            .into_iter()
            .filter_map(|(ordinal, row)| Some((renamed.get(ordinal)?.1, row)))
            .collect();
        let keys = moving
            .iter()
            .map(|(to, row)| (*to, row.contact, row.owner))
            .collect();
        self.load(tx, keys)?;
        let mut merged: HashMap<i64, i64> = HashMap::new();
        for (to, mut row) in moving {
            self.answered.insert((to, row.contact));
            let key = (to, row.contact, row.owner);
            if let Some(keep) = self.by_key.get(&key) {
                merged.insert(row.id, *keep);
                self.recount.insert(*keep);
            } else {
                row.tree = Some(to);
                self.by_key.insert(key, row.id);
                self.dirty.insert(row.id);
                self.rows.insert(row.id, row);
            }
        }
        merge(tx, world, &merged)
    }

    /// Finds the conversations of the keys.
    fn load(&mut self, tx: &mut Engine, mut keys: Vec<Key>) -> Result<(), StoreError> {
        keys.retain(|key| !self.by_key.contains_key(key));
        keys.sort_unstable();
        keys.dedup();
        let values: Vec<Value<'_>> = keys
            .iter()
            .flat_map(|(tree, contact, owner)| [*tree, *contact, *owner])
            .map(Value::Int)
            .collect();
        tx.lookup(&BY_KEY, &values, &mut |_, row| {
            let row = read(row)?;
            if let Some(tree) = row.tree {
                self.by_key.insert((tree, row.contact, row.owner), row.id);
            }
            self.rows.insert(row.id, row);
            Ok(())
        })
    }

    /// Puts posts into their conversations, making those that are missing. Trees from `first_new` on are new.
    pub(crate) fn place(
        &mut self,
        tx: &mut Engine,
        memory: &mut Memory,
        world: &mut World,
        posts: &[i64],
        first_new: i64,
    ) -> Result<(), StoreError> {
        let nodes = posts.iter().filter_map(|id| world.nodes.get(id));
        let keys = nodes.filter_map(|node| key_of(node, node.now.as_ref()?));
        self.load(tx, keys.filter(|(tree, _, _)| *tree < first_new).collect())?;
        for id in posts {
            let Some(node) = world.nodes.get_mut(id) else {
                continue;
            };
            let Some(now) = &node.now else { continue };
            if node.private {
                let was = node.before.as_ref().and_then(|before| before.conversation);
                self.recount
                    .extend(was.filter(|was| now.conversation != Some(*was)));
                continue;
            }
            let place = key_of(node, now).map(|key| self.find_or_make(memory, key));
            let was = node.before.as_ref().and_then(|before| before.conversation);
            self.count(node, now.outbound, was, place);
            if let Some(now) = &mut node.now {
                now.conversation = place;
            }
        }
        Ok(())
    }

    fn find_or_make(&mut self, memory: &mut Memory, key: Key) -> i64 {
        if let Some(id) = self.by_key.get(&key) {
            return *id;
        }
        let id = take(&mut memory.next.conversation);
        let (tree, contact, owner) = key;
        self.by_key.insert(key, id);
        self.new.insert(id);
        let (tree, totals) = (Some(tree), Totals::default());
        self.rows.insert(
            id,
            Conversation {
                id,
                tree,
                own_profile: None,
                owner,
                contact,
                totals,
            },
        );
        id
    }

    fn count(&mut self, node: &Node, outbound: bool, was: Option<i64>, is: Option<i64>) {
        match (was, is) {
            (None, Some(is)) => {
                if let Some(row) = self.rows.get_mut(&is) {
                    let first = row.totals.first_outbound.clone();
                    row.totals.add(outbound, node.created_at, &node.external_id);
                    if let (true, Some(tree)) = (first != row.totals.first_outbound, row.tree) {
                        self.answered.insert((tree, row.contact));
                    }
                    self.dirty.insert(is);
                }
            }
            // What was counted may have changed its direction or its time.
            (Some(was), is) => self.recount.extend([Some(was), is].into_iter().flatten()),
            (None, None) => {}
        }
    }

    /// Saves the conversations; the posts have to be written before.
    pub(crate) fn save(&mut self, tx: &mut Engine) -> Result<(), StoreError> {
        let missing: Vec<i64> = self
            .recount
            .iter()
            .copied()
            .filter(|id| !self.rows.contains_key(id))
            .collect();
        let keys: Vec<Value<'_>> = missing.into_iter().map(Value::Int).collect();
        let rows = &mut self.rows;
        tx.lookup(&BY_ROW, &keys, &mut |_, row| {
            let row = read(row)?;
            rows.insert(row.id, row);
            Ok(())
        })?;
        let mut recount: Vec<i64> = self.recount.drain().collect();
        recount.sort_unstable();
        let totals = totals(tx, &recount)?;
        for id in recount {
            let Some(row) = self.rows.get_mut(&id) else {
                continue;
            };
            let counted = totals.get(&id).cloned().unwrap_or_default();
            if let (true, Some(tree)) = (
                counted.first_outbound != row.totals.first_outbound,
                row.tree,
            ) {
                self.answered.insert((tree, row.contact));
            }
            row.totals = counted;
            self.dirty.insert(id);
        }
        let mut dirty: Vec<i64> = self.dirty.drain().collect();
        dirty.sort_unstable();
        let rows: Vec<&Conversation> = dirty.iter().filter_map(|id| self.rows.get(id)).collect();
        write(tx, &rows, &self.new)?;
        let empty: Vec<Conversation> = rows
            .into_iter()
            .filter(|row| row.totals.posts == 0)
            .cloned()
            .collect();
        for row in empty {
            self.rows.remove(&row.id);
            self.by_key
                .remove(&(row.tree.unwrap_or_default(), row.contact, row.owner));
        }
        self.new.clear();
        Ok(())
    }

    /// Gives inbound posts that nothing else tells the brand of the one that spoke to their author first. `renamed`
    /// are those whose tree grew together with another.
    pub(crate) fn answer(
        &mut self,
        tx: &mut Engine,
        memory: &mut Memory,
        world: &mut World,
        renamed: &[i64],
        first_new: i64,
    ) -> Result<(), StoreError> {
        let renamed = &spoken_to(tx, renamed)?;
        load_posts(tx, memory, world, renamed)?;
        let answered: Vec<(i64, i64)> = self
            .answered
            .drain()
            .filter(|(tree, _)| *tree < first_new)
            .collect();
        let waiting = load_waiting(tx, memory, world, &answered)?;
        let mut posts: Vec<i64> = world
            .worked
            .iter()
            .chain(renamed)
            .copied()
            .chain(waiting)
            .collect();
        posts.retain(|id| world.nodes.get(id).is_some_and(waits));
        posts.sort_unstable();
        posts.dedup();
        let pairs: Vec<(i64, i64)> = posts
            .iter()
            .filter_map(|id| world.nodes.get(id)?.now.as_ref())
            .filter_map(|now| Some((now.tree, now.contact?)))
            .collect();
        let owners = first_to_speak(tx, &pairs)?;
        let mut changed = Vec::new();
        for id in posts {
            let Some(now) = world.nodes.get_mut(&id).and_then(|node| node.now.as_mut()) else {
                continue;
            };
            let owner = now
                .contact
                .and_then(|contact| owners.get(&(now.tree, contact)).copied());
            if owner != now.owner {
                now.owner = owner;
                now.basis = owner.map_or(0, |_| Evidence::Answered as i64);
                changed.push(id);
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        world.worked.extend(&changed);
        // What was written a moment ago counts as stored.
        self.place_again(tx, memory, world, &changed)?;
        update_derived(tx, world, &changed)?;
        self.save(tx)
    }

    fn place_again(
        &mut self,
        tx: &mut Engine,
        memory: &mut Memory,
        world: &mut World,
        posts: &[i64],
    ) -> Result<(), StoreError> {
        let was: HashMap<i64, Option<i64>> = posts
            .iter()
            .filter_map(|id| Some((*id, world.nodes.get(id)?.now.as_ref()?.conversation)))
            .collect();
        let nodes = posts.iter().filter_map(|id| world.nodes.get(id));
        self.load(
            tx,
            nodes
                .filter_map(|node| key_of(node, node.now.as_ref()?))
                .collect(),
        )?;
        for id in posts {
            let Some(node) = world.nodes.get_mut(id) else {
                continue;
            };
            let Some(now) = &node.now else { continue };
            let place = key_of(node, now).map(|key| self.find_or_make(memory, key));
            self.count(node, now.outbound, was.get(id).copied().flatten(), place);
            if let Some(now) = &mut node.now {
                now.conversation = place;
            }
        }
        Ok(())
    }
}

/// Those of the stored posts to whose author somebody spoke in their tree.
fn spoken_to(tx: &mut Engine, posts: &[i64]) -> Result<Vec<i64>, StoreError> {
    let keys: Vec<Value<'_>> = posts.iter().map(|id| Value::Int(*id)).collect();
    let mut found = Vec::new();
    tx.lookup(&SPOKEN_TO, &keys, &mut |_, row| {
        found.push(row.int(0)?);
        Ok(())
    })?;
    Ok(found)
}

/// An inbound post whose brand only the tree can tell.
fn waits(node: &Node) -> bool {
    let answered = Evidence::Answered as i64;
    let by_tree = |now: &Derived| !now.outbound && (now.basis == 0 || now.basis == answered);
    !node.private && node.now.as_ref().is_some_and(by_tree)
}

fn load_waiting(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    answered: &[(i64, i64)],
) -> Result<Vec<i64>, StoreError> {
    let keys: Vec<Value<'_>> = answered
        .iter()
        .flat_map(|(tree, contact)| [Value::Int(*tree), Value::Int(*contact)])
        .collect();
    let mut read = Vec::new();
    tx.lookup(&WAITING, &keys, &mut |_, row| {
        read.push(Found::read(row)?);
        Ok(())
    })?;
    let mut waiting = take_up(tx, memory, world, read)?;
    // The post that a tree is named after stands outside the index of the others.
    let first: Vec<i64> = answered.iter().map(|(tree, _)| *tree).collect();
    load_posts(tx, memory, world, &first)?;
    waiting.extend(first);
    Ok(waiting)
}

/// Gives the posts of some conversations to others, which take their place.
fn merge(tx: &mut Engine, world: &mut World, merged: &HashMap<i64, i64>) -> Result<(), StoreError> {
    let rows: Vec<Value<'_>> = merged
        .iter()
        .flat_map(|(from, to)| [Value::Int(*to), Value::Int(*from)])
        .collect();
    tx.update(&HAND_OVER, &rows)?;
    for from in merged.keys() {
        tx.execute("delete from conversations where id = $1", &[(*from).into()])?;
    }
    if merged.is_empty() {
        return Ok(());
    }
    for node in world.nodes.values_mut() {
        for derived in [&mut node.before, &mut node.now].into_iter().flatten() {
            if let Some(to) = derived.conversation.and_then(|from| merged.get(&from)) {
                derived.conversation = Some(*to);
            }
        }
    }
    Ok(())
}

const BY_ROW: Lookup = Lookup {
    select: CONVERSATION,
    from: "conversations",
    keys: &[Type::Int],
    condition: "id = {1}",
    tail: "",
};

const BY_KEY: Lookup = Lookup {
    select: CONVERSATION,
    from: "conversations",
    keys: &[Type::Int, Type::Int, Type::Int],
    condition: "tree = {1} and contact = {2} and owner = {3}",
    tail: "",
};

const OF_TREE: Lookup = Lookup {
    select: CONVERSATION,
    from: "conversations",
    keys: &[Type::Int],
    condition: "tree = {1}",
    tail: "order by id",
};

const SPOKEN_TO: Lookup = Lookup {
    select: "p.id",
    from: "posts p join conversations c on c.tree = p.tree and c.contact = p.contact",
    keys: &[Type::Int],
    condition: "p.id = {1} and c.first_outbound_at is not null",
    tail: "limit 1",
};

const WAITING: Lookup = Lookup {
    select: FOUND,
    from: "posts",
    keys: &[Type::Int, Type::Int],
    condition: "tree = {1} and contact = {2} and tree <> id and direction = 'inbound' and basis in (0, 4)",
    tail: "",
};

const HAND_OVER: Update = Update {
    table: "posts",
    set: &[&[("conversation", Type::Int)]],
    key: &[("conversation", Type::Int)],
    also: "",
};
