//! The samples as numbers: for each unit its features and the labels it may have.

use crate::data::Sample;
use crate::rng::Rng;
use mailuo::analysis::token;
use mailuo::lexicon::Lexicon;
use mailuo::tagger::chain::LabelSet;
use mailuo::tagger::label::{self, Part};
use mailuo::tagger::unit::Unit;
use mailuo::tagger::words::WordTable;
use mailuo::tagger::{Context, DictClass, DictHit, features};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A sample that can be learnt from.
#[derive(Debug)]
pub struct Lesson {
    /// How much it counts.
    pub weight: f32,
    /// The features of all units, one after another.
    pub features: Vec<u32>,
    /// For each unit where its features end.
    pub ends: Vec<u32>,
    /// For each unit the labels it may have.
    pub allowed: Vec<LabelSet>,
}

/// All lessons, and the features that occur often enough.
#[derive(Debug, Default)]
pub struct Corpus {
    pub lessons: Vec<Lesson>,
    /// The hash of each feature.
    pub hashes: Vec<u64>,
    /// How often each occurs.
    pub counts: Vec<u32>,
}

/// The features are hashes already.
#[derive(Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, it: u64) {
        self.0 = it;
    }
}

/// The share of the gazetteer's hits that are taken away.
const FORGOTTEN: f32 = 0.3;
/// Features that occur less often are left out.
const AT_LEAST: u8 = 2;

/// How much a sample counts: résumés are all alike, and other names in a sentence do not make it
/// another sentence.
fn weight(sample: &Sample) -> f32 {
    match (sample.is_varied, sample.set.as_str()) {
        (true, _) => 0.35,
        (false, "resume") => 0.5,
        (false, _) => 1.0,
    }
}

/// How a corpus is made.
#[derive(Debug)]
pub struct Recipe<'a> {
    pub words: WordTable<'a>,
    pub lexicon: &'a Lexicon,
    /// Numbers of templates that are left out.
    pub without: &'a [u32],
}

impl Recipe<'_> {
    /// Makes it.
    pub fn cook(&self, samples: &[Sample]) -> Corpus {
        const SLOTS: usize = 1 << 27;
        let mut seen = vec![0_u8; SLOTS];
        self.each(samples, |_, _, hash, _| {
            let slot = &mut seen[hash as usize % SLOTS];
            *slot = slot.saturating_add(1);
        });
        let mut index: HashMap<u64, u32, BuildHasherDefault<AsIs>> = HashMap::default();
        let mut corpus = Corpus::default();
        for sample in samples {
            corpus.lessons.push(Lesson {
                weight: weight(sample),
                features: Vec::new(),
                ends: Vec::new(),
                allowed: Vec::new(),
            });
        }
        let Corpus {
            lessons,
            hashes,
            counts,
        } = &mut corpus;
        self.each(samples, |sample, at, hash, units| {
            let lesson = &mut lessons[sample];
            if lesson.allowed.is_empty() {
                lesson.allowed = allowed(&samples[sample], units);
            }
            if lesson.ends.len() <= at {
                lesson.ends.resize(at + 1, lesson.features.len() as u32);
            }
            if AT_LEAST <= seen[hash as usize % SLOTS] {
                let next = hashes.len() as u32;
                let number = *index.entry(hash).or_insert(next);
                if number == next {
                    hashes.push(hash);
                    counts.push(0);
                }
                counts[number as usize] += 1;
                lesson.features.push(number);
            }
            lesson.ends[at] = lesson.features.len() as u32;
        });
        corpus.lessons.retain(|it| !it.ends.is_empty());
        corpus
    }

    fn each(&self, samples: &[Sample], mut found: impl FnMut(usize, usize, u64, &[Unit])) {
        let mut context = Context::default();
        let mut rng = Rng::new(5);
        for (number, sample) in samples.iter().enumerate() {
            let mut hits = token::dict_hits(&self.lexicon.hits(&sample.chars));
            forget(&mut hits, FORGOTTEN, &mut rng);
            context.read(&sample.chars.folded, &hits, &self.words);
            for at in 0..context.units.len() {
                features::each(&context, at, &mut |template, hash| {
                    if !self.without.contains(&template) {
                        found(number, at, hash, &context.units);
                    }
                });
            }
        }
    }
}

impl Corpus {
    /// How many units there are.
    pub fn units(&self) -> usize {
        self.lessons.iter().map(|it| it.ends.len()).sum()
    }

    /// The same lessons with these features only; `chosen` are their numbers, in order.
    pub fn narrow(&mut self, chosen: &[usize]) {
        let mut numbers = vec![u32::MAX; self.hashes.len()];
        for (new, &old) in chosen.iter().enumerate() {
            numbers[old] = new as u32;
        }
        for lesson in &mut self.lessons {
            let mut kept = Vec::new();
            let mut from = 0;
            for end in &mut lesson.ends {
                let features = &lesson.features[from..*end as usize];
                from = *end as usize;
                kept.extend(
                    features
                        .iter()
                        .map(|&it| numbers[it as usize])
                        .filter(|&it| it != u32::MAX),
                );
                *end = kept.len() as u32;
            }
            lesson.features = kept;
        }
        self.hashes = chosen.iter().map(|&it| self.hashes[it]).collect();
        self.counts = chosen.iter().map(|&it| self.counts[it]).collect();
    }
}

/// Takes away a share of the known names, so that the model learns to do without.
fn forget(hits: &mut Vec<DictHit>, share: f32, rng: &mut Rng) {
    let salt = rng.next();
    hits.retain(|hit| {
        let is_name = matches!(
            hit.class,
            DictClass::Company
                | DictClass::Organisation
                | DictClass::Person
                | DictClass::Product
                | DictClass::Place
                | DictClass::Cautious
        );
        // Classes of one place go together.
        !is_name || !Rng::new(salt ^ hit.from as u64).chance(share)
    });
}

/// For each unit the labels that the marks of a sample allow.
fn allowed(sample: &Sample, units: &[Unit]) -> Vec<LabelSet> {
    let mut outside: LabelSet = 1 << label::OUTSIDE;
    for &kind in &sample.open {
        for part in [Part::Begin, Part::Inside, Part::End, Part::Single] {
            outside |= 1 << label::label(kind, part);
        }
    }
    let mut sets = vec![outside; units.len()];
    for (from, to, kinds) in &sample.spans {
        let first = units
            .iter()
            .position(|it| *from < it.to as usize)
            .unwrap_or(units.len());
        let last = units
            .iter()
            .position(|it| *to <= it.from as usize)
            .unwrap_or(units.len());
        if last <= first {
            continue;
        }
        let aligned = units[first].from as usize == *from && units[last - 1].to as usize == *to;
        for (at, set) in sets.iter_mut().enumerate().take(last).skip(first) {
            *set = if aligned {
                let part = Part::of(at - first, last - first);
                kinds.iter().map(|&it| 1 << label::label(it, part)).sum()
            } else {
                mailuo::tagger::chain::ANY
            };
        }
    }
    sets
}
