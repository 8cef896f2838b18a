//! What all handlers share.

use crate::callers::Callers;
use crate::events::{Events, Happening};
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::passwords::Passwords;
use crate::problem::Problem;
use crate::readers::Readers;
use crate::writer::Writer;
use crate::{ServeError, Settings};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rapport_model::{Scope, Timestamp, UserId};
use rapport_store::{By, Reader, Scoped, Store, StoreError};
use serde::Serialize;
use std::sync::Arc;
use tokio::sync::watch;

pub(crate) struct Server {
    pub(crate) settings: Settings,
    pub(crate) events: Events,
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    pub(crate) passwords: Passwords,
    pub(crate) callers: Callers,
    pub(crate) writer: Writer,
    pub(crate) imports: crate::imports::Imports,
    /// Turns true when the server is to stop.
    pub(crate) stopping: watch::Receiver<bool>,
    readers: Arc<Readers>,
}

impl Server {
    /// Takes the store over and starts its writer.
    pub(crate) fn open(
        settings: Settings,
        store: Store,
        stopping: watch::Receiver<bool>,
    ) -> Result<Server, ServeError> {
        let readers = Arc::new(Readers::open(&store)?);
        let (writer, _) = Writer::start(store)?;
        let now = (settings.clock)();
        Ok(Server {
            events: Events::new(now),
            limits: Limits::new(settings.requests_per_second),
            metrics: Metrics::new(),
            passwords: Passwords::new(),
            callers: Callers::default(),
            writer,
            imports: crate::imports::Imports::default(),
            stopping,
            readers,
            settings,
        })
    }

    pub(crate) fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.settings.clock)()
    }

    /// Who changes something, and when.
    pub(crate) fn by(&self, user: UserId) -> By {
        By {
            user: Some(user),
            at: self.now(),
        }
    }

    /// Reads what belongs to no brand: accounts, imports.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Reader) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        Ok(Arc::clone(&self.readers).read(work).await?)
    }

    /// Reads within what somebody sees.
    pub(crate) async fn read_within<T: Send + 'static>(
        &self,
        scope: Scope,
        work: impl FnOnce(&mut Scoped<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        self.read(move |reader| work(&mut reader.within(&scope)?))
            .await
    }

    /// Reads within what somebody sees, and makes an answer of it. Its JSON is written where it was read: what a page
    /// holds never leaves the thread that made it.
    pub(crate) async fn answer_within<T: Serialize>(
        &self,
        scope: Scope,
        work: impl FnOnce(&mut Scoped<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<JsonText, Problem> {
        let written = self
            .read_within(scope, move |scoped| Ok(JsonText::of(&work(scoped)?)))
            .await?;
        written.map_err(|error| Problem::internal(&error))
    }

    /// Changes something, after all changes before it.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        E: Send + 'static,
        Problem: From<E>,
    {
        let written = self.writer.write(work).await;
        self.callers.forget();
        written
    }

    /// Tells every open page.
    pub(crate) fn tell(&self, happening: Happening) {
        self.events.tell(happening);
    }
}

/// An answer whose JSON is written already.
pub(crate) struct JsonText(Vec<u8>);

/// As large as most pages of posts are.
const PAGE_BYTES: usize = 64 << 10;

impl JsonText {
    fn of<T: Serialize>(answer: &T) -> serde_json::Result<JsonText> {
        let mut text = Vec::with_capacity(PAGE_BYTES);
        serde_json::to_writer(&mut text, answer)?;
        Ok(JsonText(text))
    }
}

impl IntoResponse for JsonText {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], self.0).into_response()
    }
}
