//! A stream cut into pieces of whole records, in memory that does not grow with the stream.

use super::frame::{Framing, LONGEST_RECORD_BYTES};
use super::input::Stream;
use crate::Fault;
use crate::table::RowEnd;
use std::io::Read;

/// Bytes of a usual chunk: small enough for the processor's second cache, large enough to make a lock cheap.
const CHUNK_BYTES: usize = 128 * 1024;

/// Whole records, and where they stood.
#[derive(Debug, Default)]
pub struct Chunk {
    /// The chunk's place among the chunks of its archive, counted from 0.
    pub index: u64,
    /// Offset of its first byte in the unpacked stream.
    pub offset: u64,
    /// Offset of the byte after its last.
    pub end: u64,
    /// Nothing stands before it in the stream.
    pub(super) begins_stream: bool,
    /// The records, and behind them room that is kept for the next ones.
    buffer: Vec<u8>,
    filled: usize,
    /// Where the rows of a CSV end, as far as that was looked for.
    pub(super) rows: Vec<RowEnd>,
    pub(super) framing: Option<Framing>,
    /// What went wrong before the first record: damage in a packed stream, a record too long to hold.
    pub(super) faults: Vec<Fault>,
    /// Lines that went by unread before the first record.
    pub(super) skipped_lines: u64,
}

impl Chunk {
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.filled).unwrap_or_default()
    }

    fn reserve(&mut self, bytes: usize) {
        if self.buffer.len() < bytes {
            self.buffer.resize(bytes, 0);
        }
    }
}

/// Cuts a stream.
pub struct Chunks {
    stream: Stream,
    framing: Framing,
    tail: Vec<u8>,
    index: u64,
    offset: u64,
    /// Where the first record may stand: behind a byte-order mark.
    base: u64,
    ended: bool,
}

impl Chunks {
    pub(super) fn new(stream: Stream, framing: Framing) -> Chunks {
        let base = stream.skipped();
        Chunks {
            stream,
            framing,
            tail: Vec::new(),
            index: 0,
            offset: base,
            base,
            ended: false,
        }
    }

    /// Fills the chunk with the next records; false at the end of the stream.
    ///
    /// A stream that breaks off (a torn gzip, a disk error) ends there: what came before is read, and the break is a
    /// fault of the last chunk.
    pub fn next(&mut self, chunk: &mut Chunk) -> bool {
        chunk.faults.clear();
        chunk.skipped_lines = 0;
        chunk.filled = 0;
        chunk.rows.clear();
        chunk.reserve(self.tail.len());
        if let Some(front) = chunk.buffer.get_mut(..self.tail.len()) {
            front.copy_from_slice(&self.tail);
            chunk.filled = front.len();
        }
        self.tail.clear();
        let mut wanted = CHUNK_BYTES;
        let whole = loop {
            self.fill(chunk, wanted);
            if self.ended {
                break chunk.filled;
            }
            match self.framing.whole(
                chunk.buffer.get(..chunk.filled).unwrap_or_default(),
                &mut chunk.rows,
            ) {
                0 if chunk.filled >= LONGEST_RECORD_BYTES => self.skip_record(chunk),
                0 => wanted = chunk.filled * 2,
                whole => break whole,
            }
        };
        self.tail
            .extend_from_slice(chunk.bytes().get(whole..).unwrap_or_default());
        chunk.filled = whole;
        if chunk.buffer.len() > 4 * CHUNK_BYTES && whole < CHUNK_BYTES {
            chunk.buffer.truncate(CHUNK_BYTES);
            chunk.buffer.shrink_to_fit();
        }
        chunk.index = self.index;
        chunk.offset = self.offset;
        chunk.begins_stream = self.offset == self.base;
        chunk.framing = Some(self.framing.clone());
        if whole > 0 {
            self.framing.advance(chunk.bytes());
        }
        self.index += 1;
        self.offset += whole as u64;
        chunk.end = self.offset;
        whole > 0 || !chunk.faults.is_empty()
    }

    /// Goes on at an offset that an earlier run has reached; false if the stream is shorter than that.
    pub fn resume(&mut self, offset: u64) -> bool {
        let Some(passed) = offset.checked_sub(self.base).filter(|passed| *passed > 0) else {
            return true;
        };
        self.offset = offset;
        self.framing.resume();
        let skipped = std::io::copy(&mut (&mut self.stream).take(passed), &mut std::io::sink());
        skipped.is_ok_and(|skipped| skipped == passed)
    }

    fn fill(&mut self, chunk: &mut Chunk, wanted: usize) {
        chunk.reserve(wanted);
        while chunk.filled < wanted && !self.ended {
            match self
                .stream
                .read(chunk.buffer.get_mut(chunk.filled..).unwrap_or_default())
            {
                Ok(0) => self.ended = true,
                Ok(read) => chunk.filled += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    let offset = self.offset + chunk.filled as u64;
                    let reason = format!("the file breaks off here ({error}): fetch it again");
                    chunk.faults.push(Fault {
                        line: 0,
                        offset,
                        reason,
                    });
                }
            }
        }
    }

    /// Drops a record that is too long to hold, up to the end of its line.
    fn skip_record(&mut self, chunk: &mut Chunk) {
        let start = self.offset;
        self.offset += chunk.filled as u64;
        chunk.filled = 0;
        while !self.ended {
            self.fill(chunk, CHUNK_BYTES);
            if let Some(newline) = memchr::memchr(b'\n', chunk.bytes()) {
                chunk.buffer.copy_within(newline + 1..chunk.filled, 0);
                chunk.filled -= newline + 1;
                self.offset += newline as u64 + 1;
                break;
            }
            self.offset += chunk.filled as u64;
            chunk.filled = 0;
        }
        let reason = format!("longer than {} MiB", LONGEST_RECORD_BYTES >> 20);
        chunk.faults.push(Fault {
            line: chunk.skipped_lines,
            offset: start,
            reason,
        });
        chunk.skipped_lines += 1;
    }
}
