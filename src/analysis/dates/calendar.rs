//! Calendar arithmetic: the only place that uses the calendar libraries, besides the solar terms.
//!
//! Every function gives `None` where the calendar ends.

use crate::model::{DateValue, Day, Precision, days_in_month};
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::HashMap;
use tyme4rs::tyme::Tyme;
use tyme4rs::tyme::hijri::HijriDay;
use tyme4rs::tyme::lunar::LunarMonth;
use tyme4rs::tyme::solar::SolarDay;

fn to_jiff(day: Day) -> Option<Date> {
    let month = i8::try_from(day.month()).ok()?;
    Date::new(day.year(), month, i8::try_from(day.day()).ok()?).ok()
}

fn from_jiff(date: Date) -> Option<Day> {
    let month = u8::try_from(date.month()).ok()?;
    Day::new(date.year(), month, u8::try_from(date.day()).ok()?).ok()
}

/// So many days later.
pub(super) fn add_days(day: Day, count: i32) -> Option<Day> {
    from_jiff(
        to_jiff(day)?
            .checked_add(jiff::Span::new().try_days(count).ok()?)
            .ok()?,
    )
}

/// So many months later, on the last day of the month if it has no such day.
pub(super) fn add_months(day: Day, count: i32) -> Option<Day> {
    from_jiff(
        to_jiff(day)?
            .checked_add(jiff::Span::new().try_months(count).ok()?)
            .ok()?,
    )
}

/// How many days from one to the other.
pub(super) fn days_between(from: Day, to: Day) -> i32 {
    match (to_jiff(from), to_jiff(to)) {
        (Some(from), Some(to)) => from.until(to).map_or(0, |span| span.get_days()),
        _ => 0,
    }
}

/// The Monday of the day's week.
pub(super) fn monday(day: Day) -> Option<Day> {
    add_days(day, 1 - i32::from(day.weekday()))
}

/// A day as a value.
pub(super) fn day_value(day: Day) -> Option<DateValue> {
    DateValue::unit(day, Precision::Day)
}

/// A month as a value.
pub(super) fn month_value(year: i16, month: u8) -> Option<DateValue> {
    DateValue::unit(Day::new(year, month, 1).ok()?, Precision::Month)
}

/// A year as a value.
pub(super) fn year_value(year: i16) -> Option<DateValue> {
    DateValue::unit(Day::new(year, 1, 1).ok()?, Precision::Year)
}

/// The month that holds the day, so many months later.
pub(super) fn month_from(day: Day, count: i32) -> Option<DateValue> {
    let there = add_months(Day::new(day.year(), day.month(), 1).ok()?, count)?;
    DateValue::unit(there, Precision::Month)
}

/// The last day of the day's month.
pub(super) fn month_end(day: Day) -> Option<Day> {
    let last = days_in_month(day.year(), day.month());
    Day::new(day.year(), day.month(), last).ok()
}

fn from_solar(day: &SolarDay) -> Option<Day> {
    let year = i16::try_from(day.get_year()).ok()?;
    let month = u8::try_from(day.get_month()).ok()?;
    Day::new(year, month, u8::try_from(day.get_day()).ok()?).ok()
}

/// The years whose religious calendars are computed.
fn has_modern(year: i16) -> bool {
    (1600..=2200).contains(&year)
}

/// The years whose lunar calendar is computed: those of our era, for which the library has tables and
/// days, but not those in which an emperor moved the months. Before October 1582 the days are those of
/// the Julian calendar, as historians write them.
fn has_lunar(year: i16) -> bool {
    let is_moved = matches!(year, 9..=23 | 237..=239 | 689..=700 | 761..=762);
    (1..=2200).contains(&year) && !is_moved
}

/// The first day of a month of the lunar calendar, and how many days it has.
type Month = Option<(SolarDay, u8)>;

thread_local! {
    /// The lunar months that were asked for: finding a new moon takes longer than reading a line,
    /// and a text names few years. There are at most some 30,000.
    static MONTHS: RefCell<HashMap<(i16, i8), Month>> = RefCell::default();
}

/// The month of the lunar calendar; a leap month is negative.
fn lunar(year: i16, month: i8) -> Month {
    if !has_lunar(year) {
        return None;
    }
    MONTHS.with_borrow_mut(|months| {
        let found = months.entry((year, month));
        *found.or_insert_with(|| computed(year, month))
    })
}

fn computed(year: i16, month: i8) -> Month {
    let month = LunarMonth::new(isize::from(year), isize::from(month)).ok()?;
    let length = u8::try_from(month.get_day_count()).ok()?;
    Some((month.get_first_day().get_solar_day(), length))
}

/// The day of a lunar date; a leap month is negative, day 0 is the last of the month.
pub(super) fn lunar_day(year: i16, month: i8, day: u8) -> Option<Day> {
    let (first, length) = lunar(year, month)?;
    let day = if day == 0 { length } else { day };
    if length < day {
        return None;
    }
    from_solar(&first.next(isize::from(day) - 1))
}

