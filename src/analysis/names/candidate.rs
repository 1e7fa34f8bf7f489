//! A possible mention, with its evidence.

use crate::model::{Kind, Span, Why};
use std::num::NonZeroU32;

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

/// An entry of the lexicon, and whether it stands in the user's own list: one number, as a long text
/// has a million. Entries of the user's list come behind the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EntryKey(NonZeroU32);

impl EntryKey {
    /// The bit that says that it is the user's.
    const IS_USER: u32 = 1 << 31;

    /// The entry on the line of that index, of which no list has two thousand million.
    pub(super) fn new(is_user: bool, line: u32) -> EntryKey {
        let number = line.min(EntryKey::IS_USER - 2) + 1;
        let bit = if is_user { EntryKey::IS_USER } else { 0 };
        EntryKey(NonZeroU32::new(number | bit).unwrap_or(NonZeroU32::MIN))
    }

    /// Whether it stands in the user's own list.
    pub(super) const fn is_user(self) -> bool {
        self.0.get() & EntryKey::IS_USER != 0
    }

    /// Index of its line.
    pub(super) const fn line(self) -> u32 {
        (self.0.get() & !EntryKey::IS_USER).saturating_sub(1)
    }
}

/// Entries of the lexicon; there are none beside most candidates, of which a long text has a million.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::box_collection, reason = "one word instead of three")]
pub(super) struct Others(Option<Box<Vec<EntryKey>>>);

impl Others {
    /// These entries.
    pub(super) fn new(entries: Vec<EntryKey>) -> Others {
        Others((!entries.is_empty()).then(|| Box::new(entries)))
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &EntryKey> {
        self.0.iter().flat_map(|it| it.iter())
    }

    /// These and those of another reading of the same words.
    pub(super) fn and(self, other: &Others) -> Others {
        Others::new(self.iter().chain(other.iter()).copied().collect())
    }
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
    pub(super) others: Others,
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
            others: Others::default(),
            waits: false,
            why,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_takes_no_more_room_than_it_needs() {
        assert_eq!(size_of::<Candidate>(), 32);
        assert_eq!(size_of::<crate::model::Mention>(), 16);
    }

    #[test]
    fn an_entry_is_one_number_in_the_order_of_the_lists() {
        let last = EntryKey::IS_USER - 2;
        let keys = [
            (false, 0),
            (false, 7),
            (false, last),
            (true, 0),
            (true, last),
        ];
        let entries = keys.map(|(is_user, line)| EntryKey::new(is_user, line));
        assert_eq!(entries.map(|it| (it.is_user(), it.line())), keys);
        assert!(entries.is_sorted());
    }
}
