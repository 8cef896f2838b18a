//! Stores and posts for the cases.

use rapport_model::{
    Account, BrandRow, BrandTable, Counters, Kind, Network, Post, ReplyTo, Scope, Timestamp,
    Visibility,
};
use rapport_store::testing::Database;
use rapport_store::{
    Batch, By, CheckReport, Ingested, Location, Position, Prepared, Reader, Source, Store,
    StoreError, Stored,
};

/// Whoever works on the machine itself, at some time.
pub(crate) const BY: By = By {
    user: None,
    at: Timestamp(1_750_000_000_000),
};

/// An empty store of either engine, and what it stands on.
pub(crate) struct Fresh {
    pub(crate) store: Store,
    pub(crate) location: Location,
    _folder: Option<tempfile::TempDir>,
    _database: Option<Database>,
}

pub(crate) fn sqlite() -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::DataDir(folder.path().to_owned());
    let store = Store::open(&location).unwrap();
    Fresh {
        store,
        location,
        _folder: Some(folder),
        _database: None,
    }
}

pub(crate) fn postgres() -> Fresh {
    let database = Database::fresh();
    let location = database.location();
    let store = Store::open(&location).unwrap();
    Fresh {
        store,
        location,
        _folder: None,
        _database: Some(database),
    }
}

impl Fresh {
    /// Opens the store again, as after a restart.
    pub(crate) fn reopen(&mut self) {
        self.store = Store::open(&self.location).unwrap();
    }

    pub(crate) fn reader(&self) -> Reader {
        self.store.reader().unwrap()
    }

    /// Runs SQL behind the store's back.
    pub(crate) fn tamper(&self, sql: &str) {
        match &self.location {
            Location::DataDir(path) => {
                rapport_store::testing::tamper(&path.join("rapport.db"), sql);
            }
            Location::Postgres(url) => {
                postgres::Client::connect(url, postgres::NoTls)
                    .unwrap()
                    .batch_execute(sql)
                    .unwrap();
            }
        }
    }

    /// The number that SQL answers behind the store's back.
    pub(crate) fn count(&self, sql: &str) -> i64 {
        match &self.location {
            Location::DataDir(path) => {
                let connection = rusqlite::Connection::open(path.join("rapport.db")).unwrap();
                connection.query_row(sql, [], |row| row.get(0)).unwrap()
            }
            Location::Postgres(url) => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                client.query_one(sql, &[]).unwrap().get(0)
            }
        }
    }

    /// The post with the id, on X.
    pub(crate) fn post(&self, id: &str) -> Stored {
        let mut reader = self.reader();
        let mut all = reader.within(&Scope::All).unwrap();
        all.post_of(&Network::X, id).unwrap().unwrap()
    }

    /// Audience and rule of a post.
    pub(crate) fn verdict(&self, id: &str) -> (&'static str, u8) {
        let (audience, rule) = self.post(id).verdict.unwrap();
        (audience.as_str(), rule.number())
    }

    /// The ids of the posts of a post's conversation.
    pub(crate) fn mates(&self, id: &str) -> Vec<String> {
        let Some(conversation) = self.post(id).conversation else {
            return Vec::new();
        };
        let mut reader = self.reader();
        let mut all = reader.within(&Scope::All).unwrap();
        let mates = all.conversation_posts(conversation, None).unwrap();
        let mut mates: Vec<_> = mates
            .posts
            .into_iter()
            .map(|post| (post.created_at, post.external_id))
            .collect();
        mates.sort_unstable();
        mates.into_iter().map(|(_, id)| id).collect()
    }
}

/// Runs each case on both engines.
macro_rules! on_both_engines {
    ($($case:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $case() { super::$case(&mut crate::build::sqlite()); })+
        }
        mod on_postgres {
            $(#[test] fn $case() { super::$case(&mut crate::build::postgres()); })+
        }
    };
}
pub(crate) use on_both_engines;

/// A post by an author with id and handle, as many minutes after 2015-01-01 as its id says.
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
        counters: Counters::default(),
        inbound: None,
        mass_mailing: false,
    }
}

/// A reply to a post, and to its author if that is told.
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

/// A private message.
pub(crate) fn message(id: &str, author: &str, to: &str, day: i64) -> Post {
    Post {
        kind: Kind::Message,
        visibility: Visibility::Private,
        created_at: Timestamp(day * 86_400_000),
        reply_to: Some(ReplyTo {
            author_id: Some(format!("id-{to}")),
            ..ReplyTo::default()
        }),
        ..post(id, author, "a word in private")
    }
}

/// A brand table: (id or empty, handle or empty, brand).
pub(crate) fn brands(rows: &[(&str, &str, &str)]) -> BrandTable {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let row = |(id, handle, brand): &(&str, &str, &str)| BrandRow {
        account_id: given(id),
        handle: given(handle),
        brand: (*brand).to_owned(),
        ..BrandRow::default()
    };
    BrandTable::new(rows.iter().map(row).collect()).unwrap()
}

pub(crate) fn prepared(post: &Post) -> Prepared {
    Prepared {
        post: post.clone(),
        language: None,
        words: post.text.to_lowercase(),
    }
}

pub(crate) fn source() -> Source {
    Source {
        name: "a file".into(),
        fingerprint: "f".into(),
        format: "test".into(),
    }
}

pub(crate) fn try_ingest(store: &mut Store, posts: &[Post]) -> Result<Ingested, StoreError> {
    let import = store.begin_import(&source())?;
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
pub(crate) fn check(fresh: &Fresh) -> CheckReport {
    let report = fresh.reader().check().unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert!(report.ok);
    report
}
