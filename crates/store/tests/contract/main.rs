//! What the store promises, as small cases that run on both engines.

mod build;
mod oracle;
mod order;
mod snapshot;
