use super::super::fields::{FIELDS, Field, Form};
use super::*;
use proptest::prelude::*;

/// By every scanner, with and without a template, at each place within a block: keys and escapes lie across edges.
fn both(line: &str, look: impl Fn(LineScan, &Fields)) {
    let plain = Scanner::portable().scan(
        line.as_bytes(),
        0,
        &mut Fields::default(),
        &Template::default(),
    );
    let mut template = Template::default();
    if plain.usual {
        template.learn(line.as_bytes());
    }
    for scanner in [Scanner::new(), Scanner::portable()] {
        for shift in 0..70 {
            let bytes = format!("{}{line}\n{}", " ".repeat(shift), "x".repeat(200));
            let mut fields = Fields::default();
            let scan = scanner.scan(bytes.as_bytes(), shift, &mut fields, &Template::default());
            assert_eq!(scan.end, shift + line.len(), "{line}");
            look(scan, &fields);
            let mut again = Fields::default();
            let followed = scanner.scan(bytes.as_bytes(), shift, &mut again, &template);
            assert_eq!(
                LineScan {
                    follows: false,
                    utf8: scan.utf8,
                    ..followed
                },
                scan,
                "{line}"
            );
            let starts = |fields: &Fields| {
                ALL.map(|f| {
                    fields
                        .value(line, f)
                        .map(|v| (v.form, v.text.as_ptr(), v.text.len()))
                })
            };
            if scan.usual {
                assert_eq!(followed.follows, template.knows_a_line(), "{line}");
                let (mut plain, mut learnt) = (starts(&fields), starts(&again));
                plain[Field::User as usize] = None;
                learnt[Field::User as usize] = None;
                assert_eq!(plain, learnt, "{line}");
            }
            let short = format!("{}{line}", " ".repeat(shift));
            assert_eq!(
                scanner.scan(short.as_bytes(), shift, &mut again, &Template::default()),
                scan,
                "{line}"
            );
        }
    }
}

/// Values of a field, among them those that differ from one another in a single byte.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => Just("\"twelve bytes\""),
        1 => prop_oneof![
            Just("\"twelve bytes"),
            Just("\"twelve\" bytes"),
            Just("\"twelve\\\"bytes\""),
            Just("\"twelve byte\\\""),
            Just("\"twelve b\u{131}s\""),
            Just("\"twelve\u{8}bytes\""),
            Just("\"twelve\nbytes\""),
            Just("\"eleven byte\""),
            Just("\"\\u0133 twelve\""),
            Just("\"\""),
            Just("\"a text that is longer than a block of sixty-four bytes, so that it ends in the next one\""),
        ],
        12 => Just("1234567890"),
        1 => prop_oneof![
            Just("123456789"),
            Just("12345678901"),
            Just("12345678.0"),
            Just("123456789x"),
            Just("-123456789"),
            Just("0"),
            Just("null"),
            Just("nul"),
            Just("true"),
            Just("[\"]\",{\"a\":[]}]"),
            Just("[\"]\",{\"a\":[}]"),
        ],
    ]
    .prop_map(str::to_owned)
}

