//! Addresses in the text, for terminals that can open them: found here, never passed through.

use crate::model::Span;
use crate::text::{Block, Document, NoteKind};
use std::fmt::Write as _;

/// Bytes of the longest address that is passed on; OSC 8 allows a little more.
const LONGEST: usize = 2000;

/// Words that stand for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The words.
    pub span: Span,
    /// The address, of plain characters only.
    pub to: String,
}

/// The addresses of a block, in the order of the text: those that are written out, and those that
/// the source keeps beside the words.
pub(super) fn of_block(document: &Document, block: &Block) -> Vec<Address> {
    let mut found = written(document.slice(block.span), block.span.start as usize);
    let notes = super::highlight::within(document.notes(), block.span, |it| it.span);
    for note in notes.iter().filter(|it| it.kind == NoteKind::Link) {
        let is_free = !found.iter().any(|it| it.span.overlaps(note.span));
        if let Some(to) = clean(&note.text).filter(|_| is_free) {
            let span = note.span;
            found.push(Address { span, to });
        }
    }
    found.sort_by_key(|it| it.span);
    found
}

/// The addresses that are written in a text which starts at `base`.
fn written(text: &str, base: usize) -> Vec<Address> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memmem::find(&text.as_bytes()[at..], b"http") {
        let start = at + next;
        let rest = &text[start..];
        let len = address_len(rest);
        at = start + len.max(4);
        if let Some(to) = clean(&rest[..len]) {
            let span = Span::new(base + start, base + start + len);
            found.push(Address { span, to });
        }
    }
    found
}

/// How many bytes of a text belong to the address that it begins with.
fn address_len(text: &str) -> usize {
    let is_part = |c: char| c.is_ascii_graphic() && !"\"<>`{}|^\\".contains(c);
    let len = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let mut address = &text[..len];
    // Marks at its end belong to the sentence, and so does a bracket that it does not open.
    loop {
        let count = |c| address.matches(c).count();
        let shorter = match address.chars().next_back() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_') => true,
            Some(')') => count('(') < count(')'),
            Some(']') => count('[') < count(']'),
            _ => false,
        };
        if !shorter {
            return address.len();
        }
        address = &address[..address.len() - 1];
    }
}

/// The address as it may be sent to a terminal; `None` for anything but the web.
fn clean(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it));
    if !is_web || rest.is_empty() || rest.starts_with('/') {
        return None;
    }
    let mut cleaned = String::new();
    for c in address.chars() {
        match c {
            '!'..='~' => cleaned.push(c),
            c if c.is_ascii() || c.is_control() => return None,
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(cleaned, "%{byte:02X}");
                }
            }
        }
    }
    (cleaned.len() <= LONGEST).then_some(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("见https://a.cn/b。", Some("https://a.cn/b")),
            ("(see http://a.org/x_(y), or", Some("http://a.org/x_(y)")),
            ("<https://a.org/?q=1&r=2>.", Some("https://a.org/?q=1&r=2")),
            ("https://a.org/路", Some("https://a.org/")),
            ("HTTPS: http:// httpd", None),
            ("http://\u{1b}]8;;x", None),
            ("javascript://http", None),
        ] {
            let found = written(text, 0);
            assert_eq!(found.first().map(|it| it.to.as_str()), expected, "{text}");
        }
    }

    #[test]
    fn only_the_web_and_only_plain_characters_are_passed_on() {
        for (address, expected) in [
            ("https://例.cn/a", Some("https://%E4%BE%8B.cn/a")),
            (" HTTP://a ", Some("HTTP://a")),
            ("file:///etc/passwd", None),
            ("http:///etc/passwd", None),
            ("mailto:a@b", None),
            ("https://a\u{1b}\\x", None),
            ("https://a b", None),
            ("https://a\u{9c}", None),
            ("", None),
        ] {
            assert_eq!(clean(address).as_deref(), expected, "{address:?}");
        }
        assert_eq!(clean(&format!("http://{}", "a".repeat(3000))), None);
    }
}
