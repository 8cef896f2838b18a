//! Text in, facts out: what a post's text is made of and which language it is in.
//!
//! The main type is [`Tokenizer`]: it reads a text into [`Tokens`], each with its place in the text
//! as given, its written form, its folded form and its key. [`word_matches`] says whether a query's
//! word finds a token, [`index_text`] writes what the full-text index stores, [`search`] reads
//! a search box, and [`detect`] names the language. Indexing and asking share this one folding, so they cannot disagree.
//!
//! This crate refuses to do I/O, to read clocks or settings, and to know queries, posts or
//! databases: it sees text alone, and whatever that text holds, it returns a value.

mod characters;
mod folding;
mod index;
mod language;
mod matching;
mod normal;
mod search;
mod tokens;

pub use folding::{KEY_BYTES_MAX, fold, key};
pub use index::{LINK_KEY, index_text};
pub use language::{Language, LanguageCode, detect};
pub use matching::{Letter, Letters, QueryWord, word_matches};
pub use search::search;
pub use tokens::{Token, TokenKind, Tokenizer, Tokens};
