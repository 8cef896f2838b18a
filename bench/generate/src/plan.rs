//! How many posts each brand has in each quarter, and when they are said. The counts come first, so the truth is exact.

use crate::brands::{Brand, INDUSTRIES, Industry, Listed, accounts};
use crate::calendar::{Second, moment};
use crate::dice::Dice;

/// Share of the year's posts in each quarter.
const QUARTERS: [f64; 4] = [0.21, 0.24, 0.26, 0.29];
/// How far each quarter has come on the way from the first to the last.
const RISEN: [f64; 4] = [0.0, 0.3, 0.65, 1.0];
/// Who answers does so most of the time; who tells, too.
const IN_ROLE: f64 = 0.88;

pub(crate) struct Plan {
    /// In the order of time.
    pub(crate) slots: Vec<Slot>,
    counts: Vec<Count>,
}

/// A post to be written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot {
    pub(crate) second: Second,
    /// Position in [`accounts`].
    pub(crate) account: usize,
    pub(crate) one_to_one: bool,
}

struct Count {
    industry: &'static str,
    brand: &'static str,
    quarter: usize,
    posts: usize,
    one_to_one: usize,
}

impl Plan {
    pub(crate) fn draw(posts: usize, dice: &mut Dice) -> Plan {
        let counts = counts(posts);
        let accounts = accounts();
        let mut slots = Vec::with_capacity(posts);
        for count in &counts {
            for position in 0..count.posts {
                let one_to_one = position < count.one_to_one;
                slots.push(Slot {
                    second: moment(count.quarter, dice),
                    account: speaker(&accounts, count.brand, one_to_one, dice),
                    one_to_one,
                });
            }
        }
        slots.sort_unstable();
        Plan { slots, counts }
    }

    /// `industry,brand,quarter,posts,one_to_one`.
    pub(crate) fn truth(&self) -> String {
        let mut table = "industry,brand,quarter,posts,one_to_one\n".to_owned();
        for Count {
            industry,
            brand,
            quarter,
            posts,
            one_to_one,
        } in &self.counts
        {
            let quarter = quarter + 1;
            table.push_str(&format!(
                "{industry},{brand},2015-Q{quarter},{posts},{one_to_one}\n"
            ));
        }
        table
    }
}

/// The counts of each brand and quarter; together they are exactly `posts`.
fn counts(posts: usize) -> Vec<Count> {
    let mut counts = Vec::new();
    let (mut wanted, mut given) = (0.0, 0);
    for industry in &INDUSTRIES {
        for brand in industry.brands {
            for (quarter, share) in QUARTERS.iter().enumerate() {
                wanted += posts as f64 * industry.volume * brand.volume * share;
                // Rounding the running sum keeps the whole exact.
                let here = wanted.round() as usize - given;
                given += here;
                let share = share_of_one_to_one(industry, brand, quarter);
                counts.push(Count {
                    industry: industry.name,
                    brand: brand.name,
                    quarter,
                    posts: here,
                    one_to_one: (here as f64 * share).round() as usize,
                });
            }
        }
    }
    counts
}

/// Offsets and rises are taken around their means, so that an industry keeps its share.
fn share_of_one_to_one(industry: &Industry, brand: &Brand, quarter: usize) -> f64 {
    let offset: f64 = industry.brands.iter().map(|b| b.volume * b.offset).sum();
    let risen: f64 = QUARTERS
        .iter()
        .zip(RISEN)
        .map(|(share, risen)| share * risen)
        .sum();
    let share =
        industry.one_to_one + brand.offset - offset + industry.rise * (RISEN[quarter] - risen);
    share.clamp(0.0, 1.0)
}

fn speaker(accounts: &[Listed], brand: &str, one_to_one: bool, dice: &mut Dice) -> usize {
    let weights = accounts.iter().map(|listed| {
        if listed.brand.name != brand {
            0.0
        } else if listed.account.answers == one_to_one {
            IN_ROLE
        } else {
            1.0 - IN_ROLE
        }
    });
    dice.weighted(weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share<'a>(counts: impl Iterator<Item = &'a Count>) -> f64 {
        let (mut posts, mut one_to_one) = (0, 0);
        for count in counts {
            posts += count.posts;
            one_to_one += count.one_to_one;
        }
        one_to_one as f64 / posts as f64
    }

    #[test]
    fn the_counts_have_the_shape_of_the_study() {
        let counts = counts(1_300_000);
        assert_eq!(
            counts.iter().map(|count| count.posts).sum::<usize>(),
            1_300_000
        );
        assert!((share(counts.iter()) - 0.93).abs() < 0.001);
        for industry in &INDUSTRIES {
            let own = || {
                counts
                    .iter()
                    .filter(|count| count.industry == industry.name)
            };
            assert!(
                (share(own()) - industry.one_to_one).abs() < 0.001,
                "{}",
                industry.name
            );
            let by_quarter = [0, 1, 2, 3].map(|q| share(own().filter(|c| c.quarter == q)));
            assert!(by_quarter.is_sorted(), "{}: {by_quarter:?}", industry.name);
        }
    }

    #[test]
    fn every_post_is_said_by_an_account_of_its_brand() {
        let plan = Plan::draw(5_000, &mut Dice::new(3));
        let accounts = accounts();
        for count in &plan.counts {
            let said = plan
                .slots
                .iter()
                .filter(|slot| accounts[slot.account].brand.name == count.brand)
                .count();
            let planned: usize = plan
                .counts
                .iter()
                .filter(|other| other.brand == count.brand)
                .map(|other| other.posts)
                .sum();
            assert_eq!(said, planned, "{}", count.brand);
        }
    }
}
