//! Eras: the names of reigns that years are counted in.
//!
//! The names stand in `assets/lexicon/eras.tsv`.

use super::line::{Line, Read};
use crate::text::fold::shape;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names by their first letter, each with its year 1.
type Eras = HashMap<char, Vec<(Vec<char>, i16)>>;

/// The eras by the first letter of their names: the letters, and the year 1.
static ERAS: LazyLock<Eras> = LazyLock::new(|| {
    let mut eras = Eras::new();
    let text = include_str!("../../../assets/lexicon/eras.tsv");
    for line in text.lines().filter(|it| !it.starts_with('#')) {
        let Some((name, year)) = line.split_once('\t') else {
            continue;
        };
        let letters: Vec<char> = name.chars().map(shape).collect();
        if let (Some(&first), Ok(year)) = (letters.first(), year.parse()) {
            eras.entry(first).or_default().push((letters, year));
        }
    }
    eras
});

/// The year 1 of the era named here.
pub(super) fn era(line: Line<'_>, at: usize) -> Option<Read<i16>> {
    let names = ERAS.get(&line.at(at))?;
    names.iter().find_map(|(letters, year)| {
        let end = at + letters.len();
        (line.slice(at, end) == letters.as_slice()).then_some(Read::new(*year, end))
    })
}

/// Whether the name of an era begins with this character.
pub(super) fn begins(c: char) -> bool {
    ERAS.contains_key(&c)
}
