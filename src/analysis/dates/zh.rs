//! Chinese expressions: chains of terms, ranges, and what stands behind them.
//!
//! expression = range | shift | chain [bound]
//! chain      = term { [的 | ，| blank] narrower term }
//! range      = see [`zh_range`](super::zh_range)
//! bound      = 以来 | 至今 | 起 | 以后 | 前 | …

use super::line::{Line, Read};
use super::number::{Style, is_numeral, number};
use super::reading::{Bound, Chain, Reading, Sense, Term};
use super::zh_bound::bounded;
use super::zh_range::range;
use super::{numeric, shift, zh_calendar, zh_lunar, zh_relative};

/// Reads the expression that begins at an index.
pub(super) fn expression(line: Line<'_>, at: usize) -> Option<Reading> {
    if let Some(reading) = shift::expression(line, at) {
        return Some(reading);
    }
    let first = chain(line, at, Chain::default());
    let found = if let Some(found) = range(line, at, first.as_ref()) {
        found
    } else {
        first?.map(Sense::Chain)
    };
    let reading = Reading {
        from: at,
        to: found.end,
        sense: found.value,
        bound: Bound::Itself,
        about: false,
    };
    Some(bounded(line, reading))
}

// chain = term { [的 | ，| blank] narrower term }
pub(super) fn chain(line: Line<'_>, at: usize, start: Chain) -> Option<Read<Chain>> {
    let mut chain = start;
    let mut end = at;
    if chain.terms.is_empty()
        && let Some(found) = numeric::date(line, at)
    {
        (chain, end) = (found.value, found.end);
    }
    loop {
        let next = if end == at {
            at
        } else {
            joint(line, end, &chain)
        };
        let Some(found) = term(line, next, &mut chain) else {
            break;
        };
        let level = chain.terms.last().map_or(u8::MAX, |it| it.level());
        if level <= found.value.0.level() {
            break;
        }
        chain.terms.push(found.value.0);
        chain.terms.extend(found.value.1);
        end = found.end;
    }
    (at < end).then_some(Read::new(chain, end))
}

/// Behind the words that may stand between two terms.
pub(super) fn joint(line: Line<'_>, at: usize, chain: &Chain) -> usize {
    let behind = line.blanks(at);
    match line.at(behind) {
        '的' => line.blanks(behind + 1),
        '农' | '阴' | '旧' => line
            .any(behind, &["农历", "阴历", "旧历"])
            .unwrap_or(behind),
        // 二零一六年，九月三号
        ',' if chain.terms.len() == 1 && matches!(chain.terms[0], Term::Year(_)) => {
            let next = line.blanks(behind + 1);
            let is_month = number(line, next).is_some_and(|it| {
                line.at(it.end) == '月'
                    && line.blanks(it.end + 1) < line.chars.len()
                    && number(line, line.blanks(it.end + 1)).is_some()
            });
            if is_month { next } else { behind }
        }
        _ => behind,
    }
}

/// Reads one term, the narrower ones first where words overlap.
fn term(line: Line<'_>, at: usize, chain: &mut Chain) -> Option<Read<zh_calendar::Terms>> {
    let mut at = at;
    if let Some(behind) = line.any(at, &["农历", "阴历", "旧历"]) {
        chain.is_lunar = true;
        at = behind;
    } else if at > 0 && line.ends_with_any(at, &["农历", "阴历", "旧历"]) {
        chain.is_lunar = true;
    }
    zh_lunar::lunar(line, at, chain)
        .or_else(|| zh_calendar::numbered(line, at, chain))
        .or_else(|| era(line, at, chain))
        .or_else(|| zh_calendar::ordinal(line, at, chain))
        .or_else(|| zh_relative::relative(line, at, chain))
        .or_else(|| festival(line, at, chain))
        .or_else(|| zh_calendar::part(line, at, chain))
        .or_else(|| zh_calendar::edge(line, at, chain))
        .or_else(|| bare_day(line, at, chain))
}

