//! `rapport posts`: searching what is stored.

use super::open_existing;
use crate::arguments::PostsArguments;
use rapport_flow::PostsAsked;
use rapport_model::Scope;
use rapport_serve::post_as_json;
use rapport_store::Location;
use std::io::Write;

/// Prints the newest posts that match, as the API shows them.
pub(crate) fn posts(asked: PostsArguments, location: &Location) -> anyhow::Result<()> {
    let mut left = asked.limit;
    let (filter, mut after) = PostsAsked::from(asked).meaning()?;
    let mut reader = open_existing(location)?.reader()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    while left > 0 {
        let page = reader.within(&Scope::All)?.posts(&filter, after)?;
        for post in page.posts.into_iter().take(left) {
            writeln!(out, "{}", post_as_json(post)?)?;
            left -= 1;
        }
        if page.next.is_none() {
            break;
        }
        after = page.next;
    }
    out.flush()?;
    Ok(())
}

impl From<PostsArguments> for PostsAsked {
    fn from(asked: PostsArguments) -> PostsAsked {
        PostsAsked {
            words: Some(asked.words.join(" ")),
            brand: asked.brand,
            industry: asked.industry,
            profile: asked.profile,
            contact: asked.contact,
            direction: asked.direction,
            audience: asked.audience,
            language: asked.language,
            network: asked.network,
            kind: asked.kind,
            from: asked.from,
            to: asked.to,
            zone: asked.zone,
            exclude_reposts: asked.exclude_reposts,
            after: None,
        }
    }
}
