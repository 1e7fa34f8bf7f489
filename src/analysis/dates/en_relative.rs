//! English periods that count from now, from the story, or within a year.
//!
//! relative = today | (last | this | next) unit | that day
//! definite = the (same | next | following | previous) unit
//! season   = name [of] (year | last year | …)
//! quarter  = Q digit [of] year | H digit year | FY year

use super::en_date::year;
use super::en_period::chain;
use super::en_words::{month_word, season_word, unit_word, weekday_word};
use super::line::{Line, Read, Word};
use super::number::arabic;
use super::reading::{Chain, Cycle, Term, Unit};

// season = name [of] (year | last year | …)
pub(super) fn season(line: Line<'_>, word: &Read<Word>) -> Option<Read<Chain>> {
    let season = Term::Season(season_word(word.value.as_str())?);
    let behind = line.blanks(word.end);
    let behind = line.words(behind, "of ").unwrap_or(behind);
    let whole = match year(line, behind) {
        Some(year) => chain(vec![Term::Year(year.value)], year.end),
        None => line.latin_word(behind).and_then(|it| relative(line, &it)),
    }?;
    let mut terms = whole.value.terms;
    if terms.last()?.level() != 8 {
        return None;
    }
    terms.push(season);
    chain(terms, whole.end)
}

// quarter = Q digit [[of] year] | H digit [year] | FY year | fiscal [year] year
pub(super) fn quarter(line: Line<'_>, at: usize, word: &Read<Word>) -> Option<Read<Chain>> {
    let text = word.value.as_str();
    if text == "fiscal" || text == "fy" {
        let behind = line.any(word.end, &[" year ", " "]).unwrap_or(word.end);
        if let Some(year) = year(line, behind) {
            return chain(vec![Term::Fiscal(year.value)], year.end);
        }
        let inner = arabic(line, behind).filter(|it| it.value.length == 2 && text == "fy")?;
        let short = i16::try_from(inner.value.value).ok()?;
        return chain(vec![Term::Fiscal(2000 + short)], inner.end);
    }
    let digit = u8::try_from(line.at(word.end).to_digit(10)?).ok()?;
    let term = match text {
        "q" if (1..=4).contains(&digit) => Term::Quarter(digit),
        "h" if (1..=2).contains(&digit) && line.at(at) == 'H' => Term::Half(digit),
        _ => return None,
    };
    let end = word.end + 1;
    let behind = line.blanks(line.words(end, ",").unwrap_or(end));
    let behind = line.words(behind, "of ").unwrap_or(behind);
    let behind = line.words(behind, "FY").unwrap_or(behind);
    let year = year(line, behind)?;
    chain(vec![Term::Year(year.value), term], year.end)
}

// relative = today | yesterday | tomorrow | (last | this | next | …) unit | that unit
pub(super) fn relative(line: Line<'_>, word: &Read<Word>) -> Option<Read<Chain>> {
    let (step, is_story) = match word.value.as_str() {
        "today" | "tonight" => return chain(vec![Term::DayFromNow(0)], word.end),
        "yesterday" => return chain(vec![Term::DayFromNow(-1)], word.end),
        "tomorrow" => return chain(vec![Term::DayFromNow(1)], word.end),
        "last" | "past" => (-1, false),
        "this" | "current" => (0, false),
        "next" | "coming" => (1, false),
        "that" => (0, true),
        _ => return None,
    };
    let noun = line.latin_word(line.blanks(word.end))?;
    let text = noun.value.as_str();
    if let Some((unit, 1)) = unit_word(text).filter(|_| !text.ends_with('s') || text == "years") {
        let term = unit_term(step, unit, is_story)?;
        return chain(vec![term], noun.end);
    }
    if text == "weekend" {
        let first = if is_story {
            Term::Same(Unit::Week)
        } else {
            Term::WeekFromNow(step)
        };
        return chain(vec![first, Term::Weekend], noun.end);
    }
    let cycle = cycle(line, &noun)?;
    if is_story {
        return chain(of_story(cycle), noun.end);
    }
    chain(vec![Term::Near(i8::try_from(step).ok()?, cycle)], noun.end)
}

/// The weekday, month or season with that name.
fn cycle(line: Line<'_>, noun: &Read<Word>) -> Option<Cycle> {
    let text = noun.value.as_str();
    let is_capital = line.at(noun.end - text.len()).is_ascii_uppercase();
    Some(
        match (weekday_word(text), month_word(text), season_word(text)) {
            (Some((weekday, true)), ..) => Cycle::Weekday(weekday),
            (_, Some((month, true)), _) if is_capital => Cycle::Month(month),
            (.., Some(season)) => Cycle::Season(season),
            _ => return None,
        },
    )
}

/// that July: of the year of the story.
fn of_story(cycle: Cycle) -> Vec<Term> {
    match cycle {
        Cycle::Month(month) => vec![Term::Same(Unit::Year), Term::Month(month)],
        Cycle::Season(season) => vec![Term::Same(Unit::Year), Term::Season(season)],
        Cycle::Weekday(weekday) => vec![Term::Same(Unit::Week), Term::Weekday(weekday)],
    }
}

/// last week is −1 week from now, that week the week of the story.
fn unit_term(step: i32, unit: Unit, is_story: bool) -> Option<Term> {
    if is_story {
        return Some(Term::Same(unit));
    }
    Some(match unit {
        Unit::Week => Term::WeekFromNow(step),
        Unit::Month => Term::MonthFromNow(step),
        Unit::Quarter => Term::QuarterFromNow(step),
        Unit::Year => Term::YearFromNow(step),
        Unit::Century => Term::CenturyFromNow(step),
        Unit::Day | Unit::Workday | Unit::Decade => return None,
    })
}

/// Behind the: (same | next | following | previous) unit
pub(super) fn definite(line: Line<'_>, at: usize) -> Option<Read<Chain>> {
    let word = line.latin_word(at)?;
    if word.value.as_str() == "weekend" {
        return chain(vec![Term::Weekend], word.end);
    }
    let step = match word.value.as_str() {
        "same" => 0,
        "next" | "following" => 1,
        "previous" | "prior" | "preceding" => -1,
        _ => return None,
    };
    let noun = line.latin_word(line.blanks(word.end))?;
    let (unit, times) = unit_word(noun.value.as_str()).filter(|_| line.before(noun.end) != 's')?;
    let term = if step == 0 {
        Term::Same(unit)
    } else {
        Term::FromStory(step * times, unit)
    };
    chain(vec![term], noun.end)
}
