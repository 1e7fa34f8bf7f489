//! What surrounds each unit: its word, the marks it stands in, the names and suffixes near it.

use super::hits::{self, DictClass, DictHit, UnitHits};
use super::lists;
use super::unit::{self, Class, EDGE, Unit};
use super::words::{self, Entry, Lookup, WordTable, WordTag};

/// The word a unit is in.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Index of its first unit.
    pub from: u32,
    /// Index behind its last unit.
    pub to: u32,
    /// The same for units of the same word.
    pub id: u32,
    /// What the dictionary says it is.
    pub tag: WordTag,
}

/// The run of Latin words, or of Han characters joined by dots, a unit is in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Group {
    /// Index of its first unit.
    pub from: u32,
    /// Index behind its last unit.
    pub to: u32,
}

/// The marks a unit stands in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Inside {
    /// 0 none, 1 《》, 2 quotation marks, 3 brackets.
    pub kind: u8,
    /// How many units behind the opening mark, at most 9.
    pub since: u8,
    /// How many units before the closing mark, at most 9.
    pub until: u8,
}

const OPENING: [Class; 3] = [Class::TitleOpen, Class::QuoteOpen, Class::BracketOpen];
const CLOSING: [Class; 3] = [Class::TitleClose, Class::QuoteClose, Class::BracketClose];

/// What the features ask about a unit and its neighbours.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Its identity.
    pub id: u32,
    /// Its class, as a number.
    pub class: u32,
    /// In which lists of known names it is ([`UnitHits::names`]).
    pub names: u32,
    /// In which lists of words it is ([`UnitHits::words`]).
    pub words: u32,
    /// What it is known for ([`lists::traits`]); a bit of its own beyond the edges of the text.
    pub traits: u8,
}

/// A unit between the two before and the two behind it.
pub type Near = [Seen; 2 * REACH + 1];

/// How far features look to both sides.
const REACH: usize = 2;

/// What is seen beyond the edges of a text.
const BEYOND: Seen = Seen {
    id: EDGE.id,
    class: EDGE.class as u32,
    names: 0,
    words: 0,
    traits: 8,
};

/// Everything the features ask about the units of a text; its buffers are used again.
#[derive(Debug, Default)]
pub struct Context {
    /// The units.
    pub units: Vec<Unit>,
    /// For each unit its word.
    pub words: Vec<Word>,
    /// For each unit the longest dictionary words that are names: four bits for each tag.
    pub names: Vec<u32>,
    /// For each unit what the lexicon says.
    pub hits: Vec<UnitHits>,
    /// For each unit its group.
    pub groups: Vec<Group>,
    /// For each unit the marks around it.
    pub inside: Vec<Inside>,
    /// For each unit which suffix ends ahead of it (1 company, 2 organisation) and how far.
    pub ahead: Vec<(u8, u8)>,
    /// For each Latin word its first and its last three letters, as numbers.
    pub affixes: Vec<(u32, u32)>,
    /// For each unit what is seen of it, between what is seen beyond the edges.
    seen: Vec<Seen>,
    sorted: Vec<DictHit>,
    best: Vec<(f32, u8)>,
    matches: Vec<(u8, u8, WordTag)>,
    hashes: Vec<u64>,
    lookups: Vec<Lookup>,
    /// What the dictionary knows of the words of one, two, ... characters from each unit.
    entries: Vec<Option<Entry>>,
    /// For each unit the end of its words in `entries`.
    entry_ends: Vec<u32>,
}

impl Context {
    /// Takes in a text.
    pub fn read(&mut self, chars: &[char], dict: &[DictHit], table: &WordTable) {
        self.units.clear();
        unit::split(chars, &mut self.units);
        hits::mark(&self.units, dict, &mut self.sorted, &mut self.hits);
        self.see();
        self.affixes.clear();
        self.affixes
            .extend(self.units.iter().map(|it| affixes(chars, *it)));
        self.cut(table);
        self.find_groups();
        self.find_marks();
        self.look_ahead();
    }

