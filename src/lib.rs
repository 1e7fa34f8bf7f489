#![doc = include_str!("ARCHITECTURE.md")]
#![cfg_attr(test, allow(clippy::unwrap_used))]
// The docs are for those who work on it, and made with the private items.
#![allow(rustdoc::private_intra_doc_links)]

pub mod analysis;
pub mod cli;
pub mod corrections;
pub mod desk;
pub mod error;
pub mod export;
pub mod jsonl;
pub mod lexicon;
pub mod mend;
pub mod model;
pub mod progress;
pub mod read;
pub mod run;
pub mod source;
pub mod store;
pub mod tagger;
pub mod text;
pub mod ui;
