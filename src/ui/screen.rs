//! From buffers to bytes: what changed since the last frame, and no more.
//!
//! ratatui's own backend moves the cursor before every wide character and leaves half of one where
//! a narrow one took its place; this one writes a third of the bytes and treats a wide character
//! as one thing.

use super::bytes::Bytes;
use super::scroll;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use std::io::{self, Write};
use std::ops::Range;
use std::rc::Rc;

/// What a frame has besides its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Where the caret stands, if something is typed.
    pub caret: Option<Position>,
    /// Cells that stand for addresses.
    pub links: Vec<Link>,
}

/// Cells of a row that stand for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The row.
    pub y: u16,
    /// The columns, from the first to the one behind the last.
    pub columns: Range<u16>,
    /// The same for all cells of one address, on whatever rows they stand.
    pub id: u32,
    /// The address: visible ASCII characters only.
    pub address: Rc<str>,
}

/// What the terminal shows, and where to write to change it.
#[derive(Debug)]
pub struct Screen<W: Write> {
    out: W,
    shown: Buffer,
    /// The cells of the frame before, to be used again.
    spare: Buffer,
    /// What it shows besides.
    drawn: Drawn,
    /// Whether what the terminal shows is not known.
    is_stale: bool,
}

impl<W: Write> Screen<W> {
    /// A screen of which nothing is known yet.
    pub fn new(out: W) -> Screen<W> {
        Screen {
            out,
            shown: Buffer::default(),
            spare: Buffer::default(),
            drawn: Drawn::default(),
            is_stale: true,
        }
    }

    /// Draws everything anew the next time.
    pub(super) const fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Draws a frame of that size. Nothing is written if nothing changed.
    pub fn draw(&mut self, size: Size, draw: impl FnOnce(&mut Buffer) -> Drawn) -> io::Result<()> {
        let area = Rect::new(0, 0, size.width, size.height);
        let mut next = self.empty(area);
        let drawn = draw(&mut next);
        let mut bytes = Bytes::default();
        let is_wiped = self.is_stale || self.shown.area != area;
        if is_wiped {
            self.wipe(&mut bytes);
        } else if let Some(scroll) = scroll::find(&self.shown, &next) {
            scroll.write(&mut bytes.sent);
            scroll.apply(&mut self.shown, &mut self.drawn.links);
        }
        self.write_rows(&mut bytes, &next, &drawn.links, is_wiped);
        if bytes
            .pen
            .is_some_and(|it| it != (Color::Reset, Color::Reset, Modifier::empty()))
        {
            bytes.raw("\x1b[0m");
        }
        bytes.caret(self.drawn.caret, drawn.caret);
        self.spare = std::mem::replace(&mut self.shown, next);
        self.drawn = drawn;
        self.is_stale = false;
        if bytes.sent.is_empty() {
            return Ok(());
        }
        // The terminal shows the frame at once (synchronized update); others ignore it.
        let whole = [b"\x1b[?2026h", bytes.sent.as_slice(), b"\x1b[?2026l"].concat();
        self.out.write_all(&whole)?;
        self.out.flush()
    }

    /// Empties the terminal.
    fn wipe(&mut self, bytes: &mut Bytes) {
        bytes.raw("\x1b[0m\x1b[2J");
        bytes.pen = Some((Color::Reset, Color::Reset, Modifier::empty()));
        self.drawn.links.clear();
        if self.is_stale {
            bytes.raw("\x1b[?25l");
            self.drawn.caret = None;
        }
    }

