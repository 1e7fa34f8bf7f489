//! The pane of the lists: their names, their rows, and the card of the selection.

use super::paint::{Paint, wrapped_at};
use crate::model::{Analysis, EntityId, Event, Span};
use crate::text::columns::Metric;
use crate::ui::app::{App, Focus};
use crate::ui::card::Piece;
use crate::ui::dates;
use crate::ui::highlight::{kind_role, within};
use crate::ui::lists::{Row, Tab, strip};
use crate::ui::regions::Regions;
use crate::ui::theme::Role;
use ratatui::layout::{Position, Rect};

/// The name of a list and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TabLabel {
    /// Which list.
    pub tab: Tab,
    /// What is written.
    pub text: String,
    /// Where.
    pub area: Rect,
}

/// The names of the lists on the row of that area.
pub(crate) fn tabs(app: &App, area: Rect) -> Vec<TabLabel> {
    let mut labels = Vec::new();
    let mut x = area.x;
    for (number, tab) in (1..).zip(Tab::ALL) {
        let name = match tab {
            Tab::Companies => app.locale.get("tabs.companies"),
            Tab::People => app.locale.get("tabs.people"),
            Tab::Timeline => app.locale.get("tabs.timeline"),
            Tab::Unsettled => app.locale.get("tabs.unsettled"),
        };
        let count = app.lists.count(tab);
        let text = if app.analysis.is_some() {
            format!("{number}{name} {count}")
        } else {
            format!("{number}{name}")
        };
        let width = u16::try_from(app.options.metric.width(&text)).unwrap_or(u16::MAX);
        let place = Rect { x, width, ..area }.intersection(area);
        x = x
            .saturating_add(width)
            .saturating_add(if 40 < area.width { 2 } else { 1 });
        labels.push(TabLabel {
            tab,
            text,
            area: place,
        });
    }
    labels
}

/// Draws names, rows and card.
pub(crate) fn draw(paint: &mut Paint, app: &App, regions: &Regions) {
    for label in tabs(app, regions.tabs) {
        let role = if label.tab == app.tab {
            Role::TabOpen
        } else {
            Role::Tab
        };
        paint.text(label.area, &label.text, role);
    }
    draw_rows(paint, app, regions.list);
    draw_card(paint, app, regions.card);
}

/// Draws the rows that are seen, or why there are none.
fn draw_rows(paint: &mut Paint, app: &App, area: Rect) {
    let rows = app.lists.rows(app.tab);
    if rows.is_empty() {
        let is_done = app.analysis.is_some();
        let key = if is_done {
            "list.empty"
        } else {
            "list.waiting"
        };
        let inner = Rect {
            x: area.x + 1,
            ..area
        }
        .intersection(area);
        paint.fitted(inner, app.locale.get(key), Role::Dim);
    }
    let Some(analysis) = &app.analysis else {
        return;
    };
    let cursor = app.cursor();
    let here = on_screen(app, analysis);
    for ((idx, &row), area) in rows.iter().enumerate().skip(cursor.top).zip(area.rows()) {
        let state = State {
            is_cursor: idx == cursor.row && app.focus == Focus::List,
            is_selected: app.selected.as_ref().is_some_and(|it| it.is_row(row)),
            is_marked: matches!(row, Row::Entity(id) if app.marked.contains(&id)),
            is_here: app.follows && here.contains(&row),
        };
        draw_row(paint, app, analysis, row, area, state);
    }
}

/// How a row stands.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
struct State {
    is_cursor: bool,
    is_selected: bool,
    is_marked: bool,
    is_here: bool,
}

impl State {
    /// The sign before the row. Where the nicer signs are two columns wide, plain ones stand for
    /// them.
    const fn sign(self, metric: Metric) -> &'static str {
        match (self.is_marked, self.is_selected, self.is_here) {
            (true, _, _) => "+",
            (_, true, _) if metric.ambiguous_wide => ">",
            (_, true, _) => "▸",
            (_, _, true) if metric.ambiguous_wide => ".",
            (_, _, true) => "·",
            _ => "",
        }
    }
}

/// The rows whose passages are on the screen.
fn on_screen(app: &App, analysis: &Analysis) -> Vec<Row> {
    let seen = app.visible_span();
    let mentions = within(&analysis.mentions, seen, |it| it.span);
    let mut rows: Vec<Row> = mentions.iter().map(|it| Row::Entity(it.entity)).collect();
    let first = analysis
        .events
        .partition_point(|it| it.span.end <= seen.start);
    let events = within(&analysis.events, seen, |it| it.span);
    rows.extend((first..first + events.len()).map(Row::Event));
    rows
}

fn draw_row(paint: &mut Paint, app: &App, analysis: &Analysis, row: Row, area: Rect, state: State) {
    paint.text(area, state.sign(paint.metric), Role::RowHere);
    let body = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        ..area
    };
    match row {
        Row::Entity(id) => draw_entity(paint, app, analysis, id, body),
        Row::Event(idx) => draw_event(paint, app, analysis, idx, body),
        Row::Only(id) => {
            let name = &analysis.entity(id).name;
            paint.fitted(
                body,
                &app.locale.fill("list.only", &[("name", name)]),
                Role::Group,
            );
        }
        Row::Year(year) => {
            let year = year.map_or_else(
                || app.locale.get("list.undated").to_owned(),
                |it| dates::year_words(it, &app.locale),
            );
            paint.fitted(body, &year, Role::Group);
        }
    }
    if state.is_cursor && row.is_selectable() {
        paint.shade(area, Role::RowSelected);
    } else if state.is_selected {
        paint.shade(area, Role::RowKept);
    }
}

