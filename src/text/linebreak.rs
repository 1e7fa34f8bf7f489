//! Where lines end: UAX #14 over columns, with the rules of Chinese typesetting and of reading.
//!
//! A line never begins with a closing mark nor ends with an opening one; words, numbers and dates
//! are not cut; names are kept whole where the line stays well filled.

use super::chars::{is_han, is_latin};
use super::columns::Metric;
use super::numbers::numbers_and_dates;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// How a text is to be broken into lines.
#[derive(Debug, Clone, Copy, Default)]
pub struct Breaking<'a> {
    /// Columns of a line.
    pub columns: usize,
    /// Columns by which a closing mark may stick out of a line.
    pub hang: usize,
    /// Places in the text to keep whole if that leaves the line well filled; in order.
    pub keep: &'a [Range<usize>],
    /// Bytes at which a new line begins in any case; in order.
    pub forced: &'a [usize],
    /// How wide characters are.
    pub metric: Metric,
}

/// A line of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// First byte.
    pub start: usize,
    /// One past the last byte that is shown: the blanks at which a line is broken are not.
    pub end: usize,
}

/// Marks that no line begins with.
const NO_START: &str = "。，、；：？！）》」』】〕〉｝］”’…—–·～,.;:?!)]}%％‰℃々ー";
/// Marks that no line ends with.
const NO_END: &str = "（《「『【〔〈｛［“‘([{$￥¥£€＄";
/// Marks that may stick out.
const HANGING: &str = "。，、；：？！”’」』）》";

/// What is to be known of a glyph here: blocks have thousands.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    columns: usize,
    is_blank: bool,
    /// Whether it may stick out of a line.
    hangs: bool,
}

/// How well a break is liked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Quality {
    Forbidden,
    /// Inside of a name.
    Poor,
    Good,
    Forced,
}

/// The lines of a text; at least one, and together they hold all that is not blank.
pub fn lines(text: &str, breaking: Breaking) -> Vec<Line> {
    let columns = breaking.columns.max(1);
    let mut glyphs = Vec::with_capacity(text.chars().count());
    glyphs.extend(breaking.metric.glyphs(text).map(|it| Piece {
        start: it.at,
        end: it.end(),
        columns: it.columns,
        is_blank: text[it.at..it.end()].chars().all(char::is_whitespace),
        hangs: it.shown.chars().next().is_some_and(hangs),
    }));
    let quality = qualities(text, &glyphs, breaking);
    let mut lines = Vec::new();
    let mut from = 0;
    while from < glyphs.len() {
        let to = line_end(&glyphs, &quality, from, columns, breaking.hang);
        lines.push(trimmed(text, &glyphs[from..to]));
        from = to;
        // The blanks at which the line was broken.
        while from < glyphs.len() && quality[from] != Quality::Forced && glyphs[from].is_blank {
            from += 1;
        }
    }
    if lines.is_empty() {
        lines.push(Line { start: 0, end: 0 });
    }
    lines
}

/// Whether a mark may stick out of a line.
fn hangs(mark: char) -> bool {
    !is_word(mark) && HANGING.contains(mark)
}

/// Whether a character is no mark, as nearly all are.
const fn is_word(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric()
}

/// The columns of a line.
pub fn columns_of(text: &str, line: Line, metric: Metric) -> usize {
    text.get(line.start..line.end)
        .map_or(0, |it| metric.width(it))
}

fn trimmed(text: &str, glyphs: &[Piece]) -> Line {
    let start = glyphs.first().map_or(0, |it| it.start);
    let end = glyphs.last().map_or(0, |it| it.end);
    Line {
        start,
        end: start + text[start..end].trim_end().len(),
    }
}

