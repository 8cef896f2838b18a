//! What a bare word finds.

use rapport_understand::{QueryWord, Tokenizer, fold, key, word_matches};

/// Whether the word `query` finds a token of `text`.
#[track_caller]
fn finds(query: &str, text: &str) -> bool {
    let mut tokenizer = Tokenizer::new();
    let asked = tokenizer.read(query);
    assert_eq!(asked.len(), 1, "{query:?} is one word");
    let asked: Vec<QueryWord> = asked
        .iter()
        .map(|token| QueryWord::from_token(&token))
        .collect();
    tokenizer
        .read(text)
        .iter()
        .any(|token| asked.iter().all(|asked| word_matches(asked, &token)))
}

/// Checks that `query` finds each of `found` and none of `missed`.
#[track_caller]
fn check(query: &str, found: &[&str], missed: &[&str]) {
    for text in found {
        assert!(finds(query, text), "{query:?} should find {text:?}");
    }
    for text in missed {
        assert!(!finds(query, text), "{query:?} should not find {text:?}");
    }
}

#[test]
fn an_unaccented_letter_finds_any_accent_and_an_accented_one_only_its_own() {
    check("cesky", &["český", "cesky", "ČESKÝ", "čěský"], &["ceske"]);
    check(
        "český",
        &["Český", "ČESKÝ", "c\u{30c}esky\u{301}"],
        &["cesky", "českY", "ceský"],
    );
    check("ceský", &["český", "ceský"], &["česky"]);
    check("přiliš", &["příliš"], &["priliš"]);
}

#[test]
fn an_accent_may_be_written_apart_from_its_letter() {
    check("e\u{301}te\u{301}", &["été", "ÉTÉ"], &["ete"]);
    check("ǰ\u{323}", &["J\u{323}\u{30c}", "j\u{30c}\u{323}"], &["ǰ"]);
    check("việt", &["VIỆT", "vie\u{302}\u{323}t"], &["viet", "viết"]);
}

#[test]
fn letters_that_do_not_decompose_are_their_own() {
    check("łódź", &["ŁÓDŹ"], &["lodz", "łodz"]);
    check("lodz", &[], &["łódź"]);
    check("søk", &["SØK"], &["sok"]);
    check("đak", &["ĐAK"], &["dak"]);
}

#[test]
fn a_capital_i_is_both_turkish_letters() {
    check("ısı", &["ISI", "ısı", "Isı"], &["isi", "ısi", "İSİ"]);
    check("isi", &["ISI", "ısı", "isi", "İSİ"], &["iş"]);
    check("ISI", &["isi", "ısı", "ISI"], &[]);
    check(
        "istanbul",
        &["İstanbul", "Istanbul", "ISTANBUL", "ıstanbul"],
        &[],
    );
    check("ılık", &["ılık", "ILIK"], &["ilik"]);
}

#[test]
fn an_i_with_a_dot_apart_is_an_i() {
    check(
        "İstanbul",
        &["i\u{307}stanbul", "I\u{307}stanbul", "istanbul", "ISTANBUL"],
        &[],
    );
    check("i\u{307}yi", &["iyi", "İYİ"], &["iyı\u{15f}"]);
    assert_eq!(fold("i\u{307}"), "i");
}

#[test]
fn an_accented_i_keeps_its_accent_under_a_capital() {
    check("příliš", &["PŘÍLIŠ"], &["priliš", "přılıš"]);
    check("kâğıt", &["KÂĞIT"], &["kağıt", "kâğit"]);
}

#[test]
fn turkish_words_are_found_without_their_accents() {
    check("ogrenci", &["ÖĞRENCİ", "öğrenci"], &["öğrenciler"]);
    check("öğrenci", &["ÖĞRENCİ"], &["ogrenci"]);
    check("sarj", &["şarj", "ŞARJ"], &[]);
    check("gecikti", &["GECİKTİ", "GECIKTI"], &[]);
}

#[test]
fn sharp_s_is_two() {
    check("strasse", &["Straße", "STRASSE", "STRAẞE"], &["strase"]);
    check("straße", &["strasse"], &["strase"]);
}

