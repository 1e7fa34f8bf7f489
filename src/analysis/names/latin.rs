//! Names in Latin script: runs of capitalized words, and what the words around them say.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use crate::lexicon::{Class, words};
use crate::model::{Kind, Rule, Why};
use crate::text::chars::is_latin;

/// Small words that a person's name holds between capitalized ones.
const PERSON_PARTICLES: [&str; 16] = [
    "de", "da", "di", "del", "della", "der", "den", "dos", "du", "la", "le", "van", "von", "bin",
    "ibn", "al",
];

/// Small words that an organisation's name holds between capitalized ones.
const TITLE_PARTICLES: [&str; 4] = ["of", "for", "the", "&"];

/// Words that open the name of an organisation: `Ministry of Finance`.
const OPENERS: [&str; 16] = [
    "University",
    "Ministry",
    "Department",
    "Institute",
    "Bank",
    "Council",
    "Bureau",
    "Academy",
    "School",
    "College",
    "Office",
    "Court",
    "House",
    "Federation",
    "Association",
    "Museum",
];

/// A word in Latin script, by character indices.
#[derive(Debug, Clone)]
struct Word {
    from: usize,
    to: usize,
    text: String,
}

/// Adds the names that the rules read from capitalized words.
pub(super) fn candidates(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let words = words_of(&context.chars.folded);
    let mut at = 0;
    while at < words.len() {
        let mut end = at + 1;
        while end < words.len() && goes_on(context, &words, at, end) {
            end += 1;
        }
        if starts_name(&words[at].text) {
            read_run(context, trim(context, &words[at..end]), found);
        }
        at = end;
    }
}

/// The Latin words of a text. A point belongs to a word between letters (`x.AI`), behind a single
/// capital (`J.`) and behind an abbreviation; `'s` does not.
fn words_of(chars: &[char]) -> Vec<Word> {
    let is_part = |c: char| is_latin(c) || c.is_ascii_digit();
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !is_part(chars[at]) && chars[at] != '&' {
            at += 1;
            continue;
        }
        let from = at;
        at += 1;
        while at < chars.len() {
            let joins = matches!(chars[at], '-' | '.' | '\'' | '&' | '+');
            let next_is_part = chars.get(at + 1).is_some_and(|&c| is_part(c));
            let is_possessive = chars[at] == '\''
                && chars.get(at + 1) == Some(&'s')
                && chars.get(at + 2).is_none_or(|&c| !is_part(c));
            if is_part(chars[at]) || joins && next_is_part && !is_possessive {
                at += 1;
            } else {
                break;
            }
        }
        let text: String = chars[from..at].iter().collect();
        let is_short_form = is_initial(&text) || words::is_abbreviation(&text);
        if chars.get(at) == Some(&'.') && is_short_form {
            at += 1;
        }
        words.push(Word { from, to: at, text });
    }
    words
}

fn is_initial(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_uppercase)
}

/// Whether a word can be one of a name: it has a capital.
fn starts_name(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && text.chars().any(is_latin)
}

/// Whether the word at `next` belongs to the run that began at `first`: one blank before it, and a
/// capital, or a particle with a capital behind it.
fn goes_on(context: &Context<'_>, words: &[Word], first: usize, next: usize) -> bool {
    let gap = &context.chars.folded[words[next - 1].to..words[next].from];
    let follows = |at: usize| {
        words.get(at).is_some_and(|it| {
            starts_name(&it.text) && context.chars.folded[words[at - 1].to..it.from] == [' ']
        })
    };
    if gap != [' '] || !starts_name(&words[first].text) {
        return false;
    }
    let text = words[next].text.as_str();
    starts_name(text)
        || (PERSON_PARTICLES.contains(&text) || TITLE_PARTICLES.contains(&text))
            && (follows(next + 1)
                || words.get(next + 1).is_some_and(|it| it.text == "the") && follows(next + 2))
}