fn a_line() -> impl Strategy<Value = String> {
    let more = prop_oneof![
        6 => Just(""),
        1 => Just(r#""seen":null,"#),
        1 => Just(r#""seen":false,"#),
        1 => Just(r#""seen":true,"at":[{"id":"x"}],"#),
        1 => Just(r#""seen":7,"a key with so much before its value that it takes two runs":null,"#),
    ];
    (more, value(), value(), value()).prop_map(|(more, id, text, user)| {
        format!(r#"{{{more}"id":{id},"text":{text},"user":{{"id":{user}}},{more}"lang":"en"}}"#)
    })
}

proptest! {
    #[test]
    fn what_was_learnt_changes_nothing(lines in proptest::collection::vec(a_line(), 1..80)) {
        let mut template = Template::default();
        for line in lines {
            let bytes = format!("{line}\n{}", "x".repeat(99));
            let (mut learnt, mut alone) = (Fields::default(), Fields::default());
            let scan = Scanner::new().scan(bytes.as_bytes(), 0, &mut learnt, &template);
            let expected = Scanner::portable().scan(bytes.as_bytes(), 0, &mut alone, &Template::default());
            prop_assert_eq!((scan.end, scan.usual), (expected.end, expected.usual), "{}", line);
            for field in [Field::Id, Field::Text, Field::UserId, Field::Lang].into_iter().filter(|_| scan.usual) {
                prop_assert_eq!(learnt.value(&line, field), alone.value(&line, field), "{}", line);
            }
            if scan.usual && !scan.follows {
                template.learn(line.as_bytes());
            }
        }
    }
}

const ALL: [Field; FIELDS] = [
    Field::CreatedAt,
    Field::Id,
    Field::IdStr,
    Field::Text,
    Field::FullText,
    Field::Lang,
    Field::ReplyStatus,
    Field::ReplyStatusStr,
    Field::ReplyUser,
    Field::ReplyUserStr,
    Field::ReplyName,
    Field::Repost,
    Field::User,
    Field::UserId,
    Field::UserIdStr,
    Field::UserName,
];

fn check_usual(line: &str, expected: bool) {
    both(line, |scan, _| assert_eq!(scan.usual, expected, "{line}"));
}

#[test]
fn only_top_level_fields_and_those_of_the_user_are_found() {
    let line = r#"{"created_at":"x","entities":{"id":1,"text":["a:b",{"id_str":"9"}]},"user":{"id":7,"entities":{"screen_name":"no"},"screen_name":"yes"},"retweeted_status":{"user":{"id":3}},"lang": "en"}"#;
    both(line, |scan, fields| {
        assert!(scan.usual);
        let names = [
            Field::CreatedAt,
            Field::Lang,
            Field::User,
            Field::UserId,
            Field::UserName,
            Field::Repost,
        ];
        let starts = names.map(|f| fields.value(line, f).is_some());
        assert_eq!(starts, [true; 6]);
        assert_eq!(fields.value(line, Field::Id), None);
        assert_eq!(fields.value(line, Field::Text), None);
        assert_eq!(fields.value(line, Field::UserIdStr), None);
    });
    let mut fields = Fields::default();
    Scanner::new().scan(line.as_bytes(), 0, &mut fields, &Template::default());
    let value = |f| fields.value(line, f).map(|v| (v.form, v.text));
    assert_eq!(value(Field::UserName), Some((Form::Plain, "yes")));
    assert_eq!(value(Field::UserId), Some((Form::Number, "7")));
    assert_eq!(value(Field::Lang), Some((Form::Plain, "en")));
}

#[test]
fn a_line_that_differs_from_the_template_is_scanned_in_full() {
    let learnt = r#"{"id":1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en"}"#;
    let mut template = Template::default();
    template.learn(learnt.as_bytes());
    let follows = |line: &str| {
        let bytes = format!("{line}\n{}", "x".repeat(99));
        let scan = Scanner::new().scan(bytes.as_bytes(), 0, &mut Fields::default(), &template);
        assert_eq!(
            scan,
            LineScan {
                follows: scan.follows,
                ..Scanner::new().scan(
                    bytes.as_bytes(),
                    0,
                    &mut Fields::default(),
                    &Template::default()
                )
            }
        );
        scan.follows
    };
    assert!(follows(learnt));
    assert!(follows(
        r#"{"id":7,"text":"\\\"x\\","user":{"id":22,"screen_name":{"a":["}",1]}},"lang":"tr"}"#
    ));
    assert!(!follows(
        r#"{"id":1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en","x":1}"#
    ));
    assert!(!follows(
        r#"{"id":1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en"}}"#
    ));
    assert!(!follows(
        r#"{"id":-1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en"}"#
    ));
    assert!(!follows(
        r#"{"id":1,"text":"a","user":{"id":2,"screen_name":"b"},"lang":"en"#
    ));
    assert!(!follows(
        r#"{"id":1,"text":nul,"user":{"id":2,"screen_name":"b"},"lang":"en"}"#
    ));
}

#[test]
fn lines_that_fork_are_followed() {
    let lines = [
        r#"{"seen":7,"id":1,"text":"a","user":{"id":2},"lang":"en"}"#,
        r#"{"seen":null,"id":1,"text":"a","user":{"id":2},"lang":"en"}"#,
        r#"{"seen":null,"id":1,"text":"a","user":{"id":2},"retweeted_status":{"id":9},"lang":"en"}"#,
        r#"{"id":1,"text":"a","user":{"id":2},"lang":"en"}"#,
    ];
    let mut template = Template::default();
    for line in lines {
        template.learn(line.as_bytes());
    }
    for line in lines {
        let mut fields = Fields::default();
        let scan = Scanner::new().scan(line.as_bytes(), 0, &mut fields, &template);
        assert!(scan.follows, "{line}");
        let reposts = fields.value(line, Field::Repost).is_some();
        assert_eq!(reposts, line.contains("retweeted"), "{line}");
    }
}

#[test]
fn what_stands_in_a_text_is_no_field() {
    let line = r#"{"text":"a \"lang\":\"tr\" \\\\","id":1}"#;
    both(line, |scan, fields| {
        assert!(scan.usual);
        assert!(fields.value(line, Field::Id).is_some());
        assert_eq!(fields.value(line, Field::Lang), None);
    });
}

#[test]
fn whatever_is_unusual_is_said_to_be() {
    check_usual(r#"{"id":1}"#, true);
    check_usual("{\"id\":1}\r", true);
    check_usual(r#"{"id" :1}"#, false);
    check_usual(r#"{"id":1} x"#, false);
    check_usual(r#"{"id":1}{"id":2}"#, false);
    check_usual(r#"{"id":1,"id":2}"#, false);
    check_usual(r#"{"i\u0064":1}"#, false);
    check_usual(r#"{"author_id":1}"#, false);
    check_usual(r#"{"id":1"#, false);
    check_usual(r#"{"id":"1}"#, false);
    check_usual(r#"["id"]"#, false);
    check_usual(r#"]{"id":1}"#, false);
    check_usual("{\"id\":\t1}", false);
    check_usual(r#"{"id":"\x"}"#, false);
    check_usual(r#"{"id":"\u12"}"#, false);
    check_usual(r#"{"id":"\u12aF\\"}"#, true);
    check_usual("", false);
    check_usual("null", false);
}
