//! Lengths of time that lead to a date.
//!
//! shift  = amount (后 | 之后 | 前 | 之前 | …)
//!        | (此后 | 此前 | 其后) amount
//!        | event (前 | 后) amount, where event is a verb before the expression
//! units  = (上 | 下 | 前 | 后) number [个] unit
//! window = (近 | 过去 | 最近 | 未来 | 今后) amount | amount (内 | 以内 | 以来)
//! amount = [约] number [多 | 几 | 来] [个] unit [半 | 多]

use super::line::{Line, Read};
use super::number::{Number, Style, digit, is_numeral, number};
use super::reading::{Amount, Base, Bound, Reading, Sense, Unit};

const UNITS: [(&str, Unit); 13] = [
    ("个工作日", Unit::Workday),
    ("工作日", Unit::Workday),
    ("个交易日", Unit::Workday),
    ("世纪", Unit::Century),
    ("季度", Unit::Quarter),
    ("星期", Unit::Week),
    ("礼拜", Unit::Week),
    ("年代", Unit::Decade),
    ("年", Unit::Year),
    ("月", Unit::Month),
    ("周", Unit::Week),
    ("天", Unit::Day),
    ("日", Unit::Day),
];

/// What may stand before 前 or 后 and a length of time so that it counts from an event.
pub(super) const EVENT_VERBS: [&str; 40] = [
    "发布", "推出", "上线", "上市", "成立", "发射", "开幕", "闭幕", "去世", "逝世", "离职", "上任",
    "就任", "开业", "开播", "上映", "宣布", "收购", "融资", "合并", "诞生", "问世", "毕业", "结婚",
    "出生", "退役", "夺冠", "爆发", "结束", "开始", "生效", "签署", "公布", "开源", "创立", "创办",
    "入职", "辞职", "获奖", "解散",
];

// shift | units | window
pub(super) fn expression(line: Line<'_>, at: usize) -> Option<Reading> {
    let found = counted(line, at)
        .or_else(|| next_to(line, at))
        .or_else(|| window(line, at))?;
    Some(Reading {
        from: at,
        to: found.end,
        sense: found.value,
        bound: Bound::Itself,
        about: false,
    })
}

// amount (后 | 前 | 内 | 来 | …)
fn counted(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    const TAILS: [(&str, bool); 16] = [
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
        ("后的", true),
        ("前的", false),
        ("开外", true),
        ("之後", true),
        ("後", true),
        ("後的", true),
    ];
    let amount = amount(line, at)?;
    let behind = line.blanks(amount.end);
    if let Some(tail) = line.table(behind, &TAILS) {
        let is_word = match line.before(tail.end) {
            '前' => !"后途景所往来台列锋三两四五六七八九十".contains(line.at(tail.end)),
            '后' => !"卫勤台面续".contains(line.at(tail.end)),
            _ => true,
        };
        return is_word.then_some(Read {
            value: Sense::Shift {
                amount: amount.value,
                forward: tail.value,
                base: if line.ends_with_any(at, &EVENT_VERBS) {
                    Base::Event
                } else {
                    Base::Context
                },
            },
            end: tail.end,
        });
    }
    let within = line.any(behind, &["之内", "以内", "内"]);
    let since = line.any(behind, &["以来", "来"]);
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
    let (words, sign) = match line.at(at) {
        '上' | '前' => (1, -1),
        '下' | '后' => (1, 1),
        _ => return None,
    };
    let amount = amount(line, line.blanks(at + words))?;
    let value = amount.value;
    let is_event = matches!(line.at(at), '前' | '后') && line.ends_with_any(at, &EVENT_VERBS);
    if is_event {
        let sense = Sense::Shift {
            amount: value,
            forward: 0 < sign,
            base: Base::Event,
        };
        return Some(Read {
            value: sense,
            end: amount.end,
        });
    }
    // 前一周 is the week before, counted from the day in force.
    let is_one = value.low == 1 && value.high == 1;
    let is_plain = !value.half && !value.about && value.low == value.high;
    // 前8个月 is January to August.
    let is_of_year = line.at(at) == '前' && value.unit == Unit::Month && 3 < value.low;
    if !is_plain || is_of_year || is_one && matches!(line.at(at), '上' | '下') || 12 < value.low {
        return None;
    }
    if is_one {
        if value.unit != Unit::Week {
            return None;
        }
        let sense = Sense::Window {
            amount: value,
            forward: 0 < sign,
            with_today: false,
        };
        return Some(Read {
            value: sense,
            end: amount.end,
        });
    }
    let sense = Sense::Units(sign * value.low, value.unit);
    Some(Read {
        value: sense,
        end: amount.end,
    })
}

