//! Walks through a document and resolves its readings, with the date in force.

use super::TimeExpression;
use super::anchor::Anchors;
use super::chain::is_open;
use super::context::{Context, Story, Tense, goes_back, tense};
use super::line::Line;
use super::quote::spoken;
use super::reading::{Base, Bound, Reading, Sense, Term, Unit};
use super::resolve::resolve;
use super::scan::scan;
use crate::model::{DateValue, Precision, Reference, Span};
use crate::text::chars::Chars;
use crate::text::{Block, BlockKind, Document, Language};
use rayon::prelude::*;

/// The readings of one block.
pub(super) struct Found {
    pub(super) block: Block,
    pub(super) chars: Chars,
    pub(super) readings: Vec<Reading>,
}

/// The time expressions of a document, resolved.
pub(super) fn walk(document: &Document, reference: Option<Reference>) -> Vec<TimeExpression> {
    let month_first = document.language() == Language::English;
    let blocks: Vec<Found> = document
        .blocks()
        .par_iter()
        .filter(|it| it.kind != BlockKind::Code)
        .filter_map(|&block| {
            let chars = Chars::new(document.slice(block.span), block.span.start);
            let line = Line {
                chars: &chars.folded,
                month_first,
            };
            let readings = scan(line);
            (!readings.is_empty()).then_some(Found {
                block,
                chars,
                readings,
            })
        })
        .collect();
    let found = resolve_all(document, &blocks, reference, Anchors::default());
    let has_event = blocks.iter().flat_map(|it| &it.readings).any(is_on_event);
    if !has_event {
        return found;
    }
    // Events may be dated behind the words that count from them: a second walk knows them all.
    let is_counted: Vec<bool> = blocks
        .iter()
        .flat_map(|it| &it.readings)
        .map(is_on_event)
        .collect();
    let dated = found
        .into_iter()
        .zip(is_counted)
        .filter(|(_, is_counted)| !is_counted)
        .filter_map(|(it, _)| Some((it.value?, it.span)));
    resolve_all(document, &blocks, reference, Anchors::new(document, dated))
}

fn is_on_event(reading: &Reading) -> bool {
    matches!(
        reading.sense,
        Sense::Shift {
            base: Base::Event,
            ..
        }
    )
}

fn resolve_all(
    document: &Document,
    blocks: &[Found],
    reference: Option<Reference>,
    anchors: Anchors,
) -> Vec<TimeExpression> {
    let mut walker = Walker {
        document,
        reference,
        anchors,
        story: None,
        day: None,
        sentence: 0,
        found: Vec::new(),
    };
    let mut last_block = 0;
    for it in blocks {
        // Blocks without dates between two count as a sentence each.
        walker.sentence += (it.block.number - last_block) as usize;
        last_block = it.block.number;
        walker.block(it);
    }
    walker.found
}

/// Where the walk is, and what it has found.
struct Walker<'a> {
    document: &'a Document,
    reference: Option<Reference>,
    anchors: Anchors,
    story: Option<Story>,
    /// The last date in force that was a day.
    day: Option<Story>,
    /// The number of the present sentence.
    sentence: usize,
    found: Vec<TimeExpression>,
}

impl Walker<'_> {
    /// Resolves the readings of a block.
    fn block(&mut self, it: &Found) {
        let line = Line {
            chars: &it.chars.folded,
            month_first: false,
        };
        let is_clutter = it.block.kind == BlockKind::Clutter;
        let mut at = 0;
        for reading in &it.readings {
            self.sentence += ends_between(line, at, reading.from);
            let span = it.chars.span(reading.from, reading.to);
            let context = self.context(line, &it.chars, reading, at);
            let event = is_on_event(reading)
                .then(|| self.anchors.date_of(line, reading, span))
                .flatten();
            let resolved = resolve(reading, self.document.slice(span), &context, event);
            if let Some(value) = resolved.value.filter(|_| !is_clutter) {
                self.set_story(line, reading, span, value);
            }
            let is_dated = resolved.value.is_some() || !is_story_word(reading);
            let is_said = is_alone(line, reading) || is_event(reading);
            let is_same_day = self
                .found
                .last()
                .is_some_and(|it| it.value == resolved.value);
            let is_repeated = 0 < at && is_same_day && is_beside(line, at, reading);
            self.found.push(TimeExpression {
                span,
                value: resolved.value,
                basis: resolved.basis,
                is_event: is_dated && is_said && !is_repeated && !is_clutter,
            });
            at = reading.to;
        }
        self.sentence += ends_between(line, at, line.chars.len());
    }

    /// What is known at a reading; `at` is where the reading before it ends.
    fn context(&self, line: Line<'_>, chars: &Chars, reading: &Reading, at: usize) -> Context {
        // Words that are all of a document are a question, not a story.
        let is_alone = self.document.blocks().len() == 1 && is_alone(line, reading);
        let is_open = leaves_open(reading);
        let spoken = spoken(line, chars, reading, &self.found);
        let published = self.reference.map(|it| (it.day, it.span));
        let seen_from = spoken.map(|(day, span)| (day, Some(span))).or(published);
        Context {
            reference: seen_from.map(|it| it.0),
            reference_span: seen_from.and_then(|it| it.1),
            is_quoted: spoken.is_some(),
            story: self.story,
            day: self.day,
            sentence: self.sentence,
            tense: if is_open {
                tense(line, reading)
            } else {
                Tense::Unknown
            },
            is_alone,
            goes_back: is_open && goes_back(line, reading, at),
        }
    }

    /// Takes over a date as the one in force, if it places the story in time.
    fn set_story(&mut self, line: Line<'_>, reading: &Reading, span: Span, value: DateValue) {
        let is_reference = self.reference.is_some_and(|it| it.span == Some(span));
        if is_reference || !sets_story(reading, value.precision()) {
            return;
        }
        self.story = Some(Story {
            value,
            span,
            sentence: self.sentence,
            leads: leads(line, reading.from) && !looks_back(reading),
        });
        if value.precision() == Precision::Day {
            self.day = self.story;
        }
    }
}

