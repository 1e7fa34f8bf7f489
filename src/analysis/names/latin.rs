//! Names in Latin script: runs of capitalized words, and what the words around them say.

use super::called::{has_age, is_called_company};
use super::candidate::{Candidate, Reading};
use super::context::Context;
use super::neighbors::no_person;
use super::posts;
use super::sites::is_site;
use crate::lexicon::{Class, words};
use crate::model::{Kind, Rule, Why};
use crate::text::chars::{is_han, is_latin};

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

/// Those whose hospital, party or league a body is by its name: Children's Hospital.
const OF_GROUPS: [&str; 6] = ["Children", "Women", "Men", "People", "Veterans", "Teachers"];

/// Whether the word at `next` belongs to the run that began at `first`: one blank before it, and a
/// capital, or a particle with a capital behind it.
fn goes_on(context: &Context<'_>, words: &[Word], first: usize, next: usize) -> bool {
    let gap = &context.chars.folded[words[next - 1].to..words[next].from];
    let follows = |at: usize| {
        words.get(at).is_some_and(|it| {
            starts_name(&it.text) && context.chars.folded[words[at - 1].to..it.from] == [' ']
        })
    };
    let is_theirs = gap == ['\'', 's', ' '] && OF_GROUPS.contains(&words[next - 1].text.as_str());
    if gap != [' '] && !is_theirs || !starts_name(&words[first].text) {
        return false;
    }
    let text = words[next].text.as_str();
    starts_name(text)
        || text == "and" && follows(next + 1) && is_second_field(context, &words[first..=next + 1])
        || (PERSON_PARTICLES.contains(&text) || TITLE_PARTICLES.contains(&text))
            && (follows(next + 1)
                || words.get(next + 1).is_some_and(|it| it.text == "the") && follows(next + 2))
}

/// Whether the last word is another field of a body: Ministry of Science *and Technology*, but not
/// University of Leiden and Utrecht.
fn is_second_field(context: &Context<'_>, run: &[Word]) -> bool {
    let is_link = |it: &Word| it.text == "of" || it.text == "for";
    let is_field = |it: &Word| {
        let is_body = context.starts(Class::OrganisationSuffix, it.from) == Some(it.to);
        words::is_common_word(&it.text) && !is_body
    };
    run.iter().any(is_link) && run.last().is_some_and(is_field)
}

/// What ends a word that says where a company is from or whose it is, before its name.
const ORIGINS: [&str; 5] = ["-based", "-backed", "-owned", "-listed", "-born"];

/// What of a company stands before its name at the head of a sentence: Shares of X.
const GROUPS: [&str; 14] = [
    "Shares",
    "Stocks",
    "Bonds",
    "Investors",
    "Analysts",
    "Executives",
    "Members",
    "Owners",
    "Makers",
    "Directors",
    "Officials",
    "Employees",
    "Shareholders",
    "Customers",
];

/// The run without words at its beginning that only stand capitalized at a sentence's start or are
/// a title.
fn trim<'a>(context: &Context<'_>, run: &'a [Word]) -> &'a [Word] {
    let mut run = run;
    while let [first, rest @ ..] = run {
        let is_origin = ORIGINS.iter().any(|it| first.text.ends_with(it)) && !rest.is_empty();
        let is_function_word = words::is_function_word(&first.text) || is_origin;
        let ends_title = |it: &Word| context.ends(Class::TitleBefore, it.to).is_some();
        let is_group = matches!(rest, [link, _, ..] if link.text == "of" || link.text == "at")
            && GROUPS.contains(&first.text.as_str());
        if is_group {
            run = &rest[1..];
            continue;
        }
        if is_function_word || !rest.is_empty() && ends_title(first) {
            run = rest;
            continue;
        }
        // Behind a title of several words, if somebody's first name follows: Attorney General Ann Lee.
        let is_title = |&at: &usize| ends_title(&run[at - 1]) && is_first_name(&run[at].text);
        let behind = (2..run.len()).rev().find(is_title);
        return behind.map_or(run, |at| &run[at..]);
    }
    run
}

/// A first name, or several with a hyphen.
fn is_first_name(text: &str) -> bool {
    words::is_first_name(text) || text.contains('-') && text.split('-').all(is_given)
}

/// A part of a double first name: Mei-Ling, Jean-Luc.
fn is_given(part: &str) -> bool {
    let mut chars = part.chars();
    let is_capital = chars.next().is_some_and(char::is_uppercase);
    is_capital && (2..=8).contains(&part.len()) && chars.all(char::is_lowercase)
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
    let texts: Vec<&str> = run.iter().map(|it| it.text.as_str()).collect();
    if is_site(&texts) {
        let (span, why) = (context.span(from, to), Why::Rule(Rule::Neighbors));
        return found.push(Candidate::new(span, Reading::Other, 0.8, why));
    }
    let is_listed = is_listed_with_person(context, from, found);
    if let Some((kind, strength, rule)) = what_it_is(context, run, is_listed) {
        let is_numbered = kind == Kind::Organisation;
        let from = if is_numbered {
            behind_blank_number(&context.chars.folded, from)
        } else {
            from
        };
        let (span, reading) = (context.span(from, to), Reading::Name(kind));
        found.push(Candidate::new(span, reading, strength, Why::Rule(rule)));
    }
}

