//! Hard-wrapped plain text: lines of a fixed width are put together to the paragraphs they were.

use super::plain::each;
use crate::model::Span;
use crate::text::BlockKind;
use crate::text::chars::is_wide_script;
use std::iter::repeat_n;
use std::ops::Range;

/// Lines that are decided upon together, so that the head of a file and the whole are read alike.
const SAMPLE: usize = 500;

/// Columns that are counted of a line.
const MOST_COLUMNS: usize = 200;

/// Columns that hard-wrapped lines have at most, and at least.
const WIDEST: usize = 100;
const NARROWEST: usize = 30;

/// What a line is to its neighbors.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Columns: two for a Han character.
    width: usize,
    /// Columns of white space at its beginning.
    indent: usize,
    /// Columns of its first word.
    first_word: usize,
    /// Whether it ends like a sentence.
    is_ended: bool,
    /// Whether it begins an item of a list, or is quoted from a mail.
    stands_alone: bool,
    /// Whether the line before is blank, or there is none.
    follows_blank: bool,
}

/// The blocks that lines of these kinds make up: of hard-wrapped text its paragraphs, else the lines.
pub(super) fn join(text: &str, lines: &[Span], kinds: &[BlockKind]) -> Vec<(Span, BlockKind)> {
    // Books are put together from parts that are wrapped each in its way.
    let parts = |nth| nth * SAMPLE..lines.len().min((nth + 1) * SAMPLE);
    let goes_on = each(lines.len().div_ceil(SAMPLE), 1, |nth| {
        goes_on(text, lines, kinds, parts(nth))
    });
    let lines = lines.iter().zip(kinds);
    let mut blocks: Vec<(Span, BlockKind)> = Vec::new();
    for ((&span, &kind), goes_on) in lines.zip(goes_on.into_iter().flatten()) {
        match blocks.last_mut().filter(|_| goes_on) {
            Some(block) => block.0.end = span.end,
            None => blocks.push((span, kind)),
        }
    }
    blocks
}

/// Of each line of a part whether it goes on with the paragraph of the line before.
fn goes_on(text: &str, lines: &[Span], kinds: &[BlockKind], part: Range<usize>) -> Vec<bool> {
    let first = part.start;
    let measured = measure(text, lines, part);
    let wrap = Wrap::of(&measured);
    let before = first
        .checked_sub(1)
        .and_then(|it| measure(text, lines, it..first).pop());
    let are_paragraphs =
        |idx: usize| kinds[idx - 1..=idx] == [BlockKind::Paragraph, BlockKind::Paragraph];
    let befores = before.iter().chain(&measured);
    // The very first line has none before it.
    let skipped = usize::from(before.is_none());
    let pairs = befores.zip(&measured[skipped..]).enumerate();
    let is_inside = |(nth, (before, line)): (usize, (&Line, &Line))| {
        are_paragraphs(first + skipped + nth)
            && wrap.is_some_and(|it| it.is_inside(line) && it.is_full(before, line))
    };
    repeat_n(false, skipped)
        .chain(pairs.map(is_inside))
        .collect()
}

/// How a text is wrapped.
#[derive(Debug, Clone, Copy)]
struct Wrap {
    /// Columns that lines are filled to.
    width: usize,
    /// Columns that lines within a paragraph are indented by.
    indent: usize,
}

impl Wrap {
    /// How these lines are wrapped; none if each is a paragraph: their lengths differ, or they end
    /// where sentences end.
    fn of(lines: &[Line]) -> Option<Wrap> {
        let indent = usual_indent(lines);
        let mut wrap = Wrap { width: 0, indent };
        let pairs = || lines.windows(2).filter(|it| wrap.is_inside(&it[1]));
        let mut widths: Vec<usize> = pairs().map(|it| it[0].width).collect();
        if widths.len() < 3 {
            return None;
        }
        widths.sort_unstable();
        let width = widths[widths.len() * 9 / 10];
        let longer = lines
            .iter()
            .filter(|it| width + width / 5 < it.width)
            .count();
        if !(NARROWEST..=WIDEST).contains(&width) || lines.len() < longer * 20 {
            return None;
        }
        let all = pairs().count();
        wrap.width = width;
        let full: Vec<&Line> = lines
            .windows(2)
            .filter(|it| wrap.is_inside(&it[1]) && wrap.is_full(&it[0], &it[1]))
            .map(|it| &it[0])
            .collect();
        let unended = full.iter().filter(|it| !it.is_ended).count();
        (all <= full.len() * 2 && full.len() <= unended * 2).then_some(wrap)
    }

    /// Whether a line may go on with the paragraph of the line before.
    fn is_inside(&self, line: &Line) -> bool {
        !line.follows_blank && !line.stands_alone && line.indent <= self.indent + 1
    }

    /// Whether the first word of the next line had no room on this one.
    fn is_full(&self, line: &Line, next: &Line) -> bool {
        // The last tenth of the lines is wider, and closing marks may hang over or be carried.
        self.width < line.width + next.first_word + 3
    }
}

/// The smallest indent that one line in ten has.
fn usual_indent(lines: &[Line]) -> usize {
    let mut indents: Vec<usize> = lines.iter().map(|it| it.indent).collect();
    indents.sort_unstable();
    let runs = indents.chunk_by(|a, b| a == b);
    let mut frequent = runs.filter(|it| lines.len() <= it.len() * 10);
    frequent.next().map_or(0, |it| it[0])
}

