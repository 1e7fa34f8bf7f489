//! The decoded text and the blocks it is made of.

use crate::model::{Day, PublishedFrom, Span};
use std::sync::OnceLock;

/// Bytes after which a paragraph is continued in a new block, at the end of a sentence.
///
/// It bounds what a jump into the middle of a text has to lay out: a megabyte without a line end
/// is read as fast as any other.
const LONG_PARAGRAPH: usize = 4096;

/// Bytes of a passage.
const PASSAGE: usize = 64 * 1024;

/// A decoded text, its blocks, and what its source says about it.
#[derive(Debug, Clone, Default)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    notes: Vec<Note>,
    parts: Vec<Part>,
    /// What [`Document::language`] found when it was first asked.
    language: OnceLock<Language>,
    /// What the source says about the text.
    pub meta: Meta,
}

/// What is known about a text besides its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meta {
    /// The title, from metadata or the first heading.
    pub title: Option<String>,
    /// What the user calls the source: the file's name, `-`, or the sample's name.
    pub source: String,
    /// The name of the encoding, as in the WHATWG standard.
    pub encoding: &'static str,
    /// How many characters could not be decoded and stand as U+FFFD.
    pub replaced: usize,
    /// The publication date, if the source or the user gives one.
    pub published: Option<(Day, PublishedFrom)>,
    /// The day on which the file was made, as Word and PDF files say. It may be that of an export or a
    /// print, so that a date in the text is better evidence.
    pub created: Option<Day>,
    /// Who wrote it, if the source says so apart from the text.
    pub author: Option<String>,
    /// True if the source goes on behind this text: only its head has been read yet.
    pub partial: bool,
    /// True if the source goes on behind this text and that is not read.
    pub cut: bool,
    /// What the reader should know about how the source was read, a sentence each.
    pub remarks: Vec<String>,
}

/// What a source says at a place beside its words: the address of a link, the reading of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The words that it belongs to.
    pub span: Span,
    /// What it is.
    pub kind: NoteKind,
    /// What it says.
    pub text: String,
}

/// What a [`Note`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// The address that a link leads to.
    Link,
    /// The reading of a word in small letters beside it (ruby).
    Reading,
}

/// A part of the source: a chapter's file, a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it begins in the text.
    pub start: u32,
    /// What the source calls it.
    pub name: String,
}

/// A heading, paragraph or other piece of a document that is laid out by itself.
///
/// A line end inside a block is meant only in [`BlockKind::Code`]. In any other kind it was put there
/// to fill lines of a fixed width: whoever shows or reads the block takes it, and the blanks around
/// it, as one blank between words of an alphabet and as nothing beside a Han character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its text, without the line end behind it.
    pub span: Span,
    /// Its number as readers count paragraphs (¶), from 1; a continued block has that of its head.
    pub number: u32,
    /// What it is.
    pub kind: BlockKind,
    /// True if it goes on with the paragraph of the block before.
    pub continued: bool,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// Words of somebody else.
    Quote,
    /// Program text, shown as it is.
    Code,
    /// Web clutter: breadcrumb, tags, disclaimer.
    Clutter,
}

/// The language of a text, for the conventions of reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Chinese, or mixed.
    Chinese,
    /// English, or another language in Latin script.
    English,
}

impl Language {
    /// Its code in BCP 47.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }
    }
}

impl Document {
    /// A document whose blocks are given as (span, kind), in order and without overlap. Empty ones
    /// are left out, long ones are continued at the end of a sentence.
    pub fn new(
        text: String,
        pieces: impl IntoIterator<Item = (Span, BlockKind)>,
        meta: Meta,
    ) -> Document {
        let mut blocks = Vec::new();
        let mut number = 0;
        for (span, kind) in pieces {
            if text[span.range()].trim().is_empty() {
                continue;
            }
            number += 1;
            split_long(&text, span, |span, continued| {
                blocks.push(Block {
                    span,
                    number,
                    kind,
                    continued,
                });
            });
        }
        blocks.shrink_to_fit();
        Document {
            text,
            blocks,
            notes: Vec::new(),
            parts: Vec::new(),
            language: OnceLock::new(),
            meta,
        }
    }

    /// The same document with what its source says beside the words, and where its parts begin, both
    /// in the order of the text. Notes on places that are not in the text are left out.
    #[must_use]
    pub fn with_notes(mut self, notes: Vec<Note>, parts: Vec<Part>) -> Document {
        let text = &self.text;
        let is_inside = |it: &Note| text.get(it.span.range()).is_some();
        self.notes = notes.into_iter().filter(is_inside).collect();
        self.parts = parts;
        self
    }

    /// Addresses and readings, in the order of the text.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The name of the part of the source that holds the byte at `offset`; none if the source is all
    /// of one piece.
    pub fn part_at(&self, offset: u32) -> Option<&str> {
        let after = self.parts.partition_point(|it| it.start <= offset);
        Some(&self.parts.get(after.checked_sub(1)?)?.name)
    }

