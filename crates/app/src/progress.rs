//! A progress bar on long work, silent when nobody watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(100);

/// Bytes, rate and time left of some packed input.
pub(crate) struct Progress {
    bar: ProgressBar,
    stop: Option<std::sync::mpsc::Sender<()>>,
    drawer: Option<std::thread::JoinHandle<()>>,
}

impl Progress {
    /// Draws until dropped; `total` is none where the input is a stream.
    pub(crate) fn of_bytes(
        total: Option<u64>,
        read: Vec<impl Fn() -> u64 + Send + 'static>,
    ) -> Progress {
        if !std::io::stderr().is_terminal() {
            return Progress {
                bar: ProgressBar::hidden(),
                stop: None,
                drawer: None,
            };
        }
        let bar = match total {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::no_length(),
        };
        let template = match total {
            Some(_) => "{bar:30} {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left",
            None => "{spinner} {bytes}  {bytes_per_sec}",
        };
        bar.set_draw_target(ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let (stop, stopped) = std::sync::mpsc::channel::<()>();
        let shown = bar.clone();
        let drawer = std::thread::spawn(move || {
            while stopped.recv_timeout(TICK) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                shown.set_position(read.iter().map(|bytes| bytes()).sum());
            }
        });
        Progress {
            bar,
            stop: Some(stop),
            drawer: Some(drawer),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(drawer) = self.drawer.take() {
            // The drawer has nothing to say that matters once the work is done.
            drop(drawer.join());
        }
        self.bar.finish_and_clear();
    }
}
