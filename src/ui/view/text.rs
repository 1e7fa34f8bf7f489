//! The pane of the text: its lines, the margin left of it, the scroll bar right of it.

use super::paint::Paint;
use crate::model::{Analysis, Span};
use crate::text::columns::Metric;
use crate::text::{Block, BlockKind};
use crate::ui::app::{App, Shine};
use crate::ui::highlight::{self, Layer, kind_role, within};
use crate::ui::links::{self, Address};
use crate::ui::page::{self, Row};
use crate::ui::regions::Regions;
use crate::ui::screen::Link;
use crate::ui::select::Walk;
use crate::ui::theme::Role;
use crate::ui::{Locale, dates};
use ratatui::layout::{Position, Rect};

/// Draws the pane.
pub(crate) fn draw(paint: &mut Paint, app: &App, regions: &Regions) {
    let rows = app
        .page()
        .visible(app.top(), usize::from(regions.column.height));
    let mut before = None;
    let mut addresses = (usize::MAX, Vec::new());
    for (row, y) in rows.iter().zip(regions.column.y..) {
        let right = regions.column.right() + regions.hang;
        if app.options.links && addresses.0 != row.block {
            let block = app.document.blocks().get(row.block);
            let found = block.map(|it| links::of_block(&app.document, it));
            addresses = (row.block, found.unwrap_or_default());
        }
        let columns = draw_line(paint, app, row, regions.column.x, y, right);
        draw_links(paint, row, y, &addresses.1, &columns);
        draw_margin(
            paint,
            app,
            row,
            Rect {
                y,
                height: 1,
                ..regions.margin
            },
            before,
        );
        before = Some(row.block);
    }
    draw_bar(paint, app, &rows, regions.bar);
}

/// The character of the text that is shown at a place, as the place of its bytes.
pub(crate) fn glyph_at(app: &App, at: Position) -> Option<Span> {
    let regions = app.regions();
    let column = regions.column;
    let rows = app.page().visible(app.top(), usize::from(column.height));
    let line = rows.get(usize::from(at.y.checked_sub(column.y)?))?.line?;
    let wanted = usize::from(at.x.checked_sub(column.x)?);
    let mut x = 0;
    for glyph in app.options.metric.glyphs(app.document.slice(line)) {
        x += glyph.columns;
        if wanted < x {
            let start = line.start as usize + glyph.at;
            return Some(Span::new(start, start + glyph.len));
        }
    }
    None
}

/// Draws a line; the bytes and columns at which its characters begin.
fn draw_line(
    paint: &mut Paint,
    app: &App,
    row: &Row,
    x: u16,
    y: u16,
    right: u16,
) -> Vec<(u32, u16)> {
    let mut columns = Vec::new();
    let Some((line, block)) = row.line.zip(app.document.blocks().get(row.block)) else {
        return columns;
    };
    let runs = highlight::flatten(line, base_role(block.kind), &layers(app, block, line));
    let mut runs = runs.into_iter().peekable();
    let mut x = x;
    for glyph in paint.metric.glyphs(app.document.slice(line)) {
        let at = line.start + u32::try_from(glyph.at).unwrap_or(u32::MAX);
        while runs.peek().is_some_and(|it| it.span.end <= at) {
            runs.next();
        }
        let role = runs.peek().map_or(Role::Text, |it| it.role);
        let style = paint.theme.style(role);
        let Some(next) = paint.glyph(x, y, right, &glyph, style) else {
            break;
        };
        columns.push((at, x));
        x = next;
    }
    columns.push((line.end, x));
    columns
}

/// Marks the cells of a line that stand for addresses.
fn draw_links(paint: &mut Paint, row: &Row, y: u16, addresses: &[Address], columns: &[(u32, u16)]) {
    let Some(line) = row.line else { return };
    for address in addresses.iter().filter(|it| it.span.overlaps(line)) {
        let column = |at: u32| {
            let idx = columns.partition_point(|it| it.0 < at);
            columns.get(idx).or(columns.last()).map_or(0, |it| it.1)
        };
        let columns = column(address.span.start)..column(address.span.end);
        if !columns.is_empty() {
            paint.links.push(Link {
                y,
                columns,
                id: address.span.start,
                address: address.to.as_str().into(),
            });
        }
    }
}

const fn base_role(kind: BlockKind) -> Role {
    match kind {
        BlockKind::Heading(_) => Role::Heading,
        BlockKind::Paragraph | BlockKind::Item => Role::Text,
        BlockKind::Quote => Role::Quote,
        BlockKind::Code => Role::Code,
        BlockKind::Clutter => Role::Clutter,
    }
}

