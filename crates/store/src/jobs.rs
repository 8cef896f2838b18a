//! Archives that were dropped in the browser, on their way into the store.

use crate::audit::{self, Action, By};
use crate::engine::{Engine, Row};
use crate::keys::clean;
use crate::numbers::{self, Numbered};
use crate::{Reader, Store, StoreError};
use rapport_model::{ImportJobId, Timestamp, UserId};
use serde_json::json;

/// An archive on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportJob {
    /// Its id.
    pub id: ImportJobId,
    /// What the user calls it.
    pub name: String,
    /// Where the received file lies.
    pub path: String,
    /// The size of the received file.
    pub bytes_total: u64,
    /// How far it is.
    pub progress: ImportJobProgress,
    /// What it is doing.
    pub state: ImportJobState,
    /// Why it failed.
    pub error: Option<String>,
    /// Who dropped it, with the name that the user has now.
    pub by: Option<(UserId, String)>,
    /// When it was dropped.
    pub created_at: Timestamp,
    /// When it ended, whichever way.
    pub ended_at: Option<Timestamp>,
}

/// How far an archive is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportJobProgress {
    /// Bytes of the received file that are read.
    pub bytes_read: u64,
    /// Posts that were new.
    pub posts_new: u64,
    /// Posts that were there.
    pub posts_seen_again: u64,
    /// Records that were set aside.
    pub rejected: u64,
    /// The import that it became, once it has begun.
    pub import: Option<i64>,
}

/// What an archive on its way is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportJobState {
    /// It waits.
    Queued,
    /// It is being read, or was when the process ended.
    Running,
    /// All of it is in.
    Finished,
    /// It cannot be read any further.
    Failed,
    /// Somebody stopped it.
    Stopped,
}

/// How an archive's way ends by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportJobEnd {
    /// All of it is in.
    Finished,
    /// It cannot be read any further, for this reason.
    Failed(String),
}

impl ImportJobState {
    /// Every state.
    pub const ALL: [ImportJobState; 5] = [
        ImportJobState::Queued,
        ImportJobState::Running,
        ImportJobState::Finished,
        ImportJobState::Failed,
        ImportJobState::Stopped,
    ];

    /// The state's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ImportJobState::Queued => "queued",
            ImportJobState::Running => "running",
            ImportJobState::Finished => "finished",
            ImportJobState::Failed => "failed",
            ImportJobState::Stopped => "stopped",
        }
    }

    fn parse(word: &str) -> Result<ImportJobState, StoreError> {
        let state = ImportJobState::ALL
            .into_iter()
            .find(|state| state.as_str() == word);
        state.ok_or_else(|| StoreError::Corrupt(format!("an import is {word:?}")))
    }
}

impl Store {
    /// Queues a received file.
    pub fn queue_import_job(
        &mut self,
        by: By,
        name: &str,
        path: &str,
        bytes_total: u64,
    ) -> Result<ImportJobId, StoreError> {
        self.engine.transaction(|tx| {
            let id = numbers::next(tx, Numbered::ImportJob)?;
            tx.execute(
                "insert into import_jobs (id, name, path, bytes_total, bytes_read, posts_new, posts_seen_again,
                     rejected, state, owner, created_at)
                 values ($1, $2, $3, $4, 0, 0, 0, 0, 'queued', $5, $6)",
                &[
                    id.into(),
                    (&*clean(name)).into(),
                    (&*clean(path)).into(),
                    whole(bytes_total).into(),
                    by.user.map(|user| user.0).into(),
                    by.at.0.into(),
                ],
            )?;
            let detail = json!({"bytes": bytes_total});
            let id = ImportJobId(id);
            audit::record(tx, by, Action::ImportQueued, &subject(id), &detail)?;
            Ok(id)
        })
    }

    /// Notes how far a file is; false if it was stopped meanwhile, or has ended: then nothing is noted, and whoever reads
    /// it is to leave it alone.
    pub fn update_import_job(
        &mut self,
        id: ImportJobId,
        progress: &ImportJobProgress,
    ) -> Result<bool, StoreError> {
        self.engine
            .transaction(|tx| advance(tx, id, progress, ImportJobState::Running, None, None))
    }

    /// Notes that a file has come to its end; false if it had before.
    pub fn end_import_job(
        &mut self,
        id: ImportJobId,
        progress: &ImportJobProgress,
        end: &ImportJobEnd,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let (state, error) = match end {
            ImportJobEnd::Finished => (ImportJobState::Finished, None),
            ImportJobEnd::Failed(reason) => (ImportJobState::Failed, Some(clean(reason))),
        };
        self.engine
            .transaction(|tx| advance(tx, id, progress, state, error.as_deref(), Some(at)))
    }

    /// Stops a file that waits or is being read; false if there is none, or it has ended. What is in stays in.
    pub fn stop_import_job(&mut self, by: By, id: ImportJobId) -> Result<bool, StoreError> {
        self.engine.transaction(|tx| {
            let stopped = tx.execute(
                "update import_jobs set state = 'stopped', ended_at = $1
                 where id = $2 and state in ('queued', 'running')",
                &[by.at.0.into(), id.0.into()],
            )?;
            if stopped > 0 {
                audit::record(tx, by, Action::ImportStopped, &subject(id), &json!({}))?;
            }
            Ok(stopped > 0)
        })
    }
}

