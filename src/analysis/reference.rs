//! The publication date, as the head of the text says it.

use super::dates;
use crate::model::{Precision, PublishedFrom, Reference};
use crate::text::Document;

/// How many blocks, and how many bytes, the head of a text has.
const HEAD: (usize, usize) = (12, 2000);

/// The publication date found in the head of the text.
pub fn find(document: &Document) -> Option<Reference> {
    let head = head(document)?;
    dates::find(&head, None)
        .into_iter()
        .filter(|it| it.value.is_some_and(|it| it.precision() == Precision::Day))
        .find_map(|it| {
            Some(Reference {
                day: it.value?.first(),
                from: PublishedFrom::Text,
                span: Some(it.span),
            })
        })
}

fn head(document: &Document) -> Option<Document> {
    let last = document.blocks().iter().take(HEAD.0).next_back()?;
    let end = document
        .text()
        .floor_char_boundary((last.span.end as usize).min(HEAD.1));
    Some(Document::plain(
        document.text()[..end].to_owned(),
        document.meta.clone(),
    ))
}
