//! The report as a table for people, as JSON, CSV and SVG.

use super::report::{Figures, Report};
use std::str::FromStr;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Columns for a terminal.
    #[default]
    Table,
    /// One JSON object.
    Json,
    /// Rows with a header.
    Csv,
    /// The picture.
    Svg,
}

/// A word that is no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no format: use table, json, csv or svg")]
pub struct FormatError(pub String);

impl FromStr for Format {
    type Err = FormatError;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "table" => Ok(Format::Table),
            "json" => Ok(Format::Json),
            "csv" => Ok(Format::Csv),
            "svg" => Ok(Format::Svg),
            _ => Err(FormatError(word.to_owned())),
        }
    }
}

impl Report {
    /// Writes the report.
    pub fn write(&self, format: Format, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        match format {
            Format::Table => out.write_all(self.table().as_bytes()),
            Format::Json => {
                serde_json::to_writer(&mut *out, self)?;
                out.write_all(b"\n")
            }
            Format::Csv => self.csv(out),
            Format::Svg => out.write_all(self.svg().as_bytes()),
        }
    }

    fn csv(&self, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        let figures = ["posts", "one_to_one", "share", "low", "high"];
        writer.write_record(self.by.iter().map(|d| d.as_str()).chain(figures))?;
        for row in &self.rows {
            let Figures {
                posts,
                one_to_one,
                share,
                low,
                high,
            } = row.figures;
            let part = |s: Option<f64>| s.map_or(String::new(), |s| format!("{s:.4}"));
            let keys = row.keys.iter().map(|(_, value)| harmless(value));
            let counts = [
                posts.to_string(),
                one_to_one.to_string(),
                part(share),
                part(low),
                part(high),
            ];
            writer.write_record(keys.chain(counts))?;
        }
        writer.flush()
    }

    fn table(&self) -> String {
        let mut lines: Vec<Vec<String>> = Vec::new();
        let header = self.by.iter().map(|d| d.as_str().to_owned());
        lines.push(
            header
                .chain(["posts", "1:1", "share", "95 % interval"].map(str::to_owned))
                .collect(),
        );
        let cells = |figures: Figures| {
            let percent =
                |s: Option<f64>| s.map_or("–".to_owned(), |s| format!("{:.1} %", s * 100.0));
            let interval = match (figures.low, figures.high) {
                (Some(low), Some(high)) => format!("{:.1} – {:.1} %", low * 100.0, high * 100.0),
                _ => "–".to_owned(),
            };
            [
                grouped(figures.posts),
                grouped(figures.one_to_one),
                percent(figures.share),
                interval,
            ]
        };
        for row in &self.rows {
            let keys = row.keys.iter().map(|(_, value)| {
                if value.is_empty() {
                    "–".to_owned()
                } else {
                    value.clone()
                }
            });
            lines.push(keys.chain(cells(row.figures)).collect());
        }
        let mut total = vec![String::new(); self.by.len()];
        if let Some(first) = total.first_mut() {
            "total".clone_into(first);
        }
        total.extend(cells(self.total));
        lines.push(total);
        let mut text = columns(&lines, self.by.len());
        text.push_str(&format!(
            "\n{} outbound posts, {} inbound, {} met again, {} set aside\n",
            grouped(self.posts),
            grouped(self.inbound),
            grouped(self.duplicates),
            grouped(self.rejected)
        ));
        for row in &self.budget {
            let percent =
                |s: Option<f64>| s.map_or("–".to_owned(), |s| format!("{:.1} %", s * 100.0));
            text.push_str(&format!(
                "{} {}: {} of the budget and {} of the posts went one-to-one\n",
                row.quarter,
                row.brand,
                percent(row.share),
                percent(row.content.share)
            ));
        }
        text
    }
}

impl Report {
    /// The iceberg itself: its two areas are in proportion to the posts above and below the water line.
    fn svg(&self) -> String {
        let share = self.total.share.unwrap_or(0.0);
        let above = part(&TIP, 1.0 - share, WATER_LINE, -1.0);
        let below = part(&BODY, share, WATER_LINE, 1.0);
        let percent = |s: f64| format!("{:.1} %", s * 100.0);
        let title = format!(
            "{} of {} posts were said to one person, {} to many",
            percent(share),
            grouped(self.total.posts),
            percent(1.0 - share)
        );
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 720" role="img" aria-label="{title}" font-family="system-ui, sans-serif">
<title>{title}</title>
<rect width="640" height="720" fill="#f4f8fa"/>
<rect y="{WATER_LINE}" width="640" height="{depth}" fill="#dbe8ee"/>
<polygon points="{above}" fill="#ffffff" stroke="#8aa4b3"/>
<polygon points="{below}" fill="#2f6f8f"/>
<line x1="0" x2="640" y1="{WATER_LINE}" y2="{WATER_LINE}" stroke="#5d8296"/>
<text x="24" y="40" font-size="20" fill="#1d3440">one-to-many {many}</text>
<text x="24" y="{label}" font-size="20" fill="#1d3440">one-to-one {one}</text>
</svg>
"##,
            depth = 720.0 - WATER_LINE,
            many = percent(1.0 - share),
            one = percent(share),
            label = WATER_LINE + 32.0,
        )
    }
}

