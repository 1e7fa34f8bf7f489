//! English dates of the calendar.
//!
//! month    = name [day] [[,] year]
//! day date = day [of] name [[,] year]
//! year     = four digits | ' two digits [s]
//! festival = name [year]

use super::en_period::{chain, previous_word};
use super::en_words::month_word;
use super::festival::festival;
use super::line::{Line, Read, Word};
use super::number::arabic;
use super::reading::{Chain, Term, Unit};

/// Four digits of a year.
pub(super) fn year(line: Line<'_>, at: usize) -> Option<Read<i16>> {
    let inner = arabic(line, at).filter(|it| it.value.length == 4)?;
    let next = line.at(inner.end);
    let goes_on = next.is_ascii_alphanumeric()
        || matches!(next, '%' | '年')
        || matches!(next, '.' | ',' | ':' | '/') && line.at(inner.end + 1).is_ascii_digit();
    let value = i16::try_from(inner.value.value).ok()?;
    ((1000..2150).contains(&value) && !goes_on).then_some(Read::new(value, inner.end))
}

/// A day of a month, with or without its ending: 3, 3rd.
fn day(line: Line<'_>, at: usize) -> Option<Read<u8>> {
    let inner = arabic(line, at).filter(|it| it.value.length <= 2)?;
    let end = line
        .any(inner.end, &["st", "nd", "rd", "th"])
        .unwrap_or(inner.end);
    let next = line.at(end);
    let goes_on = next.is_ascii_alphanumeric()
        || next == '%'
        || next == ':'
        || matches!(next, '.' | ',') && line.at(end + 1).is_ascii_digit();
    let value = u8::try_from(inner.value.value).ok()?;
    ((1..=31).contains(&value) && !goes_on).then_some(Read::new(value, end))
}

/// [,] [of] year, behind a month or a day.
fn year_behind(line: Line<'_>, at: usize) -> Option<Read<i16>> {
    let comma = line.words(at, ",").unwrap_or(at);
    let behind = line.blanks(comma);
    let behind = line.words(behind, "of ").unwrap_or(behind);
    if let Some(found) = year(line, behind) {
        return (behind != at).then_some(found);
    }
    None
}

// month = name [day] [[,] year]
pub(super) fn month_date(line: Line<'_>, at: usize, word: &Read<Word>) -> Option<Read<Chain>> {
    let (month, is_full) = month_word(word.value.as_str())?;
    let is_capital = line.at(at).is_ascii_uppercase();
    let end = if is_full {
        word.end
    } else {
        line.words(word.end, ".").unwrap_or(word.end)
    };
    let month = Term::Month(month);
    let behind = line.blanks(end);
    if let Some(day) = day(line, behind).filter(|_| end < behind || line.before(end) == '.') {
        let day_term = Term::Day(day.value);
        return match year_behind(line, day.end) {
            Some(year) => chain(vec![Term::Year(year.value), month, day_term], year.end),
            None => chain(vec![month, day_term], day.end).map(|it| in_that_year(line, it)),
        };
    }
    if let Some(year) = year_behind(line, end) {
        return chain(vec![Term::Year(year.value), month], year.end);
    }
    let short_year = line
        .any(behind, &["'", "’"])
        .and_then(|_| short(line, behind));
    if let Some(year) = short_year.filter(|it| matches!(it.value.terms[0], Term::YearShort(_))) {
        return chain(vec![year.value.terms[0], month], year.end);
    }
    let alone = stands_alone(line, at, end, is_capital).then(|| chain(vec![month], end))?;
    alone.map(|it| in_that_year(line, it))
}

