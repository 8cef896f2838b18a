//! Which store this is: an id that every copy keeps until it is restored.

use crate::accounts::forget_what_was_handed_out;
use crate::engine::{Engine, Value};
use crate::{Reader, StoreError};
use std::fmt;

/// The id of a store's life. Random at its beginning, kept by a backup, replaced by a restore: whatever is sent out in
/// the name of one generation is not sent again by a restored copy, which is another. Nor does the copy honour what was
/// handed out in that name: its sessions, links, tokens and received imports go when it becomes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Generation(u128);

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Reader {
    /// The generation of this store.
    pub fn generation(&mut self) -> Result<Generation, StoreError> {
        load(&mut self.engine)
    }
}

/// Gives a store its generation if it has none.
pub(crate) fn ensure(engine: &mut Engine) -> Result<(), StoreError> {
    if stored(engine)?.is_some() {
        return Ok(());
    }
    let new = draw()?.to_string();
    engine.transaction(|tx| {
        // Another process may have been quicker; then its word stands.
        let begun = tx.execute(
            "insert into meta (name, value) values ('generation', $1) on conflict (name) do nothing",
            &[Value::Text(&new)],
        )?;
        if begun > 0 {
            forget_what_was_handed_out(tx)?;
        }
        Ok(())
    })
}

/// Gives a copy a generation of its own.
pub(crate) fn replace(engine: &mut Engine) -> Result<Generation, StoreError> {
    let new = draw()?;
    let text = new.to_string();
    engine.transaction(|tx| {
        tx.execute(
            "insert into meta (name, value) values ('generation', $1)
             on conflict (name) do update set value = excluded.value",
            &[Value::Text(&text)],
        )?;
        forget_what_was_handed_out(tx)
    })?;
    Ok(new)
}

/// The generation that the database has.
pub(crate) fn load(engine: &mut Engine) -> Result<Generation, StoreError> {
    stored(engine)?
        .and_then(|text| u128::from_str_radix(&text, 16).ok())
        .map(Generation)
        .ok_or_else(|| StoreError::Corrupt("its generation is missing or unreadable".into()))
}

fn stored(engine: &mut Engine) -> Result<Option<String>, StoreError> {
    let sql = "select value from meta where name = 'generation'";
    engine.first(sql, &[], |row| row.text(0))
}

fn draw() -> Result<Generation, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::NoRandomness(error.to_string()))?;
    Ok(Generation(u128::from_be_bytes(bytes)))
}
