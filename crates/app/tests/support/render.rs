//! Writes posts in the layouts of the archives that people have.

use super::dice::Dice;
use super::outbox::{in_outbox, outbox};
use super::reference::{Kind, Post, Reply, Row, civil};
use serde_json::{Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    XVersion1,
    XVersion2,
    OwnCsv,
    Twcs,
    Personal,
    Outbox,
}

pub const OWN_HEADER: &str = "id_str,created_at,account_id,screen_name,lang,text,in_reply_to_status_id_str,\
in_reply_to_user_id_str,in_reply_to_screen_name,is_retweet,is_quote,retweet_count,favorite_count";
const TWCS_HEADER: &str =
    "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id";
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// The posts as the layout can tell them: what it has no place for is not known.
pub fn as_conveyed(posts: &[Post], layout: Layout) -> Vec<Post> {
    let owned = |p: &&Post| p.author_id.as_deref() == Some("1");
    match layout {
        Layout::XVersion1 | Layout::OwnCsv => posts.to_vec(),
        Layout::XVersion2 => posts.iter().map(in_version_2).collect(),
        Layout::Twcs => posts.iter().map(in_twcs).collect(),
        Layout::Personal => posts.iter().filter(owned).map(in_personal).collect(),
        Layout::Outbox => {
            let mine: Vec<Post> = posts.iter().filter(owned).cloned().collect();
            let here = |status: &String| {
                mine.iter()
                    .any(|p| &p.id == status && p.kind != Kind::Repost)
            };
            mine.iter().map(|p| in_outbox(p, &here)).collect()
        }
    }
}

fn in_version_2(post: &Post) -> Post {
    let reply = Reply {
        handle: None,
        ..post.reply.clone()
    };
    Post {
        reply,
        ..post.clone()
    }
}

fn in_twcs(post: &Post) -> Post {
    let own = matches!(
        post.author_id.as_deref(),
        Some("1" | "2" | "9007199254740993")
    );
    Post {
        author_id: None,
        author_handle: match post.author_id.as_deref() {
            Some("1") => Some("Acme".to_owned()),
            Some("2") => Some("AcmeHelp".to_owned()),
            Some("9007199254740993") => Some("Zed".to_owned()),
            customer => customer.map(str::to_owned),
        },
        language: None,
        reply: Reply {
            status: post.reply.status.clone(),
            ..Reply::default()
        },
        kind: Kind::Plain,
        inbound: !own,
        ..post.clone()
    }
}

fn in_personal(post: &Post) -> Post {
    Post {
        author_handle: Some("Acme".to_owned()),
        kind: Kind::Plain,
        ..post.clone()
    }
}

pub fn rfc3339(at: i64) -> String {
    let (year, month, day) = civil(at.div_euclid(86_400));
    let s = at.rem_euclid(86_400);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.000Z",
        s / 3600,
        s / 60 % 60,
        s % 60
    )
}

pub fn with_day_name(at: i64) -> String {
    let days = at.div_euclid(86_400);
    let (year, month, day) = civil(days);
    let s = at.rem_euclid(86_400);
    let name = DAYS[usize::try_from(days % 7).unwrap()];
    let month = MONTHS[usize::try_from(month - 1).unwrap()];
    format!(
        "{name} {month} {day:02} {:02}:{:02}:{:02} +0000 {year}",
        s / 3600,
        s / 60 % 60,
        s % 60
    )
}

/// A whole archive.
pub fn render(posts: &[Post], layout: Layout, dice: &mut Dice) -> Vec<u8> {
    let lines = |line: &mut dyn FnMut(&Post) -> String| -> String {
        posts.iter().map(|p| line(p) + "\n").collect()
    };
    match layout {
        Layout::XVersion1 => lines(&mut |p| version_1(p, dice)).into_bytes(),
        Layout::XVersion2 => version_2(posts, dice).into_bytes(),
        Layout::OwnCsv => format!("{OWN_HEADER}\n{}", lines(&mut own_row)).into_bytes(),
        Layout::Twcs => format!("{TWCS_HEADER}\n{}", lines(&mut twcs_row)).into_bytes(),
        Layout::Personal => personal(posts, dice),
        Layout::Outbox => outbox(posts).into_bytes(),
    }
}

