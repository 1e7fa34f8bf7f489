//! Words: where a general dictionary puts the borders.
//!
//! The words are those of jieba's dictionary, and they are cut as jieba does it without its model
//! for unknown words. They come from the table in `names.model`, which is read where it lies:
//! filling jieba's own tables takes 100 ms, more than all the rest of the analysis.

use crate::lexicon::{Class, Hit};
use crate::tagger::words::WordTag;
use crate::tagger::{Context, DictClass, DictHit};

/// A word of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Index of its first character.
    pub from: usize,
    /// Index behind its last character.
    pub to: usize,
    /// What the dictionary says it is.
    pub tag: WordTag,
}

/// The words of a text that the tagger has read; blanks beside Latin words are in none.
pub fn tokens(context: &Context) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = context.words.get(at) {
        let last = &context.units[word.to as usize - 1];
        found.push(Token {
            from: context.units[at].from as usize,
            to: last.to as usize,
            tag: word.tag,
        });
        at = word.to as usize;
    }
    found
}

/// What the lexicon has found in a text, as the tagger takes it.
pub fn dict_hits(hits: &[Hit<'_>]) -> Vec<DictHit> {
    let mut found = Vec::with_capacity(hits.len() * 2);
    for hit in hits {
        let (from, to) = (hit.from, hit.to);
        for record in hit.records {
            let class = dict_class(record.class);
            found.push(DictHit { from, to, class });
            if record.cautious.is_some() {
                let class = DictClass::Cautious;
                found.push(DictHit { from, to, class });
            }
        }
    }
    found
}

fn dict_class(class: Class) -> DictClass {
    match class {
        Class::Company => DictClass::Company,
        Class::Organisation => DictClass::Organisation,
        Class::Person => DictClass::Person,
        Class::Product => DictClass::Product,
        Class::Place => DictClass::Place,
        Class::TitleBefore => DictClass::TitleBefore,
        Class::TitleAfter => DictClass::TitleAfter,
        Class::CompanySuffix => DictClass::CompanySuffix,
        Class::OrganisationSuffix => DictClass::OrganisationSuffix,
        Class::ProductWord => DictClass::ProductWord,
        Class::SpeechVerb => DictClass::SpeechVerb,
    }
}
