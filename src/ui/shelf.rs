//! The texts that were named at the start: one is on the screen, the others are a key away.
//!
//! Opening one takes time, so it is asked for ([`Request`]) and arrives as a message. Until then the
//! text before it stays.

use super::app::App;
use super::card::Piece;
use super::message::Effect;
use super::mode::{Goal, Mode, Popup, PopupRow};
use super::options::{DateReader, Keeper, Options};
use super::theme::Role;
use crate::store::Place;
use crate::text::Document;
use std::sync::Arc;

/// What the reader asks of whoever holds the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// To open the text of that index; only the last one asked for is wanted.
    Open(usize),
    /// To keep the place at which the text of that index was left.
    Keep(usize, Place),
}

/// A text that was opened.
pub struct Opened {
    /// Which one.
    pub index: usize,
    /// The text, or its head.
    pub document: Arc<Document>,
    /// Where it was left.
    pub place: Option<Place>,
    /// Reads what is typed at the date prompt.
    pub dates: Option<DateReader>,
    /// Saves its corrections.
    pub keep: Option<Keeper>,
    /// Bytes that have come of it, as long as it is coming.
    pub arriving: Option<usize>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened")
            .field("index", &self.index)
            .finish_non_exhaustive()
    }
}

/// The texts by name, and which of them is on the screen.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    items: Vec<Item>,
    current: usize,
    /// Where the user wants to go, until it is there.
    going: Option<Going>,
}

/// A text of the shelf.
#[derive(Debug, Clone)]
struct Item {
    name: String,
    /// Why it could not be opened the last time.
    problem: Option<String>,
}

/// A way to another text.
#[derive(Debug, Clone)]
struct Going {
    to: usize,
    /// The step to the next one if that cannot be opened; 0 if it has to be that one.
    step: isize,
    /// What was said on the way.
    said: Vec<String>,
}

impl Shelf {
    /// The texts of these names, of which the one of that index is on the screen.
    pub fn new(names: impl IntoIterator<Item = String>, current: usize) -> Shelf {
        let items = names.into_iter().map(|name| Item {
            name,
            problem: None,
        });
        Shelf {
            items: items.collect(),
            current,
            going: None,
        }
    }

    /// Notes why a text could not be opened.
    pub fn note_problem(&mut self, index: usize, problem: String) {
        if let Some(item) = self.items.get_mut(index) {
            item.problem = Some(problem);
        }
    }

    /// Whether there is another text than the one on the screen.
    pub(super) const fn has_others(&self) -> bool {
        1 < self.items.len()
    }

    /// Which text is on the screen.
    pub const fn current(&self) -> usize {
        self.current
    }

    /// Which one it is, and its name: `2/5 notes.txt`; none if there is only one.
    pub(super) fn sign(&self) -> Option<String> {
        let item = self.items.get(self.current)?;
        let n = self.items.len();
        (1 < n).then(|| format!("{}/{n} {}", self.current + 1, short(&item.name)))
    }
}

/// The last part of a path or an address, by which people know it.
fn short(name: &str) -> &str {
    let name = name.trim_end_matches('/');
    name.rsplit('/').next().unwrap_or(name)
}

/// What is wrong with a text, beside its name.
fn without_name<'a>(problem: &'a str, name: &str) -> &'a str {
    problem
        .split_once(name)
        .map_or(problem, |it| it.1.trim_start_matches([':', ' ']))
}

impl App {
    /// Goes to the next text or the one before, or as many further as the count says.
    pub(super) fn next_file(&mut self, is_forward: bool) {
        let times = isize::try_from(self.count.take().unwrap_or(1)).unwrap_or(isize::MAX);
        let Some(last) = self.shelf.items.len().checked_sub(2).map(|it| it + 1) else {
            return self.say("note.one-file");
        };
        let step = if is_forward { 1 } else { -1 };
        let from = self
            .shelf
            .going
            .as_ref()
            .map_or(self.shelf.current, |it| it.to);
        let to = from
            .saturating_add_signed(times.saturating_mul(step))
            .min(last);
        if to == from {
            return self.say(if is_forward {
                "note.last-file"
            } else {
                "note.first-file"
            });
        }
        self.go_to_file(Going {
            to,
            step,
            said: Vec::new(),
        });
    }

    /// Goes to the text of that index.
    pub(super) fn open_file(&mut self, to: usize) {
        if to != self.shelf.current || self.shelf.going.is_some() {
            let said = Vec::new();
            self.go_to_file(Going { to, step: 0, said });
        }
    }

    fn go_to_file(&mut self, going: Going) {
        let Some(item) = self.shelf.items.get(going.to) else {
            return;
        };
        let name = short(&item.name).to_owned();
        self.note = Some(self.locale.fill("note.opening", &[("name", &name)]));
        self.effects.push(Effect::Ask(Request::Open(going.to)));
        self.shelf.going = Some(going);
    }

    /// The text that was asked for is there: it takes the place of the one before.
    pub(super) fn take_opened(&mut self, opened: Opened) {
        let before = Request::Keep(self.shelf.current, self.place());
        let mut texts = std::mem::take(&mut self.shelf);
        let said = texts.going.take().map(|it| it.said).unwrap_or_default();
        texts.current = opened.index;
        if let Some(item) = texts.items.get_mut(opened.index) {
            item.problem = None;
        }
        let options = Options {
            place: opened.place,
            dates: opened.dates,
            keep: opened.keep,
            arriving: opened.arriving,
            note: (!said.is_empty()).then(|| said.join("; ")),
            shelf: texts,
            ..std::mem::take(&mut self.options)
        };
        let mut effects = std::mem::take(&mut self.effects);
        effects.push(Effect::Ask(before));
        let split = self.arrangement.split;
        let mut app = App::new(opened.document, options);
        app.size = self.size;
        app.effects = effects;
        app.shine = self.shine;
        app.follows = self.follows;
        app.arrangement.split = app.arrangement.split.or(split);
        *self = app;
    }

