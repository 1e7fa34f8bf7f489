//! Finds the readings of a block, from left to right and without overlap.
//!
//! A character that can begin no expression costs one look into a table of bits.

use super::line::Line;
use super::number::is_numeral;
use super::reading::{Bound, Chain, Reading, Sense, Term};
use super::{en, era, festival, guard, numeric, zh};
use std::sync::LazyLock;

/// Characters that Chinese expressions begin with, and those one of which stands next; a numeral
/// is written `1`.
const HEADS: [(char, &str); 64] = [
    ('今', "年日天儿晚晨早夜春夏秋冬个星礼周后("),
    ('本', "年月日周季世星礼("),
    ('这', "年月周个一星礼"),
    ('那', "一"),
    ('去', "年岁春夏秋冬("),
    ('上', "年月周星礼个一上半旬世季1 ("),
    ('下', "年月周星礼个一下半旬世季1 ("),
    ('前', "年天日晚半一1 ("),
    ('后', "年天日半一1 ("),
    ('明', "年天日晚早晨("),
    ('来', "年"),
    ('当', "年月天日晚夜周季"),
    ('同', "年月日周一"),
    ('次', "年月日周"),
    ('翌', "年月日"),
    ('转', "年"),
    ('隔', "年天"),
    ('大', "前后年大"),
    ('昨', "天日晚夜晨("),
    ('琴', "日"),
    ('寻', "日"),
    ('听', "日"),
    ('第', "1 "),
    ('年', "初中底末终"),
    ('月', "初中底末"),
    ('岁', "末"),
    ('首', "季"),
    ('最', "近"),
    ('末', "1"),
    ('周', "一二三四五六日天末1"),
    ('星', "期"),
    ('礼', "拜"),
    ('春', "季天"),
    ('夏', "季天"),
    ('秋', "季天"),
    ('冬', "季天月"),
    ('中', "旬"),
    ('双', "休"),
    ('正', "月"),
    ('腊', "月"),
    ('闰', "1"),
    ('廿', "1日号"),
    ('卅', "1日号"),
    ('农', "历"),
    ('阴', "历"),
    ('旧', "历"),
    ('公', "元"),
    ('西', "元"),
    ('半', "年个"),
    ('几', "年月天周日个十百千星礼世"),
    ('数', "年月天周日个十百千星礼世"),
    ('若', "干"),
    ('仨', "月星礼"),
    ('俩', "月星礼"),
    ('近', "1年日几数半仨两 "),
    ('过', "去"),
    ('未', "来"),
    ('接', "下"),
    ('其', "后"),
    ('此', "后"),
    ('随', "后"),
    ('初', "1"),
    ('元', "月"),
    ('呢', "个"),
];

/// What may follow the numerals of an expression.
const BEHIND_NUMERALS: &str = "年月日号世季天周星个礼几多余来工财半-—–－~～至到、/.· 0123456789";

/// What may follow a count word: 三个月, 一个半月.
const BEHIND_COUNT: &str = "月半多余季星礼工交周世 ";

/// Words for now: time expressions only where they are all that is said.
const NOW: [&str; 8] = [
    "现在", "目前", "最近", "近日", "当前", "眼下", "如今", "now",
];

/// How a character may begin an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    No,
    /// A digit or letter, or the name of a festival or an era.
    Always,
    Numeral,
    /// If one of the letters of that line of [`HEADS`] stands next.
    Before(u8),
}

/// The start of each character of the first plane up to U+9FFF.
static STARTS: LazyLock<Vec<Start>> = LazyLock::new(|| {
    let codes = 0..0xA000_u32;
    let numeral = |code| match char::from_u32(code) {
        Some(c) if is_numeral(c) => Start::Numeral,
        _ => Start::No,
    };
    let mut starts: Vec<Start> = codes.map(numeral).collect();
    let mut mark = |c: char, start| {
        if let Some(it) = starts.get_mut(c as usize) {
            *it = start;
        }
    };
    for (line, (c, _)) in (0_u8..).zip(HEADS) {
        mark(c, Start::Before(line));
    }
    let letters = ('0'..='9').chain('A'..='Z').chain('a'..='z');
    let named = festival::heads().chain(era::heads());
    for c in letters.chain(['\'', '’']).chain(named) {
        mark(c, Start::Always);
    }
    starts
});

/// Whether an expression may begin here, by one look at what stands next.
fn may_begin(line: Line<'_>, at: usize) -> bool {
    let start = STARTS.get(line.at(at) as usize).copied();
    match start.unwrap_or(Start::No) {
        Start::No => false,
        Start::Always => may_be_named(line, at),
        Start::Before(head) => {
            let (_, next) = HEADS[usize::from(head)];
            let c = line.at(at + 1);
            next.contains(c) || next.contains('1') && (c.is_ascii_digit() || is_numeral(c))
        }
        Start::Numeral => is_numeral_of_time(line, at),
    }
}

