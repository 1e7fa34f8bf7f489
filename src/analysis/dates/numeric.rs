//! Dates in digits.
//!
//! date  = year sep month sep day | day sep month sep year | two sep two sep two
//! month = year (- | / | .) two
//! sep   = - | / | . | · (the same twice)
//! alone = year blank month blank day | month · day | yyyymmdd | year, with nothing else in the block
//! years = year - year, in brackets or behind 从
//! quarter = year (Q | H) digit | digit (Q | H) year
//! listed = year (、 | 和 | 或 | …) year 年

use super::line::{Line, Read};
use super::number::{Number, arabic};
use super::reading::{Chain, Sense, Term};

/// Three numbers of a date and how they are joined.
struct Parts {
    values: [i32; 3],
    lengths: [usize; 3],
    count: usize,
    separator: char,
    end: usize,
}

// date | month | alone
pub(super) fn date(line: Line<'_>, at: usize) -> Option<Read<Chain>> {
    if !line.at(at).is_ascii_digit() {
        return None;
    }
    if let Some(found) = quarter(line, at).or_else(|| listed(line, at)) {
        return Some(found.map(|terms| Chain {
            terms,
            is_lunar: false,
        }));
    }
    let parts = parts(line, at)?;
    let terms = match parts.count {
        3 => three(line, &parts),
        2 => two(line, at, &parts),
        _ => whole(line, at, &parts),
    }?;
    let end = match line.at(parts.end) {
        '日' | '号' if parts.count == 3 => parts.end + 1,
        _ => parts.end,
    };
    let chain = Chain {
        terms,
        is_lunar: false,
    };
    Some(Read::new(chain, end))
}

// quarter = year (Q | H) digit | digit (Q | H) year
fn quarter(line: Line<'_>, at: usize) -> Option<Read<Vec<Term>>> {
    let first = arabic(line, at)?;
    let letter = line.blanks(first.end);
    let is_half = match line.at(letter) {
        'Q' => false,
        'H' => true,
        _ => return None,
    };
    let second = arabic(line, line.blanks(letter + 1))?;
    let (year, part) = if first.value.length == 1 && letter == first.end {
        (second.value, first.value.value)
    } else {
        (first.value, second.value.value)
    };
    let value = i16::try_from(year.value).ok()?;
    let year = match year.length {
        4 if (1900..2100).contains(&value) => Term::Year(value),
        2 if letter == first.end && second.end == letter + 1 + second.value.length => {
            Term::YearShort(value)
        }
        _ => return None,
    };
    let small = u8::try_from(part).ok().filter(|it| 0 < *it)?;
    let term = match (is_half, small) {
        (true, ..=2) => Term::Half(small),
        (false, ..=4) => Term::Quarter(small),
        _ => return None,
    };
    let goes_on = line.at(second.end).is_ascii_alphanumeric();
    (!goes_on).then(|| Read::new(vec![year, term], second.end))
}

/// Whether two numbers are the years of an old dynasty or life: 618–907, 960–1279.
fn is_old(low: Number, high: Number) -> bool {
    let ascends = low.value < high.value && high.value < low.value + 500;
    low.length == 3 && matches!(high.length, 3 | 4) && ascends
}

/// How many years a list has at most.
const LISTED: usize = 12;

// listed = year (、 | 和 | 与 | 及 | 或) year 年, the second in the same way
fn listed(line: Line<'_>, at: usize) -> Option<Read<Vec<Term>>> {
    let joints = ["、", "和", "与", "及", "以及", "或者", "或"];
    let first = four_digits(line, at)?;
    let mut last = first;
    for _ in 0..LISTED {
        let next = line.any(line.blanks(last.end), &joints)?;
        last = four_digits(line, line.blanks(next))?;
        let behind = line.blanks(last.end);
        if line.at(behind) == '年' && line.at(behind + 1) != '代' {
            return Some(Read::new(vec![Term::Year(first.value)], first.end));
        }
    }
    None
}

/// Four digits that may be a year of our time.
fn four_digits(line: Line<'_>, at: usize) -> Option<Read<i16>> {
    let found = arabic(line, at).filter(|it| it.value.length == 4)?;
    let year = i16::try_from(found.value.value).ok()?;
    (1800..2100)
        .contains(&year)
        .then_some(Read::new(year, found.end))
}

