//! The only file that measures text for the screen, and the only way of text to it.
//!
//! Bytes, characters and columns are three different numbers: 甲a is 4 bytes, 2 characters and 3
//! columns. What a terminal would obey or lose instead of showing it (control characters, changes
//! of direction, marks without width) is turned into something visible here or dropped, so that
//! nothing of a text can act on the terminal.

use super::chars;
use super::hazard::{is_joiner, is_obeyed, is_unseen, joins};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks that may sit on one character; a stack of more is cut.
const MARKS: usize = 8;

/// How wide this terminal draws characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Metric {
    /// Whether “ ” … — · and their like take two columns.
    pub ambiguous_wide: bool,
}

/// What stands in a few neighboring cells: one user-perceived character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The byte of the text at which it starts.
    pub at: usize,
    /// How many bytes of the text it stands for.
    pub len: usize,
    /// What to show; empty if nothing.
    pub shown: Cow<'a, str>,
    /// How many columns that takes.
    pub columns: usize,
}

impl Glyph<'_> {
    /// One past the last byte of the text it stands for.
    pub const fn end(&self) -> usize {
        self.at + self.len
    }

    /// Whether it shows several plain characters, a cell each, instead of one character.
    pub fn is_spelled(&self) -> bool {
        1 < self.columns && self.shown.len() == self.columns
    }
}

impl Metric {
    /// The glyphs of a text, from left to right; together they stand for all of it.
    pub fn glyphs(self, text: &str) -> impl Iterator<Item = Glyph<'_>> {
        let mut at = 0;
        let mut before = None;
        std::iter::from_fn(move || {
            let rest = &text[at..];
            let len = cluster_len(rest)?;
            let cluster = &rest[..len];
            let glyph = self.glyph(cluster, at, before, &rest[len..]);
            before = cluster.chars().next_back();
            at += len;
            Some(glyph)
        })
    }

    /// The columns of a text.
    pub fn width(self, text: &str) -> usize {
        if text.bytes().all(|it| (0x20..0x7F).contains(&it)) {
            return text.len();
        }
        self.glyphs(text).map(|it| it.columns).sum()
    }

    /// A text as it may be sent to a terminal: file names, titles, messages.
    pub fn safe(self, text: &str) -> String {
        self.glyphs(text).map(|it| it.shown).collect()
    }

    /// The text cut to that many columns, with … at its end if something was cut.
    pub fn fit(self, text: &str, columns: usize) -> String {
        if self.width(text) <= columns {
            return self.safe(text);
        }
        let ellipsis = self.width("…");
        let mut shown = String::new();
        let mut left = columns.saturating_sub(ellipsis);
        for glyph in self.glyphs(text) {
            if left < glyph.columns {
                break;
            }
            left -= glyph.columns;
            shown.push_str(&glyph.shown);
        }
        if ellipsis <= columns {
            shown.push('…');
        }
        shown
    }

    /// The glyph of a cluster that stands at `at`, between the character `before` and the text
    /// `after`.
    fn glyph<'a>(
        self,
        cluster: &'a str,
        at: usize,
        before: Option<char>,
        after: &str,
    ) -> Glyph<'a> {
        let shown = shown(cluster, before, after);
        let columns = match &shown {
            Cow::Borrowed(text) => self.cluster_columns(text),
            Cow::Owned(text) => text.width(),
        };
        // What takes no column cannot be shown.
        let shown = if columns == 0 {
            Cow::Borrowed("")
        } else {
            shown
        };
        Glyph {
            at,
            len: cluster.len(),
            shown,
            columns,
        }
    }

    fn cluster_columns(self, cluster: &str) -> usize {
        let mut rest = cluster.chars();
        let Some(first) = rest.next() else { return 0 };
        if rest.next().is_some() {
            return cluster.width();
        }
        match first {
            // Sound marks of half width are letters of their own.
            ' '..='~' | '\u{FF9E}' | '\u{FF9F}' => 1,
            _ if chars::is_han(first) => 2,
            _ if self.ambiguous_wide => first.width_cjk().unwrap_or(0),
            _ => first.width().unwrap_or(0),
        }
    }
}

/// Bytes of the first cluster, or `None` at the end.
fn cluster_len(text: &str) -> Option<usize> {
    let mut rest = text.chars();
    let first = rest.next()?;
    // Nearly all characters stand alone; the rules for clusters are ten times slower.
    if is_simple(first) && rest.next().is_none_or(is_simple) {
        return Some(first.len_utf8());
    }
    text.graphemes(true).next().map(str::len)
}

/// Never part of a cluster with another such character.
const fn is_simple(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{3029}' | '\u{3040}'..='\u{3096}'
        | '\u{30A0}'..='\u{30FF}' | '！'..='～' | '‘'..='”' | '\u{2014}' | '…' | '·')
}

