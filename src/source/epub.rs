//! E-books (EPUB 2 and 3): the chapters in reading order.

use super::archive::Archive;
use super::builder::Builder;
use super::decode::decode;
use super::xml::{self, Element, Node};
use super::{day, flat, markup, page_tree};
use crate::model::PublishedFrom;
use crate::text::{Document, Meta};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Where every e-book says what it consists of.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// Lists what of the book is encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// Tags of the largest chapter that is read, and of all chapters together.
const MOST_TAGS: usize = 200_000;
const MOST_TAGS_OF_ALL: usize = 1_000_000;

/// What the package file says.
#[derive(Debug, Default)]
struct Package {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    /// Path and media type by id.
    files: HashMap<String, (String, String)>,
    /// Ids in reading order.
    spine: Vec<String>,
}

/// Reads a book, or says why it cannot be read.
pub(super) fn read(mut archive: Archive<'_>, meta: Meta) -> Result<Document, String> {
    let container = text(&mut archive, CONTAINER)?;
    let path = root_file(&container).ok_or("its container names no book")?;
    let package = package(&text(&mut archive, &path)?)?;
    let mut meta = Meta {
        encoding: "UTF-8",
        title: package.title.clone().or(meta.title),
        author: package.author.clone().or(meta.author),
        published: meta.published.or_else(|| {
            let day = day::read(package.date.as_deref()?)?;
            Some((day, PublishedFrom::Metadata))
        }),
        ..meta
    };
    let mut builder = Builder::default();
    chapters(&mut archive, &package, &path, &mut builder, &mut meta)?;
    if builder.is_empty() {
        let missing = meta.remarks.into_iter().next();
        return Err(missing.unwrap_or_else(|| "it holds no text".to_owned()));
    }
    Ok(builder.finish(meta))
}

/// Adds all chapters. One that is damaged is left out, with a remark.
fn chapters(
    archive: &mut Archive<'_>,
    package: &Package,
    path: &str,
    builder: &mut Builder,
    meta: &mut Meta,
) -> Result<(), String> {
    if package.spine.is_empty() {
        return Err("it names no chapters (its spine is empty)".to_owned());
    }
    if encrypts_text(archive) {
        return Err("it is encrypted".to_owned());
    }
    let mut left = MOST_TAGS_OF_ALL;
    let mut seen = HashSet::new();
    for id in &package.spine {
        let Some((href, kind)) = package.files.get(id) else {
            continue;
        };
        let name = beside(path, href);
        if !kind.contains("html") || !seen.insert(name.clone()) {
            continue;
        }
        let Some(bytes) = archive.entry(&name)? else {
            meta.remarks
                .push(format!("it has no {name}, which it names as a chapter"));
            continue;
        };
        let tags = memchr::memchr_iter(b'<', &bytes).count();
        if MOST_TAGS.min(left) < tags {
            return Err("it has more tags than any book: it may be a bomb".to_owned());
        }
        left -= tags;
        builder.part(&name);
        let chapter = decode(&bytes);
        meta.replaced += chapter.replaced;
        add(builder, &chapter.text);
    }
    Ok(())
}

/// Adds a chapter; tag by tag, if it makes no tree that is as large as it is.
fn add(builder: &mut Builder, xhtml: &str) {
    let tree = (!flat::is_needed(xhtml)).then(|| page_tree::of(&as_html(xhtml)));
    match tree.flatten() {
        Some(tree) => markup::read(builder, tree.root()),
        None => flat::read(builder, xhtml),
    }
}

/// XHTML as HTML means it: `<title/>` and `<script …/>` are empty in the one, and would swallow the
/// chapter in the other; no document type defines entities, and there are no CDATA sections.
fn as_html(xhtml: &str) -> String {
    let text = without_sections(without_type(xhtml));
    let mut mended = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(end) = rest.find("/>") {
        let (tag, after) = rest.split_at(end);
        mended.push_str(tag);
        let name = tag.rsplit_once('<').map_or("", |it| it.1);
        let name = name
            .split(|c: char| c.is_whitespace())
            .next()
            .unwrap_or_default();
        if matches!(
            name,
            "title" | "script" | "style" | "textarea" | "iframe" | "a" | "div" | "p" | "span"
        ) {
            mended.push_str("></");
            mended.push_str(name);
            mended.push('>');
        } else {
            mended.push_str("/>");
        }
        rest = &after[2..];
    }
    mended.push_str(rest);
    mended
}

/// What stands behind the document type, if the file begins with one.
fn without_type(xhtml: &str) -> &str {
    let Some((before, after)) = xhtml.split_once("<!DOCTYPE") else {
        return xhtml;
    };
    if before.contains("<html") {
        return xhtml;
    }
    // It may define entities, in brackets.
    let has_brackets = after
        .find(['[', '>'])
        .is_some_and(|at| after[at..].starts_with('['));
    let defined = after.find(']').filter(|_| has_brackets).unwrap_or(0);
    let end = after[defined..].find('>');
    end.map_or(after, |it| &after[defined + it + 1..])
}

