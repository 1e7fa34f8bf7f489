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

/// Asks whether an analysis is still wanted.
pub type Wanted<'a> = &'a (dyn Fn() -> bool + Sync);

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

    /// A number that is another for an analyzer that knows other words.
    pub const fn words_id(&self) -> u64 {
        self.lexicon.id()
    }

    /// Finds the names, dates and events of a document.
    pub fn analyze(&self, document: &Document) -> Analysis {
        // It is wanted to the end, so that there is one.
        self.analyze_while(document, &|| true).unwrap_or_default()
    }

    /// The same, given up soon after it is no longer wanted.
    pub fn analyze_while(&self, document: &Document, is_wanted: Wanted<'_>) -> Option<Analysis> {
        let given = document.meta.published;
        let reference = given.map(|(day, from)| Reference {
            day,
            from,
            span: None,
        });
        let reference = reference.or_else(|| reference::find(document));
        let names = names::find(document, &self.lexicon, is_wanted)?;
        let mut analysis = Analysis {
            entities: names.entities,
            mentions: names.mentions,
            reference,
            remarks: remarks(document),
            ..Analysis::default()
        };
        is_wanted().then_some(())?;
        let dated = dates::find(document, reference);
        is_wanted().then_some(())?;
        let dated = dated.into_iter().filter(|it| it.is_event);
        analysis.events = events::find(document, &analysis, dated.collect());
        Some(analysis)
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
