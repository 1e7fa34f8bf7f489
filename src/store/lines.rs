//! The format of the file of corrections: what stands in a line.

use crate::corrections::{Correction, When, Who};
use crate::model::{DateValue, Kind};
use serde::{Deserialize, Serialize};
use std::io;

/// The first line of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    /// The version of the format.
    pub(super) corrections: u32,
    /// Where the text was read from.
    pub(super) source: Option<String>,
}

/// A correction as a line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
enum Line {
    Rename {
        who: String,
        kind: String,
        to: String,
    },
    Merge {
        who: String,
        kind: String,
        into: String,
        into_kind: String,
    },
    Split {
        who: String,
        kind: String,
        form: String,
    },
    Kind {
        who: String,
        kind: String,
        to: String,
    },
    Delete {
        who: String,
        kind: String,
    },
    Add {
        name: String,
        kind: String,
    },
    Redate {
        text: String,
        sentence: String,
        date: String,
    },
    DeleteEvent {
        text: String,
        sentence: String,
    },
}

/// A correction as a line of JSON, with its end.
pub(super) fn line(correction: &Correction) -> io::Result<Vec<u8>> {
    let kind = |it: &Kind| it.name().to_owned();
    let name = |it: &Who| it.name.clone();
    let line = match correction.clone() {
        Correction::Rename { who, to } => Line::Rename {
            who: name(&who),
            kind: kind(&who.kind),
            to,
        },
        Correction::Merge { who, into } => Line::Merge {
            who: name(&who),
            kind: kind(&who.kind),
            into: name(&into),
            into_kind: kind(&into.kind),
        },
        Correction::Split { who, form } => Line::Split {
            who: name(&who),
            kind: kind(&who.kind),
            form,
        },
        Correction::Kind { who, kind: to } => Line::Kind {
            who: name(&who),
            kind: kind(&who.kind),
            to: kind(&to),
        },
        Correction::Delete { who } => Line::Delete {
            who: name(&who),
            kind: kind(&who.kind),
        },
        Correction::Add { name, kind: it } => Line::Add {
            name,
            kind: kind(&it),
        },
        Correction::Redate { event, date } => Line::Redate {
            text: event.text,
            sentence: event.sentence,
            date: date.edtf(),
        },
        Correction::DeleteEvent { event } => Line::DeleteEvent {
            text: event.text,
            sentence: event.sentence,
        },
    };
    let mut bytes = serde_json::to_vec(&line)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The correction that a line says; `None` if it says none that is known here.
pub(super) fn correction(line: &[u8]) -> Option<Correction> {
    let who = |name: String, kind: &str| {
        Some(Who {
            name,
            kind: self::kind(kind)?,
        })
    };
    Some(match serde_json::from_slice(line.trim_ascii()).ok()? {
        Line::Rename {
            who: name,
            kind,
            to,
        } => Correction::Rename {
            who: who(name, &kind)?,
            to,
        },
        Line::Merge {
            who: name,
            kind,
            into,
            into_kind,
        } => Correction::Merge {
            who: who(name, &kind)?,
            into: who(into, &into_kind)?,
        },
        Line::Split {
            who: name,
            kind,
            form,
        } => Correction::Split {
            who: who(name, &kind)?,
            form,
        },
        Line::Kind {
            who: name,
            kind,
            to,
        } => Correction::Kind {
            who: who(name, &kind)?,
            kind: self::kind(&to)?,
        },
        Line::Delete { who: name, kind } => Correction::Delete {
            who: who(name, &kind)?,
        },
        Line::Add { name, kind } => Correction::Add {
            name,
            kind: self::kind(&kind)?,
        },
        Line::Redate {
            text,
            sentence,
            date,
        } => Correction::Redate {
            event: When { text, sentence },
            date: DateValue::parse(&date)?,
        },
        Line::DeleteEvent { text, sentence } => Correction::DeleteEvent {
            event: When { text, sentence },
        },
    })
}

fn kind(name: &str) -> Option<Kind> {
    let kinds = [Kind::Company, Kind::Organisation, Kind::Person];
    kinds.into_iter().find(|it| it.name() == name)
}
