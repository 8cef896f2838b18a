//! What a search box asks for, in the keys of the full-text index.

/// Words to look for. Each entry is one key, or several parted by spaces that stand beside each other in that order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Search {
    /// All of these stand in the post.
    pub all: Vec<String>,
    /// None of these does.
    pub none: Vec<String>,
}

impl Search {
    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.none.is_empty()
    }
}
