//! Whose posts somebody sees.

use crate::build::*;
use rapport_model::{Budget, Kind, Network, Scope};
use rapport_store::Filter;

on_both_engines!(
    a_scope_shows_its_brands_and_nothing_else,
    a_contact_shows_what_was_said_with_the_brands_of_the_scope,
    a_conversation_goes_on_page_by_page,
    choices_are_what_is_there,
);

fn only(name: &str) -> Scope {
    Scope::Brands([name.to_owned()].into())
}

/// Ana speaks with two brands, Bo with nobody.
fn two_brands(fresh: &mut Fresh) {
    let table = brands(&[("id-lumen", "lumen", "Lumen"), ("id-mira", "mira", "Mira")]);
    fresh.store.set_brands(BY, &table).unwrap();
    ingest(
        &mut fresh.store,
        &[
            post("1", "ana", "@lumen where is my tea"),
            reply("2", "lumen", "1", Some("ana"), "on its way"),
            post("3", "ana", "@mira late again"),
            post("4", "bo", "nobody in particular"),
        ],
    );
}

fn a_scope_shows_its_brands_and_nothing_else(fresh: &mut Fresh) {
    two_brands(fresh);
    let budget = |brand: &str| Budget {
        quarter: "2025-Q1".into(),
        brand: brand.into(),
        one_to_many: 1.0,
        one_to_one: 1.0,
    };
    let budgets = ["Lumen", "Mira", ""].map(budget);
    fresh.store.set_budgets(BY, &budgets).unwrap();
    let mut reader = fresh.reader();
    let mut check = |scope: &Scope, posts: u64, budgets: usize| {
        let mut scoped = reader.within(scope).unwrap();
        let page = scoped.posts(&Filter::default(), None).unwrap();
        assert_eq!(page.posts.len() as u64, posts, "{scope:?}");
        assert_eq!(scoped.count_posts(), posts, "{scope:?}");
        let cells = scoped.iceberg_cells(None, None).unwrap().cells;
        let counted: u64 = cells.iter().map(|cell| cell.inbound + cell.outbound).sum();
        assert_eq!(counted, posts, "{scope:?}");
        assert_eq!(scoped.budgets().unwrap().len(), budgets, "{scope:?}");
    };
    check(&Scope::All, 4, 3);
    check(&only("Lumen"), 2, 1);
    check(&only("Mira"), 1, 1);
    check(&only("Nobody"), 0, 0);
    check(&Scope::Brands(Default::default()), 0, 0);
    let (ours, theirs) = (fresh.post("2"), fresh.post("3"));
    let mut scoped = reader.within(&only("Lumen")).unwrap();
    assert!(scoped.post(ours.id).unwrap().is_some());
    assert!(scoped.post(theirs.id).unwrap().is_none());
    assert!(
        scoped
            .conversation(ours.conversation.unwrap())
            .unwrap()
            .is_some()
    );
    assert!(
        scoped
            .conversation(theirs.conversation.unwrap())
            .unwrap()
            .is_none()
    );
    assert!(
        scoped
            .conversation_posts(theirs.conversation.unwrap(), None)
            .unwrap()
            .posts
            .is_empty()
    );
    assert!(scoped.post_of(&Network::X, "3").unwrap().is_none());
}

fn a_contact_shows_what_was_said_with_the_brands_of_the_scope(fresh: &mut Fresh) {
    two_brands(fresh);
    let (ana, bo) = (fresh.post("1").contact.unwrap(), fresh.post("4"));
    let mut reader = fresh.reader();
    let mut check = |scope: &Scope, said: (u64, u64), openings: &[&str]| {
        let mut scoped = reader.within(scope).unwrap();
        let contact = scoped.contact(ana).unwrap().unwrap();
        assert_eq!((contact.inbound, contact.outbound), said, "{scope:?}");
        assert_eq!(contact.profiles[0].head.handle.as_deref(), Some("ana"));
        let page = scoped.contact_conversations(ana, None).unwrap();
        let texts: Vec<_> = page
            .conversations
            .iter()
            .map(|(_, opening)| opening.text.as_str())
            .collect();
        assert_eq!(texts, openings, "{scope:?}");
    };
    check(
        &Scope::All,
        (2, 1),
        &["@mira late again", "@lumen where is my tea"],
    );
    check(&only("Mira"), (1, 0), &["@mira late again"]);
    let mut scoped = reader.within(&only("Nobody")).unwrap();
    assert!(scoped.contact(ana).unwrap().is_none());
    drop(scoped);
    if let Some(bo) = bo.contact {
        assert!(
            reader
                .within(&only("Lumen"))
                .unwrap()
                .contact(bo)
                .unwrap()
                .is_none()
        );
    }
}

fn a_conversation_goes_on_page_by_page(fresh: &mut Fresh) {
    fresh
        .store
        .set_brands(BY, &brands(&[("id-lumen", "lumen", "Lumen")]))
        .unwrap();
    let first = post("0", "ana", "@lumen hello");
    let mut posts = vec![first.clone()];
    posts.extend((1..=120).map(|n| {
        let said = reply(&n.to_string(), "lumen", "0", Some("ana"), "sure");
        rapport_model::Post {
            created_at: first.created_at,
            ..said
        }
    }));
    ingest(&mut fresh.store, &posts);
    let id = fresh.post("0").conversation.unwrap();
    let mut reader = fresh.reader();
    let mut all = reader.within(&Scope::All).unwrap();
    let head = all.conversation(id).unwrap().unwrap();
    assert_eq!((head.posts, head.inbound, head.outbound), (121, 1, 120));
    assert_eq!(head.contact.handle.as_deref(), Some("ana"));
    assert_eq!(head.brand.as_deref(), Some("Lumen"));
    let first = all.conversation_posts(id, None).unwrap();
    let second = all.conversation_posts(id, first.next).unwrap();
    assert_eq!(
        (first.posts.len(), second.posts.len(), second.next),
        (100, 21, None)
    );
    let mut ids: Vec<_> = first
        .posts
        .iter()
        .chain(&second.posts)
        .map(|post| post.id)
        .collect();
    assert!(ids.is_sorted());
    ids.dedup();
    assert_eq!(ids.len(), 121);
}

fn choices_are_what_is_there(fresh: &mut Fresh) {
    two_brands(fresh);
    let mut reader = fresh.reader();
    let all = reader.within(&Scope::All).unwrap().choices().unwrap();
    assert_eq!(all.brands.len(), 2);
    assert_eq!(all.kinds, [Kind::Post, Kind::Reply].into());
    let mira = reader.within(&only("Mira")).unwrap().choices().unwrap();
    assert_eq!(mira.brands.len(), 1);
    assert_eq!(mira.kinds, [Kind::Post].into());
    assert_eq!(mira.languages, ["en".to_owned()].into());
}
