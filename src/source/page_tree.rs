//! Building the tree of a page, within bounds.
//!
//! A formatting element that is left open (`<b>`) goes on in each block behind: the parser opens it
//! anew there, and a page of a few thousand bytes becomes a tree of hundreds of thousands of
//! elements. How much that is only the parser knows, so it is looked at what it has made.

use dom_query::Document as Tree;
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

/// Nodes that a tree may have besides one for every [`BYTES`] of its page: those of four elements that
/// are left open through a thousand paragraphs.
const MOST_REPEATED: usize = 4_000;

/// Bytes that make a node: `<p>a` are two of them.
const BYTES: usize = 2;

/// The tree of a page; `None` if it is too large for what stands in the page.
pub(super) fn of(html: &str) -> Option<Tree> {
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts {
            // What stands in `noscript` is a part of the tree.
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Tree::default(), opts);
    let mut start = 0;
    // Tag by tag: one opens at most as many elements anew as were made before it.
    for end in memchr::memchr_iter(b'>', html.as_bytes()).chain([html.len()]) {
        let end = (end + 1).min(html.len());
        parser.process(StrTendril::from_slice(&html[start..end]));
        if MOST_REPEATED + end / BYTES < parser.tokenizer.sink.sink.tree.len() {
            return None;
        }
        start = end;
    }
    Some(parser.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_tree_that_the_page_has_in_one_piece() {
        for html in [
            "",
            ">",
            "a > b &amp; c &am",
            "<p>一<b class='>'>二<p>三</b>四<table><td>五</td>六",
            "<!-- > --><title>a>b</title><script>if (a > b) {}</script><p>\r\n<pre>\r\nx>\r\n",
            "<svg><![CDATA[ > ]]></svg><textarea>\n>\n</textarea><p",
            "<noscript><p>x</noscript>&#20013;&notit;",
        ] {
            let tree = of(html).unwrap();
            assert_eq!(tree.html(), Tree::from(html).html(), "{html}");
        }
    }

    #[test]
    fn what_is_left_open_makes_no_tree_of_any_size() {
        let open =
            |n: usize| (0..n).fold("<p>".to_owned(), |page, it| page + &format!("<b a={it}>"));
        // As many as people leave open by mistake.
        let page = format!("{}{}", open(4), "<p>x</p>".repeat(1_000));
        assert!(of(&page).is_some());
        let alike = format!("<p>{}{}", "<font>".repeat(500), "<p>x</p>".repeat(1_000));
        assert!(of(&alike).is_some());
        for (n_open, n_blocks) in [(300, 30), (1_500, 10), (1_000, 100_000)] {
            let page = format!("{}{}", open(n_open), "<p>x".repeat(n_blocks));
            assert!(of(&page).is_none(), "{n_open} in {n_blocks}");
        }
        // End tags that the parser passes over close nothing.
        let ends = "</b>".repeat(300);
        let page = format!("{}<select>{ends}</select>{}", open(300), "<p>x".repeat(300));
        assert!(of(&page).is_none());
    }
}