impl Reader {
    /// Files that were dropped, the latest first.
    pub fn import_jobs(&mut self, limit: u32) -> Result<Vec<ImportJob>, StoreError> {
        let sql = format!("{JOB} order by j.id desc limit $1");
        self.engine.all(&sql, &[i64::from(limit).into()], read)
    }

    /// A file that was dropped.
    pub fn import_job(&mut self, id: ImportJobId) -> Result<Option<ImportJob>, StoreError> {
        let sql = format!("{JOB} where j.id = $1");
        self.engine.first(&sql, &[id.0.into()], read)
    }

    /// Files that wait or were being read, in the order in which they were dropped: what to go on with after a restart.
    pub fn unfinished_import_jobs(&mut self) -> Result<Vec<ImportJob>, StoreError> {
        let sql = format!("{JOB} where j.state in ('queued', 'running') order by j.id");
        self.engine.all(&sql, &[], read)
    }
}

/// What has ended stays as it ended.
fn advance(
    tx: &mut Engine,
    id: ImportJobId,
    progress: &ImportJobProgress,
    state: ImportJobState,
    error: Option<&str>,
    ended_at: Option<Timestamp>,
) -> Result<bool, StoreError> {
    let moved = tx.execute(
        "update import_jobs set bytes_read = $1, posts_new = $2, posts_seen_again = $3, rejected = $4,
             import = $5, state = $6, error = $7, ended_at = $8
         where id = $9 and state in ('queued', 'running')",
        &[
            whole(progress.bytes_read).into(),
            whole(progress.posts_new).into(),
            whole(progress.posts_seen_again).into(),
            whole(progress.rejected).into(),
            progress.import.into(),
            state.as_str().into(),
            error.into(),
            ended_at.map(|at| at.0).into(),
            id.0.into(),
        ],
    )?;
    Ok(moved > 0)
}

const JOB: &str =
    "select j.id, j.name, j.path, j.bytes_total, j.bytes_read, j.posts_new, j.posts_seen_again,
    j.rejected, j.import, j.state, j.error, j.owner, u.name, j.created_at, j.ended_at
    from import_jobs j left join users u on u.id = j.owner";

/// Reads the columns of [`JOB`].
fn read(row: &Row<'_>) -> Result<ImportJob, StoreError> {
    let count = |column| Ok::<_, StoreError>(row.int(column)?.unsigned_abs());
    let name = row.text(12)?;
    Ok(ImportJob {
        id: ImportJobId(row.int(0)?),
        name: row.text(1)?,
        path: row.text(2)?,
        bytes_total: count(3)?,
        progress: ImportJobProgress {
            bytes_read: count(4)?,
            posts_new: count(5)?,
            posts_seen_again: count(6)?,
            rejected: count(7)?,
            import: row.opt_int(8)?,
        },
        state: ImportJobState::parse(&row.text(9)?)?,
        error: row.opt_text(10)?,
        by: row.opt_int(11)?.map(|id| (UserId(id), name)),
        created_at: Timestamp(row.int(13)?),
        ended_at: row.opt_int(14)?.map(Timestamp),
    })
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn subject(job: ImportJobId) -> String {
    format!("import:{job}")
}
