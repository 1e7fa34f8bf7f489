//! Names in Han script that rules can read: foreign names with a point between their parts.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use super::neighbors::no_person;
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
        let from = with_head(context, found, from);
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
        let (reading, end) = what_it_names(context, from, to);
        // Where a name is read around the point already, its borders are known better.
        let place = context.span(point, point + 1);
        let is_read = found
            .iter()
            .any(|it| matches!(it.reading, Reading::Name(_)) && it.span.covers(place));
        retag(context, found, from, end, reading);
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

/// What the tagger knows this well for a company is called after somebody: 威廉·希尔.
const SURE_COMPANY: f32 = 0.85;

/// Where the tagger reads a company, and nothing in the name says company, it is a person.
fn retag(context: &Context<'_>, found: &mut [Candidate], from: usize, to: usize, reading: Reading) {
    let span = context.span(from, to);
    let is_unknown = |it: &&mut Candidate| it.span == span && it.entry.is_none() && !it.waits;
    let unknown = found.iter_mut().filter(is_unknown);
    let is_company = |it: &&mut Candidate| it.reading == Reading::Name(Kind::Company);
    for it in unknown
        .filter(is_company)
        .filter(|it| it.strength < SURE_COMPANY)
    {
        it.reading = reading;
    }
}

/// Adds 罗伯特 J. 马克斯: transliterated parts with an initial between them.
pub(super) fn with_initials(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let chars = &context.chars.folded;
    let is_initial = |at: usize| chars[at].is_ascii_uppercase() && chars.get(at + 1) == Some(&'.');
    for at in (2..chars.len()).filter(|&at| is_initial(at)) {
        let end = at - usize::from(chars[at - 1] == ' ');
        let next = at + 2 + usize::from(chars.get(at + 2) == Some(&' '));
        let (from, to) = (left_part(chars, end), right_part(chars, next));
        let from = behind_title(context, from, end);
        if from + 2 <= end && next + 2 <= to {
            let reading = Reading::Name(Kind::Person);
            let why = Why::Rule(Rule::Transliteration);
            found.push(Candidate::new(context.span(from, to), reading, 0.75, why));
        }
    }
}

/// At most so many characters of a name lie between what the tagger has seen of it and its point.
const MAX_GAP: usize = 2;

/// Where a name begins whose head is read as another person's, cut before a character that is
/// seldom one of a name: 阿卜杜|外力·买买提.
fn with_head(context: &Context<'_>, found: &[Candidate], from: usize) -> usize {
    let chars = context.chars;
    let is_person = |it: &&Candidate| it.reading == Reading::Name(Kind::Person);
    let people = found.iter().filter(is_person);
    let ends = people.map(|it| (chars.index_of(it.span.start), chars.index_of(it.span.end)));
    let mut near = ends.filter(|&(head, end)| {
        let is_name = chars.folded[head..end]
            .iter()
            .all(|&c| words::is_transliteration(c));
        let gap = chars.folded.get(end..from);
        is_name && gap.is_some_and(|it| it.len() <= MAX_GAP && it.iter().all(|&c| is_han(c)))
    });
    near.next().map_or(from, |(head, _)| head)
}

/// Where the part begins behind the last title in it: 主席阿布 is not one name.
fn behind_title(context: &Context<'_>, from: usize, point: usize) -> usize {
    let ends_title = |at: &usize| context.ends(Class::TitleBefore, *at).is_some();
    (from..point).rev().find(ends_title).unwrap_or(from)
}

/// What a transliterated name is that ends at `to`, and where that ends: a person's, unless a
/// product or an institution is called after them (约翰·史密斯大学).
fn what_it_names(context: &Context<'_>, from: usize, to: usize) -> (Reading, usize) {
    if let Some(other) = no_person(&context.chars.folded, from, to) {
        return (other, to);
    }
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
    while limit < from && is_of_name(chars, from - 1) {
        from -= 1;
    }
    // 之孙|哈伦·某: whose grandson he is is no part of his name.
    let is_kin = 0 < from && from + 1 < end && "之其".contains(chars[from - 1]);
    from + usize::from(is_kin && "孙弟子女".contains(chars[from]))
}

/// Characters of foreign names that are oftener words, and before which others they are none.
const BEFORE_OTHERS: [(char, &str); 4] = [
    ('买', "买提"),
    ('合', "曼提木买"),
    ('吾', "尔提甫"),
    ('帖', "木"),
];

/// Whether the character at a place can be one of a foreign name.
fn is_of_name(chars: &[char], at: usize) -> bool {
    let next = chars.get(at + 1);
    let before_others = BEFORE_OTHERS.iter().find(|it| it.0 == chars[at]);
    match chars[at] {
        '什' => next != Some(&'么'),
        c => {
            words::is_transliteration(c)
                || before_others.is_some_and(|it| next.is_some_and(|&c| it.1.contains(c)))
        }
    }
}

/// Where the part that begins at `from` ends.
fn right_part(chars: &[char], from: usize) -> usize {
    let mut to = from;
    while to < chars.len().min(from + MAX_PART) && is_han(chars[to]) && is_of_name(chars, to) {
        to += 1;
    }
    // «某·某年» is a year that is called after somebody.
    to - usize::from(from + 2 < to && chars[to - 1] == '年')
}
