//! What is wrong is set aside with its place and its reason; everything else counts.
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

fn line(id: usize) -> Vec<u8> {
    format!(r#"{{"id_str":"{id}","created_at":"2015-01-01T00:00:00Z","text":"hi","user":{{"id_str":"1","screen_name":"Acme"}}}}"#).into_bytes()
}

fn row(id: usize) -> Vec<u8> {
    format!("{id},2015-01-01T00:00:00Z,1,Acme,en,hi,,,,false,false,0,0").into_bytes()
}

fn with_text(text: &str) -> Vec<u8> {
    String::from_utf8(line(7_777))
        .unwrap()
        .replace("\"hi\"", &format!("\"{text}\""))
        .into_bytes()
}

/// Records, some of them bad; the line of the first is `first_line`, and `head` stands above it.
struct Mixed {
    head: Vec<u8>,
    records: Vec<(Vec<u8>, bool)>,
}

impl Mixed {
    fn bytes(&self) -> (Vec<u8>, Vec<(u64, u64)>) {
        let mut bytes = self.head.clone();
        let mut bad = Vec::new();
        for (record, is_good) in &self.records {
            if !is_good {
                let newlines = bytes.iter().filter(|b| **b == b'\n').count();
                bad.push((newlines as u64 + 1, bytes.len() as u64));
            }
            bytes.extend(record);
            bytes.push(b'\n');
        }
        (bytes, bad)
    }

    /// Every good record is a post; every bad one is set aside with line, byte offset and reason.
    fn check(&self, what: &str) {
        let (bytes, bad) = self.bytes();
        let packed = zstd::encode_all(bytes.as_slice(), 1).unwrap();
        for archive in [&bytes, &packed] {
            let desk = Desk::new();
            let archive = desk.put("archive", archive);
            let report = desk.iceberg(&[&archive]);
            let counted = ["posts", "inbound", "duplicates", "rejected"]
                .map(|key| report[key].as_u64().unwrap());
            let good = (self.records.len() - bad.len()) as u64;
            assert_eq!(counted, [good, 0, 0, bad.len() as u64], "{what}");
            let kept = desk.rejects(&archive);
            let places: Vec<_> = kept
                .iter()
                .map(|k| {
                    (
                        k["line"].as_u64().unwrap(),
                        k["byte_offset"].as_u64().unwrap(),
                    )
                })
                .collect();
            assert_eq!(places, bad, "{what}");
            for reject in &kept {
                assert!(!reject["reason"].as_str().unwrap().is_empty(), "{what}");
                if let Some(raw) = reject["raw"].as_str() {
                    let at = usize::try_from(reject["byte_offset"].as_u64().unwrap()).unwrap();
                    assert!(
                        bytes[at..].starts_with(raw.trim_end().as_bytes()),
                        "{what}: what stands there is not {raw:.80}"
                    );
                }
            }
        }
    }
}

fn json_lines(bad: &[u8], position: usize, of: usize) -> Mixed {
    let records = (0..of).map(|i| {
        if i == position {
            (bad.to_vec(), false)
        } else {
            (line(i + 1), true)
        }
    });
    Mixed {
        head: Vec::new(),
        records: records.collect(),
    }
}

fn csv(bad: &[u8], position: usize, of: usize) -> Mixed {
    let records = (0..of).map(|i| {
        if i == position {
            (bad.to_vec(), false)
        } else {
            (row(i + 1), true)
        }
    });
    Mixed {
        head: format!("{OWN_HEADER}\n").into_bytes(),
        records: records.collect(),
    }
}

/// One bad record in a thousand, at the beginning, within and at the end.
fn check_json(bad: impl AsRef<[u8]>) {
    for (position, of) in [(0, 1_000), (500, 1_000), (999, 1_000), (1, 3)] {
        let what = format!(
            "{:.60} at {position} of {of}",
            String::from_utf8_lossy(bad.as_ref())
        );
        json_lines(bad.as_ref(), position, of).check(&what);
    }
}

fn check_csv(bad: impl AsRef<[u8]>) {
    for (position, of) in [(0, 1_000), (500, 1_000), (999, 1_000), (1, 3)] {
        let what = format!(
            "{:.60} at {position} of {of}",
            String::from_utf8_lossy(bad.as_ref())
        );
        csv(bad.as_ref(), position, of).check(&what);
    }
}

/// An odd text that is a text all the same.
fn check_post(text: &str) {
    let mut mixed = json_lines(b"", 1, 3);
    mixed.records[1] = (with_text(text), true);
    mixed.check(&format!("{text:.60}"));
}

#[test]
fn a_line_that_is_no_json_is_set_aside() {
    for bad in [
        "garbage",
        "{",
        "{}",
        "null",
        "17",
        "\"text\"",
        "{\"id_str\":",
        "}{",
        "{\"id_str\":\"5\"} trailing",
    ] {
        check_json(bad);
    }
}

#[test]
fn a_line_that_is_a_closed_array_does_not_end_the_archive() {
    for bad in ["[]", "[{\"id_str\":\"5\"}]"] {
        check_json(bad);
    }
}

#[test]
fn what_follows_a_json_array_is_not_lost_silently() {
    let good = String::from_utf8(line(1)).unwrap();
    for rest in ["garbage", &String::from_utf8(line(2)).unwrap()] {
        let desk = Desk::new();
        let archive = desk.put("a", format!("[{good}]\n{rest}\n"));
        let report = desk.iceberg(&[&archive]);
        let accounted = report["posts"].as_u64().unwrap() + report["rejected"].as_u64().unwrap();
        assert_eq!(accounted, 2, "{rest}");
    }
}

#[test]
fn a_line_without_its_needed_fields_is_set_aside() {
    let good = String::from_utf8(line(7_777)).unwrap();
    check_json(good.replace("\"id_str\":\"7777\",", ""));
    check_json(good.replace("\"created_at\":\"2015-01-01T00:00:00Z\",", ""));
    check_json(good.replace("2015-01-01T00:00:00Z", "yesterday"));
    check_json(good.replace("2015-01-01T00:00:00Z", "2015-02-30T00:00:00Z"));
    check_json(good.replace(",\"user\":{\"id_str\":\"1\",\"screen_name\":\"Acme\"}", ""));
}

#[test]
fn a_torn_line_is_set_aside() {
    let whole = line(7_777);
    for end in [1, 20, 60, whole.len() - 1] {
        check_json(&whole[..end]);
    }
}

#[test]
fn a_line_that_is_no_text_is_set_aside() {
    let mut broken = line(7_777);
    let at = broken.windows(2).position(|w| w == b"hi").unwrap();
    for byte in [0xFF, 0xC3, 0x80, 0xED] {
        broken[at] = byte;
        check_json(&broken);
    }
}

#[test]
fn a_control_character_as_it_is_within_a_string_harms_no_neighbour() {
    for text in ["a\u{0}b", "a\tb", "a\u{1}b"] {
        let desk = Desk::new();
        let (bytes, _) = json_lines(&with_text(text), 1, 3).bytes();
        let archive = desk.put("a", bytes);
        let report = desk.iceberg(&[&archive]);
        let (posts, rejected) = (&report["posts"], &report["rejected"]);
        let (posts, rejected) = (posts.as_u64().unwrap(), rejected.as_u64().unwrap());
        assert!(posts >= 2 && posts + rejected == 3, "{text:?}: {report}");
    }
}

#[test]
fn an_escape_that_json_does_not_know_is_set_aside() {
    check_json(with_text("\\x"));
    check_json(with_text("\\u12"));
}

#[test]
fn an_unfinished_string_does_not_swallow_the_next_line() {
    check_json(br#"{"id_str":"7777","created_at":"2015-01-01T00:00:00Z","text":"hi"#);
    check_json(br#"{"id_str":"7777","text":"hi\"#);
}

#[test]
fn a_hundred_thousand_brackets_are_set_aside() {
    check_json("[".repeat(100_000));
    check_json(format!("{{\"a\":{}", "[".repeat(100_000)));
    check_json("{\"a\":".repeat(100_000));
}

#[test]
fn odd_texts_are_texts() {
    check_post("\\u0000");
    check_post(&"\u{200D}\u{301}".repeat(10_000));
    check_post("\u{202E}<script>alert(1)</script>=1+1");
    check_post("\\ud83d\\ude00");
}

#[test]
fn a_lone_surrogate_loses_no_post() {
    let mut mixed = json_lines(b"", 1, 3);
    mixed.records[1] = (with_text("\\ud83d alone"), true);
    mixed.check("a lone surrogate");
}

#[test]
fn a_line_of_fifty_megabytes_counts_when_it_is_good() {
    let mut mixed = json_lines(b"", 1, 3);
    mixed.records[1] = (with_text(&"a".repeat(50_000_000)), true);
    mixed.check("50 MB");
}

#[test]
fn a_line_of_fifty_megabytes_is_set_aside_when_it_is_bad() {
    json_lines(&vec![b'x'; 50_000_000], 1, 3).check("50 MB of x");
    json_lines(&with_text(&"a".repeat(50_000_000))[..40_000_000], 2, 3).check("40 of 50 MB");
}

#[test]
fn a_row_of_the_wrong_width_is_set_aside() {
    for bad in [
        "a,b",
        "7777",
        ",,,",
        "7777,2015-01-01T00:00:00Z,1,Acme,en,hi,,,,false,false,0,0,more,and,more",
    ] {
        check_csv(bad);
    }
}

#[test]
fn a_row_without_a_readable_date_or_id_is_set_aside() {
    let good = String::from_utf8(row(7_777)).unwrap();
    check_csv(good.replace("2015-01-01T00:00:00Z", "yesterday"));
    check_csv(good.replace("7777,", ","));
}

#[test]
fn a_stray_quote_does_not_swallow_the_neighbouring_rows() {
    check_csv("7777,2015-01-01T00:00:00Z,1,Acme,en,\"unfinished,,,,false,false,0,0");
    check_csv("7777,\"2015-01-01T00:00:00Z");
}

#[test]
fn a_row_that_is_no_text_is_set_aside() {
    let mut broken = row(7_777);
    let at = broken.windows(2).position(|w| w == b"hi").unwrap();
    broken[at] = 0xFF;
    check_csv(&broken);
}

#[test]
fn a_bad_post_on_a_page_leaves_its_neighbours() {
    let post = |id: &str, at: &str| {
        format!(r#"{{"id":"{id}","author_id":"1","created_at":"{at}","text":"hi"}}"#)
    };
    let good = "2015-01-01T00:00:00Z";
    let page = format!(
        r#"{{"data":[{},{},{}]}}"#,
        post("1", good),
        post("2", "never"),
        post("3", good)
    );
    let desk = Desk::new();
    let archive = desk.put("a", page);
    let report = desk.iceberg(&[&archive]);
    assert_eq!(
        (&report["posts"], &report["rejected"]),
        (&2.into(), &1.into())
    );
    assert_eq!(desk.rejects(&archive).len(), 1);
}
