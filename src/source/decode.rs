//! From bytes to text.

use super::plausible;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text: line ends are `\n`, the byte-order mark is dropped, nothing else is changed.
    pub text: String,
    /// The name of the encoding, as in the WHATWG standard.
    pub encoding: &'static str,
    /// How many malformed sequences stand as U+FFFD.
    pub replaced: usize,
}

/// Decodes a text; it never fails. A byte-order mark decides; then strict UTF-8; then UTF-8 with
/// errors, if most of what is not ASCII is well-formed; then the encoding in which the bytes read
/// like a text.
pub fn decode(bytes: &[u8]) -> Decoded {
    decode_as(bytes, None, None)
}

/// The first bytes of a source, so many at most, in which no character of UTF-8 is cut: by half of one
/// a text would seem to be in another encoding.
pub(super) fn clip(bytes: &[u8], most: usize) -> &[u8] {
    if bytes.len() <= most {
        return bytes;
    }
    let is_between = |&at: &usize| bytes[at] & 0xC0 != 0x80;
    let mut ends = (most.saturating_sub(3)..=most).rev();
    &bytes[..ends.find(is_between).unwrap_or(most)]
}

/// The same, but `forced` decides if it is given, and `declared`, which the source says of itself,
/// decides over anything but a byte-order mark and strict UTF-8.
pub(super) fn decode_as(
    bytes: &[u8],
    forced: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Decoded {
    if let Some(encoding) = forced {
        return decoded(bytes, encoding, 0);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(bytes, encoding, 0);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !looks_like_utf16(bytes)
    {
        return well_formed(text.to_owned());
    }
    // A declaration that can be read in bytes is none of UTF-16, and one that does not fit is wrong.
    let fits = |it: &&'static Encoding| {
        *it != UTF_16LE && *it != UTF_16BE && !it.decode_without_bom_handling(bytes).1
    };
    if let Some(encoding) = declared.filter(fits) {
        return decoded(bytes, encoding, 0);
    }
    if let Some(encoding) = plausible::utf16(bytes) {
        return decoded(bytes, encoding, 0);
    }
    if is_mostly_utf8(bytes) {
        return decoded(bytes, UTF_8, 0);
    }
    let reading = plausible::reading(bytes);
    decoded(bytes, reading.encoding, usize::from(reading.is_cut))
}

/// The same for bytes that nobody needs any more: a text in UTF-8 is not copied.
pub(super) fn decode_owned(
    bytes: Vec<u8>,
    forced: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Decoded {
    if forced.is_some() || Encoding::for_bom(&bytes).is_some() {
        return decode_as(&bytes, forced, declared);
    }
    match String::from_utf8(bytes) {
        Ok(text) if !looks_like_utf16(text.as_bytes()) => well_formed(text),
        Ok(text) => decode_as(text.as_bytes(), forced, declared),
        Err(err) => decode_as(err.as_bytes(), forced, declared),
    }
}

/// A text that is in UTF-8 without an error.
fn well_formed(text: String) -> Decoded {
    Decoded {
        text: with_plain_line_ends(text),
        encoding: UTF_8.name(),
        replaced: 0,
    }
}

/// Whether bytes that are valid UTF-8 are UTF-16 all the same: then they hold NUL bytes.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes).is_some() && plausible::utf16(bytes).is_some()
}

/// Decodes; the first `cut` bytes are the rest of a character that was cut off.
fn decoded(bytes: &[u8], encoding: &'static Encoding, cut: usize) -> Decoded {
    let (text, had_errors) = encoding.decode_with_bom_removal(&bytes[cut..]);
    let mut text = with_plain_line_ends(text.into_owned());
    if 0 < cut {
        text.insert(0, char::REPLACEMENT_CHARACTER);
    }
    let replaced = if had_errors || 0 < cut {
        memchr::memmem::find_iter(text.as_bytes(), "\u{FFFD}").count()
            - count_written(bytes, encoding)
    } else {
        0
    };
    Decoded {
        text,
        encoding: encoding.name(),
        replaced,
    }
}

/// How many U+FFFD were written in the source itself, which were not replaced by us.
fn count_written(bytes: &[u8], encoding: &Encoding) -> usize {
    if encoding == UTF_8 {
        memchr::memmem::find_iter(bytes, "\u{FFFD}").count()
    } else {
        0
    }
}

/// Whether of the sequences that are not ASCII at least nine in ten are well-formed UTF-8, or all
/// but those cut at the ends: a few bytes were damaged. In GBK or Big5 text hardly any are.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // A clip may begin and end within a character.
    let cut = bytes
        .iter()
        .take(3)
        .take_while(|&&it| it & 0xC0 == 0x80)
        .count();
    let is_clip = match std::str::from_utf8(&bytes[cut..]) {
        Ok(_) => true,
        Err(err) => err.error_len().is_none(),
    };
    // A file that is ASCII otherwise gives no evidence for UTF-8.
    bad * 9 <= good || is_clip && 0 < good
}

