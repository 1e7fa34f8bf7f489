//! The line on top and the line at the bottom.

use super::paint::Paint;
use crate::model::{PublishedFrom, Reference};
use crate::text::BlockKind;
use crate::ui::app::{App, Focus};
use crate::ui::dates;
use crate::ui::lists::Row;
use crate::ui::mode::{FindFor, Mode, PromptBox, PromptKind};
use crate::ui::prompt::Line;
use crate::ui::regions::Regions;
use crate::ui::reread::Watch;
use crate::ui::select::{Walk, What};
use crate::ui::theme::Role;
use crate::ui::{Action, Locale};
use ratatui::layout::{Position, Rect};

/// Below this many columns there is more need of the title than of the encoding.
const NARROW: u16 = 64;

/// Draws the line on top.
pub(super) fn draw_status(paint: &mut Paint, app: &App, area: Rect) {
    if area.is_empty() {
        return;
    }
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let x = paint.right(area, &place(app, area.width), Role::Status);
    let rest = Rect {
        width: (x - area.x).saturating_sub(2),
        ..area
    };
    let left = facts(app, area.width < NARROW);
    let left_width = u16::try_from(paint.metric.width(&left)).unwrap_or(0);
    let title_width = rest
        .width
        .saturating_sub(left_width + 2)
        .max(rest.width / 2);
    let x = paint.fitted(
        Rect {
            width: title_width,
            ..rest
        },
        &title(app),
        Role::Title,
    );
    let rest = Rect {
        x: x + 2,
        width: rest.right().saturating_sub(x + 2),
        ..rest
    };
    paint.fitted(rest, &left, Role::Status);
}

fn title(app: &App) -> String {
    let meta = &app.document.meta;
    let blocks = app.document.blocks();
    let heading = blocks
        .iter()
        .take(50)
        .find(|it| matches!(it.kind, BlockKind::Heading(_)));
    let heading = heading.map(|it| app.document.slice(it.span));
    let title = meta
        .title
        .as_deref()
        .or(heading)
        .or(meta.source.rsplit('/').next());
    let title = title.filter(|it| !it.is_empty());
    title
        .unwrap_or(app.locale.get("status.no-title"))
        .trim_start_matches(['#', ' '])
        .to_owned()
}

/// The date with where it is from, what could not be decoded, what is still going on.
fn facts(app: &App, is_narrow: bool) -> String {
    let meta = &app.document.meta;
    let locale = &app.locale;
    let mut facts: Vec<String> = app.shelf.sign().into_iter().collect();
    let found = app.analysis.as_ref().and_then(|it| it.reference);
    let published = meta.published.map(|(day, from)| Reference {
        day,
        from,
        span: None,
    });
    if let Some(reference) = found.or(published) {
        let from = from(reference.from, locale);
        facts.push(if is_narrow {
            reference.day.to_string()
        } else {
            format!("{} ({from})", reference.day)
        });
    }
    if 0 < meta.replaced {
        let n = meta.replaced.to_string();
        facts.push(locale.fill("status.replaced", &[("n", &n)]));
    }
    match app.watch {
        Watch::Off => {}
        Watch::On => facts.push(locale.get("status.watched").to_owned()),
        Watch::Lost => facts.push(locale.get("status.lost").to_owned()),
    }
    if meta.cut {
        facts.push(locale.get("status.cut").to_owned());
    }
    if let Some(n_bytes) = app.arriving {
        let size = size(n_bytes, locale);
        facts.push(locale.fill("status.arriving", &[("size", &size)]));
    } else if meta.partial {
        facts.push(locale.get("status.reading").to_owned());
    } else if app.analysis.is_none() {
        facts.push(locale.get("status.analyzing").to_owned());
    }
    facts.join("  ")
}

/// So many bytes in words.
fn size(n_bytes: usize, locale: &Locale) -> String {
    match n_bytes {
        0..1024 => locale.fill("status.bytes", &[("n", &n_bytes.to_string())]),
        1024..0x10_0000 => format!("{} KiB", n_bytes >> 10),
        _ => format!("{} MiB", n_bytes >> 20),
    }
}

fn from(from: PublishedFrom, locale: &Locale) -> &str {
    match from {
        PublishedFrom::Option => locale.get("status.from-option"),
        PublishedFrom::Metadata => locale.get("status.from-metadata"),
        PublishedFrom::Text => locale.get("status.from-text"),
        PublishedFrom::Created => locale.get("status.from-created"),
    }
}

