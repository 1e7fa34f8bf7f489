//! Setting right what was found: the keys of the list that correct, and undoing it.

use super::app::{App, Focus};
use super::card::Piece;
use super::lists::Row;
use super::message::Effect;
use super::mode::{FindFor, Mode, Popup, PopupRow, PromptBox, PromptKind};
use super::prompt::Line;
use super::select::{Selected, What};
use super::theme::Role;
use super::{Action, Locale};
use crate::corrections::{self, Correction, Outcome, When, Who};
use crate::model::{Analysis, EntityId, Kind};
use crate::store::Change;
use std::sync::Arc;

const KINDS: [Kind; 3] = [Kind::Company, Kind::Organisation, Kind::Person];

/// What was set right in a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Corrections {
    /// What was found, before anything was corrected.
    pub(super) found: Option<Arc<Analysis>>,
    /// What was set right, in that order.
    pub(super) list: Vec<Correction>,
    /// What each of them did.
    pub(super) outcomes: Vec<Outcome>,
}

impl App {
    /// The corrections of earlier sessions; they come before the analysis.
    pub(super) fn take_corrections(&mut self, list: Vec<Correction>) {
        self.corrections.list = list;
        if let Some(found) = self.corrections.found.clone() {
            self.take_analysis(&found);
        }
    }

    /// The analysis with what was set right.
    pub(super) fn corrected(&mut self, found: &Arc<Analysis>) -> Arc<Analysis> {
        self.corrections.found = Some(Arc::clone(found));
        if self.corrections.list.is_empty() {
            self.corrections.outcomes.clear();
            return Arc::clone(found);
        }
        let corrected = corrections::apply(&self.document, found, &self.corrections.list);
        self.corrections.outcomes = corrected.outcomes;
        Arc::new(corrected.analysis)
    }

    /// Sets right, shows it and has it saved.
    pub(super) fn correct(&mut self, list: Vec<Correction>) {
        let Some(found) = self.corrections.found.clone() else {
            return self.say("note.waiting");
        };
        let focus = self.focus;
        let spot = (self.spot, self.kept);
        let mut said = None;
        for correction in list {
            let before = self.corrections.list.clone();
            self.corrections.list.push(correction.clone());
            let corrected = corrections::apply(&self.document, &found, &self.corrections.list);
            if corrected.outcomes.last() == Some(&Outcome::Nothing) {
                self.corrections.list.pop();
                continue;
            }
            said = Some(sentence(&correction, &self.locale));
            let change = Change::Add(correction);
            self.effects.push(Effect::Keep(before, change));
        }
        let Some(said) = said else {
            return self.say("fix.nothing");
        };
        let current = self.selected.as_ref().and_then(Selected::current_span);
        self.take_analysis(&found);
        match self.corrections.outcomes.last() {
            Some(&Outcome::Entity(id)) => self.select_entity(id),
            Some(&Outcome::Event(idx)) => {
                self.select(What::Event(idx));
                self.put_cursor_on(Row::Event(idx));
            }
            Some(Outcome::Nothing | Outcome::Gone) | None => {}
        }
        if let Some(span) = current {
            self.set_current(span);
        }
        self.focus = focus;
        (self.spot, self.kept) = spot;
        let undo = self.options.keys.key_of(Action::Undo);
        self.note = Some(format!(
            "{said}   {undo} {}",
            self.locale.get("footer.undo")
        ));
    }

    /// Takes the last correction back.
    pub(super) fn undo(&mut self) {
        let Some(found) = self.corrections.found.clone() else {
            return self.say("note.waiting");
        };
        let Some(last) = self.corrections.list.pop() else {
            return self.say("fix.no-undo");
        };
        self.take_analysis(&found);
        let said = sentence(&last, &self.locale);
        self.note = Some(self.locale.fill("fix.undone", &[("what", &said)]));
        let before = self.corrections.list.clone();
        self.effects.push(Effect::Keep(before, Change::Undo(last)));
    }

    /// The row that is to be corrected: that of the cursor, in the text the selected one.
    fn target(&self) -> Option<Row> {
        if self.focus == Focus::List {
            return self.cursor_row();
        }
        match self.selected.as_ref()?.what {
            What::Entity(id) => Some(Row::Entity(id)),
            What::Event(idx) => Some(Row::Event(idx)),
            What::Meeting(_) => None,
        }
    }

    fn target_entity(&self) -> Option<EntityId> {
        match self.target()? {
            Row::Entity(id) => Some(id),
            Row::Event(_) | Row::Year(_) | Row::Only(_) => None,
        }
    }

