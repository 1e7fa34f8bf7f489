//! From bytes to text.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that the guess at an encoding looks at.
const GUESS_BYTES: usize = 64 * 1024;

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
/// errors, if most of what is not ASCII is well-formed; then the encoding that the bytes look like.
pub fn decode(bytes: &[u8]) -> Decoded {
    let encoding = guess(bytes);
    let (text, used, had_errors) = encoding.decode(bytes);
    let already = if had_errors {
        count_written(bytes, used)
    } else {
        0
    };
    let replaced = if had_errors {
        text.chars()
            .filter(|&c| c == char::REPLACEMENT_CHARACTER)
            .count()
            - already
    } else {
        0
    };
    Decoded {
        text: with_plain_line_ends(text.into_owned()),
        encoding: used.name(),
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

/// The encoding that the bytes are in, as far as one can tell.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() || is_mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    let clip = &bytes[..bytes.len().min(GUESS_BYTES)];
    detector.feed(clip, clip.len() == bytes.len());
    let found = detector.guess(None, chardetng::Utf8Detection::Allow);
    // GB18030 holds all of GBK.
    if found == encoding_rs::GBK {
        GB18030
    } else {
        found
    }
}

/// UTF-16 without a byte-order mark: one byte of most pairs is zero, as line ends and digits have
/// it in any script, and the other is not.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let clip = &bytes[..bytes.len().min(GUESS_BYTES) & !1];
    let zeros = |from: usize| {
        clip.iter()
            .skip(from)
            .step_by(2)
            .filter(|&&it| it == 0)
            .count()
    };
    let (high, low) = (zeros(0), zeros(1));
    let few = clip.len() / 200;
    match (
        few < high && high * 4 < clip.len() * 2,
        few < low && low * 4 < clip.len() * 2,
    ) {
        _ if clip.len() < 4 => None,
        _ if high == low => None,
        _ if low == 0 && few < high => Some(UTF_16BE),
        _ if high == 0 && few < low => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether of the sequences that are not ASCII at least nine in ten are well-formed UTF-8: a few
/// bytes were damaged. In GBK or Big5 text hardly any are.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // A damaged file that is ASCII otherwise has no evidence for UTF-8; one bad byte at the very
    // end is a cut character all the same.
    bad * 9 <= good
}

/// `\r\n` and lone `\r` become `\n`.
fn with_plain_line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
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
    fn utf16_is_seen_with_and_without_a_mark() {
        let text = "Meta 在 2023 年 2 月发布了新的模型。\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&little, text, "UTF-16LE", 0);
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&big, text, "UTF-16BE", 0);
        check(&[&[0xFF, 0xFE], &little[..]].concat(), text, "UTF-16LE", 0);
    }
}
