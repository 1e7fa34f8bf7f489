//! From time expressions to events: the clause that tells what happened, and who takes part.

use super::dates::TimeExpression;
use crate::model::{Analysis, EntityId, Event, Span};
use crate::text::chars::is_wide_script;
use crate::text::sentence::sentences;
use crate::text::{Block, Document};

/// Columns of the longest summary: 40 Han characters.
const MAX_COLUMNS: usize = 80;

/// Marks between clauses. The ideographic comma joins words, not clauses.
const CLAUSE_ENDS: &str = "，,；;：:。！？!?—";

/// Words that only tie a date to its clause, and stay behind when the date is taken out.
const TIES_BEFORE: [&str; 25] = [
    "到了",
    "但在",
    "而在",
    "就在",
    "早在",
    "直到",
    "截至",
    "自从",
    "大约在",
    "在",
    "于",
    "从",
    "自",
    "到",
    "至",
    "以及",
    "Since",
    "since",
    "On",
    "on",
    "In",
    "in",
    "By",
    "by",
    "At",
];
const TIES_AFTER: [&str; 13] = [
    "的时候",
    "的时间",
    "期间",
    "以来",
    "之际",
    "左右",
    "里",
    "间",
    "时",
    "起",
    "中",
    "的",
    "份",
];

/// The events of a document: one a time expression, in the order of the text.
pub(super) fn find(
    document: &Document,
    analysis: &Analysis,
    dated: Vec<TimeExpression>,
) -> Vec<Event> {
    let mut events = Vec::with_capacity(dated.len());
    let mut in_block: Option<(usize, Vec<Span>)> = None;
    let spans: Vec<Span> = dated.iter().map(|it| it.span).collect();
    for (idx, it) in dated.into_iter().enumerate() {
        let block = document.block_at(it.span.start);
        if in_block.as_ref().is_none_or(|(of, _)| *of != block) {
            in_block = Some((block, sentences(document, &document.blocks()[block])));
        }
        let found = in_block.as_ref().map_or(&[][..], |(_, found)| found);
        let at = found.partition_point(|sentence| sentence.end <= it.span.start);
        let sentence = found
            .get(at)
            .copied()
            .unwrap_or(document.blocks()[block].span);
        let told = Told {
            document,
            analysis,
            sentence,
            date: it.span,
            next_date: spans.get(idx + 1).copied(),
            before: at.checked_sub(1).map(|at| found[at]),
        };
        let range = told.range();
        let summary = told.summary(range, &document.blocks()[block]);
        let participants = told.participants(range);
        let TimeExpression {
            span,
            value: date,
            basis,
            ..
        } = it;
        events.push(Event {
            span,
            date,
            basis,
            sentence,
            summary,
            participants,
        });
    }
    events
}

/// A date in its sentence.
struct Told<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    sentence: Span,
    date: Span,
    next_date: Option<Span>,
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
        let start = clause_start(text, date.start);
        let next = self.next_date.filter(|it| self.sentence.covers(*it));
        let end = next.map_or(text.len(), |next| {
            let border = clause_start(text, next.start as usize - base);
            // Two dates in one clause: each tells up to the other.
            if date.end < border {
                border
            } else {
                next.start as usize - base
            }
        });
        // What stands before the date in its clause belongs to the date before, if that is there.
        Span::new(base + start, base + end.max(date.end))
    }

    /// The clause without the date, cut at the border of a clause or, if one clause is too long, of
    /// a word outside every name.
    fn summary(&self, range: Span, block: &Block) -> String {
        let before = Span::new(range.start as usize, self.date.start as usize);
        let after = Span::new(
            (self.date.end as usize).min(range.end as usize),
            range.end as usize,
        );
        let head = self.document.slice(before).trim_end();
        let head_words = strip_last(head, &TIES_BEFORE);
        let tail = self.document.slice(after).trim_start();
        let tail = strip_first(tail, &TIES_AFTER);
        let tail = tail.trim_start_matches(|c: char| c.is_whitespace() || CLAUSE_ENDS.contains(c));
        let joined = join(head_words.trim(), tail.trim());
        let whole =
            joined.trim_matches(|c: char| c.is_whitespace() || "，,；;：:、。.".contains(c));
        if whole.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            // Nothing but the date: the block says what it is the date of.
            return cut(
                self.document.slice(block.span).trim(),
                &self.names_in(block.span),
            );
        }
        cut(whole, &self.names_in(range))
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

