//! What `rapport iceberg` prints, and how it refuses.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests may fail loudly"
)]

mod support;

use serde_json::{Value, json};
use support::program::Desk;
use support::render::OWN_HEADER;

/// `one_to_one` posts to bob, the rest to all, all on one day of the first quarter of 2015.
fn archive(posts: usize, one_to_one: usize) -> String {
    let row = |i: usize| {
        let text = if i < one_to_one { "@bob hi" } else { "hi" };
        format!("{i},2015-02-03T04:05:06Z,1,Acme,en,{text},,,,false,false,0,0\n")
    };
    format!("{OWN_HEADER}\n{}", (0..posts).map(row).collect::<String>())
}

fn close(value: &Value, expected: f64) {
    let got = value.as_f64().unwrap();
    assert!(
        (got - expected).abs() <= 0.000_05 + 1e-9,
        "{got} is not {expected}"
    );
}

#[test]
fn the_interval_is_wilsons() {
    // Newcombe 1998, method 3, and the same formula by hand.
    for (posts, one_to_one, low, high) in [
        (263, 81, 0.2553, 0.3662),
        (148, 15, 0.0624, 0.1605),
        (20, 0, 0.0, 0.1611),
        (29, 1, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
        (1, 1, 0.2065, 1.0),
    ] {
        let desk = Desk::new();
        let path = desk.put("a", archive(posts, one_to_one));
        let report = desk.iceberg(&[&path]);
        close(&report["total"]["low"], low);
        close(&report["total"]["high"], high);
        close(&report["total"]["share"], one_to_one as f64 / posts as f64);
    }
}

#[test]
fn json_has_exactly_the_keys_that_were_asked_for() {
    let desk = Desk::new();
    let path = desk.put("a", archive(4, 3));
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    for by in [
        "brand",
        "quarter",
        "language,week",
        "brand,industry,profile,language,year",
        "month,brand",
    ] {
        let report = desk.iceberg(&["--by", by, &path]);
        assert_eq!(
            keys(&report),
            [
                "by",
                "duplicates",
                "inbound",
                "posts",
                "rejected",
                "rows",
                "total"
            ]
        );
        assert_eq!(
            keys(&report["total"]),
            ["high", "low", "one_to_one", "posts", "share"]
        );
        let asked: Vec<&str> = by.split(',').collect();
        assert_eq!(report["by"], json!(asked));
        let mut expected = [&asked[..], &["posts", "one_to_one", "share", "low", "high"]].concat();
        expected.sort_unstable();
        assert_eq!(keys(&report["rows"][0]), expected);
    }
}

#[test]
fn csv_table_and_svg_say_the_same() {
    let desk = Desk::new();
    let path = desk.put("a", archive(4, 3));
    let printed = |format: &str| {
        desk.run(&[
            "iceberg",
            "--by",
            "brand,quarter",
            "--format",
            format,
            &path,
        ])
    };
    assert_eq!(
        printed("csv").lines().collect::<Vec<_>>(),
        [
            "brand,quarter,posts,one_to_one,share,low,high",
            "Acme,2015-Q1,4,3,0.7500,0.3006,0.9544",
        ]
    );
    let table = printed("table");
    assert!(
        table.contains("75.0") && table.contains("2015-Q1") && table.contains("Acme"),
        "{table}"
    );
    let svg = printed("svg");
    assert!(
        svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>") && svg.contains("75.0"),
        "{svg}"
    );
}

#[test]
fn names_cannot_break_out_of_csv_or_svg() {
    let desk = Desk::new();
    let path = desk.put("a", archive(2, 1));
    let brands = desk.put(
        "b",
        "account_id,brand,industry\n1,\"A, \"\"B\"\" <script>\",=1+1\n",
    );
    let ask = |format: &str| {
        desk.run(&[
            "iceberg",
            "--by",
            "brand,industry",
            "--brands",
            &brands,
            "--format",
            format,
            &path,
        ])
    };
    assert!(!ask("svg").contains("<script"));
    let row = ask("csv").lines().nth(1).unwrap().to_owned();
    assert!(row.starts_with("\"A, \"\"B\"\" <script>\","), "{row}");
    assert!(!row.contains(",=1+1"), "a spreadsheet would run {row}");
}

#[test]
fn a_day_begins_at_midnight_of_the_zone_and_the_last_day_is_excluded() {
    let desk = Desk::new();
    let row = |i: usize, at: &str| format!("{i},{at},1,Acme,en,hi,,,,false,false,0,0\n");
    // Prague is two hours ahead in summer, one in winter; its summer of 2015 ended on 25 October.
    let rows = [
        row(1, "2015-06-30T21:59:59.999Z"),
        row(2, "2015-06-30T22:00:00Z"),
        row(3, "2015-12-31T22:59:59Z"),
        row(4, "2015-12-31T23:00:00Z"),
    ];
    let path = desk.put("a", format!("{OWN_HEADER}\n{}", rows.concat()));
    let report = desk.iceberg(&["--by", "quarter", "--zone", "Europe/Prague", &path]);
    let quarters: Vec<&Value> = report["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["quarter"])
        .collect();
    assert_eq!(quarters, ["2015-Q2", "2015-Q3", "2015-Q4", "2016-Q1"]);
    let report = desk.iceberg(&[
        "--zone",
        "Europe/Prague",
        "--from",
        "2015-07-01",
        "--to",
        "2016-01-01",
        &path,
    ]);
    assert_eq!(report["posts"], 2);
}

#[test]
fn weeks_are_iso_weeks() {
    for (day, week) in [
        ("2014-12-28", "2014-W52"),
        ("2014-12-29", "2015-W01"),
        ("2016-01-03", "2015-W53"),
        ("2016-01-04", "2016-W01"),
        ("2021-01-03", "2020-W53"),
    ] {
        let desk = Desk::new();
        let path = desk.put("a", archive(1, 0).replace("2015-02-03", day));
        assert_eq!(
            desk.iceberg(&["--by", "week", &path])["rows"][0]["week"],
            week,
            "{day}"
        );
    }
}

#[test]
fn a_thread_reaches_back_beyond_the_period() {
    let desk = Desk::new();
    let rows = "1,2015-01-01T00:00:00Z,1,Acme,en,@bob hi,,,,false,false,0,0\n2,2015-02-01T00:00:00Z,1,Acme,en,and more,1,1,Acme,false,false,0,0\n";
    let path = desk.put("a", format!("{OWN_HEADER}\n{rows}"));
    let total = &desk.iceberg(&["--from", "2015-02-01", &path])["total"];
    assert_eq!(
        (&total["posts"], &total["one_to_one"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn budget_and_content_stand_side_by_side() {
    let desk = Desk::new();
    let path = desk.put("a", archive(4, 3));
    let budget = desk.put(
        "b",
        "quarter,brand,one_to_many,one_to_one\n2015-Q1,Acme,9000,1000\n",
    );
    let ask = |format: &str| {
        desk.run(&[
            "iceberg",
            "--by",
            "brand,quarter",
            "--budget",
            &budget,
            "--format",
            format,
            &path,
        ])
    };
    let report: Value = serde_json::from_str(&ask("json")).unwrap();
    close(&report["budget"][0]["share"], 0.1);
    close(&report["rows"][0]["share"], 0.75);
    let table = ask("table");
    assert!(table.contains("10.0") && table.contains("75.0"), "{table}");
}

/// Refused with one clear line on standard error and nothing on standard output.
fn refuses(arguments: &[&str], names: &str) {
    let desk = Desk::new();
    desk.put("good", archive(1, 1));
    desk.put("nobrand", "account_id,industry\n1,air\n");
    for command in ["iceberg", "audience"] {
        if command == "audience"
            && arguments
                .iter()
                .any(|a| ["--by", "--zone", "--from", "--budget"].contains(a))
        {
            continue;
        }
        let output = desk.attempt(&[&[command], arguments].concat());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{arguments:?} succeeded");
        assert_eq!(output.stdout, b"", "{arguments:?}");
        assert!(stderr.contains(names), "{arguments:?} said {stderr}");
        let said = stderr.split("\n\nFor more information").next().unwrap();
        assert_eq!(
            said.trim_end().lines().count(),
            1,
            "{arguments:?} said {stderr}"
        );
        assert!(!stderr.contains("panicked"), "{stderr}");
    }
}

#[test]
fn what_cannot_be_done_is_refused_in_one_line() {
    refuses(&["absent"], "absent");
    refuses(&["."], "directory");
    refuses(&["--brands", "absent", "good"], "absent");
    refuses(&["--brands", "nobrand", "good"], "brand");
    refuses(&["--budget", "absent", "good"], "absent");
    refuses(&["--zone", "Nowhere/Land", "good"], "Nowhere/Land");
    refuses(&["--by", "moon", "good"], "moon");
    refuses(&["--by", "brand,brand", "good"], "brand");
    refuses(&["--from", "2015-02-30", "good"], "2015-02-30");
    refuses(
        &["--from", "2015-03-01", "--to", "2015-02-01", "good"],
        "2015-03-01",
    );
    refuses(&["good", "absent"], "absent");
}
