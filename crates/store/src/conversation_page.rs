//! A conversation: who with whom, and its posts in the order in which they were written.

use crate::StoreError;
use crate::catalogue::Catalogue;
use crate::cursor::Cursor;
use crate::engine::{Engine, Lookup, Row, Type, Value};
use crate::scope::Scoped;
use crate::shown::{self, Shown};
use hashbrown::HashMap;
use rapport_model::{ContactId, ConversationId, Network, Timestamp, Visibility};

/// Posts of a page of a conversation.
const PAGE: usize = 100;

/// A conversation without its posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationHead {
    /// Its id in the store.
    pub id: ConversationId,
    /// The brand that speaks in it; none where no brand table is set.
    pub brand: Option<String>,
    /// Who could read it.
    pub visibility: Visibility,
    /// With whom it is.
    pub contact: ContactHead,
    /// Its posts.
    pub posts: u64,
    /// Those from the contact.
    pub inbound: u64,
    /// Those from the brand.
    pub outbound: u64,
    /// When it began.
    pub first_at: Timestamp,
    /// When somebody spoke last.
    pub last_at: Timestamp,
}

/// A contact beside a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactHead {
    /// Its id in the store.
    pub id: ContactId,
    /// The name that its first profile showed last.
    pub name: Option<String>,
    /// The handle that it showed last.
    pub handle: Option<String>,
    /// Where that profile lives.
    pub network: Network,
}

/// Posts of a conversation, and where to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct ConversationPage {
    /// The posts, the oldest first.
    pub posts: Vec<Shown>,
    /// Where the next page begins; none behind the last.
    pub next: Option<Cursor>,
}

impl Scoped<'_> {
    /// A conversation without its posts.
    pub fn conversation(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<ConversationHead>, StoreError> {
        let sql = format!(
            "select {HEAD} from conversations where id = $1{}",
            self.owners.condition("owner")
        );
        let rows = self.engine.all(&sql, &[id.0.into()], HeadRow::read)?;
        Ok(heads(self.engine, self.catalogue, rows)?.pop())
    }

    /// Posts of a conversation within the scope, the oldest first.
    pub fn conversation_posts(
        &mut self,
        id: ConversationId,
        after: Option<Cursor>,
    ) -> Result<ConversationPage, StoreError> {
        let scope = self.owners.condition("owner");
        let limit = PAGE + 1;
        let sql = format!(
            "select created_at, id from posts
             where conversation = $1 and created_at >= $2 and (created_at > $2 or id > $3){scope}
             order by created_at, id limit {limit}"
        );
        let (at, last) = after.map_or((i64::MIN, i64::MIN), |after| (after.at.0, after.id));
        let values = [id.0.into(), at.into(), last.into()];
        let mut places = self.engine.all(&sql, &values, |row| {
            Ok(Cursor {
                at: Timestamp(row.int(0)?),
                id: row.int(1)?,
            })
        })?;
        let more = places.len() > PAGE;
        places.truncate(PAGE);
        let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
        Ok(ConversationPage {
            posts: shown::posts(self.engine, self.catalogue, &ids)?,
            next: places.last().copied().filter(|_| more),
        })
    }
}

/// A row of [`HEAD`].
pub(crate) struct HeadRow {
    pub(crate) id: i64,
    owner: i64,
    public: bool,
    contact: i64,
    posts: i64,
    inbound: i64,
    outbound: i64,
    first_at: i64,
    pub(crate) last_at: i64,
}

impl HeadRow {
    pub(crate) fn read(row: &Row<'_>) -> Result<HeadRow, StoreError> {
        Ok(HeadRow {
            id: row.int(0)?,
            owner: row.int(1)?,
            public: row.opt_int(2)?.is_some(),
            contact: row.int(3)?,
            posts: row.int(4)?,
            inbound: row.int(5)?,
            outbound: row.int(6)?,
            first_at: row.int(7)?,
            last_at: row.int(8)?,
        })
    }
}

/// The columns of a conversation's head.
pub(crate) const HEAD: &str =
    "id, owner, tree, contact, posts, inbound, outbound, first_at, last_at";

/// Puts names to rows.
pub(crate) fn heads(
    engine: &mut Engine,
    catalogue: &Catalogue,
    rows: Vec<HeadRow>,
) -> Result<Vec<ConversationHead>, StoreError> {
    let mut ids: Vec<i64> = rows.iter().map(|row| row.contact).collect();
    ids.sort_unstable();
    ids.dedup();
    let keys: Vec<Value<'_>> = ids.iter().copied().map(Value::Int).collect();
    let mut contacts = HashMap::new();
    engine.lookup(&FIRST_PROFILE, &keys, &mut |_, row| {
        let head = ContactHead {
            id: ContactId(row.int(0)?),
            network: catalogue.network(row.int(1)?)?.clone(),
            handle: row.opt_text(2)?.filter(|handle| !handle.is_empty()),
            name: row.opt_text(3)?,
        };
        contacts.insert(head.id.0, head);
        Ok(())
    })?;
    let missing = || StoreError::Corrupt("a conversation is with nobody".into());
    let heads = rows.into_iter().map(|row| {
        Ok(ConversationHead {
            id: ConversationId(row.id),
            brand: catalogue.brand_name(row.owner),
            visibility: if row.public {
                Visibility::Public
            } else {
                Visibility::Private
            },
            contact: contacts.get(&row.contact).ok_or_else(missing)?.clone(),
            posts: row.posts.unsigned_abs(),
            inbound: row.inbound.unsigned_abs(),
            outbound: row.outbound.unsigned_abs(),
            first_at: Timestamp(row.first_at),
            last_at: Timestamp(row.last_at),
        })
    });
    heads.collect()
}

/// A profile that others are linked to stands for them.
const FIRST_PROFILE: Lookup = Lookup {
    select: "contact, network, coalesce(handle, handle_key), name",
    from: "profiles",
    keys: &[Type::Int],
    condition: "contact = {1}",
    tail: "order by linked_to is not null, id limit 1",
};
