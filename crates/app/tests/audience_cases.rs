//! Audience of small archives whose answer is written down by hand.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests may fail loudly"
)]

mod support;

use support::program::Desk;
use support::render::OWN_HEADER;

const ACME: &str = "account_id,screen_name,brand,industry\n1,Acme,Acme,air\n2,,Acme,air\n";

/// Rows of our own CSV from `id|account|handle|text|reply status|reply user|reply handle`.
fn csv(rows: &[&str]) -> String {
    let row = |row: &&str| {
        let f: Vec<&str> = row.split('|').collect();
        format!(
            "{},2015-01-01T00:00:00Z,{},{},en,{},{},{},{},false,false,0,0\n",
            f[0], f[1], f[2], f[3], f[4], f[5], f[6]
        )
    };
    format!("{OWN_HEADER}\n{}", rows.iter().map(row).collect::<String>())
}

/// `expected` is `id audience rule`, the audience as 1 (one) or n (many), in the order of the file.
fn check(brands: &str, archive: impl AsRef<[u8]>, expected: &[&str]) {
    let desk = Desk::new();
    let archive = desk.put("archive", archive);
    let mut arguments = vec![archive.as_str()];
    let table = desk.put("brands.csv", brands);
    if !brands.is_empty() {
        arguments.extend(["--brands", &table]);
    }
    let short = |audience: &str| match audience {
        "one_to_one" => "1",
        "one_to_many" => "n",
        other => panic!("no audience {other}"),
    };
    let got = desk.audience(&arguments);
    let got: Vec<String> = got
        .iter()
        .map(|(id, a, rule)| format!("{id} {} {rule}", short(a)))
        .collect();
    assert_eq!(got, expected);
}

#[test]
fn a_reply_to_another_person_is_one_to_one_whatever_its_text() {
    check(ACME, csv(&["10|1|Acme|thanks|7|4|bob"]), &["10 1 4"]);
    check(ACME, csv(&["10|1|Acme|@Acme|7||bob"]), &["10 1 4"]);
    check(ACME, csv(&["10|1|Acme|||4|"]), &["10 1 4"]);
}

#[test]
fn a_dot_before_the_mention_is_a_broadcast_even_as_a_reply() {
    check(ACME, csv(&["10|1|Acme|.@bob hi|7|4|bob"]), &["10 n 3"]);
}

#[test]
fn a_thread_has_the_audience_of_its_beginning() {
    let rows = [
        "12|1|Acme|b|11|1|Acme",
        "11|1|Acme|a|10|1|Acme",
        "10|1|Acme|@bob hi||4|bob",
    ];
    check(ACME, csv(&rows), &["12 1 4", "11 1 4", "10 1 4"]);
}

#[test]
fn the_oldest_known_post_below_an_unknown_parent_is_judged_by_its_own_text() {
    let rows = [
        "12|1|Acme|b|11|1|Acme",
        "11|1|Acme|@bob|10|1|Acme",
        "14|1|Acme|@bob|13|1|Acme",
        "13|1|Acme|a|9|1|Acme",
    ];
    check(ACME, csv(&rows), &["12 1 4", "11 1 4", "14 n 4", "13 n 4"]);
}

#[test]
fn a_post_in_a_ring_is_judged_by_its_own_text() {
    let rows = [
        "10|1|Acme|@bob|11|1|",
        "11|1|Acme|a|10|1|",
        "12|1|Acme|@bob|11|1|",
        "13|1|Acme|@bob|13|1|",
        "14|1|Acme|a|13|1|",
    ];
    check(
        ACME,
        csv(&rows),
        &["10 1 4", "11 n 4", "12 1 4", "13 1 4", "14 n 4"],
    );
}

#[test]
fn a_ring_with_a_broadcast_in_it_ends_there() {
    let rows = ["10|1|Acme|@bob|11|1|", "11|1|Acme|.@bob|10|1|"];
    check(ACME, csv(&rows), &["10 n 4", "11 n 3"]);
}