/// Index of the first glyph behind the line that begins at glyph `from`.
fn line_end(
    glyphs: &[Piece],
    quality: &[Quality],
    from: usize,
    columns: usize,
    hang: usize,
) -> usize {
    let mut width = 0;
    let (mut good, mut poor) = (None, None);
    let mut to = from;
    // `filled` is the width of the line up to a break, without blanks at its end.
    let mut filled = 0;
    while to < glyphs.len() {
        if from < to {
            match quality[to] {
                Quality::Forced => return to,
                Quality::Good => good = Some((to, filled)),
                Quality::Poor => poor = Some((to, filled)),
                Quality::Forbidden => {}
            }
        }
        let glyph = &glyphs[to];
        if columns < width + glyph.columns && !glyph.is_blank {
            let may_end = quality.get(to + 1).is_none_or(|&it| Quality::Good <= it);
            let room = (columns + hang).saturating_sub(width);
            if may_end && width <= columns && glyph.columns <= room && glyph.hangs {
                return to + 1;
            }
            break;
        }
        width += glyph.columns;
        if !glyph.is_blank {
            filled = width;
        }
        to += 1;
    }
    if to == glyphs.len() {
        return to;
    }
    // A word longer than the line is cut; at least one glyph a line, however narrow it is.
    best_break(good, poor, columns).unwrap_or(to.max(from + 1))
}

/// The last good break if the line stays well filled, else the one that fills it more. Each is told
/// with the columns before it.
fn best_break(
    good: Option<(usize, usize)>,
    poor: Option<(usize, usize)>,
    columns: usize,
) -> Option<usize> {
    let is_full = |width: usize| columns * 85 <= width * 100;
    match (good, poor) {
        (Some((_, filled)), Some((cut, more))) if !is_full(filled) && filled < more => Some(cut),
        (Some((at, _)), _) | (None, Some((at, _))) => Some(at),
        (None, None) => None,
    }
}

/// For each glyph how well a line may begin with it.
fn qualities(text: &str, glyphs: &[Piece], breaking: Breaking) -> Vec<Quality> {
    let mut allowed = vec![Quality::Forbidden; text.len() + 1];
    for (at, opportunity) in linebreaks(text) {
        if opportunity == BreakOpportunity::Allowed || at < text.len() {
            allowed[at] = Quality::Good;
        }
    }
    let (mut second, mut before) = (' ', None);
    for (at, after) in text.char_indices() {
        if let Some(before) = before {
            if let Some(changed) = rule(second, before, after) {
                allowed[at] = if changed {
                    Quality::Good
                } else {
                    Quality::Forbidden
                };
            }
            second = before;
        }
        before = Some(after);
    }
    for whole in numbers_and_dates(text) {
        allowed[whole.start + 1..whole.end].fill(Quality::Forbidden);
    }
    for kept in breaking.keep {
        for it in allowed.iter_mut().take(kept.end).skip(kept.start + 1) {
            *it = (*it).min(Quality::Poor);
        }
    }
    for &at in breaking.forced {
        if let Some(it) = allowed.get_mut(at) {
            *it = Quality::Forced;
        }
    }
    glyphs.iter().map(|it| allowed[it.start]).collect()
}

