//! Along which index to look for posts, and what to check of each one met.

use crate::catalogue::Stock;
use crate::engine::Value;
use crate::expression::Expression;
use crate::facets::LANGUAGE;
use crate::filter::{Direction, Filter};
use crate::scope::{Owners, Scoped};
use rapport_model::{Audience, Kind};

/// Brands whose posts are merged one walk beside the other; with more of them all posts are walked.
const WALKS_MAX: usize = 32;

/// A walk along an index, the newest first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Walk {
    /// Over all posts.
    All,
    /// Over the posts of each of these brands.
    Owners(Vec<i64>),
    /// Over the posts by a profile.
    Author(i64),
    /// Over the posts by or to a contact.
    Contact(i64),
    /// Over what the full-text index of the embedded engine finds.
    Index(String),
}

/// What has to be true of a post that was met.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Check {
    Owner(Vec<i64>),
    Author(i64),
    Contact(i64),
    Direction(Direction),
    Audience(Audience),
    Language(String),
    Kind(Kind),
    NoRepost,
    Network(i64),
}

/// How to find the posts of a filter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    pub(crate) walk: Walk,
    pub(crate) checks: Vec<Check>,
    /// Words that posts must hold, as PostgreSQL asks for them.
    pub(crate) words: Option<String>,
}

impl Check {
    /// The columns that it looks at.
    pub(crate) fn columns(&self) -> &'static [&'static str] {
        match self {
            Check::Owner(_) => &["owner"],
            Check::Author(_) => &["author"],
            Check::Contact(_) => &["contact"],
            Check::Direction(_) => &["direction"],
            Check::Audience(_) => &["audience"],
            Check::Language(_) => &["lang", "found_lang"],
            Check::Kind(_) | Check::NoRepost => &["kind"],
            Check::Network(_) => &["network"],
        }
    }

    /// The condition; `place` gives a value its place in the statement.
    pub(crate) fn condition<'a>(&'a self, mut place: impl FnMut(Value<'a>) -> String) -> String {
        match self {
            Check::Owner(ids) => {
                let places: Vec<_> = ids.iter().map(|id| place(Value::Int(*id))).collect();
                format!("owner in ({})", places.join(", "))
            }
            Check::Author(id) => format!("author = {}", place(Value::Int(*id))),
            Check::Contact(id) => format!("contact = {}", place(Value::Int(*id))),
            Check::Direction(direction) => {
                format!("direction = {}", place(direction.as_str().into()))
            }
            Check::Audience(audience) => format!("audience = {}", place(audience.as_str().into())),
            Check::Language(code) => format!("{LANGUAGE} = {}", place(code.into())),
            Check::Kind(kind) => format!("kind = {}", place(kind.as_str().into())),
            Check::NoRepost => format!("kind <> {}", place(Kind::Repost.as_str().into())),
            Check::Network(id) => format!("network = {}", place(Value::Int(*id))),
        }
    }
}

