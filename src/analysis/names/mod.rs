//! Companies, organisations and people: found block by block, then read as one document.
//!
//! Each block gives [`Candidate`]s from the gazetteer, the rules and the tagger, of which no two
//! overlap; the document then joins the forms that mean the same entity, finds the forms that are
//! sure somewhere everywhere else, and decides what each entity is.

mod bodies;
mod borders;
mod byline;
mod called;
mod candidate;
mod cluster;
mod context;
mod definition;
mod ends;
mod forms;
mod gazetteer;
mod han;
mod heads;
mod join;
mod latin;
mod legal;
mod marks;
mod missions;
mod neighbors;
mod nobody;
mod offices;
mod pairs;
mod paragraph;
mod phrases;
mod posts;
mod select;
mod short;
mod sites;
mod spread;
mod tagged;
mod trust;
mod whole;

use super::Wanted;
use super::limit::{Count, Limits};
use crate::lexicon::Lexicon;
use crate::model::{Entity, Mention, Span};
use crate::text::chars::Chars;
use crate::text::{Block, BlockKind, Document};
use candidate::Candidate;
use context::Context;
use rayon::prelude::*;

/// The entities of a document and where they are named.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By first mention.
    pub(super) entities: Vec<Entity>,
    /// Sorted by span, without overlap.
    pub(super) mentions: Vec<Mention>,
    /// The number of the last block that was read, if there were too many behind it.
    pub(super) until: Option<u32>,
}

/// Finds the names of a document. Blocks are read on all cores: what is found in one depends on
/// nothing outside of it. `None` if they are no longer wanted.
pub(super) fn find(
    document: &Document,
    lexicon: &Lexicon,
    limits: Limits,
    is_wanted: Wanted<'_>,
) -> Option<Names> {
    let (mut found, mut same) = (Vec::new(), Vec::new());
    let (mut count, mut until) = (Count::default(), None);
    'text: for blocks in document.passages() {
        let texts = blocks.par_iter().filter(|it| it.kind != BlockKind::Code);
        let each =
            texts.map(|it| is_wanted().then(|| (it.number, in_block(document, it, lexicon))));
        let read: Option<Vec<_>> = each.collect();
        for (number, (candidates, pairs)) in read? {
            let is_full = count.is_full(limits, document, candidates.iter().map(|it| it.span));
            found.extend(candidates);
            same.extend(pairs);
            if is_full {
                until = Some(number);
                break 'text;
            }
        }
    }
    drop(count);
    is_wanted().then_some(())?;
    let mut names = cluster::entities(document, lexicon, found, &same, limits, is_wanted)?;
    names.until = until;
    Some(names)
}

/// The candidates of one block, and the pairs of them that mean the same.
fn in_block(
    document: &Document,
    block: &Block,
    lexicon: &Lexicon,
) -> (Vec<Candidate>, Vec<(Span, Span)>) {
    let chars = Chars::new(document.slice(block.span), block.span.start);
    let hits = lexicon.hits(&chars);
    let context = Context::new(&chars, &hits);
    let mut found = Vec::new();
    let tagging = tagged::candidates(&context, &hits, &mut found);
    gazetteer::candidates(&chars, &hits, &tagging, lexicon, &mut found);
    latin::candidates(&context, &mut found);
    han::candidates(&context, &mut found);
    han::with_initials(&context, &mut found);
    legal::candidates(&context, &tagging.words, &mut found);
    byline::candidates(&context, &mut found);
    missions::candidates(&context, &hits, &mut found);
    whole::part_from_companies(&chars, &hits, &mut found);
    posts::settle(&context, &mut found);
    let found = select::select(found);
    let pairs = pairs::pairs(&chars, &found);
    (found, pairs)
}
