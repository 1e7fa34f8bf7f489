//! The reading place: what is remembered of it, and coming back to it.

use super::app::{App, Spot};
use super::lists::{Sort, Tab};
use super::mode::Mode;
use super::page::Top;
use crate::store::Place;

/// What waits for the rest of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Awaited {
    /// The remembered place lies in it.
    Place(Spot),
    /// The user went to the end, which is this spot up to now.
    End(Spot),
    /// The words that were entered are not found before it.
    Words,
}

impl App {
    /// How the document is left now. Something that is only looked up does not count.
    pub fn place(&self) -> Place {
        let spot = self.kept.unwrap_or(self.spot);
        Place {
            offset: spot.offset,
            tab: self.tab.name().to_owned(),
            sort: self.wish.sort.name().to_owned(),
            story_order: self.wish.story_order,
            split: self.arrangement.split,
        }
    }

    /// Does what waited for the rest of the file, unless the user went elsewhere in the meantime.
    pub(super) fn take_awaited(&mut self) {
        match self.awaited.take() {
            Some(Awaited::Place(spot)) if self.kept.is_none() && self.top() == Top::default() => {
                if self.has(spot) {
                    self.spot = spot;
                } else if self.document.meta.partial {
                    self.awaited = Some(Awaited::Place(spot));
                }
            }
            Some(Awaited::End(spot)) if self.spot == spot => {
                self.spot = self.spot_of(self.page().last_top(self.text_height()));
                self.awaited = self
                    .document
                    .meta
                    .partial
                    .then_some(Awaited::End(self.spot));
            }
            None | Some(Awaited::Place(_) | Awaited::End(_)) => {}
            Some(Awaited::Words) => {
                if let Mode::Prompt(prompt) = std::mem::take(&mut self.mode) {
                    self.accept(prompt);
                }
            }
        }
    }

    fn has(&self, spot: Spot) -> bool {
        let (text, offset) = (self.document.text(), spot.offset as usize);
        offset < text.len() && text.is_char_boundary(offset)
    }

    /// Comes back to a remembered place.
    pub(super) fn restore(&mut self, place: &Place) {
        let spot = Spot {
            offset: place.offset,
            above: 0,
        };
        if self.has(spot) {
            self.spot = spot;
        } else if self.document.meta.partial {
            self.awaited = Some(Awaited::Place(spot));
        }
        let tab = Tab::ALL.into_iter().find(|it| it.name() == place.tab);
        self.tab = tab.unwrap_or_default();
        let sorts = [Sort::Count, Sort::Place, Sort::Name];
        let sort = sorts.into_iter().find(|it| it.name() == place.sort);
        self.wish.sort = sort.unwrap_or_default();
        self.wish.story_order = place.story_order;
        self.arrangement.split = place.split;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Meta};
    use crate::ui::Options;
    use std::sync::Arc;

    #[test]
    fn a_place_that_the_text_does_not_have_is_its_beginning() {
        for (offset, found) in [(3, 3), (1, 0), (6, 0), (u32::MAX, 0)] {
            let document = Document::plain("甲乙".to_owned(), Meta::default());
            let place = Place {
                offset,
                ..Place::default()
            };
            let options = Options {
                place: Some(place),
                ..Options::default()
            };
            let app = App::new(Arc::new(document), options);
            assert_eq!(app.place().offset, found, "{offset}");
        }
    }
}
