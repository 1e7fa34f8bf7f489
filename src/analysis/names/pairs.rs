//! Two names that the text itself calls the same: 张三（John Zhang）, 长风电子（以下简称“长风”）.

use super::candidate::{Candidate, Reading};
use crate::model::Span;
use crate::text::chars::Chars;

/// Words between a name and what it is also called, without the marks around them.
const LINKS: [&str; 14] = [
    "",
    "以下简称",
    "下称",
    "简称",
    "原名",
    "又名",
    "又称",
    "别名",
    "英文名",
    "即",
    "也就是",
    "aka",
    "formerly",
    "also known as",
];

/// Pairs of neighboring names with nothing but a bracket and such words between them. `found` is
/// sorted and without overlap.
pub(super) fn pairs(chars: &Chars, found: &[Candidate]) -> Vec<(Span, Span)> {
    let mut pairs = Vec::new();
    for two in found.windows(2) {
        let [a, b] = two else { continue };
        let (Reading::Name(first), Reading::Name(second)) = (a.reading, b.reading) else {
            continue;
        };
        if !first.agrees(second) {
            continue;
        }
        let (from, to) = (chars.index_of(a.span.end), chars.index_of(b.span.start));
        let between = &chars.folded[from..to];
        let behind = &chars.folded[chars.index_of(b.span.end)..];
        let after = behind.iter().find(|it| **it != ' ');
        let is_bracketed = between.first().is_some_and(|&c| c == '(' || c == '[')
            && after.is_some_and(|&c| ")],;\"”」".contains(c));
        if is_bracketed && is_link(between) {
            pairs.push((a.span, b.span));
        }
    }
    pairs
}

/// Whether the characters between two names say that they are one.
fn is_link(between: &[char]) -> bool {
    let words: String = between
        .iter()
        .filter(|c| !"([\"“”「『: 为".contains(**c))
        .collect();
    LINKS.contains(&words.as_str())
}