/// The text with its CDATA sections as plain text.
fn without_sections(xhtml: &str) -> Cow<'_, str> {
    const OPEN: &str = "<![CDATA[";
    if !xhtml.contains(OPEN) {
        return Cow::Borrowed(xhtml);
    }
    let mut text = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    while let Some((before, after)) = rest.split_once(OPEN) {
        text.push_str(before);
        let (section, behind) = after.split_once("]]>").unwrap_or((after, ""));
        text.push_str(&html_escape::encode_text(section));
        rest = behind;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The text of an entry that has to be there.
fn text(archive: &mut Archive<'_>, name: &str) -> Result<String, String> {
    let bytes = archive
        .entry(name)?
        .ok_or_else(|| format!("it has no {name}"))?;
    Ok(decode(&bytes).text)
}

/// Whether chapters are encrypted. That fonts are is usual, and no matter.
fn encrypts_text(archive: &mut Archive<'_>) -> bool {
    let Ok(Some(bytes)) = archive.entry(ENCRYPTION) else {
        return false;
    };
    let mut found = false;
    let walked = xml::walk(&decode(&bytes).text, |node| {
        if let Node::Start(element, _) = node
            && element.name == "CipherReference"
        {
            let path = element.get("URI").unwrap_or_default().to_ascii_lowercase();
            let path = path.split(['#', '?']).next().unwrap_or_default();
            let ending = path.rsplit_once('.').map_or("", |it| it.1);
            found |= matches!(ending, "html" | "xhtml" | "htm" | "xml");
        }
    });
    found && walked.is_ok()
}

/// The path of the package file.
fn root_file(container: &str) -> Option<String> {
    let mut found = None;
    let walked = xml::walk(container, |node| {
        if let Node::Start(element, _) = node
            && element.name == "rootfile"
            && found.is_none()
        {
            found = element.get("full-path").map(str::to_owned);
        }
    });
    walked.ok().and(found)
}

fn package(opf: &str) -> Result<Package, String> {
    let mut package = Package::default();
    let mut field: Option<String> = None;
    let mut words = String::new();
    xml::walk(opf, |node| match node {
        Node::Start(element, is_empty) => {
            package.take(&element);
            if !is_empty && matches!(element.name.as_str(), "title" | "creator" | "date") {
                field = Some(element.name);
                words.clear();
            }
        }
        Node::Text(text) if field.is_some() => words.push_str(&text),
        Node::End(name) if field.as_ref() == Some(&name) => {
            field = None;
            package.say(&name, words.trim());
        }
        Node::Text(_) | Node::End(_) => {}
    })?;
    Ok(package)
}

impl Package {
    /// Takes an element of the manifest or the spine.
    fn take(&mut self, element: &Element) {
        let get = |name| element.get(name).unwrap_or_default().to_owned();
        match element.name.as_str() {
            "item" => {
                self.files
                    .insert(get("id"), (get("href"), get("media-type")));
            }
            "itemref" if element.get("linear") != Some("no") => self.spine.push(get("idref")),
            _ => {}
        }
    }

    /// Takes a field of the metadata; the first of its kind holds, several authors are joined.
    fn say(&mut self, name: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        match (name, &mut self.author) {
            ("title", _) => _ = self.title.get_or_insert_with(|| words.to_owned()),
            ("date", _) => _ = self.date.get_or_insert_with(|| words.to_owned()),
            ("creator", Some(author)) => {
                author.push_str(", ");
                author.push_str(words);
            }
            ("creator", author) => *author = Some(words.to_owned()),
            _ => {}
        }
    }
}

/// The path of `href` as seen from the file at `path`.
fn beside(path: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |it| it.0);
    let mut parts: Vec<&str> = Vec::new();
    let decoded = without_percents(href);
    let folder = if decoded.starts_with('/') { "" } else { folder };
    for part in folder.split('/').chain(decoded.split('/')) {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and the like as the bytes that they stand for.
fn without_percents(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        match digits.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_package() {
        for (path, href, expected) in [
            (
                "OEBPS/content.opf",
                "text/a%20b.xhtml#x",
                "OEBPS/text/a b.xhtml",
            ),
            ("content.opf", "../a.xhtml", "a.xhtml"),
            ("a/b.opf", "../%E7%AB%A0.html", "章.html"),
            ("a/b.opf", "/c.html", "c.html"),
            ("a/b.opf", "100%", "a/100%"),
        ] {
            assert_eq!(beside(path, href), expected);
        }
    }

    #[test]
    fn empty_elements_swallow_nothing() {
        let mended =
            as_html("<!DOCTYPE html [<!ENTITY a 'x'>]><head><title/></head><p>a<br/>b</p>");
        assert_eq!(mended, "<head><title></title></head><p>a<br/>b</p>");
    }

    #[test]
    fn what_xhtml_alone_has_is_no_text_and_swallows_none() {
        for (xhtml, html) in [
            ("<!DOCTYPE html><html>一", "<html>一"),
            (
                "<?xml?><!DOCTYPE html [ <!ENTITY a 'x'> ] ><html>一]></html>",
                "<html>一]></html>",
            ),
            (
                "<html>一<![CDATA[a<b & <!DOCTYPE x>]]>二",
                "<html>一a&lt;b &amp; &lt;!DOCTYPE x&gt;二",
            ),
            ("<html>一<![CDATA[二", "<html>一二"),
            ("<!DOCTYPE html", " html"),
        ] {
            assert_eq!(as_html(xhtml), html);
        }
    }
}
