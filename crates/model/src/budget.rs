//! What was spent, to stand beside what was said.

/// What a brand spent in a quarter, in whatever money its owner counts in.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// The quarter, as `2015-Q1`.
    pub quarter: String,
    /// The brand's name.
    pub brand: String,
    /// Money spent on one-to-many work.
    pub one_to_many: f64,
    /// Money spent on one-to-one work.
    pub one_to_one: f64,
}
