//! What the analysis costs beside `jieba_rs`'s `tag` on the same text in the same run, on one core,
//! and how it grows: `cargo bench --bench ratio -- FILE…` (without a file the built-in samples).
//!
//! The texts are read as one. Targets: at most 3 times jieba's time; 8 MB in at most 9 times the
//! time of 1 MB. Nothing is asserted: machines differ, ratios of one run less so.
#![allow(missing_docs, clippy::print_stdout, clippy::cast_precision_loss)]

use jieba_rs::Jieba;
use mailuo::analysis::Analyzer;
use mailuo::source::{self, Options};
use mailuo::text::Document;
use std::hint::black_box;
use std::time::Duration;

const SAMPLES: [&str; 2] = [
    include_str!("../../assets/samples/zh.txt"),
    include_str!("../../assets/samples/en.txt"),
];

/// What was measured last on 600 KB of news, talk of technology and history in both scripts, to be
/// compared with on such text.
const RATIO: f64 = 5.3;

/// Runs of each measurement; the median counts.
const RUNS: usize = 7;

fn main() {
    let paths = std::env::args().skip(1).filter(|it| !it.starts_with("--"));
    let given: Vec<String> = paths
        .map(|it| std::fs::read_to_string(&it).unwrap_or_else(|err| panic!("{it}: {err}")))
        .collect();
    let text = if given.is_empty() {
        SAMPLES.concat()
    } else {
        given.concat()
    };
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    one_core.expect("one thread").install(|| report(&text));
}

fn report(text: &str) {
    let analyzer = Analyzer::default();
    let document = document(text);
    let analysis = median(RUNS, || {
        _ = black_box(analyzer.analyze(black_box(&document)));
    });
    let jieba = Jieba::new();
    let tag = median(RUNS, || _ = black_box(jieba.tag(black_box(text), true)));
    println!(
        "analysis   {:8.1} ms  {:5.1} MB/s",
        millis(analysis),
        rate(text, analysis)
    );
    println!(
        "jieba tag  {:8.1} ms  {:5.1} MB/s",
        millis(tag),
        rate(text, tag)
    );
    let ratio = analysis.as_secs_f64() / tag.as_secs_f64();
    println!("ratio      {ratio:8.2}     (committed {RATIO}, target: at most 3)");
    let sized = |bytes: usize| {
        let document = self::document(&text.repeat(bytes.div_ceil(text.len())));
        let time = median(3, || _ = black_box(analyzer.analyze(black_box(&document))));
        time.as_secs_f64() / document.text().len() as f64 * 1e6
    };
    let (small, large) = (sized(1 << 20), sized(8 << 20));
    println!(
        "growth     {:8.2}     for 8 times the text (target: at most 9)",
        8.0 * large / small
    );
}

fn document(text: &str) -> Document {
    source::document(source::decode(text.as_bytes()), "bench", Options::default())
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let before = on_core();
            work();
            on_core().saturating_sub(before)
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// What this thread has had of a core so far, as Linux counts it: other programs are not in it.
fn on_core() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("this is Linux");
    let nanos = stat.split(' ').next().and_then(|it| it.parse().ok());
    Duration::from_nanos(nanos.expect("the first field is a number"))
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn rate(text: &str, time: Duration) -> f64 {
    text.len() as f64 / time.as_secs_f64() / 1e6
}
