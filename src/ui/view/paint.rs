//! Putting text into cells: the only file that writes to the buffer.

use crate::text::columns::{Glyph, Metric};
use crate::text::linebreak::{self, Breaking, Line};
use crate::ui::card::Piece;
use crate::ui::screen::Link;
use crate::ui::theme::{Role, Theme};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::num::NonZeroU16;

/// Columns of the widest glyph: a character and the eight marks on it that are shown, of two each.
const WIDEST: u16 = 18;

/// A buffer with what is needed to write text into it.
#[derive(Debug)]
pub(crate) struct Paint<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// The looks.
    pub theme: &'a Theme,
    /// How wide characters are.
    pub metric: Metric,
    /// Cells that stand for addresses.
    pub links: Vec<Link>,
}

impl Paint<'_> {
    /// Writes a text into at most `area`'s first row; returns the column behind it.
    pub(crate) fn text(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let style = self.theme.style(role);
        let mut x = area.x;
        if area.is_empty() {
            return x;
        }
        for glyph in self.metric.glyphs(text) {
            let Some(next) = self.glyph(x, area.y, area.right(), &glyph, style) else {
                break;
            };
            x = next;
        }
        x
    }

    /// Writes a text that ends in `…` if it is cut; returns the column behind it.
    pub(crate) fn fitted(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let fitted = self.metric.fit(text, usize::from(area.width));
        self.text(area, &fitted, role)
    }

    /// Writes a text so that it ends at the right edge of the area; returns where it begins.
    pub(crate) fn right(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let fitted = self.metric.fit(text, usize::from(area.width));
        let width = u16::try_from(self.metric.width(&fitted))
            .unwrap_or(area.width)
            .min(area.width);
        let x = area.right() - width;
        self.text(Rect { x, width, ..area }, &fitted, role);
        x
    }

    /// Writes pieces one behind the other; returns the column behind them.
    pub(crate) fn pieces(&mut self, area: Rect, pieces: &[Piece]) -> u16 {
        let mut rest = area;
        for piece in pieces {
            let x = self.fitted(rest, &piece.text, piece.role);
            rest.width = rest.right() - x;
            rest.x = x;
        }
        rest.x
    }

    /// Writes pieces on as many rows as they need and the area has; returns the rows used.
    pub(crate) fn wrapped(&mut self, area: Rect, pieces: &[Piece]) -> u16 {
        let metric = self.metric;
        let (text, lines) = wrap(pieces, area.width, metric);
        let used = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .min(area.height);
        for (line, row) in lines.iter().zip(area.rows()) {
            let mut x = row.x;
            for glyph in metric.glyphs(&text[line.start..line.end]) {
                let role = piece_at(pieces, line.start + glyph.at).map_or(Role::Text, |it| it.role);
                let style = self.theme.style(role);
                let Some(next) = self.glyph(x, row.y, row.right(), &glyph, style) else {
                    break;
                };
                x = next;
            }
        }
        used
    }

    /// Writes a glyph at a place left of `right`; returns the column behind it, or `None` if it
    /// does not fit.
    pub(crate) fn glyph(
        &mut self,
        x: u16,
        y: u16,
        right: u16,
        glyph: &Glyph,
        style: Style,
    ) -> Option<u16> {
        let columns = u16::try_from(glyph.columns).ok()?;
        let next = x.checked_add(columns).filter(|&it| it <= right)?;
        if glyph.is_spelled() {
            for (x, c) in (x..).zip(glyph.shown.chars()) {
                let cell = self.cell(x, y)?;
                cell.set_char(c).set_style(style);
            }
            return Some(next);
        }
        for trailing in x..next {
            self.cell(trailing, y)?.reset();
            self.cell(trailing, y)?.set_style(style);
        }
        let is_wide_terminal = self.metric.ambiguous_wide;
        if 0 < columns {
            let cell = self.cell(x, y)?;
            cell.set_symbol(&glyph.shown);
            // ratatui measures a single character as we do, unless the terminal is a wide one.
            let may_differ = is_wide_terminal || 4 < glyph.shown.len();
            let forced = NonZeroU16::new(columns).filter(|_| may_differ);
            if let Some(width) = forced.filter(|_| cell.cell_width() != columns) {
                cell.set_diff_option(CellDiffOption::ForcedWidth(width));
            }
        }
        Some(next)
    }

    /// Adds a role's look to the cells of an area, over what stands there.
    pub(crate) fn shade(&mut self, area: Rect, role: Role) {
        self.buffer.set_style(area, self.theme.style(role));
    }

    /// Empties an area in front of others. A wide character that reaches into it from the left
    /// goes, for half of one cannot be drawn.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        self.links.retain(|it| {
            let is_row = (area.top()..area.bottom()).contains(&it.y);
            !is_row || it.columns.end <= area.left() || area.right() <= it.columns.start
        });
        for row in area.rows() {
            for far in 1..=WIDEST.min(row.x) {
                if let Some(cell) = self.cell(row.x - far, row.y)
                    && far < cell.cell_width()
                {
                    cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
                }
            }
            for x in row.left()..row.right() {
                if let Some(cell) = self.cell(x, row.y) {
                    cell.reset();
                }
            }
        }
        self.shade(area, Role::Text);
    }

    /// Draws a line from left to right.
    pub(crate) fn rule(&mut self, area: Rect) {
        self.fill(
            area,
            if self.metric.ambiguous_wide {
                "-"
            } else {
                "─"
            },
        );
    }

    /// Draws a line from top to bottom.
    pub(crate) fn wall(&mut self, area: Rect) {
        self.fill(
            area,
            if self.metric.ambiguous_wide {
                "|"
            } else {
                "│"
            },
        );
    }

    /// Draws one sign of the frame.
    pub(crate) fn joint(&mut self, x: u16, y: u16, sign: &str) {
        let sign = if self.metric.ambiguous_wide {
            "+"
        } else {
            sign
        };
        self.fill(
            Rect {
                x,
                y,
                width: 1,
                height: 1,
            },
            sign,
        );
    }

    fn fill(&mut self, area: Rect, sign: &str) {
        let style = self.theme.style(Role::Frame);
        for at in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.cell(at.x, at.y) {
                cell.reset();
                cell.set_symbol(sign).set_style(style);
            }
        }
    }

    fn cell(&mut self, x: u16, y: u16) -> Option<&mut Cell> {
        self.buffer.cell_mut(Position { x, y })
    }
}

