//! Texts as both engines can hold them.

use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// PostgreSQL indexes no text over some 2,700 bytes; no network has ids over 1,000 (a line of a mail has 998).
const KEY_BYTES_MAX: usize = 1_000;

/// The text with U+FFFD in place of NUL, which PostgreSQL refuses.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// [`clean`] for what is indexed: over 1,000 bytes the end gives way to a hash of the whole.
pub(crate) fn key(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if text.len() <= KEY_BYTES_MAX {
        return text;
    }
    let mut end = KEY_BYTES_MAX - 64;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut short = text.get(..end).unwrap_or_default().to_owned();
    short.push_str(&hex(&Sha256::digest(text.as_bytes())));
    Cow::Owned(short)
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A name as it is compared: without space around it and without case.
pub(crate) fn name_key(name: &str) -> String {
    key(&name.trim().to_lowercase()).into_owned()
}

/// An e-mail address as it is compared. The four letters `I`, `ı`, `İ` and `i` are one here: each of them is another's
/// upper or lower case in some language, and no two people are to differ by them.
#[must_use]
pub fn email_key(email: &str) -> String {
    let lower = email.trim().to_lowercase();
    // What Unicode makes of İ is an i with a dot of its own.
    let folded = lower.replace("i\u{307}", "i").replace('ı', "i");
    key(&folded).into_owned()
}

/// A handle as it is compared: without its sign and without case.
pub(crate) fn handle_key(handle: &str) -> Cow<'_, str> {
    let bare = handle.trim().trim_start_matches('@');
    // Most handles are folded already.
    if bare
        .bytes()
        .all(|c| c.is_ascii() && !c.is_ascii_uppercase())
    {
        return key(bare);
    }
    Cow::Owned(key(&bare.to_lowercase()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_key_whatever_its_case() {
        let address = " Işıl.Şenİz@Örnek.example ";
        for written in [
            address.to_lowercase(),
            address.to_uppercase(),
            "IŞIL.ŞENİZ@ÖRNEK.EXAMPLE".into(),
            "ışil.şeniz@örnek.example".into(),
        ] {
            assert_eq!(email_key(&written), email_key(address), "{written}");
        }
        assert_ne!(email_key("a@b.example"), email_key("a@c.example"));
    }

    #[test]
    fn a_key_has_a_bounded_length_and_stays_distinct() {
        let (a, b) = ("ş".repeat(900) + "a", "ş".repeat(900) + "b");
        assert!(key(&a).len() <= KEY_BYTES_MAX);
        assert_ne!(key(&a), key(&b));
        assert_eq!(key("1\0"), "1\u{fffd}");
    }
}
