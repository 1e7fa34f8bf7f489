//! Pages in front of the others: the keys, the headings, the reasons.

use super::app::App;
use super::card::Piece;
use super::keymap::Place;
use super::lists::Row;
use super::mode::{Goal, Mode, Popup, PopupRow};
use super::page::Top;
use super::prompt::Line;
use super::select::{Walk, What};
use super::theme::Role;
use super::{Action, Key};
use crate::model::{DateValue, Span, Why};
use crossterm::event::KeyCode;

impl App {
    /// The keys of the pane that has the keyboard, made from the key map.
    pub(super) fn open_help(&mut self) {
        let place = self.key_place();
        let row = |action: Action| {
            let keys = self.options.keys.keys_in(action, place).join("  ");
            let pieces = vec![
                Piece::new(pad(&keys, 21, self.options.metric), Role::Key),
                Piece::new(self.locale.describe(action).to_owned(), Role::Text),
            ];
            (!keys.is_empty()).then_some(PopupRow {
                pieces,
                ..PopupRow::default()
            })
        };
        let title = match place {
            Place::List => "titles.help-list",
            Place::Text | Place::Everywhere => "titles.help-text",
        };
        self.mode = Mode::Popup(Popup {
            title: self.locale.get(title).to_owned(),
            rows: Action::ALL.into_iter().filter_map(row).collect(),
            filter: None,
            cursor: 0,
        });
    }

    /// Why the selection, or the row under the cursor, is what it is said to be.
    pub(super) fn open_why(&mut self) {
        let what = self.selected.as_ref().map(|it| it.what.clone());
        let what = what.or_else(|| match self.cursor_row()? {
            Row::Entity(id) => Some(What::Entity(id)),
            Row::Event(idx) => Some(What::Event(idx)),
            Row::Year(_) | Row::Only(_) => None,
        });
        let mut rows = match what {
            Some(What::Entity(id)) => self.reasons_of_entity(id),
            Some(What::Event(idx)) => self.reasons_of_event(idx),
            Some(What::Meeting(_)) | None => return self.say("note.no-selection"),
        };
        let corrections = what.map(|it| self.corrections_of(&it)).unwrap_or_default();
        rows.extend(corrections.into_iter().map(|text| PopupRow {
            pieces: vec![
                Piece::new(
                    format!("{}  ", self.locale.get("card.corrected")),
                    Role::Dim,
                ),
                Piece::new(text, Role::Text),
            ],
            ..PopupRow::default()
        }));
        let title = self.locale.get("titles.why").to_owned();
        self.mode = Mode::Popup(Popup {
            title,
            rows,
            cursor: 0,
            filter: None,
        });
    }

    /// All passages of the selection, or all hits of the search, each with what stands around it.
    pub(super) fn open_concordance(&mut self) {
        const MOST: usize = 10_000;
        let (spans, current) = match (self.walk, &self.selected) {
            (Walk::Hits, _) => (&self.hits.spans, self.hits.current),
            (Walk::Selection, Some(it)) => (&it.passages, it.current),
            (Walk::Selection, None) => return self.say("note.no-selection"),
        };
        let rows: Vec<PopupRow> = spans
            .iter()
            .take(MOST)
            .map(|&it| self.context(it))
            .collect();
        self.mode = Mode::Popup(Popup {
            title: self.locale.get("titles.concordance").to_owned(),
            cursor: current.unwrap_or(0).min(rows.len().saturating_sub(1)),
            rows,
            filter: None,
        });
    }

    /// A place in the text with what stands around it, the place itself always in one column.
    fn context(&self, span: Span) -> PopupRow {
        const BEFORE: usize = 28;
        const AFTER: usize = 60;
        let metric = self.options.metric;
        let block = self
            .document
            .blocks()
            .get(self.document.block_at(span.start));
        let whole = block.map_or(span, |it| it.span);
        let slice = |start, end| self.document.slice(Span { start, end });
        let before = slice(whole.start.min(span.start), span.start);
        let glyphs: Vec<_> = metric.glyphs(before).collect();
        let mut columns = 0;
        let fits = |columns: &mut usize, width| {
            *columns += width;
            *columns <= BEFORE
        };
        let kept = glyphs
            .iter()
            .rev()
            .take_while(|it| fits(&mut columns, it.columns))
            .last();
        let before = metric.safe(&before[kept.map_or(before.len(), |it| it.at)..]);
        let left = " ".repeat(BEFORE.saturating_sub(metric.width(&before)));
        let number = block.map_or(0, |it| it.number);
        let after = metric.fit(slice(span.end, whole.end.max(span.end)), AFTER);
        PopupRow {
            pieces: vec![
                Piece::new(format!("¶{number:<5}{left}{before}"), Role::Dim),
                Piece::new(self.document.slice(span), Role::Match),
                Piece::new(after, Role::Text),
            ],
            goes_to: Some(Goal::Place(span.start)),
            ..PopupRow::default()
        }
    }

