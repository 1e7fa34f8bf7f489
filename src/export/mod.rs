//! The analysis for programs and pipes: JSON, and readable text.
//!
//! Imports allowed here: `model`, `text`. The only place where the wire types live.

mod json;
mod offsets;
mod plain;
mod wire;

pub use json::{error_line, explained_json, one_line, pretty};
pub use plain::{explanation, names, timeline};
