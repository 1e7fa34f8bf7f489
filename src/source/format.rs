//! What bytes are: their content decides, and the name where content does not.

use super::{decode, docx, epub, page};
use memchr::memmem;
use std::path::Path;

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines of text.
    Plain,
    /// CommonMark.
    Markdown,
    /// A web page (HTML).
    Page,
    /// An e-book.
    Epub,
    /// A Word file.
    Docx,
    /// A PDF file.
    Pdf,
}

/// Bytes that the content is told by.
pub(super) const HEAD: usize = 16 * 1024;

/// Kinds of file that are known and not read: how they begin, and what to say of them.
const REFUSED: [(&[u8], &str); 12] = [
    (b"\xFF\xFE\0\0", "it is in UTF-32: save it as UTF-8"),
    (b"\0\0\xFE\xFF", "it is in UTF-32: save it as UTF-8"),
    (b"{\\rtf", "it is an RTF file: save it as DOCX or as text"),
    (b"\x89PNG", "it is a picture"),
    (b"\xFF\xD8\xFF", "it is a picture"),
    (b"GIF8", "it is a picture"),
    (b"\x1F\x8B", "it is compressed: unpack it first"),
    (b"BZh", "it is compressed: unpack it first"),
    (b"\xFD7zXZ", "it is compressed: unpack it first"),
    (b"7z\xBC\xAF\x27\x1C", "it is an archive: unpack it first"),
    (b"Rar!", "it is an archive: unpack it first"),
    (b"PK\x05\x06", "it is an empty zip archive"),
];

/// The format of bytes that are called `name`, or why they are in none that is read.
pub(super) fn of(bytes: &[u8], name: &str) -> Result<Format, String> {
    let head = decode::clip(bytes, HEAD);
    if let Some((_, reason)) = REFUSED.iter().find(|it| head.starts_with(it.0)) {
        return Err((*reason).to_owned());
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(of_compound(bytes).to_owned());
    }
    if head.starts_with(b"PK\x03\x04") {
        return of_zip(bytes);
    }
    let ending = Path::new(name).extension();
    let ending = ending.map(|it| it.to_string_lossy().to_ascii_lowercase());
    // Some bytes may stand before the mark, but then a text may speak of it too.
    let is_pdf = memmem::find(&head[..head.len().min(1024)], b"%PDF-")
        .is_some_and(|at| at == 0 || ending.as_deref() == Some("pdf"));
    if is_pdf {
        return Ok(Format::Pdf);
    }
    let text = decode::decode(head).text;
    Ok(match ending.as_deref() {
        _ if page::is_page(&text) => Format::Page,
        Some("html" | "htm" | "xhtml" | "shtml") if text.contains("</") => Format::Page,
        Some("md" | "markdown" | "mkd" | "mdown") => Format::Markdown,
        None if looks_like_markdown(&text) => Format::Markdown,
        _ => Format::Plain,
    })
}

/// Which of the formats that are zip archives these bytes are in.
fn of_zip(bytes: &[u8]) -> Result<Format, String> {
    let archive = super::archive::Archive::open(bytes)?;
    if archive.has(epub::CONTAINER) {
        return Ok(Format::Epub);
    }
    if archive.has(docx::BODY) {
        return Ok(Format::Docx);
    }
    let what = if archive.has("xl/workbook.xml") {
        "it is an Excel file, not a text"
    } else if archive.has("ppt/presentation.xml") {
        "it is a PowerPoint file, not a text"
    } else if archive.has("content.xml") {
        "it is an OpenDocument file: save it as DOCX or as text"
    } else {
        "it is a zip archive, and neither an e-book nor a Word file"
    };
    Err(what.to_owned())
}

/// What to say of the container that old Word files and encrypted new ones share.
fn of_compound(bytes: &[u8]) -> &'static str {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if memmem::find(bytes, &name).is_some() {
        "it is encrypted"
    } else {
        "it is an old Office file (.doc, .xls): save it as DOCX or as text"
    }
}

/// Whether a text without a name, as it comes through a pipe, is Markdown: it has front matter, or
/// two signs of it that hardly stand in other texts.
fn looks_like_markdown(text: &str) -> bool {
    let mut lines = text.lines();
    if lines.next() == Some("---") && lines.by_ref().take(40).any(|it| it == "---") {
        return text.lines().nth(1).is_some_and(|it| it.contains(':'));
    }
    let is_sign = |line: &&str| {
        line.starts_with("# ")
            || line.starts_with("## ")
            || line.starts_with("### ")
            || line.starts_with("```")
            || line.contains("](http")
    };
    2 <= text.lines().filter(is_sign).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_then_the_name() {
        for (bytes, name, expected) in [
            ("正文", "a.txt", Format::Plain),
            ("正文", "a.md", Format::Markdown),
            ("正文", "a.html", Format::Plain),
            ("<p>正文</p>", "a.html", Format::Page),
            ("<p>正文</p>", "a.txt", Format::Plain),
            ("<!doctype html><p>正文", "a.md", Format::Page),
            ("%PDF-1.7 …", "a.txt", Format::Pdf),
            (
                "---\ntitle: 甲\n---\n正文",
                "standard input",
                Format::Markdown,
            ),
            (
                "# 甲\n\n正文\n\n## 乙\n",
                "standard input",
                Format::Markdown,
            ),
            ("# 甲\n\n正文\n\n## 乙\n", "a.txt", Format::Plain),
            ("# 甲\n\n正文\n\n## 乙\n", "./README", Format::Markdown),
            ("# 甲\n\n正文\n\n## 乙\n", "v1.0/a", Format::Markdown),
            ("---\n正文\n---\n", "standard input", Format::Plain),
        ] {
            assert_eq!(of(bytes.as_bytes(), name), Ok(expected), "{bytes}");
        }
    }

    #[test]
    fn what_is_known_and_not_read_is_named() {
        for (bytes, reason) in [
            (&b"{\\rtf1 x"[..], "RTF"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0E\0n\0", "old Office"),
            (b"\x1F\x8B\x08\0", "compressed"),
            (b"PK\x03\x04 and no more", "damaged"),
        ] {
            assert!(
                of(bytes, "a").is_err_and(|it| it.contains(reason)),
                "{reason}"
            );
        }
    }
}
