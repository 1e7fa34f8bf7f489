//! From a tree of HTML elements to blocks. Nothing is run, fetched or styled.
//!
//! The caption of a picture is text of the article; what stands for the picture where it cannot be
//! shown (`alt`) is not: most pages repeat there what they say elsewhere.

use super::builder::Builder;
use crate::text::{BlockKind, NoteKind};
use dom_query::NodeRef;

/// What is under way around a place in the tree.
#[derive(Debug, Clone, Default)]
struct Around {
    heading: Option<u8>,
    quotes: usize,
    items: usize,
    code: usize,
    clutter: usize,
    /// The readings of the open ruby element.
    reading: String,
}

/// A step of the walk. It keeps its own stack: pages nest deeper than ours reaches.
enum Step<'a> {
    Enter(NodeRef<'a>),
    /// The end of an element of this role, whose words began there.
    Leave(Role, usize, Option<String>),
}

/// What an element does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Its words stand in the line.
    Inline,
    Link,
    Ruby,
    Block,
    Heading(u8),
    Item,
    Quote,
    Code,
    Clutter,
    Cell,
    Break,
    Reading,
    Hidden,
}

/// Adds the text under `root` to the document in the making.
pub(super) fn read(builder: &mut Builder, root: NodeRef<'_>) {
    let mut around = Around::default();
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => words(builder, &around, &node.text()),
            Step::Enter(node) => enter(builder, &mut around, &mut steps, &node),
            Step::Leave(role, from, address) => {
                leave(builder, &mut around, role, from, address.as_deref());
            }
        }
    }
    builder.close(around.kind());
}

fn words(builder: &mut Builder, around: &Around, words: &str) {
    if 0 < around.code {
        builder.raw(&words.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        builder.words(words);
    }
}

fn enter<'a>(
    builder: &mut Builder,
    around: &mut Around,
    steps: &mut Vec<Step<'a>>,
    node: &NodeRef<'a>,
) {
    let role = role(node);
    match role {
        Role::Hidden => return,
        Role::Reading => {
            around.reading.push_str(node.text().trim());
            return;
        }
        Role::Break if 0 < around.code => return builder.raw("\n"),
        Role::Break => return builder.close(around.kind()),
        Role::Cell => builder.cell(),
        Role::Ruby => around.reading.clear(),
        Role::Inline | Role::Link => {}
        Role::Block | Role::Heading(_) | Role::Item | Role::Quote | Role::Code | Role::Clutter => {
            builder.close(around.kind());
        }
    }
    around.open(role);
    let address = (role == Role::Link).then(|| node.attr("href")).flatten();
    let address = address.filter(|it| it.starts_with("http"));
    steps.push(Step::Leave(
        role,
        builder.len(),
        address.map(|it| it.to_string()),
    ));
    let children = node.children_it(true).map(Step::Enter);
    steps.extend(children);
}

fn leave(
    builder: &mut Builder,
    around: &mut Around,
    role: Role,
    from: usize,
    address: Option<&str>,
) {
    match role {
        Role::Link => builder.note(from, NoteKind::Link, address.unwrap_or_default()),
        Role::Ruby => {
            let reading = std::mem::take(&mut around.reading);
            builder.note(from, NoteKind::Reading, &reading);
        }
        Role::Inline | Role::Cell | Role::Break | Role::Reading | Role::Hidden => {}
        Role::Block | Role::Heading(_) | Role::Item | Role::Quote | Role::Code | Role::Clutter => {
            builder.close(around.kind());
        }
    }
    around.close(role);
}

impl Around {
    fn open(&mut self, role: Role) {
        if let Role::Heading(level) = role {
            self.heading = Some(level);
        } else if let Some(count) = self.count(role) {
            *count += 1;
        }
    }

    fn close(&mut self, role: Role) {
        if let Role::Heading(_) = role {
            self.heading = None;
        } else if let Some(count) = self.count(role) {
            *count -= 1;
        }
    }

    fn count(&mut self, role: Role) -> Option<&mut usize> {
        match role {
            Role::Quote => Some(&mut self.quotes),
            Role::Item => Some(&mut self.items),
            Role::Code => Some(&mut self.code),
            Role::Clutter => Some(&mut self.clutter),
            Role::Inline
            | Role::Link
            | Role::Ruby
            | Role::Block
            | Role::Heading(_)
            | Role::Cell
            | Role::Break
            | Role::Reading
            | Role::Hidden => None,
        }
    }

    /// What a block is that ends here.
    fn kind(&self) -> BlockKind {
        match self.heading {
            _ if 0 < self.clutter => BlockKind::Clutter,
            Some(level) => BlockKind::Heading(level),
            None if 0 < self.code => BlockKind::Code,
            None if 0 < self.quotes => BlockKind::Quote,
            None if 0 < self.items => BlockKind::Item,
            None => BlockKind::Paragraph,
        }
    }
}

