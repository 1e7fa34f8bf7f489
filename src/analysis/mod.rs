//! What is found in a document: names, dates, events.
//!
//! The analysis never fails and never reads a file, an environment or a clock: the same document
//! gives the same analysis. Imports allowed here: `model`, `text`, `lexicon`, `tagger`.

mod events;
mod names;
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
        let reference = document.meta.published.map(|(day, from)| Reference {
            day,
            from,
            span: None,
        });
        let names = names::find(document, &self.lexicon);
        let mut analysis = Analysis {
            entities: names.entities,
            mentions: names.mentions,
            reference,
            ..Analysis::default()
        };
        analysis.events = events::find(document, &analysis, Vec::new());
        analysis
    }
}
