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
            let class = dict_class(record.class());
            found.push(DictHit { from, to, class });
            if record.cautious().is_some() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::{Scratch, Tagger};
    use crate::text::chars::Chars;
    use jieba_rs::Jieba;
    use std::collections::BTreeSet;

    /// Where words of Han characters end, as character indices.
    fn han_ends(words: impl Iterator<Item = (usize, usize)>, chars: &Chars) -> BTreeSet<usize> {
        let is_han = |&(from, to): &(usize, usize)| {
            chars.folded[from..to]
                .iter()
                .all(|&c| crate::text::chars::is_han(c))
        };
        words.filter(is_han).map(|(_, to)| to).collect()
    }

    #[test]
    fn words_end_where_jieba_ends_them() {
        let text = include_str!("../../assets/samples/zh.txt");
        let (jieba, mut scratch) = (Jieba::new(), Scratch::default());
        let (mut same, mut all) = (0, 0);
        for line in text.lines() {
            let chars = Chars::new(line, 0);
            Tagger::builtin().tag(&chars.folded, &[], &mut scratch);
            let ours = tokens(&scratch.context)
                .into_iter()
                .map(|it| (it.from, it.to));
            let folded: String = chars.folded.iter().collect();
            let cut = jieba.cut(&folded, false);
            let ours = han_ends(ours, &chars);
            let theirs = han_ends(cut.iter().map(|it| (it.start, it.end)), &chars);
            same += ours.intersection(&theirs).count();
            all += ours.union(&theirs).count();
        }
        // The table holds fingerprints of words, of which two may be the same.
        assert!(all - same <= all / 100, "{same} of {all} ends are the same");
        assert!(1000 < all, "the sample is long enough to tell: {all}");
    }
}
