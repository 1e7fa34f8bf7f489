//! A document in the making: words come in, blocks come out.

use crate::model::Span;
use crate::text::chars::is_wide_script;
use crate::text::{BlockKind, Document, Meta, Note, NoteKind, Part};

/// White space that has been read and not yet written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Gap {
    #[default]
    None,
    Blank,
    /// With a line end in it, which between Han characters is no blank.
    LineEnd,
}

/// Builds the text of a document whose source is no plain text. Blocks are divided by an empty
/// line; nothing but words is kept of the source.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    pieces: Vec<(Span, BlockKind)>,
    notes: Vec<Note>,
    parts: Vec<Part>,
    /// Where the open block begins.
    start: usize,
    gap: Gap,
}

impl Builder {
    /// Adds words as HTML and XML mean them: any white space is one blank, or none.
    pub(super) fn words(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '\n' | '\r' => self.gap = Gap::LineEnd,
                ' ' | '\t' | '\u{C}' => self.gap = self.gap.max(Gap::Blank),
                // The indent that Chinese paragraphs begin with.
                '\u{3000}' if self.open_words().is_empty() => {}
                _ => self.letter(c),
            }
        }
    }

    /// Adds one character that is no white space.
    fn letter(&mut self, c: char) {
        let gap = std::mem::take(&mut self.gap);
        let before = self.text[self.start..].chars().next_back();
        let is_wide = |it: Option<char>| it.is_some_and(is_wide_script);
        let is_meant = match gap {
            Gap::None => false,
            Gap::Blank => true,
            Gap::LineEnd => !is_wide(before) && !is_wide(Some(c)),
        };
        if is_meant && before.is_some_and(|it| it != '\n') {
            self.text.push(' ');
        }
        self.text.push(c);
    }

    /// Adds words as they are, white space included.
    pub(super) fn raw(&mut self, words: &str) {
        self.gap = Gap::None;
        self.text.push_str(words);
    }

    /// Begins another cell of a table's row.
    pub(super) fn cell(&mut self) {
        if self.start < self.text.len() {
            self.gap = Gap::None;
            self.text.push_str("  ");
        }
    }

    /// The words of the open block.
    pub(super) fn open_words(&self) -> &str {
        &self.text[self.start..]
    }

    /// How much text there is.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Notes something about the words added since the text was `from` long.
    pub(super) fn note(&mut self, from: usize, kind: NoteKind, text: &str) {
        let words = self.text.get(from..).unwrap_or_default();
        let start = from + words.len() - words.trim_start().len();
        if start < self.text.len() && !text.is_empty() {
            self.notes.push(Note {
                span: Span::new(start, self.text.len()),
                kind,
                text: text.to_owned(),
            });
        }
    }

    /// Says that a new part of the source begins here.
    pub(super) fn part(&mut self, name: &str) {
        self.close(BlockKind::Paragraph);
        self.parts.push(Part {
            start: Span::new(self.start, self.start).start,
            name: name.to_owned(),
        });
    }

    /// Ends the open block, if it has words, and says what it was.
    pub(super) fn close(&mut self, kind: BlockKind) {
        self.gap = Gap::None;
        let words = self.text[self.start..].trim_end();
        let end = self.start + words.len();
        // Code keeps the blanks that its first line begins with.
        let blanks = words.len() - words.trim_start().len();
        let start = match kind {
            BlockKind::Code => self.start + words[..blanks].rfind('\n').map_or(0, |at| at + 1),
            BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::Item
            | BlockKind::Quote
            | BlockKind::Clutter => self.start + blanks,
        };
        if start < end {
            self.text.truncate(end);
            self.pieces.push((Span::new(start, end), kind));
            self.text.push_str("\n\n");
        } else {
            self.text.truncate(self.start);
        }
        self.start = self.text.len();
    }

    /// The words of the first block, if there is one, and what it is.
    pub(super) fn first(&self) -> Option<(&str, BlockKind)> {
        let &(span, kind) = self.pieces.first()?;
        Some((&self.text[span.range()], kind))
    }

    /// Says what the first block is.
    pub(super) fn set_first(&mut self, kind: BlockKind) {
        if let Some(first) = self.pieces.first_mut() {
            first.1 = kind;
        }
    }

    /// The words of the first heading.
    pub(super) fn first_heading(&self) -> Option<String> {
        let is_heading = |kind: &BlockKind| matches!(kind, BlockKind::Heading(_));
        let (span, _) = self.pieces.iter().find(|(_, kind)| is_heading(kind))?;
        Some(self.text[span.range()].to_owned())
    }

    /// The same blocks behind another one.
    pub(super) fn behind(mut self, words: &str, kind: BlockKind) -> Builder {
        self.close(BlockKind::Paragraph);
        let mut builder = Builder::default();
        builder.words(words);
        builder.close(kind);
        let shift = builder.text.len();
        let moved = |span: Span| Span::new(span.range().start + shift, span.range().end + shift);
        builder.text.push_str(&self.text);
        builder
            .pieces
            .extend(self.pieces.into_iter().map(|it| (moved(it.0), it.1)));
        for note in self.notes {
            builder.notes.push(Note {
                span: moved(note.span),
                ..note
            });
        }
        for part in self.parts {
            let start = moved(Span {
                start: part.start,
                end: part.start,
            })
            .start;
            builder.parts.push(Part { start, ..part });
        }
        builder.start = builder.text.len();
        builder
    }

    /// Whether no block has been closed yet.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The document.
    pub(super) fn finish(mut self, meta: Meta) -> Document {
        self.close(BlockKind::Paragraph);
        self.text.truncate(self.text.trim_end().len());
        let Builder {
            text,
            pieces,
            mut notes,
            parts,
            ..
        } = self;
        notes.sort_by_key(|it| it.span);
        Document::new(text, pieces, meta).with_notes(notes, parts)
    }
}

impl Gap {
    /// The one that says more.
    fn max(self, other: Gap) -> Gap {
        if self == Gap::LineEnd { self } else { other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        let mut builder = Builder::default();
        builder.words(words);
        assert_eq!(builder.finish(Meta::default()).text(), expected);
    }

    #[test]
    fn white_space_is_one_blank_or_none() {
        check("  two\n   words ", "two words");
        check("微软\n  投资", "微软投资");
        check("微软 投资", "微软 投资");
        check("the\nword 甲\nA", "the word 甲A");
        check("\u{3000}\u{3000}甲", "甲");
        check(" \n ", "");
    }

    #[test]
    fn notes_and_parts_know_their_place() {
        let mut builder = Builder::default();
        builder.part("one.xhtml");
        builder.words("see ");
        let from = builder.len();
        builder.words(" here");
        builder.note(from, NoteKind::Link, "https://example.org");
        builder.close(BlockKind::Paragraph);
        builder.part("two.xhtml");
        builder.raw("  code");
        builder.close(BlockKind::Code);
        let document = builder.finish(Meta::default());
        assert_eq!(document.text(), "see here\n\n  code");
        assert_eq!(document.slice(document.notes()[0].span), "here");
        assert_eq!(document.part_at(3), Some("one.xhtml"));
        assert_eq!(document.part_at(12), Some("two.xhtml"));
    }
}