fn number_or_string(
    dice: &mut Dice,
    fields: &mut serde_json::Map<String, Value>,
    key: &str,
    id: Option<&String>,
) {
    let number = id.and_then(|id| id.parse::<u64>().ok());
    let style = dice.below(3);
    if style != 0 {
        fields.insert(format!("{key}_str"), json!(id));
    }
    if style != 1 {
        fields.insert(key.to_owned(), json!(number));
    }
}

pub fn version_1(post: &Post, dice: &mut Dice) -> String {
    let mut fields = serde_json::Map::new();
    number_or_string(dice, &mut fields, "id", Some(&post.id));
    let at = if dice.chance(50) {
        with_day_name(post.at)
    } else {
        rfc3339(post.at)
    };
    fields.insert("created_at".to_owned(), json!(at));
    let cut: String = post.text.chars().take(12).collect();
    match dice.below(4) {
        0 => fields.extend([("full_text".to_owned(), json!(post.text))]),
        1 => fields.extend([
            ("text".to_owned(), json!(format!("{cut}…"))),
            ("truncated".to_owned(), json!(true)),
            (
                "extended_tweet".to_owned(),
                json!({"full_text": post.text, "display_text_range": [0, 3]}),
            ),
        ]),
        _ => fields.extend([("text".to_owned(), json!(post.text))]),
    }
    if let Some(language) = &post.language {
        fields.insert("lang".to_owned(), json!(language));
    }
    if post.author_id.is_some() || post.author_handle.is_some() {
        let mut user = serde_json::Map::new();
        if post.author_id.is_some() {
            number_or_string(dice, &mut user, "id", post.author_id.as_ref());
        }
        if let Some(handle) = &post.author_handle {
            user.insert("screen_name".to_owned(), json!(handle));
        }
        fields.insert("user".to_owned(), Value::Object(user));
    }
    number_or_string(
        dice,
        &mut fields,
        "in_reply_to_status_id",
        post.reply.status.as_ref(),
    );
    number_or_string(
        dice,
        &mut fields,
        "in_reply_to_user_id",
        post.reply.user.as_ref(),
    );
    fields.insert(
        "in_reply_to_screen_name".to_owned(),
        json!(post.reply.handle),
    );
    let nested = json!({"id_str": "77", "id": 77, "text": "@nested", "lang": "tr", "created_at": rfc3339(0),
        "in_reply_to_user_id_str": "4", "user": {"id_str": "78", "screen_name": "nested"}});
    match post.kind {
        Kind::Plain => {}
        Kind::Repost => fields.extend([("retweeted_status".to_owned(), nested)]),
        Kind::Quote => fields.extend([
            ("is_quote_status".to_owned(), json!(true)),
            ("quoted_status".to_owned(), nested),
        ]),
    }
    let mut pairs: Vec<_> = fields.into_iter().collect();
    dice.shuffle(&mut pairs);
    // The keys of a line come in any order.
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(k, v)| format!("{}:{v}", json!(k)))
        .collect();
    format!("{{{}}}", pairs.join(","))
}

fn version_2(posts: &[Post], dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut rest = posts;
    while !rest.is_empty() {
        // A page names each person once, as she is called that day.
        let renamed =
            |p: &Post, q: &Post| p.author_id == q.author_id && p.author_handle != q.author_handle;
        let mut size = 1;
        let most = (1 + dice.below(4)).min(rest.len());
        while size < most && !rest[..size].iter().any(|p| renamed(p, &rest[size])) {
            size += 1;
        }
        let (page, later) = rest.split_at(size);
        rest = later;
        let data: Vec<Value> = page.iter().map(tweet_2).collect();
        let user = |p: &Post| json!({"id": p.author_id, "username": p.author_handle, "name": "N"});
        let mut includes = json!({"users": page.iter().map(user).collect::<Vec<_>>()});
        if dice.chance(50) {
            includes["tweets"] =
                json!([{"id": "77", "author_id": "78", "text": "@nested", "lang": "tr"}]);
        }
        let data = if page.len() == 1 && dice.chance(50) {
            data[0].clone()
        } else {
            json!(data)
        };
        out += &json!({"data": data, "includes": includes, "meta": {"result_count": page.len()}})
            .to_string();
        out += "\n";
    }
    out
}

