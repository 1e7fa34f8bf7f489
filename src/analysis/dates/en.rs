//! English expressions.
//!
//! expression = shift | window | range | period
//! range      = period (to | through | – | and) period
//! period     = see [`en_period`](super::en_period)
//! shift      = amount (ago | earlier | later | from now)
//!            | amount (before | after) (period | happening)
//!            | the day (before | after) period
//! window     = [the] (past | last | next) amount
//! amount     = (number | a | several | …) unit

use super::en_period::{period, previous_word, starts_word};
use super::en_words::{
    month_word, number_word, ordinal_word, season_word, unit_word, weekday_word,
};
use super::en_year::is_year_expected;
use super::festival::festival;
use super::happening;
use super::line::{Line, Read, Word};
use super::number::arabic;
use super::reading::{Amount, Base, Bound, Chain, Reading, Sense, Term, Unit};

/// Reads the expression that begins at an index.
pub(super) fn expression(line: Line<'_>, at: usize) -> Option<Reading> {
    let c = line.at(at);
    if !(c.is_ascii_alphanumeric() || matches!(c, '\'' | '’')) || !starts_word(line, at) {
        return None;
    }
    if c.is_ascii_alphabetic() && !may_begin(line, at) {
        return None;
    }
    let found = shift(line, at)
        .or_else(|| window(line, at))
        .or_else(|| beside_day(line, at))
        .or_else(|| {
            let first = period(line, at, is_year_expected(line, at))?;
            Some(range(line, at, &first).unwrap_or_else(|| first.map(Sense::Chain)))
        })?;
    if line.at(found.end).is_ascii_alphanumeric() || is_of_game(line, found.end) {
        return None;
    }
    Some(Reading {
        from: at,
        to: found.end,
        bound: bound(line, at, &found.value),
        sense: found.value,
        about: matches!(
            previous_word(line, at).as_str(),
            "around" | "about" | "circa" | "approximately"
        ),
    })
}

/// Whether the quarter or half that ends here is one of a game.
fn is_of_game(line: Line<'_>, end: usize) -> bool {
    let games = [" of the game", " of the match", " of a game", " of play"];
    line.ends_with_any(end, &["quarter", "half"]) && line.any(end, &games).is_some()
}

/// Whether an expression may begin with the word here: most words of a text end here.
fn may_begin(line: Line<'_>, at: usize) -> bool {
    let is_named = line.at(at).is_ascii_uppercase() && festival(line, at).is_some();
    let Some(word) = line.latin_word(at) else {
        return is_named;
    };
    let text = word.value.as_str();
    is_named
        || matches!(
            text,
            "the"
                | "today"
                | "tonight"
                | "yesterday"
                | "tomorrow"
                | "last"
                | "past"
                | "this"
                | "current"
                | "next"
                | "coming"
                | "that"
                | "early"
                | "mid"
                | "late"
                | "beginning"
                | "start"
                | "middle"
                | "end"
                | "close"
                | "final"
                | "a"
                | "an"
                | "several"
                | "few"
                | "many"
                | "some"
                | "couple"
                | "fiscal"
                | "fy"
                | "q"
                | "h"
                | "day"
                | "previous"
                | "following"
        )
        || month_word(text).is_some()
        || weekday_word(text).is_some()
        || season_word(text).is_some()
        || number_word(text).is_some()
        || ordinal_word(text).is_some()
}

/// since makes it reach to the present, before and after leave an end open.
fn bound(line: Line<'_>, at: usize, sense: &Sense) -> Bound {
    if !matches!(sense, Sense::Chain(_)) {
        return Bound::Itself;
    }
    let mut word = previous_word(line, at);
    if word.as_str() == "the" {
        word = previous_word(line, at.saturating_sub(4));
    }
    match word.as_str() {
        "since" => Bound::UntilNow,
        "before" => Bound::Before,
        "after" => Bound::After,
        _ => Bound::Itself,
    }
}

// range = period (to | through | – | and) period
fn range(line: Line<'_>, at: usize, first: &Read<Chain>) -> Option<Read<Sense>> {
    let behind = line.blanks(first.end);
    let is_between = previous_word(line, at).as_str() == "between";
    let joined = match line.latin_word(behind) {
        Some(word) => match word.value.as_str() {
            "to" | "through" | "until" | "till" | "thru" => Some(word.end),
            "and" if is_between => Some(word.end),
            _ => None,
        },
        None => line.any(behind, &["--", "-", "–", "—"]),
    }?;
    let next = line.blanks(joined);
    // Feb. 3-5, 2021
    if let Some(Term::Day(_)) = first.value.terms.last()
        && let Some(inner) = arabic(line, next)
        && inner.value.length <= 2
        && period(line, next, false).is_none()
    {
        let day = u8::try_from(inner.value.value)
            .ok()
            .filter(|it| (1..=31).contains(it))?;
        let to = super::zh_range::inherit(&first.value, &Chain::one(Term::Day(day)))?;
        let (from, to, end) = with_year_behind(line, first.value.clone(), to, inner.end);
        return Some(Read::new(Sense::Range(from, to), end));
    }
    let second = period(line, next, true)?;
    let to = super::zh_range::inherit(&first.value, &second.value)?;
    Some(Read::new(Sense::Range(first.value.clone(), to), second.end))
}

