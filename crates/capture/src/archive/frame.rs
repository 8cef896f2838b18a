//! Where records end.

use crate::table::{self, RowEnd};

/// How the records of a stream follow one another.
#[derive(Debug, Clone)]
pub(super) enum Framing {
    /// One a line.
    Lines,
    /// CSV: a line, or several where a quoted field holds line ends.
    Csv {
        /// What separates fields.
        delimiter: u8,
    },
    /// The elements of a JSON array that begins after a marker.
    Elements(Elements),
}

/// A record longer than this is set aside unread: nobody wrote it, and it would have to be held in memory whole.
pub(super) const LONGEST_RECORD_BYTES: usize = 256 << 20;

impl Framing {
    pub(super) fn csv(delimiter: u8) -> Framing {
        Framing::Csv { delimiter }
    }

    pub(super) fn elements(marker: &'static [u8]) -> Framing {
        Framing::Elements(Elements {
            marker,
            place: Place::Before,
        })
    }

    /// Values one after another, over as many lines as they like.
    pub(super) fn values() -> Framing {
        Framing::Elements(Elements {
            marker: b"",
            place: Place::Inside,
        })
    }

    /// How many of the bytes are whole records; of a CSV also where each ends, so that nobody has to look again.
    pub(super) fn whole(&self, bytes: &[u8], rows: &mut Vec<RowEnd>) -> usize {
        rows.clear();
        match self {
            Framing::Lines => memchr::memrchr(b'\n', bytes).map_or(0, |i| i + 1),
            Framing::Csv { delimiter } => {
                let mut whole = 0;
                while let Some(end) = table::row_end(bytes, whole, *delimiter) {
                    rows.push(end);
                    whole = end.at;
                }
                whole
            }
            Framing::Elements(elements) => elements.clone().last_end(bytes),
        }
    }

    /// What holds after these bytes, whole records, were taken from the front.
    pub(super) fn advance(&mut self, taken: &[u8]) {
        if let Framing::Elements(elements) = self {
            let mut at = 0;
            let mut behind_element = elements.place;
            while let Some(step) = elements.next(taken, at) {
                at = step.next;
                behind_element = elements.place;
            }
            // Bytes are cut off right behind an element.
            elements.place = behind_element;
        }
    }

    /// What holds where an earlier run went through to, inside the records.
    pub(super) fn resume(&mut self) {
        if let Framing::Elements(elements) = self {
            elements.place = Place::Inside;
        }
    }
}

/// Walks the elements of arrays in a stream: the marker, a bracket, elements, a bracket, perhaps the marker again.
#[derive(Debug, Clone)]
pub(super) struct Elements {
    marker: &'static [u8],
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Inside,
    /// Behind an array that should have been the whole archive: what comes now is read by lines.
    Behind,
}

/// One step of the walk: an element's bytes within those given, and where to go on.
pub(super) struct Step {
    pub(super) element: std::ops::Range<usize>,
    pub(super) next: usize,
    /// The element lies whole in the bytes.
    pub(super) whole: bool,
}

impl Elements {
    /// The next element at or after `from`; none where only separators remain. An element that does not end
    /// within the bytes comes out as not whole.
    pub(super) fn next(&mut self, bytes: &[u8], from: usize) -> Option<Step> {
        let mut at = from;
        loop {
            if self.place == Place::Before {
                let rest = bytes.get(at..)?;
                let marker = memchr::memmem::find(rest, self.marker)? + self.marker.len();
                at += marker + memchr::memchr(b'[', rest.get(marker..)?)? + 1;
                self.place = Place::Inside;
            }
            if self.place == Place::Behind {
                return line_step(bytes, at);
            }
            match bytes.get(at)? {
                b']' if self.marker.is_empty() => self.place = Place::Behind,
                b']' => self.place = Place::Before,
                b',' | b' ' | b'\n' | b'\r' | b'\t' => {}
                _ => {
                    let (length, whole) = value_length(bytes.get(at..)?);
                    return Some(Step {
                        element: at..at + length,
                        next: at + length,
                        whole,
                    });
                }
            }
            at += 1;
        }
    }

    fn last_end(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while let Some(step) = self.next(bytes, at).filter(|step| step.whole) {
            at = step.next;
        }
        at
    }
}

/// The next line that holds anything.
fn line_step(bytes: &[u8], from: usize) -> Option<Step> {
    let blank = bytes
        .get(from..)?
        .iter()
        .take_while(|c| c.is_ascii_whitespace())
        .count();
    let start = from + blank;
    let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
    let newline = memchr::memchr(b'\n', rest);
    let end = start + newline.unwrap_or(rest.len());
    Some(Step {
        element: start..end,
        next: end,
        whole: newline.is_some(),
    })
}

/// Length of the JSON value at the front, and whether its end is certain.
pub(super) fn value_length(bytes: &[u8]) -> (usize, bool) {
    let (mut depth, mut string, mut escape) = (0_u32, false, false);
    for (i, &c) in bytes.iter().enumerate() {
        if string {
            match c {
                _ if escape => escape = false,
                b'\\' => escape = true,
                b'"' => string = false,
                _ => {}
            }
            continue;
        }
        match c {
            b'"' => string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 1 => depth -= 1,
            b'}' | b']' if depth == 1 => return (i + 1, true),
            b']' | b',' | b'}' if depth == 0 => return (i.max(1), true),
            _ => {}
        }
    }
    (bytes.len(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marker: &'static [u8], text: &str, expected: &[&str]) {
        let mut elements = Elements {
            marker,
            place: Place::Before,
        };
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(step) = elements.next(text.as_bytes(), at) {
            found.push(&text[step.element]);
            at = step.next;
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn elements_are_found_in_every_array_after_its_marker() {
        check(
            b"",
            r#"[{"a":[1,2]} , {"b":"]}"},3]"#,
            &[r#"{"a":[1,2]}"#, r#"{"b":"]}"}"#, "3"],
        );
        check(
            b"=",
            "w.part0 = [ {} ]\nw.part1 = [ {\"a\":1} ]",
            &["{}", "{\"a\":1}"],
        );
        check(b"\"items\"", r#"{"x":[0],"items":[{}],"y":[1]}"#, &["{}"]);
        check(b"", "[", &[]);
        check(b"", r#"[{"torn":"#, &[r#"{"torn":"#]);
    }

    #[test]
    fn only_whole_records_are_cut_off() {
        let whole = |framing: Framing, bytes: &[u8]| framing.whole(bytes, &mut Vec::new());
        assert_eq!(whole(Framing::Lines, b"a\nb"), 2);
        assert_eq!(whole(Framing::csv(b','), b"a,\"x\ny\"\nb,\"z\n"), 8);
        assert_eq!(whole(Framing::elements(b""), b"[{},{\"a\""), 3);
    }
}
