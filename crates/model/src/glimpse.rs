//! The few facts of a post that the iceberg needs, borrowed from the record they stand in.

use crate::audience::Opening;
use crate::{Kind, Network, Post, Timestamp, Visibility};

/// An external id: the number that X writes, or any other text.
///
/// Only the plain decimal form of a number becomes [`Key::Number`], so that `007` and `7` stay two ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key<'a> {
    /// A plain number below 2⁶³.
    Number(u64),
    /// Anything else.
    Text(&'a str),
}

impl<'a> Key<'a> {
    /// Reads an id.
    #[must_use]
    pub fn of(id: &'a str) -> Key<'a> {
        Key::of_digits(id.as_bytes()).map_or(Key::Text(id), Key::Number)
    }

    /// The number that the bytes write plainly, if they do.
    #[must_use]
    pub fn of_digits(bytes: &[u8]) -> Option<u64> {
        // 19 digits never overflow 64 bits.
        if bytes.is_empty() || bytes.len() > 19 || (bytes.len() > 1 && bytes.first() == Some(&b'0'))
        {
            return None;
        }
        let mut value = 0_u64;
        for &c in bytes {
            let digit = c.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
        }
        (value >> 63 == 0).then_some(value)
    }
}

/// An account as a record names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct AccountRef<'a> {
    /// The network's own id.
    pub id: Option<Key<'a>>,
    /// The handle, without `@`, as written.
    pub handle: Option<&'a str>,
}

impl AccountRef<'_> {
    /// Whether neither id nor handle is given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.handle.is_none()
    }
}

/// What a record says of the post it replies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ReplyGlimpse<'a> {
    /// The post, if named.
    pub post: Option<Key<'a>>,
    /// Its author, if named.
    pub author: AccountRef<'a>,
}

/// The few facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glimpse<'a> {
    /// Where it lives.
    pub network: &'a Network,
    /// The post's external id.
    pub id: Key<'a>,
    /// Who wrote it.
    pub author: AccountRef<'a>,
    /// When.
    pub created_at: Timestamp,
    /// Not for everybody.
    pub private: bool,
    /// A repost without comment.
    pub repost: bool,
    /// How its text begins.
    pub opening: Opening<'a>,
    /// What it replies to.
    pub reply: Option<ReplyGlimpse<'a>>,
    /// The declared language.
    pub lang: Option<&'a str>,
    /// The file's own word on the direction, where it has one.
    pub inbound: Option<bool>,
}

impl<'a> From<&'a Post> for Glimpse<'a> {
    fn from(post: &'a Post) -> Glimpse<'a> {
        Glimpse {
            network: &post.network,
            id: Key::of(&post.external_id),
            author: AccountRef {
                id: post.author.id.as_deref().map(Key::of),
                handle: post.author.handle.as_deref(),
            },
            created_at: post.created_at,
            // A mass mailing is written to everybody, whatever envelope carries it.
            private: post.visibility == Visibility::Private && !post.mass_mailing,
            repost: post.kind == Kind::Repost,
            opening: if post.mass_mailing {
                Opening::Other
            } else {
                post.opening()
            },
            reply: match &post.reply_to {
                Some(reply) if !post.mass_mailing => Some(ReplyGlimpse {
                    post: reply.id.as_deref().map(Key::of),
                    author: AccountRef {
                        id: reply.author_id.as_deref().map(Key::of),
                        handle: reply.author_handle.as_deref(),
                    },
                }),
                _ => None,
            },
            lang: post.lang.as_deref(),
            inbound: post.inbound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_numbers() {
        assert_eq!(
            Key::of("9007199254740993"),
            Key::Number(9_007_199_254_740_993)
        );
        assert_eq!(Key::of("0"), Key::Number(0));
        for text in [
            "",
            "007",
            "-1",
            "1.0",
            "99999999999999999999",
            "9999999999999999999",
            "https://a.example/1",
        ] {
            assert_eq!(Key::of(text), Key::Text(text));
        }
    }
}