/// Feb. 3-5, 2021: the year behind belongs to both ends.
fn with_year_behind(line: Line<'_>, from: Chain, to: Chain, end: usize) -> (Chain, Chain, usize) {
    let has_year = matches!(from.terms.first(), Some(Term::Year(_)));
    let behind = line.blanks(line.words(end, ",").unwrap_or(end));
    match super::en_date::year(line, behind) {
        Some(year) if !has_year => {
            let put = |chain: Chain| {
                let terms = std::iter::once(Term::Year(year.value))
                    .chain(chain.terms)
                    .collect();
                Chain {
                    terms,
                    is_lunar: false,
                }
            };
            (put(from), put(to), year.end)
        }
        _ => (from, to, end),
    }
}

// shift = amount (ago | earlier | later | from now)
fn shift(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    let amount = amount(line, at)?;
    let behind = line.blanks(amount.end);
    let tail = line.latin_word(behind)?;
    let ends_clause = !line.at(line.blanks(tail.end)).is_ascii_alphanumeric();
    if let "before" | "after" = tail.value.as_str()
        && !ends_clause
    {
        return beside(line, amount.value, &tail);
    }
    let (forward, base) = match tail.value.as_str() {
        "ago" => (false, Base::Now),
        "later" | "after" => (true, Base::Story),
        "earlier" | "before" => (false, Base::Story),
        "previously" if ends_clause => (false, Base::Story),
        "from" if line.words(tail.end, " now").is_some() => {
            let value = Sense::Shift {
                amount: amount.value,
                forward: true,
                base: Base::Now,
            };
            return Some(Read::new(value, tail.end + 4));
        }
        _ => return None,
    };
    let value = Sense::Shift {
        amount: amount.value,
        forward,
        base,
    };
    Some(Read::new(value, tail.end))
}

/// amount (before | after) (period | happening)
fn beside(line: Line<'_>, amount: Amount, side: &Read<Word>) -> Option<Read<Sense>> {
    let forward = side.value.as_str() == "after";
    let behind = line.blanks(side.end);
    let shift = |base, end| {
        let sense = Sense::Shift {
            amount,
            forward,
            base,
        };
        Some(Read::new(sense, end))
    };
    if let Some(base) = period(line, behind, true) {
        return shift(Base::Chain(base.value), base.end);
    }
    happening::behind(line, behind)?;
    shift(Base::Event, side.end)
}

// window = [the] (past | last | next) amount
fn window(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    let head = line.latin_word(at)?;
    let head = match head.value.as_str() {
        "the" => line.latin_word(line.blanks(head.end))?,
        _ => head,
    };
    let forward = match head.value.as_str() {
        "past" | "last" | "previous" => false,
        "next" | "coming" | "following" => true,
        _ => return None,
    };
    let amount = amount(line, line.blanks(head.end))?;
    Some(Read {
        value: Sense::Window {
            amount: amount.value,
            forward,
            with_today: true,
        },
        end: amount.end,
    })
}

// the day (before | after) (yesterday | tomorrow | period)
fn beside_day(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    let at = line.any(at, &["the ", "The "]).unwrap_or(at);
    let day = line.any(at, &["day ", "Day "])?;
    let side = line.latin_word(day)?;
    let forward = match side.value.as_str() {
        "before" => false,
        "after" => true,
        _ => return None,
    };
    let behind = line.blanks(side.end);
    let base = period(line, behind, false);
    if base.is_none() && line.latin_word(behind).is_some() {
        return None;
    }
    let step = if forward { 1 } else { -1 };
    let Some(base) = base else {
        let term = Term::FromStory(step, Unit::Day);
        return Some(Read::new(Sense::Chain(Chain::one(term)), side.end));
    };
    if let [Term::DayFromNow(count)] = base.value.terms.as_slice() {
        let term = Term::DayFromNow(count + step);
        return Some(Read::new(Sense::Chain(Chain::one(term)), base.end));
    }
    let amount = Amount::of(1, 1);
    let value = Sense::Shift {
        amount,
        forward,
        base: Base::Chain(base.value),
    };
    Some(Read::new(value, base.end))
}

// amount = (number | a | several | a few | a couple of) unit
fn amount(line: Line<'_>, at: usize) -> Option<Read<Amount>> {
    let (low, high, behind) = count(line, at)?;
    let behind = line.blanks(behind);
    let behind = line.words(behind, "-").unwrap_or(behind);
    let unit = line.latin_word(behind)?;
    let (length, times) = unit_word(unit.value.as_str())?;
    let value = Amount {
        low: low * times,
        high: high * times,
        half: false,
        about: low != high,
        unit: length,
    };
    Some(Read::new(value, unit.end))
}

/// The number of an amount: at least, at most, and where it ends.
fn count(line: Line<'_>, at: usize) -> Option<(i32, i32, usize)> {
    if line.at(at).is_ascii_digit() {
        let inner = arabic(line, at).filter(|it| it.value.length <= 3)?;
        return Some((inner.value.value, inner.value.value, inner.end));
    }
    let word = line.latin_word(at)?;
    let next = line.latin_word(line.blanks(word.end));
    match (word.value.as_str(), next) {
        ("a", Some(next)) if next.value.as_str() == "few" => Some((2, 9, next.end)),
        ("a", Some(next)) if next.value.as_str() == "couple" => {
            Some((2, 2, line.words(next.end, " of").unwrap_or(next.end)))
        }
        ("a", Some(next)) if next.value.as_str() == "dozen" => Some((12, 12, next.end)),
        ("a" | "an" | "one", _) => Some((1, 1, word.end)),
        ("several" | "few" | "many" | "some", _) => Some((2, 9, word.end)),
        ("couple", _) => Some((2, 2, line.words(word.end, " of").unwrap_or(word.end))),
        (other, _) => {
            let value = number_word(other)?;
            Some((value, value, word.end))
        }
    }
}
