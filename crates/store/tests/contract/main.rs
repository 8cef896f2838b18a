//! What the store promises, as small cases that run on both engines.

mod build;
mod order;
mod oracle;
mod snapshot;
