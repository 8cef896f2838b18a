//! The share of one-to-one posts, by a reading of the rules of its own: short, slow,
//! and sharing nothing with the code that generates or measures.

use std::collections::BTreeMap;

use rapport_model::{Kind, Network, Post, Visibility};
use rapport_testkit::demo::DemoWorld;

struct Reader<'a> {
    posts: BTreeMap<&'a str, &'a Post>,
    /// Brand by network and id, and by network and handle in small letters.
    ids: BTreeMap<(Network, &'a str), &'static str>,
    handles: BTreeMap<(Network, String), &'static str>,
}

impl<'a> Reader<'a> {
    fn of(world: &'a DemoWorld) -> Self {
        let mut ids = BTreeMap::new();
        let mut handles = BTreeMap::new();
        for brand in &world.brands {
            for profile in &brand.profiles {
                let network = Network::from(profile.network);
                ids.insert((network.clone(), profile.id.as_str()), brand.name);
                if let Some(handle) = &profile.handle {
                    handles.insert((network, handle.to_lowercase()), brand.name);
                }
            }
        }
        let posts = world
            .posts
            .iter()
            .map(|post| (post.external_id.as_str(), post))
            .collect();
        Reader {
            posts,
            ids,
            handles,
        }
    }

    fn brand(&self, post: &Post) -> Option<&'static str> {
        let author = post.author.id.as_deref()?;
        self.ids.get(&(post.network.clone(), author)).copied()
    }

    fn is_for_one(&self, post: &Post, brand: &str) -> bool {
        if post.visibility == Visibility::Private {
            return true;
        }
        if post.kind == Kind::Repost || post.text.starts_with(".@") {
            return false;
        }
        let names_someone_first = post.text.strip_prefix('@').is_some_and(|rest| {
            let handle = rest
                .split(|letter: char| letter.is_whitespace() || ":,!".contains(letter))
                .next()
                .unwrap_or_default();
            self.handles
                .get(&(post.network.clone(), handle.to_lowercase()))
                .copied()
                != Some(brand)
        });
        let Some(to) = &post.reply_to else {
            return names_someone_first;
        };
        let parent = to.id.as_ref().and_then(|id| self.posts.get(id.as_str()));
        let Some(addressee) = to
            .author_id
            .as_deref()
            .or(parent.and_then(|it| it.author.id.as_deref()))
        else {
            return names_someone_first;
        };
        if Some(addressee) == post.author.id.as_deref() {
            return parent.map_or(names_someone_first, |parent| self.is_for_one(parent, brand));
        }
        self.ids.get(&(post.network.clone(), addressee)).copied() != Some(brand)
    }
}

/// Posts to one and all posts, by brand and quarter (0 to 7).
fn counted(world: &DemoWorld) -> BTreeMap<(&'static str, usize), (usize, usize)> {
    let reader = Reader::of(world);
    let mut counts: BTreeMap<(&'static str, usize), (usize, usize)> = BTreeMap::new();
    for post in &world.posts {
        let Some(brand) = reader.brand(post) else {
            continue;
        };
        let written = post.created_at.to_string();
        let number = |digits| written.get(digits).and_then(|it: &str| it.parse().ok());
        let (Some(year), Some(month)) = (number(0..4), number(5..7)) else {
            continue;
        };
        let (year, month): (usize, usize) = (year, month);
        let count = counts
            .entry((brand, (year - 2024) * 4 + (month - 1) / 3))
            .or_default();
        count.0 += usize::from(reader.is_for_one(post, brand));
        count.1 += 1;
    }
    counts
}

fn share(counts: impl Iterator<Item = (usize, usize)>) -> f64 {
    let (one, all) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    one as f64 / all as f64
}

#[test]
fn most_of_what_a_brand_says_is_said_to_one_person() {
    for seed in [1, 7, 2025] {
        let world = DemoWorld::generate(seed);
        let counts = counted(&world);
        let of = |wanted: &dyn Fn(&str) -> bool| {
            share(
                counts
                    .iter()
                    .filter(|((brand, _), _)| wanted(brand))
                    .map(|(_, count)| *count),
            )
        };
        let near = |name: &str, found: f64, wanted: f64, room: f64| {
            assert!(
                (found - wanted).abs() <= room,
                "seed {seed}, {name}: {found:.4}"
            );
        };
        near("own brands", of(&|brand| brand != "Jetmarro"), 0.93, 0.01);
        near("all brands", of(&|_| true), 0.93, 0.01);
        near("airline", of(&|brand| brand == "Aeruvia"), 0.97, 0.01);
        near("telecom", of(&|brand| brand == "Telmarox"), 0.925, 0.012);
        near("retail", of(&|brand| brand == "Tarrabel"), 0.88, 0.012);
    }
}

#[test]
fn the_share_rises_every_quarter() {
    for seed in [1, 7, 2025] {
        let counts = counted(&DemoWorld::generate(seed));
        let shares: Vec<f64> = (0..8)
            .map(|quarter| {
                let own = counts
                    .iter()
                    .filter(|((brand, when), _)| *brand != "Jetmarro" && *when == quarter);
                share(own.map(|(_, count)| *count))
            })
            .collect();
        assert!(shares.is_sorted(), "seed {seed}: {shares:.4?}");
    }
}

#[test]
fn every_form_of_speaking_to_many_is_met() {
    let world = DemoWorld::generate(7);
    let reader = Reader::of(&world);
    let own = || {
        world
            .posts
            .iter()
            .filter_map(|post| Some((post, reader.brand(post)?)))
    };
    let some = |name: &str, form: &dyn Fn(&Post, &str) -> bool| {
        let met = own().filter(|(post, brand)| form(post, brand)).count();
        assert!((3..400).contains(&met), "{name}: {met}");
    };
    let answers = |post: &Post| post.reply_to.as_ref().and_then(|to| to.author_id.clone());
    some("repost", &|post, _| post.kind == Kind::Repost);
    some("quote", &|post, _| post.kind == Kind::Quote);
    some("dot", &|post, _| post.text.starts_with(".@"));
    some("dot in a reply", &|post, _| {
        post.text.starts_with(".@") && post.kind == Kind::Reply
    });
    some("thread to many", &|post, brand| {
        answers(post) == post.author.id && !reader.is_for_one(post, brand)
    });
    some("thread to one", &|post, brand| {
        answers(post) == post.author.id && reader.is_for_one(post, brand)
    });
    some("own to own", &|post, brand| {
        let addressee = answers(post).filter(|id| Some(id) != post.author.id.as_ref());
        addressee
            .is_some_and(|id| reader.ids.get(&(post.network.clone(), id.as_str())) == Some(&brand))
    });
    some("greeting", &|post, _| {
        post.kind == Kind::Post
            && post.visibility == Visibility::Public
            && post.text.starts_with('@')
    });
}
