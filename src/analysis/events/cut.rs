//! Where clauses end, and where a summary that is too long is cut.

use crate::text::chars::is_wide_script;

/// Columns of the longest summary: 40 Han characters.
const MAX_COLUMNS: usize = 80;

/// Marks between clauses. The ideographic comma joins words, not clauses.
pub(super) const CLAUSE_ENDS: &str = "，,；;：:。！？!?—";

/// Where the clause that holds byte `at` begins.
pub(super) fn clause_start(text: &str, at: usize) -> usize {
    let head = &text[..at];
    let border = head
        .char_indices()
        .rev()
        .find(|&(at, c)| is_clause_end(head, at, c));
    let start = border.map_or(0, |(at, c)| at + c.len_utf8());
    start + (text[start..at].len() - text[start..at].trim_start().len())
}

/// Whether a character ends a clause; a comma or colon between digits does not.
fn is_clause_end(text: &str, at: usize, c: char) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    CLAUSE_ENDS.contains(c)
        && !(matches!(c, ',' | ':')
            && is_digit(text[..at].chars().next_back())
            && is_digit(text[at + 1..].chars().next()))
}

/// The text, or as much of it as fits, up to the last border of a clause, else of a word, that lies
/// in no name; what is left out is marked by `…`.
pub(super) fn cut(text: &str, names: &[&str]) -> String {
    let one_line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let columns = |c: char| if is_wide_script(c) { 2 } else { 1 };
    let (mut width, mut limit) = (0, one_line.len());
    for (at, c) in one_line.char_indices() {
        width += columns(c);
        if MAX_COLUMNS < width {
            limit = at;
            break;
        }
    }
    if limit == one_line.len() {
        return one_line;
    }
    let head = &one_line[..limit];
    let clause = head
        .char_indices()
        .rev()
        .find(|&(at, c)| is_clause_end(head, at, c));
    if let Some((at, _)) = clause.filter(|&(at, _)| limit <= at * 3) {
        return head[..at].trim_end().to_owned();
    }
    format!(
        "{}…",
        head[..word_border(&one_line, limit, names)].trim_end()
    )
}

/// The last place at or before `limit` that is in no name and in no Latin word.
fn word_border(text: &str, limit: usize, names: &[&str]) -> usize {
    let inside: Vec<(usize, usize)> = names
        .iter()
        .flat_map(|name| {
            text.match_indices(name)
                .map(|(at, _)| (at, at + name.len()))
        })
        .collect();
    let is_border = |at: usize| {
        let cuts_word = text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
            && text[at..].chars().next().is_some_and(char::is_alphanumeric)
            && !text[at..].chars().next().is_some_and(is_wide_script)
            && !text[..at].chars().next_back().is_some_and(is_wide_script);
        !cuts_word && inside.iter().all(|&(from, to)| at <= from || to <= at)
    };
    let mut places = text[..limit]
        .char_indices()
        .map(|(at, _)| at)
        .chain([limit]);
    places.rfind(|&at| 0 < at && is_border(at)).unwrap_or(limit)
}
