//! A possible mention, with its evidence.

use crate::model::{Kind, Span, Why};

/// What a piece of text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Reading {
    /// It names an entity of that kind.
    Name(Kind),
    /// It is a product or work: no entity, and nothing inside it is one.
    Other,
    /// The tagger takes it for a place: it gives way to everything, and speaks against names that
    /// are written alike elsewhere.
    Place,
}

/// An entry of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EntryKey {
    /// Whether it stands in the user's own list.
    pub(super) is_user: bool,
    /// Index of its line.
    pub(super) line: u32,
}

/// A possible mention.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// Where.
    pub(super) span: Span,
    /// What it may be.
    pub(super) reading: Reading,
    /// How likely that is, 0 to 1.
    pub(super) strength: f32,
    /// The entry of the lexicon that it means, if that is known.
    pub(super) entry: Option<EntryKey>,
    /// The entries of which nothing near it tells which one it means.
    pub(super) others: Vec<EntryKey>,
    /// True if it counts only when its entry is sure elsewhere in the document.
    pub(super) waits: bool,
    /// Its best evidence.
    pub(super) why: Why,
}

impl Candidate {
    /// One that no entry of the lexicon is known for.
    pub(super) fn new(span: Span, reading: Reading, strength: f32, why: Why) -> Candidate {
        Candidate {
            span,
            reading,
            strength,
            entry: None,
            others: Vec::new(),
            waits: false,
            why,
        }
    }
}
