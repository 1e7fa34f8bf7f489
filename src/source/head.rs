//! What can be shown of a text of which only the beginning has come.

use super::decode::{self, decode};
use super::open::CLIP;
use super::{Format, Options, format};
use encoding_rs::Encoding;

/// Whether the head of a source can be read without the rest of it.
pub(super) fn has_head(head: &[u8], name: &str, options: Options) -> bool {
    let is_blank = head.iter().all(u8::is_ascii_whitespace);
    if is_blank || options.format.is_none() && may_become_page(head) {
        return false;
    }
    // The format of an archive stands at its end, so that its head is of no format.
    let format = options.format.or_else(|| format::of(head, name).ok());
    matches!(format, Some(Format::Plain | Format::Markdown))
}

/// Whether a head begins as a web page does and is too short to tell.
fn may_become_page(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.len() < format::HEAD && text.trim_ascii_start().starts_with(b"<")
}

/// Bytes of a head up to the end of its last whole line.
pub(super) fn whole_lines(head: &[u8], options: Options) -> usize {
    // In UTF-16 the byte of a line end is half of many other characters too.
    match wide_line_end(head, options) {
        // Where no line ends, a character does.
        None => memchr::memrchr(b'\n', head).map_or_else(
            || decode::clip(head, head.len().saturating_sub(1)).len(),
            |at| at + 1,
        ),
        Some(end) => head
            .chunks_exact(2)
            .rposition(|it| it == end)
            .map_or(head.len(), |at| at * 2 + 2),
    }
}

/// The same with what has come of the line behind it, if that is in UTF-8: a prompt, a line that is
/// written word by word.
pub(super) fn so_far(head: &[u8], options: Options) -> usize {
    let lines = whole_lines(head, options);
    if wide_line_end(head, options).is_some() {
        return lines;
    }
    match std::str::from_utf8(&head[lines..]) {
        Ok(_) => head.len(),
        Err(err) if err.error_len().is_none() => lines + err.valid_up_to(),
        Err(_) => lines,
    }
}

/// The line end of UTF-16, if a head is in it.
fn wide_line_end(head: &[u8], options: Options) -> Option<[u8; 2]> {
    let clip = decode::clip(head, CLIP);
    let encoding = options
        .encoding
        .map_or_else(|| decode(clip).encoding, Encoding::name);
    match encoding {
        "UTF-16LE" => Some([b'\n', 0]),
        "UTF-16BE" => Some([0, b'\n']),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of the bytes is shown: whole lines, and with the one that is being written.
    #[track_caller]
    fn check(head: &[u8], lines: usize, shown: usize) {
        let options = Options::default();
        assert_eq!(
            (whole_lines(head, options), so_far(head, options)),
            (lines, shown)
        );
    }

    #[test]
    fn a_head_ends_between_lines_or_characters() {
        check("一\n二".as_bytes(), 4, 7);
        check(&"一\n二".as_bytes()[..6], 4, 4);
        check(b"> ", 1, 2);
        check(b"one\n", 4, 4);
        check("一二".as_bytes(), 3, 6);
        let gbk = encoding_rs::GBK
            .encode("他说，这件事过去了。\n可是没有人忘记。")
            .0;
        let end = memchr::memchr(b'\n', &gbk).unwrap() + 1;
        check(&gbk, end, end);
        let wide: Vec<u8> = "Meta 在 2023 年发布。\n新的模"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&wide, wide.len() - 6, wide.len() - 6);
    }

    #[test]
    fn what_may_become_a_page_is_waited_for() {
        let has = |head: &str| has_head(head.as_bytes(), "standard input", Options::default());
        assert!(has("一") && has("# 一\n## 二\n"));
        assert!(!has("") && !has(" \n") && !has("<!") && !has("\u{FEFF}\n <p>一"));
        assert!(has(&format!("<引用>{}", "一".repeat(8 * 1024))));
    }
}
