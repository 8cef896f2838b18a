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

impl Budget {
    /// Whether a text names a quarter.
    ///
    /// ```
    /// use rapport_model::Budget;
    /// assert!(Budget::is_quarter("2015-Q1"));
    /// assert!(!Budget::is_quarter("2015-Q5"));
    /// ```
    #[must_use]
    pub fn is_quarter(text: &str) -> bool {
        text.split_once("-Q").is_some_and(|(year, part)| {
            year.len() == 4
                && year.bytes().all(|c| c.is_ascii_digit())
                && matches!(part, "1" | "2" | "3" | "4")
        })
    }
}
