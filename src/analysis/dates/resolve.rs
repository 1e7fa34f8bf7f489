//! From a reading and its context to a value and the steps that lead to it.

use super::basis;
use super::calendar::add_days;
use super::chain::resolve_chain;
use super::context::Context;
use super::cycle::{after, before};
use super::length::{shift, units, window};
use super::reading::{Base, Bound, Chain, Reading, Sense, Term};
use crate::model::{Basis, DateValue, Day, Open, Precision, Span};

/// A value and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub(super) value: Option<DateValue>,
    pub(super) basis: Basis,
}

/// A value, and the words and the value that it was counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) value: DateValue,
    pub(super) from: Option<(DateValue, Option<Span>)>,
}

impl Found {
    /// A value that needs no other.
    pub(super) fn plain(value: DateValue) -> Found {
        Found { value, from: None }
    }
}

/// Resolves a reading, whose words are only for the steps; `event` is the date of the event that the words before it name.
pub(super) fn resolve(
    reading: &Reading,
    words: &str,
    context: &Context,
    event: Option<(DateValue, Span)>,
) -> Resolved {
    let counted = |from: Option<(DateValue, Option<Span>)>,
                   count: &dyn Fn(DateValue) -> Option<DateValue>| {
        let from = from?;
        Some(Found {
            value: count(from.0)?,
            from: Some(from),
        })
    };
    let found = match &reading.sense {
        Sense::Chain(chain) => resolve_chain(chain, context),
        Sense::Range(from, to) => resolve_range(from, to, context),
        Sense::Shift {
            amount,
            forward,
            base,
        } => counted(base_of(base, *forward, context, event), &|from| {
            let value = shift(from, *amount, *forward)?;
            let is_rough = *base == Base::Event;
            Some(if is_rough { value.about() } else { value })
        }),
        Sense::Units(count, unit) => {
            counted(context.now(), &|from| units(from.first(), *count, *unit))
        }
        Sense::Window {
            amount,
            forward,
            with_today,
        } => counted(context.now(), &|from| {
            window(from.first(), *amount, *forward, *with_today)
        }),
    };
    finish(reading, words, context, event, found)
}

/// The date that a length of time is counted from, and the words that give it.
fn base_of(
    base: &Base,
    forward: bool,
    context: &Context,
    event: Option<(DateValue, Span)>,
) -> Option<(DateValue, Option<Span>)> {
    match base {
        Base::Chain(chain) => resolve_chain(chain, context).map(|it| (it.value, None)),
        // Counted from anything else it would be a false date.
        Base::Event => event.map(|(value, span)| (value, Some(span))),
        Base::Now => context.now(),
        Base::Story => context.onward(),
        Base::Context if forward => context.onward(),
        Base::Context => ago(context),
    }
}

/// Three days ago counts from the date in force if that was set in the same sentence.
fn ago(context: &Context) -> Option<(DateValue, Option<Span>)> {
    match context.story_in_reach() {
        Some(story) if story.sentence == context.sentence && story.leads => {
            Some((story.value, Some(story.span)))
        }
        _ => context.now().or_else(|| context.here()),
    }
}

/// Applies what stands behind the expression, and writes down the steps.
fn finish(
    reading: &Reading,
    words: &str,
    context: &Context,
    event: Option<(DateValue, Span)>,
    found: Option<Found>,
) -> Resolved {
    let Some(found) = found else {
        return Resolved {
            value: None,
            basis: basis::nowhere(reading, words, context).into(),
        };
    };
    let bounded = bound(reading, context, found.value);
    let value = bounded.unwrap_or(found.value);
    let value = if reading.about { value.about() } else { value };
    let origin = found.from.map(|from| basis::origin(from, context, event));
    let told = basis::result(reading, words, &found, value).into();
    Resolved {
        value: Some(value),
        basis: Basis { origin, told },
    }
}

/// What the word behind an expression makes of its value.
fn bound(reading: &Reading, context: &Context, value: DateValue) -> Option<DateValue> {
    let is_festival = matches!(
        &reading.sense,
        Sense::Chain(chain) if matches!(chain.terms.last(), Some(Term::Festival(_)))
    );
    let reference = context.reference;
    let is_range = matches!(reading.sense, Sense::Range(..));
    match reading.bound {
        // 5月至6月前: the range says both ends.
        Bound::Before | Bound::After if is_range => None,
        Bound::Itself => None,
        Bound::UntilNow => Some(match reference.filter(|&it| value.first() <= it) {
            Some(now) => DateValue::new(value.first(), now, Precision::Interval)?,
            None => edge(value, value.first())?.open(Open::After),
        }),
        Bound::Before if is_festival => {
            let last = add_days(value.first(), -1)?;
            let week = DateValue::new(add_days(last, -6)?, last, Precision::Interval)?;
            Some(week.about())
        }
        Bound::After if is_festival => {
            let first = add_days(value.last(), 1)?;
            let week = DateValue::new(first, add_days(first, 6)?, Precision::Interval)?;
            Some(week.about())
        }
        Bound::Before => Some(match reference.filter(|&it| it < value.last()) {
            Some(now) => DateValue::new(
                now.min(value.first()).max(now),
                value.last(),
                Precision::Interval,
            )?,
            None => edge(value, value.last())?.open(Open::Before),
        }),
        // 12月底起: when it began is all that can be written.
        Bound::After if value.precision() == Precision::Interval => None,
        Bound::After => Some(value.open(Open::After)),
    }
}

/// What an open end is written with: the period itself, or the outer day of one without a name.
fn edge(value: DateValue, day: Day) -> Option<DateValue> {
    if value.precision() != Precision::Interval {
        return Some(value);
    }
    let edge = DateValue::unit(day, Precision::Day)?;
    Some(if value.is_certain() {
        edge
    } else {
        edge.about()
    })
}

/// From one chain to another.
fn resolve_range(from: &Chain, to: &Chain, context: &Context) -> Option<Found> {
    let first = resolve_chain(from, context)?;
    let second = after(to, first.value, context)?;
    // 3月到2020年5月: the first end takes the year of the second.
    let start = match before(from, to, second, context) {
        Some(start) => start,
        None => first.value,
    };
    let value = DateValue::new(start.first(), second.last(), Precision::Interval)?;
    Some(Found {
        value,
        from: first.from,
    })
}
