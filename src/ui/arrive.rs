//! What arrives while the user reads already: the rest of the file, its names and dates.

use super::app::App;
use super::card::Card;
use super::lists::Tab;
use super::mode::{FindBox, FindFor, Mode, PromptBox, PromptKind};
use super::names;
use super::search::search;
use super::select::{Selected, What};
use crate::model::Analysis;
use crate::text::Document;
use std::sync::Arc;

impl App {
    /// The rest of the file was read.
    pub(super) fn take_document(&mut self, document: Arc<Document>) {
        self.document = document;
        self.forget_layout();
        if !self.hits.query.is_empty() {
            let known = self.hits.current_span();
            let hits = search(&self.document, &self.hits.query, self.hits.is_regex);
            self.hits = hits.unwrap_or_default();
            self.hits.current = known.and_then(|it| self.hits.spans.binary_search(&it).ok());
        }
        self.take_awaited();
        let is_search =
            matches!(&self.mode, Mode::Prompt(it) if matches!(it.kind, PromptKind::Search { .. }));
        if is_search && let Mode::Prompt(mut prompt) = std::mem::take(&mut self.mode) {
            // What is being typed may stand in it.
            self.look(&mut prompt, false);
            self.mode = Mode::Prompt(prompt);
        }
    }

    /// Names and dates are known, perhaps anew: what was selected stays so if it is found again.
    pub(super) fn take_analysis(&mut self, analysis: &Arc<Analysis>) {
        let analysis = &self.corrected(analysis);
        let old = self.analysis.replace(Arc::clone(analysis));
        self.forget_layout();
        if self.note.is_none() {
            self.note = analysis.remarks.first().cloned();
        }
        let selected = self.selected.take();
        self.forget_analysis();
        let found = old.zip(selected).and_then(|(old, selected)| {
            let what = found_again(&old, analysis, &selected)?;
            Some((what, selected.current_span()))
        });
        if let Some((what, span)) = found {
            self.select(what);
            if let Some(span) = span {
                self.set_current(span);
            }
        }
        self.renumber_mode(analysis);
        self.refill();
    }

    /// What is typed or chosen goes on with the new analysis.
    pub(super) fn renumber_mode(&mut self, analysis: &Analysis) {
        match &mut self.mode {
            // Whom they were about has another number now.
            Mode::Find(FindBox {
                purpose: FindFor::Merge(_),
                ..
            })
            | Mode::Prompt(PromptBox {
                kind: PromptKind::Rename(_) | PromptKind::Redate(_),
                ..
            }) => self.mode = Mode::Reading,
            Mode::Find(find) => {
                find.found = names::find(analysis, find.line.text());
                find.cursor = 0;
                find.before.forget_selection();
            }
            Mode::Prompt(prompt) => prompt.before.forget_selection(),
            Mode::Reading | Mode::Popup(_) => {}
        }
    }

    /// Forgets what belongs to the old analysis: its numbers mean others in the new one.
    pub(super) fn forget_analysis(&mut self) {
        self.selected = None;
        self.card = Card::default();
        self.marked.clear();
        self.wish.only = None;
    }

    /// Fills the lists from the analysis; what was selected stays so if it is still there.
    pub(super) fn refill(&mut self) {
        let Some(analysis) = self.analysis.clone() else {
            return;
        };
        self.lists = super::lists::Lists::new(&analysis, self.wish);
        for tab in Tab::ALL {
            let rows = self.lists.rows(tab);
            let first = rows.iter().position(|it| it.is_selectable()).unwrap_or(0);
            let cursor = &mut self.cursors[tab.index()];
            if !rows.get(cursor.row).is_some_and(|it| it.is_selectable()) {
                cursor.row = first;
            }
        }
        if let Some(selected) = &self.selected {
            let rows = self.lists.rows(self.tab);
            if let Some(row) = rows.iter().position(|&it| selected.is_row(it)) {
                self.cursors[self.tab.index()].row = row;
            }
        }
        self.show_cursor_row();
        self.follow_text();
    }
}

/// What was selected in the old analysis, in the new one.
fn found_again(old: &Analysis, new: &Analysis, selected: &Selected) -> Option<What> {
    match &selected.what {
        What::Entity(id) => {
            let entity = old.entity(*id);
            let same = |it: &crate::model::Entity| it.kind == entity.kind && it.name == entity.name;
            let named = (0..).zip(&new.entities).find(|it| same(it.1));
            // Under another name it is the one that is meant where it was first named.
            let first = old.mentions_of(*id).next()?.span.start;
            let id = match named {
                Some((idx, _)) => crate::model::EntityId(idx),
                None => new.mention_at(first)?.entity,
            };
            Some(What::Entity(id))
        }
        What::Event(idx) => {
            let span = old.events.get(*idx)?.span;
            Some(What::Event(
                new.events.iter().position(|it| it.span == span)?,
            ))
        }
        What::Meeting(_) => None,
    }
}
