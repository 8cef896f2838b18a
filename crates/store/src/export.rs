//! Posts with all that is kept of them: one by its network's id, or all.

use crate::engine::Value;
use crate::filter::Direction;
use crate::record::{STORED, read};
use crate::scope::Scoped;
use crate::{StoreError, keys};
use rapport_model::{
    Audience, BrandIndex, ContactId, ConversationId, Network, Post, PostId, ProfileId, Rule,
};

/// Rows that one step of an export holds.
const EXPORT_PAGE: i64 = 1_000;

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

impl Scoped<'_> {
    /// The post that a network knows by an id.
    pub fn post_of(
        &mut self,
        network: &Network,
        external_id: &str,
    ) -> Result<Option<Stored>, StoreError> {
        let id = keys::key(external_id);
        let sql = format!(
            "{STORED} where n.name = $1 and p.external_id = $2{}",
            self.owners.condition("p.owner")
        );
        self.engine
            .first(&sql, &[network.as_str().into(), (&*id).into()], read)
    }

    /// Hands on every stored post, tombstones included, ordered by network and external id.
    pub fn export<E: From<StoreError>>(
        &mut self,
        mut each: impl FnMut(&Stored) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!(
            "{STORED} where (n.name > $1 or (n.name = $1 and p.external_id > $2)){}
             order by n.name, p.external_id limit $3",
            self.owners.condition("p.owner")
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
