//! What a post can tell of its audience by itself, and what has to wait until all posts are known.

use super::record::Named;
use super::roll::{Roll, Side, handle_hash};
use rapport_model::audience::{Addressee, Judgement, Leading, Opening, Outbound, judge};
use rapport_model::{AccountRef, Glimpse, Rule, Verdict};

/// The author of a post, as far as its verdict needs to know.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker {
    pub(super) network: u16,
    /// Its id, or its handle where no id is given.
    pub(super) key: u64,
    pub(super) side: Side,
    /// Hash of the handle that it bears, if it bears one.
    pub(super) handle_hash: Option<u64>,
}

/// What came of a first look.
pub(super) enum Outcome {
    Settled(Verdict),
    Waits {
        named: Named,
        leading: Option<u64>,
        parent: Option<u64>,
    },
}

/// Whose a post is: by the table; without one by the file's own word, else everybody is own.
pub(super) fn side_of(roll: &Roll, post: &Glimpse<'_>) -> Side {
    match &roll.brands {
        Some(_) => {
            let by_id = post
                .author
                .id
                .and_then(|id| roll.brand_of_id(post.network, id));
            let by_handle = || {
                let handle = post.author.handle?;
                roll.brand_of_handle(post.network, handle)
            };
            by_id.or_else(by_handle).map_or(Side::Inbound, Side::Brand)
        }
        None if post.inbound == Some(true) => Side::Inbound,
        None => Side::Alone,
    }
}

/// An outbound post, its author and the table.
pub(super) struct FirstLook<'a> {
    pub(super) roll: &'a Roll,
    pub(super) post: &'a Glimpse<'a>,
    pub(super) speaker: Speaker,
}

impl FirstLook<'_> {
    /// Applies the rules as far as this post goes.
    pub(super) fn outcome(&self) -> Outcome {
        let post = self.post;
        let addressee = post
            .reply
            .map_or(Ok(Addressee::Nobody), |reply| self.addressee(reply.author));
        // Whom the text names first matters only where no addressee decides.
        let (leading, doubtful) = match addressee {
            Ok(Addressee::OwnBrand | Addressee::Other) => (Leading::Nobody, false),
            Ok(Addressee::Author | Addressee::Nobody) | Err(_) => self.leading(),
        };
        let outbound = Outbound {
            private: post.private,
            repost: post.repost,
            dot_mention: post.opening == Opening::DotMention,
            addressee: addressee.unwrap_or(Addressee::Author),
            leading,
        };
        let named = match (judge(&outbound), addressee) {
            // The rules before that of replies need nothing else.
            (Judgement::Settled(verdict), _) if verdict.rule < Rule::Reply => {
                return Outcome::Settled(verdict);
            }
            (_, Err(named)) => named,
            (Judgement::Settled(verdict), Ok(_)) if !doubtful => return Outcome::Settled(verdict),
            (Judgement::Settled(_), Ok(_)) => Named::Nobody,
            (Judgement::Thread, Ok(_)) => Named::Author,
        };
        let parent = post.reply.and_then(|reply| reply.post);
        let parent = parent.map(|parent| self.roll.id(self.speaker.network, parent));
        let leading = match leading {
            Leading::Other => self.leading_hash(),
            Leading::OwnBrand | Leading::Nobody => None,
        };
        Outcome::Waits {
            named,
            leading,
            parent,
        }
    }

    /// Whether later posts may show further handles for the author's brand.
    fn handles_may_come(&self) -> bool {
        match self.speaker.side {
            Side::Brand(_) => self.roll.table.has_ids,
            Side::Alone | Side::Inbound => self.post.author.id.is_some(),
        }
    }

    fn is_own_handle(&self, handle: &str) -> bool {
        if self.speaker.handle_hash == Some(handle_hash(handle)) {
            return true;
        }
        match self.speaker.side {
            Side::Brand(brand) => {
                self.roll.brand_of_handle(self.post.network, handle) == Some(brand)
            }
            Side::Alone | Side::Inbound => false,
        }
    }

    fn leading_hash(&self) -> Option<u64> {
        match self.post.opening {
            Opening::Mention(handle) => Some(handle_hash(handle)),
            Opening::DotMention | Opening::Other => None,
        }
    }

    /// Who is named first, and whether that handle may yet turn out to be own.
    fn leading(&self) -> (Leading, bool) {
        let Opening::Mention(handle) = self.post.opening else {
            return (Leading::Nobody, false);
        };
        if self.is_own_handle(handle) {
            return (Leading::OwnBrand, false);
        }
        (Leading::Other, self.handles_may_come())
    }

    /// The addressee as far as this post can tell, or what has to be looked up when all posts are known.
    fn addressee(&self, x: AccountRef<'_>) -> Result<Addressee, Named> {
        let Some(id) = x.id else {
            return match x.handle {
                None => Err(Named::ParentsAuthor),
                // Whose handle that is, or was, the other posts tell.
                Some(handle) => Err(Named::Handle(handle_hash(handle))),
            };
        };
        let key = self.roll.id(self.speaker.network, id);
        if self.post.author.id.is_some() && key == self.speaker.key {
            return Ok(Addressee::Author);
        }
        let Side::Brand(brand) = self.speaker.side else {
            return Ok(Addressee::Other);
        };
        let network = self.post.network;
        let listed = self.roll.brand_of_id(network, id).or_else(|| {
            let handle = x.handle?;
            self.roll.brand_of_handle(network, handle)
        });
        match listed {
            Some(listed) if listed == brand => Ok(Addressee::OwnBrand),
            Some(_) => Ok(Addressee::Other),
            // A post of that id may show a handle that the table lists.
            None if self.roll.table.has_bare_handles && x.handle.is_none() => Err(Named::Id(key)),
            None => Ok(Addressee::Other),
        }
    }
}
