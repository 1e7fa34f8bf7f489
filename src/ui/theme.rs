//! Roles, and the looks that a theme gives them. The only file that names colors. `build.rs` has read
//! the themes that the program brings along.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// Why something looks as it does. A theme turns roles into styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names of the theme file, explained there")]
pub enum Role {
    Text,
    Heading,
    Quote,
    Code,
    Clutter,
    Margin,
    Status,
    Title,
    Frame,
    Key,
    Note,
    Error,
    Dim,
    Company,
    Organisation,
    Person,
    Date,
    PassageCompany,
    PassageOrganisation,
    PassagePerson,
    PassageDate,
    Hit,
    Current,
    Count,
    Strip,
    Tab,
    TabOpen,
    RowSelected,
    RowKept,
    RowHere,
    Group,
    Match,
    Prompt,
}

/// All roles with their names in theme files and their letters in `--styles`.
const ROLES: [(Role, &str, char); 33] = [
    (Role::Text, "text", '.'),
    (Role::Heading, "heading", 'h'),
    (Role::Quote, "quote", 'q'),
    (Role::Code, "code", 'z'),
    (Role::Clutter, "clutter", '-'),
    (Role::Margin, "margin", 'm'),
    (Role::Status, "status", 's'),
    (Role::Title, "title", 't'),
    (Role::Frame, "frame", '|'),
    (Role::Key, "key", 'k'),
    (Role::Note, "note", 'n'),
    (Role::Error, "error", '!'),
    (Role::Dim, "dim", ','),
    (Role::Company, "company", 'c'),
    (Role::Organisation, "organisation", 'o'),
    (Role::Person, "person", 'p'),
    (Role::Date, "date", 'd'),
    (Role::PassageCompany, "passage-company", 'C'),
    (Role::PassageOrganisation, "passage-organisation", 'O'),
    (Role::PassagePerson, "passage-person", 'P'),
    (Role::PassageDate, "passage-date", 'D'),
    (Role::Hit, "hit", 'H'),
    (Role::Current, "current", 'X'),
    (Role::Count, "count", '#'),
    (Role::Strip, "strip", '_'),
    (Role::Tab, "tab", 'a'),
    (Role::TabOpen, "tab-open", 'A'),
    (Role::RowSelected, "row-selected", 'S'),
    (Role::RowKept, "row-kept", 'K'),
    (Role::RowHere, "row-here", '@'),
    (Role::Group, "group", 'g'),
    (Role::Match, "match", 'M'),
    (Role::Prompt, "prompt", '>'),
];

// The looks of each theme: role, and what it has, as words.
include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// What a look can have besides colors.
const MODIFIERS: [(Modifier, &str); 5] = [
    (Modifier::BOLD, "bold"),
    (Modifier::DIM, "dim"),
    (Modifier::ITALIC, "italic"),
    (Modifier::UNDERLINED, "underline"),
    (Modifier::REVERSED, "reverse"),
];

/// The looks of all roles.
#[derive(Debug, Clone)]
pub struct Theme {
    styles: [Style; ROLES.len()],
}

/// A theme that the program brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// The terminal's own sixteen colors.
    #[default]
    Default,
    /// True color on dark.
    Dark,
    /// True color on light.
    Light,
}

/// A look as theme files write it.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "as theme files write it")]
struct Look {
    fg: Option<Color>,
    bg: Option<Color>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl ThemeName {
    /// The name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            ThemeName::Default => "default",
            ThemeName::Dark => "dark",
            ThemeName::Light => "light",
        }
    }

    /// The text of its file.
    pub const fn source(self) -> &'static str {
        match self {
            ThemeName::Default => include_str!("../../assets/theme.toml"),
            ThemeName::Dark => include_str!("../../assets/theme-dark.toml"),
            ThemeName::Light => include_str!("../../assets/theme-light.toml"),
        }
    }
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::named(ThemeName::Default)
    }
}

