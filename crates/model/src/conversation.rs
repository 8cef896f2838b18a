//! Which posts make one conversation.
//!
//! A **public** conversation is a reply tree restricted to one brand and one contact. The tree is what replies connect;
//! an absent post that several reply to holds them together as if it were known ([`Forest`]).
//! A **private** conversation is what one own profile and one contact write to each other until they fall silent
//! ([`split_by_silence`]).
//!
//! The contact of an outbound post is whom it was said to ([`contact_of_outbound`]): what was said to many, a repost
//! and a brand's word to itself belong to no conversation. The brand of an inbound post is found by the first
//! evidence there is ([`brand_of_inbound`]). No choice here depends on the order in which posts arrive.

use crate::Timestamp;
use crate::audience::{Addressee, Leading, Outbound};

/// Where the contact of an outbound post is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactFrom {
    /// It has none.
    Nobody,
    /// The one it replies to, whether or not his posts are known.
    Addressee,
    /// The one its text names first.
    LeadingMention,
    /// The contact of its parent; where no parent can say it, [`contact_by_own_text`].
    Thread,
}

/// Where to find the contact of an outbound post.
///
/// ```
/// use rapport_model::audience::{Addressee, Outbound};
/// use rapport_model::conversation::{ContactFrom, contact_of_outbound};
///
/// let reply = Outbound { addressee: Addressee::Other, ..Outbound::default() };
/// assert_eq!(contact_of_outbound(&reply), ContactFrom::Addressee);
/// assert_eq!(contact_of_outbound(&Outbound { dot_mention: true, ..reply }), ContactFrom::Nobody);
/// ```
#[must_use]
pub fn contact_of_outbound(post: &Outbound) -> ContactFrom {
    if !post.private && (post.repost || post.dot_mention) {
        return ContactFrom::Nobody;
    }
    match post.addressee {
        Addressee::Other => ContactFrom::Addressee,
        // Rule 1 decides a private post by itself, so it is part of no thread.
        Addressee::Author if post.private => contact_by_own_text(post.leading),
        Addressee::Author => ContactFrom::Thread,
        Addressee::OwnBrand => ContactFrom::Nobody,
        Addressee::Nobody => contact_by_own_text(post.leading),
    }
}

/// The contact of a post that only its own text can tell.
#[must_use]
pub fn contact_by_own_text(leading: Leading) -> ContactFrom {
    match leading {
        Leading::Other => ContactFrom::LeadingMention,
        Leading::OwnBrand | Leading::Nobody => ContactFrom::Nobody,
    }
}

/// What told the brand of an inbound post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// It replies to an own profile.
    RepliedTo = 1,
    /// It names an own profile.
    Mentioned = 2,
    /// Its parent, by the same contact, has that brand.
    Parent = 3,
    /// The brand was the first in the tree to speak to the contact.
    Answered = 4,
}

/// The brand of an inbound post: the first evidence that there is.
#[must_use]
pub fn brand_of_inbound<T>(
    replied_to: Option<T>,
    mentioned: Option<T>,
    parent: Option<T>,
    answered: Option<T>,
) -> Option<(T, Evidence)> {
    let told = |brand: Option<T>, evidence| brand.map(|brand| (brand, evidence));
    told(replied_to, Evidence::RepliedTo)
        .or_else(|| told(mentioned, Evidence::Mentioned))
        .or_else(|| told(parent, Evidence::Parent))
        .or_else(|| told(answered, Evidence::Answered))
}

/// The conversation, counted from 0, of each of a pair's private posts, given in the order of time: after a silence
/// of `silence_ms` or more a new one begins.
///
/// ```
/// use rapport_model::{Timestamp, conversation::split_by_silence};
///
/// let times = [0, 5, 20, 29].map(Timestamp);
/// assert_eq!(split_by_silence(&times, 10), [0, 0, 1, 1]);
/// ```
#[must_use]
pub fn split_by_silence(times: &[Timestamp], silence_ms: i64) -> Vec<usize> {
    let mut number = 0;
    let mut before: Option<Timestamp> = None;
    times
        .iter()
        .map(|time| {
            if before.is_some_and(|before| time.0.saturating_sub(before.0) >= silence_ms) {
                number += 1;
            }
            before = Some(*time);
            number
        })
        .collect()
}

/// The handles that a text names by `@`, in its order, where handles are ASCII letters, digits and `_`. An `@` right
/// after a letter or digit is an address, not a mention.
///
/// ```
/// use rapport_model::conversation::handles_in_text;
///
/// let named: Vec<_> = handles_in_text("hi @Ana, mail me@x.example or ask (@bo_1)").collect();
/// assert_eq!(named, ["Ana", "bo_1"]);
/// ```
pub fn handles_in_text(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let mut before = None;
    std::iter::from_fn(move || {
        loop {
            let (head, tail) = rest.split_once('@')?;
            let preceding: Option<char> = head.chars().next_back().or(before);
            let length = tail
                .bytes()
                .take_while(|&c| c.is_ascii_alphanumeric() || c == b'_')
                .count();
            let (handle, after) = tail.split_at_checked(length)?;
            before = handle.chars().next_back().or(Some('@'));
            rest = after;
            let in_word = preceding.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if !handle.is_empty() && !in_word {
                return Some(handle);
            }
        }
    })
}

/// Reply trees as they grow: nodes are posts, known or only replied to, and each replies to one at most.
///
/// Whatever the order of [`Forest::join`] and [`Forest::reply`], the same nodes end in the same tree.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    nodes: Vec<Root>,
}

