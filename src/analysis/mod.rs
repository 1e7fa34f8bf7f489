//! What is found in a document: names, dates, events.
//!
//! The analysis never fails and never reads a file, an environment or a clock: the same document
//! gives the same analysis. Imports allowed here: `model`, `text`, `lexicon`, `tagger`.

pub mod dates;
mod events;
mod names;
pub mod reference;
pub mod token;

use crate::lexicon::Lexicon;
use crate::model::{Analysis, Reference};
use crate::text::Document;

/// All that the analysis knows of the world.
#[derive(Debug, Default)]
pub struct Analyzer {
    lexicon: Lexicon,
}

impl Analyzer {
    /// An analyzer that knows these words.
    pub fn new(lexicon: Lexicon) -> Analyzer {
        Analyzer { lexicon }
    }

    /// Finds the names, dates and events of a document.
    pub fn analyze(&self, document: &Document) -> Analysis {
        let given = document.meta.published;
        let reference = given.map(|(day, from)| Reference {
            day,
            from,
            span: None,
        });
        let reference = reference.or_else(|| reference::find(document));
        let names = names::find(document, &self.lexicon);
        let mut analysis = Analysis {
            entities: names.entities,
            mentions: names.mentions,
            reference,
            remarks: remarks(document),
            ..Analysis::default()
        };
        let dated = dates::find(document, reference);
        let dated = dated.into_iter().filter(|it| it.is_event);
        analysis.events = events::find(document, &analysis, dated.collect());
        analysis
    }
}

/// What is to be said about how the document was read.
fn remarks(document: &Document) -> Vec<String> {
    let replaced = match document.meta.replaced {
        0 => None,
        count => {
            let encoding = document.meta.encoding;
            Some(format!(
                "{count} characters could not be decoded from {encoding}"
            ))
        }
    };
    document
        .meta
        .remarks
        .iter()
        .cloned()
        .chain(replaced)
        .collect()
}
