//! A disk that fills up, by the limit that SQLite keeps itself.

use crate::build::*;
use rapport_model::Post;
use rapport_store::{Location, Store, StoreError};

#[test]
fn a_full_disk_is_said_so_and_leaves_nothing_half_stored() {
    let mut fresh = sqlite();
    let posts: Vec<Post> = (1..=4_000)
        .map(|n| post(&n.to_string(), "lumen", &"hello ".repeat(20)))
        .collect();
    ingest(&mut fresh.store, &posts[..1_000]);
    fresh.store.limit_pages(Some(300)).unwrap();
    let refused = try_ingest(&mut fresh.store, &posts[1_000..]).unwrap_err();
    assert!(matches!(refused, StoreError::Full), "{refused}");
    assert_eq!(check(&fresh).posts, 1_000);
    fresh.store.limit_pages(None).unwrap();
    assert_eq!(ingest(&mut fresh.store, &posts).new, 3_000);
    assert_eq!(check(&fresh).posts, 4_000);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let refused = Store::open(&Location::DataDir(file.path().join("data")))
        .err()
        .unwrap();
    assert!(matches!(refused, StoreError::DataDir { .. }), "{refused}");
}
