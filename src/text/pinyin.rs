//! Search keys of names: as written, in pinyin in full or by initials, mixed, with all readings of
//! a character, and nearly right.

use super::fold;
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::ops::Range;
use std::sync::LazyLock;

/// Readings of all characters.
static READINGS: LazyLock<PinyinData> =
    LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter));

/// Letters that a query needs before it is also compared loosely.
const LOOSE: usize = 3;

/// In what way a name answers a query; the better, the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is the query.
    Exact,
    /// It begins with it.
    Prefix,
    /// The query is the initials of its beginning.
    Initials,
    /// The query is the pinyin of its beginning, in full or mixed.
    Pinyin,
    /// It holds the query somewhere.
    Inside,
    /// The query's letters stand in it in this order.
    Fuzzy,
}

/// How a name answers a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In what way.
    pub rank: Rank,
    /// Among those of one rank, the smaller the better.
    pub distance: u32,
    /// The characters of the name that answer, as indices of characters; empty if they are spread.
    pub chars: Range<usize>,
}

/// What is typed to find a name.
pub struct Query {
    folded: String,
    initials: IbMatcher<'static>,
    pinyin: IbMatcher<'static>,
    fuzzy: Option<Atom>,
    matcher: Matcher,
}

impl std::fmt::Debug for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Query")
            .field("folded", &self.folded)
            .finish_non_exhaustive()
    }
}

impl Query {
    /// The query that these letters are; `None` if they are blank.
    pub fn new(typed: &str) -> Option<Query> {
        let folded = fold::text(typed.trim());
        if folded.is_empty() {
            return None;
        }
        let config = |notations| {
            PinyinMatchConfig::builder(notations)
                .data(&READINGS)
                .build()
        };
        let matcher = |notations| {
            IbMatcher::builder(folded.as_str())
                .is_pattern_partial(true)
                .pinyin(config(notations))
                .build()
        };
        let fuzzy = (LOOSE <= folded.chars().count()).then(|| {
            Atom::new(
                &folded,
                CaseMatching::Ignore,
                Normalization::Smart,
                AtomKind::Fuzzy,
                false,
            )
        });
        Some(Query {
            initials: matcher(PinyinNotation::AsciiFirstLetter),
            pinyin: matcher(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter),
            folded,
            fuzzy,
            matcher: Matcher::new(Config::DEFAULT),
        })
    }

    /// How `name` answers, if it does.
    pub fn find(&mut self, name: &str) -> Option<Found> {
        let folded = fold::text(name);
        let n_chars = folded.chars().count();
        let found = |rank, bytes: Range<usize>| {
            let start = folded[..bytes.start].chars().count();
            let len = folded[bytes].chars().count();
            let rest = n_chars - len;
            Found {
                rank,
                distance: u32::try_from(start * 100 + rest).unwrap_or(u32::MAX),
                chars: start..start + len,
            }
        };
        if folded == self.folded {
            return Some(found(Rank::Exact, 0..folded.len()));
        }
        if folded.starts_with(&self.folded) {
            return Some(found(Rank::Prefix, 0..self.folded.len()));
        }
        for (matcher, rank) in [
            (&self.initials, Rank::Initials),
            (&self.pinyin, Rank::Pinyin),
        ] {
            if let Some(it) = matcher.find(folded.as_str()) {
                let rank = if it.start() == 0 { rank } else { Rank::Inside };
                return Some(found(rank, it.range()));
            }
        }
        self.find_loosely(&folded)
    }

    fn find_loosely(&mut self, folded: &str) -> Option<Found> {
        let mut buffer = Vec::new();
        let score = self
            .fuzzy
            .as_ref()?
            .score(Utf32Str::new(folded, &mut buffer), &mut self.matcher)?;
        Some(Found {
            rank: Rank::Fuzzy,
            distance: u32::from(u16::MAX - score),
            chars: 0..0,
        })
    }
}

/// A key that sorts names as a Chinese reader expects: Latin and Han in one order, by pinyin.
pub fn sort_key(name: &str) -> String {
    let mut key = String::new();
    for c in fold::text(name).chars() {
        let mut reading = None;
        READINGS.get_pinyins_and_for_each(c, |it| {
            reading.get_or_insert_with(|| it.notation(PinyinNotation::Ascii).map(str::to_owned));
        });
        match reading.flatten() {
            Some(reading) => key.push_str(&reading),
            None => key.push(c),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_all_ways_of_writing_it() {
        use Rank::{Exact, Fuzzy, Initials, Inside, Pinyin, Prefix};
        for (typed, name, rank) in [
            ("扎", "扎克伯格", Some(Prefix)),
            ("zkbg", "扎克伯格", Some(Initials)),
            ("zhakeboge", "扎克伯格", Some(Pinyin)),
            ("zhakb", "扎克伯格", Some(Pinyin)),
            ("扎ke", "扎克伯格", Some(Pinyin)),
            ("zuck", "Mark Zuckerberg", Some(Inside)),
            ("mark", "Mark Zuckerberg", Some(Prefix)),
            ("MARK ZUCKERBERG", "Mark Zuckerberg", Some(Exact)),
            ("rzf", "任正非", Some(Initials)),
            ("辉达", "輝達", Some(Exact)),
            ("huida", "輝達", Some(Pinyin)),
            ("chongqing", "重庆", Some(Pinyin)),
            ("zhongqing", "重庆", Some(Pinyin)),
            ("zgf", "曾国藩", Some(Initials)),
            ("cengguo", "曾国藩", Some(Pinyin)),
            ("mkzkbg", "Mark Zuckerberg", Some(Fuzzy)),
            ("ＯＰＥＮ", "OpenAI", Some(Prefix)),
            ("xyz", "扎克伯格", None),
        ] {
            let found = Query::new(typed).unwrap().find(name);
            assert_eq!(found.map(|it| it.rank), rank, "{typed} {name}");
        }
        assert!(Query::new(" ").is_none());
    }

    #[test]
    fn the_place_found_is_told() {
        let found = |typed, name| Query::new(typed).unwrap().find(name).unwrap().chars;
        assert_eq!(found("kbg", "扎克伯格"), 1..4);
        assert_eq!(found("zuck", "Mark Zuckerberg"), 5..9);
    }

    #[test]
    fn names_sort_by_pinyin() {
        let mut names = ["微软", "OpenAI", "谷歌", "Meta"];
        names.sort_by_key(|it| sort_key(it));
        assert_eq!(names, ["谷歌", "Meta", "OpenAI", "微软"]);
    }
}
