//! A small world to look at: three brands, a competitor, the people who talk to
//! them in English, Turkish, Czech and Persian, and two years of what was said.
//!
//! The main type is [`DemoWorld`]. Its sentences are written by hand (see
//! `data/demo/README.md`); the seed decides who says which of them, when and
//! where. The same seed gives the same bytes, on every machine. Nothing here
//! reads a clock, the environment or the network.
//!
//! ```
//! let world = rapport_testkit::demo::DemoWorld::generate(7);
//! assert!(world.posts.len() > 10_000);
//! ```

mod brands;
mod broadcast;
mod calendar;
mod cast;
mod conversation;
mod crisis;
mod daily;
mod dice;
mod fill;
mod ledger;
mod network;
mod phrasebook;
mod quota;
mod reactions;
mod stage;
mod story;
mod strays;
mod talk;
mod voice;
mod world;

pub use brands::{Brand, Industry, OwnProfile, Role};
pub use cast::{Contact, Gender, Identity};
pub use network::DemoNetwork;
pub use phrasebook::Lang;
pub use world::{BudgetLine, DemoWorld};
