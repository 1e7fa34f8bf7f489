//! Where everything stands: the only division of the screen, asked by `update` and by `draw`.

use ratatui::layout::{Rect, Size};

/// Columns of text that read best, and more than which nobody reads well.
const TEXT: u16 = 76;
/// Columns at the left of the text for the paragraph's number and the date in force.
const MARGIN: u16 = 8;
/// Columns into which a closing mark may stick out.
const HANG: u16 = 2;
/// From this many columns text and list stand side by side.
const WIDE: u16 = 100;
/// Below this many columns or rows there is only text.
const SMALL: (u16, u16) = (40, 6);
/// The list beside the text has at least this many columns.
const LIST: u16 = 28;

/// What the user has arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrangement {
    /// Columns of the text pane, if the divider was moved.
    pub split: Option<u16>,
    /// Whether the list is open where there is no room for it beside the text.
    pub list_open: bool,
}

/// The places of all parts of the screen. A part without room is an empty rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Regions {
    /// The whole screen.
    pub screen: Rect,
    /// The line on top.
    pub status: Rect,
    /// The line below it.
    pub top_rule: Rect,
    /// The pane of the text, without its scroll bar.
    pub text: Rect,
    /// The columns of the text that lines are broken to.
    pub column: Rect,
    /// The columns left of it.
    pub margin: Rect,
    /// Columns right of it into which a closing mark may stick out.
    pub hang: u16,
    /// The scroll bar.
    pub bar: Rect,
    /// Between text and list, upright or lying.
    pub divider: Rect,
    /// The names of the lists.
    pub tabs: Rect,
    /// The rows of the list.
    pub list: Rect,
    /// The line between list and card.
    pub card_rule: Rect,
    /// The card of the selection.
    pub card: Rect,
    /// The line above the footer.
    pub bottom_rule: Rect,
    /// The line at the bottom.
    pub footer: Rect,
}

impl Regions {
    /// The places on a screen of this size.
    pub fn new(size: Size, arrangement: Arrangement) -> Regions {
        let screen = Rect::new(0, 0, size.width, size.height);
        let mut regions = Regions {
            screen,
            ..Regions::default()
        };
        if size.width < SMALL.0 || size.height < SMALL.1 {
            regions.text = screen;
            regions.column = screen;
            return regions;
        }
        let mut body = screen;
        regions.status = take_top(&mut body, 1);
        regions.footer = take_bottom(&mut body, 1);
        if 16 <= size.height {
            regions.top_rule = take_top(&mut body, 1);
            regions.bottom_rule = take_bottom(&mut body, 1);
        }
        let text = if WIDE <= size.width {
            regions.place_beside(body, arrangement.split)
        } else if arrangement.list_open {
            regions.place_below(body)
        } else {
            body
        };
        regions.place_text(text);
        regions
    }

    /// Whether the list is on the screen.
    pub const fn has_list(&self) -> bool {
        !self.list.is_empty()
    }

    /// Whether text and list stand side by side.
    pub const fn is_wide(&self) -> bool {
        WIDE <= self.screen.width && self.has_list()
    }

    /// List right of the text; returns the pane of the text.
    fn place_beside(&mut self, body: Rect, split: Option<u16>) -> Rect {
        let wanted = split.unwrap_or(percent(body.width, 64));
        let width = wanted.clamp(SMALL.0, body.width - LIST - 1);
        let text = Rect { width, ..body };
        self.divider = Rect {
            x: body.x + width,
            width: 1,
            ..body
        };
        let mut list = Rect {
            x: body.x + width + 1,
            width: body.width - width - 1,
            ..body
        };
        self.tabs = take_top(&mut list, 1);
        if 10 <= list.height {
            let rows = percent(list.height, 38).clamp(3, 14);
            self.card = take_bottom(&mut list, rows);
            self.card_rule = take_bottom(&mut list, 1);
        }
        self.list = list;
        text
    }

    /// List below the text, where the passages stay in sight; returns the pane of the text.
    fn place_below(&mut self, body: Rect) -> Rect {
        let mut text = body;
        let mut list = take_bottom(&mut text, percent(body.height, 55).max(2));
        self.divider = if 5 <= list.height {
            take_top(&mut list, 1)
        } else {
            Rect::default()
        };
        self.tabs = take_top(&mut list, 1);
        if 8 <= list.height {
            self.card = take_bottom(&mut list, 2);
            self.card_rule = take_bottom(&mut list, 1);
        }
        self.list = list;
        text
    }

    fn place_text(&mut self, mut pane: Rect) {
        pane.width -= 1;
        self.bar = Rect {
            x: pane.x + pane.width,
            width: 1,
            ..pane
        };
        self.text = pane;
        self.hang = HANG;
        let margin = if TEXT * 2 / 3 + MARGIN + HANG <= pane.width {
            MARGIN
        } else {
            1
        };
        let width = (pane.width - margin - HANG).min(TEXT);
        let left = (pane.width - margin - width - HANG) / 2;
        self.margin = Rect {
            x: pane.x + left,
            width: margin,
            ..pane
        };
        self.column = Rect {
            x: pane.x + left + margin,
            width,
            ..pane
        };
    }
}

fn percent(of: u16, percent: u16) -> u16 {
    of / 100 * percent + of % 100 * percent / 100
}

fn take_top(rect: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rect.height);
    let taken = Rect {
        height: rows,
        ..*rect
    };
    rect.y += rows;
    rect.height -= rows;
    taken
}

fn take_bottom(rect: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rect.height);
    rect.height -= rows;
    Rect {
        y: rect.y + rect.height,
        height: rows,
        ..*rect
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_on_the_screen_and_apart_at_every_size() {
        for width in 0..=220 {
            for height in 0..=70 {
                for list_open in [false, true] {
                    for split in [None, Some(3), Some(500)] {
                        let arrangement = Arrangement { split, list_open };
                        check(Size { width, height }, arrangement);
                    }
                }
            }
        }
    }

    #[track_caller]
    fn check(size: Size, arrangement: Arrangement) {
        let it = Regions::new(size, arrangement);
        let parts = [
            it.status,
            it.top_rule,
            it.text,
            it.bar,
            it.divider,
            it.tabs,
            it.list,
            it.card_rule,
            it.card,
            it.bottom_rule,
            it.footer,
        ];
        for (idx, part) in parts.iter().enumerate() {
            assert_eq!(
                it.screen.union(*part).area(),
                it.screen.area(),
                "{size:?} {idx}"
            );
            for other in &parts[idx + 1..] {
                assert!(
                    !part.intersects(*other) || part.is_empty(),
                    "{size:?} {idx}"
                );
            }
        }
        assert!(it.column.right() + it.hang <= it.text.right(), "{size:?}");
        assert!(it.column.width <= TEXT || it.status.is_empty());
        assert_eq!(
            it.text.is_empty(),
            size.width == 0 || size.height == 0,
            "{size:?}"
        );
    }

    #[test]
    fn no_size_is_too_large() {
        for (width, height) in [
            (65535, 65535),
            (65535, 1),
            (1, 65535),
            (2000, 40),
            (120, 3000),
        ] {
            check(Size { width, height }, Arrangement::default());
        }
    }

    #[test]
    fn the_size_decides_what_is_shown() {
        let at = |width, height| Regions::new(Size { width, height }, Arrangement::default());
        assert!(at(120, 40).is_wide());
        assert_eq!(at(120, 40).margin.width, MARGIN);
        assert_eq!(at(200, 60).column.width, TEXT);
        assert!(!at(99, 40).has_list());
        assert!(at(39, 40).status.is_empty());
        assert!(at(120, 5).footer.is_empty());
    }
}
