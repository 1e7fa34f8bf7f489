//! Writes one article in every format.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Title and paragraphs.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    pub(crate) title: String,
    pub(crate) paragraphs: Vec<String>,
}

/// A zip archive of these entries.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

impl Article {
    pub(crate) fn plain(&self) -> String {
        format!("{}\n\n{}\n", self.title, self.paragraphs.join("\n\n"))
    }

    pub(crate) fn markdown(&self) -> String {
        format!("# {}\n\n{}\n", self.title, self.paragraphs.join("\n\n"))
    }

    /// The paragraphs as elements, broken into lines where the source may be.
    fn elements(&self) -> String {
        let each = self
            .paragraphs
            .iter()
            .map(|it| format!("<p>{}</p>\n", escaped(it)));
        each.collect()
    }

    pub(crate) fn page(&self) -> String {
        format!(
            "<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>{0} | 某站</title>\n\
             <script>document.write('Tesla')</script></head><body>\n\
             <nav><a href='/'>首页</a> <a href='/x'>特斯拉专题</a></nav>\n<main><h1>{0}</h1>\n\
             <article>{1}</article></main>\n<footer>亚马逊云提供服务</footer></body></html>",
            escaped(&self.title),
            self.elements()
        )
    }

    pub(crate) fn epub(&self) -> Vec<u8> {
        let (first, second) = self.paragraphs.split_at(self.paragraphs.len() / 2);
        let chapter = |heading: &str, paragraphs: &[String]| {
            let part = Article {
                title: String::new(),
                paragraphs: paragraphs.to_vec(),
            };
            format!(
                "<?xml version='1.0' encoding='utf-8'?>\n\
                 <html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body>{heading}{}</body></html>",
                part.elements()
            )
        };
        let heading = format!("<h1>{}</h1>", escaped(&self.title));
        zip(&[
            ("mimetype", b"application/epub+zip"),
            (
                "META-INF/container.xml",
                b"<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>",
            ),
            (
                "OEBPS/book.opf",
                b"<package xmlns:dc='x'><metadata><dc:creator>R. Hale</dc:creator></metadata><manifest>\
                  <item id='b' href='text/two.xhtml' media-type='application/xhtml+xml'/>\
                  <item id='a' href='text/one%201.xhtml' media-type='application/xhtml+xml'/>\
                  </manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>",
            ),
            ("OEBPS/text/one 1.xhtml", chapter(&heading, first).as_bytes()),
            ("OEBPS/text/two.xhtml", chapter("", second).as_bytes()),
        ])
    }

    pub(crate) fn docx(&self) -> Vec<u8> {
        let mut body = format!(
            "<w:p><w:pPr><w:pStyle w:val='a3'/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
            escaped(&self.title)
        );
        for paragraph in &self.paragraphs {
            // Word divides the words of a paragraph as it likes.
            let middle = paragraph
                .char_indices()
                .nth(paragraph.chars().count() / 2)
                .unwrap()
                .0;
            let (first, second) = paragraph.split_at(middle);
            write!(
                body,
                "<w:p><w:r><w:t xml:space='preserve'>{}</w:t></w:r><w:del><w:r><w:delText>旧的</w:delText></w:r></w:del>\
                 <w:r><w:t xml:space='preserve'>{}</w:t></w:r></w:p>",
                escaped(first),
                escaped(second)
            )
            .unwrap();
        }
        let document = format!("<w:document xmlns:w='x'><w:body>{body}</w:body></w:document>");
        zip(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", document.as_bytes()),
            (
                "word/styles.xml",
                b"<w:styles><w:style w:styleId='a3'><w:name w:val='heading 1'/></w:style></w:styles>",
            ),
        ])
    }
}

/// PDF files as the usual programs write them.
#[cfg(feature = "pdf")]
pub(crate) mod pdf {
    use super::Article;
    use lopdf::content::{Content, Operation};
    use lopdf::{Dictionary, Document, Object, Stream, dictionary};
    use std::fmt::Write as _;

