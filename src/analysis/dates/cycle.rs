//! Which year a month, a quarter or a festival without one belongs to.
//!
//! A writer leaves the year out when the story is in it already, or when it is the last one or the
//! next one seen from the day of writing.

use super::calendar::days_between;
use super::context::{Context, Story, Tense};
use super::reading::{Chain, Term};
use super::resolve::{Found, resolve_chain};
use crate::model::{DateValue, Day, Precision};

/// The value in the year that the context means; `at` gives it for each year.
pub(super) fn choose_year(
    context: &Context,
    at: impl Fn(i16) -> Option<DateValue>,
) -> Option<Found> {
    if let Some(story) = context.story_in_reach()
        && let Some(value) = by_story(context, story, &at)
    {
        return Some(Found {
            value,
            from: Some((story.value, Some(story.span))),
        });
    }
    let from = context.now()?;
    let value = by_reference(context, from.0.first(), &at)?;
    Some(Found {
        value,
        from: Some(from),
    })
}

/// How long before the publication a date in force still draws a month before it to itself.
const RECENT_DAYS: i32 = 550;

/// The value that goes with the date in force, `None` if none does.
fn by_story(
    context: &Context,
    story: Story,
    at: &impl Fn(i16) -> Option<DateValue>,
) -> Option<DateValue> {
    let base = story.value.first();
    let year = base.year();
    if Precision::Month < story.value.precision() && story.value.precision() != Precision::Interval
    {
        return at(year);
    }
    if context.goes_back {
        let end = story.value.last();
        return [at(year), at(year - 1)]
            .into_iter()
            .flatten()
            .find(|it| it.first() <= end);
    }
    let is_told = |it: &DateValue| {
        context.tense == Tense::Future || context.reference.is_none_or(|now| it.first() <= now)
    };
    let nearest = [at(year), at(year + 1), at(year - 1)]
        .into_iter()
        .flatten()
        .filter(is_told)
        .min_by_key(|it| days_between(base, it.first()).abs())?;
    let is_recent = context
        .reference
        .is_none_or(|now| days_between(story.value.last(), now) <= RECENT_DAYS);
    let goes_on = base <= nearest.last() || is_recent || story.sentence == context.sentence;
    goes_on.then_some(nearest)
}

/// The value that goes with the publication date.
fn by_reference(
    context: &Context,
    now: Day,
    at: &impl Fn(i16) -> Option<DateValue>,
) -> Option<DateValue> {
    let year = now.year();
    // 2月29日 has no value in most years.
    let last = |from: i16| (0..9).find_map(|back| at(from - back));
    let here = at(year);
    if context.is_alone {
        return here.or_else(|| last(year - 1));
    }
    match context.tense {
        Tense::Future => [here, at(year + 1)]
            .into_iter()
            .flatten()
            .find(|it| now <= it.last())
            .or(here)
            .or_else(|| last(year)),
        Tense::Past => here
            .filter(|it| it.first() <= now)
            .or_else(|| last(year - 1)),
        Tense::Unknown => {
            let before = last(year - 1);
            match (here, before) {
                (Some(here), Some(before)) if now < here.first() => {
                    let ahead = days_between(now, here.first());
                    let behind = days_between(before.last(), now);
                    Some(if ahead <= behind { here } else { before })
                }
                (Some(here), _) => Some(here),
                (None, before) => before,
            }
        }
    }
}

/// Whether the first term of a chain leaves the year open.
fn is_cyclic(chain: &Chain) -> bool {
    matches!(
        chain.terms.first(),
        Some(
            Term::Month(_)
                | Term::Quarter(_)
                | Term::Half(_)
                | Term::Season(_)
                | Term::Festival(_)
                | Term::LunarMonth(_)
                | Term::Day(_)
                | Term::Weekday(_)
        )
    )
}

/// A chain with a year put before it.
fn with_year(chain: &Chain, year: i16) -> Chain {
    let mut terms = vec![Term::Year(year)];
    terms.extend(&chain.terms);
    Chain {
        terms,
        is_lunar: chain.is_lunar,
    }
}

/// The value of the second end of a range: the first one not before the first end.
pub(super) fn after(chain: &Chain, first: DateValue, context: &Context) -> Option<DateValue> {
    match chain.terms.first() {
        Some(&Term::Weekday(weekday)) => {
            let day = super::length::ahead(first.last(), weekday)?;
            return super::calendar::day_value(day);
        }
        Some(Term::Day(_)) => {
            let month = super::calendar::month_from(first.first(), 0)?;
            let next = super::calendar::month_from(first.first(), 1)?;
            return [month, next]
                .into_iter()
                .filter_map(|it| super::period::within(it, chain.terms[0], chain.is_lunar))
                .find(|it| first.first() <= it.last());
        }
        _ => {}
    }
    if !is_cyclic(chain) {
        return resolve_chain(chain, context).map(|it| it.value);
    }
    let year = first.first().year();
    [year, year + 1].into_iter().find_map(|year| {
        let value = resolve_chain(&with_year(chain, year), context)?.value;
        (first.first() <= value.last()).then_some(value)
    })
}

/// The value of the first end of a range: the last one not behind the second end.
pub(super) fn before(chain: &Chain, second: DateValue, context: &Context) -> Option<DateValue> {
    if !is_cyclic(chain) {
        return None;
    }
    let year = second.first().year();
    [year, year - 1].into_iter().find_map(|year| {
        let value = resolve_chain(&with_year(chain, year), context)?.value;
        (value.first() <= second.last()).then_some(value)
    })
}
