//! Reading posts: one, a page, a conversation, a search, all of them.

use crate::engine::Value;
use crate::record::{STORED, read};
use crate::words::all_of;
use crate::{Reader, StoreError, brands};
use rapport_model::{
    Audience, BrandIndex, ContactId, ConversationId, Network, Post, PostId, ProfileId, Rule,
    Timestamp,
};
use std::ops::Range;

/// Posts of a page.
const PAGE: usize = 50;

/// Rows that one step of an export holds.
const EXPORT_PAGE: i64 = 1_000;

/// From people, or from an own profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From people.
    Inbound,
    /// From an own profile.
    Outbound,
}

/// A stored post with what is derived from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its id in the store.
    pub id: PostId,
    /// The post. Author and addressee show the handle and name that they showed last.
    pub post: Post,
    /// It was deleted on its network: the text is gone, the fact stays.
    pub deleted: bool,
    /// Its direction.
    pub direction: Direction,
    /// Its author's profile.
    pub profile: ProfileId,
    /// Outbound: the author's brand; inbound: the brand it speaks to. None also where no brand table is set.
    pub brand: Option<BrandIndex>,
    /// Audience and rule of an outbound post.
    pub verdict: Option<(Audience, Rule)>,
    /// Whom it was said to, or who said it.
    pub contact: Option<ContactId>,
    /// The conversation it belongs to.
    pub conversation: Option<ConversationId>,
    /// The language found in its text, and how sure that is.
    pub found_language: Option<(String, f64)>,
}

/// Which posts to list; what is none does not narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Of this brand.
    pub brand: Option<BrandIndex>,
    /// By this profile.
    pub profile: Option<ProfileId>,
    /// In this direction.
    pub direction: Option<Direction>,
    /// With this audience.
    pub audience: Option<Audience>,
    /// With this declared language.
    pub language: Option<String>,
    /// Written from the first time on, before the second.
    pub written: Option<Range<Timestamp>>,
}

/// Where a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The time of its last post.
    pub created_at: Timestamp,
    /// That post.
    pub id: PostId,
}

/// Some posts, and where to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The posts, the newest first.
    pub posts: Vec<Stored>,
    /// Where the next page begins; none behind the last.
    pub next: Option<Cursor>,
}

impl Reader {
    /// One post.
    pub fn post(&mut self, id: PostId) -> Result<Option<Stored>, StoreError> {
        self.engine
            .first(&format!("{STORED} where p.id = $1"), &[id.0.into()], read)
    }

    /// The post that a network knows by an id.
    pub fn post_of(
        &mut self,
        network: &Network,
        external_id: &str,
    ) -> Result<Option<Stored>, StoreError> {
        let id = crate::keys::key(external_id);
        let sql = format!("{STORED} where n.name = $1 and p.external_id = $2");
        self.engine
            .first(&sql, &[network.as_str().into(), (&*id).into()], read)
    }

    /// A page of posts, the newest first.
    pub fn posts(&mut self, filter: &Filter, after: Option<Cursor>) -> Result<Page, StoreError> {
        let mut asked = Conditions::default();
        if let Some(Cursor { created_at, id }) = after {
            asked.add("p.created_at <= {}", created_at.0.into());
            asked.add("(p.created_at < {}", created_at.0.into());
            asked.or("p.id < {})", id.0.into());
        }
        if let Some(brand) = filter.brand {
            asked.add("p.owner = {}", brands::id_of(brand).into());
        }
        if let Some(profile) = filter.profile {
            asked.add("p.author = {}", profile.0.into());
        }
        if let Some(direction) = filter.direction {
            let word = match direction {
                Direction::Inbound => "inbound",
                Direction::Outbound => "outbound",
            };
            asked.add("p.direction = {}", word.into());
        }
        if let Some(audience) = filter.audience {
            asked.add("p.audience = {}", audience.as_str().into());
        }
        if let Some(language) = &filter.language {
            asked.add("p.lang = {}", language.into());
        }
        if let Some(written) = &filter.written {
            asked.add("p.created_at >= {}", written.start.0.into());
            asked.add("p.created_at < {}", written.end.0.into());
        }
        let sql = format!(
            "{STORED} {} order by p.created_at desc, p.id desc limit {}",
            asked.clause,
            PAGE + 1
        );
        let mut posts = self.engine.all(&sql, &asked.values, read)?;
        let more = posts.len() > PAGE;
        posts.truncate(PAGE);
        let last = posts.last().filter(|_| more);
        let next = last.map(|last| Cursor {
            created_at: last.post.created_at,
            id: last.id,
        });
        Ok(Page { posts, next })
    }

    /// The posts of a conversation in the order in which they were written.
    pub fn conversation(&mut self, id: ConversationId) -> Result<Vec<Stored>, StoreError> {
        let sql =
            format!("{STORED} where p.conversation = $1 order by p.created_at, p.external_id");
        self.engine.all(&sql, &[id.0.into()], read)
    }

    /// The newest posts that hold all the words, given as they are indexed.
    pub fn search(&mut self, words: &str, limit: u32) -> Result<Vec<Stored>, StoreError> {
        if !self.engine.is_sqlite() {
            return Err(StoreError::Unsupported("full-text search"));
        }
        let expression = all_of(words);
        if expression.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "{STORED} where p.id in (select rowid from words where words match $1)
             order by p.created_at desc, p.id desc limit $2"
        );
        self.engine
            .all(&sql, &[(&expression).into(), i64::from(limit).into()], read)
    }

    /// Hands on every stored post, tombstones included, ordered by network and external id.
    pub fn export<E: From<StoreError>>(
        &mut self,
        mut each: impl FnMut(&Stored) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!(
            "{STORED} where (n.name > $1 or (n.name = $1 and p.external_id > $2))
             order by n.name, p.external_id limit $3"
        );
        let (mut network, mut id) = (String::new(), String::new());
        loop {
            let values: [Value<'_>; 3] = [(&network).into(), (&id).into(), EXPORT_PAGE.into()];
            let page = self.engine.all(&sql, &values, read)?;
            for stored in &page {
                each(stored)?;
            }
            let Some(last) = page.last() else {
                return Ok(());
            };
            network = last.post.network.as_str().to_owned();
            id.clone_from(&last.post.external_id);
        }
    }
}

/// A `where` clause in the making.
#[derive(Default)]
struct Conditions<'a> {
    clause: String,
    values: Vec<Value<'a>>,
}

impl<'a> Conditions<'a> {
    fn add(&mut self, condition: &str, value: Value<'a>) {
        let joint = if self.clause.is_empty() {
            "where"
        } else {
            " and"
        };
        self.join(joint, condition, value);
    }

    fn or(&mut self, condition: &str, value: Value<'a>) {
        self.join(" or", condition, value);
    }

    fn join(&mut self, joint: &str, condition: &str, value: Value<'a>) {
        self.values.push(value);
        let place = format!("${}", self.values.len());
        self.clause.push_str(joint);
        self.clause.push(' ');
        self.clause.push_str(&condition.replace("{}", &place));
    }
}
