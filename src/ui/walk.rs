//! Going from passage to passage: of the selection, of the search, dated ones, any name.

use super::app::{App, Focus, Shine};
use super::lists::{Row, Tab};
use super::message::Effect;
use super::select::{Selected, Walk, What};
use crate::model::Span;

impl App {
    /// The next or previous passage of what is walked through.
    pub(super) fn next_passage(&mut self, is_forward: bool) {
        let times = self.count.take().unwrap_or(1).min(10_000);
        for _ in 0..times {
            match self.walk {
                Walk::Hits if !self.hits.spans.is_empty() => self.next_hit(is_forward),
                Walk::Hits | Walk::Selection => self.next_selected(is_forward),
            }
        }
    }

    fn next_selected(&mut self, is_forward: bool) {
        // The row under the cursor of the list is meant if nothing was selected yet.
        if self.selected.is_none() && self.focus == Focus::List {
            self.preview_row();
            return;
        }
        let here = self.reading_offset();
        let Some(selected) = &mut self.selected else {
            return self.say("note.no-selection");
        };
        let next = next_index(
            &selected.passages,
            |&it| it,
            selected.current,
            here,
            is_forward,
        );
        let Some((next, is_wrapped)) = next else {
            return self.say("note.no-passages");
        };
        selected.current = Some(next);
        if let Some(span) = selected.current_span() {
            self.preview(span);
        }
        if is_wrapped {
            self.say("note.wrapped");
        }
    }

    fn next_hit(&mut self, is_forward: bool) {
        let here = self.reading_offset();
        let next = next_index(
            &self.hits.spans,
            |&it| it,
            self.hits.current,
            here,
            is_forward,
        );
        let Some((next, is_wrapped)) = next else {
            return;
        };
        self.hits.current = Some(next);
        self.preview(self.hits.spans[next]);
        if is_wrapped {
            self.say("note.wrapped");
        }
    }

    /// The next or previous dated passage.
    pub(super) fn next_date(&mut self, is_forward: bool) {
        let Some(analysis) = self.analysis.clone() else {
            return self.say("note.waiting");
        };
        let current = match self.selected.as_ref().map(|it| &it.what) {
            Some(&What::Event(idx)) => Some(idx),
            _ => None,
        };
        let current = current.filter(|&it| self.is_on_screen(analysis.events[it].span));
        match self.next_outside_clutter(&analysis.events, |it| it.span, current, is_forward) {
            Some(idx) => {
                self.select(What::Event(idx));
                self.put_cursor_on(Row::Event(idx));
                self.preview_nearest();
            }
            None => self.say("note.no-events"),
        }
    }

    /// The next or previous name of anybody.
    pub(super) fn next_name(&mut self, is_forward: bool) {
        let Some(analysis) = self.analysis.clone() else {
            return self.say("note.waiting");
        };
        let mentions = &analysis.mentions;
        let current = self.selected.as_ref().and_then(Selected::current_span);
        let current = current.filter(|&it| self.is_on_screen(it));
        let current = current.and_then(|it| {
            let idx = mentions.partition_point(|other| other.span < it);
            mentions
                .get(idx)
                .filter(|other| other.span == it)
                .map(|_| idx)
        });
        match self.next_outside_clutter(mentions, |it| it.span, current, is_forward) {
            Some(idx) => {
                self.select_entity(mentions[idx].entity);
                self.set_current(mentions[idx].span);
                self.preview(mentions[idx].span);
            }
            None => self.say("note.no-passages"),
        }
    }

    /// The next or previous of sorted places that is part of the text proper.
    fn next_outside_clutter<T>(
        &self,
        sorted: &[T],
        span: impl Fn(&T) -> Span,
        current: Option<usize>,
        is_forward: bool,
    ) -> Option<usize> {
        let mut at = current;
        for _ in 0..sorted.len() {
            let (next, _) = next_index(sorted, &span, at, self.reading_offset(), is_forward)?;
            if !self.is_clutter(span(&sorted[next])) {
                return Some(next);
            }
            at = Some(next);
        }
        None
    }

    /// Whether a place lies in what is no part of the text proper.
    fn is_clutter(&self, span: Span) -> bool {
        let block = self
            .document
            .blocks()
            .get(self.document.block_at(span.start));
        block.is_some_and(|it| it.kind == crate::text::BlockKind::Clutter)
    }

    fn is_on_screen(&self, span: Span) -> bool {
        self.visible_span().overlaps(span)
    }

    fn reading_offset(&self) -> u32 {
        self.page().offset(self.top())
    }

    /// In the list, marks the row under the cursor; two or more show where they meet.
    pub(super) fn mark(&mut self) {
        let Some(Row::Entity(id)) = self.cursor_row() else {
            return;
        };
        match self.marked.iter().position(|&it| it == id) {
            Some(idx) => drop(self.marked.remove(idx)),
            None => self.marked.push(id),
        }
        match self.marked.as_slice() {
            [] => self.selected = None,
            [one] => self.select(What::Entity(*one)),
            several => self.select(What::Meeting(several.to_vec())),
        }
        self.preview_nearest();
    }

    /// In the list, time order or story order.
    pub(super) fn toggle_story_order(&mut self) {
        self.wish.story_order = !self.wish.story_order;
        self.refill();
        self.say(if self.wish.story_order {
            "list.story-order"
        } else {
            "list.time-order"
        });
    }

