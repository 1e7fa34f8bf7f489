//! From the terms of a chain to a value: the first term finds its place in the calendar with the
//! help of the context, each other one lies within what came before it.

use super::calendar::{
    add_days, day_value, days_between, lunar_month, lunar_of, monday, month_from, month_value,
    year_value,
};
use super::context::{Context, Tense};
use super::cycle::{choose_month, choose_week, choose_year, coming, near};
use super::period::{century, decade, decades, quarter_value, wide_edge, within};
use super::reading::{Chain, Cycle, Term, Unit};
use super::resolve::Found;
use crate::model::{DateValue, Day, Precision, Span};

/// Where the first term of a chain begins.
enum Start {
    /// At a period that needs no other, or at none.
    Fixed(Option<DateValue>),
    /// At one counted from another, or at none.
    Counted(Option<Found>),
    /// In a year, month or week that the words leave open.
    Open,
}

/// Resolves a chain.
pub(super) fn resolve_chain(chain: &Chain, context: &Context) -> Option<Found> {
    let (&first, rest) = chain.terms.split_first()?;
    let found = match start(first, context) {
        Start::Fixed(value) => Found::plain(value?),
        Start::Counted(found) => found?,
        Start::Open => return open(first, chain, context),
    };
    let value = narrow(found.value, rest, chain, context)?;
    Some(Found { value, ..found })
}

/// Where a first term begins.
fn start(first: Term, context: &Context) -> Start {
    let counted = |from, count: &dyn Fn(Day) -> Option<DateValue>| {
        let found = |from: (DateValue, _)| {
            Some(Found {
                value: count(from.0.first())?,
                from: Some(from),
            })
        };
        Start::Counted(Option::and_then(from, found))
    };
    match first {
        Term::Century(number) => Start::Fixed(century(number)),
        Term::Decade(year) => Start::Fixed(decade(year)),
        Term::Year(year) | Term::Fiscal(year) => Start::Fixed(year_value(year)),
        Term::YearShort(short) => Start::Fixed(full_year(short, context).and_then(year_value)),
        Term::DecadeShort(tens) => Start::Fixed(full_decade(tens, context)),
        Term::DecadesShort(low, high) => Start::Fixed(
            full_decade(high, context).and_then(|it| decades(it.first().year() - high, low, high)),
        ),
        Term::CenturyFromNow(count) => counted(context.now(), &|day| {
            century(i32::from(day.year()).div_euclid(100) + 1 + count)
        }),
        Term::YearFromNow(count) => counted(context.now(), &|day| {
            year_value(day.year().checked_add(i16::try_from(count).ok()?)?)
        }),
        Term::MonthFromNow(count) => counted(context.now(), &|day| month_from(day, count)),
        Term::QuarterFromNow(count) => counted(context.now(), &|day| {
            quarter_of(month_from(day, 3 * count)?.first())
        }),
        Term::WeekFromNow(count) => counted(context.now(), &|day| {
            DateValue::unit(add_days(monday(day)?, 7 * count)?, Precision::Week)
        }),
        Term::DayFromNow(count) => counted(context.now(), &|day| day_value(add_days(day, count)?)),
        Term::Near(step, cycle) => counted(context.now(), &|day| {
            let here = near(day, step, cycle)?;
            let is_over = step == 0 && here.last() < day;
            if context.is_alone && is_over && matches!(cycle, Cycle::Weekday(_)) {
                return near(day, 1, cycle);
            }
            Some(here)
        }),
        Term::Same(unit @ Unit::Day) => story(context.there_day(), |value| same(value, unit)),
        Term::Same(unit) => story(context.there(), |value| same(value, unit)),
        Term::Here(unit) => story(context.here(), |value| same(value, unit)),
        Term::FromStory(count, unit @ Unit::Day) => {
            story(context.there_day(), |value| from_story(value, count, unit))
        }
        Term::FromStory(count, unit) => {
            story(context.there(), |value| from_story(value, count, unit))
        }
        Term::Half(_)
        | Term::Quarter(_)
        | Term::Season(_)
        | Term::Month(_)
        | Term::Tenth(_)
        | Term::Weekday(_)
        | Term::Weekend
        | Term::Day(_)
        | Term::Edge(_)
        | Term::Part(..)
        | Term::WeekdayPart(..)
        | Term::LunarMonth(_)
        | Term::LunarDay(_)
        | Term::Festival(_) => Start::Open,
    }
}

