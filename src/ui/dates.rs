//! Dates: how they are written in few columns, and which event answers one.

use super::Locale;
use crate::model::{Analysis, DateValue, Day, Precision, days_in_month};
use crate::text::columns::Metric;

/// The events that answer a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateFound {
    /// Index of the event to go to.
    pub event: usize,
    /// How many events lie in the period; 0 if this one is only the nearest.
    pub n_within: usize,
}

/// The first event in the period, else the nearest one; `None` if no event has a date.
pub(super) fn find(analysis: &Analysis, wanted: DateValue) -> Option<DateFound> {
    let dated = || {
        let events = analysis.events.iter().enumerate();
        events.filter_map(|(idx, it)| Some((idx, it.date?)))
    };
    let within = || dated().filter(|(_, date)| days_between(*date, wanted) == 0);
    let n_within = within().count();
    // Of those in the period, what the text dates just so comes first, then what lies wholly in it.
    let best = within().min_by_key(|&(idx, date)| {
        let is_same = (date.first(), date.last()) == (wanted.first(), wanted.last());
        let is_inside = wanted.first() <= date.first() && date.last() <= wanted.last();
        (!is_same, !is_inside, date.first(), idx)
    });
    let nearest = || dated().min_by_key(|&(idx, date)| (days_between(date, wanted), idx));
    let (event, _) = best.or_else(nearest)?;
    Some(DateFound { event, n_within })
}

/// What to tell of the events that were found for a date: how many, or that they are only near.
pub(super) fn outcome(
    analysis: &Analysis,
    wanted: DateValue,
    found: DateFound,
    locale: &Locale,
) -> String {
    let date = words(wanted, locale);
    if 0 < found.n_within {
        let n = found.n_within.to_string();
        return locale.fill("note.exact", &[("date", &date), ("n", &n)]);
    }
    let nearest = analysis.events[found.event]
        .date
        .map(|it| words(it, locale));
    locale.fill(
        "note.nearest",
        &[("date", &date), ("found", &nearest.unwrap_or_default())],
    )
}

/// A date at its own precision, in at most 11 columns where it can be: `2023-02-07`, `约2022-12`,
/// `2017-11/12`, `2015 春`.
pub(super) fn words(date: DateValue, locale: &Locale) -> String {
    let (first, last) = (date.first(), date.last());
    let year = first.year();
    let text = match date.precision() {
        Precision::Day | Precision::Month => date.edtf().trim_end_matches('~').to_owned(),
        Precision::Year => year_words(year, locale),
        Precision::Season => {
            let key = match (first.month() + 9) % 12 / 3 {
                0 => "dates.spring",
                1 => "dates.summer",
                2 => "dates.autumn",
                _ => "dates.winter",
            };
            format!("{} {}", year_words(year, locale), locale.get(key))
        }
        Precision::Quarter => format!(
            "{} Q{}",
            year_words(year, locale),
            first.month().div_ceil(3)
        ),
        Precision::Half => {
            let key = if first.month() < 7 {
                "dates.first-half"
            } else {
                "dates.second-half"
            };
            format!("{}{}", year_words(year, locale), locale.get(key))
        }
        Precision::Decade => {
            let n = last.year().unsigned_abs() / 10 * 10;
            many_years(year, "dates.decade", n, locale)
        }
        Precision::Century => {
            let n = year.unsigned_abs() / 100 + 1;
            many_years(year, "dates.century", n, locale)
        }
        Precision::Week | Precision::Interval => range_words(first, last, locale),
    };
    about(date, text, locale)
}

/// A date for a narrow column: as [`words`], but of a stretch of days only its months.
fn short(date: DateValue, locale: &Locale) -> String {
    let (first, last) = (date.first(), date.last());
    let is_range = matches!(date.precision(), Precision::Week | Precision::Interval);
    let is_whole = first.day() == 1 && last.day() == days_in_month(last.year(), last.month());
    let is_one_month = (first.year(), first.month()) == (last.year(), last.month());
    if !is_range || is_one_month || (is_whole && first.year() == last.year()) {
        return words(date, locale);
    }
    let is_years = is_whole && first.month() == 1 && last.month() == 12;
    let text = match first.year() == last.year() {
        true => format!(
            "{:04}-{:02}/{:02}",
            first.year(),
            first.month(),
            last.month()
        ),
        false if is_years => return words(date, locale),
        false => format!("{:04}-{:02}…", first.year(), first.month()),
    };
    about(date, text, locale)
}

