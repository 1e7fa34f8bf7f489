//! From buffers to bytes: what changed since the last frame, and no more.
//!
//! ratatui's own backend moves the cursor before every wide character and leaves half of one where
//! a narrow one took its place; this one writes a third of the bytes and treats a wide character
//! as one thing.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use std::io::{self, Write};
use unicode_width::UnicodeWidthChar;

/// What the terminal shows, and where to write to change it.
#[derive(Debug)]
pub(super) struct Screen<W: Write> {
    out: W,
    shown: Buffer,
    /// The cells of the frame before, to be used again.
    spare: Buffer,
    /// Where the caret is; `None` while it is hidden.
    caret: Option<Position>,
    /// Whether what the terminal shows is not known.
    is_stale: bool,
}

/// The bytes of one frame, and what the terminal's pen looks like behind them.
#[derive(Debug, Default)]
struct Bytes {
    sent: Vec<u8>,
    at: Option<Position>,
    pen: Option<(Color, Color, Modifier)>,
}

impl<W: Write> Screen<W> {
    /// A screen of which nothing is known yet.
    pub(super) fn new(out: W) -> Screen<W> {
        Screen {
            out,
            shown: Buffer::default(),
            spare: Buffer::default(),
            caret: None,
            is_stale: true,
        }
    }

    /// Draws everything anew the next time.
    pub(super) const fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Draws a frame of that size. Nothing is written if nothing changed.
    pub(super) fn draw(
        &mut self,
        size: Size,
        draw: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let area = Rect::new(0, 0, size.width, size.height);
        let mut next = self.empty(area);
        let caret = draw(&mut next);
        let mut bytes = Bytes::default();
        if self.is_stale || self.shown.area != area {
            bytes.raw("\x1b[0m\x1b[2J");
            bytes.pen = Some((Color::Reset, Color::Reset, Modifier::empty()));
            self.shown = Buffer::empty(area);
            if self.is_stale {
                bytes.raw("\x1b[?25l");
                self.caret = None;
            }
        }
        for row in area.rows() {
            bytes.row(&self.shown, &next, row);
        }
        if bytes
            .pen
            .is_some_and(|it| it != (Color::Reset, Color::Reset, Modifier::empty()))
        {
            bytes.raw("\x1b[0m");
        }
        bytes.caret(self.caret, caret);
        self.spare = std::mem::replace(&mut self.shown, next);
        self.caret = caret;
        self.is_stale = false;
        if bytes.sent.is_empty() {
            return Ok(());
        }
        // The terminal shows the frame at once (synchronized update); others ignore it.
        let whole = [b"\x1b[?2026h", bytes.sent.as_slice(), b"\x1b[?2026l"].concat();
        self.out.write_all(&whole)?;
        self.out.flush()
    }

    /// Empty cells for the next frame.
    fn empty(&mut self, area: Rect) -> Buffer {
        let mut cells = std::mem::take(&mut self.spare);
        if cells.area != area {
            return Buffer::empty(area);
        }
        cells.reset();
        cells
    }

    /// Writes something that is not part of a frame and moves nothing.
    pub(super) fn write_aside(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }
}

impl Bytes {
    fn raw(&mut self, text: &str) {
        self.sent.extend_from_slice(text.as_bytes());
    }

    /// The cells of a row that changed. Of a wide character all cells change or none.
    fn row(&mut self, shown: &Buffer, next: &Buffer, row: Rect) {
        let width = usize::from(row.width);
        let start = usize::from(row.y) * width;
        let old = &shown.content[start..start + width];
        let new = &next.content[start..start + width];
        let mut changed: Vec<bool> = old.iter().zip(new).map(|(old, new)| old != new).collect();
        if !changed.contains(&true) {
            return;
        }
        for cells in [old, new] {
            let mut x = 0;
            while x < width {
                let end = (x + columns(&cells[x])).min(width);
                if 1 < end - x && changed[x..end].contains(&true) {
                    changed[x..end].fill(true);
                }
                x = end;
            }
        }
        let mut x = 0;
        while x < width {
            if changed[x] {
                let at = Position {
                    x: u16::try_from(x).unwrap_or(u16::MAX),
                    y: row.y,
                };
                self.cell(at, &new[x], row.right());
            }
            x += columns(&new[x]);
        }
    }

    fn cell(&mut self, at: Position, cell: &Cell, right: u16) {
        if self.at != Some(at) {
            let _ = write!(self.sent, "\x1b[{};{}H", at.y + 1, at.x + 1);
        }
        self.set_pen((cell.fg, cell.bg, cell.modifier));
        self.raw(cell.symbol());
        let next = at.x + cell.cell_width().max(1);
        // Behind what terminals measure differently, and at the right edge, nobody knows.
        self.at = (next < right && is_sure(cell.symbol())).then_some(Position { x: next, ..at });
    }

    fn set_pen(&mut self, pen: (Color, Color, Modifier)) {
        if self.pen == Some(pen) {
            return;
        }
        let (fg, bg, modifier) = pen;
        self.raw("\x1b[0");
        for (flag, code) in [
            (Modifier::BOLD, ";1"),
            (Modifier::DIM, ";2"),
            (Modifier::ITALIC, ";3"),
            (Modifier::UNDERLINED, ";4"),
            (Modifier::REVERSED, ";7"),
        ] {
            if modifier.contains(flag) {
                self.raw(code);
            }
        }
        self.color(fg, 30);
        self.color(bg, 40);
        self.raw("m");
        self.pen = Some(pen);
    }

