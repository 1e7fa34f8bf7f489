//! The words of a summary: a clause without its date, that can be read alone in a list.

use super::cut::CLAUSE_ENDS;
use super::words::{
    IN, JOINTS, LEADS, LINKS, NEEDS, NIGHTS, PAST, SMALL, TIES_AFTER, TIES_BEFORE, VERBS,
};
use crate::text::chars::is_wide_script;

/// Whether a text begins with a word that joins the date before it to one behind it.
pub(super) fn joins_on(text: &str) -> bool {
    JOINTS.iter().any(|it| text.trim_start().starts_with(it))
}

/// A clause around a date, cut in three.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// What stands before the date.
    pub(super) head: &'a str,
    /// The words of the date.
    pub(super) date: &'a str,
    /// What stands behind it.
    pub(super) tail: &'a str,
}

/// The clause without its date; with it where the clause would break. `None` if it says nothing
/// else.
pub(super) fn told(around: Around<'_>) -> Option<String> {
    let Around { head, date, tail } = around;
    let rest = tail.trim_start();
    // 在5月的一次会上: the preposition goes on with what follows.
    let frames = head.trim_end().ends_with('在') && rest.starts_with('的');
    let bare_head = if frames {
        head.trim()
    } else {
        untied(head.trim_end())
    };
    let rest = without_weekday(behind_ties(rest));
    let ends = |c: char| c.is_whitespace() || CLAUSE_ENDS.contains(c);
    let is_last = rest.is_empty()
        || tail
            .trim_start()
            .starts_with(|c| CLAUSE_ENDS.contains(c) || c == '.');
    let rest = rest.trim_start_matches(ends);
    let is_joined = joins_on(tail) || JOINTS.iter().any(|it| head.trim_end().ends_with(it));
    let is_needed = needs_date(head) && !is_bare(bare_head) || is_measured(head, date, tail);
    let counts_from_next =
        is_joined || is_needed || date.ends_with("before") || date.ends_with("after");
    let whole = if counts_from_next || is_last && breaks_without(head, bare_head) {
        format!("{head}{date}{tail}")
    } else {
        join(bare_head, rest.trim())
    };
    let whole = balanced(without_empty_brackets(&whole));
    let edges = |c: char| c.is_whitespace() || "，,；;：:、。.".contains(c);
    let whole = strip_first(whole.trim_matches(edges), &LEADS).trim_matches(edges);
    let letters = whole.chars().filter(|c| c.is_alphanumeric()).count();
    (2 <= letters).then(|| whole.to_owned())
}

/// Whether the words before a date in its clause need it: 推迟到2027年投产, 远低于上一年的水平.
pub(super) fn needs_date(head: &str) -> bool {
    let head = head.trim_end();
    let word = NEEDS.iter().find(|it| head.ends_with(**it));
    word.is_some_and(|it| head.strip_suffix(it).is_some_and(|rest| !is_bare(rest)))
}

/// Whether a clause tells of the way from that date, or of the time after something: 从2011年的3亿增长到
/// 9亿, 上市三年后退市.
fn is_measured(head: &str, date: &str, tail: &str) -> bool {
    let head = head.trim_end();
    let clause = tail.split(['，', '。', '；', ',']).next().unwrap_or(tail);
    let goes_to = clause.contains(['到', '至']) && !clause.starts_with("起");
    let counts = date.ends_with(['后', '前']) && !is_bare(untied(head)) && head == untied(head);
    head.ends_with('从') && goes_to || counts
}

