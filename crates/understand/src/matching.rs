//! Whether a query's word finds a token.
//!
//! The letter rule lives here: an unaccented letter of the query finds the letter with or without
//! accents, an accented one only with that same accent. Wildcards and exact words are other rules,
//! for the query language; they can walk the same [`Letters`].

use crate::folding::is_accent;
use crate::tokens::{Token, TokenKind};

/// A word of a query, folded. In a query a capital `I` is an `i`: it asks for the unaccented letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QueryWord {
    folded: String,
    key: String,
}

/// One letter of a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter<'a> {
    base: char,
    accents: &'a str,
}

/// The letters of a folded word, in order.
#[derive(Clone, Debug)]
pub struct Letters<'a> {
    rest: &'a str,
}

impl QueryWord {
    /// The word a query's token asks for: its name, without sign or host.
    ///
    /// ```
    /// use rapport_understand::{QueryWord, Tokenizer, word_matches};
    ///
    /// let mut tokenizer = Tokenizer::new();
    /// let asked = tokenizer.read("ceský").get(0).map(|token| QueryWord::from_token(&token));
    /// let found = tokenizer.read("Nejlepší ČESKÝ chleba").get(1);
    /// assert!(word_matches(&asked.unwrap(), &found.unwrap()));
    /// ```
    pub fn from_token(token: &Token<'_>) -> QueryWord {
        QueryWord {
            folded: token.folded.replace('I', "i"),
            key: token.key.to_owned(),
        }
    }

    /// The key that every token found by this word has.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The letters asked for.
    pub fn letters(&self) -> Letters<'_> {
        Letters::of(&self.folded)
    }

    /// Whether the word is the folded name, letter by letter.
    pub fn finds(&self, folded: &str) -> bool {
        if self.folded == folded {
            return true;
        }
        let mut found = Letters::of(folded);
        self.letters()
            .all(|asked| found.next().is_some_and(|letter| asked.finds(letter)))
            && found.next().is_none()
    }
}

/// Whether a bare word finds the token: as a word, or as the name of a hashtag or a mention.
pub fn word_matches(query_word: &QueryWord, token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Link => false,
        TokenKind::Word | TokenKind::Hashtag | TokenKind::Mention | TokenKind::Emoji => {
            query_word.key == token.key && query_word.finds(token.folded)
        }
    }
}

impl<'a> Letters<'a> {
    /// The letters of a word as folded by [`fold`](crate::fold).
    pub fn of(folded: &'a str) -> Letters<'a> {
        Letters { rest: folded }
    }
}

impl<'a> Iterator for Letters<'a> {
    type Item = Letter<'a>;

    fn next(&mut self) -> Option<Letter<'a>> {
        let mut rest = self.rest.chars();
        let base = rest.next()?;
        let rest = rest.as_str();
        let after = rest.trim_start_matches(is_accent);
        let accents = rest.strip_suffix(after).unwrap_or_default();
        self.rest = after;
        Some(Letter { base, accents })
    }
}

impl Letter<'_> {
    /// Whether this letter of a query finds a letter of a text.
    pub fn finds(self, found: Letter<'_>) -> bool {
        let asks_for_any_accent = self.accents.is_empty() && self.base != 'ı';
        if asks_for_any_accent {
            return self.base == undotted_as_i(found.base);
        }
        let same_base =
            self.base == found.base || found.base == 'I' && matches!(self.base, 'i' | 'ı');
        same_base && self.accents == found.accents
    }
}

fn undotted_as_i(base: char) -> char {
    match base {
        'ı' | 'I' => 'i',
        _ => base,
    }
}
