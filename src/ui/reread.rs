//! A file that changed under the reader: what was where goes on being there.

use super::app::{App, Spot};
use super::mode::{Goal, Mode};
use super::search::{Hits, search};
use super::select::What;
use crate::model::{Analysis, EntityId, Span};
use crate::text::Document;
use std::sync::Arc;

/// Whether the file is watched for changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Watch {
    /// It is not.
    #[default]
    Off,
    /// It is.
    On,
    /// It is, and cannot be read now.
    Lost,
}

impl Watch {
    /// For a file that is watched, or not.
    pub(super) const fn new(is_watched: bool) -> Watch {
        if is_watched { Watch::On } else { Watch::Off }
    }
}

/// From places in a text to those in what became of it: the same before the first change and behind
/// the last one; between them, where the same paragraph stands now.
struct Moved<'a> {
    old: &'a Document,
    new: &'a Document,
    /// Bytes at the beginning that are the same.
    prefix: usize,
    /// Bytes at the end that are the same.
    suffix: usize,
}

impl<'a> Moved<'a> {
    fn new(old: &'a Document, new: &'a Document) -> Moved<'a> {
        let (a, b) = (old.text(), new.text());
        let same = |it: &(u8, u8)| it.0 == it.1;
        let prefix = a.bytes().zip(b.bytes()).take_while(same).count();
        let prefix = a.floor_char_boundary(prefix);
        let rest = a[prefix..].bytes().rev().zip(b[prefix..].bytes().rev());
        let suffix = rest.take_while(same).count();
        let suffix = a.len() - a.ceil_char_boundary(a.len() - suffix);
        Moved {
            old,
            new,
            prefix,
            suffix,
        }
    }

    /// Whether the text only became longer.
    fn is_grown(&self) -> bool {
        self.old.text().trim_end().len() <= self.prefix
    }

    /// The same words in the new text, if they are still there.
    fn span(&self, span: Span) -> Option<Span> {
        let (old, new) = (self.old.text(), self.new.text());
        let range = span.range();
        if range.end <= self.prefix {
            return Some(span);
        }
        if old.len() - self.suffix <= range.start {
            let shift = |at: usize| at + new.len() - old.len();
            return Some(Span::new(shift(range.start), shift(range.end)));
        }
        // In what was changed, the words are looked for within their paragraph.
        let block = self
            .old
            .blocks()
            .get(self.old.block_at(span.start))?
            .span
            .range();
        let words = old.get(block.clone())?;
        let middle = self.prefix..new.len() - self.suffix;
        let from = new.floor_char_boundary(middle.start.saturating_sub(words.len()));
        let to = new.ceil_char_boundary((middle.end + words.len()).min(new.len()));
        let start = from + new[from..to].find(words)? + range.start.checked_sub(block.start)?;
        let end = start + range.len();
        (new.get(start..end) == old.get(range)).then(|| Span::new(start, end))
    }

    /// The place that a reader of the old one would look for.
    fn offset(&self, offset: u32) -> u32 {
        let at = (offset as usize).min(self.old.text().len());
        let end = self.old.text().ceil_char_boundary(at + 1).max(at);
        if let Some(span) = self.span(Span::new(at, end.min(self.old.text().len()))) {
            return span.start;
        }
        // Its paragraph is no more: where the change ends, or here if that is nearer.
        let last = self.new.text().len() - self.suffix;
        let place = self.new.text().floor_char_boundary(at.min(last));
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    fn spot(&self, spot: Spot) -> Spot {
        Spot {
            offset: self.offset(spot.offset),
            ..spot
        }
    }
}

impl App {
    /// The file was changed: the place, the selection and the search stay as far as they can.
    pub(super) fn take_reread(&mut self, document: Arc<Document>, analysis: &Arc<Analysis>) {
        let before = std::mem::replace(&mut self.document, document);
        let document = Arc::clone(&self.document);
        let analysis = &self.corrected(analysis);
        let moved = Moved::new(&before, &document);
        self.spot = moved.spot(self.spot);
        self.kept = self.kept.map(|it| moved.spot(it));
        self.awaited = None;
        for spots in [&mut self.history.back, &mut self.history.forward] {
            for spot in spots {
                *spot = moved.spot(*spot);
            }
        }
        (self.picked, self.pressed) = (None, None);
        self.hits = searched_again(&self.hits, &moved);
        let selected = self.selected.take();
        let old = self.analysis.replace(Arc::clone(analysis));
        let found = old.zip(selected.as_ref()).and_then(|(old, selected)| {
            let what = found_again(&old, analysis, &selected.what, &moved)?;
            Some((what, selected.current_span().and_then(|it| moved.span(it))))
        });
        self.forget_layout();
        self.forget_analysis();
        if let Some((what, span)) = found {
            self.select(what);
            if let Some(span) = span {
                self.set_current(span);
            }
        }
        self.move_mode(&moved, analysis);
        self.refill();
        self.watch = Watch::On;
        self.note = Some(self.change_note(&moved));
    }

