//! Chinese terms of the lunar calendar.
//!
//! lunar       = lunar month | 大年初 digit | lunar day
//! lunar month = 正月 | 腊月 | 冬月 | 闰 digit 月
//! lunar day   = 初 digit | 廿 digit | number behind a lunar month

use super::line::{Line, Read};
use super::number::number;
use super::reading::{Chain, Term};
use super::zh_calendar::{Terms, one, small};

// lunar = 正月 | 腊月 | 冬月 | 闰 digit 月 | 初 digit | 廿 digit | 大年三十
pub(super) fn lunar(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<Terms>> {
    if let Some(month) = lunar_month(line, at) {
        return Some(one(Term::LunarMonth(month.value), month.end));
    }
    if line.words(at, "大年初").is_some() {
        let day = lunar_day(line, at + 2)?;
        let value = (Term::LunarMonth(1), Some(Term::LunarDay(day.value)));
        return Some(Read::new(value, day.end));
    }
    let day = match line.at(at) {
        '廿' | '卅' if is_plain_day(line, at, chain) => return None,
        '初' | '廿' => {
            let day = lunar_day(line, at)?;
            // 初六日
            let end = line.words(day.end, "日").unwrap_or(day.end);
            Read { end, ..day }
        }
        '十' | '二' | '三' | '1' | '2' | '3' if last_is_lunar_month(chain) => {
            let inner = number(line, at)?;
            let day = small(inner.value.value, 30)?;
            let end = line.any(inner.end, &["日", "号"]).unwrap_or(inner.end);
            Read::new(day, end)
        }
        _ => return None,
    };
    Some(one(Term::LunarDay(day.value), day.end))
}

/// 正月, 腊月, 冬月, 闰四月: a leap month is negative.
fn lunar_month(line: Line<'_>, at: usize) -> Option<Read<i8>> {
    if line.at(at) == '闰' {
        let inner = number(line, at + 1)?;
        let leap = -i8::try_from(small(inner.value.value, 12)?).ok()?;
        return Some(Read::new(leap, line.words(inner.end, "月")?));
    }
    line.table(at, &[("正月", 1), ("腊月", 12), ("冬月", 11)])
}

/// 廿号, 廿三日 behind a month of the solar calendar.
fn is_plain_day(line: Line<'_>, at: usize, chain: &Chain) -> bool {
    let has_unit = number(line, at).is_some_and(|it| matches!(line.at(it.end), '日' | '号'));
    has_unit && !last_is_lunar_month(chain)
}

fn last_is_lunar_month(chain: &Chain) -> bool {
    match chain.terms.last() {
        Some(Term::LunarMonth(_)) => true,
        Some(Term::Month(_)) => chain.is_lunar,
        _ => false,
    }
}

// lunar day = 初 (一 … 十) | 廿 digit
fn lunar_day(line: Line<'_>, at: usize) -> Option<Read<u8>> {
    let inner = match line.at(at) {
        '初' => number(line, at + 1)?,
        _ => number(line, at)?,
    };
    let limit = if line.at(at) == '初' { 10 } else { 29 };
    let value = small(inner.value.value, limit)?;
    Some(Read::new(value, inner.end))
}