/// A character that begins a name of a festival, but nothing else, needs that name behind it.
fn may_be_named(line: Line<'_>, at: usize) -> bool {
    let c = line.at(at);
    if c.is_ascii()
        || c == '’'
        || festival::festival(line, at).is_some()
        || era::era(line, at).is_some()
    {
        return true;
    }
    let next = HEADS.iter().find(|it| it.0 == c).map_or("", |it| it.1);
    let second = line.at(at + 1);
    next.contains(second)
        || next.contains('1') && (second.is_ascii_digit() || is_numeral(second))
        || is_numeral(c) && is_numeral_of_time(line, at)
}

/// Whether behind the numerals here stands a unit of time.
fn is_numeral_of_time(line: Line<'_>, at: usize) -> bool {
    let mut end = at;
    while is_numeral(line.at(end)) {
        end += 1;
    }
    let next = line.at(end);
    if next == '个' {
        return BEHIND_COUNT.contains(line.at(end + 1));
    }
    BEHIND_NUMERALS.contains(next) || '\0' == next || ",。".contains(next)
}

/// The readings of a block.
pub(super) fn scan(line: Line<'_>) -> Vec<Reading> {
    if let Some(reading) = now(line, 0) {
        return vec![reading];
    }
    let mut found: Vec<Reading> = Vec::new();
    let mut at = 0;
    while at < line.chars.len() {
        if !may_begin(line, at) {
            at = behind_run(line, at);
            continue;
        }
        match read(line, at) {
            Some(reading) if at < reading.to => {
                at = behind_same_day(line, &reading);
                let weekday = found.pop_if(|it| is_weekday_of(line, it, &reading));
                if let Some(weekday) = weekday {
                    let in_brackets = line.before(reading.from) == '(' && line.at(at) == ')';
                    at += usize::from(in_brackets);
                    found.push(Reading {
                        from: weekday.from,
                        to: at,
                        ..reading
                    });
                } else {
                    found.push(reading);
                }
            }
            _ => at = behind_run(line, at),
        }
    }
    found
}

/// Where to go on behind a day: behind a word that says no more than it, 2月7日当天.
fn behind_same_day(line: Line<'_>, reading: &Reading) -> usize {
    const SAME: [[char; 2]; 4] = [['当', '天'], ['当', '日'], ['当', '晚'], ['当', '夜']];
    let is_day = ends_in(reading, |it| {
        matches!(it, Term::Day(_) | Term::Weekday(_) | Term::Festival(_))
    });
    let end = reading.to + SAME[0].len();
    if is_day && SAME.iter().any(|it| line.slice(reading.to, end) == it) {
        end
    } else {
        reading.to
    }
}

/// Whether the last part of an expression is of some sort.
fn ends_in(reading: &Reading, is: fn(&Term) -> bool) -> bool {
    match &reading.sense {
        Sense::Chain(chain) => chain.terms.last().is_some_and(is),
        Sense::Range(..) | Sense::Shift { .. } | Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// Whether a weekday stands right before the date of its day: 星期天，二月十号; 周五（5日）.
fn is_weekday_of(line: Line<'_>, weekday: &Reading, date: &Reading) -> bool {
    let between = line.slice(weekday.to, date.from);
    ends_in(weekday, |it| matches!(it, Term::Weekday(_)))
        && ends_in(date, |it| matches!(it, Term::Day(_)))
        && between.iter().all(|c| ", (".contains(*c))
        && between.len() <= 2
}

/// Reads the expression at an index, in either language, if it stands there rightly.
fn read(line: Line<'_>, at: usize) -> Option<Reading> {
    let c = line.at(at);
    let chinese = || {
        if c.is_ascii_alphabetic() && !matches!(c, 'Q' | 'q') {
            return None;
        }
        years(line, at)
            .or_else(|| zh::expression(line, at))
            .filter(|it| guard::stands(line, it))
    };
    en::expression(line, at).or_else(chinese).or_else(|| {
        let named = c
            .is_ascii_alphabetic()
            .then(|| zh::expression(line, at))
            .flatten()?;
        (guard::stands(line, &named) && line.before(at).is_ascii_alphanumeric()).then_some(named)
    })
}

/// 现在, 目前, with nothing else in the block: about the reference date.
fn now(line: Line<'_>, at: usize) -> Option<Reading> {
    let to = line
        .any(at, &NOW)
        .filter(|&it| at == 0 && it == line.chars.len())?;
    Some(Reading {
        from: at,
        to,
        sense: Sense::Chain(Chain::one(Term::DayFromNow(0))),
        bound: Bound::Itself,
        about: true,
    })
}

/// 1955-1979
fn years(line: Line<'_>, at: usize) -> Option<Reading> {
    let found = numeric::years(line, at)?;
    Some(Reading::itself(at, found))
}

/// Behind the number or the word that begins here, so that nothing is read from its middle.
fn behind_run(line: Line<'_>, at: usize) -> usize {
    let c = line.at(at);
    if !c.is_ascii() && !is_numeral(c) {
        return at + 1;
    }
    let belongs: fn(char) -> bool = if c.is_ascii_digit() {
        |it| it.is_ascii_digit()
    } else if c.is_ascii_alphabetic() {
        |it| it.is_ascii_alphabetic()
    } else if is_numeral(c) {
        is_numeral
    } else {
        return at + 1;
    };
    let mut end = at;
    while belongs(line.at(end)) {
        end += 1;
    }
    end
}
