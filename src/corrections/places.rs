//! Where a name that was added stands in the text.

use crate::model::Span;
use crate::text::{Document, chars, pattern};
use regex::Regex;

/// Whether a name stands anywhere in the text, so that it can be added.
pub fn occurs(document: &Document, name: &str) -> bool {
    !occurrences(document, name).is_empty()
}

/// The places of a name in the text, in both scripts and widths. Inside a word of an alphabet it is
/// no name.
pub(super) fn occurrences(document: &Document, name: &str) -> Vec<Span> {
    if name.trim().is_empty() {
        return Vec::new();
    }
    let Ok(pattern) = Regex::new(&pattern::literal(name, false)) else {
        return Vec::new();
    };
    let text = document.text();
    let is_letter = |c: char| c.is_alphanumeric() && !chars::is_han(c);
    let is_border = |before: Option<char>, after: Option<char>| {
        !before.is_some_and(is_letter) || !after.is_some_and(is_letter)
    };
    let mut places = Vec::new();
    for found in pattern.find_iter(text) {
        let (start, end) = (found.start(), found.end());
        let inside = found.as_str();
        let starts = is_border(text[..start].chars().next_back(), inside.chars().next());
        let ends = is_border(inside.chars().next_back(), text[end..].chars().next());
        let span = Span::new(start, end);
        let block = document.blocks().get(document.block_at(span.start));
        if starts && ends && block.is_some_and(|it| it.span.covers(span)) {
            places.push(span);
        }
    }
    places
}
