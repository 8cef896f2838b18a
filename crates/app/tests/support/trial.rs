//! One invented archive before the program and before the reference.

use super::archive::{Invented, Wish, invent};
use super::dice::Dice;
use super::program::{Desk, Verdict};
use super::reference::{Kind, Post, Row, World};
use super::render::{Layout, as_conveyed, brands, render};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    AsWritten,
    Reversed,
    Shuffled,
}

/// Zones without summer time, as seconds ahead of UTC.
const ZONES: [(&str, i64); 4] = [
    ("UTC", 0),
    ("Asia/Kathmandu", 20_700),
    ("America/Phoenix", -25_200),
    ("Pacific/Kiritimati", 50_400),
];
const DIMENSIONS: [&[&str]; 7] = [
    &["brand"],
    &["industry", "language"],
    &["profile", "year"],
    &["brand", "quarter"],
    &["month", "brand"],
    &["week"],
    &["brand", "industry", "profile", "language", "month"],
];
/// Midnights in UTC that fall among the posts, with their dates.
const DAYS: [(&str, i64); 3] = [
    ("2015-01-01", 1_420_070_400),
    ("2015-09-14", 1_442_188_800),
    ("2016-05-01", 1_462_060_800),
];

/// Every seed in turn; the first that fails is made as small as it can be.
pub fn compare(seeds: std::ops::Range<u64>, layouts: &[Layout], order: Order, wish: Wish) {
    for seed in seeds {
        let invented = invent(seed, wish);
        let trial = Trial {
            seed,
            layouts,
            order,
        };
        let Err(first) = trial.run(&invented) else {
            continue;
        };
        let problem = trial.shrink(invented, first);
        panic!("seed {seed}, {layouts:?}, {order:?}\n{problem}");
    }
}

struct Trial<'a> {
    seed: u64,
    layouts: &'a [Layout],
    order: Order,
}

impl Trial<'_> {
    fn shrink(&self, mut invented: Invented, mut problem: String) -> String {
        let mut i = 0;
        while i < invented.posts.len() {
            let mut fewer = invented.clone();
            fewer.posts.remove(i);
            match self.run(&fewer) {
                Err(again) => (invented, problem, i) = (fewer, again, 0),
                Ok(()) => i += 1,
            }
        }
        problem
    }

    fn run(&self, invented: &Invented) -> Result<(), String> {
        let mut dice = Dice::new(self.seed ^ 0xD1CE);
        let desk = Desk::new();
        let mut posts = invented.posts.clone();
        match self.order {
            Order::AsWritten => {}
            Order::Reversed => posts.reverse(),
            Order::Shuffled => dice.shuffle(&mut posts),
        }
        let (mut read, mut arguments, mut shown) = (Vec::new(), Vec::new(), String::new());
        let files = 1 + dice.below(3);
        let size = posts.len().div_ceil(files).max(1);
        for i in 0..files {
            let part = posts.chunks(size).nth(i).unwrap_or_default();
            let layout = *dice.pick(self.layouts);
            let part = as_conveyed(part, layout);
            if part.is_empty() && layout == Layout::Outbox {
                continue;
            }
            let bytes = render(&part, layout, &mut dice);
            shown += &String::from_utf8_lossy(&bytes);
            arguments.push(desk.put(&format!("part{i}"), bytes));
            read.extend(part);
        }
        let table = invented.table.clone().map(|rows| match self.layouts[0] {
            Layout::Outbox => on_mastodon(rows),
            _ => rows,
        });
        if let Some(rows) = &table {
            let network = match self.layouts[0] {
                Layout::Twcs => "twcs",
                Layout::Outbox => "mastodon",
                _ => "x",
            };
            let table = brands(rows, &mut dice).replace("NETWORK", network);
            shown += &table;
            let path = desk.put("brands.csv", table);
            arguments.extend(["--brands".to_owned(), path]);
        }
        if read.is_empty() {
            return Ok(());
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let world = World::new(&read, table.as_deref());
        let problem = audience_differs(&desk, &arguments, &world)
            .or_else(|| (0..2).find_map(|_| iceberg_differs(&desk, &arguments, &world, &mut dice)));
        problem.map_or(Ok(()), |problem| Err(format!("{shown}\n{problem}")))
    }
}

