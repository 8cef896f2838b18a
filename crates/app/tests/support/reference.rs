//! The rules of audience, as plainly as they can be said: everything in memory, one post after the other.
//! It shares no code with the program.

use std::collections::{BTreeMap, HashMap, HashSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Repost,
    Quote,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    pub status: Option<String>,
    pub user: Option<String>,
    pub handle: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    pub id: String,
    pub author_id: Option<String>,
    pub author_handle: Option<String>,
    pub text: String,
    /// The mention at the very beginning, where the network marks mentions itself.
    pub marked: Option<Option<String>>,
    /// Seconds since 1970.
    pub at: i64,
    pub language: Option<String>,
    pub reply: Reply,
    pub kind: Kind,
    pub private: bool,
    /// Whether the file itself says that this came from people.
    pub inbound: bool,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub account_id: Option<String>,
    pub handle: Option<String>,
    pub brand: String,
    pub industry: String,
}

/// A profile: by its id where one is known, else by its handle in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Who {
    Id(String),
    Handle(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    OneToOne,
    OneToMany,
}

impl Audience {
    pub fn as_str(self) -> &'static str {
        match self {
            Audience::OneToOne => "one_to_one",
            Audience::OneToMany => "one_to_many",
        }
    }
}

enum Judged {
    Settled(Audience, u64),
    AsParent,
}

/// All posts of one network, each id once.
pub struct World {
    pub posts: Vec<Post>,
    pub duplicates: usize,
    by_id: HashMap<String, usize>,
    shown: HashMap<String, String>,
    table: Option<Vec<Row>>,
}

impl World {
    pub fn new(read: &[Post], table: Option<&[Row]>) -> World {
        let mut world = World {
            posts: Vec::new(),
            duplicates: 0,
            by_id: HashMap::new(),
            shown: HashMap::new(),
            table: table.map(<[Row]>::to_vec),
        };
        for post in read {
            if world.by_id.contains_key(&post.id) {
                world.duplicates += 1;
                continue;
            }
            world.by_id.insert(post.id.clone(), world.posts.len());
            world.posts.push(post.clone());
            if let (Some(id), Some(handle)) = (&post.author_id, &post.author_handle) {
                world.shown.insert(handle.to_lowercase(), id.clone());
            }
        }
        world
    }

    pub fn who(&self, id: Option<&str>, handle: Option<&str>) -> Option<Who> {
        if let Some(id) = id {
            return Some(Who::Id(id.to_owned()));
        }
        let handle = handle?.to_lowercase();
        Some(match self.shown.get(&handle) {
            Some(id) => Who::Id(id.clone()),
            None => Who::Handle(handle),
        })
    }

    fn author(&self, post: &Post) -> Who {
        self.who(post.author_id.as_deref(), post.author_handle.as_deref())
            .unwrap()
    }

    /// The row that makes a profile own: its id wins, then its handle.
    pub fn row(&self, id: Option<&str>, handle: Option<&str>) -> Option<&Row> {
        let table = self.table.as_ref()?;
        let of_id = |id: &str| table.iter().find(|r| r.account_id.as_deref() == Some(id));
        if let Some(row) = id.and_then(of_id) {
            return Some(row);
        }
        let of_handle = |handle: &str| {
            let same = |r: &&Row| {
                r.handle
                    .as_ref()
                    .is_some_and(|h| h.to_lowercase() == handle)
            };
            table.iter().find(same)
        };
        let handle = handle.map(str::to_lowercase);
        if let Some(row) = handle.as_deref().and_then(of_handle) {
            return Some(row);
        }
        let who = self.who(id, handle.as_deref())?;
        let Who::Id(id) = &who else {
            return None;
        };
        let its = self.shown.iter().filter(|(_, shown)| *shown == id);
        of_id(id).or_else(|| its.filter_map(|(handle, _)| of_handle(handle)).next())
    }

    pub fn is_outbound(&self, post: &Post) -> bool {
        match self.table {
            Some(_) => self.brand(post).is_some(),
            None => !post.inbound,
        }
    }

    fn brand(&self, post: &Post) -> Option<&Row> {
        self.row(post.author_id.as_deref(), post.author_handle.as_deref())
    }

    /// Is that profile an own one of the brand that wrote the post?
    fn is_own(&self, post: &Post, id: Option<&str>, handle: Option<&str>) -> bool {
        if self.table.is_none() {
            return self.who(id, handle) == Some(self.author(post));
        }
        match (self.brand(post), self.row(id, handle)) {
            (Some(mine), Some(theirs)) => mine.brand == theirs.brand,
            _ => false,
        }
    }

    fn begins_with_someone_else(&self, post: &Post) -> bool {
        if let Some(marked) = &post.marked {
            return marked
                .as_ref()
                .is_some_and(|handle| !self.is_own(post, None, Some(handle)));
        }
        let Some(rest) = post.text.strip_prefix('@') else {
            return false;
        };
        let handle: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect();
        !handle.is_empty() && !self.is_own(post, None, Some(&handle))
    }

    fn by_own_text(&self, post: &Post) -> Audience {
        if self.begins_with_someone_else(post) {
            Audience::OneToOne
        } else {
            Audience::OneToMany
        }
    }

