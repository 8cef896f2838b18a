//! Whatever the order and the batches, the same posts give the same state, and the one that the definitions say.

use crate::build::*;
use crate::oracle::evaluate;
use crate::snapshot::{exported, snapshot};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use rapport_model::{Account, BrandRow, BrandTable, Kind, Post, ReplyTo, Timestamp, Visibility};

const NAMES: [&str; 5] = ["ana", "bo", "Lumen", "askLumen", "mira"];

fn account() -> impl Strategy<Value = Account> {
    (0..NAMES.len(), 0u8..8, 0..NAMES.len()).prop_map(|(who, how, other)| Account {
        id: (how != 0).then(|| format!("id-{}", NAMES[who].to_lowercase())),
        handle: match how {
            1 => None,
            // A handle that changed hands.
            2 => Some(NAMES[other].into()),
            _ => Some(NAMES[who].into()),
        },
        ..Account::default()
    })
}

fn text() -> impl Strategy<Value = String> {
    (0u8..6, 0..NAMES.len()).prop_map(|(how, who)| match how {
        0 => format!("@{} hello", NAMES[who]),
        1 => format!(".@{} hello", NAMES[who]),
        2 => format!("hello @{}", NAMES[who].to_uppercase()),
        _ => "hello".to_owned(),
    })
}

fn reply_to() -> impl Strategy<Value = Option<ReplyTo>> {
    (0u8..6, 0u8..14, account()).prop_map(|(how, to, author)| match how {
        0 => None,
        1 => Some(ReplyTo {
            id: Some(format!("{to:02}")),
            ..ReplyTo::default()
        }),
        2 => Some(ReplyTo {
            id: None,
            author_id: author.id,
            author_handle: author.handle,
        }),
        _ => Some(ReplyTo {
            id: Some(format!("{to:02}")),
            author_id: author.id,
            author_handle: author.handle,
        }),
    })
}

fn a_post(number: usize) -> impl Strategy<Value = Post> {
    let shape = (
        0u8..10,
        0u8..4,
        0i64..60,
        proptest::option::of(any::<bool>()),
    );
    (account(), text(), reply_to(), shape).prop_map(
        move |(author, text, reply_to, (kind, private, days, inbound))| Post {
            kind: if kind == 0 { Kind::Repost } else { Kind::Post },
            visibility: if private == 0 {
                Visibility::Private
            } else {
                Visibility::Public
            },
            created_at: Timestamp(days * 86_400_000),
            author,
            reply_to,
            inbound,
            lang: (kind > 3).then(|| "en".into()),
            ..post(&format!("{number:02}"), "x", &text)
        },
    )
}

fn some_posts() -> impl Strategy<Value = Vec<Post>> {
    (0usize..11).prop_flat_map(|count| (0..count).map(a_post).collect::<Vec<_>>())
}

fn table() -> impl Strategy<Value = Option<BrandTable>> {
    let row = |who: usize, by_id: bool| BrandRow {
        account_id: by_id.then(|| format!("id-{}", NAMES[who].to_lowercase())),
        handle: (!by_id).then(|| NAMES[who].to_owned()),
        brand: if who == 4 { "Mira" } else { "Lumen" }.into(),
        ..BrandRow::default()
    };
    (0u8..4, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        move |(how, a, b, c)| match how {
            0 => None,
            1 => BrandTable::new(vec![row(2, a)]).ok(),
            2 => BrandTable::new(vec![row(2, a), row(3, b)]).ok(),
            _ => BrandTable::new(vec![row(2, a), row(3, b), row(4, c)]).ok(),
        },
    )
}

/// Posts in any order, in batches of any size.
fn shuffled(posts: Vec<Post>) -> impl Strategy<Value = (Vec<Post>, usize)> {
    let count = posts.len().max(1);
    (Just(posts).prop_shuffle(), 1..=count)
}

