//! Dated events.

use super::{DateValue, Participants, Span};

/// A sentence or clause with the date of what it tells. A long text has very many, so that its lists
/// have no room to grow.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The time expression.
    pub span: Span,
    /// What it denotes; `None` if it cannot be dated, and `basis` says why.
    pub date: Option<DateValue>,
    /// How the date was found.
    pub basis: Basis,
    /// The sentence it stands in.
    pub sentence: Span,
    /// What happened, to be read alone in a list: at most 40 Han characters (80 columns).
    pub summary: Box<str>,
    /// Who takes part, in the order of the text, each once.
    pub participants: Participants,
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

/// How a date was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// The date that it counts from, if there is one.
    pub origin: Option<Origin>,
    /// What was done, with the values: `两周后 = 2023-02-07 + 14 days`; or why there is no date.
    pub told: Box<str>,
}

/// A date that others count from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// What it is the date of.
    pub what: OriginOf,
    /// The date.
    pub value: DateValue,
    /// The words that say it, if they stand in the text.
    pub span: Option<Span>,
}

/// What is dated by a date that others count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginOf {
    /// An event of the text.
    Event,
    /// What somebody says.
    Spoken,
    /// The publication.
    Published,
    /// The story, where it is told.
    Story,
    /// The expression itself, which names it.
    Named,
}

impl OriginOf {
    /// All of them.
    pub const ALL: [OriginOf; 5] = [
        OriginOf::Event,
        OriginOf::Spoken,
        OriginOf::Published,
        OriginOf::Story,
        OriginOf::Named,
    ];

    /// What is said of it, before the date.
    pub const fn words(self) -> &'static str {
        match self {
            OriginOf::Event => "the event is dated",
            OriginOf::Spoken => "spoken",
            OriginOf::Published => "published",
            OriginOf::Story => "the story is at",
            OriginOf::Named => "the expression names",
        }
    }
}

impl Basis {
    /// The same step by step.
    pub fn steps(&self) -> Vec<Step> {
        let origin = self.origin.as_ref().map(|it| Step {
            text: format!("{} {}", it.what.words(), it.value.edtf()).into(),
            span: it.span,
        });
        let told = Step {
            text: self.told.clone(),
            span: None,
        };
        origin.into_iter().chain([told]).collect()
    }
}

impl From<String> for Basis {
    /// One that counts from no date.
    fn from(told: String) -> Basis {
        Basis {
            origin: None,
            told: told.into(),
        }
    }
}

/// One step on the way to a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was done, with the values: `两周后 = 2023-02-07 + 14 days`.
    pub text: Box<str>,
    /// The words of the document it rests on, if there are any.
    pub span: Option<Span>,
}
