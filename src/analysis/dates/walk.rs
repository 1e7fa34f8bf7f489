//! Walks through a document and resolves its readings, with the date in force.

use super::TimeExpression;
use super::anchor::Anchors;
use super::chain::is_open;
use super::context::{Context, Story, Tense, goes_back, tense};
use super::line::Line;
use super::reading::{Base, Bound, Reading, Sense, Term, Unit};
use super::resolve::resolve;
use super::scan::scan;
use crate::model::{Precision, Reference};
use crate::text::chars::Chars;
use crate::text::{Block, BlockKind, Document, Language};

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
        .iter()
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
    mut anchors: Anchors<'_>,
) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut story: Option<Story> = None;
    let mut day: Option<Story> = None;
    let mut sentence = 0;
    let mut last_block = 0;
    for it in blocks {
        // Blocks without dates between two count as a sentence each.
        sentence += (it.block.number - last_block) as usize;
        last_block = it.block.number;
        let line = Line {
            chars: &it.chars.folded,
            month_first: false,
        };
        let mut at = 0;
        for reading in &it.readings {
            sentence += ends_between(line, at, reading.from);
            let span = it.chars.span(reading.from, reading.to);
            let is_alone = is_alone(line, reading);
            let context = Context {
                reference: reference.map(|it| it.day),
                reference_span: reference.and_then(|it| it.span),
                story: story.filter(|it| !is_alone || it.sentence == sentence),
                day,
                sentence,
                tense: if leaves_open(reading) {
                    tense(line, reading)
                } else {
                    Tense::Unknown
                },
                is_alone,
                goes_back: leaves_open(reading) && goes_back(line, reading, at),
            };
            let event = is_on_event(reading)
                .then(|| anchors.date_of(line, reading))
                .flatten();
            let resolved = resolve(reading, document.slice(span), &context, event);
            let is_undated = resolved.value.is_none();
            if let Some(value) = resolved.value
                && it.block.kind != BlockKind::Clutter
                && sets_story(reading, value.precision())
            {
                story = Some(Story {
                    value,
                    span,
                    sentence,
                    leads: leads(line, reading.from) && !looks_back(reading),
                });
                if value.precision() == Precision::Day {
                    day = story;
                }
            }
            found.push(TimeExpression {
                span,
                value: resolved.value,
                basis: resolved.basis,
                is_event: it.block.kind != BlockKind::Clutter
                    && (is_alone || is_event(reading))
                    && !(is_undated && is_story_word(reading)),
            });
            at = reading.to;
        }
        sentence += ends_between(line, at, line.chars.len());
    }
    found
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
fn leaves_open(reading: &Reading) -> bool {
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
