//! A form that is sure somewhere is found everywhere in the document.

use super::candidate::{Candidate, Reading};
use super::forms::{Form, key};
use super::neighbors::no_person;
use super::short::{first_word, short_forms};
use crate::analysis::Wanted;
use crate::analysis::limit::Limits;
use crate::lexicon::index::Index;
use crate::lexicon::words;
use crate::model::{Kind, Rule, Why};
use crate::text::chars::{Chars, is_han, is_latin};
use crate::text::{BlockKind, Document, fold};
use std::collections::{HashMap, HashSet};

/// A form must be this likely a name to be looked for elsewhere.
const SURE: f32 = 0.7;

/// A document with more forms than this is no article; the first ones are looked for.
const MAX_FORMS: usize = 50_000;

/// Adds the places of sure forms at which no candidate stands. `found` is sorted by span, without
/// overlap, and stays so; it grows to `limits` at most. `None` if they are no longer wanted.
pub(super) fn spread(
    document: &Document,
    forms: &[Form],
    found: &mut Vec<Candidate>,
    limits: Limits,
    is_wanted: Wanted<'_>,
) -> Option<()> {
    let wanted = wanted(forms);
    let mut keys: Vec<String> = wanted.keys().cloned().collect();
    keys.sort_unstable();
    let index = Index::new(&keys);
    let mut added = Vec::new();
    for block in document
        .blocks()
        .iter()
        .filter(|it| it.kind != BlockKind::Code)
    {
        is_wanted().then_some(())?;
        if limits.mentions <= found.len() + added.len() {
            break;
        }
        let chars = Chars::new(document.slice(block.span), block.span.start);
        each_longest(&chars, &index, &keys, |from, to, key| {
            let span = chars.span(from, to);
            let at = found.partition_point(|it| it.span.end <= span.start);
            let is_taken = found.get(at).is_some_and(|it| it.span.overlaps(span));
            let (kind, original) = &wanted[key];
            if !is_taken && has_its_case(original, &chars, from, to) {
                added.push(candidate(&chars, from, to, *kind));
            }
        });
    }
    let passed = passed_over(document, forms, &added);
    found.extend(added);
    drop_people(document, found, &passed);
    // In place: no two have the same span, and a copy would be the most that the analysis ever holds.
    found.sort_unstable_by_key(|it| it.span);
    Some(())
}

/// Calls `each` with the place of the longest key that begins at each word or Han character behind the
/// key before it.
fn each_longest(
    chars: &Chars,
    index: &Index,
    keys: &[String],
    mut each: impl FnMut(usize, usize, &str),
) {
    let small: Vec<char> = chars.folded.iter().map(|&c| fold::small(c)).collect();
    let mut from = 0;
    while from < small.len() {
        let mut longest = None;
        if chars.parts_words(from) {
            let key = |idx: usize| keys[idx].as_str();
            index.at(
                &small[from..],
                key,
                |c| c,
                |idx, length| {
                    longest = Some((idx, from + length))
                        .filter(|it| chars.parts_words(it.1))
                        .or(longest);
                },
            );
        }
        if let Some((idx, to)) = longest {
            each(from, to, &keys[idx]);
        }
        from = longest.map_or(from + 1, |it| it.1);
    }
}

/// Drops the people of these forms.
fn drop_people(document: &Document, found: &mut Vec<Candidate>, forms: &HashSet<String>) {
    let is_person = |it: &Candidate| it.reading == Reading::Name(Kind::Person);
    if !forms.is_empty() {
        found.retain(|it| !is_person(it) || !forms.contains(&key(document.slice(it.span))));
    }
}

/// The candidate where a sure form stands.
fn candidate(chars: &Chars, from: usize, to: usize, kind: Kind) -> Candidate {
    let span = chars.span(from, to);
    let other = no_person(&chars.folded, from, to).filter(|_| kind == Kind::Person);
    other.map_or_else(
        || Candidate::new(span, Reading::Name(kind), SURE, Why::Document),
        |it| Candidate::new(span, it, SURE, Why::Rule(Rule::Neighbors)),
    )
}