/// Whether the expression counts back: 四年前 is no place that a story goes on from.
fn looks_back(reading: &Reading) -> bool {
    matches!(reading.sense, Sense::Shift { forward: false, .. })
}

/// Whether the words name the date in force: without one they date nothing.
fn is_story_word(reading: &Reading) -> bool {
    match &reading.sense {
        Sense::Chain(chain) => {
            matches!(
                chain.terms.first(),
                Some(Term::Same(_) | Term::FromStory(..))
            )
        }
        Sense::Range(..) | Sense::Shift { .. } | Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// Whether the words leave the year, month or week open.
pub(super) fn leaves_open(reading: &Reading) -> bool {
    match &reading.sense {
        Sense::Chain(chain) | Sense::Range(chain, _) => chain.terms.first().is_some_and(is_open),
        Sense::Shift { .. } | Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// How many sentences end between two places.
fn ends_between(line: Line<'_>, from: usize, to: usize) -> usize {
    (from..to)
        .filter(|&at| match line.at(at) {
            '。' | '！' | '？' | '!' | '?' | '；' => true,
            '.' => line.at(at + 1) == ' ',
            _ => false,
        })
        .count()
}

/// Whether a weekday stands right behind the date of its day: 11月17日，星期五.
fn is_beside(line: Line<'_>, behind: usize, reading: &Reading) -> bool {
    let is_weekday = matches!(
        &reading.sense,
        Sense::Chain(chain) if matches!(chain.terms.as_slice(), [Term::Weekday(_)])
    );
    let between = line.slice(behind, reading.from);
    is_weekday && between.iter().all(|c| "，, （(、".contains(*c))
}

/// Whether the block says nothing else.
fn is_alone(line: Line<'_>, reading: &Reading) -> bool {
    let is_silent =
        |from: usize, to: usize| line.slice(from, to).iter().all(|c| !c.is_alphanumeric());
    let prefix = line.slice(0, reading.from);
    let is_prefix = prefix.len() <= 1 && prefix.iter().all(|&c| "从自在到至于".contains(c));
    (is_silent(0, reading.from) || is_prefix) && is_silent(reading.to, line.chars.len())
}

/// Whether the story is placed in time by this expression.
fn sets_story(reading: &Reading, precision: Precision) -> bool {
    let is_bound = reading.bound != Bound::Itself;
    let is_wide = matches!(precision, Precision::Decade | Precision::Century);
    match &reading.sense {
        Sense::Chain(chain) => {
            let is_festival = matches!(chain.terms.as_slice(), [Term::Festival(_)]);
            !is_bound && !is_wide && !is_festival
        }
        Sense::Shift { amount, .. } => amount.low == amount.high && !is_wide,
        Sense::Range(..) | Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// Whether only small words stand between the beginning of the clause and the expression.
fn leads(line: Line<'_>, from: usize) -> bool {
    let mut at = from;
    while 0 < at && from < at + 6 {
        let c = line.before(at);
        if c == ' ' {
            at -= 1;
            continue;
        }
        if "，。！？；：、“”「」『』（）()\n,.!?;:".contains(c) {
            return true;
        }
        if !"在于到了至自从早而但当直截".contains(c) {
            return false;
        }
        at -= 1;
    }
    at == 0
}

/// Whether the expression dates something that happens.
fn is_event(reading: &Reading) -> bool {
    match &reading.sense {
        Sense::Chain(_) | Sense::Range(..) => true,
        Sense::Shift { amount, .. } => {
            let is_vague = amount.low != amount.high && amount.unit != Unit::Year;
            !is_vague && (amount.low == amount.high || 10 <= amount.low)
        }
        Sense::Units(..) | Sense::Window { .. } => false,
    }
}
