//! A contact: the profiles, the counts and the conversations of somebody who speaks with brands.

use crate::StoreError;
use crate::conversation_page::{ConversationHead, HEAD, HeadRow, heads};
use crate::cursor::Cursor;
use crate::engine::{Lookup, Type, Value};
use crate::filter::Direction;
use crate::scope::{Owners, Scoped};
use crate::shown::ProfileHead;
use hashbrown::HashMap;
use rapport_model::{ContactId, ProfileId, Timestamp};

/// Conversations of a page.
const PAGE: usize = 25;

/// Profiles shown of one contact; nobody has more by themselves.
const PROFILES_MAX: usize = 100;

/// Somebody who speaks with brands, as far as the scope goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its id in the store.
    pub id: ContactId,
    /// Its profiles.
    pub profiles: Vec<ContactProfile>,
    /// Posts from the contact.
    pub inbound: u64,
    /// Posts to the contact.
    pub outbound: u64,
    /// When the first of them was written.
    pub first_at: Option<Timestamp>,
    /// When the last of them was written.
    pub last_at: Option<Timestamp>,
}

/// A profile of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactProfile {
    /// What every profile shows.
    pub head: ProfileHead,
    /// The followers that it had last.
    pub followers: Option<i64>,
}

/// Conversations of a contact, and where to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactPage {
    /// The conversations with their openings, the latest first.
    pub conversations: Vec<(ConversationHead, Opening)>,
    /// Where the next page begins; none behind the last.
    pub next: Option<Cursor>,
}

/// The first post of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its text.
    pub text: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Its direction.
    pub direction: Direction,
}

/// What is counted of a contact.
#[derive(Default)]
struct Totals {
    inbound: i64,
    outbound: i64,
    span: Option<(i64, i64)>,
}

impl Totals {
    fn add(&mut self, inbound: i64, outbound: i64, span: Option<(i64, i64)>) {
        self.inbound += inbound;
        self.outbound += outbound;
        self.span = match (self.span, span) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }
}

impl Scoped<'_> {
    /// A contact; none if nothing within the scope is said by or to them.
    pub fn contact(&mut self, id: ContactId) -> Result<Option<Contact>, StoreError> {
        let totals = self.totals(id)?;
        if totals.span.is_none() && self.owners != Owners::All {
            return Ok(None);
        }
        let sql = format!(
            "select id, network, coalesce(handle, handle_key), name, owner, followers from profiles
             where contact = $1 and linked_to is null order by id limit {PROFILES_MAX}"
        );
        let catalogue = self.catalogue;
        let profiles = self.engine.all(&sql, &[id.0.into()], |row| {
            Ok(ContactProfile {
                head: ProfileHead {
                    id: ProfileId(row.int(0)?),
                    network: catalogue.network(row.int(1)?)?.clone(),
                    handle: row.opt_text(2)?.filter(|handle| !handle.is_empty()),
                    name: row.opt_text(3)?,
                    own: row.opt_int(4)?.is_some(),
                },
                followers: row.opt_int(5)?,
            })
        })?;
        if profiles.is_empty() {
            return Ok(None);
        }
        Ok(Some(Contact {
            id,
            profiles,
            inbound: totals.inbound.unsigned_abs(),
            outbound: totals.outbound.unsigned_abs(),
            first_at: totals.span.map(|(first, _)| Timestamp(first)),
            last_at: totals.span.map(|(_, last)| Timestamp(last)),
        }))
    }

    /// Conversations of a contact within the scope, the latest first.
    pub fn contact_conversations(
        &mut self,
        id: ContactId,
        after: Option<Cursor>,
    ) -> Result<ContactPage, StoreError> {
        let scope = self.owners.condition("owner");
        let limit = PAGE + 1;
        let sql = format!(
            "select {HEAD} from conversations
             where contact = $1 and last_at <= $2 and (last_at < $2 or id < $3){scope}
             order by last_at desc, id desc limit {limit}"
        );
        let (at, last) = after.map_or((i64::MAX, i64::MAX), |after| (after.at.0, after.id));
        let values = [id.0.into(), at.into(), last.into()];
        let mut rows = self.engine.all(&sql, &values, HeadRow::read)?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| more).map(|last| Cursor {
            at: Timestamp(last.last_at),
            id: last.id,
        });
        let keys: Vec<Value<'_>> = rows.iter().map(|row| Value::Int(row.id)).collect();
        let mut openings = HashMap::new();
        self.engine.lookup(&OPENING, &keys, &mut |_, row| {
            let opening = Opening {
                text: row.text(1)?,
                created_at: Timestamp(row.int(2)?),
                direction: if row.text(3)? == Direction::Outbound.as_str() {
                    Direction::Outbound
                } else {
                    Direction::Inbound
                },
            };
            openings.insert(row.int(0)?, opening);
            Ok(())
        })?;
        let missing = || StoreError::Corrupt("a conversation has no post".into());
        let heads = heads(self.engine, self.catalogue, rows)?.into_iter();
        let conversations = heads.map(|head| {
            let opening = openings.remove(&head.id.0).ok_or_else(missing)?;
            Ok((head, opening))
        });
        Ok(ContactPage {
            conversations: conversations.collect::<Result<_, StoreError>>()?,
            next,
        })
    }

    fn totals(&mut self, id: ContactId) -> Result<Totals, StoreError> {
        let mut totals = Totals::default();
        let held = format!(
            "select cast(coalesce(sum(inbound), 0) as bigint), cast(coalesce(sum(outbound), 0) as bigint),
                min(first_at), max(last_at)
             from conversations where contact = $1{}",
            self.owners.condition("owner")
        );
        // Where nobody is spoken to, there is no conversation.
        let alone = format!(
            "select count(case when direction = 'inbound' then 1 end), count(case when direction = 'outbound' then 1 end),
                min(created_at), max(created_at)
             from posts where contact = $1 and conversation is null{}",
            self.owners.condition("owner")
        );
        for sql in [held, alone] {
            self.engine.each(&sql, &[id.0.into()], &mut |row| {
                let span = row.opt_int(2)?.zip(row.opt_int(3)?);
                totals.add(row.int(0)?, row.int(1)?, span);
                Ok(())
            })?;
        }
        Ok(totals)
    }
}

const OPENING: Lookup = Lookup {
    select: "conversation, text, created_at, direction",
    from: "posts",
    keys: &[Type::Int],
    condition: "conversation = {1}",
    tail: "order by created_at, id limit 1",
};
