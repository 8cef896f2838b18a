//! What time it is.

use rapport_model::Timestamp;
use std::time::SystemTime;

/// Now. A clock set before 1970 counts as 1970: nothing that is kept could be older.
pub(crate) fn now() -> Timestamp {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let ms = since_1970.map_or(0, |since| since.as_millis());
    Timestamp(i64::try_from(ms).unwrap_or(i64::MAX))
}
