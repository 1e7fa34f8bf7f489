//! What stands behind a Chinese expression and changes what it bounds.
//!
//! bound = 以来 | 至今 | 起 | 以后 | 前 | 左右 | … | (前 | 后) amount

use super::line::{Line, Read, Table};
use super::reading::{Amount, Base, Bound, Chain, Reading, Sense};
use super::shift;

/// Words that change what an expression bounds, longer ones first.
static BOUNDS: Table<Bound, 21> = Table::new([
    ("起至今", Bound::UntilNow),
    ("以来至今", Bound::UntilNow),
    ("开始至今", Bound::UntilNow),
    ("以来", Bound::UntilNow),
    ("至今", Bound::UntilNow),
    ("迄今", Bound::UntilNow),
    ("到现在", Bound::UntilNow),
    ("到目前", Bound::UntilNow),
    ("以后", Bound::After),
    ("之后", Bound::After),
    ("过后", Bound::After),
    ("开始", Bound::After),
    ("以前", Bound::Before),
    ("之前", Bound::Before),
    ("前夕", Bound::Before),
    ("前", Bound::Before),
    ("后", Bound::After),
    ("起", Bound::After),
    ("来", Bound::UntilNow),
    ("底前", Bound::Before),
    ("打后", Bound::After),
]);

/// Adds the words behind an expression that change what it bounds.
pub(super) fn bounded(line: Line<'_>, reading: Reading) -> Reading {
    let behind = line.blanks(reading.to);
    let about = ["左右", "前后", "上下", "许", "前後"];
    if let Some(to) = line.any(behind, &about) {
        return Reading {
            to,
            about: true,
            ..reading
        };
    }
    let Some(found) = line.known(behind, &BOUNDS) else {
        return reading;
    };
    // 春节前三天 is a length of time, 3月起诉 and 2019年来到 are none of these words.
    let shifted = match (&reading.sense, found.value) {
        (Sense::Chain(chain), Bound::Before | Bound::After) => {
            shifted(line, &reading, chain, found)
        }
        _ => None,
    };
    if let Some(shifted) = shifted {
        return shifted;
    }
    if is_word(line, found.end) || found.end - behind > 1 {
        return Reading {
            to: found.end,
            bound: found.value,
            ..reading
        };
    }
    reading
}

/// Whether the letter before an index is a word of its own: 2019年前 is, 3月起诉 is none.
fn is_word(line: Line<'_>, end: usize) -> bool {
    let next = line.at(end);
    match line.before(end) {
        '前' => !"三两几半者任往来锋进去线台赴景途沿卫瞻总".contains(next),
        '后' => !"两半者来续卫勤台面期方果悔".contains(next),
        '起' => !"诉草来飞义伏到点初床身价立降落源火因获用".contains(next),
        '来' => !"到自华京的了访临看说得源信电".contains(next) && line.before(end - 1) != '以',
        _ => true,
    }
}

/// 春节前三天, 3月5日后两周: so long before or after a date.
fn shifted(
    line: Line<'_>,
    reading: &Reading,
    chain: &Chain,
    bound: Read<Bound>,
) -> Option<Reading> {
    let amount: Read<Amount> = shift::amount(line, line.blanks(bound.end))?;
    Some(Reading {
        to: amount.end,
        sense: Sense::Shift {
            amount: amount.value,
            forward: bound.value == Bound::After,
            base: Base::Chain(chain.clone()),
        },
        ..reading.clone()
    })
}
