//! Walks through a document and resolves its readings, with the date in force.

use super::TimeExpression;
use super::anchor::Anchors;
use super::context::{Context, Story, Tense, goes_back, tense};
use super::line::Line;
use super::place::{
    ends_between, is_alone, is_beside, is_compared, is_event, is_festival, is_lunar, is_said_again,
    is_story_word, leads, leaves_open, looks_back, sets_story,
};
use super::quote::spoken;
use super::reading::{Base, Bound, Reading, Sense, Term};
use super::resolve::resolve;
use super::scan::scan;
use crate::analysis::Wanted;
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

/// The time expressions of a document, resolved, `most` or little more of them; and the number of the
/// last block that was read, if there were more. `None` if they are no longer wanted.
pub(super) fn walk(
    document: &Document,
    reference: Option<Reference>,
    most: usize,
    is_wanted: Wanted<'_>,
) -> Option<(Vec<TimeExpression>, Option<u32>)> {
    let is_small = document.passages().nth(1).is_none();
    let kept = if is_small {
        Some(scanned(document, document.blocks(), is_wanted)?)
    } else {
        None
    };
    let resolve_all = |anchors| {
        let mut walker = Walker::new(document, reference, anchors);
        walker.all(kept.as_deref(), most, is_wanted)?;
        Some(walker)
    };
    let first = resolve_all(Anchors::default())?;
    if !first.has_event {
        return Some((first.found, first.until));
    }
    // Events may be dated behind the words that count from them: a second walk knows them all.
    let anchors = Anchors::new(document, first.dated.into_iter());
    drop(first.found);
    let second = resolve_all(anchors)?;
    Some((second.found, second.until))
}

/// The readings of the blocks that have some.
fn scanned(document: &Document, blocks: &[Block], is_wanted: Wanted<'_>) -> Option<Vec<Found>> {
    let month_first = document.language() == Language::English;
    let texts = blocks.par_iter().filter(|it| it.kind != BlockKind::Code);
    let scan = |&block: &Block| {
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
    };
    // Nothing for a block without readings; an end for one that is not wanted.
    let each = texts.filter_map(|it| {
        if is_wanted() {
            scan(it).map(Some)
        } else {
            Some(None)
        }
    });
    each.collect()
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
    /// The number of the last block with readings.
    last_block: u32,
    /// Whether anything counts from an event that the text tells elsewhere.
    has_event: bool,
    /// The dates that count from no such event, as far as anybody will look for it.
    dated: Vec<(DateValue, Span)>,
    /// The number of the block behind which no more are looked for.
    until: Option<u32>,
    found: Vec<TimeExpression>,
}