fn role(node: &NodeRef<'_>) -> Role {
    let Some(name) = node.node_name() else {
        return if node.is_document() || node.is_fragment() {
            Role::Block
        } else {
            Role::Hidden
        };
    };
    match &*name {
        "script" | "style" | "noscript" | "template" | "head" | "iframe" | "object" | "svg"
        | "select" | "button" | "textarea" | "input" | "rp" | "title" | "audio" | "video"
        | "canvas" | "datalist" => Role::Hidden,
        _ if is_hidden(node) => Role::Hidden,
        _ if is_reference_list(node) => Role::Clutter,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "a" => Role::Link,
        "ruby" => Role::Ruby,
        "rt" | "rtc" => Role::Reading,
        "br" | "hr" => Role::Break,
        "td" | "th" => Role::Cell,
        "li" | "dt" | "dd" => Role::Item,
        "blockquote" => Role::Quote,
        "pre" | "listing" | "xmp" => Role::Code,
        "nav" | "footer" | "aside" | "form" | "menu" => Role::Clutter,
        "p" | "div" | "section" | "article" | "main" | "header" | "body" | "html" | "ul" | "ol"
        | "dl" | "table" | "tr" | "thead" | "tbody" | "tfoot" | "caption" | "figure"
        | "figcaption" | "address" | "details" | "summary" | "fieldset" | "center" | "hgroup" => {
            Role::Block
        }
        _ => Role::Inline,
    }
}

/// Whether the page says that readers do not see it.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node.attr("style").is_some_and(|it| {
            let style: String = it.chars().filter(|c| !c.is_whitespace()).collect();
            style.to_ascii_lowercase().contains("display:none")
        })
}

/// Whether it lists what an encyclopedia refers to: titles and dates of others.
fn is_reference_list(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "");
    let mut names = class.split_ascii_whitespace();
    names.any(|it| matches!(it, "reflist" | "references" | "refbegin"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Meta};

    fn document(html: &str) -> Document {
        let mut builder = Builder::default();
        read(&mut builder, dom_query::Document::from(html).root());
        builder.finish(Meta::default())
    }

    /// One letter a block, its kind, before its words.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let document = document(html);
        let letter = |kind| match kind {
            BlockKind::Heading(level) => char::from(b'0' + level),
            BlockKind::Paragraph => 'p',
            BlockKind::Item => 'i',
            BlockKind::Quote => 'q',
            BlockKind::Code => 'c',
            BlockKind::Clutter => '~',
        };
        let blocks = document.blocks().iter();
        let found: Vec<String> = blocks
            .map(|it| format!("{} {}", letter(it.kind), document.slice(it.span)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn elements_are_blocks() {
        check(
            "<h2>标题</h2><p>一<b>段</b>\n话</p>裸字<div>又<br>一行</div>",
            &["2 标题", "p 一段话", "p 裸字", "p 又", "p 一行"],
        );
        check("<ul><li>a<li>b <i>c</i></ul>", &["i a", "i b c"]);
        check(
            "<blockquote><p>x</blockquote><pre>let\n  y;</pre>",
            &["q x", "c let\n  y;"],
        );
        check("<table><tr><td>a<td>b<tr><td>c</table>", &["p a  b", "p c"]);
        check(
            "<nav>home</nav><p>AT&amp;T &#20013;</p>",
            &["~ home", "p AT&T 中"],
        );
    }

    #[test]
    fn what_is_not_shown_is_no_text() {
        check(
            "<title>t</title><script>x()</script><style>p{}</style><!-- c --><p hidden>a</p>\
             <p style='display : none'>b</p><noscript>d</noscript><p>e</p>",
            &["p e"],
        );
    }

    #[test]
    fn readings_and_addresses_stand_apart() {
        let document = document(
            "<p>访<ruby>脉<rp>(</rp><rt>mài</rt>络<rt>luò</rt></ruby>与 \
             <a href='https://example.org/x'>别处</a><a href='#n'>注</a></p>",
        );
        assert_eq!(document.text(), "访脉络与 别处注");
        let notes = document.notes().iter();
        let notes: Vec<_> = notes
            .map(|it| (document.slice(it.span), it.text.as_str()))
            .collect();
        assert_eq!(
            notes,
            [("脉络", "màiluò"), ("别处", "https://example.org/x")]
        );
    }

    #[test]
    fn a_page_may_nest_as_deep_as_it_likes() {
        let html = format!("{}深处{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
        check(&html, &["p 深处"]);
    }
}
