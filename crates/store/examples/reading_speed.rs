//! What a page costs: CPU of the reading thread, on a store that is there.
//!
//! `cargo run --release -p rapport-store --example reading_speed -- DIR [BRAND [WORD]...]` reads pages of the store in a data
//! folder and prints, for each question, the microseconds of the first page, of the dearest one met and of the last, and
//! how many pages there were. Words are given as they are indexed.

#![allow(
    clippy::indexing_slicing,
    reason = "a bench that cannot go on has failed"
)]

use rapport_model::{Audience, Kind, Network, Scope, Search, Timestamp};
use rapport_store::{Cursor, Direction, Filter, Location, Reader, Store};
use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Pages walked of one question.
const PAGES_MAX: usize = 400;
const ROUNDS: u32 = 50;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, rest @ ..] = arguments.as_slice() else {
        return Err("name a data folder".into());
    };
    let store = Store::open(&Location::DataDir(folder.into()))?;
    let mut reader = store.reader()?;
    println!(
        "{:44} {:>8} {:>8} {:>8} {:>6} {:>7}",
        "microseconds of CPU", "first", "dearest", "last", "pages", "posts"
    );
    for (name, filter) in questions(rest) {
        measure(&mut reader, &name, &filter)?;
    }
    Ok(())
}

fn questions(given: &[String]) -> Vec<(String, Filter)> {
    let all = Filter::default;
    let mut asked: Vec<(String, Filter)> = vec![
        ("nothing".into(), all()),
        (
            "direction".into(),
            Filter {
                direction: Some(Direction::Outbound),
                ..all()
            },
        ),
        (
            "direction, none".into(),
            Filter {
                direction: Some(Direction::Inbound),
                ..all()
            },
        ),
        (
            "audience one-to-many".into(),
            Filter {
                audience: Some(Audience::OneToMany),
                ..all()
            },
        ),
        (
            "audience one-to-one".into(),
            Filter {
                audience: Some(Audience::OneToOne),
                ..all()
            },
        ),
        (
            "kind quote".into(),
            Filter {
                kind: Some(Kind::Quote),
                ..all()
            },
        ),
        (
            "kind reply".into(),
            Filter {
                kind: Some(Kind::Reply),
                ..all()
            },
        ),
        (
            "network".into(),
            Filter {
                network: Some(Network::X),
                ..all()
            },
        ),
        (
            "no reposts".into(),
            Filter {
                exclude_reposts: true,
                ..all()
            },
        ),
        (
            "a day".into(),
            Filter {
                from: Some(Timestamp(1_430_006_400_000)),
                to: Some(Timestamp(1_430_092_800_000)),
                ..all()
            },
        ),
    ];
    for code in ["en", "tr", "ar", "ja"] {
        asked.push((
            format!("language {code}"),
            Filter {
                language: Some(code.into()),
                ..all()
            },
        ));
    }
    asked.push((
        "quotes in tr, one-to-many".into(),
        Filter {
            kind: Some(Kind::Quote),
            language: Some("tr".into()),
            audience: Some(Audience::OneToMany),
            ..all()
        },
    ));
    let Some((brand, words)) = given.split_first() else {
        return asked;
    };
    let of_brand = || Filter {
        brand: Some(brand.clone()),
        ..all()
    };
    asked.push((format!("brand {brand}"), of_brand()));
    asked.push((
        "brand, one-to-many".into(),
        Filter {
            audience: Some(Audience::OneToMany),
            ..of_brand()
        },
    ));
    asked.push((
        "brand, ar".into(),
        Filter {
            language: Some("ar".into()),
            ..of_brand()
        },
    ));
    asked.push((
        "brand, quotes".into(),
        Filter {
            kind: Some(Kind::Quote),
            ..of_brand()
        },
    ));
    for word in words {
        asked.push((format!("word {word}"), holding(&[word], all())));
        asked.push((format!("word {word}, brand"), holding(&[word], of_brand())));
        asked.push((
            format!("word {word}, tr, outbound"),
            holding(
                &[word],
                Filter {
                    language: Some("tr".into()),
                    direction: Some(Direction::Outbound),
                    ..all()
                },
            ),
        ));
    }
    if let [first, second, ..] = words {
        asked.push((
            format!("words {first}, {second}"),
            holding(&[first, second], all()),
        ));
        asked.push((
            format!("words {first}, {second}, brand"),
            holding(&[first, second], of_brand()),
        ));
        asked.push((
            "without a word".into(),
            Filter {
                search: Search {
                    all: Vec::new(),
                    none: vec![first.clone()],
                },
                ..all()
            },
        ));
    }
    asked
}

fn holding(words: &[&str], filter: Filter) -> Filter {
    let all = words.iter().map(ToString::to_string).collect();
    Filter {
        search: Search {
            all,
            none: Vec::new(),
        },
        ..filter
    }
}

fn measure(reader: &mut Reader, name: &str, filter: &Filter) -> Outcome<()> {
    let first = cost(reader, filter, None)?.0;
    let (mut dearest, mut dearest_at) = (0.0, None);
    let (mut after, mut pages, mut posts) = (None, 0, 0);
    let last = loop {
        let begin = cpu_us()?;
        let page = reader.within(&Scope::All)?.posts(filter, after)?;
        let spent = cpu_us()? - begin;
        if spent > dearest && pages > 0 {
            (dearest, dearest_at) = (spent, after);
        }
        (pages, posts) = (pages + 1, posts + page.posts.len());
        let last = after;
        after = page.next;
        if after.is_none() || pages >= PAGES_MAX {
            break last;
        }
    };
    let (dearest, _) = cost(reader, filter, dearest_at)?;
    let (last, _) = cost(reader, filter, last)?;
    println!("{name:44} {first:8.0} {dearest:8.0} {last:8.0} {pages:6} {posts:7}");
    Ok(())
}

/// Microseconds of one page, as an average of many.
fn cost(reader: &mut Reader, filter: &Filter, after: Option<Cursor>) -> Outcome<(f64, usize)> {
    let posts = reader
        .within(&Scope::All)?
        .posts(filter, after)?
        .posts
        .len();
    let begin = cpu_us()?;
    for _ in 0..ROUNDS {
        let page = reader.within(&Scope::All)?.posts(filter, after)?;
        assert_eq!(page.posts.len(), posts);
    }
    Ok(((cpu_us()? - begin) / f64::from(ROUNDS), posts))
}

fn cpu_us() -> Outcome<f64> {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds: f64 = spent
        .split_whitespace()
        .next()
        .ok_or("no schedstat")?
        .parse()?;
    Ok(nanoseconds / 1_000.0)
}
