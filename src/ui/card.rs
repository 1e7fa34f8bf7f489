//! The card: what is known about the selection, in a few lines.

use super::highlight::kind_role;
use super::post::post;
use super::select::What;
use super::theme::Role;
use super::{Locale, dates};
use crate::model::{Analysis, EntityId, Kind, Span};
use crate::text::{Document, sentence};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Mentions to look at for those who appear together: enough to know, little enough to be quick.
const MENTIONS: usize = 2000;
/// Names to show of those.
const TOGETHER: usize = 6;

/// What the card says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Card {
    /// Its lines, in pieces with the role of each.
    pub lines: Vec<Vec<Piece>>,
    /// Who is named on it: an entity that is selected itself, then the others, those before that are
    /// the most often together with it.
    pub links: Vec<EntityId>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// What it says.
    pub text: String,
    /// How it looks.
    pub role: Role,
    /// Which of [`Card::links`] it names.
    pub link: Option<usize>,
}

impl Piece {
    /// A piece that says this.
    pub(super) fn new(text: impl Into<String>, role: Role) -> Piece {
        Piece {
            text: text.into(),
            role,
            link: None,
        }
    }
}

impl Card {
    /// What it says, a line each.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            for piece in line {
                text.push_str(&piece.text);
            }
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        text.trim_end().to_owned()
    }

    /// Says what the reader set right.
    pub(super) fn add_corrections(&mut self, corrections: &[String], locale: &Locale) {
        if corrections.is_empty() {
            return;
        }
        let text = corrections.join(locale.get("card.and"));
        self.lines.push(vec![
            piece(format!("{} ", locale.get("card.corrected")), Role::Dim),
            piece(text, Role::Text),
        ]);
    }
}

fn piece(text: impl Into<String>, role: Role) -> Piece {
    Piece::new(text, role)
}

/// The name of somebody on the card, the `idx`th of its links.
fn link(analysis: &Analysis, id: EntityId, idx: usize) -> Piece {
    let entity = analysis.entity(id);
    Piece {
        link: Some(idx),
        ..piece(&entity.name, kind_role(entity.kind))
    }
}

/// The card of a selection.
pub(super) fn card(document: &Document, analysis: &Analysis, what: &What, locale: &Locale) -> Card {
    match what {
        What::Entity(id) => entity_card(document, analysis, *id, locale),
        What::Event(idx) => event_card(analysis, *idx, locale),
        What::Meeting(ids) => meeting_card(analysis, ids),
    }
}

fn entity_card(document: &Document, analysis: &Analysis, id: EntityId, locale: &Locale) -> Card {
    let entity = analysis.entity(id);
    let mut card = Card::default();
    let kind = match entity.kind {
        Kind::Company => "card.company",
        Kind::Organisation => "card.organisation",
        Kind::Person => "card.person",
    };
    let mut head = vec![
        link(analysis, id, 0),
        piece(format!("  {}", locale.get(kind)), Role::Dim),
    ];
    if let Some(post) = post(document, analysis, id) {
        head.push(piece(format!("  {post}"), Role::Text));
    }
    if !entity.other_names.is_empty() {
        head.push(piece(format!("  {} ", locale.get("card.also")), Role::Dim));
        head.push(piece(entity.other_names.join("、"), Role::Text));
    }
    card.lines.push(head);
    card.lines.push(forms_line(document, analysis, id, locale));
    card.lines.extend(dates_line(analysis, id, locale));
    let together = together(document, analysis, id);
    if !together.is_empty() {
        let mut line = vec![piece(format!("{} ", locale.get("card.with")), Role::Dim)];
        for (idx, &(other, count)) in (1..).zip(&together) {
            line.push(link(analysis, other, idx));
            let count = match count {
                (0, in_paragraphs) => format!(" ¶{in_paragraphs}  "),
                (in_sentences, _) => format!(" {in_sentences}  "),
            };
            line.push(piece(count, Role::Count));
        }
        card.lines.push(line);
    }
    let others = together.into_iter().map(|it| it.0);
    card.links = std::iter::once(id).chain(others).collect();
    card
}

/// The forms in the text with their counts, the most frequent first.
pub(super) fn forms<'a>(
    document: &'a Document,
    analysis: &Analysis,
    id: EntityId,
) -> Vec<(&'a str, usize)> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for mention in analysis.mentions_of(id) {
        let form = document.slice(mention.span);
        match counts.iter_mut().find(|it| it.0 == form) {
            Some(it) => it.1 += 1,
            None => counts.push((form, 1)),
        }
    }
    counts.sort_by_key(|it| usize::MAX - it.1);
    counts
}

