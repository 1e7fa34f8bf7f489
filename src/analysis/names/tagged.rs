//! Candidates that the tagger marks.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use crate::analysis::token::dict_hits;
use crate::lexicon::{Class, Hit, words};
use crate::model::{Kind, Why};
use crate::tagger::{self, Scratch, Tagger};
use crate::text::chars::{is_han, is_latin};
use std::cell::RefCell;

/// A stretch that the model takes for a product or work only this likely is not held against names.
const SURE_WORK: f32 = 0.6;

/// In Han text people write Latin names in small letters too; the model must be this sure.
const SURE_SMALL: f32 = 0.6;

thread_local! {
    /// Buffers of the tagger, used again for each block of a thread.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Adds the names and works that the tagger marks.
pub(super) fn candidates(context: &Context<'_>, hits: &[Hit<'_>], found: &mut Vec<Candidate>) {
    let chars = context.chars;
    let marked = SCRATCH
        .with_borrow_mut(|scratch| Tagger::builtin().tag(&chars.folded, &dict_hits(hits), scratch));
    for it in marked {
        let reading = match it.kind {
            tagger::Kind::Person => Reading::Name(Kind::Person),
            tagger::Kind::Company => Reading::Name(Kind::Company),
            tagger::Kind::Organisation => Reading::Name(Kind::Organisation),
            tagger::Kind::Work if SURE_WORK <= it.margin => Reading::Other,
            tagger::Kind::Work | tagger::Kind::Place | tagger::Kind::Title => continue,
        };
        let (from, to) = trim(context, reading, it.from, it.to);
        let is_small = is_in_han(&chars.folded, from, to) && SURE_SMALL <= it.margin;
        if from < to && can_be_name(&chars.folded[from..to], reading, is_small) {
            let span = chars.span(from, to);
            found.push(Candidate::new(
                span,
                reading,
                it.margin,
                Why::Tagger(it.margin),
            ));
        }
    }
}

/// The stretch without marks at its ends and without titles before a person.
fn trim(context: &Context<'_>, reading: Reading, from: usize, to: usize) -> (usize, usize) {
    let chars = &context.chars.folded;
    let (mut from, mut to) = (from, to);
    loop {
        while from < to && !chars[from].is_alphanumeric() {
            from += 1;
        }
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

/// Whether a Han character stands beside a stretch, at most a blank away.
fn is_in_han(chars: &[char], from: usize, to: usize) -> bool {
    let left = chars[from.saturating_sub(2)..from].iter();
    left.chain(&chars[to.min(chars.len())..(to + 2).min(chars.len())])
        .any(|&c| is_han(c))
}

/// Whether characters can be a name at all: no marks of sentences inside, not only words that
/// describe, and in Latin script some capital, unless small letters are usual there.
fn can_be_name(name: &[char], reading: Reading, may_be_small: bool) -> bool {
    if reading == Reading::Other {
        return true;
    }
    let text: String = name.iter().collect();
    let has_latin = name.iter().any(|&c| is_latin(c));
    let has_han = name.iter().any(|&c| is_han(c));
    if name.iter().any(|c| "，。,;:!?\n\"<>".contains(*c)) || words::is_generic(&text) {
        return false;
    }
    if reading == Reading::Name(Kind::Person) && has_latin && has_han && text.contains(' ') {
        return false;
    }
    if !has_latin || has_han {
        return 2 <= name.len();
    }
    let is_small = |it: &str| !may_be_small && !it.chars().any(char::is_uppercase);
    let is_common = |it: &str| words::is_common_word(it) || is_small(it);
    2 <= name.len() && !text.split(' ').all(is_common)
}
