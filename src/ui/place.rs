//! The reading place: what is remembered of it, and coming back to it.

use super::app::{App, Spot};
use super::lists::{Sort, Tab};
use super::page::Top;
use crate::store::Place;

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

    /// Goes to the remembered place now that the rest of the file has been read, unless the user
    /// went elsewhere in the meantime.
    pub(super) fn take_awaited(&mut self) {
        let Some(spot) = self.awaited.take() else {
            return;
        };
        if self.has(spot) && self.kept.is_none() && self.top() == Top::default() {
            self.spot = spot;
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
            self.awaited = Some(spot);
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
