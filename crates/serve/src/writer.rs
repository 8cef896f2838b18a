//! The one writer of the server: a thread that owns the store and does one piece of work after the other.

use crate::problem::{Kind, Problem};
use rapport_store::Store;
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot};

/// Pieces of work that may wait; more would wait longer than anybody does.
const WAITING: usize = 64;

type Work = Box<dyn FnOnce(&mut Store) + Send>;

/// Hands work to the writer's thread.
#[derive(Clone)]
pub(crate) struct Writer {
    work: mpsc::Sender<Work>,
}

impl Writer {
    /// Starts the thread; it ends when every handle is gone.
    pub(crate) fn start(mut store: Store) -> std::io::Result<(Writer, JoinHandle<()>)> {
        let (sender, mut receiver) = mpsc::channel::<Work>(WAITING);
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                while let Some(work) = receiver.blocking_recv() {
                    work(&mut store);
                }
            })?;
        Ok((Writer { work: sender }, thread))
    }

    /// Does a piece of work and waits for it.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        E: Send + 'static,
        Problem: From<E>,
    {
        let (done, answer) = oneshot::channel();
        let work = Box::new(move |store: &mut Store| {
            // Whoever asked may have hung up meanwhile; what was done stays done.
            drop(done.send(work(store)));
        });
        let stopping = || Problem::later(Kind::Busy, 5, "the server is stopping");
        self.work.send(work).await.map_err(|_| stopping())?;
        let done = answer.await.map_err(|_| stopping())?;
        Ok(done?)
    }

    /// The same, from a thread that may wait.
    pub(crate) fn write_waiting<T, E>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        E: Send + 'static,
        Problem: From<E>,
    {
        let (done, answer) = oneshot::channel();
        let work = Box::new(move |store: &mut Store| {
            drop(done.send(work(store)));
        });
        let stopping = || Problem::later(Kind::Busy, 5, "the server is stopping");
        self.work.blocking_send(work).map_err(|_| stopping())?;
        let done = answer.blocking_recv().map_err(|_| stopping())?;
        Ok(done?)
    }
}
