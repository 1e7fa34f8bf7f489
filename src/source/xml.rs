//! XML as Office and e-books write it: names without prefixes, text with its entities.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What a document consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element begins; `true` if it ends at once.
    Start(Element, bool),
    /// An element of this name ends.
    End(String),
    Text(String),
}

/// An element's name and attributes, without their prefixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|it| it.0 == name)?;
        Some(&found.1)
    }
}

/// Calls `each` with everything in an XML document; an error says what is wrong with it. What was
/// read before the error has been handed over.
pub(super) fn walk(xml: &str, mut each: impl FnMut(Node)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        let event = reader
            .read_event()
            .map_err(|err| format!("its XML is damaged ({err})"))?;
        match event {
            Event::Start(tag) => each(Node::Start(element(&tag), false)),
            Event::Empty(tag) => each(Node::Start(element(&tag), true)),
            Event::End(tag) => each(Node::End(tag.local_name().as_ref().to_owned())),
            Event::Text(text) => each(Node::Text(text.xml10_content().into_owned())),
            Event::CData(text) => each(Node::Text(text.xml10_content().into_owned())),
            // Entities stand apart from the text around them.
            Event::GeneralRef(entity) => each(Node::Text(resolved(&entity))),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn element(tag: &BytesStart<'_>) -> Element {
    let mut attributes = Vec::new();
    for it in tag.attributes().with_checks(false).flatten() {
        let value = quick_xml::escape::unescape(&it.value);
        let value = value.map_or_else(|_| it.value.to_string(), Into::into);
        attributes.push((it.key.local_name().as_ref().to_owned(), value));
    }
    Element {
        name: tag.local_name().as_ref().to_owned(),
        attributes,
    }
}

/// The text that a reference stands for. Entities that the document defines itself are left alone: they
/// may stand for more than there is memory.
fn resolved(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name: &str = entity;
    quick_xml::escape::resolve_xml_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_part_of_the_text() {
        let (mut text, mut value) = (String::new(), None);
        let walked = walk(
            "<w:a x:b='1 &lt; 2'>AT&amp;T &#20013;<c/>&lol;</w:a>",
            |node| match node {
                Node::Text(words) => text.push_str(&words),
                Node::Start(element, _) if element.name == "a" => {
                    value = element.get("b").map(str::to_owned);
                }
                Node::Start(..) | Node::End(_) => {}
            },
        );
        assert_eq!(walked, Ok(()));
        assert_eq!(
            (text.as_str(), value.as_deref()),
            ("AT&T 中&lol;", Some("1 < 2"))
        );
        assert!(walk("<a", |_| ()).is_err());
    }
}