/// Whether a text has no letter.
fn is_bare(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// What stands before a date without the words that tie it; nothing, if only a small word is left.
fn untied(head: &str) -> &str {
    // 5月21日电（记者某某）: the rest of a dateline is no part of the clause.
    let is_wire = ["电（", "讯（", "电 ", "讯 ", "电(", "讯("]
        .iter()
        .any(|it| head.starts_with(it))
        || matches!(head.trim_end(), "电" | "讯");
    let head = if is_wire {
        head.rsplit(['）', ')', '电', '讯']).next().unwrap_or(head)
    } else {
        head
    };
    let once = strip_last(strip_last(head, &IN), &TIES_BEFORE).trim_end();
    if SMALL.contains(&once.trim_start()) {
        return "";
    }
    once.trim_start()
}

/// Whether a clause that ends in a date says too little without it: 订单排到2024年, it was shown in
/// May.
fn breaks_without(head: &str, bare: &str) -> bool {
    let is_apart = head.ends_with("  ") || head.ends_with('\u{3000}');
    if is_apart
        || !bare.chars().any(char::is_alphanumeric)
        || bare.ends_with(['（', '(', '，', ',', '；', '：', ':'])
    {
        return false;
    }
    if bare.ends_with(is_wide_script) {
        return true;
    }
    let words = bare.split_whitespace();
    let is_linked = head
        .split_whitespace()
        .next_back()
        .is_some_and(|it| LINKS.contains(&it));
    let has_tie = bare.len() < head.trim().len();
    is_linked || words.count() <= if has_tie { 3 } else { 4 }
}

/// The words behind a date without the weekday that only repeats it: 11月17日，星期五，.
fn without_weekday(text: &str) -> &str {
    let marks = |c: char| "，, （(".contains(c);
    let names = ["星期", "周", "礼拜"];
    let inner = text.trim_start_matches(marks);
    let day = names.iter().find_map(|it| inner.strip_prefix(it));
    let rest = day.and_then(|it| it.strip_prefix(|c| "一二三四五六日天".contains(c)));
    match rest {
        Some(rest) if rest.starts_with(|c| "，,）)".contains(c)) => {
            rest.trim_start_matches(|c| "，,）)".contains(c))
        }
        _ => text,
    }
}

/// The text without brackets that held only a date.
fn without_empty_brackets(text: &str) -> String {
    let mut text = text.to_owned();
    for pair in ["（）", "()", "( )", "（ ）", "（，", "（、"] {
        let kept = if pair.ends_with(['，', '、']) {
            "（"
        } else {
            ""
        };
        text = text.replace(pair, kept);
    }
    text
}

/// The text without a closing quotation mark or bracket that opens nowhere, at its end, and without
/// an opening one that closes nowhere, at its beginning.
fn balanced(text: String) -> String {
    const PAIRS: [(char, char); 4] = [('“', '”'), ('「', '」'), ('（', '）'), ('《', '》')];
    let mut text = text;
    for (open, close) in PAIRS {
        let opened = text.matches(open).count();
        let closed = text.matches(close).count();
        let marks = |c: char| c == close || "，。！？、；".contains(c);
        if opened < closed && text.trim_end_matches(marks).len() < text.len() {
            text.truncate(text.trim_end_matches(marks).len());
        } else if closed < opened && text.starts_with(open) {
            text.remove(0);
        }
    }
    text
}

/// Whether a clause begins with a verb or an adverb: its subject stands elsewhere.
pub(super) fn lacks_subject(clause: &str) -> bool {
    let word: String = clause
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    if word.is_empty() {
        return VERBS.iter().any(|it| clause.starts_with(it));
    }
    let is_past = 4 < word.len() && word.ends_with("ed") || PAST.contains(&word.as_str());
    is_past && word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether only ties and marks are left of a text.
pub(super) fn is_small(text: &str) -> bool {
    let text = untied(behind_ties(text.trim()).trim());
    !text.chars().any(char::is_alphanumeric)
}

/// Head and tail of a clause whose middle is taken out: with a blank between Latin words.
pub(super) fn join(head: &str, tail: &str) -> String {
    let needs_blank = head.chars().next_back().is_some_and(|c| !is_wide_script(c))
        && tail
            .chars()
            .next()
            .is_some_and(|c| !is_wide_script(c) && c.is_alphanumeric());
    let blank = if needs_blank && !head.is_empty() {
        " "
    } else {
        ""
    };
    format!("{head}{blank}{tail}")
}

fn strip_last<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let ends_word = |rest: &str, word: &str| {
        !word.is_ascii() || !rest.chars().next_back().is_some_and(char::is_alphanumeric)
    };
    let stripped = words
        .iter()
        .find_map(|word| text.strip_suffix(word).filter(|rest| ends_word(rest, word)));
    stripped.unwrap_or(text).trim_end()
}

fn strip_first<'a>(text: &'a str, words: &[&str]) -> &'a str {
    words
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
}

/// Behind the ties after a date, and a time of the day.
fn behind_ties(text: &str) -> &str {
    let mut text = text;
    for _ in 0..2 {
        let Some(word) = TIES_AFTER.iter().find(|it| text.starts_with(**it)) else {
            break;
        };
        let rest = &text[word.len()..];
        // 2023年中国 is no 2023年中.
        let may_be_word = matches!(*word, "里" | "间" | "时" | "起" | "中");
        // 3月5日晚会 is no evening.
        let is_party = matches!(*word, "晚" | "夜") && rest.starts_with(NIGHTS);
        if is_party {
            break;
        }
        if may_be_word
            && rest.starts_with(is_wide_script)
            && !rest.starts_with(['，', '、', '的', '。', '）'])
        {
            break;
        }
        text = rest;
    }
    without_clock(text)
}

/// The words without the clock they begin with: 12时24分，.
fn without_clock(text: &str) -> &str {
    let hour = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = text.len() - hour.len();
    let Some(behind) = hour
        .strip_prefix(['时', '点', ':', '：'])
        .filter(|_| (1..=2).contains(&length))
    else {
        return text;
    };
    let minutes = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    minutes.trim_start_matches(['分', '许', '整', '左', '右'])
}

/// Between two dates of one clause: where the words of the first end, and where those of the second
/// begin. In Chinese a date stands before what it tells, in English often behind it.
pub(super) fn split(between: &str) -> Option<(usize, Option<usize>)> {
    if between.chars().any(is_wide_script) {
        if joins_on(between) && between.chars().count() <= 3 {
            return None;
        }
        return (!is_small(between)).then_some((between.len(), Some(0)));
    }
    let at = between.rfind(" and ")?;
    // «and more in» says nothing without the words before it.
    let is_clause = 2 < between[at + 5..].split_whitespace().count();
    Some((at, is_clause.then_some(at + 5)))
}
