#![doc = include_str!("ARCHITECTURE.md")]
#![cfg_attr(test, allow(clippy::unwrap_used))]
pub mod cli;
pub mod error;
pub mod export;
pub mod lexicon;
pub mod model;
pub mod source;
pub mod text;
