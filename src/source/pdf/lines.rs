//! From runs of characters to lines, and from lines to paragraphs.

use super::runs::Run;
use crate::source::builder::Builder;
use crate::text::BlockKind;
use crate::text::chars::is_wide_script;
use std::collections::HashMap;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    text: String,
    x: f32,
    end: f32,
    y: f32,
    size: f32,
}

/// A longer heading is a paragraph in large type.
const HEADING_CHARS: usize = 100;

/// On so many pages the first or last line must be the same to be no part of the text.
const REPEATED: usize = 3;

/// The lines that runs make up, in the order in which they are drawn.
pub(super) fn of(runs: Vec<Run>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for run in runs {
        let text = unligatured(&run.text);
        match lines.last_mut().filter(|line| line.holds(&run)) {
            Some(line) => line.add(&run, &text),
            None => lines.push(Line {
                text,
                x: run.x,
                end: run.end,
                y: run.y,
                size: run.size,
            }),
        }
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|it| !it.text.is_empty());
    lines
}

/// Letters that are drawn as one glyph, as the letters that they are; control characters are none.
fn unligatured(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB00}' => plain.push_str("ff"),
            '\u{FB01}' => plain.push_str("fi"),
            '\u{FB02}' => plain.push_str("fl"),
            '\u{FB03}' => plain.push_str("ffi"),
            '\u{FB04}' => plain.push_str("ffl"),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

impl Line {
    /// Whether a run goes on with this line.
    fn holds(&self, run: &Run) -> bool {
        let size = self.size.max(run.size);
        (self.y - run.y).abs() < size * 0.5 && self.end - size < run.x
    }

    fn add(&mut self, run: &Run, text: &str) {
        let gap = (run.x - self.end) / self.size.max(0.1);
        let is_wide = |it: Option<char>| it.is_some_and(is_wide_script);
        let among_han = is_wide(self.text.chars().next_back()) || is_wide(text.chars().next());
        // Between words there is a gap of a quarter of the size; Han may be spaced to fill a line.
        if (if among_han { 0.9 } else { 0.15 }) < gap {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.end = run.end;
        self.size = self.size.max(run.size);
    }

    /// About how wide its first word is.
    fn first_word(&self) -> f32 {
        if self.text.chars().next().is_some_and(is_wide_script) {
            return self.size * 2.0;
        }
        let is_inside = |c: &char| *c != ' ' && !is_wide_script(*c);
        let number = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        let word = number(self.text.chars().take_while(is_inside).count());
        (self.end - self.x) * word / number(self.text.chars().count().max(1))
    }
}

/// A paragraph in the making.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    size: f32,
}

/// Adds the pages to the document in the making.
pub(super) fn write(builder: &mut Builder, pages: &[Vec<Line>]) {
    let body = body_size(pages);
    let largest = pages
        .iter()
        .flatten()
        .map(|it| it.size)
        .fold(body, f32::max);
    let repeated = repeated(pages);
    let mut open = Paragraph::default();
    let mut clutter: Vec<&str> = Vec::new();
    for (number, page) in (1..).zip(pages) {
        let leading = leading(page);
        let mut before: Option<&Line> = None;
        let mut is_first = true;
        for (idx, line) in page.iter().enumerate() {
            let at_edge = idx == 0 || idx + 1 == page.len();
            if at_edge && 1 < page.len() && is_clutter(&line.text, &repeated) {
                clutter.push(&line.text);
                continue;
            }
            let goes_on = match before {
                Some(before) => goes_on(before, line, page, leading),
                // A page may end within a sentence.
                None => !ends_sentence(&open.text) && same_size(open.size, line.size),
            };
            if !goes_on || open.text.is_empty() {
                open.write(builder, body, largest);
                for words in clutter.drain(..) {
                    builder.words(words);
                    builder.close(BlockKind::Clutter);
                }
                if is_first {
                    builder.part(&format!("page {number}"));
                }
                is_first = false;
            }
            open.add(line);
            before = Some(line);
        }
    }
    open.write(builder, body, largest);
    for words in clutter {
        builder.words(words);
        builder.close(BlockKind::Clutter);
    }
}

impl Paragraph {
    fn add(&mut self, line: &Line) {
        self.size = line.size;
        let starts_small = line.text.starts_with(char::is_lowercase);
        let is_divided = self.text.ends_with('\u{AD}')
            || self.text.ends_with('-')
                && self
                    .text
                    .chars()
                    .rev()
                    .nth(1)
                    .is_some_and(char::is_alphabetic);
        if is_divided && starts_small {
            self.text.pop();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&line.text);
    }

    fn write(&mut self, builder: &mut Builder, body: f32, largest: f32) {
        let paragraph = std::mem::take(self);
        let is_short = paragraph.text.chars().count() <= HEADING_CHARS;
        let kind = if body * 1.15 < paragraph.size && is_short {
            BlockKind::Heading(if same_size(paragraph.size, largest) {
                1
            } else {
                2
            })
        } else {
            BlockKind::Paragraph
        };
        builder.words(&paragraph.text);
        builder.close(kind);
    }
}

