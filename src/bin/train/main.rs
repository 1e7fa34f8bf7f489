//! Trains the tagger, and measures it.
//!
//! ```text
//! cargo run --release --bin train -- DATA_DIR        write assets/names.model and measure it
//!     --evaluate        only measure the model that is there
//!     --show FILE       only print what it finds in a text
//!     --out FILE        another place for the model
//!     --without 40,5x   leave out templates of features (5x: all from 50 to 59)
//! ```
//!
//! `DATA_DIR` holds sentences with marked names, `*.train.jsonl` and `*.dev.jsonl`. One run takes
//! some minutes on one core and gives the same bytes each time.

#![allow(clippy::print_stdout, reason = "it is a tool for developers")]
#![allow(unreachable_pub, reason = "a program has no users of its items")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "hashes are cut on purpose, and all counts are small"
)]

mod coarse;
mod corpus;
mod data;
mod dictionary;
mod evaluate;
mod learn;
mod options;
mod pack;
mod rng;
mod vary;

use corpus::Recipe;
use data::Sample;
use learn::{Learner, Plan};
use mailuo::lexicon::Lexicon;
use mailuo::tagger::Tagger;
use options::{Action, Options};
use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// How many features the model keeps.
const KEEP: usize = 150_000;
/// How often our own sentences are used, each time but the first with other names in them.
const COPIES: usize = 2;
/// The share of names that are replaced in those.
const REPLACED: f32 = 0.6;
/// The sets whose sentences are used a second time with nearly all names replaced: it teaches what
/// stands around names. The others are too much alike, or their names too much of one sort.
const VARIED: [&str; 3] = ["cluener", "msra", "peopledaily"];
/// The share of names that are replaced in these.
const VARIED_SHARE: f32 = 0.9;
/// Sets that are left out: they teach more wrong borders than names.
const SKIPPED: [&str; 1] = ["finre"];

/// Learning with all features, to find those that matter.
const FIRST: Plan = Plan {
    epochs: 7,
    rate: 0.1,
    dropout: 0.4,
};
/// Learning with those that are kept: smaller steps, more often.
const SECOND: Plan = Plan {
    epochs: 10,
    rate: 0.04,
    dropout: 0.2,
};

/// What the orders of lessons are drawn from; the model is the mean over them.
const SEEDS: [u64; 4] = [11, 12, 13, 14];

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::read(std::env::args().skip(1))?;
    let lexicon = Lexicon::builtin();
    match &options.action {
        Action::Train => {
            let bytes = train(&options, &lexicon)?;
            fs::write(&options.out, &bytes)?;
            measure(&bytes, &lexicon, &options.data)
        }
        Action::Evaluate => measure(&fs::read(&options.out)?, &lexicon, &options.data),
        Action::Show(path) => {
            let bytes = fs::read(&options.out)?;
            Ok(evaluate::show(&Tagger::new(&bytes)?, &lexicon, path)?)
        }
    }
}

/// Makes the model.
fn train(options: &Options, lexicon: &Lexicon) -> Result<Vec<u8>, Box<dyn Error>> {
    let began = Instant::now();
    let told = |what: &str| println!("{:6.1} s  {what}", began.elapsed().as_secs_f64());
    let words = dictionary::build(&fs::read_to_string(dictionary::path()?)?);
    let samples = samples(&options.data)?;
    let recipe = Recipe {
        words: words.table().ok_or("the words do not fit each other")?,
        lexicon,
        without: &options.without,
    };
    let mut corpus = recipe.cook(&samples);
    told(&format!(
        "{} sentences, {} units, {} features",
        corpus.lessons.len(),
        corpus.units(),
        corpus.hashes.len()
    ));
    let mut learner = Learner::new(corpus.hashes.len());
    learner.learn(&corpus, FIRST, SEEDS[0], |loss| {
        told(&format!("loss {loss:.0}"));
    });
    let chosen = pack::choose(&learner.weights, &corpus.counts, KEEP);
    drop(learner);
    corpus.narrow(&chosen);
    told(&format!("{} features kept", corpus.hashes.len()));
    let learners = SEEDS.par_iter().map(|&seed| {
        let mut learner = Learner::new(corpus.hashes.len());
        learner.learn(&corpus, SECOND, seed, |loss| {
            told(&format!("loss {loss:.0}"));
        });
        learner
    });
    let learner = Learner::mean(learners.collect()).ok_or("there are no seeds")?;
    let packed = |coarse: &coarse::Learnt| {
        let (weights, transitions) = (&learner.weights, &learner.transitions);
        pack::pack(&corpus.hashes, weights, transitions, coarse, &words)
    };
    let fine = packed(&coarse::Learnt::nothing());
    let coarse = coarse::learn(&Tagger::new(&fine)?, lexicon, &samples);
    told("coarse pass learnt");
    Ok(packed(&coarse))
}

/// The sentences of the sets, and our own.
fn samples(folder: &Path) -> Result<Vec<Sample>, Box<dyn Error>> {
    let mut samples = Vec::new();
    for path in data::files(folder, ".train.jsonl")? {
        let name = path.to_string_lossy();
        if !SKIPPED.iter().any(|it| name.contains(it)) {
            samples.extend(data::read_jsonl(&path)?);
        }
    }
    let names = vary::Names::read(Path::new("assets/lexicon"))?;
    let mut rng = rng::Rng::new(3);
    let mut varied = Vec::new();
    for it in samples.iter().filter(|it| can_be_varied(it)) {
        varied.push(Sample {
            is_varied: true,
            ..names.vary(it, VARIED_SHARE, &mut rng)
        });
    }
    samples.extend(varied);
    for path in data::files(Path::new("assets/training"), ".txt")? {
        let own = data::read_marked(&fs::read_to_string(&path)?)
            .map_err(|it| format!("{}: {it}", path.display()))?;
        for copy in 0..COPIES {
            let share = if copy == 0 { 0.0 } else { REPLACED };
            samples.extend(own.iter().map(|it| names.vary(it, share, &mut rng)));
        }
    }
    Ok(samples)
}

/// Whether a sample has names that can be replaced one by one.
fn can_be_varied(sample: &Sample) -> bool {
    let apart = sample.spans.windows(2).all(|it| it[0].1 <= it[1].0);
    apart && !sample.spans.is_empty() && VARIED.contains(&sample.set.as_str())
}

fn measure(bytes: &[u8], lexicon: &Lexicon, folder: &Path) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let tagger = Tagger::new(bytes)?;
    let read = began.elapsed().as_secs_f64() * 1e3;
    println!("model    {} bytes, read in {read:.2} ms", bytes.len());
    evaluate::report(&tagger, lexicon, folder)?;
    evaluate::speed(&tagger, lexicon, folder)?;
    Ok(())
}