/// The run without words at its beginning that only stand capitalized at a sentence's start or are
/// a title.
fn trim<'a>(context: &Context<'_>, run: &'a [Word]) -> &'a [Word] {
    let mut run = run;
    while let [first, rest @ ..] = run {
        let is_function_word = words::is_function_word(&first.text);
        let ends_title = !rest.is_empty() && context.ends(Class::TitleBefore, first.to).is_some();
        if !is_function_word && !ends_title {
            break;
        }
        run = rest;
    }
    run
}

/// Reads one run of capitalized words.
fn read_run(context: &Context<'_>, run: &[Word], found: &mut Vec<Candidate>) {
    let [first, .., last] = run else {
        if let [only] = run {
            read_single(context, only, found);
        }
        return;
    };
    let (from, to) = (first.from, last.to);
    if context.starts(Class::Product, from) == Some(to) {
        return;
    }
    let is_listed = is_listed_with_person(context, from, found);
    let mut push = |kind, strength, rule| {
        found.push(Candidate::new(
            context.span(from, to),
            Reading::Name(kind),
            strength,
            Why::Rule(rule),
        ));
    };
    if context.ends_within(Class::CompanySuffix, from, to) {
        return push(Kind::Company, 0.8, Rule::CompanySuffix);
    }
    let is_opened = OPENERS.contains(&first.text.as_str()) && run[1].text == "of";
    if is_opened || context.ends_within(Class::OrganisationSuffix, from, to) {
        return push(Kind::Organisation, 0.8, Rule::OrganisationSuffix);
    }
    if 4 < run.len()
        || run
            .iter()
            .any(|it| TITLE_PARTICLES.contains(&it.text.as_str()))
    {
        return;
    }
    let looks_like_words = run.iter().any(|it| {
        words::is_common_word(&it.text)
            || it.text.chars().any(|c| c.is_ascii_digit())
            || is_acronym(&it.text)
    });
    let has_first_name = words::is_first_name(&first.text);
    if has_first_name && !looks_like_words {
        return push(Kind::Person, 0.85, Rule::FirstName);
    }
    if context.is_titled(from, to) && (has_first_name || !looks_like_words) {
        return push(Kind::Person, 0.8, Rule::Title);
    }
    if looks_like_words {
        return;
    }
    if context.speaks(to) {
        push(Kind::Person, 0.6, Rule::Speaker);
    } else if is_listed {
        push(Kind::Person, 0.6, Rule::ListOfPeople);
    }
}

/// Whether nothing but a word of listing stands between a person and the name at `from`.
fn is_listed_with_person(context: &Context<'_>, from: usize, found: &[Candidate]) -> bool {
    let chars = &context.chars.folded;
    let behind_blank = |at: usize| {
        if 0 < at && chars[at - 1] == ' ' {
            at - 1
        } else {
            at
        }
    };
    let at = behind_blank(from);
    if at == 0 || !"和与及跟、".contains(chars[at - 1]) {
        return false;
    }
    let end = context.chars.starts[behind_blank(at - 1)];
    found
        .iter()
        .any(|it| it.reading == Reading::Name(Kind::Person) && it.span.end == end)
}

/// A single word is a name only where its neighbors say so.
fn read_single(context: &Context<'_>, word: &Word, found: &mut Vec<Candidate>) {
    let (from, to) = (word.from, word.to);
    let mut push = |reading, strength, rule| {
        found.push(Candidate::new(
            context.span(from, to),
            reading,
            strength,
            Why::Rule(rule),
        ));
    };
    if context.is_product(from, to) {
        return push(Reading::Other, 0.6, Rule::ProductWord);
    }
    let has_digit = word.text.chars().any(|c| c.is_ascii_digit());
    if has_digit || is_acronym(&word.text) || words::is_common_word(&word.text) {
        return;
    }
    let starts_upper = word.text.chars().next().is_some_and(char::is_uppercase);
    if starts_upper && context.is_titled(from, to) {
        push(Reading::Name(Kind::Person), 0.7, Rule::Title);
    }
}

/// All capitals, as abbreviations are: `CEO`, `GPU`.
fn is_acronym(text: &str) -> bool {
    2 <= text.chars().count()
        && text
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&')
}
