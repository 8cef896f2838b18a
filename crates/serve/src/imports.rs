//! Taking in what was dropped: one archive after the other, on a thread of its own.
//!
//! The queue is the store's. A server that stops, or dies, goes on with the same archive where it was.

use crate::api::imports::ImportJob as Told;
use crate::events::Happening;
use crate::problem::{Problem, chain};
use crate::server::Server;
use rapport_capture::{Archive, Options};
use rapport_flow::{ImportError, Progressed};
use rapport_model::ImportJobId;
use rapport_store::{ImportJob, ImportJobEnd, ImportJobProgress, Store, StoreError};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long the thread sleeps before it looks whether it is to stop.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Wakes the thread when something was queued.
#[derive(Default)]
pub(crate) struct Imports {
    queued: Mutex<bool>,
    wake: Condvar,
}

impl Imports {
    /// Something was queued.
    pub(crate) fn wake(&self) {
        *self.queued.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.wake.notify_one();
    }

    /// Waits for something to be queued, or for the end.
    fn wait(&self, is_stopping: impl Fn() -> bool) {
        let mut queued = self.queued.lock().unwrap_or_else(PoisonError::into_inner);
        while !*queued && !is_stopping() {
            let waited = self.wake.wait_timeout(queued, LOOK_EVERY);
            queued = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *queued = false;
    }
}

/// Starts the thread; it ends when the server stops.
pub(crate) fn start(server: Arc<Server>) -> std::io::Result<JoinHandle<()>> {
    // What comes in from here on is not looked at: it may not be queued yet.
    let left = received(&server);
    std::thread::Builder::new()
        .name("imports".into())
        .spawn(move || {
            sweep(&server, left);
            index_words(&server);
            while !server.is_stopping() {
                // The first time, what an earlier process left is taken up.
                take_in_queued(&server);
                server.imports.wait(|| server.is_stopping());
            }
        })
}

fn unfinished(server: &Server) -> Result<Vec<ImportJob>, Problem> {
    let look = |store: &mut Store| store.reader()?.unfinished_import_jobs();
    server.writer.write_waiting(look)
}

/// The files that were received and are still there.
fn received(server: &Server) -> Vec<PathBuf> {
    // There is no folder where nothing was ever dropped.
    let files = std::fs::read_dir(&server.settings.incoming);
    let files = files.into_iter().flatten();
    files.filter_map(|file| Some(file.ok()?.path())).collect()
}

/// Removes files that no import waits for: a server that died between two steps leaves one.
fn sweep(server: &Server, left: Vec<PathBuf>) {
    let Ok(jobs) = unfinished(server) else { return };
    let needed: BTreeSet<PathBuf> = jobs.into_iter().map(|job| job.path.into()).collect();
    for path in left {
        if !needed.contains(&path) {
            remove(&path);
        }
    }
}

/// Indexes what an older version stored, so that it can be searched.
fn index_words(server: &Server) {
    let store = Store::open(&server.settings.location);
    let indexed =
        store.and_then(|mut store| rapport_flow::index_words(&mut store, || server.is_stopping()));
    match indexed {
        Ok(0) => {}
        Ok(posts) => tracing::info!(posts, "posts of an older version can be searched now"),
        Err(error) => tracing::error!(%error, "posts of an older version cannot be searched"),
    }
}

fn take_in_queued(server: &Arc<Server>) {
    loop {
        let Ok(jobs) = unfinished(server) else { return };
        let Some(job) = jobs.into_iter().next() else {
            return;
        };
        if server.is_stopping() {
            return;
        }
        let run = Run {
            server,
            before: job.progress,
            progress: job.progress,
            job,
        };
        if !run.take_in() {
            // The store takes nothing now: it is tried again when something is queued, or at the next start.
            return;
        }
    }
}

/// One archive on its way in.
struct Run<'a> {
    server: &'a Server,
    job: ImportJob,
    /// What an earlier run of it did.
    before: ImportJobProgress,
    progress: ImportJobProgress,
}

