//! The fields that the iceberg asks for: which keys they are, and where their values stand.

/// A field that the iceberg asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Field {
    CreatedAt,
    Id,
    IdStr,
    Text,
    FullText,
    Lang,
    ReplyStatus,
    ReplyStatusStr,
    ReplyUser,
    ReplyUserStr,
    ReplyName,
    Repost,
    User,
    UserId,
    UserIdStr,
    UserName,
}

pub(super) const FIELDS: usize = 16;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Form {
    #[default]
    Null,
    /// `true` or `false`.
    Flag,
    /// Digits, and nothing else.
    Number,
    /// A string without escapes.
    Plain,
    /// A string with escapes.
    Escaped,
    /// An object or an array.
    Container,
}

/// A value of the line: its form and its text, a string's without its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value<'a> {
    pub(crate) form: Form,
    pub(crate) text: &'a str,
}

/// Where a value stands in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) form: Form,
}

/// A set of fields.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen(u32);

/// Where the value of each field stands, counted from the start of the line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    spans: [Span; FIELDS],
    seen: u32,
}

impl Fields {
    /// The value of a field, if the line has the field.
    #[inline]
    pub(crate) fn value<'a>(&self, line: &'a str, field: Field) -> Option<Value<'a>> {
        let span = self.spans.get(field as usize)?;
        if self.seen >> field as u32 & 1 == 0 {
            return None;
        }
        Some(Value {
            form: span.form,
            text: line.get(span.start as usize..span.end as usize)?,
        })
    }

    /// Which fields are noted.
    #[inline]
    pub(super) fn seen(&self) -> Seen {
        Seen(self.seen)
    }

    /// Forgets every field but those.
    #[inline]
    pub(super) fn forget_but(&mut self, seen: Seen) {
        self.seen &= seen.0;
    }

    /// Notes where a field stands; false if the line has it twice.
    #[inline]
    pub(super) fn note(&mut self, field: Field, span: Span) -> bool {
        let fresh = self.seen >> field as u32 & 1 == 0;
        if let Some(slot) = self.spans.get_mut(field as usize) {
            *slot = span;
            self.seen |= 1 << field as u32;
        }
        fresh
    }
}

/// What a key is to the scan.
pub(super) enum Wanted {
    No,
    Field(Field),
    /// A key that belongs to another dialect, or that changes what the others mean.
    Elsewhere,
}

#[inline(always)]
pub(super) fn top_field(key: &[u8]) -> Wanted {
    Wanted::Field(match (key.len(), key) {
        (2, b"id") => Field::Id,
        (4, b"user") => Field::User,
        (4, b"text") => Field::Text,
        (4, b"lang") => Field::Lang,
        (4, b"data") => return Wanted::Elsewhere,
        (6, b"id_str") => Field::IdStr,
        (7, b"network") => return Wanted::Elsewhere,
        (9, b"full_text") => Field::FullText,
        (9, b"author_id") => return Wanted::Elsewhere,
        (10, b"created_at") => Field::CreatedAt,
        (14, b"extended_tweet") => return Wanted::Elsewhere,
        (16, b"retweeted_status") => Field::Repost,
        (19, b"in_reply_to_user_id") => Field::ReplyUser,
        (21, b"in_reply_to_status_id") => Field::ReplyStatus,
        (23, b"in_reply_to_user_id_str") => Field::ReplyUserStr,
        (23, b"in_reply_to_screen_name") => Field::ReplyName,
        (25, b"in_reply_to_status_id_str") => Field::ReplyStatusStr,
        _ => return Wanted::No,
    })
}

#[inline(always)]
pub(super) fn user_field(key: &[u8]) -> Wanted {
    Wanted::Field(match (key.len(), key) {
        (2, b"id") => Field::UserId,
        (6, b"id_str") => Field::UserIdStr,
        (11, b"screen_name") => Field::UserName,
        _ => return Wanted::No,
    })
}