    fn reasons_of_entity(&self, id: crate::model::EntityId) -> Vec<PopupRow> {
        let Some(analysis) = self.analysis.as_ref() else {
            return Vec::new();
        };
        let mentions = analysis.mentions_of(id).map(|mention| {
            let reason = match mention.why {
                Why::Gazetteer => self.locale.get("why.gazetteer").to_owned(),
                Why::Document => self.locale.get("why.document").to_owned(),
                Why::Reader => self.locale.get("why.reader").to_owned(),
                Why::Rule(rule) => self.locale.fill("why.rule", &[("name", rule.name())]),
                Why::Tagger(margin) => self
                    .locale
                    .fill("why.tagger", &[("margin", &margin.to_string())]),
            };
            let form = self.document.slice(mention.span);
            let block = self
                .document
                .blocks()
                .get(self.document.block_at(mention.span.start));
            let number = block.map_or(0, |it| it.number);
            PopupRow {
                pieces: vec![
                    Piece::new(format!("¶{number:<5}"), Role::Dim),
                    Piece::new(format!("{form}  "), Role::Heading),
                    Piece::new(reason, Role::Text),
                ],
                goes_to: Some(Goal::Place(mention.span.start)),
                ..PopupRow::default()
            }
        });
        mentions.collect()
    }

    fn reasons_of_event(&self, idx: usize) -> Vec<PopupRow> {
        let event = self.analysis.as_ref().and_then(|it| it.events.get(idx));
        let Some(event) = event else {
            return Vec::new();
        };
        let text = self.document.slice(event.span);
        let date = event.date.map(DateValue::edtf);
        let head = match &date {
            Some(date) => self
                .locale
                .fill("why.date", &[("text", text), ("date", date)]),
            None => self.locale.fill("why.no-date", &[("text", text)]),
        };
        let row = |text: String, role, goes_to| PopupRow {
            pieces: vec![Piece::new(text, role)],
            goes_to,
            ..PopupRow::default()
        };
        let mut rows = vec![row(
            head,
            Role::Heading,
            Some(Goal::Place(event.span.start)),
        )];
        for step in event.basis.steps() {
            let words = step
                .span
                .map(|it| format!("  «{}»", self.document.slice(it)));
            let mut it = row(
                format!("← {}", step.text),
                Role::Text,
                step.span.map(|it| Goal::Place(it.start)),
            );
            it.pieces
                .extend(words.map(|text| Piece::new(text, Role::Dim)));
            rows.push(it);
        }
        rows
    }

    /// A key while a page is in front.
    pub(super) fn popup_key(&mut self, mut popup: Popup, key: Key) {
        let n_rows = popup.shown().len();
        let page = usize::from(self.size.height / 2).max(1);
        let down = |by: usize| (popup.cursor + by).min(n_rows.saturating_sub(1));
        let key = if popup.filter.is_none() {
            key.unshaped()
        } else {
            key
        };
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) if popup.filter.is_some() => popup.filter = None,
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => return,
            (KeyCode::Char('q' | '?'), false) if popup.filter.is_none() => return,
            (KeyCode::Char('/'), false) if popup.filter.is_none() => {
                popup.filter = Some(Line::default());
            }
            (KeyCode::Enter, _) => {
                let chosen = popup.shown().get(popup.cursor).copied().cloned();
                return self.choose(chosen.unwrap_or_default());
            }
            (KeyCode::Down, _) => popup.cursor = down(1),
            (KeyCode::Char('j'), false) if popup.filter.is_none() => popup.cursor = down(1),
            (KeyCode::Char('k'), false) if popup.filter.is_none() => {
                popup.cursor = popup.cursor.saturating_sub(1);
            }
            (KeyCode::Up, _) => popup.cursor = popup.cursor.saturating_sub(1),
            (KeyCode::PageDown, _) => popup.cursor = down(page),
            (KeyCode::PageUp, _) => popup.cursor = popup.cursor.saturating_sub(page),
            (KeyCode::Home, _) => popup.cursor = 0,
            (KeyCode::End, _) => popup.cursor = n_rows.saturating_sub(1),
            _ => {
                if popup.filter.as_mut().is_some_and(|it| it.edit(key)) {
                    popup.cursor = 0;
                }
            }
        }
        self.mode = Mode::Popup(popup);
    }

    /// Does what a row is for.
    fn choose(&mut self, row: PopupRow) {
        if let Some(correction) = row.does {
            return self.correct(vec![correction]);
        }
        match row.goes_to {
            Some(Goal::Place(offset)) => {
                let top: Top = self.page().at(offset);
                self.jump(self.spot_of(top));
            }
            Some(Goal::File(index)) => self.open_file(index),
            None => {}
        }
    }
}

/// The text with blanks behind it up to that many columns.
fn pad(text: &str, columns: usize, metric: crate::text::columns::Metric) -> String {
    let width = metric.width(text);
    format!("{text}{}", " ".repeat(columns.saturating_sub(width).max(1)))
}
