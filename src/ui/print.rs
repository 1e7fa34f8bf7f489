//! One frame as text: for tests, bug reports and pictures.

use super::app::App;
use super::key::parse_keys;
use super::message::{Effect, Message};
use super::shelf::Request;
use super::theme::Theme;
use super::view;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Rect, Size};

/// Types the keys on a screen of that size and gives the frame as text. With `styles`, a second
/// block follows in which each cell holds the letter of its role, and a third one that tells what the
/// letters mean.
pub fn frame(app: &mut App, keys: &str, size: Size, styles: bool) -> Result<String, String> {
    frame_of_several(app, keys, size, styles, &mut |_| Vec::new())
}

/// The same, where `ask` answers what is wanted of the other texts.
pub fn frame_of_several(
    app: &mut App,
    keys: &str,
    size: Size,
    styles: bool,
    ask: &mut dyn FnMut(Request) -> Vec<Message>,
) -> Result<String, String> {
    app.resize(size);
    for key in parse_keys(keys)? {
        app.key(key);
        answer(app, ask);
    }
    let theme = app.options.theme.clone();
    if styles {
        app.use_letters();
    }
    let area = Rect::new(0, 0, size.width, size.height);
    let mut buffer = Buffer::empty(area);
    view::draw(&mut buffer, app);
    let mut text = String::new();
    for row in area.rows() {
        text.push_str(shown_row(&buffer, row).trim_end());
        text.push('\n');
    }
    if styles {
        text.push('\n');
        let start = text.len();
        for row in area.rows() {
            let letters: String = row
                .positions()
                .map(|at| letter(&buffer, at.x, at.y))
                .collect();
            text.push_str(letters.trim_end());
            text.push('\n');
        }
        text.push('\n');
        let legend = legend(&theme, &text[start..]);
        text.push_str(&legend);
    }
    Ok(text)
}

/// Does what the reader asks for, and what it asks for then.
fn answer(app: &mut App, ask: &mut dyn FnMut(Request) -> Vec<Message>) {
    loop {
        let requests = app.take_effects().into_iter().filter_map(|it| match it {
            Effect::Ask(request) => Some(request),
            // A frame on paper has no clipboard, keeps nothing, and is drawn once.
            Effect::Copy(_) | Effect::Keep(..) | Effect::Suspend | Effect::Redraw => None,
        });
        let messages: Vec<Message> = requests.flat_map(&mut *ask).collect();
        if messages.is_empty() {
            return;
        }
        for message in messages {
            app.handle(message);
        }
    }
}

/// The letters that occur, with their roles and how the theme shows them.
fn legend(theme: &Theme, letters: &str) -> String {
    let mut text = String::new();
    for (letter, look) in theme.described().filter(|it| letters.contains(it.0)) {
        text.push(letter);
        text.push_str("  ");
        text.push_str(&look);
        text.push('\n');
    }
    text
}

fn shown_row(buffer: &Buffer, row: Rect) -> String {
    let mut text = String::new();
    let mut x = row.x;
    while x < row.right() {
        let cell = &buffer[(x, row.y)];
        text.push_str(cell.symbol());
        x += cell.cell_width().max(1);
    }
    text
}

/// The letter of a cell's role; nothing where plain text shows nothing.
fn letter(buffer: &Buffer, x: u16, y: u16) -> char {
    let cell = &buffer[(x, y)];
    let letter = Theme::letter(cell.fg);
    let is_trailing = x
        .checked_sub(1)
        .is_some_and(|left| 1 < buffer[(left, y)].cell_width());
    if letter == '.' && cell.symbol() == " " && !is_trailing {
        ' '
    } else {
        letter
    }
}
