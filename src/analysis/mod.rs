//! What is found in a document: names, dates, events.
//!
//! The analysis never fails and never reads a file, an environment or a clock: the same document
//! gives the same analysis. Imports allowed here: `model`, `text`, `lexicon`, `tagger`.

pub mod dates;
mod events;
mod limit;
mod names;
pub mod reference;
pub mod token;

use crate::lexicon::Lexicon;
use crate::model::{Analysis, PublishedFrom, Reference};
use crate::text::{Document, Flow};
use limit::Limits;

/// Asks whether an analysis is still wanted.
pub type Wanted<'a> = &'a (dyn Fn() -> bool + Sync);

/// All that the analysis knows of the world.
#[derive(Debug, Default)]
pub struct Analyzer {
    lexicon: Lexicon,
    limits: Limits,
}

impl Analyzer {
    /// An analyzer that knows these words.
    pub fn new(lexicon: Lexicon) -> Analyzer {
        Analyzer {
            lexicon,
            limits: Limits::default(),
        }
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
        let names = names::find(document, &self.lexicon, self.limits, is_wanted)?;
        let mut analysis = Analysis {
            entities: names.entities,
            mentions: names.mentions,
            reference,
            remarks: remarks(document, reference),
            ..Analysis::default()
        };
        let most = self.limits.dates;
        let (dated, until) = dates::find_while(document, reference, most, is_wanted)?;
        let left_out = [("names", names.until), ("dates", until)];
        let left_out = left_out.into_iter().filter_map(|it| Some((it.0, it.1?)));
        let left_out = left_out.map(|(what, block)| limit::remark(what, block));
        analysis.remarks.extend(left_out);
        let dated = dated.into_iter().filter(|it| it.is_event);
        analysis.events = events::find(document, &analysis, dated.collect(), is_wanted)?;
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
        if let Some(origin) = &mut event.basis.origin {
            origin.span = origin.span.map(|it| flow.back(it));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A text of many blocks with names and dates in each, in both languages.
    fn long_text() -> Document {
        let lines = (0..80).map(|it| {
            format!(
                "{}年5月，创始人林晓{}对微软说，两周后再来。Anna Berg{it} of Microsoft agreed in May.\n",
                1900 + it % 120,
                ["东", "南", "西", "北"][it % 4],
            )
        });
        Document::plain(lines.collect(), Meta::default())
    }

    #[test]
    fn it_stops_soon_after_it_is_no_longer_wanted() {
        let document = long_text();
        let asked_until = |end: usize| {
            let n_asked = AtomicUsize::new(0);
            let is_wanted = || n_asked.fetch_add(1, Ordering::SeqCst) < end;
            let found = Analyzer::default().analyze_while(&document, &is_wanted);
            (found.is_some(), n_asked.into_inner())
        };
        let (is_found, all) = asked_until(usize::MAX);
        assert!(is_found);
        // Each block is asked for by names, by their places and by dates, and each event.
        assert!(4 * document.blocks().len() < all, "only {all} questions");
        // Each core may be in a block when it ends.
        let at_once = rayon::current_num_threads();
        for end in (0..all).step_by(all / 8) {
            let (is_found, asked) = asked_until(end);
            assert!(!is_found, "found after {end} of {all}");
            assert!(
                asked <= end + at_once,
                "{asked} questions, the last wanted was {end}"
            );
        }
    }

    #[test]
    fn where_a_limit_is_reached_the_lists_end_with_a_remark() {
        let document = long_text();
        let limited = |limits| {
            let analyzer = Analyzer {
                limits,
                ..Analyzer::default()
            };
            analyzer.analyze(&document)
        };
        let all = Limits::default();
        let whole = limited(all);
        assert_eq!(whole.remarks, Vec::<String>::new());
        let few = limited(Limits {
            mentions: 50,
            ..all
        });
        assert!(
            (20..60).contains(&few.mentions.len()),
            "{}",
            few.mentions.len()
        );
        assert_eq!(few.events.len(), whole.events.len());
        let few = limited(Limits { names: 30, ..all });
        assert!(
            (20..60).contains(&few.entities.len()),
            "{}",
            few.entities.len()
        );
        let few = limited(Limits { dates: 60, ..all });
        assert!((50..70).contains(&few.events.len()), "{}", few.events.len());
        assert_eq!(few.mentions, whole.mentions);
        let expected =
            "the text holds more dates than can be listed: those behind ¶20 are left out";
        assert_eq!(few.remarks, [expected]);
    }
}
