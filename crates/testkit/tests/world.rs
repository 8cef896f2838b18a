//! What is true of the demo world, checked from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::read;
use std::sync::LazyLock;

use rapport_model::{Kind, Network, Post, Visibility};
use rapport_testkit::demo::{DemoNetwork, DemoWorld, Lang};

static WORLD: LazyLock<DemoWorld> = LazyLock::new(|| DemoWorld::generate(7));

fn posts_by_day() -> BTreeMap<String, usize> {
    let mut days = BTreeMap::new();
    for post in &WORLD.posts {
        *days
            .entry(post.created_at.to_string()[..10].to_owned())
            .or_default() += 1;
    }
    days
}

fn all_ids() -> BTreeSet<&'static str> {
    WORLD
        .posts
        .iter()
        .map(|post| post.external_id.as_str())
        .collect()
}

#[test]
fn the_same_seed_writes_the_same_bytes() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    DemoWorld::generate(11).write_to(one.path()).unwrap();
    DemoWorld::generate(11)
        .write_to(&other.path().join("made/on/the/way"))
        .unwrap();
    for name in ["posts.jsonl", "brands.csv", "budget.csv"] {
        let copy = read(other.path().join("made/on/the/way").join(name)).unwrap();
        assert_eq!(read(one.path().join(name)).unwrap(), copy, "{name}");
    }
}

#[test]
fn another_seed_is_another_world() {
    assert_ne!(DemoWorld::generate(1).posts, DemoWorld::generate(2).posts);
}

#[test]
fn a_line_is_a_post_without_absent_keys() {
    let dir = tempfile::tempdir().unwrap();
    WORLD.write_to(dir.path()).unwrap();
    let text = String::from_utf8(read(dir.path().join("posts.jsonl")).unwrap()).unwrap();
    assert_eq!(text.lines().count(), WORLD.posts.len());
    assert!(!text.contains(":null"), "absent keys are left out");
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let created_at = first["created_at"].as_str().unwrap();
    assert!(
        created_at.starts_with("2024-01-01T") && created_at.ends_with('Z'),
        "{created_at}"
    );
    assert_eq!(created_at.len(), "2024-01-01T00:00:00.000Z".len());
}

#[test]
fn it_is_about_as_large_as_promised() {
    assert!(
        (11_000..13_500).contains(&WORLD.posts.len()),
        "{} posts",
        WORLD.posts.len()
    );
    assert!(
        (380..450).contains(&WORLD.contacts.len()),
        "{} contacts",
        WORLD.contacts.len()
    );
    let own = WORLD
        .brands
        .iter()
        .filter(|brand| !brand.competitor)
        .count();
    assert_eq!((own, WORLD.brands.len()), (3, 4));
}

#[test]
fn every_kind_is_met() {
    let met: BTreeSet<_> = WORLD
        .posts
        .iter()
        .map(|post| (post.kind, post.visibility))
        .collect();
    for (kind, visibility) in [
        (Kind::Post, Visibility::Public),
        (Kind::Reply, Visibility::Public),
        (Kind::Repost, Visibility::Public),
        (Kind::Quote, Visibility::Public),
        (Kind::Message, Visibility::Private),
        (Kind::Email, Visibility::Private),
        (Kind::Note, Visibility::Private),
    ] {
        assert!(met.contains(&(kind, visibility)), "{kind:?} {visibility:?}");
    }
    assert_eq!(met.len(), 7, "a kind is either public or private: {met:?}");
}

#[test]
fn all_languages_are_spoken() {
    let mut spoken: BTreeMap<&str, usize> = BTreeMap::new();
    for post in &WORLD.posts {
        *spoken
            .entry(post.lang.as_deref().unwrap_or("und"))
            .or_default() += 1;
    }
    for (code, least) in [
        ("en", 3_000),
        ("tr", 2_000),
        ("cs", 1_500),
        ("fa", 1_300),
        ("de", 10),
        ("es", 10),
        ("uk", 10),
        ("ar", 10),
        ("und", 50),
    ] {
        assert!(
            spoken.get(code).is_some_and(|count| *count >= least),
            "{code}: {spoken:?}"
        );
    }
}

#[test]
fn posts_come_in_the_order_of_time_and_have_ids_of_their_own() {
    assert!(WORLD.posts.is_sorted_by_key(|post| post.created_at));
    assert_eq!(all_ids().len(), WORLD.posts.len());
}

#[test]
fn every_author_has_an_id_and_a_name() {
    for post in &WORLD.posts {
        let author = &post.author;
        assert!(author.id.is_some() && author.name.is_some(), "{author:?}");
    }
}

#[test]
fn what_a_post_points_to_exists_and_is_older() {
    let at: BTreeMap<_, _> = WORLD
        .posts
        .iter()
        .map(|post| (post.external_id.as_str(), post.created_at))
        .collect();
    let mut unknown = Vec::new();
    for post in &WORLD.posts {
        let answered = post.reply_to.as_ref().and_then(|to| to.id.as_ref());
        for id in answered
            .into_iter()
            .chain(&post.quote_of)
            .chain(&post.repost_of)
        {
            match at.get(id.as_str()) {
                Some(before) => {
                    assert!(
                        *before <= post.created_at,
                        "{} answers the future",
                        post.external_id
                    );
                }
                None => unknown.push(id.clone()),
            }
        }
    }
    assert_eq!(
        unknown, WORLD.unknown_parents,
        "only those that are lost on purpose"
    );
    assert!((3..=12).contains(&unknown.len()), "a few: {unknown:?}");
}