/// A festival; an ordinary word only beside another term, or alone.
fn festival(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<zh_calendar::Terms>> {
    let found = super::festival::festival(line, at)?;
    let (festival, is_weak) = found.value;
    let is_alone = at == 0 && found.end == line.chars.len();
    let counts = !is_weak || !chain.terms.is_empty() || chain.is_lunar || is_alone;
    counts.then_some(Read::new((Term::Festival(festival), None), found.end))
}

/// 1月3: a day without its unit. In Chinese numerals, without a numbered year, it is one of the
/// lunar calendar: 八月十五.
fn bare_day(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<zh_calendar::Terms>> {
    let Some(Term::Month(_)) = chain.terms.last() else {
        return None;
    };
    let inner = number(line, at)?;
    let next = line.at(inner.end);
    let ends = "\0至到-—–~,。)、的晚夜凌".contains(next);
    let day = u8::try_from(inner.value.value)
        .ok()
        .filter(|it| (1..=31).contains(it))?;
    let is_chinese = inner.value.style != Style::Arabic;
    let in_numbered_year = matches!(chain.terms[0], Term::Year(_) | Term::YearShort(_));
    let is_old_style = is_chinese && is_numeral(line.before(at.saturating_sub(1)));
    let term = if is_old_style && !in_numbered_year && day <= 30 {
        Term::LunarDay(day)
    } else {
        Term::Day(day)
    };
    (ends || is_chinese && !super::is_han(next)).then_some(Read::new((term, None), inner.end))
}

// era = 民国 | 光绪 | 昭和 | … (number | 元) 年
fn era(line: Line<'_>, at: usize, chain: &mut Chain) -> Option<Read<zh_calendar::Terms>> {
    if let Some(behind) = line.any(at, &["公元前", "西元前"]) {
        return before_christ(line, line.blanks(behind));
    }
    if let Some(behind) = line.any(at, &["公元", "西元"]) {
        let inner = number(line, line.blanks(behind))?;
        let end = line.words(line.blanks(inner.end), "年")?;
        let year = i16::try_from(inner.value.value).ok()?;
        return Some(Read::new((Term::Year(year), None), end));
    }
    let found = super::era::era(line, at)?;
    let (behind, count) = if line.at(found.end) == '元' {
        (found.end + 1, 1)
    } else {
        let inner = number(line, line.blanks(found.end))?;
        let is_plain = inner.value.style != Style::Arabic || !found.value.is_weak;
        (
            line.blanks(inner.end),
            is_plain.then_some(inner.value.value)?,
        )
    };
    let end = line.words(behind, "年")?;
    let count = i16::try_from(count)
        .ok()
        .filter(|it| (1..200).contains(it))?;
    // 光绪二十四年八月 is a month of the lunar calendar, 康熙二十年9月 one of ours.
    let next = line.at(line.blanks(end));
    chain.is_lunar |= found.value.is_lunar && !next.is_ascii_digit();
    Some(Read::new(
        (Term::Year(found.value.first + count - 1), None),
        end,
    ))
}

/// 公元前 (number 年 | number 年代 | number 世纪)
fn before_christ(line: Line<'_>, at: usize) -> Option<Read<zh_calendar::Terms>> {
    let inner = number(line, at)?;
    let behind = line.blanks(inner.end);
    let count = inner.value.value;
    if let Some(end) = line.words(behind, "世纪") {
        let century = (1..=40)
            .contains(&count)
            .then_some(Term::Century(1 - count))?;
        return Some(Read::new((century, None), end));
    }
    if let Some(end) = line.words(behind, "年代") {
        // As EDTF counts: -022X are the years from -0229 to -0220.
        let decade = i16::try_from(-count - 9).ok();
        let decade = decade.filter(|it| -3000 < *it && count % 10 == 0)?;
        return Some(Read::new((Term::Decade(decade), None), end));
    }
    let end = line.words(behind, "年")?;
    let year = i16::try_from(1 - count)
        .ok()
        .filter(|it| -9000 < *it && *it <= 0)?;
    Some(Read::new((Term::Year(year), None), end))
}
