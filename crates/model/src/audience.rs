//! One-to-one or one-to-many: the six rules, and how a thread inherits from its beginning.
//!
//! ```
//! use rapport_model::audience::{Addressee, Leading, Outbound, Judgement, judge};
//! use rapport_model::{Audience, Rule, Verdict};
//!
//! let reply = Outbound { addressee: Addressee::Other, ..Outbound::default() };
//! let expected = Verdict { audience: Audience::OneToOne, rule: Rule::Reply };
//! assert_eq!(judge(&reply), Judgement::Settled(expected));
//! ```

use serde::{Deserialize, Serialize};

/// Whom an outbound post was said to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// One person.
    OneToOne,
    /// Everybody who follows.
    OneToMany,
}

impl Audience {
    /// The word used in files, the API and the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Audience::OneToOne => "one_to_one",
            Audience::OneToMany => "one_to_many",
        }
    }
}

/// The rule that decided, numbered as in the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 1: a private post.
    Private = 1,
    /// 2: a repost without comment.
    Repost = 2,
    /// 3: the text begins with `.@`.
    DotMention = 3,
    /// 4: a reply, threads included.
    Reply = 4,
    /// 5: the text begins with a mention of someone else.
    LeadingMention = 5,
    /// 6: everything else.
    Other = 6,
}

impl Rule {
    /// The rule's number, 1 to 6.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }
}

/// What was decided, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Verdict {
    /// One or many.
    pub audience: Audience,
    /// Why.
    pub rule: Rule,
}

/// Whom a post replies to, seen from its author *a* of brand *B*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Addressee {
    /// The post is no reply, or a reply to an unknown post without an addressee.
    #[default]
    Nobody,
    /// *a* itself: a thread.
    Author,
    /// Another own profile of *B*.
    OwnBrand,
    /// Anybody else.
    Other,
}

/// Who is named by a mention at the very first character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Leading {
    /// The text does not begin with a mention.
    #[default]
    Nobody,
    /// An own profile of *B*.
    OwnBrand,
    /// Anybody else.
    Other,
}

/// How a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Opening<'a> {
    /// With `.@`: the deliberate broadcast.
    DotMention,
    /// With `@handle`, the handle without its sign.
    Mention(&'a str),
    /// With anything else.
    #[default]
    Other,
}

/// What the rules look at in an outbound post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Outbound {
    /// A direct message, an e-mail, a note.
    pub private: bool,
    /// A repost without comment.
    pub repost: bool,
    /// The text begins with `.@`.
    pub dot_mention: bool,
    /// Whom it replies to.
    pub addressee: Addressee,
    /// Whom the text names first.
    pub leading: Leading,
}

/// A verdict, or the word that the post's parent decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// Decided by the post alone.
    Settled(Verdict),
    /// A reply of the author to itself: [`follow_threads`] decides, and the rule is [`Rule::Reply`].
    Thread,
}

/// Applies the first rule that fits.
#[must_use]
pub fn judge(post: &Outbound) -> Judgement {
    use Audience::{OneToMany, OneToOne};
    let (audience, rule) = match post {
        Outbound { private: true, .. } => (OneToOne, Rule::Private),
        Outbound { repost: true, .. } => (OneToMany, Rule::Repost),
        Outbound {
            dot_mention: true, ..
        } => (OneToMany, Rule::DotMention),
        Outbound {
            addressee: Addressee::Author,
            ..
        } => return Judgement::Thread,
        Outbound {
            addressee: Addressee::OwnBrand,
            ..
        } => (OneToMany, Rule::Reply),
        Outbound {
            addressee: Addressee::Other,
            ..
        } => (OneToOne, Rule::Reply),
        Outbound {
            leading: Leading::Other,
            ..
        } => (OneToOne, Rule::LeadingMention),
        Outbound {
            leading: Leading::OwnBrand | Leading::Nobody,
            ..
        } => (OneToMany, Rule::Other),
    };
    Judgement::Settled(Verdict { audience, rule })
}

/// What a thread post says by its own text, where no parent can say it.
#[must_use]
pub fn by_own_text(leading: Leading) -> Audience {
    match leading {
        Leading::Other => Audience::OneToOne,
        Leading::OwnBrand | Leading::Nobody => Audience::OneToMany,
    }
}

/// The parent of a thread post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent {
    /// Not among the known posts.
    Unknown,
    /// Known, and decided by itself.
    Settled(Audience),
    /// Itself a thread post: its index.
    Thread(usize),
}

/// A reply of an author to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadPost {
    /// What it replies to.
    pub parent: Parent,
    /// What [`by_own_text`] says of it.
    pub own_text: Audience,
}

/// The audience of each thread post: that of its parent, up the thread. Below an unknown parent the oldest known
/// post is judged by its own text; where the chain never ends, each post that asks is judged by its own.
///
/// Linear in the number of posts, however long the threads are. An index out of range counts as unknown.
#[must_use]
pub fn follow_threads(posts: &[ThreadPost]) -> Vec<Audience> {
    let mut ends = vec![End::NotAsked; posts.len()];
    let mut path = Vec::new();
    for start in 0..posts.len() {
        path.clear();
        let end = walk(posts, &mut ends, start, &mut path);
        for &index in &path {
            if let Some(slot) = ends.get_mut(index) {
                *slot = end;
            }
        }
    }
    ends.iter()
        .zip(posts)
        .map(|(end, post)| match end {
            End::At(audience) => *audience,
            End::NotAsked | End::Walking | End::Never => post.own_text,
        })
        .collect()
}