/// The days of a lunar month; a leap month is negative.
pub(super) fn lunar_month(year: i16, month: i8) -> Option<DateValue> {
    let (first, last) = (lunar_day(year, month, 1)?, lunar_day(year, month, 0)?);
    DateValue::new(first, last, Precision::Interval)
}

/// The lunar year and month that a day lies in; a leap month is negative.
pub(super) fn lunar_of(day: Day) -> Option<(i16, i8)> {
    // The first weeks of a year belong to the lunar year before.
    if !has_lunar(day.year()) || !has_lunar(day.year() - 1) {
        return None;
    }
    let solar = SolarDay::new(
        isize::from(day.year()),
        usize::from(day.month()),
        usize::from(day.day()),
    )
    .ok()?;
    let lunar = solar.get_lunar_day();
    let month = lunar.get_lunar_month().get_month_with_leap();
    let year = i16::try_from(lunar.get_year()).ok()?;
    let month = i8::try_from(month).ok()?;
    // Where months were moved, the library does not find its own way back.
    let whole = lunar_month(year, month)?;
    (whole.first() <= day && day <= whole.last()).then_some((year, month))
}

/// The first day in a Gregorian year that has this date in the tabular Islamic calendar.
pub(super) fn hijri_days(year: i16, month: u8, day: u8) -> Option<Day> {
    if !has_modern(year) {
        return None;
    }
    let near = (i32::from(year) - 622) * 33 / 32;
    (near - 1..=near + 2).find_map(|hijri| {
        let date = HijriDay::new(
            isize::try_from(hijri).ok()?,
            usize::from(month),
            usize::from(day),
        )
        .ok()?;
        from_solar(&date.get_solar_day()).filter(|it| it.year() == year)
    })
}

/// The day in a Gregorian year that has this date in the Jewish calendar (1 Nisan, 7 Tishri,
/// 11 Shevat, 12 Adar, the second one in a leap year).
pub(super) fn hebrew_day(year: i16, month: u8, day: u8) -> Option<Day> {
    if !has_modern(year) {
        return None;
    }
    let year = i32::from(year);
    // Months before Nisan belong to the Jewish year that began in the autumn before.
    let jewish = if (7..=9).contains(&month) {
        year + 3761
    } else {
        year + 3760
    };
    let new_year = hebrew_new_year(jewish);
    let next = hebrew_new_year(jewish + 1);
    let length = next - new_year;
    let is_leap = (7 * jewish + 1) % 19 < 7;
    // Days from Tishri 1; Cheshvan and Kislev vary with the length of the year.
    let cheshvan = if length % 10 == 5 { 30 } else { 29 };
    let kislev = if length % 10 == 3 { 29 } else { 30 };
    let from_nisan = [0, 30, 59, 89, 118, 148];
    let start = match month {
        1..=6 => length - 177 + from_nisan[usize::from(month) - 1],
        7 => 0,
        8 => 30,
        9 => 30 + cheshvan,
        10 => 30 + cheshvan + kislev,
        11 => 59 + cheshvan + kislev,
        _ if is_leap => 119 + cheshvan + kislev,
        _ => 89 + cheshvan + kislev,
    };
    // The year 5784 began on 16 September 2023.
    let origin = Day::new(2023, 9, 16).ok()?;
    let since = new_year - hebrew_new_year(5784);
    add_days(origin, since + start + i32::from(day) - 1)
}

/// Days from the Jewish epoch to the new year, with its postponements.
fn hebrew_new_year(year: i32) -> i32 {
    let delayed = |year: i32| {
        let months = (235 * year - 234) / 19;
        let parts = 12_084 + 13_753 * i64::from(months);
        let day = months * 29 + i32::try_from(parts / 25_920).unwrap_or(0);
        if (3 * (day + 1)) % 7 < 3 {
            day + 1
        } else {
            day
        }
    };
    let (last, here, next) = (delayed(year - 1), delayed(year), delayed(year + 1));
    if next - here == 356 {
        return here + 2;
    }
    here + i32::from(here - last == 382)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_date_of_every_year_is_asked_for() {
        let years = (-300..40).chain(230..240).chain(685..705).chain(2195..2205);
        for year in years.chain([-9999, -1000, 1582, 1583, 9999]) {
            for month in -13..=13 {
                for day in [0, 1, 29, 30, 31, 255] {
                    let _ = lunar_day(year, month, day);
                }
                let _ = lunar_month(year, month);
            }
            for (month, day) in [(1, 1), (1, 31), (2, 11), (2, 12), (12, 31)] {
                let day = Day::new(year, month, day).unwrap();
                let found = lunar_of(day).and_then(|(year, month)| lunar_month(year, month));
                assert!(
                    found.is_none_or(|it| it.first() <= day && day <= it.last()),
                    "{day}"
                );
            }
        }
        let spring = Day::new(1, 2, 12).ok();
        assert_eq!(lunar_day(1, 1, 1), spring);
        assert_eq!(lunar_day(0, 1, 1), None);
    }
}