impl Run<'_> {
    /// Takes it in; false if its end could not be noted, so that it still waits and needs its file.
    fn take_in(mut self) -> bool {
        tracing::info!(import.id = %self.job.id, "an import begins");
        let ended = match self.read() {
            Ok(ControlFlow::Continue(())) => self.end(ImportJobEnd::Finished),
            Err(reason) => self.end(ImportJobEnd::Failed(reason)),
            // A server that stops goes on with it later; otherwise somebody stopped it.
            Ok(ControlFlow::Break(())) => !self.server.is_stopping(),
        };
        if ended {
            remove(Path::new(&self.job.path));
        }
        ended
    }

    /// Reads the file to its end, or until it is to go no further; the reason if it cannot.
    fn read(&mut self) -> Result<ControlFlow<()>, String> {
        let path = PathBuf::from(&self.job.path);
        let opened = Archive::open(&path, &Options::default());
        // What somebody dropped has the name that they know it by.
        let shown = path.display().to_string();
        let mut archive = opened.map_err(|error| chain(&error).replace(&shown, &self.job.name))?;
        archive.name.clone_from(&self.job.name);
        let location = &self.server.settings.location;
        let mut store = Store::open(location).map_err(|error| refused(&error))?;
        let read_bytes = archive.read_bytes();
        let mut flow = ControlFlow::Continue(());
        let mut watch = |progressed: Progressed| {
            flow = self.note(read_bytes(), &progressed);
            flow
        };
        let imported = rapport_flow::import(&mut store, archive, &mut watch);
        imported.map_err(|error| match error {
            ImportError::Store(error) => refused(&error),
            ImportError::Shortened { .. } | ImportError::Description { .. } => chain(&error),
        })?;
        Ok(flow)
    }

    /// Notes and tells how far it is.
    fn note(&mut self, bytes_read: u64, progressed: &Progressed) -> ControlFlow<()> {
        let Progressed { import, imported } = progressed;
        self.progress = ImportJobProgress {
            bytes_read,
            posts_new: self.before.posts_new + imported.new,
            posts_seen_again: self.before.posts_seen_again + imported.seen_again,
            rejected: self.before.rejected + imported.rejected,
            import: Some(*import),
        };
        let (id, progress) = (self.job.id, self.progress);
        let noted = self
            .server
            .writer
            .write_waiting(move |store| store.update_import_job(id, &progress));
        let stopped = matches!(noted, Ok(false));
        self.tell(id);
        self.server.tell(Happening::Posts);
        if stopped || self.server.is_stopping() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Notes and tells how it ended; false if that cannot be noted.
    fn end(&mut self, end: ImportJobEnd) -> bool {
        match &end {
            ImportJobEnd::Finished => {
                self.progress.bytes_read = self.job.bytes_total;
                tracing::info!(import.id = %self.job.id, "an import is finished");
            }
            // The reason may quote the archive; whoever dropped it reads it there.
            ImportJobEnd::Failed(_) => tracing::warn!(import.id = %self.job.id, "an import failed"),
        }
        let (id, progress, now) = (self.job.id, self.progress, self.server.now());
        let ended = self
            .server
            .writer
            .write_waiting(move |store| store.end_import_job(id, &progress, &end, now));
        if ended.is_ok() {
            self.tell(id);
        }
        ended.is_ok()
    }

    /// Tells every open page how it stands with the import.
    fn tell(&self, id: ImportJobId) {
        let look = move |store: &mut Store| store.reader()?.import_job(id);
        let job: Result<_, Problem> = self.server.writer.write_waiting::<_, StoreError>(look);
        if let Ok(Some(job)) = job {
            self.server.tell(Happening::Import(Told::of(&job)));
        }
    }
}

/// Why the store refused, as far as whoever dropped a file can act on it; the log says where it lies.
fn refused(error: &StoreError) -> String {
    match error {
        StoreError::Full | StoreError::Busy | StoreError::TooManyPosts => error.to_string(),
        _ => {
            tracing::error!(error = %chain(error), "the store refused an import");
            "the server could not store it; its log says why".to_owned()
        }
    }
}

fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a received file could not be removed");
    }
}
