//! What is pressed, clicked and turned: from events to actions.

use super::Key;
use super::app::{App, Focus};
use super::keymap::Meaning;
use super::lists::{Row, Tab};
use super::mode::Mode;
use crate::model::Span;
use crossterm::event::{Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Size};

/// Rows that a turn of the wheel scrolls.
const WHEEL: isize = 3;

/// A number typed before an action.
#[derive(Debug, Clone, Default)]
pub(super) struct Count {
    digits: String,
    /// What the first digit did as a key of its own, to be undone if it turns out to be a number.
    undo: Option<(Tab, Focus, bool)>,
}

impl Count {
    /// The number, once.
    pub(super) fn take(&mut self) -> Option<usize> {
        let digits = std::mem::take(&mut self.digits);
        let is_number = self.undo.take().is_none();
        digits.parse().ok().filter(|_| is_number)
    }

    /// What is typed of it so far.
    pub(super) fn typed(&self) -> &str {
        if self.undo.is_none() {
            &self.digits
        } else {
            ""
        }
    }
}

impl App {
    /// Obeys a key, a click, the wheel, or another size.
    pub(super) fn input(&mut self, event: &Event) {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.key(Key::pressed(*key)),
            Event::Mouse(mouse) => self.mouse(*mouse),
            &Event::Resize(width, height) => self.resize(Size { width, height }),
            Event::Paste(text) => text.chars().for_each(|it| self.typed(it)),
            Event::Key(_) | Event::FocusGained | Event::FocusLost => {}
        }
    }

    /// Obeys a key.
    pub fn key(&mut self, key: Key) {
        match std::mem::take(&mut self.mode) {
            Mode::Reading => self.reading_key(key.unshaped()),
            Mode::Find(find) => self.find_key(find, key),
            Mode::Prompt(prompt) => self.prompt_key(prompt, key),
            Mode::Popup(popup) => self.popup_key(popup, key),
        }
    }

    /// A pasted character only counts where text is typed.
    fn typed(&mut self, c: char) {
        if !matches!(self.mode, Mode::Reading) {
            self.key(Key::char(c));
        }
    }

    fn reading_key(&mut self, key: Key) {
        if self.pending.is_empty() && self.counts(key) {
            return;
        }
        self.pending.push(key);
        match self.options.keys.meaning(&self.pending, self.key_place()) {
            Meaning::Action(action) => {
                self.pending.clear();
                self.update(action);
                self.count.take();
            }
            Meaning::Begun => {}
            // What does not go on with a sequence stands for itself.
            Meaning::Nothing if 1 < self.pending.len() => {
                self.pending.clear();
                self.reading_key(key);
            }
            Meaning::Nothing => {
                self.pending.clear();
                self.count.take();
                self.note = None;
            }
        }
    }

    /// Whether the key is part of a number. The keys of the lists are digits too: such a first
    /// digit opens its list at once, and is taken for a number if more of it follows.
    fn counts(&mut self, key: Key) -> bool {
        let digit = key.typed().filter(char::is_ascii_digit);
        let goes_on = digit.is_some() || key == Key::char('%');
        if let Some((tab, focus, list_open)) = self.count.undo.take() {
            if goes_on {
                (self.tab, self.focus, self.arrangement.list_open) = (tab, focus, list_open);
            } else {
                self.count.digits.clear();
            }
        }
        let Some(digit) = digit else { return false };
        let is_first = self.count.digits.is_empty();
        if is_first
            && let Meaning::Action(action) = self.options.keys.meaning(&[key], self.key_place())
        {
            let undo = (self.tab, self.focus, self.arrangement.list_open);
            self.update(action);
            self.count.undo = Some(undo);
        }
        if self.count.digits.len() < 9 {
            self.count.digits.push(digit);
        }
        true
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "other clicks and moves ask for nothing"
    )]
    fn mouse(&mut self, mouse: MouseEvent) {
        let at = Position {
            x: mouse.column,
            y: mouse.row,
        };
        let regions = self.regions();
        let is_list = regions.list.contains(at) || regions.card.contains(at);
        match mouse.kind {
            MouseEventKind::ScrollDown if is_list => self.scroll_list(WHEEL),
            MouseEventKind::ScrollUp if is_list => self.scroll_list(-WHEEL),
            MouseEventKind::ScrollDown => self.wheel(WHEEL),
            MouseEventKind::ScrollUp => self.wheel(-WHEEL),
            MouseEventKind::Down(MouseButton::Left) => self.click(at),
            MouseEventKind::Drag(MouseButton::Left) if self.dragging && regions.is_wide() => {
                self.arrangement.split = Some(at.x);
                self.arrangement.split = Some(self.regions().divider.x);
            }
            MouseEventKind::Drag(MouseButton::Left) => self.pick(at),
            MouseEventKind::Up(MouseButton::Left) => {
                self.dragging = false;
                self.pressed = None;
            }
            _ => {}
        }
    }

    fn wheel(&mut self, by: isize) {
        match &mut self.mode {
            Mode::Reading => self.scroll(by),
            Mode::Popup(popup) => {
                let last = popup.shown().len().saturating_sub(1);
                popup.cursor = popup.cursor.saturating_add_signed(by).min(last);
            }
            Mode::Find(_) | Mode::Prompt(_) => {}
        }
    }

    fn scroll_list(&mut self, by: isize) {
        let n_rows = self.lists.rows(self.tab).len();
        let height = usize::from(self.regions().list.height);
        let cursor = &mut self.cursors[self.tab.index()];
        cursor.top = cursor
            .top
            .saturating_add_signed(by)
            .min(n_rows.saturating_sub(height));
    }

    fn click(&mut self, at: Position) {
        let regions = self.regions();
        if !matches!(self.mode, Mode::Reading) {
            self.mode = Mode::Reading;
            return;
        }
        self.note = None;
        if regions.divider.contains(at) {
            self.dragging = true;
        } else if regions.tabs.contains(at) {
            let tabs = super::view::list::tabs(self, regions.tabs);
            if let Some(it) = tabs.iter().find(|it| it.area.contains(at)) {
                self.open_tab(it.tab);
            }
        } else if regions.list.contains(at) {
            self.click_row(usize::from(at.y - regions.list.y));
        } else if regions.card.contains(at) {
            if let Some(idx) = super::view::list::link_at(self, regions.card, at) {
                self.card_cursor = idx;
                self.select_on_card();
            }
        } else if regions.text.contains(at) {
            self.click_text(at);
        }
    }

    fn click_row(&mut self, row: usize) {
        let row = self.cursor().top + row;
        let rows = self.lists.rows(self.tab);
        if rows.get(row).is_some_and(|it| it.is_selectable()) {
            self.focus = Focus::List;
            self.put_cursor(row);
            self.preview_row();
        }
    }

    /// Selects the words from where the button was pressed to this place.
    fn pick(&mut self, at: Position) {
        let glyph = super::view::text::glyph_at(self, at);
        let Some((pressed, glyph)) = self.pressed.zip(glyph) else {
            return;
        };
        self.picked = Some(Span {
            start: pressed.start.min(glyph.start),
            end: pressed.end.max(glyph.end),
        });
    }

    /// Selects the name or date that was clicked on.
    fn click_text(&mut self, at: Position) {
        self.focus = Focus::Text;
        self.picked = None;
        let glyph = super::view::text::glyph_at(self, at);
        self.pressed = glyph;
        let Some((analysis, glyph)) = self.analysis.clone().zip(glyph) else {
            return;
        };
        let offset = glyph.start;
        if let Some(mention) = analysis.mention_at(offset) {
            self.select_entity(mention.entity);
            self.set_current(mention.span);
            return;
        }
        let event = analysis
            .events
            .iter()
            .position(|it| it.span.contains(offset));
        if let Some(idx) = event {
            self.select(super::select::What::Event(idx));
            self.put_cursor_on(Row::Event(idx));
            self.set_current(analysis.events[idx].span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Meta};
    use crate::ui::Options;
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use std::sync::Arc;

    #[test]
    fn a_key_that_is_released_does_nothing() {
        // Terminals with the keyboard protocol tell of each key three times.
        for (kind, n_rows) in [
            (KeyEventKind::Press, 1),
            (KeyEventKind::Repeat, 1),
            (KeyEventKind::Release, 0),
        ] {
            let document = Document::plain("一\n二\n".repeat(50), Meta::default());
            let mut app = App::new(Arc::new(document), Options::default());
            let before = app.top();
            let key = |it| KeyEvent::new_with_kind(it, KeyModifiers::NONE, kind);
            app.input(&Event::Key(key(KeyCode::Char('j'))));
            let moved = app.page().down(before, n_rows);
            assert_eq!(app.top(), moved, "{kind:?}");
            app.input(&Event::Key(key(KeyCode::Char('q'))));
            assert_eq!(app.is_done(), 0 < n_rows, "{kind:?}");
        }
    }
}
