//! Chinese terms with a number or a fixed place in the calendar.
//!
//! numbered  = number (世纪 | 年代 | 年 | 财年 | 季度 | 月 [份] | 日 | 号)
//! ordinal   = (第 number | 首) [个] unit | 前 number [个] unit | 最后 number [个] unit
//! part      = 上半年 | 第一季度 | Q1 | 春季 | 上旬
//! edge      = 初 | 中 | 底 | 末 | 中期 | …

use super::line::{Line, Read, Table};
use super::number::{Number, Style, digit, number};
use super::reading::{Chain, Edge, Pick, Term, Unit};
use super::zh_relative::weekday;

/// One or two terms that one word says.
pub(super) type Terms = (Term, Option<Term>);

/// One term.
pub(super) fn one(term: Term, end: usize) -> Read<Terms> {
    Read::new((term, None), end)
}

// numbered = number unit
pub(super) fn numbered(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<Terms>> {
    if let Some(decades) = decades(line, at) {
        return Some(decades);
    }
    let Read { value, end } = number(line, at)?;
    let behind = line.blanks(end);
    let unit = unit_of(line, behind, value, chain)?;
    Some(one(unit.value, unit.end))
}

/// 七八十年代: two neighboring decades.
fn decades(line: Line<'_>, at: usize) -> Option<Read<Terms>> {
    let (low, high) = (digit(line.at(at))?, digit(line.at(at + 1))?);
    let end = line.words(at + 2, "十年代")?;
    let tens = |it: i32| i16::try_from(it * 10).ok();
    let term = Term::DecadesShort(tens(low)?, tens(high)?);
    (0 < low && low < high).then(|| one(term, end))
}

/// The term that a number and the unit behind it make.
pub(super) fn unit_of(
    line: Line<'_>,
    at: usize,
    number: Number,
    chain: &Chain,
) -> Option<Read<Term>> {
    let value = number.value;
    let (term, end) = match (line.at(at), line.at(at + 1)) {
        ('世', '纪') => (
            (1..=30).contains(&value).then_some(Term::Century(value))?,
            at + 2,
        ),
        // 1939年代表团: representatives, and no decade.
        ('年', '代') if decade(number).is_some() && line.at(at + 2) != '表' => {
            (decade(number)?, at + 2)
        }
        ('年', _) => (year(line, at, number, chain)?, year_end(line, at)),
        ('财', '年') => (fiscal(number)?, at + 2),
        ('财', '政') if line.words(at, "财政年度").is_some() => (fiscal(number)?, at + 4),
        ('季', '度') => (Term::Quarter(small(value, 4)?), at + 2),
        ('月', next) => {
            let end = if next == '份' { at + 2 } else { at + 1 };
            (Term::Month(small(value, 12)?), end)
        }
        ('日' | '号', _) => (Term::Day(small(value, 31)?), at + 1),
        _ => return None,
    };
    Some(Read::new(term, end))
}

/// A number from 1 to `limit`.
pub(super) fn small(value: i32, limit: u8) -> Option<u8> {
    u8::try_from(value)
        .ok()
        .filter(|it| (1..=limit).contains(it))
}

/// 1990年代, 九十年代, 九零年代
fn decade(number: Number) -> Option<Term> {
    let value = i16::try_from(number.value).ok()?;
    match number.length {
        4 if (1000..3000).contains(&value) && value % 10 == 0 => Some(Term::Decade(value)),
        _ if (10..100).contains(&value) && value % 10 == 0 => Some(Term::DecadeShort(value)),
        _ => None,
    }
}

fn fiscal(number: Number) -> Option<Term> {
    let value = i16::try_from(number.value).ok()?;
    (1900..2100).contains(&value).then_some(Term::Fiscal(value))
}

/// Behind 年, 年度 or 年份.
fn year_end(line: Line<'_>, at: usize) -> usize {
    match line.at(at + 1) {
        '度' => at + 2,
        '份' if line.at(at + 2) != '额' => at + 2,
        _ => at + 1,
    }
}

/// A year of four digits, or of two if something says that it is no length of time.
fn year(line: Line<'_>, at: usize, number: Number, chain: &Chain) -> Option<Term> {
    let value = i16::try_from(number.value).ok()?;
    let written_out = number.length == 4 || number.style == Style::Additive && 1 < number.length;
    if (1000..3000).contains(&value) && written_out {
        return Some(Term::Year(value));
    }
    if (100..1000).contains(&value) && number.length == 3 && chain.terms.is_empty() {
        let is_year = number.style == Style::Arabic && is_early_year(line, at);
        return is_year.then_some(Term::Year(value));
    }
    let is_pair = number.length == 2 && number.style != Style::Additive;
    if !is_pair || !chain.terms.is_empty() {
        return None;
    }
    if number.style == Style::Arabic && is_late_short(line, at, value) {
        return Some(Term::YearShort(value));
    }
    let is_plain = number.style == Style::Positional || value < 10;
    (is_plain && !is_two_next(line, at) || narrower_follows(line, at + 1))
        .then_some(Term::YearShort(value))
}

/// Whether two digits before 年 are a year of the last century: 于98年毕业, not 在98年里.
fn is_late_short(line: Line<'_>, at: usize, value: i16) -> bool {
    let from = line.trimmed(at).saturating_sub(2);
    let next = line.at(at + 1);
    let is_length = "来后前间的历之以多余内里左右时老古".contains(next);
    49 <= value && matches!(line.before(from), '于' | '在' | '自' | '从') && !is_length
}

/// Whether three digits before 年 are a year and no length: 383年桓冲攻城, 于383年5月, (317—420年);
/// not 132年来.
fn is_early_year(line: Line<'_>, at: usize) -> bool {
    if narrower_follows(line, at + 1) {
        return true;
    }
    let end = line.trimmed(at);
    let before = line.before(end.saturating_sub(3));
    let next = line.at(line.blanks(at + 1));
    let is_span = in_span(line, end);
    let leads = "\0\n,。;:(“于在至从自到".contains(before) || is_span;
    let is_round = line.before(end) == '0' && line.before(end - 1) == '0' && before != '于';
    let is_length = "来后前间的历之以多余内里左右时老古首第才就没未不仍已都".contains(next);
    let goes_on = super::is_han(next) || ",)".contains(next) || is_span || before == '(';
    leads && (!is_round || is_span) && goes_on && !is_length
}

/// Whether the digits before an index are one of the two years of (317年—420年).
fn in_span(line: Line<'_>, end: usize) -> bool {
    let is_dash = |it: usize| "-—–~至".contains(line.at(it)) && it < line.chars.len();
    let mut from = end.saturating_sub(3);
    if is_dash(from.saturating_sub(1)) {
        from -= 1;
        while line.before(from) == '年' || line.before(from).is_ascii_digit() && end < from + 9 {
            from -= 1;
        }
        return line.before(from) == '(';
    }
    line.before(from) == '(' && is_dash(end + 1)
}

/// Whether the two Chinese digits before `at` are neighbors: 两三年 is no year.
fn is_two_next(line: Line<'_>, at: usize) -> bool {
    match (digit(line.at(at.saturating_sub(2))), digit(line.before(at))) {
        (Some(tens), Some(ones)) => ones == tens + 1,
        _ => false,
    }
}

/// Whether a part of a year is named here: 3月, 一季度, 第52周, 初.
fn narrower_follows(line: Line<'_>, at: usize) -> bool {
    let at = line.blanks(at);
    if let Some(inner) = number(line, at) {
        let behind = line.blanks(inner.end);
        return line.at(behind) == '月' && inner.value.value <= 12
            || line.words(behind, "季度").is_some();
    }
    let parts = [
        "上半年",
        "下半年",
        "初",
        "底",
        "末",
        "春",
        "夏",
        "秋",
        "冬",
        "年初",
        "年底",
    ];
    line.any(at, &parts).is_some()
        || (line.at(at) == '第'
            && number(line, at + 1).is_some_and(|it| {
                line.any(it.end, &["周", "个月", "季度", "个季度"])
                    .is_some()
            }))
}

// ordinal = (第 number | 首 | 前 number | 头 number | 最后 number) [个] unit
pub(super) fn ordinal(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<Terms>> {
    let alone = chain.terms.is_empty();
    let (pick, behind) = pick(line, at)?;
    let behind = line.blanks(behind);
    let behind = line.any(behind, &["个"]).unwrap_or(behind);
    let behind = line.blanks(behind);
    if let Some(weekday) = weekday(line, behind) {
        return (!alone).then_some(one(Term::WeekdayPart(pick, weekday.value), weekday.end));
    }
    let Read { value: unit, end } = line.table(
        behind,
        &[
            ("季度", Unit::Quarter),
            ("月", Unit::Month),
            ("周", Unit::Week),
            ("星期", Unit::Week),
            ("礼拜", Unit::Week),
            ("天", Unit::Day),
            ("日", Unit::Day),
            ("季", Unit::Quarter),
        ],
    )?;
    let is_quarter = unit == Unit::Quarter && (line.before(end) == '度' || line.at(at) == '首');
    let term = match pick {
        Pick::Nth(nth) if is_quarter => Term::Quarter(small(nth, 4)?),
        Pick::First(2..=3) if alone && is_quarter => Term::Part(pick, unit),
        Pick::First(4..=11) if alone && unit == Unit::Month => Term::Part(pick, unit),
        _ if alone || unit == Unit::Quarter && !is_quarter => return None,
        Pick::Nth(_) | Pick::First(_) | Pick::Last(_) => Term::Part(pick, unit),
    };
    Some(one(term, end))
}

/// 第三, 首, 前两, 最后一
fn pick(line: Line<'_>, at: usize) -> Option<(Pick, usize)> {
    let (kind, behind): (fn(i32) -> Pick, usize) = match line.at(at) {
        '首' => return Some((Pick::Nth(1), at + 1)),
        '第' => (Pick::Nth, at + 1),
        '前' | '头' => (Pick::First, at + 1),
        '最' if line.at(at + 1) == '后' => (Pick::Last, at + 2),
        '末' | '后' => (Pick::Last, at + 1),
        _ => return None,
    };
    let inner = number(line, line.blanks(behind))?;
    let value = inner.value.value;
    (1..=366)
        .contains(&value)
        .then_some((kind(value), inner.end))
}

/// Words for the halves of a decade or a century.
static HALVES: Table<Term, 8> = Table::new([
    ("上半叶", Term::Half(1)),
    ("前半叶", Term::Half(1)),
    ("上半期", Term::Half(1)),
    ("前半期", Term::Half(1)),
    ("下半叶", Term::Half(2)),
    ("后半叶", Term::Half(2)),
    ("下半期", Term::Half(2)),
    ("后半期", Term::Half(2)),
]);

/// Words for parts of a year, a month or a week.
static PARTS: Table<Term, 19> = Table::new([
    ("上半年", Term::Half(1)),
    ("前半年", Term::Half(1)),
    ("下半年", Term::Half(2)),
    ("后半年", Term::Half(2)),
    ("上旬", Term::Tenth(1)),
    ("中旬", Term::Tenth(2)),
    ("下旬", Term::Tenth(3)),
    ("春季", Term::Season(0)),
    ("春天", Term::Season(0)),
    ("夏季", Term::Season(1)),
    ("夏天", Term::Season(1)),
    ("秋季", Term::Season(2)),
    ("秋天", Term::Season(2)),
    ("冬季", Term::Season(3)),
    ("冬天", Term::Season(3)),
    ("周末", Term::Weekend),
    ("双休日", Term::Weekend),
    ("星期末", Term::Weekend),
    ("礼拜末", Term::Weekend),
]);

// part = half | quarter | season | tenth
pub(super) fn part(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<Terms>> {
    let is_long = chain.terms.last().is_some_and(|it| 9 <= it.level());
    let halves = is_long.then(|| line.known(at, &HALVES)).flatten();
    if let Some(found) = halves.or_else(|| line.known(at, &PARTS)) {
        return Some(one(found.value, found.end));
    }
    if matches!(line.at(at), 'Q' | 'q') && !line.at(at + 2).is_ascii_alphanumeric() {
        let quarter = small(i32::try_from(line.at(at + 1).to_digit(10)?).ok()?, 4)?;
        let end = line.words(at + 2, "季度").unwrap_or(at + 2);
        return Some(one(Term::Quarter(quarter), end));
    }
    // 2021年春, but 今年春节 is a festival.
    let last_is_year = chain.terms.last().is_some_and(|it| it.level() == 8);
    let season = match line.at(at) {
        '春' if !"节晚运联招耕风天季".contains(line.at(at + 1)) => 0,
        '夏' if !"奥令威".contains(line.at(at + 1)) => 1,
        '秋' => 2,
        '冬' if !"奥至".contains(line.at(at + 1)) => 3,
        _ => return None,
    };
    last_is_year.then_some(one(Term::Season(season), at + 1))
}

// edge = 初 | 中 | 底 | 末 | …
pub(super) fn edge(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<Terms>> {
    const LONG: [(&str, Edge); 17] = [
        ("初期", Edge::Start),
        ("早期", Edge::Start),
        ("前期", Edge::Start),
        ("伊始", Edge::Start),
        ("之初", Edge::Start),
        ("中期", Edge::Middle),
        ("中叶", Edge::Middle),
        ("年中", Edge::Middle),
        ("末期", Edge::End),
        ("末叶", Edge::End),
        ("晚期", Edge::End),
        ("后期", Edge::End),
        ("之末", Edge::End),
        ("年终", Edge::End),
        ("岁末", Edge::End),
        ("尾声", Edge::End),
        ("尾", Edge::End),
    ];
    let last = *chain.terms.last()?;
    if last.level() < 5 {
        return None;
    }
    let things = [
        "选举", "票据", "借贷", "贷款", "协议", "合同", "报告", "目标",
    ];
    if let Some(found) = line.table(at, &LONG)
        && line.any(found.end, &things).is_none()
    {
        return Some(one(Term::Edge(found.value), found.end));
    }
    // 2009年年初, 3月月底
    let at = match (last.level(), line.at(at)) {
        (8, '年') | (5, '月') => at + 1,
        _ => at,
    };
    let edge = match line.at(at) {
        '初' if !"步级中次创始".contains(line.at(at + 1)) => Edge::Start,
        '底' | '末' if !"特端薪蕴层".contains(line.at(at + 1)) => Edge::End,
        '中' if is_word_end(line.at(at + 1)) => Edge::Middle,
        _ => return None,
    };
    Some(one(Term::Edge(edge), at + 1))
}

/// Whether 中 before this character stands for itself: 2009年中， but 2009年中国.
fn is_word_end(next: char) -> bool {
    !super::super::dates::is_han(next) || "的以之前后和与至到开".contains(next)
}
