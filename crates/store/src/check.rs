//! Is what is stored whole, and does everything derived follow from the facts?

use crate::audit;
use crate::catalogue::{STOCK, STOCKTAKING, Stock};
use crate::conversations::{CONVERSATION, first_to_speak, read, totals};
use crate::engine::Engine;
use crate::memory::Memory;
use crate::report::kept_and_counted;
use crate::settle::{FOUND, Found, World, settle, take_up};
use crate::silence::silence_ms;
use crate::{Reader, StoreError};
use rapport_model::Timestamp;
use rapport_model::conversation::{Evidence, split_by_silence};

/// What [`Reader::check`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// Nothing is wrong.
    pub ok: bool,
    /// Stored posts, inbound ones and tombstones included.
    pub posts: u64,
    /// Stored profiles; a handle that is linked to an id is not one more.
    pub profiles: u64,
    /// Conversations.
    pub conversations: u64,
    /// Rejects that are kept.
    pub rejects: u64,
    /// What is wrong, at most a hundred findings.
    pub problems: Vec<String>,
}

const PROBLEMS_MAX: usize = 100;
const POSTS_AT_ONCE: i64 = 5_000;

impl Reader {
    /// Checks the engine's own integrity, every derived fact against a fresh derivation, and every count against what
    /// it counts. Reads everything once.
    pub fn check(&mut self) -> Result<CheckReport, StoreError> {
        self.in_snapshot(Reader::check_snapshot)
    }

    fn check_snapshot(&mut self) -> Result<CheckReport, StoreError> {
        let mut problems = Vec::new();
        engine_integrity(&mut self.engine, &mut problems)?;
        derivation(&mut self.engine, &mut problems)?;
        trees(&mut self.engine, &mut problems)?;
        conversations(&mut self.engine, &mut problems)?;
        private_conversations(&mut self.engine, &mut problems)?;
        if let Some(entry) = audit::first_break(&mut self.engine)? {
            problems.push(format!("the audit is broken at entry {entry}"));
        }
        rollups(&mut self.engine, &mut problems)?;
        stock(&mut self.engine, &mut problems)?;
        problems.truncate(PROBLEMS_MAX);
        let Counts {
            posts,
            profiles,
            conversations,
            rejects,
        } = counts(&mut self.engine)?;
        Ok(CheckReport {
            ok: problems.is_empty(),
            posts,
            profiles,
            conversations,
            rejects,
            problems,
        })
    }
}

fn rollups(engine: &mut Engine, problems: &mut Vec<String>) -> Result<(), StoreError> {
    let (kept, counted) = kept_and_counted(engine)?;
    if kept != counted {
        let mut pairs = kept.iter().zip(&counted);
        let first = pairs.find(|(kept, counted)| kept != counted);
        problems.push(format!("the rollups differ from the posts: {first:?}"));
    }
    Ok(())
}

fn stock(engine: &mut Engine, problems: &mut Vec<String>) -> Result<(), StoreError> {
    let kept = engine.all(STOCK, &[], Stock::read)?;
    let counted = engine.all(STOCKTAKING, &[], Stock::read)?;
    if kept != counted {
        let mut pairs = kept.iter().zip(&counted);
        let first = pairs.find(|(kept, counted)| kept != counted);
        problems.push(format!("the stock differs from the posts: {first:?}"));
    }
    Ok(())
}

/// How much is stored.
pub(crate) struct Counts {
    pub(crate) posts: u64,
    pub(crate) profiles: u64,
    pub(crate) conversations: u64,
    pub(crate) rejects: u64,
}

/// Counts what is stored.
pub(crate) fn counts(engine: &mut Engine) -> Result<Counts, StoreError> {
    let mut count = |sql: &str| Ok::<_, StoreError>(engine.number(sql, &[])?.unsigned_abs());
    Ok(Counts {
        posts: count("select count(*) from posts")?,
        profiles: count("select count(*) from profiles where linked_to is null")?,
        conversations: count("select count(*) from conversations")?,
        rejects: count("select count(*) from rejects")?,
    })
}

/// What the engine itself finds wrong.
pub(crate) fn engine_integrity(
    engine: &mut Engine,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    if !engine.is_sqlite() {
        return Ok(());
    }
    engine.each("pragma integrity_check(20)", &[], &mut |row| {
        let said = row.text(0)?;
        if said != "ok" {
            problems.push(format!("integrity: {said}"));
        }
        Ok(())
    })?;
    engine.each("pragma foreign_key_check", &[], &mut |row| {
        problems.push(format!(
            "a row of {} refers to one that is not there",
            row.text(0)?
        ));
        Ok(())
    })
}

