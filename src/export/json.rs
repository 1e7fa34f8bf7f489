//! JSON: one object a document, with nothing in it that a terminal would obey.

use super::wire::{explained, report};
use crate::model::{Analysis, Explained};
use crate::text::Document;
use crate::text::hazard::inert_json;
use serde_json::Value;

/// The report as indented JSON, with a line end.
pub fn pretty(document: &Document, analysis: &Analysis) -> String {
    let text = serde_json::to_string_pretty(&report(document, analysis, None));
    inert_json(text.expect("a report is plain data with string keys")) + "\n"
}

/// The report as one line of JSON, without the line end; `id` is what came with the text.
pub fn one_line(document: &Document, analysis: &Analysis, id: Option<&Value>) -> String {
    let text = serde_json::to_string(&report(document, analysis, id));
    inert_json(text.expect("a report is plain data with string keys"))
}

/// Explained time expressions as indented JSON, with a line end.
pub fn explained_json(found: &[Explained]) -> String {
    let text = serde_json::to_string_pretty(&explained(found));
    inert_json(text.expect("dates are plain data with string keys")) + "\n"
}

/// The line that answers line `line` (from 1) of a stream which could not be read.
pub fn error_line(id: &Value, line: u64, error: &str) -> String {
    inert_json(serde_json::json!({ "id": id, "error": error, "line": line }).to_string())
}