    fn see(&mut self) {
        self.seen.clear();
        self.seen.resize(REACH, BEYOND);
        let units = self.units.iter().zip(&self.hits);
        self.seen.extend(units.map(|(unit, hits)| Seen {
            id: unit.id,
            class: unit.class as u32,
            names: hits.names(),
            words: hits.words(),
            traits: lists::traits(*unit),
        }));
        self.seen.resize(self.seen.len() + REACH, BEYOND);
    }

    /// The unit at this place, which must be one of the text's, and its neighbours.
    #[inline(always)]
    pub fn near(&self, at: usize) -> &Near {
        const NOTHING: &Near = &[BEYOND; 2 * REACH + 1];
        let from = self.seen.get(at..);
        from.and_then(|it| it.first_chunk()).unwrap_or(NOTHING)
    }

    /// The unit at this place, or the edge.
    pub fn unit(&self, at: usize) -> Unit {
        self.units.get(at).copied().unwrap_or(EDGE)
    }

    /// Cuts the units into words: the most likely path through those of the table.
    fn cut(&mut self, table: &WordTable) {
        let n = self.units.len();
        self.words.clear();
        self.names.clear();
        self.names.resize(n, 0);
        self.best.clear();
        self.best.resize(n + 1, (0.0, 0));
        self.matches.clear();
        self.matches.resize(n, (1, 0, WordTag::Other));
        self.look_up(table);
        for at in (0..n).rev() {
            self.weigh(at);
        }
        let mut at = 0;
        while at < n {
            let (length, _, tag) = self.matches[at];
            let to = at + usize::from(length);
            let mut hash = words::WORD_START;
            for unit in &self.units[at..to] {
                hash = words::extend(hash, unit.id);
            }
            let word = Word {
                from: at as u32,
                to: to as u32,
                id: (hash >> 16) as u32,
                tag,
            };
            self.words.extend(std::iter::repeat_n(word, to - at));
            at = to;
        }
    }

    /// Looks up all stretches of Han characters that may be words.
    fn look_up(&mut self, table: &WordTable) {
        /// Units whose words are looked up together: they and what is found stay in the cache.
        const AT_ONCE: usize = 32;
        self.entries.clear();
        self.entry_ends.clear();
        for from in (0..self.units.len()).step_by(AT_ONCE) {
            self.hashes.clear();
            let before = self.entries.len();
            for at in from..self.units.len().min(from + AT_ONCE) {
                let mut hash = words::WORD_START;
                let han = self.units[at..].iter().take_while(|it| it.class.is_han());
                for (length, unit) in (1..=words::LONGEST).zip(han) {
                    hash = words::extend(hash, unit.id);
                    self.hashes.push(hash);
                    // Few pairs of characters begin a longer word.
                    if 1 < length && !table.goes_on(hash) {
                        break;
                    }
                }
                self.entry_ends.push((before + self.hashes.len()) as u32);
            }
            table.look_up(&self.hashes, &mut self.lookups, &mut self.entries);
        }
    }

    /// Finds the best word that begins at a unit, given the best ways on behind it.
    fn weigh(&mut self, at: usize) {
        /// Logarithm of the number of all words the frequencies were counted in.
        const TOTAL: f32 = 17.9;
        let behind = |best: &[(f32, u8)], length: usize| best[at + length].0;
        if !self.units[at].class.is_han() {
            self.best[at] = (behind(&self.best, 1) - TOTAL, 1);
            return;
        }
        let from = at.checked_sub(1).map_or(0, |it| self.entry_ends[it]);
        let entries = &self.entries[from as usize..self.entry_ends[at] as usize];
        let mut top = (f32::MIN, 1_u8, WordTag::Other);
        let mut longest = [0_u8; 5];
        for (length, &entry) in (1..).zip(entries) {
            let score = match entry {
                Some(entry) => f32::from(entry.frequency) * words::STEP - TOTAL,
                None if length == 1 => -TOTAL,
                None => continue,
            };
            let tag = entry.map_or(WordTag::Other, |it| it.tag);
            if 1 < length && tag.is_name() {
                longest[tag as usize - WordTag::Person as usize] = length as u8;
            }
            let score = score + behind(&self.best, length);
            if top.0 < score {
                top = (score, length as u8, tag);
            }
        }
        self.best[at] = (top.0, top.1);
        self.matches[at] = (top.1, 0, top.2);
        for (tag, &length) in longest.iter().enumerate() {
            for part in 0..usize::from(length) {
                let code = super::label::Part::of(part, usize::from(length)) as u32 + 1;
                let shift = 4 * tag as u32;
                // A word that begins further left is written later and wins.
                self.names[at + part] = self.names[at + part] & !(15 << shift) | code << shift;
            }
        }
    }

