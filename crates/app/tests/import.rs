//! `rapport import` and what reads the store after it, through the real binary on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use rapport_store::Location;
use rapport_store::testing::Database;
use rapport_testkit::demo::DemoWorld;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// A store of its own and a folder of inputs.
struct Place {
    folder: tempfile::TempDir,
    database: Option<Database>,
}

impl Place {
    fn sqlite() -> Place {
        Place {
            folder: tempfile::tempdir().unwrap(),
            database: None,
        }
    }

    fn postgres() -> Place {
        Place {
            folder: tempfile::tempdir().unwrap(),
            database: Some(Database::fresh()),
        }
    }

    /// The demo world's files.
    fn with_demo(self) -> Place {
        DemoWorld::generate(7).write_to(self.folder.path()).unwrap();
        self
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.file(name), text).unwrap();
        self.file(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
        command
            .args(arguments)
            .env_remove("RAPPORT_DATA")
            .env_remove("RAPPORT_DATABASE");
        match self.database.as_ref().map(Database::location) {
            Some(Location::Postgres(url)) => command.arg("--database").arg(url),
            Some(Location::DataDir(folder)) => command.arg("--data").arg(folder),
            None => command.arg("--data").arg(self.file("data")),
        };
        command
    }

    fn run(&self, arguments: &[&str]) -> String {
        let Output {
            status,
            stdout,
            stderr,
        } = self.command(arguments).output().unwrap();
        assert!(
            status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&stderr)
        );
        String::from_utf8(stdout).unwrap()
    }

    fn import(&self, archive: &Path) -> String {
        let brands = self.file("brands.csv");
        let (brands, archive) = (
            brands.to_str().unwrap().to_owned(),
            archive.to_str().unwrap(),
        );
        self.run(&["import", "--brands", &brands, archive])
    }

    fn check(&self) -> Value {
        serde_json::from_str(&self.run(&["check", "--json"])).unwrap()
    }
}

fn on_both(test: impl Fn(Place)) {
    test(Place::sqlite());
    test(Place::postgres());
}

#[test]
fn a_second_import_changes_nothing() {
    on_both(|place| {
        let place = place.with_demo();
        place.import(&place.file("posts.jsonl"));
        let (check, posts) = (place.check(), place.run(&["export"]));
        assert_eq!(check["ok"], true, "{check}");
        let said = place.import(&place.file("posts.jsonl"));
        assert!(
            said.contains(" 0 new posts") && said.contains("(0 of them changed)"),
            "{said}"
        );
        assert_eq!((place.check(), place.run(&["export"])), (check, posts));
    });
}

#[test]
fn the_store_and_the_archive_give_the_same_iceberg() {
    let place = Place::sqlite().with_demo();
    let (posts, brands) = (place.file("posts.jsonl"), place.file("brands.csv"));
    place.import(&posts);
    for by in [
        "brand",
        "industry,quarter",
        "language",
        "week",
        "brand,month",
    ] {
        for more in [
            &[][..],
            &["--exclude-reposts"],
            &["--from", "2024-05-01", "--to", "2025-02-01"],
            &["--zone", "Asia/Tehran"],
        ] {
            let asked = [&["iceberg", "--format", "json", "--by", by], more].concat();
            let stored: Value = serde_json::from_str(&place.run(&asked)).unwrap();
            let files = [
                "--brands",
                brands.to_str().unwrap(),
                posts.to_str().unwrap(),
            ];
            let measured = Command::new(env!("CARGO_BIN_EXE_rapport"))
                .args(&asked)
                .args(files)
                .output()
                .unwrap();
            let measured: Value = serde_json::from_slice(&measured.stdout).unwrap();
            assert_eq!(stored, measured, "{asked:?}");
        }
    }
}

#[test]
fn an_import_killed_again_and_again_ends_like_one_that_was_not() {
    on_both(|place| {
        let place = place.with_demo();
        let (posts, brands) = (place.file("posts.jsonl"), place.file("brands.csv"));
        let arguments = [
            "import",
            "--brands",
            brands.to_str().unwrap(),
            posts.to_str().unwrap(),
        ];
        for round in 0..12_u64 {
            let mut import = place
                .command(&arguments)
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            // Another instant each round; where an import is quicker than that, there is nothing to kill.
            std::thread::sleep(Duration::from_millis(20 + round * 37));
            import.kill().unwrap();
            import.wait().unwrap();
        }
        place.run(&arguments);
        let calm = Place::sqlite().with_demo();
        calm.import(&calm.file("posts.jsonl"));
        assert_eq!(place.check(), calm.check());
        assert_eq!(place.run(&["export"]), calm.run(&["export"]));
    });
}

