//! NFKC that remembers where each piece came from.

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::characters::is_stable;

/// A text after NFKC, with the way back to the text as given.
#[derive(Debug, Default)]
pub(crate) struct Normal {
    text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the normal text: copied as it stood, or changed and then known only as a whole.
#[derive(Debug)]
struct Piece {
    normal_start: usize,
    given: Range<usize>,
    changed: bool,
}

/// Whether `given` is known to be NFKC already.
pub(crate) fn is_normal(given: &str) -> bool {
    given.is_ascii()
        || given.chars().all(is_stable)
        || is_nfkc_quick(given.chars()) == IsNormalized::Yes
}

impl Normal {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Replaces what was held by `given` after NFKC.
    pub(crate) fn read(&mut self, given: &str) {
        self.text.clear();
        self.pieces.clear();
        let mut start = 0;
        while start < given.len() {
            let end = cluster_end(given, start);
            self.append(given, start..end);
            start = end;
        }
    }

    /// The bytes of the given text that became `normal`.
    pub(crate) fn given_span(&self, normal: &Range<usize>) -> Range<usize> {
        let start = self.piece_at(normal.start).map_or(0, |piece| {
            if piece.changed {
                piece.given.start
            } else {
                piece.given.start + (normal.start - piece.normal_start)
            }
        });
        let last = normal.end.saturating_sub(1);
        let end = self.piece_at(last).map_or(start, |piece| {
            if piece.changed {
                piece.given.end
            } else {
                piece.given.start + (normal.end - piece.normal_start)
            }
        });
        start..end
    }

    fn piece_at(&self, normal_at: usize) -> Option<&Piece> {
        let after = self
            .pieces
            .partition_point(|piece| piece.normal_start <= normal_at);
        self.pieces.get(after.checked_sub(1)?)
    }

    fn append(&mut self, given: &str, cluster: Range<usize>) {
        let written = given.get(cluster.clone()).unwrap_or_default();
        let normal_start = self.text.len();
        if written.chars().all(is_stable) {
            self.text.push_str(written);
        } else {
            self.text.extend(written.nfkc());
        }
        let changed = self.text.get(normal_start..) != Some(written);
        match self.pieces.last_mut() {
            Some(piece) if !changed && !piece.changed => piece.given.end = cluster.end,
            _ => self.pieces.push(Piece {
                normal_start,
                given: cluster,
                changed,
            }),
        }
    }
}

/// The end of the shortest stretch from `start` that normalises by itself.
fn cluster_end(given: &str, start: usize) -> usize {
    let rest = given.get(start..).unwrap_or_default();
    rest.char_indices()
        .skip(1)
        .find(|(_, c)| starts_cluster(*c))
        .map_or(given.len(), |(offset, _)| start + offset)
}

/// Whether nothing of the character can join what stands before it.
fn starts_cluster(c: char) -> bool {
    if is_stable(c) {
        return true;
    }
    let mut first = None;
    decompose_compatible(c, |part| {
        first.get_or_insert(part);
    });
    first.is_some_and(is_stable)
}
