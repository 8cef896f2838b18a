//! Importing archives: one thread reads and understands, one writes.

use crate::index_words;
use rapport_capture::{Archive, Chunk, Fault, Item, Reader};
use rapport_model::Post;
use rapport_store::{
    Batch, Import, Ingested, Position, Prepared, Reject, Source, Store, StoreError,
};
use rapport_understand::{LanguageCode, Tokenizer};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Posts of a usual batch: large enough that a page of an index changes for many of them at once, small enough to lose
/// little when killed and to stay small in memory.
const BATCH_POSTS: usize = 10_000;
/// A batch of long posts ends earlier.
const BATCH_BYTES: usize = 16 << 20;
/// Batches that wait for the writer, the one being read apart: more would only take memory.
const BATCHES_AHEAD: usize = 0;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Posts that were not there before.
    pub new: u64,
    /// Posts that were.
    pub seen_again: u64,
    /// Of those, posts that brought something new: counters, a longer text.
    pub changed: u64,
    /// Records set aside.
    pub rejected: u64,
    /// Where the import went on, if an earlier one was interrupted.
    pub resumed_at: Option<u64>,
}

/// An import had to be given up; what was committed stays, and the next run goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The archive is shorter than what an earlier import has read of it.
    #[error(
        "{name} ends before byte {offset}, where an earlier import of it stopped: has it changed meanwhile?"
    )]
    Shortened {
        /// The archive.
        name: String,
        /// Where the import would go on.
        offset: u64,
    },
    /// The description of a reader cannot be written or read.
    #[error("cannot describe how {name} is read")]
    Description {
        /// The archive.
        name: String,
        /// Why.
        source: serde_json::Error,
    },
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progressed {
    /// Its number in the store.
    pub import: i64,
    /// What it has done so far.
    pub imported: Imported,
}

/// Told after each batch that was committed; may end the import there, which the next one goes on from.
pub type Watch<'a> = dyn FnMut(Progressed) -> ControlFlow<()> + 'a;

/// Imports one archive. Killed at any moment, it loses nothing: posts, rejects and the position commit together.
pub fn import(
    store: &mut Store,
    mut archive: Archive,
    watch: &mut Watch<'_>,
) -> Result<Imported, ImportError> {
    let describe = |source| ImportError::Description {
        name: archive.name.clone(),
        source,
    };
    let source = Source {
        name: archive.name.clone(),
        fingerprint: archive.fingerprint.clone(),
        format: archive.reader.description().map_err(describe)?,
    };
    index_words(store, || false)?;
    let Import { id, mut resume } = store.begin_import(&source)?;
    if archive.size_bytes.is_none() {
        // Another stream may only begin like the earlier one.
        resume = Position::default();
    }
    if !archive.chunks.resume(resume.bytes) {
        return Err(ImportError::Shortened {
            name: archive.name,
            offset: resume.bytes,
        });
    }
    let mut imported = Imported {
        resumed_at: (resume.bytes > 0).then_some(resume.bytes),
        ..Imported::default()
    };
    let (sender, batches) = sync_channel(BATCHES_AHEAD);
    std::thread::scope(|scope| {
        scope.spawn(move || read(archive, resume, &sender));
        write(store, id, batches, &mut imported, watch)
    })?;
    // Posts that were seen again with another time or language, and a text that is not theirs.
    index_words(store, || false)?;
    Ok(imported)
}

/// What the reading thread hands to the writer.
#[derive(Default)]
struct Load {
    posts: Vec<Prepared>,
    rejects: Vec<Reject>,
    position: Position,
    bytes: usize,
    finished: bool,
}

