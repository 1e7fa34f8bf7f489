//! Which keys ask for what: as in `assets/keymap.toml`, which `build.rs` has read, patched by the user's
//! file.

use super::{Action, Key};

// The key map that the program brings along: place, action, keys.
include!(concat!(env!("OUT_DIR"), "/keymap.rs"));

/// Where keys have their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In both panes.
    Everywhere,
    /// While the text has the keyboard.
    Text,
    /// While the list has it.
    List,
}

/// What a sequence of keys means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// An action.
    Action(Action),
    /// The beginning of a longer sequence.
    Begun,
    /// Nothing.
    Nothing,
}

/// All bindings.
#[derive(Debug, Clone)]
pub struct KeyMap {
    bindings: Vec<Binding>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    place: Place,
    keys: Vec<Key>,
    action: Action,
}

impl Default for KeyMap {
    fn default() -> KeyMap {
        let mut map = KeyMap {
            bindings: Vec::new(),
        };
        // A test holds that they are without problems: nobody has to look for them at every start.
        for (place, name, keys) in DEFAULT {
            let Some((place, action)) = section(place).ok().zip(Action::named(name)) else {
                continue;
            };
            let keys = keys.iter().filter_map(|it| parsed(it));
            map.bindings.extend(keys.map(|keys| Binding {
                place,
                keys,
                action,
            }));
        }
        map
    }
}

impl KeyMap {
    /// What the keys pressed so far mean where `place` has the keyboard.
    pub fn meaning(&self, keys: &[Key], place: Place) -> Meaning {
        let here = |it: &&Binding| it.place == place || it.place == Place::Everywhere;
        let exact = self
            .bindings
            .iter()
            .filter(here)
            .filter(|it| it.keys == keys);
        if let Some(binding) = exact.min_by_key(|it| it.place == Place::Everywhere) {
            return Meaning::Action(binding.action);
        }
        let is_begun = self
            .bindings
            .iter()
            .filter(here)
            .any(|it| it.keys.starts_with(keys));
        if is_begun {
            Meaning::Begun
        } else {
            Meaning::Nothing
        }
    }

    /// The keys of an action, as they are shown: `] d`, `Ctrl-o`.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        let bindings = self.bindings.iter().filter(|it| it.action == action);
        bindings.map(|it| shown(&it.keys)).collect()
    }

    /// The keys of an action where `place` has the keyboard, as they are shown.
    pub(super) fn keys_in(&self, action: Action, place: Place) -> Vec<String> {
        let mut shown_keys: Vec<String> = Vec::new();
        for binding in self.bindings.iter().filter(|it| it.action == action) {
            let keys = shown(&binding.keys);
            let holds = self.meaning(&binding.keys, place) == Meaning::Action(action);
            if holds && !shown_keys.contains(&keys) {
                shown_keys.push(keys);
            }
        }
        shown_keys
    }

    /// The first of them, for the footer; empty if there is none.
    pub fn key_of(&self, action: Action) -> String {
        self.keys_of(action).into_iter().next().unwrap_or_default()
    }

    /// Reads a key map over this one: an action that is named in it gets its keys from there.
    /// What cannot be read is told, a sentence with its line each, and left as it was.
    pub fn patch(&mut self, toml: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let mut place = Place::Everywhere;
        for (idx, line) in toml.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let outcome = if line.starts_with('[') {
                section(line).map(|it| place = it)
            } else {
                self.bind(place, line)
            };
            if let Err(problem) = outcome {
                problems.push(format!("line {}: {problem}", idx + 1));
            }
        }
        problems
    }

    /// Reads one line: `quit = ["q", "ctrl-c"]`.
    pub(super) fn bind(&mut self, place: Place, line: &str) -> Result<(), String> {
        let table: toml::Table = line
            .parse()
            .map_err(|_| format!("not understood: {line}"))?;
        let Some((name, value)) = table.into_iter().next() else {
            return Ok(());
        };
        let action = Action::named(&name);
        action.ok_or_else(|| format!("no action is called \"{name}\""))?;
        let keys: Vec<String> = value
            .try_into()
            .map_err(|_| format!("the keys of \"{name}\" are not a list of strings"))?;
        self.bind_keys(place, &name, keys.iter().map(String::as_str))
    }

    /// Gives an action these keys, as they are written.
    fn bind_keys<'a>(
        &mut self,
        place: Place,
        name: &str,
        keys: impl Iterator<Item = &'a str>,
    ) -> Result<(), String> {
        let action = Action::named(name);
        let action = action.ok_or_else(|| format!("no action is called \"{name}\""))?;
        let mut bindings = Vec::new();
        for written in keys {
            let keys = parsed(written).ok_or_else(|| format!("no key is called \"{written}\""))?;
            self.check_free(place, &keys, action)?;
            bindings.push(Binding {
                place,
                keys,
                action,
            });
        }
        self.bindings
            .retain(|it| it.action != action || it.place != place);
        self.bindings.extend(bindings);
        Ok(())
    }

    /// All bindings as lines of a key map, those of one place together.
    pub(super) fn lines(&self, place: Place) -> Vec<String> {
        let here = |action| {
            let bindings = self.bindings.iter();
            let here = bindings.filter(move |it| it.action == action && it.place == place);
            here.map(|it| format!("\"{}\"", written(&it.keys)))
                .collect::<Vec<_>>()
        };
        let lines = Action::ALL.into_iter().map(|it| (it, here(it)));
        let lines = lines.filter(|it| !it.1.is_empty());
        lines
            .map(|(action, keys)| format!("{} = [{}]", action.name(), keys.join(", ")))
            .collect()
    }

    fn check_free(&self, place: Place, keys: &[Key], action: Action) -> Result<(), String> {
        let other = self.bindings.iter().find(|it| {
            it.place == place
                && it.action != action
                && (it.keys.starts_with(keys) || keys.starts_with(&it.keys))
        });
        match other {
            Some(it) => Err(format!(
                "\"{}\" already means {}",
                shown(keys),
                it.action.name()
            )),
            None => Ok(()),
        }
    }
}

