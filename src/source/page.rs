//! Web pages: the article of a page without the page around it.

use super::builder::Builder;
use super::decode::{Decoded, decode_as};
use super::{Options, flat, markup, page_body, page_meta, page_tree};
use crate::model::PublishedFrom;
use crate::text::{BlockKind, Document, Meta};
use dom_query::Document as Tree;
use encoding_rs::Encoding;

/// Bytes in which a page has to declare its encoding.
const DECLARED_WITHIN: usize = 4096;

/// Nodes of the largest page that is searched for its article; a larger one is shown whole.
const MOST_NODES: usize = 300_000;

/// Elements within elements of the deepest such page.
const DEEPEST: usize = 400;

/// What is said of larger and deeper pages.
const TOO_INTRICATE: &str =
    "the page is too intricate to tell its article apart: all of it is shown";

/// An article of fewer characters may be a caption or a notice that was taken for it.
const SHORT: usize = 400;

/// Decodes a page: what `header`, the line that came with it, or the page declares holds over what its
/// bytes look like.
pub(super) fn decode(bytes: &[u8], header: Option<&'static Encoding>, options: Options) -> Decoded {
    decode_as(bytes, options.encoding, header.or_else(|| declared(bytes)))
}

/// Whether a text is a page.
pub(super) fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    // What may stand before the page itself.
    while let Some(end) = rest.starts_with("<!--").then(|| rest.find("-->")).flatten() {
        rest = rest[end + 3..].trim_start();
    }
    if rest.starts_with("<?xml") {
        rest = rest.split_once("?>").map_or("", |it| it.1).trim_start();
    }
    let head: String = rest
        .chars()
        .take(15)
        .collect::<String>()
        .to_ascii_lowercase();
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta ",
        "<title>",
    ]
    .iter()
    .any(|it| head.starts_with(it))
}

