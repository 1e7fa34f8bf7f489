//! Where the article stands on a page, as far as pages say it, and what in it is no part of it.

use dom_query::{Document as Tree, NodeRef};

/// Elements that hold an article and nothing else, as large sites and the usual programs write them.
const CONTAINERS: [&str; 23] = [
    "[itemprop~=articleBody]",
    "#js_content",
    ".mw-parser-output",
    "#artibody",
    ".post_body",
    "#endText",
    "#Cnt-Main-Article-QQ",
    ".content-article",
    ".rm_txt_con",
    "#content_area",
    "#detailContent",
    ".Post-RichText",
    ".caas-body",
    ".article__body",
    ".article-body",
    ".ArticleBody-articleBody",
    ".story-body",
    ".entry-content",
    ".post-content",
    "#article-content",
    "#article_content",
    ".article-content",
    "#article",
];

/// What stands in an article for the one who reads it on the site: marks of notes, links to edit,
/// contents, navigation.
const NO_TEXT: &str = "sup.reference, .mw-editsection, .mw-cite-backlink, .mw-jump-link, #siteSub, \
                       #toc, .toc, .navbox, .vertical-navbox, .catlinks, .printfooter, .noprint, \
                       [role=navigation], [role=search], [role=banner], [role=complementary]";

/// Parts of the names of elements that advertise something or ask to share it.
const ASKING: [&str; 14] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "sponsor",
    "sponsored",
    "promo",
    "share",
    "sharing",
    "social",
    "newsletter",
    "subscribe",
    "qrcode",
    "tg",
];

/// Characters of the longest of those: what is longer may hold the article all the same.
const LONGEST_ASKING: usize = 120;

/// The text under a node; none if it is long: elements nest, and reading all of each again and again
/// would take for ever.
pub(super) fn short_text(node: NodeRef<'_>) -> Option<String> {
    /// Bytes of the longest, most of which is white space, and elements and texts in it.
    const LONGEST: usize = 16 * 1024;
    const MOST: usize = 2_000;
    let (mut text, mut n_seen, mut open) = (String::new(), 0, vec![node]);
    while let Some(node) = open.pop() {
        n_seen += 1;
        if node.is_text() {
            text.push_str(&node.text());
        } else {
            open.extend(node.children_it(true));
        }
        if LONGEST < text.len() || MOST < n_seen {
            return None;
        }
    }
    Some(text)
}

/// Takes what is no text of an article out of a page.
pub(super) fn clean(page: &Tree) {
    page.select(NO_TEXT).remove();
    for node in page.select("[class], [id]").nodes() {
        let is_asking = ["class", "id"].iter().any(|key| {
            let name = node.attr(key).unwrap_or_default().to_ascii_lowercase();
            let mut parts = name.split(|c: char| !c.is_ascii_alphabetic());
            parts.any(|it| ASKING.contains(&it))
        });
        let is_body = node.has_name("body") || node.has_name("html");
        let is_short = |it: String| it.trim().chars().count() <= LONGEST_ASKING;
        if is_asking && !is_body && short_text(*node).is_some_and(is_short) {
            node.remove_from_parent();
        }
    }
}

/// The element that holds the article, if the page says so and there is but one.
pub(super) fn container(page: &Tree) -> Option<NodeRef<'_>> {
    CONTAINERS.iter().find_map(|selector| {
        let found = page.select(selector);
        match found.nodes() {
            [one] => Some(*one),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_something_is_no_text() {
        let page = Tree::from(
            "<div class='ad_42'><a href='/'>买</a></div><div class='share-bar'>微博</div>\
             <div class='adjacent shared'>正文</div><sup class='reference'>[1]</sup>",
        );
        clean(&page);
        assert_eq!(page.select("body").text().trim(), "正文");
    }

    #[test]
    fn a_long_text_is_no_advertisement() {
        let page = Tree::from(format!("<div id='ad'>{}</div>", "正文".repeat(100)));
        clean(&page);
        assert_eq!(page.select("body").text().chars().count(), 200);
    }

    #[test]
    fn only_a_short_text_is_read() {
        let text = |html: String| short_text(Tree::from(html).select("body").nodes()[0]);
        assert_eq!(
            text("<p>一<b>二</b></p>三".to_owned()).as_deref(),
            Some("一二三")
        );
        assert_eq!(text("<p>长".repeat(100_000)), None);
        assert_eq!(text("长".repeat(10_000)), None);
        assert_eq!(text("<br>".repeat(10_000)), None);
    }

    #[test]
    fn one_container_is_the_article_and_several_are_none() {
        let one = Tree::from("<p>a</p><div class='entry-content x'>b</div>");
        assert_eq!(
            container(&one).map(|it| it.text().to_string()).as_deref(),
            Some("b")
        );
        let several =
            Tree::from("<div class='entry-content'>b</div><div class='entry-content'>c</div>");
        assert!(container(&several).is_none());
    }
}
