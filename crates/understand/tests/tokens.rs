//! Where tokens begin and end, and what each is.

use rapport_understand::{TokenKind, Tokenizer};

/// Reads `text` and compares its tokens, each written `kind:written`, with `expected`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let mut tokenizer = Tokenizer::new();
    let tokens: Vec<String> = tokenizer
        .read(text)
        .iter()
        .map(|token| format!("{}:{}", name_of(token.kind), token.written))
        .collect();
    assert_eq!(tokens, expected, "{text:?}");
}

/// Compares the bytes of `text` that its tokens were read from with `expected`.
#[track_caller]
fn check_spans(text: &str, expected: &[&str]) {
    let mut tokenizer = Tokenizer::new();
    let spans: Vec<&str> = tokenizer
        .read(text)
        .iter()
        .map(|token| &text[token.span])
        .collect();
    assert_eq!(spans, expected, "{text:?}");
}

fn name_of(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Link => "link",
        TokenKind::Hashtag => "tag",
        TokenKind::Mention => "at",
        TokenKind::Emoji => "emoji",
        TokenKind::Word => "word",
    }
}

#[test]
fn a_text_of_separators_has_no_tokens() {
    for text in ["", " ", "…!? ,", "()", "#", "@", "# @ #", "\u{200f}\u{ad}"] {
        check(text, &[]);
    }
}

#[test]
fn apostrophes_hyphens_and_full_stops_separate() {
    check("Nike's", &["word:Nike", "word:s"]);
    check("Nike’ın", &["word:Nike", "word:ın"]);
    check("e-mail 3.14", &["word:e", "word:mail", "word:3", "word:14"]);
    check("nike.com", &["word:nike", "word:com"]);
}

#[test]
fn letters_digits_and_low_lines_are_one_word() {
    check(
        "iphone15 snake_case _x_",
        &["word:iphone15", "word:snake_case", "word:_x_"],
    );
}

#[test]
fn links_run_to_white_space_and_drop_trailing_punctuation() {
    check(
        "(https://nike.com/a?b=c).",
        &["link:https://nike.com/a?b=c"],
    );
    check("HTTP://X.Y!!", &["link:HTTP://X.Y"]);
    check("www.nike.com, ok", &["link:www.nike.com", "word:ok"]);
    check(
        "見てhttps://t.co/x",
        &["word:見", "word:て", "link:https://t.co/x"],
    );
    check("https://a.b/#c@d", &["link:https://a.b/#c@d"]);
}

#[test]
fn a_link_needs_an_address() {
    check(
        "http:// www. https://...",
        &["word:http", "word:www", "word:https"],
    );
    check("xhttps://a", &["word:xhttps", "word:a"]);
}

#[test]
fn hashtags_take_letters_marks_digits_low_lines_and_non_joiners() {
    check("#Nike_Air2!", &["tag:#Nike_Air2"]);
    check("#می\u{200c}خواهم", &["tag:#می\u{200c}خواهم"]);
    check("#हिन्दी", &["tag:#हिन्दी"]);
    check(
        "#東京タワー です",
        &["tag:#東京タワー", "word:で", "word:す"],
    );
    check("#a-b", &["tag:#a", "word:b"]);
    check("＃nike", &["tag:#nike"]);
}

#[test]
fn a_sign_after_a_letter_or_digit_is_no_sign() {
    check("a#b 1@c", &["word:a", "word:b", "word:1", "word:c"]);
    check("#a#b", &["tag:#a", "word:b"]);
    check("ana@example.org", &["word:ana", "word:example", "word:org"]);
    check("x\u{332}#b", &["word:x\u{332}", "word:b"]);
    check("_#b (#c", &["word:_", "tag:#b", "tag:#c"]);
}

#[test]
fn a_sign_after_an_emoji_is_a_sign() {
    check("❤\u{fe0f}#nike", &["emoji:❤\u{fe0f}", "tag:#nike"]);
    check("👟@nike", &["emoji:👟", "at:@nike"]);
}

#[test]
fn mentions_take_inner_dots_and_hyphens_but_not_the_last() {
    check("@nike.", &["at:@nike"]);
    check("@a.b-c..d", &["at:@a.b-c", "word:d"]);
    check("@-a @.b", &["word:a", "word:b"]);
}