impl<'a> Walker<'a> {
    fn new(document: &'a Document, reference: Option<Reference>, anchors: Anchors) -> Walker<'a> {
        Walker {
            document,
            reference,
            anchors,
            story: None,
            day: None,
            sentence: 0,
            last_block: 0,
            has_event: false,
            dated: Vec::new(),
            until: None,
            found: Vec::new(),
        }
    }

    /// Walks through all blocks until `most` are found; `kept` holds the blocks scanned, if they are few.
    /// `None` if they are no longer wanted.
    fn all(&mut self, kept: Option<&[Found]>, most: usize, is_wanted: Wanted<'_>) -> Option<()> {
        if let Some(kept) = kept {
            return self.some(kept, most, is_wanted);
        }
        for blocks in self.document.passages() {
            let scanned = scanned(self.document, blocks, is_wanted)?;
            self.some(&scanned, most, is_wanted)?;
            if self.until.is_some() {
                break;
            }
        }
        Some(())
    }

    /// The same through some of them.
    fn some(&mut self, blocks: &[Found], most: usize, is_wanted: Wanted<'_>) -> Option<()> {
        for it in blocks {
            is_wanted().then_some(())?;
            self.block(it);
            if most <= self.found.len() {
                self.until = Some(it.block.number);
                break;
            }
        }
        Some(())
    }

    /// Resolves the readings of a block.
    fn block(&mut self, it: &Found) {
        // Blocks without dates between two count as a sentence each.
        self.sentence += (it.block.number - self.last_block) as usize;
        self.last_block = it.block.number;
        let line = Line {
            chars: &it.chars.folded,
            month_first: false,
        };
        let is_clutter = it.block.kind == BlockKind::Clutter;
        let mut at = 0;
        for (idx, reading) in it.readings.iter().enumerate() {
            self.sentence += ends_between(line, at, reading.from);
            let span = it.chars.span(reading.from, reading.to);
            let context = self.context(line, &it.chars, reading, at);
            let is_on_event = is_on_event(reading);
            let event = is_on_event
                .then(|| self.anchors.date_of(line, reading, span))
                .flatten();
            // 2月5日至9日这周: the week of that date.
            let points_back = 0 < at && at == reading.from && line.at(at) == '这';
            let next = it.readings.get(idx + 1);
            let is_exact_next = next.is_some_and(|it| is_said_again(line, reading, it));
            let lunar = self.in_lunar(line, reading);
            let reading = lunar.as_ref().unwrap_or(reading);
            let resolved = resolve(reading, self.document.slice(span), &context, event);
            self.remember(is_on_event, resolved.value, span);
            if let Some(value) = resolved.value.filter(|_| !is_clutter && !points_back) {
                self.set_story(line, reading, span, value);
            }
            let is_dated = resolved.value.is_some() || !is_story_word(reading);
            let is_said =
                is_alone(line, reading) || is_event(reading) && !is_compared(line, reading);
            let is_same_day = self
                .found
                .last()
                .is_some_and(|it| it.value == resolved.value);
            let is_repeated = 0 < at && is_same_day && is_beside(line, at, reading);
            self.found.push(TimeExpression {
                span,
                value: resolved.value,
                basis: resolved.basis,
                is_event: is_dated
                    && is_said
                    && !is_repeated
                    && !points_back
                    && !is_exact_next
                    && !is_clutter,
            });
            at = reading.to;
        }
        self.sentence += ends_between(line, at, line.chars.len());
    }

    /// Remembers what a second walk counts from.
    fn remember(&mut self, is_on_event: bool, value: Option<DateValue>, span: Span) {
        self.has_event |= is_on_event;
        if self.dated.len() < Anchors::SENTENCES && !is_on_event {
            self.dated.extend(value.map(|it| (it, span)));
        }
    }

    /// What is known at a reading; `at` is where the reading before it ends.
    fn context(&self, line: Line<'_>, chars: &Chars, reading: &Reading, at: usize) -> Context {
        // Words that are all of a document are a question, not a story.
        let is_alone = self.document.blocks().len() == 1 && is_alone(line, reading);
        let is_open = leaves_open(reading);
        let tense = match is_open.then(|| tense(line, reading)) {
            // 5月底前 is a term to come, if nothing says that it is over.
            Some(Tense::Unknown) if reading.bound == Bound::Before && !is_festival(reading) => {
                Tense::Future
            }
            tense => tense.unwrap_or(Tense::Unknown),
        };
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
            tense,
            is_alone,
            goes_back: is_open && goes_back(line, reading, at),
        }
    }

    /// A month or day in Chinese numerals where the story counts by the lunar calendar.
    fn in_lunar(&self, line: Line<'_>, reading: &Reading) -> Option<Reading> {
        let story = self.story.filter(|it| it.is_lunar)?;
        let Sense::Chain(chain) = &reading.sense else {
            return None;
        };
        let is_month = matches!(
            chain.terms.as_slice(),
            [Term::Month(_) | Term::Day(_), ..]
                | [Term::Same(_) | Term::FromStory(..), Term::Month(_), ..]
        );
        let is_near = self.sentence - story.sentence <= REACH_OF_LUNAR;
        let words = line.slice(reading.from, reading.to);
        let is_chinese = !words.iter().any(char::is_ascii_digit);
        (is_month && is_near && is_chinese).then(|| {
            let mut chain = chain.clone();
            chain.is_lunar = true;
            let sense = Sense::Chain(chain);
            Reading {
                sense,
                ..reading.clone()
            }
        })
    }

    /// Takes over a date as the one in force, if it places the story in time.
    fn set_story(&mut self, line: Line<'_>, reading: &Reading, span: Span, value: DateValue) {
        let is_reference = self.reference.is_some_and(|it| it.span == Some(span));
        if is_reference || !sets_story(line, reading, value.precision()) {
            return;
        }
        self.story = Some(Story {
            value,
            span,
            sentence: self.sentence,
            leads: leads(line, reading.from) && !looks_back(reading),
            is_lunar: is_lunar(reading),
        });
        if value.precision() == Precision::Day {
            self.day = self.story;
        }
    }
}

/// How many sentences a date of the lunar calendar makes the months behind it lunar.
const REACH_OF_LUNAR: usize = 6;