/// Where a body's name begins with its number: 90th|Tank Division.
fn behind_blank_number(chars: &[char], from: usize) -> usize {
    let before = &chars[..from];
    let Some(word) = before.strip_suffix(&[' ']) else {
        return from;
    };
    let n = word
        .iter()
        .rev()
        .take_while(|it| it.is_ascii_alphanumeric())
        .count();
    let word = &word[word.len() - n..];
    let is_ordinal = 3 <= n && word[0].is_ascii_digit() && word.ends_with(&['h'])
        || matches!(
            word,
            [.., '1', 's', 't'] | [.., '2', 'n', 'd'] | [.., '3', 'r', 'd']
        );
    if is_ordinal { from - 1 - n } else { from }
}

/// What a run of several words names, by its own words and those beside it.
fn what_it_is(context: &Context<'_>, run: &[Word], is_listed: bool) -> Option<(Kind, f32, Rule)> {
    let (from, to) = (run.first()?.from, run.last()?.to);
    if is_gloss(context, run) {
        return None;
    }
    if context.ends_within(Class::CompanySuffix, from, to) {
        return Some((Kind::Company, 0.8, Rule::CompanySuffix));
    }
    if is_opened(context, run) || context.ends_within(Class::OrganisationSuffix, from, to) {
        return Some((Kind::Organisation, 0.8, Rule::OrganisationSuffix));
    }
    let is_particle = |it: &Word| TITLE_PARTICLES.contains(&it.text.as_str());
    if 4 < run.len() || run.iter().any(is_particle) {
        return None;
    }
    if let Some(kind) = posts::post_of(context, to) {
        return Some((kind, 0.65, Rule::Neighbors));
    }
    let looks_like_words = run.iter().any(|it| looks_like_word(&it.text)) && !is_of_house(run);
    let has_first_name = is_first_name(&run.first()?.text);
    let is_titled = || context.is_titled(from, to);
    match (has_first_name, looks_like_words) {
        (true, false) => Some((Kind::Person, 0.85, Rule::FirstName)),
        (true, true) | (false, false) if is_titled() => Some((Kind::Person, 0.8, Rule::Title)),
        (_, true) => None,
        _ if is_called_company(context, from, to) => Some((Kind::Company, 0.65, Rule::Neighbors)),
        _ if context.speaks(to) || has_age(context, to) => Some((Kind::Person, 0.6, Rule::Speaker)),
        _ => is_listed.then_some((Kind::Person, 0.6, Rule::ListOfPeople)),
    }
}

/// Whether common words stand in brackets behind Han, which they only translate: 机械图书馆（Mechanical
/// Library）.
fn is_gloss(context: &Context<'_>, run: &[Word]) -> bool {
    let chars = &context.chars.folded;
    let [.., before, '('] = &chars[..run.first().map_or(0, |it| it.from)] else {
        return false;
    };
    let is_closed = run.last().and_then(|it| chars.get(it.to)) == Some(&')');
    is_han(*before) && is_closed && run.iter().all(|it| words::is_common_word(&it.text))
}

/// Whether a word has the look of one that is no name.
fn looks_like_word(text: &str) -> bool {
    words::is_common_word(text) || text.chars().any(|c| c.is_ascii_digit()) || is_acronym(text)
}

/// Whether a run has a family's particle behind a first name, so that what follows is a surname
/// whatever else it is: Pieter van Dam.
fn is_of_house(run: &[Word]) -> bool {
    let [first, particle, ..] = run else {
        return false;
    };
    is_first_name(&first.text) && PERSON_PARTICLES.contains(&particle.text.as_str())
}

/// Whether a run opens with what bodies are called, and says of or for what it is one: Bank of X,
/// Sixth Circuit Court of Appeals, Swiss Academy of Sciences.
fn is_opened(context: &Context<'_>, run: &[Word]) -> bool {
    let is_link = |it: &Word| it.text == "of" || it.text == "for";
    let Some(at) = run.iter().position(is_link).filter(|&at| 0 < at) else {
        return false;
    };
    let ends_body = || {
        let to = run[at - 1].to;
        context.ends_within(Class::OrganisationSuffix, run[0].from, to)
    };
    OPENERS.contains(&run[at - 1].text.as_str()) && (at == 1 || ends_body())
        || 1 < at && ends_body()
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
    if let Some(kind) = posts::post_of(context, to) {
        return push(Reading::Name(kind), 0.6, Rule::Neighbors);
    }
    if is_called_company(context, from, to) {
        return push(Reading::Name(Kind::Company), 0.6, Rule::Neighbors);
    }
    let starts_upper = word.text.chars().next().is_some_and(char::is_uppercase);
    let is_other = || no_person(&context.chars.folded, from, to).is_some();
    if starts_upper && context.is_titled(from, to) && !is_other() {
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
