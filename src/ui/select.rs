//! The selection: an entity, an event, or where several entities meet; its passages, and going
//! through them. Looking something up keeps the reading place until the user stays.

use super::app::{App, Focus};
use super::highlight::{Layer, passage_role};
use super::lists::{Row, Tab};
use super::page::Top;
use super::theme::Role;
use crate::model::{Analysis, EntityId, Span};
use crate::text::Document;

/// What is selected, with its places in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Selected {
    /// What.
    pub what: What,
    /// The places to go through, in the order of the text.
    pub passages: Vec<Span>,
    /// What is highlighted.
    pub marks: Vec<Layer>,
    /// The passage that was gone to.
    pub current: Option<usize>,
}

/// What can be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A company, organisation or person.
    Entity(EntityId),
    /// The event of that index.
    Event(usize),
    /// The paragraphs in which all of these are named.
    Meeting(Vec<EntityId>),
}

/// What `n` and `N` go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Walk {
    /// The passages of the selection.
    #[default]
    Selection,
    /// The hits of the search.
    Hits,
}

impl Selected {
    /// The selection of that, with its passages.
    pub(super) fn new(document: &Document, analysis: &Analysis, what: What) -> Selected {
        let (passages, mut marks) = match &what {
            What::Entity(id) => {
                let marks = mention_marks(analysis, *id, |_| true);
                (marks.iter().map(|it| it.span).collect(), marks)
            }
            What::Event(idx) => event_marks(analysis, *idx),
            What::Meeting(ids) => meeting_marks(document, analysis, ids),
        };
        marks.sort_by_key(|it| it.span);
        Selected {
            what,
            passages,
            marks,
            current: None,
        }
    }

    /// Whether that row of a list is what is selected.
    pub(super) fn is_row(&self, row: Row) -> bool {
        match (&self.what, row) {
            (What::Entity(id), Row::Entity(other)) => *id == other,
            (What::Event(idx), Row::Event(other)) => *idx == other,
            (What::Entity(_) | What::Event(_) | What::Meeting(_), _) => false,
        }
    }

    /// The entity, if it is one.
    pub(super) const fn entity(&self) -> Option<EntityId> {
        match self.what {
            What::Entity(id) => Some(id),
            What::Event(_) | What::Meeting(_) => None,
        }
    }

    /// The passage that was gone to.
    pub(super) fn current_span(&self) -> Option<Span> {
        self.passages.get(self.current?).copied()
    }
}

fn mention_marks(analysis: &Analysis, id: EntityId, keep: impl Fn(Span) -> bool) -> Vec<Layer> {
    let role = passage_role(analysis.entity(id).kind);
    let spans = analysis
        .mentions_of(id)
        .map(|it| it.span)
        .filter(|&it| keep(it));
    spans.map(|span| Layer { span, role }).collect()
}

fn event_marks(analysis: &Analysis, idx: usize) -> (Vec<Span>, Vec<Layer>) {
    let Some(event) = analysis.events.get(idx) else {
        return (Vec::new(), Vec::new());
    };
    let mut marks = vec![Layer {
        span: event.span,
        role: Role::PassageDate,
    }];
    for &id in event.participants.iter() {
        marks.extend(mention_marks(analysis, id, |it| event.sentence.covers(it)));
    }
    (vec![event.span], marks)
}

/// Passages are the first mention in each paragraph that names all.
fn meeting_marks(
    document: &Document,
    analysis: &Analysis,
    ids: &[EntityId],
) -> (Vec<Span>, Vec<Layer>) {
    let blocks = document.blocks();
    let number = |span: Span| {
        blocks
            .get(document.block_at(span.start))
            .map_or(0, |it| it.number)
    };
    let numbers = |&id: &EntityId| {
        let mut numbers: Vec<u32> = analysis.mentions_of(id).map(|it| number(it.span)).collect();
        numbers.dedup();
        numbers
    };
    let all: Vec<Vec<u32>> = ids.iter().map(numbers).collect();
    let is_met = |span| all.iter().all(|it| it.binary_search(&number(span)).is_ok());
    let mut marks: Vec<Layer> = Vec::new();
    for &id in ids {
        marks.extend(mention_marks(analysis, id, is_met));
    }
    marks.sort_by_key(|it| it.span);
    let mut passages: Vec<Span> = marks.iter().map(|it| it.span).collect();
    passages.dedup_by_key(|it| number(*it));
    (passages, marks)
}

impl App {
    /// Selects something and shows its card.
    pub(super) fn select(&mut self, what: What) {
        let Some(analysis) = self.analysis.clone() else {
            return self.say("note.waiting");
        };
        self.card = super::card::card(&self.document, &analysis, &what, &self.locale);
        let corrections = self.corrections_of(&what);
        self.card.add_corrections(&corrections, &self.locale);
        self.selected = Some(Selected::new(&self.document, &analysis, what));
        self.walk = Walk::Selection;
    }

    /// Selects an entity, and its row in the list that has it.
    pub(super) fn select_entity(&mut self, id: EntityId) {
        self.select(What::Entity(id));
        self.put_cursor_on(Row::Entity(id));
    }

    /// Opens the list that has a row and puts its cursor there; a filter that hides it goes.
    pub(super) fn put_cursor_on(&mut self, row: Row) {
        let find = |app: &App| {
            let rows_of = |tab| app.lists.rows(tab).iter().position(|&it| it == row);
            Tab::ALL
                .into_iter()
                .find_map(|tab| Some((tab, rows_of(tab)?)))
        };
        if find(self).is_none() {
            (self.wish.only, self.wish.year) = (None, None);
            self.refill();
        }
        if let Some((tab, row)) = find(self) {
            self.tab = tab;
            self.put_cursor(row);
        }
    }