#[test]
fn both_small_sigmas_are_one() {
    check("οδός", &["ΟΔΌΣ"], &["οδος"]);
    check("οδος", &["ΟΔΌΣ", "οδός"], &[]);
}

#[test]
fn cyrillic_accents_are_accents() {
    check("елка", &["ёлка", "ЁЛКА"], &[]);
    check("ёлка", &["ЁЛКА"], &["елка"]);
}

#[test]
fn arabic_keyboards_write_persian_letters() {
    check("علی", &["علي آمد", "على", "علی"], &["عل"]);
    check("کتاب", &["كتاب"], &["کتابها"]);
    check("خانه", &["خانة", "خانۀ", "خانه\u{654}"], &[]);
    check("خانۀ", &["خانه"], &[]);
    check("احمد", &["أحمد", "إحمد", "ٱحمد"], &[]);
    check("أحمد", &["احمد"], &[]);
}

#[test]
fn madda_and_seated_hamza_are_accents() {
    check("اب", &["آب سرد", "اب", "ا\u{653}ب"], &[]);
    check("آب", &["آب", "ا\u{653}ب"], &["اب سرد", "أب"]);
    check("مسیول", &["مسئول", "مسی\u{654}ول"], &[]);
    check("مسئول", &["مسي\u{654}ول"], &["مسیول"]);
    check("مومن", &["مؤمن"], &[]);
    check("مؤمن", &[], &["مومن"]);
}

#[test]
fn tatweel_harakat_and_joiners_drop_out_of_a_word() {
    check("سلام", &["ســـلام", "سَلَامٌ"], &["سلامت"]);
    check(
        "می\u{200c}خواهم",
        &["میخواهم", "می\u{200d}خواهم"],
        &["می خواهم"],
    );
    check("آب", &["آ\u{64e}ب"], &[]);
}

#[test]
fn arabic_and_persian_digits_are_digits() {
    check("123", &["۱۲۳", "١٢٣", "１２３"], &["۱۲۳۴"]);
    check("۱۲۳", &["123"], &[]);
}

#[test]
fn vowel_signs_are_no_accents() {
    check("हिन्दी", &["हिन्दी"], &["हन्दी", "हिनदी"]);
    check("กุ", &["กุ"], &["ก"]);
    check("ที", &[], &["ที่"]);
}

#[test]
fn hangul_syllables_stay_whole() {
    check("한국", &["한국", "한국"], &["하국"]);
}

#[test]
fn a_bare_word_finds_hashtags_and_mentions_by_name_and_no_link() {
    check(
        "nike",
        &["#Nike", "@NIKE", "@nike@example.org", "Nike's", "nike!"],
        &[
            "#nikeair",
            "@nike.com",
            "www.nike.com",
            "https://nike.com/nike",
        ],
    );
    check("ankara", &["ANKARA'da", "Ankara’nın"], &["ankarada"]);
}

#[test]
fn an_emoji_finds_itself_in_any_skin() {
    check("👍", &["👍🏽", "👍🏿\u{fe0f}"], &["👎🏽"]);
    check("👍🏽", &["👍"], &[]);
    check("❤", &["I ❤\u{fe0f} it", "❤"], &["heart"]);
    check("👩\u{200d}💻", &["👩🏽\u{200d}💻"], &["👩"]);
    check("🇹🇷", &["🇹🇷"], &["🇹🇬"]);
    check("🏽", &["🏽"], &["🏿", "👍🏽"]);
    check("1", &[], &["1\u{fe0f}\u{20e3}"]);
}

#[test]
fn matching_words_have_one_key() {
    assert_eq!(key("ISI"), "isi");
    assert_eq!(key("ısı"), "isi");
    assert_eq!(key("Český"), "cesky");
    assert_eq!(key("آب"), key("اب"));
    assert_eq!(key("مسئول"), "مسیول");
    assert_eq!(key("N\u{337}i\u{337}k\u{337}e\u{337}"), "nike");
}

#[test]
fn words_that_differ_after_the_cut_of_their_key_do_not_match() {
    let long = "ab".repeat(1000);
    assert_eq!(key(&long), key(&format!("{long}x")));
    check(&long, &[&long.to_uppercase()], &[&format!("{long}x")]);
}