    fn parent(&self, post: &Post) -> Option<&Post> {
        let status = post.reply.status.as_ref()?;
        self.by_id.get(status).map(|&i| &self.posts[i])
    }

    fn judge_alone(&self, post: &Post) -> Judged {
        if post.private {
            return Judged::Settled(Audience::OneToOne, 1);
        }
        if post.kind == Kind::Repost {
            return Judged::Settled(Audience::OneToMany, 2);
        }
        if post.text.starts_with(".@") {
            return Judged::Settled(Audience::OneToMany, 3);
        }
        let Reply { user, handle, .. } = &post.reply;
        let (id, handle) = match (user, self.parent(post)) {
            (Some(user), _) => (Some(user), handle.as_ref()),
            (None, Some(parent)) => (parent.author_id.as_ref(), parent.author_handle.as_ref()),
            (None, None) => (None, handle.as_ref()),
        };
        let (id, handle) = (id.map(String::as_str), handle.map(String::as_str));
        match self.who(id, handle) {
            Some(x) if x == self.author(post) => Judged::AsParent,
            Some(_) if self.is_own(post, id, handle) => Judged::Settled(Audience::OneToMany, 4),
            Some(_) => Judged::Settled(Audience::OneToOne, 4),
            None if self.begins_with_someone_else(post) => Judged::Settled(Audience::OneToOne, 5),
            None => Judged::Settled(Audience::OneToMany, 6),
        }
    }

    pub fn judge(&self, post: &Post) -> (Audience, u64) {
        if let Judged::Settled(audience, rule) = self.judge_alone(post) {
            return (audience, rule);
        }
        let mut visited = HashSet::from([post.id.as_str()]);
        let mut oldest = post;
        loop {
            let Some(parent) = self.parent(oldest) else {
                return (self.by_own_text(oldest), 4);
            };
            if !visited.insert(&parent.id) {
                return (self.by_own_text(post), 4);
            }
            if let Judged::Settled(audience, _) = self.judge_alone(parent) {
                return (audience, 4);
            }
            oldest = parent;
        }
    }

    pub fn verdicts(&self) -> Vec<(String, String, u64)> {
        let verdict = |post: &Post| {
            let (audience, rule) = self.judge(post);
            (post.id.clone(), audience.as_str().to_owned(), rule)
        };
        let outbound = self.posts.iter().filter(|post| self.is_outbound(post));
        outbound.map(verdict).collect()
    }

    pub fn has_table(&self) -> bool {
        self.table.is_some()
    }

    /// One name for a profile, whichever of its handles the program shows.
    pub fn canonical(&self, label: &str) -> String {
        match self.who(None, Some(label)) {
            Some(Who::Id(id)) => id,
            Some(Who::Handle(handle)) => handle,
            None => unreachable!("a label was given"),
        }
    }

    fn label(&self, post: &Post, dimension: &str, offset: i64) -> String {
        let row = self.brand(post);
        let profile = || match self.author(post) {
            Who::Id(name) | Who::Handle(name) => name,
        };
        match dimension {
            "brand" => row.map_or_else(profile, |row| row.brand.clone()),
            "industry" => row.map_or_else(String::new, |row| row.industry.clone()),
            "profile" => profile(),
            "language" => post.language.clone().unwrap_or_else(|| "und".to_owned()),
            period => period_of(post.at + offset, period),
        }
    }

    /// Posts and one-to-one posts by the asked dimensions, in the zone that is `offset` seconds ahead of UTC.
    pub fn rows(
        &self,
        by: &[&str],
        counted: impl Fn(&Post) -> bool,
        offset: i64,
    ) -> BTreeMap<Vec<String>, (u64, u64)> {
        let mut rows = BTreeMap::new();
        for post in self
            .posts
            .iter()
            .filter(|p| self.is_outbound(p) && counted(p))
        {
            let key = by.iter().map(|d| self.label(post, d, offset)).collect();
            let (posts, one_to_one) = rows.entry(key).or_insert((0, 0));
            *posts += 1;
            *one_to_one += u64::from(self.judge(post).0 == Audience::OneToOne);
        }
        rows
    }
}

/// Year, month and day of a day counted from 1970-01-01.
pub fn civil(day: i64) -> (i64, i64, i64) {
    let (mut year, mut left) = (1970, day);
    let leap = |y: i64| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    while left >= 365 + i64::from(leap(year)) {
        left -= 365 + i64::from(leap(year));
        year += 1;
    }
    let february = 28 + i64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    (year, month, left + 1)
}

fn period_of(at: i64, period: &str) -> String {
    let day = at.div_euclid(86_400);
    let (year, month, _) = civil(day);
    match period {
        "year" => format!("{year:04}"),
        "quarter" => format!("{year:04}-Q{}", (month + 2) / 3),
        "month" => format!("{year:04}-{month:02}"),
        "week" => {
            // 1970-01-01 was a Thursday; a week belongs to the year of its Thursday.
            let thursday = (day + 3).div_euclid(7) * 7;
            let (year, _, _) = civil(thursday);
            let first = (0..)
                .find(|back| civil(thursday - back * 7 - 7).0 != year)
                .unwrap();
            format!("{year:04}-W{:02}", first + 1)
        }
        other => panic!("no period {other}"),
    }
}
