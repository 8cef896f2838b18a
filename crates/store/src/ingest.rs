//! Taking posts in: load what they touch, decide, save, in one transaction.

use crate::asks;
use crate::engine::{Engine, Lookup, Type, Value};
use crate::facts::Facts;
use crate::import::{Position, advance};
use crate::keys::key;
use crate::memory::{Memory, take};
use crate::merge::{Change, merge};
use crate::rejects::{self, Reject};
use crate::resolve::resolve;
use crate::rollups::{Counted, Shift, counted};
use crate::settle::{Derived, FOUND, Node, World, load_posts, read_derived, settle};
use crate::talks::Talks;
use crate::words::{self, Entry};
use crate::write::{insert_posts, update_derived, update_facts};
use crate::{Store, StoreError, brands, facets, history, silence};
use hashbrown::{HashMap, HashSet};
use rapport_model::{Counters, Post};
use std::borrow::Cow;

/// A post, ready to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// The post.
    pub post: Post,
    /// The language found in its text, and how sure that is.
    pub language: Option<(String, f32)>,
    /// The keys of its text, parted by spaces, as they are to be indexed.
    pub words: String,
}

/// What goes in together.
#[derive(Debug, Clone)]
pub struct Batch<'a> {
    /// The import it belongs to.
    pub import: i64,
    /// Where the source stands behind it.
    pub position: Position,
    /// Its posts.
    pub posts: &'a [Prepared],
    /// Its rejects.
    pub rejects: &'a [Reject],
    /// The source ends here.
    pub finished: bool,
}

/// What became of a batch's posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ingested {
    /// Stored for the first time.
    pub new: u64,
    /// Known already, in the store or earlier in the batch.
    pub seen_again: u64,
    /// Of those, the ones that brought something new.
    pub changed: u64,
}

impl Store {
    /// Takes a batch in: its posts, what follows from them, its rejects and the position commit together or not at all.
    pub fn ingest(&mut self, batch: &Batch<'_>) -> Result<Ingested, StoreError> {
        self.write(|tx, memory| {
            let ingested = take_in(tx, memory, batch.posts)?;
            rejects::keep(tx, batch.import, batch.rejects)?;
            advance(tx, batch.import, batch.position, batch.finished)?;
            Ok(ingested)
        })
    }
}

/// A post of the batch on its way.
pub(crate) struct Sighting<'a> {
    pub(crate) id: i64,
    pub(crate) facts: Facts<'a>,
    /// The keys of its text, if they are at hand.
    words: Option<&'a str>,
    /// As stored before; none if it is new.
    pub(crate) stored: Option<(Facts<'static>, Option<Derived>)>,
    change: Change,
    /// The counters of all its sightings in this batch, after those stored.
    pub(crate) counters: Vec<Counters>,
    /// Texts that gave way in this batch.
    pub(crate) texts: Vec<String>,
}

/// Stores posts and works out what follows.
pub(crate) fn take_in(
    tx: &mut Engine,
    memory: &mut Memory,
    posts: &[Prepared],
) -> Result<Ingested, StoreError> {
    let all: Vec<&Post> = posts.iter().map(|prepared| &prepared.post).collect();
    let (named, learned) = resolve(tx, memory, &all)?;
    let first_new = memory.next.post;
    let mut ingested = Ingested::default();
    let mut sightings = known(tx, memory, posts)?;
    let mut places: HashMap<(i64, Cow<'_, str>), usize> = HashMap::with_capacity(posts.len());
    for (place, sighting) in sightings.iter().enumerate() {
        places.insert(
            (sighting.facts.network, sighting.facts.external_id.clone()),
            place,
        );
    }
    for (prepared, named) in posts.iter().zip(named) {
        let post = &prepared.post;
        let network = memory.network(tx, &post.network)?;
        let facts = Facts::of(post, prepared.language.as_ref(), network, named)?;
        let place = (network, facts.external_id.clone());
        if let Some(sighting) = places
            .get(&place)
            .and_then(|place| sightings.get_mut(*place))
        {
            ingested.seen_again += 1;
            if see_again(sighting, facts, &prepared.words, memory) {
                ingested.changed += 1;
            }
        } else {
            ingested.new += 1;
            places.insert(place, sightings.len());
            sightings.push(Sighting::new(
                take(&mut memory.next.post),
                facts,
                Some(&prepared.words),
            ));
        }
    }
    // Posts follow profiles in every table.
    let mut concerned = asks::concerned(tx, memory, &learned)?;
    memory.save(tx, &learned.touched)?;
    let again = work_out(tx, memory, &sightings, &mut concerned, first_new)?;
    history::keep(tx, &sightings)?;
    index(tx, &sightings)?;
    if again {
        brands::work_out_all(tx, memory)?;
    }
    Ok(ingested)
}

impl<'a> Sighting<'a> {
    fn new(id: i64, facts: Facts<'a>, words: Option<&'a str>) -> Sighting<'a> {
        let (counters, texts) = (vec![facts.counters], Vec::new());
        Sighting {
            id,
            facts,
            words,
            stored: None,
            change: Change::default(),
            counters,
            texts,
        }
    }
}

