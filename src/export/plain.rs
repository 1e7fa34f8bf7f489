//! Readable text: what was found, for pipes and people without the reader.

use crate::model::{Analysis, DateValue, Entity, Explained, Kind};
use crate::text::Document;
use crate::text::columns::Metric;
use std::fmt::Write as _;

/// SGR sequences of the readable lists; empty strings where the output is no terminal.
#[derive(Debug, Clone, Copy)]
struct Paint {
    bold: &'static str,
    dim: &'static str,
    off: &'static str,
}

impl Paint {
    const fn new(colored: bool) -> Paint {
        if colored {
            Paint {
                bold: "\u{1b}[1m",
                dim: "\u{1b}[2m",
                off: "\u{1b}[0m",
            }
        } else {
            Paint {
                bold: "",
                dim: "",
                off: "",
            }
        }
    }
}

/// The companies, organisations and people, the most frequent first, one a line.
pub fn names(analysis: &Analysis, colored: bool) -> String {
    let paint = Paint::new(colored);
    let mut out = String::new();
    let groups = [
        ("公司 Companies", Some(Kind::Company)),
        ("机构 Organisations", Some(Kind::Organisation)),
        ("人物 People", Some(Kind::Person)),
        ("待定 Unsettled", None),
    ];
    for (title, kind) in groups {
        let is_of_group = |it: &&Entity| it.settled.then_some(it.kind) == kind;
        let mut rows: Vec<&Entity> = analysis.entities.iter().filter(is_of_group).collect();
        if rows.is_empty() {
            continue;
        }
        // Stable: of equal counts the first in the text stays first.
        rows.sort_by_key(|it| std::cmp::Reverse(it.mentions.len()));
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(
            out,
            "{gap}{}{title} {}{}",
            paint.bold,
            rows.len(),
            paint.off
        );
        for row in rows {
            let others = other_forms(row);
            let (name, count) = (visible(&row.name), row.mentions.len());
            let _ = writeln!(
                out,
                "{count:>5}  {name}  {}{others}{}",
                paint.dim, paint.off
            );
        }
    }
    without_trailing_blanks(&out)
}

/// The forms of an entity besides its name, those of the text first.
fn other_forms(entity: &Entity) -> String {
    let mut forms: Vec<&str> = Vec::new();
    for form in entity.aliases.iter().chain(&entity.other_names) {
        if *form != entity.name && !forms.contains(&form.as_str()) {
            forms.push(form);
        }
    }
    visible(&forms.join(", "))
}

/// The dated events in the order of time, one a line.
pub fn timeline(document: &Document, analysis: &Analysis, colored: bool) -> String {
    let paint = Paint::new(colored);
    let mut out = String::new();
    for idx in analysis.timeline() {
        let event = &analysis.events[idx];
        let date = event.date.map_or_else(|| "?".to_owned(), DateValue::edtf);
        let words = visible(document.slice(event.span));
        let who: Vec<&str> = event
            .participants
            .iter()
            .map(|&id| analysis.entity(id).name.as_str())
            .collect();
        let who = if who.is_empty() {
            String::new()
        } else {
            format!(" [{}]", who.join(", "))
        };
        let _ = writeln!(
            out,
            "{}{date:<12}{} {}  {}({words}){}{}",
            paint.bold,
            paint.off,
            visible(&event.summary),
            paint.dim,
            visible(&who),
            paint.off
        );
    }
    without_trailing_blanks(&out)
}

/// What time expressions denote, and the steps that led there; a blank line between two.
pub fn explanation(found: &[Explained]) -> String {
    let mut out = String::new();
    for it in found {
        if !out.is_empty() {
            out.push('\n');
        }
        if let Some(value) = it.value {
            let certain = if value.is_certain() { "" } else { ", about" };
            let precision = value.precision().name();
            let _ = writeln!(out, "{}  ({precision}{certain})", value.edtf());
            let _ = writeln!(out, "{} .. {}", value.first(), value.last());
        } else {
            out.push_str("?\n");
        }
        for step in &it.basis {
            let _ = writeln!(out, "  {}", visible(&step.text));
        }
    }
    out
}

/// Text of the article for a terminal, on one line.
fn visible(text: &str) -> String {
    Metric::default().safe(text)
}

fn without_trailing_blanks(text: &str) -> String {
    text.lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}
