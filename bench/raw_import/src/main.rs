//! The limit that an import is measured against: rows that are already parsed and derived go into SQLite in bulk.
//!
//! `raw_import ROWS DATABASE`. The first line of `ROWS` is a `create table posts (…)`; the second names the columns,
//! each with `i` (integer), `r` (real) or `t` (text) in front; then a row a line, fields parted by tabs, `\N` for
//! null, `\n`, `\t` and `\\` escaped. Three indexes and a full-text index are kept up to date meanwhile.

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::ExitCode;

const ROWS_A_TRANSACTION: usize = 5_000;

/// What the store sets for its own connection.
const SETTINGS: &str = "
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma cache_size = -65536;
    pragma temp_store = file;
    pragma journal_size_limit = 67108864;
";

const INDEXES: &str = "
    create unique index by_external_id on posts (network, external_id);
    create index by_time on posts (created_at);
    create index by_author on posts (author);
    create virtual table words using fts5 (text, content = '');
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [rows, database] = arguments.as_slice() else {
        eprintln!("usage: raw_import ROWS DATABASE");
        return ExitCode::from(2);
    };
    match insert(rows, database) {
        Ok(count) => {
            println!("{count}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("raw_import: {error}");
            ExitCode::FAILURE
        }
    }
}

fn insert(rows: &str, database: &str) -> Result<usize, Box<dyn Error>> {
    let mut lines = Lines::open(rows)?;
    let connection = Connection::open(database)?;
    connection.execute_batch(SETTINGS)?;
    connection.execute_batch(lines.next()?.ok_or("no table")?)?;
    connection.execute_batch(INDEXES)?;
    let columns = Columns::read(lines.next()?.ok_or("no columns")?)?;
    let mut insert_post = connection.prepare(&columns.statement())?;
    let mut insert_words = connection.prepare("insert into words (rowid, text) values (?1, ?2)")?;
    let mut count = 0;
    while let Some(line) = lines.next()? {
        if count % ROWS_A_TRANSACTION == 0 {
            if count > 0 {
                connection.execute_batch("commit")?;
            }
            connection.execute_batch("begin")?;
        }
        let mut fields = columns.read_row(line)?;
        for (position, field) in fields.iter().enumerate() {
            insert_post.raw_bind_parameter(position + 1, field)?;
        }
        insert_post.raw_execute()?;
        let text = fields.swap_remove(columns.text);
        insert_words.execute((connection.last_insert_rowid(), text))?;
        count += 1;
    }
    if count > 0 {
        connection.execute_batch("commit")?;
    }
    Ok(count)
}

/// A file, line by line in one buffer.
struct Lines {
    file: BufReader<File>,
    line: String,
}

impl Lines {
    fn open(path: &str) -> Result<Lines, Box<dyn Error>> {
        let file = BufReader::with_capacity(1 << 18, File::open(path)?);
        Ok(Lines {
            file,
            line: String::new(),
        })
    }

    fn next(&mut self) -> std::io::Result<Option<&str>> {
        self.line.clear();
        if self.file.read_line(&mut self.line)? == 0 {
            return Ok(None);
        }
        Ok(Some(self.line.trim_end_matches('\n')))
    }
}

struct Columns {
    kinds: Vec<Kind>,
    names: Vec<String>,
    /// Where the text is.
    text: usize,
}

#[derive(Clone, Copy)]
enum Kind {
    Integer,
    Real,
    Text,
}

/// A field as it lies in the line, or unescaped.
enum Field<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'a str),
    Unescaped(String),
}

impl Columns {
    fn read(line: &str) -> Result<Columns, String> {
        let (mut kinds, mut names) = (Vec::new(), Vec::new());
        for column in line.split('\t') {
            let (kind, name) = match column.split_at_checked(1) {
                Some(("i", name)) => (Kind::Integer, name),
                Some(("r", name)) => (Kind::Real, name),
                Some(("t", name)) => (Kind::Text, name),
                _ => return Err(format!("cannot read the column {column:?}")),
            };
            kinds.push(kind);
            names.push(name.to_owned());
        }
        let text = names.iter().position(|name| name == "text");
        Ok(Columns {
            kinds,
            text: text.ok_or("no column text")?,
            names,
        })
    }

    fn statement(&self) -> String {
        let places = vec!["?"; self.names.len()].join(", ");
        format!(
            "insert into posts ({}) values ({places})",
            self.names.join(", ")
        )
    }

    fn read_row<'a>(&self, line: &'a str) -> Result<Vec<Field<'a>>, Box<dyn Error>> {
        let fields: Result<Vec<Field>, _> = line
            .split('\t')
            .zip(&self.kinds)
            .map(|(written, kind)| Field::read(written, *kind))
            .collect();
        let fields = fields?;
        if fields.len() == self.kinds.len() {
            Ok(fields)
        } else {
            Err(format!("a row with {} fields", fields.len()).into())
        }
    }
}

impl<'a> Field<'a> {
    fn read(written: &'a str, kind: Kind) -> Result<Field<'a>, Box<dyn Error>> {
        if written == "\\N" {
            return Ok(Field::Null);
        }
        Ok(match kind {
            Kind::Integer => Field::Integer(written.parse()?),
            Kind::Real => Field::Real(written.parse()?),
            Kind::Text if written.contains('\\') => Field::Unescaped(unescape(written)),
            Kind::Text => Field::Text(written),
        })
    }
}

impl ToSql for Field<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Field::Null => ToSqlOutput::Owned(Value::Null),
            Field::Integer(value) => ToSqlOutput::Owned(Value::Integer(*value)),
            Field::Real(value) => ToSqlOutput::Owned(Value::Real(*value)),
            Field::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Field::Unescaped(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
        })
    }
}

fn unescape(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}
