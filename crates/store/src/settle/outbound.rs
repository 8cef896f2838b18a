//! Audience, rule and contact of a post by an own profile.

use super::world::addressee;
use super::{Above, Derived, Node};
use crate::memory::Memory;
use rapport_model::Rule;
use rapport_model::audience::{self, Addressee, Judgement, Leading, Outbound};
use rapport_model::conversation::{ContactFrom, contact_by_own_text, contact_of_outbound};

/// How an outbound post came by its audience.
const BY_ITSELF: i64 = 0;
const BY_THREAD: i64 = 1;
const ENDLESS: i64 = 2;

/// Works out an outbound post from what its parent has now.
pub(super) fn outbound(
    node: &Node,
    parent: Option<&Node>,
    above: Above,
    memory: &Memory,
) -> Derived {
    let author = memory.meant(node.named.author);
    let owner = if memory.book.has_table() {
        memory.owner(author)
    } else {
        Some(-author)
    };
    let own = |profile: i64| memory.owner(profile) == owner;
    let to = addressee(node, parent, memory).map(|to| memory.meant(to));
    let leading = node.named.leading.map(|leading| memory.meant(leading));
    let post = Outbound {
        private: node.private,
        repost: node.is_repost(),
        dot_mention: node.dot_mention,
        addressee: match to {
            None => Addressee::Nobody,
            Some(to) if to == author => Addressee::Author,
            Some(to) if own(to) => Addressee::OwnBrand,
            Some(_) => Addressee::Other,
        },
        leading: match leading {
            None => Leading::Nobody,
            Some(leading) if leading == author || own(leading) => Leading::OwnBrand,
            Some(_) => Leading::Other,
        },
    };
    let thread = thread_of(parent, above);
    let by_text = audience::by_own_text(post.leading);
    let verdict = match audience::judge(&post) {
        Judgement::Settled(verdict) => (verdict.audience, verdict.rule),
        Judgement::Thread => match thread {
            Thread::From(parent) => (
                parent.verdict.map_or(by_text, |(audience, _)| audience),
                Rule::Reply,
            ),
            Thread::Endless | Thread::Oldest => (by_text, Rule::Reply),
        },
    };
    let mut basis = BY_ITSELF;
    let mut from = contact_of_outbound(&post);
    let mut contact = None;
    if from == ContactFrom::Thread {
        basis = if matches!(thread, Thread::Endless) {
            ENDLESS
        } else {
            BY_THREAD
        };
        match thread {
            Thread::From(parent) => contact = parent.contact,
            Thread::Endless | Thread::Oldest => from = contact_by_own_text(post.leading),
        }
    }
    match from {
        ContactFrom::Addressee => contact = to.and_then(|to| memory.contact(to)),
        ContactFrom::LeadingMention => contact = leading.and_then(|l| memory.contact(l)),
        ContactFrom::Nobody | ContactFrom::Thread => {}
    }
    Derived {
        outbound: true,
        author,
        owner,
        own_profile: node.private.then_some(author),
        verdict: Some(verdict),
        basis,
        contact,
        tree: node.id,
        conversation: None,
    }
}

enum Thread<'a> {
    From(&'a Derived),
    /// The chain of parents never ends.
    Endless,
    /// There is no known post above that could decide.
    Oldest,
}

fn thread_of(parent: Option<&Node>, above: Above) -> Thread<'_> {
    if above == Above::Endless {
        return Thread::Endless;
    }
    match parent.and_then(|p| p.now.as_ref()) {
        Some(derived) if !derived.outbound => Thread::Oldest,
        Some(derived) if derived.basis == ENDLESS => Thread::Endless,
        Some(derived) => Thread::From(derived),
        None => Thread::Oldest,
    }
}
