//! Markdown (CommonMark): the words that are read, without their marks.

// The parser's enums are not ours: what they gain later is text like any other.
#![allow(clippy::wildcard_enum_match_arm)]

use super::day;
use crate::model::{Day, PublishedFrom, Span};
use crate::text::chars::is_wide_script;
use crate::text::{BlockKind, Document, Meta, Note, NoteKind};
use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// Reads Markdown: headings, paragraphs, lists, quotes, code; links and images give their text;
/// front matter gives title and date.
pub(super) fn read(markdown: &str, meta: Meta) -> Document {
    let mut reader = Reader::default();
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES;
    for event in Parser::new_ext(markdown, options) {
        reader.take(event);
    }
    reader.close_block();
    let title = reader.front.title.or(reader.first_heading).or(meta.title);
    let published = meta
        .published
        .or(reader.front.date.map(|day| (day, PublishedFrom::Metadata)));
    Document::new(
        reader.text,
        reader.pieces,
        Meta {
            title,
            published,
            ..meta
        },
    )
    .with_notes(reader.notes, Vec::new())
}

/// What the front matter says.
#[derive(Debug, Default)]
struct FrontMatter {
    title: Option<String>,
    date: Option<Day>,
}

/// The text read so far.
#[derive(Debug, Default)]
struct Reader {
    text: String,
    pieces: Vec<(Span, BlockKind)>,
    /// Where the open block begins in `text`.
    start: usize,
    heading: Option<u8>,
    quotes: usize,
    items: usize,
    in_code: bool,
    in_front: bool,
    is_soft_break: bool,
    /// Where the words of open links begin, and where they lead.
    links: Vec<(usize, String)>,
    notes: Vec<Note>,
    front: FrontMatter,
    first_heading: Option<String>,
}

impl Reader {
    /// Takes one event of the parser.
    fn take(&mut self, event: Event<'_>) {
        if let Event::Text(words) | Event::Code(words) = &event {
            self.end_soft_break(words);
        }
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) if self.in_front => self.front.read(&words),
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) => {
                self.text.push_str(&words);
            }
            Event::DisplayMath(words) => self.text.push_str(&words),
            // A line end inside a paragraph is a blank between words and nothing between Han.
            Event::SoftBreak => self.is_soft_break = true,
            // A line that was meant is a block of its own.
            Event::HardBreak | Event::Rule => self.close_block(),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.close_block(),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn end_soft_break(&mut self, words: &str) {
        let is_wide = |it: Option<char>| it.is_some_and(is_wide_script);
        if std::mem::take(&mut self.is_soft_break)
            && !is_wide(self.text.chars().next_back())
            && !is_wide(words.chars().next())
        {
            self.text.push(' ');
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close_block();
                self.heading = Some(number_of(*level));
            }
            Tag::Paragraph | Tag::HtmlBlock | Tag::TableRow | Tag::TableHead => self.close_block(),
            Tag::BlockQuote(_) => {
                self.close_block();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.close_block();
                self.in_code = true;
            }
            Tag::Item => {
                self.close_block();
                self.items += 1;
            }
            Tag::Link { dest_url, .. } => {
                self.end_soft_break("");
                self.links.push((self.text.len(), dest_url.to_string()));
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.in_front = true,
            Tag::TableCell if self.start < self.text.len() => self.text.push_str("  "),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let words = self.text[self.start..].trim().to_owned();
                self.first_heading.get_or_insert(words);
                self.close_block();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.close_block();
                self.quotes -= 1;
            }
            TagEnd::CodeBlock => {
                self.close_block();
                self.in_code = false;
            }
            TagEnd::Item => {
                self.close_block();
                self.items -= 1;
            }
            TagEnd::Link => {
                let Some((from, address)) = self.links.pop() else {
                    return;
                };
                if from < self.text.len() && address.starts_with("http") {
                    self.notes.push(Note {
                        span: Span::new(from, self.text.len()),
                        kind: NoteKind::Link,
                        text: address,
                    });
                }
            }
            TagEnd::MetadataBlock(_) => self.in_front = false,
            TagEnd::Paragraph | TagEnd::TableRow | TagEnd::TableHead => self.close_block(),
            _ => {}
        }
    }

    /// Ends the open block and starts the next behind a blank line.
    fn close_block(&mut self) {
        let end = self.start + self.text[self.start..].trim_end().len();
        if self.start < end {
            let kind = match self.heading {
                Some(level) => BlockKind::Heading(level),
                None if self.in_code => BlockKind::Code,
                None if 0 < self.quotes => BlockKind::Quote,
                None if 0 < self.items => BlockKind::Item,
                None => BlockKind::Paragraph,
            };
            self.text.truncate(end);
            self.pieces.push((Span::new(self.start, end), kind));
            self.text.push_str("\n\n");
        } else {
            self.text.truncate(self.start);
        }
        self.start = self.text.len();
        self.is_soft_break = false;
    }
}