#[test]
fn a_thread_may_be_a_hundred_thousand_posts_long() {
    let mut rows: Vec<String> = (2..=100_000)
        .rev()
        .map(|i| format!("{i}|1|Acme|a|{}|1|", i - 1))
        .collect();
    rows.push("1|1|Acme|@bob||4|".to_owned());
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let expected: Vec<String> = (1..=100_000).rev().map(|i| format!("{i} 1 4")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(ACME, csv(&rows), &expected);
}

#[test]
fn a_brand_that_talks_to_its_other_profile_talks_to_many() {
    check(
        ACME,
        csv(&["10|1|Acme|@help hi|9|2|help", "11|2|Help|a|||"]),
        &["10 n 4", "11 n 6"],
    );
    check(
        ACME,
        csv(&["10|1|Acme|@HELP hi|||", "11|2|Help|a|||"]),
        &["10 n 6", "11 n 6"],
    );
}

#[test]
fn another_brand_is_another_person() {
    let two = "screen_name,brand,industry\nAcme,Acme,air\nZed,Zed,soft\n";
    check(
        two,
        csv(&["10|1|Acme|@zed hi|||", "11|3|Zed|a|10|1|Acme"]),
        &["10 1 5", "11 1 4"],
    );
}

#[test]
fn a_reply_to_nobody_known_is_as_if_it_were_none() {
    check(
        ACME,
        csv(&["10|1|Acme|@bob hi|7||", "11|1|Acme|hi|7||"]),
        &["10 1 5", "11 n 6"],
    );
}

#[test]
fn a_handle_ends_where_its_letters_end() {
    let rows = [
        "10|1|Acme|@acme_x|||",
        "11|1|Acme|@acmeé|||",
        "12|1|Acme|@é|||",
        "13|1|Acme| @bob|||",
        "14|1|Acme|@acme@bob|||",
    ];
    check(
        ACME,
        csv(&rows),
        &["10 1 5", "11 n 6", "12 n 6", "13 n 6", "14 n 6"],
    );
}

#[test]
fn an_id_wins_over_a_handle() {
    let table = "account_id,handle,brand,industry\n1,,One,a\n,Acme,Two,b\n";
    let desk = Desk::new();
    let (archive, table) = (
        desk.put("a", csv(&["10|1|Acme|a|||"])),
        desk.put("b", table),
    );
    let report = desk.iceberg(&["--by", "brand", "--brands", &table, &archive]);
    assert_eq!(report["rows"][0]["brand"], "One");
}

#[test]
fn own_means_own_on_that_network() {
    let table = "screen_name,brand,industry,network\nAcme,Acme,air,mastodon\n";
    check(table, csv(&["10|1|Acme|a|||"]), &[]);
    check(
        &table.replace("mastodon", "x"),
        csv(&["10|1|Acme|a|||"]),
        &["10 n 6"],
    );
}

#[test]
fn the_same_id_on_two_networks_is_two_posts() {
    let desk = Desk::new();
    let x = desk.put("x", csv(&["10|1|Acme|a|||"]));
    let row = "10,Acme,False,Wed Oct 04 13:59:33 +0000 2017,@1 hi,,";
    let header =
        "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id";
    let twcs = desk.put("t", format!("{header}\n{row}\n"));
    let report = desk.iceberg(&[&x, &twcs]);
    assert_eq!(
        (&report["posts"], &report["duplicates"]),
        (&2.into(), &0.into())
    );
}

#[test]
fn a_known_parent_says_who_is_addressed_under_a_handle_never_seen() {
    // 20 answers a post of the own profile 1, named by a handle that no post shows.
    let rows = ["10|1|Acme|a|||", "20|2|Help|hi|10||AcmeOfOld"];
    check(ACME, csv(&rows), &["10 n 6", "20 n 4"]);
}

#[test]
fn a_thread_goes_on_across_a_renaming_when_handles_alone_are_listed() {
    let table = "screen_name,brand,industry\nAcme,Acme,air\nAcmeAir,Acme,air\n";
    let rows = ["10|1|Acme|@bob hi||4|bob", "11|1|AcmeAir|and more|10||Acme"];
    check(table, csv(&rows), &["10 1 4", "11 1 4"]);
    check("", csv(&rows), &["10 1 4", "11 1 4"]);
}

#[test]
fn a_repost_is_for_many_and_a_quote_is_judged_by_its_text() {
    let line = |id: &str, more: &str| {
        format!(
            r#"{{"id_str":"{id}","created_at":"2015-01-01T00:00:00Z","text":"@bob hi","user":{{"id_str":"1","screen_name":"Acme"}},{more}}}"#
        )
    };
    let nested = r#"{"id_str":"7","text":"x","user":{"id_str":"4","screen_name":"bob"}}"#;
    let lines = [
        line("10", &format!(r#""retweeted_status":{nested}"#)),
        line(
            "11",
            &format!(r#""is_quote_status":true,"quoted_status":{nested}"#),
        ),
        line(
            "12",
            &format!(
                r#""quoted_status":{nested},"is_quote_status":true,"retweeted_status":{nested}"#
            ),
        ),
        line("13", r#""retweeted_status":null,"quoted_status":null"#),
        line("14", r#""retweeted":true"#),
    ];
    check(
        ACME,
        lines.join("\n"),
        &["10 n 2", "11 1 5", "12 n 2", "13 1 5", "14 1 5"],
    );
}

#[test]
fn included_posts_are_references_and_never_posts() {
    let page = r#"{"data":[{"id":"10","author_id":"1","created_at":"2015-01-01T00:00:00Z","text":"hi","in_reply_to_user_id":"1","referenced_tweets":[{"type":"replied_to","id":"9"}]}],"includes":{"users":[{"id":"1","username":"Acme"}],"tweets":[{"id":"9","author_id":"1","created_at":"2015-01-01T00:00:00Z","text":"@bob"}]}}"#;
    check("", page, &["10 n 4"]);
}

#[test]
fn a_marked_mention_of_a_namesake_elsewhere_is_someone_else() {
    let note = |id: &str, server: &str| {
        format!(
            r#"{{"id":"https://a.example/{id}/activity","type":"Create","actor":"https://a.example/users/acme","published":"2015-01-01T00:00:00Z","to":["https://www.w3.org/ns/activitystreams#Public"],"object":{{"id":"https://a.example/{id}","type":"Note","published":"2015-01-01T00:00:00Z","to":["https://www.w3.org/ns/activitystreams#Public"],"content":"<p><span class=\"h-card\"><a href=\"https://{server}/@acme\" class=\"u-url mention\">@<span>acme</span></a></span> hi</p>","tag":[{{"type":"Mention","href":"https://{server}/users/acme","name":"@acme@{server}"}}]}}}}"#
        )
    };
    let outbox = format!(
        r#"{{"type":"OrderedCollection","orderedItems":[{},{}]}}"#,
        note("1", "a.example"),
        note("2", "b.example")
    );
    check(
        "",
        outbox,
        &["https://a.example/1 n 6", "https://a.example/2 1 5"],
    );
}

#[test]
fn a_marked_mention_ends_where_the_network_says() {
    let note = r#"{"id":"https://a.example/1/activity","type":"Create","actor":"https://a.example/users/acme","published":"2015-01-01T00:00:00Z","to":["https://www.w3.org/ns/activitystreams#Public"],"object":{"id":"https://a.example/1","type":"Note","published":"2015-01-01T00:00:00Z","to":["https://www.w3.org/ns/activitystreams#Public"],"content":"<p><span class=\"h-card\"><a href=\"https://b.example/@bob\" class=\"u-url mention\">@<span>bob</span></a></span>é</p>","tag":[{"type":"Mention","href":"https://b.example/users/bob","name":"@bob@b.example"}]}}"#;
    check(
        "",
        format!(r#"{{"type":"OrderedCollection","orderedItems":[{note}]}}"#),
        &["https://a.example/1 1 5"],
    );
}

#[test]
fn an_outbox_may_name_its_type_last() {
    let note = r#"{"id":"https://a.example/1/activity","type":"Create","actor":"https://a.example/users/acme","published":"2015-01-01T00:00:00Z","to":["https://www.w3.org/ns/activitystreams#Public"],"object":{"id":"https://a.example/1","type":"Note","published":"2015-01-01T00:00:00Z","to":["https://www.w3.org/ns/activitystreams#Public"],"content":"<p>hi</p>"}}"#;
    check(
        "",
        format!(r#"{{"orderedItems":[{note}],"type":"OrderedCollection"}}"#),
        &["https://a.example/1 n 6"],
    );
}

#[test]
fn an_empty_outbox_holds_nothing_and_nothing_wrong() {
    let desk = Desk::new();
    let outbox = desk.put(
        "o",
        r#"{"id":"outbox.json","type":"OrderedCollection","totalItems":0,"orderedItems":[]}"#,
    );
    let report = desk.iceberg(&[&outbox]);
    assert_eq!(
        (&report["posts"], &report["rejected"]),
        (&0.into(), &0.into())
    );
}
