//! Archives are told apart by looking, whatever their name, their packing and their small print.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests may fail loudly"
)]

mod support;

use serde_json::Value;
use std::io::Write;
use support::program::{Desk, Verdict, read_verdicts};
use support::render::{OWN_HEADER, zipped};

const LINE: &str = r#"{"id_str":"10","created_at":"2015-01-01T00:00:00Z","text":"@bob hi","user":{"id_str":"1","screen_name":"Acme"}}"#;
const MORE: &str = r#"{"id_str":"11","created_at":"2015-01-01T00:00:00Z","text":"hi","user":{"id_str":"1","screen_name":"Acme"}}"#;
const VERSION_2: &str = r#"{"data":[{"id":"10","author_id":"1","created_at":"2015-01-01T00:00:00Z","text":"@bob hi"},{"id":"11","author_id":"1","created_at":"2015-01-01T00:00:00Z","text":"hi"}],"includes":{"users":[{"id":"1","username":"Acme"}]}}"#;

fn lines() -> String {
    format!("{LINE}\n{MORE}\n")
}

fn own_csv() -> String {
    let row = |id: &str, text: &str| {
        format!("{id},2015-01-01T00:00:00Z,1,Acme,en,{text},,,,false,false,0,0\n")
    };
    format!("{OWN_HEADER}\n{}{}", row("10", "@bob hi"), row("11", "hi"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn two_posts() -> Vec<Verdict> {
    vec![
        ("10".to_owned(), "one_to_one".to_owned(), 5),
        ("11".to_owned(), "one_to_many".to_owned(), 6),
    ]
}

/// The archive holds posts 10 (to bob) and 11 (to all) and nothing else, as a file of any name and as standard input.
fn check(what: &str, archive: impl AsRef<[u8]>) {
    check_mapped(what, archive, &[]);
}

fn check_mapped(what: &str, archive: impl AsRef<[u8]>, options: &[&str]) {
    let desk = Desk::new();
    for name in [
        "archive",
        "posts.csv",
        "posts.jsonl",
        "archive.zip",
        "a.gz",
        "twcs.csv",
        "outbox.json",
    ] {
        let path = desk.put(name, &archive);
        let arguments = [options, &[path.as_str()]].concat();
        assert_eq!(desk.audience(&arguments), two_posts(), "{what} as {name}");
    }
    let path = desk.put("archive", &archive);
    let report = desk.iceberg(&[options, &[path.as_str()]].concat());
    assert_eq!(report["rejected"], 0, "{what}");
    let arguments = [&["audience"], options, &["-"]].concat();
    let fed = desk.run_fed(&arguments, archive.as_ref());
    assert_eq!(read_verdicts(&fed), two_posts(), "{what} as standard input");
}

#[test]
fn a_format_is_told_by_looking_and_not_by_its_name() {
    check("X v1.1", lines());
    check("X v2", VERSION_2);
    check("our own CSV", own_csv());
}

#[test]
fn packing_is_told_by_looking() {
    for (what, plain) in [
        ("X v1.1", lines()),
        ("X v2", VERSION_2.to_owned()),
        ("CSV", own_csv()),
    ] {
        check(&format!("gzip of {what}"), gzip(plain.as_bytes()));
        check(&format!("zstd of {what}"), zstd(plain.as_bytes()));
    }
}

#[test]
fn packed_parts_may_follow_each_other() {
    let halves = |pack: fn(&[u8]) -> Vec<u8>| {
        [pack(format!("{LINE}\n").as_bytes()), pack(MORE.as_bytes())].concat()
    };
    check("two gzip members", halves(gzip));
    check("two zstd frames", halves(zstd));
}

#[test]
fn a_personal_archive_may_come_in_parts() {
    let tweet = |id: &str, text: &str| {
        format!(
            r#"{{"tweet":{{"id_str":"{id}","created_at":"Thu Jan 01 00:00:00 +0000 2015","full_text":"{text}"}}}}"#
        )
    };
    let account = r#"window.YTD.account.part0 = [{"account":{"accountId":"1","username":"Acme"}}]"#
        .to_owned();
    let part = |n: u8, tweet: String| format!("window.YTD.tweets.part{n} = [ {tweet} ]");
    check(
        "two parts",
        zipped(&[
            ("data/tweets.js", part(0, tweet("10", "@bob hi"))),
            ("data/tweets-part1.js", part(1, tweet("11", "hi"))),
            ("data/account.js", account),
        ]),
    );
}

#[test]
fn a_byte_order_mark_is_no_content() {
    for plain in [lines(), own_csv(), VERSION_2.to_owned()] {
        check("a byte-order mark", format!("\u{FEFF}{plain}"));
    }
}

#[test]
fn line_ends_may_be_carriage_return_and_line_feed() {
    check("CRLF JSON", lines().replace('\n', "\r\n"));
    check("CRLF CSV", own_csv().replace('\n', "\r\n"));
}

#[test]
fn blank_lines_are_nothing() {
    check(
        "blank JSON lines",
        format!("\n\r\n{LINE}\n\n  \n{MORE}\n\n"),
    );
    check("blank CSV lines", own_csv().replace('\n', "\n\n"));
}

#[test]
fn the_last_line_needs_no_end() {
    check("JSON", lines().trim_end());
    check("CSV", own_csv().trim_end());
}

#[test]
fn a_json_array_is_an_archive() {
    check("compact", format!("[{LINE},{MORE}]"));
    check("spread", format!("[\n  {LINE},\n  {MORE}\n]\n"));
}

#[test]
fn objects_may_be_spread_over_lines() {
    let spread = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    };
    let (line, more) = (spread(LINE), spread(MORE));
    check("one after another", format!("{line}\n{more}\n"));
    check("an array", format!("[\n{line},\n{more}\n]"));
    check("a page of v2", spread(VERSION_2));
}

#[test]
fn columns_may_be_parted_by_semicolons_or_tabs() {
    check("semicolons", own_csv().replace(',', ";"));
    check("tabs", own_csv().replace(',', "\t"));
}

#[test]
fn columns_may_stand_in_any_order() {
    check(
        "other order",
        "text,id_str,screen_name,created_at,account_id\n@bob hi,10,Acme,2015-01-01T00:00:00Z,1\nhi,11,Acme,2015-01-01T00:00:00Z,1\n",
    );
}

#[test]
fn a_map_names_the_columns_of_a_foreign_csv() {
    let csv = "Post,When,Who,Words\n10,2015-01-01T00:00:00Z,Acme,@bob hi\n11,2015-01-01T00:00:00Z,Acme,hi\n";
    let map = "id_str=Post,created_at=When,screen_name=Who,text=Words,network=x";
    check_mapped("a foreign CSV", csv, &["--map", map]);
}

#[test]
fn a_date_may_be_written_in_both_ways() {
    for date in [
        "Thu Jan 01 00:30:00 +0000 2015",
        "2015-01-01T00:30:00.000Z",
        "2015-01-01T00:30:00Z",
        "2015-01-01T02:30:00+02:00",
    ] {
        let desk = Desk::new();
        let archive = desk.put("a", LINE.replace("2015-01-01T00:00:00Z", date));
        let report = desk.iceberg(&[
            "--by",
            "month",
            "--from",
            "2015-01-01",
            "--to",
            "2015-01-02",
            &archive,
        ]);
        assert_eq!(report["rows"][0]["month"], "2015-01", "{date}: {report}");
    }
}

#[test]
fn ids_may_be_numbers_and_larger_than_a_float_can_hold() {
    let check = |id: &str, written: &str| {
        let desk = Desk::new();
        let archive = desk.put("a", LINE.replace("\"id_str\":\"10\"", written));
        let got = desk.audience(&[&archive]);
        assert_eq!(
            got,
            [(id.to_owned(), "one_to_one".to_owned(), 5)],
            "{written}"
        );
    };
    for id in ["9007199254740993", "18446744073709551615"] {
        check(id, &format!("\"id_str\":\"{id}\""));
        check(id, &format!("\"id\":\"{id}\""));
        check(id, &format!("\"id\":{id}"));
    }
    let longer = "340282366920938463463374607431768211457";
    check(longer, &format!("\"id_str\":\"{longer}\""));
}

#[test]
fn neighbouring_large_ids_are_different_posts() {
    let desk = Desk::new();
    let of = |id: &str| LINE.replace("\"id_str\":\"10\"", &format!("\"id\":{id}"));
    let archive = desk.put(
        "a",
        format!("{}\n{}\n", of("9007199254740992"), of("9007199254740993")),
    );
    let report = desk.iceberg(&[&archive]);
    assert_eq!(
        (&report["posts"], &report["duplicates"]),
        (&2.into(), &0.into())
    );
}

#[test]
fn text_stands_in_any_of_its_places() {
    let places = [
        r#""full_text":"@bob hi""#,
        r#""full_text":"@bob hi","display_text_range":[5,7]"#,
        r#""text":"@bob…","truncated":true,"extended_tweet":{"full_text":"@bob hi"}"#,
        r#""text":"\u0040bob hi""#,
        r#""text":"\u0040\u0062ob hi""#,
    ];
    for place in places {
        check(place, lines().replace(r#""text":"@bob hi""#, place));
    }
}

#[test]
fn a_key_inside_a_text_is_no_key() {
    let sly = r#""text":"@bob \"retweeted_status\":{\"in_reply_to_user_id_str\":\"1\"} \\""#;
    check(
        "keys in a text",
        lines().replace(r#""text":"@bob hi""#, sly),
    );
}

#[test]
fn keys_inside_other_objects_are_not_the_posts_own() {
    let nested = r#""place":{"id_str":"99","text":"x","in_reply_to_user_id_str":"1","user":{"screen_name":"y"}},"text":"@bob hi""#;
    check(
        "nested keys",
        lines().replace(r#""text":"@bob hi""#, nested),
    );
}

#[test]
fn spaces_between_keys_and_values_change_nothing() {
    check(
        "spaces",
        lines().replace("\":", "\" : ").replace(",\"", " ,\t\""),
    );
}

#[test]
fn an_empty_archive_holds_nothing() {
    for empty in [
        b"".to_vec(),
        b"\n".to_vec(),
        b"\xEF\xBB\xBF".to_vec(),
        gzip(b""),
        zstd(b""),
        b"[]".to_vec(),
        format!("{OWN_HEADER}\n").into_bytes(),
    ] {
        let desk = Desk::new();
        let archive = desk.put("a", &empty);
        let report: Value = desk.iceberg(&[&archive]);
        assert_eq!(
            (&report["posts"], &report["rejected"]),
            (&0.into(), &0.into()),
            "{empty:?}"
        );
        assert_eq!(desk.audience(&[&archive]), [], "{empty:?}");
    }
}

#[test]
fn the_same_post_in_two_archives_counts_once() {
    let desk = Desk::new();
    let (json, csv) = (
        desk.put("json", gzip(lines().as_bytes())),
        desk.put("csv", own_csv()),
    );
    let report = desk.iceberg(&[&json, &csv]);
    assert_eq!(
        (&report["posts"], &report["duplicates"]),
        (&2.into(), &2.into())
    );
}
