//! Private conversations: what an own profile and a contact write to each other until they fall silent.
//!
//! A pair's posts are split anew whenever one of them comes, goes or moves, so that the order of arrival leaves no trace.

use crate::StoreError;
use crate::conversations::{Conversation, Totals, write};
use crate::engine::{Engine, Lookup, Type, Value};
use crate::memory::{Memory, take};
use crate::settle::World;
use crate::write::update_derived;
use hashbrown::{HashMap, HashSet};
use rapport_model::Timestamp;
use rapport_model::conversation::split_by_silence;

/// Fourteen days, unless the setting says otherwise.
const SILENCE_MS: i64 = 14 * 86_400_000;

struct Member {
    at: i64,
    external_id: String,
    id: i64,
    outbound: bool,
    conversation: Option<i64>,
}

/// The silence after which a new conversation begins.
pub(crate) fn silence_ms(tx: &mut Engine) -> Result<i64, StoreError> {
    let set = tx.first(
        "select value from meta where name = 'silence_ms'",
        &[],
        |row| row.text(0),
    )?;
    match set {
        None => Ok(SILENCE_MS),
        Some(text) => text
            .parse()
            .map_err(|_| StoreError::Corrupt(format!("silence_ms is {text:?}"))),
    }
}

/// Splits the private posts of every pair that the batch touched.
pub(crate) fn split(
    tx: &mut Engine,
    memory: &mut Memory,
    world: &mut World,
) -> Result<(), StoreError> {
    let pairs = pairs(tx, world)?;
    if pairs.is_empty() {
        return Ok(());
    }
    let silence_ms = silence_ms(tx)?;
    let mut changed: Vec<i64> = Vec::new();
    for (pair, owner) in pairs {
        let (mut members, old) = members(tx, world, pair)?;
        members.sort_unstable_by(|a, b| (a.at, &a.external_id).cmp(&(b.at, &b.external_id)));
        let times: Vec<Timestamp> = members.iter().map(|m| Timestamp(m.at)).collect();
        let numbers = split_by_silence(&times, silence_ms);
        let mut free = old.clone();
        let mut rows: Vec<Conversation> = Vec::new();
        let mut ids: Vec<i64> = Vec::new();
        for (member, number) in members.iter().zip(numbers) {
            if number >= ids.len() {
                let own = member.conversation.filter(|id| free.remove(id));
                let id = own.unwrap_or_else(|| take(&mut memory.next.conversation));
                ids.push(id);
                rows.push(Conversation {
                    id,
                    tree: None,
                    own_profile: Some(pair.0),
                    owner,
                    contact: pair.1,
                    totals: Totals::default(),
                });
            }
            let Some(row) = rows.last_mut() else { continue };
            row.totals
                .add(member.outbound, member.at, &member.external_id);
            if member.conversation != Some(row.id) {
                set_conversation(tx, world, member.id, row.id, &mut changed)?;
            }
        }
        rows.extend(free.into_iter().map(|id| Conversation {
            id,
            tree: None,
            own_profile: Some(pair.0),
            owner,
            contact: pair.1,
            totals: Totals::default(),
        }));
        let new: HashSet<i64> = ids.into_iter().filter(|id| !old.contains(id)).collect();
        write(tx, &rows.iter().collect::<Vec<_>>(), &new)?;
    }
    update_derived(tx, world, &changed)
}

/// Own profile and contact.
type Pair = (i64, i64);

/// The pairs concerned, with their owner.
fn pairs(tx: &mut Engine, world: &World) -> Result<Vec<(Pair, i64)>, StoreError> {
    let mut pairs: HashMap<(i64, i64), i64> = HashMap::new();
    let mut left = HashSet::new();
    for node in world.worked.iter().filter_map(|id| world.nodes.get(id)) {
        if let (true, Some(now)) = (node.private, &node.now)
            && let (Some(own), Some(contact), Some(owner)) =
                (now.own_profile, now.contact, now.owner)
        {
            pairs.insert((own, contact), owner);
        }
        let was = node.before.as_ref().and_then(|before| before.conversation);
        let is = node.now.as_ref().and_then(|now| now.conversation);
        left.extend(was.filter(|was| node.private || is != Some(*was)));
    }
    for id in left {
        let found = tx.first(
            "select own_profile, contact, owner from conversations where id = $1 and own_profile is not null",
            &[id.into()],
            |row| Ok(((row.int(0)?, row.int(1)?), row.int(2)?)),
        )?;
        if let Some((pair, owner)) = found {
            pairs.entry(pair).or_insert(owner);
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_unstable();
    Ok(pairs)
}

fn members(
    tx: &mut Engine,
    world: &World,
    pair: (i64, i64),
) -> Result<(Vec<Member>, HashSet<i64>), StoreError> {
    let mut members = Vec::new();
    let mut old = HashSet::new();
    tx.lookup(
        &OF_PAIR,
        &[Value::Int(pair.0), Value::Int(pair.1)],
        &mut |_, row| {
            let conversation = row.int(4)?;
            old.insert(conversation);
            if let Some(id) = row.opt_int(0)?
                && !world.worked.contains(&id)
            {
                members.push(Member {
                    id,
                    at: row.int(1)?,
                    external_id: row.text(2)?,
                    outbound: row.text(3)? == "outbound",
                    conversation: Some(conversation),
                });
            }
            Ok(())
        },
    )?;
    for node in world.worked.iter().filter_map(|id| world.nodes.get(id)) {
        let Some(now) = &node.now else { continue };
        if node.private
            && now.owner.is_some()
            && now.own_profile == Some(pair.0)
            && now.contact == Some(pair.1)
        {
            members.push(Member {
                id: node.id,
                at: node.created_at,
                external_id: node.external_id.to_string(),
                outbound: now.outbound,
                conversation: now.conversation,
            });
        }
    }
    Ok((members, old))
}

fn set_conversation(
    tx: &mut Engine,
    world: &mut World,
    post: i64,
    conversation: i64,
    changed: &mut Vec<i64>,
) -> Result<(), StoreError> {
    match world
        .nodes
        .get_mut(&post)
        .and_then(|node| node.now.as_mut())
    {
        Some(now) => {
            now.conversation = Some(conversation);
            changed.push(post);
        }
        None => {
            tx.execute(
                "update posts set conversation = $1 where id = $2",
                &[conversation.into(), post.into()],
            )?;
        }
    }
    Ok(())
}

const OF_PAIR: Lookup = Lookup {
    select: "p.id, p.created_at, p.external_id, p.direction, c.id",
    from: "conversations c left join posts p on p.conversation = c.id",
    keys: &[Type::Int, Type::Int],
    condition: "c.own_profile = {1} and c.contact = {2}",
    tail: "",
};
