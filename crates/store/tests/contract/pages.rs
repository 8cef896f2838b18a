//! Pages: every post that matches, once, in order, whatever is asked for and however little a page looks at.

use crate::build::*;
use crate::snapshot::posts;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use rapport_model::{Audience, Kind, Network, Post, Scope, Search, Timestamp};
use rapport_store::{Direction, Filter, Stored};

const AUTHORS: [&str; 4] = ["lumen", "mira", "ana", "bo"];
const WORDS: [&str; 4] = ["tea", "late", "cold", "rare"];

fn a_post(number: usize) -> impl Strategy<Value = Post> {
    let words = proptest::collection::vec(0..WORDS.len(), 0..4);
    let shape = (0..AUTHORS.len(), 0u8..4, 0u8..4, 0i64..5, 0i64..3, 0u8..4);
    (words, shape).prop_map(move |(words, (author, kind, lang, hours, ms, to))| {
        let words: Vec<_> = words.into_iter().map(|word| WORDS[word]).collect();
        let text = match to {
            0 => format!("@lumen {}", words.join(" ")),
            1 => format!("@ana {}", words.join(" ")),
            _ => words.join(" "),
        };
        Post {
            created_at: Timestamp((hours - 2) * 3_600_000 + ms),
            kind: [Kind::Post, Kind::Reply, Kind::Repost, Kind::Quote][usize::from(kind)],
            network: if lang == 3 {
                Network::MASTODON
            } else {
                Network::X
            },
            lang: ["en", "TR", "und"]
                .get(usize::from(lang))
                .map(|&l| l.into()),
            ..post(&number.to_string(), AUTHORS[author], &text)
        }
    })
}

fn some_posts() -> impl Strategy<Value = Vec<Post>> {
    (0usize..130).prop_flat_map(|count| (0..count).map(a_post).collect::<Vec<_>>())
}

fn a_search() -> impl Strategy<Value = Search> {
    let run = prop_oneof![
        4 => (0..WORDS.len()).prop_map(|word| WORDS[word].to_owned()),
        1 => (0..WORDS.len(), 0..WORDS.len()).prop_map(|(a, b)| format!("{} {}", WORDS[a], WORDS[b])),
        1 => Just("nowhere".to_owned()),
    ];
    let runs = |most| proptest::collection::vec(run.clone(), 0..most);
    (runs(3), runs(2)).prop_map(|(all, none)| Search { all, none })
}

fn a_filter() -> impl Strategy<Value = Filter> {
    use proptest::option::weighted;
    let derived = (
        weighted(
            0.3,
            prop_oneof![Just("Lumen"), Just("Mira"), Just("Nobody")],
        ),
        weighted(
            0.2,
            prop_oneof![Just(Direction::Inbound), Just(Direction::Outbound)],
        ),
        weighted(
            0.2,
            prop_oneof![Just(Audience::OneToOne), Just(Audience::OneToMany)],
        ),
    );
    let facets = (
        weighted(
            0.3,
            prop_oneof![Just("en"), Just("TR"), Just("und"), Just("tr")],
        ),
        weighted(
            0.2,
            prop_oneof![Just(Kind::Post), Just(Kind::Quote), Just(Kind::Email)],
        ),
        weighted(
            0.2,
            prop_oneof![
                Just(Network::X),
                Just(Network::MASTODON),
                Just(Network::EMAIL)
            ],
        ),
        proptest::bool::weighted(0.2),
    );
    let time = || {
        weighted(
            0.3,
            (-3i64..4, -1i64..3).prop_map(|(h, ms)| Timestamp(h * 3_600_000 + ms)),
        )
    };
    let search = prop_oneof![Just(Search::default()), a_search()];
    (derived, facets, time(), time(), search).prop_map(|(derived, facets, from, to, search)| {
        Filter {
            brand: derived.0.map(str::to_owned),
            direction: derived.1,
            audience: derived.2,
            language: facets.0.map(str::to_owned),
            kind: facets.1,
            network: facets.2,
            exclude_reposts: facets.3,
            from,
            to,
            search,
            ..Filter::default()
        }
    })
}

