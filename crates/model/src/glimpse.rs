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
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            value = value
                .wrapping_mul(100_000_000)
                .wrapping_add(eight_digits(u64::from_le_bytes(*eight))?);
        }
        match (bytes.last_chunk::<8>(), SCALES.get(rest.len())) {
            _ if rest.is_empty() => {}
            (Some(last), Some(scale)) => {
                // The last eight digits end with the rest; those before it are counted already.
                let counted = u64::MAX >> (8 * rest.len());
                let rest = u64::from_le_bytes(*last) & !counted | ZEROS & counted;
                value = value.wrapping_mul(*scale).wrapping_add(eight_digits(rest)?);
            }
            _ => {
                for &c in rest {
                    let digit = c.wrapping_sub(b'0');
                    if digit > 9 {
                        return None;
                    }
                    value = value * 10 + u64::from(digit);
                }
            }
        }
        (value >> 63 == 0).then_some(value)
    }
}

/// Powers of ten.
const SCALES: [u64; 8] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];

const ONES: u64 = 0x0101_0101_0101_0101;
/// The text `00000000`.
const ZEROS: u64 = ONES * b'0' as u64;

/// The number that eight bytes write, the first one lowest: pairs, then pairs of pairs (Lemire, *Quickly parsing eight
/// digits*, 2022).
#[inline]
fn eight_digits(text: u64) -> Option<u64> {
    let digits = text.wrapping_sub(ZEROS);
    // A byte that is no digit has its high half set, by itself or once six is added.
    if (digits | digits.wrapping_add(ONES * 6)) & (ONES * 0xF0) != 0 {
        return None;
    }
    let pairs = (digits * 10 + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    Some((fours.wrapping_mul(10_000) + (fours >> 32)) & 0xFFFF_FFFF)
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
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn a_key_is_a_number_where_it_is_written_as_one(text in "[0-9]{0,20}[^0-9]?[0-9]{0,12}") {
            let number = text.parse::<u64>().ok();
            let plain = number.filter(|n| n.to_string() == text && n >> 63 == 0 && text.len() < 20);
            prop_assert_eq!(Key::of(&text), plain.map_or(Key::Text(&text), Key::Number));
        }
    }
}
