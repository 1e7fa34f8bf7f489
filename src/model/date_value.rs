//! What a time expression denotes.

use super::Day;

/// How exactly a date is known: the unit that the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// Seven days from Monday.
    Week,
    /// A month.
    Month,
    /// A season of a year.
    Season,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// Any other stretch from one day to another.
    Interval,
}

impl Precision {
    /// The word used in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Quarter => "quarter",
            Precision::Half => "half",
            Precision::Year => "year",
            Precision::Decade => "decade",
            Precision::Century => "century",
            Precision::Interval => "interval",
        }
    }
}

/// The days that a time expression denotes, from the first to the last, both included.
///
/// The first never lies after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateValue {
    first: Day,
    last: Day,
    precision: Precision,
    certain: bool,
}

impl DateValue {
    /// The stretch from `first` to `last`, or `None` if it would run backward.
    pub fn new(first: Day, last: Day, precision: Precision) -> Option<DateValue> {
        (first <= last).then_some(DateValue {
            first,
            last,
            precision,
            certain: true,
        })
    }

    /// The same days, known only about («2022 年底前后», «六周后»).
    #[must_use]
    pub fn about(self) -> DateValue {
        DateValue {
            certain: false,
            ..self
        }
    }

    /// The first day.
    pub const fn first(self) -> Day {
        self.first
    }

    /// The last day, included.
    pub const fn last(self) -> Day {
        self.last
    }

    /// The unit that the text names.
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// Whether it is known exactly at its precision.
    pub const fn is_certain(self) -> bool {
        self.certain
    }

    /// The value in EDTF (ISO 8601-2, levels 1 and 2): `2023-02`, `2023-21`, `2022-12~`, `201X`.
    pub fn edtf(self) -> String {
        let day = self.first;
        let year = year_text(day.year());
        let text = match self.precision {
            Precision::Day => day.to_string(),
            Precision::Month => format!("{year}-{:02}", day.month()),
            // 21 spring to 24 winter.
            Precision::Season => format!("{year}-{}", 21 + (day.month() + 9) % 12 / 3),
            // 33 to 36 the quarters, 40 and 41 the halves.
            Precision::Quarter => format!("{year}-{}", 33 + (day.month() - 1) / 3),
            Precision::Half => format!("{year}-{}", 40 + (day.month() - 1) / 6),
            Precision::Year => year,
            Precision::Decade => format!("{}X", &year[..year.len() - 1]),
            Precision::Century => format!("{}XX", &year[..year.len() - 2]),
            Precision::Week | Precision::Interval => format!("{}/{}", self.first, self.last),
        };
        if self.certain { text } else { text + "~" }
    }
}

/// Four digits, with a sign before the year 0.
fn year_text(year: i16) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}