/// The date of an event for a narrow column, as its words tell it: the end of a year is no month.
pub(super) fn told(date: DateValue, words: &str, locale: &Locale) -> String {
    const END: [&str; 5] = ["年底", "年末", "岁末", "late", "end"];
    const START: [&str; 4] = ["年初", "岁初", "early", "beginning"];
    let is_told = |by: &[&str]| by.iter().any(|it| words.to_lowercase().contains(it));
    let is_edge = !date.is_certain() && date.precision() == Precision::Month;
    let key = match date.first().month() {
        12 if is_edge && is_told(&END) => "dates.year-end",
        1 if is_edge && is_told(&START) => "dates.year-start",
        _ => return short(date, locale),
    };
    locale.fill(key, &[("n", &year_words(date.first().year(), locale))])
}

/// Says that a date is not certain, if it is not; without a blank where that would not fit.
fn about(date: DateValue, text: String, locale: &Locale) -> String {
    const COLUMNS: usize = 12;
    if date.is_certain() {
        return text;
    }
    let about = locale.get("dates.about");
    let spaced = format!("{about} {text}");
    if Metric::default().width(&spaced) <= COLUMNS {
        return spaced;
    }
    format!("{about}{text}")
}

/// A decade or century of that number, before Christ if it begins there.
fn many_years(first: i16, key: &str, n: u16, locale: &Locale) -> String {
    let text = locale.fill(key, &[("n", &n.to_string())]);
    if first < 0 {
        return locale.fill("dates.before", &[("n", &text)]);
    }
    text
}

/// A year; 0 is 1 BC.
pub(super) fn year_words(year: i16, locale: &Locale) -> String {
    if year <= 0 {
        let n = (1 - i32::from(year)).to_string();
        return locale.fill("dates.before", &[("n", &n)]);
    }
    year.to_string()
}

/// From a day to another, without what both have in common.
fn range_words(first: Day, last: Day, locale: &Locale) -> String {
    let is_months = first.day() == 1 && last.day() == days_in_month(last.year(), last.month());
    let is_years = is_months && first.month() == 1 && last.month() == 12;
    match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => format!("{first}/{:02}", last.day()),
        (true, false) if is_months => {
            format!(
                "{:04}-{:02}/{:02}",
                first.year(),
                first.month(),
                last.month()
            )
        }
        (true, false) => format!("{first}/{:02}-{:02}", last.month(), last.day()),
        (false, _) if is_years => {
            format!(
                "{}–{}",
                year_words(first.year(), locale),
                year_words(last.year(), locale)
            )
        }
        (false, _) if is_months => {
            let month = |it: Day| format!("{:04}-{:02}", it.year(), it.month());
            format!("{}/{}", month(first), month(last))
        }
        (false, _) => format!("{first}/{last}"),
    }
}

/// Days from one period to the other; 0 if they share a day.
fn days_between(a: DateValue, b: DateValue) -> i32 {
    let (a, b) = if a.first() <= b.first() {
        (a, b)
    } else {
        (b, a)
    };
    (number(b.first()) - number(a.last())).max(0)
}