#[derive(Clone, Copy)]
enum End {
    NotAsked,
    /// On the path of the present walk: meeting it again is a ring.
    Walking,
    Never,
    At(Audience),
}

fn walk(posts: &[ThreadPost], ends: &mut [End], start: usize, path: &mut Vec<usize>) -> End {
    let mut at = start;
    // Only an index out of range leaves the loop by its head: the post above it is the oldest known one.
    let mut oldest = Audience::OneToMany;
    while let Some((post, end)) = posts.get(at).zip(ends.get_mut(at)) {
        match end {
            End::Walking => return End::Never,
            End::Never | End::At(_) => return *end,
            End::NotAsked => *end = End::Walking,
        }
        path.push(at);
        oldest = post.own_text;
        match post.parent {
            Parent::Unknown => return End::At(post.own_text),
            Parent::Settled(audience) => return End::At(audience),
            Parent::Thread(parent) => at = parent,
        }
    }
    End::At(oldest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Audience::{OneToMany, OneToOne};
    use proptest::prelude::*;

    fn check(post: Outbound, expected: Option<(Audience, u8)>) {
        let judged = match judge(&post) {
            Judgement::Settled(verdict) => Some((verdict.audience, verdict.rule.number())),
            Judgement::Thread => None,
        };
        assert_eq!(judged, expected, "{post:?}");
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let plain = Outbound::default();
        let all = Outbound {
            private: true,
            repost: true,
            dot_mention: true,
            addressee: Addressee::Other,
            leading: Leading::Other,
        };
        check(all, Some((OneToOne, 1)));
        check(
            Outbound {
                private: false,
                ..all
            },
            Some((OneToMany, 2)),
        );
        let shouted = Outbound {
            private: false,
            repost: false,
            ..all
        };
        check(shouted, Some((OneToMany, 3)));
        let reply = Outbound {
            dot_mention: false,
            ..shouted
        };
        check(reply, Some((OneToOne, 4)));
        check(
            Outbound {
                addressee: Addressee::OwnBrand,
                ..reply
            },
            Some((OneToMany, 4)),
        );
        check(
            Outbound {
                addressee: Addressee::Author,
                ..reply
            },
            None,
        );
        check(
            Outbound {
                addressee: Addressee::Nobody,
                ..reply
            },
            Some((OneToOne, 5)),
        );
        check(
            Outbound {
                leading: Leading::OwnBrand,
                ..plain
            },
            Some((OneToMany, 6)),
        );
        check(plain, Some((OneToMany, 6)));
    }

    fn thread(parent: Parent, own_text: Audience) -> ThreadPost {
        ThreadPost { parent, own_text }
    }

    #[test]
    fn a_thread_inherits_from_its_beginning() {
        let posts = [
            thread(Parent::Thread(1), OneToMany),
            thread(Parent::Thread(2), OneToMany),
            thread(Parent::Settled(OneToOne), OneToMany),
        ];
        assert_eq!(follow_threads(&posts), [OneToOne; 3]);
    }

    #[test]
    fn below_an_unknown_parent_the_oldest_known_post_speaks_for_the_thread() {
        let posts = [
            thread(Parent::Thread(1), OneToMany),
            thread(Parent::Unknown, OneToOne),
        ];
        assert_eq!(follow_threads(&posts), [OneToOne; 2]);
    }

    #[test]
    fn in_a_ring_and_below_it_everyone_speaks_for_itself() {
        let posts = [
            thread(Parent::Thread(1), OneToOne),
            thread(Parent::Thread(2), OneToMany),
            thread(Parent::Thread(1), OneToOne),
            thread(Parent::Thread(3), OneToOne),
            thread(Parent::Thread(0), OneToMany),
        ];
        let own: Vec<_> = posts.iter().map(|p| p.own_text).collect();
        assert_eq!(follow_threads(&posts), own);
    }

    proptest! {
        /// The definition, followed naively for one post.
        #[test]
        fn following_agrees_with_asking_each_post_alone(
            parents in proptest::collection::vec((0usize..40, 0u8..4, any::<bool>()), 1..30)
        ) {
            let audience = |one: bool| if one { OneToOne } else { OneToMany };
            let posts: Vec<_> = parents.iter().map(|&(index, kind, one)| {
                let parent = match kind {
                    0 => Parent::Unknown,
                    1 => Parent::Settled(audience(index % 2 == 0)),
                    _ => Parent::Thread(index),
                };
                thread(parent, audience(one))
            }).collect();
            let naive: Vec<_> = (0..posts.len()).map(|start| {
                let mut at = start;
                for _ in 0..=posts.len() {
                    match posts[at].parent {
                        Parent::Unknown => return posts[at].own_text,
                        Parent::Settled(audience) => return audience,
                        Parent::Thread(parent) if parent >= posts.len() => return posts[at].own_text,
                        Parent::Thread(parent) => at = parent,
                    }
                }
                posts[start].own_text
            }).collect();
            prop_assert_eq!(follow_threads(&posts), naive);
        }
    }
}
