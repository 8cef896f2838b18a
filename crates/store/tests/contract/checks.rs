//! Damage that is planted is found.

use crate::build::*;

on_both_engines!(
    a_tampered_rollup_is_found,
    a_tampered_audience_is_found,
    a_tampered_conversation_is_found,
    a_lost_tree_is_found,
);

fn planted(fresh: &mut Fresh, sql: &str) -> String {
    fresh
        .store
        .set_brands(BY, &brands(&[("id-lumen", "", "Lumen")]))
        .unwrap();
    ingest(
        &mut fresh.store,
        &[
            post("1", "lumen", "hello"),
            reply("2", "ana", "1", Some("lumen"), "help"),
            reply("3", "lumen", "2", Some("ana"), "sure"),
        ],
    );
    check(fresh);
    fresh.tamper(sql);
    let report = fresh.reader().check().unwrap();
    assert!(!report.ok);
    report.problems.join("\n")
}

fn a_tampered_rollup_is_found(fresh: &mut Fresh) {
    let problems = planted(
        fresh,
        "update rollups set one_to_one = one_to_one + 1 where outbound > 0",
    );
    assert!(problems.contains("rollups"), "{problems}");
}

fn a_tampered_audience_is_found(fresh: &mut Fresh) {
    let problems = planted(
        fresh,
        "update posts set audience = 'one_to_one' where external_id = '1'",
    );
    assert!(problems.contains("post 1"), "{problems}");
}

fn a_tampered_conversation_is_found(fresh: &mut Fresh) {
    let problems = planted(fresh, "update conversations set posts = 7");
    assert!(problems.contains("conversation"), "{problems}");
}

fn a_lost_tree_is_found(fresh: &mut Fresh) {
    let problems = planted(fresh, "update posts set tree = 77 where external_id = '3'");
    assert!(problems.contains("tree"), "{problems}");
}
