//! A few readers of the store, lent to one request each.

use crate::problem::{Kind, Problem};
use rapport_store::{Reader, Store, StoreError};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// More readers than processors only wait for each other.
const READERS: usize = 4;

pub(crate) struct Readers {
    idle: Mutex<Vec<Reader>>,
    permits: Arc<Semaphore>,
}

/// A request could not be answered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadFailed {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the server is stopping")]
    Stopping,
}

impl From<ReadFailed> for Problem {
    fn from(error: ReadFailed) -> Self {
        match error {
            ReadFailed::Store(error) => error.into(),
            ReadFailed::Stopping => Problem::later(Kind::Busy, 5, error),
        }
    }
}

impl Readers {
    pub(crate) fn open(store: &Store) -> Result<Readers, StoreError> {
        let readers = (0..READERS)
            .map(|_| store.reader())
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Readers {
            idle: Mutex::new(readers),
            permits: Arc::new(Semaphore::new(READERS)),
        })
    }

    /// Runs blocking work on a reader, away from the runtime's threads; waits while all readers are lent.
    pub(crate) async fn read<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&mut Reader) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ReadFailed> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|_| ReadFailed::Stopping)?;
        let task = tokio::task::spawn_blocking(move || {
            // Each permit stands for one idle reader.
            let reader = self
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop();
            let mut reader = reader.ok_or(ReadFailed::Stopping)?;
            let result = work(&mut reader);
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(reader);
            drop(permit);
            Ok(result?)
        });
        task.await.map_err(|_| ReadFailed::Stopping)?
    }
}