#[derive(Debug, Clone, Copy)]
struct Root {
    parent: usize,
    posts: u64,
    ring: bool,
}

impl Forest {
    /// Adds a tree of so many posts and answers its node.
    pub fn plant(&mut self, posts: u64, ring: bool) -> usize {
        let parent = self.nodes.len();
        self.nodes.push(Root {
            parent,
            posts,
            ring,
        });
        parent
    }

    /// The node that stands for the tree.
    pub fn root(&mut self, node: usize) -> usize {
        let mut at = node;
        while let Some(parent) = self.nodes.get(at).map(|n| n.parent).filter(|p| *p != at) {
            // Halving the path keeps later walks short.
            let above = self.nodes.get(parent).map_or(parent, |n| n.parent);
            if let Some(node) = self.nodes.get_mut(at) {
                node.parent = above;
            }
            at = above;
        }
        at
    }

    /// Says that both stand for the same tree; answers its root.
    pub fn join(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.root(a), self.root(b));
        let (Some(first), Some(second)) = (self.nodes.get(a).copied(), self.nodes.get(b).copied())
        else {
            return a;
        };
        if a == b {
            return a;
        }
        let (root, child) = if first.posts < second.posts {
            (b, a)
        } else {
            (a, b)
        };
        if let Some(node) = self.nodes.get_mut(root) {
            node.posts = first.posts + second.posts;
            node.ring = first.ring || second.ring;
        }
        if let Some(node) = self.nodes.get_mut(child) {
            node.parent = root;
        }
        root
    }

    /// Adds a reply between two nodes. Within one tree it closes a ring: a tree has one reply less than nodes, and no
    /// post replies twice.
    pub fn reply(&mut self, from: usize, to: usize) {
        let (a, b) = (self.root(from), self.root(to));
        if a == b {
            if let Some(node) = self.nodes.get_mut(a) {
                node.ring = true;
            }
        } else {
            self.join(a, b);
        }
    }

    /// How many posts the tree has.
    pub fn posts(&mut self, node: usize) -> u64 {
        let root = self.root(node);
        self.nodes.get(root).map_or(0, |n| n.posts)
    }

    /// Whether the replies of the tree run in a ring somewhere.
    pub fn has_ring(&mut self, node: usize) -> bool {
        let root = self.root(node);
        self.nodes.get(root).is_some_and(|n| n.ring)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_contact_is_whom_it_was_said_to() {
        let check = |post: Outbound, expected: ContactFrom| {
            assert_eq!(contact_of_outbound(&post), expected, "{post:?}");
        };
        let to = |addressee, leading| Outbound {
            addressee,
            leading,
            ..Outbound::default()
        };
        check(
            to(Addressee::Other, Leading::Nobody),
            ContactFrom::Addressee,
        );
        check(to(Addressee::OwnBrand, Leading::Other), ContactFrom::Nobody);
        check(to(Addressee::Author, Leading::Other), ContactFrom::Thread);
        check(
            to(Addressee::Nobody, Leading::Other),
            ContactFrom::LeadingMention,
        );
        check(
            to(Addressee::Nobody, Leading::OwnBrand),
            ContactFrom::Nobody,
        );
        let repost = Outbound {
            repost: true,
            ..to(Addressee::Other, Leading::Other)
        };
        check(repost, ContactFrom::Nobody);
        check(
            Outbound {
                private: true,
                ..repost
            },
            ContactFrom::Addressee,
        );
    }

    #[test]
    fn the_first_evidence_tells_the_brand() {
        assert_eq!(
            brand_of_inbound(None, Some(2), Some(3), Some(4)),
            Some((2, Evidence::Mentioned))
        );
        assert_eq!(
            brand_of_inbound(None, None, None, Some(4)),
            Some((4, Evidence::Answered))
        );
        assert_eq!(brand_of_inbound::<i32>(None, None, None, None), None);
    }

    #[test]
    fn mentions_are_found_in_any_text() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(
                handles_in_text(text).collect::<Vec<_>>(),
                expected,
                "{text}"
            );
        };
        check("", &[]);
        check("@", &[]);
        check("@@ana", &["ana"]);
        check("@ana@bo", &["ana"]);
        check("çok@ana @bo.", &["bo"]);
        check("ç@ana", &[]);
        check("\u{202e}@ana", &["ana"]);
    }

    #[test]
    fn a_reply_within_a_tree_closes_a_ring() {
        let mut forest = Forest::default();
        let (a, b) = (forest.plant(1, false), forest.plant(1, false));
        forest.reply(a, b);
        assert!(!forest.has_ring(a));
        forest.reply(b, a);
        assert!(forest.has_ring(a));
        let own = forest.plant(1, false);
        forest.reply(own, own);
        assert!(forest.has_ring(own));
    }

    proptest! {
        #[test]
        fn the_order_of_replies_does_not_matter(
            targets in proptest::collection::vec(0usize..12, 12),
            order in Just((0usize..12).collect::<Vec<_>>()).prop_shuffle()
        ) {
            let grow = |order: &[usize]| {
                let mut forest = Forest::default();
                for _ in 0..12 {
                    forest.plant(1, false);
                }
                for &from in order {
                    forest.reply(from, targets[from]);
                }
                (0..12).map(|node| {
                    let mates: Vec<_> = (0..12).filter(|&m| forest.root(m) == forest.root(node)).collect();
                    (mates, forest.has_ring(node), forest.posts(node))
                }).collect::<Vec<_>>()
            };
            let straight: Vec<_> = (0..12).collect();
            prop_assert_eq!(grow(&straight), grow(&order));
        }
    }
}
