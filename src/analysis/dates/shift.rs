//! Lengths of time that lead to a date.
//!
//! shift  = amount (后 | 之后 | 前 | 之前 | …)
//!        | (此后 | 此前 | 其后) amount
//!        | event (前 | 后) amount, where event is a verb before the expression; see `happening`
//! units  = (上 | 下 | 前 | 后) number [个] unit
//! window = (近 | 过去 | 最近 | 未来 | 今后) amount | amount (内 | 以内 | 以来)
//! amount = simple [零 | 又] simple
//! simple = [约] number [多 | 几 | 来] [个] unit [半 | 多]

use super::happening;
use super::line::{Line, Read, Table};
use super::number::{Number, Style, digit, is_numeral, number};
use super::reading::{Amount, Base, Reading, Sense, Unit};

static UNITS: Table<Unit, 12> = Table::new([
    ("个工作日", Unit::Workday),
    ("工作日", Unit::Workday),
    ("个交易日", Unit::Workday),
    ("世纪", Unit::Century),
    ("季度", Unit::Quarter),
    ("星期", Unit::Week),
    ("礼拜", Unit::Week),
    ("年", Unit::Year),
    ("月", Unit::Month),
    ("周", Unit::Week),
    ("天", Unit::Day),
    ("日", Unit::Day),
]);

// shift | units | window
pub(super) fn expression(line: Line<'_>, at: usize) -> Option<Reading> {
    let found = counted(line, at)
        .or_else(|| next_to(line, at))
        .or_else(|| window(line, at))?;
    Some(Reading::itself(at, found))
}

/// Words behind a length of time, and whether they look forward.
static TAILS: Table<bool, 10> = Table::new([
    ("之后", true),
    ("以后", true),
    ("过后", true),
    ("后", true),
    ("之前", false),
    ("以前", false),
    ("前", false),
    ("时间后", true),
    ("的时间后", true),
    ("时间之后", true),
]);

// amount (后 | 前 | 内 | 来 | …)
fn counted(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    let amount = amount(line, at)?;
    let behind = line.blanks(amount.end);
    if let Some(tail) = line.known(behind, &TAILS) {
        let is_word = match line.before(tail.end) {
            '前' => !"后途景所往来台列锋三两四五六七八九十".contains(line.at(tail.end)),
            '后' => !"卫勤台面续".contains(line.at(tail.end)),
            _ => true,
        };
        return is_word.then_some(Read {
            value: Sense::Shift {
                amount: amount.value,
                forward: tail.value,
                base: if happening::before(line, at).is_some() {
                    Base::Event
                } else {
                    Base::Context
                },
            },
            end: tail.end,
        });
    }
    let within = line.any(behind, &["之内", "以内", "内"]);
    // 16日以来 is since that day.
    let is_day = line.at(at).is_ascii_digit()
        && line.before(amount.end) == '日'
        && amount.value.low <= 31
        && line.words(behind, "以来").is_some();
    let since = line.any(behind, &["以来", "来"]).filter(|_| !is_day);
    let (end, forward) = match (within, since) {
        (Some(end), _) => (end, true),
        (None, Some(end)) => (end, false),
        (None, None) => return None,
    };
    Some(Read {
        value: Sense::Window {
            amount: amount.value,
            forward,
            with_today: true,
        },
        end,
    })
}

// units = (上 | 下 | 前 | 后) number [个] unit, and 发布前两周
fn next_to(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    let sign = match line.at(at) {
        '上' | '前' => -1,
        '下' | '后' => 1,
        _ => return None,
    };
    let is_side = matches!(line.at(at), '前' | '后');
    let Read { value: amount, end } = amount(line, line.blanks(at + 1))?;
    let forward = 0 < sign;
    if is_side && happening::before(line, at).is_some() {
        let base = Base::Event;
        let sense = Sense::Shift {
            amount,
            forward,
            base,
        };
        return Some(Read::new(sense, end));
    }
    let is_plain = !amount.half && !amount.about && amount.low == amount.high;
    // 前8个月 is January to August, 前三季度 to September.
    let is_quarters = amount.unit == Unit::Quarter;
    let is_of_year =
        line.at(at) == '前' && (is_quarters || amount.unit == Unit::Month && 3 < amount.low);
    if !is_plain || is_of_year || 12 < amount.low {
        return None;
    }
    let sense = match amount.low {
        // 前一周 is the seven days before, 前两周 the two weeks up to today; the other units have
        // words of their own.
        count if is_side && amount.unit == Unit::Week && (count == 1 || !forward) => {
            Sense::Window {
                amount,
                forward,
                with_today: 1 < count,
            }
        }
        1 => return None,
        count => Sense::Units(sign * count, amount.unit),
    };
    Some(Read::new(sense, end))
}

