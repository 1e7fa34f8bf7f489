//! What the user has set: languages, looks and keys, from `config.toml` and from the environment.

use super::keymap::{KeyMap, Place};
use super::options::{Options, ThemeMaker};
use super::shelf::Shelf;
use super::theme::{Theme, ThemeName};
use super::{Lang, Locale};
use crate::text::columns::Metric;
use crate::text::hazard::inert_toml;
use etcetera::BaseStrategy;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// The user's settings; what is not set is decided by the environment.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The language of the interface.
    pub lang: Option<Lang>,
    /// The theme.
    pub theme: Option<ThemeName>,
    /// Whether “ ” … — · take two columns.
    pub ambiguous_wide: Option<bool>,
    /// Whether addresses in the text are links of the terminal.
    pub links: Option<bool>,
    /// The keys.
    pub keys: KeyMap,
    /// Lines that change the theme.
    looks: Vec<String>,
}

/// Where a line of the file belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Keys(Place),
    Theme,
    Unknown,
}

impl Config {
    /// Where the user's file is; `None` without a home.
    pub fn path() -> Option<PathBuf> {
        let base = etcetera::choose_base_strategy().ok()?;
        Some(base.config_dir().join("mailuo").join("config.toml"))
    }

    /// The user's settings, and what is wrong with them. No file is no problem.
    pub fn of_user() -> (Config, Vec<String>) {
        const LONGEST: u64 = 1 << 20;
        let Some(path) = Config::path() else {
            return (Config::default(), Vec::new());
        };
        let is_there = fs::metadata(&path).is_ok_and(|it| it.is_file() && it.len() < LONGEST);
        if !is_there {
            return (Config::default(), Vec::new());
        }
        match fs::read_to_string(&path) {
            Ok(text) => {
                let (config, problems) = Config::read(&text);
                let name = path.display();
                (
                    config,
                    problems
                        .into_iter()
                        .map(|it| format!("{name} {it}"))
                        .collect(),
                )
            }
            Err(err) => (
                Config::default(),
                vec![format!("{}: {err}", path.display())],
            ),
        }
    }

    /// Reads settings. A line that cannot be read is told with its number, and leaves the default.
    pub fn read(toml: &str) -> (Config, Vec<String>) {
        let mut config = Config::default();
        let mut problems = Vec::new();
        let mut section = Section::Head;
        for (number, line) in whole_lines(toml) {
            let outcome = if line.starts_with('[') {
                section = section_of(&line);
                let is_known = section != Section::Unknown;
                is_known
                    .then_some(())
                    .ok_or(format!("no section is called {line}"))
            } else {
                config.set(section, &line)
            };
            if let Err(problem) = outcome {
                problems.push(format!("line {number}: {problem}"));
            }
        }
        (config, problems)
    }

    fn set(&mut self, section: Section, line: &str) -> Result<(), String> {
        match section {
            Section::Head => self.set_head(line),
            Section::Keys(place) => self.keys.bind(place, line),
            Section::Theme => {
                Theme::default().patch_line(line)?;
                self.looks.push(line.to_owned());
                Ok(())
            }
            Section::Unknown => Ok(()),
        }
    }

    fn set_head(&mut self, line: &str) -> Result<(), String> {
        let table: toml::Table = line
            .parse()
            .map_err(|_| format!("not understood: {line}"))?;
        let Some((name, value)) = table.into_iter().next() else {
            return Ok(());
        };
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        match (name.as_str(), value.as_str()) {
            ("lang" | "theme" | "ambiguous-width" | "links", "auto") => {}
            ("lang", "zh") => self.lang = Some(Lang::Zh),
            ("lang", "en") => self.lang = Some(Lang::En),
            ("theme", "default") => self.theme = Some(ThemeName::Default),
            ("theme", "dark") => self.theme = Some(ThemeName::Dark),
            ("theme", "light") => self.theme = Some(ThemeName::Light),
            ("ambiguous-width", "1") => self.ambiguous_wide = Some(false),
            ("ambiguous-width", "2") => self.ambiguous_wide = Some(true),
            ("links", "on") => self.links = Some(true),
            ("links", "off") => self.links = Some(false),
            ("lang" | "theme" | "ambiguous-width" | "links", _) => {
                return Err(format!("{name} cannot be \"{value}\""));
            }
            _ => return Err(format!("no setting is called \"{name}\"")),
        }
        Ok(())
    }

