//! The state of the reader, and the only two ways it changes: messages and actions.

use super::correct::Corrections;
use super::keymap::Place;
use super::lists::{Lists, Tab, Wish};
use super::message::{Effect, Message, Signal};
use super::mode::Mode;
use super::options::Options;
use super::page::{Memory, Page, Setting, Top};
use super::place::Awaited;
use super::regions::{Arrangement, Regions};
use super::reread::Watch;
use super::search::Hits;
use super::select::{Selected, Walk};
use super::shelf::Shelf;
use super::theme::Theme;
use super::{Action, Key, Locale, card};
use crate::model::{Analysis, Span};
use crate::text::Document;
use ratatui::layout::Size;
use std::cell::RefCell;
use std::sync::Arc;

/// An exact place in the text, whatever the size of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spot {
    /// The first visible byte.
    pub offset: u32,
    /// Blank rows above it.
    pub above: usize,
}

/// Where the places before and after this one are.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    pub(super) back: Vec<Spot>,
    pub(super) forward: Vec<Spot>,
}

/// Which pane has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Focus {
    /// The text.
    #[default]
    Text,
    /// The list.
    List,
    /// The card: one of those named on it.
    Card,
}

/// What is highlighted in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shine {
    /// The selection.
    #[default]
    Selected,
    /// All names and dates.
    All,
    /// Nothing.
    Nothing,
}

/// The selected row of a list and the first one on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cursor {
    /// Index of the row.
    pub row: usize,
    /// Index of the first visible row.
    pub top: usize,
}

/// The state of the reader.
#[derive(Debug)]
pub struct App {
    pub(super) document: Arc<Document>,
    pub(super) analysis: Option<Arc<Analysis>>,
    pub(super) corrections: Corrections,
    pub(super) options: Options,
    pub(super) locale: Locale,
    pub(super) size: Size,
    pub(super) arrangement: Arrangement,
    pub(super) spot: Spot,
    /// The place to come back to from a look-up.
    pub(super) kept: Option<Spot>,
    /// What is done as soon as the rest of the file has been read.
    pub(super) awaited: Option<Awaited>,
    pub(super) history: History,
    pub(super) focus: Focus,
    pub(super) tab: Tab,
    pub(super) wish: Wish,
    pub(super) lists: Lists,
    pub(super) cursors: [Cursor; 4],
    pub(super) marked: Vec<crate::model::EntityId>,
    pub(super) selected: Option<Selected>,
    pub(super) card: card::Card,
    /// Which of those named on the card is chosen.
    pub(super) card_cursor: usize,
    pub(super) hits: Hits,
    pub(super) walk: Walk,
    pub(super) shine: Shine,
    pub(super) follows: bool,
    pub(super) mode: Mode,
    pub(super) pending: Vec<Key>,
    pub(super) count: super::input::Count,
    pub(super) note: Option<String>,
    pub(super) dragging: bool,
    /// Where in the text the button of the mouse was pressed.
    pub(super) pressed: Option<Span>,
    /// The words that were selected with it.
    pub(super) picked: Option<Span>,
    pub(super) effects: Vec<Effect>,
    pub(super) shelf: Shelf,
    pub(super) watch: Watch,
    /// Bytes that have come of the text, as long as it is coming.
    pub(super) arriving: Option<usize>,
    /// Why there is nothing to read.
    pub(super) failure: Option<String>,
    pub(super) quit: bool,
    memory: RefCell<Memory>,
}

impl App {
    /// The reader at the beginning of a document, or where it was left off.
    pub fn new(document: Arc<Document>, options: Options) -> App {
        let mut app = App {
            document,
            analysis: None,
            corrections: Corrections::default(),
            locale: Locale::new(options.lang),
            size: Size {
                width: 80,
                height: 24,
            },
            arrangement: Arrangement::default(),
            spot: Spot::default(),
            kept: None,
            awaited: None,
            history: History::default(),
            focus: Focus::Text,
            tab: Tab::Companies,
            wish: Wish::default(),
            lists: Lists::default(),
            cursors: [Cursor::default(); 4],
            marked: Vec::new(),
            selected: None,
            card: card::Card::default(),
            card_cursor: 0,
            hits: Hits::default(),
            walk: Walk::Selection,
            shine: Shine::Selected,
            follows: true,
            mode: Mode::Reading,
            pending: Vec::new(),
            count: super::input::Count::default(),
            note: options.note.clone(),
            dragging: false,
            pressed: None,
            picked: None,
            effects: Vec::new(),
            shelf: options.shelf.clone(),
            watch: Watch::new(options.is_watched),
            arriving: options.arriving,
            failure: None,
            quit: false,
            memory: RefCell::default(),
            options,
        };
        app.spot.offset = app.document.blocks().first().map_or(0, |it| it.span.start);
        if let Some(place) = app.options.place.clone() {
            app.restore(&place);
        }
        app
    }

