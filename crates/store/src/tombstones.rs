//! Posts that were deleted on their network: the text goes, the fact stays.

use crate::engine::{Engine, Value};
use crate::facts::Facts;
use crate::ingest::{Work, follow};
use crate::keys::{handle_key, key};
use crate::memory::Memory;
use crate::rollups::counted;
use crate::settle::{FOUND, Found, Node, World};
use crate::{Store, StoreError, words};
use hashbrown::HashMap;
use rapport_model::conversation::handles_in_text;
use rapport_model::{Mention, Network};
use std::borrow::Cow;

impl Store {
    /// Takes a post's text, links, media and earlier texts away for good; seeing it again does not bring them back.
    /// Whom it named is kept, so that its conversation stays. Says whether there was such a post.
    pub fn bury(&mut self, network: &Network, external_id: &str) -> Result<bool, StoreError> {
        self.write(|tx, memory| {
            let network = memory.network(tx, network)?;
            let sql = format!("select {FOUND} from posts where network = $1 and external_id = $2");
            let id = key(external_id);
            let values = [network.into(), (&*id).into()];
            match tx.first(&sql, &values, Found::read)? {
                Some(found) => bury(tx, memory, found).map(|()| true),
                None => Ok(false),
            }
        })
    }
}

fn bury(tx: &mut Engine, memory: &mut Memory, found: Found) -> Result<(), StoreError> {
    let Found { id, facts, derived } = found;
    let named = facts.named;
    let profiles = [Some(named.author), named.addressee, named.leading];
    memory.load(tx, profiles.into_iter().flatten())?;
    let marks = memory
        .book
        .network(facts.network)
        .is_some_and(Network::marks_mentions);
    let buried = Facts {
        deleted: true,
        mentions: match &facts.mentions {
            None if !marks => named_in(&facts.text)?,
            kept => kept.clone(),
        },
        text: Cow::Borrowed(""),
        links: None,
        media: None,
        ..facts.clone()
    };
    let mut was = HashMap::new();
    if let Some(derived) = &derived {
        was.insert(id, counted(&Node::of(id, &facts, memory)?, derived));
    }
    let mut node = Node::of(id, &buried, memory)?;
    node.before.clone_from(&derived);
    node.now = derived;
    let mut world = World::default();
    world.add(node);
    tx.execute(
        "delete from post_versions where post = $1",
        &[Value::Int(id)],
    )?;
    words::forget_words(tx, id, &buried)?;
    let work = Work {
        new: &[],
        touched: &[id],
        linked: &[],
        first_new: i64::MAX,
        inserts: Vec::new(),
        updates: vec![(id, buried)],
        was,
    };
    follow(tx, memory, &mut world, work)
}

/// The mentions of a text, in place of the text.
fn named_in(text: &str) -> Result<Option<Cow<'static, str>>, StoreError> {
    let named = handles_in_text(text).map(|handle| Mention {
        handle: Some(handle_key(handle).into_owned()),
        ..Mention::default()
    });
    let named: Vec<Mention> = named.collect();
    if named.is_empty() {
        return Ok(None);
    }
    let json =
        serde_json::to_string(&named).map_err(|error| StoreError::Engine(error.to_string()))?;
    Ok(Some(Cow::Owned(json)))
}
