//! `brands.csv` and `budget.csv`.

use rapport_model::{BrandRow, BrandTable, BrandTableError, Budget, Network, NetworkError};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A small table cannot be read; lines are counted from 1.
#[derive(Debug, thiserror::Error)]
pub enum TableFileError {
    /// The file could not be read as CSV.
    #[error("cannot read {path}")]
    Csv {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: csv::Error,
    },
    /// A column is missing.
    #[error("{path} has no column {column}; its columns are {found}")]
    Column {
        /// The file.
        path: PathBuf,
        /// The names that would do.
        column: &'static str,
        /// The header.
        found: String,
    },
    /// A field cannot be read.
    #[error("{path}, line {line}: {reason}")]
    Field {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u64,
        /// What is wrong.
        reason: String,
    },
}

impl TableFileError {
    /// The line that is to be mended, counted from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        match self {
            TableFileError::Csv { source, .. } => source.position().map_or(1, csv::Position::line),
            TableFileError::Column { .. } => 1,
            TableFileError::Field { line, .. } => *line,
        }
    }

    /// What is wrong there, without the name of the file.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            TableFileError::Csv { source, .. } => source.to_string(),
            TableFileError::Column { column, found, .. } => {
                format!("there is no column {column}; the columns are {found}")
            }
            TableFileError::Field { reason, .. } => reason.clone(),
        }
    }
}

struct Table<'a> {
    path: &'a Path,
    reader: csv::Reader<Box<dyn Read + 'a>>,
    header: csv::StringRecord,
}

impl<'a> Table<'a> {
    fn open(path: &'a Path) -> Result<Table<'a>, TableFileError> {
        let file = std::fs::File::open(path).map_err(|error| TableFileError::Csv {
            path: path.to_owned(),
            source: error.into(),
        })?;
        Table::read(path, Box::new(file))
    }

    fn read(path: &'a Path, source: Box<dyn Read + 'a>) -> Result<Table<'a>, TableFileError> {
        let wrong = |source| TableFileError::Csv {
            path: path.to_owned(),
            source,
        };
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(source);
        let mut header = reader.headers().map_err(wrong)?.clone();
        if let Some(first) = header.get(0).and_then(|h| h.strip_prefix('\u{FEFF}')) {
            let rest = header.iter().skip(1);
            header = std::iter::once(first.trim_matches('"'))
                .chain(rest)
                .collect();
        }
        Ok(Table {
            path,
            reader,
            header,
        })
    }

    fn column(&self, names: &[&str]) -> Option<usize> {
        self.header
            .iter()
            .position(|h| names.iter().any(|name| h.eq_ignore_ascii_case(name)))
    }

    fn required(&self, names: &[&str], column: &'static str) -> Result<usize, TableFileError> {
        let found = self.header.iter().collect::<Vec<_>>().join(", ");
        self.column(names).ok_or_else(|| TableFileError::Column {
            path: self.path.to_owned(),
            column,
            found,
        })
    }

    /// The rows that hold anything, each with its line.
    fn rows(mut self) -> Result<Vec<(u64, csv::StringRecord)>, TableFileError> {
        let mut rows = Vec::new();
        for row in self.reader.records() {
            let row = row.map_err(|source| TableFileError::Csv {
                path: self.path.to_owned(),
                source,
            })?;
            if row.iter().any(|field| !field.is_empty()) {
                rows.push((row.position().map_or(0, csv::Position::line), row));
            }
        }
        Ok(rows)
    }
}

fn field_error(path: &Path, line: u64, reason: impl ToString) -> TableFileError {
    TableFileError::Field {
        path: path.to_owned(),
        line,
        reason: reason.to_string(),
    }
}

/// Reads `brands.csv`: `account_id` and/or `screen_name` (or `handle`), `brand`, and, if there, `industry`, `network`,
/// `competitor`.
pub fn read_brands(path: &Path) -> Result<BrandTable, TableFileError> {
    brands_of(Table::open(path)?)
}

/// [`read_brands`] of bytes that have a name but lie in no file.
pub fn read_brands_from(name: &Path, bytes: &[u8]) -> Result<BrandTable, TableFileError> {
    brands_of(Table::read(name, Box::new(bytes))?)
}

