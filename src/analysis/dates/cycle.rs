//! Which year a month, a quarter or a festival without one belongs to.
//!
//! A writer leaves the year out when the story is in it already, or when it is the last one or the
//! next one seen from the day of writing.

use super::calendar::{
    add_days, day_value, days_between, monday, month_from, month_value, year_value,
};
use super::chain::resolve_chain;
use super::context::{Context, Story, Tense};
use super::length::ahead;
use super::period::within;
use super::reading::{Chain, Cycle, Term};
use super::resolve::Found;
use crate::model::{DateValue, Day, Precision};

/// The value in the year that the context means; `at` gives it for each year.
pub(super) fn choose_year(
    context: &Context,
    at: impl Fn(i16) -> Option<DateValue>,
) -> Option<Found> {
    if let Some(story) = context.story_in_reach()
        && !is_news(context, story, &at)
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

/// How long before the publication a day counts as news, whatever year was named before.
const NEWS_DAYS: i32 = 45;

/// A day right before the publication belongs to it, if only a year is in force and that was named
/// in another sentence.
fn is_news(context: &Context, story: Story, at: &impl Fn(i16) -> Option<DateValue>) -> bool {
    let is_year = Precision::Month < story.value.precision();
    let Some(now) = context
        .reference
        .filter(|_| is_year && story.sentence != context.sentence)
    else {
        return false;
    };
    [at(now.year()), at(now.year() - 1)]
        .into_iter()
        .flatten()
        .any(|it| {
            let age = days_between(it.first(), now);
            it.precision() == Precision::Day && (0..=NEWS_DAYS).contains(&age)
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
        let ahead = context
            .reference
            .map_or(0, |now| days_between(now, it.first()));
        context.tense == Tense::Future
            || ahead <= 0
            || context.tense == Tense::Unknown && ahead <= COMING_DAYS
    };
    let nearest = [at(year), at(year + 1), at(year - 1)]
        .into_iter()
        .flatten()
        .filter(is_told)
        .min_by_key(|it| distance(base, it.first()))?;
    let is_recent = context
        .reference
        .is_none_or(|now| days_between(story.value.last(), now) <= RECENT_DAYS);
    let goes_on = base <= nearest.last() || is_recent || story.sentence == context.sentence;
    goes_on.then_some(nearest)
}

/// How far a value lies from the date in force: a story goes on rather than back.
fn distance(base: Day, value: Day) -> i32 {
    let days = days_between(base, value);
    if days < 0 { -2 * days } else { days }
}

/// How long after the publication a day may lie in a sentence that does not look ahead.
const COMING_DAYS: i32 = 45;

/// A longer stretch of a year is summed up when it is over: 前三季度.
const SUM_DAYS: i32 = 100;

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
    // The nearest one, measured the longer in the direction that the sentence does not look.
    let (ahead, behind) = match context.tense {
        Tense::Future => (1, 4),
        Tense::Past => (50, 1),
        Tense::Unknown => (6, 1),
    };
    let is_told = |value: &DateValue| {
        let is_sum = value.precision() == Precision::Interval
            && SUM_DAYS < days_between(value.first(), value.last());
        let comes = days_between(now, value.first()) <= COMING_DAYS;
        context.tense == Tense::Future || comes && !(is_sum && now < value.last())
    };
    let cost = |value: &DateValue| {
        if now < value.first() {
            ahead * days_between(now, value.first())
        } else {
            behind * days_between(value.last(), now).max(0)
        }
    };
    [here, last(year - 1), at(year + 1)]
        .into_iter()
        .flatten()
        .filter(is_told)
        .min_by_key(cost)
}

/// The next value seen from the reference date, that of today included: what a question for a named
/// day means.
pub(super) fn coming(context: &Context, at: impl Fn(i16) -> Option<DateValue>) -> Option<Found> {
    let from = context.now()?;
    let now = from.0.first();
    let year = now.year();
    let value = [at(year), at(year + 1)]
        .into_iter()
        .flatten()
        .find(|it| now <= it.last())?;
    Some(Found {
        value,
        from: Some(from),
    })
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
            let day = ahead(first.last(), weekday)?;
            return day_value(day);
        }
        Some(Term::Day(_)) => {
            let month = month_from(first.first(), 0)?;
            let next = month_from(first.first(), 1)?;
            return [month, next]
                .into_iter()
                .filter_map(|it| within(it, chain.terms[0], chain.is_lunar))
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

/// The value of the first end of a range if only the second end says its year: the last one not
/// behind the second end.
pub(super) fn before(
    chain: &Chain,
    second: &Chain,
    end: DateValue,
    context: &Context,
) -> Option<DateValue> {
    if !is_cyclic(chain) || is_cyclic(second) {
        return None;
    }
    let year = end.first().year();
    [year, year - 1].into_iter().find_map(|year| {
        let value = resolve_chain(&with_year(chain, year), context)?.value;
        (value.first() <= end.last()).then_some(value)
    })
}

/// The last (−1), present (0) or next (1) of what comes again: last Tuesday, next March.
pub(super) fn near(now: Day, step: i8, cycle: Cycle) -> Option<DateValue> {
    let year = now.year();
    let at = |year: i16| match cycle {
        Cycle::Month(month) => month_value(year, month),
        Cycle::Season(season) => within(year_value(year)?, Term::Season(season), false),
        Cycle::Weekday(_) => None,
    };
    if let Cycle::Weekday(weekday) = cycle {
        let monday = monday(now)?;
        let here = add_days(monday, i32::from(weekday) - 1)?;
        return day_value(match step {
            0 => here,
            1.. => add_days(here, 7)?,
            // The last Tuesday is the nearest one that is over.
            _ if here < now => here,
            _ => add_days(here, -7)?,
        });
    }
    match step {
        0 => at(year),
        1.. => [at(year), at(year + 1)]
            .into_iter()
            .flatten()
            .find(|it| now < it.first()),
        _ => [at(year), at(year - 1)]
            .into_iter()
            .flatten()
            .find(|it| it.last() < now),
    }
}

/// 周五: the one of the story, else the last one, or the next if the sentence looks ahead.
pub(super) fn choose_week(weekday: u8, context: &Context) -> Option<Found> {
    let is_day = |value: DateValue| value.precision() == Precision::Day;
    // In news the week of writing counts, whatever day the story is at.
    let is_old = |day: Day| {
        context
            .reference
            .is_none_or(|now| 7 < days_between(day, now).abs())
    };
    let story = context
        .story_in_reach()
        .filter(|it| is_day(it.value) && is_old(it.value.first()));
    if let Some(story) = story {
        let value = ahead(story.value.first(), weekday)?;
        let is_past =
            context.tense == Tense::Future || context.reference.is_none_or(|now| value <= now);
        if is_past {
            let value = DateValue::unit(value, Precision::Day)?;
            return Some(Found {
                value,
                from: Some((story.value, Some(story.span))),
            });
        }
    }
    let from = context.now()?;
    let next = ahead(from.0.first(), weekday)?;
    let looks_ahead = context.tense == Tense::Future || context.is_alone;
    let day = if context.is_alone && next == from.0.first() {
        add_days(next, 7)?
    } else if looks_ahead || next == from.0.first() {
        next
    } else {
        add_days(next, -7)?
    };
    Some(Found {
        value: DateValue::unit(day, Precision::Day)?,
        from: Some(from),
    })
}

/// How far ahead a day without a month may lie in a sentence that looks nowhere: the one of a month
/// ago would be called so.
const NEXT_DAYS: i32 = 3;

/// How many sentences a day of the story keeps its month for days without one.
const REACH_OF_MONTH: usize = 6;

/// 5日: the month of the story if that is not news itself, else the present month, or the one
/// before if it has not come yet.
pub(super) fn choose_month(
    context: &Context,
    at: impl Fn(DateValue) -> Option<DateValue>,
) -> Option<Found> {
    if let Some(story) = story_of_day(context)
        && let Some(value) = day_of_story(context, story, &at)
    {
        return Some(Found {
            value,
            from: Some((story.value, Some(story.span))),
        });
    }
    let from = context.now()?;
    let now = from.0.first();
    let looks_back = context.tense != Tense::Future && !context.is_alone;
    let is_told = |it: &DateValue| {
        let ahead = days_between(now, it.first());
        !looks_back || ahead <= 0 || context.tense == Tense::Unknown && ahead <= NEXT_DAYS
    };
    let value = (0..4).find_map(|back| at(month_from(now, -back)?).filter(is_told))?;
    Some(Found {
        value,
        from: Some(from),
    })
}

/// The date in force, if a day without a month goes on from it.
fn story_of_day(context: &Context) -> Option<Story> {
    let story = context.story_in_reach()?;
    let distance = context.sentence - story.sentence;
    let precision = story.value.precision();
    if Precision::Month < precision || precision == Precision::Week {
        return None;
    }
    let reach = if precision == Precision::Day {
        REACH_OF_MONTH
    } else {
        0
    };
    let Some(now) = context.reference else {
        return Some(story);
    };
    let is_news = days_between(story.value.last(), now).abs() <= NEWS_DAYS;
    (distance <= reach && !is_news || distance == 0).then_some(story)
}

/// The day in the month of the story, or in the next one if it lies before the day of the story.
fn day_of_story(
    context: &Context,
    story: Story,
    at: &impl Fn(DateValue) -> Option<DateValue>,
) -> Option<DateValue> {
    let base = story.value.first();
    let here = at(month_from(base, 0)?)?;
    if base <= here.last() || context.goes_back {
        return Some(here);
    }
    // 3月8日报道，5日: the story does not go on beyond the day of writing.
    let is_told = |it: &DateValue| context.reference.is_none_or(|now| it.first() <= now);
    Some(at(month_from(base, 1)?).filter(is_told).unwrap_or(here))
}