/// Words before a length of time, and whether they look forward; `None` goes on from the story.
static HEADS: Table<Option<bool>, 16> = Table::new([
    ("此后的", None),
    ("此后", None),
    ("其后", None),
    ("随后的", None),
    ("随后", None),
    ("之后的", None),
    ("接下来的", Some(true)),
    ("接下来", Some(true)),
    ("未来的", Some(true)),
    ("未来", Some(true)),
    ("今后", Some(true)),
    ("过去的", Some(false)),
    ("过去", Some(false)),
    ("最近的", Some(false)),
    ("最近", Some(false)),
    ("近", Some(false)),
]);

// window = (近 | 过去 | 未来 | …) amount
fn window(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    let head = line.known(at, &HEADS)?;
    let amount = amount(line, line.blanks(head.end))?;
    let end = line.any(
        amount.end,
        &["以内", "之内", "内", "里", "间", "中", "来", "以来"],
    );
    let end = end.unwrap_or(amount.end);
    // 近三年前 is a shift.
    if line
        .any(
            line.blanks(amount.end),
            &["前", "后", "之前", "之后", "以前", "以后"],
        )
        .is_some()
    {
        return None;
    }
    let sense = match head.value {
        Some(forward) => Sense::Window {
            amount: amount.value,
            forward,
            with_today: line.at(at) != '过',
        },
        None => Sense::Shift {
            amount: amount.value,
            forward: true,
            base: Base::Story,
        },
    };
    Some(Read::new(sense, end))
}

// amount = simple [零 | 又] simple, the second in a smaller unit
pub(super) fn amount(line: Line<'_>, at: usize) -> Option<Read<Amount>> {
    let first = simple(line, at)?;
    Some(composite(line, &first).unwrap_or(first))
}

/// 两年零三个月 is 27 months, 一周零两天 nine days.
fn composite(line: Line<'_>, first: &Read<Amount>) -> Option<Read<Amount>> {
    let behind = line.blanks(first.end);
    let joined = line.any(behind, &["零", "又", "〇"]);
    // 零三 is a number, 零3 is none.
    let second = simple(line, behind).or_else(|| simple(line, line.blanks(joined?)))?;
    let is_plain = |it: Amount| !it.about && it.low == it.high && 0 < it.low;
    let (years, rest) = (first.value, second.value);
    let (scale, unit) = match (years.unit, rest.unit) {
        (Unit::Year, Unit::Month) => (12, Unit::Month),
        (Unit::Week, Unit::Day) => (7, Unit::Day),
        _ => return None,
    };
    let fits = is_plain(years) && !years.half && is_plain(rest);
    let count = scale * years.low + rest.low;
    let value = Amount {
        unit,
        half: rest.half,
        ..Amount::of(count, count)
    };
    fits.then_some(Read::new(value, second.end))
}

// simple = [约] number [多 | 几 | 来] [个] unit [半 | 多]
fn simple(line: Line<'_>, at: usize) -> Option<Read<Amount>> {
    let count = count(line, at)?;
    let Read {
        value: mut amount,
        end: behind,
    } = measured(line, &count);
    let unit = line.known(line.blanks(behind), &UNITS)?;
    amount.unit = unit.value;
    if !is_length(line, at, unit, &count) {
        return None;
    }
    let mut end = unit.end;
    match line.at(end) {
        '半' if !amount.half && unit.value != Unit::Day => {
            amount.half = true;
            end += 1;
        }
        '多' | '余' if line.at(end + 1) != '的' => {
            amount.about = true;
            end += 1;
        }
        _ => {}
    }
    Some(Read::new(amount, end))
}

