//! How much the tagger's word counts for names whose form speaks against it.

use super::candidate::Reading;
use super::context::Context;
use super::neighbors::starts_with;
use crate::analysis::token::Token;
use crate::lexicon::{Class, words};
use crate::model::Kind;
use crate::tagger::words::WordTag;
use crate::text::chars::is_latin;

/// How much the model's word counts for a word of the dictionary that is no name there, where its
/// neighbors say that it is somebody.
const TRUST_IN_SAID_WORDS: f32 = 0.7;

/// The same where nothing else speaks for a person.
const TRUST_IN_WORDS: f32 = 0.5;

/// How much it counts for a town or country that is taken for a company or body, where a word of the
/// sentence says that teams are told of.
const TRUST_IN_TEAMS: f32 = 1.0;

/// The same in other sentences: a town is far more often just itself.
const TRUST_IN_PLACES: f32 = 0.25;

/// What the model takes for a place counts this much against names that are written alike.
const TRUST_IN_SEEN_PLACES: f32 = 0.8;

/// The same for a Latin name that is all its block holds: a heading says nothing of what it names.
const TRUST_IN_HEADINGS: f32 = 0.6;

/// The groups of cues that tell of teams.
const TEAMS: [&str; 2] = ["football", "basketball"];

/// How much of the model's word for a stretch is left: less for a word of the dictionary.
pub(super) fn of(
    context: &Context<'_>,
    tokens: &[Token],
    reading: Reading,
    (from, to): (usize, usize),
) -> f32 {
    let is_person = reading == Reading::Name(Kind::Person);
    let of_word = match is_person && is_word(tokens, from, to) {
        true if is_said(context, from, to) => TRUST_IN_SAID_WORDS,
        true => TRUST_IN_WORDS,
        false => 1.0,
    };
    of_word * trust(context, reading, from, to)
}

/// Words and marks behind people's names and seldom behind other nouns.
const BEHIND_PEOPLE: [&str; 4] = ["等人", "等将", "夫妇", "本人"];

/// Whether the words beside a stretch say that it is somebody: a title, a verb of speech.
fn is_said(context: &Context<'_>, from: usize, to: usize) -> bool {
    let behind = &context.chars.folded[to..];
    let follows = |it: &&str| starts_with(behind, it);
    context.is_titled(from, to) || context.speaks(to) || BEHIND_PEOPLE.iter().any(follows)
}

/// How much the model's word counts for names whose form speaks against it: 1 for most.
fn trust(context: &Context<'_>, reading: Reading, from: usize, to: usize) -> f32 {
    if reading != Reading::Name(Kind::Person) {
        let is_place = context.starts(Class::Place, from) == Some(to);
        let is_name = matches!(reading, Reading::Name(_));
        return match is_place {
            true if !is_name => TRUST_IN_SEEN_PLACES,
            true if context.tells_of(TEAMS, from, to) => TRUST_IN_TEAMS,
            true => TRUST_IN_PLACES,
            false if context.is_heading(from, to) => TRUST_IN_HEADINGS,
            false => 1.0,
        };
    }
    let name = &context.chars.folded[from..to];
    let text: String = name.iter().collect();
    if name.iter().any(|&c| is_latin(c)) {
        let first = text.split([' ', '·']).next().unwrap_or_default();
        // Nothing in an unknown Latin word says that it is a person and no product.
        let has_sign = words::is_first_name(first) || context.is_titled(from, to);
        return if has_sign { 1.0 } else { 0.8 };
    }
    let starts_with_surname = [1, 2]
        .into_iter()
        .any(|n| n < name.len() && words::is_surname(&name[..n].iter().collect::<String>()));
    // A family or clan, and towns that are read for people.
    if name.ends_with(&['氏']) && !name.contains(&'·') {
        return 0.45;
    }
    if context.starts(Class::Place, from) == Some(to) {
        return 0.4;
    }
    let is_foreign = name
        .iter()
        .all(|&c| c == '·' || words::is_transliteration(c));
    if 3 < name.len() || starts_with_surname || is_foreign {
        1.0
    } else {
        0.6
    }
}

/// Whether the dictionary has a stretch as one word that is no name: 雷达, 简言之.
fn is_word(words: &[Token], from: usize, to: usize) -> bool {
    let at = words.partition_point(|it| it.from < from);
    let word = words.get(at).filter(|it| it.from == from && it.to == to);
    word.is_some_and(|it| match it.tag {
        WordTag::Noun
        | WordTag::Verb
        | WordTag::Phrase
        | WordTag::Number
        | WordTag::Modifier
        | WordTag::Time
        | WordTag::Function => true,
        WordTag::Other
        | WordTag::Person
        | WordTag::Foreign
        | WordTag::Place
        | WordTag::Organisation
        | WordTag::Name => false,
    })
}
