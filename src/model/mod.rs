//! What is known about a text, as plain values: no input, no output, no failure.
//!
//! Imports allowed here: `std` only.

mod analysis;
mod date_value;
mod day;
mod entity;
mod event;
mod participants;
mod span;

pub use analysis::{Analysis, PublishedFrom, Reference};
pub use date_value::{DateValue, Open, Precision};
pub use day::{Day, DayError, days_in_month};
pub use entity::{Entity, EntityId, Kind, Margin, Mention, Rule, Why};
pub use event::{Basis, Event, Explained, Origin, OriginOf, Step};
pub use participants::Participants;
pub use span::Span;
