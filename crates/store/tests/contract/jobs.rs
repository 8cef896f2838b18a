//! Archives that were dropped in the browser.

use crate::build::*;
use crate::people::*;
use rapport_model::ImportJobId;
use rapport_store::{
    Batch, ImportJob, ImportJobEnd, ImportJobProgress, ImportJobState, Position, Reject, Source,
};

on_both_engines!(
    a_dropped_file_waits_and_is_read_to_its_end,
    a_file_that_fails_says_why,
    a_stopped_file_stays_stopped,
    what_was_not_finished_is_found_after_a_restart,
    files_are_listed_latest_first,
    rejects_are_read_by_their_import,
    poison_in_a_file_name_is_cleaned,
);

const HALF: ImportJobProgress = ImportJobProgress {
    bytes_read: 500,
    posts_new: 3,
    posts_seen_again: 2,
    rejected: 1,
    import: None,
};

fn queued(fresh: &mut Fresh) -> ImportJobId {
    fresh
        .store
        .queue_import_job(BY, "tweets.zip", "imports/1", 1_000)
        .unwrap()
}

fn job(fresh: &Fresh, id: ImportJobId) -> ImportJob {
    fresh.reader().import_job(id).unwrap().unwrap()
}

fn a_dropped_file_waits_and_is_read_to_its_end(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let queued = fresh
        .store
        .queue_import_job(by(&ada), "tweets.zip", "imports/1", 1_000);
    let id = queued.unwrap();
    let waiting = ImportJob {
        id,
        name: "tweets.zip".into(),
        path: "imports/1".into(),
        bytes_total: 1_000,
        progress: ImportJobProgress::default(),
        state: ImportJobState::Queued,
        error: None,
        by: Some((ada.id, "ada".into())),
        created_at: BY.at,
        ended_at: None,
    };
    assert_eq!(job(fresh, id), waiting);
    let import = fresh.store.begin_import(&source()).unwrap().id;
    let progress = ImportJobProgress {
        import: Some(import),
        ..HALF
    };
    assert!(fresh.store.update_import_job(id, &progress).unwrap());
    let state = ImportJobState::Running;
    let running = ImportJob {
        progress,
        state,
        ..waiting
    };
    assert_eq!(job(fresh, id), running);
    let end = ImportJobEnd::Finished;
    let ended = fresh.store.end_import_job(id, &progress, &end, minute(3));
    assert!(ended.unwrap());
    let finished = ImportJob {
        state: ImportJobState::Finished,
        ended_at: Some(minute(3)),
        ..running
    };
    assert_eq!(job(fresh, id), finished);
    assert!(!fresh.store.stop_import_job(BY, id).unwrap());
    assert_eq!(job(fresh, id), finished);
}

fn a_file_that_fails_says_why(fresh: &mut Fresh) {
    let id = queued(fresh);
    let end = ImportJobEnd::Failed("it is no archive\0".into());
    let ended = fresh.store.end_import_job(id, &HALF, &end, minute(3));
    assert!(ended.unwrap());
    let job = job(fresh, id);
    assert_eq!(job.state, ImportJobState::Failed);
    assert_eq!(job.error.as_deref(), Some("it is no archive\u{fffd}"));
}

fn a_stopped_file_stays_stopped(fresh: &mut Fresh) {
    let id = queued(fresh);
    assert!(fresh.store.update_import_job(id, &HALF).unwrap());
    assert!(fresh.store.stop_import_job(BY, id).unwrap());
    let stopped = job(fresh, id);
    assert_eq!(stopped.state, ImportJobState::Stopped);
    assert_eq!(stopped.progress, HALF);
    let store = &mut fresh.store;
    let further = ImportJobProgress {
        bytes_read: 900,
        ..HALF
    };
    assert!(!store.update_import_job(id, &further).unwrap());
    let end = ImportJobEnd::Finished;
    assert!(!store.end_import_job(id, &further, &end, minute(9)).unwrap());
    assert!(!store.stop_import_job(BY, id).unwrap());
    assert_eq!(job(fresh, id), stopped);
}

fn what_was_not_finished_is_found_after_a_restart(fresh: &mut Fresh) {
    let ids: Vec<_> = (0..4).map(|_| queued(fresh)).collect();
    let end = ImportJobEnd::Finished;
    fresh.store.update_import_job(ids[2], &HALF).unwrap();
    fresh.store.stop_import_job(BY, ids[0]).unwrap();
    fresh
        .store
        .end_import_job(ids[1], &HALF, &end, BY.at)
        .unwrap();
    fresh.reopen();
    let left = fresh.reader().unfinished_import_jobs().unwrap();
    let left: Vec<_> = left.iter().map(|job| job.id).collect();
    assert_eq!(left, ids[2..]);
}

fn files_are_listed_latest_first(fresh: &mut Fresh) {
    let ids: Vec<_> = (0..3).map(|_| queued(fresh)).collect();
    let listed = fresh.reader().import_jobs(2).unwrap();
    let listed: Vec<_> = listed.iter().map(|job| job.id).collect();
    assert_eq!(listed, [ids[2], ids[1]]);
    let unknown = fresh.reader().import_job(ImportJobId(99)).unwrap();
    assert_eq!(unknown, None);
}

fn rejects_are_read_by_their_import(fresh: &mut Fresh) {
    let mut imports = Vec::new();
    for name in ["a", "b"] {
        let source = Source {
            name: name.into(),
            fingerprint: name.into(),
            format: "test".into(),
        };
        let import = fresh.store.begin_import(&source).unwrap().id;
        let rejects: Vec<_> = (1..=3)
            .map(|line| Reject {
                line,
                byte_offset: line * 10,
                reason: "no id".into(),
                raw: vec![b'x'],
            })
            .collect();
        let batch = Batch {
            import,
            position: Position::default(),
            posts: &[],
            rejects: &rejects,
            finished: true,
        };
        fresh.store.ingest(&batch).unwrap();
        imports.push(import);
    }
    let mut reader = fresh.reader();
    let page = reader.rejects_of(imports[1], 0, 2).unwrap();
    let lines: Vec<_> = page.iter().map(|kept| kept.reject.line).collect();
    assert_eq!(lines, [1, 2]);
    assert!(page.iter().all(|kept| kept.source == "b"));
    let page = reader.rejects_of(imports[1], page[1].id, 2).unwrap();
    assert_eq!(page.len(), 1);
    assert_eq!(page[0].reject.line, 3);
}

fn poison_in_a_file_name_is_cleaned(fresh: &mut Fresh) {
    let long = "ş".repeat(1 << 19);
    for (name, kept) in [("a\0b", "a\u{fffd}b"), (&*long, &*long)] {
        let id = fresh.store.queue_import_job(BY, name, "p", u64::MAX);
        assert_eq!(job(fresh, id.unwrap()).name, kept);
    }
}
