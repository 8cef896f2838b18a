//! The personal archive of X: `window.YTD.tweets.part0 = [ {"tweet": {…}}, … ]`.

use super::v1::Tweet;
use crate::json::{Id, JsonFault, Text, present};
use rapport_model::{Account, Post};
use serde::Deserialize;

#[derive(Deserialize)]
struct Element<'a> {
    #[serde(borrow)]
    tweet: Option<Tweet<'a>>,
}

/// The post of one element, newer (`{"tweet": …}`) or older (the post itself).
pub(crate) fn archive_post(text: &str, owner: &Account) -> Result<Post, JsonFault> {
    let element: Element<'_> = serde_json::from_str(text)?;
    let tweet = match element.tweet {
        Some(tweet) => tweet,
        None => serde_json::from_str(text)?,
    };
    tweet.into_post(Some(owner))
}

/// Whose archive it is, from its `account.js`.
pub(crate) fn owner_of(account_js: &str) -> Option<Account> {
    #[derive(Deserialize)]
    struct Entry {
        account: Inner,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Inner {
        account_id: Option<Id>,
        username: Option<Text>,
        account_display_name: Option<Text>,
    }
    let json = account_js.get(account_js.find('[')?..)?;
    let entries: Vec<Entry> = serde_json::from_str(json.trim_end().trim_end_matches(';')).ok()?;
    let account = entries.into_iter().next()?.account;
    Some(Account {
        id: present(account.account_id),
        handle: account.username.map(|t| t.0),
        name: account.account_display_name.map(|t| t.0),
        followers: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapport_model::Kind;

    #[test]
    fn posts_of_an_archive_are_its_owners() {
        let owner = owner_of(r#"window.YTD.account.part0 = [ {"account":{"accountId":"12","username":"ana","accountDisplayName":"Ana"}} ]"#).unwrap();
        let read = |json: &str| archive_post(json, &owner).unwrap();
        let post = read(
            r#"{"tweet":{"id_str":"5","created_at":"Thu Jan 01 00:00:40 +0000 2015","full_text":"RT @x: y","favorite_count":"3"}}"#,
        );
        assert_eq!(post.author.id.as_deref(), Some("12"));
        assert_eq!(
            (post.kind, post.inbound, post.counters.likes),
            (Kind::Repost, Some(false), Some(3))
        );
        let older = read(
            r#"{"id_str":"6","created_at":"Thu Jan 01 00:00:40 +0000 2015","full_text":"hi"}"#,
        );
        assert_eq!(older.external_id, "6");
    }
}