/// Whether the digits go on to the left: a version, a sum, an identifier.
pub(super) fn continues_left(line: Line<'_>, at: usize) -> bool {
    let before = line.before(at);
    let second = at.checked_sub(2).map_or('\0', |it| line.at(it));
    before.is_ascii_alphanumeric()
        || matches!(before, '_' | '$' | '¥' | '€' | '£' | '#' | '@' | '=' | '%')
            && !(before == '=' && second == '\0')
        || matches!(before, '.' | '-' | '/' | '·' | '–' | '+') && second.is_ascii_alphanumeric()
        // 1,200 and 12:30 go on; a comma of full width is folded to the same one.
        || before == ':' && second.is_ascii_digit()
        || before == ',' && second.is_ascii_digit() && is_group(line, at)
}

/// Whether three digits stand here and no more, as behind the comma of 1,200.
fn is_group(line: Line<'_>, at: usize) -> bool {
    let is_digit = |it: usize| line.at(it).is_ascii_digit();
    (at..at + 3).all(is_digit) && !is_digit(at + 3)
}

/// Whether the digits or letters go on to the right.
fn continues_right(line: Line<'_>, end: usize) -> bool {
    let (next, second) = (line.at(end), line.at(end + 1));
    if next == 'T' && second.is_ascii_digit() {
        return false;
    }
    next.is_ascii_alphanumeric()
        || matches!(next, '_' | '%' | '$' | '€' | '£')
        || matches!(next, '.' | ',' | '/' | ':' | '·') && second.is_ascii_digit()
}

/// One to three numbers with the same separator between them.
fn parts(line: Line<'_>, at: usize) -> Option<Parts> {
    let first = arabic(line, at)?;
    let mut parts = Parts {
        values: [first.value.value, 0, 0],
        lengths: [first.value.length, 0, 0],
        count: 1,
        separator: line.at(first.end),
        end: first.end,
    };
    if !matches!(parts.separator, '-' | '/' | '.' | '·' | ' ') {
        return Some(parts);
    }
    while parts.count < 3 && line.at(parts.end) == parts.separator {
        let Some(next) = arabic(line, parts.end + 1) else {
            break;
        };
        parts.values[parts.count] = next.value.value;
        parts.lengths[parts.count] = next.value.length;
        parts.count += 1;
        parts.end = next.end;
    }
    // 2008.03-2009: the second separator differs.
    Some(parts)
}

fn is_year(value: i32, length: usize) -> bool {
    length == 4 && (1000..2200).contains(&value)
}

fn terms(year: Term, month: i32, day: i32) -> Option<Vec<Term>> {
    let month = u8::try_from(month)
        .ok()
        .filter(|it| (1..=12).contains(it))?;
    let day = u8::try_from(day).ok().filter(|it| (1..=31).contains(it))?;
    Some(vec![year, Term::Month(month), Term::Day(day)])
}

/// 2023-02-07, 7/2/2023, 23-02-07
fn three(line: Line<'_>, parts: &Parts) -> Option<Vec<Term>> {
    let [a, b, c] = parts.values;
    let is_alone = parts.end == line.chars.len();
    if continues_right(line, parts.end) || line.at(parts.end) == '-' && is_digit_next(line, parts) {
        // 10/1/2017-11/2/2017 is a range.
        let is_range = line.at(parts.end) == '-' && parts.separator != '-';
        if !is_range {
            return None;
        }
    }
    if parts.separator == ' ' && !(is_alone && is_year(a, parts.lengths[0])) {
        return None;
    }
    if parts.lengths.iter().skip(1).all(|&it| it <= 2) && is_year(a, parts.lengths[0]) {
        return terms(Term::Year(i16::try_from(a).ok()?), b, c);
    }
    let is_short = |length: usize| (1..=2).contains(&length);
    if !is_short(parts.lengths[0]) || !is_short(parts.lengths[1]) {
        return None;
    }
    let (day, month) = match (line.month_first, a, b) {
        (true, ..=12, _) | (false, _, 13..) => (b, a),
        _ => (a, b),
    };
    if is_year(c, parts.lengths[2]) {
        return terms(Term::Year(i16::try_from(c).ok()?), month, day);
    }
    if parts.lengths[2] != 2 || parts.separator == '.' || parts.separator == '·' {
        return None;
    }
    if parts.separator == '-' {
        let is_padded = parts.lengths == [2, 2, 2];
        return is_padded.then(|| terms(Term::YearShort(i16::try_from(a).ok()?), b, c))?;
    }
    terms(Term::YearShort(i16::try_from(c).ok()?), month, day)
}

