//! Moving through the text and through the lists.

use super::app::{App, Cursor, Focus, Spot};
use super::lists::{Row, Tab};
use super::page::Top;
use super::place::Awaited;
use crate::text::BlockKind;

impl App {
    /// One line or row, or as many as the count says.
    pub(super) fn step(&mut self, by: isize) {
        let times = self.count.take().unwrap_or(1).min(1_000_000);
        let by = by * isize::try_from(times).unwrap_or(1);
        match self.focus {
            Focus::Text => self.scroll(by),
            Focus::List => self.move_row(by),
            Focus::Card => {
                let last = self.card.links.len().saturating_sub(1);
                self.card_cursor = self.card_cursor.saturating_add_signed(by).min(last);
            }
        }
    }

    /// A screen, or a part of it.
    pub(super) fn page_by(&mut self, direction: isize, part: usize) {
        let height = match self.focus {
            Focus::Text => self.text_height(),
            Focus::List | Focus::Card => usize::from(self.regions().list.height),
        };
        // A line of the old screen stays to go on from.
        let rows = if part == 1 {
            height.saturating_sub(1)
        } else {
            height / part
        };
        self.step(direction * isize::try_from(rows.max(1)).unwrap_or(1));
    }

    /// To the beginning or the end, or to the paragraph that the count names.
    pub(super) fn go_to_edge(&mut self, is_end: bool) {
        let count = self.count.take();
        if self.focus != Focus::Text {
            self.focus = Focus::List;
            self.move_row(if is_end {
                isize::MAX / 2
            } else {
                isize::MIN / 2
            });
            return;
        }
        let page = self.page();
        let top = match count {
            Some(number) => {
                let blocks = self.document.blocks();
                let block = blocks.partition_point(|it| (it.number as usize) < number);
                Top {
                    block: block.min(blocks.len().saturating_sub(1)),
                    row: 0,
                }
            }
            None if is_end => page.last_top(self.text_height()),
            None => Top::default(),
        };
        let is_last = is_end && count.is_none();
        self.jump(self.spot_of(top));
        // The end of what has been read is not that of the text.
        let is_awaited = is_last && self.document.meta.partial;
        self.awaited = is_awaited.then_some(Awaited::End(self.spot));
    }

    /// To so many percent of the text.
    pub(super) fn go_to_percent(&mut self) {
        let percent = self.count.take().unwrap_or(0).min(100);
        let len = self.document.text().len();
        let offset = self
            .document
            .text()
            .floor_char_boundary(len / 100 * percent + len % 100 * percent / 100);
        let top = self.page().at(u32::try_from(offset).unwrap_or(u32::MAX));
        self.jump(self.spot_of(top));
    }

    /// To the next or previous paragraph that is not clutter.
    pub(super) fn paragraph(&mut self, is_down: bool) {
        let times = self.count.take().unwrap_or(1);
        let blocks = self.document.blocks();
        let top = self.top();
        let mut block = top.block;
        let is_stop = |idx: usize| !blocks[idx].continued && blocks[idx].kind != BlockKind::Clutter;
        for _ in 0..times {
            let next = if is_down {
                (block + 1..blocks.len()).find(|&it| is_stop(it))
            } else {
                (0..block + usize::from(block == top.block && 0 < top.row))
                    .rev()
                    .find(|&it| is_stop(it))
            };
            let Some(next) = next else { break };
            block = next;
        }
        let moved = block != top.block || !is_down;
        if moved {
            self.read_on(self.spot_of(Top { block, row: 0 }));
        }
    }

    /// So many rows of the text: reading goes on from where it comes to.
    pub(super) fn scroll(&mut self, by: isize) {
        let page = self.page();
        let top = if by < 0 {
            page.up(self.top(), by.unsigned_abs())
        } else {
            let top = page.down(self.top(), by.unsigned_abs());
            page.first(top, self.text_height())
        };
        self.read_on(self.spot_of(top));
    }

    /// The exact place of a row.
    pub(super) fn spot_of(&self, top: Top) -> Spot {
        let page = self.page();
        let is_gap = page
            .rows(top.block)
            .get(top.row)
            .is_some_and(|it| it.line.is_none());
        Spot {
            offset: page.offset(top),
            above: usize::from(is_gap),
        }
    }

    /// Reads on at a place near this one: a look-up ends where it is.
    pub(super) fn read_on(&mut self, spot: Spot) {
        if let Some(kept) = self.kept.take() {
            self.remember(kept);
        }
        self.spot = spot;
        self.follow_text();
    }

    /// Goes to a far place; `Back` comes back.
    pub(super) fn jump(&mut self, spot: Spot) {
        let from = self.kept.take().unwrap_or(self.spot);
        if from != spot {
            self.remember(from);
        }
        self.spot = spot;
        self.follow_text();
    }