/// Where the clause that holds byte `at` begins.
fn clause_start(text: &str, at: usize) -> usize {
    let head = &text[..at];
    let border = head
        .char_indices()
        .rev()
        .find(|&(at, c)| is_clause_end(head, at, c));
    let start = border.map_or(0, |(at, c)| at + c.len_utf8());
    start + (text[start..at].len() - text[start..at].trim_start().len())
}

/// Whether a character ends a clause; a comma or colon between digits does not.
fn is_clause_end(text: &str, at: usize, c: char) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    CLAUSE_ENDS.contains(c)
        && !(matches!(c, ',' | ':')
            && is_digit(text[..at].chars().next_back())
            && is_digit(text[at + 1..].chars().next()))
}

/// Head and tail of a clause whose middle is taken out: with a blank between Latin words.
fn join(head: &str, tail: &str) -> String {
    let needs_blank = head.chars().next_back().is_some_and(|c| !is_wide_script(c))
        && tail
            .chars()
            .next()
            .is_some_and(|c| !is_wide_script(c) && c.is_alphanumeric());
    let blank = if needs_blank && !head.is_empty() {
        " "
    } else {
        ""
    };
    format!("{head}{blank}{tail}")
}

fn strip_last<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let ends_word = |rest: &str, word: &str| {
        !word.is_ascii() || !rest.chars().next_back().is_some_and(char::is_alphanumeric)
    };
    let stripped = words
        .iter()
        .find_map(|word| text.strip_suffix(word).filter(|rest| ends_word(rest, word)));
    stripped.unwrap_or(text)
}

fn strip_first<'a>(text: &'a str, words: &[&str]) -> &'a str {
    words
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
}

/// The text, or as much of it as fits, up to the last border of a clause, else of a word, that lies
/// in no name; what is left out is marked by `…`.
fn cut(text: &str, names: &[&str]) -> String {
    let one_line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let columns = |c: char| if is_wide_script(c) { 2 } else { 1 };
    let (mut width, mut limit) = (0, one_line.len());
    for (at, c) in one_line.char_indices() {
        width += columns(c);
        if MAX_COLUMNS < width {
            limit = at;
            break;
        }
    }
    if limit == one_line.len() {
        return one_line;
    }
    let head = &one_line[..limit];
    let clause = head
        .char_indices()
        .rev()
        .find(|&(at, c)| is_clause_end(head, at, c));
    if let Some((at, _)) = clause.filter(|&(at, _)| limit <= at * 3) {
        return head[..at].trim_end().to_owned();
    }
    format!(
        "{}…",
        head[..word_border(&one_line, limit, names)].trim_end()
    )
}

