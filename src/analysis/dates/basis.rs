//! The steps that lead to a value, in words.

use super::context::Context;
use super::place::leaves_open;
use super::reading::{Amount, Base, Reading, Sense, Term, Unit};
use super::resolve::Found;
use crate::model::{DateValue, Origin, OriginOf, Span};

/// The date that an expression is counted from: the publication, an event of the text, or the date
/// in force, with the words that say it.
pub(super) fn origin(
    from: (DateValue, Option<Span>),
    context: &Context,
    event: Option<(DateValue, Span)>,
) -> Origin {
    let (value, span) = from;
    let is_event = event.is_some_and(|it| Some(it.1) == span);
    let is_now = context.reference == Some(value.first()) && span == context.reference_span;
    let what = if is_event {
        OriginOf::Event
    } else if is_now && context.is_quoted {
        OriginOf::Spoken
    } else if is_now {
        OriginOf::Published
    } else if span.is_some() {
        OriginOf::Story
    } else {
        OriginOf::Named
    };
    Origin { what, value, span }
}

/// The words and what they come to: 两周后 = 2023-02-07 + 2 weeks = 2023-02-21.
pub(super) fn result(reading: &Reading, words: &str, found: &Found, value: DateValue) -> String {
    let mut text = format!("{words} = ");
    if let (
        Sense::Shift {
            amount, forward, ..
        },
        Some((from, _)),
    ) = (&reading.sense, found.from)
    {
        let sign = if *forward { '+' } else { '-' };
        let counted = [from.edtf(), format!(" {sign} {} = ", length(*amount))];
        text.extend(counted);
    }
    text += &value.edtf();
    text
}

/// Why an expression has no value.
pub(super) fn nowhere(reading: &Reading, words: &str, context: &Context) -> String {
    let is_story = matches!(
        &reading.sense,
        Sense::Chain(chain) if matches!(chain.terms.first(), Some(Term::Same(_) | Term::FromStory(..)))
    );
    let is_event = matches!(
        &reading.sense,
        Sense::Shift {
            base: Base::Event,
            ..
        }
    );
    let why = if is_event {
        "the event to count from is dated nowhere in the text"
    } else if is_story {
        "no date in force to count from"
    } else if context.reference.is_none() && leaves_open(reading) {
        "no year is said, nor a publication date to take it from"
    } else if context.reference.is_none() && !says_year(reading) {
        "no publication date to count from"
    } else {
        "no such day in the calendar"
    };
    format!("{words}: {why}")
}

/// Whether the words name their year or century.
fn says_year(reading: &Reading) -> bool {
    match &reading.sense {
        Sense::Chain(chain) | Sense::Range(chain, _) => matches!(
            chain.terms.first(),
            Some(Term::Year(_) | Term::Fiscal(_) | Term::Decade(_) | Term::Century(_))
        ),
        Sense::Shift { .. } | Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// 14 days, 2.5 years, 10 to 20 years.
fn length(amount: Amount) -> String {
    let unit = match amount.unit {
        Unit::Day => "day",
        Unit::Workday => "working day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    };
    let half = if amount.half { ".5" } else { "" };
    if amount.low != amount.high {
        return format!("{} to {} {unit}s", amount.low, amount.high);
    }
    let plural = if amount.low == 1 && !amount.half {
        ""
    } else {
        "s"
    };
    format!("{}{half} {unit}{plural}", amount.low)
}