#[test]
fn an_export_reads_back_as_the_same_store() {
    let first = Place::sqlite().with_demo();
    first.import(&first.file("posts.jsonl"));
    let exported = first.run(&["export"]);
    let second = Place::sqlite().with_demo();
    second.import(&second.put("exported.jsonl", &exported));
    assert_eq!(second.run(&["export"]), exported);
    assert_eq!(second.check(), first.check());
    let rows = first.run(&["export", "--format", "csv"]);
    let third = Place::sqlite().with_demo();
    let said = third.import(&third.put("exported.csv", rows));
    assert!(
        said.contains("12568 new posts") && said.contains(" 0 set aside"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_read_is_kept_and_can_be_tried_again() {
    on_both(|place| {
        let post = |id: u32| {
            format!(
                r#"{{"id":{id},"text":"a\u0000b","created_at":"2015-01-01T00:00:00Z","user":{{"id":7}}}}"#
            )
        };
        let (first, third) = (post(1), post(3));
        let lines = [
            first.as_str(),
            "{\"id\":2",
            third.as_str(),
            "not json",
            "\u{FEFF}",
        ]
        .join("\n");
        place.put("brands.csv", "account_id,brand\n7,Lumen\n");
        let archive = place.put("bad.jsonl", lines);
        place.import(&archive);
        let again = place.import(&archive);
        assert!(again.contains(" 0 new posts, 2 seen again"), "{again}");
        let rejects: Vec<Value> = place
            .run(&["rejects"])
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        let lines: Vec<_> = rejects
            .iter()
            .map(|r| r["line"].as_u64().unwrap())
            .collect();
        assert_eq!(lines, [2, 4, 5]);
        assert_eq!(rejects[0]["raw"], "{\"id\":2");
        assert_eq!(place.check()["rejects"], 3);
        assert!(
            place
                .run(&["rejects", "--retry"])
                .starts_with("0 records could be read now, 3 stay")
        );
    });
}

#[test]
fn brands_set_afterwards_give_what_brands_set_before_give() {
    on_both(|place| {
        let place = place.with_demo();
        place.run(&["import", place.file("posts.jsonl").to_str().unwrap()]);
        place.run(&["brands", "set", place.file("brands.csv").to_str().unwrap()]);
        let before = Place::sqlite().with_demo();
        before.import(&before.file("posts.jsonl"));
        assert_eq!(place.check(), before.check());
        let asked = ["iceberg", "--by", "brand,quarter", "--format", "json"];
        assert_eq!(place.run(&asked), before.run(&asked));
        let listed = place.put("listed.csv", place.run(&["brands", "list"]));
        place.run(&["brands", "set", listed.to_str().unwrap()]);
        assert_eq!(place.run(&asked), before.run(&asked));
    });
}

#[test]
fn options_that_name_the_store_stand_before_or_after_the_command() {
    let place = Place::sqlite().with_demo();
    place.import(&place.file("posts.jsonl"));
    let data = place.file("data");
    let data = data.to_str().unwrap();
    for arguments in [["--data", data, "check"], ["check", "--data", data]] {
        let checked = Command::new(env!("CARGO_BIN_EXE_rapport"))
            .args(arguments)
            .output()
            .unwrap();
        assert!(checked.status.success());
    }
    let named = Command::new(env!("CARGO_BIN_EXE_rapport"))
        .arg("check")
        .env("RAPPORT_DATA", data)
        .output()
        .unwrap();
    assert!(named.status.success());
}

#[test]
fn a_command_that_reads_makes_no_empty_store_at_a_mistyped_place() {
    let place = Place::sqlite();
    for command in ["check", "export", "rejects", "iceberg"] {
        let Output {
            status,
            stderr,
            stdout,
        } = place.command(&[command]).output().unwrap();
        assert!(!status.success() && stdout.is_empty(), "{command}");
        assert!(
            String::from_utf8_lossy(&stderr).contains("import an archive first"),
            "{command}"
        );
    }
    assert!(!place.file("data").exists());
}