#[test]
fn a_mention_takes_one_host() {
    check("@ana@mastodon.social.", &["at:@ana@mastodon.social"]);
    check("@ana@bob", &["at:@ana", "word:bob"]);
    check("@ana@a.b@c.d", &["at:@ana@a.b", "word:c", "word:d"]);
}

#[test]
fn a_mention_names_its_host_folded() {
    let mut tokenizer = Tokenizer::new();
    let tokens = tokenizer.read("@Ana@SocIal.Example @Ana");
    let hosts: Vec<Option<&str>> = tokens.iter().map(|token| token.host).collect();
    assert_eq!(hosts, [Some("social.example"), None]);
    assert_eq!(tokens.get(0).unwrap().folded, "ana");
}

#[test]
fn an_emoji_sequence_is_one_token() {
    for emoji in [
        "🙂",
        "❤",
        "❤\u{fe0f}",
        "👍🏽",
        "👩🏽\u{200d}💻",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "🏳\u{fe0f}\u{200d}🌈",
        "🇹🇷",
        "1\u{fe0f}\u{20e3}",
        "#\u{fe0f}\u{20e3}",
        "*\u{20e3}",
        "🧔🏿\u{200d}♂\u{fe0f}",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "®\u{fe0f}",
    ] {
        check(emoji, &[&format!("emoji:{emoji}")]);
    }
}

#[test]
fn emoji_side_by_side_are_several_tokens() {
    check("🙂🙂", &["emoji:🙂", "emoji:🙂"]);
    check("🇹🇷🇮🇷", &["emoji:🇹🇷", "emoji:🇮🇷"]);
    check("🇹🇷🇮", &["emoji:🇹🇷", "emoji:🇮"]);
    check("harika👍🏽çok", &["word:harika", "emoji:👍🏽", "word:çok"]);
}

#[test]
fn signs_of_law_are_no_emoji() {
    check("Nike® © 2024", &["word:Nike", "word:2024"]);
}

#[test]
fn scripts_without_spaces_give_a_token_for_each_letter() {
    check(
        "東京2020年",
        &["word:東", "word:京", "word:2020", "word:年"],
    );
    check("ที่นี่", &["word:ที่", "word:นี่"]);
    check("ကို", &["word:ကို"]);
    check("iPhoneが", &["word:iPhone", "word:が"]);
    check("한국어", &["word:한국어"]);
}

#[test]
fn joiners_stay_in_a_persian_word() {
    check(
        "می\u{200c}خواهم بخرم",
        &["word:می\u{200c}خواهم", "word:بخرم"],
    );
}

#[test]
fn a_run_that_folds_to_nothing_is_no_token() {
    for text in ["\u{200c}", "a \u{301} b", "\u{fe0f}", "ـ", "#ـ", "@\u{301}"] {
        let mut tokenizer = Tokenizer::new();
        let tokens = tokenizer.read(text);
        assert!(tokens.iter().all(|token| !token.key.is_empty()), "{text:?}");
        assert_eq!(tokens.len(), text.matches(['a', 'b']).count(), "{text:?}");
    }
}

#[test]
fn spans_point_into_the_text_as_given() {
    check_spans("Ｎｉｋｅ　ｓｈｏｅ", &["Ｎｉｋｅ", "ｓｈｏｅ"]);
    check_spans("cafe\u{301} au lait", &["cafe\u{301}", "au", "lait"]);
    check_spans("ﬁne ☕ ½", &["ﬁne", "☕", "½", "½"]);
    check_spans("ｶﾞ x", &["ｶﾞ", "x"]);
    check_spans("ÇOK (geç)", &["ÇOK", "geç"]);
}

#[test]
fn the_written_form_is_nfkc() {
    check(
        "Ｎｉｋｅ ﬁne ½",
        &["word:Nike", "word:fine", "word:1", "word:2"],
    );
    check("cafe\u{301}", &["word:café"]);
    check("I\u{307}stanbul", &["word:İstanbul"]);
}

#[test]
fn a_tokenizer_forgets_the_text_before() {
    let mut tokenizer = Tokenizer::new();
    assert_eq!(tokenizer.read("ﬁrst one here").len(), 3);
    assert_eq!(tokenizer.read("second").get(0).unwrap().written, "second");
    assert!(tokenizer.read("").is_empty());
}
