//! How much there is.

use crate::{Reader, StoreError};

impl Reader {
    /// Every stored post, inbound ones and tombstones included. Linear in posts, over one index.
    pub fn count_posts(&mut self) -> Result<u64, StoreError> {
        Ok(self
            .engine
            .number("select count(*) from posts", &[])?
            .unsigned_abs())
    }

    /// Records that are set aside.
    pub fn count_rejects(&mut self) -> Result<u64, StoreError> {
        Ok(self
            .engine
            .number("select count(*) from rejects", &[])?
            .unsigned_abs())
    }
}