    /// A document in which each line that is not blank is a paragraph.
    pub fn plain(text: String, meta: Meta) -> Document {
        let mut pieces = Vec::new();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            pieces.push((Span::new(start, end), BlockKind::Paragraph));
            start = end + 1;
        }
        Document::new(text, pieces, meta)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text at a place; the only function that indexes a document's text.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The blocks, in the order of the text. Between them stand line ends and blanks only.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks in passages that are read one after the other, each on all cores: what is made of one is
    /// let go of before the next, so that a long text takes no more room than a short one.
    pub fn passages(&self) -> impl Iterator<Item = &[Block]> {
        let passage = |it: &Block| it.span.start as usize / PASSAGE;
        self.blocks.chunk_by(move |a, b| passage(a) == passage(b))
    }

    /// Index of the block that holds the byte at `offset`, or of the last one before it; 0 for a
    /// place before the first.
    pub fn block_at(&self, offset: u32) -> usize {
        self.blocks
            .partition_point(|it| it.span.start <= offset)
            .saturating_sub(1)
    }

    /// The language most of its beginning is written in: Chinese if one letter in ten is Han.
    pub fn language(&self) -> Language {
        *self.language.get_or_init(|| {
            let (mut han, mut others) = (0_usize, 0_usize);
            for c in self.text.chars().take(20_000) {
                if super::chars::is_han(c) {
                    han += 1;
                } else if c.is_alphabetic() {
                    others += 1;
                }
            }
            if others <= han * 9 {
                Language::Chinese
            } else {
                Language::English
            }
        })
    }
}

/// Calls `each` with the pieces of a block, and whether it continues the one before.
fn split_long(text: &str, whole: Span, mut each: impl FnMut(Span, bool)) {
    let mut start = whole.start as usize;
    let end = whole.end as usize;
    while LONG_PARAGRAPH < end - start {
        let cut = cut_point(&text[start..end]);
        each(Span::new(start, start + cut), whole.start as usize != start);
        start += cut;
    }
    each(Span::new(start, end), whole.start as usize != start);
}

/// Where to cut a text of more than [`LONG_PARAGRAPH`] bytes: behind the last end of a sentence,
/// or of a clause, or of a word, in the second half of those bytes.
fn cut_point(text: &str) -> usize {
    let limit = text.floor_char_boundary(LONG_PARAGRAPH);
    let half = text.floor_char_boundary(LONG_PARAGRAPH / 2);
    let window = &text[half..limit];
    let behind = |found: fn(char) -> bool| {
        window
            .char_indices()
            .rev()
            .find(|&(_, c)| found(c))
            .map(|(at, c)| half + at + c.len_utf8())
    };
    let mut cut = behind(|c| "。！？!?".contains(c))
        .or_else(|| behind(|c| "；;，,、".contains(c)))
        .or_else(|| behind(char::is_whitespace))
        .unwrap_or(limit);
    // Closing marks belong to the sentence before them.
    while let Some(c) = text[cut..limit]
        .chars()
        .next()
        .filter(|&c| "”’」』）)》\"".contains(c))
    {
        cut += c.len_utf8();
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u32, bool)]) {
        let document = Document::plain(text.to_owned(), Meta::default());
        let found: Vec<_> = document
            .blocks()
            .iter()
            .map(|it| (document.slice(it.span), it.number, it.continued))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_that_is_not_blank_is_a_paragraph() {
        check("", &[]);
        check(" \n\u{3000}\n", &[]);
        check("甲\n\n乙\n", &[("甲", 1, false), ("乙", 2, false)]);
    }

    #[test]
    fn a_long_paragraph_goes_on_behind_a_sentence() {
        let sentence = format!("{}。」", "字".repeat(1000));
        let text = format!("{}\n尾", sentence.repeat(3));
        check(
            &text,
            &[
                (&sentence, 1, false),
                (&sentence, 1, true),
                (&sentence, 1, true),
                ("尾", 2, false),
            ],
        );
    }

    #[test]
    fn a_text_without_any_border_is_cut_between_characters() {
        let text = "é".repeat(5000);
        let document = Document::plain(text.clone(), Meta::default());
        let joined: String = document
            .blocks()
            .iter()
            .map(|it| document.slice(it.span))
            .collect();
        assert_eq!(joined, text);
        assert_eq!(document.blocks().len(), 3);
    }

    #[test]
    fn a_place_belongs_to_the_block_before_it() {
        let document = Document::plain("甲乙\n\n丙".to_owned(), Meta::default());
        let found: Vec<usize> = [0, 5, 6, 7, 8, 99].map(|it| document.block_at(it)).to_vec();
        assert_eq!(found, [0, 0, 0, 0, 1, 1]);
    }
}
