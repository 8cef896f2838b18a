//! What a post gives to the full-text index.
//!
//! The index text is keys with one space between them, in two parts:
//!
//! 1. **One key for each token**, in order, so that the ordinal of a key is the token's position and
//!    phrases and distances mean the same in the index and here. Hashtags and mentions stand under
//!    their bare names, since a bare word finds them too. A link is [`LINK_KEY`]: it holds its
//!    position and no word finds it.
//! 2. **The signed names** of hashtags and mentions: `#nike`, `@nike`, and `@ana@mastodon.social`
//!    beside `@ana`. Only these keys begin with `#` or `@` and a name, so a query for a sign alone
//!    needs no other field. Their places mean nothing: inside a phrase or a distance, ask for the
//!    bare name and check the sign on the token.
//!
//! The index narrows, [`word_matches`](crate::word_matches) decides: keys have lost their accents
//! and are cut at [`KEY_BYTES_MAX`](crate::KEY_BYTES_MAX).
//!
//! A key holds no white space, quote, colon, backslash or capital letter. Of ASCII it holds only
//! `a–z 0–9 _ . - @ # *`, so SQLite's FTS5 reads the text rightly with
//! `tokenize = "ascii tokenchars '_.-@#*'"`, which leaves all else alone (`unicode61` would part
//! emoji and vowel signs). PostgreSQL's parser would drop emoji and shift positions: build the
//! `tsvector` from the keys and their ordinals (`'key':1`), which need no escaping.

use crate::tokens::{Token, TokenKind, Tokenizer, Tokens};

/// The key of every link: a private-use letter, which is in no word.
pub const LINK_KEY: &str = "\u{e000}";

/// Appends to `out` what the full-text index stores for a text.
///
/// This makes a tokeniser for one text; a loop keeps its own and calls [`Tokens::write_index`].
///
/// ```
/// use rapport_understand::index_text;
///
/// let mut out = String::new();
/// index_text("Çok geç geldi, @Nike! #kargo", &mut out);
/// assert_eq!(out, "cok gec geldi nike kargo @nike #kargo");
/// ```
pub fn index_text(text: &str, out: &mut String) {
    Tokenizer::new().read(text).write_index(out);
}

impl Tokens<'_> {
    /// Appends to `out` what the full-text index stores for this text.
    pub fn write_index(&self, out: &mut String) {
        out.push_str(self.keys());
        for (position, (kind, _)) in self.places().enumerate() {
            match kind {
                TokenKind::Link | TokenKind::Emoji | TokenKind::Word => {}
                TokenKind::Hashtag | TokenKind::Mention => {
                    if let Some(token) = self.get(position) {
                        write_signed_keys(&token, out);
                    }
                }
            }
        }
    }
}

impl Token<'_> {
    /// The narrowest key a query for this token can ask for: the signed name of a hashtag or a
    /// mention, with its host if it names one; otherwise the bare key.
    pub fn asked_key(&self) -> String {
        let mut asked = String::new();
        match self.kind {
            TokenKind::Hashtag => asked.push('#'),
            TokenKind::Mention => asked.push('@'),
            TokenKind::Link | TokenKind::Emoji | TokenKind::Word => {}
        }
        asked.push_str(self.key);
        if let Some(host) = self.host {
            write_host(host, &mut asked);
        }
        asked
    }
}

fn write_signed_keys(token: &Token<'_>, out: &mut String) {
    let sign = match token.kind {
        TokenKind::Hashtag => " #",
        TokenKind::Mention => " @",
        TokenKind::Link | TokenKind::Emoji | TokenKind::Word => return,
    };
    out.push_str(sign);
    out.push_str(token.key);
    if let Some(host) = token.host {
        out.push_str(sign);
        out.push_str(token.key);
        write_host(host, out);
    }
}

/// No real host is longer than 253 bytes; what is cut here was never one.
fn write_host(host: &str, out: &mut String) {
    let end = host.floor_char_boundary(crate::KEY_BYTES_MAX);
    out.push('@');
    out.push_str(host.get(..end).unwrap_or_default());
}