/// A count with what may stand before its unit: [多 | 余] [个] [多 | 半].
fn measured(line: Line<'_>, count: &Read<Amount>) -> Read<Amount> {
    let mut amount = count.value;
    let mut end = line.blanks(count.end);
    if matches!(line.at(end), '多' | '余' | '来') {
        amount.about = true;
        // 十多年 is eleven to nineteen.
        if 10 <= amount.low && amount.low % 10 == 0 {
            amount.high = amount.low + 10;
        }
        end = line.blanks(end + 1);
    }
    if line.at(end) == '个' && !matches!(line.at(end + 1), '工' | '交') {
        end += 1;
    }
    match line.at(end) {
        '多' | '余' if 0 < amount.low => {
            amount.about = true;
            end += 1;
        }
        '半' if !amount.half && 0 < amount.low => {
            amount.half = true;
            end += 1;
        }
        _ => {}
    }
    Read::new(amount, end)
}

/// Whether a number and a unit are a length of time, and no date: 2019年 and 3月 are none.
fn is_length(line: Line<'_>, at: usize, unit: Read<Unit>, count: &Read<Amount>) -> bool {
    let has_measure = count.end + 1 < unit.end;
    let low = count.value.low;
    let next = line.at(unit.end);
    let is_word = match unit.value {
        Unit::Year if line.at(at) == '0' => false,
        Unit::Year => !"级代龄轻纪薪".contains(next) && !(1000..=2200).contains(&low),
        // 3月后 is after March; 三月 with a measure, 数月 and 近三月 are lengths.
        Unit::Month => {
            has_measure
                || 12 < low
                || line.at(at) == '两'
                || count.value.low != count.value.high
                || line.at(at) == '仨'
                || matches!(line.before(at), '近' | '前' | '后' | '去')
        }
        Unit::Day if line.before(unit.end) == '日' => {
            !"本元圆均线报电".contains(next) && line.before(at) != '月'
        }
        Unit::Week => !"年岁刊期".contains(next) && line.at(at) != '第',
        // 11世纪后 is after that century; 半世纪 and 两个世纪 are lengths.
        Unit::Century => {
            line.before(unit.end - 2) == '个' || matches!(line.at(at), '半' | '几' | '数' | '两')
        }
        Unit::Day | Unit::Workday | Unit::Quarter | Unit::Decade => true,
    };
    let before = line.before(at);
    let is_ordinal = matches!(before, '第' | '每' | '初');
    // 两年零3个月: the zero joins two lengths.
    let is_joint = before == '零' && "年周期拜".contains(line.before(at - 1));
    let goes_on = before.is_ascii_digit() || is_numeral(before) && !is_joint;
    is_word && !is_ordinal && !goes_on
}

/// number | 几 | 数 | 半 | 十几 | 几十
fn count(line: Line<'_>, at: usize) -> Option<Read<Amount>> {
    let plain = |low, high, end| Some(Read::new(Amount::of(low, high), end));
    match line.at(at) {
        '半' => {
            let half = Amount {
                half: true,
                ..Amount::of(0, 0)
            };
            return Some(Read::new(half, at + 1));
        }
        '几' | '数' => return Some(vague(line, at + 1)),
        '若' => return Some(vague(line, line.words(at, "若干")?)),
        '仨' => return plain(3, 3, at + 1),
        '俩' => return plain(2, 2, at + 1),
        _ => {}
    }
    let Read { value, end } = number(line, at)?;
    if line.at(end) == '几' && value.style == Style::Additive {
        return plain(value.value, value.value + 10, end + 1);
    }
    let (low, high) = neighbors(line, at, value).unwrap_or((value.value, value.value));
    (high <= 9999).then(|| plain(low, high, end))?
}

/// Behind 几, 数 or 若干: a few, a few tens.
fn vague(line: Line<'_>, at: usize) -> Read<Amount> {
    let scale = match line.at(at) {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return Read::new(Amount::of(2, 9), at),
    };
    Read::new(Amount::of(2 * scale, 9 * scale), at + 1)
}

/// 两三, 七八: two neighboring digits are a number between them.
fn neighbors(line: Line<'_>, at: usize, number: Number) -> Option<(i32, i32)> {
    if number.style != Style::Positional || number.length != 2 {
        return None;
    }
    let (low, high) = (digit(line.at(at))?, digit(line.at(at + 1))?);
    (low + 1 == high || (low, high) == (3, 5)).then_some((low, high))
}