impl Theme {
    /// A theme that the program brings along.
    pub fn named(name: ThemeName) -> Theme {
        let looks = match name {
            ThemeName::Default => &DEFAULT,
            ThemeName::Dark => &DARK,
            ThemeName::Light => &LIGHT,
        };
        let mut styles = [Style::new(); ROLES.len()];
        for (name, look) in looks {
            let role = ROLES.iter().find(|it| it.1 == *name);
            debug_assert!(role.is_some(), "{name}");
            if let Some(&(role, ..)) = role {
                styles[role as usize] = style(look);
            }
        }
        Theme { styles }
    }

    /// The look of a role.
    pub const fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// Reads a theme over this one. What cannot be read is told, a sentence with its line each.
    pub fn patch(&mut self, toml: &str) -> Vec<String> {
        let mut problems = Vec::new();
        for (idx, line) in toml.lines().enumerate() {
            if let Err(problem) = self.patch_line(line.trim()) {
                problems.push(format!("line {}: {problem}", idx + 1));
            }
        }
        problems
    }

    pub(super) fn patch_line(&mut self, line: &str) -> Result<(), String> {
        let not_understood = |_| format!("not understood: {line}");
        let table: toml::Table = line.parse().map_err(not_understood)?;
        let Some((name, value)) = table.into_iter().next() else {
            return Ok(());
        };
        let role = ROLES.iter().find(|it| it.1 == name);
        let &(role, ..) = role.ok_or_else(|| format!("no role is called \"{name}\""))?;
        let look: Look = value
            .try_into()
            .map_err(|err: toml::de::Error| format!("\"{name}\": {}", err.message()))?;
        self.styles[role as usize] = look.style();
        Ok(())
    }

    /// The theme in the 256 colors that nearly every terminal has.
    #[must_use]
    pub fn in_256_colors(mut self) -> Theme {
        for style in &mut self.styles {
            (style.fg, style.bg) = (style.fg.map(nearest), style.bg.map(nearest));
        }
        self
    }

    /// The theme without colors, for `NO_COLOR`: what is left still tells the states apart.
    #[must_use]
    pub fn without_colors(mut self) -> Theme {
        for style in &mut self.styles {
            (style.fg, style.bg) = (None, None);
        }
        // A row that was told by its background alone.
        let selected = &mut self.styles[Role::RowSelected as usize];
        *selected = selected.add_modifier(Modifier::REVERSED);
        self
    }

    /// A theme in which [`Theme::letter`] can tell the role of a cell.
    pub(super) fn of_letters() -> Theme {
        let mut styles = [Style::new(); ROLES.len()];
        for (idx, style) in (1..).zip(&mut styles) {
            *style = Style::new().fg(Color::Indexed(idx));
        }
        Theme { styles }
    }

    /// The letter of each role, and its name with its look, as theme files write it.
    pub(super) fn described(&self) -> impl Iterator<Item = (char, String)> {
        ROLES.iter().map(|&(role, name, letter)| {
            let style = self.style(role);
            let mut look = name.to_owned();
            for (sign, color) in [("", style.fg), (" on", style.bg)] {
                let color = color.filter(|it| *it != Color::Reset);
                look.extend(color.map(|it| format!("{sign} {}", it.to_string().to_lowercase())));
            }
            for (modifier, word) in MODIFIERS {
                if style.add_modifier.contains(modifier) {
                    look.push(' ');
                    look.push_str(word);
                }
            }
            (letter, look)
        })
    }

    /// The letter of the role that drew a color in the theme of letters.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "no other color is in that theme"
    )]
    pub(super) fn letter(color: Color) -> char {
        match color {
            Color::Indexed(idx) => ROLES
                .get(usize::from(idx).wrapping_sub(1))
                .map_or(' ', |it| it.2),
            _ => ' ',
        }
    }
}