/// The posts of the batch that are stored already.
fn known<'a>(
    tx: &mut Engine,
    memory: &mut Memory,
    posts: &'a [Prepared],
) -> Result<Vec<Sighting<'a>>, StoreError> {
    let mut keys = Vec::with_capacity(posts.len());
    for prepared in posts {
        keys.push((
            memory.network(tx, &prepared.post.network)?,
            key(&prepared.post.external_id),
        ));
    }
    // Neighbours in the index are read together.
    keys.sort_unstable();
    keys.dedup();
    let values: Vec<Value<'_>> = keys
        .iter()
        .flat_map(|(network, id)| [Value::Int(*network), Value::Text(id)])
        .collect();
    let mut known = Vec::new();
    tx.lookup(&KNOWN, &values, &mut |_, row| {
        let facts = Facts::read(row, 1)?;
        let derived = read_derived(row, 27)?;
        let mut sighting = Sighting::new(row.int(0)?, facts.clone(), None);
        sighting.stored = Some((facts, derived));
        known.push(sighting);
        Ok(())
    })?;
    let named = known.iter().map(|sighting| sighting.facts.named);
    let profiles: Vec<i64> = named
        .flat_map(|n| [Some(n.author), n.addressee, n.leading])
        .flatten()
        .collect();
    memory.load(tx, profiles)?;
    Ok(known)
}

fn see_again<'a>(
    sighting: &mut Sighting<'a>,
    seen: Facts<'a>,
    words: &'a str,
    memory: &Memory,
) -> bool {
    let rank = |id: i64| {
        let profile = memory.profiles.get(&id);
        let name = profile.and_then(|p| p.external_id.clone().or_else(|| p.handle_key.clone()));
        (
            profile.is_none_or(|p| p.external_id.is_none()),
            name.unwrap_or_default(),
        )
    };
    sighting.counters.push(seen.counters);
    let (older, newer) = (sighting.facts.text.clone(), seen.text.clone());
    let change = merge(&mut sighting.facts, seen, rank);
    if older != newer && !sighting.facts.deleted {
        let left = if change.text { &older } else { &newer };
        sighting.texts.push(left.clone().into_owned());
    }
    if change.text || older == newer {
        sighting.words = Some(words);
    }
    sighting.change.any |= change.any;
    sighting.change.text |= change.text;
    sighting.change.parent_replaced |= change.parent_replaced && sighting.stored.is_some();
    sighting.change.said_inbound |= change.said_inbound && sighting.stored.is_some();
    change.any
}

