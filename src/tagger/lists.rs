//! What single characters and Latin words are known for: surnames, given names, transliteration.

use super::unit::{Class, Unit, word_id};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A Chinese surname of one character, or an English word that is no name.
const SURNAME: u8 = 1;
/// A character frequent in Chinese given names, or an English first name.
const GIVEN: u8 = 2;
/// A character that foreign names are written with, or an English function word.
const FOREIGN: u8 = 4;

/// The first and last character of the table.
const HAN: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

static TRAITS: LazyLock<Traits> = LazyLock::new(Traits::read);

struct Traits {
    chars: Vec<u8>,
    words: FxHashMap<u32, u8>,
}

impl Traits {
    fn read() -> Traits {
        let mut traits = Traits {
            chars: vec![0; 0x5200],
            words: FxHashMap::default(),
        };
        let lists = [
            (
                include_str!("../../assets/lexicon/words/surnames.txt"),
                SURNAME,
            ),
            (
                include_str!("../../assets/lexicon/words/given-chars.txt"),
                GIVEN,
            ),
            (
                include_str!("../../assets/lexicon/words/transliteration.txt"),
                FOREIGN,
            ),
            (
                include_str!("../../assets/lexicon/words/common-en.txt"),
                SURNAME,
            ),
            (
                include_str!("../../assets/lexicon/words/first-names-en.txt"),
                GIVEN,
            ),
            (
                include_str!("../../assets/lexicon/words/function-en.txt"),
                FOREIGN,
            ),
        ];
        for (list, bit) in lists {
            for line in list.lines().filter(|it| !it.starts_with('#')) {
                traits.add(line.trim(), bit);
            }
        }
        traits
    }

    fn add(&mut self, word: &str, bit: u8) {
        let mut chars = word.chars();
        let (Some(first), rest) = (chars.next(), chars.as_str()) else {
            return;
        };
        if first.is_ascii() {
            let word: Vec<char> = word.chars().collect();
            *self.words.entry(word_id(&word)).or_default() |= bit;
        } else if rest.is_empty() && HAN.contains(&u32::from(first)) {
            self.chars[(u32::from(first) - HAN.start()) as usize] |= bit;
        }
    }
}

/// The traits of a unit, as bits.
pub fn traits(unit: Unit) -> u8 {
    if unit.class == Class::Han && HAN.contains(&unit.id) {
        return TRAITS.chars[(unit.id - HAN.start()) as usize];
    }
    if unit.class.is_word() {
        return TRAITS.words.get(&unit.id).copied().unwrap_or(0);
    }
    0
}