/// Reads a page: its article, or all of it if the user wants that or no article can be told apart.
pub(super) fn read(html: &str, meta: Meta, options: Options) -> Document {
    let tree = (!flat::is_needed(html)).then(|| page_tree::of(html));
    let Some(page) = tree.flatten() else {
        return flattened(html, meta);
    };
    let said = page_meta::read(&page);
    let mut meta = Meta {
        author: meta.author.or(said.author),
        published: meta
            .published
            .or(said.published.map(|day| (day, PublishedFrom::Metadata))),
        ..meta
    };
    let headings: Vec<String> = page
        .select("h1")
        .iter()
        .map(|it| it.text().trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    let mut whole = Builder::default();
    markup::read(&mut whole, page.root());
    let found = if options.whole_page {
        None
    } else {
        article(page, whole.len(), &mut meta.remarks)
    };
    let (builder, guessed) = match found {
        Some((builder, title)) => (builder, title),
        None => (whole, None),
    };
    let title = title(said.titles, &headings).or(guessed);
    let title = title.map(|it| without_site(it, &headings));
    meta.title = title.or_else(|| builder.first_heading()).or(meta.title);
    with_title(builder, meta)
}

/// A page whose elements nest deeper than any that a person wrote, or are left open.
fn flattened(html: &str, mut meta: Meta) -> Document {
    let mut builder = Builder::default();
    flat::read(&mut builder, html);
    meta.remarks.push(TOO_INTRICATE.to_owned());
    meta.title = builder.first_heading().or(meta.title);
    builder.finish(meta)
}

/// The article of the page, and the title that the page seems to have.
fn article(
    page: Tree,
    whole: usize,
    remarks: &mut Vec<String>,
) -> Option<(Builder, Option<String>)> {
    if MOST_NODES < page.tree.len() || DEEPEST < depth(&page) {
        remarks.push(TOO_INTRICATE.to_owned());
        return None;
    }
    page_body::clean(&page);
    let mut said = Builder::default();
    if let Some(node) = page_body::container(&page) {
        markup::read(&mut said, node);
    }
    let mut reader = dom_smoothie::Readability::with_document(page, None, None).ok()?;
    let article = reader.parse().ok()?;
    let tree = Tree::fragment(article.content);
    let mut guessed = Builder::default();
    markup::read(&mut guessed, tree.root());
    let title = Some(article.title.trim().to_owned()).filter(|it| !it.is_empty());
    // What the page says holds, unless that is a teaser or less.
    let builder = if SHORT <= said.len() && guessed.len() <= said.len() * 2 {
        said
    } else {
        guessed
    };
    if builder.len() < SHORT && builder.len() * 3 < whole {
        return None;
    }
    Some((builder, title))
}

/// How deep elements stand within elements.
fn depth(page: &Tree) -> usize {
    let mut deepest = 0;
    let mut open = vec![(page.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        deepest = deepest.max(depth);
        open.extend(node.children_it(false).map(|it| (it, depth + 1)));
    }
    deepest
}

/// The title that a page says of itself: the one that it shows as a heading too, else the first.
fn title(mut said: Vec<String>, headings: &[String]) -> Option<String> {
    let is_shown = |it: &String| headings.iter().any(|shown| it.starts_with(shown.as_str()));
    let idx = said.iter().position(is_shown).unwrap_or(0);
    (idx < said.len()).then(|| said.swap_remove(idx))
}

/// A title without the name of the site, if a heading of the page is the rest of it.
fn without_site(title: String, headings: &[String]) -> String {
    let is_most = |it: &&String| 4 <= it.chars().count() && title.starts_with(it.as_str());
    headings.iter().find(is_most).cloned().unwrap_or(title)
}

/// The document, with its title as the first heading: extraction takes it for a part of the page.
fn with_title(mut builder: Builder, meta: Meta) -> Document {
    let Some(title) = &meta.title else {
        return builder.finish(meta);
    };
    if builder.first().is_some_and(|(words, _)| words == title) {
        builder.set_first(BlockKind::Heading(1));
        return builder.finish(meta);
    }
    let starts_with_it = builder.first().is_some_and(|(words, kind)| {
        let is_heading = matches!(kind, BlockKind::Heading(_));
        is_heading && (words.contains(title.as_str()) || title.contains(words))
    });
    if starts_with_it || builder.first_heading().as_ref() == Some(title) || builder.is_empty() {
        return builder.finish(meta);
    }
    let builder = builder.behind(title, BlockKind::Heading(1));
    builder.finish(meta)
}

/// The encoding that the beginning of a page names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    ["charset", "encoding"].into_iter().find_map(|key| {
        memchr::memmem::find_iter(&head, key).find_map(|at| {
            let rest = head[at + key.len()..]
                .trim_ascii_start()
                .strip_prefix(b"=")?;
            let rest = rest.trim_ascii_start();
            let rest = rest
                .strip_prefix(b"\"")
                .or_else(|| rest.strip_prefix(b"'"))
                .unwrap_or(rest);
            let is_part = |it: &&u8| it.is_ascii_alphanumeric() || b"-_:".contains(it);
            let length = rest.iter().take_while(is_part).count();
            Encoding::for_label_no_replacement(&rest[..length])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    const BODY: &str = "<p>星期一早上，镇上的人发现钟楼停了。守钟人说，他前一天晚上还上过发条，那时一切都好。\
        没有人相信他的话，因为他已经七十岁了，而且前一个月刚刚忘记过一次。</p>\
        <p>镇长请来了邻镇的钟表匠。钟表匠在楼上待了三个小时，下来的时候手里拿着一只很小的齿轮，上面缺了两个齿。\
        他说，这样的齿轮已经没有人做了，要等两个星期，才能从很远的地方寄来一只。</p>\
        <p>两个星期里，镇上的人学会了看太阳。面包店照样在天亮的时候开门，学校照样在太阳升到杨树顶上的时候打铃。\
        后来钟修好了，却有很多人不再抬头去看它。</p>";

    fn page() -> String {
        format!(
            "<!DOCTYPE html><html><head><title>钟楼停了 - 镇上新闻</title>\
             <meta property='og:title' content='钟楼停了'>\
             <meta property='article:published_time' content='2024-03-05T08:00:00+08:00'></head>\
             <body><nav><ul><li><a href='/'>首页</a><li><a href='/a'>要闻</a></ul></nav>\
             <div class='main'><h1>钟楼停了</h1><article>{BODY}</article></div>\
             <aside class='sidebar'><h3>相关阅读</h3><a href='/b'>面包涨价</a></aside>\
             <footer>版权所有 联系我们</footer><script>alert('停')</script></body></html>"
        )
    }

    #[test]
    fn the_article_without_the_page_around_it() {
        let document = read(&page(), Meta::default(), Options::default());
        let text = document.text();
        assert!(text.starts_with("钟楼停了\n\n星期一早上"), "{text}");
        assert!(text.ends_with("不再抬头去看它。"), "{text}");
        assert!(
            !text.contains("面包涨价") && !text.contains("alert"),
            "{text}"
        );
        assert_eq!(document.meta.title.as_deref(), Some("钟楼停了"));
        let day = Day::new(2024, 3, 5).unwrap();
        assert_eq!(
            document.meta.published,
            Some((day, PublishedFrom::Metadata))
        );
        assert_eq!(document.blocks()[0].kind, BlockKind::Heading(1));
    }

    #[test]
    fn the_title_is_the_one_that_is_shown() {
        let html = "<html><script type='application/ld+json'>{\"@type\": \"Article\", \"headline\": \"镇上的一座楼\", \
                    \"name\": \"钟楼停了\"}</script><h1><img alt=''></h1><h1>钟楼停了</h1><p>两句话。";
        let document = read(html, Meta::default(), Options::default());
        assert_eq!(document.meta.title.as_deref(), Some("钟楼停了"));
    }

    #[test]
    fn all_of_the_page_if_it_is_wanted() {
        let options = Options {
            whole_page: true,
            ..Options::default()
        };
        let document = read(&page(), Meta::default(), options);
        assert!(document.text().contains("面包涨价"));
        assert_eq!(document.blocks()[0].kind, BlockKind::Clutter);
    }

    #[test]
    fn short_and_broken_pages_are_shown_whole() {
        let document = read(
            "<html><p>两句话。<p>就这些",
            Meta::default(),
            Options::default(),
        );
        assert_eq!(document.text(), "两句话。\n\n就这些");
        assert_eq!(
            read("<html>", Meta::default(), Options::default()).text(),
            ""
        );
    }

    #[test]
    fn a_page_of_nothing_but_nesting_is_read() {
        let html = format!("<html><body>{}深处{BODY}", "<div><b>".repeat(5_000));
        let document = read(&html, Meta::default(), Options::default());
        assert!(document.text().starts_with("深处\n\n星期一早上"));
        assert_eq!(document.meta.remarks.len(), 1);
    }

    #[test]
    fn the_encoding_is_declared_in_many_ways() {
        for (page, expected) in [
            ("<meta charset=gb2312>", Some("GBK")),
            (
                "<META http-equiv=x content='text/html; charset=Big5'>",
                Some("Big5"),
            ),
            ("<?xml version='1.0' encoding='utf-8'?>", Some("UTF-8")),
            ("<p>charset", None),
            ("<meta charset=klingon>", None),
            ("<meta charset=hz-gb-2312>", None),
        ] {
            assert_eq!(
                declared(page.as_bytes()).map(Encoding::name),
                expected,
                "{page}"
            );
        }
    }

    #[test]
    fn a_page_is_known_by_its_beginning() {
        assert!(is_page(
            "\u{FEFF}\n<!-- saved --><!DOCTYPE HTML PUBLIC ''><x>"
        ));
        assert!(is_page("<?xml version='1.0'?>\n<html xmlns=''>"));
        assert!(!is_page("a < b 与 <html> 都是文字"));
        assert!(!is_page("<!-- 没有结尾"));
    }
}