/// Keys as they are written.
fn parsed(written: &str) -> Option<Vec<Key>> {
    written.split(' ').map(Key::parse).collect()
}

/// Keys as [`Key::parse`] reads them.
fn written(keys: &[Key]) -> String {
    keys.iter()
        .map(|it| it.written())
        .collect::<Vec<_>>()
        .join(" ")
}

fn section(line: &str) -> Result<Place, String> {
    match line {
        "[everywhere]" => Ok(Place::Everywhere),
        "[text]" => Ok(Place::Text),
        "[list]" => Ok(Place::List),
        _ => Err(format!("no place is called {line}")),
    }
}

fn shown(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    let single = names.iter().all(|it| it.chars().count() == 1);
    names.join(if single { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_without_problems_and_every_action_has_a_key() {
        let mut map = KeyMap {
            bindings: Vec::new(),
        };
        let file = include_str!("../../assets/keymap.toml");
        assert_eq!(map.patch(file), Vec::<String>::new());
        assert_eq!(map.bindings, KeyMap::default().bindings);
        for action in Action::ALL {
            assert!(!map.keys_of(action).is_empty(), "{}", action.name());
        }
    }

    #[test]
    fn keys_mean_what_the_place_says() {
        let map = KeyMap::default();
        let meaning =
            |keys: &str, place| map.meaning(&super::super::key::parse_keys(keys).unwrap(), place);
        let action = Meaning::Action;
        assert_eq!(meaning("<space>", Place::Text), action(Action::PageDown));
        assert_eq!(meaning("<space>", Place::List), action(Action::Mark));
        assert_eq!(meaning("g", Place::Text), Meaning::Begun);
        assert_eq!(meaning("gg", Place::List), action(Action::Top));
        assert_eq!(meaning("]d", Place::Text), action(Action::NextDate));
        assert_eq!(meaning("z", Place::Text), Meaning::Nothing);
    }

    #[test]
    fn a_patch_changes_what_it_names_and_tells_what_is_wrong() {
        let mut map = KeyMap::default();
        let problems = map.patch(
            "[everywhere]\nquit = [\"Q\"]\nfly = [\"w\"]\nhelp = [\"q\", \"n\"]\n[sky]\ntop = 3\n",
        );
        assert_eq!(
            problems,
            [
                "line 3: no action is called \"fly\"",
                "line 4: \"n\" already means next",
                "line 5: no place is called [sky]",
                "line 6: the keys of \"top\" are not a list of strings",
            ]
        );
        assert_eq!(map.keys_of(Action::Quit), ["Q"]);
        assert_eq!(map.keys_of(Action::Help), ["?"]);
    }
}