/// What went in, a line for each post.
fn told(order: &[Post], batch: usize, table: Option<&BrandTable>, before: bool) -> String {
    let lines: Vec<_> = order
        .iter()
        .map(|post| serde_json::to_string(post).unwrap())
        .collect();
    let rows = table.map(BrandTable::rows);
    format!(
        "batches of {batch}, table first {before}, {rows:?}\n{}",
        lines.join("\n")
    )
}

fn agrees(
    fresh: &mut Fresh,
    case: &str,
    posts: &[Post],
    table: Option<&BrandTable>,
    (order, batch): (&[Post], usize),
    before: bool,
) -> Result<(), TestCaseError> {
    if let (Some(table), true) = (table, before) {
        fresh.store.set_brands(BY, table).unwrap();
    }
    for posts in order.chunks(batch) {
        ingest(&mut fresh.store, posts);
    }
    if let (Some(table), false) = (table, before) {
        fresh.store.set_brands(BY, table).unwrap();
    }
    let (seen, expected) = (snapshot(&fresh.store), evaluate(posts, table));
    for (id, expected) in &expected {
        prop_assert_eq!(seen.get(id), Some(expected), "post {}\n{}", id, case);
    }
    let report = fresh.reader().check().unwrap();
    prop_assert_eq!(report.problems, Vec::<String>::new(), "{}", case);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_order_in_any_batches_gives_what_the_definitions_say(
        (posts, table, (order, batch), before) in some_posts().prop_flat_map(|posts| {
            (Just(posts.clone()), table(), shuffled(posts), any::<bool>())
        })
    ) {
        let case = told(&order, batch, table.as_ref(), before);
        agrees(&mut sqlite(), &case, &posts, table.as_ref(), (&order, batch), before)?;
    }
}

/// Sightings of the same few posts that differ in everything that may differ.
fn sightings() -> impl Strategy<Value = Vec<Post>> {
    (1usize..9).prop_flat_map(|count| (0..count).map(|n| a_sighting(n % 3)).collect::<Vec<_>>())
}

fn a_sighting(number: usize) -> impl Strategy<Value = Post> {
    let counters = proptest::option::of(0i64..3);
    (a_post(number), 0usize..3, counters.clone(), counters).prop_map(
        |(post, longer, likes, shares)| Post {
            text: post.text.clone() + &"!".repeat(longer),
            counters: rapport_model::Counters {
                likes,
                shares,
                ..post.counters
            },
            ..post
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn sightings_merge_the_same_in_any_order(
        (posts, table, (order, batch)) in sightings().prop_flat_map(|posts| {
            (Just(posts.clone()), table(), shuffled(posts))
        })
    ) {
        let case = told(&order, batch, table.as_ref(), true);
        let (mut straight, mut shuffled) = (sqlite(), sqlite());
        for fresh in [&mut straight, &mut shuffled] {
            if let Some(table) = &table {
                fresh.store.set_brands(BY, table).unwrap();
            }
        }
        ingest(&mut straight.store, &posts);
        for posts in order.chunks(batch) {
            ingest(&mut shuffled.store, posts);
        }
        for fresh in [&straight, &shuffled] {
            let report = fresh.reader().check().unwrap();
            prop_assert_eq!(report.problems, Vec::<String>::new(), "{}", case);
        }
        prop_assert_eq!(exported(&straight.store), exported(&shuffled.store), "{}", case);
        prop_assert_eq!(snapshot(&straight.store), snapshot(&shuffled.store), "{}", case);
        let (a, b) = (straight.reader().check().unwrap(), shuffled.reader().check().unwrap());
        prop_assert_eq!(a, b, "{}", case);
    }
}

/// A few histories on PostgreSQL too; the many run where a store costs nothing.
#[test]
fn postgres_gives_the_same_for_the_same_histories() {
    let histories = some_posts()
        .prop_flat_map(|posts| (Just(posts.clone()), table(), shuffled(posts), any::<bool>()));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 24,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&histories, |(posts, table, (order, batch), before)| {
            let case = told(&order, batch, table.as_ref(), before);
            agrees(
                &mut postgres(),
                &case,
                &posts,
                table.as_ref(),
                (&order, batch),
                before,
            )
        })
        .unwrap();
}
