//! The text as rows of the screen: only the blocks that are asked for are laid out.

use crate::model::{Analysis, Span};
use crate::text::columns::Metric;
use crate::text::linebreak::{self, Breaking};
use crate::text::{BlockKind, Document};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Names of at most this many columns are kept on one line.
const WHOLE: usize = 12;
/// Laid out blocks to remember: some screens.
const REMEMBERED: usize = 256;

/// A place on the page: a row of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Top {
    /// Index of the block.
    pub block: usize,
    /// Index of the row in it.
    pub row: usize,
}

/// A row of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "it is the number of the row")]
pub(super) struct Row {
    /// The block it belongs to.
    pub block: usize,
    /// Its number in the block, from 0.
    pub row: usize,
    /// The text on it; `None` for the blank row between paragraphs.
    pub line: Option<Span>,
}

/// How the page is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Setting {
    /// Columns of a line.
    pub columns: usize,
    /// Columns by which a closing mark may stick out.
    pub hang: usize,
    /// How wide characters are.
    pub metric: Metric,
}

/// Blocks that were laid out lately: a memory, no state.
#[derive(Debug, Default)]
pub(super) struct Memory {
    setting: Setting,
    blocks: HashMap<usize, Rc<[Row]>>,
}

/// The page of a document in a setting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'a> {
    /// What is shown.
    pub document: &'a Document,
    /// The names to keep whole, if they are known.
    pub analysis: Option<&'a Analysis>,
    /// How.
    pub setting: Setting,
    /// What is remembered; to be emptied when document or analysis change.
    pub memory: &'a RefCell<Memory>,
}

impl Page<'_> {
    /// The rows of a block; empty for a block that does not exist.
    pub(super) fn rows(&self, block: usize) -> Rc<[Row]> {
        let mut memory = self.memory.borrow_mut();
        if memory.setting != self.setting || REMEMBERED < memory.blocks.len() {
            *memory = Memory {
                setting: self.setting,
                blocks: HashMap::new(),
            };
        }
        let rows = memory
            .blocks
            .entry(block)
            .or_insert_with(|| self.lay_out(block).into());
        Rc::clone(rows)
    }

    /// The row that holds the byte at `offset`; a place between blocks belongs to the one behind.
    pub(super) fn at(&self, offset: u32) -> Top {
        let blocks = self.document.blocks();
        let mut block = self.document.block_at(offset);
        if block + 1 < blocks.len() && blocks[block].span.end <= offset {
            block += 1;
        }
        let rows = self.rows(block);
        let row = rows
            .iter()
            .rposition(|it| it.line.is_some_and(|line| line.start <= offset));
        Top {
            block,
            row: row.unwrap_or(0),
        }
    }

    /// The byte at which the first text at or behind a row starts.
    pub(super) fn offset(&self, top: Top) -> u32 {
        let rows = self.rows(top.block);
        let line = rows.iter().skip(top.row).find_map(|it| it.line);
        let blocks = self.document.blocks();
        let behind = || blocks.get(top.block + 1).map(|it| it.span.start);
        line.map(|it| it.start).or_else(behind).unwrap_or(0)
    }

    /// So many rows further down; not behind the end of the page.
    pub(super) fn down(&self, mut top: Top, mut rows: usize) -> Top {
        let last = self.document.blocks().len().saturating_sub(1);
        loop {
            let here = self.rows(top.block).len();
            if top.row + rows < here || last <= top.block {
                return Top {
                    row: (top.row + rows).min(here.saturating_sub(1)),
                    ..top
                };
            }
            rows -= here - top.row;
            top = Top {
                block: top.block + 1,
                row: 0,
            };
        }
    }

    /// So many rows further up; not before the beginning.
    pub(super) fn up(&self, mut top: Top, mut rows: usize) -> Top {
        loop {
            if rows <= top.row {
                return Top {
                    row: top.row - rows,
                    ..top
                };
            }
            if top.block == 0 {
                return Top::default();
            }
            rows -= top.row + 1;
            let block = top.block - 1;
            top = Top {
                block,
                row: self.rows(block).len().saturating_sub(1),
            };
        }
    }

    /// The row with which the end of the text stands at the bottom of so many rows.
    pub(super) fn last_top(&self, height: usize) -> Top {
        let block = self.document.blocks().len().saturating_sub(1);
        let end = Top {
            block,
            row: self.rows(block).len().saturating_sub(1),
        };
        self.up(end, height.saturating_sub(1))
    }

    /// A row as the first one of so many: not so far down that rows behind the end of the text show.
    /// Unless it is as far down as that, only what is on the screen is laid out.
    pub(super) fn first(&self, top: Top, height: usize) -> Top {
        if self.visible(top, height).len() < height {
            top.min(self.last_top(height))
        } else {
            top
        }
    }

    /// The rows on a screen of that height.
    pub(super) fn visible(&self, top: Top, height: usize) -> Vec<Row> {
        let mut rows = Vec::with_capacity(height);
        let mut skip = top.row;
        for block in top.block..self.document.blocks().len() {
            let here = self.rows(block);
            rows.extend(here.iter().skip(skip).take(height - rows.len()));
            skip = 0;
            if height <= rows.len() {
                break;
            }
        }
        rows
    }

    fn lay_out(&self, idx: usize) -> Vec<Row> {
        let blocks = self.document.blocks();
        let Some(block) = blocks.get(idx) else {
            return Vec::new();
        };
        let text = self.document.slice(block.span);
        let mut forced: Vec<usize> = Vec::new();
        if block.kind == BlockKind::Code {
            forced.extend(text.match_indices('\n').map(|it| it.0 + 1));
        }
        for picture in pictures(text) {
            forced.extend([picture.start, picture.end]);
        }
        let keep = self.names(block.span);
        let breaking = Breaking {
            columns: self.setting.columns,
            hang: self.setting.hang,
            keep: &keep,
            forced: &forced,
            metric: self.setting.metric,
        };
        let base = block.span.start as usize;
        let mut rows: Vec<Row> = linebreak::lines(text, breaking)
            .into_iter()
            .enumerate()
            .map(|(row, line)| Row {
                block: idx,
                row,
                line: Some(Span::new(base + line.start, base + line.end)),
            })
            .collect();
        if blocks.get(idx + 1).is_some_and(|it| !it.continued) {
            rows.push(Row {
                block: idx,
                row: rows.len(),
                line: None,
            });
        }
        rows
    }

    /// The short names in a block, and the parts of long ones, as places in its text.
    fn names(&self, whole: Span) -> Vec<Range<usize>> {
        let Some(analysis) = self.analysis else {
            return Vec::new();
        };
        let from = analysis
            .mentions
            .partition_point(|it| it.span.start < whole.start);
        let here = analysis.mentions[from..]
            .iter()
            .take_while(|it| it.span.end <= whole.end);
        let base = whole.start as usize;
        let mut names = Vec::new();
        for mention in here {
            let start = mention.span.start as usize - base;
            let name = self.document.slice(mention.span);
            let parts: &[char] = if self.setting.metric.width(name) <= WHOLE {
                &[]
            } else {
                &['·', '・', '•']
            };
            let mut at = start;
            for part in name.split(parts) {
                names.push(at..at + part.len());
                // Behind the part stands one of these points, or nothing more.
                let point = name[at + part.len() - start..].chars().next();
                at += part.len() + point.map_or(0, char::len_utf8);
            }
        }
        names
    }
}

