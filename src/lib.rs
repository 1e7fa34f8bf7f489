#![doc = include_str!("ARCHITECTURE.md")]
#![cfg_attr(test, allow(clippy::string_slice, clippy::unwrap_used))]
pub mod model;
pub mod store;
pub mod text;
pub mod ui;
