//! Candidates that the tagger marks.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use super::neighbors::{is_place_there, no_person};
use super::sites::is_site;
use super::{
    ends, gazetteer, heads, legal, marks, missions, nobody, offices, phrases, trust, whole,
};
use crate::analysis::token::{Token, dict_hits, tokens};
use crate::lexicon::{Class, Hit};
use crate::model::{Kind, Rule, Why};
use crate::tagger::{self, Scratch, Tagged, Tagger};
use crate::text::chars::{is_han, is_latin};
use std::cell::RefCell;

/// A stretch that the model takes for a product or work only this likely is not held against names.
const SURE_WORK: f32 = 0.6;

/// In Han text people write Latin names in small letters too; the model must be this sure.
const SURE_SMALL: f32 = 0.6;

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
    if to <= from {
        return None;
    }
    let other = what_instead(context, reading, from, to);
    let is_body = matches!(reading, Reading::Name(Kind::Company | Kind::Organisation));
    let reading = other.unwrap_or(reading);
    let from = if reading == Reading::Other {
        gazetteer::behind_maker(chars, hits, from, to)
    } else {
        from
    };
    let is_small = is_in_han(&chars.folded, from, to) && SURE_SMALL <= it.margin;
    let is_part = is_body
        && (heads::is_sentence(hits, tokens, from, to)
            || missions::is_cut(&chars.folded, hits, from, to));
    if is_part
        || is_body && nobody::is_counted(&chars.folded, from)
        || !is_whole(context, hits, tokens, reading, (from, to))
        || !nobody::can_be_name(&chars.folded[from..to], reading, is_small)
    {
        return None;
    }
    let trusted = it.margin * trust::of(context, tokens, reading, (from, to));
    let strength = whole::strength(context, hits, reading, (from, to), it.margin, trusted);
    let why = other.map_or(Why::Tagger(it.margin.into()), |_| {
        Why::Rule(Rule::Neighbors)
    });
    Some(Candidate::new(chars.span(from, to), reading, strength, why))
}

/// Whether a stretch can be what it is read as with all its words: no phrase, and no body with what
/// it takes part in.
fn is_whole(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    tokens: &[Token],
    reading: Reading,
    (from, to): (usize, usize),
) -> bool {
    let is_generic = || nobody::is_place_and_generic(context, from, to);
    let is_nobody = match reading {
        Reading::Name(kind) => {
            is_generic() || phrases::is_phrase(context, hits, tokens, kind, (from, to))
        }
        Reading::Other => is_generic(),
        Reading::Place => false,
    };
    from < to && !is_nobody && !whole::is_at_competition(context, hits, reading, from, to)
}

/// What a stretch is, and where the name in it begins and ends.
fn borders(context: &Context<'_>, tokens: &[Token], it: Tagged) -> Option<(Reading, usize, usize)> {
    let chars = &context.chars.folded;
    let reading = of_dynasty(&chars[it.from..it.to]).or_else(|| reading(it))?;
    let (from, to) = marks::whole(chars, it.from, it.to);
    let (from, to) = ends::trim(context, reading, from, to);
    let to = ends::name_end(context, tokens, reading, from, to);
    let (from, to) = ends::of_person(context, reading, from, to);
    if !matches!(reading, Reading::Name(Kind::Organisation | Kind::Company)) {
        return Some((reading, from, to));
    }
    let from = heads::name_start(context, tokens, from, to);
    let is_company = from < to && legal::is_company(&chars[from..to]);
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
    if matches!(reading, Reading::Name(_)) && is_latin(chars[from]) {
        let name: String = chars[from..to].iter().collect();
        if is_site(&name.split(' ').collect::<Vec<_>>()) {
            return Some(Reading::Other);
        }
    }
    match reading {
        Reading::Name(Kind::Person) => no_person(chars, from, to),
        Reading::Name(Kind::Company | Kind::Organisation) => {
            let is_place = context.starts(Class::Place, from) == Some(to);
            (is_place && is_place_there(chars, from, to)).then_some(Reading::Place)
        }
        Reading::Other | Reading::Place => None,
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