/// A look as `build.rs` has read it.
fn style(look: &[(&str, &str)]) -> Style {
    let mut style = Style::new();
    for (what, value) in look {
        match *what {
            "fg" => style.fg = value.parse().ok(),
            "bg" => style.bg = value.parse().ok(),
            what => {
                let on = MODIFIERS
                    .iter()
                    .filter(|it| it.1 == what && *value == "true");
                style = on.fold(style, |style, it| style.add_modifier(it.0));
            }
        }
    }
    style
}

/// The nearest of the 256 colors: of the cube of six steps, or of the grays.
fn nearest(color: Color) -> Color {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let Color::Rgb(red, green, blue) = color else {
        return color;
    };
    let distance = |to: [u8; 3]| -> u32 {
        let parts = [red, green, blue].into_iter().zip(to);
        parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let step = |it: u8| (0_u8..6).min_by_key(|&step| STEPS[usize::from(step)].abs_diff(it));
    let [r, g, b] = [red, green, blue].map(|it| step(it).unwrap_or(0));
    let cube = distance([r, g, b].map(|it| STEPS[usize::from(it)]));
    let shade = |gray: u8| distance([8 + 10 * gray; 3]);
    match (0_u8..24).min_by_key(|&it| shade(it)) {
        Some(gray) if shade(gray) < cube => Color::Indexed(232 + gray),
        _ => Color::Indexed(16 + 36 * r + 6 * g + b),
    }
}

impl Look {
    fn style(&self) -> Style {
        let mut style = Style {
            fg: self.fg,
            bg: self.bg,
            ..Style::new()
        };
        for (has, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ] {
            if has {
                style = style.add_modifier(modifier);
            }
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_are_complete_and_without_problems() {
        for name in [ThemeName::Default, ThemeName::Dark, ThemeName::Light] {
            let mut theme = Theme {
                styles: [Style::new(); ROLES.len()],
            };
            assert_eq!(theme.patch(name.source()), Vec::<String>::new());
            assert_eq!(theme.styles, Theme::named(name).styles);
            for (role, text, _) in ROLES {
                let is_given = name
                    .source()
                    .lines()
                    .any(|it| it.starts_with(&format!("{text} = ")));
                assert!(is_given, "{role:?} in {name:?}");
            }
        }
    }

    #[test]
    fn a_role_stands_at_its_index_and_has_its_own_letter() {
        for (idx, (role, _, letter)) in ROLES.into_iter().enumerate() {
            assert_eq!(role as usize, idx);
            assert_eq!(
                ROLES.iter().filter(|it| it.2 == letter).count(),
                1,
                "{letter}"
            );
        }
    }

    #[test]
    fn without_colors_the_states_still_differ() {
        let theme = Theme::named(ThemeName::Dark).without_colors();
        let states = [
            Role::Text,
            Role::PassageCompany,
            Role::Hit,
            Role::Current,
            Role::Title,
        ];
        for (idx, &one) in states.iter().enumerate() {
            for &other in &states[idx + 1..] {
                assert_ne!(theme.style(one), theme.style(other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn true_colors_have_a_neighbor_among_the_256() {
        for (color, index) in [
            (Color::Rgb(0, 0, 0), 16),
            (Color::Rgb(255, 255, 255), 231),
            (Color::Rgb(255, 0, 0), 196),
            (Color::Rgb(128, 128, 128), 244),
            (Color::Rgb(0x79, 0xb8, 0xff), 111),
            (Color::Rgb(0x17, 0x3a, 0x1d), 235),
        ] {
            assert_eq!(nearest(color), Color::Indexed(index));
        }
        assert_eq!(nearest(Color::Red), Color::Red);
    }

    #[test]
    fn a_wrong_line_is_told_with_its_number() {
        let problems =
            Theme::default().patch("text = { fg = \"red\" }\nsky = {}\nhit = { fg = 3.5 }\n");
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert_eq!(problems[0], "line 2: no role is called \"sky\"");
    }
}
