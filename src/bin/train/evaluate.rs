//! How well a model finds what the development sets mark: exact spans, as percent.

use crate::data::{Sample, files, read_jsonl};
use mailuo::analysis::token;
use mailuo::lexicon::Lexicon;
use mailuo::tagger::{Kind, Scratch, Tagged, Tagger};
use mailuo::text::chars::Chars;
use std::collections::HashSet;
use std::path::Path;
use std::time::Instant;
use std::{fs, io};

/// What was found of what was to be found.
#[derive(Debug, Default)]
struct Count {
    right: usize,
    guessed: usize,
    gold: usize,
}

/// A model with the lexicon that helps it.
struct Reader<'a> {
    tagger: &'a Tagger<'a>,
    lexicon: &'a Lexicon,
    scratch: Scratch,
}

impl Reader<'_> {
    fn read(&mut self, chars: &Chars) -> Vec<Tagged> {
        let hits = token::dict_hits(&self.lexicon.hits(chars));
        self.tagger.tag(&chars.folded, &hits, &mut self.scratch)
    }
}

/// Prints the figures of each file `*.dev.jsonl` in a folder.
pub fn report(tagger: &Tagger, lexicon: &Lexicon, folder: &Path) -> io::Result<()> {
    let mut reader = Reader {
        tagger,
        lexicon,
        scratch: Scratch::default(),
    };
    for path in files(folder, ".dev.jsonl")? {
        let samples = read_jsonl(&path)?;
        let merged = samples.first().is_some_and(|it| it.set != "cluener");
        let kinds = [Kind::Person, Kind::Company, Kind::Organisation];
        print!("{:8}", samples.first().map_or("", |it| it.set.as_str()));
        for kind in kinds
            .into_iter()
            .filter(|&it| !merged || it != Kind::Company)
        {
            let count = count(&mut reader, &samples, kind, merged);
            let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
            print!(
                "  {kind:?} P {:.1} R {:.1} F1 {:.2}",
                percent(count.right, count.guessed),
                percent(count.right, count.gold),
                percent(2 * count.right, count.guessed + count.gold),
            );
        }
        println!();
    }
    Ok(())
}

/// Counts spans of a kind; companies are organisations in sets that do not tell them apart.
fn count(reader: &mut Reader<'_>, samples: &[Sample], kind: Kind, merged: bool) -> Count {
    let is_it =
        |it: Kind| it == kind || (merged && it == Kind::Company && kind == Kind::Organisation);
    let mut count = Count::default();
    for sample in samples {
        let given = sample.given.iter();
        let want: HashSet<(usize, usize)> = given
            .filter(|it| it.2.last().is_some_and(|&it| is_it(it)))
            .map(|it| (it.0, it.1))
            .collect();
        let found = reader.read(&sample.chars);
        let have: HashSet<(usize, usize)> = found
            .iter()
            .filter(|it| is_it(it.kind))
            .map(|it| (it.from, it.to))
            .collect();
        count.right += want.intersection(&have).count();
        count.guessed += have.len();
        count.gold += want.len();
    }
    count
}

/// Prints what is found in a text, one a line: kind, probability, words.
pub fn show(tagger: &Tagger, lexicon: &Lexicon, path: &Path) -> io::Result<()> {
    let mut reader = Reader {
        tagger,
        lexicon,
        scratch: Scratch::default(),
    };
    for line in fs::read_to_string(path)?.lines() {
        let chars = Chars::new(line, 0);
        for it in reader.read(&chars) {
            let words: String = chars.folded[it.from..it.to].iter().collect();
            println!("{:?}\t{:.2}\t{words}", it.kind, it.margin);
        }
    }
    Ok(())
}

/// Prints how fast the texts of the development sets are tagged, looking into the lexicon not
/// included: the best of nine rounds.
pub fn speed(tagger: &Tagger, lexicon: &Lexicon, folder: &Path) -> io::Result<()> {
    let mut texts = Vec::new();
    let mut bytes = 0;
    for path in files(folder, ".dev.jsonl")? {
        for sample in read_jsonl(&path)? {
            let hits = token::dict_hits(&lexicon.hits(&sample.chars));
            bytes += sample.chars.starts.last().map_or(0, |&it| it as usize);
            texts.push((sample.chars, hits));
        }
    }
    let mut scratch = Scratch::default();
    let mut best = f64::MAX;
    let mut found = 0;
    for _ in 0..9 {
        let clock = Clock::start();
        found = texts
            .iter()
            .map(|it| tagger.tag(&it.0.folded, &it.1, &mut scratch).len())
            .sum();
        best = best.min(clock.seconds());
    }
    let speed = bytes as f64 / best / 1e6;
    println!("speed    {speed:.1} MB/s ({bytes} bytes, {found} found)");
    Ok(())
}

/// Time that this thread has worked, or has passed where the system does not tell.
struct Clock {
    passed: Instant,
    worked: Option<f64>,
}

impl Clock {
    fn start() -> Clock {
        Clock {
            passed: Instant::now(),
            worked: Clock::worked(),
        }
    }

    fn worked() -> Option<f64> {
        let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds: f64 = text.split(' ').next()?.parse().ok()?;
        Some(nanoseconds / 1e9)
    }

    fn seconds(&self) -> f64 {
        match (self.worked, Clock::worked()) {
            (Some(from), Some(to)) => to - from,
            _ => self.passed.elapsed().as_secs_f64(),
        }
    }
}
