//! Running other programs, and saying which step fails.

use crate::tally::{Suite, Tally};
use anyhow::{Context, Result, bail, ensure};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// One line before each step.
pub(crate) fn announce(step: &str) {
    println!("== {step}");
}

/// Runs a step whose output goes where ours goes.
pub(crate) fn run(step: &str, command: &mut Command) -> Result<()> {
    announce(step);
    let status = command
        .status()
        .with_context(|| format!("{step}: cannot start `{}`", shown(command)))?;
    ensure!(
        status.success(),
        "{step} failed: `{}` ended with {status}",
        shown(command)
    );
    Ok(())
}

/// Runs a suite of tests, passes its output on, and adds up what it reports.
pub(crate) fn run_suite(step: &str, suite: Suite, command: &mut Command) -> Result<Tally> {
    announce(step);
    // Colours would stand between us and the figures.
    command.env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{step}: cannot start `{}`", shown(command)))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        let mut out = std::io::stdout().lock();
        for line in BufReader::new(output).split(b'\n') {
            let line = line.with_context(|| format!("{step}: cannot read the output"))?;
            out.write_all(&line)?;
            out.write_all(b"\n")?;
            tally += suite.read(&String::from_utf8_lossy(&line));
        }
    }
    let status = child.wait()?;
    if tally.failed > 0 {
        bail!("{step} failed: {tally}");
    }
    ensure!(
        status.success(),
        "{step} failed: `{}` ended with {status} ({tally})",
        shown(command)
    );
    ensure!(
        tally.passed > 0,
        "{step} failed: `{}` reported no test",
        shown(command)
    );
    Ok(tally)
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
