//! `rapport serve`: the interface and the API.

use crate::arguments::ServeArguments;
use anyhow::Context;
use rapport_store::{Location, Store};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

pub(crate) fn serve(asked: &ServeArguments, location: Location) -> anyhow::Result<()> {
    rapport_flow::index_words(&mut Store::open(&location)?, || false)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(asked.listen);
        let listener = listener
            .await
            .with_context(|| format!("cannot listen on {}", asked.listen))?;
        let address = listener.local_addr()?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let stop = async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        };
        println!("listening on http://{address}");
        rapport_serve::serve(location, listener, stop).await?;
        Ok(())
    })
}
