//! What the full-text index stores.

use rapport_understand::{LINK_KEY, Tokenizer, index_text};

#[track_caller]
fn check(text: &str, expected: &str) {
    let mut out = String::new();
    index_text(text, &mut out);
    assert_eq!(out, expected, "{text:?}");
}

#[test]
fn each_token_gives_its_key_in_order() {
    check("The LATE, delivery!", "the late delivery");
    check("İYİ günler; ISI arttı", "iyi gunler isi artti");
    check("علي می\u{200c}خواهد ۱۲", "علی میخواهد 12");
    check("東京 tower", "東 京 tower");
    check("ok 👍🏽", "ok 👍");
    check("...", "");
}

#[test]
fn signed_names_follow_the_keys_of_all_tokens() {
    check("buy #Nike now", "buy nike now #nike");
    check(
        "@Ana@Mastodon.Social hi",
        "ana hi @ana @ana@mastodon.social",
    );
    check("#a @b-c #ç", "a b-c c #a @b-c #c");
}

#[test]
fn a_link_holds_its_position_and_no_word_finds_it() {
    check("see https://nike.com now", &format!("see {LINK_KEY} now"));
    check(LINK_KEY, "");
}

#[test]
fn a_query_asks_for_a_key_that_the_index_holds() {
    let text = "cc @ana@mastodon.social and @Bob about #Çay 👍🏽 ISI https://a.b";
    let mut indexed = String::new();
    index_text(text, &mut indexed);
    let mut tokenizer = Tokenizer::new();
    for token in tokenizer.read(text).iter() {
        let asked = token.asked_key();
        assert!(indexed.split(' ').any(|key| key == asked), "{asked}");
    }
}

#[test]
fn text_is_appended_to_what_stands_there() {
    let mut out = String::from("before ");
    index_text("After", &mut out);
    assert_eq!(out, "before after");
}
