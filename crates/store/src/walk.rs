//! Walking an index from the newest post on, until a page is full or enough was looked at.

use crate::StoreError;
use crate::cursor::Cursor;
use crate::engine::{Engine, Value};
use crate::page::PAGE;
use crate::plan::{Check, Plan, Walk};
use crate::words::{first_row, hour_of, last_row, row_hour, row_post, start_of};
use rapport_model::Timestamp;
use std::ops::ControlFlow;

/// The part of time that is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Window {
    /// Behind this place.
    pub(crate) after: Option<Cursor>,
    /// From this time on.
    pub(crate) from: Option<i64>,
    /// Before this time.
    pub(crate) to: Option<i64>,
}

/// Where a post stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) at: i64,
    pub(crate) id: i64,
}

/// What a walk met.
pub(crate) struct Found {
    pub(crate) posts: Vec<Place>,
    pub(crate) next: Option<Cursor>,
}

/// Walks as planned, past at most some `looks` of posts.
pub(crate) fn walk(
    engine: &mut Engine,
    plan: &Plan,
    window: &Window,
    looks: usize,
) -> Result<Found, StoreError> {
    match &plan.walk {
        Walk::Index(expression) => by_words(engine, expression, &plan.checks, window, looks),
        Walk::All | Walk::Owners(_) | Walk::Author(_) | Walk::Contact(_) => {
            along_posts(engine, plan, window, looks)
        }
    }
}

fn along_posts(
    engine: &mut Engine,
    plan: &Plan,
    window: &Window,
    looks: usize,
) -> Result<Found, StoreError> {
    let limit = if plan.checks.is_empty() {
        looks.min(PAGE + 1)
    } else {
        looks
    };
    let mut asked = Asked::default();
    asked.say("select created_at, id from (");
    asked.candidates(plan, window, &plan.checks);
    asked.say(&format!(" limit {limit}) as met"));
    asked.all_of(&plan.checks, " where ");
    // No order here: the engine would look at all candidates first. They come as they are met.
    asked.say(&format!(" limit {}", PAGE + 1));
    let mut posts = engine.all(&asked.sql, &asked.values, |row| {
        Ok(Place {
            at: row.int(0)?,
            id: row.int(1)?,
        })
    })?;
    if posts.len() > PAGE {
        posts.truncate(PAGE);
        let next = posts.last().map(|last| cursor(*last));
        return Ok(Found { posts, next });
    }
    let next = last_look(engine, plan, window, limit)?;
    Ok(Found { posts, next })
}

/// The last candidate that was looked at, if there may be more behind it.
fn last_look(
    engine: &mut Engine,
    plan: &Plan,
    window: &Window,
    looks: usize,
) -> Result<Option<Cursor>, StoreError> {
    let mut asked = Asked::default();
    asked.candidates(plan, window, &[]);
    asked.say(&format!(" limit 1 offset {}", looks.saturating_sub(1)));
    engine.first(&asked.sql, &asked.values, |row| {
        Ok(Cursor {
            at: Timestamp(row.int(0)?),
            id: row.int(1)?,
        })
    })
}

fn cursor(place: Place) -> Cursor {
    Cursor {
        at: Timestamp(place.at),
        id: place.id,
    }
}

/// A statement in the making. Values stand in it in the order in which they are first named.
#[derive(Default)]
struct Asked<'a> {
    sql: String,
    values: Vec<Value<'a>>,
}

impl<'a> Asked<'a> {
    fn say(&mut self, words: &str) {
        self.sql.push_str(words);
    }

    fn place(&mut self, value: Value<'a>) {
        self.values.push(value);
        let place = self.values.len();
        self.say(&format!("${place}"));
    }

