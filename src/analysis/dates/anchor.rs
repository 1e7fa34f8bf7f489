//! The date of an event that the text tells elsewhere: «ChatGPT 发布前两周» counts from the dated
//! sentence that tells of the release of ChatGPT.

use super::line::Line;
use super::reading::Reading;
use super::shift::EVENT_VERBS;
use crate::model::{DateValue, Span};
use crate::text::Document;
use std::collections::HashMap;

/// How many dated sentences are looked at: events are told near the head of a text.
const SENTENCES: usize = 2000;
/// How many different events of one text are looked for.
const EVENTS: usize = 200;

/// The dated sentences of a document, and the events already looked for in them.
#[derive(Debug, Default)]
pub(super) struct Anchors<'a> {
    dated: Vec<(DateValue, Span, &'a str)>,
    known: HashMap<(String, &'static str), Option<(DateValue, Span)>>,
}

impl<'a> Anchors<'a> {
    /// Those of the dates that count from no event themselves.
    pub(super) fn new(
        document: &'a Document,
        dated: impl Iterator<Item = (DateValue, Span)>,
    ) -> Anchors<'a> {
        Anchors {
            dated: dated
                .take(SENTENCES)
                .map(|(value, span)| (value, span, around(document.text(), span)))
                .collect(),
            known: HashMap::new(),
        }
    }

    /// The date of the event named before a reading, and the words that give it.
    pub(super) fn date_of(
        &mut self,
        line: Line<'_>,
        reading: &Reading,
    ) -> Option<(DateValue, Span)> {
        let verb = EVENT_VERBS
            .into_iter()
            .find(|it| line.ends_with_any(reading.from, &[it]))?;
        let subject = subject(line, reading.from - verb.chars().count());
        let key = (subject, verb);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        if EVENTS < self.known.len() {
            return None;
        }
        let found = self.look_for(&key.0, verb);
        self.known.insert(key, found);
        found
    }

    /// The narrowest date beside the subject and a verb of that kind; among equals the first one.
    fn look_for(&self, subject: &str, verb: &'static str) -> Option<(DateValue, Span)> {
        let related = related(verb);
        self.dated
            .iter()
            .filter(|(.., sentence)| {
                sentence.contains(subject) && related.iter().any(|it| sentence.contains(it))
            })
            .min_by_key(|(value, ..)| value.precision())
            .map(|&(value, span, _)| (value, span))
    }
}

/// The name before a verb: a Latin word, or Han characters up to a particle.
fn subject(line: Line<'_>, to: usize) -> String {
    let mut end = to;
    while line.before(end) == ' ' {
        end -= 1;
    }
    let mut from = end;
    let is_latin = line.before(end).is_ascii_alphanumeric();
    while 0 < from && end < from + 20 {
        let c = line.before(from);
        let belongs = if is_latin {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '.')
        } else {
            super::is_han(c) && !"的在是于和与了，".contains(c) && end < from + 6
        };
        if !belongs {
            break;
        }
        from -= 1;
    }
    line.slice(from, end).iter().collect()
}

/// Verbs that tell the same kind of event.
fn related(verb: &'static str) -> Vec<&'static str> {
    const GROUPS: [&[&str]; 6] = [
        &[
            "发布", "推出", "上线", "问世", "诞生", "公布", "开源", "发行",
        ],
        &["成立", "创立", "创办", "创建", "建立", "组建", "诞生"],
        &["去世", "逝世", "病逝", "离世"],
        &["上市", "挂牌", "IPO"],
        &["离职", "辞职", "离开", "辞去"],
        &["上任", "就任", "出任", "接任", "当选", "入职", "加入"],
    ];
    let mut found = vec![verb];
    for group in GROUPS.iter().filter(|it| it.contains(&verb)) {
        found.extend(group.iter());
    }
    found
}

/// The sentence that holds a span, at most so many bytes to each side.
fn around(text: &str, span: Span) -> &str {
    const REACH: usize = 300;
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '\n');
    let low = text.floor_char_boundary((span.start as usize).saturating_sub(REACH));
    let high = text.ceil_char_boundary((span.end as usize + REACH).min(text.len()));
    let before = &text[low..span.start as usize];
    let from = before
        .char_indices()
        .rev()
        .find(|&(_, c)| ends(c))
        .map_or(low, |(at, c)| low + at + c.len_utf8());
    let behind = &text[span.end as usize..high];
    let to = behind.find(ends).map_or(high, |at| span.end as usize + at);
    &text[from..to]
}
