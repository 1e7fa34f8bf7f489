//! What an article costs: decoding, line breaking, analysis, one frame. `cargo timing` prints it.
//!
//! Machines differ: compare the figures of one run with each other, as the budget does. Analysis of
//! the sample takes at most as long as fifty frames; a frame takes no longer in a text that is a
//! hundred times as long.
#![allow(missing_docs)]

use divan::Bencher;
use divan::counter::BytesCount;
use mailuo::analysis::{Analyzer, dates};
use mailuo::source::{self, Options};
use mailuo::text::Document;
use mailuo::text::linebreak::{Breaking, lines};
use mailuo::ui::{self, App, Message};
use ratatui::layout::Size;
use std::sync::Arc;

const SAMPLE: &str = include_str!("../../assets/samples/zh.txt");

fn main() {
    divan::main();
}

/// The sample, so many times one behind the other.
fn document(times: usize) -> Document {
    source::document(
        source::decode(SAMPLE.repeat(times).as_bytes()),
        "sample",
        Options::default(),
    )
}

#[divan::bench]
fn decode(bencher: Bencher<'_, '_>) {
    bencher.bench(|| source::decode(divan::black_box(SAMPLE.as_bytes())));
}

#[divan::bench]
fn break_lines(bencher: Bencher<'_, '_>) {
    let breaking = Breaking {
        columns: 60,
        hang: 1,
        ..Breaking::default()
    };
    bencher.bench(|| lines(divan::black_box(SAMPLE), breaking));
}

#[divan::bench(args = [1, 10])]
fn analyze(bencher: Bencher<'_, '_>, times: usize) {
    let (analyzer, document) = (Analyzer::default(), document(times));
    // The first run reads the model and the lists.
    divan::black_box(analyzer.analyze(&document));
    bencher.bench(|| analyzer.analyze(divan::black_box(&document)));
}

/// A text of one megabyte that is hard on the reader of dates: `prose` repeats the sample (or the
/// file named in `MAILUO_BENCH_TEXT`), `digits` is one line of digits, 年 and 月.
fn dated(kind: &str) -> Document {
    let named = std::env::var("MAILUO_BENCH_TEXT").ok();
    let file = named.and_then(|it| std::fs::read_to_string(it).ok());
    let text = match kind {
        "digits" => "2023年1月09".repeat(1 << 16),
        _ => file.unwrap_or_else(|| SAMPLE.repeat((1 << 20) / SAMPLE.len())),
    };
    source::document(source::decode(text.as_bytes()), "dated", Options::default())
}

/// Budget: 20 MB/s of prose.
#[divan::bench(args = ["prose", "digits"])]
fn dates(bencher: Bencher<'_, '_>, kind: &str) {
    let document = dated(kind);
    divan::black_box(dates::find(&document, None));
    bencher
        .counter(BytesCount::new(document.text().len()))
        .bench(|| dates::find(divan::black_box(&document), None));
}

#[divan::bench(args = [1, 100])]
fn frame(bencher: Bencher<'_, '_>, times: usize) {
    let document = Arc::new(document(times));
    let mut app = App::new(Arc::clone(&document), ui::Options::default());
    app.handle(Message::Analysis(Arc::new(
        Analyzer::default().analyze(&document),
    )));
    let size = Size {
        width: 120,
        height: 40,
    };
    bencher.bench_local(move || ui::print::frame(&mut app, "j", size, false));
}
