//! Keys: as the terminal reports them, as files and `--keys` write them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// A key with the modifiers that count. Shift is part of the character, so that `G` is one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// Keys with a name.
const NAMES: [(&str, KeyCode); 19] = [
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("lt", KeyCode::Char('<')),
    ("gt", KeyCode::Char('>')),
    ("bs", KeyCode::Backspace),
];

impl Key {
    /// The key of a character.
    pub const fn char(c: char) -> Key {
        Key {
            code: KeyCode::Char(c),
            ctrl: false,
            alt: false,
        }
    }

    /// The key of a named code.
    pub const fn code(code: KeyCode) -> Key {
        Key {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// The key that was pressed.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "all other keys are themselves"
    )]
    pub fn pressed(event: KeyEvent) -> Key {
        let has = |modifier| event.modifiers.contains(modifier);
        let code = match event.code {
            KeyCode::Tab if has(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        Key {
            code,
            ctrl: has(KeyModifiers::CONTROL),
            alt: has(KeyModifiers::ALT),
        }
    }

    /// The key that is meant if a Chinese input method is left on: `？` is `?`, `、` is `/`.
    #[must_use]
    pub fn unshaped(self) -> Key {
        let KeyCode::Char(c) = self.code else {
            return self;
        };
        let plain = match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '、' => '/',
            '。' => '.',
            '【' | '「' => '[',
            '】' | '」' => ']',
            '『' => '{',
            '』' => '}',
            '《' => '<',
            '》' => '>',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '·' => '`',
            '￥' => '$',
            '\u{3000}' => ' ',
            c => c,
        };
        Key {
            code: KeyCode::Char(plain),
            ..self
        }
    }

    /// Reads one key as files write it: `g`, `ctrl-o`, `alt-left`, `space`.
    pub fn parse(text: &str) -> Option<Key> {
        let (mut ctrl, mut alt, mut rest) = (false, false, text);
        loop {
            let split = rest.split_once('-').filter(|(_, key)| !key.is_empty());
            match split {
                Some(("ctrl" | "c", key)) => (ctrl, rest) = (true, key),
                Some(("alt" | "a", key)) => (alt, rest) = (true, key),
                _ => break,
            }
        }
        let mut chars = rest.chars();
        let single = chars.next().filter(|_| chars.next().is_none());
        let code = match single {
            Some(c) => KeyCode::Char(c),
            None => NAMES.iter().find(|it| it.0 == rest)?.1,
        };
        Some(Key { code, ctrl, alt })
    }

    /// The key as [`Key::parse`] reads it.
    pub fn written(self) -> String {
        let name = NAMES
            .iter()
            .find(|it| it.1 == self.code)
            .map(|it| it.0.to_owned());
        let name = match (name, self.code) {
            (Some(name), _) => name,
            (None, KeyCode::Char(c)) => c.to_string(),
            (None, code) => code.to_string(),
        };
        let (ctrl, alt) = (
            if self.ctrl { "ctrl-" } else { "" },
            if self.alt { "alt-" } else { "" },
        );
        format!("{ctrl}{alt}{name}")
    }

    /// The character it types, if it types one.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "no other key types a character"
    )]
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the others have a name already"
    )]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            code => write!(f, "{code}"),
        }
    }
}

/// Reads the keys of `--keys`: white space is ignored, special keys stand in `<…>`, the rest for
/// themselves. An unknown name is an error that tells it.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            rest = behind;
            continue;
        }
        let name = (c == '<').then(|| behind.split_once('>')).flatten();
        match name {
            Some((name, behind)) if !name.is_empty() && !name.contains(char::is_whitespace) => {
                keys.push(Key::parse(name).ok_or_else(|| format!("unknown key <{name}>"))?);
                rest = behind;
            }
            _ => {
                keys.push(Key::char(c));
                rest = behind;
            }
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        let found = |text| {
            let keys = parse_keys(text)?;
            Ok::<_, String>(
                keys.iter()
                    .map(Key::to_string)
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        assert_eq!(found("f musk <enter> n").unwrap(), "f m u s k Enter n");
        assert_eq!(found("<c-o><a-left><space>").unwrap(), "Ctrl-o Alt-← Space");
        assert_eq!(found("a<b").unwrap(), "a < b");
        assert_eq!(found("50%").unwrap(), "5 0 %");
        assert_eq!(found("<fly>").unwrap_err(), "unknown key <fly>");
    }

    #[test]
    fn an_input_method_left_on_does_not_matter() {
        for (typed, meant) in [
            ('？', '?'),
            ('、', '/'),
            ('／', '/'),
            ('【', '['),
            ('ｎ', 'n'),
        ] {
            assert_eq!(Key::char(typed).unshaped(), Key::char(meant));
        }
    }
}