/// The places of «图片» that was left behind by a picture between two sentences.
pub(super) fn pictures(text: &str) -> Vec<Range<usize>> {
    const LEFT: &str = "图片";
    text.match_indices(LEFT)
        .filter(|&(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + LEFT.len()..].chars().next();
            let ends = |c: char| "。！？!?」』”）)".contains(c);
            // «图片的作者», «图片显示» are words of a sentence.
            let goes_on = |c: char| "的显来是中里上由，、。：".contains(c);
            before.is_some_and(ends) && !after.is_none_or(goes_on)
        })
        .map(|(at, _)| at..at + LEFT.len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;

    #[track_caller]
    fn check(text: &str, columns: usize, run: impl FnOnce(Page)) {
        let document = Document::plain(text.to_owned(), Meta::default());
        let memory = RefCell::default();
        let setting = Setting {
            columns,
            ..Setting::default()
        };
        run(Page {
            document: &document,
            analysis: None,
            setting,
            memory: &memory,
        });
    }

    #[test]
    fn rows_follow_each_other_with_a_blank_between_paragraphs() {
        check("甲乙丙丁\n\n戊\n", 4, |page| {
            let shown: Vec<&str> = page
                .visible(Top::default(), 9)
                .iter()
                .map(|it| it.line.map_or("-", |line| page.document.slice(line)))
                .collect();
            assert_eq!(shown, ["甲乙", "丙丁", "-", "戊"]);
        });
    }

    #[test]
    fn moving_down_and_up_again_comes_back_and_stops_at_the_ends() {
        check(&"甲乙丙丁\n".repeat(50), 4, |page| {
            let last = page.down(Top::default(), 1000);
            assert_eq!(last, Top { block: 49, row: 1 });
            for rows in 0..149 {
                let top = page.down(Top::default(), rows);
                assert_eq!(page.up(top, rows), Top::default());
                assert_eq!(page.up(last, 148 - rows), top);
                assert_eq!(page.first(top, 10), top.min(page.last_top(10)));
            }
            assert_eq!(page.up(last, 1000), Top::default());
            assert_eq!(page.last_top(10), Top { block: 46, row: 1 });
            assert_eq!(page.last_top(1000), Top::default());
        });
    }

    #[test]
    fn a_place_is_found_again() {
        check("甲乙丙丁\n\n戊\n", 4, |page| {
            for (offset, row) in [
                (0, (0, 0)),
                (5, (0, 0)),
                (6, (0, 1)),
                (13, (1, 0)),
                (14, (1, 0)),
            ] {
                let top = Top {
                    block: row.0,
                    row: row.1,
                };
                assert_eq!(page.at(offset), top, "{offset}");
            }
            assert_eq!(page.offset(Top { block: 0, row: 1 }), 6);
            assert_eq!(page.offset(Top { block: 0, row: 2 }), 14);
        });
    }

    #[test]
    fn an_empty_text_has_no_rows() {
        check("", 4, |page| {
            assert!(page.visible(Top::default(), 5).is_empty());
            assert_eq!(page.down(Top::default(), 3), Top::default());
            assert_eq!(page.at(7), Top::default());
        });
    }

    #[test]
    fn a_picture_left_behind_stands_alone() {
        let found = |text| pictures(text).len();
        assert_eq!(found("他走了。图片后来她来了。"), 1);
        assert_eq!(found("他说「好」图片ChatGPT 来了"), 1);
        assert_eq!(found("这张图片很好。图片显示，他在。"), 0);
    }
}
