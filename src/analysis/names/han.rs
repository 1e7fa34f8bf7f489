//! Names in Han script that rules can read: foreign names with a point between their parts.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use crate::lexicon::{Class, words};
use crate::model::{Kind, Rule, Why};
use crate::text::chars::is_han;

/// A part of a transliterated name has at most this many characters.
const MAX_PART: usize = 7;

/// Adds 约翰·史密斯: parts of transliteration characters, joined by points.
pub(super) fn candidates(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let chars = &context.chars.folded;
    let mut at = 0;
    while let Some(point) = chars[at..].iter().position(|&c| c == '·').map(|it| at + it) {
        let from = behind_title(context, left_part(chars, point), point);
        let mut to = point;
        // Each further point with a part behind it goes on with the same name.
        while chars.get(to) == Some(&'·') {
            let end = right_part(chars, to + 1);
            if end == to + 1 {
                break;
            }
            to = end;
        }
        at = to.max(point + 1);
        if point <= from || to <= point + 1 {
            continue;
        }
        let (reading, end) = what_it_names(context, to);
        // Where a name is read around the point already, its borders are known better.
        let place = context.span(point, point + 1);
        let is_read = found
            .iter()
            .any(|it| matches!(it.reading, Reading::Name(_)) && it.span.covers(place));
        if !is_read || reading != Reading::Name(Kind::Person) {
            let span = context.span(from, end);
            found.push(Candidate::new(
                span,
                reading,
                0.75,
                Why::Rule(Rule::Transliteration),
            ));
        }
    }
}

/// Where the part begins behind the last title in it: 主席阿布 is not one name.
fn behind_title(context: &Context<'_>, from: usize, point: usize) -> usize {
    let ends_title = |at: &usize| context.ends(Class::TitleBefore, *at).is_some();
    (from..point).rev().find(ends_title).unwrap_or(from)
}

/// What a transliterated name is that ends at `to`, and where that ends: a person's, unless a
/// product or an institution is called after them (约翰·史密斯大学).
fn what_it_names(context: &Context<'_>, to: usize) -> (Reading, usize) {
    if let Some(end) = context.starts(Class::ProductWord, to) {
        return (Reading::Other, end);
    }
    let suffix = context
        .starts(Class::OrganisationSuffix, to)
        .filter(|end| to + 2 <= *end);
    suffix.map_or((Reading::Name(Kind::Person), to), |end| {
        (Reading::Name(Kind::Organisation), end)
    })
}

/// Where the part that ends before `end` begins.
fn left_part(chars: &[char], end: usize) -> usize {
    let limit = end.saturating_sub(MAX_PART);
    let mut from = end;
    while limit < from && words::is_transliteration(chars[from - 1]) {
        from -= 1;
    }
    from
}

/// Where the part that begins at `from` ends.
fn right_part(chars: &[char], from: usize) -> usize {
    let mut to = from;
    while to < chars.len().min(from + MAX_PART)
        && is_han(chars[to])
        && words::is_transliteration(chars[to])
    {
        to += 1;
    }
    to
}
