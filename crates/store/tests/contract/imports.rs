//! Positions and rejects.

use crate::build::*;
use rapport_store::{Batch, Ingested, Position, Reject, StoreError};

on_both_engines!(
    an_unfinished_import_resumes_at_its_position,
    a_finished_import_begins_anew,
    a_batch_of_an_unknown_import_leaves_nothing,
    rejects_are_kept_once,
    a_reject_that_is_taken_comes_in_with_its_post,
);

const HALF: Position = Position {
    bytes: 500,
    lines: 5,
    records: 5,
};

fn reject() -> Reject {
    Reject {
        line: 3,
        byte_offset: 300,
        reason: "no id\0".into(),
        raw: vec![0, 255, 10],
    }
}

fn an_unfinished_import_resumes_at_its_position(fresh: &mut Fresh) {
    let import = fresh.store.begin_import(&source()).unwrap();
    assert_eq!(import.resume, Position::default());
    let posts = [prepared(&post("1", "lumen", "hello"))];
    let batch = Batch {
        import: import.id,
        position: HALF,
        posts: &posts,
        rejects: &[],
        finished: false,
    };
    fresh.store.ingest(&batch).unwrap();
    fresh.reopen();
    let again = fresh.store.begin_import(&source()).unwrap();
    assert_eq!((again.id, again.resume), (import.id, HALF));
}

fn a_finished_import_begins_anew(fresh: &mut Fresh) {
    let import = fresh.store.begin_import(&source()).unwrap();
    let batch = Batch {
        import: import.id,
        position: HALF,
        posts: &[],
        rejects: &[],
        finished: true,
    };
    fresh.store.ingest(&batch).unwrap();
    assert_eq!(
        fresh.store.begin_import(&source()).unwrap().resume,
        Position::default()
    );
}

fn a_batch_of_an_unknown_import_leaves_nothing(fresh: &mut Fresh) {
    let posts = [prepared(&post("1", "lumen", "hello"))];
    let batch = Batch {
        import: 99,
        position: HALF,
        posts: &posts,
        rejects: &[],
        finished: true,
    };
    assert!(matches!(
        fresh.store.ingest(&batch),
        Err(StoreError::UnknownImport(99))
    ));
    assert_eq!(check(fresh).posts, 0);
    ingest(&mut fresh.store, &[post("2", "lumen", "hello")]);
    assert_eq!(check(fresh).posts, 1);
}

fn rejects_are_kept_once(fresh: &mut Fresh) {
    for _ in 0..2 {
        let import = fresh.store.begin_import(&source()).unwrap();
        let rejects = [reject()];
        let batch = Batch {
            import: import.id,
            position: HALF,
            posts: &[],
            rejects: &rejects,
            finished: true,
        };
        fresh.store.ingest(&batch).unwrap();
    }
    let kept = fresh.reader().rejects(0, 10).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        kept[0].reject,
        Reject {
            reason: "no id\u{fffd}".into(),
            ..reject()
        }
    );
    assert_eq!(kept[0].format, "test");
    assert_eq!(check(fresh).rejects, 1);
}

fn a_reject_that_is_taken_comes_in_with_its_post(fresh: &mut Fresh) {
    let import = fresh.store.begin_import(&source()).unwrap();
    let rejects = [reject()];
    let batch = Batch {
        import: import.id,
        position: HALF,
        posts: &[],
        rejects: &rejects,
        finished: true,
    };
    fresh.store.ingest(&batch).unwrap();
    let id = fresh.reader().rejects(0, 10).unwrap()[0].id;
    let posts = [prepared(&post("1", "lumen", "hello"))];
    let done = fresh.store.take_reject(id, &posts).unwrap();
    assert_eq!(
        done,
        Ingested {
            new: 1,
            ..Ingested::default()
        }
    );
    let report = check(fresh);
    assert_eq!((report.posts, report.rejects), (1, 0));
}
