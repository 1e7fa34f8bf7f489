//! What a term picks out of a period.
//!
//! | words | days | source |
//! |---|---|---|
//! | 春季, spring | March to May, and so on; winter from December | meteorology, EDTF 21–24 |
//! | 年初, 年底; 年中 | January, December; June and July | the turn of the year in news |
//! | 月初, 月中, 月底 | 1–5, 10–20, 25–end | JioNLP |
//! | 上旬, 中旬, 下旬 | 1–10, 11–20, 21–end | 现代汉语词典 |
//! | 季初, 季末 | its first, its last month | as the year |
//! | 年代初, 中, 末 | years 0–2, 4–6, 7–9 | JioNLP |
//! | 世纪初, 中叶, 末 | years 0–9, 40–59, 90–99 | historians' use |
//! | first week of a month | from its first Monday | JioNLP, Recognizers |
//! | 18世纪 | 1700–1799 | EDTF 17XX |

use super::calendar::{
    add_days, add_months, days_between, lunar_day, lunar_month, monday, month_end, month_from,
    month_value,
};
use super::festival::nth_weekday;
use super::reading::{Edge, Pick, Term, Unit};
use crate::model::{DateValue, Day, Precision};

/// The part of `period` that the term means, `None` if it has none.
pub(super) fn within(period: DateValue, term: Term, is_lunar: bool) -> Option<DateValue> {
    let first = period.first();
    let year = first.year();
    match term {
        Term::DecadeShort(tens) => decade(year - year.rem_euclid(100) + tens),
        Term::DecadesShort(low, high) => decades(year - year.rem_euclid(100), low, high),
        Term::Half(half) => half_of(period, half),
        Term::Quarter(quarter) => quarter_value(year, quarter),
        Term::Season(season) => {
            DateValue::unit(Day::new(year, 3 * season + 3, 1).ok()?, Precision::Season)
        }
        Term::Month(month) if is_lunar => lunar_month(year, i8::try_from(month).ok()?),
        Term::Month(month) => month_value(year, month),
        Term::LunarMonth(month) => lunar_month(year, month),
        Term::Tenth(tenth) => tenth_value(period, tenth),
        Term::Weekday(weekday) => {
            let day = add_days(monday(first)?, i32::from(weekday) - 1)?;
            DateValue::unit(day, Precision::Day)
        }
        Term::Weekend => {
            let saturday = add_days(monday(first)?, 5)?;
            DateValue::new(saturday, add_days(saturday, 1)?, Precision::Interval)
        }
        Term::Day(day) => day_of(period, day),
        Term::LunarDay(day) => lunar_day_of(period, day),
        Term::Edge(edge) => edge_value(period, edge),
        Term::Part(pick, unit) => part(period, pick, unit),
        Term::WeekdayPart(pick, weekday) => weekday_part(period, pick, weekday),
        Term::Festival(festival) => festival.in_year(year),
        Term::Century(_)
        | Term::CenturyFromNow(_)
        | Term::Decade(_)
        | Term::Year(_)
        | Term::YearShort(_)
        | Term::YearFromNow(_)
        | Term::Fiscal(_)
        | Term::QuarterFromNow(_)
        | Term::MonthFromNow(_)
        | Term::DayFromNow(_)
        | Term::WeekFromNow(_)
        | Term::Same(_)
        | Term::Here(_)
        | Term::FromStory(..)
        | Term::Near(..) => None,
    }
}

/// The first or the second half of a century, a decade or a year.
fn half_of(period: DateValue, half: u8) -> Option<DateValue> {
    let year = period.first().year();
    let before = i16::from(half) - 1;
    let length = match period.precision() {
        Precision::Century => 50,
        Precision::Decade => 5,
        Precision::Day
        | Precision::Week
        | Precision::Month
        | Precision::Season
        | Precision::Quarter
        | Precision::Half
        | Precision::Year
        | Precision::Interval => {
            let first = Day::new(year, 6 * (half - 1) + 1, 1).ok()?;
            return DateValue::unit(first, Precision::Half);
        }
    };
    let first = year + length * before;
    years(first, first + length - 1)
}

