//! The few facts of a post of X v1.1, read from where the scan found its fields.

use crate::scan::{Field, Fields, Form, Value};
use rapport_model::audience::Opening;
use rapport_model::{AccountRef, Glimpse, Key, Network, ReplyGlimpse, Timestamp};

static X: Network = Network::X;

/// The glimpse; none where anything is not written in the plain way, so that the line wants a full parse.
pub(crate) fn glimpse<'a>(line: &'a str, fields: &Fields) -> Option<Glimpse<'a>> {
    let value = |field| fields.value(line, field);
    let id = number(value(Field::IdStr), value(Field::Id))??;
    let author_id = number(value(Field::UserIdStr), value(Field::UserId))??;
    let created_at = Timestamp::parse(plain(value(Field::CreatedAt))??).ok()?;
    let text = value(Field::FullText).or_else(|| value(Field::Text))?;
    let repost = match value(Field::Repost).map(|nested| nested.form) {
        Some(Form::Container) => true,
        Some(Form::Null) | None => false,
        Some(_) => return None,
    };
    Some(Glimpse {
        network: &X,
        id: Key::Number(id),
        author: AccountRef {
            id: Some(Key::Number(author_id)),
            handle: plain(value(Field::UserName))?,
        },
        created_at,
        private: false,
        repost,
        opening: opening(text)?,
        reply: reply(value)?,
        lang: plain(value(Field::Lang))?,
        inbound: None,
    })
}

fn reply<'a>(value: impl Fn(Field) -> Option<Value<'a>>) -> Option<Option<ReplyGlimpse<'a>>> {
    let post = number(value(Field::ReplyStatusStr), value(Field::ReplyStatus))?;
    let author_id = number(value(Field::ReplyUserStr), value(Field::ReplyUser))?;
    let handle = plain(value(Field::ReplyName))?;
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

/// A string without escapes, if the line has one that is not null; none where it is written differently.
#[inline]
fn plain(value: Option<Value<'_>>) -> Option<Option<&str>> {
    match value {
        None => Some(None),
        Some(value) => match value.form {
            Form::Null => Some(None),
            Form::Plain => Some(Some(value.text)),
            Form::Flag | Form::Number | Form::Escaped | Form::Container => None,
        },
    }
}

/// An id by the string that writes it, else by the number; none where it is written differently.
#[inline]
fn number(text: Option<Value<'_>>, bare: Option<Value<'_>>) -> Option<Option<u64>> {
    let (value, expected) = match (text, bare) {
        (Some(text), _) => (text, Form::Plain),
        (None, Some(bare)) => (bare, Form::Number),
        (None, None) => return Some(None),
    };
    if value.form == Form::Null {
        return Some(None);
    }
    (value.form == expected).then_some(())?;
    Key::of_digits(value.text.as_bytes()).map(Some)
}

/// How a text begins.
fn opening(text: Value<'_>) -> Option<Opening<'_>> {
    let text = match text.form {
        Form::Plain | Form::Escaped => text.text,
        Form::Null | Form::Flag | Form::Number | Form::Container => return None,
    };
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
    use crate::scan::{Scanner, Template};
    use rapport_model::Post;

    fn fast(line: &str) -> Option<String> {
        let mut fields = Fields::default();
        let scan = Scanner::new().scan(line.as_bytes(), 0, &mut fields, &Template::default());
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