#[test]
fn replies_are_counted_where_they_are_given() {
    let answers = |id: &str| {
        let to = |post: &&Post| post.reply_to.as_ref().and_then(|to| to.id.as_deref()) == Some(id);
        WORLD.posts.iter().filter(to).count()
    };
    for post in WORLD
        .posts
        .iter()
        .filter(|post| post.visibility == Visibility::Public)
        .step_by(97)
    {
        assert_eq!(
            post.counters.replies,
            i64::try_from(answers(&post.external_id)).ok(),
            "{}",
            post.external_id
        );
    }
}

#[test]
fn the_crisis_is_ten_times_as_loud() {
    let days = posts_by_day();
    let mut volumes: Vec<usize> = days.values().copied().collect();
    volumes.sort_unstable();
    let usual = volumes[volumes.len() / 2];
    for day in ["2025-03-11", "2025-03-12", "2025-03-13"] {
        assert!(
            days[day] >= 8 * usual,
            "{day}: {} against {usual}",
            days[day]
        );
    }
    assert!(days["2025-03-14"] > 3 * usual, "the aftermath is heard");
}

#[test]
fn people_come_back_and_are_met_in_several_places() {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for post in &WORLD.posts {
        *said
            .entry(post.author.id.as_deref().unwrap_or_default())
            .or_default() += 1;
    }
    let places = |at_least: usize| {
        let met = |contact: &&rapport_testkit::demo::Contact| {
            let heard = contact
                .identities
                .iter()
                .filter(|it| said.contains_key(it.id.as_str()));
            heard.count() >= at_least
        };
        WORLD.contacts.iter().filter(met).count()
    };
    assert!(places(1) > 390, "{} are heard at all", places(1));
    assert!(places(2) > 180, "{} are met in two places", places(2));
    assert!(places(3) > 50, "{} are met in three places", places(3));
}

#[test]
fn every_line_of_a_story_is_a_post() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo/stories");
    for lang in Lang::ALL {
        let stories =
            String::from_utf8(read(folder.join(format!("{}.txt", lang.code()))).unwrap()).unwrap();
        for line in stories.lines().filter(|line| line.starts_with("202")) {
            let words: Vec<&str> = line.splitn(5, ' ').collect();
            let minute = format!("{}T{}", words[0], words[1]);
            let told = |post: &Post| {
                post.created_at.to_string().starts_with(&minute) && post.text.contains(words[4])
            };
            assert!(WORLD.posts.iter().any(told), "{line}");
        }
    }
}

#[test]
fn twelve_stories_are_told() {
    for lang in Lang::ALL {
        let heroes: Vec<_> = WORLD
            .contacts
            .iter()
            .filter(|it| it.hero && it.lang == lang)
            .collect();
        assert_eq!(heroes.len(), 3, "{lang:?}");
        for hero in heroes {
            let ids: BTreeSet<_> = hero.identities.iter().map(|it| it.id.as_str()).collect();
            let own: Vec<_> = WORLD
                .posts
                .iter()
                .filter(|post| post.author.id.as_deref().is_some_and(|id| ids.contains(id)))
                .collect();
            let networks: BTreeSet<_> = own.iter().map(|post| &post.network).collect();
            assert!(own.len() >= 8, "{} says {}", hero.name, own.len());
            assert!(networks.len() >= 3, "{} is met on {networks:?}", hero.name);
        }
    }
}

#[test]
fn a_post_on_x_fits() {
    for post in WORLD
        .posts
        .iter()
        .filter(|post| post.network == Network::X && post.kind != Kind::Repost)
    {
        let length = post.text.chars().count();
        assert!(
            post.visibility == Visibility::Private || length <= 280,
            "{length}: {}",
            post.text
        );
    }
}

#[test]
fn no_gap_is_left_open() {
    for post in &WORLD.posts {
        assert!(!post.text.contains(['{', '}']), "{}", post.text);
        assert!(!post.text.trim().is_empty(), "{}", post.external_id);
        assert!(!post.text.contains("  "), "{}", post.text);
    }
}

#[test]
fn hosts_and_numbers_are_those_kept_for_fiction() {
    for contact in &WORLD.contacts {
        for identity in &contact.identities {
            let fits = match identity.network {
                DemoNetwork::X => identity.id.bytes().all(|byte| byte.is_ascii_digit()),
                DemoNetwork::Mastodon => identity.id.contains(".example/users/"),
                DemoNetwork::Email => identity.id.ends_with(".example"),
                DemoNetwork::Offline => identity.id.starts_with("+447700900"),
            };
            assert!(fits, "{identity:?}");
        }
    }
    for link in WORLD.posts.iter().flat_map(|post| &post.links) {
        assert!(
            link.starts_with("https://www.") && link.contains(".example/"),
            "{link}"
        );
    }
}
