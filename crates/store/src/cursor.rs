//! Where a list goes on.

use rapport_model::Timestamp;

/// A place in a list ordered by time: behind this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The time of the row.
    pub at: Timestamp,
    /// Its id, which orders rows of one time.
    pub id: i64,
}

/// A text names no place in a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no place in this list: take `next` of its last page as it is, or begin anew")]
pub struct CursorError(pub String);

impl Cursor {
    /// The place as a text that may stand in an address.
    #[must_use]
    pub fn to_text(self) -> String {
        format!("{}_{}", self.at.0, self.id)
    }

    /// Reads what [`Cursor::to_text`] wrote.
    pub fn parse(text: &str) -> Result<Cursor, CursorError> {
        let parts = text.split_once('_');
        let place = parts.and_then(|(at, id)| {
            Some(Cursor {
                at: Timestamp(at.parse().ok()?),
                id: id.parse().ok()?,
            })
        });
        // One place has one text.
        place
            .filter(|place| place.to_text() == text)
            .ok_or_else(|| CursorError(text.chars().take(60).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_as_it_was_written() {
        for (at, id) in [(0, 1), (-1, 7), (i64::MAX, i64::MAX), (i64::MIN, 0)] {
            let place = Cursor {
                at: Timestamp(at),
                id,
            };
            assert_eq!(Cursor::parse(&place.to_text()), Ok(place));
        }
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in [
            "",
            "_",
            "1",
            "1_",
            "1_x",
            "+1_2",
            "01_2",
            "1_2_3",
            "99999999999999999999_1",
        ] {
            assert!(Cursor::parse(text).is_err(), "{text}");
        }
    }
}
