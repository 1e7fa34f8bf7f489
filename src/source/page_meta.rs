//! What a web page says about itself: JSON-LD, OpenGraph, `<meta>` and `<time>`.

use super::day;
use super::page_body::short_text;
use crate::model::Day;
use dom_query::{Document, NodeRef};
use serde_json::Value;

/// Titles, author and publication date.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PageMeta {
    /// The titles that it gives, the surest first.
    pub(super) titles: Vec<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<Day>,
}

/// Names and properties of `<meta>` that hold the publication date, the surest first.
const PUBLISHED: [&str; 18] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "weibo:article:create_at",
    "og:release_date",
    "date",
];

const TITLE: [&str; 4] = ["og:title", "twitter:title", "dc.title", "title"];

const AUTHOR: [&str; 5] = [
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "byl",
];

/// Reads the metadata of a page.
pub(super) fn read(page: &Document) -> PageMeta {
    let fields = fields(page);
    let first = |names: &[&str]| {
        let values = names
            .iter()
            .flat_map(|name| fields.iter().filter(move |it| it.0 == *name));
        values
            .map(|it| it.1.clone())
            .find(|it| !it.starts_with("http"))
    };
    let mut dates = PUBLISHED
        .iter()
        .flat_map(|name| fields.iter().filter(move |it| it.0 == *name));
    let linked = json_ld(page);
    PageMeta {
        titles: linked.titles.into_iter().chain(first(&TITLE)).collect(),
        author: linked.author.or_else(|| first(&AUTHOR)),
        published: linked
            .published
            .or_else(|| dates.find_map(|it| day::read(&it.1)))
            .or_else(|| time(page))
            .or_else(|| shown(page)),
    }
}

/// Name, in small letters, and content of each `<meta>`.
fn fields(page: &Document) -> Vec<(String, String)> {
    let nodes = page.select("meta[content]");
    let mut fields = Vec::new();
    for node in nodes.nodes() {
        let content = node.attr_or("content", "");
        for key in ["property", "name", "itemprop"] {
            if let Some(name) = node.attr(key)
                && !content.trim().is_empty()
            {
                fields.push((name.to_ascii_lowercase(), content.trim().to_owned()));
            }
        }
    }
    fields
}

/// The date of the first `<time>` that has one, those that say that they are the publication date
/// first.
fn time(page: &Document) -> Option<Day> {
    [
        "[itemprop=datePublished]",
        "time[pubdate]",
        "article time",
        "time",
    ]
    .into_iter()
    .flat_map(|selector| page.select(selector).nodes().to_vec())
    .find_map(|node| {
        let written = node.attr("datetime").or_else(|| node.attr("content"));
        match written {
            Some(written) => day::read(&written),
            None => day::read(&short_text(node)?),
        }
    })
}

/// The date that stands under the heading of the article, in an element that is named after it.
fn shown(page: &Document) -> Option<Day> {
    /// Characters of the longest such line.
    const LINE: usize = 60;
    let named = |node: &NodeRef| {
        ["id", "class"].iter().any(|key| {
            let name = node.attr_or(key, "").to_ascii_lowercase();
            ["date", "time", "pub"].iter().any(|it| name.contains(it))
        })
    };
    let nodes = page.select("h1, [id], [class]");
    let behind = nodes
        .nodes()
        .iter()
        .skip_while(|it| !it.has_name("h1"))
        .skip(1);
    behind.filter(|it| named(it)).find_map(|node| {
        let text = short_text(*node)?;
        let line = text.trim();
        let year = line.find(|c: char| c.is_ascii_digit())?;
        let is_short = line.chars().take(LINE + 1).count() <= LINE;
        day::read(&line[year..]).filter(|_| is_short)
    })
}

/// What the scripts of linked data say; they are read as data and never run.
fn json_ld(page: &Document) -> PageMeta {
    let mut found = PageMeta::default();
    for node in page.select("script[type='application/ld+json']").nodes() {
        let text = node.text();
        let text = text.trim().trim_end_matches(';');
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            gather(&value, &mut found);
        }
    }
    found
}

/// Looks for an article in linked data. serde_json limits its depth.
fn gather(value: &Value, found: &mut PageMeta) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| gather(it, found)),
        Value::Object(fields) => {
            if fields.get("@type").is_some_and(is_article) {
                let text = |key: &str| fields.get(key).and_then(Value::as_str);
                let some = |text: &str| Some(text.trim().to_owned()).filter(|it| !it.is_empty());
                // An encyclopedia's headline is a description, and its name the title.
                if found.titles.is_empty() {
                    let titles = ["headline", "name"].into_iter().filter_map(text);
                    found.titles = titles.filter_map(some).collect();
                }
                found.published = found
                    .published
                    .or_else(|| text("datePublished").and_then(day::read));
                found.author = found
                    .author
                    .take()
                    .or_else(|| fields.get("author").and_then(name));
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.get(key) {
                    gather(inner, found);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_article(kind: &Value) -> bool {
    let is_one = |it: &Value| {
        it.as_str().is_some_and(|it| {
            ["Article", "Posting", "Report"]
                .iter()
                .any(|ending| it.ends_with(ending))
        })
    };
    is_one(kind) || kind.as_array().is_some_and(|it| it.iter().any(is_one))
}

/// The names of one author or several.
fn name(author: &Value) -> Option<String> {
    match author {
        Value::String(name) => Some(name.trim().to_owned()).filter(|it| !it.is_empty()),
        Value::Object(fields) => name(fields.get("name")?),
        Value::Array(all) => {
            let names: Vec<String> = all.iter().filter_map(name).collect();
            Some(names.join(", ")).filter(|it| !it.is_empty())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, title: Option<&str>, author: Option<&str>, published: Option<&str>) {
        let found = read(&Document::from(html));
        assert_eq!(found.titles.first().map(String::as_str), title);
        assert_eq!(found.author.as_deref(), author);
        assert_eq!(found.published, published.and_then(Day::parse));
    }

    #[test]
    fn every_kind_of_metadata() {
        check(
            "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\"}, {\"@type\": \
             [\"NewsArticle\"], \"headline\": \"甲\", \"datePublished\": \"2024-03-05T01:00Z\", \
             \"author\": [{\"name\": \"林溪\"}, \"R. Hale\"]}]}</script>\
             <meta property='og:title' content='乙'>",
            Some("甲"),
            Some("林溪, R. Hale"),
            Some("2024-03-05"),
        );
        check(
            "<meta property='og:title' content='乙'><meta name=Author content='林溪'>\
             <meta property='article:published_time' content='2024-03-06T00:00:00+08:00'>",
            Some("乙"),
            Some("林溪"),
            Some("2024-03-06"),
        );
        check(
            "<p><time datetime='2024-03-07'>上周</time>",
            None,
            None,
            Some("2024-03-07"),
        );
        check(
            "<p><time>2024年3月8日</time>",
            None,
            None,
            Some("2024-03-08"),
        );
        check(
            "<p class='date'>2026-11-23</p><h1>题</h1><p><em id='publish_time'>发布于 2024年03月09日 20:30</em>",
            None,
            None,
            Some("2024-03-09"),
        );
        check(
            "<script type='application/ld+json'>{oops</script><meta name=date content=soon>",
            None,
            None,
            None,
        );
    }
}
