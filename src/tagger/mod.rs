//! The trained sequence model: which characters are a person, a company, an organisation, a place.
//!
//! A linear chain over units (a Han character, a Latin word, a mark). It knows nothing of the
//! document beyond the text it is given: its answers are evidence, each with its probability. The
//! model is made by `src/bin/train`.
//!
//! Imports allowed here: `text` and `std`.

pub mod chain;
pub mod context;
pub mod features;
pub mod hits;
pub mod label;
pub mod lists;
pub mod model;
pub mod unit;
pub mod words;

pub use context::Context;
pub use hits::{DictClass, DictHit};
pub use label::Kind;
pub use model::{BadModel, Model};

use chain::{Best, Lattice, Row};
use label::LABELS;
use std::sync::LazyLock;

/// A stretch of the text that the model takes for a name, a title or a work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tagged {
    /// Index of its first character.
    pub from: usize,
    /// Index behind its last character.
    pub to: usize,
    /// What it is.
    pub kind: Kind,
    /// How probable the model takes exactly this stretch and kind to be, from 0 to 1.
    pub margin: f32,
}

/// The model, ready to be used on any thread.
#[derive(Debug)]
pub struct Tagger<'a> {
    model: Model<'a>,
}

/// Buffers of the tagger; one for each thread, used again for each text.
#[derive(Debug, Default)]
pub struct Scratch {
    /// What was read of the text last: its units and words.
    pub context: Context,
    scores: Vec<Row>,
    lattice: Lattice,
    best: Best,
}

static BUILTIN: LazyLock<Tagger<'static>> = LazyLock::new(|| {
    Tagger::new(include_bytes!("../../assets/names.model"))
        .expect("the model that is built in was read by a test")
});

impl Tagger<'static> {
    /// The model that is built in.
    pub fn builtin() -> &'static Tagger<'static> {
        &BUILTIN
    }
}

impl<'a> Tagger<'a> {
    /// A model from the bytes of its file.
    pub fn new(bytes: &'a [u8]) -> Result<Tagger<'a>, BadModel> {
        Ok(Tagger {
            model: Model::read(bytes)?,
        })
    }

    /// Marks the names in folded characters ([`crate::text::fold::shape`]), in order and without
    /// overlap. `hits` is what the lexicon has found in them, in any order.
    pub fn tag(&self, chars: &[char], hits: &[DictHit], scratch: &mut Scratch) -> Vec<Tagged> {
        scratch.context.read(chars, hits, &self.model.words);
        scratch.scores.clear();
        for at in 0..scratch.context.units.len() {
            let mut sum = [0_i16; LABELS];
            features::each(&scratch.context, at, &mut |_, hash| {
                self.model.add(hash, &mut sum)
            });
            scratch.scores.push(self.model.scores(&sum));
        }
        scratch.lattice.sum(&scratch.scores, &[], &self.model.moves);
        scratch.best.find(&scratch.lattice, &self.model.moves);
        let mut found = Vec::new();
        collect(&scratch.best.labels, |from, to, kind| {
            let units = &scratch.context.units;
            found.push(Tagged {
                from: units[from].from as usize,
                to: units[to - 1].to as usize,
                kind,
                margin: scratch
                    .lattice
                    .probability(from, to, kind, &self.model.moves),
            });
        });
        found
    }
}

/// Calls `each` with the stretches that labels mark: first and behind-last unit, and kind.
pub fn collect(labels: &[u8], mut each: impl FnMut(usize, usize, Kind)) {
    let mut from = 0;
    for (at, &it) in labels.iter().enumerate() {
        let it = usize::from(it);
        if label::opens(it) {
            from = at;
        }
        if let Some((kind, _)) = label::parts(it).filter(|_| label::closes(it)) {
            each(from, at + 1, kind);
        }
    }
}
