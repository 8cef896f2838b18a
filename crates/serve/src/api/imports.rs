//! Archives dropped in the browser: received, queued, taken in, and what of them was set aside.

use super::audit::Person;
use super::values::{FileBytes, IdText, ImportStateWord};
use super::wire::{Ask, Id, parse_id};
use crate::access::Known;
use crate::problem::{Kind, Problem, ProblemDetails};
use crate::server::Server;
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use rapport_model::{ImportJobId, Timestamp};
use rapport_store::{KeptReject, StoreError};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::io::AsyncWriteExt;
use tokio_stream::StreamExt;
use utoipa::{IntoParams, ToSchema};

/// Imports that are listed.
const LISTED: u32 = 100;

/// Rejects of a page.
const REJECTS_PAGE: u32 = 50;

/// How much of a record that was set aside is shown, in characters.
const RAW_SHOWN: usize = 2_000;

/// An archive on its way in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ImportJob {
    id: String,
    /// What the file was called.
    name: String,
    #[schema(value_type = ImportStateWord)]
    state: &'static str,
    /// The size of the file.
    bytes_total: u64,
    /// How much of it has been read.
    bytes_read: u64,
    posts_new: u64,
    posts_seen_again: u64,
    /// Records that were set aside.
    rejected: u64,
    /// Why it failed, and what to do.
    #[schema(required)]
    error: Option<String>,
    /// Who dropped it.
    #[schema(required)]
    by: Option<Person>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(required, value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
}

