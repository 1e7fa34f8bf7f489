//! Sentences: where a statement ends.

use super::chars::is_wide_script;
use super::{Block, Document};
use crate::model::Span;

/// The sentences of a block, in order, without blanks at their ends; together they hold every
/// character that is not blank.
///
/// A sentence ends behind 。！？!?… or an English full stop that is followed by a blank and a capital
/// and does not follow an abbreviation, and behind the closing marks after it.
pub fn sentences(document: &Document, block: &Block) -> Vec<Span> {
    let text = document.slice(block.span);
    let base = block.span.start as usize;
    let mut found = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if !ends_sentence(text, at, c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(_, next)) = rest.peek() {
            if !is_closing(next) && !"。！？!?…".contains(next) {
                break;
            }
            end += next.len_utf8();
            rest.next();
        }
        push(&mut found, text, base, start, end);
        start = end;
    }
    push(&mut found, text, base, start, text.len());
    found
}

/// Adds `text[start..end]` without the blanks around it, if anything is left.
fn push(found: &mut Vec<Span>, text: &str, base: usize, start: usize, end: usize) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = start + (piece.len() - piece.trim_start().len());
        found.push(Span::new(base + start, base + start + trimmed.len()));
    }
}

/// Marks that close what stands before them.
fn is_closing(c: char) -> bool {
    "”’」』）)]】》〉\"".contains(c)
}

/// Words before a full stop that does not end a sentence.
const ABBREVIATIONS: [&str; 33] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Sr", "Jr", "St", "vs", "etc", "Inc", "Ltd", "Corp", "Co",
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Gen",
    "Sen", "Rep", "Gov", "Lt", "Col", "Capt",
];

/// Whether the character at byte `at` ends a sentence.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    match c {
        '。' | '！' | '？' | '!' | '?' => true,
        '…' => text[at + c.len_utf8()..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace),
        '.' => {
            let after = text[at + 1..].trim_start_matches(is_closing);
            let starts_next =
                after.trim_start().chars().next().is_none_or(|next| {
                    after.starts_with(char::is_whitespace) && !next.is_lowercase()
                });
            let word_start = text[..at]
                .rfind(|c: char| !c.is_alphanumeric() || is_wide_script(c))
                .map_or(0, |it| {
                    it + text[it..].chars().next().map_or(1, char::len_utf8)
                });
            let word = &text[word_start..at];
            let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            let is_number_sign = word == "No" && after.trim_start().starts_with(char::is_numeric);
            starts_next && !is_initial && !is_number_sign && !ABBREVIATIONS.contains(&word)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Meta;
    use super::*;

    /// The expected borders are marked by `|` in the text.
    #[track_caller]
    fn check(marked: &str) {
        let document = Document::plain(marked.replace('|', ""), Meta::default());
        let found: Vec<&str> = document
            .blocks()
            .iter()
            .flat_map(|it| sentences(&document, it))
            .map(|it| document.slice(it))
            .collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn chinese() {
        check("他走了。|她来了！|真的吗？！|是的");
        check("他说：“走吧。”|她没有动。");
        check("「开心了?」|当时，他颇为不平。");
        check("等等……他来了。");
    }

    #[test]
    fn english() {
        check("He left. |She came. |It cost 3.5 dollars.");
        check("Dr. Smith met J. Doe on Nov. 30, 2022. |They talked.");
        check("据Dr. Smith与J. Doe说，Nov. 30是最后一天。|完。");
        check("Apple Inc. said so. |\"No.\" |He left.");
        check("He works at x.AI now.");
    }
}