    /// What the reader is started with here: settings first, then the environment.
    pub fn options(&self) -> Options {
        let variable = |name: &str| env::var(name).ok().filter(|it| !it.is_empty());
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(variable);
        let lang = self
            .lang
            .unwrap_or_else(|| Lang::of(named.as_deref().unwrap_or_default()));
        let is_true_color =
            variable("COLORTERM").is_some_and(|it| it == "truecolor" || it == "24bit");
        let name =
            self.theme
                .unwrap_or_else(|| match background(variable("COLORFGBG").as_deref()) {
                    Some(name) if is_true_color => name,
                    _ => ThemeName::Default,
                });
        let has_colors = variable("NO_COLOR").is_none();
        let mut theme = themed(name, &self.looks);
        if !is_true_color {
            theme = theme.in_256_colors();
        }
        if !has_colors {
            theme = theme.without_colors();
        }
        let may_change = self.theme.is_none() && is_true_color && has_colors;
        let metric = Metric {
            ambiguous_wide: self.ambiguous_wide.unwrap_or(false),
        };
        Options {
            lang,
            theme,
            metric,
            ask_width: self.ambiguous_wide.is_none(),
            // The Linux console shows what it does not know.
            links: self
                .links
                .unwrap_or_else(|| variable("TERM").is_none_or(|it| it != "linux")),
            rethemed: may_change.then(|| self.theme_maker()),
            keys: self.keys.clone(),
            place: None,
            dates: None,
            keep: None,
            arriving: None,
            note: None,
            shelf: Shelf::default(),
            is_watched: false,
        }
    }

    fn theme_maker(&self) -> ThemeMaker {
        let looks = self.looks.clone();
        Arc::new(move |is_light| {
            let name = if is_light {
                ThemeName::Light
            } else {
                ThemeName::Dark
            };
            themed(name, &looks)
        })
    }

    /// All settings as a file with comments.
    pub fn text(&self) -> String {
        let lang = self
            .lang
            .map_or("auto", |it| if it == Lang::Zh { "zh" } else { "en" });
        let theme = self.theme.map_or("auto", ThemeName::name);
        let width = self
            .ambiguous_wide
            .map_or("auto", |it| if it { "2" } else { "1" });
        let links = self
            .links
            .map_or("auto", |it| if it { "on" } else { "off" });
        let locale = Locale::new(self.options().lang);
        let values = [
            ("lang", lang),
            ("theme", theme),
            ("width", width),
            ("links", links),
        ];
        let mut text = locale.fill("config.head", &values);
        for (place, name) in PLACES {
            let _ = writeln!(text, "\n[{name}]");
            for line in self.keys.lines(place) {
                let _ = writeln!(text, "{line}");
            }
        }
        let _ = writeln!(text, "\n[theme]");
        let name = self.theme.unwrap_or_default();
        for line in name.source().lines().filter(|it| it.contains(" = {")) {
            let role = line.split(' ').next().unwrap_or_default();
            let own = self
                .looks
                .iter()
                .rfind(|it| it.split([' ', '=']).next() == Some(role));
            let _ = writeln!(text, "{}", own.map_or(line, String::as_str));
        }
        inert_toml(text)
    }
}

const PLACES: [(Place, &str); 3] = [
    (Place::Everywhere, "keys.everywhere"),
    (Place::Text, "keys.text"),
    (Place::List, "keys.list"),
];