/// The number of a day in the count of days, by the era method.
fn number(day: Day) -> i32 {
    let month = i32::from(day.month());
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(day.day()) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Event, Participants, Span};

    fn date(first: &str, last: &str) -> DateValue {
        let day = |text| Day::parse(text).unwrap();
        DateValue::new(day(first), day(last), Precision::Interval).unwrap()
    }

    #[test]
    fn dates_are_written_in_few_columns() {
        use super::super::Lang;
        use Precision::{Century, Decade, Half, Interval, Quarter, Season, Week, Year};
        let zh = Locale::new(Lang::Zh);
        let shown = |first, last, precision| {
            let day = |text| Day::parse(text).unwrap();
            words(
                DateValue::new(day(first), day(last), precision).unwrap(),
                &zh,
            )
        };
        for (first, last, precision, text) in [
            ("2023-02-07", "2023-02-07", Precision::Day, "2023-02-07"),
            ("2023-02-01", "2023-02-28", Precision::Month, "2023-02"),
            ("2015-03-01", "2015-05-31", Season, "2015 春"),
            ("2015-12-01", "2016-02-29", Season, "2015 冬"),
            ("2015-04-01", "2015-06-30", Quarter, "2015 Q2"),
            ("2015-07-01", "2015-12-31", Half, "2015下半年"),
            ("2010-01-01", "2019-12-31", Decade, "2010年代"),
            ("2000-01-01", "2099-12-31", Century, "21世纪"),
            ("2017-11-01", "2017-12-31", Interval, "2017-11/12"),
            ("2017-11-06", "2017-11-12", Week, "2017-11-06/12"),
            ("2015-01-01", "2017-12-31", Interval, "2015–2017"),
            ("-0220-01-01", "-0220-12-31", Year, "前221"),
            ("-0229-01-01", "-0220-12-31", Decade, "前220年代"),
            ("-0299-01-01", "-0200-12-31", Century, "前3世纪"),
            ("0000-01-01", "0099-12-31", Century, "1世纪"),
        ] {
            assert_eq!(shown(first, last, precision), text);
        }
        for (first, last, text) in [
            ("2022-10-18", "2022-11-16", "2022-10/11"),
            ("2022-12-13", "2023-01-10", "2022-12…"),
            ("2023-02-01", "2023-02-07", "2023-02-01/07"),
            ("2003-01-01", "2013-12-31", "2003–2013"),
        ] {
            assert_eq!(short(date(first, last), &zh), text);
        }
        let about = date("2023-02-01", "2023-02-28").about();
        assert_eq!(words(about, &zh), "约2023-02-01/28");
        let edge = |edtf, words| told(DateValue::parse(edtf).unwrap(), words, &zh);
        for (edtf, words, text) in [
            ("2017-12~", "2017 年底", "2017 年底"),
            ("2017-12~", "late 2017", "2017 年底"),
            ("2018-01~", "转年年初", "2018 年初"),
            ("2017-12~", "大约12月", "约 2017-12"),
            ("2017-12", "那年底的12月", "2017-12"),
            ("2017-11~", "年底", "约 2017-11"),
        ] {
            assert_eq!(edge(edtf, words), text, "{words}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let n = |a: &str, b: &str| number(Day::parse(b).unwrap()) - number(Day::parse(a).unwrap());
        assert_eq!(n("2023-12-31", "2024-01-01"), 1);
        assert_eq!(n("2024-02-28", "2024-03-01"), 2);
        assert_eq!(n("1900-02-28", "1900-03-01"), 1);
        assert_eq!(n("-0001-01-01", "0000-01-01"), 365);
    }

    #[test]
    fn the_event_in_the_period_or_the_nearest_is_found() {
        let dates = [
            date("2023-02-01", "2023-02-28"),
            date("2022-11-30", "2022-11-30"),
            date("2023-02-07", "2023-02-07"),
            date("2017-01-01", "2017-12-31"),
        ];
        let event = |&date| Event {
            span: Span::default(),
            date: Some(date),
            basis: Basis::default(),
            sentence: Span::default(),
            summary: Box::default(),
            participants: Participants::default(),
        };
        let analysis = Analysis {
            events: dates.iter().map(event).collect(),
            ..Analysis::default()
        };
        let found = |first, last| {
            let it = find(&analysis, date(first, last)).unwrap();
            (it.event, it.n_within)
        };
        assert_eq!(found("2023-02-01", "2023-02-28"), (0, 2));
        assert_eq!(found("2023-02-07", "2023-02-07"), (2, 2));
        assert_eq!(found("2022-01-01", "2022-12-31"), (1, 1));
        assert_eq!(found("2022-12-05", "2022-12-05"), (1, 0));
        assert_eq!(found("2017-06-01", "2017-06-30"), (3, 1));
        assert_eq!(find(&Analysis::default(), dates[0]), None);
    }
}
