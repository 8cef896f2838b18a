//! Where records end.

use crate::table;

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

    /// How many of the bytes are whole records.
    pub(super) fn whole(&self, bytes: &[u8]) -> usize {
        match self {
            Framing::Lines => memchr::memrchr(b'\n', bytes).map_or(0, |i| i + 1),
            Framing::Csv { delimiter } => {
                let mut whole = 0;
                while let Some(end) =
                    table::record_end(bytes.get(whole..).unwrap_or_default(), *delimiter)
                {
                    whole += end;
                }
                whole
            }
            Framing::Elements(elements) => elements.clone().last_end(bytes),
        }
    }

    /// What holds after whole records were taken from the front.
    pub(super) fn advance(&mut self) {
        if let Framing::Elements(elements) = self {
            // Bytes are cut off right behind an element.
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
            match bytes.get(at)? {
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

/// Length of the JSON value at the front, and whether its end is certain.
fn value_length(bytes: &[u8]) -> (usize, bool) {
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
        assert_eq!(Framing::Lines.whole(b"a\nb"), 2);
        assert_eq!(Framing::csv(b',').whole(b"a,\"x\ny\"\nb,\"z\n"), 8);
        assert_eq!(Framing::elements(b"").whole(b"[{},{\"a\""), 3);
    }
}