/// Whether a first term leaves the year, month or week open.
pub(super) fn is_open(first: &Term) -> bool {
    const NOWHERE: Context = Context {
        reference: None,
        reference_span: None,
        is_quoted: false,
        story: None,
        day: None,
        sentence: 0,
        tense: Tense::Unknown,
        is_alone: false,
        goes_back: false,
    };
    matches!(start(*first, &NOWHERE), Start::Open)
}

/// Counted from the date in force.
fn story(
    from: Option<(DateValue, Option<Span>)>,
    count: impl Fn(DateValue) -> Option<DateValue>,
) -> Start {
    Start::Counted(from.and_then(|from| {
        Some(Found {
            value: count(from.0)?,
            from: Some(from),
        })
    }))
}

/// Resolves a chain whose year, month or week is left open.
fn open(first: Term, chain: &Chain, context: &Context) -> Option<Found> {
    let within_here = |whole: &dyn Fn(Day) -> Option<DateValue>| {
        let from = context.here()?;
        let value = narrow(whole(from.0.first())?, &chain.terms, chain, context)?;
        Some(Found {
            value,
            from: Some(from),
        })
    };
    // An exhaustive match would only repeat the list of `start`.
    #[expect(clippy::wildcard_enum_match_arm)]
    match first {
        Term::Day(_) if !chain.is_lunar => {
            choose_month(context, |month| narrow(month, &chain.terms, chain, context))
        }
        Term::Weekday(weekday) => choose_week(weekday, context),
        Term::Weekend => choose_week(6, context).and_then(|it| {
            let sunday = add_days(it.value.first(), 1)?;
            let value = DateValue::new(it.value.first(), sunday, Precision::Interval)?;
            Some(Found { value, ..it })
        }),
        Term::Tenth(_) => within_here(&|day| month_from(day, 0)),
        Term::LunarDay(_) | Term::Day(_) => within_here(&|day| {
            let (year, month) = lunar_of(day)?;
            lunar_month(year, month)
        }),
        _ => {
            let at = |year: i16| narrow(year_value(year)?, &chain.terms, chain, context);
            match first {
                Term::Festival(_) if context.is_alone => coming(context, at),
                _ => choose_year(context, at),
            }
        }
    }
}

/// The terms one within the other.
fn narrow(value: DateValue, terms: &[Term], chain: &Chain, context: &Context) -> Option<DateValue> {
    terms.iter().try_fold(value, |value, &term| {
        // 去年本月, 去年今天: the same month or day of that year.
        if let Term::MonthFromNow(0) = term {
            month_value(value.first().year(), context.reference?.month())
        } else if let Term::DayFromNow(0) = term {
            let now = context.reference?;
            day_value(Day::new(value.first().year(), now.month(), now.day()).ok()?)
        } else if let Term::Edge(edge) = term
            && context.is_alone
            && value.precision() == Precision::Year
        {
            wide_edge(value, edge)
        } else {
            within(value, term, chain.is_lunar)
        }
    })
}

/// The decade of two digits that has begun last.
fn full_decade(tens: i16, context: &Context) -> Option<DateValue> {
    let year = context.here().map_or(2000, |it| it.0.first().year());
    let start = year - year.rem_euclid(100) + tens;
    decade(if year < start { start - 100 } else { start })
}

/// The quarter that holds a day.
fn quarter_of(day: Day) -> Option<DateValue> {
    quarter_value(day.year(), (day.month() - 1) / 3 + 1)
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
        Unit::Quarter => quarter_of(first),
        // 当年 of a story that is in some decade is no one year.
        Unit::Year if 400 < days_between(first, value.last()) => Some(value.about()),
        Unit::Year => year_value(first.year()),
        Unit::Decade => decade(first.year() - first.year().rem_euclid(10)),
        Unit::Century => century(i32::from(first.year()).div_euclid(100) + 1),
    }
}

/// 次日, 前一天, 次年: so many units from the date in force.
fn from_story(value: DateValue, count: i32, unit: Unit) -> Option<DateValue> {
    match unit {
        // The day after some day of a month lies about in that month.
        Unit::Day | Unit::Workday if value.precision() != Precision::Day => Some(value.about()),
        Unit::Day | Unit::Workday => day_value(add_days(value.first(), count)?),
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
