//! What arrives while the user reads already: the rest of the file, its names and dates.

use super::app::App;
use super::card::Card;
use super::lists::Tab;
use super::mode::{FindBox, FindFor, Mode, PromptBox, PromptKind};
use super::names;
use super::page::Top;
use super::search::search;
use super::select::{Selected, What};
use super::shelf::Opened;
use crate::model::Analysis;
use crate::text::Document;
use std::sync::Arc;

impl App {
    /// More of the text has come.
    pub(super) fn take_part(&mut self, document: Option<Arc<Document>>, n_bytes: usize) {
        self.arriving = Some(n_bytes);
        if let Some(document) = document {
            self.take_document(document);
        }
    }

    /// All of the text has come, and it is known what is remembered of it.
    pub(super) fn take_arrived(&mut self, opened: Opened) {
        self.arriving = None;
        self.options.dates = opened.dates;
        self.options.keep = opened.keep;
        let is_untouched = self.kept.is_none() && self.top() == Top::default();
        self.take_document(opened.document);
        if let Some(place) = opened.place.filter(|_| is_untouched) {
            self.restore(&place);
        }
    }

    /// What has come cannot be read: if there is nothing else, that is the end.
    pub(super) fn take_broken(&mut self, why: String) {
        self.arriving = None;
        if self.shelf.has_others() {
            self.shelf.note_problem(self.shelf.current(), why.clone());
            self.note = Some(why);
            let mut document = Document::clone(&self.document);
            document.meta.partial = false;
            self.take_document(Arc::new(document));
            self.take_analysis(&Arc::default());
        } else {
            self.failure = Some(why);
            self.quit = true;
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Place;
    use crate::text::Meta;
    use crate::ui::{Message, Options, Shelf, parse_keys, print};
    use ratatui::layout::Size;
    use std::sync::mpsc::{TryRecvError, channel};

    /// So many lines, as they are while more of them come or at the end.
    fn lines(n: usize, partial: bool) -> Arc<Document> {
        let lines: Vec<String> = (1..=n).map(|it| format!("第{it}行。\n")).collect();
        let meta = Meta {
            source: "standard input".to_owned(),
            partial,
            ..Meta::default()
        };
        Arc::new(Document::plain(lines.concat(), meta))
    }

    fn app(names: &[&str]) -> App {
        let options = Options {
            arriving: Some(0),
            shelf: Shelf::new(names.iter().map(|&it| it.to_owned()), 0),
            ..Options::default()
        };
        App::new(lines(0, true), options)
    }

    fn press(app: &mut App, keys: &str) {
        for key in parse_keys(keys).unwrap() {
            app.key(key);
        }
    }

    fn come(app: &mut App, n: usize) {
        let document = Some(lines(n, true));
        let n_bytes = n * 1000;
        arrive(app, document, n_bytes);
    }

    fn arrive(app: &mut App, document: Option<Arc<Document>>, n_bytes: usize) {
        let (taken, waiting) = channel();
        app.handle(Message::Arriving {
            document,
            n_bytes,
            taken,
        });
        assert!(
            waiting
                .try_recv()
                .is_err_and(|it| it == TryRecvError::Disconnected)
        );
    }

    fn end(app: &mut App, n: usize, offset: Option<u32>) {
        let place = offset.map(|offset| Place {
            offset,
            ..Place::default()
        });
        app.handle(Message::Arrived(Opened {
            index: 0,
            document: lines(n, false),
            place,
            dates: None,
            keep: None,
            arriving: None,
        }));
    }

    /// The screen shows this and not that.
    #[track_caller]
    fn check(app: &mut App, there: &str, not_there: &str) {
        let size = Size {
            width: 100,
            height: 12,
        };
        let frame = print::frame(app, "", size, false).unwrap();
        assert!(
            frame.contains(there) && !frame.contains(not_there),
            "{frame}"
        );
    }

    #[test]
    fn it_is_told_how_much_has_come() {
        let mut app = app(&["-"]);
        check(&mut app, "standard input  正在读取输入… 0 字节", "¶1");
        come(&mut app, 3);
        check(&mut app, "正在读取输入… 2 KiB", "第4行");
        arrive(&mut app, None, 5 << 20);
        check(&mut app, "正在读取输入… 5 MiB", "正在读取人名");
        check(&mut app, "第3行", "第4行");
        end(&mut app, 4, None);
        check(&mut app, "正在读取人名", "正在读取输入");
        check(&mut app, "第4行", "第5行");
    }

    #[test]
    fn the_end_is_followed_and_any_other_place_stays() {
        let mut app = app(&["-"]);
        come(&mut app, 50);
        check(&mut app, "第1行", "第50行");
        press(&mut app, "G");
        check(&mut app, "第50行", "第1行");
        come(&mut app, 100);
        check(&mut app, "第100行", "第50行");
        come(&mut app, 150);
        check(&mut app, "第150行", "第100行");
        press(&mut app, "k");
        come(&mut app, 200);
        check(&mut app, "第149行", "第150行");
        end(&mut app, 250, Some(0));
        check(&mut app, "第149行", "第150行");
    }

    #[test]
    fn words_are_waited_for() {
        let mut app = app(&["-"]);
        come(&mut app, 10);
        press(&mut app, "/第180行<enter>");
        come(&mut app, 20);
        come(&mut app, 170);
        check(&mut app, "第1行", "第180行。");
        come(&mut app, 190);
        check(&mut app, "第180行。", "第1行");
    }

    #[test]
    fn whoever_has_not_moved_comes_back_to_where_it_was_left() {
        let offset = u32::try_from(lines(90, false).text().len()).ok();
        for (keys, there) in [("", "第91行"), ("j", "第2行")] {
            let mut app = app(&["-"]);
            come(&mut app, 20);
            press(&mut app, keys);
            end(&mut app, 200, offset);
            check(&mut app, there, "第1行");
        }
    }

    #[test]
    fn of_nothing_is_said_why() {
        let broken = |names: &[&str]| {
            let mut app = app(names);
            app.handle(Message::Broken("it is empty".to_owned()));
            app
        };
        let app = broken(&["-"]);
        assert_eq!((app.is_done(), app.failure()), (true, Some("it is empty")));
        // There may be others to read.
        let mut app = broken(&["-", "a.txt"]);
        assert_eq!((app.is_done(), app.failure()), (false, None));
        check(&mut app, "it is empty", "正在读取");
    }
}
