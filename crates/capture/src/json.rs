//! JSON written by strangers: ids as numbers, broken surrogates, fields of the wrong kind.

use crate::x;
use rapport_model::Post;
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;

/// Why a record is no post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct JsonFault(pub(crate) String);

impl JsonFault {
    pub(crate) fn missing(field: &str) -> JsonFault {
        JsonFault(format!("{field} is missing"))
    }
}

impl From<serde_json::Error> for JsonFault {
    fn from(error: serde_json::Error) -> Self {
        JsonFault(format!("not readable as a post: {error}"))
    }
}

impl From<rapport_model::TimestampError> for JsonFault {
    fn from(error: rapport_model::TimestampError) -> Self {
        JsonFault(format!("created_at: {error}"))
    }
}

/// The posts of one JSON value: a post of X v1.1, a post or a page of X v2, or one in Rapport's own form.
pub(crate) fn posts(text: &str, each: &mut impl FnMut(Result<Post, JsonFault>)) {
    if text.is_empty() {
        return;
    }
    match serde_json::from_str::<x::Tweet<'_>>(text) {
        Ok(tweet) => match tweet.dialect() {
            x::TweetDialect::V1 => each(tweet.into_post(None)),
            x::TweetDialect::V2 => x::v2_posts(text, each),
            x::TweetDialect::Rapport => each(serde_json::from_str(text).map_err(JsonFault::from)),
        },
        Err(error) => each(Err(JsonFault::from(error))),
    }
}

/// A text; a lone surrogate becomes U+FFFD.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl Visitor<'_> for TextVisitor {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text(match std::str::from_utf8(bytes) {
                    Ok(text) => text.to_owned(),
                    Err(_) => without_surrogates(bytes),
                }))
            }
        }
        // Asked for bytes, the parser hands on lone surrogates instead of refusing the line.
        deserializer.deserialize_bytes(TextVisitor)
    }
}

/// A surrogate stands in the bytes as `ED A0..BF xx`, three errors to the standard decoder and one to a reader.
fn without_surrogates(bytes: &[u8]) -> String {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        match rest {
            [0xED, 0xA0..=0xBF, _, after @ ..] => {
                clean.extend_from_slice("\u{FFFD}".as_bytes());
                rest = after;
            }
            _ => {
                clean.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&clean).into_owned()
}

/// An id, written as a text or as a whole number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Id(pub(crate) String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;
        impl Visitor<'_> for IdVisitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id: a text or a whole number")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                Ok(Id(text.to_owned()))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }
        }
        deserializer.deserialize_any(IdVisitor)
    }
}

/// An id that is there: empty texts are none.
pub(crate) fn present(id: Option<Id>) -> Option<String> {
    id.map(|id| id.0).filter(|id| !id.is_empty())
}

/// A field that is welcome but never a reason to refuse the post: of the wrong kind, it counts as absent.
pub(crate) fn welcome<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> Deserialize<'a>,
{
    let raw = <&RawValue>::deserialize(deserializer)?;
    Ok(serde_json::from_str(raw.get()).ok())
}

/// A count, written as a number or as digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count(pub(crate) i64);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Id(digits) = Id::deserialize(deserializer)?;
        let count: i64 = digits.parse().map_err(D::Error::custom)?;
        Ok(Count(count.max(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_surrogate_becomes_one_replacement() {
        let read = |json: &str| serde_json::from_str::<Text>(json).unwrap().0;
        assert_eq!(read(r#""a\ud83db""#), "a\u{FFFD}b");
        assert_eq!(read(r#""\ude00\ud83d\ude00""#), "\u{FFFD}😀");
    }

    #[test]
    fn ids_are_texts_or_whole_numbers() {
        let read = |json: &str| serde_json::from_str::<Id>(json).ok().map(|id| id.0);
        assert_eq!(
            read("9007199254740993").as_deref(),
            Some("9007199254740993")
        );
        assert_eq!(read("\"7\"").as_deref(), Some("7"));
        assert_eq!(read("1.5"), None);
        assert_eq!(read("true"), None);
    }
}
