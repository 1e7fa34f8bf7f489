//! The bytes of a frame: cells that changed, the pen, addresses, the caret.

use super::screen::Link;
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::io::Write as _;
use unicode_width::UnicodeWidthChar;

/// The bytes of one frame, and what the terminal's pen looks like behind them.
#[derive(Debug, Default)]
pub(super) struct Bytes {
    pub(super) sent: Vec<u8>,
    at: Option<Position>,
    /// Whether what is written now stands for this address.
    link: Option<Link>,
    pub(super) pen: Option<(Color, Color, Modifier)>,
}

impl Bytes {
    /// Adds a text as it is.
    pub(super) fn raw(&mut self, text: &str) {
        self.sent.extend_from_slice(text.as_bytes());
    }

    /// The cells of row `y` that changed from `old` to `new`. Of a wide character all cells change or
    /// none.
    pub(super) fn row(&mut self, old: &[Cell], new: &[Cell], y: u16, links: &[Vec<Link>; 2]) {
        let width = new.len().min(old.len());
        let [links_before, links] = links;
        if old == new && links_before == links {
            return;
        }
        let mut changed: Vec<bool> = old.iter().zip(new).map(|(old, new)| old != new).collect();
        for link in links_before.iter().chain(links) {
            if !(links.contains(link) && links_before.contains(link)) {
                let end = usize::from(link.columns.end).min(width);
                changed[usize::from(link.columns.start).min(end)..end].fill(true);
            }
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
                    y,
                };
                let link = links.iter().find(|it| it.columns.contains(&at.x));
                self.cell(at, &new[x], link, u16::try_from(width).unwrap_or(u16::MAX));
            }
            x += columns(&new[x]);
        }
        // Never over the end of a line.
        self.set_link(None);
    }

    fn cell(&mut self, at: Position, cell: &Cell, link: Option<&Link>, right: u16) {
        if self.at != Some(at) {
            let _ = write!(self.sent, "\x1b[{};{}H", at.y + 1, at.x + 1);
        }
        self.set_link(link);
        self.set_pen((cell.fg, cell.bg, cell.modifier));
        self.raw(cell.symbol());
        let next = at.x + u16::try_from(columns(cell)).unwrap_or(1);
        // Behind what terminals measure differently, and at the right edge, nobody knows.
        self.at = (next < right && is_sure(cell.symbol())).then_some(Position { x: next, ..at });
    }

    /// Begins or ends what stands for an address (OSC 8).
    fn set_link(&mut self, link: Option<&Link>) {
        if self.link.as_ref() == link {
            return;
        }
        match link {
            Some(Link { id, address, .. }) => {
                let _ = write!(self.sent, "\x1b]8;id={id:x};{address}\x1b\\");
            }
            None => self.raw("\x1b]8;;\x1b\\"),
        }
        self.link = link.cloned();
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

    /// Puts the caret where it belongs, shows or hides it.
    pub(super) fn caret(&mut self, from: Option<Position>, to: Option<Position>) {
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
    match cell.symbol().as_bytes() {
        // Nearly all cells hold one of these; measuring them would cost more than writing them.
        [b' '..=b'~'] => 1,
        // Han from U+5000 on.
        [0xE5..=0xE9, _, _] => 2,
        _ => usize::from(cell.cell_width()).max(1),
    }
}

/// Whether all terminals agree on the columns of this.
fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => c.width() == c.width_cjk() && (c as u32) < 0x1_0000,
        _ => false,
    }
}
