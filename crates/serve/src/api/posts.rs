//! Posts: a page of them by filters and words, and one by its id.

use super::values::{
    AudienceWord, CursorText, DirectionWord, IdText, KindWord, MomentText, VisibilityWord,
};
use super::wire::{Ask, Id, TextId};
use crate::access::Known;
use crate::problem::{Problem, ProblemDetails};
use crate::server::{JsonText, Server};
use axum::Json;
use axum::extract::State;
use rapport_flow::PostsAsked;
use rapport_model::{Network, PostId, Timestamp};
use rapport_store::{Cursor, Page, ProfileHead, Shown};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// A profile beside a post.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProfileAnswer {
    #[schema(value_type = String)]
    id: TextId,
    #[schema(value_type = String)]
    network: Network,
    #[schema(required)]
    handle: Option<String>,
    #[schema(required)]
    name: Option<String>,
    /// Whether it is one of ours.
    own: bool,
}

impl ProfileAnswer {
    pub(crate) fn of(profile: ProfileHead) -> ProfileAnswer {
        ProfileAnswer {
            id: TextId(profile.id.0),
            network: profile.network,
            handle: profile.handle,
            name: profile.name,
            own: profile.own,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct LanguageAnswer {
    /// BCP 47.
    code: String,
    /// Whether the source declares it; otherwise it was found in the text.
    declared: bool,
    /// How sure that is, 0 to 1; null where it is declared.
    #[schema(required)]
    confidence: Option<f64>,
}

/// How often others reacted, as far as the source says.
#[derive(Serialize, ToSchema)]
pub(crate) struct CountersAnswer {
    #[schema(required)]
    likes: Option<i64>,
    #[schema(required)]
    shares: Option<i64>,
    #[schema(required)]
    replies: Option<i64>,
    #[schema(required)]
    views: Option<i64>,
}

/// A post.
#[derive(Serialize, ToSchema)]
pub(crate) struct PostAnswer {
    #[schema(value_type = String)]
    id: TextId,
    #[schema(value_type = String)]
    network: Network,
    /// The network's id for it.
    external_id: String,
    #[schema(value_type = KindWord)]
    kind: &'static str,
    #[schema(value_type = VisibilityWord)]
    visibility: &'static str,
    #[schema(value_type = DirectionWord)]
    direction: &'static str,
    /// Of an outbound post.
    #[schema(required, value_type = Option<AudienceWord>)]
    audience: Option<&'static str>,
    /// The rule that decided the audience, 1 to 6.
    #[schema(required, minimum = 1, maximum = 6)]
    rule: Option<u8>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// As written; empty once it was deleted.
    text: String,
    /// Whether it was deleted on its network.
    deleted: bool,
    #[schema(required)]
    language: Option<LanguageAnswer>,
    author: ProfileAnswer,
    /// Whom it answers.
    #[schema(required)]
    addressee: Option<ProfileAnswer>,
    #[schema(required)]
    brand: Option<String>,
    #[schema(required, value_type = Option<String>)]
    contact_id: Option<TextId>,
    #[schema(required, value_type = Option<String>)]
    conversation_id: Option<TextId>,
    links: Vec<String>,
    /// Addresses of pictures, films and sounds.
    media: Vec<String>,
    counters: CountersAnswer,
    /// Where it stands on its network, if that follows from its id.
    #[schema(required)]
    url: Option<String>,
}

impl PostAnswer {
    pub(crate) fn of(post: Shown) -> PostAnswer {
        PostAnswer {
            url: address(&post),
            id: TextId(post.id.0),
            network: post.network,
            external_id: post.external_id,
            kind: post.kind.as_str(),
            visibility: post.visibility.as_str(),
            direction: post.direction.as_str(),
            audience: post.verdict.map(|(audience, _)| audience.as_str()),
            rule: post.verdict.map(|(_, rule)| rule.number()),
            created_at: post.created_at,
            text: post.text,
            deleted: post.deleted,
            language: post.language.map(|spoken| LanguageAnswer {
                code: spoken.code,
                declared: spoken.declared,
                confidence: spoken.confidence,
            }),
            author: ProfileAnswer::of(post.author),
            addressee: post.addressee.map(ProfileAnswer::of),
            brand: post.brand,
            contact_id: post.contact.map(|id| TextId(id.0)),
            conversation_id: post.conversation.map(|id| TextId(id.0)),
            links: post.links,
            media: post.media,
            counters: CountersAnswer {
                likes: post.counters.likes,
                shares: post.counters.shares,
                replies: post.counters.replies,
                views: post.counters.views,
            },
        }
    }
}

/// A post as the API shows it, in one line of JSON.
pub fn post_as_json(post: Shown) -> serde_json::Result<String> {
    serde_json::to_string(&PostAnswer::of(post))
}

/// Where a public post stands on its network.
fn address(post: &Shown) -> Option<String> {
    if post.deleted || post.visibility != rapport_model::Visibility::Public {
        return None;
    }
    let id = &post.external_id;
    match post.network.as_str() {
        "x" if id.bytes().all(|c| c.is_ascii_digit()) => {
            Some(format!("https://x.com/i/status/{id}"))
        }
        "mastodon" if id.starts_with("https://") => Some(id.clone()),
        _ => None,
    }
}

/// What posts are asked for; what is not given does not narrow.
#[derive(Deserialize, IntoParams, Default)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostsQuestion {
    /// Words that all stand in the post; "in quotes" a phrase, -word one that does not.
    #[param(max_length = 1000)]
    q: Option<String>,
    /// A brand by its name.
    brand: Option<String>,
    /// An industry by its name: all its brands.
    industry: Option<String>,
    /// A profile by its id: what it wrote.
    #[param(inline, value_type = Option<IdText>)]
    profile: Option<String>,
    /// A contact by its id.
    #[param(inline, value_type = Option<IdText>)]
    contact: Option<String>,
    #[param(inline, value_type = Option<DirectionWord>)]
    direction: Option<String>,
    #[param(inline, value_type = Option<AudienceWord>)]
    audience: Option<String>,
    /// A language code; `und` is not determined.
    language: Option<String>,
    /// A network by its name.
    #[param(pattern = "^[a-z0-9_-]{1,32}$")]
    network: Option<String>,
    /// The kind of post.
    #[param(inline, value_type = Option<KindWord>)]
    kind: Option<String>,
    /// The first day that counts, `YYYY-MM-DD`, or a time.
    #[param(inline, value_type = Option<MomentText>)]
    from: Option<String>,
    /// The first day that no longer counts, or a time.
    #[param(inline, value_type = Option<MomentText>)]
    to: Option<String>,
    /// Whose days those are, such as `Europe/Prague`; UTC if not given.
    zone: Option<String>,
    /// Without reposts.
    #[serde(default)]
    #[param(required = false)]
    exclude_reposts: bool,
    /// `next` of the page before.
    #[param(inline, value_type = Option<CursorText>)]
    after: Option<String>,
}

impl PostsQuestion {
    fn asked(self) -> PostsAsked {
        PostsAsked {
            words: self.q,
            brand: self.brand,
            industry: self.industry,
            profile: self.profile,
            contact: self.contact,
            direction: self.direction,
            audience: self.audience,
            language: self.language,
            network: self.network,
            kind: self.kind,
            from: self.from,
            to: self.to,
            zone: self.zone,
            exclude_reposts: self.exclude_reposts,
            after: self.after,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct PostsAnswer {
    /// At most 50, the newest first; a page may be short, or empty, although there is a next one.
    posts: Vec<PostAnswer>,
    /// Where the next page begins; null behind the last.
    #[schema(required)]
    next: Option<String>,
    /// How far back this page looked; null where it looked at everything.
    #[schema(required, value_type = Option<String>, format = DateTime)]
    looked_back_to: Option<Timestamp>,
}

impl PostsAnswer {
    fn of(page: Page) -> PostsAnswer {
        let looked_back_to = page.looked_back_to();
        PostsAnswer {
            posts: page.posts.into_iter().map(PostAnswer::of).collect(),
            next: page.next.map(Cursor::to_text),
            looked_back_to,
        }
    }
}

/// Posts, the newest first.
#[utoipa::path(get, path = "/api/posts", tag = "posts", params(PostsQuestion), responses(
    (status = 200, body = PostsAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn list(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Ask(question): Ask<PostsQuestion>,
) -> Result<JsonText, Problem> {
    let meant = question.asked().meaning();
    let (filter, after) = meant.map_err(Problem::bad_question)?;
    server
        .answer_within(caller.scope(), move |scoped| {
            Ok(PostsAnswer::of(scoped.posts(&filter, after)?))
        })
        .await
}

/// One post.
#[utoipa::path(get, path = "/api/posts/{id}", tag = "posts",
    params(("id" = String, Path, description = "The post")), responses(
    (status = 200, body = PostAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn one(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
) -> Result<Json<PostAnswer>, Problem> {
    let post = server
        .read_within(caller.scope(), move |scoped| scoped.post(PostId(id)))
        .await?;
    let post = post.ok_or_else(|| Problem::not_found("post"))?;
    Ok(Json(PostAnswer::of(post)))
}
