//! Eras: the names of reigns that years are counted in.
//!
//! The names stand in `assets/lexicon/eras.tsv`.

use super::line::{Line, Read};
use crate::lexicon::words;
use crate::text::fold::shape;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A name of an era.
struct Name {
    letters: Vec<char>,
    era: Era,
}

/// An era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Era {
    /// Its year 1.
    pub(super) first: i16,
    /// Its name is also a place or a word: only years in Chinese numerals are counted in it.
    pub(super) is_weak: bool,
    /// Its months are those of the Chinese lunar calendar.
    pub(super) is_lunar: bool,
}

/// The eras by the first letter of their names, longer ones first.
static ERAS: LazyLock<FxHashMap<char, Vec<Name>>> = LazyLock::new(|| {
    let mut eras: FxHashMap<char, Vec<Name>> = FxHashMap::default();
    for line in words::ERAS.lines().filter(|it| !it.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(name), Some(year)) = (columns.next(), columns.next()) else {
            continue;
        };
        let is_solar = columns.next().is_some();
        let is_weak = name.starts_with('?');
        let letters: Vec<char> = name.trim_start_matches('?').chars().map(shape).collect();
        if let (Some(&c), Ok(first)) = (letters.first(), year.parse()) {
            let is_lunar = !is_solar && first < 1912;
            let era = Era {
                first,
                is_weak,
                is_lunar,
            };
            eras.entry(c).or_default().push(Name { letters, era });
        }
    }
    for names in eras.values_mut() {
        names.sort_by_key(|it| std::cmp::Reverse(it.letters.len()));
    }
    eras
});

/// The era named here.
pub(super) fn era(line: Line<'_>, at: usize) -> Option<Read<Era>> {
    let names = ERAS.get(&line.at(at))?;
    names.iter().find_map(|it| {
        let end = at + it.letters.len();
        (line.slice(at, end) == it.letters.as_slice()).then_some(Read::new(it.era, end))
    })
}

/// The characters that names of eras begin with.
pub(super) fn heads() -> impl Iterator<Item = char> {
    ERAS.keys().copied()
}
