//! Trains the tagger: `cargo run --release --bin train -- DATA_DIR` writes `assets/names.model`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs,
    unreachable_pub
)]

mod corpus;
mod data;
mod dictionary;
mod evaluate;
mod learn;
mod pack;
mod rng;

use corpus::Recipe;
use learn::{Learner, Plan};
use mailuo::lexicon::Lexicon;
use mailuo::tagger::features::Sort;
use mailuo::tagger::words::WordTable;
use mailuo::tagger::{Tagger, label};
use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn weight(set: &str) -> f32 {
    match set {
        "finre" => 0.5,
        "resume" => 0.5,
        _ => 1.0,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut folder = None;
    let mut options: HashMap<String, String> = HashMap::new();
    for argument in std::env::args().skip(1) {
        match argument
            .strip_prefix("--")
            .map(|it| it.split_once('=').unwrap_or((it, "")))
        {
            Some((key, value)) => drop(options.insert(key.to_owned(), value.to_owned())),
            None => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder.ok_or("usage: train DATA_DIR")?;
    let number = |key: &str, default: f32| -> f32 {
        options
            .get(key)
            .and_then(|it| it.parse().ok())
            .unwrap_or(default)
    };
    let lexicon = Lexicon::builtin();
    let out = options
        .get("out")
        .map_or("assets/names.model", String::as_str);
    if options.contains_key("evaluate") {
        let bytes = std::fs::read(out)?;
        return measure(&bytes, &lexicon, &folder);
    }
    let words = dictionary::build(&std::fs::read_to_string(dictionary_path()?)?);
    println!("words    {}", words.entries.len());
    let table = WordTable::new(
        words.bucket_bits,
        &words.starts,
        &words.prints,
        &words.entries,
    )
    .ok_or("the words do not fit")?;
    let mut samples = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(&folder)?
        .filter_map(Result::ok)
        .map(|it| it.path())
        .collect();
    files.sort();
    let skip: Vec<&str> = options
        .get("skip")
        .map_or(vec![], |it| it.split(',').collect());
    for path in files {
        let name = path.to_string_lossy().into_owned();
        if name.ends_with(".train.jsonl") && !skip.iter().any(|it| name.contains(it)) {
            samples.extend(data::read_jsonl(&path)?);
        }
    }
    if let Ok(own) = std::fs::read_dir("assets/training") {
        let mut files: Vec<_> = own.filter_map(Result::ok).map(|it| it.path()).collect();
        files.sort();
        for path in files {
            let own = data::read_marked(&std::fs::read_to_string(&path)?)?;
            for _ in 0..number("own", 2.0) as usize {
                samples.extend(own.iter().cloned());
            }
        }
    }
    let began = Instant::now();
    let without = options.get("without").map_or("", String::as_str);
    let sorts = [
        Sort::Gram,
        Sort::Class,
        Sort::Latin,
        Sort::Word,
        Sort::Name,
        Sort::Gazetteer,
        Sort::List,
        Sort::Mark,
    ];
    let recipe = Recipe {
        words: table,
        lexicon: &lexicon,
        without: sorts
            .into_iter()
            .filter(|it| without.contains(&format!("{it:?}")))
            .collect(),
        forget: number("forget", 0.3),
        at_least: number("min", 2.0) as u8,
        weight,
    };
    let mut corpus = recipe.cook(&samples);
    let units: usize = corpus.lessons.iter().map(|it| it.ends.len()).sum();
    let uses: usize = corpus.lessons.iter().map(|it| it.features.len()).sum();
    println!(
        "corpus   {} sentences, {units} units, {} features, {:.1} a unit, {:.1} s",
        samples.len(),
        corpus.hashes.len(),
        uses as f64 / units as f64,
        began.elapsed().as_secs_f64()
    );
    let plan = Plan {
        epochs: number("epochs", 8.0) as usize,
        rate: number("rate", 0.1),
        decay: number("decay", 0.0),
        dropout: number("dropout", 0.2),
    };
    let mut learner = Learner::new(corpus.hashes.len());
    learner.learn(&corpus, plan, |epoch, loss| {
        println!(
            "epoch    {} loss {loss:.0} {:.1} s",
            epoch + 1,
            began.elapsed().as_secs_f64()
        );
    });
    let keep = number("keep", 130_000.0) as usize;
    let full = number("full", 0.0) as usize;
    if full != 0 {
        let bytes = pack::pack(
            &corpus.hashes,
            &learner.weights,
            &learner.transitions,
            &words,
        );
        measure(&bytes, &lexicon, &folder)?;
    }
    let chosen = pack::choose(&learner.weights, &corpus.counts, keep, number("power", 0.5));
    corpus.narrow(&chosen);
    let uses: usize = corpus.lessons.iter().map(|it| it.features.len()).sum();
    println!(
        "narrow   {} features, {:.1} a unit",
        corpus.hashes.len(),
        uses as f64 / units as f64
    );
    let mut small = Learner::new(corpus.hashes.len());
    if options.contains_key("warm") {
        small.weights = chosen.iter().map(|&it| learner.weights[it]).collect();
        small.transitions = learner.transitions;
    }
    drop(learner);
    let plan = Plan {
        epochs: number("epochs2", 8.0) as usize,
        dropout: number("dropout2", plan.dropout),
        ..plan
    };
    small.learn(&corpus, plan, |epoch, loss| {
        println!(
            "epoch    {} loss {loss:.0} {:.1} s",
            epoch + 1,
            began.elapsed().as_secs_f64()
        );
    });
    let bytes = pack::pack(&corpus.hashes, &small.weights, &small.transitions, &words);
    std::fs::write(out, &bytes)?;
    let _ = label::LABELS;
    measure(&bytes, &lexicon, &folder)
}

fn measure(bytes: &[u8], lexicon: &Lexicon, folder: &Path) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let tagger = Tagger::new(bytes)?;
    println!(
        "model    {} bytes, read in {:.2} ms",
        bytes.len(),
        began.elapsed().as_secs_f64() * 1e3
    );
    evaluate::report(&tagger, lexicon, folder)?;
    evaluate::speed(&tagger, lexicon, &folder.join("../raw"))?;
    Ok(())
}

/// Where cargo keeps the dictionary of the jieba-rs that the program is built with.
fn dictionary_path() -> Result<PathBuf, Box<dyn Error>> {
    let home = std::env::var("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|_| std::env::var("HOME").map(|it| PathBuf::from(it).join(".cargo")))?;
    for registry in std::fs::read_dir(home.join("registry/src"))? {
        let mut crates: Vec<_> = std::fs::read_dir(registry?.path())?
            .filter_map(Result::ok)
            .map(|it| it.path())
            .filter(|it| {
                it.file_name()
                    .is_some_and(|it| it.to_string_lossy().starts_with("jieba-rs-"))
            })
            .map(|it| it.join("src/data/dict.txt"))
            .filter(|it| it.exists())
            .collect();
        crates.sort();
        if let Some(path) = crates.pop() {
            return Ok(path);
        }
    }
    Err("jieba-rs with its dictionary is not among cargo's sources: run cargo fetch".into())
}