/// `\r\n` and lone `\r` become `\n`.
fn with_plain_line_ends(mut text: String) -> String {
    let bytes = text.as_bytes();
    let is_lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    let mut ends = memchr::memchr_iter(b'\r', bytes).peekable();
    if ends.peek().is_none() {
        return text;
    }
    if ends.any(is_lone) {
        return text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text.retain(|c| c != '\r');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &str, replaced: usize) {
        let found = decode(bytes);
        assert_eq!(
            (found.text.as_str(), found.encoding, found.replaced),
            (text, encoding, replaced)
        );
    }

    #[test]
    fn utf8_is_tried_first() {
        check(b"", "", "UTF-8", 0);
        check("微软 abc".as_bytes(), "微软 abc", "UTF-8", 0);
        check("\u{FEFF}微软".as_bytes(), "微软", "UTF-8", 0);
        check(b"a\r\nb\rc\n", "a\nb\nc\n", "UTF-8", 0);
    }

    #[test]
    fn a_clip_ends_between_characters() {
        let text = "a微软";
        for (most, length) in [
            (0, 0),
            (1, 1),
            (2, 1),
            (3, 1),
            (4, 4),
            (6, 4),
            (7, 7),
            (9, 7),
        ] {
            assert_eq!(clip(text.as_bytes(), most).len(), length, "{most}");
        }
        // What is no UTF-8 has no such ends.
        assert_eq!(clip(&[0x80; 9], 5).len(), 5);
        assert_eq!(clip(&[0x80; 9], 2).len(), 2);
    }

    #[test]
    fn a_damaged_byte_is_replaced_and_counted() {
        let mut bytes = "纳德拉说，微软会投资。".as_bytes().to_vec();
        bytes.push(0xE5);
        check(&bytes, "纳德拉说，微软会投资。\u{FFFD}", "UTF-8", 1);
        let mut bytes = "一个\u{FFFD}早就坏了的字符和九个好的字".as_bytes().to_vec();
        bytes.push(0xFF);
        assert_eq!(decode(&bytes).replaced, 1);
    }

    #[test]
    fn chinese_encodings_are_told_apart() {
        let text = "今天的会议上，公司的负责人介绍了新的计划，并且回答了记者的问题。";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        check(&gbk, text, "gb18030", 0);
        let text = "今天的會議上，公司的負責人介紹了新的計劃，並且回答了記者的問題。";
        let (big5, _, _) = encoding_rs::BIG5.encode(text);
        check(&big5, text, "Big5", 0);
    }

    #[test]
    fn what_the_user_or_the_source_says_holds() {
        let big5 = encoding_rs::BIG5.encode("他說").0.into_owned();
        let found = decode_as(&big5, Some(encoding_rs::BIG5), None);
        assert_eq!((found.text.as_str(), found.encoding), ("他說", "Big5"));
        let found = decode_as(&big5, None, Some(encoding_rs::BIG5));
        assert_eq!(found.text, "他說");
        let found = decode_as(&big5, None, Some(UTF_8));
        assert_eq!(found.text, "他說");
        // Many pages in UTF-8 still declare the encoding that they once had.
        let found = decode_as("他说".as_bytes(), None, Some(encoding_rs::GBK));
        assert_eq!(found.text, "他说");
    }

    #[test]
    fn lone_surrogates_are_replaced() {
        let units = [0x5fae_u16, 0xD800, 0x8f6f, 0x0A, 0xDC00];
        let bytes: Vec<u8> = [0xFEFF]
            .into_iter()
            .chain(units)
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&bytes, "微\u{FFFD}软\n\u{FFFD}", "UTF-16LE", 2);
        let mut bytes = "微软在雷德蒙德有三十年了，一直如此。"
            .repeat(2)
            .into_bytes();
        bytes.extend([0xED, 0xA0, 0x80]);
        assert_eq!(decode(&bytes).replaced, 3);
    }

    #[test]
    fn utf16_is_seen_with_and_without_a_mark() {
        let text = "Meta 在 2023 年 2 月发布了新的模型。\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&little, text, "UTF-16LE", 0);
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&big, text, "UTF-16BE", 0);
        check(&[&[0xFF, 0xFE], &little[..]].concat(), text, "UTF-16LE", 0);
    }
}