    /// How an entity is told in corrections.
    fn who(&self, id: EntityId) -> Option<Who> {
        let entity = self.analysis.as_ref()?.entities.get(id.index())?;
        Some(Who {
            name: entity.name.clone(),
            kind: entity.kind,
        })
    }

    /// How an event is told in corrections.
    fn when(&self, idx: usize) -> Option<When> {
        let event = self.analysis.as_ref()?.events.get(idx)?;
        Some(When {
            text: self.document.slice(event.span).to_owned(),
            sentence: self.document.slice(event.sentence).to_owned(),
        })
    }

    /// Asks for another name, or for another date of an event.
    pub(super) fn open_rename(&mut self) {
        let Some(analysis) = self.analysis.clone() else {
            return self.say("note.waiting");
        };
        match self.target() {
            Some(Row::Entity(id)) => {
                let name = &analysis.entity(id).name;
                self.ask(PromptKind::Rename(id), name);
            }
            Some(Row::Event(idx)) => {
                let date = analysis.events[idx].date;
                let date = date.map(crate::model::DateValue::edtf);
                self.ask(PromptKind::Redate(idx), &date.unwrap_or_default());
            }
            Some(Row::Year(_) | Row::Only(_)) | None => self.say("note.no-selection"),
        }
    }

    /// Asks for a name that was missed; the words that are selected or searched are offered.
    pub(super) fn open_add(&mut self) {
        if self.analysis.is_none() {
            return self.say("note.waiting");
        }
        let unsettled = || {
            let id = self.target_entity()?;
            let entity = self.analysis.as_ref()?.entity(id);
            (!entity.settled).then(|| entity.name.clone())
        };
        let picked = self.picked.map(|it| self.document.slice(it).to_owned());
        let hit = || {
            self.hits
                .current_span()
                .map(|it| self.document.slice(it).to_owned())
        };
        let offered = picked.or_else(unsettled).or_else(hit).unwrap_or_default();
        self.ask(PromptKind::Add, &offered);
    }

    fn ask(&mut self, kind: PromptKind, offered: &str) {
        let before = self.before();
        self.mode = Mode::Prompt(PromptBox {
            kind,
            line: Line::of(offered),
            hint: String::new(),
            before,
        });
    }

    /// The answer to a question of this file; the line stays where it cannot be obeyed.
    pub(super) fn accept_correction(&mut self, mut prompt: PromptBox) {
        let text = prompt.line.text().trim().to_owned();
        let correction = match prompt.kind {
            PromptKind::Rename(id) => self.who(id).map(|who| Correction::Rename {
                who,
                to: text.clone(),
            }),
            PromptKind::Redate(idx) => {
                let date = self.options.dates.as_ref().and_then(|read| read(&text));
                let Some(date) = date.or_else(|| crate::model::DateValue::parse(&text)) else {
                    self.locale
                        .get("prompt.no-date")
                        .clone_into(&mut prompt.hint);
                    self.mode = Mode::Prompt(prompt);
                    return;
                };
                self.when(idx)
                    .map(|event| Correction::Redate { event, date })
            }
            PromptKind::Add if corrections::occurs(&self.document, &text) => {
                return self.choose_kind(None, |kind| Correction::Add {
                    name: text.clone(),
                    kind,
                });
            }
            PromptKind::Add => {
                self.locale
                    .get("fix.not-there")
                    .clone_into(&mut prompt.hint);
                self.mode = Mode::Prompt(prompt);
                return;
            }
            PromptKind::Date | PromptKind::Search { .. } | PromptKind::Command => None,
        };
        match correction {
            Some(it) => self.correct(vec![it]),
            None => self.say("fix.nothing"),
        }
    }

    /// Merges the marked rows into the one under the cursor, or what is found next into it.
    pub(super) fn merge(&mut self) {
        let Some(target) = self.target_entity() else {
            return self.say("note.no-selection");
        };
        let into = match self.marked.first() {
            Some(&first) if 1 < self.marked.len() && !self.marked.contains(&target) => first,
            _ => target,
        };
        if self.marked.len() < 2 {
            return self.open_find_for(FindFor::Merge(into));
        }
        let others = self.marked.iter().filter(|it| **it != into);
        let merges = others.filter_map(|&it| self.merging(it, into)).collect();
        self.correct(merges);
    }

    /// The correction that merges one entity into another.
    pub(super) fn merging(&self, it: EntityId, into: EntityId) -> Option<Correction> {
        Some(Correction::Merge {
            who: self.who(it)?,
            into: self.who(into)?,
        })
    }

