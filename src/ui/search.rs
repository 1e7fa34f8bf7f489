//! Searching the text: over paragraphs and never over screen lines, in both scripts and widths.

use crate::model::Span;
use crate::text::{Document, pattern};
use regex::{Regex, RegexBuilder};

/// Hits to collect at most.
const MOST: usize = 100_000;

/// All places of what was searched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hits {
    /// What was typed.
    pub query: String,
    /// Whether that is a regular expression.
    pub is_regex: bool,
    /// Where it stands, in the order of the text.
    pub spans: Vec<Span>,
    /// The one that was gone to.
    pub current: Option<usize>,
}

impl Hits {
    /// The place that was gone to.
    pub(super) fn current_span(&self) -> Option<Span> {
        self.spans.get(self.current?).copied()
    }
}

/// All places of a query. If it holds a capital, case counts. A bad regex is an error that says
/// what is wrong with it.
pub(super) fn search(document: &Document, query: &str, is_regex: bool) -> Result<Hits, String> {
    let mut hits = Hits {
        query: query.to_owned(),
        is_regex,
        ..Hits::default()
    };
    if query.trim().is_empty() {
        return Ok(hits);
    }
    let pattern = compile(query, is_regex)?;
    let found = pattern
        .find_iter(document.text())
        .filter(|it| !it.is_empty());
    hits.spans = found
        .take(MOST)
        .map(|it| Span::new(it.start(), it.end()))
        .collect();
    Ok(hits)
}

fn compile(query: &str, is_regex: bool) -> Result<Regex, String> {
    let is_folded = !query.chars().any(char::is_uppercase);
    let pattern = if is_regex {
        query.to_owned()
    } else {
        pattern::literal(query, is_folded)
    };
    RegexBuilder::new(&pattern)
        .case_insensitive(is_regex && is_folded)
        .multi_line(true)
        .size_limit(1 << 22)
        .build()
        .map_err(|err| {
            // The crate draws a picture of several lines; its last line says it.
            let text = err.to_string();
            let last = text.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;

    /// The hits are marked with brackets.
    #[track_caller]
    fn check(query: &str, is_regex: bool, marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let document = Document::plain(text.clone(), Meta::default());
        let hits = search(&document, query, is_regex).unwrap();
        let mut found = text;
        for span in hits.spans.iter().rev() {
            found.insert(span.end as usize, ']');
            found.insert(span.start as usize, '[');
        }
        assert_eq!(found, marked, "{query}");
    }

    #[test]
    fn scripts_and_widths_are_one_and_case_is_smart() {
        check("辉达", false, "[輝達]与[辉达]");
        check("輝達", false, "[輝達]与[辉达]");
        check("openai", false, "[OpenAI]、[ＯＰＥＮＡＩ]、[openai]");
        check("OpenAI", false, "[OpenAI]、openai、[ＯｐｅｎＡＩ]");
        check("ｏｐｅｎ", false, "[Open]AI");
        check("a.b", false, "[a.b] axb [A.B]");
        check("é", false, "[É] e");
    }

    #[test]
    fn a_blank_stands_for_any_white_space() {
        check("new york", false, "[New  York] NewYork [New\nYork]");
        check("  ", false, "a  b");
    }

    #[test]
    fn a_regex_is_one_only_if_asked_for() {
        check(r"\d+ 年", true, "于 [2022 年]和[23 年]");
        check(r"\d+", false, r"\d+ 12".replace(r"\d+", r"[\d+]").as_str());
        check("b*", true, "a[bb]c");
        let document = Document::default();
        let problem = search(&document, "(a", true).unwrap_err();
        assert_eq!(problem, "unclosed group");
    }
}