/// The decade that begins with that year.
pub(super) fn decade(year: i16) -> Option<DateValue> {
    DateValue::unit(Day::new(year, 1, 1).ok()?, Precision::Decade)
}

/// From one decade of a century to another.
pub(super) fn decades(century: i16, low: i16, high: i16) -> Option<DateValue> {
    years(century + low, century + high + 9)
}

/// The century with that number: 19 is 1800–1899, 0 the first one before Christ.
pub(super) fn century(number: i32) -> Option<DateValue> {
    let year = i16::try_from((number - 1) * 100).ok()?;
    // EDTF counts -02XX from -0299 to -0200: the third century BC in astronomical years.
    let year = if number <= 0 { year + 1 } else { year };
    DateValue::unit(Day::new(year, 1, 1).ok()?, Precision::Century)
}

/// A quarter of a year.
pub(super) fn quarter_value(year: i16, quarter: u8) -> Option<DateValue> {
    DateValue::unit(
        Day::new(year, 3 * (quarter - 1) + 1, 1).ok()?,
        Precision::Quarter,
    )
}

/// The first, second or last ten days of a month of either calendar.
fn tenth_value(month: DateValue, tenth: u8) -> Option<DateValue> {
    let start = 10 * (i32::from(tenth) - 1);
    let first = add_days(month.first(), start)?;
    let last = match tenth {
        1 | 2 => add_days(first, 9)?,
        _ => month.last(),
    };
    DateValue::new(first, last, Precision::Interval)
}

fn day_of(period: DateValue, day: u8) -> Option<DateValue> {
    // A day of a lunar month counts from its first day.
    let first = period.first();
    let found = if first.day() == 1 && month_end(first) == Some(period.last()) {
        Day::new(first.year(), first.month(), day).ok()?
    } else if period.precision() == Precision::Interval {
        add_days(first, i32::from(day) - 1).filter(|&it| it <= period.last())?
    } else {
        Day::new(first.year(), first.month(), day).ok()?
    };
    DateValue::unit(found, Precision::Day)
}

/// 九月廿二: a lunar day behind a month named by its number makes it the lunar month.
fn lunar_day_of(period: DateValue, day: u8) -> Option<DateValue> {
    let first = period.first();
    let found = if period.precision() == Precision::Month {
        lunar_day(first.year(), i8::try_from(first.month()).ok()?, day)?
    } else {
        add_days(first, i32::from(day) - 1).filter(|&it| it <= period.last())?
    };
    DateValue::unit(found, Precision::Day)
}

fn years(from: i16, to: i16) -> Option<DateValue> {
    let first = Day::new(from, 1, 1).ok()?;
    DateValue::new(first, Day::new(to, 12, 31).ok()?, Precision::Interval)
}

/// 初, 中, 底 of a period: see the table above.
fn edge_value(period: DateValue, edge: Edge) -> Option<DateValue> {
    let (first, last) = (period.first(), period.last());
    let (year, month) = (first.year(), first.month());
    // A lunar month has no precision of its own.
    let is_month = period.precision() == Precision::Month
        || period.precision() == Precision::Interval && days_between(first, last) < 31;
    let value = match (period.precision(), edge) {
        (Precision::Century, Edge::Start) => years(year, year + 9),
        (Precision::Century, Edge::Middle) => years(year + 40, year + 59),
        (Precision::Century, Edge::End) => years(year + 90, year + 99),
        (Precision::Decade, Edge::Start) => years(year, year + 2),
        (Precision::Decade, Edge::Middle) => years(year + 4, year + 6),
        (Precision::Decade, Edge::End) => years(year + 7, year + 9),
        (Precision::Year, Edge::Middle) => {
            let first = Day::new(year, 6, 1).ok()?;
            DateValue::new(first, Day::new(year, 7, 31).ok()?, Precision::Interval)
        }
        (_, Edge::Start) if is_month => {
            DateValue::new(first, add_days(first, 4)?, Precision::Interval)
        }
        (_, Edge::Middle) if is_month => DateValue::new(
            add_days(first, 9)?,
            add_days(first, 19)?,
            Precision::Interval,
        ),
        (_, Edge::End) if is_month => {
            DateValue::new(add_days(first, 24)?, last, Precision::Interval)
        }
        (Precision::Week, Edge::Start) => {
            DateValue::new(first, add_days(first, 1)?, Precision::Interval)
        }
        (Precision::Week, Edge::Middle) => DateValue::new(
            add_days(first, 2)?,
            add_days(first, 3)?,
            Precision::Interval,
        ),
        (Precision::Week, Edge::End) => {
            DateValue::new(add_days(first, 3)?, last, Precision::Interval)
        }
        (_, Edge::Start) => month_value(year, month),
        (_, Edge::Middle) => month_from(first, 1),
        (_, Edge::End) => month_value(last.year(), last.month()),
    }?;
    Some(value.about())
}

