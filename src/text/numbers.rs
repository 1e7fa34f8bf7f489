//! Numbers with their units, and dates: what reads as one word though blanks stand in it.

use std::ops::Range;

/// Units behind a number that belong to it for the eye.
const UNITS: &str = "年月日号號时時点點分秒周天岁歲个個％%万萬亿億元";
/// Of those, the ones that another number may follow in a date.
const DATE_UNITS: &str = "年月日号號";

/// Numbers with their units and dates, blanks included: `2023 年 2 月 7 日`, `二〇二三年`, `100 亿`.
pub(super) fn numbers_and_dates(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c| is_digit(c) || is_han_digit(c)) {
        let start = at + offset;
        let end = date_end(text, start);
        if start < end {
            found.push(start..end);
        }
        let next = text[start..].chars().next().map_or(1, char::len_utf8);
        at = end.max(start + next);
    }
    found
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

const fn is_han_digit(c: char) -> bool {
    matches!(
        c,
        '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// Where the number or date that starts at `start` ends; `start` if it is a Han digit that no unit
/// of time follows.
fn date_end(text: &str, start: usize) -> usize {
    let mut end = start;
    loop {
        let rest = &text[end..];
        let blank = if end == start { 0 } else { blank_len(rest) };
        let digits = digits_len(&rest[blank..]);
        if digits == 0 {
            return end;
        }
        let is_han = rest[blank..].starts_with(is_han_digit);
        let behind = &rest[blank + digits..];
        let gap = blank_len(behind);
        let unit = behind[gap..].chars().next().filter(|&c| UNITS.contains(c));
        let is_date = unit.is_some_and(|c| DATE_UNITS.contains(c));
        match unit {
            Some(unit) if is_date || (!is_han && end == start) => {
                end += blank + digits + gap + unit.len_utf8();
                if !is_date {
                    return end;
                }
            }
            _ if end == start && !is_han => return end + digits,
            _ => return end,
        }
    }
}

/// Bytes of the digits at the start, Arabic with their separators or Han.
fn digits_len(text: &str) -> usize {
    if text.starts_with(is_han_digit) {
        return text.find(|c| !is_han_digit(c)).unwrap_or(text.len());
    }
    let len = text
        .find(|c| !is_digit(c) && !",.:".contains(c))
        .unwrap_or(text.len());
    // A separator at the end is punctuation.
    text[..len].trim_end_matches([',', '.', ':']).len()
}

/// Bytes of one blank at the start.
fn blank_len(text: &str) -> usize {
    usize::from(text.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found is marked with brackets.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let mut found = text.clone();
        for range in numbers_and_dates(&text).iter().rev() {
            found.insert(range.end, ']');
            found.insert(range.start, '[');
        }
        assert_eq!(found, marked);
    }

    #[test]
    fn units_and_the_rest_of_a_date_belong_to_a_number() {
        check("于[2023 年 2 月 7 日]开");
        check("[2023年2月]，[100 亿]美元，[1,200.5]，");
        check("[二〇二三年十二月]走，一个人");
        check("[3:30] 到 [12.5%]。[2022], [7]");
        check("没有");
    }
}