    /// Another order of names.
    pub(super) fn next_sort(&mut self) {
        self.wish.sort = self.wish.sort.next();
        self.refill();
        let key = match self.wish.sort {
            super::lists::Sort::Count => "list.sort-count",
            super::lists::Sort::Place => "list.sort-place",
            super::lists::Sort::Name => "list.sort-name",
        };
        self.say(key);
    }

    /// What is highlighted: the selection, all names, nothing.
    pub(super) fn next_shine(&mut self) {
        let (shine, note) = match self.shine {
            Shine::Selected => (Shine::All, "note.highlight-all"),
            Shine::All => (Shine::Nothing, "note.highlight-none"),
            Shine::Nothing => (Shine::Selected, "note.highlight-selected"),
        };
        self.shine = shine;
        self.say(note);
    }

    /// Whether the list follows the text.
    pub(super) fn toggle_follow(&mut self) {
        self.follows = !self.follows;
        self.say(if self.follows {
            "note.follow-on"
        } else {
            "note.follow-off"
        });
        self.follow_text();
    }

    /// Copies what is selected with the mouse, the row of the list, the card, or the passage: its
    /// sentence, else the first paragraph.
    pub(super) fn copy(&mut self) {
        let picked = self.picked.map(|it| self.document.slice(it).to_owned());
        let text = match (self.focus, self.cursor_row()) {
            _ if picked.is_some() => picked,
            (Focus::List, Some(row)) => self.row_text(row),
            (Focus::Card, _) => Some(self.card.text()),
            (Focus::List | Focus::Text, _) => Some(self.passage_text()),
        };
        let Some(text) = text.filter(|it| !it.is_empty()) else {
            return self.say("note.nothing-to-copy");
        };
        let n = text.chars().count().to_string();
        self.note = Some(self.locale.fill("note.copied", &[("n", &n)]));
        self.effects.push(Effect::Copy(text));
    }

    fn row_text(&self, row: Row) -> Option<String> {
        let analysis = self.analysis.as_ref()?;
        match row {
            Row::Entity(id) => {
                let entity = analysis.entity(id);
                let names = std::iter::once(&entity.name).chain(&entity.other_names);
                Some(names.cloned().collect::<Vec<_>>().join(" · "))
            }
            Row::Event(idx) => {
                let event = &analysis.events[idx];
                let date = event
                    .date
                    .map(crate::model::DateValue::edtf)
                    .unwrap_or_default();
                Some(
                    format!("{date} {}", self.document.slice(event.sentence))
                        .trim()
                        .to_owned(),
                )
            }
            Row::Year(_) | Row::Only(_) => None,
        }
    }

    /// The sentence of the current passage if it is on the screen, else the first paragraph on it.
    fn passage_text(&self) -> String {
        let current = self.selected.as_ref().and_then(Selected::current_span);
        let place = current.filter(|&it| self.is_on_screen(it));
        let offset = place.map_or_else(|| self.reading_offset(), |it| it.start);
        let blocks = self.document.blocks();
        let Some(block) = blocks.get(self.document.block_at(offset)) else {
            return String::new();
        };
        if place.is_some() {
            let sentences = crate::text::sentence::sentences(&self.document, block);
            if let Some(it) = sentences.iter().find(|it| it.contains(offset)) {
                return self.document.slice(*it).to_owned();
            }
        }
        self.document.slice(block.span).to_owned()
    }

    /// Shows only the events of the selected entity, or of all again.
    pub(super) fn only_selected(&mut self) {
        let selected = self.selected.as_ref().and_then(Selected::entity);
        if selected.is_none() && self.wish.only.is_none() {
            return self.say("note.no-selection");
        }
        self.only(selected.filter(|_| self.wish.only != selected));
    }

    /// Shows only the events of an entity, or of all.
    pub(super) fn only(&mut self, id: Option<crate::model::EntityId>) {
        self.wish.only = id;
        self.refill();
        self.open_tab(Tab::Timeline);
    }
}

/// The index before or behind the current one, or behind a place if there is no current one; and
/// whether that went around the end.
fn next_index<T>(
    sorted: &[T],
    span: impl Fn(&T) -> Span,
    current: Option<usize>,
    here: u32,
    is_forward: bool,
) -> Option<(usize, bool)> {
    let last = sorted.len().checked_sub(1)?;
    let behind = current.unwrap_or_else(|| sorted.partition_point(|it| span(it).start < here));
    let next = match (current, is_forward) {
        (_, false) => behind.checked_sub(1),
        (Some(at), true) => Some(at + 1),
        (None, true) => Some(behind),
    };
    Some(match next.filter(|&it| it <= last) {
        Some(next) => (next, false),
        None if is_forward => (0, true),
        None => (last, true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_go_around() {
        let spans = [Span::new(2, 3), Span::new(5, 6), Span::new(9, 10)];
        for (current, here, is_forward, expected) in [
            (None, 0, true, (0, false)),
            (None, 4, true, (1, false)),
            (None, 4, false, (0, false)),
            (None, 20, true, (0, true)),
            (None, 0, false, (2, true)),
            (Some(1), 0, true, (2, false)),
            (Some(2), 0, true, (0, true)),
            (Some(0), 0, false, (2, true)),
        ] {
            assert_eq!(
                next_index(&spans, |&it| it, current, here, is_forward),
                Some(expected)
            );
        }
        assert_eq!(next_index(&[], |&it: &Span| it, None, 0, true), None);
    }
}
