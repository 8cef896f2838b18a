//! Who it is that shows a session or a token.
//!
//! A page asks several questions at once, and its answers are only worth as much as who asks. What was found is
//! remembered for a second, or until this server changes anything: whoever is disabled here is out at once.

use crate::access::{Caller, Shown};
use crate::problem::Problem;
use crate::server::Server;
use hashbrown::HashMap;
use rapport_model::Timestamp;
use rapport_store::SecretHash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How long a session holds that nobody uses.
const IDLE_DAYS: i64 = 7;

/// The use of a session or token is written down no more often.
const NOTED_EVERY_MS: i64 = 5 * 60_000;

/// How long somebody is remembered. Another server on the same store may change who they are.
const REMEMBERED_MS: i64 = 1_000;

/// Callers that are remembered at most.
const CALLERS_MAX: usize = 10_000;

/// The callers that were found lately.
#[derive(Default)]
pub(crate) struct Callers {
    /// Grows with every change that this server makes.
    version: AtomicU64,
    found: Mutex<HashMap<SecretHash, Found>>,
}

struct Found {
    caller: Arc<Caller>,
    version: u64,
    at: Timestamp,
}

impl Callers {
    /// Something was changed: nobody is known any more.
    pub(crate) fn forget(&self) {
        self.version.fetch_add(1, Ordering::Release);
    }

    fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    fn recall(&self, shown: Shown, now: Timestamp) -> Option<Arc<Caller>> {
        let all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let found = all.get(&shown.hash())?;
        let is_fresh = found.version == self.version()
            && (found.at.0..found.at.0 + REMEMBERED_MS).contains(&now.0)
            && found.caller.shown == shown;
        is_fresh.then(|| Arc::clone(&found.caller))
    }

    /// `version` is the one before the caller was looked for: what was changed meanwhile may have been missed.
    fn remember(&self, caller: &Arc<Caller>, version: u64, at: Timestamp) {
        let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= CALLERS_MAX {
            all.clear();
        }
        let found = Found {
            caller: Arc::clone(caller),
            version,
            at,
        };
        all.insert(caller.shown.hash(), found);
    }
}

impl Server {
    /// Who shows this; none if it is worth nothing any more.
    pub(crate) async fn caller(
        self: &Arc<Self>,
        shown: Shown,
    ) -> Result<Option<Arc<Caller>>, Problem> {
        let now = self.now();
        if let Some(known) = self.callers.recall(shown, now) {
            return Ok(Some(known));
        }
        let version = self.callers.version();
        let found = match shown {
            Shown::Session(key) => self.caller_in_session(key, now).await?,
            Shown::Token(hash) => self.caller_with_token(hash, now).await?,
        };
        let found = found.map(Arc::new);
        if let Some(caller) = &found {
            self.callers.remember(caller, version, now);
        }
        Ok(found)
    }

    async fn caller_in_session(
        &self,
        key: SecretHash,
        now: Timestamp,
    ) -> Result<Option<Caller>, Problem> {
        let found = self.read(move |reader| reader.signed_in(key, now)).await?;
        let Some(found) = found else {
            return Ok(None);
        };
        let unused_ms = now.0 - found.last_seen_at.0;
        if unused_ms > IDLE_DAYS * 86_400_000 {
            return Ok(None);
        }
        if unused_ms > NOTED_EVERY_MS {
            self.write(move |store| store.seen(key, now)).await?;
        }
        Ok(Some(Caller {
            user: found.user,
            identity: found.identity,
            shown: Shown::Session(key),
            session: Some((key, found.session)),
        }))
    }

    async fn caller_with_token(
        &self,
        hash: SecretHash,
        now: Timestamp,
    ) -> Result<Option<Caller>, Problem> {
        let found = self
            .read(move |reader| reader.token_bearer(hash, now))
            .await?;
        let Some(found) = found else {
            return Ok(None);
        };
        let noted = found.last_used_at;
        if noted.is_none_or(|at| now.0 - at.0 > NOTED_EVERY_MS) {
            let token = found.token;
            self.write(move |store| store.token_used(token, now))
                .await?;
        }
        Ok(Some(Caller {
            user: found.user,
            identity: found.identity,
            shown: Shown::Token(hash),
            session: None,
        }))
    }
}
