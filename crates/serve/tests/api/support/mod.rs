//! A place to test in: a store with the posts of two brands, a server over it, and callers.

mod archive;
mod client;
mod listening;

pub(crate) use client::{Answer, Client};
pub(crate) use listening::{Listening, Stream};

use rapport_capture::{Archive, Options};
use rapport_model::Timestamp;
use rapport_serve::{Opened, Settings};
use rapport_store::{By, Location, Store};
use serde_json::{Value, json};
use std::cell::Cell;
use std::num::NonZeroU32;
use std::ops::ControlFlow;
use std::path::Path;
use tempfile::TempDir;

/// 5 January 2026, nine in the morning.
const MORNING: Timestamp = Timestamp(1_767_603_600_000);

pub(crate) const MINUTE_MS: i64 = 60_000;
pub(crate) const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// A password that nobody guesses early.
pub(crate) const PASSWORD: &str = "lantern orbit walnut tea";

/// The largest file that the place takes.
pub(crate) const UPLOAD_BYTES_MAX: u64 = 200_000;

thread_local! {
    /// Each test has a thread of its own, and so a clock.
    static NOW: Cell<Timestamp> = const { Cell::new(MORNING) };
}

fn now() -> Timestamp {
    NOW.get()
}

/// Lets the time go on.
pub(crate) fn pass(ms: i64) {
    NOW.set(Timestamp(NOW.get().0 + ms));
}

/// A server over a store of its own.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    pub(crate) opened: Opened,
}

impl Place {
    /// A server that nobody has set up, over an empty store.
    pub(crate) fn empty() -> Place {
        Place::at(tempfile::tempdir().unwrap())
    }

    /// A server over a folder.
    pub(crate) fn at(folder: TempDir) -> Place {
        let opened = Opened::open(settings(folder.path())).unwrap();
        Place { folder, opened }
    }

    /// A server over the posts of Lumen and Tide, and its administrator.
    pub(crate) async fn ready() -> (Place, Client) {
        let folder = tempfile::tempdir().unwrap();
        fill(folder.path());
        let place = Place::at(folder);
        let ada = place.set_up().await;
        (place, ada)
    }

    /// The first administrator, signed in.
    pub(crate) async fn set_up(&self) -> Client {
        let client = self.anybody();
        let form = json!({
            "token": self.set_up_token(), "name": "Ada", "email": "ada@desk.example", "password": PASSWORD,
        });
        let answer = client.post("/api/setup", form).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        client
    }

    pub(crate) fn set_up_token(&self) -> String {
        let path = self.opened.set_up_path.as_deref().unwrap();
        path.strip_prefix("/setup#").unwrap().to_owned()
    }

    /// A browser of somebody who has not signed in.
    pub(crate) fn anybody(&self) -> Client {
        Client::of(self.opened.router())
    }

    /// Somebody whom the administrator invited and who joined: `name@desk.example`.
    pub(crate) async fn user(
        &self,
        ada: &Client,
        name: &str,
        role: &str,
        teams: &[&str],
    ) -> Client {
        let link = invite(ada, name, role, teams).await.body["link"]["path"].clone();
        let client = self.anybody();
        let form = json!({"token": token_of(&link), "password": PASSWORD});
        let answer = client.post("/api/invitation/accept", form).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        client
    }

    /// The folder for received files.
    pub(crate) fn incoming(&self) -> Vec<String> {
        let Ok(files) = std::fs::read_dir(self.folder.path().join("incoming")) else {
            return Vec::new();
        };
        files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect()
    }
}

pub(crate) fn settings(folder: &Path) -> Settings {
    Settings {
        location: Location::DataDir(folder.join("data")),
        incoming: folder.join("incoming"),
        upload_bytes_max: UPLOAD_BYTES_MAX,
        requests_per_second: NonZeroU32::new(100_000).unwrap(),
        behind_proxy: false,
        clock: now,
    }
}

/// Stores the brand table and the posts.
fn fill(folder: &Path) {
    let Settings { location, .. } = settings(folder);
    let mut store = Store::open(&location).unwrap();
    let brands = archive::BRANDS.as_bytes();
    let table = rapport_capture::read_brands_from(Path::new("brands.csv"), brands).unwrap();
    let by = By {
        user: None,
        at: MORNING,
    };
    store.set_brands(by, &table).unwrap();
    let path = folder.join("posts.jsonl");
    std::fs::write(&path, archive::lines()).unwrap();
    let archive = Archive::open(&path, &Options::default()).unwrap();
    let imported = rapport_flow::import(&mut store, archive, &mut |_| ControlFlow::Continue(()));
    assert_eq!(imported.unwrap().rejected, 0);
}

/// Invites somebody; the answer holds the link.
pub(crate) async fn invite(ada: &Client, name: &str, role: &str, teams: &[&str]) -> Answer {
    let form = json!({
        "name": name, "email": format!("{name}@desk.example"), "role": role, "team_ids": teams,
    });
    let answer = ada.post("/api/users", form).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer
}

/// Makes a team that sees some brands; its id.
pub(crate) async fn team(ada: &Client, name: &str, brands: &[&str]) -> String {
    let form = json!({"name": name, "all_brands": false, "brands": brands});
    let answer = ada.post("/api/teams", form).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.text_at("/id")
}

/// The team that was made at set-up.
pub(crate) async fn everyone(ada: &Client) -> String {
    let teams = ada.get("/api/teams").await;
    let teams = teams.body["teams"].as_array().unwrap().clone();
    let everyone = teams.iter().find(|team| team["name"] == "Everyone");
    everyone.unwrap()["id"].as_str().unwrap().to_owned()
}

/// The secret of a link.
pub(crate) fn token_of(path: &Value) -> String {
    let (_, secret) = path.as_str().unwrap().split_once('#').unwrap();
    secret.to_owned()
}
