//! What to ask a full-text index for, in the words of either engine.

use crate::catalogue::Catalogue;
use crate::facets::{kind_key, language_key, network_key};
use crate::filter::Filter;
use crate::keys::clean;
use rapport_model::Kind;

/// Runs of keys that stand beside each other: all of these, none of those.
pub(crate) struct Expression {
    all: Vec<Vec<String>>,
    none: Vec<Vec<String>>,
    /// What every post has, one or the other, for a question that only excludes.
    any: Vec<String>,
}

impl Expression {
    /// The words of a filter and its facets.
    pub(crate) fn of(filter: &Filter, network: Option<i64>, catalogue: &Catalogue) -> Expression {
        let mut all = runs(&filter.search.all);
        let mut none = runs(&filter.search.none);
        all.extend(
            filter
                .language
                .as_deref()
                .map(|code| vec![language_key(code)]),
        );
        all.extend(filter.kind.map(|kind| vec![kind_key(kind.as_str())]));
        all.extend(network.map(|id| vec![network_key(id)]));
        if filter.exclude_reposts {
            none.push(vec![kind_key(Kind::Repost.as_str())]);
        }
        let any = catalogue
            .networks()
            .map(|(id, _)| network_key(id))
            .collect();
        Expression { all, none, any }
    }

    /// For FTS5: https://sqlite.org/fts5.html#full_text_query_syntax
    pub(crate) fn for_sqlite(&self) -> String {
        let quoted = |run: &Vec<String>| format!("\"{}\"", run.join(" ").replace('"', "\"\""));
        let all: Vec<_> = self.all.iter().map(quoted).collect();
        let none: Vec<_> = self.none.iter().map(quoted).collect();
        let wanted = if all.is_empty() {
            let any: Vec<_> = self.any.iter().map(|key| format!("\"{key}\"")).collect();
            any.join(" OR ")
        } else {
            all.join(" AND ")
        };
        if none.is_empty() {
            wanted
        } else {
            format!("({wanted}) NOT ({})", none.join(" OR "))
        }
    }

    /// For a `tsquery`; facets are columns there.
    pub(crate) fn for_postgres(&self) -> String {
        let word = |key: &String| !key.starts_with("@@");
        let runs = |runs: &[Vec<String>], sign: &str| -> Vec<String> {
            let words = runs.iter().filter(|run| run.iter().all(word));
            words
                .map(|run| {
                    let keys: Vec<_> = run.iter().map(|key| lexeme(key)).collect();
                    format!("{sign}({})", keys.join(" <-> "))
                })
                .collect()
        };
        let mut asked = runs(&self.all, "");
        asked.extend(runs(&self.none, "!"));
        asked.join(" & ")
    }
}

/// A lexeme in quotes, as `tsvector` and `tsquery` read it.
pub(crate) fn lexeme(key: &str) -> String {
    format!("'{}'", key.replace('\\', "\\\\").replace('\'', "''"))
}

fn runs(given: &[String]) -> Vec<Vec<String>> {
    let runs = given.iter().map(|run| clean(run));
    let runs = runs.map(|run| run.split_whitespace().map(str::to_owned).collect());
    runs.filter(|run: &Vec<String>| !run.is_empty()).collect()
}
