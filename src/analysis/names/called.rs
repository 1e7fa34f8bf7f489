//! What English sentences call a name in small letters: «shipping group X», «X, a biotech company»,
//! «X, 24,».

use super::context::Context;

/// What companies are called before or behind their name.
const COMPANY_WORDS: [&str; 15] = [
    "company",
    "group",
    "start-up",
    "startup",
    "firm",
    "maker",
    "carmaker",
    "chipmaker",
    "drugmaker",
    "airline",
    "retailer",
    "conglomerate",
    "lender",
    "automaker",
    "subsidiary",
];

/// Words in small letters between a name and what it is called: a biotech company.
const MAX_WORDS: usize = 5;

/// Whether the words beside a name in English say that it is a company: «shipping group X»,
/// «Oslo-based X», «X, a biotech company».
pub(super) fn is_called_company(context: &Context<'_>, from: usize, to: usize) -> bool {
    let chars = &context.chars.folded;
    let before: String = chars[from.saturating_sub(24)..from].iter().collect();
    let last = before
        .strip_suffix(' ')
        .and_then(|it| it.rsplit(' ').next());
    let is_before = |it: &str| it.ends_with("-based") || COMPANY_WORDS.contains(&it);
    if last.is_some_and(is_before) {
        return true;
    }
    let behind: String = chars[to..].iter().take(60).collect();
    let Some(called) = behind.strip_prefix(", ") else {
        return false;
    };
    let mut words = called.split_inclusive([' ', ',', '.']);
    let is_article = words
        .next()
        .is_some_and(|it| ["a ", "an ", "the "].contains(&it));
    let is_small = |it: &&str| it.chars().all(|c| !c.is_uppercase());
    let called = words.take(MAX_WORDS).take_while(is_small);
    let mut called = called.map(|it| it.trim_end_matches([' ', ',', '.']));
    is_article && called.any(|it| COMPANY_WORDS.contains(&it))
}

/// Whether an age follows, as behind a person's name: «X, 24,».
pub(super) fn has_age(context: &Context<'_>, to: usize) -> bool {
    let behind = &context.chars.folded[to..];
    let is_digit = |at: usize| behind.get(at).is_some_and(char::is_ascii_digit);
    behind.starts_with(&[',', ' '])
        && is_digit(2)
        && is_digit(3)
        && matches!(behind.get(4), Some(',' | '.'))
}
