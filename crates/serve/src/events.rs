//! Live events: what happened since, told to every open page.
//!
//! An event says what to look at again and never holds what only some may see, apart from imports, which need their
//! permission. Ids can be resumed as long as the server remembers the events behind them; otherwise the page is told
//! to start afresh.

use crate::api::imports::ImportJob;
use rapport_model::Timestamp;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast;

/// Events that a page which was away for a moment can still be told.
const REMEMBERED: usize = 256;

/// What happened.
#[derive(Debug, Clone)]
pub(crate) enum Happening {
    /// An import went on.
    Import(ImportJob),
    /// Posts were stored.
    Posts,
}

/// A happening with its place.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) number: u64,
    pub(crate) happening: Happening,
}

/// Where a page stands: the server's start and the last event it saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    start: i64,
    number: u64,
}

/// Tells every listener.
pub(crate) struct Events {
    start: i64,
    live: broadcast::Sender<Arc<Event>>,
    past: Mutex<Past>,
}

#[derive(Default)]
struct Past {
    last: u64,
    events: VecDeque<Arc<Event>>,
}

/// What a listener gets to begin with.
pub(crate) struct Joined {
    /// What happened since its mark; none if that is no longer known.
    pub(crate) missed: Option<Vec<Arc<Event>>>,
    /// What happens from now on.
    pub(crate) live: broadcast::Receiver<Arc<Event>>,
}

impl Events {
    pub(crate) fn new(now: Timestamp) -> Events {
        Events {
            start: now.0,
            live: broadcast::Sender::new(REMEMBERED),
            past: Mutex::default(),
        }
    }

    /// Tells everybody.
    pub(crate) fn tell(&self, happening: Happening) {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        past.last += 1;
        let event = Arc::new(Event {
            number: past.last,
            happening,
        });
        if past.events.len() == REMEMBERED {
            past.events.pop_front();
        }
        past.events.push_back(Arc::clone(&event));
        // Nobody listens: nobody misses it.
        drop(self.live.send(event));
    }

    /// Begins to listen, where an earlier connection broke off if there was one.
    pub(crate) fn join(&self, after: Option<Mark>) -> Joined {
        let past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        let live = self.live.subscribe();
        let Some(mark) = after else {
            return Joined {
                missed: Some(Vec::new()),
                live,
            };
        };
        let forgotten = past.last - past.events.len() as u64;
        let known = mark.start == self.start && (forgotten..=past.last).contains(&mark.number);
        let newer = |event: &&Arc<Event>| event.number > mark.number;
        let missed = known.then(|| past.events.iter().filter(newer).cloned().collect());
        Joined { missed, live }
    }

    /// The mark behind an event.
    pub(crate) fn mark(&self, number: u64) -> String {
        format!("{}-{number}", self.start)
    }

    /// The mark behind all that has happened.
    pub(crate) fn newest_mark(&self) -> String {
        let past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        self.mark(past.last)
    }
}

impl Mark {
    /// Reads a mark; what is none of ours counts as unknown.
    pub(crate) fn parse(text: &str) -> Mark {
        let parts = text.rsplit_once('-');
        let parsed = parts.and_then(|(start, number)| {
            Some(Mark {
                start: start.parse().ok()?,
                number: number.parse().ok()?,
            })
        });
        // No server started then.
        parsed.unwrap_or(Mark {
            start: i64::MIN,
            number: 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(missed: Option<Vec<Arc<Event>>>) -> Option<Vec<u64>> {
        missed.map(|events| events.iter().map(|event| event.number).collect())
    }

    #[test]
    fn a_page_that_was_away_hears_what_it_missed() {
        let events = Events::new(Timestamp(5));
        for _ in 0..3 {
            events.tell(Happening::Posts);
        }
        let missed = events.join(Some(Mark::parse("5-1"))).missed;
        assert_eq!(numbers(missed), Some(vec![2, 3]));
        assert_eq!(events.newest_mark(), "5-3");
    }

    #[test]
    fn a_page_that_was_away_for_too_long_or_saw_another_server_starts_afresh() {
        let events = Events::new(Timestamp(5));
        for _ in 0..=REMEMBERED {
            events.tell(Happening::Posts);
        }
        for mark in ["5-0", "4-200", "5-9999", "nonsense", ""] {
            let missed = events.join(Some(Mark::parse(mark))).missed;
            assert_eq!(numbers(missed), None, "{mark}");
        }
        assert!(events.join(Some(Mark::parse("5-1"))).missed.is_some());
    }
}
