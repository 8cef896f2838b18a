//! Invents small archives in which everything meets everything: few people, few ids, many replies.

use super::dice::Dice;
use super::reference::{Kind, Post, Reply, Row};

/// Somebody who writes, under one or more handles.
#[derive(Debug, Clone)]
pub struct Account {
    pub id: String,
    pub handles: Vec<&'static str>,
    pub brand: Option<(&'static str, &'static str)>,
}

/// What is known of authors and addressees throughout an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Both,
    Ids,
    Handles,
}

/// What kind of archive to invent.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub known: Known,
    /// Whether a second post of the same id may say something else.
    pub edits: bool,
    /// Whether accounts change their handles.
    pub renames: bool,
}

#[derive(Debug, Clone)]
pub struct Invented {
    pub posts: Vec<Post>,
    pub table: Option<Vec<Row>>,
}

fn accounts(dice: &mut Dice, renames: bool) -> Vec<Account> {
    let account = |id: &str, handles: &[&'static str], brand| Account {
        id: id.to_owned(),
        handles: handles.to_vec(),
        brand,
    };
    let acme = Some(("Acme", "airlines"));
    let zed = Some(("Zed, \"Inc\"", "software"));
    let mut all = vec![
        account("1", &["Acme", "AcmeAir"], acme),
        account("2", &["AcmeHelp", "acme_help"], acme),
        account("9007199254740993", &["Zed", "Zed_1"], zed),
        account("4", &["bob", "bob2"], None),
        account("9007199254740992", &["Eve", "Adam"], None),
    ];
    for account in &mut all {
        if !renames || dice.chance(50) {
            account.handles.truncate(1);
        }
    }
    all
}

fn table(dice: &mut Dice, accounts: &[Account]) -> Option<Vec<Row>> {
    let style = dice.below(5);
    if style == 0 {
        return None;
    }
    let mut rows = Vec::new();
    for account in accounts {
        let Some((brand, industry)) = account.brand else {
            continue;
        };
        let style = if style == 4 { 1 + dice.below(3) } else { style };
        let row = |id: Option<&str>, handle: Option<String>| Row {
            account_id: id.map(str::to_owned),
            handle,
            brand: brand.to_owned(),
            industry: industry.to_owned(),
        };
        let mut cased = |handle: &str| Some(any_case(dice, handle));
        // Two listed handles do not say that they are one account; its id does.
        let style = if account.handles.len() > 1 {
            1 + style % 2
        } else {
            style
        };
        match style {
            1 => rows.push(row(Some(&account.id), None)),
            2 => rows.push(row(Some(&account.id), cased(account.handles[0]))),
            _ => rows.extend(account.handles.iter().map(|h| row(None, cased(h)))),
        }
    }
    dice.shuffle(&mut rows);
    Some(rows)
}

fn any_case(dice: &mut Dice, handle: &str) -> String {
    match dice.below(4) {
        0 => handle.to_uppercase(),
        1 => handle.to_lowercase(),
        _ => handle.to_owned(),
    }
}

fn text(dice: &mut Dice, accounts: &[Account]) -> String {
    let handle = if dice.chance(12) {
        "stranger"
    } else {
        let account = dice.pick(accounts);
        dice.pick(&account.handles)
    };
    let handle = any_case(dice, handle);
    let rest = *dice.pick(&[
        "",
        " hello",
        ": \"so\", he said",
        "\nsecond line",
        "'s",
        " \u{1F600} déjà",
        " @Acme",
    ]);
    match dice.below(16) {
        0..=6 => format!("@{handle}{rest}"),
        7 => format!(".@{handle}{rest}"),
        8 => format!("@{handle}_x{rest}"),
        9 => format!("@{handle}é"),
        10 => format!(" @{handle}"),
        11 => format!("hi @{handle}"),
        12 => (*dice.pick(&[
            "",
            "@",
            ".",
            ".@",
            "@ bob",
            "@@bob",
            "@é",
            "..@bob",
            "\u{200F}@bob",
            "\\@bob",
            "\"@bob\"",
        ]))
        .to_owned(),
        _ => "plain \\ words \t <&amp;> \u{2028}".to_owned(),
    }
}

fn reply(dice: &mut Dice, i: usize, posts: &[Post], accounts: &[Account], known: Known) -> Reply {
    if dice.chance(30) {
        return Reply::default();
    }
    let own = posts[i].author_id.clone();
    let (status, account, shown) = if dice.chance(75) {
        let same = |p: &&Post| p.author_id == own;
        let thread: Vec<&Post> = posts.iter().filter(same).collect();
        let target = if dice.chance(65) {
            dice.pick(&thread)
        } else {
            dice.pick(posts)
        };
        let account = accounts
            .iter()
            .find(|a| Some(&a.id) == target.author_id.as_ref());
        (target.id.clone(), account, target.author_handle.clone())
    } else {
        let absent = format!("90071992547410{:02}", dice.below(3));
        let account = dice.chance(80).then(|| dice.pick(accounts));
        (
            absent,
            account,
            account.map(|a| (*dice.pick(&a.handles)).to_owned()),
        )
    };
    let handle = shown.map(|h| any_case(dice, &h));
    let mut keep = |percent, known| (known && dice.chance(percent)).then_some(());
    Reply {
        status: keep(85, true).map(|()| status),
        user: keep(75, known != Known::Handles).and(account.map(|a| a.id.clone())),
        handle: keep(75, known != Known::Ids).and(handle),
    }
}

/// Brands and customers at the end of 2014 and the years after.
pub fn invent(seed: u64, wish: Wish) -> Invented {
    let mut dice = Dice::new(seed);
    let accounts = accounts(&mut dice, wish.renames);
    let table = table(&mut dice, &accounts);
    let base: u64 = *dice.pick(&[1, 9_007_199_254_740_985, 18_446_744_073_709_551_000]);
    let size = 1 + dice.below(14);
    let crowd = 1 + dice.below(accounts.len());
    let mut posts: Vec<Post> = Vec::new();
    for i in 0..size {
        let account = &accounts[dice.below(crowd)];
        let handle = (*dice.pick(&account.handles)).to_owned();
        posts.push(Post {
            id: (base + i as u64).to_string(),
            author_id: Some(account.id.clone()),
            author_handle: Some(any_case(&mut dice, &handle)),
            text: text(&mut dice, &accounts),
            marked: None,
            at: 1_419_724_800 + i64::try_from(dice.next() % 70_000_000).unwrap(),
            language: (*dice.pick(&[None, Some("en"), Some("cs"), Some("fa")])).map(str::to_owned),
            reply: Reply::default(),
            kind: *dice.pick(&[
                Kind::Plain,
                Kind::Plain,
                Kind::Plain,
                Kind::Plain,
                Kind::Plain,
                Kind::Repost,
                Kind::Quote,
            ]),
            private: false,
            inbound: false,
        });
    }
    for i in 0..size {
        posts[i].reply = reply(&mut dice, i, &posts, &accounts, wish.known);
    }
    for post in &mut posts {
        match wish.known {
            Known::Both => {}
            Known::Ids => post.author_handle = None,
            Known::Handles => post.author_id = None,
        }
    }
    dice.shuffle(&mut posts);
    for _ in 0..dice.below(3) {
        let mut again = dice.pick(&posts).clone();
        if wish.edits && dice.chance(70) {
            again.text = text(&mut dice, &accounts);
            again.at += 86_400;
        }
        let at = dice.below(posts.len() + 1);
        posts.insert(at, again);
    }
    Invented { posts, table }
}