    /// Writes what is another in each row of the next frame, or all of it behind a wipe.
    fn write_rows(&self, bytes: &mut Bytes, next: &Buffer, links: &[Link], is_wiped: bool) {
        let width = usize::from(next.area.width).max(1);
        let blank = vec![Cell::EMPTY; width];
        for (y, row) in (0..).zip(next.content.chunks_exact(width)) {
            let here = |links: &[Link]| -> Vec<Link> {
                links.iter().filter(|it| it.y == y).cloned().collect()
            };
            let links = [here(&self.drawn.links), here(links)];
            let start = usize::from(y) * width;
            let shown = self.shown.content.get(start..start + width);
            let shown = shown.filter(|_| !is_wiped).unwrap_or(&blank);
            bytes.row(shown, row, y, &links);
        }
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
                    Drawn::default()
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
            Drawn {
                caret: Some(Position { x: 4, y: 0 }),
                ..Drawn::default()
            }
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
                Drawn::default()
            };
            screen.draw(size, draw).unwrap();
        }
        let written = String::from_utf8(screen.out).unwrap();
        assert_eq!(written, "\x1b[?2026h\x1b[1;5H\x1b[0msix\x1b[?2026l");
    }

    /// A row and the columns of an address on it.
    type Linked<'a> = (&'a str, Option<(u16, u16)>);

    fn borrow(rows: &[String]) -> Vec<Linked<'_>> {
        rows.iter().map(|it| (it.as_str(), None)).collect()
    }

    /// The bytes of the second of two frames.
    #[track_caller]
    fn second(frames: [&[Linked]; 2]) -> String {
        let size = Size {
            width: 20,
            height: 12,
        };
        let mut screen = Screen::new(Vec::new());
        let mut terminal = vt100::Parser::new(12.try_into().unwrap(), 20.try_into().unwrap(), 0);
        for frame in frames {
            screen.out.clear();
            let draw = |buffer: &mut Buffer| {
                let mut drawn = Drawn::default();
                for (y, (row, link)) in (0..).zip(frame) {
                    buffer.set_string(0, y, row, Style::new());
                    drawn.links.extend(link.map(|(from, to)| Link {
                        y,
                        columns: from..to,
                        id: 10,
                        address: "http://a".into(),
                    }));
                }
                drawn
            };
            screen.draw(size, draw).unwrap();
            terminal.process(&screen.out);
            let shown = terminal.screen().rows(0, 20);
            for (shown, (row, _)) in shown.zip(frame) {
                assert_eq!(shown.trim_end(), *row);
            }
        }
        String::from_utf8(screen.out).unwrap()
    }

    #[test]
    fn rows_that_moved_are_moved_by_the_terminal() {
        let rows = |from: usize| -> Vec<String> {
            let body = (from..from + 10).map(|it| format!("第 {it} 行 of many"));
            std::iter::once("title".to_owned()).chain(body).collect()
        };
        for (to, feeds) in [(6, "\n"), (8, "\n\n\n"), (3, "\x1bM\x1bM")] {
            let (before, after) = (rows(5), rows(to));
            let sent = second([&borrow(&before), &borrow(&after)]);
            assert!(sent.contains(&format!("H{feeds}\x1b[r")), "{sent:?}");
            assert!(!sent.contains("第 6 行"), "{sent:?}");
        }
    }

    #[test]
    fn an_address_is_opened_and_closed_on_its_row() {
        let open = "\x1b]8;id=a;http://a\x1b\\";
        let close = "\x1b]8;;\x1b\\";
        let with = ("see http://a ok", Some((4, 12)));
        let without = ("see http://a ok", None);
        let other = ("see  ttp://a ok", Some((4, 12)));
        let row = |rest: &str| format!("\x1b[?2026h\x1b[1;5H\x1b[0m{rest}\x1b[?2026l");
        let sent = second([&[without], &[with]]);
        assert_eq!(
            sent,
            row("").replace("\x1b[0m", &format!("{open}\x1b[0mhttp://a{close}"))
        );
        let sent = second([&[with], &[without]]);
        assert_eq!(sent, row("http://a"));
        let sent = second([&[with], &[other]]);
        assert_eq!(
            sent,
            row("").replace("\x1b[0m", &format!("{open}\x1b[0m {close}"))
        );
        assert_eq!(second([&[with], &[with]]), "");
    }
}
