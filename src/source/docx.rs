//! Word files (DOCX): paragraphs, headings, lists, tables, notes.

use super::archive::Archive;
use super::builder::Builder;
use super::day;
use super::decode::decode;
use super::xml::{self, Element, Node};
use crate::text::{BlockKind, Document, Meta};
use std::collections::HashMap;

/// Where every Word file holds its text.
pub(super) const BODY: &str = "word/document.xml";

/// Elements that hold what is not part of the text: deleted words, the look of the time before, a second
/// rendering, readings, and the places that tabs lead to.
const HIDDEN: [&str; 7] = [
    "del",
    "Fallback",
    "moveFrom",
    "rPrChange",
    "pPrChange",
    "rt",
    "tabs",
];

/// Reads a Word file, or says why it cannot be read.
pub(super) fn read(mut archive: Archive<'_>, meta: Meta) -> Result<Document, String> {
    let mut meta = Meta {
        encoding: "UTF-8",
        ..meta
    };
    let styles = archive
        .entry("word/styles.xml")?
        .map(|it| styles(&decode(&it).text));
    let mut reader = Reader {
        styles: styles.unwrap_or_default(),
        ..Reader::default()
    };
    let body = archive.entry(BODY)?.ok_or("it is no Word file")?;
    let mut walked = reader.read(&body);
    // Notes stand behind the text that they belong to.
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = archive.entry(name)?
            && walked.is_ok()
        {
            walked = reader.read(&notes);
        }
    }
    match walked {
        Err(reason) if reader.builder.is_empty() => return Err(reason),
        Err(reason) => meta
            .remarks
            .push(format!("the end of the file could not be read: {reason}")),
        Ok(()) if reader.builder.is_empty() => return Err("it holds no text".to_owned()),
        Ok(()) => {}
    }
    if let Some(core) = archive.entry("docProps/core.xml")? {
        said(&decode(&core).text, &mut meta);
    }
    meta.title = meta
        .title
        .or(reader.title)
        .or_else(|| reader.builder.first_heading());
    Ok(reader.builder.finish(meta))
}

/// Title, author and date of the core properties. The title field often holds a template's name, so
/// that a title in the text holds over it.
fn said(core: &str, meta: &mut Meta) {
    let (mut name, mut words) = (String::new(), String::new());
    let walked = xml::walk(core, |node| match node {
        Node::Start(element, _) => {
            name = element.name;
            words.clear();
        }
        Node::Text(text) => words.push_str(&text),
        Node::End(ended) if ended == name => {
            let value = Some(words.trim().to_owned()).filter(|it| !it.is_empty());
            match name.as_str() {
                "title" => meta.title = meta.title.take().or(value),
                "creator" => meta.author = meta.author.take().or(value),
                "created" => meta.created = value.as_deref().and_then(day::read),
                _ => {}
            }
        }
        Node::End(_) => {}
    });
    if walked.is_err() {
        meta.remarks
            .push("the file's properties are damaged".to_owned());
    }
}

/// The text read so far, and where in it we are.
#[derive(Debug, Default)]
struct Reader {
    builder: Builder,
    /// What paragraphs of a style are, by its id.
    styles: HashMap<String, BlockKind>,
    title: Option<String>,
    kind: Option<BlockKind>,
    is_title: bool,
    in_text: bool,
    /// Paragraphs that are open, as in a text box, and rows of tables.
    rows: usize,
    /// Elements of [`HIDDEN`] that are open.
    hidden: usize,
}

impl Reader {
    fn read(&mut self, bytes: &[u8]) -> Result<(), String> {
        let text = decode(bytes).text;
        let walked = xml::walk(&text, |node| match node {
            Node::Start(element, is_empty) => self.open(&element, is_empty),
            Node::End(name) => self.close(&name),
            Node::Text(words) if self.in_text && self.hidden == 0 => self.builder.raw(&words),
            Node::Text(_) => {}
        });
        self.end_block();
        walked
    }

    fn open(&mut self, element: &Element, is_empty: bool) {
        match element.name.as_str() {
            name if !is_empty && HIDDEN.contains(&name) => self.hidden += 1,
            _ if 0 < self.hidden => {}
            "p" if self.rows == 0 => self.end_block(),
            "tr" if !is_empty => {
                self.end_block();
                self.rows += 1;
            }
            "tc" => self.builder.cell(),
            "t" => self.in_text = !is_empty,
            "tab" => self.builder.raw("\t"),
            "br" | "cr" if self.rows == 0 => self.end_line(),
            "noBreakHyphen" => self.builder.raw("-"),
            "pStyle" => self.style(element.get("val").unwrap_or_default()),
            "numPr" => self.kind = self.kind.or(Some(BlockKind::Item)),
            "outlineLvl" => self.kind = outline(element).or(self.kind),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            "t" => self.in_text = false,
            "p" if self.rows == 0 => self.end_block(),
            "p" => self.builder.raw(" "),
            "tr" => {
                self.rows = self.rows.saturating_sub(1);
                self.end_block();
            }
            _ => {}
        }
    }

    fn style(&mut self, id: &str) {
        self.is_title = id.eq_ignore_ascii_case("title");
        let known = self.styles.get(id).copied();
        let named = kind_of_name(id);
        self.kind = known.or(named).or(self.kind);
    }

    /// Ends a line within a paragraph, which is a block of its own.
    fn end_line(&mut self) {
        self.builder
            .close(self.kind.unwrap_or(BlockKind::Paragraph));
    }

    fn end_block(&mut self) {
        let from = self.builder.open_words().trim();
        if self.is_title && self.title.is_none() && !from.is_empty() {
            self.title = Some(from.to_owned());
        }
        self.end_line();
        (self.kind, self.is_title, self.in_text) = (None, false, false);
    }
}

/// What paragraphs of each style are: styles have names of their own in each language, but say
/// their level of outline, or keep the English name.
fn styles(xml: &str) -> HashMap<String, BlockKind> {
    let mut styles = HashMap::new();
    let mut open: Option<String> = None;
    let walked = xml::walk(xml, |node| {
        let Node::Start(element, _) = node else {
            return;
        };
        let kind = match element.name.as_str() {
            "style" => {
                open = element.get("styleId").map(str::to_owned);
                None
            }
            "name" => kind_of_name(element.get("val").unwrap_or_default()),
            "outlineLvl" => outline(&element),
            _ => None,
        };
        if let (Some(id), Some(kind)) = (&open, kind) {
            styles.insert(id.clone(), kind);
        }
    });
    // Without the styles it is all paragraphs: less, but all there.
    if walked.is_err() {
        HashMap::new()
    } else {
        styles
    }
}

fn kind_of_name(name: &str) -> Option<BlockKind> {
    let name: String = name.to_lowercase().split_whitespace().collect();
    if name == "title" {
        return Some(BlockKind::Heading(1));
    }
    if let Some(level) = name
        .strip_prefix("heading")
        .or_else(|| name.strip_prefix("标题"))
    {
        let level: u8 = level.parse().ok()?;
        return Some(BlockKind::Heading(level.clamp(1, 6)));
    }
    if name.starts_with("quote") || name.starts_with("intensequote") {
        return Some(BlockKind::Quote);
    }
    name.starts_with("listparagraph").then_some(BlockKind::Item)
}

/// The heading of a level of outline; levels count from 0, and 9 is running text.
fn outline(element: &Element) -> Option<BlockKind> {
    let level: u8 = element.get("val")?.parse().ok()?;
    (level < 9).then(|| BlockKind::Heading(level.min(5) + 1))
}
