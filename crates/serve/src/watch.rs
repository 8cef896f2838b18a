//! Noticing posts that another process stored: `rapport import` beside the server.

use crate::events::Happening;
use crate::server::Server;
use std::sync::Arc;
use std::time::Duration;

/// How often the store is looked at. The question costs an index look-up.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Tells every open page when the newest post is another one.
pub(crate) async fn posts(server: Arc<Server>) {
    let mut newest = None;
    let mut tick = tokio::time::interval(LOOK_EVERY);
    loop {
        tick.tick().await;
        // A store that cannot be read is reported to whoever asks; the next look may succeed.
        let Ok(found) = server.read(|reader| reader.newest_post()).await else {
            continue;
        };
        if newest.is_some_and(|newest| newest != found) {
            server.tell(Happening::Posts);
        }
        newest = Some(found);
    }
}
