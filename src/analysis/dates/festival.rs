//! Days with a name: which there are, and on which day of a year each falls.
//!
//! The names and their rules stand in `assets/lexicon/festivals.tsv`.

use super::calendar::{add_days, hebrew_day, hijri_days, lunar_day};
use super::line::{Line, Read};
use crate::model::{DateValue, Day, Precision};
use crate::text::fold::shape;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use tyme4rs::tyme::solar::SolarTerm;

/// How to find the day in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Festival {
    Fixed(u8, u8),
    Lunar(u8, u8),
    /// Month, which one (−1 the last), weekday.
    Weekday(u8, i8, u8),
    /// So many days after the fourth Thursday of November.
    Thanksgiving(i8),
    Easter(i8),
    Orthodox(i8),
    SolarTerm(u8),
    Span((u8, u8), (u8, u8)),
    Hijri(u8, u8),
    HijriMonth(u8),
    Hebrew(u8, u8),
}

/// A name of a festival.
struct Name {
    letters: Vec<char>,
    festival: Festival,
    /// It is an ordinary word as well.
    is_weak: bool,
}

/// The names by their first letter, longer ones first.
static NAMES: LazyLock<FxHashMap<char, Vec<Name>>> = LazyLock::new(|| {
    let mut names: FxHashMap<char, Vec<Name>> = FxHashMap::default();
    let text = include_str!("../../../assets/lexicon/festivals.tsv");
    for line in text.lines().filter(|it| !it.starts_with('#')) {
        let Some((festival, list)) = line
            .split_once('\t')
            .and_then(|(rule, list)| Some((rule_of(rule)?, list)))
        else {
            continue;
        };
        for name in list.split(',') {
            let letters: Vec<char> = name.trim_start_matches('?').chars().map(shape).collect();
            let Some(&first) = letters.first() else {
                continue;
            };
            names.entry(first).or_default().push(Name {
                letters,
                festival,
                is_weak: name.starts_with('?'),
            });
        }
    }
    for list in names.values_mut() {
        list.sort_by_key(|it| std::cmp::Reverse(it.letters.len()));
    }
    names
});

/// Reads the rule of a line of the table.
fn rule_of(text: &str) -> Option<Festival> {
    fn pair(text: &str) -> Option<(u8, u8)> {
        let (month, day) = text.split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    }
    let mut words = text.split(' ');
    let kind = words.next()?;
    let mut next = || words.next();
    Some(match kind {
        "fixed" => pair(next()?).map(|(month, day)| Festival::Fixed(month, day))?,
        "lunar" => pair(next()?).map(|(month, day)| Festival::Lunar(month, day))?,
        "hijri" => pair(next()?).map(|(month, day)| Festival::Hijri(month, day))?,
        "hijrimonth" => Festival::HijriMonth(next()?.parse().ok()?),
        "hebrew" => pair(next()?).map(|(month, day)| Festival::Hebrew(month, day))?,
        "weekday" => Festival::Weekday(
            next()?.parse().ok()?,
            next()?.parse().ok()?,
            next()?.parse().ok()?,
        ),
        "blackfriday" => Festival::Thanksgiving(1),
        "cybermonday" => Festival::Thanksgiving(4),
        "easter" => Festival::Easter(next()?.parse().ok()?),
        "orthodox" => Festival::Orthodox(next()?.parse().ok()?),
        "term" => Festival::SolarTerm(next()?.parse().ok()?),
        "span" => Festival::Span(pair(next()?)?, pair(next()?)?),
        _ => return None,
    })
}

/// The festival named here, and whether its name is an ordinary word as well.
pub(super) fn festival(line: Line<'_>, at: usize) -> Option<Read<(Festival, bool)>> {
    let names = NAMES.get(&line.at(at))?;
    names.iter().find_map(|it| {
        let end = at + it.letters.len();
        (line.slice(at, end) == it.letters.as_slice())
            .then_some(Read::new((it.festival, it.is_weak), end))
    })
}

