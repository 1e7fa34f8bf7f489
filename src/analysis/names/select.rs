//! Of candidates that overlap, the one that is read.

use super::candidate::{Candidate, Reading};

/// A reading of unknown words that is less likely than this gives way to any other.
const WEAK: f32 = 0.6;

/// The candidates to keep, by place: readings of the same words are joined, then the longest wins,
/// a weak one only where no stronger stands, a waiting one only where no other stands, and a place
/// only where nothing else does.
pub(super) fn select(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|it| (it.span.start, it.span.end));
    let joined = join_same_words(candidates);
    let mut order: Vec<usize> = (0..joined.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&joined[a], &joined[b]);
        let is_known = |it: &Candidate| it.entry.is_some() || it.others.iter().next().is_some();
        let is_weak = |it: &Candidate| !is_known(it) && it.strength < WEAK;
        let is_place = |it: &Candidate| it.reading == Reading::Place;
        (is_place(a).cmp(&is_place(b)))
            .then(a.waits.cmp(&b.waits))
            .then(is_weak(a).cmp(&is_weak(b)))
            .then(b.span.len().cmp(&a.span.len()))
            .then(b.strength.total_cmp(&a.strength))
            .then(a.span.cmp(&b.span))
    });
    let mut kept: Vec<&Candidate> = Vec::new();
    for idx in order {
        let candidate = &joined[idx];
        // Kept candidates do not overlap, so the neighbors by place are enough to look at.
        let at = kept.partition_point(|it| it.span < candidate.span);
        let is_free =
            |it: Option<&&Candidate>| it.is_none_or(|it| !it.span.overlaps(candidate.span));
        if is_free(kept.get(at)) && (at == 0 || is_free(kept.get(at - 1))) {
            kept.insert(at, candidate);
        }
    }
    kept.into_iter().cloned().collect()
}

/// Joins the readings of the same words: evidence for the same kind adds up, the strongest kind
/// stays, and an entry of the lexicon is kept with the kind it has.
fn join_same_words(sorted: Vec<Candidate>) -> Vec<Candidate> {
    let mut joined: Vec<Candidate> = Vec::with_capacity(sorted.len());
    for next in sorted {
        match joined.last_mut() {
            Some(last) if last.span == next.span => *last = join(last.clone(), next),
            _ => joined.push(next),
        }
    }
    joined
}

fn join(a: Candidate, b: Candidate) -> Candidate {
    if a.reading == b.reading {
        // Two independent pieces of evidence fail together only if each fails.
        let strength = 1.0 - (1.0 - a.strength) * (1.0 - b.strength);
        let (entry, waits) = (a.entry.or(b.entry), a.waits && b.waits);
        let others = a.others.and(&b.others);
        let why = if b.strength <= a.strength {
            a.why
        } else {
            b.why
        };
        return Candidate {
            strength,
            entry,
            others,
            waits,
            why,
            ..a
        };
    }
    // A product that is also called a company: the name, unless it only waits.
    match (a.reading, b.reading) {
        (Reading::Place, _) => b,
        (Reading::Other, Reading::Name(_)) if !b.waits && 0.5 < b.strength => b,
        (Reading::Name(_), Reading::Other) if !a.waits && 0.5 < a.strength => a,
        (_, Reading::Place) | (Reading::Other, Reading::Name(_)) => a,
        (Reading::Name(_), Reading::Other) => b,
        _ if b.waits => a,
        _ if a.waits => b,
        _ if b.strength <= a.strength => a,
        _ => b,
    }
}

#[cfg(test)]
mod tests {
    use super::super::candidate::{EntryKey, Others};
    use super::*;
    use crate::model::{Kind, Span, Why};

    fn candidate(start: usize, end: usize, letter: char) -> Candidate {
        let reading = match letter.to_ascii_lowercase() {
            'c' => Reading::Name(Kind::Company),
            'p' => Reading::Name(Kind::Person),
            'w' => Reading::Name(Kind::Organisation),
            'l' => Reading::Place,
            _ => Reading::Other,
        };
        let waits = letter.is_uppercase();
        let is_weak = letter == 'w';
        let strength = if waits || is_weak { 0.3 } else { 0.8 };
        let entry = (!is_weak).then_some(EntryKey::new(false, 0));
        Candidate {
            span: Span::new(start, end),
            reading,
            strength,
            entry,
            others: Others::default(),
            waits,
            why: Why::Gazetteer,
        }
    }

    /// Each candidate is a line of letters under the same text: c company, p person, w a weak organisation,
    /// x product, l place, in capitals if it waits; the last line is what is kept.
    #[track_caller]
    fn check(rows: &[&str], expected: &str) {
        let candidates = rows.iter().map(|row| {
            let start = row.len() - row.trim_start().len();
            candidate(start, row.len(), row.trim().chars().next().unwrap())
        });
        let mut found = String::new();
        for it in select(candidates.collect()) {
            let letter = match it.reading {
                Reading::Name(Kind::Company) => 'c',
                Reading::Name(Kind::Organisation) => 'w',
                Reading::Name(_) => 'p',
                Reading::Other => 'x',
                Reading::Place => 'l',
            };
            let letter = if it.waits {
                letter.to_ascii_uppercase()
            } else {
                letter
            };
            while found.len() < it.span.start as usize {
                found.push(' ');
            }
            found.extend(std::iter::repeat_n(letter, it.span.len()));
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn the_longest_wins_and_a_product_covers_what_it_holds() {
        check(&["cc", "cccc", "  pp"], "cccc");
        check(&["cc", "xxxx"], "xxxx");
        check(&["cccc", "   ppp"], "cccc");
        check(&["cc", "  pp"], "ccpp");
    }

    #[test]
    fn a_weak_one_gives_way_however_long_it_is() {
        check(&["cccc", "wwwwww"], "cccc");
        check(&["wwww", "  CC"], "wwww");
        check(&["wwww", "     cc"], "wwww cc");
        check(&["llll", "  CC"], "  CC");
        check(&["llll", "     ww"], "llll ww");
    }

    #[test]
    fn one_that_waits_gives_way() {
        check(&["CCCC", "pp"], "pp");
        check(&["CC", "   pp"], "CC pp");
        check(&["CC", "cc"], "cc");
        check(&["CC", "xx"], "xx");
        check(&["cc", "xx"], "cc");
    }
}
