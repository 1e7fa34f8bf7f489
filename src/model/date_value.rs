//! What a time expression denotes.

use super::{Day, days_in_month};

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
    /// The word used in JSON.
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

/// Whether what is denoted goes on beyond the days that are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Open {
    /// It does not.
    #[default]
    Closed,
    /// It begins some time before: «2020 年之前».
    Before,
    /// It ends some time later: «自 2014 年起».
    After,
}

/// The days that a time expression denotes, from the first to the last, both included.
///
/// The first never lies after the last. With an open end the days are those of the named bound,
/// so that every value has a place in the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateValue {
    first: Day,
    last: Day,
    precision: Precision,
    certain: bool,
    open: Open,
}

impl DateValue {
    /// The stretch from `first` to `last`, or `None` if it would run backward. Days that are not
    /// one whole unit of the precision are an interval.
    pub fn new(first: Day, last: Day, precision: Precision) -> Option<DateValue> {
        let precision = if unit(first, precision) == Some((first, last)) {
            precision
        } else if first == last {
            Precision::Day
        } else if unit(first, Precision::Week) == Some((first, last)) {
            Precision::Week
        } else {
            Precision::Interval
        };
        (first <= last).then_some(DateValue {
            first,
            last,
            precision,
            certain: true,
            open: Open::Closed,
        })
    }

    /// The unit that begins on that day, `None` if none does.
    pub fn unit(first: Day, precision: Precision) -> Option<DateValue> {
        let (first, last) = unit(first, precision)?;
        DateValue::new(first, last, precision)
    }

    /// The same days, known only about («2022 年底前后», «六周后»).
    #[must_use]
    pub fn about(self) -> DateValue {
        DateValue {
            certain: false,
            ..self
        }
    }

    /// The same days as the bound of something that goes on beyond them.
    #[must_use]
    pub fn open(self, open: Open) -> DateValue {
        DateValue { open, ..self }
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

    /// Which end is open.
    pub const fn openness(self) -> Open {
        self.open
    }

    /// The value in EDTF (ISO 8601-2, levels 1 and 2): `2023-02`, `2023-21`, `2022-12~`, `201X`,
    /// `2014/..`, `../2020`. Of a stretch of days with an open end it is the other end alone.
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
            Precision::Week | Precision::Interval => match self.open {
                Open::Closed => format!("{}/{}", self.first, self.last),
                Open::Before => self.last.to_string(),
                Open::After => self.first.to_string(),
            },
        };
        let about = if self.certain { "" } else { "~" };
        match self.open {
            Open::Closed => format!("{text}{about}"),
            Open::Before => format!("../{text}{about}"),
            Open::After => format!("{text}{about}/.."),
        }
    }

    /// Reads what [`edtf`](DateValue::edtf) writes, and a stretch with an open end by both its days.
    pub fn parse(edtf: &str) -> Option<DateValue> {
        let (text, open) = match (edtf.strip_prefix("../"), edtf.strip_suffix("/..")) {
            (Some(rest), _) => (rest, Open::Before),
            (None, Some(rest)) => (rest, Open::After),
            (None, None) => (edtf, Open::Closed),
        };
        let (text, certain) = match text.strip_suffix('~') {
            Some(rest) => (rest, false),
            None => (text, true),
        };
        let value = match text.split_once('/') {
            Some((first, last)) => {
                DateValue::new(Day::parse(first)?, Day::parse(last)?, Precision::Interval)?
            }
            None => parse_unit(text)?,
        };
        Some(DateValue {
            certain,
            open,
            ..value
        })
    }
}

/// Reads a day, month, season, quarter, half, year, decade or century.
fn parse_unit(text: &str) -> Option<DateValue> {
    if let Some(day) = Day::parse(text) {
        return DateValue::new(day, day, Precision::Day);
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (year, part) = match digits.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (digits, None),
    };
    let known = year.trim_end_matches('X');
    let unknown = u32::try_from(year.len() - known.len()).ok()?;
    if year.len() != 4 || !known.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_i16.checked_pow(unknown)?;
    let low = known.parse::<i16>().ok()?.checked_mul(scale)?;
    // Years before 0 count down: the decade -022X runs from -229 to -220.
    let year = if text.starts_with('-') {
        -low - (scale - 1)
    } else {
        low
    };
    let (month, precision) = match (part, unknown) {
        (None, 0) => (1, Precision::Year),
        (None, 1) => (1, Precision::Decade),
        (None, 2) => (1, Precision::Century),
        (Some(part), 0) if part.len() == 2 => match part.parse().ok()? {
            month @ 1..=12 => (month, Precision::Month),
            season @ 21..=24 => ((season - 21) * 3 + 3, Precision::Season),
            quarter @ 33..=36 => ((quarter - 33) * 3 + 1, Precision::Quarter),
            half @ 40..=41 => ((half - 40) * 6 + 1, Precision::Half),
            _ => return None,
        },
        _ => return None,
    };
    DateValue::unit(Day::new(year, month, 1).ok()?, precision)
}

