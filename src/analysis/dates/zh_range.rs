//! Chinese ranges.
//!
//! range = chain (至 | 到 | — | …) chain | chain 和 chain 之间
//!       | [chain] number (至 | — | …) number unit
//!       | chain day { 、 day }

use super::chain::is_open;
use super::line::{Line, Read};
use super::number::{Style, number};
use super::reading::{Chain, Sense, Term};
use super::zh::{chain, joint};
use super::zh_calendar;

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
pub(super) fn range(line: Line<'_>, at: usize, first: Option<&Read<Chain>>) -> Option<Read<Sense>> {
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
    while matches!(line.at(last.end), '、' | ',') {
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
    // 7月19日08时至20日08时
    let is_day = matches!(first.value.terms.last(), Some(Term::Day(_)));
    let from = if is_day {
        behind_clock(line, first.end)
    } else {
        first.end
    };
    let behind = between.or_else(|| connector(line, from))?;
    let second = dotted_month(line, behind, first)
        .or_else(|| chain(line, behind, Chain::default()))
        .or_else(|| bare_year(line, behind, first))?;
    let end = match between {
        // 三月和九月之间
        Some(_) => line.any(line.blanks(second.end), &["之间", "期间", "间"])?,
        None => line
            .any(second.end, &["之间", "期间"])
            .unwrap_or(second.end),
    };
    let to = inherit(&first.value, &second.value)?;
    Some(Read::new(Sense::Range(first.value.clone(), to), end))
}

/// Behind the clock at an index, if one stands there: 08时, 9点30分, 18:00.
fn behind_clock(line: Line<'_>, at: usize) -> usize {
    let clock = || {
        let hour = number(line, line.blanks(at)).filter(|it| it.value.value <= 24)?;
        let end = line.any(hour.end, &["时", "点", ":"])?;
        let minutes = number(line, end).filter(|it| it.value.value < 60);
        let end = minutes.map_or(end, |it| it.end);
        Some(line.any(end, &["分", "许", "整"]).unwrap_or(end))
    };
    clock().unwrap_or(at)
}

/// Behind 和 or 与.
fn between(line: Line<'_>, at: usize) -> Option<usize> {
    let at = line.blanks(at);
    matches!(line.at(at), '和' | '与' | '跟').then(|| line.blanks(at + 1))
}

/// The second end of 1998.07—2001.03.
fn dotted_month(line: Line<'_>, at: usize, first: &Read<Chain>) -> Option<Read<Chain>> {
    let [Term::Year(_), Term::Month(_)] = first.value.terms.as_slice() else {
        return None;
    };
    let year = number(line, at).filter(|it| it.value.length == 4)?;
    let month = number(line, line.words(year.end, ".")?).filter(|it| it.value.length == 2)?;
    let goes_on = line.at(month.end) == '.' || line.at(month.end).is_ascii_alphanumeric();
    let terms = vec![
        Term::Year(i16::try_from(year.value.value).ok()?),
        Term::Month(
            u8::try_from(month.value.value)
                .ok()
                .filter(|it| (1..=12).contains(it))?,
        ),
    ];
    let is_lunar = false;
    (!goes_on).then(|| Read::new(Chain { terms, is_lunar }, month.end))
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