/// Pieces as one text, and its lines of that many columns.
fn wrap(pieces: &[Piece], columns: u16, metric: Metric) -> (String, Vec<Line>) {
    let text: String = pieces.iter().map(|it| it.text.as_str()).collect();
    let columns = usize::from(columns);
    let lines = linebreak::lines(
        &text,
        Breaking {
            columns,
            metric,
            ..Breaking::default()
        },
    );
    (text, lines)
}

/// The piece that stands at a place of wrapped pieces, or the rows that they use.
pub(crate) fn wrapped_at(
    pieces: &[Piece],
    area: Rect,
    at: Position,
    metric: Metric,
) -> Result<Option<&Piece>, u16> {
    let (text, lines) = wrap(pieces, area.width, metric);
    let used = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .min(area.height);
    let Some(line) = at.y.checked_sub(area.y).filter(|&it| it < used) else {
        return Err(used);
    };
    let line = lines[usize::from(line)];
    let mut x = usize::from(area.x);
    for glyph in metric.glyphs(&text[line.start..line.end]) {
        x += glyph.columns;
        if usize::from(at.x) < x {
            return Ok(piece_at(pieces, line.start + glyph.at));
        }
    }
    Ok(None)
}

fn piece_at(pieces: &[Piece], at: usize) -> Option<&Piece> {
    let mut end = 0;
    pieces.iter().find(|it| {
        end += it.text.len();
        at < end
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_into_what_is_emptied() {
        // Two columns, and three: a character with a mark that takes one of its own.
        for (text, columns) in [("甲", 2), ("\u{1B167}\u{11938}", 3)] {
            for left in 0..=columns {
                let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
                let theme = Theme::of_letters();
                let mut paint = Paint {
                    buffer: &mut buffer,
                    theme: &theme,
                    metric: Metric::default(),
                    links: Vec::new(),
                };
                let whole = paint.buffer.area;
                assert_eq!(paint.text(whole, text, Role::Text), columns);
                paint.clear(Rect { x: left, ..whole });
                let is_whole = buffer[(0, 0)].symbol() == text;
                assert_eq!(is_whole, left == columns, "{text} at {left}");
            }
        }
    }
}
