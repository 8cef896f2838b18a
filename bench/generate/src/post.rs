//! What kind of post fills a slot.

use crate::brands::{Language, Listed, accounts};
use crate::calendar::{Second, snowflake};
use crate::dice::Dice;
use crate::people::{Person, somebody};
use crate::plan::Slot;
use crate::text::Text;
use crate::words::Words;

pub(crate) struct Post {
    pub(crate) id: u64,
    pub(crate) second: Second,
    pub(crate) author: Listed,
    pub(crate) language: &'static str,
    pub(crate) text: Text,
    pub(crate) replies_to: Option<ReplyTo>,
    pub(crate) repeats: Option<Repeated>,
    pub(crate) quotes: Option<Repeated>,
    pub(crate) retweets: usize,
    pub(crate) favorites: usize,
}

pub(crate) struct ReplyTo {
    pub(crate) post: Option<u64>,
    pub(crate) author: Person,
}

/// Somebody's post inside another.
pub(crate) struct Repeated {
    pub(crate) id: u64,
    pub(crate) second: Second,
    pub(crate) author: Person,
    pub(crate) text: Text,
    pub(crate) retweets: usize,
}

/// Writes posts in the order of time.
pub(crate) struct Author {
    dice: Dice,
    accounts: Vec<Listed>,
    words: Vec<(Language, Words)>,
    last_id: u64,
    /// The last post that each account told everybody, for threads.
    last_told: Vec<Option<u64>>,
}

impl Author {
    pub(crate) fn new(dice: Dice) -> Author {
        let accounts = accounts();
        let mut words: Vec<(Language, Words)> = Vec::new();
        for listed in &accounts {
            let language = listed.account.language;
            if words.iter().all(|(known, _)| *known != language) {
                words.push((language, Words::of(language)));
            }
        }
        let last_told = vec![None; accounts.len()];
        Author {
            dice,
            accounts,
            words,
            last_id: 0,
            last_told,
        }
    }

    pub(crate) fn write(&mut self, slot: Slot) -> Post {
        let author = self.accounts[slot.account];
        let mut post = Post {
            id: self.own_id(slot.second),
            second: slot.second,
            author,
            language: author.account.language.code(),
            text: Text::default(),
            replies_to: None,
            repeats: None,
            quotes: None,
            retweets: self.dice.below(if slot.one_to_one { 2 } else { 150 }),
            favorites: self.dice.below(if slot.one_to_one { 3 } else { 300 }),
        };
        if slot.one_to_one {
            self.say_to_one(&mut post);
        } else {
            self.tell_everybody(&mut post, slot.account);
        }
        post
    }

    fn say_to_one(&mut self, post: &mut Post) {
        let person = somebody(&mut self.dice);
        post.text.mention_person(&person);
        if self.dice.happens(0.06) {
            let bystander = somebody(&mut self.dice);
            post.text.push(" ");
            post.text.mention_person(&bystander);
        }
        self.say(&mut post.text, post.author, true);
        let kind = self.dice.fraction();
        // The rest only begins with the name.
        if kind < 0.97 {
            let parent = (kind < 0.94).then(|| self.foreign_id(post.second, 5_400));
            post.replies_to = Some(ReplyTo {
                post: parent,
                author: person,
            });
        }
    }

    fn tell_everybody(&mut self, post: &mut Post, account: usize) {
        let kind = self.dice.fraction();
        match self.last_told[account] {
            Some(parent) if kind < 0.13 => self.go_on(post, parent),
            _ if kind < 0.33 => return self.repeat(post),
            _ if kind < 0.43 => self.quote(post),
            _ if kind < 0.55 => self.answer_aloud(post),
            _ => self.state(post),
        }
        self.last_told[account] = Some(post.id);
    }

    /// A thread: a reply to the account's own last post, which was for everybody.
    fn go_on(&mut self, post: &mut Post, parent: u64) {
        let (id, handle) = (post.author.id, post.author.account.handle);
        if self.dice.happens(0.5) {
            post.text.mention(id, handle);
        }
        self.say(&mut post.text, post.author, false);
        let author = Person {
            id,
            handle: handle.to_owned(),
        };
        post.replies_to = Some(ReplyTo {
            post: Some(parent),
            author,
        });
    }

    fn repeat(&mut self, post: &mut Post) {
        let repeated = self.others_post(post);
        post.text.push("RT ");
        post.text.mention_person(&repeated.author);
        post.text.push(": ");
        post.text.push(&repeated.text.written);
        post.repeats = Some(repeated);
    }

    fn quote(&mut self, post: &mut Post) {
        let quoted = self.others_post(post);
        self.say(&mut post.text, post.author, false);
        post.text.link(&mut self.dice);
        post.quotes = Some(quoted);
    }

    /// `.@name`: said to one for all to hear, sometimes as a reply.
    fn answer_aloud(&mut self, post: &mut Post) {
        let person = somebody(&mut self.dice);
        post.text.push(".");
        post.text.mention_person(&person);
        self.say(&mut post.text, post.author, false);
        if self.dice.happens(0.35) {
            post.replies_to = Some(ReplyTo {
                post: Some(self.foreign_id(post.second, 2_000)),
                author: person,
            });
        }
    }

    fn state(&mut self, post: &mut Post) {
        self.say(&mut post.text, post.author, false);
        if post.text.length < 115 && self.dice.happens(0.2) {
            let person = somebody(&mut self.dice);
            post.text.push(" ");
            post.text.mention_person(&person);
        }
    }

    fn others_post(&mut self, post: &Post) -> Repeated {
        let mut text = Text::default();
        self.say(&mut text, post.author, false);
        Repeated {
            id: self.foreign_id(post.second, 9_000),
            second: post.second.saturating_sub(9_000),
            author: somebody(&mut self.dice),
            text,
            retweets: self.dice.below(900),
        }
    }

    fn say(&mut self, text: &mut Text, author: Listed, is_answer: bool) {
        let language = author.account.language;
        let words = self.words.iter().find(|(known, _)| *known == language);
        if let Some((_, words)) = words {
            text.say(words, is_answer, &mut self.dice);
        }
    }

    /// Even, and more than any before.
    fn own_id(&mut self, second: Second) -> u64 {
        let drawn = snowflake(second, self.dice.next()) & !1;
        self.last_id = drawn.max(self.last_id + 2);
        self.last_id
    }

    /// Odd, so it is no post of the archive; somewhat earlier.
    fn foreign_id(&mut self, second: Second, before: usize) -> u64 {
        let earlier = second.saturating_sub(60 + self.dice.below(before) as u64);
        snowflake(earlier, self.dice.next()) | 1
    }
}
