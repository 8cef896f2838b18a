//! `bare_page DATABASE`: pages of 50 posts by keyset from a store of Rapport, on a free port of the loopback address.
//!
//! No accounts, no scope, no filters, no names of authors, no limits: the least that a page can cost with this stack.

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex};

#[derive(Deserialize)]
struct After {
    created_at: Option<i64>,
    id: Option<i64>,
}

#[derive(Serialize)]
struct Post {
    id: i64,
    external_id: String,
    created_at: i64,
    kind: String,
    direction: String,
    text: String,
}

const PAGE: &str = "select id, external_id, created_at, kind, direction, text from posts
    where created_at <= ?1 and (created_at < ?1 or id < ?2) order by created_at desc, id desc limit 50";

async fn page(
    State(connection): State<Arc<Mutex<Connection>>>,
    Query(after): Query<After>,
) -> Json<Vec<Post>> {
    let read = move || {
        let connection = connection.lock().expect("no reader panics");
        let mut statement = connection.prepare_cached(PAGE).expect("the table is there");
        let after = (
            after.created_at.unwrap_or(i64::MAX),
            after.id.unwrap_or(i64::MAX),
        );
        let posts = statement.query_map(after, |row| {
            Ok(Post {
                id: row.get(0)?,
                external_id: row.get(1)?,
                created_at: row.get(2)?,
                kind: row.get(3)?,
                direction: row.get(4)?,
                text: row.get(5)?,
            })
        });
        posts
            .and_then(Iterator::collect)
            .expect("the columns are there")
    };
    Json(tokio::task::spawn_blocking(read).await.expect("it ends"))
}

fn main() {
    let path = std::env::args_os().nth(1).expect("bare_page DATABASE");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).expect("the database opens");
    connection
        .pragma_update(None, "mmap_size", 1_i64 << 40)
        .expect("it can be mapped");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_io()
        .build()
        .expect("threads start");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        println!("listening on http://{address}");
        let router = Router::new()
            .route("/page", get(page))
            .with_state(Arc::new(Mutex::new(connection)));
        axum::serve(listener, router).await.expect("it serves");
    });
}
