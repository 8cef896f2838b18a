//! What holds for every text, floods included.

use proptest::prelude::*;
use rapport_understand::{
    KEY_BYTES_MAX, QueryWord, TokenKind, Tokenizer, detect, index_text, key, word_matches,
};

/// Texts made of what tokenisers stumble over, beside texts made of anything.
fn any_text() -> impl Strategy<Value = String> {
    let pitfall = prop::sample::select(vec![
        "a", "I", "İ", "ı", "i", "\u{307}", "\u{301}", "\u{323}", "ß", "ẞ", "é", "ǰ", "ﬁ", "½",
        "Ｎ", "ｶ", "ﾞ", "ا", "آ", "أ", "\u{653}", "\u{654}", "\u{64e}", "ە", "ه", "ي", "ـ", "۱",
        "\u{200c}", "\u{200d}", "#", "@", ".", "-", "_", " ", "\u{fe0f}", "\u{20e3}", "1", "*",
        "👍", "🏽", "👩", "🇹", "🇷", "❤", "®", "http://", "www.", "東", "が", "ก", "ำ", "न", "्",
        "ि", "한", "ᄒ", "ᅡ", "ᆫ", "\u{e000}", "\u{fdfa}", "´",
    ]);
    prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        prop::collection::vec(pitfall, 0..40).prop_map(|parts| parts.concat()),
    ]
}

proptest! {
    #[test]
    fn spans_are_whole_characters_and_never_go_back(text in any_text()) {
        let mut tokenizer = Tokenizer::new();
        let mut before = 0..0;
        for (position, token) in tokenizer.read(&text).iter().enumerate() {
            prop_assert_eq!(token.position, position);
            prop_assert!(text.get(token.span.clone()).is_some_and(|given| !given.is_empty()));
            prop_assert!(before.start <= token.span.start && before.end <= token.span.end);
            before = token.span;
        }
    }

    #[test]
    fn the_index_holds_each_key_at_its_position_and_then_signed_names_only(text in any_text()) {
        let mut indexed = String::new();
        index_text(&text, &mut indexed);
        let mut tokenizer = Tokenizer::new();
        let tokens = tokenizer.read(&text);
        let mut keys = indexed.split(' ').filter(|key| !key.is_empty());
        for token in tokens.iter() {
            prop_assert_eq!(keys.next(), Some(token.key));
        }
        prop_assert!(keys.all(|key| key.starts_with(['#', '@'])));
    }

    #[test]
    fn keys_hold_nothing_an_index_would_part_or_escape(text in any_text()) {
        let mut tokenizer = Tokenizer::new();
        for token in tokenizer.read(&text).iter() {
            prop_assert!((1..=KEY_BYTES_MAX).contains(&token.key.len()));
            for c in token.key.chars() {
                let is_safe = match c {
                    'a'..='z' | '0'..='9' | '_' | '.' | '-' | '#' | '*' => true,
                    _ => !c.is_ascii() && !c.is_whitespace(),
                };
                prop_assert!(is_safe, "{:?} in {:?}", c, token.key);
            }
        }
    }

    #[test]
    fn a_token_finds_itself_unless_it_is_a_link(text in any_text()) {
        let mut tokenizer = Tokenizer::new();
        for token in tokenizer.read(&text).iter() {
            let found = word_matches(&QueryWord::from_token(&token), &token);
            prop_assert_eq!(found, token.kind != TokenKind::Link, "{:?}", token);
        }
    }

    #[test]
    fn a_key_is_its_own_key(word in "[\\p{L}\\p{M}\\p{N}]{1,20}") {
        let once = key(&word);
        prop_assert_eq!(key(&once), once);
    }

    #[test]
    fn what_matches_has_the_same_key(asked in "[iIıİİi\u{307}\u{301}s]{1,4}", found in "[iIıİi\u{307}\u{301}s]{1,4}") {
        let mut tokenizer = Tokenizer::new();
        let asked = tokenizer.read(&asked).get(0).map(|token| QueryWord::from_token(&token));
        let found = tokenizer.read(&found).get(0);
        if let (Some(asked), Some(found)) = (asked, found) && asked.finds(found.folded) {
            prop_assert_eq!(asked.key(), found.key);
        }
    }

    #[test]
    fn composed_and_decomposed_texts_have_the_same_keys(text in any_text()) {
        use unicode_normalization::UnicodeNormalization;
        let (mut composed, mut decomposed) = (String::new(), String::new());
        index_text(&text.nfc().collect::<String>(), &mut composed);
        index_text(&text.nfd().collect::<String>(), &mut decomposed);
        prop_assert_eq!(composed, decomposed);
    }

    #[test]
    fn every_text_has_a_language_or_none(text in any_text()) {
        let found = detect(&text);
        prop_assert!((0.0..=1.0).contains(&found.confidence));
    }
}

/// A megabyte of a repeated part. Were any step quadratic, one of these would take minutes.
#[test]
fn a_flood_of_anything_is_read_in_one_go() {
    let parts = [
        "a",
        "I",
        "é",
        "\u{301}",
        "e\u{301}\u{323}",
        "\u{200d}",
        "a\u{200c}",
        "#",
        "@",
        "#\u{301}",
        "@a",
        "@a@",
        "@a.",
        "#ـ",
        "👍🏽",
        "👩\u{200d}",
        "🇹",
        "http://",
        "http://.",
        "www.",
        "www. ",
        "東",
        "ก็",
        "ﬁ",
        "\u{fdfa}",
        "하",
        "آ\u{64e}",
        "1\u{fe0f}\u{20e3}",
        "\u{e0067}",
        "a b ",
    ];
    let mut tokenizer = Tokenizer::new();
    for part in parts {
        let text = part.repeat((1 << 20) / part.len());
        let tokens = tokenizer.read(&text);
        let mut out = String::new();
        tokens.write_index(&mut out);
        assert_eq!(tokens.is_empty(), out.is_empty(), "{part:?}");
        assert!(tokens.iter().all(|token| text.get(token.span).is_some()));
    }
}

#[test]
fn a_letter_under_a_flood_of_accents_is_still_that_letter() {
    let flood = format!("e{}", "\u{301}\u{323}".repeat(200_000));
    let mut tokenizer = Tokenizer::new();
    let asked = tokenizer
        .read("e")
        .get(0)
        .map(|token| QueryWord::from_token(&token))
        .unwrap();
    let tokens = tokenizer.read(&flood);
    assert_eq!(tokens.len(), 1);
    assert!(word_matches(&asked, &tokens.get(0).unwrap()));
}
