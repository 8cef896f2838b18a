//! Tokens: the words, hashtags, mentions, emoji and links of a text, each counted as one position.

mod scan;

use std::ops::Range;

use crate::folding::Folder;
use crate::index::LINK_KEY;
use crate::normal::{Normal, is_normal};
use scan::Found;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `https://…` or `www.…` up to white space.
    Link,
    /// `#` and a name.
    Hashtag,
    /// `@` and a name, perhaps with a host.
    Mention,
    /// One emoji sequence: with its skin tone, its joined parts, or the two letters of a flag.
    Emoji,
    /// A run of letters, or one letter in scripts written without spaces.
    Word,
}

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What the token is.
    pub kind: TokenKind,
    /// How many tokens stand before it.
    pub position: usize,
    /// Its bytes in the text as given. Tokens that NFKC makes of one character share its bytes.
    pub span: Range<usize>,
    /// The token after NFKC, with its sign and host.
    pub written: &'a str,
    /// The folded name, as of [`fold`](crate::fold): no sign, no host; empty for a link.
    pub folded: &'a str,
    /// What the full-text index holds at this position, as of [`key`](crate::key).
    pub key: &'a str,
    /// The folded host of a mention that names one.
    pub host: Option<&'a str>,
}

/// Reads texts into tokens. Keep one and reuse it: after a few posts it allocates nothing.
///
/// ```
/// use rapport_understand::{TokenKind, Tokenizer};
///
/// let mut tokenizer = Tokenizer::new();
/// let tokens = tokenizer.read("Nike'ın #YENİ ayakkabısı 👟");
/// let folded: Vec<&str> = tokens.iter().map(|token| token.folded).collect();
/// assert_eq!(folded, ["nike", "ın", "yeni", "ayakkabısı", "👟"]);
/// assert_eq!(tokens.get(2).map(|token| token.kind), Some(TokenKind::Hashtag));
/// ```
#[derive(Debug, Default)]
pub struct Tokenizer {
    normal: Normal,
    folder: Folder,
    entries: Vec<Entry>,
    folded: String,
    keys: String,
}

/// The tokens of one text, held in the buffers of their [`Tokenizer`].
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'a> {
    normal: &'a str,
    entries: &'a [Entry],
    folded: &'a str,
    keys: &'a str,
}

#[derive(Debug)]
struct Entry {
    kind: TokenKind,
    span: Range<usize>,
    written: Range<usize>,
    folded: Range<usize>,
    key: Range<usize>,
    host: Option<Range<usize>>,
}

impl Tokenizer {
    /// A tokeniser with empty buffers.
    pub fn new() -> Tokenizer {
        Tokenizer::default()
    }

    /// Reads a text; the tokens live until the next one is read.
    pub fn read<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        self.entries.clear();
        self.folded.clear();
        self.keys.clear();
        let was_normal = is_normal(text);
        if !was_normal {
            self.normal.read(text);
        }
        let normal = if was_normal { text } else { self.normal.text() };

        let mut from = 0;
        while let Some(found) = scan::next_token(normal, from) {
            from = found.written.end;
            let span = if was_normal {
                found.written.clone()
            } else {
                self.normal.given_span(&found.written)
            };
            let buffers = Buffers {
                folder: &mut self.folder,
                folded: &mut self.folded,
                keys: &mut self.keys,
            };
            self.entries.extend(buffers.fold(normal, found, span));
        }
        Tokens {
            normal,
            entries: &self.entries,
            folded: &self.folded,
            keys: &self.keys,
        }
    }
}

impl<'a> Tokens<'a> {
    /// The tokens in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Token<'a>> + use<'a> {
        let tokens = *self;
        self.entries
            .iter()
            .enumerate()
            .map(move |(position, entry)| tokens.token(position, entry))
    }

    /// The token at a position.
    pub fn get(&self, position: usize) -> Option<Token<'a>> {
        let entry = self.entries.get(position)?;
        Some(self.token(position, entry))
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the text holds no token.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text after NFKC.
    pub fn normal_text(&self) -> &'a str {
        self.normal
    }

    /// All keys, one space between them.
    pub(crate) fn keys(&self) -> &'a str {
        self.keys
    }

    /// Where each token stands in the normal text, and what it is.
    pub(crate) fn places(&self) -> impl Iterator<Item = (TokenKind, &'a Range<usize>)> + use<'a> {
        self.entries
            .iter()
            .map(|entry| (entry.kind, &entry.written))
    }

    fn token(&self, position: usize, entry: &Entry) -> Token<'a> {
        Token {
            kind: entry.kind,
            position,
            span: entry.span.clone(),
            written: part(self.normal, &entry.written),
            folded: part(self.folded, &entry.folded),
            key: part(self.keys, &entry.key),
            host: entry.host.as_ref().map(|host| part(self.folded, host)),
        }
    }
}

/// What a token found in the text is folded with and into.
struct Buffers<'a> {
    folder: &'a mut Folder,
    folded: &'a mut String,
    keys: &'a mut String,
}

impl Buffers<'_> {
    /// Folds what was found. A run that folds to nothing (lone joiners, lone accents) is no token.
    fn fold(self, normal: &str, found: Found, span: Range<usize>) -> Option<Entry> {
        let folded_start = self.folded.len();
        let keys_end = self.keys.len();
        if keys_end > 0 {
            self.keys.push(' ');
        }
        let key_start = self.keys.len();
        let name = part(normal, &found.name);
        match found.kind {
            TokenKind::Link => self.keys.push_str(LINK_KEY),
            TokenKind::Emoji => self.folder.fold_emoji(name, self.folded, self.keys),
            TokenKind::Hashtag | TokenKind::Mention | TokenKind::Word => {
                self.folder.fold_word(name, self.folded, self.keys);
            }
        }
        if self.keys.len() == key_start {
            self.folded.truncate(folded_start);
            self.keys.truncate(keys_end);
            return None;
        }
        let folded = folded_start..self.folded.len();
        let host = found.host.map(|host| {
            let start = self.folded.len();
            self.folder.fold_host(part(normal, &host), self.folded);
            start..self.folded.len()
        });
        Some(Entry {
            kind: found.kind,
            span,
            written: found.written,
            folded,
            key: key_start..self.keys.len(),
            host,
        })
    }
}

fn part<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}
