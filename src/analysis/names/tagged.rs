//! Candidates that the tagger marks.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use super::neighbors::{is_place_there, no_person};
use super::{gazetteer, heads, legal, marks, nobody, offices, whole};
use crate::analysis::token::{Token, dict_hits, tokens};
use crate::lexicon::{Class, Hit, words};
use crate::model::{Kind, Rule, Why};
use crate::tagger::words::WordTag;
use crate::tagger::{self, Scratch, Tagged, Tagger};
use crate::text::chars::{is_han, is_latin};
use std::cell::RefCell;

/// A stretch that the model takes for a product or work only this likely is not held against names.
const SURE_WORK: f32 = 0.6;

/// In Han text people write Latin names in small letters too; the model must be this sure.
const SURE_SMALL: f32 = 0.6;

/// How much the model's word counts for a word of the dictionary that is no name there.
const TRUST_IN_WORDS: f32 = 0.7;

/// What the tagger marks that is an entity.
const NAMES: [tagger::Kind; 3] = [
    tagger::Kind::Person,
    tagger::Kind::Company,
    tagger::Kind::Organisation,
];

thread_local! {
    /// Buffers of the tagger, used again for each block of a thread.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// What the tagger has read besides the names that it marks.
#[derive(Debug)]
pub(super) struct Tagging {
    /// The words it has cut the text into.
    pub(super) words: Vec<Token>,
    /// For each hit of the lexicon how far it agrees.
    pub(super) support: Vec<Support>,
}

/// How probable the tagger takes it to be that a form of the lexicon is what it looks like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Support {
    /// That exactly this form is a name: of a person, a company, an organisation.
    pub(super) names: [f32; 3],
    /// That it is only a place or building.
    pub(super) place: f32,
}

impl Support {
    /// That it is a name of that kind.
    pub(super) const fn of_kind(self, kind: Kind) -> f32 {
        let [person, company, organisation] = self.names;
        match kind {
            Kind::Person => person,
            Kind::Company => company,
            Kind::Organisation => organisation,
        }
    }

    /// That it is a name, of whatever kind.
    pub(super) fn name(self) -> f32 {
        self.names.iter().sum()
    }

    fn of(hit: &Hit<'_>, scratch: &Scratch) -> Support {
        let of = |kind| {
            let found = Tagger::builtin().probability(scratch, hit.from, hit.to, kind);
            found.unwrap_or_default()
        };
        Support {
            names: NAMES.map(of),
            place: of(tagger::Kind::Place),
        }
    }
}

/// Adds the names and works that the tagger marks, and gives what else it has read.
pub(super) fn candidates(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    found: &mut Vec<Candidate>,
) -> Tagging {
    let chars = context.chars;
    let (marked, tagging) = SCRATCH.with_borrow_mut(|scratch| {
        let marked = Tagger::builtin().tag(&chars.folded, &dict_hits(hits), scratch);
        let words = tokens(&scratch.context);
        let support = hits.iter().map(|it| Support::of(it, scratch)).collect();
        (marked, Tagging { words, support })
    });
    let read = marked
        .iter()
        .copied()
        .chain(offices::bodies(&marked, hits, &tagging.words));
    found.extend(read.filter_map(|it| candidate(context, hits, &tagging.words, it)));
    tagging
}

/// The candidate that a stretch is which the tagger marks, if it can be one.
fn candidate(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    tokens: &[Token],
    it: Tagged,
) -> Option<Candidate> {
    let chars = context.chars;
    let (reading, from, to) = borders(context, tokens, it)?;
    let other = what_instead(context, reading, from, to);
    let is_person = reading == Reading::Name(Kind::Person);
    let is_body = !is_person && matches!(reading, Reading::Name(_));
    let reading = other.unwrap_or(reading);
    let from = if reading == Reading::Other {
        gazetteer::behind_maker(chars, hits, from, to)
    } else {
        from
    };
    let is_small = is_in_han(&chars.folded, from, to) && SURE_SMALL <= it.margin;
    let is_name = from < to
        && !whole::is_at_competition(context, hits, reading, from, to)
        && !(is_body && heads::is_sentence(hits, tokens, from, to))
        && (reading == Reading::Place || !nobody::is_place_and_generic(context, from, to))
        && nobody::can_be_name(&chars.folded[from..to], reading, is_small);
    if !is_name {
        return None;
    }
    let is_word = is_person && is_word(tokens, from, to);
    let word_trust = if is_word { TRUST_IN_WORDS } else { 1.0 };
    let trusted = it.margin * word_trust * trust(context, reading, from, to);
    let strength = whole::strength(context, hits, reading, (from, to), it.margin, trusted);
    let why = other.map_or(Why::Tagger(it.margin), |_| Why::Rule(Rule::Neighbors));
    Some(Candidate::new(chars.span(from, to), reading, strength, why))
}