/// Ids there are addresses, and handles name their server.
fn on_mastodon(mut rows: Vec<Row>) -> Vec<Row> {
    for row in &mut rows {
        row.account_id = row.account_id.take().map(|id| match id.as_str() {
            "1" => "https://social.example/users/Acme".to_owned(),
            other => format!("https://else.example/users/{other}"),
        });
        let own = |h: &str| {
            if h.eq_ignore_ascii_case("acme") {
                "social.example"
            } else {
                "else.example"
            }
        };
        row.handle = row.handle.take().map(|h| format!("{h}@{}", own(&h)));
    }
    rows
}

fn audience_differs(desk: &Desk, arguments: &[&str], world: &World) -> Option<String> {
    let (got, expected): (Vec<Verdict>, _) = (desk.audience(arguments), world.verdicts());
    (got != expected).then(|| format!("audience\nexpected {expected:?}\n     got {got:?}"))
}

fn iceberg_differs(
    desk: &Desk,
    arguments: &[&str],
    world: &World,
    dice: &mut Dice,
) -> Option<String> {
    let by = *dice.pick(&DIMENSIONS);
    let (zone, offset) = *dice.pick(&ZONES);
    let mut asked = arguments.to_vec();
    let list = by.join(",");
    asked.extend(["--by", &list, "--zone", zone]);
    let (mut from, mut to) = (i64::MIN, i64::MAX);
    let windowed = dice.chance(40);
    if windowed {
        let first = dice.below(DAYS.len());
        asked.extend(["--from", DAYS[first].0]);
        from = DAYS[first].1 - offset;
        if let Some((date, at)) = DAYS.get(first + 1) {
            asked.extend(["--to", date]);
            to = at - offset;
        }
    }
    let original_only = dice.chance(30);
    if original_only {
        asked.push("--exclude-reposts");
    }
    let counted =
        |p: &Post| p.at >= from && p.at < to && !(original_only && p.kind == Kind::Repost);
    let expected = world.rows(by, counted, offset);
    let report = desk.iceberg(&asked);
    let got = match rows(&report, by, world) {
        Ok(rows) => rows,
        Err(problem) => return Some(problem),
    };
    if got != expected {
        return Some(format!(
            "{asked:?}\nexpected {expected:?}\n     got {got:?}"
        ));
    }
    let sum = |f: fn(&(u64, u64)) -> u64| expected.values().map(f).sum::<u64>();
    let mut figures = vec![
        ("/posts", sum(|r| r.0)),
        ("/total/posts", sum(|r| r.0)),
        ("/total/one_to_one", sum(|r| r.1)),
        ("/rejected", 0),
    ];
    if !windowed && !original_only {
        let inbound = world.posts.iter().filter(|p| !world.is_outbound(p)).count();
        figures.extend([
            ("/inbound", inbound as u64),
            ("/duplicates", world.duplicates as u64),
        ]);
    }
    let wrong = |(path, expected): (&str, u64)| {
        let got = report.pointer(path);
        (got != Some(&expected.into()))
            .then(|| format!("{asked:?} {path}: expected {expected}, got {got:?}"))
    };
    figures.into_iter().find_map(wrong)
}

type Rows = BTreeMap<Vec<String>, (u64, u64)>;

fn rows(report: &Value, by: &[&str], world: &World) -> Result<Rows, String> {
    let (mut rows, mut last) = (Rows::new(), Vec::new());
    for row in report["rows"].as_array().unwrap() {
        let label = |d: &&str| row[*d].as_str().unwrap().to_owned();
        let printed: Vec<String> = by.iter().map(label).collect();
        if printed <= last {
            return Err(format!("{printed:?} stands after {last:?}"));
        }
        let same_profile = |(label, dimension): (&String, &&str)| match *dimension {
            "profile" => world.canonical(label),
            "brand" if !world.has_table() => world.canonical(label),
            _ => label.clone(),
        };
        let key = printed.iter().zip(by).map(same_profile).collect();
        last = printed;
        let counts = (
            row["posts"].as_u64().unwrap(),
            row["one_to_one"].as_u64().unwrap(),
        );
        if rows.insert(key, counts).is_some() {
            return Err(format!("one profile has two rows: {report}"));
        }
    }
    Ok(rows)
}
