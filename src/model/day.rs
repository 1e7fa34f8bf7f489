//! A day of the proleptic Gregorian calendar.

use std::fmt;

/// A day that exists: year −9999 to 9999 in astronomical numbering (0 is 1 BC, −220 is 221 BC).
///
/// `Display` prints ISO 8601 (`2023-02-07`); years outside 0–9999 carry a sign (`-0220-01-01`),
/// as EDTF wants them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i16,
    month: u8,
    of_month: u8,
}

/// Which part of a date does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayError {
    /// The year is outside −9999 to 9999.
    Year(i16),
    /// The month is outside 1 to 12.
    Month(u8),
    /// That month of that year has no such day.
    Day(i16, u8, u8),
}

impl Day {
    /// The day of these numbers, or which of them is wrong.
    pub const fn new(year: i16, month: u8, day: u8) -> Result<Day, DayError> {
        if year < -9999 || 9999 < year {
            return Err(DayError::Year(year));
        }
        if month < 1 || 12 < month {
            return Err(DayError::Month(month));
        }
        if day < 1 || days_in_month(year, month) < day {
            return Err(DayError::Day(year, month, day));
        }
        Ok(Day {
            year,
            month,
            of_month: day,
        })
    }

    /// The year, in astronomical numbering.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.of_month
    }

    /// The day of the week: 1 Monday to 7 Sunday.
    pub const fn weekday(self) -> u8 {
        // Days since 1 March of the year 0, which was a Wednesday.
        let months = (self.month as i32 + 9) % 12;
        let year = self.year as i32 - (months / 10);
        let days = year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (months * 306 + 5) / 10
            + self.of_month as i32
            - 1;
        #[expect(clippy::cast_possible_truncation, reason = "0 to 6")]
        let from_monday = (days + 2).rem_euclid(7) as u8;
        from_monday + 1
    }

    /// Reads `YYYY-MM-DD`, nothing else.
    pub fn parse(text: &str) -> Option<Day> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let mut parts = digits.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_number = |part: &str, length| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if parts.next().is_some() || !is_number(year, 4) || !is_number(month, 2) {
            return None;
        }
        if !is_number(day, 2) {
            return None;
        }
        let year: i16 = year.parse().ok()?;
        Day::new(sign * year, month.parse().ok()?, day.parse().ok()?).ok()
    }
}

/// How many days the month (1 to 12) has.
pub const fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(
            f,
            "{sign}{:04}-{:02}-{:02}",
            self.year.unsigned_abs(),
            self.month,
            self.of_month
        )
    }
}

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayError::Year(year) => write!(f, "year {year} is outside -9999 to 9999"),
            DayError::Month(month) => write!(f, "there is no month {month}"),
            DayError::Day(year, month, day) => write!(f, "{year:04}-{month:02} has no day {day}"),
        }
    }
}

impl std::error::Error for DayError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays() {
        for (text, weekday) in [
            ("2023-02-07", 2),
            ("2000-02-29", 2),
            ("1969-07-20", 7),
            ("1970-01-01", 4),
            ("2024-12-30", 1),
            ("0000-03-01", 3),
            ("-0001-12-31", 5),
        ] {
            assert_eq!(Day::parse(text).unwrap().weekday(), weekday, "{text}");
        }
    }
}
