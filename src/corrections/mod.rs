//! What the reader of an article set right: names that are written otherwise, belong together or
//! apart, are missing or no names at all; dates that are others.
//!
//! A correction tells whom it means by name, never by number, so that it holds when the file is
//! analyzed again, by another version of this program, or after a small change of the text.
//!
//! Imports allowed here: `model`, `text`, `std`, and `regex`.

mod apply;
mod finish;
mod places;
#[cfg(test)]
mod tests;

pub use apply::{Corrected, Outcome, apply};
pub use places::occurs;

use crate::model::{DateValue, Kind};
use std::fmt;

/// One thing that was set right. They are applied in the order in which they were made, each to
/// what the ones before left.
#[derive(Debug, Clone, PartialEq)]
pub enum Correction {
    /// The entity has another name.
    Rename {
        /// Which entity.
        who: Who,
        /// Its name.
        to: String,
    },
    /// Two entities are the same one.
    Merge {
        /// The one that goes.
        who: Who,
        /// The one that stays, with the mentions of both.
        into: Who,
    },
    /// A form means somebody else: it becomes an entity of its own.
    Split {
        /// Whose form it was.
        who: Who,
        /// The form, which is the name of the new entity.
        form: String,
    },
    /// The entity is something else.
    Kind {
        /// Which entity.
        who: Who,
        /// What it is.
        kind: Kind,
    },
    /// It is no company, organisation or person.
    Delete {
        /// What is none.
        who: Who,
    },
    /// A name was missed, or was not sure.
    Add {
        /// The name, as the text writes it.
        name: String,
        /// What it names.
        kind: Kind,
    },
    /// The event has another date.
    Redate {
        /// Which event.
        event: When,
        /// Its date.
        date: DateValue,
    },
    /// The words tell no event.
    DeleteEvent {
        /// Which words.
        event: When,
    },
}

/// An entity, told by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Its name when it was corrected.
    pub name: String,
    /// What it was taken for then, to tell it from others of that name.
    pub kind: Kind,
}

/// An event, told by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The time expression.
    pub text: String,
    /// The sentence that it stands in.
    pub sentence: String,
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Correction::Rename { who, to } => write!(f, "rename {} to {to}", who.name),
            Correction::Merge { who, into } => write!(f, "merge {} into {}", who.name, into.name),
            Correction::Split { who, form } => write!(f, "split {form} off {}", who.name),
            Correction::Kind { who, kind } => write!(f, "{} is a {}", who.name, kind.name()),
            Correction::Delete { who } => write!(f, "delete {}", who.name),
            Correction::Add { name, kind } => write!(f, "add the {} {name}", kind.name()),
            Correction::Redate { event, date } => write!(f, "date {} {}", event.text, date.edtf()),
            Correction::DeleteEvent { event } => write!(f, "delete the date {}", event.text),
        }
    }
}
