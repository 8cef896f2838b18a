//! A post's text, with what X says about its parts.

use crate::dice::Dice;
use crate::people::Person;
use crate::words::Words;

/// What 2015 allowed.
const LIMIT: usize = 140;
const EMOJI: [&str; 10] = ["🙂", "✈️", "🙏", "❤️", "👍🏽", "😢", "🎉", "☀️", "👩‍💻", "🇨🇿"];
const LINK_LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// Positions count code points.
#[derive(Default)]
pub(crate) struct Text {
    pub(crate) written: String,
    pub(crate) length: usize,
    pub(crate) mentions: Vec<(Span, u64, String)>,
    pub(crate) tags: Vec<(Span, String)>,
    pub(crate) links: Vec<(Span, String)>,
}

pub(crate) type Span = (usize, usize);

impl Text {
    pub(crate) fn push(&mut self, part: &str) -> Span {
        let from = self.length;
        self.written.push_str(part);
        self.length += part.chars().count();
        (from, self.length)
    }

    pub(crate) fn mention(&mut self, id: u64, handle: &str) {
        let span = self.push(&format!("@{handle}"));
        self.mentions.push((span, id, handle.to_owned()));
    }

    pub(crate) fn mention_person(&mut self, person: &Person) {
        self.mention(person.id, &person.handle);
    }

    fn has_room_for(&self, more: usize) -> bool {
        self.length + more <= LIMIT
    }

    fn space(&mut self) {
        if self.length > 0 && !self.written.ends_with([' ', '\n']) {
            self.push(" ");
        }
    }

    /// Some words and what stands around them; an answer is shorter, and signed.
    pub(crate) fn say(&mut self, words: &Words, is_answer: bool, dice: &mut Dice) {
        let count = if is_answer {
            7 + dice.below(11)
        } else {
            8 + dice.below(12)
        };
        for position in 0..count {
            let word = words.draw(dice);
            if !self.has_room_for(word.chars().count() + 2) {
                break;
            }
            self.space();
            self.push(word);
            match dice.below(40) {
                0..2 => self.push(","),
                2 => self.push("."),
                3 => self.push(" \"ok\""),
                4 if position > 3 => self.push("\n"),
                _ => continue,
            };
        }
        let end = dice.pick(&[".", ".", ".", "!", "?", ""]);
        self.push(end);
        self.decorate(words, is_answer, dice);
    }

    fn decorate(&mut self, words: &Words, is_answer: bool, dice: &mut Dice) {
        let chance = |answering, telling| if is_answer { answering } else { telling };
        if self.has_room_for(20) && dice.happens(chance(0.05, 0.45)) {
            let tag = words.draw(dice).replace('\u{200c}', "");
            self.space();
            let span = self.push(&format!("#{tag}"));
            self.tags.push((span, tag));
        }
        if self.has_room_for(24) && dice.happens(chance(0.15, 0.6)) {
            self.link(dice);
        }
        if self.has_room_for(5) && dice.happens(chance(0.15, 0.25)) {
            self.space();
            self.push(dice.pick(&EMOJI));
        }
        if is_answer && self.has_room_for(4) && dice.happens(0.5) {
            let letter = (b'A' + dice.below(26) as u8) as char;
            self.push(&format!(" ^{letter}"));
        }
    }

    pub(crate) fn link(&mut self, dice: &mut Dice) {
        let path: String = (0..10)
            .map(|_| char::from(dice.pick(LINK_LETTERS.as_slice())))
            .collect();
        let link = format!("https://t.co/{path}");
        self.space();
        let span = self.push(&link);
        self.links.push((span, link));
    }
}
