//! Dated events.

use super::{DateValue, EntityId, Span};

/// A sentence or clause with the date of what it tells. A long text has very many, so that its lists
/// have no room to grow.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The time expression.
    pub span: Span,
    /// What it denotes; `None` if it cannot be dated, and `basis` says why.
    pub date: Option<DateValue>,
    /// How the date was found, step by step.
    pub basis: Box<[Step]>,
    /// The sentence it stands in.
    pub sentence: Span,
    /// What happened, to be read alone in a list: at most 40 Han characters (80 columns).
    pub summary: Box<str>,
    /// Who takes part, in the order of the text, each once.
    pub participants: Box<[EntityId]>,
}

/// A time expression that a reader typed, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The words.
    pub words: String,
    /// What they denote; `None` if they cannot be dated, and `basis` says why.
    pub value: Option<DateValue>,
    /// How the date was found, step by step.
    pub basis: Vec<Step>,
}

/// One step on the way to a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was done, with the values: `两周后 = 2023-02-07 + 14 days`.
    pub text: Box<str>,
    /// The words of the document it rests on, if there are any.
    pub span: Option<Span>,
}
