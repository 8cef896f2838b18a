//! `cargo xtask check`: what can be said without running a test.

use crate::workspace::Workspace;
use crate::{interface, machine, rust};
use anyhow::Result;

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    machine::provide(&[machine::Need::Node])?;
    rust::check(workspace)?;
    interface::check(workspace)
}
