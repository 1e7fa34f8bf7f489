//! Drawing: one file a part of the screen. Drawing changes nothing.
//!
//! Imports allowed here: as in `ui`.

mod front;
pub(super) mod list;
mod paint;
mod status;
pub(super) mod text;

use super::app::App;
use super::mode::Mode;
use super::screen::Drawn;
use super::theme::Role;
use paint::Paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the reader into an empty buffer of its size; what the frame has besides its cells.
pub fn draw(buffer: &mut Buffer, app: &App) -> Drawn {
    let regions = app.regions();
    if buffer.area != regions.screen {
        return Drawn::default();
    }
    let (theme, metric) = (&app.options.theme, app.options.metric);
    let mut paint = Paint {
        buffer,
        theme,
        metric,
        links: Vec::new(),
    };
    paint.shade(regions.screen, Role::Text);
    text::draw(&mut paint, app, &regions);
    status::draw_status(&mut paint, app, regions.status);
    let mut frames = regions;
    if matches!(app.mode, Mode::Find(_)) {
        frames.card_rule = Rect::default();
    }
    draw_frames(&mut paint, &frames);
    if regions.has_list() {
        list::draw(&mut paint, app, &regions);
    }
    let mut caret = None;
    if let Mode::Find(find) = &app.mode {
        front::draw_find(&mut paint, app, find, &regions);
    }
    if let Mode::Popup(popup) = &app.mode {
        caret = front::draw_popup(&mut paint, popup, &regions);
    }
    caret = status::draw_footer(&mut paint, app, &regions).or(caret);
    let links = paint.links;
    Drawn { caret, links }
}

fn draw_frames(paint: &mut Paint, regions: &super::regions::Regions) {
    paint.rule(regions.top_rule);
    paint.rule(regions.bottom_rule);
    paint.rule(regions.card_rule);
    let divider = regions.divider;
    if divider.is_empty() {
        return;
    }
    if !regions.is_wide() {
        paint.rule(divider);
        return;
    }
    paint.wall(divider);
    let joint = |rule: Rect, sign| (rule.y, rule, sign);
    for (y, rule, sign) in [
        joint(regions.top_rule, "┬"),
        joint(regions.bottom_rule, "┴"),
        joint(regions.card_rule, "├"),
    ] {
        if !rule.is_empty() {
            paint.joint(divider.x, y, sign);
        }
    }
}