    /// Finds runs of name-like Latin words, and of Han characters joined by dots.
    fn find_groups(&mut self) {
        self.groups.clear();
        let n = self.units.len();
        let mut at = 0;
        while at < n {
            let from = at;
            at += 1;
            if self.units[from].class.is_name_like() {
                while at < n && self.continues_latin(at) {
                    at += 1;
                }
            }
            let group = Group {
                from: from as u32,
                to: at as u32,
            };
            self.groups.extend(std::iter::repeat_n(group, at - from));
        }
    }

    /// Whether the unit goes on with the Latin name before it.
    fn continues_latin(&self, at: usize) -> bool {
        let unit = self.units[at];
        if unit.class.is_name_like() {
            return true;
        }
        let joins = matches!(unit.class, Class::Period | Class::Hyphen | Class::Dot)
            || matches!(char::from_u32(unit.id), Some('&' | '\'' | '’'));
        let next = self.unit(at + 1);
        let touches = self.units[at - 1].to == unit.from;
        joins && touches && next.class.is_name_like() && unit.class != Class::Stop
    }

    fn find_marks(&mut self) {
        self.inside.clear();
        self.inside.resize(self.units.len(), Inside::default());
        let mut open: Option<(usize, usize)> = None;
        for at in 0..self.units.len() {
            let class = self.units[at].class;
            let opening = OPENING.iter().position(|&it| it == class);
            let closing = CLOSING.iter().position(|&it| it == class);
            if let Some(kind) = opening {
                open = Some((at, kind));
            } else if let Some((from, kind)) = open {
                if closing == Some(kind) && at - from <= 30 {
                    for inner in from + 1..at {
                        self.inside[inner] = Inside {
                            kind: kind as u8 + 1,
                            since: (inner - from).min(9) as u8,
                            until: (at - inner).min(9) as u8,
                        };
                    }
                }
                if closing.is_some() {
                    open = None;
                }
            }
        }
    }

    /// Finds for each unit the next suffix of a company's or organisation's name.
    fn look_ahead(&mut self) {
        self.ahead.clear();
        self.ahead.resize(self.units.len(), (0, 0));
        let mut next: (u8, u8) = (0, 0);
        for at in (0..self.units.len()).rev() {
            let ends = |class| {
                let part = self.hits[at].part(class);
                part == 3 || part == 4
            };
            if ends(DictClass::CompanySuffix) {
                next = (1, 1);
            } else if ends(DictClass::OrganisationSuffix) {
                next = (2, 1);
            } else if self.units[at].class.is_break() || 12 <= next.1 {
                next = (0, 0);
            } else if next.0 != 0 {
                next.1 += 1;
            }
            self.ahead[at] = next;
        }
    }
}

/// The first and the last three letters of a Latin word.
fn affixes(chars: &[char], unit: Unit) -> (u32, u32) {
    if !unit.class.is_word() {
        return (0, 0);
    }
    let word = &chars[unit.from as usize..unit.to as usize];
    let edge = word.len().min(3);
    (
        unit::word_id(&word[..edge]),
        unit::word_id(&word[word.len() - edge..]),
    )
}
