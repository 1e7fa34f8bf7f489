//! Classes of characters, and a block of text as an array of them.

use super::fold;
use crate::model::Span;

/// A Han character.
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// A character of a script that is written without blanks between words: Han, kana and their
/// punctuation and full-width forms.
pub const fn is_wide_script(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{FF00}'..='\u{FFEF}')
}

/// A letter of an alphabet that writes words with blanks between them (Latin, Greek, Cyrillic), in
/// full or half width: the only letters at whose edge a name needs a boundary.
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
            && c.is_alphabetic()
}

/// A piece of text as an array of folded characters, so that the analysis can look left and right
/// by index. Each text character gives exactly one folded one.
#[derive(Debug, Clone, Default)]
pub struct Chars {
    /// The characters, folded in script and width but not in letter case ([`fold::shape`]).
    pub folded: Vec<char>,
    /// The byte offset in the document at which each character starts, and one more for the end.
    pub starts: Vec<u32>,
}

impl Chars {
    /// The characters of `text`, which starts at byte `offset` of its document.
    pub fn new(text: &str, offset: u32) -> Chars {
        let mut folded = Vec::with_capacity(text.len() / 2);
        let mut starts = Vec::with_capacity(text.len() / 2 + 1);
        let mut at = offset;
        for c in text.chars() {
            // A line end inside a block is a blank between words, as the page is set.
            folded.push(if c == '\n' { ' ' } else { fold::shape(c) });
            starts.push(at);
            at += u32::try_from(c.len_utf8()).expect("a character has at most four bytes");
        }
        starts.push(at);
        Chars { folded, starts }
    }

    /// How many characters there are.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// The place in the document of the characters `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span {
            start: self.starts[from],
            end: self.starts[to],
        }
    }

    /// Index of the character that starts at or behind a byte of the document.
    pub fn index_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start < offset)
    }

    /// Whether a name that covers `from..to` ends and begins where words do: at a Latin edge no
    /// Latin letter may go on; Han, kana, digits beside Han and all punctuation count as boundary.
    pub fn is_bounded(&self, from: usize, to: usize) -> bool {
        self.parts_words(from) && self.parts_words(to)
    }

    /// Whether a name may begin or end at a place, see [`Chars::is_bounded`].
    pub fn parts_words(&self, at: usize) -> bool {
        let goes_on = |c: char| c.is_ascii_digit() || is_latin(c);
        let (Some(before), Some(&behind)) = (at.checked_sub(1), self.folded.get(at)) else {
            return true;
        };
        !(goes_on(self.folded[before]) && goes_on(behind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` holds one name in brackets; says whether it is bounded.
    #[track_caller]
    fn check(text: &str, bounded: bool) {
        let from = text.chars().position(|c| c == '[').unwrap();
        let to = text.chars().position(|c| c == ']').unwrap() - 1;
        let chars = Chars::new(&text.replace(['[', ']'], ""), 0);
        assert_eq!(chars.is_bounded(from, to), bounded, "{text}");
    }

    #[test]
    fn a_boundary_is_wanted_at_a_latin_edge_only() {
        check("[Meta]verse", false);
        check("[Meta]的员工", true);
        check("用[Meta]", true);
        check("他在[微软]工作", true);
        check("[微软]MSN", true);
        check("3[M]", false);
        check("[4chan]网站", true);
        check("は[OpenAI]が", true);
        check("[Meta]'s", true);
        check("[Ｍｅｔａ]ｖ", false);
        check("[Meta]2", false);
    }

    #[test]
    fn offsets_are_those_of_the_document() {
        let chars = Chars::new("微Ａb", 10);
        assert_eq!(chars.folded, ['微', 'A', 'b']);
        assert_eq!(chars.starts, [10, 13, 16, 17]);
        assert_eq!(chars.span(1, 3), Span::new(13, 17));
        assert_eq!(chars.index_of(13), 1);
    }
}