/// Writes the sightings and everything that follows; answers whether all has to be worked out again.
fn work_out(
    tx: &mut Engine,
    memory: &mut Memory,
    sightings: &[Sighting<'_>],
    concerned: &mut Vec<i64>,
    first_new: i64,
) -> Result<bool, StoreError> {
    let mut world = World::default();
    let (mut new, mut touched, mut linked) = (Vec::new(), Vec::new(), Vec::new());
    let mut again = false;
    let (mut inserts, mut updates) = (Vec::new(), Vec::new());
    let mut was = HashMap::new();
    for sighting in sightings {
        let mut node = Node::of(sighting.id, &sighting.facts, memory)?;
        match &sighting.stored {
            None => {
                new.push(sighting.id);
                inserts.push((sighting.id, sighting.facts.clone()));
            }
            Some(_) if !sighting.change.any => continue,
            Some((facts, derived)) => {
                node.before.clone_from(derived);
                node.now.clone_from(derived);
                again |= sighting.change.parent_replaced || sighting.change.said_inbound;
                let old = Node::of(sighting.id, facts, memory)?;
                if let (true, Some(now)) = (old.private != node.private, &mut node.now) {
                    now.conversation = None;
                }
                if old.parent.is_none() && node.parent.is_some() {
                    linked.push(sighting.id);
                }
                again |= old.parent.is_some() && node.parent.is_none();
                if let Some(derived) = derived {
                    was.insert(sighting.id, counted(&old, derived));
                }
                touched.push(sighting.id);
                updates.push((sighting.id, sighting.facts.clone()));
            }
        }
        world.add(node);
    }
    concerned.retain(|id| !world.nodes.contains_key(id));
    load_posts(tx, memory, &mut world, concerned)?;
    touched.extend(concerned.iter().copied());
    follow(
        tx,
        memory,
        &mut world,
        Work {
            new: &new,
            touched: &touched,
            linked: &linked,
            first_new,
            inserts,
            updates,
            was,
        },
    )?;
    Ok(again)
}

/// Posts to work out.
pub(crate) struct Work<'a> {
    pub(crate) new: &'a [i64],
    pub(crate) touched: &'a [i64],
    pub(crate) linked: &'a [i64],
    /// Posts from this id on are not in the database yet.
    pub(crate) first_new: i64,
    pub(crate) inserts: Vec<(i64, Facts<'a>)>,
    pub(crate) updates: Vec<(i64, Facts<'a>)>,
    /// What changed posts counted before.
    pub(crate) was: HashMap<i64, Counted>,
}

/// Works posts out and saves everything that follows.
pub(crate) fn follow(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
    work: Work<'_>,
) -> Result<(), StoreError> {
    let grown = settle(tx, memory, world, work.new, work.touched, work.linked)?;
    let mut talks = Talks::default();
    talks.rename(tx, world, &grown.renamed)?;
    let mut worked: Vec<i64> = world.worked.iter().copied().collect();
    worked.sort_unstable();
    talks.place(tx, memory, world, &worked, work.first_new)?;
    // Not before: the trees are looked for among the posts as they were.
    update_facts(tx, &work.updates)?;
    insert_posts(tx, world, &work.inserts)?;
    let inserted: HashSet<i64> = work.inserts.iter().map(|(id, _)| *id).collect();
    let differs = |id: &i64| {
        let node = world.nodes.get(id);
        !inserted.contains(id) && node.is_some_and(|node| node.before != node.now)
    };
    let changed: Vec<i64> = worked.iter().copied().filter(differs).collect();
    update_derived(tx, world, &changed)?;
    talks.save(tx)?;
    talks.answer(tx, memory, world, &grown.waiting, work.first_new)?;
    silence::split(tx, memory, world)?;
    let mut shift = Shift::default();
    shift.count_worked(world, &work.was);
    shift.save(tx)?;
    asks::save(tx, world)
}

fn index(tx: &mut Engine, sightings: &[Sighting<'_>]) -> Result<(), StoreError> {
    let entries = sightings.iter().filter_map(|sighting| {
        let facts = &sighting.facts;
        let entry = Entry {
            post: sighting.id,
            facts,
            keys: sighting.words,
            indexed_at: None,
        };
        let Some((stored, _)) = &sighting.stored else {
            return Some(entry);
        };
        let moved = stored.created_at != facts.created_at || facets::differ(stored, facts);
        (moved || sighting.change.text).then_some(Entry {
            keys: if facts.deleted { Some("") } else { entry.keys },
            indexed_at: Some(stored.created_at),
            ..entry
        })
    });
    words::index(tx, entries.collect())
}

const KNOWN: Lookup = Lookup {
    select: FOUND,
    from: "posts",
    keys: &[Type::Int, Type::Text],
    condition: "network = {1} and external_id = {2}",
    tail: "",
};