/// Works out every post again from what is stored around it, without saving.
fn derivation(engine: &mut Engine, problems: &mut Vec<String>) -> Result<(), StoreError> {
    let mut memory = Memory::default();
    memory.refresh(engine)?;
    let sql = format!("select {FOUND} from posts where id > $1 order by id limit $2");
    let mut after = 0;
    loop {
        let mut ids = Vec::new();
        let read = engine.all(&sql, &[after.into(), POSTS_AT_ONCE.into()], |row| {
            ids.push(row.int(0)?);
            Found::read(row)
        })?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        after = *last;
        let mut world = World::default();
        take_up(engine, &mut memory, &mut world, read)?;
        settle(engine, &mut memory, &mut world, &[], &ids, &[])?;
        let pairs: Vec<(i64, i64)> = world
            .nodes
            .values()
            .filter_map(|node| node.now.as_ref())
            .filter_map(|now| Some((now.tree, now.contact?)))
            .collect();
        let spoke = first_to_speak(engine, &pairs)?;
        for id in ids {
            let Some(node) = world.nodes.get(&id) else {
                continue;
            };
            let Some(now) = &node.now else { continue };
            let mut now = now.clone();
            let by_tree = now.basis == 0 || now.basis == Evidence::Answered as i64;
            if !now.outbound && !node.private && by_tree {
                now.owner = now
                    .contact
                    .and_then(|contact| spoke.get(&(now.tree, contact)).copied());
                now.basis = now.owner.map_or(0, |_| Evidence::Answered as i64);
            }
            if node.before.as_ref() != Some(&now) && problems.len() < PROBLEMS_MAX {
                let id = &node.external_id;
                problems.push(format!(
                    "post {id}: stored {:?}, follows {now:?}",
                    node.before
                ));
            }
        }
        memory.trim();
    }
}

fn trees(engine: &mut Engine, problems: &mut Vec<String>) -> Result<(), StoreError> {
    let apart = engine.number(
        "select count(*) from posts c join posts p on p.network = c.network and p.external_id = c.reply_to
         where c.reply_to is not null and c.mass_mailing = 0 and c.tree <> p.tree",
        &[],
    )?;
    let siblings = engine.number(
        "select count(*) from (
             select 1 from posts where reply_to is not null and mass_mailing = 0
             group by network, reply_to having min(tree) <> max(tree)) as apart",
        &[],
    )?;
    if apart + siblings > 0 {
        problems.push(format!(
            "{apart} replies and {siblings} groups of replies stand in different trees"
        ));
    }
    let wrong = engine.number(
        "select count(*) from (
             select t.id from trees t join posts p on p.tree = t.id
             group by t.id, t.posts having count(*) <> t.posts) as wrong",
        &[],
    )?;
    if wrong > 0 {
        problems.push(format!("{wrong} trees count their posts wrongly"));
    }
    Ok(())
}

fn conversations(engine: &mut Engine, problems: &mut Vec<String>) -> Result<(), StoreError> {
    let sql =
        format!("select {CONVERSATION} from conversations where id > $1 order by id limit 5000");
    let mut after = 0;
    loop {
        let rows = engine.all(&sql, &[after.into()], read)?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let counted = totals(engine, &ids)?;
        for row in &rows {
            if counted.get(&row.id) != Some(&row.totals) && problems.len() < PROBLEMS_MAX {
                problems.push(format!("conversation {} counts its posts wrongly", row.id));
            }
        }
    }
    let astray = engine.number(
        "select count(*) from posts p left join conversations c on c.id = p.conversation
         where (p.conversation is not null and (c.id is null or p.contact <> c.contact or p.owner <> c.owner
             or (c.tree is not null and c.tree <> p.tree)
             or (c.own_profile is not null and c.own_profile <> p.own_profile)))
         or (p.conversation is null and p.visibility = 'public' and p.contact is not null and p.owner is not null)",
        &[],
    )?;
    if astray > 0 {
        problems.push(format!("{astray} posts stand outside their conversation"));
    }
    Ok(())
}

fn private_conversations(
    engine: &mut Engine,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    let silence_ms = silence_ms(engine)?;
    let mut before: Option<(i64, i64, i64, i64)> = None;
    let mut wrong = 0;
    engine.each(
        "select c.own_profile, c.contact, p.created_at, c.id
         from conversations c join posts p on p.conversation = c.id
         where c.own_profile is not null
         order by c.own_profile, c.contact, p.created_at, p.external_id",
        &[],
        &mut |row| {
            let now = (row.int(0)?, row.int(1)?, row.int(2)?, row.int(3)?);
            if let Some(before) = before.filter(|before| (before.0, before.1) == (now.0, now.1)) {
                let apart = split_by_silence(&[Timestamp(before.2), Timestamp(now.2)], silence_ms)
                    == [0, 1];
                wrong += i64::from(apart == (before.3 == now.3));
            }
            before = Some(now);
            Ok(())
        },
    )?;
    if wrong > 0 {
        problems.push(format!(
            "{wrong} private conversations are split at the wrong place"
        ));
    }
    Ok(())
}