    /// What a walk meets, the newest first, with the columns that the checks look at.
    ///
    /// Posts of one time and what is older are two questions, each of which seeks its place in the index; so are the
    /// posts of each brand. The engines merge them lazily.
    fn candidates(&mut self, plan: &'a Plan, window: &Window, checks: &[Check]) {
        let mut looked_at: Vec<&str> = checks.iter().flat_map(Check::columns).copied().collect();
        looked_at.sort_unstable();
        looked_at.dedup();
        let mut columns = "created_at, id".to_owned();
        for column in looked_at {
            columns.push_str(", ");
            columns.push_str(column);
        }
        let roots: Vec<Option<(&str, i64)>> = match &plan.walk {
            Walk::Owners(ids) => ids.iter().map(|id| Some(("owner", *id))).collect(),
            Walk::Author(id) => vec![Some(("author", *id))],
            Walk::Contact(id) => vec![Some(("contact", *id))],
            Walk::All | Walk::Index(_) => vec![None],
        };
        let from = window.from.unwrap_or(i64::MIN);
        let before = window.to.unwrap_or(i64::MAX);
        let tie = window
            .after
            .filter(|after| after.at.0 < before && after.at.0 >= from);
        let before = window.after.map_or(before, |after| before.min(after.at.0));
        let mut joint = "";
        for root in roots {
            if let Some(after) = tie {
                self.say(joint);
                joint = " union all ";
                self.say(&format!("select {columns} from posts where created_at = "));
                self.place(Value::Int(after.at.0));
                self.say(" and id < ");
                self.place(Value::Int(after.id));
                self.of(root, plan);
            }
            self.say(joint);
            joint = " union all ";
            self.say(&format!("select {columns} from posts where created_at < "));
            self.place(Value::Int(before));
            self.say(" and created_at >= ");
            self.place(Value::Int(from));
            self.of(root, plan);
        }
        self.say(" order by created_at desc, id desc");
    }

    fn of(&mut self, root: Option<(&str, i64)>, plan: &'a Plan) {
        if let Some((column, id)) = root {
            self.say(&format!(" and {column} = "));
            self.place(Value::Int(id));
        }
        if let Some(words) = &plan.words {
            self.say(" and id in (select post from words where keys @@ ");
            self.place(words.into());
            self.say("::text::tsquery)");
        }
    }

    fn all_of(&mut self, checks: &'a [Check], mut joint: &str) {
        for check in checks {
            self.say(joint);
            joint = " and ";
            let values = &mut self.values;
            let condition = check.condition(|value| {
                values.push(value);
                format!("${}", values.len())
            });
            self.say(&condition);
        }
    }
}

/// Walks what the full-text index finds, an hour at a time: its rows are ordered by hours, and within one by nothing.
fn by_words(
    engine: &mut Engine,
    expression: &str,
    checks: &[Check],
    window: &Window,
    looks: usize,
) -> Result<Found, StoreError> {
    let from = window.from.unwrap_or(i64::MIN);
    let before = window.to.unwrap_or(i64::MAX);
    // No post has such an id: behind a place like this lies only what is older.
    let behind = |after: Cursor| after.at.0.saturating_add(i64::from(after.id > 0));
    let end = window
        .after
        .map_or(before, |after| before.min(behind(after)));
    let newest = end.saturating_sub(1);
    let mut asked = Asked::default();
    asked.say("select w.rowid, p.created_at, ");
    if checks.is_empty() {
        asked.say("1");
    }
    asked.all_of(checks, "");
    asked.say(
        " from words w cross join posts p on p.id = (w.rowid & 2147483647) where words match ",
    );
    asked.place(expression.into());
    asked.say(" and w.rowid <= ");
    asked.place(Value::Int(last_row(hour_of(newest))));
    asked.say(" and w.rowid >= ");
    asked.place(Value::Int(first_row(hour_of(from))));
    asked.say(" order by w.rowid desc");
    let wanted = |place: &Place| {
        let behind = window.after.is_none_or(|after| {
            *place
                < Place {
                    at: after.at.0,
                    id: after.id,
                }
        });
        behind && place.at < before && place.at >= from
    };
    let (mut hour, mut met) = (None, 0);
    let (mut posts, mut of_hour) = (Vec::new(), Vec::new());
    let mut stopped_at = None;
    engine.each_until(&asked.sql, &asked.values, &mut |row| {
        let rowid = row.int(0)?;
        if hour != Some(row_hour(rowid)) {
            close(&mut posts, &mut of_hour);
            if posts.len() > PAGE || met >= looks {
                stopped_at = hour;
                return Ok(ControlFlow::Break(()));
            }
            hour = Some(row_hour(rowid));
        }
        met += 1;
        let place = Place {
            at: row.int(1)?,
            id: row_post(rowid),
        };
        // Null where a column is: that is no.
        if wanted(&place) && row.opt_int(2)? == Some(1) {
            of_hour.push(place);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    close(&mut posts, &mut of_hour);
    let next = if posts.len() > PAGE {
        posts.truncate(PAGE);
        posts.last().map(|last| cursor(*last))
    } else {
        stopped_at.map(|hour| Cursor {
            at: Timestamp(start_of(hour)),
            id: 0,
        })
    };
    Ok(Found { posts, next })
}

/// Puts the posts of an hour behind those that are newer.
fn close(posts: &mut Vec<Place>, of_hour: &mut Vec<Place>) {
    of_hour.sort_unstable_by(|a, b| b.cmp(a));
    posts.append(of_hour);
}
