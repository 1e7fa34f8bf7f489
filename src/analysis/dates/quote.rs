//! When a quotation was spoken: «2月7日，他说：“今天……”» means the seventh of February, whenever the
//! text was published.

use super::TimeExpression;
use super::line::Line;
use super::reading::{Base, Reading, Sense, Term};
use crate::model::{Day, Precision, Span};
use crate::text::chars::Chars;

/// How many characters back a quotation may have begun.
const LONGEST: usize = 400;
/// How many characters the sentence before it has at most.
const LEAD: usize = 80;
/// In longer blocks straight quotation marks are not counted.
const LONG_BLOCK: usize = 6000;

/// Words of speaking between the date and the quotation.
const SPEECH: [&str; 22] = [
    "说",
    "称",
    "表示",
    "写道",
    "指出",
    "宣布",
    "告诉",
    "透露",
    "回忆",
    "强调",
    "发文",
    "回应",
    "坦言",
    "致辞",
    "said",
    "told",
    "wrote",
    "announced",
    "tweeted",
    "posted",
    "added",
    "declared",
];

/// The day on which the quotation around a reading was spoken, and the words that say it.
pub(super) fn spoken(
    line: Line<'_>,
    chars: &Chars,
    reading: &Reading,
    found: &[TimeExpression],
) -> Option<(Day, Span)> {
    if !is_seen_from_now(reading) {
        return None;
    }
    let opening = opening(line, reading.from)?;
    let start = sentence_start(line, opening);
    let lead = chars.span(start, opening);
    let date = found
        .iter()
        .rev()
        .take_while(|it| lead.start <= it.span.start)
        .find(|it| it.span.end <= lead.end)?;
    let value = date.value.filter(|it| it.precision() == Precision::Day)?;
    let from = chars.index_of(date.span.end);
    let speaks = (from..opening).any(|at| line.any(at, &SPEECH).is_some());
    speaks.then_some((value.first(), date.span))
}

/// Whether the words count from the day of speaking.
fn is_seen_from_now(reading: &Reading) -> bool {
    match &reading.sense {
        Sense::Chain(chain) | Sense::Range(chain, _) => matches!(
            chain.terms.first(),
            Some(
                Term::DayFromNow(_)
                    | Term::WeekFromNow(_)
                    | Term::MonthFromNow(_)
                    | Term::QuarterFromNow(_)
                    | Term::YearFromNow(_)
                    | Term::Near(..)
            )
        ),
        Sense::Shift { base, .. } => *base == Base::Now,
        Sense::Units(..) | Sense::Window { .. } => true,
    }
}

/// The opening mark of the quotation that holds an index.
fn opening(line: Line<'_>, at: usize) -> Option<usize> {
    let mut closed = 0;
    for place in (at.saturating_sub(LONGEST)..at).rev() {
        match line.at(place) {
            '”' | '」' => closed += 1,
            '“' | '「' if closed == 0 => return Some(place),
            '“' | '「' => closed -= 1,
            _ => {}
        }
    }
    let head = line.slice(0, at);
    let is_mark = |c: &&char| **c == '"';
    let is_inside = head.len() < LONG_BLOCK && head.iter().filter(is_mark).count() % 2 == 1;
    is_inside.then(|| head.iter().rposition(|&c| c == '"'))?
}

/// Where the sentence that leads to a quotation begins.
fn sentence_start(line: Line<'_>, opening: usize) -> usize {
    let low = opening.saturating_sub(LEAD);
    let ends = |at: usize| match line.at(at) {
        '。' | '!' | '?' | '\n' | '”' => true,
        '.' => line.at(at + 1) == ' ' && line.before(at).is_ascii_lowercase(),
        _ => false,
    };
    (low..opening)
        .rev()
        .find(|&at| ends(at))
        .map_or(low, |at| at + 1)
}
