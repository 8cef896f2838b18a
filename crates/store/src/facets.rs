//! What of a post is looked for beside its words: language, kind and network, as keys of the full-text index.
//!
//! No word is such a key: words hold one `@` before a name, never two. A value is spelled so that no two values share
//! a key, whatever stands in an archive.

use crate::facts::Facts;

/// The language of a post that tells none and in which none was found.
pub(crate) const UNDETERMINED: &str = "und";

/// The same of a row, in SQL.
pub(crate) const LANGUAGE: &str = "coalesce(nullif(nullif(lang, 'und'), ''), found_lang, 'und')";

/// Whether a declared language tells anything.
pub(crate) fn is_told(language: &str) -> bool {
    !language.is_empty() && language != UNDETERMINED
}

/// The language that counts: the declared one, else the one found.
pub(crate) fn language<'a>(declared: Option<&'a str>, found: Option<&'a str>) -> &'a str {
    declared
        .filter(|code| is_told(code))
        .or(found)
        .unwrap_or(UNDETERMINED)
}

/// Appends the keys of a post's facets.
pub(crate) fn write(facts: &Facts<'_>, out: &mut String) {
    for key in of(facts) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&key);
    }
}

/// Whether two posts have other facets.
pub(crate) fn differ(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    (a.language(), a.kind, a.network) != (b.language(), b.kind, b.network)
}

fn of(facts: &Facts<'_>) -> [String; 3] {
    [
        language_key(facts.language()),
        kind_key(facts.kind.as_str()),
        network_key(facts.network),
    ]
}

/// The key of a language.
pub(crate) fn language_key(code: &str) -> String {
    let mut key = "@@l.".to_owned();
    for byte in code.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => key.push(char::from(byte)),
            // The index knows no capital letters.
            other => key.push_str(&format!("*{other:02x}")),
        }
    }
    key
}

/// The key of a kind.
pub(crate) fn kind_key(word: &str) -> String {
    format!("@@k.{word}")
}

/// The key of a network by its number in the store.
pub(crate) fn network_key(id: i64) -> String {
    format!("@@n.{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_languages_share_a_key() {
        let codes = ["tr", "TR", "t*", "zh-CN", "zh-cn", "ş", "", " ", "*20"];
        let mut keys: Vec<_> = codes.iter().map(|code| language_key(code)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), codes.len());
    }

    #[test]
    fn a_declared_language_wins_over_one_that_was_found() {
        assert_eq!(language(Some("tr"), Some("en")), "tr");
        assert_eq!(language(Some("und"), Some("en")), "en");
        assert_eq!(language(None, None), "und");
    }
}