/// Encoding if there is room for it, paragraph, percent.
fn place(app: &App, width: u16) -> String {
    let blocks = app.document.blocks();
    let number = blocks.get(app.top().block).map_or(0, |it| it.number);
    let last = blocks.last().map_or(0, |it| it.number);
    let len = app.document.text().trim_end().len().max(1);
    let percent = (app.visible_span().end as usize * 100 / len).min(100);
    let place = format!("¶{number}/{last}  {percent:>3}%");
    if width < NARROW {
        return place;
    }
    format!("{}   {place}", app.document.meta.encoding)
}

/// Draws the line at the bottom; where the caret stands if something is typed there.
pub(super) fn draw_footer(paint: &mut Paint, app: &App, regions: &Regions) -> Option<Position> {
    let mut area = regions.footer;
    match &app.mode {
        Mode::Prompt(prompt) => {
            let (label, hint) = prompt_words(app, prompt);
            area = prompt_area(paint, regions);
            Some(draw_prompt(paint, area, label, &prompt.line, &hint))
        }
        Mode::Find(find) => {
            let hint = match (&app.analysis, find.found.is_empty()) {
                (None, _) => app.locale.get("note.waiting"),
                (Some(_), true) => app.locale.get("prompt.no-name"),
                (Some(_), false) => "",
            };
            area = prompt_area(paint, regions);
            let label = match (find.purpose, &app.analysis) {
                (FindFor::Merge(id), Some(analysis)) => {
                    let name = analysis.entity(id).name.as_str();
                    app.locale.fill("prompt.merge", &[("name", name)])
                }
                (FindFor::Merge(_) | FindFor::Reading, _) => {
                    app.locale.get("prompt.find").to_owned()
                }
            };
            Some(draw_prompt(paint, area, &label, &find.line, hint))
        }
        Mode::Reading | Mode::Popup(_) if area.is_empty() => None,
        Mode::Reading | Mode::Popup(_) => {
            area = Rect {
                x: area.x + 1,
                width: area.width.saturating_sub(2),
                ..area
            };
            draw_hints(paint, app, area);
            None
        }
    }
}

/// The footer, or the last row of a screen that has none.
fn prompt_area(paint: &mut Paint, regions: &Regions) -> Rect {
    if !regions.footer.is_empty() {
        return regions.footer;
    }
    let screen = regions.screen;
    let y = screen.height.saturating_sub(1);
    let area = Rect {
        y,
        height: screen.height.min(1),
        ..screen
    };
    paint.clear(area);
    area
}

fn prompt_words<'a>(app: &'a App, prompt: &'a PromptBox) -> (&'a str, String) {
    let label = match prompt.kind {
        PromptKind::Date => "prompt.date",
        PromptKind::Search { is_regex: false } => "prompt.search",
        PromptKind::Search { is_regex: true } => "prompt.regex",
        PromptKind::Command => "prompt.command",
        PromptKind::Rename(_) => "prompt.rename",
        PromptKind::Redate(_) => "prompt.redate",
        PromptKind::Add => "prompt.add",
    };
    let mut hint = app.note.clone().unwrap_or_else(|| prompt.hint.clone());
    if hint.is_empty() && matches!(prompt.kind, PromptKind::Search { .. }) {
        hint = format!("Alt-r {}", app.locale.get("footer.regex"));
    }
    (app.locale.get(label), hint)
}

/// Draws label, line and hint; returns where the caret stands. A line that is too long is shown
/// from where the caret stays in sight.
fn draw_prompt(paint: &mut Paint, area: Rect, label: &str, line: &Line, hint: &str) -> Position {
    let x = paint.text(area, label, Role::Prompt);
    let room = usize::from(area.right().saturating_sub(x + 1));
    let before = line.before_caret();
    let mut skip = 0;
    for glyph in paint.metric.glyphs(before) {
        if paint.metric.width(&before[skip..]) <= room {
            break;
        }
        skip = glyph.end();
    }
    let rest = Rect {
        x,
        width: area.right() - x,
        ..area
    };
    let caret = x + u16::try_from(paint.metric.width(&before[skip..])).unwrap_or(0);
    let end = paint.text(rest, &line.text()[skip..], Role::Text);
    if end + 3 < area.right() && !hint.is_empty() {
        let rest = Rect {
            x: end + 3,
            width: area.right() - end - 3,
            ..area
        };
        paint.fitted(rest, hint, Role::Dim);
    }
    Position {
        x: caret.min(area.right().saturating_sub(1)),
        y: area.y,
    }
}

