//! Sets of words and characters that are looked up one by one.
//!
//! The sets are the program's own, so a hash that an article could be written against will do; it
//! makes them in a third of the time.

use crate::text::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../assets/lexicon/words/", $name, ".txt"))
    };
}

/// The words of a list, one a line, `#` begins a comment.
fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
}

static FIRST_NAMES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(list!("first-names-en")).collect());
static COMMON_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(list!("common-en")).collect());
static FUNCTION_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(list!("function-en")).collect());
static GENERIC: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(list!("generic")).map(str::to_lowercase).collect());
static SURNAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words(list!("surnames")).collect());
static TRANSLITERATION: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    words(list!("transliteration"))
        .flat_map(str::chars)
        .collect()
});

/// Groups of cues by name, folded.
static CUES: LazyLock<FxHashMap<&str, Vec<String>>> = LazyLock::new(|| {
    let groups = words(include_str!("../../assets/lexicon/cues.tsv"));
    let parts = groups.filter_map(|it| it.split_once('\t'));
    parts
        .map(|(name, cues)| (name, cues.split(',').map(fold::text).collect()))
        .collect()
});

/// The list of eras, as its head describes it.
pub const ERAS: &str = include_str!("../../assets/lexicon/eras.tsv");

/// Eras by name, folded; those that are places or words too are none here.
static ERA_NAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let names = words(ERAS).filter_map(|it| it.split('\t').next());
    let sure = names.filter(|it| !it.starts_with('?'));
    sure.map(fold::text).collect()
});

/// The name of an era that years are counted in, folded.
pub fn is_era(word: &str) -> bool {
    ERA_NAMES.contains(word)
}

/// The folded cues of a group; nothing if there is no such group.
pub fn cues(group: &str) -> Option<&'static [String]> {
    CUES.get(group).map(Vec::as_slice)
}

/// A first name in Latin script, capitalized as in a text.
pub fn is_first_name(word: &str) -> bool {
    FIRST_NAMES.contains(word)
}

/// An English word that is no name by itself, in any letter case.
pub fn is_common_word(word: &str) -> bool {
    is_function_word(word) || COMMON_WORDS.contains(word.to_lowercase().as_str())
}

/// An English word that never begins a name: articles, pronouns, prepositions, months.
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word.to_lowercase().as_str())
}

/// A word that is written with a point behind it.
pub fn is_abbreviation(word: &str) -> bool {
    [
        "Inc", "Corp", "Ltd", "Co", "Jr", "Sr", "St", "Mr", "Mrs", "Ms", "Dr", "Prof",
    ]
    .contains(&word)
}

/// The longest word of the generic list, in characters.
const LONGEST_GENERIC: usize = 8;

/// Whether a text is made of nothing but words that describe (初创公司, AI 公司, 该银行): no name.
pub fn is_generic(text: &str) -> bool {
    let chars: Vec<char> = text
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    // Which beginnings can be cut into such words.
    let mut reached = vec![false; chars.len() + 1];
    reached[0] = true;
    for from in 0..chars.len() {
        if !reached[from] {
            continue;
        }
        for to in from + 1..=chars.len().min(from + LONGEST_GENERIC) {
            let word: String = chars[from..to].iter().collect();
            reached[to] |= GENERIC.contains(&word);
        }
    }
    reached[chars.len()]
}

/// A Chinese surname of one or two characters.
pub fn is_surname(word: &str) -> bool {
    SURNAMES.contains(word)
}

/// A character that foreign names are written with in Chinese.
pub fn is_transliteration(c: char) -> bool {
    TRANSLITERATION.contains(&c)
}
