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

/// Where the value of each field stands, counted from the start of the line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    /// Where it begins and, where a template told, where it ends.
    places: [(u32, u32); FIELDS],
    seen: u32,
}

impl Fields {
    /// The line from a field's value on, if the line has the field.
    #[inline]
    pub(crate) fn value<'a>(&self, line: &'a str, field: Field) -> Option<&'a str> {
        let (start, end) = *self.places.get(field as usize)?;
        if self.seen >> field as u32 & 1 == 0 {
            return None;
        }
        if end == 0 {
            line.get(start as usize..)
        } else {
            line.get(start as usize..end as usize)
        }
    }

    /// Forgets every field.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.seen = 0;
    }

    /// Notes a field that a template has proved to stand there once.
    #[inline]
    pub(super) fn set(&mut self, field: Field, start: usize, end: usize) {
        let place = self.places.get_mut(field as usize);
        if let (Some(slot), Ok(start), Ok(end)) = (place, u32::try_from(start), u32::try_from(end))
        {
            *slot = (start, end);
            self.seen |= 1 << field as u32;
        }
    }

    /// Notes a field; false if the line has it twice.
    #[inline]
    pub(super) fn note(&mut self, field: Field, start: usize) -> bool {
        let fresh = self.seen >> field as u32 & 1 == 0;
        self.set(field, start, 0);
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
