//! `rapport serve`: the interface and the API.

use crate::clock;
use crate::config::Config;
use anyhow::Context;
use rapport_serve::{Opened, Settings};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

pub(crate) fn serve(config: &Config) -> anyhow::Result<()> {
    crate::log::begin(config.log_format.value, &config.log_level.value)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let settings = Settings {
        location: config.location(),
        incoming: config.incoming(),
        upload_bytes_max: config.upload_bytes_max.value,
        requests_per_second: config.requests_per_second.value,
        behind_proxy: config.behind_proxy.value,
        clock: clock::now,
    };
    // Before the runtime: the drivers of the store block.
    let opened = Opened::open(settings)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(config.listen.value).await;
        let listener =
            listener.with_context(|| format!("cannot listen on {}", config.listen.value))?;
        let address = listener.local_addr()?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let stop = async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        };
        if let Some(path) = &opened.set_up_path {
            println!("become administrator, once, within a day: http://{address}{path}");
        }
        println!("listening on http://{address}");
        opened.serve(listener, stop).await?;
        Ok(())
    })
}
