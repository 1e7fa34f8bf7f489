//! Dates as metadata writes them.

use crate::model::Day;

/// Names of months in English, of which three letters are enough.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day that a metadata field names: ISO 8601 in any length, `2024/3/5`, `2024年3月5日`,
/// `D:20240305` and `20240305`, `Tue, 05 Mar 2024`, `March 5, 2024`. The day as it is written: a time
/// zone does not move it.
pub(super) fn read(text: &str) -> Option<Day> {
    let text = text.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    numbers(text)
        .or_else(|| compact(text))
        .or_else(|| words(text))
}

/// Year, month and day as the first three numbers, the year of four digits first.
fn numbers(text: &str) -> Option<Day> {
    let mut fields = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|it| !it.is_empty());
    let year = fields
        .next()
        .filter(|it| it.len() == 4 && text.starts_with(it))?;
    let (month, day) = (fields.next()?, fields.next()?);
    if 2 < month.len() || 2 < day.len() {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Eight digits, or more for the time of day.
fn compact(text: &str) -> Option<Day> {
    let digits = text
        .get(..8)
        .filter(|it| it.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |range: std::ops::Range<usize>| digits[range].parse::<u8>().ok();
    Day::new(digits[..4].parse().ok()?, number(4..6)?, number(6..8)?).ok()
}

/// A month in English with a day and a year beside it.
fn words(text: &str) -> Option<Day> {
    let text = text.to_lowercase();
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
    {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match (digits.len(), digits.parse::<i16>()) {
            (4, Ok(number)) if year.is_none() => year = Some(number),
            (1 | 2, Ok(number)) if day.is_none() => day = u8::try_from(number).ok(),
            (0, _) if month.is_none() => {
                let is_it = |it: &&str| word.starts_with(*it);
                month = (1..)
                    .zip(MONTHS)
                    .find(|(_, it)| is_it(it))
                    .map(|(number, _)| number);
            }
            _ => {}
        }
    }
    Day::new(year?, month?, day?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_notation() {
        let expected = Day::new(2024, 3, 5).ok();
        for text in [
            "2024-03-05",
            "2024-03-05T23:59:00+08:00",
            " 2024/3/5 10:00",
            "2024年3月5日",
            "20240305",
            "D:20240305101500+08'00'",
            "Tue, 05 Mar 2024 10:00:00 GMT",
            "March 5th, 2024",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        for text in [
            "",
            "2024",
            "2024-13-01",
            "yesterday",
            "März",
            "20249999",
            "1709600000",
            "五",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
