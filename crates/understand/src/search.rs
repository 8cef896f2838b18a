//! The search box: words, "quoted phrases", and `-` before what must not stand in a post.

use crate::tokens::{TokenKind, Tokenizer};
use rapport_model::Search;

/// Words and phrases of one search; what comes after them is not looked for.
const RUNS_MAX: usize = 32;

/// Keys of one phrase.
const KEYS_MAX: usize = 64;

/// Reads what somebody typed. Nothing is an error: a quote that is not closed goes on to the end, and what holds no
/// word narrows nothing.
///
/// ```
/// let asked = rapport_understand::search("çay \"çok geç\" #kargo -Nike'ın");
/// assert_eq!(asked.all, ["cay", "cok gec", "#kargo"]);
/// assert_eq!(asked.none, ["nike ın".replace('ı', "i")]);
/// ```
pub fn search(typed: &str) -> Search {
    let mut asked = Search::default();
    let mut tokenizer = Tokenizer::new();
    let mut rest = typed;
    while asked.all.len() + asked.none.len() < RUNS_MAX {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let (excluded, part, behind) = part(rest);
        rest = behind;
        let Some(run) = run(&mut tokenizer, part) else {
            continue;
        };
        let runs = if excluded {
            &mut asked.none
        } else {
            &mut asked.all
        };
        runs.push(run);
    }
    asked
}

/// The first word or phrase of a text that does not begin with white space, and what stands behind it.
fn part(text: &str) -> (bool, &str, &str) {
    let bare = text.strip_prefix('-');
    let excluded = bare.is_some_and(|bare| bare.starts_with(|c: char| !c.is_whitespace()));
    let text = bare.filter(|_| excluded).unwrap_or(text);
    let mut letters = text.chars();
    let opening = letters.next();
    if opening.is_some_and(is_quote) {
        let inside = letters.as_str();
        let (phrase, behind) = inside.split_once(is_quote).unwrap_or((inside, ""));
        return (excluded, phrase, behind);
    }
    let end = text
        .find(|c: char| c.is_whitespace() || is_quote(c))
        .unwrap_or(text.len());
    let (word, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    (excluded, word, behind)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The keys of a word or phrase; none if it holds nothing that could be found.
fn run(tokenizer: &mut Tokenizer, part: &str) -> Option<String> {
    let tokens = tokenizer.read(part);
    if tokens.iter().all(|token| token.kind == TokenKind::Link) {
        return None;
    }
    if let (1, Some(only)) = (tokens.len(), tokens.get(0)) {
        return Some(only.asked_key());
    }
    // Signs stand beside the text in the index, so that a phrase is made of bare names.
    let keys: Vec<&str> = tokens
        .iter()
        .take(KEYS_MAX)
        .map(|token| token.key)
        .collect();
    Some(keys.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(typed: &str, all: &[&str], none: &[&str]) {
        let asked = search(typed);
        assert_eq!(
            (asked.all, asked.none),
            (owned(all), owned(none)),
            "{typed}"
        );
    }

    fn owned(runs: &[&str]) -> Vec<String> {
        runs.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn words_are_folded_as_they_are_indexed() {
        reads("ÇAY  gecikti", &["cay", "gecikti"], &[]);
        reads("@Ana #Kargo 👟", &["@ana", "#kargo", "👟"], &[]);
    }

    #[test]
    fn quotes_of_any_land_hold_a_phrase() {
        reads(
            "\"çok geç\" „moc pozdě“ «trop tard»",
            &["cok gec", "moc pozde", "trop tard"],
            &[],
        );
        reads("geldi\"çok geç\"dün", &["geldi", "cok gec", "dun"], &[]);
    }

    #[test]
    fn a_quote_that_is_not_closed_goes_on_to_the_end() {
        reads("\"çok geç", &["cok gec"], &[]);
    }

    #[test]
    fn a_word_of_several_tokens_is_a_phrase() {
        reads(
            "don't",
            &search("\"don't\"")
                .all
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
            &[],
        );
    }

    #[test]
    fn a_minus_excludes_what_it_touches() {
        reads(
            "çay -kahve -\"çok geç\" - süt",
            &["cay", "sut"],
            &["kahve", "cok gec"],
        );
    }

    #[test]
    fn what_holds_no_word_narrows_nothing() {
        reads(" \"\" - ! https://a.example ", &[], &[]);
    }

    #[test]
    fn a_search_is_bounded() {
        let typed = "a ".repeat(10_000);
        assert_eq!(search(&typed).all.len(), RUNS_MAX);
    }
}
