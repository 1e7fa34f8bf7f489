//! From a reading and its context to a value and the steps that lead to it.

use super::calendar::{add_days, monday, month_from};
use super::context::{Context, Tense};
use super::cycle::choose_year;
use super::length::{ahead, shift, units, window};
use super::period::{century, decade, fiscal, quarter_value, within};
use super::reading::{Base, Bound, Chain, Reading, Sense, Term, Unit};
use crate::model::{DateValue, Day, Open, Precision, Span, Step};

/// A value and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub(super) value: Option<DateValue>,
    pub(super) basis: Vec<Step>,
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

/// Resolves a reading; `event` is the date of the event that the words before it name.
pub(super) fn resolve(
    reading: &Reading,
    context: &Context,
    event: Option<(DateValue, Span)>,
) -> Resolved {
    let found = match &reading.sense {
        Sense::Chain(chain) => resolve_chain(chain, context),
        Sense::Range(from, to) => resolve_range(from, to, context),
        Sense::Shift {
            amount,
            forward,
            base,
        } => {
            let from = match base {
                Base::Chain(chain) => resolve_chain(chain, context).map(|it| (it.value, None)),
                Base::Event => event
                    .map(|(value, span)| (value, Some(span)))
                    .or_else(|| context.here()),
                Base::Now => context.now(),
                Base::Story => context.here(),
                Base::Context if *forward => context.here(),
                Base::Context => ago(context),
            };
            from.and_then(|from| {
                let value = shift(from.0, *amount, *forward)?;
                let value = if *base == Base::Event {
                    value.about()
                } else {
                    value
                };
                Some(Found {
                    value,
                    from: Some(from),
                })
            })
        }
        Sense::Units(count, unit) => context.now().and_then(|from| {
            let value = units(from.0.first(), *count, *unit)?;
            Some(Found {
                value,
                from: Some(from),
            })
        }),
        Sense::Window { amount, forward } => context.now().and_then(|from| {
            let value = window(from.0.first(), *amount, *forward)?;
            Some(Found {
                value,
                from: Some(from),
            })
        }),
    };
    finish(reading, context, found)
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
fn finish(reading: &Reading, context: &Context, found: Option<Found>) -> Resolved {
    let Some(found) = found else {
        let text = match context.reference {
            Some(_) => "no such day in the calendar".to_owned(),
            None => "no publication date to count from".to_owned(),
        };
        return Resolved {
            value: None,
            basis: vec![Step { text, span: None }],
        };
    };
    let mut value = found.value;
    let mut basis = Vec::new();
    if let Some((from, span)) = found.from {
        basis.push(Step {
            text: format!("counted from {}", from.edtf()),
            span,
        });
    }
    basis.push(Step {
        text: format!("= {}", value.edtf()),
        span: None,
    });
    let bounded = bound(reading, context, value);
    if let Some(bounded) = bounded {
        value = bounded;
        basis.push(Step {
            text: format!("bounds {}", value.edtf()),
            span: None,
        });
    }
    if reading.about {
        value = value.about();
    }
    Resolved {
        value: Some(value),
        basis,
    }
}

/// What the word behind an expression makes of its value.
fn bound(reading: &Reading, context: &Context, value: DateValue) -> Option<DateValue> {
    let is_festival = matches!(
        &reading.sense,
        Sense::Chain(chain) if matches!(chain.terms.last(), Some(Term::Festival(_)))
    );
    let reference = context.reference;
    match reading.bound {
        Bound::Itself => None,
        Bound::UntilNow => Some(match reference.filter(|&it| value.first() <= it) {
            Some(now) => DateValue::new(value.first(), now, Precision::Interval)?,
            None => value.open(Open::After),
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
            None => value.open(Open::Before),
        }),
        Bound::After => Some(value.open(Open::After)),
    }
}

/// Resolves a chain: its first term with the context, the others within what came before.
pub(super) fn resolve_chain(chain: &Chain, context: &Context) -> Option<Found> {
    let (&first, rest) = chain.terms.split_first()?;
    let absolute =
        |value: Option<DateValue>| Some(Found::plain(narrow(value?, rest, chain, context)?));
    let relative = |value: DateValue, from| {
        let value = narrow(value, rest, chain, context)?;
        Some(Found {
            value,
            from: Some(from),
        })
    };
    let now = || context.now();
    match first {
        Term::Century(number) => absolute(century(number)),
        Term::Decade(year) => absolute(decade(year)),
        Term::Year(year) => absolute(year_value(year)),
        Term::Fiscal(year) => absolute(fiscal(year)),
        Term::YearShort(short) => absolute(year_value(full_year(short, context)?)),
        Term::DecadeShort(tens) => {
            let year = context.here().map_or(2000, |it| it.0.first().year());
            let start = year - year.rem_euclid(100) + tens;
            absolute(decade(if year < start { start - 100 } else { start }))
        }
        Term::CenturyFromNow(count) => {
            let from = now()?;
            let number = i32::from(from.0.first().year()).div_euclid(100) + 1 + count;
            relative(century(number)?, from)
        }
        Term::YearFromNow(count) => {
            let from = now()?;
            let year = from
                .0
                .first()
                .year()
                .checked_add(i16::try_from(count).ok()?)?;
            relative(year_value(year)?, from)
        }
        Term::MonthFromNow(count) => {
            let from = now()?;
            relative(month_from(from.0.first(), count)?, from)
        }
        Term::QuarterFromNow(count) => {
            let from = now()?;
            let there = month_from(from.0.first(), 3 * count)?.first();
            relative(
                quarter_value(there.year(), (there.month() - 1) / 3 + 1)?,
                from,
            )
        }
        Term::WeekFromNow(count) => {
            let from = now()?;
            let first = add_days(monday(from.0.first())?, 7 * count)?;
            relative(DateValue::unit(first, Precision::Week)?, from)
        }
        Term::DayFromNow(count) => {
            let from = now()?;
            relative(
                DateValue::unit(add_days(from.0.first(), count)?, Precision::Day)?,
                from,
            )
        }
        Term::Same(unit) => {
            let from = context.here()?;
            relative(same(from.0, unit)?, from)
        }
        Term::FromStory(count, unit) => {
            let from = context.here()?;
            relative(from_story(from.0, count, unit)?, from)
        }
        Term::Day(_) => choose_month(chain, context),
        Term::Weekday(weekday) => choose_week(weekday, context),
        Term::Weekend => choose_week(6, context).and_then(|it| {
            let sunday = add_days(it.value.first(), 1)?;
            let value = DateValue::new(it.value.first(), sunday, Precision::Interval)?;
            Some(Found { value, ..it })
        }),
        Term::Tenth(_) => {
            let from = context.here()?;
            let month = month_from(from.0.first(), 0)?;
            let value = narrow(month, &chain.terms, chain, context)?;
            Some(Found {
                value,
                from: Some(from),
            })
        }
        Term::LunarDay(_) => {
            let from = context.here()?;
            let (year, month) = super::calendar::lunar_of(from.0.first())?;
            let month = super::calendar::lunar_month(year, month)?;
            let value = narrow(month, &chain.terms, chain, context)?;
            Some(Found {
                value,
                from: Some(from),
            })
        }
        Term::Half(_)
        | Term::Quarter(_)
        | Term::Season(_)
        | Term::Month(_)
        | Term::Edge(_)
        | Term::Part(..)
        | Term::WeekdayPart(..)
        | Term::LunarMonth(_)
        | Term::Festival(_) => choose_year(context, |year| {
            narrow(year_value(year)?, &chain.terms, chain, context)
        }),
    }
}

pub(super) use super::calendar::year_value;

/// The terms one within the other.
fn narrow(value: DateValue, terms: &[Term], chain: &Chain, context: &Context) -> Option<DateValue> {
    terms.iter().try_fold(value, |value, &term| {
        let now = || context.reference;
        match term {
            // 去年本月, 去年今天: the same month or day of that year.
            Term::MonthFromNow(0) => {
                super::calendar::month_value(value.first().year(), now()?.month())
            }
            Term::DayFromNow(0) => {
                let now = now()?;
                let day = Day::new(value.first().year(), now.month(), now.day()).ok()?;
                DateValue::unit(day, Precision::Day)
            }
            _ => within(value, term, chain.is_lunar),
        }
    })
}

/// The full year of two digits: the last one that lies at most twenty years ahead.
fn full_year(short: i16, context: &Context) -> Option<i16> {
    let now = context.reference.map_or(2020, Day::year);
    let near = now + 20;
    let year = near - (near - short).rem_euclid(100);
    (-9000 < year).then_some(year)
}

/// The unit of the calendar that the value lies in.
fn same(value: DateValue, unit: Unit) -> Option<DateValue> {
    let first = value.first();
    match unit {
        Unit::Day | Unit::Workday if value.precision() == Precision::Day => Some(value),
        Unit::Day | Unit::Workday => Some(value.about()),
        Unit::Week => DateValue::unit(monday(first)?, Precision::Week),
        Unit::Month => month_from(first, 0),
        Unit::Quarter => quarter_value(first.year(), (first.month() - 1) / 3 + 1),
        Unit::Year => year_value(first.year()),
        Unit::Decade => decade(first.year() - first.year().rem_euclid(10)),
        Unit::Century => century(i32::from(first.year()).div_euclid(100) + 1),
    }
}

/// 次日, 前一天, 次年: so many units from the date in force.
fn from_story(value: DateValue, count: i32, unit: Unit) -> Option<DateValue> {
    match unit {
        Unit::Day | Unit::Workday => {
            let first = add_days(value.first(), count)?;
            let moved = DateValue::new(first, add_days(value.last(), count)?, value.precision())?;
            Some(if value.precision() == Precision::Day {
                moved
            } else {
                moved.about()
            })
        }
        Unit::Week => {
            let first = add_days(monday(value.first())?, 7 * count)?;
            DateValue::unit(first, Precision::Week)
        }
        Unit::Month => month_from(value.first(), count),
        Unit::Quarter => month_from(value.first(), 3 * count),
        Unit::Year | Unit::Decade | Unit::Century => {
            let year = value
                .first()
                .year()
                .checked_add(i16::try_from(count).ok()?)?;
            year_value(year)
        }
    }
}

/// 周五: the one of the story, else the last one, or the next if the sentence looks ahead.
fn choose_week(weekday: u8, context: &Context) -> Option<Found> {
    let is_day = |value: DateValue| value.precision() == Precision::Day;
    let story = context.story_in_reach().filter(|it| is_day(it.value));
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
    let day = if looks_ahead || next == from.0.first() {
        next
    } else {
        add_days(next, -7)?
    };
    Some(Found {
        value: DateValue::unit(day, Precision::Day)?,
        from: Some(from),
    })
}

/// 5日: the month of the story, else the present one, or the one before if it has not come yet.
fn choose_month(chain: &Chain, context: &Context) -> Option<Found> {
    let at = |month: DateValue| narrow(month, &chain.terms, chain, context);
    if let Some(story) = context.story_in_reach()
        && story.value.precision() <= Precision::Month
        && let Some(value) = at(month_from(story.value.first(), 0)?)
    {
        return Some(Found {
            value,
            from: Some((story.value, Some(story.span))),
        });
    }
    let from = context.now()?;
    let now = from.0.first();
    let looks_back = context.tense != Tense::Future && !context.is_alone;
    let value = (0..4).find_map(|back| {
        at(month_from(now, -back)?).filter(|it| !looks_back || it.first() <= now)
    })?;
    Some(Found {
        value,
        from: Some(from),
    })
}

/// From one chain to another.
fn resolve_range(from: &Chain, to: &Chain, context: &Context) -> Option<Found> {
    let first = resolve_chain(from, context)?;
    let second = super::cycle::after(to, first.value, context)?;
    // 3月到2020年5月: the first end takes the year of the second.
    let start = if second.last() < first.value.first() {
        super::cycle::before(from, second, context)?
    } else {
        first.value
    };
    let value = DateValue::new(start.first(), second.last(), Precision::Interval)?;
    Some(Found {
        value,
        from: first.from,
    })
}
