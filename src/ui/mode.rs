//! What has the keyboard: the panes, a prompt, the name finder, or a page in front of them.

use super::app::{App, Cursor, Spot};
use super::card::{Card, Piece};
use super::lists::{Tab, Wish};
use super::names::NameFound;
use super::prompt::Line;
use super::search::Hits;
use super::select::{Selected, Walk};
use crate::corrections::Correction;
use crate::model::EntityId;

/// What has the keyboard.
#[derive(Debug, Default)]
pub(super) enum Mode {
    /// Text and list.
    #[default]
    Reading,
    /// The name finder.
    Find(FindBox),
    /// A prompt in the footer.
    Prompt(PromptBox),
    /// A page in front of the others.
    Popup(Popup),
}

/// A name is being typed.
#[derive(Debug)]
pub(super) struct FindBox {
    /// What was typed.
    pub line: Line,
    /// Who answers.
    pub found: Vec<NameFound>,
    /// Index of the one chosen.
    pub cursor: usize,
    /// What is done with it.
    pub purpose: FindFor,
    /// What to go back to.
    pub(super) before: Box<Before>,
}

/// What a name is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum FindFor {
    /// To go to its passages.
    #[default]
    Reading,
    /// To merge it into this one.
    Merge(EntityId),
}

/// Something else is being typed.
#[derive(Debug)]
pub(super) struct PromptBox {
    /// What.
    pub kind: PromptKind,
    /// What was typed.
    pub line: Line,
    /// What to say about it.
    pub hint: String,
    /// What to go back to.
    pub(super) before: Box<Before>,
}

/// What a prompt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PromptKind {
    /// A date.
    Date,
    /// Words of the text.
    Search {
        /// Whether they are a regular expression.
        is_regex: bool,
    },
    /// The name of an action.
    Command,
    /// Another name of an entity.
    Rename(EntityId),
    /// Another date of the event of that index.
    Redate(usize),
    /// A name that was missed.
    Add,
}

/// A page in front: help, outline, reasons.
#[derive(Debug, Default)]
pub(super) struct Popup {
    /// Its heading.
    pub title: String,
    /// Its rows.
    pub rows: Vec<PopupRow>,
    /// Index of the row chosen, among those that match.
    pub cursor: usize,
    /// What is typed to look for rows; `None` while nothing is looked for.
    pub filter: Option<Line>,
}

/// A row of a page in front.
#[derive(Debug, Default, Clone)]
pub(super) struct PopupRow {
    /// What it says.
    pub pieces: Vec<Piece>,
    /// What it stands for.
    pub goes_to: Option<Goal>,
    /// What it sets right if it is chosen.
    pub does: Option<Correction>,
}

/// Where a row of a page in front leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// The place in the text that begins with this byte.
    Place(u32),
    /// The text of this index.
    File(usize),
}

/// The state before something was looked up, to come back to.
#[derive(Debug)]
pub(super) struct Before {
    spot: Spot,
    kept: Option<Spot>,
    selected: Option<Selected>,
    card: Card,
    tab: Tab,
    cursors: [Cursor; 4],
    wish: Wish,
    hits: Hits,
    walk: Walk,
    pub(super) list_open: bool,
}

impl Before {
    /// Changes the places to come back to.
    pub(super) fn each_spot(&mut self, change: impl Fn(Spot) -> Spot) {
        self.spot = change(self.spot);
        self.kept = self.kept.map(change);
        // They stand in the old text.
        self.hits = Hits::default();
    }

    /// Forgets what was selected: it belongs to another analysis.
    pub(super) fn forget_selection(&mut self) {
        self.selected = None;
        self.card = Card::default();
        self.wish.only = None;
    }
}

impl Popup {
    /// The rows that match what is typed.
    pub(super) fn shown(&self) -> Vec<&PopupRow> {
        let typed = self
            .filter
            .as_ref()
            .map(|it| crate::text::fold::text(it.text().trim()));
        let typed = typed.filter(|it| !it.is_empty());
        let matches = |row: &&PopupRow| {
            let text: String = row.pieces.iter().map(|it| it.text.as_str()).collect();
            typed
                .as_ref()
                .is_none_or(|typed| crate::text::fold::text(&text).contains(typed))
        };
        self.rows.iter().filter(matches).collect()
    }
}

impl App {
    /// What to come back to if nothing is chosen.
    pub(super) fn before(&self) -> Box<Before> {
        Box::new(Before {
            spot: self.spot,
            kept: self.kept,
            selected: self.selected.clone(),
            card: self.card.clone(),
            tab: self.tab,
            cursors: self.cursors,
            wish: self.wish,
            hits: self.hits.clone(),
            walk: self.walk,
            list_open: self.arrangement.list_open,
        })
    }

    /// Comes back to what was before.
    pub(super) fn restore_before(&mut self, before: &Before) {
        self.spot = before.spot;
        self.kept = before.kept;
        self.selected.clone_from(&before.selected);
        self.card = before.card.clone();
        self.tab = before.tab;
        self.cursors = before.cursors;
        if self.wish != before.wish {
            self.wish = before.wish;
            self.refill();
        }
        self.hits = before.hits.clone();
        self.walk = before.walk;
    }
}
