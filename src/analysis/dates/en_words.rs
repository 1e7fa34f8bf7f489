//! English words of the calendar, in small letters.

use super::reading::Unit;

/// The month with that name, and whether the name is written in full.
pub(super) fn month_word(word: &str) -> Option<(u8, bool)> {
    Some(match word {
        "january" => (1, true),
        "february" => (2, true),
        "march" => (3, true),
        "april" => (4, true),
        "may" => (5, true),
        "june" => (6, true),
        "july" => (7, true),
        "august" => (8, true),
        "september" => (9, true),
        "october" => (10, true),
        "november" => (11, true),
        "december" => (12, true),
        "jan" => (1, false),
        "feb" => (2, false),
        "mar" => (3, false),
        "apr" => (4, false),
        "jun" => (6, false),
        "jul" => (7, false),
        "aug" => (8, false),
        "sep" | "sept" => (9, false),
        "oct" => (10, false),
        "nov" => (11, false),
        "dec" => (12, false),
        _ => return None,
    })
}

/// The weekday with that name, 1 Monday, and whether the name is written in full.
pub(super) fn weekday_word(word: &str) -> Option<(u8, bool)> {
    Some(match word {
        "monday" => (1, true),
        "tuesday" => (2, true),
        "wednesday" => (3, true),
        "thursday" => (4, true),
        "friday" => (5, true),
        "saturday" => (6, true),
        "sunday" => (7, true),
        "mon" => (1, false),
        "tue" | "tues" => (2, false),
        "wed" => (3, false),
        "thu" | "thur" | "thurs" => (4, false),
        "fri" => (5, false),
        "sat" => (6, false),
        "sun" => (7, false),
        _ => return None,
    })
}

/// The season with that name, 0 spring.
pub(super) fn season_word(word: &str) -> Option<u8> {
    Some(match word {
        "spring" | "springtime" => 0,
        "summer" | "summertime" => 1,
        "autumn" | "fall" => 2,
        "winter" | "wintertime" => 3,
        _ => return None,
    })
}

/// The value of a number written out.
pub(super) fn number_word(word: &str) -> Option<i32> {
    Some(match word {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fifteen" => 15,
        "eighteen" => 18,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        _ => return None,
    })
}

/// The value of an ordinal written out.
pub(super) fn ordinal_word(word: &str) -> Option<i32> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        _ => return None,
    })
}

/// The unit with that name, and how many of it: a fortnight is two weeks.
pub(super) fn unit_word(word: &str) -> Option<(Unit, i32)> {
    Some(match word {
        "day" | "days" => (Unit::Day, 1),
        "week" | "weeks" => (Unit::Week, 1),
        "fortnight" | "fortnights" => (Unit::Week, 2),
        "month" | "months" => (Unit::Month, 1),
        "quarter" | "quarters" => (Unit::Quarter, 1),
        "year" | "years" => (Unit::Year, 1),
        "decade" | "decades" => (Unit::Decade, 1),
        "century" | "centuries" => (Unit::Century, 1),
        _ => return None,
    })
}
