//! From time expressions to events: the clause that tells what happened, and who takes part.

mod cut;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use super::Wanted;
use super::dates::TimeExpression;
use crate::model::{Analysis, EntityId, Event, Span};
use crate::text::Document;
use crate::text::sentence::sentences;
use cut::{clause_start, cut};
use summary::{Around, is_small, join, joins_on, lacks_subject, needs_date, split, told};

/// Time expressions that are let go of together.
const TOGETHER: usize = 1 << 10;

/// The events of a document: one a time expression, in the order of the text. `None` if they are no
/// longer wanted.
pub(super) fn find(
    document: &Document,
    analysis: &Analysis,
    mut dated: Vec<TimeExpression>,
    is_wanted: Wanted<'_>,
) -> Option<Vec<Event>> {
    let mut events = Vec::with_capacity(dated.len());
    let mut in_block: Option<(usize, Vec<Span>)> = None;
    let spans: Vec<Span> = dated.iter().map(|it| it.span).collect();
    // From the end: what was made an event is let go of, as a long text has no room for both.
    while let Some(it) = dated.pop() {
        is_wanted().then_some(())?;
        let idx = dated.len();
        if idx.is_multiple_of(TOGETHER) {
            dated.shrink_to_fit();
        }
        let number = document.block_at(it.span.start);
        let block = document.blocks()[number];
        if in_block.as_ref().is_none_or(|(of, _)| *of != number) {
            in_block = Some((number, sentences(document, &block)));
        }
        let found = in_block.as_ref().map_or(&[][..], |(_, found)| found);
        let at = found.partition_point(|sentence| sentence.end <= it.span.start);
        let mut sentence = found.get(at).copied().unwrap_or(block.span);
        // A full stop inside of the date ended none.
        let behind = found[at..]
            .iter()
            .take_while(|next| next.start < it.span.end);
        sentence.end = behind.fold(sentence.end, |_, next| next.end);
        let told = Told {
            document,
            analysis,
            block: block.span,
            sentence,
            date: it.span,
            dates: &spans,
            idx,
            before: at.checked_sub(1).map(|at| found[at]),
        };
        let range = told.range();
        events.push(Event {
            span: it.span,
            date: it.value,
            basis: it.basis,
            sentence,
            summary: told.summary(range).into(),
            participants: told.participants(range).into(),
        });
    }
    events.reverse();
    Some(events)
}

/// How many bytes before a clause its subject is looked for: a line may be one endless sentence.
const REACH: usize = 900;

/// A date in its sentence.
struct Told<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    block: Span,
    sentence: Span,
    date: Span,
    /// All dates of the document, and which of them this is.
    dates: &'a [Span],
    idx: usize,
    /// The sentence before, in the same block.
    before: Option<Span>,
}

