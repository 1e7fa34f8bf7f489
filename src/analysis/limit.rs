//! How much is found in one text at most.
//!
//! A hostile text may hold a name or a date every few bytes; what is known of each takes a hundred times
//! as many. Where a limit is reached the lists end, and a remark says at which paragraph. No real text
//! comes near: in 100 MB of news stand some 650,000 mentions of 100,000 names, and 190,000 dates.

use crate::model::Span;
use crate::text::Document;
use std::collections::HashSet;

/// The most of each that is found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Mentions.
    pub(super) mentions: usize,
    /// Different names, as they are written.
    pub(super) names: usize,
    /// Time expressions.
    pub(super) dates: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            mentions: 1_000_000,
            names: 200_000,
            dates: 300_000,
        }
    }
}

/// Counts the names that were found.
#[derive(Debug, Default)]
pub(super) struct Count<'a> {
    mentions: usize,
    names: HashSet<&'a str>,
}

impl<'a> Count<'a> {
    /// Counts further ones; whether that is enough.
    pub(super) fn is_full(
        &mut self,
        limits: Limits,
        document: &'a Document,
        more: impl ExactSizeIterator<Item = Span>,
    ) -> bool {
        self.mentions += more.len();
        self.names.extend(more.map(|it| document.slice(it)));
        limits.mentions <= self.mentions || limits.names <= self.names.len()
    }
}

/// What is said where a list ends.
pub(super) fn remark(what: &str, block: u32) -> String {
    format!("the text holds more {what} than can be listed: those behind ¶{block} are left out")
}