    /// Asks which form means somebody else.
    pub(super) fn open_split(&mut self) {
        let Some((id, analysis)) = self.target_entity().zip(self.analysis.clone()) else {
            return self.say("note.no-selection");
        };
        let Some(who) = self.who(id) else { return };
        let forms = super::card::forms(&self.document, &analysis, id);
        if forms.len() < 2 {
            return self.say("fix.one-form");
        }
        let row = |(form, count): (&str, usize)| PopupRow {
            pieces: vec![
                Piece::new(form, Role::Text),
                Piece::new(format!("  {count}"), Role::Count),
            ],
            does: Some(Correction::Split {
                who: who.clone(),
                form: form.to_owned(),
            }),
            ..PopupRow::default()
        };
        // The rarest is the likeliest to be wrong.
        let cursor = forms.len() - 1;
        let rows = forms.into_iter().map(row).collect();
        self.open_choice("titles.split", rows, cursor);
    }

    /// Asks what it is.
    pub(super) fn open_kind(&mut self) {
        let Some(who) = self.target_entity().and_then(|it| self.who(it)) else {
            return self.say("note.no-selection");
        };
        let now = who.kind;
        self.choose_kind(Some(now), |kind| Correction::Kind {
            who: who.clone(),
            kind,
        });
    }

    fn choose_kind(&mut self, now: Option<Kind>, does: impl Fn(Kind) -> Correction) {
        let row = |kind: Kind| PopupRow {
            pieces: vec![Piece::new(
                kind_word(kind, &self.locale),
                super::highlight::kind_role(kind),
            )],
            does: Some(does(kind)),
            ..PopupRow::default()
        };
        let rows = KINDS.into_iter().map(row).collect();
        let cursor = KINDS.iter().position(|it| Some(*it) == now).unwrap_or(0);
        self.open_choice("titles.kind", rows, cursor);
    }

    fn open_choice(&mut self, title: &str, rows: Vec<PopupRow>, cursor: usize) {
        self.mode = Mode::Popup(Popup {
            title: self.locale.get(title).to_owned(),
            rows,
            cursor,
            filter: None,
        });
    }

    /// Deletes the name, or the date, of the row.
    pub(super) fn delete(&mut self) {
        let correction = match self.target() {
            Some(Row::Entity(id)) => self.who(id).map(|who| Correction::Delete { who }),
            Some(Row::Event(idx)) => self
                .when(idx)
                .map(|event| Correction::DeleteEvent { event }),
            Some(Row::Year(_) | Row::Only(_)) | None => None,
        };
        match correction {
            Some(it) => self.correct(vec![it]),
            None => self.say("note.no-selection"),
        }
    }

    /// What was set right about something, a sentence each.
    pub(super) fn corrections_of(&self, what: &What) -> Vec<String> {
        let list = self.corrections.list.iter().zip(&self.corrections.outcomes);
        let is_it = |outcome: &Outcome| match (what, outcome) {
            (What::Entity(id), Outcome::Entity(other)) => id == other,
            (What::Event(idx), Outcome::Event(other)) => idx == other,
            (What::Entity(_) | What::Event(_) | What::Meeting(_), _) => false,
        };
        list.filter(|it| is_it(it.1))
            .map(|it| sentence(it.0, &self.locale))
            .collect()
    }
}

fn kind_word(kind: Kind, locale: &Locale) -> &str {
    match kind {
        Kind::Company => locale.get("card.company"),
        Kind::Organisation => locale.get("card.organisation"),
        Kind::Person => locale.get("card.person"),
    }
}

/// What a correction says, in the language of the interface.
fn sentence(correction: &Correction, locale: &Locale) -> String {
    let word = |it: &Kind| kind_word(*it, locale);
    match correction {
        Correction::Rename { who, to } => {
            locale.fill("fix.rename", &[("who", &who.name), ("to", to)])
        }
        Correction::Merge { who, into } => {
            locale.fill("fix.merge", &[("who", &who.name), ("to", &into.name)])
        }
        Correction::Split { who, form } => {
            locale.fill("fix.split", &[("who", &who.name), ("to", form)])
        }
        Correction::Kind { who, kind } => {
            locale.fill("fix.kind", &[("who", &who.name), ("to", word(kind))])
        }
        Correction::Delete { who } => locale.fill("fix.delete", &[("who", &who.name)]),
        Correction::Add { name, kind } => {
            locale.fill("fix.add", &[("who", name), ("to", word(kind))])
        }
        Correction::Redate { event, date } => {
            locale.fill("fix.date", &[("who", &event.text), ("to", &date.edtf())])
        }
        Correction::DeleteEvent { event } => locale.fill("fix.no-date", &[("who", &event.text)]),
    }
}
