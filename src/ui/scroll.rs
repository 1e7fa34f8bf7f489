//! Rows that moved up or down as a whole: the terminal moves them itself, in a handful of bytes.

use super::screen::Link;
use ratatui::buffer::{Buffer, Cell};
use std::io::Write as _;

/// Rows that must have moved together for it to pay.
const FEWEST: usize = 6;

/// Rows that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The first row that changes.
    top: usize,
    /// The row behind the last one.
    bottom: usize,
    /// By how many rows they moved up; down, if it is negative.
    by: isize,
}

/// Finds rows that stand elsewhere in the next frame, in whole but for the last column, where the
/// scroll bar is.
pub(super) fn find(shown: &Buffer, next: &Buffer) -> Option<Scroll> {
    let (width, height) = (usize::from(next.area.width), usize::from(next.area.height));
    if shown.area != next.area || width < 2 {
        return None;
    }
    let old = |row: usize| &shown.content[row * width..(row + 1) * width - 1];
    let new = |row: usize| &next.content[row * width..(row + 1) * width - 1];
    let is_blank = |row: &[Cell]| row.iter().all(|it| it.symbol() == " ");
    let probe = (height / 3..height).find(|&it| new(it) != old(it) && !is_blank(new(it)))?;
    let came_from = (0..height).filter(|&it| it != probe && old(it) == new(probe));
    for from in came_from.take(4) {
        let by = from.cast_signed() - probe.cast_signed();
        let moved = |row: usize| {
            let from = row.checked_add_signed(by).filter(|&it| it < height);
            from.is_some_and(|from| old(from) == new(row))
        };
        let first = (0..probe).rev().take_while(|&it| moved(it)).last();
        let first = first.unwrap_or(probe);
        let end = (probe..height).find(|&it| !moved(it)).unwrap_or(height);
        if end - first < FEWEST.max(by.unsigned_abs()) {
            continue;
        }
        return Some(Scroll {
            top: first.min(first.saturating_add_signed(by)),
            bottom: end.max(end.saturating_add_signed(by)),
            by,
        });
    }
    None
}

impl Scroll {
    /// The bytes that make a terminal move them: a region, line feeds at its last row or reverse
    /// ones at its first, which every terminal knows. The pen must be a plain one.
    pub(super) fn write(self, bytes: &mut Vec<u8>) {
        let (top, bottom) = (self.top + 1, self.bottom);
        let (row, feed) = if 0 < self.by {
            (bottom, "\n")
        } else {
            (top, "\x1bM")
        };
        let feeds = feed.repeat(self.by.unsigned_abs());
        // A Vec takes everything.
        let _ = write!(bytes, "\x1b[{top};{bottom}r\x1b[{row};1H{feeds}\x1b[r");
    }

    /// Moves the rows of what is known to be shown.
    pub(super) fn apply(self, shown: &mut Buffer, links: &mut Vec<Link>) {
        let width = usize::from(shown.area.width);
        let cells = &mut shown.content[self.top * width..self.bottom * width];
        let by = self.by.unsigned_abs() * width;
        let len = cells.len();
        let bare = if 0 < self.by {
            cells.rotate_left(by);
            &mut cells[len - by..]
        } else {
            cells.rotate_right(by);
            &mut cells[..by]
        };
        bare.iter_mut().for_each(Cell::reset);
        links.retain_mut(|link| {
            let row = usize::from(link.y);
            if !(self.top..self.bottom).contains(&row) {
                return true;
            }
            let to = row.checked_add_signed(-self.by);
            let to = to.filter(|it| (self.top..self.bottom).contains(it));
            link.y = to.and_then(|it| u16::try_from(it).ok()).unwrap_or(0);
            to.is_some()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn buffer(rows: &[&str]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 14));
        for (y, row) in (0..).zip(rows) {
            buffer.set_string(0, y, row, Style::new());
        }
        buffer
    }

    const ROWS: [&str; 14] = [
        "title", "a", "b", "", "c", "d", "e", "f", "", "g", "h", "i", "j", "foot",
    ];

    /// The rows between title and foot moved up by so many, others came behind them.
    fn moved(by: isize) -> Vec<&'static str> {
        let mut rows = ROWS.to_vec();
        let body = &mut rows[1..13];
        if 0 < by {
            body.rotate_left(by.unsigned_abs());
            body[12 - by.unsigned_abs()..].fill("new");
        } else {
            body.rotate_right(by.unsigned_abs());
            body[..by.unsigned_abs()].fill("new");
        }
        rows
    }

    #[test]
    fn what_moved_is_found_and_moving_it_leaves_little_to_draw() {
        for by in [1, 2, 3, -1, -3] {
            let (mut shown, next) = (buffer(&ROWS), buffer(&moved(by)));
            let scroll = find(&shown, &next).unwrap();
            assert_eq!(scroll.by, by);
            scroll.apply(&mut shown, &mut Vec::new());
            let differ = shown.content.chunks(12).zip(next.content.chunks(12));
            let n = differ.filter(|(a, b)| a != b).count();
            assert_eq!(n, by.unsigned_abs(), "{by}");
        }
    }

    #[test]
    fn what_did_not_move_stays() {
        let shown = buffer(&ROWS);
        assert_eq!(find(&shown, &shown), None);
        assert_eq!(find(&shown, &buffer(&["x"; 14])), None);
        assert_eq!(find(&shown, &Buffer::empty(Rect::new(0, 0, 3, 3))), None);
        let mut one = ROWS.to_vec();
        one[7] = "a";
        assert_eq!(find(&shown, &buffer(&one)), None);
    }
}
