//! Hard-wrapped text as it was before it was wrapped: the line ends that only fill lines are taken out,
//! and places in what is left are places in the text again.

use super::chars::is_wide_script;
use super::{Block, BlockKind, Document};
use crate::model::Span;

/// A document without line ends inside its paragraphs.
#[derive(Debug)]
pub struct Flow {
    document: Document,
    /// Where stretches that are the same begin, here and in the text, in order.
    starts: Vec<(u32, u32)>,
}

impl Flow {
    /// The flowing document; none if it flows as it is.
    pub fn of(document: &Document) -> Option<Flow> {
        let is_wrapped = |it: &Block| {
            it.kind != BlockKind::Code && document.slice(it.span).contains(is_line_end)
        };
        if !document.blocks().iter().any(is_wrapped) {
            return None;
        }
        let mut flowing = Flowing {
            text: String::with_capacity(document.text().len()),
            starts: Vec::new(),
        };
        let mut pieces: Vec<(Span, BlockKind)> = Vec::with_capacity(document.blocks().len());
        let mut end = 0;
        for block in document.blocks() {
            let range = block.span.range();
            flowing.copy(document.text(), end, range.start);
            let start = flowing.text.len();
            if is_wrapped(block) {
                flowing.fill(document.text(), block.span);
            } else {
                flowing.copy(document.text(), range.start, range.end);
            }
            let whole = Span::new(start, flowing.text.len());
            match pieces.last_mut() {
                // The paragraph is divided anew where it is still too long.
                Some(before) if block.continued => before.0.end = whole.end,
                _ => pieces.push((whole, block.kind)),
            }
            end = range.end;
        }
        flowing.copy(document.text(), end, document.text().len());
        Some(Flow {
            document: Document::new(flowing.text, pieces, document.meta.clone()),
            starts: flowing.starts,
        })
    }

    /// The document without line ends.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// The place in the text of a place here; line ends within it belong to it.
    pub fn back(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.offset(span.start);
            return Span { start: at, end: at };
        }
        Span {
            start: self.offset(span.start),
            end: self.offset(span.end - 1) + 1,
        }
    }

    fn offset(&self, here: u32) -> u32 {
        let after = self.starts.partition_point(|it| it.0 <= here);
        let (from, to) = self
            .starts
            .get(after.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        to + (here - from)
    }
}

/// A flowing text in the making.
struct Flowing {
    text: String,
    starts: Vec<(u32, u32)>,
}

impl Flowing {
    /// Adds a stretch as it is.
    fn copy(&mut self, text: &str, from: usize, to: usize) {
        if from < to {
            self.start(from);
            self.text.push_str(&text[from..to]);
        }
    }

    /// Says that what follows stands at this place of the text.
    fn start(&mut self, from: usize) {
        // Texts are smaller than 4 GiB.
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.starts.push((offset(self.text.len()), offset(from)));
    }

    /// Adds a block: a line end with the blanks around it is one blank between words of an alphabet,
    /// and nothing beside a wide character.
    fn fill(&mut self, text: &str, block: Span) {
        let mut from = block.range().start;
        while let Some(at) = text[from..block.range().end].find(is_line_end) {
            let line = &text[from..from + at];
            let rest = &text[from + at..block.range().end];
            let next = block.range().end - rest.trim_start().len();
            let words = line.trim_end();
            self.copy(text, from, from + words.len());
            let before = words
                .chars()
                .next_back()
                .or_else(|| self.text.chars().next_back());
            let after = text[next..block.range().end].chars().next();
            let is_wide = |it: Option<char>| it.is_none_or(is_wide_script);
            if !is_wide(before) && !is_wide(after) {
                // One byte of the white space stands for all of it.
                self.start(from + words.len());
                self.text.push(' ');
            }
            from = next;
        }
        self.copy(text, from, block.range().end);
    }
}

/// Whether a character ends a line.
const fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;

    /// Blocks are written with an empty line between them; expected is the flowing text.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (mut pieces, mut start) = (Vec::new(), 0);
        for piece in text.split("\n\n") {
            pieces.push((Span::new(start, start + piece.len()), BlockKind::Paragraph));
            start += piece.len() + 2;
        }
        let document = Document::new(text.to_owned(), pieces, Meta::default());
        let flow = Flow::of(&document).unwrap();
        assert_eq!(flow.document().text(), expected);
        assert_eq!(flow.document().blocks().len(), document.blocks().len());
        for (at, c) in expected.char_indices() {
            let back = flow.back(Span::new(at, at + c.len_utf8()));
            let found = document.slice(back);
            assert!(
                found == c.to_string() || c == ' ' && found == "\n",
                "{found:?} for {c}"
            );
        }
    }

    #[test]
    fn line_ends_are_a_blank_or_nothing() {
        check(
            "她在河\n口镇\n\n见到 Anna\n  Berg 和\n\u{3000}他",
            "她在河口镇\n\n见到 Anna Berg 和他",
        );
        check("一\r\n二", "一二");
        check("拉里\n·佩奇", "拉里·佩奇");
    }

    #[test]
    fn a_name_over_a_line_end_is_one_place() {
        let text = "河\n口镇的 Anna\nBerg";
        let pieces = [(Span::new(0, text.len()), BlockKind::Paragraph)];
        let document = Document::new(text.to_owned(), pieces, Meta::default());
        let flow = Flow::of(&document).unwrap();
        for (name, expected) in [("河口镇", "河\n口镇"), ("Anna Berg", "Anna\nBerg")] {
            let at = flow.document().text().find(name).unwrap();
            let span = flow.back(Span::new(at, at + name.len()));
            assert_eq!(document.slice(span), expected);
        }
    }

    #[test]
    fn what_flows_is_left_alone() {
        for (text, kind) in [("一\n二", BlockKind::Code), ("一二", BlockKind::Paragraph)] {
            let pieces = [(Span::new(0, text.len()), kind)];
            let document = Document::new(text.to_owned(), pieces, Meta::default());
            assert!(Flow::of(&document).is_none());
        }
    }
}
