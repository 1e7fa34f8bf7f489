#![doc = include_str!("ARCHITECTURE.md")]
#![cfg_attr(test, allow(clippy::string_slice, clippy::unwrap_used))]
pub mod analysis;
pub mod model;
pub mod text;