/// What a question for 年初 or 年底 asks for: the two months at that side of the year.
pub(super) fn wide_edge(year: DateValue, edge: Edge) -> Option<DateValue> {
    let (first, last) = match edge {
        Edge::Start => (year.first(), month_from(year.first(), 1)?.last()),
        Edge::End => (month_from(year.last(), -1)?.first(), year.last()),
        Edge::Middle => return edge_value(year, edge),
    };
    Some(DateValue::new(first, last, Precision::Interval)?.about())
}

/// The first Monday of a period.
fn first_monday(first: Day) -> Option<Day> {
    add_days(first, (8 - i32::from(first.weekday())) % 7)
}

/// 前两个季度, 第三周, 最后四个月
fn part(period: DateValue, pick: Pick, unit: Unit) -> Option<DateValue> {
    let (first, last) = (period.first(), period.last());
    let start = |nth: i32| match unit {
        Unit::Day | Unit::Workday => add_days(first, nth),
        Unit::Week => add_days(first_monday(first)?, 7 * nth),
        Unit::Month => add_months(first, nth),
        Unit::Quarter => add_months(first, 3 * nth),
        Unit::Year | Unit::Decade | Unit::Century => add_months(first, 12 * nth),
    };
    let found = match pick {
        Pick::Nth(nth) => (start(nth - 1)?, add_days(start(nth)?, -1)?),
        Pick::First(count) => (start(0)?, add_days(start(count)?, -1)?),
        Pick::Last(count) => {
            let behind = add_days(last, 1)?;
            let from = match unit {
                Unit::Day | Unit::Workday => add_days(behind, -count)?,
                Unit::Week => add_days(monday(last)?, -7 * (count - 1))?,
                Unit::Month => add_months(behind, -count)?,
                Unit::Quarter => add_months(behind, -3 * count)?,
                Unit::Year | Unit::Decade | Unit::Century => add_months(behind, -12 * count)?,
            };
            let to = if unit == Unit::Week {
                add_days(monday(last)?, 6)?
            } else {
                last
            };
            (from, to)
        }
    };
    let precision = match (pick, unit) {
        (Pick::Nth(_), Unit::Day) => Precision::Day,
        (Pick::Nth(_), Unit::Week) => Precision::Week,
        (Pick::Nth(_), Unit::Month) => Precision::Month,
        _ => Precision::Interval,
    };
    (found.0 <= last).then(|| DateValue::new(found.0, found.1, precision))?
}

/// 第一个周二, 最后一个星期一, of a month or of a longer period.
fn weekday_part(period: DateValue, pick: Pick, weekday: u8) -> Option<DateValue> {
    let first = period.first();
    let found = match pick {
        Pick::Nth(nth) | Pick::First(nth) => {
            let ahead = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
            add_days(first, ahead + 7 * (nth - 1)).filter(|&it| it <= period.last())?
        }
        Pick::Last(nth) => {
            let last = period.last();
            nth_weekday(last.year(), last.month(), -i8::try_from(nth).ok()?, weekday)?
        }
    };
    DateValue::unit(found, Precision::Day)
}
