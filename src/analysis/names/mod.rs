//! Companies, organisations and people: found block by block, then read as one document.
//!
//! Each block gives [`Candidate`]s from the gazetteer, the rules and the tagger, of which no two
//! overlap; the document then joins the forms that mean the same entity, finds the forms that are
//! sure somewhere everywhere else, and decides what each entity is.

mod candidate;
mod cluster;
mod gazetteer;
mod select;

use crate::lexicon::Lexicon;
use crate::model::{Entity, Mention};
use crate::text::chars::Chars;
use crate::text::{Block, BlockKind, Document};
use candidate::Candidate;

/// The entities of a document and where they are named.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By first mention.
    pub(super) entities: Vec<Entity>,
    /// Sorted by span, without overlap.
    pub(super) mentions: Vec<Mention>,
}

/// Finds the names of a document.
pub(super) fn find(document: &Document, lexicon: &Lexicon) -> Names {
    let blocks = document
        .blocks()
        .iter()
        .filter(|it| it.kind != BlockKind::Code);
    let found: Vec<Candidate> = blocks
        .flat_map(|it| in_block(document, it, lexicon))
        .collect();
    cluster::entities(document, lexicon, found)
}

/// The candidates of one block.
fn in_block(document: &Document, block: &Block, lexicon: &Lexicon) -> Vec<Candidate> {
    let text = document.slice(block.span);
    let chars = Chars::new(text, block.span.start);
    let hits = lexicon.hits(&chars);
    let mut found = Vec::new();
    gazetteer::candidates(&chars, &hits, lexicon, &mut found);
    select::select(found)
}
