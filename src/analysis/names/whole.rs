//! Whether a stretch that the tagger marks is one whole name: by what it begins and ends with.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use super::legal;
use crate::lexicon::{Class, Hit, Record, words};
use crate::model::Kind;
use crate::text::chars::Chars;

/// What a name is at least worth that has the form of one: a known name or place, then words of
/// its own, then what such bodies are called.
const BY_FORM: f32 = 0.6;
/// Behind a place, which stands before all sorts of words, the model must be this sure.
const EVEN: f32 = 0.5;

/// What competitions end with.
const COMPETITIONS: [&str; 7] = [
    "杯",
    "锦标赛",
    "运动会",
    "奥运会",
    "亚运会",
    "公开赛",
    "大奖赛",
];

/// How likely a stretch is a name that the tagger gives this margin, of which `trusted` is left: its
/// form may speak for it.
pub(super) fn strength(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    reading: Reading,
    (from, to): (usize, usize),
    margin: f32,
    trusted: f32,
) -> f32 {
    let name = &context.chars.folded[from..to];
    let is_known = |it: &Hit<'_>| {
        let is_company = |it: &Record| it.class() == Class::Company;
        it.from == from && it.to + 2 < to && it.records.iter().any(is_company)
    };
    let is_of_known = || legal::is_company(name) && hits.iter().any(is_known);
    if reading == Reading::Name(Kind::Company) && (legal::is_full(name) || is_of_known()) {
        return trusted.max(BY_FORM);
    }
    match begins_with(context, hits, reading, from, to) {
        Some(Class::Place) if margin < EVEN => trusted,
        Some(_) => trusted.max(BY_FORM),
        None => trusted,
    }
}

/// What a stretch begins with that has the form of an organisation's whole name: it begins with a
/// known name or a place, and ends with what such bodies are called.
fn begins_with(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    reading: Reading,
    from: usize,
    to: usize,
) -> Option<Class> {
    if reading != Reading::Name(Kind::Organisation) {
        return None;
    }
    let suffix = context.ends(Class::OrganisationSuffix, to)?;
    let is = |it: &Hit<'_>, class| it.records.iter().any(|it| it.class() == class);
    // Two known names with words between them are two: 某局隶属某部.
    let is_another = |it: &&Hit<'_>| from < it.from && it.to == to && is(it, Class::Organisation);
    if hits.iter().any(|it| is_another(&it)) {
        return None;
    }
    let begins = |class: &Class| {
        let mut first = hits.iter().filter(|it| it.from == from && it.to < suffix);
        first.any(|it| is(it, *class))
    };
    let classes = [Class::Organisation, Class::Company, Class::Place];
    classes.into_iter().find(begins)
}

/// Parts unknown people from the company before them that they are of: «OpenAI Ada Lovelace».
pub(super) fn part_from_companies(chars: &Chars, hits: &[Hit<'_>], found: &mut [Candidate]) {
    let is_unknown = |it: &&mut Candidate| {
        it.entry.is_none() && !it.waits && it.reading == Reading::Name(Kind::Person)
    };
    for person in found.iter_mut().filter(is_unknown) {
        let (from, to) = (
            chars.index_of(person.span.start),
            chars.index_of(person.span.end),
        );
        person.span = chars.span(behind_company(chars, hits, from, to), to);
    }
}

/// Where a name begins behind a company that is sure and no first name, and a blank.
fn behind_company(chars: &Chars, hits: &[Hit<'_>], from: usize, to: usize) -> usize {
    let is_company = |it: &&Hit<'_>| {
        let mut sure = it.records.iter().filter(|it| it.cautious().is_none());
        let parts = it.from == from && it.to + 1 < to && chars.folded[it.to] == ' ';
        parts && sure.any(|it| it.class() == Class::Company)
    };
    let Some(end) = hits.iter().filter(is_company).map(|it| it.to).max() else {
        return from;
    };
    let company: String = chars.folded[from..end].iter().collect();
    if words::is_first_name(&company) {
        from
    } else {
        end + 1
    }
}

/// Whether a stretch is a known body and the competition it takes part in: 国足亚洲杯.
pub(super) fn is_at_competition(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    reading: Reading,
    from: usize,
    to: usize,
) -> bool {
    let is_body = |it: &&Hit<'_>| {
        let mut classes = it.records.iter().map(|it| it.class());
        it.from == from && it.to < to && classes.any(|it| it == Class::Organisation)
    };
    let text = || context.chars.folded[from..to].iter().collect::<String>();
    reading == Reading::Name(Kind::Organisation)
        && hits.iter().any(|it| is_body(&it))
        && COMPETITIONS.iter().any(|it| text().ends_with(it))
}
