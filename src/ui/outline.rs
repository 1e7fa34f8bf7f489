//! The outline: the headings of the text, or its paragraphs by their first words, each with a bar as
//! long as what stands under it.

use super::app::App;
use super::card::Piece;
use super::mode::{Goal, Mode, Popup, PopupRow};
use super::theme::Role;
use crate::text::{Block, BlockKind, Document};

/// Columns of the longest bar.
const BAR: usize = 8;
/// Columns of the first words.
const WORDS: usize = 60;
/// Rows of the longest outline; of a longer text several paragraphs share one.
const MOST: usize = 4000;

/// A stretch of text: where it begins, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    /// Index of its first block.
    block: usize,
    /// Steps that it is indented by.
    depth: u8,
    /// Bytes from its beginning to the next.
    bytes: usize,
}

impl App {
    /// The headings of the text, else its paragraphs.
    pub(super) fn open_outline(&mut self) {
        let stretches = stretches(&self.document);
        if stretches.is_empty() {
            return self.say("note.no-outline");
        }
        let here = self.top().block;
        let after = stretches.partition_point(|it| it.block <= here);
        let longest = stretches.iter().map(|it| it.bytes).max().unwrap_or(1);
        let rows = stretches.iter().map(|it| self.outline_row(*it, longest));
        self.mode = Mode::Popup(Popup {
            title: self.locale.get("titles.outline").to_owned(),
            rows: rows.collect(),
            cursor: after.saturating_sub(1),
            filter: None,
        });
    }

    fn outline_row(&self, stretch: Stretch, longest: usize) -> PopupRow {
        let block = self.document.blocks()[stretch.block];
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        let words = self.document.slice(block.span);
        let words = words.trim_start_matches(|c: char| c.is_whitespace() || c == '#');
        let words = self.options.metric.fit(words, WORDS);
        let indent = "  ".repeat(stretch.depth.into());
        let role = if is_heading {
            Role::Heading
        } else {
            Role::Text
        };
        PopupRow {
            pieces: vec![
                Piece::new(format!("¶{:<6}", block.number), Role::Dim),
                Piece::new(bar(stretch.bytes, longest), Role::Count),
                Piece::new(format!(" {indent}{words}"), role),
            ],
            goes_to: Some(Goal::Place(block.span.start)),
            ..PopupRow::default()
        }
    }
}

/// The stretches that headings begin; if there is but a title, those that paragraphs begin.
fn stretches(document: &Document) -> Vec<Stretch> {
    let blocks = document.blocks();
    let level = |it: &Block| match it.kind {
        BlockKind::Heading(level) => Some(level),
        BlockKind::Paragraph
        | BlockKind::Item
        | BlockKind::Quote
        | BlockKind::Code
        | BlockKind::Clutter => None,
    };
    let whole = |it: &Block| !it.continued && it.kind != BlockKind::Clutter;
    let starts = |is_start: &dyn Fn(&Block) -> bool| {
        let each = blocks.iter().enumerate();
        each.filter(|it| is_start(it.1))
            .map(|it| it.0)
            .collect::<Vec<usize>>()
    };
    let mut found = starts(&|it| level(it).is_some() && whole(it));
    if found.len() < 2 {
        found = starts(&whole);
    }
    let share = found.len().div_ceil(MOST).max(1);
    let found: Vec<usize> = found.into_iter().step_by(share).collect();
    let top = found
        .iter()
        .filter_map(|&it| level(&blocks[it]))
        .min()
        .unwrap_or(1);
    let start = |idx: usize| blocks[idx].span.range().start;
    let ends = found
        .iter()
        .skip(1)
        .map(|&it| start(it))
        .chain([document.text().len()]);
    found
        .iter()
        .zip(ends)
        .map(|(&block, end)| Stretch {
            block,
            depth: level(&blocks[block]).map_or(0, |it| it - top),
            bytes: end - start(block),
        })
        .collect()
}

/// A bar of [`BAR`] columns, filled by eighths.
fn bar(bytes: usize, longest: usize) -> String {
    const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let n = (bytes * BAR * 8).div_ceil(longest.max(1)).min(BAR * 8);
    let mut bar = "█".repeat(n / 8);
    if bar.chars().count() < BAR {
        bar.push(EIGHTHS[n % 8]);
    }
    let blanks = BAR - bar.chars().count();
    bar + &" ".repeat(blanks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::text::Meta;

    /// One line a block; `#` marks headings. First words and depth of the stretches.
    #[track_caller]
    fn check(lines: &[&str], expected: &[(&str, u8)]) {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for line in lines {
            let words = line.trim_start_matches('#');
            let kind = match u8::try_from(line.len() - words.len()).unwrap() {
                0 if words.starts_with('~') => BlockKind::Clutter,
                0 => BlockKind::Paragraph,
                level => BlockKind::Heading(level),
            };
            let start = text.len();
            text.push_str(words);
            pieces.push((Span::new(start, text.len()), kind));
            text.push('\n');
        }
        let document = Document::new(text, pieces, Meta::default());
        let found: Vec<(&str, u8)> = stretches(&document)
            .into_iter()
            .map(|it| (document.slice(document.blocks()[it.block].span), it.depth))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn headings_or_paragraphs() {
        check(
            &["##甲", "一", "###乙", "二", "##丙"],
            &[("甲", 0), ("乙", 1), ("丙", 0)],
        );
        check(
            &["#题", "~首页", "一", "二"],
            &[("题", 0), ("一", 0), ("二", 0)],
        );
        check(&[], &[]);
    }

    #[test]
    fn a_text_of_many_paragraphs_has_a_short_outline() {
        let lines = vec!["一"; MOST * 3 - 1];
        let document = Document::plain(lines.join("\n"), Meta::default());
        let found = stretches(&document);
        assert_eq!(found.len(), MOST);
        assert_eq!(
            found.iter().map(|it| it.bytes).sum::<usize>(),
            document.text().len()
        );
    }

    #[test]
    fn bars_are_as_long_as_what_they_stand_for() {
        for (bytes, expected) in [
            (800, "████████"),
            (400, "████    "),
            (1, "▏       "),
            (0, "        "),
        ] {
            assert_eq!(bar(bytes, 800), expected);
        }
        assert_eq!(bar(0, 0), "        ");
    }
}