    /// Adds the code of a color; `base` is 30 for letters and 40 for what is behind them.
    fn color(&mut self, color: Color, base: u8) {
        let code = match color {
            Color::Reset => return,
            Color::Black => base,
            Color::Red => base + 1,
            Color::Green => base + 2,
            Color::Yellow => base + 3,
            Color::Blue => base + 4,
            Color::Magenta => base + 5,
            Color::Cyan => base + 6,
            Color::Gray => base + 7,
            Color::DarkGray => base + 60,
            Color::LightRed => base + 61,
            Color::LightGreen => base + 62,
            Color::LightYellow => base + 63,
            Color::LightBlue => base + 64,
            Color::LightMagenta => base + 65,
            Color::LightCyan => base + 66,
            Color::White => base + 67,
            Color::Indexed(index) => {
                let _ = write!(self.sent, ";{};5;{index}", base + 8);
                return;
            }
            Color::Rgb(red, green, blue) => {
                let _ = write!(self.sent, ";{};2;{red};{green};{blue}", base + 8);
                return;
            }
        };
        let _ = write!(self.sent, ";{code}");
    }

    fn caret(&mut self, from: Option<Position>, to: Option<Position>) {
        match to {
            None if from.is_some() => self.raw("\x1b[?25l"),
            None => {}
            Some(at) => {
                if from != to || !self.sent.is_empty() {
                    let _ = write!(self.sent, "\x1b[{};{}H", at.y + 1, at.x + 1);
                }
                if from.is_none() {
                    self.raw("\x1b[?25h");
                }
            }
        }
    }
}

fn columns(cell: &Cell) -> usize {
    usize::from(cell.cell_width()).max(1)
}

/// Whether all terminals agree on the columns of this.
fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => c.width() == c.width_cjk() && (c as u32) < 0x1_0000,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    /// Draws frames of rows one after the other and compares what a terminal shows in the end.
    #[track_caller]
    fn check(frames: &[&[&str]]) {
        let mut screen = Screen::new(Vec::new());
        let size = Size {
            width: 10,
            height: 2,
        };
        let mut terminal = vt100::Parser::new(2.try_into().unwrap(), 10.try_into().unwrap(), 0);
        for frame in frames {
            screen.out.clear();
            screen
                .draw(size, |buffer| {
                    for (y, row) in (0..).zip(*frame) {
                        buffer.set_string(0, y, row, Style::new().add_modifier(Modifier::REVERSED));
                    }
                    None
                })
                .unwrap();
            terminal.process(&screen.out);
            let shown: Vec<String> = terminal.screen().rows(0, 10).collect();
            let expected: Vec<String> = frame.iter().map(|it| it.trim_end().to_owned()).collect();
            let shown: Vec<String> = shown.iter().map(|it| it.trim_end().to_owned()).collect();
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn wide_characters_replace_each_other_without_a_trace() {
        check(&[
            &["中文中文中", "abcdefghij"],
            &["a中文中文x", "中b中文cde"],
            &["中文中文中", "“a”…—·文x"],
            &["xxxxxxxxxx", "中文中文中"],
            &["中x中x中x ", "           "],
        ]);
    }

    #[test]
    fn an_unchanged_frame_writes_nothing() {
        let mut screen = Screen::new(Vec::new());
        let size = Size {
            width: 10,
            height: 2,
        };
        let draw = |buffer: &mut Buffer| {
            buffer.set_string(0, 0, "中文", Style::new());
            Some(Position { x: 4, y: 0 })
        };
        screen.draw(size, draw).unwrap();
        assert!(!screen.out.is_empty());
        screen.out.clear();
        screen.draw(size, draw).unwrap();
        assert_eq!(screen.out, b"");
    }

    #[test]
    fn only_what_changed_is_written() {
        let mut screen = Screen::new(Vec::new());
        let size = Size {
            width: 20,
            height: 1,
        };
        for text in ["one two three", "one six three"] {
            screen.out.clear();
            let draw = |buffer: &mut Buffer| {
                buffer.set_string(0, 0, text, Style::new());
                None
            };
            screen.draw(size, draw).unwrap();
        }
        let written = String::from_utf8(screen.out).unwrap();
        assert_eq!(written, "\x1b[?2026h\x1b[1;5H\x1b[0msix\x1b[?2026l");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]

        /// Whatever the text holds, the terminal is sent nothing but our own sequences.
        #[test]
        fn only_our_own_sequences_are_sent(text in "(\\PC|[\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{206f}\u{300}\u{feff}]|\u{1b}]52;c;|\u{1b}\\[6n){0,200}") {
            use crate::text::{Document, Meta};
            use crate::ui::{App, Message, Options, draw};
            let meta = Meta {
                title: Some(text.clone()),
                source: text.clone(),
                ..Meta::default()
            };
            let document = Document::plain(text.clone(), meta);
            let mut app = App::new(document.into(), Options { note: Some(text), ..Options::default() });
            let size = Size { width: 100, height: 20 };
            app.handle(Message::Input(crossterm::event::Event::Resize(100, 20)));
            let mut screen = Screen::new(Vec::new());
            screen.draw(size, |buffer| draw(buffer, &app)).unwrap();
            let sent = String::from_utf8(screen.out).unwrap();
            let ours = regex::Regex::new(r"\x1b\[(\?2026[hl]|\?25[hl]|2J|[0-9;]*[mH])").unwrap();
            let rest = ours.replace_all(&sent, "");
            let is_foreign = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            proptest::prop_assert!(!rest.contains(is_foreign), "{rest:?}");
        }
    }
}
