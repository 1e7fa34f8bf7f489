//! Sentences as news, history, biography, finance and sport write them, and what a reader means by
//! each time expression.
#![allow(clippy::unwrap_used, missing_docs)]

mod en;
mod zh;

use mailuo::analysis::dates;
use mailuo::model::{DateValue, Day, PublishedFrom, Reference};
use mailuo::text::{Document, Meta};

/// Checks lines, each a text published on 10 March 2024: `<EDTF>words</>` is an event, nothing else is.
#[track_caller]
fn check(lines: &str) {
    let lines = lines.lines().filter(|it| !it.is_empty());
    let wrong: Vec<(String, &str)> = lines
        .map(|it| (marked(&plain(it)), it))
        .filter(|(found, expected)| found != expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The text with its events marked.
fn marked(text: &str) -> String {
    let document = Document::plain(text.to_owned(), Meta::default());
    let day = Day::parse("2024-03-10").unwrap();
    let from = PublishedFrom::Option;
    let reference = Reference {
        day,
        from,
        span: None,
    };
    let (mut marked, mut at) = (String::new(), 0);
    for it in dates::find(&document, Some(reference)) {
        if !it.is_event {
            continue;
        }
        let value = it.value.map_or_else(|| "?".to_owned(), DateValue::edtf);
        marked.push_str(&text[at..it.span.start as usize]);
        marked.extend(["<", &value, ">", document.slice(it.span), "</>"]);
        at = it.span.end as usize;
    }
    marked + &text[at..]
}

/// The text without its marks.
fn plain(marked: &str) -> String {
    let mut tags = marked.split('<');
    let head = tags.next().unwrap_or_default().to_owned();
    tags.fold(head, |text, it| {
        text + it.split_once('>').map_or(it, |(_, rest)| rest)
    })
}