fn brands_of(table: Table<'_>) -> Result<BrandTable, TableFileError> {
    let path = table.path;
    let brand = table.required(&["brand"], "brand")?;
    let id = table.column(&["account_id"]);
    let handle = table.column(&["screen_name", "handle"]);
    if id.is_none() {
        table.required(&["screen_name", "handle"], "account_id or screen_name")?;
    }
    let (industry, network) = (table.column(&["industry"]), table.column(&["network"]));
    let competitor = table.column(&["competitor"]);
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for (line, record) in table.rows()? {
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).filter(|v| !v.is_empty());
        let network = field(network).map(Network::parse).transpose();
        rows.push(BrandRow {
            account_id: field(id).map(str::to_owned),
            handle: field(handle).map(str::to_owned),
            brand: field(Some(brand)).unwrap_or_default().to_owned(),
            industry: field(industry).unwrap_or_default().to_owned(),
            network: network.map_err(|e: NetworkError| field_error(path, line, e))?,
            competitor: match field(competitor).map(str::to_ascii_lowercase).as_deref() {
                None | Some("false" | "0" | "no") => false,
                Some("true" | "1" | "yes") => true,
                Some(word) => {
                    let reason = format!("competitor: {word:?} is neither true nor false");
                    return Err(field_error(path, line, reason));
                }
            },
        });
        lines.push(line);
    }
    BrandTable::new(rows).map_err(|error: BrandTableError| {
        field_error(
            path,
            lines.get(error.row()).copied().unwrap_or_default(),
            error,
        )
    })
}

/// Writes a brand table in the columns that [`read_brands`] reads.
pub fn write_brands(table: &BrandTable, out: impl std::io::Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "account_id",
        "screen_name",
        "brand",
        "industry",
        "network",
        "competitor",
    ])?;
    for row in table.rows() {
        writer.write_record([
            row.account_id.as_deref().unwrap_or_default(),
            row.handle.as_deref().unwrap_or_default(),
            &row.brand,
            &row.industry,
            row.network.as_ref().map_or("", Network::as_str),
            if row.competitor { "true" } else { "false" },
        ])?;
    }
    writer.flush()?;
    Ok(())
}

/// Reads `budget.csv`: `quarter`, `brand`, `one_to_many`, `one_to_one`.
pub fn read_budgets(path: &Path) -> Result<Vec<Budget>, TableFileError> {
    let table = Table::open(path)?;
    let quarter = table.required(&["quarter"], "quarter")?;
    let brand = table.required(&["brand"], "brand")?;
    let many = table.required(&["one_to_many"], "one_to_many")?;
    let one = table.required(&["one_to_one"], "one_to_one")?;
    let mut budgets = Vec::new();
    for (line, record) in table.rows()? {
        let money = |at: usize, name: &str| {
            let text = record.get(at).unwrap_or_default();
            let value = if text.is_empty() {
                Some(0.0)
            } else {
                text.parse::<f64>().ok()
            };
            value.filter(|v| v.is_finite() && *v >= 0.0).ok_or_else(|| {
                field_error(
                    path,
                    line,
                    format!("{name}: {text:?} is no amount of money, such as 12000.50"),
                )
            })
        };
        let name = record.get(quarter).unwrap_or_default();
        if !Budget::is_quarter(name) {
            return Err(field_error(
                path,
                line,
                format!("{name:?} is no quarter, such as 2015-Q1"),
            ));
        }
        budgets.push(Budget {
            quarter: name.to_owned(),
            brand: record.get(brand).unwrap_or_default().to_owned(),
            one_to_many: money(many, "one_to_many")?,
            one_to_one: money(one, "one_to_one")?,
        });
    }
    Ok(budgets)
}

/// Writes budgets in the columns that [`read_budgets`] reads.
pub fn write_budgets(budgets: &[Budget], out: impl std::io::Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["quarter", "brand", "one_to_many", "one_to_one"])?;
    for Budget {
        quarter,
        brand,
        one_to_many,
        one_to_one,
    } in budgets
    {
        writer.write_record([
            quarter,
            brand,
            &one_to_many.to_string(),
            &one_to_one.to_string(),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn a_brand_table_is_read_whatever_its_spreadsheet_wrote() {
        let text = "\u{FEFF}Handle, brand ,industry\r\n@Lumen,Lumen Air,airlines\r\n,,\r\n";
        let table = read_brands(file(text).path()).unwrap();
        assert_eq!(table.brands().len(), 1);
        assert!(table.brand_of_handle(&Network::X, "lumen").is_some());
    }

    #[test]
    fn errors_name_the_line() {
        let error = read_brands(file("screen_name,brand,competitor\na,A,no\nb,B,perhaps\n").path())
            .unwrap_err();
        assert!(error.to_string().contains("line 3"), "{error}");
        let error = read_brands(file("screen_name,brand\na,A\na,B\n").path()).unwrap_err();
        assert!(error.to_string().contains("line 3"), "{error}");
        let error =
            read_budgets(file("quarter,brand,one_to_many,one_to_one\n2015-Q5,A,1,2\n").path())
                .unwrap_err();
        assert!(error.to_string().contains("2015-Q5"), "{error}");
        let error = read_brands(file("name,brand\n").path()).unwrap_err();
        assert!(
            error.to_string().contains("account_id or screen_name"),
            "{error}"
        );
    }
}
