//! Borders of people's names in Han script, mended by what else the document calls people.
//!
//! A name runs on into the next word now and then (王小明多 before 在) or stops too early. What the
//! same text writes more often tells which.

use super::candidate::{Candidate, Reading};
use super::forms::key;
use crate::lexicon::words;
use crate::model::{Kind, Span};
use crate::text::Document;
use crate::text::chars::is_han;
use std::collections::BTreeMap;

/// The most characters of a neighboring word that a name takes in.
const MAX_EXTRA: usize = 2;

/// Characters behind a name that are far oftener a word than the end of a longer name.
const WORDS_BEHIND: &str =
    "之的在与和及将被曾已也又即便遂则因说称率派令等任为是对向从到把让多东西南北攻掠杀";

/// What the document tells of one form.
#[derive(Debug, Default)]
struct Known {
    count: usize,
    has_entry: bool,
    /// Where it stands.
    places: Vec<Span>,
}

/// Mends the borders of the candidates that are people. `found` is sorted by span, without overlap,
/// and stays so.
pub(super) fn mend(document: &Document, found: &mut [Candidate]) {
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for it in found.iter().filter(|it| is_person(it)) {
        let form = known.entry(key(document.slice(it.span))).or_default();
        form.count += 1;
        form.has_entry |= it.entry.is_some();
        form.places.push(it.span);
    }
    for idx in 0..found.len() {
        if !is_person(&found[idx]) || found[idx].entry.is_some() {
            continue;
        }
        let next = found.get(idx + 1).map_or(u32::MAX, |it| it.span.start);
        if let Some(span) = mended(document, &known, found[idx].span)
            && span.end <= next
        {
            found[idx].span = span;
        }
    }
}

fn is_person(it: &Candidate) -> bool {
    it.reading == Reading::Name(Kind::Person)
}

/// Where the name at `span` stands by the other names; `None` if nothing speaks against its borders.
fn mended(document: &Document, known: &BTreeMap<String, Known>, span: Span) -> Option<Span> {
    let text = document.slice(span);
    let form = key(text);
    let chars: Vec<char> = form.chars().collect();
    if !chars.iter().all(|&c| is_han(c) || c == '·') {
        return None;
    }
    let own = known.get(&form)?;
    // Han has one character for one in every script, and each has its own length in bytes.
    let width = |n: usize| -> usize { text.chars().take(n).map(char::len_utf8).sum() };
    for cut in 1..=MAX_EXTRA.min(chars.len().saturating_sub(2)) {
        let head: String = chars[..chars.len() - cut].iter().collect();
        if let Some(shorter) = known.get(&head)
            && can_stand(&head, shorter)
            && (outweighs(shorter, own)
                || own.count <= shorter.count
                    && cut == 1
                    && WORDS_BEHIND.contains(chars[chars.len() - 1]))
        {
            let end = span.start + u32::try_from(width(chars.len() - cut)).ok()?;
            return Some(Span { end, ..span });
        }
        let tail: String = chars[cut..].iter().collect();
        if let Some(shorter) = known.get(&tail)
            && can_stand(&tail, shorter)
            && outweighs(shorter, own)
        {
            let start = span.start + u32::try_from(width(cut)).ok()?;
            return Some(Span { start, ..span });
        }
    }
    longer(document, known, &form, own, span)
}

/// Whether a form can be somebody's whole name.
fn can_stand(form: &str, known: &Known) -> bool {
    let mut chars = form.chars();
    let surname: String = chars.by_ref().take(1).collect();
    known.has_entry || form.contains('·') || words::is_surname(&surname)
}

/// Whether the document writes one form so much more often that the other is an accident.
fn outweighs(shorter: &Known, own: &Known) -> bool {
    2 * own.count <= shorter.count || shorter.has_entry && own.count <= shorter.count
}

/// The longer name that a transliterated one is cut from: wherever the document writes the cut one,
/// it goes on as the longer one does.
fn longer(
    document: &Document,
    known: &BTreeMap<String, Known>,
    form: &str,
    own: &Known,
    span: Span,
) -> Option<Span> {
    if form.chars().count() < 3 || !form.chars().all(is_transliterated) {
        return None;
    }
    let behind = |span: &Span, n: usize| {
        let rest = document.text().get(span.end as usize..)?;
        let piece: String = rest.chars().take(n).collect();
        (piece.chars().count() == n).then_some(piece)
    };
    let later = known.range(form.to_owned()..);
    let longer = later.take_while(|(it, _)| it.starts_with(form)).skip(1);
    for (candidate, _) in longer {
        let extra = candidate.strip_prefix(form)?;
        let n = extra.chars().count();
        let goes_on = |it: &Span| behind(it, n).is_some_and(|it| key(&it) == extra);
        if n <= MAX_EXTRA && extra.chars().all(is_transliterated) && own.places.iter().all(goes_on)
        {
            let bytes = behind(&span, n)?.len();
            let end = span.end + u32::try_from(bytes).ok()?;
            return Some(Span { end, ..span });
        }
    }
    None
}

fn is_transliterated(c: char) -> bool {
    c == '·' || words::is_transliteration(c)
}
