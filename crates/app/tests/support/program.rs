//! Runs the built program.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of inputs, and the program that reads them.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        Desk {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// A successful run's standard output.
    pub fn run(&self, arguments: &[&str]) -> String {
        succeeded(arguments, &run(self.folder.path(), arguments, b""))
    }

    pub fn run_fed(&self, arguments: &[&str], input: &[u8]) -> String {
        succeeded(arguments, &run(self.folder.path(), arguments, input))
    }

    pub fn attempt(&self, arguments: &[&str]) -> Output {
        run(self.folder.path(), arguments, b"")
    }

    pub fn iceberg(&self, arguments: &[&str]) -> Value {
        let all = [&["iceberg", "--format", "json"], arguments].concat();
        serde_json::from_str(&self.run(&all)).unwrap()
    }

    pub fn audience(&self, arguments: &[&str]) -> Vec<Verdict> {
        read_verdicts(&self.run(&[&["audience"], arguments].concat()))
    }

    /// The records that were set aside.
    pub fn rejects(&self, archive: &str) -> Vec<Value> {
        let kept = self.path("rejects.jsonl");
        self.iceberg(&["--rejects", kept.to_str().unwrap(), archive]);
        let text = std::fs::read_to_string(kept).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// One line of `rapport audience`: id, audience, rule.
pub type Verdict = (String, String, u64);

pub fn read_verdicts(printed: &str) -> Vec<Verdict> {
    let verdict = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!(value.as_object().unwrap().len(), 3, "{line}");
        (
            value["id"].as_str().unwrap().to_owned(),
            value["audience"].as_str().unwrap().to_owned(),
            value["rule"].as_u64().unwrap(),
        )
    };
    printed.lines().map(verdict).collect()
}

fn succeeded(arguments: &[&str], output: &Output) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?} failed: {stderr}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapport"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that stops early closes the pipe; its status says whether it should have.
    let fed = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    if output.status.success() {
        fed.unwrap();
    }
    output
}
