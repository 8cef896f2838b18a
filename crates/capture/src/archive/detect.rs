//! What an archive is, told by its first bytes.

use super::Options;
use super::frame::value_length;
use super::input::Member;
use crate::table;
use std::fmt;
use std::str::FromStr;

/// A format of archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON object a line: X v1.1, X v2 with its `includes`, Rapport's own, also mixed.
    JsonLines,
    /// The same objects over several lines: as one JSON array, or one after another.
    Json,
    /// The personal archive of X: `tweets.js`, alone or in its zip.
    XArchive,
    /// `outbox.json` of a Mastodon archive, alone or in its zip.
    MastodonOutbox,
    /// Rapport's own CSV, or any other with a column map.
    Csv,
    /// The layout of the public *Customer Support on Twitter* set.
    Twcs,
}

/// A word that is no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no format: use one of jsonl, json, x-archive, mastodon, csv, twcs")]
pub struct UnknownFormat(pub String);

impl Format {
    const WORDS: [(&'static str, Format); 6] = [
        ("jsonl", Format::JsonLines),
        ("json", Format::Json),
        ("x-archive", Format::XArchive),
        ("mastodon", Format::MastodonOutbox),
        ("csv", Format::Csv),
        ("twcs", Format::Twcs),
    ];
}

impl FromStr for Format {
    type Err = UnknownFormat;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let found = Format::WORDS.iter().find(|(known, _)| *known == word);
        found
            .map(|(_, format)| *format)
            .ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Format::WORDS
            .iter()
            .find(|(_, format)| format == self)
            .map(|(word, _)| *word);
        f.write_str(word.unwrap_or_default())
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Detected {
    pub(super) format: Format,
    /// Of a CSV; a comma otherwise.
    pub(super) delimiter: u8,
}

/// Tells the format; the error says what was seen.
pub(super) fn detect(
    head: &[u8],
    member: Option<Member>,
    options: &Options,
) -> Result<Detected, String> {
    let json = |format| {
        Ok(Detected {
            format,
            delimiter: b',',
        })
    };
    match (options.format, member) {
        (None, None) => {}
        (Some(Format::Csv | Format::Twcs), _) => return csv(head, options),
        (Some(format), _) => return json(format),
        (None, Some(Member::Tweets)) => return json(Format::XArchive),
        (None, Some(Member::Outbox)) => return json(Format::MastodonOutbox),
    }
    let text = head.trim_ascii_start();
    if let Some(format) = text.starts_with(b"[").then(|| array_format(text)).flatten() {
        return json(format);
    }
    match text.first() {
        // An empty archive holds no posts, whatever it was meant to be.
        None => json(Format::JsonLines),
        Some(b'{') if is_outbox(text) => json(Format::MastodonOutbox),
        Some(b'{') if is_spread(text) => json(Format::Json),
        Some(b'{') => json(Format::JsonLines),
        Some(_) if text.starts_with(b"window.YTD.") => json(Format::XArchive),
        // A torn first line does not make a JSON Lines archive something else.
        Some(_)
            if table::looks_like_header(head, options.map.as_ref()).is_none()
                && has_object_line(text) =>
        {
            json(Format::JsonLines)
        }
        Some(_) => csv(head, options),
    }
}

/// The collection names its items and its kind near the top; in a text the quotes would be escaped.
fn is_outbox(text: &[u8]) -> bool {
    let find = |needle: &[u8]| memchr::memmem::find(text, needle);
    find(b"\"orderedItems\"").is_some() && find(b"\"OrderedCollection").is_some()
}

/// A bracket alone on its line, and a key on the next one: so begins what was printed for people to read.
fn is_spread(text: &[u8]) -> bool {
    let behind = text.get(1..).unwrap_or_default();
    let key = behind.trim_ascii_start();
    let blank = behind.len() - key.len();
    key.starts_with(b"\"") && behind.get(..blank).unwrap_or_default().contains(&b'\n')
}

/// `[` begins an array of objects: the archive, or a stray line where others follow it.
fn array_format(text: &[u8]) -> Option<Format> {
    let rest = text.get(1..)?.trim_ascii_start();
    let (length, closed) = value_length(text);
    let behind = text.get(length..).unwrap_or_default().trim_ascii();
    match rest.first() {
        Some(b'{' | b']') if closed && !behind.is_empty() => Some(Format::JsonLines),
        Some(b'{' | b']') => Some(Format::Json),
        Some(_) | None => None,
    }
}

fn has_object_line(text: &[u8]) -> bool {
    text.split(|&c| c == b'\n')
        .skip(1)
        .any(|line| line.trim_ascii_start().starts_with(b"{\""))
}

fn csv(head: &[u8], options: &Options) -> Result<Detected, String> {
    match table::looks_like_header(head, options.map.as_ref()) {
        Some((delimiter, twcs)) => {
            let format = if twcs { Format::Twcs } else { Format::Csv };
            Ok(Detected { format, delimiter })
        }
        None => {
            let line = head.split(|&c| c == b'\n').next().unwrap_or_default();
            let line = String::from_utf8_lossy(line);
            let seen: String = line.chars().take(80).collect();
            Err(format!(
                "its first line is {seen:?}; name the columns of a CSV by --map, such as --map 'id_str=Id,created_at=Date,screen_name=Author,text=Text,network=facebook'"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, expected: Option<Format>) {
        let found = detect(head.as_bytes(), None, &Options::default())
            .ok()
            .map(|d| d.format);
        assert_eq!(found, expected, "{head}");
    }

    #[test]
    fn formats_are_told_by_looking() {
        check("", Some(Format::JsonLines));
        check("\r\n {\"id\":1}\n", Some(Format::JsonLines));
        check(
            "5,\"text\":\"torn\"}\n{\"id\":2}\n",
            Some(Format::JsonLines),
        );
        check("[\n {\"id\":1}]", Some(Format::Json));
        check("{\r\n\t\"data\": [", Some(Format::Json));
        check("{\n{\"id\":1}\n", Some(Format::JsonLines));
        check("window.YTD.tweets.part0 = [ {", Some(Format::XArchive));
        check(
            "{\"@context\":[],\"type\":\"OrderedCollection\",\"orderedItems\":[",
            Some(Format::MastodonOutbox),
        );
        check(
            "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n",
            Some(Format::Twcs),
        );
        check(
            "id_str,created_at,account_id,screen_name,lang,text\n",
            Some(Format::Csv),
        );
        check(
            "\"id_str\";\"created_at\";\"screen_name\";\"text\"\r\n",
            Some(Format::Csv),
        );
        check("Datum;Autor;Zpráva\n", None);
    }
}
