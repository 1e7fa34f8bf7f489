//! The trained sequence model: which characters are a person, a company, an organisation, a place.
//!
//! A linear chain over units (a Han character, a Latin word, a mark). It knows nothing of the
//! document beyond the text it is given: its answers are evidence, each with its probability. The
//! model is made by `src/bin/train`.
//!
//! Imports allowed here: `text` and `std`.

// Hashes are cut to their low bits on purpose, and counts of units are far below any limit.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::inline_always
)]

pub mod best;
pub mod chain;
pub mod coarse;
pub mod context;
pub mod features;
pub mod hits;
pub mod label;
mod lanes;
pub mod lists;
pub mod model;
pub mod unit;
mod wide;
pub mod words;

pub use context::Context;
pub use hits::{DictClass, DictHit};
pub use label::Kind;
pub use model::{BadModel, Model};

use best::Best;
use chain::{Lattice, Row};
use coarse::Folding;
use model::Batch;
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
    may_be: Vec<bool>,
    folding: Folding,
    batch: Batch,
    scores: Vec<Row>,
    lattice: Lattice,
    best: Best,
}

/// The model's file, so placed that no bucket of features lies across two lines of the cache.
#[repr(C, align(64))]
struct Aligned<T: ?Sized> {
    before: [u8; 64 - model::BUCKETS_AT % 64],
    bytes: T,
}

static FILE: &Aligned<[u8]> = &Aligned {
    before: [0; 64 - model::BUCKETS_AT % 64],
    bytes: *include_bytes!("../../assets/names.model"),
};

