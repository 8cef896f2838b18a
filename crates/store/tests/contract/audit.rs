//! Who changed what: complete, and sealed.

use crate::build::*;
use crate::people::*;
use rapport_model::{Budget, Role, Scope, TeamId, UserId};
use rapport_store::{NewTeam, Store, TeamChange, UserChange};
use serde_json::json;

on_both_engines!(
    every_change_leaves_exactly_one_entry,
    a_change_that_fails_leaves_none,
    an_entry_tells_who_did_what_to_whom,
    entries_are_read_a_page_at_a_time_latest_first,
    no_entry_holds_a_secret_or_a_name,
    a_changed_entry_is_noticed,
    a_lost_entry_is_noticed,
    an_added_entry_is_noticed,
    poison_in_an_entry_is_kept_whole,
);

fn entries(fresh: &Fresh) -> i64 {
    fresh.count("select count(*) from audit")
}

fn budget(brand: &str) -> Budget {
    Budget {
        quarter: "2025-Q1".into(),
        brand: brand.into(),
        one_to_many: 1.0,
        one_to_one: 2.0,
    }
}

type Change = (&'static str, fn(&mut Store));

/// Every call that changes something by somebody, in an order in which each is legal.
const CHANGES: &[Change] = &[
    ("set up", |store| {
        store.offer_set_up(secret("set up"), tomorrow()).unwrap();
        store
            .set_up(secret("set up"), &new_user("ada"), "$p-ada", BY.at)
            .unwrap();
    }),
    ("add a team", |store| {
        let name = "care".into();
        let sees = Scope::All;
        store.add_team(BY, &NewTeam { name, sees }).unwrap();
    }),
    ("change a team", |store| {
        let change = TeamChange::default();
        store.change_team(BY, TeamId(2), &change).unwrap();
    }),
    ("invite", |store| {
        let teams = [TeamId(1), TeamId(2)];
        store
            .invite(
                BY,
                &new_user("bo"),
                Role::Agent,
                &teams,
                secret("link"),
                tomorrow(),
            )
            .unwrap();
    }),
    ("renew a link", |store| {
        store
            .renew_link(BY, UserId(2), secret("newer"), tomorrow())
            .unwrap();
    }),
    ("accept", |store| {
        store
            .accept(secret("newer"), "$p-bo", Some("Bo"), None, BY.at)
            .unwrap();
    }),
    ("sign in", |store| {
        store
            .open_session(UserId(2), secret("session"), None, BY.at, tomorrow())
            .unwrap();
    }),
    ("change a user", |store| {
        let change = UserChange {
            name: Some("Bob".into()),
            language: Some("tr".into()),
            disabled: Some(false),
            ..UserChange::default()
        };
        store.change_user(BY, UserId(2), &change).unwrap();
    }),
    ("change a password", |store| {
        store
            .change_password(BY, UserId(2), "$p-bob", None)
            .unwrap();
    }),
    ("add a token", |store| {
        store.add_token(BY, UserId(2), &new_token("token")).unwrap();
    }),
    ("remove a token", |store| {
        let token = rapport_model::TokenId(1);
        assert!(store.remove_token(BY, UserId(2), token).unwrap());
    }),
    ("remove a team", |store| {
        store.remove_team(BY, TeamId(2)).unwrap();
    }),
    ("set budgets", |store| {
        store.set_budgets(BY, &[budget("Lumen")]).unwrap();
    }),
    ("remove a budget", |store| {
        assert!(store.remove_budget(BY, "2025-Q1", "Lumen").unwrap());
    }),
    ("set brands", |store| {
        let table = brands(&[("id-lumen", "", "Lumen")]);
        store.set_brands(BY, &table).unwrap();
    }),
    ("queue an import", |store| {
        store.queue_import_job(BY, "a.zip", "in/1", 10).unwrap();
    }),
    ("stop an import", |store| {
        let job = rapport_model::ImportJobId(1);
        assert!(store.stop_import_job(BY, job).unwrap());
    }),
];

fn every_change_leaves_exactly_one_entry(fresh: &mut Fresh) {
    for (before, (what, change)) in (0..).zip(CHANGES) {
        change(&mut fresh.store);
        assert_eq!(entries(fresh), before + 1, "{what}");
    }
    assert!(fresh.reader().audit_is_whole().unwrap());
    check(fresh);
}

fn a_change_that_fails_leaves_none(fresh: &mut Fresh) {
    let failing: &[Change] = &[
        ("a link that is spent", |store| {
            let spent = store.accept(secret("no"), "$", None, None, BY.at);
            spent.unwrap_err();
        }),
        ("an address that is taken", |store| {
            let new = new_user("ada");
            let link = secret("x");
            let taken = store.invite(BY, &new, Role::Agent, &[], link, tomorrow());
            taken.unwrap_err();
        }),
        ("a team that is not there", |store| {
            let change = UserChange {
                teams: Some(vec![TeamId(99)]),
                ..UserChange::default()
            };
            store.change_user(BY, UserId(1), &change).unwrap_err();
        }),
        ("the last administrator", |store| {
            let change = UserChange {
                disabled: Some(true),
                ..UserChange::default()
            };
            store.change_user(BY, UserId(1), &change).unwrap_err();
        }),
        ("a name that is taken", |store| {
            let name = "everyone".into();
            let sees = Scope::All;
            store.add_team(BY, &NewTeam { name, sees }).unwrap_err();
        }),
        ("a user that is not there", |store| {
            let nobody = UserId(99);
            store.change_password(BY, nobody, "$", None).unwrap_err();
            store
                .open_session(nobody, secret("s"), None, BY.at, tomorrow())
                .unwrap_err();
            store.add_token(BY, nobody, &new_token("t")).unwrap_err();
            store
                .renew_link(BY, nobody, secret("l"), tomorrow())
                .unwrap_err();
        }),
        ("what is not there to be removed", |store| {
            let token = rapport_model::TokenId(9);
            assert!(!store.remove_token(BY, UserId(1), token).unwrap());
            assert!(!store.remove_budget(BY, "2025-Q1", "Lumen").unwrap());
            let job = rapport_model::ImportJobId(9);
            assert!(!store.stop_import_job(BY, job).unwrap());
            store.remove_team(BY, TeamId(9)).unwrap_err();
        }),
        ("the same table again", |store| {
            store.set_brands(BY, &brands(&[])).unwrap();
        }),
    ];
    admin(fresh);
    for (what, change) in failing {
        change(&mut fresh.store);
        assert_eq!(entries(fresh), 1, "{what}");
    }
    assert!(fresh.reader().audit_is_whole().unwrap());
}

fn an_entry_tells_who_did_what_to_whom(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let bo = joined(fresh, "bo", Role::Agent, &[]);
    let change = UserChange {
        role: Some(Role::Analyst),
        teams: Some(vec![TeamId(1)]),
        ..UserChange::default()
    };
    fresh.store.change_user(by(&ada), bo.id, &change).unwrap();
    let entry = fresh.reader().audit(None, 1).unwrap().remove(0);
    assert_eq!((entry.id, entry.at), (4, BY.at));
    assert_eq!(entry.actor, Some((ada.id, "ada".into())));
    assert_eq!(
        (&*entry.action, &*entry.subject),
        ("user.changed", "user:2")
    );
    assert_eq!(entry.subject_name.as_deref(), Some("bo"));
    assert_eq!(entry.detail, json!({"role": "analyst", "teams": ["1"]}));

    fresh.store.set_budgets(BY, &[budget("Lumen")]).unwrap();
    let entry = fresh.reader().audit(None, 1).unwrap().remove(0);
    assert_eq!(entry.actor, None);
    assert_eq!(entry.subject, "budget:2025-Q1 Lumen");
    assert_eq!(entry.subject_name, None);
    assert_eq!(entry.detail, json!({"one_to_many": 1.0, "one_to_one": 2.0}));
}

fn entries_are_read_a_page_at_a_time_latest_first(fresh: &mut Fresh) {
    for n in 0..5 {
        team(fresh, &n.to_string(), Scope::All);
    }
    let mut reader = fresh.reader();
    let mut page = |after| -> Vec<i64> {
        let page = reader.audit(after, 2).unwrap();
        page.iter().map(|entry| entry.id).collect()
    };
    assert_eq!(page(None), [5, 4]);
    assert_eq!(page(Some(4)), [3, 2]);
    assert_eq!(page(Some(2)), [1]);
    assert_eq!(page(Some(1)), [0; 0]);
}

fn no_entry_holds_a_secret_or_a_name(fresh: &mut Fresh) {
    for (_, change) in CHANGES {
        change(&mut fresh.store);
    }
    for entry in fresh.reader().audit(None, 100).unwrap() {
        let written = format!("{} {}", entry.subject, entry.detail);
        for never in ["$p", "desk.example", "Bo", "rpt_", "for a script", "a.zip"] {
            assert!(!written.contains(never), "{written}");
        }
    }
}

fn tampered(fresh: &mut Fresh, sql: &str) -> String {
    for name in ["a", "b", "c"] {
        team(fresh, name, Scope::All);
    }
    assert!(fresh.reader().audit_is_whole().unwrap());
    fresh.tamper(sql);
    assert!(!fresh.reader().audit_is_whole().unwrap());
    let report = fresh.reader().check().unwrap();
    assert!(!report.ok);
    report.problems.join("\n")
}

fn a_changed_entry_is_noticed(fresh: &mut Fresh) {
    for change in ["actor = 7", "at = 1", "detail = '{}'", "action = 'x'"] {
        fresh.tamper("delete from audit; delete from last_numbers; delete from teams");
        let problems = tampered(fresh, &format!("update audit set {change} where id = 2"));
        assert_eq!(problems, "the audit is broken at entry 2", "{change}");
    }
}

fn a_lost_entry_is_noticed(fresh: &mut Fresh) {
    for (lost, at) in [("id = 1", 1), ("id = 3", 3), ("id > 0", 1)] {
        fresh.tamper("delete from audit; delete from last_numbers; delete from teams");
        let problems = tampered(fresh, &format!("delete from audit where {lost}"));
        assert_eq!(problems, format!("the audit is broken at entry {at}"));
    }
}

fn an_added_entry_is_noticed(fresh: &mut Fresh) {
    let problems = tampered(
        fresh,
        "insert into audit select 4, at, actor, action, subject, detail, chain from audit where id = 3",
    );
    assert_eq!(problems, "the audit is broken at entry 4");
}

fn poison_in_an_entry_is_kept_whole(fresh: &mut Fresh) {
    team(fresh, "a\0\\ud800\u{202e}\"", Scope::All);
    team(fresh, &"ş".repeat(1 << 19), Scope::All);
    fresh.store.set_budgets(BY, &[budget("a\0b")]).unwrap();
    let entries = fresh.reader().audit(None, 10).unwrap();
    assert_eq!(entries[0].subject, "budget:2025-Q1 a\u{fffd}b");
    assert_eq!(entries[2].detail["name"], "a\0\\ud800\u{202e}\"");
    check(fresh);
}
