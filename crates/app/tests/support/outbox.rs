//! A Mastodon outbox, as the server packs it for its owner.

use super::reference::{Kind, Post, Reply};
use super::render::rfc3339;
use serde_json::{Value, json};

const OUTBOX: &str = "https://social.example/users/Acme";

/// The post as an outbox can tell it; `here` are the posts that stand in it.
pub fn in_outbox(post: &Post, here: &dyn Fn(&String) -> bool) -> Post {
    let uri = |status: &String| match here(status) {
        true => format!("{OUTBOX}/statuses/{status}"),
        false => format!("https://else.example/notes/{status}"),
    };
    let repost = post.kind == Kind::Repost;
    let status = post.reply.status.as_ref().filter(|_| !repost).map(uri);
    Post {
        id: format!(
            "{OUTBOX}/statuses/{}{}",
            post.id,
            if repost { "/activity" } else { "" }
        ),
        author_id: Some(OUTBOX.to_owned()),
        author_handle: Some(on_server("Acme")),
        marked: Some(leading_handle(&post.text).map(on_server)),
        language: post.language.clone().filter(|_| !repost),
        reply: Reply {
            status,
            ..Reply::default()
        },
        private: !repost && post.at % 5 == 0,
        kind: if repost { Kind::Repost } else { Kind::Plain },
        ..post.clone()
    }
}

/// A whole outbox.
pub fn outbox(posts: &[Post]) -> String {
    let items: Vec<Value> = posts.iter().map(activity).collect();
    // Mastodon names the type before the items.
    let head = r#""@context":"https://www.w3.org/ns/activitystreams","id":"outbox.json","type":"OrderedCollection""#;
    format!(
        r#"{{{head},"totalItems":{},"orderedItems":{}}}"#,
        items.len(),
        json!(items)
    )
}

fn activity(post: &Post) -> Value {
    let public = ["https://www.w3.org/ns/activitystreams#Public"];
    if post.kind == Kind::Repost {
        return json!({"id": post.id, "type": "Announce", "actor": OUTBOX, "published": rfc3339(post.at),
            "to": public, "object": "https://else.example/notes/1"});
    }
    let bob = ["https://else.example/users/bob"];
    let (content, tags) = marked(&post.text);
    let to = if post.private {
        json!(bob)
    } else {
        json!(public)
    };
    let mut note = json!({"id": post.id, "type": "Note", "attributedTo": OUTBOX, "published": rfc3339(post.at),
        "inReplyTo": post.reply.status, "to": to, "content": content, "tag": tags});
    if let Some(language) = &post.language {
        note["contentMap"] = json!({ language: content });
    }
    json!({"id": format!("{}/activity", post.id), "type": "Create", "actor": OUTBOX, "published": rfc3339(post.at),
        "to": to, "object": note})
}

fn leading_handle(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('@')?;
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    // Whether `@zedé` names zed is a case of its own.
    let ends = !rest[end..].starts_with(char::is_alphabetic);
    (end > 0 && ends).then(|| &rest[..end])
}

fn on_server(handle: &str) -> String {
    let here = handle.eq_ignore_ascii_case("acme");
    format!(
        "{handle}@{}",
        if here {
            "social.example"
        } else {
            "else.example"
        }
    )
}

/// Text as HTML; a mention at its start is marked as the network does it.
fn marked(text: &str) -> (String, Value) {
    let escaped = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('\n', "<br>")
    };
    let Some(handle) = leading_handle(text) else {
        return (format!("<p>{}</p>", escaped(text)), json!([]));
    };
    let full = on_server(handle);
    let server = full.split('@').nth(1).unwrap();
    let rest = escaped(&text[1 + handle.len()..]);
    let content = format!(
        "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://{server}/@{handle}\" \
        class=\"u-url mention\">@<span>{handle}</span></a></span>{rest}</p>"
    );
    let tags = json!([{"type": "Mention", "href": format!("https://{server}/users/{handle}"), "name": format!("@{full}")}]);
    (content, tags)
}
