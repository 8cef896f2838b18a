//! Rows of a CSV: where they end, their fields, and the post they hold.
//!
//! Rows are cut by hand because the cutting must agree between the thread that reads and those that parse, and
//! because a stray quote must cost one row and not the rest of the file.

use super::columns::{Columns, ROLES, Role};
use memchr::{memchr, memchr2};
use rapport_model::{
    Account, AccountRef, Counters, Glimpse, Key, Kind, Network, Post, ReplyGlimpse, ReplyTo,
    Timestamp, Visibility, opening_of_text,
};
use std::borrow::Cow;

/// Where a row ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowEnd {
    /// One past its line end.
    pub(crate) at: usize,
    /// No field of it holds a line end.
    pub(crate) one_line: bool,
}

/// The end of the row that begins at `start`; none if it does not end within the bytes.
///
/// A quote opens a quoted field only where a field begins, as in RFC 4180; elsewhere it is a letter.
pub(crate) fn row_end(bytes: &[u8], start: usize, delimiter: u8) -> Option<RowEnd> {
    let (mut at, mut one_line) = (start, true);
    loop {
        let found = at + memchr2(b'"', b'\n', bytes.get(at..)?)?;
        if bytes.get(found) == Some(&b'\n') {
            return Some(RowEnd {
                at: found + 1,
                one_line,
            });
        }
        let opens = found == start || bytes.get(found - 1) == Some(&delimiter);
        at = found + 1;
        if opens {
            let closing = closing_quote(bytes, found)?;
            one_line &= memchr(b'\n', bytes.get(at..closing)?).is_none();
            at = closing + 1;
        }
    }
}

/// The quote that closes the field whose opening quote is at `opening`.
fn closing_quote(bytes: &[u8], opening: usize) -> Option<usize> {
    let mut at = opening + 1;
    loop {
        let quote = at + memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

/// The fields of a row as written, quotes included.
pub(super) fn fields(row: &[u8], delimiter: u8) -> Fields<'_> {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    let row = row.strip_suffix(b"\r").unwrap_or(row);
    Fields {
        rest: Some(row),
        delimiter,
    }
}

pub(super) struct Fields<'a> {
    rest: Option<&'a [u8]>,
    delimiter: u8,
}

impl<'a> Iterator for Fields<'a> {
    type Item = &'a [u8];

    #[inline]
    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest?;
        let from = match rest.first() {
            Some(b'"') => closing_quote(rest, 0).map_or(rest.len(), |quote| quote + 1),
            _ => 0,
        };
        // Most fields are a few bytes long: shorter than what a vector search would cost to begin.
        let tail = rest.get(from..).unwrap_or_default();
        let near = tail.iter().take(24).position(|c| *c == self.delimiter);
        let end = near.or_else(|| match tail.get(24..) {
            Some(far) => memchr(self.delimiter, far).map(|i| i + 24),
            None => None,
        });
        let Some(end) = end.map(|end| end + from) else {
            self.rest = None;
            return Some(rest);
        };
        self.rest = rest.get(end + 1..);
        rest.get(..end)
    }
}

