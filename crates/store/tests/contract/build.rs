//! Stores and posts for the cases.

use rapport_model::{Account, Kind, Network, Post, ReplyTo, Timestamp, Visibility};
use rapport_store::{Batch, Ingested, Location, Position, Prepared, Source, Store, StoreError};

pub(crate) struct Fresh {
    pub(crate) store: Store,
    _folder: tempfile::TempDir,
}

pub(crate) fn sqlite() -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::DataDir(folder.path().to_owned())).unwrap();
    Fresh {
        store,
        _folder: folder,
    }
}

/// A post by an author with id and handle, a minute after the one with the number before.
pub(crate) fn post(id: &str, author: &str, text: &str) -> Post {
    Post {
        network: Network::X,
        external_id: id.into(),
        kind: Kind::Post,
        visibility: Visibility::Public,
        created_at: Timestamp(1_420_070_400_000 + id.parse::<i64>().unwrap_or(0) * 60_000),
        author: Account {
            id: Some(format!("id-{author}")),
            handle: Some(author.into()),
            ..Account::default()
        },
        text: text.into(),
        lang: Some("en".into()),
        reply_to: None,
        quote_of: None,
        repost_of: None,
        mentions: vec![],
        links: vec![],
        media: vec![],
        counters: Default::default(),
        inbound: None,
        mass_mailing: false,
    }
}

pub(crate) fn reply(id: &str, author: &str, to: &str, to_author: Option<&str>, text: &str) -> Post {
    Post {
        kind: Kind::Reply,
        reply_to: Some(ReplyTo {
            id: Some(to.into()),
            author_id: to_author.map(|author| format!("id-{author}")),
            author_handle: to_author.map(str::to_owned),
        }),
        ..post(id, author, text)
    }
}

pub(crate) fn prepared(post: &Post) -> Prepared {
    Prepared {
        post: post.clone(),
        language: None,
        words: post.text.to_lowercase(),
    }
}

pub(crate) fn try_ingest(store: &mut Store, posts: &[Post]) -> Result<Ingested, StoreError> {
    let source = Source {
        name: "a file".into(),
        fingerprint: "f".into(),
        format: "test".into(),
    };
    let import = store.begin_import(&source)?;
    let posts: Vec<Prepared> = posts.iter().map(prepared).collect();
    let position = Position::default();
    store.ingest(&Batch {
        import: import.id,
        position,
        posts: &posts,
        rejects: &[],
        finished: true,
    })
}

pub(crate) fn ingest(store: &mut Store, posts: &[Post]) -> Ingested {
    try_ingest(store, posts).unwrap()
}

/// What check says, after making sure that nothing is wrong.
pub(crate) fn check(store: &Store) -> rapport_store::CheckReport {
    let report = store.reader().unwrap().check().unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    report
}
