//! The words of the interface, in Chinese and English: `assets/locales`, which `build.rs` sorts by their
//! keys.

use super::Action;

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// All strings of one language.
#[derive(Debug, Clone, Copy)]
pub struct Locale {
    /// By key, in order.
    strings: &'static [(&'static str, &'static str)],
}

impl Lang {
    /// The language that a value of `LANG` or `--lang` asks for: English for what is not Chinese.
    pub fn of(name: &str) -> Lang {
        if name.to_ascii_lowercase().starts_with("zh") {
            Lang::Zh
        } else {
            Lang::En
        }
    }
}

impl Locale {
    /// The strings of a language.
    pub fn new(lang: Lang) -> Locale {
        let strings: &[_] = match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        };
        Locale { strings }
    }

    /// The string of that key (`footer.next`), or the key itself.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        let at = self.strings.binary_search_by(|it| it.0.cmp(key)).ok()?;
        Some(self.strings[at].1)
    }

    /// The string of that key with its `{names}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// What an action does, as a line of the help.
    pub fn describe(&self, action: Action) -> &str {
        let key = format!("actions.{}", action.name());
        self.find(&key).unwrap_or(action.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn both_languages_say_the_same_things() {
        let keys = |lang| {
            let strings = Locale::new(lang).strings.iter();
            strings.map(|it| it.0).collect::<BTreeSet<_>>()
        };
        assert!(!keys(Lang::Zh).is_empty());
        assert_eq!(keys(Lang::Zh), keys(Lang::En));
        let holes = |text: &str| text.matches('{').count();
        let (zh, en) = (Locale::new(Lang::Zh), Locale::new(Lang::En));
        for (key, text) in zh.strings {
            assert_eq!(holes(text), holes(en.get(key)), "{key}");
        }
    }

    #[test]
    fn every_action_is_described_and_nothing_else() {
        let locale = Locale::new(Lang::En);
        for action in Action::ALL {
            assert!(locale.find(&format!("actions.{}", action.name())).is_some());
        }
        let described = locale
            .strings
            .iter()
            .filter(|it| it.0.starts_with("actions."))
            .count();
        assert_eq!(described, Action::ALL.len());
    }

    /// Every key that the source asks for is there, and every string is asked for.
    #[test]
    fn the_source_and_the_strings_agree() {
        let mut source = String::new();
        for folder in ["src/ui", "src/ui/view"] {
            for file in std::fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                if path.is_file() {
                    source += &std::fs::read_to_string(path).unwrap();
                }
            }
        }
        for key in Locale::new(Lang::En)
            .strings
            .iter()
            .map(|it| it.0)
            .filter(|it| !it.starts_with("actions."))
        {
            assert!(source.contains(&format!("\"{key}\"")), "{key} is not used");
        }
        for piece in source.split('"') {
            let Some((section, key)) = piece.split_once('.') else {
                continue;
            };
            let is_word = |it: &str| {
                !it.is_empty()
                    && it != "toml"
                    && it.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            };
            if [
                "status", "tabs", "fix", "list", "card", "footer", "prompt", "note", "titles",
                "why", "config", "dates", "plain",
            ]
            .contains(&section)
                && is_word(key)
            {
                assert_ne!(Locale::new(Lang::En).get(piece), piece, "missing");
            }
        }
    }
}
