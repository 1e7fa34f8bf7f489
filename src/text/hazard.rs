//! Characters that are no letters to a terminal: those that it obeys, and those that nobody sees.

use std::fmt::{self, Write as _};

/// A character that a terminal would obey instead of showing it, or that changes the direction in which
/// others are read: C0, DEL, C1, the marks of direction and of lines, and what is no character.
pub const fn is_obeyed(c: char) -> bool {
    c.is_ascii_control()
        || matches!(c,
            '\u{80}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{206F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A character that takes no place by itself: joiners, fillers, byte-order marks, tags, selectors.
pub const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Of those that nobody sees, the ones that emoji and some scripts are joined by.
pub const fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{200D}' | '\u{200C}' | '\u{FE0E}' | '\u{FE0F}' | '\u{E0020}'..='\u{E007F}'
    )
}

/// Whether a joiner joins anything behind this character: emoji and the scripts of other letters than
/// ours. Elsewhere it could only hide something; tags belong to one flag alone.
pub const fn joins(first: char, joiner: char) -> bool {
    const FLAG: char = '\u{1F3F4}';
    if matches!(joiner, '\u{E0020}'..='\u{E007F}') {
        return first == FLAG;
    }
    !first.is_ascii_alphabetic() && !super::chars::is_wide_script(first)
}

/// Words of others in a message: what a terminal would obey, and what nobody would see, is spelled out
/// as in `\u{1b}`.
#[derive(Debug, Clone, Copy)]
pub struct Spelled<'a>(pub &'a str);

impl fmt::Display for Spelled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if is_obeyed(c) || is_unseen(c) {
                write!(f, "{}", c.escape_unicode())?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

/// JSON in which such characters are escaped, so that it can be printed anywhere; it says the same.
pub fn inert_json(json: String) -> String {
    inert(json, |text, c| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(text, "\\u{unit:04x}");
        }
    })
}

/// TOML in which such characters are escaped; only comments say something else then.
pub fn inert_toml(toml: String) -> String {
    inert(toml, |text, c| {
        let _ = write!(text, "\\U{:08X}", u32::from(c));
    })
}

/// Joiners stay, but for tags: they are part of what is seen. Line ends and blanks stand between the strings; inside
/// of them they are escaped already.
fn inert(text: String, escape: impl Fn(&mut String, char)) -> String {
    let is_part = |c: char| is_joiner(c) && c < '\u{E0000}';
    let is_hazard = |c: char| match c {
        // Most characters by far.
        '\n' | ' '..='~' | '\u{3400}'..='\u{9FFF}' => false,
        _ => is_obeyed(c) || is_unseen(c) && !is_part(c),
    };
    let (mut inert, mut from) = (String::new(), 0);
    for (at, hazard) in text.match_indices(is_hazard) {
        inert.push_str(&text[from..at]);
        hazard.chars().for_each(|c| escape(&mut inert, c));
        from = at + hazard.len();
    }
    if from == 0 {
        return text;
    }
    inert + &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_obeyed_or_unseen_is_spelled_out() {
        for (text, shown) in [
            ("a\u{1b}[31m.txt", "a\\u{1b}[31m.txt"),
            ("\u{9b}1m\u{7f}", "\\u{9b}1m\\u{7f}"),
            ("a\u{202e}b\u{2028}", "a\\u{202e}b\\u{2028}"),
            ("a\u{200b}b\u{feff}", "a\\u{200b}b\\u{feff}"),
            ("报告 2.txt", "报告 2.txt"),
        ] {
            assert_eq!(Spelled(text).to_string(), shown);
        }
    }

    #[test]
    fn json_says_the_same_without_them() {
        let value = serde_json::json!({ "a": "x\u{1b}\u{9b}\u{202e}\u{200b}\u{e0041}\u{7f}甲👨‍👩" });
        let inert = inert_json(serde_json::to_string_pretty(&value).unwrap());
        assert!(
            inert.contains(r"x\u001b\u009b\u202e\u200b\udb40\udc41\u007f甲👨‍👩"),
            "{inert}"
        );
        let read: serde_json::Value = serde_json::from_str(&inert).unwrap();
        assert_eq!(read, value);
    }
}