fn measure(text: &str, lines: &[Span], part: Range<usize>) -> Vec<Line> {
    let before = part.start.checked_sub(1).map(|it| lines[it].end);
    let mut end = before;
    lines[part]
        .iter()
        .map(|span| {
            let follows_blank = end.is_none_or(|it| it + 1 != span.start);
            end = Some(span.end);
            line(&text[span.range()], follows_blank)
        })
        .collect()
}

fn line(text: &str, follows_blank: bool) -> Line {
    let words = text.trim_start();
    let trimmed = words.trim_end();
    let ended = "。！？…：；.!?:;”’」』）)\"";
    Line {
        width: columns(text.trim_end()),
        indent: columns(&text[..text.len() - words.len()]),
        first_word: first_word(words),
        is_ended: trimmed.ends_with(|c| ended.contains(c)),
        stands_alone: stands_alone(words),
        follows_blank,
    }
}

/// Columns of a text, as far as they matter here.
fn columns(text: &str) -> usize {
    text.chars().take(MOST_COLUMNS).map(column).sum()
}

fn column(c: char) -> usize {
    1 + usize::from(is_wide_script(c) || matches!(c, '“' | '”' | '…' | '—'))
}

/// Columns of what cannot be divided at the beginning of a line: a word, or one wide character, with
/// the marks that open before it and close behind it.
fn first_word(words: &str) -> usize {
    let is_opening = |c| "（《〈「『【“‘([".contains(c);
    let is_closing = |c| "，。、；：？！）》〉」』】”’…,.;:?!)]·".contains(c);
    let bare = words.trim_start_matches(is_opening);
    let length = match bare.chars().next() {
        Some(c) if is_wide_script(c) => c.len_utf8(),
        _ => {
            let is_end = |c: char| c.is_whitespace() || is_wide_script(c);
            bare.find(is_end).unwrap_or(bare.len())
        }
    };
    let behind = bare[length..].trim_start_matches(is_closing);
    columns(&words[..words.len() - behind.len()])
}

/// Whether a line begins an item or is quoted.
fn stands_alone(words: &str) -> bool {
    if words.starts_with(['>', '|', '•', '●', '■', '◆', '※']) {
        return true;
    }
    // A dot with no blank behind it stands between the names of a person: 拉里 / ·佩奇.
    let is_mark = |it: &str| matches!(it, "-" | "*" | "+" | "--" | "—" | "·");
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - number.len();
    words.split_whitespace().next().is_some_and(is_mark)
        || (1..=2).contains(&digits) && number.starts_with([')', '、', '）'])
        || (1..=2).contains(&digits) && number.starts_with(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks are written with `|` between them.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (mut lines, mut start) = (Vec::new(), 0);
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                lines.push(Span::new(start, start + line.len()));
            }
            start += line.len() + 1;
        }
        let kinds = vec![BlockKind::Paragraph; lines.len()];
        let blocks = join(text, &lines, &kinds);
        let found: Vec<String> = blocks
            .iter()
            .map(|(span, _)| text[span.range()].replace('\n', "/"))
            .collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn mail_in_english_is_joined() {
        check(
            "The committee met on Tuesday and agreed to fund\n\
             the second phase of the project, which starts in\n\
             March and is led by two people from Lisbon who\n\
             have done it before.\n\
             \n\
             Nobody else was asked, although several teams had\n\
             written to the chair in the weeks before.\n\
             \n\
             - bring the figures\n\
             - bring the people",
            "The committee met on Tuesday and agreed to fund/the second phase of the project, which \
             starts in/March and is led by two people from Lisbon who/have done it before.|Nobody \
             else was asked, although several teams had/written to the chair in the weeks \
             before.|- bring the figures|- bring the people",
        );
    }

    #[test]
    fn a_novel_with_indents_is_joined() {
        check(
            "\u{3000}\u{3000}那天夜里下了很大的雪，村口的老树被压断了一\n\
             根枝子，第二天早上孩子们都跑去看，谁也没有想到\n\
             树下面会有一只箱子。\n\
             \u{3000}\u{3000}箱子没有锁，里面放着三封信和一张旧照片，照\n\
             片上的人没有谁认识，信也没有写完。",
            "\u{3000}\u{3000}那天夜里下了很大的雪，村口的老树被压断了一/根枝子，第二天早上孩子们都跑去看，\
             谁也没有想到/树下面会有一只箱子。|\u{3000}\u{3000}箱子没有锁，里面放着三封信和一张旧照片，照\
             /片上的人没有谁认识，信也没有写完。",
        );
    }

    #[test]
    fn lines_that_are_paragraphs_stay() {
        let verse = "床头有书\n窗外有山\n山上有云\n云里有人\n人不见我\n我不见人";
        check(verse, &verse.replace('\n', "|"));
        let news = "公司昨天公布了新的计划，打算在三年里把产量提高一倍，并且另外建两座工厂，一座在南方。\n\
                    没有人反对。\n\
                    不过有几位股东要求先看到数字，他们担心的是钱从哪里来，以及谁来管这两座新的工厂。\n\
                    会开了四个小时。\n\
                    下一次会议定在春天。";
        check(news, &news.replace('\n', "|"));
    }
}