fn is_digit_next(line: Line<'_>, parts: &Parts) -> bool {
    line.at(parts.end + 1).is_ascii_digit()
}

/// 2023-02, 2023/2, 2008.03, and 6·30 alone
fn two(line: Line<'_>, at: usize, parts: &Parts) -> Option<Vec<Term>> {
    let [a, b, _] = parts.values;
    let is_alone = at == 0 && parts.end == line.chars.len();
    if parts.separator == '·' && is_alone {
        let found = terms(Term::Year(0), a, b)?;
        return Some(found.into_iter().skip(1).collect());
    }
    let month = u8::try_from(b).ok().filter(|it| (1..=12).contains(it))?;
    let year = i16::try_from(a)
        .ok()
        .filter(|_| (1900..2100).contains(&a))?;
    let next = line.at(parts.end);
    let is_season = line
        .any(
            line.blanks(parts.end),
            &[
                "赛季", "学年", "财年", "年", "season", "%", "万", "亿", "元",
            ],
        )
        .is_some();
    let is_written = match parts.separator {
        '-' => parts.lengths[1] == 2,
        '/' => !next.is_ascii_digit(),
        '.' => parts.lengths[1] == 2 && (is_alone || matches!(next, '-' | '—' | '~' | '至' | ')')),
        _ => false,
    };
    let goes_on = next.is_ascii_alphanumeric() || next == '-' && parts.separator == '-';
    (is_written && !is_season && !goes_on).then(|| vec![Term::Year(year), Term::Month(month)])
}

/// 20230207 or 2019, if the block holds nothing else.
fn whole(line: Line<'_>, at: usize, parts: &Parts) -> Option<Vec<Term>> {
    let has_word =
        |from: usize, to: usize| line.slice(from, to).iter().any(|c| c.is_alphanumeric());
    if has_word(0, at) || has_word(parts.end, line.chars.len()) || 40 < line.chars.len() {
        return None;
    }
    let value = parts.values[0];
    match parts.lengths[0] {
        4 if (1000..2200).contains(&value) => Some(vec![Term::Year(i16::try_from(value).ok()?)]),
        8 if is_year(value / 10_000, 4) => {
            let year = Term::Year(i16::try_from(value / 10_000).ok()?);
            terms(year, value / 100 % 100, value % 100)
        }
        _ => None,
    }
}

// years = year - year
pub(super) fn years(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    if continues_left(line, at) {
        return None;
    }
    let low = arabic(line, at).filter(|it| matches!(it.value.length, 3 | 4))?;
    let behind = line.blanks(low.end);
    let behind = line.any(behind, &["——", "--", "-", "—", "–", "~", "至", "到"])?;
    let mut high = arabic(line, line.blanks(behind))?;
    // (1939-45)
    if high.value.length == 2 && line.before(at) == '(' && matches!(line.at(high.end), ')' | ',') {
        high.value.value += low.value.value / 100 * 100;
        high.value.length = 4;
    }
    let are_years = [low.value, high.value]
        .iter()
        .all(|it| is_year(it.value, it.length));
    let is_range = are_years && low.value.value < high.value.value
        || is_old(low.value, high.value) && line.before(at) == '(';
    let next = line.at(high.end);
    let in_brackets = line.before(at) == '(' && matches!(next, ')' | ',' | ';');
    let is_said = line.ends_with_any(at, &["从", "自", "从 ", "between ", "from ", "during "]);
    let is_alone = at == 0 && high.end == line.chars.len();
    let goes_on = next.is_ascii_alphanumeric() || matches!(next, '-' | '.' | '年') && !in_brackets;
    if !is_range || goes_on && next != '.' || !(in_brackets || is_said || is_alone) {
        return None;
    }
    let year = |value: i32| {
        i16::try_from(value)
            .ok()
            .map(|it| Chain::one(Term::Year(it)))
    };
    Some(Read::new(
        Sense::Range(year(low.value.value)?, year(high.value.value)?),
        high.end,
    ))
}
