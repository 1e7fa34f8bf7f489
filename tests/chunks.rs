//! A long text is read in passages on all cores: neither may be seen in what is found.
#![allow(clippy::unwrap_used)]

use mailuo::analysis::Analyzer;
use mailuo::model::{Analysis, Span};
use mailuo::source::{self, Options};
use rayon::ThreadPoolBuilder;

/// Bytes of the text: more than a passage has.
const LENGTH: usize = 90_000;

/// Paragraphs with names in full and for short, and with dates that count from others: what is found in one
/// depends on what stands far before and behind it.
const PARAGRAPHS: [&str; 7] = [
    "{day}，长风电子有限公司在{city}发布了新的芯片。公司创始人沈立群说，量产将在{n}周后开始。",
    "沈立群的说法没有说服所有人。{city}大学的研究员 Anna Berg 认为，长风至少还要等{n}个月。",
    "In {year}, Northwind Systems Inc. bought a plant near {city}. Berg left the company {n} years later.",
    "第二天，北岸资本宣布退出。长风电子发布芯片前{n}天，北岸资本刚刚换了总裁，新总裁名叫许若梅。",
    "去年{n}月，许若梅在一次采访中说：“我们今天不谈长风。”次日，Northwind 的股价跌了百分之{n}。",
    "{year}年{n}月，河口镇\n建起了第一座工厂，\n厂长是许若梅的父亲许文山。",
    "没有人知道后来怎么样了，也没有人去问。",
];

/// A text that is never the same twice, and each time the same.
fn text() -> String {
    let (mut text, mut seed) = (String::from("长风纪事\n2021年3月5日\n\n"), 7_u64);
    let mut next = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    while text.len() < LENGTH {
        let paragraph = PARAGRAPHS[usize::try_from(next(7)).unwrap()];
        let (n, month, day) = (next(9) + 1, next(12) + 1, next(28) + 1);
        let city = ["兰州", "Lisbon", "温州", "青海"][usize::try_from(next(4)).unwrap()];
        let filled = paragraph
            .replace("{n}", &n.to_string())
            .replace("{day}", &format!("{month}月{day}日"))
            .replace("{year}", &(1990 + next(30)).to_string())
            .replace("{city}", city);
        text += &filled;
        // Some paragraphs are far longer than a block.
        text += if next(5) == 0 { "\n\n" } else { "" };
    }
    text
}

fn analyze(text: &str, threads: usize) -> Analysis {
    let document = source::of_bytes(text.as_bytes(), "a.txt", Options::default()).unwrap();
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.unwrap()
        .install(|| Analyzer::default().analyze(&document))
}

/// The same of a text that has so many bytes more from that place on.
fn behind(mut analysis: Analysis, from: u32, bytes: u32) -> Analysis {
    let shift = |it: &mut Span| {
        if from <= it.start {
            (it.start, it.end) = (it.start + bytes, it.end + bytes);
        }
    };
    analysis
        .mentions
        .iter_mut()
        .for_each(|it| shift(&mut it.span));
    for event in &mut analysis.events {
        shift(&mut event.span);
        shift(&mut event.sentence);
        let origin = event.basis.origin.as_mut();
        origin
            .and_then(|it| it.span.as_mut())
            .into_iter()
            .for_each(shift);
    }
    analysis
}

#[test]
fn neither_threads_nor_passages_are_seen() {
    let text = text();
    let expected = analyze(&text, 1);
    assert!(500 < expected.mentions.len() && 300 < expected.events.len());
    for threads in [2, 5] {
        assert!(analyze(&text, threads) == expected, "{threads} threads");
    }
    // Blank lines move the ends of passages, and nothing else.
    let (from, blank) = (
        text[text.ceil_char_boundary(60_000)..]
            .find("\n\n")
            .unwrap()
            + text.ceil_char_boundary(60_000)
            + 1,
        30_000,
    );
    let (head, rest) = text.split_at(from);
    let found = analyze(&format!("{head}{}{rest}", "\n".repeat(blank)), 2);
    let [from, blank] = [from, blank].map(|it| u32::try_from(it).unwrap());
    assert!(found == behind(expected, from, blank));
}