/// A field without its quotes.
pub(super) fn unquoted(field: &[u8]) -> Cow<'_, [u8]> {
    let Some(inner) = inner(field) else {
        return Cow::Borrowed(field);
    };
    if memchr(b'"', inner).is_none() {
        return Cow::Borrowed(inner);
    }
    let mut text = Vec::with_capacity(inner.len());
    let mut quote = false;
    for &c in inner {
        quote = c == b'"' && !quote;
        if !quote {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

fn inner(field: &[u8]) -> Option<&[u8]> {
    field.strip_prefix(b"\"")?.strip_suffix(b"\"")
}

/// The few facts of a row; none where anything is unusual, so that the row wants a full reading.
pub(crate) fn glimpse<'a>(row: &'a [u8], columns: &'a Columns) -> Option<Glimpse<'a>> {
    let told_by_rows = [Role::Kind, Role::Visibility, Role::Network];
    if columns.network.marks_mentions() || told_by_rows.iter().any(|r| columns.place(*r).is_some())
    {
        return None;
    }
    let row = simdutf8::basic::from_utf8(row).ok()?;
    let mut places = [(0_u32, 0_u32); ROLES * 2];
    let quoted = places_of(row, columns, &mut places)?;
    // The text of a field, and whether it stood in quotes.
    let field = |role| -> Option<(&'a str, bool)> {
        let (start, end) = *places.get(columns.place(role)?)?;
        let text = row.get(start as usize..end as usize)?;
        let bare = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
        let bare = bare.filter(|_| quoted);
        let text = bare.unwrap_or(text);
        (!text.is_empty()).then_some((text, bare.is_some()))
    };
    // A quote inside, blanks around: let the full reading see to it.
    let plain = |role| -> Option<Option<&'a str>> {
        let Some((text, quoted)) = field(role) else {
            return Some(None);
        };
        let edge = |c: Option<&u8>| c.is_some_and(|c| *c > b' ' && c.is_ascii());
        let bytes = text.as_bytes();
        let usual = edge(bytes.first()) && edge(bytes.last()) && !(quoted && bytes.contains(&b'"'));
        usual.then_some(Some(text))
    };
    let author_id = plain(Role::AccountId)?;
    let author = AccountRef {
        id: author_id.map(Key::of),
        handle: if columns.twcs {
            author_id
        } else {
            plain(Role::ScreenName)?
        },
    };
    if author.is_empty() {
        return None;
    }
    let reply = ReplyGlimpse {
        post: plain(Role::ReplyStatus)?.map(Key::of),
        author: AccountRef {
            id: plain(Role::ReplyUser)?.map(Key::of),
            handle: plain(Role::ReplyName)?,
        },
    };
    Some(Glimpse {
        network: &columns.network,
        id: Key::of(plain(Role::Id)??),
        author,
        created_at: Timestamp::parse(plain(Role::CreatedAt)??).ok()?,
        private: false,
        repost: boolean(plain(Role::IsRepost)?)?,
        opening: opening_of_text(field(Role::Text).map_or("", |(text, _)| text)),
        reply: (reply != ReplyGlimpse::default()).then_some(reply),
        lang: plain(Role::Lang)?,
        inbound: match plain(Role::Inbound)? {
            Some(word) => Some(boolean(Some(word))?),
            None => None,
        },
    })
}

/// Where the fields of a row stand, and whether any is quoted; none if there are not as many as the header has.
fn places_of(row: &str, columns: &Columns, places: &mut [(u32, u32)]) -> Option<bool> {
    let line = row.strip_suffix('\n').unwrap_or(row);
    let line = line.strip_suffix('\r').unwrap_or(line).as_bytes();
    let mut places = places.get_mut(..columns.count)?.iter_mut();
    let mut start = 0;
    for at in memchr::memchr2_iter(columns.delimiter, b'"', line) {
        if line.get(at) == Some(&b'"') {
            return places_of_quoted(line, columns, places.into_slice(), start);
        }
        *places.next()? = (start, u32::try_from(at).ok()?);
        start = u32::try_from(at + 1).ok()?;
    }
    *places.next()? = (start, u32::try_from(line.len()).ok()?);
    places.next().is_none().then_some(false)
}

/// The same from a field on whose row holds quotes.
fn places_of_quoted(
    line: &[u8],
    columns: &Columns,
    places: &mut [(u32, u32)],
    from: u32,
) -> Option<bool> {
    let mut places = places.iter_mut();
    let mut start = from;
    for field in fields(line.get(from as usize..)?, columns.delimiter) {
        let end = start + u32::try_from(field.len()).ok()?;
        *places.next()? = (start, end);
        start = end + 1;
    }
    places.next().is_none().then_some(true)
}

/// The words for yes and no that spreadsheets write; an empty field is no.
fn boolean(word: Option<&str>) -> Option<bool> {
    let Some(word) = word else { return Some(false) };
    let is = |known: &[&str]| known.iter().any(|k| word.eq_ignore_ascii_case(k));
    if is(&["1", "true", "t", "yes", "y"]) {
        Some(true)
    } else {
        is(&["0", "false", "f", "no", "n"]).then_some(false)
    }
}

/// The post of a row; the error says what is wrong with it.
pub(crate) fn post(row: &[u8], columns: &Columns) -> Result<Post, String> {
    let values: Vec<_> = fields(row, columns.delimiter).map(unquoted).collect();
    if values.len() != columns.count {
        return Err(format!(
            "expected {} fields, found {}",
            columns.count,
            values.len()
        ));
    }
    // The row was checked to be UTF-8 as a whole, and quotes are ASCII.
    let raw = |role| {
        let value = columns.place(role).and_then(|at| values.get(at))?;
        std::str::from_utf8(value).ok()
    };
    let text = |role| raw(role).map(str::trim).filter(|v| !v.is_empty());
    let owned = |role| text(role).map(str::to_owned);
    let flag = |role, name: &str| {
        let word = text(role);
        boolean(word).ok_or_else(|| {
            format!(
                "{name}: {:?} is neither true nor false",
                word.unwrap_or_default()
            )
        })
    };
    let count = |role| {
        text(role)
            .and_then(|v| v.parse::<i64>().ok())
            .map(|n| n.max(0))
    };
    let external_id = owned(Role::Id).ok_or("id_str is empty")?;
    let created_at = text(Role::CreatedAt).ok_or("created_at is empty")?;
    let author_id = owned(Role::AccountId);
    let handle = if columns.twcs {
        author_id.clone()
    } else {
        owned(Role::ScreenName)
    };
    if author_id.is_none() && handle.is_none() {
        return Err("account_id and screen_name are empty".to_owned());
    }
    let reply_to = ReplyTo {
        id: owned(Role::ReplyStatus),
        author_id: owned(Role::ReplyUser),
        author_handle: owned(Role::ReplyName),
    };
    let reply_to = (reply_to != ReplyTo::default()).then_some(reply_to);
    let kind = match text(Role::Kind) {
        Some(word) => word.parse::<Kind>().map_err(|e| e.to_string())?,
        None if flag(Role::IsRepost, "is_retweet")? => Kind::Repost,
        None if reply_to.is_some() => Kind::Reply,
        None if flag(Role::IsQuote, "is_quote")? => Kind::Quote,
        None => Kind::Post,
    };
    let visibility = match text(Role::Visibility) {
        Some(word) => word
            .parse()
            .map_err(|e: rapport_model::UnknownWord| e.to_string())?,
        None => match kind {
            Kind::Message | Kind::Email | Kind::Note => Visibility::Private,
            Kind::Post
            | Kind::Reply
            | Kind::Repost
            | Kind::Quote
            | Kind::Comment
            | Kind::Review
            | Kind::Answer => Visibility::Public,
        },
    };
    Ok(Post {
        network: match text(Role::Network) {
            Some(name) => Network::parse(name).map_err(|e| e.to_string())?,
            None => columns.network.clone(),
        },
        external_id,
        kind,
        visibility,
        created_at: Timestamp::parse(created_at).map_err(|e| format!("created_at: {e}"))?,
        author: Account {
            id: author_id,
            handle,
            name: owned(Role::Name),
            followers: count(Role::Followers),
        },
        text: raw(Role::Text).unwrap_or_default().to_owned(),
        lang: owned(Role::Lang),
        reply_to,
        quote_of: None,
        repost_of: None,
        mentions: Vec::new(),
        links: Vec::new(),
        media: Vec::new(),
        counters: Counters {
            likes: count(Role::Likes),
            shares: count(Role::Shares),
            replies: count(Role::Replies),
            views: count(Role::Views),
        },
        inbound: match text(Role::Inbound) {
            Some(_) => Some(flag(Role::Inbound, "inbound")?),
            None => None,
        },
        mass_mailing: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn columns() -> Columns {
        let header = b"id_str,created_at,account_id,screen_name,lang,text,in_reply_to_status_id_str,in_reply_to_user_id_str,in_reply_to_screen_name,is_retweet,is_quote,retweet_count,favorite_count\n";
        Columns::read(header, b',', None).unwrap()
    }

    fn check(row: &str, takes_the_fast_road: bool) {
        let columns = columns();
        let fast = glimpse(row.as_bytes(), &columns);
        assert_eq!(fast.is_some(), takes_the_fast_road, "{row}");
        if let Some(fast) = fast {
            let slow = post(row.as_bytes(), &columns).unwrap();
            assert_eq!(fast, Glimpse::from(&slow), "{row}");
        }
    }

    #[test]
    fn the_fast_road_agrees_with_the_full_reading_or_steps_aside() {
        check(
            "1,2015-01-01T00:00:40Z,7,Ana,en,@bob hi,5,6,bob,0,0,1,2\n",
            true,
        );
        check(
            "1,2015-01-01T00:00:40Z,7,Ana,en,\"@bob, \"\"hi\"\"\",5,6,bob,0,0,1,2\r\n",
            true,
        );
        check(
            "1,Thu Jan 01 00:00:40 +0000 2015,7,Ana,,\".@a\nb\",,,,1,0,1,2",
            true,
        );
        check("1,2015-01-01T00:00:40Z,7,Ana,en,hi,,,,0,0,1", false);
        check("1,2015-01-01T00:00:40Z, 7,Ana,en,hi,,,,0,0,1,2", false);
        check("1,2015-01-01T00:00:40Z,7,Ana,en,hi,,,,maybe,0,1,2", false);
        check(",2015-01-01T00:00:40Z,7,Ana,en,hi,,,,0,0,1,2", false);
    }

    #[test]
    fn a_bad_row_says_what_is_wrong() {
        let reason = |row: &str| post(row.as_bytes(), &columns()).unwrap_err();
        assert_eq!(reason("1,2"), "expected 13 fields, found 2");
        assert!(reason("1,never,7,Ana,en,hi,,,,0,0,1,2").contains("created_at"));
        assert!(reason("1,2015-01-01,7,Ana,en,hi,,,,maybe,0,1,2").contains("is_retweet"));
    }

    proptest! {
        /// The csv crate, told that rows may be of any length, cuts well-formed files at the same places.
        #[test]
        fn well_formed_rows_are_cut_as_the_csv_crate_cuts_them(rows in proptest::collection::vec(proptest::collection::vec("[a\",\n ]{0,6}", 2..4), 1..6)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let mut rest = bytes.as_slice();
            for row in &rows {
                let end = row_end(rest, 0, b',').unwrap().at;
                let found: Vec<_> = fields(&rest[..end], b',').map(|f| String::from_utf8(unquoted(f).into_owned()).unwrap()).collect();
                prop_assert_eq!(&found, row);
                rest = &rest[end..];
            }
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), any::<u8>()], 0..200)) {
            let end = row_end(&bytes, 0, b',').map_or(bytes.len(), |end| end.at);
            prop_assert!(end <= bytes.len());
            let from_glimpse = glimpse(&bytes[..end], &columns()).is_some();
            prop_assert!(!from_glimpse || post(&bytes[..end], &columns()).is_ok());
        }
    }
}
