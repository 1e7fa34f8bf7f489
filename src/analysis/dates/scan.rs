//! Finds the readings of a block, from left to right and without overlap.
//!
//! A character that can begin no expression costs one look into a table of bits.

use super::line::Line;
use super::number::is_numeral;
use super::reading::{Bound, Reading};
use super::{en, era, festival, guard, numeric, zh};
use std::sync::LazyLock;

/// Characters that Chinese expressions begin with, besides numerals, festivals and eras.
const HEADS: &str = "今本去上前明来后当同次翌转隔下大这那昨琴寻听第今年月岁首头最末周星礼春夏秋冬中双\
    正腊闰廿卅农阴旧公西半几数若仨俩近过未接其此随之初Qq";

/// A bit for each character of the first plane that may begin an expression.
static STARTS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0_u64; 1024];
    let chars = (0..=0xFFFF_u32).filter_map(char::from_u32);
    for c in chars {
        let begins = c.is_ascii_alphanumeric()
            || matches!(c, '\'' | '’')
            || HEADS.contains(c)
            || is_numeral(c)
            || festival::begins(c)
            || era::begins(c);
        if begins {
            bits[c as usize / 64] |= 1 << (c as usize % 64);
        }
    }
    bits
});

/// The readings of a block.
pub(super) fn scan(line: Line<'_>) -> Vec<Reading> {
    let starts = STARTS.as_slice();
    let mut found: Vec<Reading> = Vec::new();
    let mut at = 0;
    while at < line.chars.len() {
        let c = line.chars[at] as usize;
        let begins = starts.get(c / 64).is_some_and(|it| it >> (c % 64) & 1 == 1);
        if !begins {
            at += 1;
            continue;
        }
        match read(line, at) {
            Some(reading) if at < reading.to => {
                at = reading.to;
                found.push(reading);
            }
            _ => at = behind_run(line, at),
        }
    }
    found
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

/// 1955-1979
fn years(line: Line<'_>, at: usize) -> Option<Reading> {
    let found = numeric::years(line, at)?;
    Some(Reading {
        from: at,
        to: found.end,
        sense: found.value,
        bound: Bound::Itself,
        about: false,
    })
}

/// Behind the number or the word that begins here, so that nothing is read from its middle.
fn behind_run(line: Line<'_>, at: usize) -> usize {
    let c = line.at(at);
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
