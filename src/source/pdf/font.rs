//! Fonts: which characters the codes of a string are, and how wide.

use super::{glyphs, stream, table};
use encoding_rs::{BIG5, GB18030, SHIFT_JIS, UTF_16BE};
use lopdf::{Dictionary, Document, Object};
use std::collections::HashMap;

/// A font of a page, as far as text needs it.
#[derive(Debug)]
pub(super) struct Font {
    characters: Characters,
    /// Whether a code has two bytes.
    is_wide: bool,
    /// Widths by code, in thousandths of the font's size.
    widths: HashMap<u32, f32>,
    usual: f32,
    /// Bytes of its table to Unicode.
    n_bytes: usize,
}

/// How codes become characters.
#[derive(Debug)]
enum Characters {
    /// As its table to Unicode says, or the names of its glyphs.
    Table(HashMap<u32, String>),
    /// The codes are text in an encoding of the world outside.
    Outside(&'static encoding_rs::Encoding),
    /// The font says nothing.
    Unknown,
}

impl Font {
    /// Reads the font of a dictionary. A table to Unicode holds over all else that it says of codes.
    pub(super) fn new(font: &Dictionary, pdf: &Document) -> Font {
        let is_wide = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|it| it == b"Type0");
        let table = font
            .get_deref(b"ToUnicode", pdf)
            .and_then(Object::as_stream);
        let table = table.ok().and_then(stream::unpacked).unwrap_or_default();
        let n_bytes = table.len();
        let table = table::read(&table);
        let characters = match font.get_deref(b"Encoding", pdf).and_then(Object::as_name) {
            _ if !table.is_empty() => Characters::Table(table),
            Ok(name) if is_wide => outside(name).map_or(Characters::Unknown, Characters::Outside),
            _ if is_wide => Characters::Unknown,
            Ok(_) | Err(_) => Characters::Table(glyphs::codes(font, pdf)),
        };
        let mut found = Font {
            characters,
            is_wide,
            widths: HashMap::new(),
            usual: 500.0,
            n_bytes,
        };
        if is_wide {
            found.read_wide(font, pdf);
        } else {
            found.read_narrow(font, pdf);
        }
        found
    }

    /// How many codes it says something of.
    pub(super) fn n_codes(&self) -> usize {
        let table = match &self.characters {
            Characters::Table(table) => table.len(),
            Characters::Outside(_) | Characters::Unknown => 0,
        };
        table + self.widths.len()
    }

    /// How long its table to Unicode is.
    pub(super) const fn n_bytes(&self) -> usize {
        self.n_bytes
    }

    /// The characters of a string; none if the font does not say.
    pub(super) fn text(&self, string: &[u8]) -> Option<String> {
        match &self.characters {
            Characters::Table(table) => {
                let codes = self.codes(string);
                Some(
                    codes
                        .filter_map(|it| table.get(&it).map(String::as_str))
                        .collect(),
                )
            }
            Characters::Outside(encoding) => {
                Some(encoding.decode_without_bom_handling(string).0.into_owned())
            }
            Characters::Unknown => None,
        }
    }

    fn codes(&self, string: &[u8]) -> impl Iterator<Item = u32> {
        let size = if self.is_wide { 2 } else { 1 };
        let number = |code: &[u8]| code.iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte));
        string.chunks(size).map(number)
    }

    /// The widths of the codes of a string, and whether each is a blank.
    pub(super) fn widths(&self, string: &[u8]) -> impl Iterator<Item = (f32, bool)> {
        self.codes(string).map(|code| {
            let width = self.widths.get(&code).copied().unwrap_or(self.usual);
            (width, !self.is_wide && code == u32::from(b' '))
        })
    }

    /// `/FirstChar` and `/Widths`.
    fn read_narrow(&mut self, font: &Dictionary, pdf: &Document) {
        let first = font
            .get(b"FirstChar")
            .and_then(Object::as_i64)
            .unwrap_or_default();
        let Ok(widths) = font.get_deref(b"Widths", pdf).and_then(Object::as_array) else {
            return;
        };
        let first = u32::from(u16::try_from(first).unwrap_or_default());
        for (code, width) in (first..).zip(widths) {
            if let Ok(width) = width.as_float() {
                self.widths.insert(code, width);
            }
        }
    }

    /// `/DW` and `/W` of the descendant font: `code [widths]` or `first last width`.
    fn read_wide(&mut self, font: &Dictionary, pdf: &Document) {
        self.usual = 1000.0;
        let inner = font
            .get_deref(b"DescendantFonts", pdf)
            .and_then(Object::as_array);
        let inner = inner.ok().and_then(|it| pdf.dereference(it.first()?).ok());
        let Some(Ok(inner)) = inner.map(|(_, it)| it.as_dict()) else {
            return;
        };
        if let Ok(width) = inner.get_deref(b"DW", pdf).and_then(Object::as_float) {
            self.usual = width;
        }
        let Ok(widths) = inner.get_deref(b"W", pdf).and_then(Object::as_array) else {
            return;
        };
        let code = |it: &Object| Some(u32::from(u16::try_from(it.as_i64().ok()?).ok()?));
        let mut rest = widths.as_slice();
        while let [first, second, after @ ..] = rest {
            let Some(first) = code(first) else { return };
            let second = pdf.dereference(second).map_or(second, |it| it.1);
            rest = after;
            if let Ok(each) = second.as_array() {
                let each = each.iter().map(|it| it.as_float().unwrap_or(self.usual));
                self.widths.extend((first..).zip(each));
            } else if let ([width, after @ ..], Some(last)) = (after, code(second)) {
                let width = width.as_float().unwrap_or(self.usual);
                // Codes have two bytes.
                self.widths
                    .extend((first..=last.min(0xFFFF)).map(|it| (it, width)));
                rest = after;
            }
        }
    }
}

/// The encoding that the name of a table of Chinese or Japanese codes stands for.
fn outside(name: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let name = std::str::from_utf8(name).ok()?;
    let is = |starts: &[&str]| starts.iter().any(|it| name.starts_with(it));
    if is(&[
        "UniGB-UCS2",
        "UniGB-UTF16",
        "UniCNS-UCS2",
        "UniCNS-UTF16",
        "UniJIS-UCS2",
        "UniJIS-UTF16",
        "UniKS-",
    ]) {
        Some(UTF_16BE)
    } else if is(&["GBK-EUC", "GBKp-EUC", "GBK2K", "GB-EUC"]) {
        Some(GB18030)
    } else if is(&["ETen-B5", "ETenms-B5", "B5pc", "HKscs-B5", "HKdla-B5"]) {
        Some(BIG5)
    } else if is(&["90ms-RKSJ", "90msp-RKSJ", "90pv-RKSJ"]) {
        Some(SHIFT_JIS)
    } else {
        None
    }
}