const WATER_LINE: f64 = 200.0;
/// Width of the ice at the water line, and the area of both parts together, in squared units of the picture.
const WIDTH: f64 = 340.0;
const AREA: f64 = 110_000.0;

/// Corners of the two parts in units of their width and height, from the water line outwards.
const TIP: [(f64, f64); 6] = [
    (0.0, 0.0),
    (0.18, 0.45),
    (0.34, 0.6),
    (0.47, 1.0),
    (0.7, 0.55),
    (1.0, 0.0),
];
const BODY: [(f64, f64); 8] = [
    (0.0, 0.0),
    (-0.08, 0.22),
    (0.04, 0.5),
    (0.22, 0.78),
    (0.46, 1.0),
    (0.72, 0.74),
    (1.06, 0.3),
    (1.0, 0.0),
];

/// The corners of a part whose area is a share of the whole: the width is given, so the height follows.
fn part(corners: &[(f64, f64)], share: f64, water_line: f64, direction: f64) -> String {
    let next = corners.iter().cycle().skip(1);
    let doubled: f64 = corners
        .iter()
        .zip(next)
        .map(|((x, y), (u, v))| x * v - u * y)
        .sum();
    let height = share * AREA / (doubled.abs() / 2.0 * WIDTH);
    let left = (640.0 - WIDTH) / 2.0;
    let corner = |(x, y): &(f64, f64)| {
        format!(
            "{:.1},{:.1}",
            left + x * WIDTH,
            water_line + direction * y * height
        )
    };
    corners.iter().map(corner).collect::<Vec<_>>().join(" ")
}

/// Columns under each other: keys to the left, figures to the right.
fn columns(lines: &[Vec<String>], keys: usize) -> String {
    let count = lines.first().map_or(0, Vec::len);
    let width = |at: usize| {
        lines
            .iter()
            .filter_map(|l| l.get(at))
            .map(|c| c.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let cells = line
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(at, (cell, &width))| {
                let pad = " ".repeat(width.saturating_sub(cell.chars().count()));
                if at < keys {
                    format!("{cell}{pad}")
                } else {
                    format!("{pad}{cell}")
                }
            });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// `1300000` as `1,300,000`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A field that no spreadsheet takes for a formula.
fn harmless(field: &str) -> String {
    match field.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{field}"),
        _ => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dimension, Question, ReportBuilder, Subject};
    use super::*;

    fn report(posts: u64, one_to_one: u64) -> Report {
        let question = Question {
            by: vec![Dimension::Brand],
            ..Question::default()
        };
        let mut builder = ReportBuilder::new(&question, Vec::new());
        let subject = Subject {
            brand: "=Lumen".into(),
            industry: "",
            profile: "l".into(),
            language: "und",
            periods: Vec::new(),
        };
        builder.add(&subject, posts, one_to_one);
        builder.finish(0, 0)
    }

    fn written(report: &Report, format: Format) -> String {
        let mut bytes = Vec::new();
        report.write(format, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn json_has_the_asked_keys_and_four_digits() {
        let json = written(&report(3, 2), Format::Json);
        assert!(
            json.contains(r#""rows":[{"brand":"=Lumen","posts":3,"one_to_one":2,"share":0.6667,"#),
            "{json}"
        );
    }

    #[test]
    fn a_report_without_posts_has_no_share() {
        let empty = ReportBuilder::new(&Question::default(), Vec::new()).finish(0, 0);
        assert!(written(&empty, Format::Json).contains(r#""share":null"#));
        assert!(written(&empty, Format::Table).contains("–"));
        assert!(written(&empty, Format::Svg).contains("0.0 % of 0 posts"));
    }

    #[test]
    fn a_name_is_no_formula_in_a_spreadsheet() {
        assert!(written(&report(3, 2), Format::Csv).contains("'=Lumen,3,2,0.6667"));
    }

    #[test]
    fn the_areas_of_the_picture_are_in_proportion() {
        let svg = written(&report(100, 93), Format::Svg);
        let area = |points: &str| {
            let corners: Vec<(f64, f64)> = points
                .split(' ')
                .map(|c| {
                    let (x, y) = c.split_once(',').unwrap();
                    (x.parse().unwrap(), y.parse().unwrap())
                })
                .collect();
            let next = corners.iter().cycle().skip(1);
            corners
                .iter()
                .zip(next)
                .map(|((x, y), (u, v))| x * v - u * y)
                .sum::<f64>()
                .abs()
        };
        let areas: Vec<f64> = svg
            .split("points=\"")
            .skip(1)
            .map(|p| area(p.split('"').next().unwrap()))
            .collect();
        assert!(
            (areas[1] / (areas[0] + areas[1]) - 0.93).abs() < 0.005,
            "{areas:?}"
        );
    }
}