// window = (近 | 过去 | 未来 | …) amount
fn window(line: Line<'_>, at: usize) -> Option<Read<Sense>> {
    const HEADS: [(&str, Option<bool>); 16] = [
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
    ];
    let head = line.table(at, &HEADS)?;
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
    Some(Read { value: sense, end })
}

// amount = [约] number [多 | 几 | 来] [个] unit [半 | 多]
pub(super) fn amount(line: Line<'_>, at: usize) -> Option<Read<Amount>> {
    let count = count(line, at)?;
    let mut amount = count.value;
    let behind = line.blanks(count.end);
    let (behind, more) = match line.at(behind) {
        '多' | '余' | '来' => (behind + 1, true),
        _ => (behind, false),
    };
    amount.about |= more;
    // 十多年 is eleven to nineteen.
    if more && 10 <= amount.low && amount.low % 10 == 0 {
        amount.high = amount.low + 10;
    }
    let behind = line.blanks(behind);
    let behind =
        if line.at(behind) == '个' && line.at(behind + 1) != '工' && line.at(behind + 1) != '交'
        {
            behind + 1
        } else {
            behind
        };
    let (behind, more) = match line.at(behind) {
        '多' | '余' if 0 < amount.low => (behind + 1, true),
        _ => (behind, false),
    };
    amount.about |= more;
    let behind = match line.at(behind) {
        '半' if !amount.half && 0 < amount.low => {
            amount.half = true;
            behind + 1
        }
        _ => behind,
    };
    let unit = line.table(line.blanks(behind), &UNITS)?;
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
    Some(Read { value: amount, end })
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
        Unit::Day | Unit::Workday | Unit::Quarter | Unit::Decade | Unit::Century => true,
    };
    let before = line.before(at);
    let is_ordinal = matches!(before, '第' | '每' | '初');
    is_word && !is_ordinal && !(before.is_ascii_digit() || is_numeral(before))
}

/// number | 几 | 数 | 半 | 十几 | 几十
fn count(line: Line<'_>, at: usize) -> Option<Read<Amount>> {
    let plain = |low, high, about, end| {
        Some(Read {
            value: Amount {
                low,
                high,
                half: false,
                about,
                unit: Unit::Day,
            },
            end,
        })
    };
    match line.at(at) {
        '半' => {
            let value = Amount {
                low: 0,
                high: 0,
                half: true,
                about: false,
                unit: Unit::Day,
            };
            return Some(Read { value, end: at + 1 });
        }
        '几' | '数' | '若' => {
            let behind = if line.at(at) == '若' {
                line.words(at, "若干")?
            } else {
                at + 1
            };
            return match line.at(behind) {
                '十' => plain(20, 90, true, behind + 1),
                '百' => plain(200, 900, true, behind + 1),
                '千' => plain(2000, 9000, true, behind + 1),
                _ => plain(2, 9, true, behind),
            };
        }
        '仨' => return plain(3, 3, false, at + 1),
        '俩' => return plain(2, 2, false, at + 1),
        _ => {}
    }
    let Read { value, end } = number(line, at)?;
    if line.at(end) == '几' && value.style == Style::Additive {
        return plain(value.value, value.value + 10, true, end + 1);
    }
    let (low, high) = neighbors(line, at, value).unwrap_or((value.value, value.value));
    (high <= 9999).then(|| plain(low, high, low != high, end))?
}

/// 两三, 七八: two neighboring digits are a number between them.
fn neighbors(line: Line<'_>, at: usize, number: Number) -> Option<(i32, i32)> {
    if number.style != Style::Positional || number.length != 2 {
        return None;
    }
    let (low, high) = (digit(line.at(at))?, digit(line.at(at + 1))?);
    (low + 1 == high || (low, high) == (3, 5)).then_some((low, high))
}