fn tweet_2(post: &Post) -> Value {
    let mut references = Vec::new();
    if let Some(status) = &post.reply.status {
        references.push(json!({"type": "replied_to", "id": status}));
    }
    match post.kind {
        Kind::Plain => {}
        Kind::Repost => references.push(json!({"type": "retweeted", "id": "77"})),
        Kind::Quote => references.push(json!({"type": "quoted", "id": "77"})),
    }
    let mut tweet = json!({"id": post.id, "author_id": post.author_id, "text": post.text, "created_at": rfc3339(post.at)});
    if let Some(language) = &post.language {
        tweet["lang"] = json!(language);
    }
    if let Some(user) = &post.reply.user {
        tweet["in_reply_to_user_id"] = json!(user);
    }
    if !references.is_empty() {
        tweet["referenced_tweets"] = json!(references);
    }
    tweet
}

pub fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

fn row(fields: &[&str]) -> String {
    fields
        .iter()
        .map(|f| quoted(f))
        .collect::<Vec<_>>()
        .join(",")
}

fn or_empty(field: Option<&String>) -> &str {
    field.map_or("", String::as_str)
}

pub fn own_row(post: &Post) -> String {
    let flag = |is: bool| if is { "true" } else { "false" };
    row(&[
        &post.id,
        &rfc3339(post.at),
        or_empty(post.author_id.as_ref()),
        or_empty(post.author_handle.as_ref()),
        or_empty(post.language.as_ref()),
        &post.text,
        or_empty(post.reply.status.as_ref()),
        or_empty(post.reply.user.as_ref()),
        or_empty(post.reply.handle.as_ref()),
        flag(post.kind == Kind::Repost),
        flag(post.kind == Kind::Quote),
        "0",
        "3",
    ])
}

fn twcs_row(post: &Post) -> String {
    row(&[
        &post.id,
        or_empty(post.author_handle.as_ref()),
        if post.inbound { "True" } else { "False" },
        &with_day_name(post.at),
        &post.text,
        "",
        or_empty(post.reply.status.as_ref()),
    ])
}

/// The zip that X hands to a person: her posts and her account, both as scripts.
fn personal(posts: &[Post], dice: &mut Dice) -> Vec<u8> {
    let tweet = |p: &Post| {
        let nobody = Post {
            author_id: None,
            author_handle: None,
            ..p.clone()
        };
        format!("{{\"tweet\": {}}}", version_1(&nobody, dice))
    };
    let tweets = posts.iter().map(tweet).collect::<Vec<_>>().join(",\n");
    let account =
        json!([{"account": {"accountId": "1", "username": "Acme", "accountDisplayName": "A"}}]);
    zipped(&[
        (
            "data/account.js",
            format!("window.YTD.account.part0 = {account}"),
        ),
        (
            "data/tweets.js",
            format!("window.YTD.tweets.part0 = [\n{tweets}\n]"),
        ),
        (
            "data/like.js",
            "window.YTD.like.part0 = [{\"like\":{\"tweetId\":\"1\"}}]".to_owned(),
        ),
    ])
}

pub fn zipped(files: &[(&str, String)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A brand table, with the columns that it needs.
pub fn brands(rows: &[Row], dice: &mut Dice) -> String {
    let handle = *dice.pick(&["screen_name", "handle"]);
    let network = *dice.pick(&["", ",network", ",network"]);
    let mut out = format!("account_id,{handle},brand,industry{network}\n");
    for r in rows {
        out += &row(&[
            or_empty(r.account_id.as_ref()),
            or_empty(r.handle.as_ref()),
            &r.brand,
            &r.industry,
        ]);
        out += match (network, dice.below(2)) {
            ("", _) => "\n",
            (_, 0) => ",\n",
            _ => ",NETWORK\n",
        };
    }
    out
}
