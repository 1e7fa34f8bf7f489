//! What stands in front: the answers of the name finder, and pages.

use super::paint::Paint;
use crate::ui::app::App;
use crate::ui::card::Piece;
use crate::ui::highlight::kind_role;
use crate::ui::mode::{FindBox, Popup};
use crate::ui::names::NameFound;
use crate::ui::prompt::Line;
use crate::ui::regions::Regions;
use crate::ui::theme::Role;
use ratatui::layout::{Position, Rect};

/// Draws the answers to what is typed where the list is, so that the text stays in sight.
pub(super) fn draw_find(paint: &mut Paint, app: &App, find: &FindBox, regions: &Regions) {
    let Some(analysis) = &app.analysis else {
        return;
    };
    let mut area = regions.tabs.union(regions.list);
    if !regions.card.is_empty() {
        area = area.union(regions.card);
    }
    if !regions.has_list() {
        return;
    }
    paint.clear(area);
    let height = usize::from(area.height);
    let first = (find.cursor + 1).saturating_sub(height);
    for ((idx, found), row) in find.found.iter().enumerate().skip(first).zip(area.rows()) {
        let row = Rect {
            x: row.x + 1,
            width: row.width.saturating_sub(2),
            ..row
        };
        let entity = analysis.entity(found.entity);
        let count = entity.mentions.len().to_string();
        let x = paint.right(row, &count, Role::Count);
        let rest = Rect {
            width: (x - row.x).saturating_sub(1),
            ..row
        };
        let mut pieces = Vec::new();
        let role = kind_role(entity.kind);
        if found.form.is_none() {
            pieces.extend(matched(&entity.name, found, role));
        } else {
            pieces.push(Piece::new(entity.name.clone(), role));
        }
        if let Some(form) = &found.form {
            pieces.push(Piece::new("  ".to_owned(), Role::Dim));
            pieces.extend(matched(form, found, Role::Dim));
        }
        paint.pieces(rest, &pieces);
        if idx == find.cursor {
            paint.shade(row, Role::RowSelected);
        }
    }
}

/// A form in pieces, the characters that answer marked.
fn matched(form: &str, found: &NameFound, role: Role) -> [Piece; 3] {
    let part = |from: usize, to: usize| form.chars().skip(from).take(to - from).collect::<String>();
    let (start, end) = (found.chars.start, found.chars.end);
    [
        Piece::new(part(0, start), role),
        Piece::new(part(start, end), Role::Match),
        Piece::new(part(end, usize::MAX), role),
    ]
}

/// Draws a page in front; where the caret stands if it is searched.
pub(super) fn draw_popup(paint: &mut Paint, popup: &Popup, regions: &Regions) -> Option<Position> {
    let rows = popup.shown();
    let has_frame = 40 <= regions.screen.width && 6 <= regions.screen.height;
    let outer = popup_area(regions.screen, popup.rows.len(), u16::from(has_frame));
    paint.clear(outer);
    let mut inner = outer;
    if has_frame {
        draw_frame(paint, outer, &popup.title);
        inner = Rect {
            x: outer.x + 2,
            y: outer.y + 1,
            width: outer.width.saturating_sub(4),
            height: outer.height.saturating_sub(2),
        };
    }
    let mut caret = None;
    if let Some(filter) = popup.filter.as_ref().filter(|_| 1 < inner.height) {
        inner.height -= 1;
        let line = Rect {
            y: inner.bottom(),
            height: 1,
            ..inner
        };
        caret = Some(draw_filter(paint, filter, line));
    }
    let first = (popup.cursor + 1).saturating_sub(usize::from(inner.height));
    for ((idx, row), area) in rows.iter().enumerate().skip(first).zip(inner.rows()) {
        paint.pieces(area, &row.pieces);
        if idx == popup.cursor {
            paint.shade(area, Role::RowSelected);
        }
    }
    caret
}

/// The middle of the screen, as large as so many rows need.
fn popup_area(screen: Rect, n_rows: usize, margin: u16) -> Rect {
    let width = screen
        .width
        .min(84)
        .saturating_sub(4 * margin)
        .max(screen.width.min(4));
    let wanted = u16::try_from(n_rows).unwrap_or(u16::MAX).saturating_add(4);
    let height = wanted
        .clamp(6, 40)
        .min(screen.height.saturating_sub(2 * margin));
    let (x, y) = ((screen.width - width) / 2, (screen.height - height) / 2);
    Rect {
        x,
        y,
        width,
        height,
    }
}

/// The line that is typed to look for rows; where the caret stands.
fn draw_filter(paint: &mut Paint, filter: &Line, area: Rect) -> Position {
    let x = paint.text(area, "/ ", Role::Prompt);
    let rest = Rect {
        x,
        width: area.right() - x,
        ..area
    };
    paint.fitted(rest, filter.text(), Role::Text);
    let before = u16::try_from(paint.metric.width(filter.before_caret())).unwrap_or(0);
    let caret = x.saturating_add(before).min(area.right().saturating_sub(1));
    Position {
        x: caret,
        y: area.y,
    }
}

fn draw_frame(paint: &mut Paint, area: Rect, title: &str) {
    let (left, right) = (area.x, area.right() - 1);
    let (top, bottom) = (area.y, area.bottom() - 1);
    paint.rule(Rect { height: 1, ..area });
    paint.rule(Rect {
        y: bottom,
        height: 1,
        ..area
    });
    paint.wall(Rect { width: 1, ..area });
    paint.wall(Rect {
        x: right,
        width: 1,
        ..area
    });
    for (x, y, sign) in [
        (left, top, "╭"),
        (right, top, "╮"),
        (left, bottom, "╰"),
        (right, bottom, "╯"),
    ] {
        paint.joint(x, y, sign);
    }
    let title_area = Rect {
        x: left + 2,
        width: area.width.saturating_sub(4),
        height: 1,
        ..area
    };
    paint.fitted(title_area, &format!(" {title} "), Role::Title);
}
