//! Missions of one country or body at another: 甲国驻乙国大使馆, 甲国常驻联合国代表团.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use super::neighbors::starts_with;
use crate::lexicon::{Class, Hit};
use crate::model::{Kind, Rule, Why};

/// What missions are called, longer ones first.
const MISSIONS: [&str; 12] = [
    "总领事馆",
    "总领馆",
    "大使馆",
    "代表团",
    "代表处",
    "办事处",
    "联络处",
    "领事馆",
    "使馆",
    "领馆",
    "使团",
    "使领馆",
];

/// Countries as one character.
const SHORT: &str = "华美日英法德俄韩朝印澳加欧台港";

/// How likely what is named so is a body.
const BY_FORM: f32 = 0.85;

/// Adds the missions that are named with who sends them and where they are.
pub(super) fn candidates(context: &Context<'_>, hits: &[Hit<'_>], found: &mut Vec<Candidate>) {
    let chars = &context.chars.folded;
    for at in (1..chars.len()).filter(|&at| chars[at] == '驻') {
        let behind = at - usize::from(chars[at - 1] == '常');
        let senders = hits.iter().filter(|it| it.to == behind && is_party(it));
        let Some(from) = senders.map(|it| it.from).min() else {
            continue;
        };
        if let Some(to) = mission_end(chars, hits, at + 1) {
            let reading = Reading::Name(Kind::Organisation);
            let why = Why::Rule(Rule::OrganisationSuffix);
            found.push(Candidate::new(
                context.span(from, to),
                reading,
                BY_FORM,
                why,
            ));
        }
    }
}

/// Where the mission ends whose seat is named from `at`, if it is one.
fn mission_end(chars: &[char], hits: &[Hit<'_>], at: usize) -> Option<usize> {
    let mut ends: Vec<usize> = hits
        .iter()
        .filter(|it| it.from == at && is_party(it))
        .map(|it| it.to)
        .collect();
    let is_short = chars.get(at).is_some_and(|it| SHORT.contains(*it));
    ends.extend(is_short.then_some(at + 1));
    ends.sort_unstable();
    let end = |seat: usize| {
        let mission = MISSIONS.iter().find(|it| starts_with(&chars[seat..], it))?;
        Some(seat + mission.chars().count())
    };
    ends.into_iter().rev().find_map(end)
}

/// Whether a country or body can send such a mission or be its seat.
fn is_party(hit: &Hit<'_>) -> bool {
    let mut classes = hit.records.iter().map(|it| it.class());
    classes.any(|it| it == Class::Place || it == Class::Organisation)
}

/// Whether a stretch ends with the seat of somebody who is sent there, and so names nobody whole:
/// 甲国驻乙国 before 大使.
pub(super) fn is_cut(chars: &[char], hits: &[Hit<'_>], from: usize, to: usize) -> bool {
    let Some(at) = chars[from..to].iter().rposition(|&c| c == '驻') else {
        return false;
    };
    let seat = from + at + 1;
    let is_seat = |it: &Hit<'_>| it.from == seat && it.to == to && is_party(it);
    0 < at && (seat + 1 >= to || hits.iter().any(is_seat))
}