fn draw_hints(paint: &mut Paint, app: &App, area: Rect) {
    let typed: String = app.pending.iter().map(ToString::to_string).collect();
    let typed = format!("{}{typed}", app.count.typed());
    let x = paint.right(area, &typed, Role::Key);
    let mut rest = Rect {
        width: (x - area.x).saturating_sub(1),
        ..area
    };
    let counter = counter(app);
    for (text, role) in [(app.note.clone(), Role::Note), (counter, Role::Title)] {
        let Some(text) = text else { continue };
        let x = paint.fitted(rest, &text, role) + 3;
        rest = Rect {
            x,
            width: rest.right().saturating_sub(x),
            ..rest
        };
    }
    for &(action, key) in hints(app) {
        let keys = app.options.keys.key_of(action);
        let text = format!(" {}", app.locale.get(key));
        let width = paint.metric.width(&keys) + paint.metric.width(&text);
        if usize::from(rest.width) < width {
            break;
        }
        let x = paint.text(rest, &keys, Role::Key);
        let x = paint.text(
            Rect {
                x,
                width: rest.right() - x,
                ..rest
            },
            &text,
            Role::Note,
        ) + 3;
        rest = Rect {
            x,
            width: rest.right().saturating_sub(x),
            ..rest
        };
    }
}

/// Who is walked through, and how far: `OpenAI 7/38`.
fn counter(app: &App) -> Option<String> {
    if app.walk == Walk::Hits && !app.hits.spans.is_empty() {
        let at = app.hits.current.map_or(0, |it| it + 1);
        return Some(format!("/{} {at}/{}", app.hits.query, app.hits.spans.len()));
    }
    let selected = app.selected.as_ref()?;
    let analysis = app.analysis.as_ref()?;
    let n = selected.passages.len();
    let at = selected.current.map_or(0, |it| it + 1);
    Some(match &selected.what {
        What::Entity(id) => format!("{} {at}/{n}", analysis.entity(*id).name),
        What::Event(idx) => dates::words(analysis.events.get(*idx)?.date?, &app.locale),
        What::Meeting(ids) => {
            let names: Vec<&str> = ids
                .iter()
                .map(|&it| analysis.entity(it).name.as_str())
                .collect();
            let n_text = n.to_string();
            let values = [("names", names.join(" × ")), ("n", n_text)];
            let values = values.each_ref().map(|it| (it.0, it.1.as_str()));
            format!("{} {at}/{n}", app.locale.fill("card.meet", &values))
        }
    })
}

/// The keys that are most useful now, five at most.
fn hints(app: &App) -> &'static [(Action, &'static str)] {
    use Action::{
        Down, FindName, GoToDate, Help, Leave, Mark, Next, Only, OtherPane, Search, Stay,
    };
    const DATE: (Action, &str) = (GoToDate, "footer.date");
    const FIND: (Action, &str) = (FindName, "footer.find");
    const HELP: (Action, &str) = (Help, "footer.help");
    const LEAVE: (Action, &str) = (Leave, "footer.leave");
    const NEXT: (Action, &str) = (Next, "footer.next");
    const SEARCH: (Action, &str) = (Search, "footer.search");
    const STAY: (Action, &str) = (Stay, "footer.stay");
    let is_entity = matches!(app.cursor_row(), Some(Row::Entity(_)));
    let has_selection = app.selected.is_some() || !app.hits.spans.is_empty();
    match (app.focus, &app.mode) {
        (_, Mode::Popup(_)) => &[
            (Leave, "footer.close"),
            (Down, "footer.move"),
            SEARCH,
            (Stay, "footer.accept"),
        ],
        (Focus::List, _) if is_entity => &[
            STAY,
            LEAVE,
            NEXT,
            (Mark, "footer.mark"),
            (Only, "footer.filter"),
        ],
        (Focus::Card, _) => &[
            (Stay, "footer.accept"),
            (Down, "footer.move"),
            (OtherPane, "footer.text"),
            LEAVE,
            HELP,
        ],
        (Focus::List, _) => &[STAY, LEAVE, DATE, (OtherPane, "footer.text"), HELP],
        (Focus::Text, _) if app.kept.is_some() => &[NEXT, STAY, LEAVE, FIND, HELP],
        (Focus::Text, _) if has_selection => &[NEXT, FIND, DATE, SEARCH, HELP],
        (Focus::Text, _) => &[(OtherPane, "footer.list"), FIND, DATE, SEARCH, HELP],
    }
}
