//! Highlights: layers over the text, flattened to runs before they are drawn.

use super::theme::Role;
use crate::model::{Kind, Span};

/// A place with the reason to highlight it. Of overlapping layers the later one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layer {
    /// Where.
    pub span: Span,
    /// Why.
    pub role: Role,
}

/// The role of a kind of entity.
pub(super) const fn kind_role(kind: Kind) -> Role {
    match kind {
        Kind::Company => Role::Company,
        Kind::Organisation => Role::Organisation,
        Kind::Person => Role::Person,
    }
}

/// The role of a passage of a selected entity.
pub(super) const fn passage_role(kind: Kind) -> Role {
    match kind {
        Kind::Company => Role::PassageCompany,
        Kind::Organisation => Role::PassageOrganisation,
        Kind::Person => Role::PassagePerson,
    }
}

/// Cuts `whole` at every edge of every layer, so that each run has one role and runs touch.
pub(super) fn flatten(whole: Span, base: Role, layers: &[Layer]) -> Vec<Layer> {
    let mut edges = vec![whole.start, whole.end];
    for layer in layers.iter().filter(|it| it.span.overlaps(whole)) {
        edges.push(layer.span.start.max(whole.start));
        edges.push(layer.span.end.min(whole.end));
    }
    edges.sort_unstable();
    edges.dedup();
    let mut runs: Vec<Layer> = Vec::new();
    for edge in edges.windows(2) {
        let span = Span {
            start: edge[0],
            end: edge[1],
        };
        let top = layers.iter().rev().find(|it| it.span.covers(span));
        let role = top.map_or(base, |it| it.role);
        match runs.last_mut() {
            Some(run) if run.role == role => run.span.end = span.end,
            _ => runs.push(Layer { span, role }),
        }
    }
    runs
}

/// The places of a sorted list that overlap `whole`.
pub(super) fn within<T>(sorted: &[T], whole: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let from = sorted.partition_point(|it| span(it).end <= whole.start);
    let len = sorted[from..].partition_point(|it| span(it).start < whole.end);
    &sorted[from..from + len]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the runs of eight bytes as letters.
    #[track_caller]
    #[expect(clippy::wildcard_enum_match_arm, reason = "no other role occurs")]
    fn check(layers: &[(usize, usize, Role)], expected: &str) {
        let layers: Vec<Layer> = layers
            .iter()
            .map(|&(start, end, role)| Layer {
                span: Span::new(start, end),
                role,
            })
            .collect();
        let mut drawn = String::new();
        for run in flatten(Span::new(2, 10), Role::Text, &layers) {
            let letter = match run.role {
                Role::Date => 'd',
                Role::Hit => 'h',
                _ => '.',
            };
            drawn.extend(std::iter::repeat_n(letter, run.span.len()));
        }
        assert_eq!(drawn, expected);
    }

    #[test]
    fn later_layers_win() {
        check(&[], "........");
        check(&[(3, 6, Role::Date), (5, 8, Role::Hit)], ".ddhhh..");
        check(&[(5, 8, Role::Hit), (3, 6, Role::Date)], ".dddhh..");
        check(&[(0, 4, Role::Date), (9, 20, Role::Hit)], "dd.....h");
        check(&[(0, 20, Role::Date), (4, 5, Role::Hit)], "ddhddddd");
    }

    #[test]
    fn only_what_overlaps_is_taken() {
        let spans = [Span::new(0, 2), Span::new(2, 4), Span::new(6, 9)];
        assert_eq!(within(&spans, Span::new(2, 6), |&it| it), [Span::new(2, 4)]);
        assert_eq!(within(&spans, Span::new(3, 7), |&it| it), &spans[1..]);
        assert!(within(&spans, Span::new(4, 6), |&it| it).is_empty());
    }
}