/// A form is a word if it is passed over this many times as often as it is taken for a name.
const OFTEN: usize = 6;

/// The forms that are people's names in a few places, and in far more nobody saw one: 雷达.
fn passed_over(document: &Document, forms: &[Form], added: &[Candidate]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for it in added {
        *counts.entry(key(document.slice(it.span))).or_default() += 1;
    }
    let is_passed = |it: &&Form| {
        let is_unknown = it.kind == Kind::Person && it.entry.is_none();
        let times = counts.get(&it.key).copied().unwrap_or_default();
        is_unknown && it.key.chars().all(is_han) && OFTEN * it.count.max(2) <= times
    };
    let passed = forms.iter().filter(is_passed);
    passed.map(|it| it.key.clone()).collect()
}

/// What stands before the name of a body at its first mention, and is left out from then on.
const SEATS: [&str; 3] = ["国务院", "中共中央", "中央"];

/// Such a body's own name has at least so many characters: 安全生产委员会.
const OWN_NAME: usize = 5;

/// The forms to look for: the sure ones, and what these are called for short, unless the short
/// form belongs to several or is a form of something else. Values: kind, and the text as written.
fn wanted(forms: &[Form]) -> HashMap<String, (Kind, String)> {
    let mut wanted = HashMap::new();
    let known: HashMap<&str, Kind> = forms.iter().map(|it| (it.key.as_str(), it.kind)).collect();
    let mut shared: HashMap<String, usize> = HashMap::new();
    let sure = || {
        forms
            .iter()
            .filter(|it| SURE <= it.strength)
            .take(MAX_FORMS)
    };
    for form in sure() {
        wanted.insert(form.key.clone(), (form.kind, form.text.clone()));
        for short in short_forms(&form.key, form.kind) {
            *shared.entry(short).or_default() += 1;
        }
    }
    for form in sure().filter(|it| it.kind == Kind::Organisation) {
        let own = SEATS.iter().find_map(|it| form.key.strip_prefix(it));
        if let Some(own) = own.filter(|it| OWN_NAME <= it.chars().count()) {
            let found = wanted.entry(own.to_owned());
            found.or_insert_with(|| (form.kind, own.to_owned()));
        }
    }
    for form in sure().filter(|it| it.kind == Kind::Company) {
        let Some(short) = first_word(&form.key) else {
            continue;
        };
        let first = form.text.split(' ').next().unwrap_or_default().to_owned();
        let is_other = known
            .get(short.as_str())
            .is_some_and(|it| *it != Kind::Company);
        if !is_other {
            wanted.entry(short).or_insert((form.kind, first));
        }
    }
    for form in sure().filter(|it| it.kind == Kind::Person) {
        let shorts = short_forms(&form.key, form.kind);
        let parts: Vec<&str> = form.text.split([' ', '·']).collect();
        for (at, short) in shorts.into_iter().take(2).enumerate() {
            // The last part, and a Latin first name; a Chinese one is too often a word.
            let part = if at == 0 { parts.last() } else { parts.first() };
            let is_taken = shared[&short] != 1 || known.contains_key(short.as_str());
            let Some(part) = part.filter(|it| !is_taken && key(it) == short) else {
                continue;
            };
            if 3 <= short.chars().count() && (at == 0 || words::is_first_name(part)) {
                wanted.insert(short, (form.kind, (*part).to_owned()));
            }
        }
    }
    wanted
}

/// Latin forms count only as they are written where they are sure, or in capitals.
fn has_its_case(original: &str, chars: &Chars, from: usize, to: usize) -> bool {
    let found = &chars.folded[from..to];
    if !found.iter().any(|&c| is_latin(c)) {
        return true;
    }
    let shape = original.chars().map(fold::shape);
    shape.eq(found.iter().copied()) || 4 <= found.len() && found.iter().all(|c| !c.is_lowercase())
}
