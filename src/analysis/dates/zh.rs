//! Chinese expressions: chains of terms, ranges, and what stands behind them.
//!
//! expression = range | shift | chain [bound]
//! chain      = term { [的 | ，| blank] narrower term }
//! range      = chain [bound] (至 | 到 | — | …) chain
//!            | number (至 | — | …) number unit
//! bound      = 以来 | 至今 | 起 | 以后 | 前 | …

use super::chain::is_open;
use super::line::{Line, Read};
use super::number::{Style, is_numeral, number};
use super::reading::{Bound, Chain, Reading, Sense, Term};
use super::zh_bound::bounded;
use super::{numeric, shift, zh_calendar, zh_relative};

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
fn joint(line: Line<'_>, at: usize, chain: &Chain) -> usize {
    let behind = line.blanks(at);
    match line.at(behind) {
        '的' => line.blanks(behind + 1),
        '农' | '阴' | '旧' => line
            .any(behind, &["农历", "阴历", "旧历"])
            .unwrap_or(behind),
        // 二零一六年，九月三号
        '，' | ',' if chain.terms.len() == 1 && matches!(chain.terms[0], Term::Year(_)) => {
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
    zh_calendar::lunar(line, at, chain)
        .or_else(|| zh_calendar::numbered(line, at, chain))
        .or_else(|| era(line, at))
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
    let ends = "\0至到-—–~，。)、的".contains(next);
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
fn era(line: Line<'_>, at: usize) -> Option<Read<zh_calendar::Terms>> {
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
        (line.blanks(inner.end), inner.value.value)
    };
    let end = line.words(behind, "年")?;
    let count = i16::try_from(count)
        .ok()
        .filter(|it| (1..200).contains(it))?;
    Some(Read::new((Term::Year(found.value + count - 1), None), end))
}

/// 公元前 (number 年 | number 世纪)
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
    let end = line.words(behind, "年")?;
    let year = i16::try_from(1 - count)
        .ok()
        .filter(|it| -9000 < *it && *it <= 0)?;
    Some(Read::new((Term::Year(year), None), end))
}

/// Behind a word that joins the two ends of a range.
fn connector(line: Line<'_>, at: usize) -> Option<usize> {
    let at = line.blanks(at);
    let at = line
        .any(at, &["起至", "开始至", "初至"])
        .map_or(at, |end| end - 1);
    let end = line.any(
        at,
        &[
            "——",
            "—",
            "--",
            "-",
            "–",
            "－",
            "~",
            "～",
            "ー",
            "至",
            "到",
            "直到",
            "直至",
            "延续到",
        ],
    )?;
    Some(line.blanks(end))
}

// range = chain connector chain | number connector number unit
fn range(line: Line<'_>, at: usize, first: Option<&Read<Chain>>) -> Option<Read<Sense>> {
    if let Some(first) = first
        && let Some(found) = range_from(line, first)
    {
        return Some(found);
    }
    first
        .and_then(|first| days(line, first))
        .or_else(|| elliptical(line, at, first))
}

// days = chain day { (、 | ，) day }, three days or more that follow one another
fn days(line: Line<'_>, first: &Read<Chain>) -> Option<Read<Sense>> {
    let Some(&Term::Day(day)) = first.value.terms.last() else {
        return None;
    };
    let mut last = Read::new(day, first.end);
    while matches!(line.at(last.end), '、' | '，' | ',') {
        let Some(next) = number(line, line.blanks(last.end + 1)) else {
            break;
        };
        let has_unit = matches!(line.at(next.end), '日' | '号');
        if !has_unit || next.value.value != i32::from(last.value) + 1 {
            break;
        }
        last = Read::new(last.value + 1, next.end + 1);
    }
    let to = inherit(&first.value, &Chain::one(Term::Day(last.value)))?;
    (day + 2 <= last.value).then(|| Read::new(Sense::Range(first.value.clone(), to), last.end))
}

/// chain connector chain: the second takes over what it does not say.
fn range_from(line: Line<'_>, first: &Read<Chain>) -> Option<Read<Sense>> {
    let between = between(line, first.end);
    let behind = between.or_else(|| connector(line, first.end))?;
    let second =
        chain(line, behind, Chain::default()).or_else(|| bare_year(line, behind, first))?;
    let end = match between {
        // 三月和九月之间
        Some(_) => line.any(line.blanks(second.end), &["之间", "期间", "间"])?,
        None => second.end,
    };
    let to = inherit(&first.value, &second.value)?;
    Some(Read::new(Sense::Range(first.value.clone(), to), end))
}

/// Behind 和 or 与.
fn between(line: Line<'_>, at: usize) -> Option<usize> {
    let at = line.blanks(at);
    matches!(line.at(at), '和' | '与' | '跟').then(|| line.blanks(at + 1))
}

/// The second end of 2008.03-2009.
fn bare_year(line: Line<'_>, at: usize, first: &Read<Chain>) -> Option<Read<Chain>> {
    let inner = number(line, at).filter(|it| it.value.length == 4)?;
    let year = i16::try_from(inner.value.value).ok()?;
    let is_ended = !super::is_han(line.at(inner.end)) && !line.at(inner.end).is_alphanumeric();
    let is_year = matches!(first.value.terms.first(), Some(Term::Year(_)));
    (is_year && is_ended && (1000..3000).contains(&year))
        .then(|| Read::new(Chain::one(Term::Year(year)), inner.end))
}

/// The second end of a range with the wider terms of the first.
pub(super) fn inherit(first: &Chain, second: &Chain) -> Option<Chain> {
    let first_term = second.terms.first()?;
    // A second end with a year of its own takes nothing over.
    let is_complete = !is_open(first_term) && !matches!(first_term, Term::DecadeShort(_));
    if is_complete {
        return Some(second.clone());
    }
    let level = first_term.level();
    let mut terms: Vec<Term> = first
        .terms
        .iter()
        .copied()
        .take_while(|it| level < it.level())
        .collect();
    terms.extend(&second.terms);
    Some(Chain {
        terms,
        is_lunar: first.is_lunar || second.is_lunar,
    })
}

/// number connector number unit, behind the terms that were read before: 2019年4月12-19日.
fn elliptical(line: Line<'_>, at: usize, first: Option<&Read<Chain>>) -> Option<Read<Sense>> {
    let (head, from) = match first {
        Some(first) => (first.value.clone(), joint(line, first.end, &first.value)),
        None => (Chain::default(), at),
    };
    let low = number(line, from)?;
    let behind = connector(line, low.end)
        .or_else(|| matches!(line.at(low.end), '、').then_some(low.end + 1))?;
    let high = number(line, behind)?;
    // 四、6月份 and 一到12月 are no ranges, nor is the number of a list: 1、19世纪.
    let is_list = line.at(low.end) == '、';
    let is_arabic = |it: Style| it == Style::Arabic;
    if is_arabic(low.value.style) != is_arabic(high.value.style)
        || is_list && low.value.value + 1 != high.value.value
    {
        return None;
    }
    let unit = zh_calendar::unit_of(line, line.blanks(high.end), high.value, &head)?;
    // The first number has the same unit: read it as if the unit stood behind it.
    let low_unit = zh_calendar::unit_of(line, line.blanks(high.end), low.value, &head)?;
    let level = head.terms.last().map_or(u8::MAX, |it| it.level());
    if level <= unit.value.level() || !is_ascending(low_unit.value, unit.value) {
        return None;
    }
    let mut from = head.clone();
    from.terms.push(low_unit.value);
    let mut to = head;
    to.terms.push(unit.value);
    // 2015年3-5月20日 goes on behind the unit.
    let rest = chain(line, joint(line, unit.end, &to), to.clone());
    let (to, end) = match rest {
        Some(rest) if rest.value.terms.len() > to.terms.len() => (rest.value, rest.end),
        _ => (to, unit.end),
    };
    Some(Read::new(Sense::Range(from, to), end))
}

/// Whether the numbers of a range go up; only months and days may start again.
fn is_ascending(low: Term, high: Term) -> bool {
    match (low, high) {
        (Term::Year(low), Term::Year(high)) => low < high && high < low + 500,
        (Term::Decade(low), Term::Decade(high))
        | (Term::DecadeShort(low), Term::DecadeShort(high)) => low < high,
        (Term::Century(low), Term::Century(high)) => low < high,
        (Term::Quarter(low), Term::Quarter(high)) | (Term::Day(low), Term::Day(high)) => low < high,
        (Term::Month(low), Term::Month(high)) => low != high,
        _ => false,
    }
}
