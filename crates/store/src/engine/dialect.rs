//! Where the two engines differ in words: types, bulk statements, transactions.

/// A column's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Int,
    Real,
    Text,
    Blob,
    /// A `tsvector`, sent as the text that it is read from.
    Vector,
}

impl Type {
    fn array(self) -> &'static str {
        match self {
            Type::Int => "bigint[]",
            Type::Real => "double precision[]",
            Type::Text | Type::Vector => "text[]",
            Type::Blob => "bytea[]",
        }
    }
}

/// The words of a schema script that the engines spell differently.
pub(crate) fn schema_words(script: &str, sqlite: bool) -> String {
    let (id, blob, bytes, tail, then_id) = if sqlite {
        // Every index ends with the row's id by itself.
        ("integer primary key", "blob", "text", "without rowid", "")
    } else {
        // Ids compare by their bytes on both engines.
        (
            "bigint primary key",
            "bytea",
            "text collate \"C\"",
            "",
            ", id",
        )
    };
    script
        .replace("{id}", id)
        .replace("{blob}", blob)
        .replace("{key}", bytes)
        .replace("{without_rowid}", tail)
        .replace("{then_id}", then_id)
}

/// Begins a transaction as the only writer, or waits for a while and then fails as busy.
pub(super) fn begin_writing(sqlite: bool) -> &'static str {
    if sqlite {
        "begin immediate"
    } else {
        // The number only has to be the same in every process of ours.
        "begin; select pg_advisory_xact_lock(7293847201)"
    }
}

/// A column: its name and its type.
pub(crate) type Column = (&'static str, Type);

/// An insert of many rows.
pub(crate) struct Insert {
    pub(crate) table: &'static str,
    /// In groups, as other statements share them.
    pub(crate) columns: &'static [&'static [Column]],
    /// `on conflict ...`, or nothing.
    pub(crate) conflict: &'static str,
}

impl Insert {
    fn head(&self) -> String {
        let columns = self.columns.iter().copied().flatten();
        let names: Vec<_> = columns.map(|(name, _)| *name).collect();
        format!("insert into {} ({})", self.table, names.join(", "))
    }

    pub(super) fn types(&self) -> Vec<Type> {
        let columns = self.columns.iter().copied().flatten();
        columns.map(|(_, ty)| *ty).collect()
    }

    pub(super) fn for_rows(&self) -> String {
        let values = numbered(self.types().len());
        format!("{} values ({values}) {}", self.head(), self.conflict)
    }

    pub(super) fn for_arrays(&self) -> String {
        let types = self.types();
        let values: Vec<_> = (1..=types.len()).map(|n| format!("v{n}")).collect();
        let cast = types.iter().zip(&values).map(|(ty, value)| match ty {
            Type::Vector => format!("{value}::tsvector"),
            Type::Int | Type::Real | Type::Text | Type::Blob => value.clone(),
        });
        let cast: Vec<_> = cast.collect();
        format!(
            "{} select {} from {} as v({}) {}",
            self.head(),
            cast.join(", "),
            unnest(&types),
            values.join(", "),
            self.conflict
        )
    }
}

/// An update of many rows, each by its key.
pub(crate) struct Update {
    pub(crate) table: &'static str,
    /// In groups, as other statements share them.
    pub(crate) set: &'static [&'static [Column]],
    pub(crate) key: &'static [Column],
    /// `and ...`, or nothing.
    pub(crate) also: &'static str,
}

impl Update {
    pub(super) fn types(&self) -> Vec<Type> {
        let columns = self.set().chain(self.key);
        columns.map(|(_, ty)| *ty).collect()
    }

    fn set(&self) -> impl Iterator<Item = &'static Column> {
        self.set.iter().copied().flatten()
    }

    pub(super) fn for_rows(&self) -> String {
        let (set, key) = self.clauses("", |place| format!("${place}"));
        format!("update {} set {set} where {key} {}", self.table, self.also)
    }

    pub(super) fn for_arrays(&self) -> String {
        let (set, key) = self.clauses("t.", |place| format!("v.v{place}"));
        let names: Vec<_> = (1..=self.types().len()).map(|n| format!("v{n}")).collect();
        let arrays = unnest(&self.types());
        format!(
            "update {} as t set {set} from {arrays} as v({}) where {key} {}",
            self.table,
            names.join(", "),
            self.also
        )
    }

    fn clauses(&self, of_table: &str, place: impl Fn(usize) -> String) -> (String, String) {
        let set = self.set().enumerate();
        let set: Vec<_> = set
            .map(|(n, (name, _))| format!("{name} = {}", place(n + 1)))
            .collect();
        let key = self.key.iter().enumerate();
        let key: Vec<_> = key
            .map(|(n, (name, _))| format!("{of_table}{name} = {}", place(set.len() + n + 1)))
            .collect();
        (set.join(", "), key.join(" and "))
    }
}

/// One question for many keys.
pub(crate) struct Lookup {
    pub(crate) select: &'static str,
    pub(crate) from: &'static str,
    pub(crate) keys: &'static [Type],
    /// The condition, with `{1}`, `{2}` for the parts of the key.
    pub(crate) condition: &'static str,
    /// `order by ... limit ...`, or nothing.
    pub(crate) tail: &'static str,
}

impl Lookup {
    fn question(&self, part: impl Fn(usize) -> String) -> String {
        let mut condition = self.condition.to_owned();
        for place in 1..=self.keys.len() {
            condition = condition.replace(&format!("{{{place}}}"), &part(place));
        }
        format!(
            "select {} from {} where {condition} {}",
            self.select, self.from, self.tail
        )
    }

    pub(super) fn for_rows(&self) -> String {
        self.question(|place| format!("${place}"))
    }

    pub(super) fn for_arrays(&self) -> String {
        let names: Vec<_> = (1..=self.keys.len()).map(|n| format!("k{n}")).collect();
        format!(
            "select x.*, k.n from {} with ordinality as k({}, n) join lateral ({}) as x on true",
            unnest(self.keys),
            names.join(", "),
            self.question(|place| format!("k.k{place}"))
        )
    }
}

fn numbered(count: usize) -> String {
    let places: Vec<_> = (1..=count).map(|n| format!("${n}")).collect();
    places.join(", ")
}

fn unnest(types: &[Type]) -> String {
    let arrays = types.iter().enumerate();
    let arrays: Vec<_> = arrays
        .map(|(n, ty)| format!("${}::{}", n + 1, ty.array()))
        .collect();
    format!("unnest({})", arrays.join(", "))
}