/// A month without a number: May and March are words, April and June are names.
fn stands_alone(line: Line<'_>, at: usize, end: usize, is_capital: bool) -> bool {
    if at == 0 && end == line.chars.len() {
        return true;
    }
    let is_led = matches!(
        previous_word(line, at).as_str(),
        "in" | "of"
            | "since"
            | "by"
            | "until"
            | "last"
            | "next"
            | "this"
            | "from"
            | "to"
            | "early"
            | "late"
            | "mid"
            | "during"
            | "before"
            | "after"
            | "through"
            | "between"
            | "till"
    );
    let is_name = line
        .any(
            at,
            &[
                "May", "March", "April", "June", "August", "Mar", "Jan", "Dec",
            ],
        )
        .is_some();
    let next = line.at(line.blanks(end));
    if is_capital && range_follows(line, end) {
        return true;
    }
    is_capital && (is_led || !is_name && !next.is_ascii_uppercase() && 4 < end - at)
}

/// March to May: another month behind a word that joins the ends of a range.
fn range_follows(line: Line<'_>, end: usize) -> bool {
    let behind = line.blanks(end);
    let joined = line.any(
        behind,
        &["to ", "through ", "until ", "and ", "-", "–", "—"],
    );
    joined
        .and_then(|it| line.latin_word(line.blanks(it)))
        .is_some_and(|it| month_word(it.value.as_str()).is_some())
}

// day date = day [of] name [[,] year]
pub(super) fn day_date(line: Line<'_>, at: usize) -> Option<Read<Chain>> {
    let day = day(line, at)?;
    let behind = line.blanks(day.end);
    let behind = line.words(behind, "of ").unwrap_or(behind);
    let word = line.latin_word(behind).filter(|_| day.end < behind)?;
    let (month, is_full) = month_word(word.value.as_str())?;
    if !line.at(behind).is_ascii_uppercase() && word.value.as_str().len() < 4 {
        return None;
    }
    let end = if is_full {
        word.end
    } else {
        line.words(word.end, ".").unwrap_or(word.end)
    };
    let terms = vec![Term::Month(month), Term::Day(day.value)];
    match year_behind(line, end) {
        Some(year) => chain([vec![Term::Year(year.value)], terms].concat(), year.end),
        None => chain(terms, end),
    }
}

/// ' two digits [s]
pub(super) fn short(line: Line<'_>, at: usize) -> Option<Read<Chain>> {
    let inner = arabic(line, at + 1).filter(|it| it.value.length == 2)?;
    let value = i16::try_from(inner.value.value).ok()?;
    if line.at(inner.end) == 's' && value % 10 == 0 {
        return chain(vec![Term::DecadeShort(value)], inner.end + 1);
    }
    let end = line.words(line.blanks(inner.end), "年")?;
    chain(vec![Term::YearShort(value)], end)
}

/// Christmas, with or without a year.
pub(super) fn named(line: Line<'_>, at: usize) -> Option<Read<Chain>> {
    let found = festival(line, at).filter(|_| line.at(at).is_ascii_uppercase())?;
    if line.at(found.end).is_ascii_alphanumeric() {
        return None;
    }
    let term = Term::Festival(found.value.0);
    match year_behind(line, found.end) {
        Some(year) => chain(vec![Term::Year(year.value), term], year.end),
        None => chain(vec![term], found.end).map(|it| in_that_year(line, it)),
    }
}

/// Christmas that year, July of last year: of the year of the story, or one counted from now.
pub(super) fn in_that_year(line: Line<'_>, inner: Read<Chain>) -> Read<Chain> {
    const YEARS: [(&str, Term); 5] = [
        ("that year", Term::Same(Unit::Year)),
        ("the same year", Term::Same(Unit::Year)),
        ("this year", Term::YearFromNow(0)),
        ("last year", Term::YearFromNow(-1)),
        ("next year", Term::YearFromNow(1)),
    ];
    let behind = line.blanks(inner.end);
    let behind = line.words(behind, "of ").unwrap_or(behind);
    let year = line.table(behind, &YEARS);
    let Some(Read { value: year, end }) =
        year.filter(|it| !line.at(it.end).is_ascii_alphanumeric())
    else {
        return inner;
    };
    let mut terms = vec![year];
    terms.extend(inner.value.terms);
    let is_lunar = inner.value.is_lunar;
    Read::new(Chain { terms, is_lunar }, end)
}
