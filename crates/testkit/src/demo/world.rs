//! The finished world and its files.

use std::fs::{File, create_dir_all, write};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rapport_model::{Network, Post};

use super::brands::{self, Brand};
use super::calendar::{END, midnight};
use super::cast::{self, Contact};
use super::dice::Dice;
use super::ledger::Ledger;
use super::phrasebook::{Lang, Phrasebook};
use super::stage::Stage;
use super::{broadcast, crisis, daily, reactions, story, strays};

/// What a brand spent in a quarter on each kind of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    /// `2024-Q1` and so on.
    pub quarter: String,
    /// The name as in `brands.csv`.
    pub brand: &'static str,
    /// Money for campaigns and content.
    pub one_to_many: u64,
    /// Money for answering people.
    pub one_to_one: u64,
}

/// Two years of four brands and some four hundred people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoWorld {
    /// Everything that was said, in the order of time.
    pub posts: Vec<Post>,
    /// The brands; the competitor is the last.
    pub brands: Vec<Brand>,
    /// The people and which identities are theirs: what merging has to find.
    pub contacts: Vec<Contact>,
    /// What was spent.
    pub budget: Vec<BudgetLine>,
    /// Parents that replies name and no archive holds, on purpose.
    pub unknown_parents: Vec<String>,
}

impl DemoWorld {
    /// The world of a seed. The same seed gives the same world everywhere.
    pub fn generate(seed: u64) -> DemoWorld {
        let mut dice = Dice::new(seed);
        let books: Vec<(Lang, Phrasebook)> = Lang::ALL
            .into_iter()
            .map(|lang| (lang, Phrasebook::of(lang, dice.fork())))
            .collect();
        let guests = Phrasebook::read(include_str!("../../data/demo/guests.txt"), dice.fork());
        let contacts = cast::assemble(&books, &guests, &mut dice);
        let mut stage = Stage {
            brands: brands::all(),
            contacts,
            books,
            guests,
            ledger: Ledger::until(midnight(END)),
            praises: Vec::new(),
            dice,
        };
        story::tell(&mut stage);
        daily::two_years(&mut stage);
        crisis::happen(&mut stage);
        let unknown_parents = strays::scatter(&mut stage);
        broadcast::fill_quarters(&mut stage);
        reactions::follow(&mut stage);
        let budget = budget(&stage.brands, &mut stage.dice);
        DemoWorld {
            posts: stage.ledger.into_posts(),
            brands: stage.brands,
            contacts: stage.contacts,
            budget,
            unknown_parents,
        }
    }

    /// Writes `posts.jsonl`, `brands.csv` and `budget.csv` into a folder, which is
    /// made if it is missing.
    pub fn write_to(&self, dir: &Path) -> io::Result<()> {
        create_dir_all(dir)?;
        let mut lines = BufWriter::new(File::create(dir.join("posts.jsonl"))?);
        for post in &self.posts {
            serde_json::to_writer(&mut lines, post)?;
            lines.write_all(b"\n")?;
        }
        lines.flush()?;
        write(dir.join("brands.csv"), self.brand_table())?;
        write(dir.join("budget.csv"), self.budget_table())
    }

    fn brand_table(&self) -> String {
        let mut table = "account_id,screen_name,brand,industry,network,competitor\n".to_owned();
        for brand in &self.brands {
            for profile in &brand.profiles {
                let network = Network::from(profile.network);
                let row = [
                    profile.id.as_str(),
                    profile.handle.as_deref().unwrap_or_default(),
                    brand.name,
                    brand.industry.as_str(),
                    network.as_str(),
                    if brand.competitor { "true" } else { "false" },
                ];
                table.push_str(&row.join(","));
                table.push('\n');
            }
        }
        table
    }

    fn budget_table(&self) -> String {
        let mut table = "quarter,brand,one_to_many,one_to_one\n".to_owned();
        for line in &self.budget {
            let BudgetLine {
                quarter,
                brand,
                one_to_many,
                one_to_one,
            } = line;
            table.push_str(&format!("{quarter},{brand},{one_to_many},{one_to_one}\n"));
        }
        table
    }
}

/// Most of the money goes where the fewest posts are; it shifts slowly.
fn budget(brands: &[Brand], dice: &mut Dice) -> Vec<BudgetLine> {
    let mut lines = Vec::new();
    let sizes = [
        (310_000_u64, 96_000_u64),
        (420_000, 128_000),
        (390_000, 61_000),
    ];
    for quarter in 0_u64..8 {
        for (brand, (many, one)) in brands.iter().filter(|brand| !brand.competitor).zip(sizes) {
            let christmas = if quarter % 4 == 3 { 118 } else { 100 };
            lines.push(BudgetLine {
                quarter: format!("{}-Q{}", 2024 + quarter / 4, quarter % 4 + 1),
                brand: brand.name,
                one_to_many: many * christmas / 100 + 500 * dice.below(30) - many / 90 * quarter,
                one_to_one: one + one / 24 * quarter + 500 * dice.below(10),
            });
        }
    }
    lines
}
