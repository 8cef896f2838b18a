//! Which language a text is in.

use rapport_understand::{Language, detect};

#[track_caller]
fn check(text: &str, expected: &str) {
    let found = detect(text);
    assert_eq!(found.code.as_str(), expected, "{text:?}: {found:?}");
    assert!((0.0..=1.0).contains(&found.confidence), "{found:?}");
}

#[test]
fn plain_sentences_are_known() {
    check(
        "My parcel has not arrived and nobody answers the phone",
        "en",
    );
    check("Kargom üç gündür gelmedi, lütfen yardım edin", "tr");
    check("سفارش من هنوز نرسیده است و کسی پاسخگو نیست", "fa");
    check("Balík ještě nedorazil a nikdo mi nezvedá telefon", "cs");
    check("Das Paket ist immer noch nicht angekommen", "de");
    check("สินค้ายังไม่ได้รับเลยค่ะ", "th");
    check(
        "Pakken har fortsatt ikke kommet, og jeg er veldig skuffet over dere",
        "nb",
    );
}

#[test]
fn nothing_to_read_is_undetermined() {
    for text in [
        "",
        "   ",
        "👍👍👍",
        "123 456",
        "ok",
        "https://example.com/the/longest/path",
        "@the_whole #conversation",
    ] {
        assert_eq!(detect(text), Language::UNDETERMINED, "{text:?}");
    }
}

#[test]
fn links_mentions_and_hashtags_do_not_decide() {
    let plain = "Kargom üç gündür gelmedi, lütfen yardım edin";
    let noisy = format!(
        "@CustomerServiceTeam {plain} https://example.com/where-is-my-order #thankyouverymuch"
    );
    assert_eq!(detect(&noisy), detect(plain));
}