impl Scoped<'_> {
    /// How to find the posts of a filter; none if there can be none.
    pub(crate) fn plan(&self, filter: &Filter) -> Option<Plan> {
        let owners = self.owners_of(filter);
        if owners == Owners::Of(Vec::new()) {
            return None;
        }
        let network = match &filter.network {
            Some(network) => Some(self.catalogue.network_id(network)?),
            None => None,
        };
        let shares = self.shares(filter, &owners, network);
        if shares.both == 0 {
            return None;
        }
        let facets = facet_checks(filter, network);
        let mut derived = derived_checks(filter);
        let words = !filter.search.is_empty();
        let by_index = self.engine.is_sqlite() && (words || shares.by_facets(filter));
        let walk = if by_index {
            Walk::Index(Expression::of(filter, network, self.catalogue).for_sqlite())
        } else if let Some(contact) = filter.contact {
            derived.retain(|check| !matches!(check, Check::Contact(_)));
            Walk::Contact(contact.0)
        } else if let Some(profile) = filter.profile {
            derived.retain(|check| !matches!(check, Check::Author(_)));
            Walk::Author(profile.0)
        } else {
            match &owners {
                Owners::Of(ids) if ids.len() <= WALKS_MAX => Walk::Owners(ids.clone()),
                Owners::Of(_) | Owners::All => Walk::All,
            }
        };
        let mut checks = derived;
        if !by_index {
            checks.extend(facets);
        }
        if let (Owners::Of(ids), false) = (owners, matches!(walk, Walk::Owners(_))) {
            checks.push(Check::Owner(ids));
        }
        let asked = || Expression::of(filter, None, self.catalogue).for_postgres();
        Some(Plan {
            walk,
            checks,
            words: (words && !by_index)
                .then(asked)
                .filter(|words| !words.is_empty()),
        })
    }

    /// Whose posts are meant, scope and filter together.
    fn owners_of(&self, filter: &Filter) -> Owners {
        if filter.brand.is_none() && filter.industry.is_none() {
            return self.owners.clone();
        }
        let brands = self.catalogue.brands.iter();
        let meant = brands.filter(|(id, brand)| {
            filter.brand.as_ref().is_none_or(|name| *name == brand.name)
                && filter
                    .industry
                    .as_ref()
                    .is_none_or(|name| *name == brand.industry)
                && self.owners.hold(Some(*id))
        });
        Owners::Of(meant.map(|(id, _)| *id).collect())
    }

    fn shares(&self, filter: &Filter, owners: &Owners, network: Option<i64>) -> Shares {
        let mut shares = Shares::default();
        for stock in &self.catalogue.stock {
            let of_owner = owners.hold(Some(stock.owner));
            let of_facets = has_facets(stock, filter, network);
            let posts = stock.inbound + stock.outbound;
            shares.by_owner += if of_owner { posts } else { 0 };
            shares.by_facets += if of_facets { posts } else { 0 };
            if of_owner && of_facets {
                shares.both += counted(stock, filter);
            }
        }
        shares
    }
}

/// How many posts each way to walk would meet, and how many match as far as the kept counts tell.
#[derive(Default)]
struct Shares {
    by_owner: i64,
    by_facets: i64,
    both: i64,
}

impl Shares {
    /// Whether the facets narrow better than whose the posts are. A candidate of the full-text index costs about twice
    /// as much.
    fn by_facets(&self, filter: &Filter) -> bool {
        filter.contact.is_none() && filter.profile.is_none() && self.by_facets * 2 < self.by_owner
    }
}

fn has_facets(stock: &Stock, filter: &Filter, network: Option<i64>) -> bool {
    filter
        .language
        .as_ref()
        .is_none_or(|code| *code == stock.language)
        && filter.kind.is_none_or(|kind| kind == stock.kind)
        && network.is_none_or(|id| id == stock.network)
        && !(filter.exclude_reposts && stock.kind == Kind::Repost)
}

fn counted(stock: &Stock, filter: &Filter) -> i64 {
    let outbound = match filter.audience {
        None => stock.outbound,
        Some(Audience::OneToOne) => stock.one_to_one,
        Some(Audience::OneToMany) => stock.outbound - stock.one_to_one,
    };
    let inbound = if filter.audience.is_none() {
        stock.inbound
    } else {
        0
    };
    match filter.direction {
        None => outbound + inbound,
        Some(Direction::Outbound) => outbound,
        Some(Direction::Inbound) => inbound,
    }
}

fn facet_checks(filter: &Filter, network: Option<i64>) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(filter.language.clone().map(Check::Language));
    checks.extend(filter.kind.map(Check::Kind));
    checks.extend(filter.exclude_reposts.then_some(Check::NoRepost));
    checks.extend(network.map(Check::Network));
    checks
}

fn derived_checks(filter: &Filter) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(filter.contact.map(|contact| Check::Contact(contact.0)));
    checks.extend(filter.profile.map(|profile| Check::Author(profile.0)));
    checks.extend(filter.direction.map(Check::Direction));
    checks.extend(filter.audience.map(Check::Audience));
    checks
}
