//! English periods.
//!
//! period   = [the] (edge | part | month date | day date | weekday | season | quarter | relative
//!            | decade | century | fiscal | festival | year)
//! edge     = (early | mid | late) period | (beginning | middle | end) of period
//! part     = (first | …) (half | quarter | month | week | weekday) of period

use super::en_date::{day_date, month_date, named, short, year};
use super::en_relative::{definite, quarter, relative, season};
use super::en_words::{number_word, ordinal_word, unit_word, weekday_word};
use super::line::{Line, Read, Word};
use super::number::arabic;
use super::reading::{Chain, Edge, Pick, Term};

/// Whether no word or number goes on to the left of an index.
pub(super) fn starts_word(line: Line<'_>, at: usize) -> bool {
    let before = line.before(at);
    let second = at.checked_sub(2).map_or('\0', |it| line.at(it));
    match before {
        '_' | '@' | '#' | '.' | '/' | '$' | '€' | '£' | '¥' => false,
        '-' => !second.is_ascii_alphabetic(),
        ',' | ':' => !second.is_ascii_digit(),
        _ => !before.is_ascii_alphanumeric(),
    }
}

/// The Latin word before an index, empty if there is none.
pub(super) fn previous_word(line: Line<'_>, at: usize) -> Word {
    let mut end = at;
    while matches!(line.before(end), ' ' | '-' | '(' | '“' | '"') {
        end -= 1;
    }
    let mut from = end;
    while line.before(from).is_ascii_alphabetic() && end < from + 12 {
        from -= 1;
    }
    line.latin_word(from).map(|it| it.value).unwrap_or_default()
}

/// Reads a period; four digits alone are one only if a year is expected.
pub(super) fn period(line: Line<'_>, at: usize, expects_year: bool) -> Option<Read<Chain>> {
    read(line, at, expects_year, 3)
}

fn read(line: Line<'_>, at: usize, expects_year: bool, depth: u8) -> Option<Read<Chain>> {
    let depth = depth.checked_sub(1)?;
    if matches!(line.at(at), '\'' | '’') {
        return short(line, at);
    }
    if line.at(at).is_ascii_digit() {
        return numbered(line, at, expects_year);
    }
    let word = line.latin_word(at)?;
    let text = word.value.as_str();
    if text == "the" {
        let behind = line.blanks(word.end);
        return definite(line, behind).or_else(|| read(line, behind, false, depth));
    }
    edge(line, &word, depth)
        .or_else(|| part(line, &word, depth))
        .or_else(|| month_date(line, at, &word))
        .or_else(|| weekday_date(line, at, &word, depth))
        .or_else(|| season(line, &word))
        .or_else(|| relative(line, &word))
        .or_else(|| quarter(line, at, &word))
        .or_else(|| named(line, at))
}

#[expect(clippy::unnecessary_wraps, reason = "it is the end of every reader")]
pub(super) fn chain(terms: Vec<Term>, end: usize) -> Option<Read<Chain>> {
    Some(Read {
        value: Chain {
            terms,
            is_lunar: false,
        },
        end,
    })
}

// edge = (early | mid | late) period | (beginning | middle | end) of period
fn edge(line: Line<'_>, word: &Read<Word>, depth: u8) -> Option<Read<Chain>> {
    let (edge, needs_of) = match word.value.as_str() {
        "early" => (Edge::Start, false),
        "mid" => (Edge::Middle, false),
        "late" => (Edge::End, false),
        "beginning" | "start" => (Edge::Start, true),
        "middle" => (Edge::Middle, true),
        "end" | "close" => (Edge::End, true),
        _ => return None,
    };
    let behind = line
        .words(word.end, "-")
        .unwrap_or_else(|| line.blanks(word.end));
    let behind = match line.latin_word(behind) {
        Some(of) if needs_of && of.value.as_str() == "of" => line.blanks(of.end),
        // early in 2020, late in March
        Some(inside) if !needs_of && inside.value.as_str() == "in" => line.blanks(inside.end),
        _ if needs_of => return None,
        _ => behind,
    };
    let inner = match line.words(behind, "the ") {
        Some(next) => unit_now(line, next).or_else(|| read(line, behind, true, depth)),
        None => read(line, behind, true, depth),
    }?;
    let is_wide = inner
        .value
        .terms
        .last()
        .is_some_and(|it| 5 <= it.level() || it.level() == 3);
    let mut terms = inner.value.terms;
    terms.push(Term::Edge(edge));
    is_wide.then(|| chain(terms, inner.end))?
}

/// the end of the year, month: of the story.
fn unit_now(line: Line<'_>, at: usize) -> Option<Read<Chain>> {
    let word = line.latin_word(at)?;
    let (unit, _) = unit_word(word.value.as_str())?;
    chain(vec![Term::Here(unit)], word.end)
}

