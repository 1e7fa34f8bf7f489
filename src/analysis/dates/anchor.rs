//! The date of an event that the text tells elsewhere: «ChatGPT 发布前两周» counts from the dated
//! sentence that tells of the release of ChatGPT.

use super::happening::{self, Happening};
use super::line::Line;
use super::reading::Reading;
use crate::model::{DateValue, Span};
use crate::text::{Document, fold};
use std::collections::HashMap;

/// How many different events of one text are looked for.
const EVENTS: usize = 200;
/// How many dated sentences back an event without a name is looked for.
const NEAR: usize = 12;

/// The dated sentences of a document, and the events already looked for in them.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    dated: Vec<Dated>,
    known: HashMap<Happening, Option<(DateValue, Span)>>,
}

/// A date and its sentence, folded in script and width.
#[derive(Debug)]
struct Dated {
    value: DateValue,
    span: Span,
    sentence: String,
}

impl Anchors {
    /// How many dated sentences are looked at: events are told near the head of a text.
    pub(super) const SENTENCES: usize = 2000;

    /// Those of the dates that count from no event themselves.
    pub(super) fn new(
        document: &Document,
        dated: impl Iterator<Item = (DateValue, Span)>,
    ) -> Anchors {
        let told = |(value, span)| Dated {
            value,
            span,
            sentence: around(document.text(), span)
                .chars()
                .map(fold::shape)
                .collect(),
        };
        Anchors {
            dated: dated.take(Anchors::SENTENCES).map(told).collect(),
            known: HashMap::new(),
        }
    }

    /// The date of the event named beside a reading, and the words that give it.
    pub(super) fn date_of(
        &mut self,
        line: Line<'_>,
        reading: &Reading,
        span: Span,
    ) -> Option<(DateValue, Span)> {
        let event = happening::before(line, reading.from)
            .or_else(|| happening::behind(line, reading.to))?;
        if event.subject.is_empty() {
            let words: String = line.slice(reading.from, reading.to + 6).iter().collect();
            return self.last_before(&event, span, &words);
        }
        if let Some(known) = self.known.get(&event) {
            return *known;
        }
        if EVENTS < self.known.len() {
            return None;
        }
        let found = self.look_for(&event);
        self.known.insert(event, found);
        found
    }

    /// The narrowest date beside the subject and a verb of that kind; among equals the first one.
    /// What stands before a name without a border is cut off until a sentence has the rest.
    fn look_for(&self, event: &Happening) -> Option<(DateValue, Span)> {
        let mut subject = event.subject.as_str();
        loop {
            let told = self.dated.iter().filter(|it| {
                it.sentence.contains(subject)
                    && event.related().any(|verb| it.sentence.contains(verb))
            });
            if let Some(it) = told.min_by_key(|it| it.value.precision()) {
                return Some((it.value, it.span));
            }
            let cut = subject.chars().next().filter(|c| super::is_han(*c))?;
            subject = subject.strip_prefix(cut)?;
            if subject.chars().count() < 2 {
                return None;
            }
        }
    }

    /// The last event of that kind told before a place; its own sentence tells it only if it names
    /// it twice, as the words that count from it stand in it too.
    fn last_before(&self, event: &Happening, span: Span, words: &str) -> Option<(DateValue, Span)> {
        let end = self.dated.partition_point(|it| it.span.start < span.start);
        // A word may stand for more than one kind.
        let mut verbs: Vec<&str> = event.related().collect();
        verbs.sort_unstable();
        verbs.dedup();
        let is_told = |it: &&Dated| {
            let times = |verb: &&str| it.sentence.matches(*verb).count();
            let is_own = it.sentence.contains(words);
            usize::from(is_own) < verbs.iter().map(times).sum()
        };
        let told = self.dated[..end].iter().rev().take(NEAR).find(is_told)?;
        Some((told.value, told.span))
    }
}

/// The sentence that holds a span, at most so many bytes to each side.
fn around(text: &str, span: Span) -> &str {
    const REACH: usize = 300;
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '\n');
    let low = text.floor_char_boundary((span.start as usize).saturating_sub(REACH));
    let high = text.ceil_char_boundary((span.end as usize + REACH).min(text.len()));
    let before = &text[low..span.start as usize];
    let from = before
        .char_indices()
        .rev()
        .find(|&(at, c)| ends(c) || c == '.' && before[at + 1..].starts_with(' '))
        .map_or(low, |(at, c)| low + at + c.len_utf8());
    let behind = &text[span.end as usize..high];
    let to = behind.find(ends).into_iter().chain(behind.find(". ")).min();
    &text[from..to.map_or(high, |at| span.end as usize + at)]
}