/// The forms with their counts, and the first paragraph.
fn forms_line(
    document: &Document,
    analysis: &Analysis,
    id: EntityId,
    locale: &Locale,
) -> Vec<Piece> {
    let first = analysis.mentions_of(id).next();
    let number = first.and_then(|it| {
        let block = document.blocks().get(document.block_at(it.span.start))?;
        Some(block.number)
    });
    let mut line = Vec::new();
    if let Some(number) = number {
        line.push(piece(format!("{} ", locale.get("card.first")), Role::Dim));
        line.push(piece(format!("¶{number}  "), Role::Text));
    }
    line.push(piece(format!("{} ", locale.get("card.forms")), Role::Dim));
    for (form, count) in forms(document, analysis, id) {
        line.push(piece(form, Role::Text));
        line.push(piece(format!(" {count}  "), Role::Count));
    }
    line
}

/// The first and the last date of the events it takes part in.
fn dates_line(analysis: &Analysis, id: EntityId, locale: &Locale) -> Option<Vec<Piece>> {
    let dates = || {
        let events = analysis
            .events
            .iter()
            .filter(|it| it.participants.contains(&id));
        events.filter_map(|it| it.date)
    };
    let first = dates().min_by_key(|it| it.first())?;
    let last = dates().max_by_key(|it| it.last())?;
    let mut text = dates::words(first, locale);
    if first != last {
        text = format!("{text} – {}", dates::words(last, locale));
    }
    Some(vec![
        piece(format!("{} ", locale.get("card.between")), Role::Dim),
        piece(text, Role::Date),
        piece(format!("  {}", dates().count()), Role::Count),
    ])
}

/// Who is named in the same sentences, and in the same paragraphs, with the number of each; the most
/// often in sentences first.
fn together(
    document: &Document,
    analysis: &Analysis,
    id: EntityId,
) -> Vec<(EntityId, (usize, usize))> {
    let mut counts: HashMap<EntityId, (usize, usize)> = HashMap::new();
    let mut seen = Span::default();
    let mut block_seen = usize::MAX;
    let mut sentences: Vec<Span> = Vec::new();
    for mention in analysis.mentions_of(id).take(MENTIONS) {
        if seen.covers(mention.span) {
            continue;
        }
        let idx = document.block_at(mention.span.start);
        let Some(block) = document.blocks().get(idx) else {
            continue;
        };
        if block_seen != idx {
            block_seen = idx;
            sentences = sentence::sentences(document, block);
            for other in named_in(analysis, block.span, id) {
                counts.entry(other).or_default().1 += 1;
            }
        }
        let sentence = sentences.iter().find(|it| it.covers(mention.span));
        seen = sentence.copied().unwrap_or(block.span);
        for other in named_in(analysis, seen, id) {
            counts.entry(other).or_default().0 += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|it| (Reverse(it.1), it.0));
    counts.truncate(TOGETHER);
    counts
}

/// The others who are named at a place, each once.
fn named_in(analysis: &Analysis, span: Span, id: EntityId) -> Vec<EntityId> {
    let mentions = super::highlight::within(&analysis.mentions, span, |it| it.span);
    let others = mentions.iter().map(|it| it.entity).filter(|&it| it != id);
    let mut others: Vec<EntityId> = others.collect();
    others.sort_unstable();
    others.dedup();
    others
}

fn event_card(analysis: &Analysis, idx: usize, locale: &Locale) -> Card {
    let Some(event) = analysis.events.get(idx) else {
        return Card::default();
    };
    let mut card = Card::default();
    let date = event.date.map_or_else(
        || locale.get("list.undated").to_owned(),
        |it| dates::words(it, locale),
    );
    card.lines.push(vec![
        piece(format!("{date}  "), Role::Date),
        piece(&*event.summary, Role::Text),
    ]);
    if !event.participants.is_empty() {
        let mut line = vec![piece(format!("{} ", locale.get("card.who")), Role::Dim)];
        for (idx, &id) in event.participants.iter().enumerate() {
            line.push(link(analysis, id, idx));
            line.push(piece("  ", Role::Text));
        }
        card.lines.push(line);
    }
    for (number, step) in event.basis.steps().into_iter().enumerate() {
        let label = if number == 0 {
            locale.get("card.basis")
        } else {
            ""
        };
        card.lines.push(vec![
            piece(format!("{label} "), Role::Dim),
            piece(step.text, Role::Text),
        ]);
    }
    card.links = event.participants.to_vec();
    card
}

fn meeting_card(analysis: &Analysis, ids: &[EntityId]) -> Card {
    let mut line = Vec::new();
    for (idx, &id) in ids.iter().enumerate() {
        if 0 < idx {
            line.push(piece(" × ", Role::Dim));
        }
        line.push(link(analysis, id, idx));
    }
    Card {
        lines: vec![line],
        links: ids.to_vec(),
    }
}