// part = (first | …) (half | quarter | month | week | weekday) of period
fn part(line: Line<'_>, word: &Read<Word>, depth: u8) -> Option<Read<Chain>> {
    let nth = match word.value.as_str() {
        "last" | "final" => -1,
        other => ordinal_word(other)?,
    };
    let noun = line.latin_word(line.blanks(word.end))?;
    let text = noun.value.as_str();
    if text == "century" {
        return century(line, nth, noun.end).filter(|_| 0 < nth);
    }
    let small = u8::try_from(nth).ok();
    let pick = if nth < 0 {
        Pick::Last(1)
    } else {
        Pick::Nth(nth)
    };
    let term = match text {
        "half" => Term::Half(small.filter(|it| *it <= 2)?),
        "quarter" => Term::Quarter(small.filter(|it| *it <= 4)?),
        _ => match (unit_word(text), weekday_word(text)) {
            (Some((unit, 1)), _) => Term::Part(pick, unit),
            (_, Some((weekday, true))) => Term::WeekdayPart(pick, weekday),
            _ => return None,
        },
    };
    let behind = line.blanks(noun.end);
    let of = line.any(behind, &["of ", "in "]);
    let whole = of.and_then(|it| read(line, it, true, depth));
    match whole {
        Some(whole) if term.level() < whole.value.terms.last()?.level() => {
            let mut terms = whole.value.terms;
            terms.push(term);
            chain(terms, whole.end)
        }
        _ if matches!(term, Term::Quarter(_)) => chain(vec![term], noun.end),
        _ if matches!(term, Term::Half(_)) => chain(vec![term], line.words(behind, "of the year")?),
        _ => None,
    }
}

// weekday = name [,] (month date | day date) | name
fn weekday_date(line: Line<'_>, at: usize, word: &Read<Word>, depth: u8) -> Option<Read<Chain>> {
    let (weekday, is_full) = weekday_word(word.value.as_str())?;
    let end = if is_full {
        word.end
    } else {
        line.words(word.end, ".").unwrap_or(word.end)
    };
    let behind = line.blanks(line.words(end, ",").unwrap_or(end));
    let behind = line.any(behind, &["the "]).unwrap_or(behind);
    if let Some(date) = read(line, behind, false, depth)
        && matches!(date.value.terms.last(), Some(Term::Day(_)))
    {
        return Some(date);
    }
    let is_capital = line.at(at).is_ascii_uppercase() || at == 0 && end == line.chars.len();
    let is_led = previous_word(line, at).as_str() == "on";
    (is_capital && (is_full || is_led)).then(|| chain(vec![Term::Weekday(weekday)], end))?
}

/// A date that begins with digits: 30 November, 1990s, 19th century, 2023.
fn numbered(line: Line<'_>, at: usize, expects_year: bool) -> Option<Read<Chain>> {
    let inner = arabic(line, at)?;
    let value = inner.value.value;
    if inner.value.length == 4 && line.at(inner.end) == 's' && value % 10 == 0 {
        // The 2000s are a decade to everybody who lived through them.
        let term = if value % 100 == 0 && value != 2000 {
            Term::Century(value / 100 + 1)
        } else {
            Term::Decade(i16::try_from(value).ok()?)
        };
        return chain(vec![term], inner.end + 1);
    }
    if let Some(end) = line.any(
        inner.end,
        &["th century", "st century", "nd century", "rd century"],
    ) && (1..=30).contains(&value)
    {
        return century(line, value, end);
    }
    if let Some(end) = before_christ(line, inner.end)
        && inner.value.length <= 4
    {
        return chain(vec![Term::Year(1 - i16::try_from(value).ok()?)], end);
    }
    if let Some(found) = day_date(line, at) {
        return Some(found);
    }
    let found = year(line, at).filter(|_| expects_year)?;
    let unit = line.latin_word(line.blanks(found.end));
    let is_count = unit.is_some_and(|it| is_counted(it.value.as_str()));
    (!is_count).then(|| chain(vec![Term::Year(found.value)], found.end))?
}

/// A century, before Christ if that follows.
fn century(line: Line<'_>, number: i32, end: usize) -> Option<Read<Chain>> {
    match before_christ(line, end) {
        Some(end) => chain(vec![Term::Century(1 - number)], end),
        None => chain(vec![Term::Century(number)], end),
    }
}

/// The end of the letters that count years backward.
fn before_christ(line: Line<'_>, at: usize) -> Option<usize> {
    line.any(line.blanks(at), &["B.C.E.", "B.C.", "BCE", "BC"])
}

/// Whether the word behind four digits is counted by them: 2000 people.
fn is_counted(word: &str) -> bool {
    unit_word(word).is_some()
        || number_word(word).is_some()
        || matches!(
            word,
            "people"
                | "employees"
                | "users"
                | "dollars"
                | "miles"
                | "percent"
                | "jobs"
                | "members"
                | "workers"
                | "points"
        )
}