impl FrontMatter {
    /// Reads `title:` and `date:` lines of YAML; whatever else stands there, and below other keys, is for
    /// other programs.
    fn read(&mut self, yaml: &str) {
        for line in yaml.lines() {
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']);
            match key.trim_end() {
                "title" if !value.is_empty() => self.title = Some(value.to_owned()),
                "date" | "published" => self.date = self.date.or_else(|| day::read(value)),
                _ => {}
            }
        }
    }
}

/// Whether a tag of HTML ends a line.
fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    name.eq_ignore_ascii_case("br")
}

fn number_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One letter a block: its kind.
    #[track_caller]
    fn check(markdown: &str, expected: &[(char, &str)]) {
        let document = read(markdown, Meta::default());
        let letter = |kind| match kind {
            BlockKind::Heading(level) => char::from(b'0' + level),
            BlockKind::Paragraph => 'p',
            BlockKind::Item => 'i',
            BlockKind::Quote => 'q',
            BlockKind::Code => 'c',
            BlockKind::Clutter => '~',
        };
        let blocks = document.blocks().iter();
        let found: Vec<_> = blocks
            .map(|it| (letter(it.kind), document.slice(it.span)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_are_read_and_not_shown() {
        check(
            "# 标题\n\n一段*很好*的\n文字。",
            &[('1', "标题"), ('p', "一段很好的文字。")],
        );
        check("two\nlines", &[('p', "two lines")]);
        check("一行  \n又一行\nend", &[('p', "一行"), ('p', "又一行end")]);
        check(
            "一行<br>又一行<BR />三<b>行</b>",
            &[('p', "一行"), ('p', "又一行"), ('p', "三行")],
        );
        check(
            "[Meta](https://example.org) 与 ![图](a.png)",
            &[('p', "Meta 与 图")],
        );
        check(
            "- 甲\n- 乙\n\n> 引文\n\n```\nlet a;\n```",
            &[('i', "甲"), ('i', "乙"), ('q', "引文"), ('c', "let a;")],
        );
        check(
            "| a | b |\n|---|---|\n| 1 | 2 |",
            &[('p', "a  b"), ('p', "1  2")],
        );
        check("AT&amp;T", &[('p', "AT&T")]);
        check("", &[]);
    }

    #[test]
    fn addresses_stand_beside_their_words() {
        let document = read(
            "见 [*别处*](https://example.org/x) [这里](#a)",
            Meta::default(),
        );
        assert_eq!(document.text().trim(), "见 别处 这里");
        let notes = document.notes().iter();
        let notes: Vec<_> = notes
            .map(|it| (document.slice(it.span), &*it.text))
            .collect();
        assert_eq!(notes, [("别处", "https://example.org/x")]);
    }

    #[test]
    fn front_matter_gives_title_and_date() {
        let document = read(
            "---\ntitle: \"竞赛\"\ndate: 2024-03-05T10:00\npublished: soon\nseo:\n  title: 别的\n---\n\n正文",
            Meta::default(),
        );
        assert_eq!(document.meta.title.as_deref(), Some("竞赛"));
        let day = Day::new(2024, 3, 5).unwrap();
        assert_eq!(
            document.meta.published,
            Some((day, PublishedFrom::Metadata))
        );
        assert_eq!(document.text().trim(), "正文");
    }
}
