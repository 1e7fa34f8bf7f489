//! How well a model finds what the development sets mark: exact spans, as percent.

use crate::data::{Sample, read_jsonl};
use mailuo::analysis::token;
use mailuo::lexicon::Lexicon;
use mailuo::tagger::Kind;
use mailuo::tagger::{Scratch, Tagger};
use mailuo::text::chars::Chars;
use std::collections::HashSet;
use std::path::Path;
use std::time::Instant;

/// Prints the figures of each file `*.dev.jsonl` in a folder.
pub fn report(tagger: &Tagger, lexicon: &Lexicon, folder: &Path) -> std::io::Result<()> {
    for set in ["cluener", "msra", "uner"] {
        let samples = read_jsonl(&folder.join(format!("{set}.dev.jsonl")))?;
        let merged = set != "cluener";
        let kinds: &[Kind] = if merged {
            &[Kind::Person, Kind::Organisation]
        } else {
            &[Kind::Person, Kind::Company, Kind::Organisation]
        };
        let mut line = format!("{set:8}");
        for &kind in kinds {
            let (right, guessed, gold) = count(tagger, lexicon, &samples, kind, merged);
            let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
            line += &format!(
                "  {kind:?} P {:.1} R {:.1} F1 {:.2}",
                percent(right, guessed),
                percent(right, gold),
                percent(2 * right, guessed + gold),
            );
        }
        println!("{line}");
    }
    Ok(())
}

fn count(
    tagger: &Tagger,
    lexicon: &Lexicon,
    samples: &[Sample],
    kind: Kind,
    merged: bool,
) -> (usize, usize, usize) {
    let as_one = |kind| {
        if merged && kind == Kind::Company {
            Kind::Organisation
        } else {
            kind
        }
    };
    let (mut right, mut guessed, mut gold) = (0, 0, 0);
    let mut scratch = Scratch::default();
    for sample in samples {
        let want: HashSet<(usize, usize)> = sample
            .given
            .iter()
            .filter(|it| as_one(*it.2.last().unwrap_or(&Kind::Place)) == kind)
            .map(|it| (it.0, it.1))
            .collect();
        let hits = token::dict_hits(&lexicon.hits(&sample.chars));
        let have: HashSet<(usize, usize)> = tagger
            .tag(&sample.chars.folded, &hits, &mut scratch)
            .iter()
            .filter(|it| as_one(it.kind) == kind)
            .map(|it| (it.from, it.to))
            .collect();
        if std::env::var("ERRORS").is_ok() {
            let text =
                |it: &(usize, usize)| sample.chars.folded[it.0..it.1].iter().collect::<String>();
            for it in want.difference(&have) {
                println!(
                    "MISS {kind:?} {} | {}",
                    text(it),
                    sample.chars.folded.iter().collect::<String>()
                );
            }
            for it in have.difference(&want) {
                println!(
                    "WRONG {kind:?} {} | {}",
                    text(it),
                    sample.chars.folded.iter().collect::<String>()
                );
            }
        }
        right += want.intersection(&have).count();
        guessed += have.len();
        gold += want.len();
    }
    (right, guessed, gold)
}

/// Prints how fast the texts of a folder are tagged, lexicon not included.
pub fn speed(tagger: &Tagger, lexicon: &Lexicon, folder: &Path) -> std::io::Result<()> {
    let mut lines = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|it| it.path())
        .collect();
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(path)?;
        for line in text.lines() {
            let chars = Chars::new(line, 0);
            let hits = token::dict_hits(&lexicon.hits(&chars));
            lines.push((line.len(), chars, hits));
        }
    }
    let bytes: usize = lines.iter().map(|it| it.0).sum();
    let mut scratch = Scratch::default();
    let mut best = f64::MAX;
    let mut found = 0;
    for _ in 0..5 {
        let began = Instant::now();
        found = lines
            .iter()
            .map(|it| tagger.tag(&it.1.folded, &it.2, &mut scratch).len())
            .sum();
        best = best.min(began.elapsed().as_secs_f64());
    }
    println!(
        "speed    {:.1} MB/s ({bytes} bytes, {found} found)",
        bytes as f64 / best / 1e6
    );
    Ok(())
}
