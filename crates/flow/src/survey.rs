//! Measuring archives without importing them.

use rapport_capture::{Archive, Chunk, Chunks, Fault, Item, Reader};
use rapport_measure::iceberg::{Ledger, Portion, Question, Roll, Settled, Tally, TooManyPosts};
use rapport_model::{BrandTable, Calendar};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What is asked of which archives.
pub struct Survey {
    /// The archives, in the order in which they count.
    pub archives: Vec<Archive>,
    /// Who is own.
    pub brands: Option<BrandTable>,
    /// What is asked.
    pub question: Question,
    /// Whose days count.
    pub calendar: Calendar,
    /// Threads to use, at least one.
    pub threads: usize,
}

/// What came out.
pub struct Surveyed {
    /// Every post, settled.
    pub settled: Settled,
    /// Records set aside.
    pub rejected: u64,
}

/// A survey had to be given up.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// The report would not fit.
    #[error(transparent)]
    TooManyPosts(#[from] TooManyPosts),
    /// The rejects could not be written.
    #[error("cannot write the rejects")]
    Rejects(#[source] std::io::Error),
}

/// A record that was set aside.
#[derive(Debug)]
pub struct Rejected<'a> {
    /// The archive as it was named.
    pub archive: &'a str,
    /// Its line, counted from 1.
    pub line: u64,
    /// Offset of its first byte in the unpacked archive.
    pub byte_offset: u64,
    /// What is wrong.
    pub reason: &'a str,
    /// Its bytes.
    pub raw: &'a [u8],
}

/// Reads the archives once, on all threads, in memory that grows with the number of posts and not with their size.
/// `rejects` is told of each record set aside, in the order of the archives.
pub fn survey(
    survey: Survey,
    rejects: &mut (dyn FnMut(&Rejected<'_>) -> std::io::Result<()> + Send),
) -> Result<Surveyed, SurveyError> {
    let roll = Arc::new(Roll::new(survey.brands));
    let question = Arc::new(survey.question);
    let tally = || {
        Tally::new(
            Arc::clone(&roll),
            Arc::clone(&question),
            survey.calendar.clone(),
        )
    };
    let mut tallies: Vec<Tally> = std::iter::repeat_with(tally)
        .take(survey.threads.max(1))
        .collect();
    let mut collector = Collector {
        ledger: Ledger::new(Arc::clone(&roll)),
        archive: String::new(),
        waiting: BTreeMap::new(),
        next: 0,
        lines: 0,
        rejected: 0,
        rejects,
        failed: None,
    };
    for archive in survey.archives {
        collector.begin(archive.name);
        let chunks = Mutex::new(archive.chunks);
        let shared = Mutex::new(&mut collector);
        std::thread::scope(|scope| {
            for tally in &mut tallies {
                let mut reader = archive.reader.clone();
                let (chunks, shared) = (&chunks, &shared);
                scope.spawn(move || work(chunks, &mut reader, tally, shared));
            }
        });
        if let Some(error) = collector.failed {
            return Err(error);
        }
    }
    let rejected = collector.rejected;
    Ok(Surveyed {
        settled: collector.ledger.settle(),
        rejected,
    })
}

/// What one chunk held.
struct Done {
    portion: Portion,
    faults: Vec<(Fault, Vec<u8>)>,
    lines: u64,
}

fn work(
    chunks: &Mutex<Chunks>,
    reader: &mut Reader,
    tally: &mut Tally,
    collector: &Mutex<&mut Collector<'_>>,
) {
    let mut chunk = Chunk::default();
    loop {
        // Both locks guard whole steps: a thread that panicked left nothing half done.
        if !chunks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next(&mut chunk)
        {
            return;
        }
        let mut faults = Vec::new();
        let lines = reader.glimpses(&chunk, &mut |item| match item {
            Item::Post(glimpse) => tally.count(&glimpse),
            Item::Fault(fault, raw) => faults.push((fault, raw.to_vec())),
        });
        let done = Done {
            portion: tally.take(),
            faults,
            lines,
        };
        let mut collector = collector.lock().unwrap_or_else(PoisonError::into_inner);
        if !collector.submit(chunk.index, done) {
            return;
        }
    }
}

/// Puts chunks back into the order of the file.
struct Collector<'a> {
    ledger: Ledger,
    archive: String,
    waiting: BTreeMap<u64, Done>,
    next: u64,
    lines: u64,
    rejected: u64,
    rejects: &'a mut (dyn FnMut(&Rejected<'_>) -> std::io::Result<()> + Send),
    failed: Option<SurveyError>,
}

impl Collector<'_> {
    fn begin(&mut self, archive: String) {
        self.archive = archive;
        self.next = 0;
        self.lines = 0;
    }

    /// Takes a chunk; false if there is no sense in going on.
    fn submit(&mut self, index: u64, done: Done) -> bool {
        self.waiting.insert(index, done);
        while let Some(done) = self.waiting.remove(&self.next) {
            if let Err(error) = self.append(done) {
                self.failed.get_or_insert(error);
            }
            self.next += 1;
        }
        self.failed.is_none()
    }

    fn append(&mut self, done: Done) -> Result<(), SurveyError> {
        for (fault, raw) in &done.faults {
            self.rejected += 1;
            let rejected = Rejected {
                archive: &self.archive,
                line: self.lines + fault.line + 1,
                byte_offset: fault.offset,
                reason: &fault.reason,
                raw,
            };
            (self.rejects)(&rejected).map_err(SurveyError::Rejects)?;
        }
        self.lines += done.lines;
        self.ledger.append(done.portion)?;
        Ok(())
    }
}
