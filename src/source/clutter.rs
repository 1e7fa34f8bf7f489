//! Web clutter in plain text: what stands around an article on its page.

use super::plain::each;
use crate::model::Span;
use crate::text::BlockKind;

/// Bytes of the longest tail: in a book such a line is a line like any other.
const LONGEST_TAIL: usize = 8 * 1024;

/// Lines that one core looks at together.
const TOGETHER: usize = 512;

/// Lines behind which nothing belongs to the article, if they stand in its last third.
const TAIL_STARTS: [&str; 14] = [
    "免责声明",
    "相关推荐",
    "相关阅读",
    "推荐阅读",
    "延伸阅读",
    "版权声明",
    "猜你喜欢",
    "热门文章",
    "上一篇",
    "下一篇",
    "disclaimer",
    "related articles",
    "recommended reading",
    "read more",
];

/// Short lines that are clutter wherever they stand.
const LONE_LINES: [&str; 16] = [
    "tags:",
    "tags：",
    "标签:",
    "标签：",
    "分享到",
    "分享",
    "收藏",
    "点赞",
    "打印",
    "字号",
    "返回顶部",
    "关注我们",
    "扫码关注",
    "advertisement",
    "share",
    "图片",
];

/// What each line is: [`BlockKind::Clutter`] or [`BlockKind::Paragraph`].
pub(super) fn mark(text: &str, lines: &[Span]) -> Vec<BlockKind> {
    let end = lines.last().map_or(0, |it| it.end as usize);
    let tail_from = (end / 3 * 2).max(end.saturating_sub(LONGEST_TAIL));
    let is_in_tail = |line: &Span| tail_from <= line.start as usize;
    let mut kinds = each(lines.len(), TOGETHER, |idx| kind(&text[lines[idx].range()]));
    let tail = lines
        .iter()
        .position(|it| is_in_tail(it) && is_tail_start(&head(&text[it.range()])));
    if let Some(tail) = tail {
        kinds[tail..].fill(BlockKind::Clutter);
    }
    kinds
}

/// What a line is by itself.
fn kind(line: &str) -> BlockKind {
    let words = head(line);
    if is_breadcrumb(&words) || is_rule(&words) || LONE_LINES.contains(&words.as_str()) {
        BlockKind::Clutter
    } else {
        BlockKind::Paragraph
    }
}

/// Its first words in small letters. Only they decide, so that a line of a megabyte costs no more than
/// another.
fn head(line: &str) -> String {
    let words: String = line.trim_start().chars().take(40).collect();
    words.trim_end().to_lowercase()
}

/// A heading of the page's tail, alone on its line or before a colon.
fn is_tail_start(words: &str) -> bool {
    TAIL_STARTS.iter().any(|start| {
        words.strip_prefix(start).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([':', '：', ' ']) || rest.starts_with("更多")
        })
    })
}

/// A line drawn across the page, with its number perhaps.
fn is_rule(words: &str) -> bool {
    let is_mark = |c: char| "-=_*~#+—－＝─━·.".contains(c);
    let inside = words.trim_matches(|c| is_mark(c) || c == ' ');
    let is_page = inside
        .strip_prefix("page")
        .is_some_and(|it| !it.contains(char::is_alphabetic));
    let marks = words.chars().filter(|&c| is_mark(c)).count();
    3 <= marks && (is_page || inside.is_empty())
}

/// A path through the site: `首页 > 科技 > 正文`.
fn is_breadcrumb(words: &str) -> bool {
    let starts_at_home = ["首页", "主页", "当前位置", "您的位置", "home"];
    let separators = words.chars().filter(|c| ">»›".contains(*c)).count();
    starts_at_home.iter().any(|home| words.starts_with(home)) && 1 <= separators || 3 <= separators
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clutter is marked by `~` at the start of the line.
    #[track_caller]
    fn check(marked: &str) {
        let text: Vec<&str> = marked
            .lines()
            .map(|line| line.trim_start_matches('~'))
            .collect();
        let text = text.join("\n");
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.lines() {
            lines.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        let found: Vec<String> = mark(&text, &lines)
            .into_iter()
            .zip(text.lines())
            .map(|(kind, line)| {
                if kind == BlockKind::Clutter {
                    format!("~{line}")
                } else {
                    line.to_owned()
                }
            })
            .collect();
        assert_eq!(found.join("\n"), marked);
    }

    #[test]
    fn what_stands_around_an_article() {
        check(
            "~首页 > 财经 > 正文\n大标题\n正文在这里，它很长很长很长很长。\n~Tags:\n~相关推荐\n~另一篇文章",
        );
        check("一段正文在这里。\n~----- Page 12-----\n~* * *\n……\n-5 度的早晨很冷。");
        check("相关推荐系统的研究有了进展。\n正文正文正文。\n更多的正文，它谈到首页的设计。");
        check(
            "免责声明写在第一行也是正文\n这一段讲它为什么有效，又有多少人读过它。\n还有这一段，谁知道呢。",
        );
    }

    #[test]
    fn a_book_has_no_tail_of_chapters() {
        let book = format!(
            "相关推荐\n{}",
            "这一行是正文，它谈到很多事情。\n".repeat(1000)
        );
        let text = format!(
            "{}{book}",
            "前面的正文也很长，比后面的长一些。\n".repeat(3000)
        );
        let (mut lines, mut start) = (Vec::new(), 0);
        for line in text.lines() {
            lines.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        let kinds = mark(&text, &lines);
        assert!(kinds.iter().all(|&it| it == BlockKind::Paragraph));
    }
}
