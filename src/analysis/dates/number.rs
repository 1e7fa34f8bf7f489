//! Numerals.
//!
//! number     = arabic | positional | additive
//! arabic     = 1 to 8 digits
//! positional = digits written one by one: 二〇二三, 九七
//! additive   = digits with 十 百 千: 二十三, 两千零四, 廿三

use super::line::{Line, Read};

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Arabic,
    Positional,
    Additive,
}

/// A numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: i32,
    pub(super) style: Style,
    /// Its characters.
    pub(super) length: usize,
}

/// The value of a Chinese digit.
pub(super) const fn digit(c: char) -> Option<i32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Whether a character belongs to Chinese numerals.
pub(super) const fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百' | '千' | '廿' | '卅' | '拾')
}

// number = arabic | positional | additive
pub(super) fn number(line: Line<'_>, at: usize) -> Option<Read<Number>> {
    if line.at(at).is_ascii_digit() {
        arabic(line, at)
    } else if is_numeral(line.at(at)) {
        chinese(line, at)
    } else {
        None
    }
}

// arabic = 1 to 8 digits
pub(super) fn arabic(line: Line<'_>, at: usize) -> Option<Read<Number>> {
    let mut value = 0_i32;
    let mut end = at;
    while let Some(digit) = line.at(end).to_digit(10) {
        if at + 8 <= end {
            return None;
        }
        value = value * 10 + i32::try_from(digit).ok()?;
        end += 1;
    }
    (at < end).then_some(Read {
        value: Number {
            value,
            style: Style::Arabic,
            length: end - at,
        },
        end,
    })
}

// positional | additive, at most eight characters
fn chinese(line: Line<'_>, at: usize) -> Option<Read<Number>> {
    let mut end = at;
    while is_numeral(line.at(end)) {
        end += 1;
        if at + 8 < end {
            return None;
        }
    }
    let written = line.slice(at, end);
    let is_additive = written.iter().any(|&c| digit(c).is_none());
    let value = if is_additive {
        additive(written)?
    } else {
        positional(written)?
    };
    let style = if is_additive {
        Style::Additive
    } else {
        Style::Positional
    };
    Some(Read {
        value: Number {
            value,
            style,
            length: end - at,
        },
        end,
    })
}

/// 二〇二三 = 2023
fn positional(written: &[char]) -> Option<i32> {
    written
        .iter()
        .try_fold(0_i32, |sum, &c| sum.checked_mul(10)?.checked_add(digit(c)?))
}

/// 两千零四 = 2004; `None` for what is no number (十十).
fn additive(written: &[char]) -> Option<i32> {
    let (mut sum, mut pending) = (0, None);
    let mut limit = 10_000;
    for &c in written {
        let scale = match c {
            '千' => 1000,
            '百' => 100,
            '十' | '拾' => 10,
            '廿' | '卅' if pending.is_none() && 10 < limit => {
                sum += if c == '廿' { 20 } else { 30 };
                limit = 10;
                continue;
            }
            _ => {
                let value = digit(c)?;
                if pending.is_some_and(|it| it != 0) {
                    return None;
                }
                pending = Some(value);
                continue;
            }
        };
        if limit <= scale {
            return None;
        }
        // 十 alone is 10; 零 before 十 is none.
        sum += pending.filter(|&it| it != 0).unwrap_or(1) * scale;
        (pending, limit) = (None, scale);
    }
    Some(sum + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (text, value) in [
            ("2023", Some(2023)),
            ("二〇二三", Some(2023)),
            ("两千零四", Some(2004)),
            ("两千", Some(2000)),
            ("一千九百八十四", Some(1984)),
            ("廿三", Some(23)),
            ("卅", Some(30)),
            ("十", Some(10)),
            ("三十一", Some(31)),
            ("一百零八", Some(108)),
            ("十十", None),
            ("一二三四五六七八九", None),
            ("123456789", None),
            ("年", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found = number(
                Line {
                    chars: &chars,
                    month_first: false,
                },
                0,
            )
            .map(|it| it.value.value);
            assert_eq!(found, value, "{text}");
        }
    }
}