fn read(archive: Archive, resume: Position, batches: &SyncSender<Load>) {
    let Archive {
        mut chunks, reader, ..
    } = archive;
    let mut chunk = Chunk::default();
    let mut preparing = Preparing::default();
    let mut load = Load {
        position: resume,
        ..Load::default()
    };
    while chunks.next(&mut chunk) {
        let before = load.position.lines;
        let lines = reader.posts(&chunk, &mut |item| match item {
            Item::Post(post) => load.add(preparing.prepare(post)),
            Item::Fault(fault, raw) => load.set_aside(before, fault, raw),
        });
        load.position.lines += lines;
        load.position.bytes = chunk.end;
        if load.posts.len() >= BATCH_POSTS || load.bytes >= BATCH_BYTES {
            let next = Load {
                position: load.position,
                ..Load::default()
            };
            if batches.send(std::mem::replace(&mut load, next)).is_err() {
                // The writer gave up and says why.
                return;
            }
        }
    }
    load.finished = true;
    // Nobody listens any more only if the writer gave up, which it reports itself.
    drop(batches.send(load));
}

impl Load {
    fn add(&mut self, post: Prepared) {
        self.bytes += post.post.text.len() + post.words.len();
        self.position.records += 1;
        self.posts.push(post);
    }

    fn set_aside(&mut self, lines_before: u64, fault: Fault, raw: &[u8]) {
        self.bytes += raw.len();
        self.position.records += 1;
        self.rejects.push(Reject {
            line: lines_before + fault.line + 1,
            byte_offset: fault.offset,
            reason: fault.reason,
            raw: raw.to_vec(),
        });
    }
}

fn write(
    store: &mut Store,
    import: i64,
    batches: Receiver<Load>,
    imported: &mut Imported,
    watch: &mut Watch<'_>,
) -> Result<(), ImportError> {
    for load in batches {
        let Load {
            posts,
            rejects,
            position,
            finished,
            ..
        } = load;
        let batch = Batch {
            import,
            position,
            posts: &posts,
            rejects: &rejects,
            finished,
        };
        let Ingested {
            new,
            seen_again,
            changed,
        } = store.ingest(&batch)?;
        imported.new += new;
        imported.seen_again += seen_again;
        imported.changed += changed;
        imported.rejected += rejects.len() as u64;
        let progressed = Progressed {
            import,
            imported: *imported,
        };
        if watch(progressed).is_break() {
            // With the receiver gone, the reading thread ends too.
            return Ok(());
        }
    }
    Ok(())
}

/// What retrying the rejects did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retried {
    /// Rejects that could be read now.
    pub taken: u64,
    /// Rejects that stay.
    pub kept: u64,
}

/// Rejects asked for at a time.
const REJECTS_PAGE: u32 = 500;

/// Reads the rejects again: a newer version may know what this record is.
pub fn retry_rejects(store: &mut Store) -> Result<Retried, ImportError> {
    let mut retried = Retried::default();
    let mut preparing = Preparing::default();
    let mut reader = store.reader()?;
    let mut after = 0;
    loop {
        let page = reader.rejects(after, REJECTS_PAGE)?;
        let Some(last) = page.last() else {
            return Ok(retried);
        };
        after = last.id;
        for kept in page {
            let describe = |source| ImportError::Description {
                name: kept.source.clone(),
                source,
            };
            let format = Reader::described(&kept.format).map_err(describe)?;
            let mut posts = Vec::new();
            let mut still_bad = false;
            format.posts_of_record(&kept.reject.raw, &mut |item| match item {
                Item::Post(post) => posts.push(preparing.prepare(post)),
                Item::Fault(..) => still_bad = true,
            });
            if still_bad || posts.is_empty() {
                retried.kept += 1;
            } else {
                store.take_reject(kept.id, &posts)?;
                retried.taken += 1;
            }
        }
    }
}

/// Makes posts ready for the store: their words and their language.
#[derive(Default)]
struct Preparing {
    tokenizer: Tokenizer,
}

impl Preparing {
    fn prepare(&mut self, post: Post) -> Prepared {
        let mut words = String::new();
        let tokens = self.tokenizer.read(&post.text);
        tokens.write_index(&mut words);
        let declared = post.lang.as_deref().is_some_and(|lang| lang != "und");
        let language = (!declared)
            .then(|| tokens.language())
            .filter(|found| found.code != LanguageCode::UNDETERMINED);
        let language = language.map(|found| (found.code.as_str().to_owned(), found.confidence));
        Prepared {
            post,
            language,
            words,
        }
    }
}