/// What a stretch is, and where the name in it begins and ends.
fn borders(context: &Context<'_>, tokens: &[Token], it: Tagged) -> Option<(Reading, usize, usize)> {
    let chars = &context.chars.folded;
    let reading = of_dynasty(&chars[it.from..it.to]).or_else(|| reading(it))?;
    let (from, to) = marks::whole(chars, it.from, it.to);
    let (from, to) = trim(context, reading, from, to);
    let to = name_end(context, reading, from, to);
    if !matches!(reading, Reading::Name(Kind::Organisation | Kind::Company)) {
        return Some((reading, from, to));
    }
    let from = heads::name_start(context, tokens, from, to);
    let is_company = from < to && legal::is_full(&chars[from..to]);
    let reading = if is_company {
        Reading::Name(Kind::Company)
    } else {
        reading
    };
    Some((reading, from, to))
}

/// What the words beside a stretch say that it is, and no name.
fn what_instead(
    context: &Context<'_>,
    reading: Reading,
    from: usize,
    to: usize,
) -> Option<Reading> {
    let chars = &context.chars.folded;
    match reading {
        Reading::Name(Kind::Person) if from < to => no_person(chars, from, to),
        Reading::Name(Kind::Company | Kind::Organisation) => {
            let is_place = context.starts(Class::Place, from) == Some(to);
            (is_place && is_place_there(chars, from, to)).then_some(Reading::Place)
        }
        Reading::Name(Kind::Person) | Reading::Other | Reading::Place => None,
    }
}

/// What a stretch may be; titles are nothing here.
fn reading(it: Tagged) -> Option<Reading> {
    match it.kind {
        tagger::Kind::Person => Some(Reading::Name(Kind::Person)),
        tagger::Kind::Company => Some(Reading::Name(Kind::Company)),
        tagger::Kind::Organisation => Some(Reading::Name(Kind::Organisation)),
        tagger::Kind::Work if SURE_WORK <= it.margin => Some(Reading::Other),
        tagger::Kind::Place => Some(Reading::Place),
        tagger::Kind::Work | tagger::Kind::Title => None,
    }
}

/// Dynasties that nobody's surname is written as.
const DYNASTIES: &str = "明清元晋汉隋辽";