/// What is highlighted on a line, the strongest last.
fn layers(app: &App, block: &Block, line: Span) -> Vec<Layer> {
    let mut layers = Vec::new();
    let base = block.span.start as usize;
    for picture in page::pictures(app.document.slice(block.span)) {
        let span = Span::new(base + picture.start, base + picture.end);
        layers.push(Layer {
            span,
            role: Role::Clutter,
        });
    }
    if let (Shine::All, Some(analysis)) = (app.shine, &app.analysis) {
        for mention in within(&analysis.mentions, line, |it| it.span) {
            let role = kind_role(analysis.entity(mention.entity).kind);
            layers.push(Layer {
                span: mention.span,
                role,
            });
        }
        for event in within(&analysis.events, line, |it| it.span) {
            layers.push(Layer {
                span: event.span,
                role: Role::Date,
            });
        }
    }
    if app.shine != Shine::Nothing {
        let selected = app.selected.as_ref();
        let marks = selected.map_or(&[][..], |it| &it.marks);
        layers.extend(within(marks, line, |it| it.span));
        let hits = within(&app.hits.spans, line, |&it| it);
        layers.extend(hits.iter().map(|&span| Layer {
            span,
            role: Role::Hit,
        }));
        layers.extend(current(app).map(|span| Layer {
            span,
            role: Role::Current,
        }));
    }
    layers.extend(app.picked.map(|span| Layer {
        span,
        role: Role::RowSelected,
    }));
    layers
}

/// The passage that was gone to.
fn current(app: &App) -> Option<Span> {
    match app.walk {
        Walk::Hits => app.hits.spans.get(app.hits.current?).copied(),
        Walk::Selection => app.selected.as_ref()?.current_span(),
    }
}

/// The paragraph's number at its first row on the screen, the date in force below.
fn draw_margin(paint: &mut Paint, app: &App, row: &Row, area: Rect, before: Option<usize>) {
    let Some(block) = app.document.blocks().get(row.block) else {
        return;
    };
    let area = Rect {
        width: area.width.saturating_sub(1),
        ..area
    };
    if area.width < 4 || row.line.is_none() {
        return;
    }
    let is_first = before != Some(row.block) && (before.is_none() || !block.continued);
    if is_first {
        paint.right(area, &format!("¶{}", block.number), Role::Margin);
    } else if row.row == 1
        && let Some(analysis) = &app.analysis
        && let Some(date) = date_in_force(analysis, block, &app.locale, paint.metric)
    {
        paint.right(area, &date, Role::Margin);
    }
}

/// The date of the last event up to the end of a paragraph's first sentence or so: its month, or
/// its year.
fn date_in_force(
    analysis: &Analysis,
    block: &Block,
    locale: &Locale,
    metric: Metric,
) -> Option<String> {
    let until = analysis
        .events
        .partition_point(|it| it.span.start < block.span.end);
    let inside = within(&analysis.events, block.span, |it| it.span)
        .iter()
        .find_map(|it| it.date);
    let carried = || analysis.events[..until].iter().rev().find_map(|it| it.date);
    let words = dates::words(inside.or_else(carried)?, locale);
    if metric.width(&words) <= 7 {
        return Some(words);
    }
    let words = words.trim_start_matches(|c: char| !c.is_ascii_digit());
    let shown: String = words.chars().take(7).collect();
    Some(shown.trim_end_matches(['-', '/', '–']).to_owned())
}

/// The scroll bar: which part is seen, and where the passages are.
fn draw_bar(paint: &mut Paint, app: &App, rows: &[Row], area: Rect) {
    let len = app.document.text().len();
    if area.is_empty() || len == 0 {
        return;
    }
    let height = usize::from(area.height);
    let row_of = |offset: u32| (offset as usize * height / len).min(height - 1);
    let mut lines = rows.iter().filter_map(|it| it.line);
    if let Some(first) = lines.next() {
        let last = lines.next_back().unwrap_or(first);
        for row in row_of(first.start)..=row_of(last.end.saturating_sub(1)) {
            put(paint, area, row, "▐", Role::Frame);
        }
    }
    if app.shine == Shine::Nothing {
        return;
    }
    match (app.walk, &app.selected) {
        (Walk::Hits, _) => {
            let hits = app.hits.spans.iter();
            draw_marks(paint, area, len, hits.map(|&span| (span, Role::Hit)));
        }
        (Walk::Selection, Some(it)) => {
            draw_marks(
                paint,
                area,
                len,
                it.marks.iter().map(|it| (it.span, it.role)),
            );
        }
        (Walk::Selection, None) => {}
    }
    if let Some(span) = current(app) {
        put(paint, area, row_of(span.start), "▪", Role::Current);
    }
}

/// Marks places of a text of that length on the bar, each row once.
fn draw_marks(
    paint: &mut Paint,
    area: Rect,
    len: usize,
    marks: impl Iterator<Item = (Span, Role)>,
) {
    let height = usize::from(area.height);
    let mut before = None;
    for (span, role) in marks {
        let row = (span.start as usize * height / len).min(height - 1);
        if before != Some(row) {
            put(paint, area, row, "▪", role);
            before = Some(row);
        }
    }
}

fn put(paint: &mut Paint, area: Rect, row: usize, sign: &str, role: Role) {
    let y = area.y + u16::try_from(row).unwrap_or(0);
    paint.text(
        Rect {
            y,
            height: 1,
            ..area
        },
        sign,
        role,
    );
}
