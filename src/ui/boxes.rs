//! Finding while typing: a name, a date, words of the text, a command.

use super::app::App;
use super::lists::Row;
use super::mode::{FindBox, FindFor, Mode, PromptBox, PromptKind};
use super::place::Awaited;
use super::prompt::Line;
use super::select::{Walk, What};
use super::{Action, Key, dates, names, search};
use crate::model::Precision;
use crossterm::event::KeyCode;

/// Texts of more bytes are searched at Enter only, not with each letter.
const LIVE: usize = 20_000_000;

impl App {
    /// Opens the name finder. If the names are not known yet, they come while it is open.
    pub(super) fn open_find(&mut self) {
        self.open_find_for(FindFor::Reading);
    }

    /// Opens the name finder for a purpose.
    pub(super) fn open_find_for(&mut self, purpose: FindFor) {
        let analysis = self.analysis.as_deref();
        let found = analysis.map_or_else(Vec::new, |it| names::find(it, ""));
        let before = self.before();
        // The answers stand where the list does, so that the text stays in sight.
        self.arrangement.list_open = true;
        self.mode = Mode::Find(FindBox {
            line: Line::default(),
            found,
            cursor: 0,
            purpose,
            before,
        });
    }

    /// Opens the date prompt.
    pub(super) fn open_date(&mut self) {
        self.open_prompt(PromptKind::Date);
    }

    /// Opens the search.
    pub(super) fn open_search(&mut self) {
        self.open_prompt(PromptKind::Search { is_regex: false });
    }

    /// Opens the line for commands.
    pub(super) fn open_command(&mut self) {
        self.open_prompt(PromptKind::Command);
    }

    fn open_prompt(&mut self, kind: PromptKind) {
        let before = self.before();
        let (line, hint) = (Line::default(), String::new());
        self.mode = Mode::Prompt(PromptBox {
            kind,
            line,
            hint,
            before,
        });
    }