    /// How the characters are written in the file.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) enum Codes {
        /// Numbers of glyphs, with a table to Unicode.
        Glyphs,
        /// UTF-16.
        Unicode,
        /// GBK.
        Gbk,
        /// Numbers of glyphs, and nothing that says what they are.
        Nothing,
    }

    const WIDTH: usize = 34;

    /// The article on pages of 30 lines, each paragraph with an indent.
    pub(crate) fn write(article: &Article, codes: Codes) -> Vec<u8> {
        let mut pdf = Document::with_version("1.5");
        let pages = pdf.new_object_id();
        let font = font(&mut pdf, codes);
        let mut lines = vec![(article.title.clone(), 20, 0)];
        for paragraph in &article.paragraphs {
            lines.extend(wrapped(paragraph));
        }
        let mut kids: Vec<Object> = Vec::new();
        for page in lines.chunks(30) {
            let mut operations = vec![Operation::new("BT", vec![])];
            for (idx, (line, size, indent)) in page.iter().enumerate() {
                let y = 780 - i64::try_from(idx).unwrap() * 24;
                operations.push(Operation::new("Tf", vec!["F1".into(), (*size).into()]));
                let place = [1, 0, 0, 1, 60 + indent, y].map(Object::from);
                operations.push(Operation::new("Tm", place.to_vec()));
                let string = Object::string_literal(encoded(line, codes));
                operations.push(Operation::new("Tj", vec![string]));
            }
            operations.push(Operation::new("ET", vec![]));
            let content = Content { operations }.encode().unwrap();
            let mut content = Stream::new(Dictionary::new(), content);
            content.compress().unwrap();
            let content = pdf.add_object(content);
            let page = pdf.add_object(dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content,
                "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            });
            kids.push(page.into());
        }
        let count = i64::try_from(kids.len()).unwrap();
        let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
        pdf.objects.insert(pages, tree.into());
        let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        pdf.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).unwrap();
        bytes
    }

    /// Lines of a paragraph: words, size and indent. Latin letters are as wide as Han here.
    fn wrapped(paragraph: &str) -> Vec<(String, i64, i64)> {
        let mut lines: Vec<(String, i64, i64)> = vec![(String::new(), 12, 24)];
        let mut left = WIDTH - 2;
        let mut rest = paragraph;
        while let Some(first) = rest.chars().next() {
            // Words of an alphabet are not divided.
            let length = rest
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .count()
                .max(1);
            if left < length {
                lines.push((String::new(), 12, 0));
                left = WIDTH;
            }
            let (word, after) = rest.split_at(length.max(first.len_utf8()));
            lines.last_mut().unwrap().0.push_str(word);
            left = left.saturating_sub(length);
            rest = after;
        }
        lines
    }

    fn encoded(text: &str, codes: Codes) -> Vec<u8> {
        if codes == Codes::Gbk {
            // A font of two-byte codes has no others.
            let full = text.chars().map(|c| match c {
                ' ' => '\u{3000}',
                '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap(),
                c => c,
            });
            let full: String = full.collect();
            return encoding_rs::GBK.encode(&full).0.into_owned();
        }
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    fn font(pdf: &mut Document, codes: Codes) -> (u32, u16) {
        let inner = pdf.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Song", "DW" => 1000,
        });
        let encoding = match codes {
            Codes::Glyphs | Codes::Nothing => "Identity-H",
            Codes::Unicode => "UniGB-UCS2-H",
            Codes::Gbk => "GBK-EUC-H",
        };
        let mut font = dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Song",
            "Encoding" => encoding, "DescendantFonts" => vec![inner.into()],
        };
        if codes == Codes::Glyphs {
            let mut ranges = String::new();
            for high in 0..=0xFF {
                writeln!(ranges, "<{high:02X}00> <{high:02X}FF> <{high:02X}00>").unwrap();
            }
            let table = format!(
                "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n\
                 1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n256 beginbfrange\n{ranges}\
                 endbfrange\nendcmap\nend\nend\n"
            );
            let table = pdf.add_object(Stream::new(Dictionary::new(), table.into_bytes()));
            font.set("ToUnicode", table);
        }
        pdf.add_object(font)
    }
}

/// Hard-wrapped text as mail programs and old novels have it.
impl Article {
    /// Lines of at most so many columns; each paragraph begins with this, and ends with that.
    pub(crate) fn wrapped(&self, columns: usize, indent: &str, end: &str) -> String {
        let mut text = format!("{}\n\n", self.title);
        for paragraph in &self.paragraphs {
            let mut line = indent.to_owned();
            for word in words(paragraph) {
                if columns < width(&line) + width(word.trim_end()) && !line.trim().is_empty() {
                    text.push_str(line.trim_end());
                    text.push('\n');
                    line.clear();
                }
                line.push_str(word);
            }
            text.push_str(line.trim_end());
            text.push_str(end);
        }
        text
    }
}

/// What may not be divided: a word with the blank behind it, or a wide character with the marks behind
/// it.
fn words(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_ascii() && c != ' ';
    let (mut words, mut start, mut before) = (Vec::new(), 0, ' ');
    for (at, c) in text.char_indices() {
        let is_inside =
            is_word(before) && is_word(c) || c == ' ' || "，。、；：？！”’）》".contains(c);
        let is_opened = "“‘（《".contains(before);
        if start < at && !is_inside && !is_opened {
            words.push(&text[start..at]);
            start = at;
        }
        before = c;
    }
    words.push(&text[start..]);
    words
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
