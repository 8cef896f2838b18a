//! The few facts of a post of X v1.1, read from where the scan found its fields.

use crate::scan::{Field, Fields};
use rapport_model::audience::Opening;
use rapport_model::{AccountRef, Glimpse, Key, Network, ReplyGlimpse, Timestamp};

static X: Network = Network::X;

/// The glimpse; none where anything is not written in the plain way, so that the line wants a full parse.
pub(crate) fn glimpse<'a>(line: &'a str, fields: &Fields) -> Option<Glimpse<'a>> {
    let value = |field| fields.value(line, field);
    let id = match value(Field::IdStr) {
        Some(text) => quoted_number(text)?,
        None => bare_number(value(Field::Id)?)?,
    };
    let author_id = match value(Field::UserIdStr) {
        Some(text) => quoted_number(text)?,
        None => bare_number(value(Field::UserId)?)?,
    };
    let created_at = Timestamp::parse(quoted(value(Field::CreatedAt)?)?).ok()?;
    let text = value(Field::FullText).or_else(|| value(Field::Text))?;
    let handle = match value(Field::UserName) {
        Some(name) => Some(quoted(name)?),
        None => None,
    };
    let lang = match value(Field::Lang) {
        Some(lang) => nullable(lang, quoted)?,
        None => None,
    };
    let repost = match value(Field::Repost) {
        Some(nested) => nullable(nested, |v| v.starts_with('{').then_some(()))?.is_some(),
        None => false,
    };
    Some(Glimpse {
        network: &X,
        id: Key::Number(id),
        author: AccountRef {
            id: Some(Key::Number(author_id)),
            handle,
        },
        created_at,
        private: false,
        repost,
        opening: opening(text.strip_prefix('"')?)?,
        reply: reply(&value)?,
        lang,
        inbound: None,
    })
}

fn reply<'a>(value: &impl Fn(Field) -> Option<&'a str>) -> Option<Option<ReplyGlimpse<'a>>> {
    let number = |text: Field, bare: Field| match value(text) {
        Some(v) => nullable(v, quoted_number),
        None => value(bare).map_or(Some(None), |v| nullable(v, bare_number)),
    };
    let post = number(Field::ReplyStatusStr, Field::ReplyStatus)?;
    let author_id = number(Field::ReplyUserStr, Field::ReplyUser)?;
    let handle = value(Field::ReplyName).map_or(Some(None), |v| nullable(v, quoted))?;
    if post.is_none() && author_id.is_none() && handle.is_none() {
        return Some(None);
    }
    Some(Some(ReplyGlimpse {
        post: post.map(Key::Number),
        author: AccountRef {
            id: author_id.map(Key::Number),
            handle,
        },
    }))
}

/// `null`, or what `read` makes of it; none where it is neither.
#[inline]
fn nullable<'a, T>(value: &'a str, read: impl Fn(&'a str) -> Option<T>) -> Option<Option<T>> {
    if value.starts_with("null") {
        return Some(None);
    }
    read(value).map(Some)
}

/// A string without escapes.
#[inline]
fn quoted(value: &str) -> Option<&str> {
    let rest = value.strip_prefix('"')?;
    // A value whose end is known is a dozen bytes long; otherwise the line goes on behind it.
    let is_end = |c: &u8| matches!(c, b'"' | b'\\');
    let end = if rest.len() <= 48 {
        rest.bytes().position(|c| is_end(&c))?
    } else {
        memchr::memchr2(b'"', b'\\', rest.as_bytes())?
    };
    match rest.split_at_checked(end)? {
        (text, after) if after.starts_with('"') => Some(text),
        _ => None,
    }
}

#[inline]
fn quoted_number(value: &str) -> Option<u64> {
    let (number, end) = number(value.as_bytes().strip_prefix(b"\"")?)?;
    (end == b'"').then_some(number)
}

#[inline]
fn bare_number(value: &str) -> Option<u64> {
    if value.len() <= 20 && value.bytes().all(|c| c.is_ascii_digit()) {
        return Key::of_digits(value.as_bytes());
    }
    let (number, end) = number(value.as_bytes())?;
    matches!(end, b',' | b'}' | b' ').then_some(number)
}