fn a_scope() -> impl Strategy<Value = Scope> {
    let brands = |names: &[&str]| Scope::Brands(names.iter().map(ToString::to_string).collect());
    prop_oneof![
        3 => Just(Scope::All),
        1 => Just(brands(&["Mira"])),
        1 => Just(brands(&["Lumen", "Mira"])),
        1 => Just(brands(&["Nobody"])),
        1 => Just(brands(&[])),
    ]
}

fn matches(stored: &Stored, filter: &Filter, scope: &Scope) -> bool {
    let post = &stored.post;
    let brand = stored.brand.map(|brand| ["Lumen", "Mira"][brand.0]);
    let told = post.lang.as_deref().filter(|lang| *lang != "und");
    let text = format!(" {} ", post.text.to_lowercase());
    let holds = |run: &String| text.contains(&format!(" {run} "));
    (*scope == Scope::All || brand.is_some_and(|brand| scope.holds(brand)))
        && filter
            .brand
            .as_deref()
            .is_none_or(|name| brand == Some(name))
        && filter
            .direction
            .is_none_or(|direction| direction == stored.direction)
        && filter
            .audience
            .is_none_or(|audience| stored.verdict.is_some_and(|v| v.0 == audience))
        && filter
            .language
            .as_deref()
            .is_none_or(|code| told.unwrap_or("und") == code)
        && filter.kind.is_none_or(|kind| kind == post.kind)
        && filter
            .network
            .as_ref()
            .is_none_or(|network| *network == post.network)
        && filter.from.is_none_or(|from| post.created_at >= from)
        && filter.to.is_none_or(|to| post.created_at < to)
        && !(filter.exclude_reposts && post.kind == Kind::Repost)
        && filter
            .profile
            .is_none_or(|profile| profile == stored.profile)
        && filter
            .contact
            .is_none_or(|contact| stored.contact == Some(contact))
        && filter.search.all.iter().all(holds)
        && !filter.search.none.iter().any(holds)
}

type Question = (Filter, Scope, usize, u8);

fn questions() -> impl Strategy<Value = Vec<Question>> {
    let looks = prop_oneof![1usize..4, 20usize..60, Just(4_000)];
    proptest::collection::vec((a_filter(), a_scope(), looks, 0u8..6), 12)
}

fn pages_hold_what_matches(
    fresh: &mut Fresh,
    given: &[Post],
    questions: Vec<Question>,
) -> Result<(), TestCaseError> {
    let table = brands(&[("id-lumen", "", "Lumen"), ("id-mira", "", "Mira")]);
    fresh.store.set_brands(BY, &table).unwrap();
    for batch in given.chunks(40) {
        ingest(&mut fresh.store, batch);
    }
    let stored = posts(&fresh.store);
    let mut reader = fresh.reader();
    for (mut filter, scope, looks, of) in questions {
        match (of, stored.first()) {
            (0, Some(some)) => filter.profile = Some(some.profile),
            (1, Some(some)) => filter.contact = some.contact,
            _ => {}
        }
        let hits = stored
            .iter()
            .filter(|stored| matches(stored, &filter, &scope));
        let mut expected: Vec<_> = hits
            .map(|stored| (stored.post.created_at, stored.id))
            .collect();
        expected.sort_unstable();
        expected.reverse();
        let mut scoped = reader.within(&scope).unwrap();
        let (mut met, mut after) = (Vec::new(), None);
        for _ in 0..=stored.len() + 1 {
            let page = scoped.posts_looking_at(looks, &filter, after).unwrap();
            met.extend(page.posts.iter().map(|post| (post.created_at, post.id)));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        prop_assert_eq!(after, None, "it goes on for ever: {:?} {:?}", filter, scope);
        prop_assert_eq!(
            met,
            expected,
            "{:?} {:?} looking at {}",
            filter,
            scope,
            looks
        );
    }
    Ok(())
}

fn many(cases: u32, make: fn() -> Fresh) {
    let mut runner = TestRunner::new(ProptestConfig {
        cases,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let cases = (some_posts(), questions());
    let outcome = runner.run(&cases, |(posts, questions)| {
        pages_hold_what_matches(&mut make(), &posts, questions)
    });
    outcome.unwrap();
}

#[test]
fn all_pages_hold_every_match_once_and_in_order() {
    many(48, sqlite);
}

#[test]
fn all_pages_hold_every_match_once_and_in_order_on_postgres() {
    many(10, postgres);
}