    /// The file cannot be read any more: what was read of it stays.
    pub(super) fn take_loss(&mut self, reason: &str) {
        self.watch = Watch::Lost;
        self.note = Some(self.locale.fill("note.lost", &[("why", reason)]));
    }

    fn change_note(&self, moved: &Moved) -> String {
        let n = moved
            .new
            .blocks()
            .len()
            .saturating_sub(moved.old.blocks().len());
        if moved.is_grown() && 0 < n {
            let n = n.to_string();
            return self.locale.fill("note.grown", &[("n", &n)]);
        }
        self.locale.get("note.changed").to_owned()
    }

    /// What is typed or chosen goes on, on the new text.
    fn move_mode(&mut self, moved: &Moved, analysis: &Analysis) {
        self.renumber_mode(analysis);
        match &mut self.mode {
            Mode::Reading => {}
            Mode::Find(find) => find.before.each_spot(|it| moved.spot(it)),
            Mode::Prompt(prompt) => prompt.before.each_spot(|it| moved.spot(it)),
            Mode::Popup(popup) => {
                for row in &mut popup.rows {
                    if let Some(Goal::Place(offset)) = &mut row.goes_to {
                        *offset = moved.offset(*offset);
                    }
                }
            }
        }
    }
}

/// The same search on the new text, at the same hit.
fn searched_again(hits: &Hits, moved: &Moved) -> Hits {
    let mut found = search(moved.new, &hits.query, hits.is_regex).unwrap_or_default();
    let current = hits.current.and_then(|it| hits.spans.get(it));
    let current = current.and_then(|&it| moved.span(it));
    found.current = current.and_then(|it| found.spans.binary_search(&it).ok());
    found
}

/// What was selected in the old analysis, in the new one.
fn found_again(old: &Analysis, new: &Analysis, what: &What, moved: &Moved) -> Option<What> {
    let entity = |id: &EntityId| {
        let entity = old.entity(*id);
        let same = |it: &crate::model::Entity| it.kind == entity.kind && it.name == entity.name;
        let idx = new.entities.iter().position(same)?;
        Some(EntityId(u32::try_from(idx).ok()?))
    };
    match what {
        What::Entity(id) => Some(What::Entity(entity(id)?)),
        What::Event(idx) => {
            let span = moved.span(old.events.get(*idx)?.span)?;
            let idx = new.events.iter().position(|it| it.span == span)?;
            Some(What::Event(idx))
        }
        What::Meeting(ids) => Some(What::Meeting(
            ids.iter().map(entity).collect::<Option<_>>()?,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;

    fn document(text: &str) -> Document {
        Document::plain(text.to_owned(), Meta::default())
    }

    /// The place marked `|` in the old text is that marked so in the new one.
    #[track_caller]
    fn check(old: &str, new: &str) {
        let plain = |text: &str| (document(&text.replace('|', "")), text.find('|').unwrap());
        let ((old, from), (new, to)) = (plain(old), plain(new));
        let moved = Moved::new(&old, &new);
        assert_eq!(moved.offset(u32::try_from(from).unwrap()) as usize, to);
    }

    #[test]
    fn a_place_stays_in_its_paragraph() {
        check("一\n|二\n三", "一\n|二\n三\n四\n");
        check("一\n二\n|三", "零\n一\n二\n|三");
        check("一\n二\n|三", "|三");
        check("甲乙\n丙丁\n|戊己\n庚", "甲甲\n新\n|戊己\n新\n庚庚");
        check("甲乙\n丙|丁\n戊", "甲\n新\n丙|丁\n新新\n戊");
        check("|一", "|");
        check("一二三|", "一|");
        // A paragraph that is no more: the place of its beginning.
        check("一\n二二|二\n三", "一\n|三");
    }

    #[test]
    fn a_text_that_only_grew_says_so() {
        let grown = |a: &str, b: &str| Moved::new(&document(a), &document(b)).is_grown();
        assert!(grown("一\n二\n", "一\n二\n三\n") && grown("一", "一二"));
        assert!(!grown("一\n二\n", "一\n三\n") && !grown("一二", "一"));
    }

    proptest::proptest! {
        #[test]
        fn places_are_on_borders_of_characters(old in "[甲乙a\n]{0,12}", new in "[甲乙a\n]{0,12}", at: usize) {
            let (old, new) = (document(&old), document(&new));
            let moved = Moved::new(&old, &new);
            let at = old.text().floor_char_boundary(at % (old.text().len() + 1));
            let offset = moved.offset(u32::try_from(at).unwrap());
            proptest::prop_assert!(new.text().is_char_boundary(offset as usize));
            let end = old.text().ceil_char_boundary((at + 4).min(old.text().len()));
            if let Some(span) = moved.span(Span::new(at, end)) {
                proptest::prop_assert_eq!(&new.text()[span.range()], &old.text()[at..end]);
            }
        }
    }
}
