//! The wire format, schema 1. Changing a field here is a change of the interface; changing the
//! model is not. Offsets count Unicode scalar values of `document.text`; ends are exclusive, last
//! days inclusive.

use super::offsets::Offsets;
use crate::model::{self, Analysis, DateValue, EntityId, Explained};
use crate::text::Document;
use serde::Serialize;
use serde_json::Value;

/// One document with all that was found in it.
#[derive(Debug, Serialize)]
pub(super) struct Report<'a> {
    /// The version of this format.
    schema: u32,
    /// The id that came with the text, in a stream of texts only.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    document: WireDocument<'a>,
    entities: Vec<WireEntity<'a>>,
    events: Vec<WireEvent<'a>>,
    /// What the user should know about the analysis, a sentence each.
    remarks: &'a [String],
}

#[derive(Debug, Serialize)]
struct WireDocument<'a> {
    title: Option<&'a str>,
    /// The publication date, `YYYY-MM-DD`.
    published: Option<String>,
    /// `text`, `metadata`, `option` or `none`.
    published_from: &'static str,
    /// The name of the encoding that the source was read in.
    encoding: &'a str,
    /// `zh` or `en`.
    language: &'static str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct WireEntity<'a> {
    id: String,
    /// `company`, `organisation` or `person`.
    kind: &'static str,
    name: &'a str,
    /// Known names that need not occur in the text.
    other_names: &'a [String],
    /// Forms that occur in the text.
    aliases: &'a [String],
    /// False if the entity is weak or ambiguous.
    settled: bool,
    mentions: Vec<WireMention<'a>>,
}

#[derive(Debug, Serialize)]
struct WireMention<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    /// The evidence: `gazetteer`, `tagger 0.98`, `rule …`, `document`, `reader`.
    why: String,
}

#[derive(Debug, Serialize)]
struct WireEvent<'a> {
    id: String,
    /// The time expression.
    text: &'a str,
    start: usize,
    end: usize,
    /// `null` if it cannot be dated.
    date: Option<WireDate>,
    /// How the date was found, step by step.
    basis: Vec<Box<str>>,
    sentence: WireSpan,
    summary: &'a str,
    /// Ids of entities.
    participants: Vec<String>,
}

#[derive(Debug, Serialize)]
struct WireDate {
    edtf: String,
    /// First day, `YYYY-MM-DD`.
    start: String,
    /// Last day, included.
    end: String,
    precision: &'static str,
    certain: bool,
}

#[derive(Debug, Serialize)]
struct WireSpan {
    start: usize,
    end: usize,
}

/// A time expression by itself.
#[derive(Debug, Serialize)]
pub(super) struct WireExplained<'a> {
    text: &'a str,
    /// `null` if it cannot be dated.
    date: Option<WireDate>,
    /// How the date was found, step by step.
    basis: Vec<&'a str>,
}

/// Time expressions without a document.
pub(super) fn explained(found: &[Explained]) -> Vec<WireExplained<'_>> {
    found
        .iter()
        .map(|it| WireExplained {
            text: &it.words,
            date: it.value.map(date),
            basis: it.basis.iter().map(|step| &*step.text).collect(),
        })
        .collect()
}

fn date(value: DateValue) -> WireDate {
    WireDate {
        edtf: value.edtf(),
        start: value.first().to_string(),
        end: value.last().to_string(),
        precision: value.precision().name(),
        certain: value.is_certain(),
    }
}

/// The report of one document.
pub(super) fn report<'a>(
    document: &'a Document,
    analysis: &'a Analysis,
    id: Option<&'a Value>,
) -> Report<'a> {
    let offsets = Offsets::new(document.text());
    let entities = analysis
        .entities
        .iter()
        .enumerate()
        .filter(|(_, it)| it.settled);
    Report {
        schema: 1,
        id,
        document: wire_document(document, analysis),
        entities: entities
            .map(|(idx, it)| entity(document, analysis, &offsets, idx, it))
            .collect(),
        events: (1..)
            .zip(&analysis.events)
            .map(|(n, it)| event(document, analysis, &offsets, n, it))
            .collect(),
        remarks: &analysis.remarks,
    }
}

fn wire_document<'a>(document: &'a Document, analysis: &Analysis) -> WireDocument<'a> {
    WireDocument {
        title: document.meta.title.as_deref(),
        published: analysis.reference.map(|it| it.day.to_string()),
        published_from: analysis.reference.map_or("none", |it| it.from.name()),
        encoding: document.meta.encoding,
        language: document.language().code(),
        text: document.text(),
    }
}

fn entity<'a>(
    document: &'a Document,
    analysis: &Analysis,
    offsets: &Offsets<'_>,
    idx: usize,
    it: &'a model::Entity,
) -> WireEntity<'a> {
    let mentions = it
        .mentions
        .iter()
        .map(|&idx| &analysis.mentions[idx as usize]);
    WireEntity {
        id: format!("e{}", idx + 1),
        kind: it.kind.name(),
        name: &it.name,
        other_names: &it.other_names,
        aliases: &it.aliases,
        settled: it.settled,
        mentions: mentions
            .map(|it| WireMention {
                start: offsets.scalar(it.span.start),
                end: offsets.scalar(it.span.end),
                text: document.slice(it.span),
                why: it.why.to_string(),
            })
            .collect(),
    }
}

fn event<'a>(
    document: &'a Document,
    analysis: &Analysis,
    offsets: &Offsets<'_>,
    number: usize,
    it: &'a model::Event,
) -> WireEvent<'a> {
    let is_settled = |id: &&EntityId| analysis.entity(**id).settled;
    WireEvent {
        id: format!("d{number}"),
        text: document.slice(it.span),
        start: offsets.scalar(it.span.start),
        end: offsets.scalar(it.span.end),
        date: it.date.map(date),
        basis: it.basis.steps().into_iter().map(|step| step.text).collect(),
        sentence: WireSpan {
            start: offsets.scalar(it.sentence.start),
            end: offsets.scalar(it.sentence.end),
        },
        summary: &it.summary,
        participants: it
            .participants
            .iter()
            .filter(is_settled)
            .map(|id| format!("e{}", id.0 + 1))
            .collect(),
    }
}
