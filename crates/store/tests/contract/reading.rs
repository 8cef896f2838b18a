//! Readers.

use crate::build::*;
use rapport_model::{Audience, Budget, Post, Scope, Timestamp};
use rapport_store::{Direction, Filter};

on_both_engines!(
    pages_go_from_the_newest_to_the_oldest,
    filters_narrow,
    the_kept_counts_are_those_of_the_posts,
    a_post_reads_back_as_it_was_given,
    budgets_are_replaced,
    a_budget_is_removed_once,
);

fn pages_go_from_the_newest_to_the_oldest(fresh: &mut Fresh) {
    // All at one time: the cursor has to tell them apart.
    let posts: Vec<Post> = (1..=120)
        .map(|n| Post {
            created_at: Timestamp(n / 60),
            ..post(&n.to_string(), "lumen", "hello")
        })
        .collect();
    ingest(&mut fresh.store, &posts);
    let (mut reader, mut after, mut met) = (fresh.reader(), None, Vec::new());
    let mut all = reader.within(&Scope::All).unwrap();
    loop {
        let page = all.posts(&Filter::default(), after).unwrap();
        met.extend(page.posts.into_iter().map(|post| post.id.0));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let expected: Vec<i64> = (1..=120).rev().collect();
    assert_eq!(met, expected);
}

fn filters_narrow(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(BY, &brands(&[("id-lumen", "", "Lumen")]))
        .unwrap();
    ingest(
        &mut fresh.store,
        &[
            post("1", "lumen", "hello"),
            reply("2", "lumen", "9", Some("ana"), "sure"),
            Post {
                lang: Some("tr".into()),
                ..post("3", "ana", "merhaba @lumen")
            },
        ],
    );
    let check = |filter: Filter, expected: &[&str]| {
        let mut reader = fresh.reader();
        let mut all = reader.within(&Scope::All).unwrap();
        let page = all.posts(&filter, None).unwrap();
        let ids: Vec<_> = page
            .posts
            .iter()
            .map(|post| post.external_id.as_str())
            .collect();
        assert_eq!(ids, expected, "{filter:?}");
    };
    check(
        Filter {
            brand: Some("Lumen".into()),
            ..Filter::default()
        },
        &["3", "2", "1"],
    );
    check(
        Filter {
            direction: Some(Direction::Inbound),
            ..Filter::default()
        },
        &["3"],
    );
    check(
        Filter {
            audience: Some(Audience::OneToOne),
            ..Filter::default()
        },
        &["2"],
    );
    check(
        Filter {
            language: Some("tr".into()),
            ..Filter::default()
        },
        &["3"],
    );
    check(
        Filter {
            profile: Some(fresh.post("1").profile),
            ..Filter::default()
        },
        &["2", "1"],
    );
    let first = fresh.post("1").post.created_at;
    check(
        Filter {
            from: Some(first),
            to: Some(Timestamp(first.0 + 1)),
            ..Filter::default()
        },
        &["1"],
    );
}

fn the_kept_counts_are_those_of_the_posts(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(BY, &brands(&[("id-lumen", "", "Lumen")]))
        .unwrap();
    ingest(
        &mut fresh.store,
        &[
            post("1", "lumen", "hello"),
            reply("2", "lumen", "9", Some("ana"), "sure"),
            post("3", "ana", "hey @lumen"),
            Post {
                created_at: Timestamp(-1),
                lang: None,
                ..post("4", "lumen", "from before")
            },
        ],
    );
    let mut reader = fresh.reader();
    let mut all = reader.within(&Scope::All).unwrap();
    let kept = all.iceberg_cells(None, None).unwrap();
    assert_eq!(kept, all.iceberg_recount(None, None).unwrap());
    let sums = kept
        .cells
        .iter()
        .map(|c| [c.outbound, c.one_to_one, c.inbound]);
    assert_eq!(
        sums.fold([0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]),
        [3, 1, 1]
    );
    assert_eq!(kept.cells[0].day, -1);
    assert_eq!(all.iceberg_cells(Some(0), None).unwrap().cells.len(), 2);
}

fn a_post_reads_back_as_it_was_given(fresh: &mut Fresh) {
    let line = r#"{"network":"mastodon","id":"https://a.example/1","kind":"reply","visibility":"private","created_at":"2025-01-01T00:00:00.123Z","author":{"id":"5","handle":"ana@a.example","name":"Ana","followers":7},"text":"selam İı 🌊","lang":"tr","reply_to":{"id":"0","author_id":"6","author_handle":"lumen@b.example"},"quote_of":"q","repost_of":"r","mentions":[{"id":"6","handle":"lumen@b.example","start":0}],"links":["https://c.example/?a=\"b\""],"media":["m"],"likes":3,"shares":0,"replies":2,"views":9,"inbound":true,"mass_mailing":true}"#;
    let given: Post = serde_json::from_str(line).unwrap();
    ingest(&mut fresh.store, std::slice::from_ref(&given));
    let mut reader = fresh.reader();
    let mut all = reader.within(&Scope::All).unwrap();
    let stored = all
        .post_of(&given.network, &given.external_id)
        .unwrap()
        .unwrap();
    assert_eq!(stored.post, given);
    check(fresh);
}

fn budgets_are_replaced(fresh: &mut Fresh) {
    let budget = |one_to_one| Budget {
        quarter: "2015-Q1".into(),
        brand: "Lumen".into(),
        one_to_many: 90.5,
        one_to_one,
    };
    fresh.store.set_budgets(BY, &[budget(1.0)]).unwrap();
    fresh.store.set_budgets(BY, &[budget(9.5)]).unwrap();
    let mut reader = fresh.reader();
    let mut all = reader.within(&Scope::All).unwrap();
    assert_eq!(all.budgets().unwrap(), [budget(9.5)]);
}

fn a_budget_is_removed_once(fresh: &mut Fresh) {
    let budget = |brand: &str| Budget {
        quarter: "2015-Q1".into(),
        brand: brand.into(),
        one_to_many: 1.0,
        one_to_one: 1.0,
    };
    let budgets = [budget(""), budget("Lumen")];
    fresh.store.set_budgets(BY, &budgets).unwrap();
    assert!(fresh.store.remove_budget(BY, "2015-Q1", "").unwrap());
    assert!(!fresh.store.remove_budget(BY, "2015-Q1", "").unwrap());
    let mut reader = fresh.reader();
    let mut all = reader.within(&Scope::All).unwrap();
    assert_eq!(all.budgets().unwrap(), budgets[1..]);
}
