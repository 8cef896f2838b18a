//! `cargo xtask layers`: imports point only upwards in the table of the house.

use crate::workspace::{Kind, Package, Workspace};
use anyhow::{Result, bail};
use std::fmt;

/// Each room, and the rooms it may import. A new room gets a line here, and in the table of the architecture page.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("capture", &["model"]),
    ("understand", &["model"]),
    ("listen", &["model", "understand"]),
    ("store", &["model", "listen"]),
    ("care", &["model", "store", "capture"]),
    ("ask", &["model", "store", "capture"]),
    ("measure", &["model", "store"]),
    (
        "flow",
        &[
            "model",
            "capture",
            "understand",
            "listen",
            "store",
            "care",
            "ask",
            "measure",
        ],
    ),
    (
        "serve",
        &[
            "model",
            "capture",
            "understand",
            "listen",
            "store",
            "care",
            "ask",
            "measure",
            "flow",
        ],
    ),
    (
        "app",
        &[
            "model",
            "capture",
            "understand",
            "listen",
            "store",
            "care",
            "ask",
            "measure",
            "flow",
            "serve",
        ],
    ),
    ("testkit", &["model", "store"]),
    ("xtask", &["testkit"]),
];

/// Heavy dependencies, and who may have them.
const OWNED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("libsqlite3-sys", &["store"]),
    ("postgres", &["store"]),
    ("tokio-postgres", &["store"]),
    ("sqlx", &["store"]),
    ("axum", &["serve", "app"]),
];

/// An edge that the house does not have.
#[derive(Debug, PartialEq, Eq)]
enum Violation {
    Import {
        room: String,
        imported: String,
    },
    ShippedTestkit {
        room: String,
    },
    Owned {
        room: String,
        dependency: String,
        owners: String,
    },
    Unplanned {
        room: String,
    },
}

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let violations = violations(&workspace.packages);
    if violations.is_empty() {
        println!(
            "layers: {} rooms, every import points upwards",
            workspace.packages.len()
        );
        return Ok(());
    }
    let said: Vec<String> = violations.iter().map(Violation::to_string).collect();
    bail!("layers: {}", said.join("; "))
}

fn violations(packages: &[Package]) -> Vec<Violation> {
    packages.iter().flat_map(violations_of).collect()
}

fn violations_of(package: &Package) -> Vec<Violation> {
    let room = room_of(&package.name).unwrap_or(&package.name).to_owned();
    let Some(allowed) = look_up(ROOMS, &room) else {
        return vec![Violation::Unplanned { room }];
    };
    let mut found = Vec::new();
    for dependency in &package.dependencies {
        if let Some(imported) = room_of(&dependency.name) {
            let in_tests = dependency.kind == Kind::Development;
            if allowed.contains(&imported)
                || (in_tests && (imported == "testkit" || imported == room))
            {
                continue;
            }
            found.push(if imported == "testkit" {
                Violation::ShippedTestkit { room: room.clone() }
            } else {
                Violation::Import {
                    room: room.clone(),
                    imported: imported.to_owned(),
                }
            });
        } else if let Some(owners) = look_up(OWNED, &dependency.name)
            && !owners.contains(&room.as_str())
        {
            found.push(Violation::Owned {
                room: room.clone(),
                dependency: dependency.name.clone(),
                owners: owners.join(" and "),
            });
        }
    }
    found
}

/// The room that a package is, if it is one of ours.
fn room_of(package: &str) -> Option<&str> {
    match package {
        "rapport" => Some("app"),
        "xtask" => Some("xtask"),
        other => other.strip_prefix("rapport-"),
    }
}

fn look_up<'a>(table: &[(&str, &'a [&'a str])], key: &str) -> Option<&'a [&'a str]> {
    table
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, value)| *value)
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Violation::Import { room, imported } => {
                write!(f, "{room} imports {imported}, which it may not")
            }
            Violation::ShippedTestkit { room } => write!(
                f,
                "{room} imports testkit outside its tests; make it a dev-dependency"
            ),
            Violation::Owned {
                room,
                dependency,
                owners,
            } => write!(
                f,
                "{room} depends on {dependency}, which belongs to {owners}"
            ),
            Violation::Unplanned { room } => {
                write!(f, "{room} has no line in the table of rooms")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Dependency;

    /// What is said of one package; `dev:` marks what only its tests depend on.
    fn said(name: &str, dependencies: &[&str]) -> String {
        let dependencies = dependencies
            .iter()
            .map(|written| match written.strip_prefix("dev:") {
                Some(name) => (name, Kind::Development),
                None => (*written, Kind::Shipped),
            })
            .map(|(name, kind)| Dependency {
                name: name.to_owned(),
                kind,
            })
            .collect();
        let package = Package {
            name: name.to_owned(),
            dependencies,
        };
        let said: Vec<String> = violations(&[package])
            .iter()
            .map(Violation::to_string)
            .collect();
        said.join("; ")
    }

    #[test]
    fn imports_that_point_upwards_are_fine() {
        for (name, dependencies) in [
            ("rapport-model", &["serde", "dev:proptest"][..]),
            (
                "rapport-store",
                &["rapport-model", "rapport-listen", "rusqlite", "postgres"],
            ),
            (
                "rapport-store",
                &["rapport-model", "dev:rapport-store", "dev:rapport-testkit"],
            ),
            (
                "rapport-serve",
                &["rapport-measure", "rapport-store", "axum"],
            ),
            ("rapport", &["rapport-flow", "rapport-serve", "axum"]),
            ("xtask", &["rapport-testkit", "anyhow"]),
        ] {
            assert_eq!(said(name, dependencies), "", "{name}");
        }
    }

    #[test]
    fn an_import_that_points_downwards_is_named() {
        for (name, dependencies, expected) in [
            (
                "rapport-capture",
                &["rapport-store"][..],
                "capture imports store, which it may not",
            ),
            (
                "rapport-model",
                &["dev:rapport-flow"],
                "model imports flow, which it may not",
            ),
            (
                "rapport-store",
                &["rapport-store"],
                "store imports store, which it may not",
            ),
            (
                "rapport-flow",
                &["rapport"],
                "flow imports app, which it may not",
            ),
            (
                "rapport-flow",
                &["rapport-testkit"],
                "flow imports testkit outside its tests; make it a dev-dependency",
            ),
            (
                "rapport-measure",
                &["rapport-model", "rusqlite"],
                "measure depends on rusqlite, which belongs to store",
            ),
            (
                "rapport-flow",
                &["dev:axum"],
                "flow depends on axum, which belongs to serve and app",
            ),
            (
                "rapport-attic",
                &["rapport-model"],
                "attic has no line in the table of rooms",
            ),
        ] {
            assert_eq!(said(name, dependencies), expected);
        }
    }

    #[test]
    fn the_table_names_only_rooms_that_stand_above() {
        for (position, (room, allowed)) in ROOMS.iter().enumerate() {
            for imported in *allowed {
                let above = ROOMS.iter().position(|(name, _)| name == imported);
                assert!(
                    above.is_some_and(|above| above < position),
                    "{room} → {imported}"
                );
            }
        }
    }
}