    /// Adds a place to those that `Back` goes to.
    pub(super) fn remember(&mut self, spot: Spot) {
        const MOST: usize = 200;
        if self.history.back.last() != Some(&spot) {
            self.history.back.push(spot);
        }
        if MOST < self.history.back.len() {
            self.history.back.remove(0);
        }
        self.history.forward.clear();
    }

    /// To the place before this one.
    pub(super) fn back(&mut self) {
        if self.kept.is_some() {
            self.leave_lookup();
            return;
        }
        match self.history.back.pop() {
            Some(spot) => {
                self.history.forward.push(self.spot);
                self.spot = spot;
                self.follow_text();
            }
            None => self.say("note.no-back"),
        }
    }

    /// To the place that `back` left.
    pub(super) fn forward(&mut self) {
        match self.history.forward.pop() {
            Some(spot) => {
                self.history.back.push(self.spot);
                self.spot = spot;
                self.follow_text();
            }
            None => self.say("note.no-forward"),
        }
    }

    /// Gives the keyboard to the other pane.
    pub(super) fn other_pane(&mut self) {
        match self.focus {
            Focus::Text => self.open_list(),
            Focus::List if self.has_links() => {
                self.card_cursor = 0;
                self.focus = Focus::Card;
            }
            Focus::List | Focus::Card => self.close_list(),
        }
    }

    /// Whether somebody else is named on the card, and it is seen.
    fn has_links(&self) -> bool {
        !self.card.links.is_empty() && !self.regions().card.is_empty()
    }

    /// Opens the list of a tab and gives it the keyboard.
    pub(super) fn open_tab(&mut self, tab: Tab) {
        self.tab = tab;
        self.open_list();
    }

    pub(super) fn open_list(&mut self) {
        self.arrangement.list_open = true;
        if self.regions().has_list() {
            self.focus = Focus::List;
        } else {
            self.arrangement.list_open = false;
        }
        self.show_cursor_row();
    }

    pub(super) fn close_list(&mut self) {
        self.focus = Focus::Text;
        self.arrangement.list_open = false;
    }

    /// Moves the cursor of the list and shows what is there.
    fn move_row(&mut self, by: isize) {
        let rows = self.lists.rows(self.tab);
        let selectable: Vec<usize> = (0..rows.len())
            .filter(|&it| rows[it].is_selectable())
            .collect();
        let Some(last) = selectable.len().checked_sub(1) else {
            return;
        };
        let row = self.cursor().row;
        let at = selectable.partition_point(|&it| it < row).min(last);
        // The first move after opening a list goes to the row it stands on.
        let is_shown = self
            .selected
            .as_ref()
            .is_some_and(|it| it.is_row(rows[selectable[at]]));
        let by = if is_shown { by } else { by - by.signum() };
        let at = at.saturating_add_signed(by).min(last);
        self.put_cursor(selectable[at]);
        self.preview_row();
    }

    /// The cursor of the open list.
    pub(super) const fn cursor(&self) -> Cursor {
        self.cursors[self.tab.index()]
    }

    /// The row that the cursor of the open list stands on.
    pub(super) fn cursor_row(&self) -> Option<Row> {
        self.lists.rows(self.tab).get(self.cursor().row).copied()
    }

    pub(super) fn put_cursor(&mut self, row: usize) {
        self.cursors[self.tab.index()].row = row;
        self.show_cursor_row();
    }

    /// Scrolls the list so that the row of the cursor is seen, with the heading above it.
    pub(super) fn show_cursor_row(&mut self) {
        let height = usize::from(self.regions().list.height);
        let n_rows = self.lists.rows(self.tab).len();
        let cursor = &mut self.cursors[self.tab.index()];
        cursor.row = cursor.row.min(n_rows.saturating_sub(1));
        let above = usize::from(1 < height && 0 < cursor.row);
        cursor.top = cursor.top.min(cursor.row - above);
        if height <= cursor.row - cursor.top {
            cursor.top = cursor.row + 1 - height.max(1);
        }
        cursor.top = cursor.top.min(n_rows.saturating_sub(height));
    }

    /// Makes the text pane wider or narrower.
    pub(super) fn widen(&mut self, by: i16) {
        let width = self.regions().divider.x;
        if self.regions().is_wide() {
            self.arrangement.split = Some(width.saturating_add_signed(by));
            self.arrangement.split = Some(self.regions().divider.x);
        }
    }

    /// Puts a line of the locale into the footer until the next key.
    pub(super) fn say(&mut self, key: &str) {
        self.note = Some(self.locale.get(key).to_owned());
    }
}
