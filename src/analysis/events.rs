//! Events.
use crate::model::{Analysis, Event};
use crate::text::Document;
pub(super) fn find(_document: &Document, _analysis: &Analysis) -> Vec<Event> {
    Vec::new()
}
