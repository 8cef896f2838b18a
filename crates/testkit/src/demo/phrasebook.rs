//! The written sentences, read from `data/demo/*.txt`.
//!
//! A section starts with `== name`. In it every line is one phrase; a line that
//! starts with `>` or `<` is the brand's or the contact's next turn in the
//! exchange above it, doubled (`>>`, `<<`) when it is said in private. `#` starts
//! a remark.

use std::collections::BTreeMap;

use super::dice::Dice;

/// A language the world speaks well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    English,
    /// Turkish.
    Turkish,
    /// Czech.
    Czech,
    /// Persian.
    Persian,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 4] = [Lang::English, Lang::Turkish, Lang::Czech, Lang::Persian];

    /// The code a post declares.
    pub fn code(self) -> &'static str {
        match self {
            Lang::English => "en",
            Lang::Turkish => "tr",
            Lang::Czech => "cs",
            Lang::Persian => "fa",
        }
    }

    /// Minutes from UTC to the clock most of its speakers live by.
    pub(crate) fn clock_minutes(self) -> i64 {
        match self {
            Lang::English => 0,
            Lang::Turkish => 180,
            Lang::Czech => 60,
            Lang::Persian => 210,
        }
    }

    fn sentences(self) -> &'static str {
        match self {
            Lang::English => include_str!("../../data/demo/en.txt"),
            Lang::Turkish => include_str!("../../data/demo/tr.txt"),
            Lang::Czech => include_str!("../../data/demo/cs.txt"),
            Lang::Persian => include_str!("../../data/demo/fa.txt"),
        }
    }
}

/// Who takes a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Contact,
    Brand,
}

/// One turn of a written exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) side: Side,
    pub(crate) private: bool,
    pub(crate) text: &'static str,
}

/// A phrase and, if it was written on, what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) opening: &'static str,
    pub(crate) turns: Vec<Turn>,
}

/// The sentences of one language, dealt like cards: none comes again before all
/// of its section were used.
#[derive(Debug, Clone)]
pub(crate) struct Phrasebook {
    sections: BTreeMap<&'static str, Vec<Block>>,
    decks: BTreeMap<&'static str, Vec<usize>>,
    dice: Dice,
}

impl Phrasebook {
    pub(crate) fn of(lang: Lang, dice: Dice) -> Self {
        Phrasebook::read(lang.sentences(), dice)
    }

    pub(crate) fn read(sentences: &'static str, dice: Dice) -> Self {
        let mut sections: BTreeMap<&'static str, Vec<Block>> = BTreeMap::new();
        let mut name = "";
        for line in sentences.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(title) = line.strip_prefix("== ") {
                name = title.trim();
                sections.entry(name).or_default();
                continue;
            }
            let section = sections.entry(name).or_default();
            match (turn(line), section.last_mut()) {
                (Some(turn), Some(block)) => block.turns.push(turn),
                _ => section.push(Block {
                    opening: line,
                    turns: Vec::new(),
                }),
            }
        }
        Phrasebook {
            sections,
            decks: BTreeMap::new(),
            dice,
        }
    }

    /// The whole section, as written.
    pub(crate) fn section(&self, name: &str) -> &[Block] {
        self.sections.get(name).map_or(&[], Vec::as_slice)
    }

    /// The next phrase of a section.
    pub(crate) fn deal(&mut self, name: &str) -> Option<Block> {
        let (key, blocks) = self.sections.get_key_value(name)?;
        let deck = self.decks.entry(key).or_default();
        if deck.is_empty() {
            deck.extend(0..blocks.len());
            self.dice.shuffle(deck);
        }
        blocks.get(deck.pop()?).cloned()
    }

    /// The next phrase of a section, without what follows it.
    pub(crate) fn line(&mut self, name: &str) -> Option<&'static str> {
        self.deal(name).map(|block| block.opening)
    }

    /// All sections, for those who count.
    #[cfg(test)]
    pub(crate) fn sections(&self) -> impl Iterator<Item = (&'static str, &[Block])> {
        self.sections
            .iter()
            .map(|(name, blocks)| (*name, blocks.as_slice()))
    }
}

fn turn(line: &'static str) -> Option<Turn> {
    let (side, mark) = match line.chars().next()? {
        '>' => (Side::Brand, ">>"),
        '<' => (Side::Contact, "<<"),
        _ => return None,
    };
    let private = line.starts_with(mark);
    let text = line.trim_start_matches(['>', '<']).trim_start();
    Some(Turn {
        side,
        private,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::{Dice, Lang, Phrasebook, Side};

    #[test]
    fn an_exchange_keeps_its_turns_together() {
        let book = Phrasebook::read("== a\none\n> two\n<< three\n\nfour\n", Dice::new(1));
        let blocks = book.section("a");
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[0].turns[0].side, Side::Brand);
        assert!(blocks[0].turns[1].private);
        assert_eq!(blocks[1].opening, "four");
    }

    #[test]
    fn every_section_of_every_language_is_written() {
        let names = |lang| {
            let book = Phrasebook::of(lang, Dice::new(1));
            // Own profiles speak English to each other.
            let written = book
                .sections()
                .filter(|(name, blocks)| !blocks.is_empty() && *name != "any/handoff");
            written.map(|(name, _)| name).collect::<Vec<_>>()
        };
        let english = names(Lang::English);
        for lang in Lang::ALL {
            assert_eq!(names(lang), english, "{lang:?}");
        }
    }

    #[test]
    fn every_language_has_enough_to_say() {
        for lang in Lang::ALL {
            let book = Phrasebook::of(lang, Dice::new(1));
            let (mut inbound, mut replies, mut exchanges) = (0, 0, 0);
            for (name, blocks) in book.sections() {
                let by_brand = name.ends_with("/reply")
                    || matches!(
                        name,
                        "any/working" | "any/resolved" | "any/sorry-again" | "any/welcome"
                    );
                let topical = ["airline/", "telecom/", "retail/"]
                    .iter()
                    .any(|it| name.starts_with(it));
                let aside = ["note", "note-out", "broadcast", "thread", "updates"];
                for block in blocks {
                    if by_brand {
                        replies += 1;
                    } else if topical && !aside.iter().any(|it| name.ends_with(it)) {
                        inbound += 1;
                        exchanges += usize::from(block.turns.len() >= 2);
                        let to_contact = block
                            .turns
                            .iter()
                            .filter(|turn| turn.side == Side::Brand)
                            .count();
                        replies += to_contact;
                        inbound += block.turns.len() - to_contact;
                    }
                }
            }
            assert!(inbound >= 140, "{lang:?}: {inbound} messages");
            assert!(replies >= 110, "{lang:?}: {replies} replies");
            assert!(exchanges >= 25, "{lang:?}: {exchanges} exchanges");
        }
    }

    #[test]
    fn a_phrase_comes_again_only_after_all_others() {
        let mut book = Phrasebook::read("== a\none\ntwo\nthree\n", Dice::new(1));
        let mut dealt: Vec<_> = (0..3).filter_map(|_| book.line("a")).collect();
        dealt.sort_unstable();
        assert_eq!(dealt, ["one", "three", "two"]);
    }
}
