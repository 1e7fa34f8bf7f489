//! Plain text: each line that is not blank is a paragraph, or a part of one that was hard-wrapped.

use super::{clutter, wrap};
use crate::model::Span;
use crate::text::{BlockKind, Document, Meta};
use rayon::prelude::*;

/// Parts that are worth to be divided among the cores.
const MANY_PARTS: usize = 64;

/// A title is at most this long, in characters.
const TITLE_CHARS: usize = 80;

/// Reads plain text. Nothing is removed; clutter and the title are only marked as such.
pub(super) fn read(text: String, meta: Meta) -> Document {
    let lines = lines(&text);
    let mut kinds = clutter::mark(&text, &lines);
    let title = title_line(&text, &lines, &kinds);
    if let Some(idx) = title {
        kinds[idx] = BlockKind::Heading(1);
    }
    for (kind, line) in kinds.iter_mut().zip(&lines) {
        if *kind == BlockKind::Paragraph && is_chapter(text[line.range()].trim()) {
            *kind = BlockKind::Heading(2);
        }
    }
    let title = title.map(|idx| shown(&text[lines[idx].range()]).to_owned());
    let pieces = wrap::join(&text, &lines, &kinds);
    Document::new(
        text,
        pieces,
        Meta {
            title: meta.title.clone().or(title),
            ..meta
        },
    )
}

/// The lines that are not blank, whatever they end with: line feeds, the line ends of Unicode, or the
/// end of a page.
fn lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let is_there = |end: &str| memchr::memmem::find(bytes, end.as_bytes()).is_some();
    let (mut lines, mut start) = (Vec::new(), 0);
    let mut line = |at: usize, length: usize| {
        if !text[start..at].trim().is_empty() {
            lines.push(Span::new(start, at));
        }
        start = at + length;
    };
    if ["\u{85}", "\u{2028}", "\u{2029}"].into_iter().any(is_there) {
        let is_end = |c| {
            matches!(
                c,
                '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
            )
        };
        text.match_indices(is_end)
            .for_each(|(at, end)| line(at, end.len()));
    } else {
        memchr::memchr3_iter(b'\n', 0xB, 0xC, bytes).for_each(|at| line(at, 1));
    }
    line(text.len(), 0);
    lines
}

/// What `make` says of each number below `n`, in order; on all cores if there are many parts of so
/// many numbers.
pub(super) fn each<T: Send>(
    n: usize,
    part: usize,
    make: impl Fn(usize) -> T + Send + Sync,
) -> Vec<T> {
    // A screenful is read sooner than threads are started.
    if n < MANY_PARTS * part {
        return (0..n).map(make).collect();
    }
    let numbers = (0..n).into_par_iter().with_min_len(part);
    numbers.map(make).collect()
}

/// A title without what is not seen of it, and without the mark that it has in Markdown.
fn shown(line: &str) -> &str {
    let line =
        line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'));
    line.strip_prefix("# ").map_or(line, str::trim_start)
}

/// The first line that is no clutter, if it is short, is no sentence, and is not all there is.
fn title_line(text: &str, lines: &[Span], kinds: &[BlockKind]) -> Option<usize> {
    let idx = kinds.iter().zip(lines).position(|(&kind, line)| {
        // An address stands where the file comes from, before the title.
        kind == BlockKind::Paragraph && !text[line.range()].contains("://")
    })?;
    let line = text[lines[idx].range()].trim();
    let is_short = line.chars().take(TITLE_CHARS + 1).count() <= TITLE_CHARS;
    let ends_like_text = line.ends_with(['。', '；', '，', '.', ',', ';', '：', ':']);
    (is_short && !ends_like_text && 1 < lines.len()).then_some(idx)
}

/// The heading of a chapter: `第十二回 …`, `Chapter 3`, `CHAPTER IV`.
fn is_chapter(line: &str) -> bool {
    let is_short = line.chars().take(TITLE_CHARS / 2 + 1).count() <= TITLE_CHARS / 2;
    if !is_short || line.ends_with(['。', '，', '；', '.', ',', ';']) {
        return false;
    }
    if let Some(rest) = line.strip_prefix('第') {
        let is_number =
            |c: char| c.is_ascii_digit() || " 〇零一二三四五六七八九十百千两".contains(c);
        let unit = rest.trim_start_matches(is_number);
        let behind =
            unit.trim_start_matches(['章', '回', '节', '節', '卷', '部', '集', '篇', '幕']);
        return unit.len() < rest.len()
            && behind.len() < unit.len()
            && (behind.is_empty() || behind.starts_with([' ', '\u{3000}', '：', ':', '·']));
    }
    let mut words = line.split([' ', ':', '.']);
    let is_number = |it: &str| {
        !it.is_empty()
            && it
                .chars()
                .all(|c| c.is_ascii_digit() || "IVXLC".contains(c))
    };
    matches!(
        words.next(),
        Some("Chapter" | "CHAPTER" | "Part" | "PART" | "BOOK")
    ) && words.next().is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, title: Option<&str>) {
        let document = read(text.to_owned(), Meta::default());
        assert_eq!(document.meta.title.as_deref(), title);
        assert_eq!(document.text(), text);
    }

    #[test]
    fn the_title_is_the_first_short_line() {
        check(
            "一场没有终点的竞赛\n\n第一段说了很多话。",
            Some("一场没有终点的竞赛"),
        );
        check("首页 > 科技 > 正文\n标题在这里\n正文。", Some("标题在这里"));
        check(
            "https://example.org/x\n\u{200B}# 标题\n正文。",
            Some("标题"),
        );
        check("只有一行", None);
        check("第一段就是正文，它以句号结束。\n第二段。", None);
        check("", None);
    }

    #[test]
    fn lines_end_in_many_ways() {
        let text = "一\n二\u{85}三\u{2028}四\u{2029}五\u{C}六\u{B}七";
        let document = read(text.to_owned(), Meta::default());
        let blocks = document.blocks().iter();
        let found: Vec<&str> = blocks.map(|it| document.slice(it.span)).collect();
        assert_eq!(found, ["一", "二", "三", "四", "五", "六", "七"]);
        assert_eq!(document.text(), text);
    }

    #[test]
    fn chapters_are_headings() {
        for line in [
            "第一回  贵客临门",
            "第12章",
            "第 三 回",
            "第三部",
            "Chapter 3",
            "CHAPTER IV. The Road",
        ] {
            assert!(is_chapter(line), "{line}");
        }
        for line in [
            "第一次见面",
            "第三章讲了这件事。",
            "第二节课是数学",
            "Chapter and verse",
            "Part of it",
            "第",
        ] {
            assert!(!is_chapter(line), "{line}");
        }
    }
}