/// What to show for a cluster.
fn shown<'a>(cluster: &'a str, before: Option<char>, after: &str) -> Cow<'a, str> {
    let Some(first) = cluster.chars().next() else {
        return Cow::Borrowed("");
    };
    if first == '\n' || first == '\r' {
        return line_end(before, after.chars().next());
    }
    if let Some(mark) = mark_of(first) {
        return mark;
    }
    if cluster.len() == first.len_utf8() {
        return Cow::Borrowed(if is_unseen(first) { "" } else { cluster });
    }
    let is_foreign = |c: char| is_obeyed(c) || is_unseen(c) && !(is_joiner(c) && joins(first, c));
    let n_chars = cluster.chars().count();
    if n_chars <= MARKS && !cluster.chars().any(is_foreign) {
        return Cow::Borrowed(cluster);
    }
    let kept = cluster.chars().filter(|&c| !is_foreign(c));
    Cow::Owned(kept.take(1 + MARKS).collect())
}

/// A line end inside a block only continues the line: a blank between words, nothing between Han.
fn line_end(before: Option<char>, after: Option<char>) -> Cow<'static, str> {
    let is_wide = |c: Option<char>| c.is_some_and(|c| c.width() == Some(2));
    Cow::Borrowed(if is_wide(before) && is_wide(after) {
        ""
    } else {
        " "
    })
}

/// The visible mark of a character that a terminal would obey.
fn mark_of(c: char) -> Option<Cow<'static, str>> {
    let code = u32::from(c);
    Some(match c {
        '\t' => Cow::Borrowed("    "),
        '\0'..='\u{1F}' => Cow::Owned(char::from_u32(0x2400 + code)?.to_string()),
        '\u{7F}' => Cow::Borrowed("\u{2421}"),
        '\u{80}'..='\u{9F}' => Cow::Owned(format!("<{code:02X}>")),
        '\u{2028}' | '\u{2029}' => Cow::Borrowed(" "),
        _ if is_obeyed(c) => Cow::Owned(format!("<{code:04X}>")),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Metric = Metric {
        ambiguous_wide: false,
    };

    #[test]
    fn columns_are_neither_bytes_nor_characters() {
        for (text, columns) in [
            ("", 0),
            ("甲a", 3),
            ("，。", 4),
            ("“…—·", 4),
            ("ｶﾞ", 2),
            ("e\u{301}", 1),
            ("👨‍👩‍👧", 2),
            ("🇨🇳", 2),
            ("\u{200B}a\u{FEFF}", 1),
        ] {
            assert_eq!(NARROW.width(text), columns, "{text:?}");
        }
        let wide = Metric {
            ambiguous_wide: true,
        };
        assert_eq!(wide.width("“…—·"), 8);
        assert_eq!(wide.width("甲a"), 3);
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_as_a_mark() {
        for (text, shown) in [
            ("a\u{1B}[31mb", "a␛[31mb"),
            ("\u{7F}\0", "␡␀"),
            ("\u{9B}1m", "<9B>1m"),
            ("a\u{202E}b\u{2066}", "a<202E>b<2066>"),
            ("a\tb", "a    b"),
            ("甲\n乙", "甲乙"),
            ("a\r\nb", "a b"),
            ("a\u{2028}b", "a b"),
            ("\u{FEFF}a\u{AD}b", "ab"),
        ] {
            assert_eq!(NARROW.safe(text), shown, "{text:?}");
        }
    }

    #[test]
    fn a_stack_of_marks_is_cut() {
        let text = format!("a{}", "\u{301}".repeat(100_000));
        assert_eq!(NARROW.safe(&text).chars().count(), 9);
        assert_eq!(NARROW.glyphs(&text).next().unwrap().len, text.len());
    }

    #[test]
    fn a_cut_text_fits() {
        for (text, columns, shown) in [
            ("阿里巴巴", 8, "阿里巴巴"),
            ("阿里巴巴", 7, "阿里巴…"),
            ("阿里巴巴", 6, "阿里…"),
            ("a里b", 2, "a…"),
            ("a里b", 1, "…"),
            ("a里b", 0, ""),
            ("\u{1B}]0;x", 3, "␛]…"),
        ] {
            assert_eq!(NARROW.fit(text, columns), shown);
            assert!(NARROW.width(shown) <= columns);
        }
    }

    #[test]
    fn glyphs_stand_for_the_whole_text() {
        let text = "a\u{301}\u{202E}🇨🇳🇨\t甲\u{200D}“乙”\r\n";
        let mut at = 0;
        for glyph in NARROW.glyphs(text) {
            assert_eq!(glyph.at, at);
            at = glyph.end();
        }
        assert_eq!(at, text.len());
    }
}