    /// A key while a name is typed.
    pub(super) fn find_key(&mut self, mut find: FindBox, key: Key) {
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => {
                self.restore_before(&find.before);
                self.arrangement.list_open = find.before.list_open;
                return;
            }
            (KeyCode::Enter, _) => return self.take_found(&find),
            (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n'), true) => {
                find.cursor = (find.cursor + 1).min(find.found.len().saturating_sub(1));
                self.show_found(&find);
            }
            (KeyCode::Up | KeyCode::BackTab, _) | (KeyCode::Char('p'), true) => {
                find.cursor = find.cursor.saturating_sub(1);
                self.show_found(&find);
            }
            _ => {
                if find.line.edit(key) {
                    let analysis = self.analysis.as_deref();
                    find.found =
                        analysis.map_or_else(Vec::new, |it| names::find(it, find.line.text()));
                    find.cursor = 0;
                    self.show_found(&find);
                }
            }
        }
        self.mode = Mode::Find(find);
    }

    /// Does with the entity that is chosen what it was looked for.
    fn take_found(&mut self, find: &FindBox) {
        let FindFor::Merge(into) = find.purpose else {
            self.show_found(find);
            return self.close_list();
        };
        self.restore_before(&find.before);
        self.arrangement.list_open = find.before.list_open;
        let found = find.found.get(find.cursor);
        let merge = found.and_then(|it| self.merging(it.entity, into));
        self.correct(merge.into_iter().collect());
    }

    /// Shows the entity that is chosen, or what was before if nobody is.
    fn show_found(&mut self, find: &FindBox) {
        self.restore_before(&find.before);
        if let Some(found) = find.found.get(find.cursor) {
            self.select_entity(found.entity);
            self.preview_nearest();
        }
    }

    /// A key while something else is typed.
    pub(super) fn prompt_key(&mut self, mut prompt: PromptBox, key: Key) {
        self.awaited = self.awaited.filter(|it| *it != Awaited::Words);
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => {
                self.restore_before(&prompt.before);
                return;
            }
            (KeyCode::Enter, _) => return self.accept(prompt),
            (KeyCode::Char('r'), false) if key.alt => {
                if let PromptKind::Search { is_regex } = &mut prompt.kind {
                    *is_regex = !*is_regex;
                    self.look(&mut prompt, false);
                }
            }
            (KeyCode::Backspace, false) if prompt.line.text().is_empty() => {
                self.restore_before(&prompt.before);
                return;
            }
            _ => {
                if prompt.line.edit(key) {
                    self.look(&mut prompt, false);
                }
            }
        }
        self.mode = Mode::Prompt(prompt);
    }

    /// The line is done.
    pub(super) fn accept(&mut self, mut prompt: PromptBox) {
        let text = prompt.line.text().trim().to_owned();
        if text.is_empty() {
            return self.restore_before(&prompt.before);
        }
        match prompt.kind {
            PromptKind::Command => match Action::named(&text) {
                Some(action) => self.update(action),
                None => self.note = Some(self.locale.fill("note.no-command", &[("name", &text)])),
            },
            PromptKind::Rename(_) | PromptKind::Redate(_) | PromptKind::Add => {
                self.accept_correction(prompt);
            }
            PromptKind::Date | PromptKind::Search { .. } => {
                let is_found = self.look(&mut prompt, true);
                let is_nowhere = prompt.hint == self.locale.get("prompt.no-hits");
                if !is_found && is_nowhere && self.document.meta.partial {
                    self.awaited = Some(Awaited::Words);
                    self.locale
                        .get("status.reading")
                        .clone_into(&mut prompt.hint);
                }
                let hint = prompt.hint.clone();
                if is_found {
                    self.close_list();
                } else {
                    // What was typed stays, to be corrected.
                    self.mode = Mode::Prompt(prompt);
                }
                self.note = Some(hint);
            }
        }
    }

    /// Shows what is typed so far leads to, and says so; whether it leads anywhere.
    pub(super) fn look(&mut self, prompt: &mut PromptBox, is_done: bool) -> bool {
        self.restore_before(&prompt.before);
        let text = prompt.line.text().to_owned();
        prompt.hint.clear();
        match prompt.kind {
            PromptKind::Command
            | PromptKind::Rename(_)
            | PromptKind::Redate(_)
            | PromptKind::Add => true,
            PromptKind::Date => self.look_date(prompt, &text),
            PromptKind::Search { .. } if !is_done && LIVE < self.document.text().len() => false,
            PromptKind::Search { is_regex } => self.look_text(prompt, &text, is_regex),
        }
    }

    fn look_date(&mut self, prompt: &mut PromptBox, text: &str) -> bool {
        let Some(analysis) = self.analysis.clone() else {
            self.locale.get("note.waiting").clone_into(&mut prompt.hint);
            return false;
        };
        let date = self.options.dates.as_ref().and_then(|read| read(text));
        let Some(date) = date else {
            if !text.is_empty() {
                self.locale
                    .get("prompt.no-date")
                    .clone_into(&mut prompt.hint);
            }
            return false;
        };
        let Some(found) = dates::find(&analysis, date) else {
            self.locale
                .get("note.no-events")
                .clone_into(&mut prompt.hint);
            return false;
        };
        prompt.hint = dates::outcome(&analysis, date, found, &self.locale);
        if date.precision() == Precision::Year && 0 < found.n_within {
            self.wish.year = Some(date.first().year());
            self.refill();
        }
        self.select(What::Event(found.event));
        self.put_cursor_on(Row::Event(found.event));
        self.preview_nearest();
        true
    }

    fn look_text(&mut self, prompt: &mut PromptBox, text: &str, is_regex: bool) -> bool {
        match search::search(&self.document, text, is_regex) {
            Err(why) => {
                prompt.hint = self.locale.fill("prompt.bad-regex", &[("why", &why)]);
                false
            }
            Ok(hits) if hits.spans.is_empty() => {
                if !text.is_empty() {
                    self.locale
                        .get("prompt.no-hits")
                        .clone_into(&mut prompt.hint);
                }
                false
            }
            Ok(hits) => {
                let n = hits.spans.len().to_string();
                prompt.hint = self.locale.fill("prompt.hits", &[("n", &n)]);
                let here = self.spot.offset;
                let next = hits.spans.partition_point(|it| it.start < here);
                let next = if next < hits.spans.len() { next } else { 0 };
                let span = hits.spans[next];
                self.hits = hits;
                self.hits.current = Some(next);
                self.walk = Walk::Hits;
                self.preview(span);
                true
            }
        }
    }
}