/// A plain number and the byte behind it.
#[inline]
fn number(bytes: &[u8]) -> Option<(u64, u8)> {
    let mut value = 0_u64;
    for (at, &c) in bytes.iter().enumerate() {
        let digit = c.wrapping_sub(b'0');
        if digit > 9 {
            // The same numbers as Key::of_digits: up to 19 digits, none in front that says nothing.
            let plain = (1..=19).contains(&at) && (at == 1 || bytes.first() != Some(&b'0'));
            return (plain && value >> 63 == 0).then_some((value, c));
        }
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    None
}

/// How a JSON string begins, its opening quote taken off.
fn opening(text: &str) -> Option<Opening<'_>> {
    // An escape may hide a sign or a letter of a handle.
    match text.as_bytes() {
        [b'\\', b'u', ..] => beyond_ascii(text).then_some(Opening::Other),
        [b'.', b'\\', b'u', ..] => beyond_ascii(text.get(1..)?).then_some(Opening::Other),
        [b'.', b'@', ..] => Some(Opening::DotMention),
        [b'@', rest @ ..] => {
            let legal = |c: &u8| c.is_ascii_alphanumeric() || *c == b'_';
            let length = rest.iter().take_while(|c| legal(c)).count();
            let (handle, after) = text.get(1..)?.split_at_checked(length)?;
            if after.starts_with("\\u") && !beyond_ascii(after) {
                return None;
            }
            Some(if handle.is_empty() {
                Opening::Other
            } else {
                Opening::Mention(handle)
            })
        }
        _ => Some(Opening::Other),
    }
}

/// Whether an escape `\uXXXX` surely is none of the ASCII characters.
fn beyond_ascii(escape: &str) -> bool {
    escape.get(2..4).is_some_and(|high| high != "00")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::scan::Scanner;
    use rapport_model::Post;

    fn fast(line: &str) -> Option<String> {
        let mut fields = Fields::default();
        let scan = Scanner::new().scan(line.as_bytes(), 0, &mut fields, &[]);
        let glimpse = scan.usual.then(|| glimpse(line, &fields)).flatten();
        glimpse.map(|g| format!("{g:?}"))
    }

    fn slow(line: &str) -> Option<String> {
        let mut post: Option<Post> = None;
        json::posts(line, &mut |read| post = read.ok());
        post.map(|p| format!("{:?}", Glimpse::from(&p)))
    }

    /// The fast road either agrees with the full parse or steps aside.
    fn check(line: &str, takes_the_fast_road: bool) {
        let found = fast(line);
        assert_eq!(found.is_some(), takes_the_fast_road, "{line}");
        if found.is_some() {
            assert_eq!(found, slow(line), "{line}");
        }
    }

    fn tweet(extra: &str) -> String {
        format!(
            r#"{{"created_at":"Thu Jan 01 00:00:40 +0000 2015","id":9007199254740993,"id_str":"9007199254740993","user":{{"id":7,"id_str":"7","screen_name":"Ana"}},{extra}}}"#
        )
    }

    #[test]
    fn usual_posts_take_the_fast_road() {
        check(&tweet(r#""full_text":"hi""#), true);
        check(&tweet(r#""text":"@bob_1: hi","lang":"en""#), true);
        check(&tweet(r#""text":".@bob hi","lang":null"#), true);
        check(
            &tweet(r#""text":"\u0633\u0644","retweeted_status":null"#),
            true,
        );
        check(
            &tweet(r#""text":"RT @x: y","retweeted_status":{"id":3,"user":{"id":4}}"#),
            true,
        );
        check(
            &tweet(
                r#""text":"a","in_reply_to_status_id":1,"in_reply_to_status_id_str":"1","in_reply_to_user_id":null"#,
            ),
            true,
        );
        check(
            &tweet(r#""text":"a","in_reply_to_user_id":8,"in_reply_to_screen_name":"Bob""#),
            true,
        );
        check(&tweet(r#""text":"@bob\u0633""#), true);
        check(&tweet(r#""text": "a", "lang": "tr""#), true);
    }

    #[test]
    fn unusual_posts_step_aside() {
        check(&tweet(r#""lang":"en""#), false);
        check(&tweet(r#""text":"@bo\u0062""#), false);
        check(&tweet(r#""text":"\u0040bob""#), false);
        check(&tweet(r#""text":".\u0040bob""#), false);
        check(&tweet(r#""text":null"#), false);
        check(
            &tweet(r#""text":"a","in_reply_to_status_id_str":"x""#),
            false,
        );
        check(&tweet(r#""text":"a","retweeted_status":7"#), false);
        check(
            &tweet(r#""text":"a","extended_tweet":{"full_text":"b"}"#),
            false,
        );
        check(
            r#"{"id":1.5,"created_at":"Thu Jan 01 00:00:40 +0000 2015","user":{"id":7},"text":"a"}"#,
            false,
        );
        check(
            r#"{"id":1,"created_at":"yesterday","user":{"id":7},"text":"a"}"#,
            false,
        );
    }
}