static BUILTIN: LazyLock<Tagger<'static>> = LazyLock::new(|| {
    let model = Model::read_unchecked(&FILE.bytes);
    Tagger {
        model: model.expect("the model that is built in was read by a test"),
    }
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
        self.model
            .coarse
            .mark(&scratch.context, &mut scratch.may_be);
        scratch.folding.fold(&scratch.may_be);
        self.score(scratch);
        scratch.lattice.sum(&scratch.scores, &[], &self.model.moves);
        scratch.best.find(&scratch.lattice, &self.model.moves);
        let mut found = Vec::new();
        collect(&scratch.best.labels, |from, to, kind| {
            // No row of a name stands for several units.
            let unit = |row: usize| scratch.context.units[scratch.folding.firsts[row] as usize];
            found.push(Tagged {
                from: unit(from).from as usize,
                to: unit(to - 1).to as usize,
                kind,
                margin: scratch
                    .lattice
                    .probability(from, to, kind, &self.model.moves),
            });
        });
        found
    }

    /// How probable the model takes it to be that the characters `from..to` of the text that was
    /// tagged last with `scratch` are exactly one stretch of that kind, from 0 to 1; `None` if they
    /// begin or end inside of a unit.
    pub fn probability(
        &self,
        scratch: &Scratch,
        from: usize,
        to: usize,
        kind: Kind,
    ) -> Option<f32> {
        let units = &scratch.context.units;
        let first = units
            .binary_search_by_key(&from, |it| it.from as usize)
            .ok()?;
        let last = units.binary_search_by_key(&to, |it| it.to as usize).ok()?;
        if last < first {
            return None;
        }
        if scratch.may_be[first..=last].contains(&false) {
            return Some(0.0);
        }
        let row = |unit: usize| scratch.folding.rows[unit] as usize;
        let (from, to) = (row(first), row(last) + 1);
        Some(
            scratch
                .lattice
                .probability(from, to, kind, &self.model.moves),
        )
    }

    /// The scores of all rows.
    fn score(&self, scratch: &mut Scratch) {
        let (context, batch, scores) = (&scratch.context, &mut scratch.batch, &mut scratch.scores);
        scores.clear();
        for firsts in scratch.folding.firsts.chunks(Batch::UNITS) {
            batch.clear();
            for &at in firsts {
                if scratch.may_be[at as usize] {
                    features::each(context, at as usize, &mut |_, hash| {
                        batch.push(self.model.place(hash));
                    });
                }
                batch.end_unit();
            }
            self.model.scores(batch, scores);
        }
        for (&at, scores) in scratch.folding.firsts.iter().zip(scores) {
            if !scratch.may_be[at as usize] {
                *scores = chain::ONLY_OUTSIDE;
            } else if context.units[at as usize].class.is_no_edge() {
                chain::forbid_edges(scores);
            }
        }
    }

    /// How probable it is that a unit of the text that was tagged last is part of a person's,
    /// company's or organisation's name, and part of anything else, by the chain alone.
    pub fn shares(&self, scratch: &Scratch, unit: usize) -> (f32, f32) {
        let row = scratch.folding.rows[unit] as usize;
        let lattice = &scratch.lattice;
        let (mut names, mut others) = (0.0, 0.0);
        for it in 0..label::LABELS {
            let share = lattice.forward[row][it] * lattice.backward[row][it];
            match label::parts(it) {
                Some((Kind::Person | Kind::Company | Kind::Organisation, _)) => names += share,
                Some((Kind::Place | Kind::Work | Kind::Title, _)) => others += share,
                None => {}
            }
        }
        (names, others)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    /// The expected names are marked as `[name]`, with what they are behind it: p, c, o, l, w.
    /// Titles are left out. The lexicon does not help.
    #[track_caller]
    fn check(marked: &str) {
        let text = plain(marked);
        let chars: Vec<char> = text.chars().map(fold::shape).collect();
        let mut found = text.chars().map(String::from).collect::<Vec<_>>();
        for it in Tagger::builtin().tag(&chars, &[], &mut Scratch::default()) {
            assert!(0.0 <= it.margin && it.margin <= 1.001, "{it:?}");
            let letter = match it.kind {
                Kind::Person => 'p',
                Kind::Company => 'c',
                Kind::Organisation => 'o',
                Kind::Place => 'l',
                Kind::Work => 'w',
                Kind::Title => continue,
            };
            found[it.from].insert(0, '[');
            found[it.to - 1].push(']');
            found[it.to - 1].push(letter);
        }
        assert_eq!(found.concat(), marked);
    }

    fn plain(marked: &str) -> String {
        let mut text = String::new();
        let mut closed = false;
        for c in marked.chars() {
            if !closed && c != '[' && c != ']' {
                text.push(c);
            }
            closed = c == ']';
        }
        text
    }

    #[test]
    fn names_are_found_without_the_lexicon() {
        check("记者[王建国]p从[北京]l发回报道。");
        check("[张伟]p毕业于[浙江大学]o。");
    }

    #[test]
    fn blanks_beside_latin_words_change_nothing() {
        let kinds = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let mut scratch = Scratch::default();
            let found = Tagger::builtin().tag(&chars, &[], &mut scratch);
            found.iter().map(|it| it.kind).collect::<Vec<_>>()
        };
        let text = "向 CEO 扎克伯格汇报的 Amy 和 Bob";
        assert_eq!(kinds(text), kinds(&text.replace(' ', "")));
    }

    #[test]
    fn any_text_can_be_tagged() {
        let mut scratch = Scratch::default();
        for text in [
            "",
            " ",
            "《",
            "》《“”）（",
            "a.",
            ".",
            "İ",
            "\u{0}\u{FFFD}",
            "\u{20000}·\u{3000}x",
        ] {
            let chars: Vec<char> = text.chars().collect();
            for it in Tagger::builtin().tag(&chars, &[], &mut scratch) {
                assert!(it.from < it.to && it.to <= chars.len());
            }
        }
    }

    #[test]
    fn hits_that_fit_no_unit_are_left_out() {
        let chars: Vec<char> = "Metaverse".chars().collect();
        let class = DictClass::Company;
        for (from, to) in [(0, 4), (4, 9), (3, 99), (9, 9), (50, 60)] {
            let hits = [DictHit { from, to, class }];
            Tagger::builtin().tag(&chars, &hits, &mut Scratch::default());
        }
    }

    #[test]
    fn the_coarse_pass_loses_next_to_nothing() {
        // The same model, but all units pass.
        let mut bytes = FILE.bytes.to_vec();
        bytes[model::THRESHOLD_AT..][..4].copy_from_slice(&i32::MIN.to_le_bytes());
        let body = bytes.len() - 8;
        let sum = model::checksum(&bytes[..body]);
        bytes[body..].copy_from_slice(&sum.to_le_bytes());
        let without = Tagger::new(&bytes).unwrap();
        let text = include_str!("../../assets/samples/zh.txt");
        let (mut all, mut same, mut units, mut passed) = (0, 0, 0, 0);
        let mut scratch = Scratch::default();
        for line in text.lines() {
            let chars: Vec<char> = line.chars().map(fold::shape).collect();
            let expected = without.tag(&chars, &[], &mut scratch);
            let found = Tagger::builtin().tag(&chars, &[], &mut scratch);
            units += scratch.may_be.len();
            passed += scratch.may_be.iter().filter(|it| **it).count();
            let place = |it: &Tagged| (it.from, it.to, it.kind);
            let found: Vec<_> = found.iter().map(place).collect();
            // Places and titles matter only beside names.
            let names = || {
                let other = [Kind::Place, Kind::Work, Kind::Title];
                expected.iter().filter(move |it| !other.contains(&it.kind))
            };
            all += names().count();
            same += names().filter(|it| found.contains(&place(it))).count();
        }
        assert!(98 * all <= 100 * same, "{same} of {all}");
        assert!(2 * passed <= units, "{passed} of {units} are passed on");
    }

    #[test]
    fn words_are_cut_as_a_dictionary_has_them() {
        let chars: Vec<char> = "他在北京大学工作".chars().collect();
        let mut scratch = Scratch::default();
        Tagger::builtin().tag(&chars, &[], &mut scratch);
        let ends: Vec<u32> = scratch.context.words.iter().map(|it| it.to).collect();
        assert_eq!(ends, [1, 2, 6, 6, 6, 6, 8, 8]);
    }
}
