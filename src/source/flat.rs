//! Web pages that nest too deep for a tree, or make too large a one: read tag by tag, in linear time.

use super::builder::Builder;
use crate::text::BlockKind;

/// Elements within elements beyond which building a tree takes quadratic time.
const DEEPEST: usize = 2_000;

/// How many elements all tags of a page stand within, taken together: the parser looks through as many
/// for where an element ends. A page of ten megabytes has a few million.
const MOST_STEPS: usize = 20_000_000;

/// Elements that hold no text of the page; all up to their end is passed over.
const HIDDEN: [&str; 7] = [
    "script", "style", "noscript", "template", "title", "textarea", "svg",
];

/// Elements that hold nothing, or need no end.
const OPEN_ENDED: [&str; 20] = [
    "br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source",
    "track", "p", "li", "td", "tr", "th", "dt", "dd",
];

/// Elements that stand in the line; all others begin and end a block.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Start(String),
    End(String),
}

/// The pieces of a page, each found once.
#[derive(Debug)]
struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(tag) = self.rest.strip_prefix('<') else {
                return Some(self.text(0));
            };
            if let Some(comment) = tag.strip_prefix("!--") {
                self.rest = behind(comment, "-->");
            } else if tag.starts_with(['!', '?']) {
                self.rest = behind(tag, ">");
            } else if tag
                .trim_start_matches('/')
                .starts_with(|c: char| c.is_ascii_alphabetic())
            {
                return Some(self.tag(tag));
            } else {
                return Some(self.text(1));
            }
        }
    }
}

impl<'a> Pieces<'a> {
    /// The text up to the next tag, which is looked for behind `from`.
    fn text(&mut self, from: usize) -> Piece<'a> {
        let end = self.rest[from..]
            .find('<')
            .map_or(self.rest.len(), |at| at + from);
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Piece::Text(text)
    }

    /// A tag, whose inside this is.
    fn tag(&mut self, tag: &'a str) -> Piece<'a> {
        let is_end = tag.starts_with('/');
        let words = tag.trim_start_matches('/');
        let length = words
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(words.len());
        let name = words[..length].to_ascii_lowercase();
        let mut quote = None;
        let end = words.find(|c| match quote {
            Some(open) => {
                if c == open {
                    quote = None;
                }
                false
            }
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                false
            }
            None => c == '>',
        });
        // A quote that never ends is no quote.
        let end = end.or_else(|| words.find('>'));
        self.rest = end.map_or("", |at| &words[at + 1..]);
        if is_end {
            return Piece::End(name);
        }
        if HIDDEN.contains(&name.as_str()) {
            self.rest = behind_end(self.rest, &name);
        }
        Piece::Start(name)
    }
}

/// What stands behind the end of an element; nothing if it never ends.
fn behind_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest
            .get(..name.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(name))
        {
            return behind(rest, ">");
        }
    }
    ""
}

/// What stands behind the first `mark`; nothing if there is none.
fn behind<'a>(text: &'a str, mark: &str) -> &'a str {
    text.find(mark).map_or("", |at| &text[at + mark.len()..])
}

/// Whether a page nests too deep for a tree.
pub(super) fn is_needed(html: &str) -> bool {
    let (mut depth, mut deepest, mut steps) = (0_usize, 0, 0_usize);
    for piece in (Pieces { rest: html }) {
        steps = steps.saturating_add(depth);
        match piece {
            Piece::Start(name) if !OPEN_ENDED.contains(&name.as_str()) => depth += 1,
            Piece::End(name) if !OPEN_ENDED.contains(&name.as_str()) => {
                depth = depth.saturating_sub(1);
            }
            Piece::Start(_) | Piece::End(_) | Piece::Text(_) => {}
        }
        deepest = deepest.max(depth);
    }
    DEEPEST < deepest || MOST_STEPS < steps
}

/// Adds the text of a page, in blocks, to the document in the making.
pub(super) fn read(builder: &mut Builder, html: &str) {
    let mut kind = BlockKind::Paragraph;
    for piece in (Pieces { rest: html }) {
        match piece {
            Piece::Text(text) => builder.words(&resolved(text)),
            Piece::Start(name) | Piece::End(name) if is_in_line(&name) => {}
            Piece::Start(name) => {
                builder.close(kind);
                kind = kind_of(&name);
            }
            Piece::End(_) => {
                builder.close(kind);
                kind = BlockKind::Paragraph;
            }
        }
    }
    builder.close(kind);
}

/// Whether an element makes no block.
fn is_in_line(name: &str) -> bool {
    INLINE.contains(&name) || HIDDEN.contains(&name)
}

fn kind_of(name: &str) -> BlockKind {
    match name {
        "h1" => BlockKind::Heading(1),
        "h2" => BlockKind::Heading(2),
        "h3" => BlockKind::Heading(3),
        "h4" | "h5" | "h6" => BlockKind::Heading(4),
        "li" | "dt" | "dd" => BlockKind::Item,
        "blockquote" => BlockKind::Quote,
        _ => BlockKind::Paragraph,
    }
}

/// The text with its entities resolved; what is none is left alone.
fn resolved(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let window = &after[..after.floor_char_boundary(32)];
        let name = window.find(';').map(|end| &after[1..end]);
        if let Some((name, found)) = name.and_then(|it| Some((it, character(it)?))) {
            plain.push_str(&found);
            rest = &after[name.len() + 2..];
        } else {
            plain.push('&');
            rest = &after[1..];
        }
    }
    plain.push_str(rest);
    plain
}

/// What the name or number of an entity stands for.
fn character(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        let reference = format!("&{name};");
        let found = html_escape::decode_html_entities(&reference);
        return (found != reference.as_str()).then(|| found.into_owned());
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    Some(char::from_u32(number.ok()?)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;

    #[test]
    fn tags_are_read_one_by_one() {
        let mut builder = Builder::default();
        read(
            &mut builder,
            "<!DOCTYPE html><!-- <p>no --><title>t</title><h2 class='a>b'>标&#39064;</h2>一<b>段</b>&amp; 1 < 2\
             <script>if (a<b) {}</script><ul><li>x &bogus; y</ul><p>end",
        );
        let document = builder.finish(Meta::default());
        assert_eq!(document.text(), "标题\n\n一段& 1 < 2\n\nx &bogus; y\n\nend");
        assert_eq!(document.blocks()[0].kind, BlockKind::Heading(2));
        assert_eq!(document.blocks()[2].kind, BlockKind::Item);
    }

    #[test]
    fn only_depth_needs_it() {
        assert!(!is_needed(&"<p><li><td><br><b>x</b>".repeat(10_000)));
        assert!(is_needed(&"<div>".repeat(3_000)));
        let (deep, many) = ("<div>".repeat(1_500), "<p>x".repeat(50_000));
        assert!(!is_needed(&many) && !is_needed(&deep));
        assert!(is_needed(&(deep + &many)));
        assert!(!is_needed(&"<p><b>x</b> <a>y</a>".repeat(100_000)));
        assert!(!is_needed("<a href=\"never ends><b>"));
    }
}