/// An army or court that is called by its dynasty is a body, whatever it looks like: 明军, 清廷.
fn of_dynasty(name: &[char]) -> Option<Reading> {
    let [dynasty, '军' | '廷'] = name else {
        return None;
    };
    DYNASTIES
        .contains(*dynasty)
        .then_some(Reading::Name(Kind::Organisation))
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

/// The stretch without marks at its ends and without titles before a person.
fn trim(context: &Context<'_>, reading: Reading, from: usize, to: usize) -> (usize, usize) {
    let chars = &context.chars.folded;
    let (mut from, mut to) = (from, to);
    loop {
        // 丨 is a character of the dictionary, and in texts a bar between title and author.
        while from < to && (!chars[from].is_alphanumeric() || chars[from] == '丨') {
            from += 1;
        }
        from = behind_preposition(context, reading, from, to);
        // A point that belongs to the name (`Inc.`) is lost here; nobody misses it.
        while from < to && !chars[to - 1].is_alphanumeric() && chars[to - 1] != ')' {
            to -= 1;
        }
        let is_person = reading == Reading::Name(Kind::Person);
        let title = context
            .starts(Class::TitleBefore, from)
            .filter(|it| is_person && *it < to);
        // Only before a Latin name: in Han a title is too often the first character of a name.
        match title.filter(|&end| chars[end] == ' ' || is_latin(chars[end])) {
            Some(end) => from = end,
            None => return (from, to),
        }
    }
}

/// Prepositions and verbs that the model takes into the name of a body now and then.
const BEFORE_BODIES: &str = "经由系向据与和及在从到被";

/// Where a body's name begins behind such a word, if a place or its rank follows: 经市规划局.
fn behind_preposition(context: &Context<'_>, reading: Reading, from: usize, to: usize) -> usize {
    let chars = &context.chars.folded;
    let is_body = matches!(reading, Reading::Name(Kind::Organisation | Kind::Company));
    let is_long = is_body && from + 3 < to && BEFORE_BODIES.contains(chars[from]);
    let has_place =
        || "市省县区".contains(chars[from + 1]) || context.starts(Class::Place, from + 1).is_some();
    let is_place = context.starts(Class::Place, from).is_some();
    from + usize::from(is_long && !is_place && has_place())
}

/// Where the name ends that a stretch begins with: before a bracket that explains it or is not
/// closed, and before the title of somebody else (长风资本 CEO 某某).
fn name_end(context: &Context<'_>, reading: Reading, from: usize, to: usize) -> usize {
    let name = &context.chars.folded[from..to];
    let open = name.iter().position(|&c| c == '(');
    let close = name.iter().position(|&c| c == ')');
    let at_bracket = match (open, close) {
        (Some(open), Some(close)) if open < close && close + 1 < name.len() => None,
        (Some(open), _) => Some(from + open),
        (None, Some(close)) => Some(from + close),
        (None, None) => None,
    };
    let is_organisation = matches!(reading, Reading::Name(Kind::Company | Kind::Organisation));
    let at_title = (from + 2..to).find(|&at| {
        is_organisation
            && context.chars.folded[at - 1] == ' '
            && context.starts(Class::TitleBefore, at).is_some()
    });
    let at_word = (reading == Reading::Name(Kind::Person)).then(|| person_end(name) + from);
    let at_possessive = name
        .windows(3)
        .position(|it| it == ['\'', 's', ' '])
        .map(|at| from + at);
    let ends = [at_bracket, at_title, at_word, at_possessive];
    let mut end = ends.into_iter().flatten().min().unwrap_or(to);
    while from < end && context.chars.folded[end - 1] == ' ' {
        end -= 1;
    }
    end
}

/// Where a person's name in Latin script ends: before Han, before a mark that stands alone, and
/// before the first word that is no name.
fn person_end(name: &[char]) -> usize {
    if !name.first().is_some_and(|&c| is_latin(c)) {
        return name.len();
    }
    let stop = name
        .iter()
        .position(|&c| is_han(c) || "—–|/".contains(c))
        .unwrap_or(name.len());
    let text: String = name[..stop].iter().collect();
    let mut end = 0;
    for (nth, word) in text.split(' ').enumerate() {
        if 0 < nth && words::is_common_word(word) {
            break;
        }
        end += usize::from(0 < nth) + word.chars().count();
    }
    end
}

/// How much the model's word counts for names whose form speaks against it: 1 for most.
fn trust(context: &Context<'_>, reading: Reading, from: usize, to: usize) -> f32 {
    if reading != Reading::Name(Kind::Person) {
        // A town or a country is a team now and then, and far more often just itself.
        let is_place = context.starts(Class::Place, from) == Some(to);
        return if is_place { 0.8 } else { 1.0 };
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
    if name.len() <= 3 && name.ends_with(&['氏']) {
        return 0.45;
    }
    if context.starts(Class::Place, from) == Some(to) {
        return 0.55;
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

/// Whether a Han character stands beside a stretch, at most a blank away.
fn is_in_han(chars: &[char], from: usize, to: usize) -> bool {
    let left = chars[from.saturating_sub(2)..from].iter();
    left.chain(&chars[to.min(chars.len())..(to + 2).min(chars.len())])
        .any(|&c| is_han(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courts_and_armies_of_dynasties_are_bodies() {
        for (name, expected) in [
            ("明军", true),
            ("清廷", true),
            ("李军", false),
            ("明朝军", false),
        ] {
            let chars: Vec<char> = name.chars().collect();
            assert_eq!(of_dynasty(&chars).is_some(), expected, "{name}");
        }
    }
}