/// Whether a line goes on with the paragraph of the line before.
fn goes_on(before: &Line, line: &Line, page: &[Line], leading: f32) -> bool {
    if !same_size(before.size, line.size) {
        return false;
    }
    let down = before.y - line.y;
    // The next column starts further up.
    if down < 0.0 {
        return !ends_sentence(&before.text);
    }
    let is_indented = line.size * 0.8 < line.x - before.x;
    if leading * 1.4 < down || is_indented {
        return false;
    }
    let same_column = page
        .iter()
        .filter(|it| (it.x - before.x).abs() < before.size * 4.0);
    let right = same_column.map(|it| it.end).fold(before.end, f32::max);
    // The first word would have had room on the line before.
    right <= before.end + line.first_word() + line.size * 0.7
}

fn same_size(a: f32, b: f32) -> bool {
    (a - b).abs() <= a.max(b) * 0.08
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .ends_with(|c| "。！？….!?:：”」』\"".contains(c))
}

/// The usual distance of two lines of a page.
fn leading(page: &[Line]) -> f32 {
    let steps = page
        .windows(2)
        .map(|it| it[0].y - it[1].y)
        .filter(|&it| 0.0 < it);
    let mut steps: Vec<f32> = steps.collect();
    steps.sort_unstable_by(f32::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(f32::MAX)
}

/// The size of most characters.
fn body_size(pages: &[Vec<Line>]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = pages
        .iter()
        .flatten()
        .map(|it| (it.size, it.text.chars().count()))
        .collect();
    sizes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|it| it.1).sum::<usize>() / 2;
    let mut passed = 0;
    let found = sizes.iter().find(|it| {
        passed += it.1;
        half <= passed
    });
    found.map_or(0.0, |it| it.0)
}

/// First and last lines that several pages share, without their digits.
fn repeated(pages: &[Vec<Line>]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for page in pages {
        let edges = [page.first(), page.last()];
        for line in edges.into_iter().flatten() {
            *counts.entry(without_digits(&line.text)).or_default() += 1;
        }
    }
    counts.retain(|_, count| REPEATED <= *count);
    counts
}

fn without_digits(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_numeric() && !c.is_whitespace())
        .collect()
}

/// Whether the first or last line of a page is its number, or stands on many pages.
fn is_clutter(text: &str, repeated: &HashMap<String, usize>) -> bool {
    let words = without_digits(text).to_lowercase();
    let has_number = text.chars().any(char::is_numeric);
    let is_number = matches!(
        words.as_str(),
        "" | "-"
            | "--"
            | "–"
            | "––"
            | "—"
            | "——"
            | "/"
            | "page"
            | "pageof"
            | "第页"
            | "第页共页"
            | "第页,共页"
            | "第页/共页"
            | "||"
    );
    has_number && is_number || repeated.contains_key(&without_digits(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;

    fn run(text: &str, x: f32, y: f32, size: f32) -> Run {
        let width = text
            .chars()
            .map(|c| if is_wide_script(c) { 1.0 } else { 0.5 })
            .sum::<f32>();
        Run {
            text: text.to_owned(),
            x,
            end: x + width * size,
            y,
            size,
        }
    }

    #[track_caller]
    fn check(pages: Vec<Vec<Run>>, expected: &str) {
        let pages: Vec<_> = pages.into_iter().map(of).collect();
        let mut builder = Builder::default();
        write(&mut builder, &pages);
        assert_eq!(builder.finish(Meta::default()).text(), expected);
    }

    #[test]
    fn gaps_are_blanks_and_lines_are_joined() {
        check(
            vec![vec![
                run("A Title", 10.0, 200.0, 20.0),
                run("The first", 10.0, 170.0, 10.0),
                run("line was di-", 58.0, 170.0, 10.0),
                run("vided here and went on", 10.0, 158.0, 10.0),
                run("to its end.", 10.0, 146.0, 10.0),
                run("Another paragraph here", 20.0, 134.0, 10.0),
                run("7", 60.0, 20.0, 10.0),
            ]],
            "A Title\n\nThe first line was divided here and went on to its end.\n\nAnother \
             paragraph here\n\n7",
        );
    }

    #[test]
    fn han_are_joined_without_blanks_and_over_pages() {
        let text = "那天夜里下了很大的雪";
        check(
            vec![
                vec![
                    run(text, 10.0, 100.0, 10.0),
                    run("村口的老树被压断了一", 10.0, 85.0, 10.0),
                    run("- 1 -", 50.0, 10.0, 8.0),
                ],
                vec![run("根枝子。", 10.0, 100.0, 10.0)],
            ],
            "那天夜里下了很大的雪村口的老树被压断了一根枝子。\n\n- 1 -",
        );
    }
}
