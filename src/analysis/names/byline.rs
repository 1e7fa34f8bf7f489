//! Bylines: who published a text and who wrote it, in the short lines of its head and foot.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use crate::lexicon::words;
use crate::model::{Kind, Rule, Why};
use crate::text::chars::{is_han, is_latin};

/// A byline is at most this long, in characters.
const MAX_CHARS: usize = 48;

/// A label is at most this long with the paper's name, in characters.
const MAX_LABEL: usize = 8;

/// Words before the name of a publisher.
const SOURCES: [&str; 6] = ["来源", "稿源", "出处", "转自", "媒体", "Source"];

/// Words before the names of those who wrote.
const WRITERS: [&str; 17] = [
    "本报记者",
    "特约记者",
    "记者",
    "责任编辑",
    "编辑",
    "作者",
    "撰文",
    "撰稿",
    "文字",
    "编译",
    "翻译",
    "译者",
    "采写",
    "采访",
    "文",
    "责编",
    "Author",
];

/// Words behind the name of a publisher that end a short line.
const CREDITS: [&str; 6] = ["报道", "原创", "出品", "编译", "发布", "讯"];

/// Adds the names in a block, if it is a byline.
pub(super) fn candidates(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let chars = &context.chars.folded;
    if MAX_CHARS < chars.len() {
        return;
    }
    let line: String = chars.iter().collect();
    if let Some((from, to)) = publisher(chars, &line) {
        let reading = Reading::Name(Kind::Company);
        let span = context.span(from, to);
        found.push(Candidate::new(span, reading, 0.75, Why::Rule(Rule::Byline)));
    }
    for (from, to) in writers(chars, &line) {
        let reading = Reading::Name(Kind::Person);
        let span = context.span(from, to);
        found.push(Candidate::new(span, reading, 0.75, Why::Rule(Rule::Byline)));
    }
}

/// The place of the publisher's name: `新报    2023-12-07`, `新报报道`, `来源：新报`.
fn publisher(chars: &[char], line: &str) -> Option<(usize, usize)> {
    let from = chars.iter().position(|c| !c.is_whitespace())?;
    if let Some(at) = label(line, &SOURCES) {
        let to = name_end(chars, at);
        return (at + 2 <= to).then_some((at, to));
    }
    let to = name_end(chars, from);
    let rest: String = chars[to..].iter().collect();
    let is_dated = rest.starts_with("  ") || rest.trim_start().starts_with('|');
    let date = rest.trim_start_matches([' ', '|']);
    let is_date = date.starts_with("20") || date.starts_with("19");
    if is_dated && is_date && (2..=12).contains(&(to - from)) {
        return Some((from, to));
    }
    let name: String = chars[from..to].iter().collect();
    let credited = CREDITS.iter().find(|credit| name.ends_with(**credit))?;
    let to = to - credited.chars().count();
    (rest.trim().is_empty() && (2..=8).contains(&(to - from))).then_some((from, to))
}

/// The places of the writers' names behind `编辑：`, `文/`, `记者 `.
fn writers(chars: &[char], line: &str) -> Vec<(usize, usize)> {
    let Some(mut at) = label(line, &WRITERS) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    while at < chars.len() {
        let to = name_end(chars, at);
        if !is_writer(&chars[at..to]) {
            break;
        }
        found.push((at, to));
        at = to;
        while chars.get(at).is_some_and(|&c| " 、,/&".contains(c)) {
            at += 1;
        }
    }
    found
}

/// Where the name begins behind one of the words at the line's beginning and a mark or blank.
fn label(line: &str, words: &[&str]) -> Option<usize> {
    let trimmed = line.trim_start_matches([' ', '(', '[', '【']);
    let behind = words.iter().find_map(|word| trimmed.strip_prefix(word));
    let rest = behind.or_else(|| behind_paper(trimmed, words))?;
    let marks = rest.trim_start_matches([' ', ':', '|', '/', '丨']);
    let has_mark = marks.len() < rest.len() && !marks.is_empty();
    has_mark.then(|| line.chars().count() - marks.chars().count())
}

/// What follows a label that stands behind the short name of a paper or behind what it is the label
/// of, and before a colon: 晨报编辑：, 流程编辑：.
fn behind_paper<'a>(line: &'a str, words: &[&str]) -> Option<&'a str> {
    let (head, _) = line.split_once([':', '|', '丨'])?;
    let head_chars = head.chars().count();
    let is_label = |word: &&str| {
        // 文 alone is the end of many other words.
        let is_long = 1 < word.chars().count();
        let paper = head.trim_end().strip_suffix(*word);
        is_long && paper.is_some_and(|it| !it.is_empty() && it.chars().all(is_han))
    };
    let is_short = head_chars <= MAX_LABEL && words.iter().any(is_label);
    is_short.then(|| line.get(head.len()..)).flatten()
}

/// Where a name that begins at `from` ends: before the first character that is no letter; single
/// blanks stand inside Latin names.
fn name_end(chars: &[char], from: usize) -> usize {
    let mut to = from;
    while to < chars.len() {
        let c = chars[to];
        let is_inner_blank = c == ' '
            && from < to
            && is_latin(chars[to - 1])
            && chars.get(to + 1).is_some_and(|&c| is_latin(c));
        if !(is_han(c) || is_latin(c) || c == '·' || is_inner_blank) {
            break;
        }
        to += 1;
    }
    to
}

/// A Chinese name of two to four characters that begins with a surname, or a short Latin one.
fn is_writer(name: &[char]) -> bool {
    if name.first().is_some_and(|&c| is_latin(c)) {
        return (2..=24).contains(&name.len()) && name[0].is_uppercase();
    }
    let surname =
        |n: usize| words::is_surname(&name[..n.min(name.len())].iter().collect::<String>());
    let is_reporter = name.ends_with(&['记', '者']);
    (2..=4).contains(&name.len()) && (surname(1) || surname(2)) && !is_reporter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::chars::Chars;

    /// The names expected are in brackets: `{}` for publishers, `[]` for writers.
    #[track_caller]
    fn check(marked: &str) {
        let text: String = marked.chars().filter(|c| !"{}[]".contains(*c)).collect();
        let chars = Chars::new(&text, 0);
        let mut found = Vec::new();
        candidates(
            &Context::new(&chars, &Lexicon::builtin().hits(&chars)),
            &mut found,
        );
        found.sort_by_key(|it| std::cmp::Reverse(it.span));
        let mut tagged = text.clone();
        for it in found {
            let marks = if it.reading == Reading::Name(Kind::Person) {
                "[]"
            } else {
                "{}"
            };
            tagged.insert_str(it.span.end as usize, &marks[1..]);
            tagged.insert_str(it.span.start as usize, &marks[..1]);
        }
        assert_eq!(tagged, marked);
    }

    #[test]
    fn publishers_and_writers() {
        check("{晨间新报}    2023-12-07");
        check("{晨间新报} | 2023-12-07 10:00");
        check("{晨间新报}报道");
        check("来源：{晨间新报}");
        check("编辑：[Nora]");
        check("晨报编辑：[毕大名]");
        check("流程编辑：[张小明]");
        check("会上有人提到文：张三");
        check("文/[张小明] [李大江]");
        check("（记者 [王一川]）");
        check("他在新闻里报道过，编辑：张三");
        check("采写：南方记者 马小辉");
        check("会议纪要");
        check("第三章  2");
    }
}
