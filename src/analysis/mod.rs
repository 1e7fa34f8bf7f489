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
use crate::model::{Analysis, PublishedFrom, Reference};
use crate::text::{Document, Flow};

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

    /// Finds the names, dates and events of a document. Hard-wrapped text is read as if it flowed.
    pub fn analyze(&self, document: &Document) -> Analysis {
        // It is wanted to the end, so that there is one.
        self.analyze_while(document, &|| true).unwrap_or_default()
    }

    /// The same, given up soon after it is no longer wanted.
    pub fn analyze_while(&self, document: &Document, is_wanted: Wanted<'_>) -> Option<Analysis> {
        let Some(flow) = Flow::of(document) else {
            return self.analyze_flowing(document, is_wanted);
        };
        let mut analysis = self.analyze_flowing(flow.document(), is_wanted)?;
        put_back(&flow, &mut analysis);
        Some(analysis)
    }

    fn analyze_flowing(&self, document: &Document, is_wanted: Wanted<'_>) -> Option<Analysis> {
        let reference = published(document);
        let names = names::find(document, &self.lexicon, is_wanted)?;
        let mut analysis = Analysis {
            entities: names.entities,
            mentions: names.mentions,
            reference,
            remarks: remarks(document, reference),
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

/// Says of everything that was found in a flowing text where it stands in the text itself.
fn put_back(flow: &Flow, analysis: &mut Analysis) {
    for mention in &mut analysis.mentions {
        mention.span = flow.back(mention.span);
    }
    for event in &mut analysis.events {
        event.span = flow.back(event.span);
        event.sentence = flow.back(event.sentence);
        for step in &mut event.basis {
            step.span = step.span.map(|it| flow.back(it));
        }
    }
    if let Some(reference) = &mut analysis.reference {
        reference.span = reference.span.map(|it| flow.back(it));
    }
}

/// The publication date: what the user or the source says, else the head of the text, else the day on
/// which the file was made.
pub fn published(document: &Document) -> Option<Reference> {
    let said = |(day, from)| Reference {
        day,
        from,
        span: None,
    };
    let meta = &document.meta;
    let created = || Some(said((meta.created?, PublishedFrom::Created)));
    let given = meta.published.map(said);
    given.or_else(|| reference::find(document)).or_else(created)
}

/// What is to be said about how the document was read.
fn remarks(document: &Document, reference: Option<Reference>) -> Vec<String> {
    let is_guess = |it: &Reference| it.from == PublishedFrom::Created;
    let created = reference.filter(is_guess).map(|it| {
        format!(
            "no publication date is given: dates count from {}, the day on which the file was made",
            it.day
        )
    });
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
        .chain(created)
        .collect()
}
