//! How a reading stands in its sentence: whether it dates an event, leads its clause, or sets the date
//! in force.

use super::chain::is_open;
use super::en_period::previous_word;
use super::line::Line;
use super::reading::{Bound, Reading, Sense, Term, Unit};
use crate::model::Precision;

/// Whether the expression counts back: 四年前 is no place that a story goes on from.
pub(super) fn looks_back(reading: &Reading) -> bool {
    matches!(reading.sense, Sense::Shift { forward: false, .. })
}

/// Whether the words name the date in force: without one they date nothing.
pub(super) fn is_story_word(reading: &Reading) -> bool {
    match &reading.sense {
        Sense::Chain(chain) => {
            matches!(
                chain.terms.first(),
                Some(Term::Same(_) | Term::FromStory(..))
            )
        }
        Sense::Range(..) | Sense::Shift { .. } | Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// Whether the words leave the year, month or week open.
pub(super) fn leaves_open(reading: &Reading) -> bool {
    match &reading.sense {
        Sense::Chain(chain) | Sense::Range(chain, _) => chain.terms.first().is_some_and(is_open),
        Sense::Shift { .. } | Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// How many sentences end between two places.
pub(super) fn ends_between(line: Line<'_>, from: usize, to: usize) -> usize {
    (from..to)
        .filter(|&at| match line.at(at) {
            '。' | '!' | '?' => true,
            '.' => line.at(at + 1) == ' ',
            _ => false,
        })
        .count()
}

/// Whether a weekday stands right behind the date of its day: 11月17日，星期五.
pub(super) fn is_beside(line: Line<'_>, behind: usize, reading: &Reading) -> bool {
    let is_weekday = matches!(
        &reading.sense,
        Sense::Chain(chain) if matches!(chain.terms.as_slice(), [Term::Weekday(_)])
    );
    let between = line.slice(behind, reading.from);
    is_weekday && between.iter().all(|c| ", (、".contains(*c))
}

/// Whether the block says nothing else.
pub(super) fn is_alone(line: Line<'_>, reading: &Reading) -> bool {
    let is_silent =
        |from: usize, to: usize| line.slice(from, to).iter().all(|c| !c.is_alphanumeric());
    let prefix = line.slice(0, reading.from);
    let is_prefix = prefix.len() <= 1 && prefix.iter().all(|&c| "从自在到至于".contains(c));
    (is_silent(0, reading.from) || is_prefix) && is_silent(reading.to, line.chars.len())
}

/// Whether a day with a name is all that the words say.
pub(super) fn is_festival(reading: &Reading) -> bool {
    matches!(
        &reading.sense,
        Sense::Chain(chain) if matches!(chain.terms.as_slice(), [Term::Festival(_)])
    )
}

/// Whether something is only measured against that time: 比去年, 较上年同期, 与2019年相比.
pub(super) fn is_compared(line: Line<'_>, reading: &Reading) -> bool {
    let before = [
        "比",
        "较",
        "相比于",
        "相较于",
        "比起",
        "相对于",
        "对比",
        "than in ",
        "than ",
        "compared with ",
        "compared to ",
    ];
    let behind = ["同期", "相比", "的同期", "底相比"];
    line.any(line.blanks(reading.to), &behind).is_some()
        || line.ends_with_any(line.trimmed(reading.from), &before[..7])
        || line.ends_with_any(reading.from, &before[7..])
}

/// Whether the story is placed in time by this expression.
pub(super) fn sets_story(line: Line<'_>, reading: &Reading, precision: Precision) -> bool {
    let is_bound = reading.bound != Bound::Itself;
    if is_compared(line, reading) || line.ends_with_any(reading.from, &["与", "和"]) {
        return false;
    }
    let is_wide = matches!(precision, Precision::Decade | Precision::Century);
    match &reading.sense {
        Sense::Chain(_) => {
            // 3月起 is a beginning, 3月以后 only a bound.
            let begins = line.ends_with_any(reading.to, &["起", "开始"]);
            (!is_bound || begins) && !is_wide && !is_festival(reading)
        }
        Sense::Shift { amount, .. } => amount.low == amount.high && !is_wide,
        Sense::Range(..) | Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// Whether only small words stand between the beginning of the clause and the expression.
pub(super) fn leads(line: Line<'_>, from: usize) -> bool {
    let mut at = from;
    while 0 < at && from < at + 6 {
        let c = line.before(at);
        if c == ' ' {
            at -= 1;
            continue;
        }
        if "。、“”「」『』()\n,.!?;:".contains(c) {
            return true;
        }
        if !"在于到了至自从早而但当直截".contains(c) {
            return c.is_ascii_alphabetic() && leads_in_english(line, from);
        }
        at -= 1;
    }
    at == 0
}

/// The same for English: only a few small words stand before it in its clause.
fn leads_in_english(line: Line<'_>, from: usize) -> bool {
    const SMALL: [&str; 19] = [
        "in", "on", "by", "at", "early", "late", "mid", "the", "back", "during", "since", "from",
        "until", "and", "but", "then", "around", "about", "of",
    ];
    let mut at = from;
    for _ in 0..4 {
        at = line.trimmed(at);
        if !line.before(at).is_ascii_alphabetic() {
            return at == 0 || "。“”()\n,.!?;:\"".contains(line.before(at));
        }
        let word = previous_word(line, at);
        if !SMALL.contains(&word.as_str()) {
            return false;
        }
        at -= word.as_str().len();
    }
    false
}

/// Whether the expression dates something that happens.
pub(super) fn is_event(reading: &Reading) -> bool {
    match &reading.sense {
        Sense::Chain(_) | Sense::Range(..) => true,
        // 五千年前 has no year.
        Sense::Shift { amount, .. } if amount.unit == Unit::Year && 1000 <= amount.low => false,
        Sense::Shift { amount, .. } => {
            let is_vague = amount.low != amount.high && amount.unit != Unit::Year;
            !is_vague && (amount.low == amount.high || 10 <= amount.low)
        }
        Sense::Units(..) | Sense::Window { .. } => false,
    }
}

/// Whether the expression counts by the lunar calendar.
pub(super) fn is_lunar(reading: &Reading) -> bool {
    matches!(&reading.sense, Sense::Chain(chain) if chain.is_lunar)
}

/// Whether a date right behind a relative expression says the same time exactly: 一周前（3月3日）,
/// 22年前的9月11日, a month earlier, on 4 May.
pub(super) fn is_said_again(line: Line<'_>, first: &Reading, second: &Reading) -> bool {
    const JOINTS: [&str; 17] = [
        "",
        "(",
        ",",
        "的",
        "即",
        ",即",
        "(即",
        ",也就是",
        "也就是",
        ",就是",
        "—",
        "——",
        "on",
        ",on",
        "(on",
        ",in",
        "in",
    ];
    let is_relative = match &first.sense {
        Sense::Shift { amount, .. } => amount.low == amount.high || first.to - first.from < 6,
        Sense::Chain(chain) => matches!(chain.terms.as_slice(), [Term::DayFromNow(_)]),
        Sense::Range(..) | Sense::Units(..) | Sense::Window { .. } => false,
    };
    let is_exact = match &second.sense {
        Sense::Chain(chain) => matches!(
            chain.terms.as_slice(),
            [Term::Year(_) | Term::Month(_), ..] | [Term::Day(_)]
        ),
        Sense::Range(..) | Sense::Shift { .. } | Sense::Units(..) | Sense::Window { .. } => false,
    };
    let between = line.slice(first.to, second.from);
    let is_joint = |it: &&str| {
        between
            .iter()
            .filter(|c| **c != ' ')
            .copied()
            .eq(it.chars())
    };
    is_relative && is_exact && between.len() <= 6 && JOINTS.iter().any(is_joint)
}