/// First and last day of the unit that begins on `first`, `None` if none does.
fn unit(first: Day, precision: Precision) -> Option<(Day, Day)> {
    let (year, month) = (first.year(), first.month());
    let months = |count: u8| {
        let behind = month - 1 + count - 1;
        let (year, month) = (year + i16::from(behind / 12), behind % 12 + 1);
        Day::new(year, month, days_in_month(year, month)).ok()
    };
    let years = |count: i16| Day::new(year + count - 1, 12, 31).ok();
    let fits = |every: u8| first.day() == 1 && (month - 1) % every == 0;
    let last = match precision {
        Precision::Day => Some(first),
        Precision::Week => (first.weekday() == 1).then(|| after_six_days(first))?,
        Precision::Month if fits(1) => months(1),
        Precision::Season if first.day() == 1 && month % 3 == 0 => months(3),
        Precision::Quarter if fits(3) => months(3),
        Precision::Half if fits(6) => months(6),
        Precision::Year if fits(12) => years(1),
        Precision::Decade if fits(12) && starts(year, 10) => years(10),
        Precision::Century if fits(12) && starts(year, 100) => years(100),
        Precision::Month
        | Precision::Season
        | Precision::Quarter
        | Precision::Half
        | Precision::Year
        | Precision::Decade
        | Precision::Century
        | Precision::Interval => None,
    }?;
    Some((first, last))
}

/// Whether a decade or century begins with that year, by its written digits.
fn starts(year: i16, length: i16) -> bool {
    if year < 0 {
        (year + length - 1) % length == 0
    } else {
        year % length == 0
    }
}

/// The sixth day after.
fn after_six_days(day: Day) -> Option<Day> {
    let (year, month, sum) = (day.year(), day.month(), day.day() + 6);
    let length = days_in_month(year, month);
    if sum <= length {
        Day::new(year, month, sum).ok()
    } else if month < 12 {
        Day::new(year, month + 1, sum - length).ok()
    } else {
        Day::new(year + 1, 1, sum - length).ok()
    }
}

/// Four digits, with a sign before the year 0.
fn year_text(year: i16) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edtf_is_read_as_it_is_written() {
        for (edtf, first, last) in [
            ("2023-02-07", "2023-02-07", "2023-02-07"),
            ("2023-02", "2023-02-01", "2023-02-28"),
            ("2023-21", "2023-03-01", "2023-05-31"),
            ("2023-24", "2023-12-01", "2024-02-29"),
            ("2023-36", "2023-10-01", "2023-12-31"),
            ("2023-41", "2023-07-01", "2023-12-31"),
            ("2022-12~", "2022-12-01", "2022-12-31"),
            ("-0220", "-0220-01-01", "-0220-12-31"),
            ("201X", "2010-01-01", "2019-12-31"),
            ("-022X", "-0229-01-01", "-0220-12-31"),
            ("19XX", "1900-01-01", "1999-12-31"),
            ("2014/..", "2014-01-01", "2014-12-31"),
            ("../2020-05~", "2020-05-01", "2020-05-31"),
            ("2023-02-06/2023-02-12", "2023-02-06", "2023-02-12"),
            ("2023-02-06/2023-03-12~", "2023-02-06", "2023-03-12"),
        ] {
            let value = DateValue::parse(edtf).expect(edtf);
            assert_eq!(value.first().to_string(), first, "{edtf}");
            assert_eq!(value.last().to_string(), last, "{edtf}");
            assert_eq!(value.edtf(), edtf);
        }
        for wrong in [
            "",
            "2023-13",
            "2023-2",
            "23",
            "..",
            "2023-02-30",
            "X",
            "2023-02-07/.",
            "é",
        ] {
            assert_eq!(DateValue::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_open_stretch_is_written_by_its_bound() {
        let week = DateValue::parse("2023-02-06/2023-02-12").unwrap();
        for (open, edtf) in [
            (Open::Before, "../2023-02-12"),
            (Open::After, "2023-02-06/.."),
        ] {
            assert_eq!(week.open(open).edtf(), edtf);
            assert_eq!(
                week.about().open(open).edtf(),
                edtf.replace("-12", "-12~").replace("-06", "-06~")
            );
        }
    }

    #[test]
    fn what_is_no_whole_unit_is_an_interval() {
        let day = |text| Day::parse(text).unwrap();
        let value = DateValue::new(day("2023-02-01"), day("2023-02-05"), Precision::Month).unwrap();
        assert_eq!(value.precision(), Precision::Interval);
        let value = DateValue::new(day("2023-02-01"), day("2023-02-01"), Precision::Month).unwrap();
        assert_eq!(value.precision(), Precision::Day);
        assert_eq!(
            DateValue::new(day("2023-02-02"), day("2023-02-01"), Precision::Day),
            None
        );
    }
}