/// The characters that names of festivals begin with.
pub(super) fn heads() -> impl Iterator<Item = char> {
    NAMES.keys().copied()
}

impl Festival {
    /// The days of the festival in a year of the Gregorian calendar (for the lunar ones, in the
    /// lunar year that begins in it).
    pub(super) fn in_year(self, year: i16) -> Option<DateValue> {
        let day = match self {
            Festival::Fixed(month, day) => Day::new(year, month, day).ok(),
            Festival::Lunar(month, day) => lunar_day(year, i8::try_from(month).ok()?, day),
            Festival::Weekday(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
            Festival::Thanksgiving(offset) => {
                add_days(nth_weekday(year, 11, 4, 4)?, i32::from(offset))
            }
            Festival::Easter(offset) => add_days(easter(year)?, i32::from(offset)),
            Festival::Orthodox(offset) => add_days(orthodox_easter(year)?, i32::from(offset)),
            Festival::SolarTerm(index) => solar_term(year, index),
            Festival::Span(first, last) => {
                let first = Day::new(year, first.0, first.1).ok()?;
                let last = Day::new(year, last.0, last.1).ok()?;
                return DateValue::new(first, last, Precision::Interval);
            }
            Festival::Hijri(month, day) => hijri_days(year, month, day),
            Festival::HijriMonth(month) => {
                let first = hijri_days(year, month, 1)?;
                // The odd months of the tabular calendar have 30 days, the others 29.
                let last = add_days(first, 28 + i32::from(month % 2))?;
                return DateValue::new(first, last, Precision::Interval);
            }
            Festival::Hebrew(month, day) => hebrew_day(year, month, day),
        }?;
        DateValue::new(day, day, Precision::Day)
    }
}

/// The n-th weekday of a month, the last one for −1.
pub(super) fn nth_weekday(year: i16, month: u8, nth: i8, weekday: u8) -> Option<Day> {
    if nth < 0 {
        let last = Day::new(year, month, crate::model::days_in_month(year, month)).ok()?;
        let back = (i32::from(last.weekday()) - i32::from(weekday)).rem_euclid(7);
        return add_days(last, -back - 7 * (i32::from(-nth) - 1));
    }
    let first = Day::new(year, month, 1).ok()?;
    let ahead = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
    let day = add_days(first, ahead + 7 * (i32::from(nth) - 1))?;
    (day.month() == month).then_some(day)
}

/// Western Easter by the anonymous Gregorian computus.
fn easter(year: i16) -> Option<Day> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let sum = moon + sunday - 7 * late + 114;
    let month = u8::try_from(sum / 31).ok()?;
    let day = u8::try_from(sum % 31 + 1).ok()?;
    Day::new(i16::try_from(year).ok()?, month, day).ok()
}

/// Orthodox Easter by Meeus' Julian computus, as a day of the Gregorian calendar.
fn orthodox_easter(year: i16) -> Option<Day> {
    let number = i32::from(year);
    let moon = (19 * (number % 19) + 15) % 30;
    let sunday = (2 * (number % 4) + 4 * (number % 7) - moon + 34) % 7;
    let sum = moon + sunday + 114;
    let month = u8::try_from(sum / 31).ok()?;
    let day = u8::try_from(sum % 31 + 1).ok()?;
    let behind = number / 100 - number / 400 - 2;
    add_days(Day::new(year, month, day).ok()?, behind)
}

/// The day of a solar term, 0 the winter solstice of the year (it falls in December).
fn solar_term(year: i16, index: u8) -> Option<Day> {
    if !(1600..=2200).contains(&year) {
        return None;
    }
    // The library counts terms from the solstice of the December before.
    let of_library = if index == 0 { 24 } else { isize::from(index) };
    let term = SolarTerm::from_index(isize::from(year), of_library);
    let day = term.get_julian_day().get_solar_day();
    Day::new(
        i16::try_from(day.get_year()).ok()?,
        u8::try_from(day.get_month()).ok()?,
        u8::try_from(day.get_day()).ok()?,
    )
    .ok()
}
