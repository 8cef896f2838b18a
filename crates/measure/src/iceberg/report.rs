//! The report: rows of figures, their total, and budgets beside them.

use super::dimension::{Dimension, Question};
use crate::wilson_95;
use rapport_model::{Budget, Granularity, Period};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a count is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The brand's name; the profile's where there is no table.
    pub brand: Cow<'a, str>,
    /// The brand's industry; empty if not told.
    pub industry: &'a str,
    /// The profile's handle, else its id.
    pub profile: Cow<'a, str>,
    /// The declared language, `und` if none.
    pub language: &'a str,
    /// The periods asked for.
    pub periods: Vec<(Granularity, Period)>,
}

/// Posts and the share of them that were said to one person.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// Outbound posts.
    pub posts: u64,
    /// Those to one person.
    pub one_to_one: u64,
    /// `one_to_one` ÷ `posts`, 0..=1 to four digits; none without posts.
    pub share: Option<f64>,
    /// Lower bound of the share's 95 % Wilson interval.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
}

impl Figures {
    /// The figures of two counts.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of posts stay far below 2⁵³"
    )]
    pub fn of(posts: u64, one_to_one: u64) -> Figures {
        let interval = wilson_95(one_to_one, posts);
        Figures {
            posts,
            one_to_one,
            share: (posts > 0).then(|| four_digits(one_to_one as f64 / posts as f64)),
            low: interval.map(|i| four_digits(i.low)),
            high: interval.map(|i| four_digits(i.high)),
        }
    }
}

fn four_digits(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

/// One row: its keys in the order asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Dimension and value.
    pub keys: Vec<(Dimension, String)>,
    /// Its figures.
    pub figures: Figures,
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        for (dimension, value) in &self.keys {
            map.serialize_entry(dimension.as_str(), value)?;
        }
        let Figures {
            posts,
            one_to_one,
            share,
            low,
            high,
        } = self.figures;
        map.serialize_entry("posts", &posts)?;
        map.serialize_entry("one_to_one", &one_to_one)?;
        map.serialize_entry("share", &share)?;
        map.serialize_entry("low", &low)?;
        map.serialize_entry("high", &high)?;
        map.end()
    }
}

/// A budget beside the content of the same quarter and brand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BudgetRow {
    /// `2015-Q1`.
    pub quarter: String,
    /// The brand's name.
    pub brand: String,
    /// Money for one-to-many work.
    pub one_to_many: f64,
    /// Money for one-to-one work.
    pub one_to_one: f64,
    /// The share of the money that went into one-to-one work.
    pub share: Option<f64>,
    /// What was posted.
    pub content: Figures,
}

/// The iceberg report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Outbound posts counted.
    pub posts: u64,
    /// Inbound posts in the window.
    pub inbound: u64,
    /// Posts that were met again and not counted.
    pub duplicates: u64,
    /// Records set aside.
    pub rejected: u64,
    /// What the rows are split by.
    #[serde(serialize_with = "words")]
    pub by: Vec<Dimension>,
    /// The rows, sorted by their keys.
    pub rows: Vec<Row>,
    /// All of them together.
    pub total: Figures,
    /// Budgets, where some were given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<BudgetRow>,
}

fn words<S: Serializer>(by: &[Dimension], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(by.iter().map(|dimension| dimension.as_str()))
}

/// Adds up counts until the report is asked for.
#[derive(Debug, Default)]
pub struct ReportBuilder {
    by: Vec<Dimension>,
    rows: BTreeMap<Vec<String>, (u64, u64)>,
    quarters: BTreeMap<(String, String), (u64, u64)>,
    inbound: u64,
    budgets: Vec<Budget>,
}

impl ReportBuilder {
    /// A report for a question, with budgets to set beside it. Budgets need [`Question::with_budgets`].
    #[must_use]
    pub fn new(question: &Question, budgets: Vec<Budget>) -> ReportBuilder {
        ReportBuilder {
            by: question.by.clone(),
            budgets,
            ..ReportBuilder::default()
        }
    }

    /// Counts inbound posts.
    pub fn inbound(&mut self, posts: u64) {
        self.inbound += posts;
    }

    /// Counts outbound posts of one subject.
    pub fn add(&mut self, subject: &Subject<'_>, posts: u64, one_to_one: u64) {
        let add = |(all, one): &mut (u64, u64)| {
            *all += posts;
            *one += one_to_one;
        };
        let keys = self
            .by
            .iter()
            .map(|dimension| value(*dimension, subject))
            .collect();
        add(self.rows.entry(keys).or_default());
        if !self.budgets.is_empty() {
            let quarter = value(Dimension::Period(Granularity::Quarter), subject);
            add(self
                .quarters
                .entry((quarter, subject.brand.to_string()))
                .or_default());
        }
    }

    /// The report.
    #[must_use]
    pub fn finish(self, duplicates: u64, rejected: u64) -> Report {
        let sum = |(a, b): (u64, u64), (c, d): &(u64, u64)| (a + c, b + d);
        let (posts, one_to_one) = self.rows.values().fold((0, 0), sum);
        let by = self.by;
        let rows = self
            .rows
            .into_iter()
            .map(|(keys, (posts, one_to_one))| Row {
                keys: by.iter().copied().zip(keys).collect(),
                figures: Figures::of(posts, one_to_one),
            });
        let rows = rows.collect();
        let mut budget: Vec<BudgetRow> = self
            .budgets
            .into_iter()
            .map(|line| {
                let all = line.one_to_many + line.one_to_one;
                let key = (line.quarter, line.brand);
                let (posts, one_to_one) = self.quarters.get(&key).copied().unwrap_or_default();
                BudgetRow {
                    share: (all > 0.0).then(|| four_digits(line.one_to_one / all)),
                    quarter: key.0,
                    brand: key.1,
                    one_to_many: line.one_to_many,
                    one_to_one: line.one_to_one,
                    content: Figures::of(posts, one_to_one),
                }
            })
            .collect();
        budget.sort_by(|a, b| (&a.quarter, &a.brand).cmp(&(&b.quarter, &b.brand)));
        Report {
            posts,
            inbound: self.inbound,
            duplicates,
            rejected,
            rows,
            total: Figures::of(posts, one_to_one),
            by,
            budget,
        }
    }
}

fn value(dimension: Dimension, subject: &Subject<'_>) -> String {
    match dimension {
        Dimension::Brand => subject.brand.to_string(),
        Dimension::Industry => subject.industry.to_owned(),
        Dimension::Profile => subject.profile.to_string(),
        Dimension::Language => subject.language.to_owned(),
        Dimension::Period(wanted) => {
            let period = subject
                .periods
                .iter()
                .find(|(granularity, _)| *granularity == wanted);
            period
                .map(|(_, period)| period.to_string())
                .unwrap_or_default()
        }
    }
}