impl Told<'_> {
    /// The clauses that the date speaks of: from the clause it stands in to the end of the
    /// sentence, or to the clause of the next date; at least to the end of its own clause.
    fn range(&self) -> Span {
        let text = self.document.slice(self.sentence);
        let base = self.sentence.start as usize;
        let date = self.date.start as usize - base..(self.date.end as usize - base).min(text.len());
        let mut start = clause_start(text, date.start);
        // What stands before the date in its clause belongs to the date before, if that is there.
        if let Some(last) = self.date_beside(-1)
            && start < last.end as usize - base
            && !needs_date(&text[last.end as usize - base..date.start])
        {
            let from = last.end as usize - base;
            let second = split(&text[from..date.start]).and_then(|it| it.1);
            start = second.map_or(start, |at| from + at);
        }
        // A date that the words before it need is told with them.
        let next = (1..3)
            .map_while(|step| self.date_beside(step))
            .find(|next| {
                let next = next.start as usize - base;
                !needs_date(&text[clause_start(text, next).max(date.end).min(next)..next])
            });
        let end = next.map_or(text.len(), |next| {
            let next = next.start as usize - base;
            let border = clause_start(text, next);
            if date.end < border {
                return border;
            }
            // 今年或明年: both tell the same.
            if joins_on(&text[date.end..next]) && next <= date.end + 9 {
                return text.len();
            }
            // Two dates in one clause: each tells up to the other.
            let between = &text[date.end..next];
            split(between).map_or(next, |at| date.end + at.0)
        });
        Span::new(base + start, base + end.max(date.end))
    }

    /// The date before (−1) or behind (1) this one, in the same sentence.
    fn date_beside(&self, step: isize) -> Option<Span> {
        let beside = self.dates.get(self.idx.checked_add_signed(step)?)?;
        self.sentence.covers(*beside).then_some(*beside)
    }

    /// The clause without the date, with its subject, cut at the border of a clause or, if one
    /// clause is too long, of a word outside every name. Where the clause says nothing else, the
    /// sentence does, or the block.
    fn summary(&self, range: Span) -> String {
        let wide = Span {
            start: range.start,
            end: self.sentence.end.max(range.end),
        };
        for range in [range, wide] {
            let around = Around {
                head: self.document.slice(Span {
                    end: self.date.start,
                    ..range
                }),
                date: self.document.slice(self.date),
                tail: self.document.slice(Span {
                    start: self.date.end.min(range.end),
                    ..range
                }),
            };
            if let Some(whole) = told(around) {
                let whole = self.with_subject(range, whole);
                return cut(&whole, &self.names_in(range));
            }
        }
        let says_more =
            self.document.slice(self.date).len() + 8 < self.document.slice(self.sentence).len();
        let whole = if says_more { self.sentence } else { self.block };
        cut(self.document.slice(whole).trim(), &self.names_in(whole))
    }

    /// The clause with the subject carried from before, if it has none.
    fn with_subject(&self, range: Span, clause: String) -> String {
        if !lacks_subject(&clause) {
            return clause;
        }
        let end = range.start.max(self.sentence.start) as usize;
        let near = self
            .document
            .text()
            .floor_char_boundary(end.saturating_sub(REACH));
        let ahead = Span::new(near.max(self.sentence.start as usize), end);
        let is_first = is_small(self.document.slice(ahead));
        let from_before = || self.before.filter(|_| is_first);
        let subject = self.subject(ahead).or_else(|| self.subject(from_before()?));
        if let Some(name) = subject {
            return join(name, &clause);
        }
        match self.clause_before(ahead) {
            Some(before) => format!("{before}，{clause}"),
            None => clause,
        }
    }

    /// The clause at the end of a range, if a comma joins it to what follows and it has no date.
    fn clause_before(&self, ahead: Span) -> Option<&str> {
        let text = self.document.slice(ahead).trim_end().strip_suffix('，')?;
        let start = ahead.start as usize + clause_start(text, text.len());
        let before = Span::new(start, ahead.start as usize + text.len());
        let first = self.dates.partition_point(|it| it.end <= before.start);
        let is_dated = self.dates.get(first).is_some_and(|it| it.overlaps(before));
        let clause = self.document.slice(before);
        (!is_dated && !is_small(clause)).then_some(clause)
    }

    /// The last name of a range that stands at the head of its clause, where a subject stands.
    fn subject(&self, range: Span) -> Option<&str> {
        let text = self.document.slice(range);
        let base = range.start as usize;
        let mut names: Vec<Span> = self.mentions(range).map(|it| it.0).collect();
        names.retain(|it| range.covers(*it));
        let found = names.into_iter().rev().find(|name| {
            let start = base + clause_start(text, name.start as usize - base);
            let first = self.dates.partition_point(|it| (it.start as usize) < start);
            let date = self.dates.get(first).filter(|it| it.end <= name.start);
            let start = date.map_or(start, |it| it.end as usize);
            let lead = self.document.slice(Span::new(start, name.start as usize));
            let behind = &text[name.end as usize - base..];
            is_small(lead) && !behind.starts_with(['的', '\'', '’', '、', '和', '与'])
        })?;
        Some(self.document.slice(found))
    }

    /// The texts of the names in a range, none of which may be cut.
    fn names_in(&self, range: Span) -> Vec<&str> {
        self.mentions(range)
            .map(|(span, _)| self.document.slice(span))
            .collect()
    }

    /// The mentions in a range.
    fn mentions(&self, range: Span) -> impl Iterator<Item = (Span, EntityId)> {
        let mentions = &self.analysis.mentions;
        let first = mentions.partition_point(|it| it.span.start < range.start);
        let inside = mentions[first..]
            .iter()
            .take_while(move |it| it.span.start < range.end);
        inside.map(|it| (it.span, it.entity))
    }

    /// Who takes part: those named in the range; if none, the subject carried from before, which is
    /// the first one named in the sentence, or in the one before it.
    fn participants(&self, range: Span) -> Vec<EntityId> {
        let mut found: Vec<EntityId> = Vec::new();
        for (_, id) in self.mentions(range) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        if found.is_empty() {
            let wider = [Some(self.sentence), self.before];
            let subject = wider
                .into_iter()
                .flatten()
                .find_map(|range| self.mentions(range).next());
            found.extend(subject.map(|(_, id)| id));
        }
        found
    }
}