/// Name, other-language name, count, and where in the text.
fn draw_entity(paint: &mut Paint, app: &App, analysis: &Analysis, id: EntityId, area: Rect) {
    let entity = analysis.entity(id);
    let mut rest = area;
    if 30 <= area.width {
        let places = analysis.mentions_of(id).map(|it| it.span);
        let mut places = strip(places, app.document.text().len());
        if paint.metric.ambiguous_wide {
            places = digits(&places);
        }
        rest.width = paint.right(rest, &places, Role::Strip) - rest.x;
        rest.width = rest.width.saturating_sub(1);
    }
    let count = entity.mentions.len().to_string();
    rest.width = paint.right(rest, &count, Role::Count) - rest.x;
    rest.width = rest.width.saturating_sub(1);
    let x = paint.fitted(rest, &entity.name, kind_role(entity.kind));
    let other = entity.other_names.first().filter(|it| **it != entity.name);
    if let Some(other) = other
        && x + 3 < rest.right()
    {
        let rest = Rect {
            x: x + 1,
            width: rest.right() - x - 1,
            ..rest
        };
        paint.fitted(rest, other, Role::Dim);
    }
}

/// A strip in digits, for terminals that draw its signs two columns wide.
fn digits(strip: &str) -> String {
    let levels = "▁▂▃▄▅▆▇█";
    let digit = |c| {
        levels
            .chars()
            .zip('1'..)
            .find(|it| it.0 == c)
            .map_or(' ', |it| it.1)
    };
    strip.chars().map(digit).collect()
}

/// Date and summary, in which those who take part have their color.
fn draw_event(paint: &mut Paint, app: &App, analysis: &Analysis, idx: usize, area: Rect) {
    let event = &analysis.events[idx];
    let date = event.date.map_or_else(
        || app.document.slice(event.span).to_owned(),
        |it| dates::told(it, app.document.slice(event.span), &app.locale),
    );
    let is_back = app.wish.story_order && is_flashback(&analysis.events, idx);
    let date = if is_back { format!("↶{date}") } else { date };
    let width = if event.date.is_some() { 12 } else { 14 };
    let x = paint.fitted(
        Rect {
            width: width.min(area.width),
            ..area
        },
        &date,
        Role::Date,
    );
    let x = (x + 1).max(area.x + 12).min(area.right());
    let rest = Rect {
        x,
        width: area.right() - x,
        ..area
    };
    let pieces = summary(
        analysis,
        &event.participants,
        &event.summary,
        paint.metric,
        rest.width,
    );
    paint.pieces(rest, &pieces);
}

/// Whether the story goes back in time here: the dated event before it is a later one.
fn is_flashback(events: &[Event], idx: usize) -> bool {
    let before = events[..idx].iter().rev().find_map(|it| it.date);
    let date = events[idx].date;
    before
        .zip(date)
        .is_some_and(|(before, date)| date.last() < before.first())
}

/// The summary cut to fit, in pieces: who takes part, and the rest.
fn summary(
    analysis: &Analysis,
    who: &[EntityId],
    text: &str,
    metric: Metric,
    columns: u16,
) -> Vec<Piece> {
    let text = metric.fit(text, usize::from(columns));
    let mut names: Vec<(Span, Role)> = Vec::new();
    for &id in who {
        let entity = analysis.entity(id);
        for alias in &entity.aliases {
            for (at, _) in text.match_indices(alias.as_str()) {
                let span = Span::new(at, at + alias.len());
                if !names.iter().any(|it| it.0.overlaps(span)) {
                    names.push((span, kind_role(entity.kind)));
                }
            }
        }
    }
    names.sort_by_key(|it| it.0);
    let mut pieces = Vec::new();
    let mut at = 0;
    for (span, role) in names {
        let before = text[at..span.start as usize].to_owned();
        pieces.push(Piece::new(before, Role::Text));
        pieces.push(Piece::new(text[span.range()].to_owned(), role));
        at = span.end as usize;
    }
    pieces.push(Piece::new(text[at..].to_owned(), Role::Text));
    pieces
}

/// Which of those named on the card stands at a place.
pub(crate) fn link_at(app: &App, mut area: Rect, at: Position) -> Option<usize> {
    for line in &app.card.lines {
        match wrapped_at(line, area, at, app.options.metric) {
            Ok(piece) => return piece?.link,
            Err(used) => {
                area.y += used;
                area.height -= used;
            }
        }
    }
    None
}

fn draw_card(paint: &mut Paint, app: &App, area: Rect) {
    let chosen = (app.focus == Focus::Card).then_some(app.card_cursor);
    let mut rest = area;
    for line in &app.card.lines {
        let mut line = line.clone();
        for piece in line
            .iter_mut()
            .filter(|it| it.link.is_some() && it.link == chosen)
        {
            piece.role = Role::RowSelected;
        }
        let used = paint.wrapped(rest, &line);
        rest.y += used;
        rest.height -= used;
    }
}
