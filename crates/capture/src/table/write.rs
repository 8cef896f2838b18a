//! Posts as CSV, in the columns that are read back.

use rapport_model::{Kind, Post};
use std::io::Write;

const HEADER: [&str; 16] = [
    "id_str",
    "created_at",
    "account_id",
    "screen_name",
    "lang",
    "text",
    "in_reply_to_status_id_str",
    "in_reply_to_user_id_str",
    "in_reply_to_screen_name",
    "is_retweet",
    "is_quote",
    "retweet_count",
    "favorite_count",
    "kind",
    "visibility",
    "network",
];

/// Writes posts as rows. A text that a spreadsheet would take for a formula is written as it is: the columns are an
/// archive to be read back, not a sheet.
pub struct CsvPosts<W: Write>(csv::Writer<W>);

impl<W: Write> CsvPosts<W> {
    /// Writes the header.
    pub fn new(out: W) -> Result<CsvPosts<W>, csv::Error> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(HEADER)?;
        Ok(CsvPosts(writer))
    }

    /// Writes a post.
    pub fn write(&mut self, post: &Post) -> Result<(), csv::Error> {
        let reply = post.reply_to.as_ref();
        let or_empty = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let count = |count: Option<i64>| count.map(|n| n.to_string()).unwrap_or_default();
        let flag = |is: bool| if is { "1" } else { "0" }.to_owned();
        self.0.write_record([
            post.external_id.clone(),
            post.created_at.to_string(),
            or_empty(post.author.id.as_deref()),
            or_empty(post.author.handle.as_deref()),
            or_empty(post.lang.as_deref()),
            post.text.clone(),
            or_empty(reply.and_then(|r| r.id.as_deref())),
            or_empty(reply.and_then(|r| r.author_id.as_deref())),
            or_empty(reply.and_then(|r| r.author_handle.as_deref())),
            flag(post.kind == Kind::Repost),
            flag(post.kind == Kind::Quote),
            count(post.counters.shares),
            count(post.counters.likes),
            post.kind.to_string(),
            post.visibility.to_string(),
            post.network.to_string(),
        ])
    }

    /// Ends the file.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
