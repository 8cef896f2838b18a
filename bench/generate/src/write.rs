//! Posts as lines: X v1.1 JSON, and the columns of our own CSV.

use crate::brands::accounts;
use crate::calendar::{in_iso, in_x_words};
use crate::people::Person;
use crate::post::{Post, Repeated};
use crate::text::Text;
use std::fmt::Display;

pub(crate) const COLUMNS: &str = "id_str,created_at,account_id,screen_name,lang,text,in_reply_to_status_id_str,in_reply_to_user_id_str,in_reply_to_screen_name,is_retweet,is_quote,retweet_count,favorite_count\n";

/// `brands.csv`.
pub(crate) fn brand_table() -> String {
    let mut table = "account_id,screen_name,brand,industry\n".to_owned();
    for listed in accounts() {
        let (handle, brand) = (listed.account.handle, listed.brand.name);
        let industry = listed.industry.name;
        add(
            &mut table,
            format_args!("{},{handle},{brand},{industry}\n", listed.id),
        );
    }
    table
}

pub(crate) fn csv_line(out: &mut String, post: &Post) {
    let author = post.author;
    add(out, format_args!("{},{},", post.id, in_iso(post.second)));
    add(
        out,
        format_args!("{},{},{},", author.id, author.account.handle, post.language),
    );
    csv_field(out, &post.text.written);
    match &post.replies_to {
        Some(reply) => {
            let parent = reply.post.map(|id| id.to_string()).unwrap_or_default();
            add(
                out,
                format_args!(",{parent},{},{}", reply.author.id, reply.author.handle),
            );
        }
        None => out.push_str(",,,"),
    }
    let (repeats, quotes) = (
        u8::from(post.repeats.is_some()),
        u8::from(post.quotes.is_some()),
    );
    add(
        out,
        format_args!(",{repeats},{quotes},{},{}\n", post.retweets, post.favorites),
    );
}

pub(crate) fn json_line(out: &mut String, post: &Post) {
    let author = post.author;
    head(out, &in_x_words(post.second), post.id, &post.text);
    out.push_str(
        r#""source":"<a href=\"https:\/\/desk.example\/app\" rel=\"nofollow\">Desk<\/a>","#,
    );
    reply(
        out,
        post.replies_to
            .as_ref()
            .map(|reply| (reply.post, &reply.author)),
    );
    user(
        out,
        author.id,
        author.account.handle,
        author.brand.name,
        40_000 + author.id % 900_000,
    );
    out.push_str(r#""geo":null,"coordinates":null,"place":null,"contributors":null,"#);
    if let Some(repeated) = &post.repeats {
        nested(out, "retweeted_status", repeated, post.language);
    }
    let quotes = post.quotes.is_some();
    add(out, format_args!(r#""is_quote_status":{quotes},"#));
    if let Some(quoted) = &post.quotes {
        let id = quoted.id;
        add(
            out,
            format_args!(r#""quoted_status_id":{id},"quoted_status_id_str":"{id}","#),
        );
        nested(out, "quoted_status", quoted, post.language);
    }
    tail(out, post.retweets, post.favorites, post.language);
    out.push_str("}\n");
}

fn nested(out: &mut String, key: &str, repeated: &Repeated, language: &str) {
    add(out, format_args!(r#""{key}":"#));
    head(
        out,
        &in_x_words(repeated.second),
        repeated.id,
        &repeated.text,
    );
    reply(out, None);
    let Person { id, handle } = &repeated.author;
    user(out, *id, handle, handle, id % 5_000);
    out.push_str(r#""is_quote_status":false,"#);
    tail(out, repeated.retweets, repeated.retweets / 2, language);
    out.push_str("},");
}

fn head(out: &mut String, created_at: &str, id: u64, text: &Text) {
    add(
        out,
        format_args!(r#"{{"created_at":"{created_at}","id":{id},"id_str":"{id}","full_text":""#),
    );
    json_text(out, &text.written);
    let length = text.length;
    add(
        out,
        format_args!(
            r#"","truncated":false,"display_text_range":[0,{length}],"entities":{{"hashtags":["#
        ),
    );
    listed(out, &text.tags, |out, ((from, to), tag)| {
        add(
            out,
            format_args!(r#"{{"text":"{tag}","indices":[{from},{to}]}}"#),
        );
    });
    out.push_str(r#"],"symbols":[],"user_mentions":["#);
    listed(out, &text.mentions, |out, ((from, to), id, handle)| {
        add(
            out,
            format_args!(
                r#"{{"screen_name":"{handle}","name":"{handle}","id":{id},"id_str":"{id}","indices":[{from},{to}]}}"#
            ),
        );
    });
    out.push_str(r#"],"urls":["#);
    listed(out, &text.links, |out, ((from, to), link)| {
        out.push_str(r#"{"url":""#);
        json_text(out, link);
        add(out, format_args!(r#"","indices":[{from},{to}]}}"#));
    });
    out.push_str("]},");
}

fn reply(out: &mut String, reply: Option<(Option<u64>, &Person)>) {
    match reply.and_then(|(post, _)| post) {
        Some(id) => add(
            out,
            format_args!(r#""in_reply_to_status_id":{id},"in_reply_to_status_id_str":"{id}","#),
        ),
        None => out.push_str(r#""in_reply_to_status_id":null,"in_reply_to_status_id_str":null,"#),
    }
    match reply {
        Some((_, Person { id, handle })) => add(out, format_args!(
            r#""in_reply_to_user_id":{id},"in_reply_to_user_id_str":"{id}","in_reply_to_screen_name":"{handle}","#
        )),
        None => out.push_str(
            r#""in_reply_to_user_id":null,"in_reply_to_user_id_str":null,"in_reply_to_screen_name":null,"#,
        ),
    }
}

fn user(out: &mut String, id: u64, handle: &str, name: &str, followers: u64) {
    add(
        out,
        format_args!(
            r#""user":{{"id":{id},"id_str":"{id}","name":"{name}","screen_name":"{handle}","location":"","followers_count":{followers},"verified":{}}},"#,
            followers > 50_000,
        ),
    );
}

fn tail(out: &mut String, retweets: usize, favorites: usize, language: &str) {
    add(
        out,
        format_args!(
            r#""retweet_count":{retweets},"favorite_count":{favorites},"favorited":false,"retweeted":false,"lang":"{language}""#
        ),
    );
}

fn listed<T>(out: &mut String, items: &[T], write: impl Fn(&mut String, &T)) {
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write(out, item);
    }
}

/// As X writes: the slash is escaped, letters are not.
fn json_text(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '/' => out.push_str("\\/"),
            '\n' => out.push_str("\\n"),
            other => out.push(other),
        }
    }
}

fn csv_field(out: &mut String, text: &str) {
    if !text.contains([',', '"', '\n']) {
        out.push_str(text);
        return;
    }
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

fn add(out: &mut String, what: impl Display) {
    out.push_str(&what.to_string());
}
