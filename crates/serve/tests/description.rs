//! The description of the API is a contract: a change of it is seen in review.

use std::path::Path;

/// Where it is kept, for readers and for the interface's types.
const KEPT: &str = "../../docs/openapi.json";

/// `RAPPORT_KEEP_OPENAPI=1 cargo test -p rapport-serve --test description` writes it anew.
#[test]
fn the_kept_description_is_the_one_that_is_served() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(KEPT);
    let mut served = serde_json::to_string_pretty(&rapport_serve::description()).unwrap();
    served.push('\n');
    if std::env::var_os("RAPPORT_KEEP_OPENAPI").is_some() {
        std::fs::write(&path, &served).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == served,
        "docs/openapi.json differs from what is served: write it anew as said above this test, then run \
         `npm run api` in ui/"
    );
}

#[test]
fn every_operation_has_a_name_and_says_who_may_use_it() {
    let description = serde_json::to_value(rapport_serve::description()).unwrap();
    let paths = description["paths"].as_object().unwrap();
    let operations = paths
        .values()
        .flat_map(|item| item.as_object().unwrap().values());
    let mut names = std::collections::BTreeSet::new();
    for operation in operations {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name), "two operations are called {name}");
        assert!(operation["x-access"].is_string(), "{name}");
        assert!(operation["summary"].is_string(), "{name}");
    }
    assert!(names.len() > 40, "{}", names.len());
}