    /// Shows what the row under the cursor stands for, at the passage nearest to the reading place.
    pub(super) fn preview_row(&mut self) {
        match self.cursor_row() {
            Some(Row::Entity(id)) => self.select(What::Entity(id)),
            Some(Row::Event(idx)) => self.select(What::Event(idx)),
            Some(Row::Year(_) | Row::Only(_)) | None => return,
        }
        self.preview_nearest();
    }

    /// Shows the passage of the selection that is nearest to the reading place.
    pub(super) fn preview_nearest(&mut self) {
        let place = self.kept.unwrap_or(self.spot).offset;
        let Some(selected) = &mut self.selected else {
            return;
        };
        let distance = |span: &Span| span.start.abs_diff(place);
        let passages = selected.passages.iter().enumerate();
        let nearest = passages.min_by_key(|it| distance(it.1)).map(|it| it.0);
        selected.current = nearest;
        if let Some(span) = selected.current_span() {
            self.preview(span);
        }
    }

    /// Shows a passage; the reading place is kept.
    pub(super) fn preview(&mut self, span: Span) {
        if self.kept.is_none() {
            self.kept = Some(self.spot);
        }
        self.show(span);
    }

    /// Scrolls so that a place is on the screen, if it is not yet.
    pub(super) fn show(&mut self, span: Span) {
        let height = self.text_height();
        let page = self.page();
        let row = page.at(span.start);
        let top = self.top();
        // A row at the very edge shows too little of what stands around it.
        let edge = height / 8;
        let last = page.down(top, height.saturating_sub(1 + edge));
        let is_first = top == Top::default() || page.down(top, edge) <= row;
        if row < top || !is_first || last < row {
            let top = page.up(row, height / 3);
            self.spot = self.spot_of(top);
        }
    }

    /// The look-up ends here: reading goes on at this place. In the text, selects what is there.
    pub(super) fn stay(&mut self) {
        if self.focus == Focus::Card {
            return self.select_on_card();
        }
        if let Some(kept) = self.kept.take() {
            if kept != self.spot {
                self.remember(kept);
            }
            self.close_list();
            return;
        }
        match self.focus {
            Focus::List if self.selected.is_none() => self.preview_row(),
            Focus::List | Focus::Card => self.close_list(),
            Focus::Text => self.select_on_screen(),
        }
    }

    /// Selects the one that is chosen on the card. If that is the one whose card it is, shows only its
    /// events.
    pub(super) fn select_on_card(&mut self) {
        if let Some(&id) = self.card.links.get(self.card_cursor) {
            let own = self.selected.as_ref().and_then(Selected::entity);
            if own == Some(id) {
                return self.only(Some(id));
            }
            self.focus = Focus::List;
            self.select_entity(id);
            self.preview_nearest();
        }
    }

    /// Goes back to the exact place before, then out of the list, then selects nothing.
    pub(super) fn leave(&mut self) {
        if self.kept.is_some() {
            self.leave_lookup();
            self.close_list();
        } else if self.focus != Focus::Text {
            self.close_list();
        } else if !self.hits.spans.is_empty() && self.walk == Walk::Hits {
            self.hits = super::search::Hits::default();
            self.walk = Walk::Selection;
        } else if self.wish.only.is_some() || self.wish.year.is_some() {
            (self.wish.only, self.wish.year) = (None, None);
            self.refill();
        } else {
            self.selected = None;
            self.picked = None;
            self.marked.clear();
            self.card = super::card::Card::default();
        }
    }

    /// Back to the place from which something was looked up.
    pub(super) fn leave_lookup(&mut self) {
        if let Some(kept) = self.kept.take() {
            self.spot = kept;
        }
    }

    /// Selects the first name on the screen that is not selected yet, or the next date.
    fn select_on_screen(&mut self) {
        let Some(analysis) = self.analysis.clone() else {
            return self.say("note.waiting");
        };
        let seen = self.visible_span();
        let mentions = super::highlight::within(&analysis.mentions, seen, |it| it.span);
        match mentions.first() {
            Some(mention) => {
                self.select_entity(mention.entity);
                self.set_current(mention.span);
            }
            None => self.say("note.nothing-here"),
        }
    }

    /// Makes the passage at that place the current one.
    pub(super) fn set_current(&mut self, span: Span) {
        if let Some(selected) = &mut self.selected {
            selected.current = selected.passages.iter().position(|&it| it == span);
        }
    }

    /// The text on the screen.
    pub(super) fn visible_span(&self) -> Span {
        let rows = self.page().visible(self.top(), self.text_height());
        let mut lines = rows.iter().filter_map(|it| it.line);
        let Some(first) = lines.next() else {
            return Span::default();
        };
        Span {
            start: first.start,
            end: lines.next_back().unwrap_or(first).end,
        }
    }

    /// The list follows the text: its timeline stands at the event that is read.
    pub(super) fn follow_text(&mut self) {
        if !self.follows || self.focus != Focus::Text || self.selected.is_some() {
            return;
        }
        let Some(analysis) = self.analysis.clone() else {
            return;
        };
        let events = super::highlight::within(&analysis.events, self.visible_span(), |it| it.span);
        let Some(first) = events.first() else { return };
        let idx = analysis.events.partition_point(|it| it.span < first.span);
        let row = self
            .lists
            .rows(Tab::Timeline)
            .iter()
            .position(|&it| it == Row::Event(idx));
        if let Some(row) = row {
            self.cursors[Tab::Timeline.index()].row = row;
            if self.tab == Tab::Timeline {
                self.show_cursor_row();
            }
        }
    }
}
