//! What stands around a possible name: titles, verbs of speech, product words.

use crate::lexicon::{Class, Hit, words};
use crate::model::Span;
use crate::text::chars::{Chars, is_latin};
use crate::text::fold;

/// One block with the words of the lexicon in it.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) chars: &'a Chars,
    /// Words by class that are no names, by the character they start at: (from, to, class).
    by_start: Vec<(usize, usize, Class)>,
    /// The same by the character behind them.
    by_end: Vec<(usize, usize, Class)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(chars: &'a Chars, hits: &[Hit<'_>]) -> Context<'a> {
        let words = hits.iter().flat_map(|hit| {
            let classes = hit.records.iter().map(|it| it.class());
            classes
                .filter(|&it| is_word(it))
                .map(|class| (hit.from, hit.to, class))
        });
        let mut by_start: Vec<_> = words.collect();
        let mut by_end = by_start.clone();
        by_start.sort_unstable();
        by_end.sort_unstable_by_key(|&(from, to, class)| (to, from, class));
        Context {
            chars,
            by_start,
            by_end,
        }
    }

    /// The place in the document.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.chars.span(from, to)
    }

    /// Where the longest word of that class that ends before `at` begins.
    pub(super) fn ends(&self, class: Class, at: usize) -> Option<usize> {
        let first = self.by_end.partition_point(|it| it.1 < at);
        let ending = self.by_end[first..].iter().take_while(|it| it.1 == at);
        ending.filter(|it| it.2 == class).map(|it| it.0).min()
    }

    /// Where the longest word of that class that begins at `at` ends.
    pub(super) fn starts(&self, class: Class, at: usize) -> Option<usize> {
        let first = self.by_start.partition_point(|it| it.0 < at);
        let starting = self.by_start[first..].iter().take_while(|it| it.0 == at);
        starting.filter(|it| it.2 == class).map(|it| it.1).max()
    }

    /// Whether `from..to` ends with a word of that class and is longer than it.
    pub(super) fn ends_within(&self, class: Class, from: usize, to: usize) -> bool {
        let first = self.by_end.partition_point(|it| it.1 < to);
        let mut ending = self.by_end[first..].iter().take_while(|it| it.1 == to);
        ending.any(|it| it.2 == class && from < it.0)
    }

    /// Whether a title or post stands right before `from` or a title right behind `to` that is not
    /// that of a name behind it: in Northlake副总监Anna the first is a company.
    pub(super) fn is_titled(&self, from: usize, to: usize) -> bool {
        let is_latin_at = |at: usize| self.chars.folded.get(at).copied().is_some_and(is_latin);
        let next = self.right_edge(to);
        let post = self.starts(Class::TitleBefore, next);
        let is_own = |end: usize| !is_latin_at(self.right_edge(end.max(post.unwrap_or(end))));
        self.left_edges(from)
            .any(|at| self.ends(Class::TitleBefore, at).is_some())
            || self.starts(Class::TitleAfter, next).is_some_and(is_own)
    }

    /// Whether a verb of speech stands right behind `to`.
    pub(super) fn speaks(&self, to: usize) -> bool {
        self.starts(Class::SpeechVerb, self.right_edge(to))
            .is_some()
    }

    /// Whether a word beside `from..to` says that it is a product: 模型 Genesis, Grok 模型.
    pub(super) fn is_product(&self, from: usize, to: usize) -> bool {
        self.left_edges(from)
            .any(|at| self.ends(Class::ProductWord, at).is_some())
            || self
                .starts(Class::ProductWord, self.right_edge(to))
                .is_some()
    }

    /// Whether a cue of these groups stands in the sentence around `from..to`.
    pub(super) fn tells_of(&self, groups: [&str; 2], from: usize, to: usize) -> bool {
        let chars = &self.chars.folded;
        let (from, to) = sentence(chars, from, to);
        let text: String = chars[from..to].iter().map(|&c| fold::small(c)).collect();
        let mut cues = groups.into_iter().filter_map(words::cues).flatten();
        cues.any(|it| text.contains(it.as_str())) || tells_of_match(&text)
    }

    /// Whether `from..to` is Latin and all that its block holds but for a number and marks.
    pub(super) fn is_heading(&self, from: usize, to: usize) -> bool {
        let chars = &self.chars.folded;
        let is_mark = |c: &char| !c.is_alphabetic();
        is_latin(chars[from])
            && chars[..from].iter().all(is_mark)
            && chars[to..].iter().all(is_mark)
    }

    /// Where a word may end that stands before `from`: there, before a blank, before a colon.
    fn left_edges(&self, from: usize) -> impl Iterator<Item = usize> {
        let before = |at: usize| at.checked_sub(1).map(|it| self.chars.folded[it]);
        let blank = if before(from) == Some(' ') {
            from - 1
        } else {
            from
        };
        let mark = match before(blank) {
            Some(':' | '|' | '/') => blank - 1,
            _ => blank,
        };
        let inner = if before(mark) == Some(' ') {
            mark - 1
        } else {
            mark
        };
        [from, blank, mark, inner].into_iter()
    }

    /// Where a word may begin that stands behind `to`: there, or behind a blank.
    fn right_edge(&self, to: usize) -> usize {
        if self.chars.folded.get(to) == Some(&' ') {
            to + 1
        } else {
            to
        }
    }
}

/// Words that tell of matches and betting on them.
const MATCHES: [&str; 20] = [
    "vs", "取胜", "防平", "主胜", "客胜", "平局", "不败", "连胜", "连败", "击败", "对阵", "迎战",
    "出战", "出线", "晋级", "淘汰", "夺冠", "赔率", "效力", "比0",
];

/// Whether a text in small letters tells of a match.
pub(super) fn tells_of_match(text: &str) -> bool {
    MATCHES.iter().any(|it| text.contains(it))
}

/// Where the sentence around `from..to` begins and ends.
pub(super) fn sentence(chars: &[char], from: usize, to: usize) -> (usize, usize) {
    let ends = |it: &char| "。!?;".contains(*it);
    let start = chars[..from].iter().rposition(ends).map_or(0, |at| at + 1);
    let end = chars[to..]
        .iter()
        .position(ends)
        .map_or(chars.len(), |at| to + at);
    (start, end)
}

/// Whether the class is one of words, or of what is no entity.
const fn is_word(class: Class) -> bool {
    match class {
        Class::Company | Class::Organisation | Class::Person => false,
        Class::Product
        | Class::Place
        | Class::TitleBefore
        | Class::TitleAfter
        | Class::CompanySuffix
        | Class::OrganisationSuffix
        | Class::ProductWord
        | Class::SpeechVerb => true,
    }
}
