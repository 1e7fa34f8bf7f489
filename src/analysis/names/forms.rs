//! The different forms that the candidates of a document have, with the evidence for each.

use super::candidate::{Candidate, EntryKey, Reading};
use crate::model::{Kind, Rule, Why};
use crate::text::{Document, fold};
use std::collections::HashMap;

/// How much more a place counts that the words around it say to be one than one that the tagger sees.
const SAID: f32 = 2.0;

/// One surface form and all that speaks for what it is.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Folded in script, width and case, with single blanks.
    pub(super) key: String,
    /// As it stands at its first place.
    pub(super) text: String,
    /// The kind with the most evidence.
    pub(super) kind: Kind,
    /// The entry of the lexicon it means most often.
    pub(super) entry: Option<EntryKey>,
    /// How likely it is a name of that kind, 0 to 1.
    pub(super) strength: f32,
    /// How many candidates have it.
    pub(super) count: usize,
}

/// The number of a form, if there is one, in half the room of an `Option`: a long text has a million.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormNumber(u32);

impl FormNumber {
    const NONE: FormNumber = FormNumber(u32::MAX);

    /// The number.
    pub(super) fn get(self) -> Option<u32> {
        (self.0 != u32::MAX).then_some(self.0)
    }
}

/// The evidence for one form, added up.
#[derive(Debug, Default)]
struct Tally {
    text: String,
    /// Strengths by kind, as [`Kind`] orders them.
    kinds: [f32; 3],
    /// The strongest single piece of evidence by kind.
    best: [f32; 3],
    entries: HashMap<EntryKey, (Kind, usize)>,
    /// Strength of the readings as a product or place.
    other: f32,
    /// The same for things that are called after somebody: 察合台汗国 says nothing against 察合台.
    called_after: f32,
    count: usize,
}

/// The form's text as it is compared: folded, blanks of any length as one.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().map(fold::full) {
        if !(c.is_whitespace() && key.ends_with(' ')) {
            key.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    key
}

/// The forms of the names among the candidates, by first place, and the number of the form of each
/// candidate; none for products and places, and for forms that are such more often than names.
pub(super) fn collect(document: &Document, found: &[Candidate]) -> (Vec<Form>, Vec<FormNumber>) {
    let mut index: HashMap<String, u32> = HashMap::new();
    let mut tallies: Vec<(String, Tally)> = Vec::new();
    let mut places = Vec::with_capacity(found.len());
    for candidate in found {
        let text = document.slice(candidate.span);
        let key = key(text);
        let idx = *index.entry(key).or_insert_with_key(|key| {
            tallies.push((
                key.clone(),
                Tally {
                    text: text.to_owned(),
                    ..Tally::default()
                },
            ));
            number(tallies.len() - 1)
        });
        tallies[idx as usize].1.add(candidate);
        places.push(FormNumber(idx));
    }
    // Forms keep their order; those that are no names leave gaps that `renumber` closes.
    let mut forms = Vec::new();
    let mut renumber = Vec::with_capacity(tallies.len());
    for (key, tally) in tallies {
        let form = tally.decide(key);
        renumber.push(if form.is_some() {
            FormNumber(number(forms.len()))
        } else {
            FormNumber::NONE
        });
        forms.extend(form);
    }
    let is_name = |it: &Candidate| matches!(it.reading, Reading::Name(_));
    for (it, place) in found.iter().zip(&mut places) {
        *place = if is_name(it) {
            renumber[place.0 as usize]
        } else {
            FormNumber::NONE
        };
    }
    (forms, places)
}

/// An index in half the room: forms are fewer than bytes, which 32 bits count.
fn number(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than bytes")
}

impl Tally {
    fn add(&mut self, it: &Candidate) {
        match it.reading {
            Reading::Place if matches!(it.why, Why::Rule(_)) => self.other += SAID * it.strength,
            Reading::Other if matches!(it.why, Why::Rule(Rule::Neighbors)) => {
                self.called_after += it.strength;
            }
            Reading::Other | Reading::Place => self.other += it.strength,
            Reading::Name(kind) => {
                self.count += 1;
                self.kinds[kind as usize] += it.strength;
                let best = &mut self.best[kind as usize];
                *best = best.max(it.strength);
                if let Some(entry) = it.entry {
                    self.entries.entry(entry).or_insert((kind, 0)).1 += 1;
                }
            }
        }
    }

    /// What the form is, if it is a name at all.
    fn decide(self, key: String) -> Option<Form> {
        // The entry that most candidates mean; of two as frequent the first of the list.
        let entry = self
            .entries
            .iter()
            .max_by_key(|(key, (_, n))| (*n, std::cmp::Reverse(**key)));
        let by_evidence = [Kind::Company, Kind::Organisation, Kind::Person]
            .into_iter()
            .max_by(|&a, &b| self.kinds[a as usize].total_cmp(&self.kinds[b as usize]))?;
        let kind = entry.map_or(by_evidence, |(_, (kind, _))| *kind);
        let called_after = entry.map_or(self.called_after, |_| 0.0);
        if self.count == 0 || self.kinds[kind as usize] <= self.other + called_after {
            return None;
        }
        Some(Form {
            key,
            text: self.text,
            kind,
            entry: entry.map(|(key, _)| *key),
            strength: self.best[kind as usize],
            count: self.count,
        })
    }
}