impl ImportJob {
    pub(crate) fn of(job: &rapport_store::ImportJob) -> ImportJob {
        let by = job.by.as_ref().map(|(id, name)| Person {
            id: id.to_string(),
            name: name.clone(),
        });
        ImportJob {
            id: job.id.to_string(),
            name: job.name.clone(),
            state: job.state.as_str(),
            bytes_total: job.bytes_total,
            bytes_read: job.progress.bytes_read,
            posts_new: job.progress.posts_new,
            posts_seen_again: job.progress.posts_seen_again,
            rejected: job.progress.rejected,
            error: job.error.clone(),
            by,
            created_at: job.created_at,
            ended_at: job.ended_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ImportsAnswer {
    imports: Vec<ImportJob>,
}

/// What was dropped, the latest first.
#[utoipa::path(get, path = "/api/imports", tag = "imports", responses(
    (status = 200, body = ImportsAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn list(
    State(server): State<Arc<Server>>,
) -> Result<Json<ImportsAnswer>, Problem> {
    let jobs = server.read(|reader| reader.import_jobs(LISTED)).await?;
    let imports = jobs.iter().map(ImportJob::of).collect();
    Ok(Json(ImportsAnswer { imports }))
}

/// One of them.
#[utoipa::path(get, path = "/api/imports/{id}", tag = "imports",
    params(("id" = String, Path, description = "The import")), responses(
    (status = 200, body = ImportJob),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn one(
    State(server): State<Arc<Server>>,
    Id(id): Id,
) -> Result<Json<ImportJob>, Problem> {
    let job = server.import_job(ImportJobId(id)).await?;
    Ok(Json(ImportJob::of(&job)))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileName {
    /// What the file is called.
    #[param(min_length = 1, max_length = 200, pattern = r"\S")]
    name: String,
}

/// Receives a file, any that `rapport import` reads, and queues it.
#[utoipa::path(post, path = "/api/imports", tag = "imports", params(FileName),
    request_body(content = FileBytes, content_type = "application/octet-stream", description = "The file as it is"),
    responses(
    (status = 202, body = ImportJob),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn receive(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Ask(file): Ask<FileName>,
    body: Body,
) -> Result<(StatusCode, Json<ImportJob>), Problem> {
    let name = file.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Problem::field("name", "use 1 to 200 characters"));
    }
    let (path, bytes) = server.receive(body).await?;
    if bytes == 0 {
        discard(&path).await;
        return Err(Problem::field("name", "the file is empty"));
    }
    let by = server.by(caller.user.id);
    let kept = path.to_string_lossy().into_owned();
    let queued = server
        .write(move |store| store.queue_import_job(by, &name, &kept, bytes))
        .await;
    let id = match queued {
        Ok(id) => id,
        Err(problem) => {
            discard(&path).await;
            return Err(problem);
        }
    };
    server.imports.wake();
    let job = ImportJob::of(&server.import_job(id).await?);
    Ok((StatusCode::ACCEPTED, Json(job)))
}

/// Stops an import that waits or runs; what was taken in stays.
#[utoipa::path(delete, path = "/api/imports/{id}", tag = "imports",
    params(("id" = String, Path, description = "The import")), responses(
    (status = 204, description = "It goes no further"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn stop(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
    Id(id): Id,
) -> Result<StatusCode, Problem> {
    let id = ImportJobId(id);
    let by = server.by(caller.user.id);
    let stopped = server
        .write(move |store| store.stop_import_job(by, id))
        .await?;
    let job = server.import_job(id).await?;
    if !stopped {
        let detail = format!("it is {} already", job.state.as_str());
        return Err(Problem::new(Kind::Conflict, detail));
    }
    // One that waits has nobody else who would; one that runs has its file open.
    discard(Path::new(&job.path)).await;
    server.tell(crate::events::Happening::Import(ImportJob::of(&job)));
    Ok(StatusCode::NO_CONTENT)
}

/// A record that was set aside.
#[derive(Serialize, ToSchema)]
pub(crate) struct RejectAnswer {
    id: String,
    /// Counted from 1.
    line: u64,
    /// Of its first byte in the unpacked file.
    byte_offset: u64,
    /// What is wrong with it.
    reason: String,
    /// How it begins; bytes that are no UTF-8 are replaced.
    raw: String,
}

impl RejectAnswer {
    fn of(kept: KeptReject) -> RejectAnswer {
        let raw = String::from_utf8_lossy(&kept.reject.raw);
        RejectAnswer {
            id: kept.id.to_string(),
            line: kept.reject.line,
            byte_offset: kept.reject.byte_offset,
            reason: kept.reject.reason,
            raw: raw.chars().take(RAW_SHOWN).collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct RejectsAnswer {
    rejects: Vec<RejectAnswer>,
    /// Where the next page begins; null behind the last.
    #[schema(required)]
    next: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct RejectsQuestion {
    /// `next` of the page before.
    #[param(inline, value_type = Option<IdText>)]
    after: Option<String>,
}

/// Records of an import that could not be read, in the order of the file.
#[utoipa::path(get, path = "/api/imports/{id}/rejects", tag = "imports",
    params(("id" = String, Path, description = "The import"), RejectsQuestion), responses(
    (status = 200, body = RejectsAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn rejects(
    State(server): State<Arc<Server>>,
    Id(id): Id,
    Ask(question): Ask<RejectsQuestion>,
) -> Result<Json<RejectsAnswer>, Problem> {
    let unreadable = || Problem::bad_question("after: take it from next of a page");
    let after = question.after.as_deref();
    let after = after.map(|text| parse_id(text).ok_or_else(unreadable));
    let after = after.transpose()?.unwrap_or(0);
    let job = server.import_job(ImportJobId(id)).await?;
    let rejects = match job.progress.import {
        None => Vec::new(),
        Some(import) => {
            server
                .read(move |reader| reader.rejects_of(import, after, REJECTS_PAGE))
                .await?
        }
    };
    let full = rejects.len() == REJECTS_PAGE as usize;
    let next = rejects
        .last()
        .filter(|_| full)
        .map(|last| last.id.to_string());
    let rejects = rejects.into_iter().map(RejectAnswer::of).collect();
    Ok(Json(RejectsAnswer { rejects, next }))
}

impl Server {
    async fn import_job(&self, id: ImportJobId) -> Result<rapport_store::ImportJob, Problem> {
        let job = self.read(move |reader| reader.import_job(id)).await?;
        job.ok_or_else(|| Problem::not_found("import"))
    }

    /// Writes what comes in to a file of its own; says where it is and how long.
    async fn receive(&self, body: Body) -> Result<(PathBuf, u64), Problem> {
        let name = crate::secrets::draw().map_err(|error| Problem::internal(&error))?;
        let path = self.settings.incoming.join(name);
        let received = self.receive_into(&path, body).await;
        if received.is_err() {
            discard(&path).await;
        }
        received.map(|bytes| (path, bytes))
    }

    async fn receive_into(&self, path: &Path, body: Body) -> Result<u64, Problem> {
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::StorageFull => StoreError::Full.into(),
            _ => Problem::internal(&error),
        };
        tokio::fs::create_dir_all(&self.settings.incoming)
            .await
            .map_err(failed)?;
        let mut file = tokio::fs::File::create_new(path).await.map_err(failed)?;
        let mut stream = body.into_data_stream();
        let mut bytes = 0;
        while let Some(piece) = stream.next().await {
            let piece = piece.map_err(|error| {
                Problem::bad_question(format!("the file broke off on its way: {error}"))
            })?;
            bytes += piece.len() as u64;
            if bytes > self.settings.upload_bytes_max {
                let most = self.settings.upload_bytes_max;
                let detail = format!("the file is larger than the {most} bytes that are taken");
                return Err(Problem::new(Kind::TooLarge, detail));
            }
            file.write_all(&piece).await.map_err(failed)?;
        }
        file.sync_all().await.map_err(failed)?;
        Ok(bytes)
    }
}

/// Removes a received file that is not needed.
async fn discard(path: &Path) {
    if let Err(error) = tokio::fs::remove_file(path).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a received file could not be removed");
    }
}
