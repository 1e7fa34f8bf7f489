//! Candidates that the tagger marks.

use super::candidate::{Candidate, Reading};
use crate::analysis::token::dict_hits;
use crate::lexicon::Hit;
use crate::model::{Kind, Why};
use crate::tagger::{self, Scratch, Tagger};
use crate::text::chars::Chars;
use std::cell::RefCell;

/// A stretch that the model takes for a product or work only this likely is not held against names.
const SURE_WORK: f32 = 0.6;

thread_local! {
    /// Buffers of the tagger, used again for each block of a thread.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Adds the names and works that the tagger marks.
pub(super) fn candidates(chars: &Chars, hits: &[Hit<'_>], found: &mut Vec<Candidate>) {
    let marked = SCRATCH
        .with_borrow_mut(|scratch| Tagger::builtin().tag(&chars.folded, &dict_hits(hits), scratch));
    for it in marked {
        let reading = match it.kind {
            tagger::Kind::Person => Reading::Name(Kind::Person),
            tagger::Kind::Company => Reading::Name(Kind::Company),
            tagger::Kind::Organisation => Reading::Name(Kind::Organisation),
            tagger::Kind::Work if SURE_WORK <= it.margin => Reading::Other,
            tagger::Kind::Work | tagger::Kind::Place | tagger::Kind::Title => continue,
        };
        let span = chars.span(it.from, it.to);
        found.push(Candidate::new(
            span,
            reading,
            it.margin,
            Why::Tagger(it.margin),
        ));
    }
}