    /// Obeys what comes from outside.
    pub fn handle(&mut self, message: Message) {
        match message {
            Message::Input(event) => self.input(&event),
            Message::Document(document) => self.take_document(document),
            Message::Arriving {
                document, n_bytes, ..
            } => self.take_part(document, n_bytes),
            Message::Arrived(opened) => self.take_arrived(opened),
            Message::Broken(why) => self.take_broken(why),
            Message::Corrections(list) => self.take_corrections(list),
            Message::Analysis(analysis) => self.take_analysis(&analysis),
            Message::Opened(opened) => self.take_opened(opened),
            Message::Unopened(index, reason) => self.take_unopened(index, reason),
            Message::Reread(document, analysis) => self.take_reread(document, &analysis),
            Message::Unreadable(reason) => self.take_loss(&reason),
            Message::AmbiguousWide => {
                self.options.metric.ambiguous_wide = true;
                self.effects.push(Effect::Redraw);
            }
            Message::Background { is_light } => {
                if let Some(make) = self.options.rethemed.clone() {
                    self.options.theme = make(is_light);
                }
            }
            Message::Signal(Signal::End) => self.quit = true,
            Message::Signal(Signal::Suspend) => self.effects.push(Effect::Suspend),
            Message::Signal(Signal::Resume) => self.effects.push(Effect::Redraw),
            // The loop asks the terminal for its size before each frame.
            Message::Signal(Signal::Resize) => {}
        }
    }

    /// Obeys the user. The only way that the state changes from inside.
    pub fn update(&mut self, action: Action) {
        self.note = None;
        match action {
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            Action::PageDown => self.page_by(1, 1),
            Action::PageUp => self.page_by(-1, 1),
            Action::HalfDown => self.page_by(1, 2),
            Action::HalfUp => self.page_by(-1, 2),
            Action::Top => self.go_to_edge(false),
            Action::Bottom => self.go_to_edge(true),
            Action::ParagraphDown => self.paragraph(true),
            Action::ParagraphUp => self.paragraph(false),
            Action::Percent => self.go_to_percent(),
            Action::OtherPane => self.other_pane(),
            Action::Companies => self.open_tab(Tab::Companies),
            Action::People => self.open_tab(Tab::People),
            Action::Timeline => self.open_tab(Tab::Timeline),
            Action::Unsettled => self.open_tab(Tab::Unsettled),
            Action::Stay => self.stay(),
            Action::Leave => self.leave(),
            Action::Next => self.next_passage(true),
            Action::Previous => self.next_passage(false),
            Action::NextDate => self.next_date(true),
            Action::PreviousDate => self.next_date(false),
            Action::NextName => self.next_name(true),
            Action::PreviousName => self.next_name(false),
            Action::FindName => self.open_find(),
            Action::GoToDate => self.open_date(),
            Action::Search => self.open_search(),
            Action::StoryOrder => self.toggle_story_order(),
            Action::Sort => self.next_sort(),
            Action::Mark => self.mark(),
            Action::Only => self.only_selected(),
            Action::Rename => self.open_rename(),
            Action::Merge => self.merge(),
            Action::Split => self.open_split(),
            Action::ChangeKind => self.open_kind(),
            Action::Delete => self.delete(),
            Action::Add => self.open_add(),
            Action::Undo => self.undo(),
            Action::Why => self.open_why(),
            Action::Concordance => self.open_concordance(),
            Action::Outline => self.open_outline(),
            Action::Highlight => self.next_shine(),
            Action::Follow => self.toggle_follow(),
            Action::Wider => self.widen(4),
            Action::Narrower => self.widen(-4),
            Action::Copy => self.copy(),
            Action::Back => self.back(),
            Action::Forward => self.forward(),
            Action::NextFile => self.next_file(true),
            Action::PreviousFile => self.next_file(false),
            Action::Files => self.open_shelf(),
            Action::Help => self.open_help(),
            Action::Command => self.open_command(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Quit => self.quit = true,
        }
    }

    /// Whether the user is done.
    pub const fn is_done(&self) -> bool {
        self.quit
    }

    /// Why there is nothing to read, if that is why it ends.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// What is to be done outside since the last time.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Which of the texts is on the screen.
    pub const fn text_index(&self) -> usize {
        self.shelf.current()
    }

    /// The document that is read.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The screen has this size now.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.show_cursor_row();
    }

    /// Where everything stands.
    pub fn regions(&self) -> Regions {
        Regions::new(self.size, self.arrangement)
    }

    /// Draws in the letters of roles instead of colors.
    pub(super) fn use_letters(&mut self) {
        self.options.theme = Theme::of_letters();
    }

    /// The page as it stands on the screen.
    pub(super) fn page(&self) -> Page<'_> {
        let regions = self.regions();
        let setting = Setting {
            columns: usize::from(regions.column.width),
            hang: usize::from(regions.hang),
            metric: self.options.metric,
        };
        Page {
            document: &self.document,
            analysis: self.analysis.as_deref(),
            setting,
            memory: &self.memory,
        }
    }

    /// The first row on the screen.
    pub(super) fn top(&self) -> Top {
        let page = self.page();
        let top = page.up(page.at(self.spot.offset), self.spot.above);
        page.first(top, self.text_height())
    }

    /// Rows of the text on the screen.
    pub(super) fn text_height(&self) -> usize {
        usize::from(self.regions().text.height)
    }

    /// Where keys have their meaning now.
    pub(super) const fn key_place(&self) -> Place {
        match self.focus {
            Focus::Text => Place::Text,
            Focus::List | Focus::Card => Place::List,
        }
    }

    pub(super) fn forget_layout(&mut self) {
        self.memory = RefCell::default();
    }
}
