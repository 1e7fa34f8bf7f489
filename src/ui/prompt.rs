//! One line that is typed into.

use super::Key;
use crossterm::event::KeyCode;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes that a line takes at most: pasting a book into a prompt is a slip.
const LONGEST: usize = 400;

/// A typed line and the place of its caret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    text: String,
    caret: usize,
}

impl Line {
    /// A line that holds a text already, the caret behind it.
    pub(super) fn of(text: &str) -> Line {
        let mut line = Line::default();
        for c in text.chars() {
            line.insert(c);
        }
        line
    }

    /// What was typed.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text before the caret.
    pub(super) fn before_caret(&self) -> &str {
        &self.text[..self.caret]
    }

    /// Obeys a key that edits; whether the text is another one then.
    pub(super) fn edit(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            return self.insert(c);
        }
        match (key.code, key.ctrl) {
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => {
                self.delete(self.left(), self.caret)
            }
            (KeyCode::Delete, _) => self.delete(self.caret, self.right()),
            (KeyCode::Char('w') | KeyCode::Backspace, true) => {
                let word = self.before_caret().trim_end();
                let start = word.rfind(char::is_whitespace).map_or(0, |it| it + 1);
                self.delete(start, self.caret)
            }
            (KeyCode::Char('u'), true) => self.delete(0, self.caret),
            (KeyCode::Char('k'), true) => self.delete(self.caret, self.text.len()),
            (KeyCode::Left, _) => self.put(self.left()),
            (KeyCode::Right, _) => self.put(self.right()),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.put(0),
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.put(self.text.len()),
            _ => false,
        }
    }

    fn insert(&mut self, c: char) -> bool {
        if LONGEST < self.text.len() || c.is_control() {
            return false;
        }
        self.text.insert(self.caret, c);
        self.caret += c.len_utf8();
        true
    }

    fn delete(&mut self, start: usize, end: usize) -> bool {
        self.text.replace_range(start..end, "");
        self.caret = start;
        start != end
    }

    fn put(&mut self, caret: usize) -> bool {
        self.caret = caret;
        false
    }

    fn left(&self) -> usize {
        let last = self.before_caret().graphemes(true).next_back();
        self.caret - last.map_or(0, str::len)
    }

    fn right(&self) -> usize {
        let next = self.text[self.caret..].graphemes(true).next();
        self.caret + next.map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::parse_keys;
    use super::*;

    #[test]
    fn keys_edit_the_line() {
        for (keys, text) in [
            ("微软", "微软|"),
            ("微软<bs>a", "微a|"),
            ("ab<left>c", "ac|b"),
            ("ab<home><delete>c<end>d", "cbd|"),
            ("one<space>two<c-w>x", "one x|"),
            ("abc<left><c-u>", "|c"),
            ("abc<home><right><c-k>", "a|"),
            ("<bs><delete><left><right>", "|"),
        ] {
            let mut line = Line::default();
            for key in parse_keys(keys).unwrap() {
                line.edit(key);
            }
            let (before, after) = line.text.split_at(line.caret);
            assert_eq!(format!("{before}|{after}"), text, "{keys}");
        }
    }
}
