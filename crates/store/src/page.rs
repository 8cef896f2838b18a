//! A page of posts, the newest first.
//!
//! One call looks at a bounded number of posts, so that no filter can cost much: where few of many match, a page may
//! be short, or empty, and still go on.

use crate::StoreError;
use crate::cursor::Cursor;
use crate::filter::Filter;
use crate::scope::Scoped;
use crate::shown::{self, Shown};
use crate::walk::Window;
use rapport_model::{PostId, Timestamp};

/// Posts of a page.
pub(crate) const PAGE: usize = 50;

/// Posts that one call looks at.
const LOOKS: usize = 4_000;

/// Some posts, and where to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The posts, the newest first.
    pub posts: Vec<Shown>,
    /// Where the next page begins; none behind the last.
    pub next: Option<Cursor>,
}

impl Page {
    /// How far back the posts were looked through; none where that is all the way.
    #[must_use]
    pub fn looked_back_to(&self) -> Option<Timestamp> {
        self.next.map(|next| next.at)
    }
}

impl Scoped<'_> {
    /// One post.
    pub fn post(&mut self, id: PostId) -> Result<Option<Shown>, StoreError> {
        let seen = format!(
            "select id from posts where id = $1{}",
            self.owners.condition("owner")
        );
        let Some(id) = self.engine.first(&seen, &[id.0.into()], |row| row.int(0))? else {
            return Ok(None);
        };
        Ok(shown::posts(self.engine, self.catalogue, &[id])?.pop())
    }

    /// A page of posts, the newest first.
    pub fn posts(&mut self, filter: &Filter, after: Option<Cursor>) -> Result<Page, StoreError> {
        self.page(filter, after, LOOKS)
    }

    /// [`Scoped::posts`] with another number of posts to look at.
    #[cfg(feature = "testing")]
    pub fn posts_looking_at(
        &mut self,
        looks: usize,
        filter: &Filter,
        after: Option<Cursor>,
    ) -> Result<Page, StoreError> {
        self.page(filter, after, looks)
    }

    fn page(
        &mut self,
        filter: &Filter,
        after: Option<Cursor>,
        looks: usize,
    ) -> Result<Page, StoreError> {
        let Some(plan) = self.plan(filter) else {
            return Ok(Page {
                posts: Vec::new(),
                next: None,
            });
        };
        let window = Window {
            after,
            from: filter.from.map(|time| time.0),
            to: filter.to.map(|time| time.0),
        };
        let found = crate::walk::walk(self.engine, &plan, &window, looks)?;
        let ids: Vec<i64> = found.posts.iter().map(|place| place.id).collect();
        Ok(Page {
            posts: shown::posts(self.engine, self.catalogue, &ids)?,
            next: found.next,
        })
    }
}
