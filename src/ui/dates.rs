//! Going to a date: the events of a period, or the one nearest to it.

use crate::model::{Analysis, DateValue, Day};

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
    use crate::model::{Event, Precision, Span};

    fn date(first: &str, last: &str) -> DateValue {
        let day = |text| Day::parse(text).unwrap();
        DateValue::new(day(first), day(last), Precision::Interval).unwrap()
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
            basis: Vec::new(),
            sentence: Span::default(),
            summary: String::new(),
            participants: Vec::new(),
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