    /// The text that was asked for cannot be opened: that is said, and the way goes on behind it.
    pub(super) fn take_unopened(&mut self, index: usize, reason: String) {
        self.shelf.note_problem(index, reason.clone());
        let Some(mut going) = self.shelf.going.take() else {
            return;
        };
        going.said.push(reason);
        let next = going.to.checked_add_signed(going.step);
        let next = next.filter(|it| going.step != 0 && *it < self.shelf.items.len());
        match next {
            Some(next) if next != self.shelf.current => {
                self.go_to_file(Going { to: next, ..going });
            }
            _ => self.note = Some(going.said.join("; ")),
        }
    }

    /// All texts, to choose one.
    pub(super) fn open_shelf(&mut self) {
        if self.shelf.items.len() < 2 {
            return self.say("note.one-file");
        }
        let row = |(idx, item): (usize, &Item)| {
            let (role, sign) = match (&item.problem, idx == self.shelf.current) {
                (_, true) => (Role::Heading, "▸"),
                (Some(_), false) => (Role::Dim, "×"),
                (None, false) => (Role::Text, " "),
            };
            let mut pieces = vec![
                Piece::new(format!("{sign} {:>3}  ", idx + 1), Role::Dim),
                Piece::new(item.name.clone(), role),
            ];
            let problem = item
                .problem
                .as_deref()
                .map(|it| without_name(it, &item.name));
            pieces.extend(problem.map(|it| Piece::new(format!("  {it}"), Role::Dim)));
            PopupRow {
                pieces,
                goes_to: Some(Goal::File(idx)),
                ..PopupRow::default()
            }
        };
        self.mode = Mode::Popup(Popup {
            title: self.locale.get("titles.files").to_owned(),
            rows: self.shelf.items.iter().enumerate().map(row).collect(),
            cursor: self.shelf.current,
            filter: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Message, parse_keys};

    const NAMES: [&str; 4] = ["shelf/a.txt", "shelf/b.txt", "shelf/c.txt", "shelf/d.txt"];

    fn document(text: &str) -> Arc<Document> {
        Arc::new(Document::plain(
            text.to_owned(),
            crate::text::Meta::default(),
        ))
    }

    fn app() -> App {
        let options = Options {
            shelf: Shelf::new(NAMES.map(str::to_owned), 0),
            ..Options::default()
        };
        App::new(document("一\n二\n三"), options)
    }

    /// Types keys; what is asked for then.
    fn press(app: &mut App, keys: &str) -> Vec<Request> {
        for key in parse_keys(keys).unwrap() {
            app.key(key);
        }
        let effects = app.take_effects().into_iter();
        effects
            .filter_map(|it| match it {
                Effect::Ask(request) => Some(request),
                Effect::Copy(_) | Effect::Keep(..) | Effect::Suspend | Effect::Redraw => None,
            })
            .collect()
    }

    fn open(app: &mut App, index: usize) -> Vec<Request> {
        app.handle(Message::Opened(Opened {
            index,
            document: document(NAMES[index]),
            place: None,
            dates: None,
            keep: None,
            arriving: None,
        }));
        press(app, "")
    }

    #[test]
    fn one_goes_forth_and_back_and_each_place_is_kept() {
        let mut app = app();
        assert_eq!(press(&mut app, "[f"), []);
        assert_eq!(press(&mut app, "]f"), [Request::Open(1)]);
        // Whoever is faster than the disk goes on from where it was going to.
        assert_eq!(press(&mut app, "]f"), [Request::Open(2)]);
        let place = app.place();
        assert_eq!(open(&mut app, 2), [Request::Keep(0, place)]);
        assert_eq!(app.shelf.sign().as_deref(), Some("3/4 c.txt"));
        assert_eq!(press(&mut app, "9]f"), [Request::Open(3)]);
        open(&mut app, 3);
        assert_eq!(press(&mut app, "]f"), []);
        assert_eq!(press(&mut app, "9[f"), [Request::Open(0)]);
    }

    #[test]
    fn what_cannot_be_opened_is_said_and_passed_over() {
        let mut app = app();
        press(&mut app, "]f");
        let gone = "cannot read shelf/b.txt: gone";
        app.handle(Message::Unopened(1, gone.to_owned()));
        assert_eq!(press(&mut app, ""), [Request::Open(2)]);
        open(&mut app, 2);
        assert_eq!(app.note.as_deref(), Some(gone));
        press(&mut app, "O");
        let Mode::Popup(popup) = &app.mode else {
            panic!("{:?}", app.mode)
        };
        let text: Vec<String> = popup
            .rows
            .iter()
            .map(|row| row.pieces.iter().map(|it| it.text.as_str()).collect())
            .collect();
        assert_eq!(text[1], "×   2  shelf/b.txt  gone");
        assert_eq!(press(&mut app, "<home><enter>"), [Request::Open(0)]);
        app.handle(Message::Unopened(0, "cannot read a.txt: gone".to_owned()));
        assert_eq!(press(&mut app, ""), []);
        assert_eq!(app.shelf.current(), 2);
    }
}