fn section_of(line: &str) -> Section {
    let name = line.trim_matches(['[', ']', ' ']);
    if name == "theme" {
        return Section::Theme;
    }
    let place = PLACES.iter().find(|it| it.1 == name);
    place.map_or(Section::Unknown, |it| Section::Keys(it.0))
}

/// The theme for a background that the terminal tells: `15;0` is white on black.
fn background(colors: Option<&str>) -> Option<ThemeName> {
    let number: u8 = colors?.rsplit(';').next()?.parse().ok()?;
    Some(if number == 7 || 9 <= number {
        ThemeName::Light
    } else {
        ThemeName::Dark
    })
}

/// The lines that say something, with their numbers; an array over several lines is one.
fn whole_lines(toml: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    for (number, line) in (1..).zip(toml.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match lines.last_mut().filter(|_| is_open) {
            Some(last) => last.1.push_str(line),
            None => lines.push((number, line.to_owned())),
        }
        let opens = |it: &str| it.matches('[').count() > it.matches(']').count();
        let last = lines.last().map_or("", |it| &it.1);
        is_open = !last.starts_with('[') && opens(last) && !last.contains("\"[");
    }
    lines
}

/// A theme with the user's own looks over it.
fn themed(name: ThemeName, looks: &[String]) -> Theme {
    let mut theme = Theme::named(name);
    // They were read once already; what was wrong was told then.
    theme.patch(&looks.join("\n"));
    theme
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;

    #[test]
    fn settings_are_read_and_what_is_wrong_is_told() {
        let (config, problems) = Config::read(
            "lang = \"en\"\ntheme = \"pink\"\nspeed = 3\nambiguous-width = 2\n\n[keys.text]\nhelp = [\n  \"f1\",\n  \"h\",\n]\n\
             [theme]\nhit = { fg = \"red\" }\nsky = {}\n[sky]\nx = 1\n",
        );
        assert_eq!(config.lang, Some(Lang::En));
        assert_eq!(config.theme, None);
        assert_eq!(config.ambiguous_wide, Some(true));
        assert_eq!(
            problems,
            [
                "line 2: theme cannot be \"pink\"",
                "line 3: no setting is called \"speed\"",
                "line 7: no key is called \"f1\"",
                "line 13: no role is called \"sky\"",
                "line 14: no section is called [sky]",
            ]
        );
        assert_eq!(config.keys.keys_of(Action::Help), ["?"]);
    }

    #[test]
    fn the_text_reads_as_what_it_was_written_from() {
        let (config, problems) = Config::read(
            "theme = \"dark\"\n[keys.everywhere]\nquit = [\"Q\", \"ctrl-c\"]\n[theme]\nhit = { bold = true }\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        let text = config.text();
        let (again, problems) = Config::read(&text);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(again.text(), text);
        assert_eq!(again.keys.keys_of(Action::Quit), ["Q", "Ctrl-c"]);
        assert!(text.contains("\nhit = { bold = true }\n"), "{text}");
        let (plain, problems) = Config::read(&Config::default().text());
        assert!(problems.is_empty(), "{problems:?}");
        for action in Action::ALL {
            assert_eq!(
                plain.keys.keys_of(action),
                KeyMap::default().keys_of(action)
            );
        }
    }

    #[test]
    fn the_background_is_told_by_a_number() {
        assert_eq!(background(Some("15;0")), Some(ThemeName::Dark));
        assert_eq!(background(Some("0;default;15")), Some(ThemeName::Light));
        assert_eq!(background(Some("x")), None);
        assert_eq!(background(None), None);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]

        #[test]
        fn any_file_is_read(text in "(\\PC|\n|\\[keys.text\\]\n|\\[theme\\]\n|[a-z-]+ = [\\[\\]\"a-z0-9#{}=,-]*\n){0,60}") {
            let (config, _) = Config::read(&text);
            let (again, problems) = Config::read(&config.text());
            proptest::prop_assert!(problems.is_empty(), "{problems:?}");
            proptest::prop_assert_eq!(again.text(), config.text());
        }
    }
}