/// The last place at or before `limit` that is in no name and in no Latin word.
fn word_border(text: &str, limit: usize, names: &[&str]) -> usize {
    let inside: Vec<(usize, usize)> = names
        .iter()
        .flat_map(|name| {
            text.match_indices(name)
                .map(|(at, _)| (at, at + name.len()))
        })
        .collect();
    let is_border = |at: usize| {
        let cuts_word = text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
            && text[at..].chars().next().is_some_and(char::is_alphanumeric)
            && !text[at..].chars().next().is_some_and(is_wide_script)
            && !text[..at].chars().next_back().is_some_and(is_wide_script);
        !cuts_word && inside.iter().all(|&(from, to)| at <= from || to <= at)
    };
    let mut places = text[..limit]
        .char_indices()
        .map(|(at, _)| at)
        .chain([limit]);
    places.rfind(|&at| 0 < at && is_border(at)).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entity, Kind, Mention, Why};
    use crate::text::Meta;

    /// In `marked`, `<…>` are dates and `[…]` names; `expected` is a line an event: summary, then
    /// participants after a bar.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let (mut text, mut dates, mut names) = (String::new(), Vec::new(), Vec::new());
        for c in marked.chars() {
            match c {
                '<' => dates.push((text.len(), 0)),
                '[' => names.push((text.len(), 0)),
                '>' => dates.last_mut().unwrap().1 = text.len(),
                ']' => names.last_mut().unwrap().1 = text.len(),
                _ => text.push(c),
            }
        }
        let document = Document::plain(text, Meta::default());
        let mut analysis = Analysis::default();
        for (from, to) in names {
            let span = Span::new(from, to);
            let name = document.slice(span).to_owned();
            let known = analysis.entities.iter().position(|it| it.name == name);
            let idx = known.unwrap_or(analysis.entities.len());
            if known.is_none() {
                let kind = Kind::Company;
                let none = || Vec::new();
                let (other_names, aliases, mentions) = (none(), none(), Vec::new());
                analysis.entities.push(Entity {
                    kind,
                    name,
                    other_names,
                    aliases,
                    mentions,
                    settled: true,
                });
            }
            let entity = EntityId(u32::try_from(idx).unwrap());
            analysis.mentions.push(Mention {
                span,
                entity,
                why: Why::Gazetteer,
            });
        }
        let expressions = dates.into_iter().map(|(from, to)| TimeExpression {
            span: Span::new(from, to),
            value: None,
            basis: Vec::new(),
            is_event: true,
        });
        let found: Vec<String> = find(&document, &analysis, expressions.collect())
            .into_iter()
            .map(|it| {
                let who: Vec<&str> = it
                    .participants
                    .iter()
                    .map(|id| analysis.entity(*id).name.as_str())
                    .collect();
                if who.is_empty() {
                    it.summary
                } else {
                    format!("{} | {}", it.summary, who.join(" "))
                }
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_summary_is_the_clause_without_its_date() {
        check(
            "<2月7日>，[微软]在总部举行发布会。",
            &["微软在总部举行发布会 | 微软"],
        );
        check(
            "[谷歌]在<4月>合并了两个团队。",
            &["谷歌合并了两个团队 | 谷歌"],
        );
        check("公司于<2010年>成立，<2014年>上市。", &["公司成立", "上市"]);
        check(
            "On <May 3>, [Acme] closed its plant.",
            &["Acme closed its plant | Acme"],
        );
        check(
            "[Acme] closed its plant in <May>.",
            &["Acme closed its plant | Acme"],
        );
    }

    #[test]
    fn two_dates_have_each_their_own_clause() {
        check(
            "<7月>发布了新车，[长风]的股价随后上涨；<9月>又推出了眼镜。",
            &[
                "发布了新车，长风的股价随后上涨 | 长风",
                "又推出了眼镜 | 长风",
            ],
        );
    }

    #[test]
    fn the_subject_is_carried_from_before() {
        check("[长风]裁员。<次年>又招了人。", &["又招了人 | 长风"]);
    }

    #[test]
    fn a_long_summary_ends_at_a_clause_and_never_inside_a_name() {
        let long = format!("<3月>，{}，后面的话就不要了。", "字".repeat(34));
        check(&long, &[&"字".repeat(34)]);
        let name = format!("<3月>{}[长风电子]的人。", "字".repeat(38));
        check(&name, &[&format!("{}… | 长风电子", "字".repeat(38))]);
    }

    #[test]
    fn a_date_alone_is_told_by_its_line() {
        check("（<2023-12-07>）", &["（2023-12-07）"]);
        check("长风新报    <2023-12-07>", &["长风新报"]);
    }
}