/// Whether a line may be broken between two characters, where this differs from UAX #14; `second`
/// is the character before the two.
fn rule(second: char, before: char, after: char) -> Option<bool> {
    // Nearly all pairs are of these, and each rule is about a mark.
    if is_word(before) && is_word(after) {
        return None;
    }
    if NO_START.contains(after) || NO_END.contains(before) {
        return Some(false);
    }
    // UAX #14 cannot know on which side of a curly quote a line may end; in Chinese it can be told
    // from the mark.
    let is_letter = |c: char| is_latin(c) || c.is_ascii_digit();
    match (before, after) {
        (_, '“' | '‘') => Some(!is_letter(before)),
        ('”' | '’', _) => Some(!is_letter(after)),
        ('…' | '—', _) if is_han(after) => Some(true),
        // A mark of half width between Chinese and a word (时间,Meta) is no part of the word.
        (',' | ';' | ':' | '!' | '?', _) if is_han(second) && is_letter(after) => Some(true),
        (',' | ';', _) if is_letter(after) => Some(!second.is_ascii_digit()),
        // A hyphen joins what it stands between (Ray-Ban, GPT-4).
        ('-' | '‐' | '/' | '&' | '_' | '@', _) if is_letter(after) => Some(false),
        (_, '-' | '‐' | '/' | '&' | '_' | '@') if is_letter(before) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of these columns, `|` between them.
    #[track_caller]
    fn check(text: &str, columns: usize, expected: &str) {
        check_with(
            text,
            expected,
            Breaking {
                columns,
                ..Breaking::default()
            },
        );
    }

    #[track_caller]
    fn check_with(text: &str, expected: &str, breaking: Breaking) {
        let found: Vec<&str> = lines(text, breaking)
            .iter()
            .map(|it| &text[it.start..it.end])
            .collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn no_closing_mark_begins_a_line_and_no_opening_one_ends_it() {
        check("他今天来了。我走", 10, "他今天来|了。我走");
        check("他说：“好吧”再走", 7, "他说：|“好吧”|再走");
        check("他说「好」再走", 6, "他说|「好」|再走");
        check("我们等……他来", 7, "我们|等……他|来");
        check("这——他走", 4, "这——|他走");
        check("亚历山大·格林", 8, "亚历山|大·格林");
    }

    #[test]
    fn words_numbers_and_dates_stay_whole() {
        check("在OpenAI工作", 7, "在|OpenAI|工作");
        check("花了1,200.50元", 10, "花了|1,200.50元");
        check("于2023 年 2 月 7 日开", 18, "于|2023 年 2 月 7 日|开");
        check("他在二〇二三年十二月走", 17, "他在|二〇二三年十二月|走");
        check("the state-of-the-art way", 18, "the|state-of-the-art|way");
        check("用 GPT-4 写", 6, "用|GPT-4|写");
        check("共 100 亿美元", 8, "共|100 亿美|元");
        check("一段时间,Hassabis说", 12, "一段时间,|Hassabis说");
    }

    #[test]
    fn english_breaks_at_blanks_which_are_not_shown() {
        check("one two  three", 7, "one two|three");
        check("He said “no” to it", 8, "He said|“no” to|it");
        check("don’t can’t", 5, "don’t|can’t");
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_and_nothing_hangs() {
        check("abcdefgh", 3, "abc|def|gh");
        check("甲乙", 1, "甲|乙");
        check("甲", 0, "甲");
        check("", 5, "");
        check("   ", 2, "");
    }

    #[test]
    fn a_closing_mark_may_stick_out() {
        let hang = Breaking {
            columns: 8,
            hang: 2,
            ..Breaking::default()
        };
        check_with("今天来了。我走", "今天来了。|我走", hang);
        check_with("今天来了。”我", "今天来|了。”我", hang);
    }

    #[test]
    fn a_name_is_kept_whole_if_the_line_stays_full() {
        let text = "今天下午有一位先生马斯克来";
        let keep = [Range { start: 27, end: 36 }];
        let with = |columns| Breaking {
            columns,
            keep: &keep,
            ..Breaking::default()
        };
        check_with(text, "今天下午有一位先生|马斯克来", with(20));
        check_with(
            "今天马斯克来",
            "今天马|斯克来",
            Breaking {
                keep: &[Range { start: 6, end: 15 }],
                ..with(7)
            },
        );
    }

    #[test]
    fn a_forced_break_breaks() {
        let forced = [6];
        check_with(
            "甲。乙丙",
            "甲。|乙丙",
            Breaking {
                columns: 40,
                forced: &forced,
                ..Breaking::default()
            },
        );
    }

    #[test]
    fn every_width_holds_its_lines_and_loses_nothing() {
        let text = "在 OpenAI 于 2022 年 11 月推出的「产品」之后，他说：“我们——等等……好吧。”Ray-Ban 与《时报》。";
        for columns in 1..60 {
            let found = lines(
                text,
                Breaking {
                    columns,
                    ..Breaking::default()
                },
            );
            let shown: String = found.iter().map(|it| &text[it.start..it.end]).collect();
            let kept = |text: &str| text.replace(' ', "");
            assert_eq!(kept(&shown), kept(text));
            for line in found {
                let width = columns_of(text, line, Metric::default());
                assert!(width <= columns.max(2), "{columns}: {line:?}");
            }
        }
    }
}
