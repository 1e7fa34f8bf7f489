//! How a text reads: its blocks, sentences, characters and columns.
//!
//! Imports allowed here: `model` and `std`, and the crates for Unicode.

pub mod chars;
pub mod columns;
mod document;
mod flow;
pub mod fold;
pub mod hazard;
mod letters;
pub mod linebreak;
mod numbers;
pub mod pattern;
pub mod pinyin;
pub mod sentence;

pub use document::{Block, BlockKind, Document, Language, Meta, Note, NoteKind, Part};
pub use flow::Flow;
