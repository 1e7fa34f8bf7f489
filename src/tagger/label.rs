//! What a stretch of text can be, and the labels of its units: begin, inside, end, single.

/// What the tagger tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    Person,
    /// A company, medium, lab or fund.
    Company,
    /// A public body, university, association, team.
    Organisation,
    /// A country, town, region, building or natural place.
    Place,
    /// A product, game, book, film or other work: what companies are taken for.
    Work,
    /// A post or title: what stands beside a person.
    Title,
}

impl Kind {
    /// All kinds, in the order of their labels.
    pub const ALL: [Kind; 6] = [
        Kind::Person,
        Kind::Company,
        Kind::Organisation,
        Kind::Place,
        Kind::Work,
        Kind::Title,
    ];
}

/// How many kinds there are.
pub const KINDS: usize = Kind::ALL.len();

/// How many labels a unit can have: four for each kind, and [`OUTSIDE`].
pub const LABELS: usize = 4 * KINDS + 1;

/// The first label of units that begin a stretch, one for each kind.
pub const BEGIN: usize = 0;

/// The label of a unit that belongs to nothing.
pub const OUTSIDE: usize = KINDS;

/// The first label of units that are a stretch alone.
pub const SINGLE: usize = OUTSIDE + 1;

/// The first label of units that end a stretch.
pub const END: usize = SINGLE + KINDS;

/// The first label of units inside of a stretch.
pub const INSIDE: usize = END + KINDS;

/// The first of the labels that need nothing before them: begin, outside, single.
pub const OPEN: usize = BEGIN;

/// The first of the labels that need nothing behind them: outside, single, end.
pub const CLOSE: usize = OUTSIDE;

/// The place of a unit in its stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    End,
    /// The only one.
    Single,
}

impl Part {
    /// The part that unit `at` of a stretch of `length` units is.
    pub const fn of(at: usize, length: usize) -> Part {
        match (at, length) {
            (0, 1) => Part::Single,
            (0, _) => Part::Begin,
            _ if at + 1 == length => Part::End,
            _ => Part::Inside,
        }
    }
}

/// The label of a part of a kind.
pub const fn label(kind: Kind, part: Part) -> usize {
    let first = match part {
        Part::Begin => BEGIN,
        Part::Inside => INSIDE,
        Part::End => END,
        Part::Single => SINGLE,
    };
    first + kind as usize
}

/// The kind and part of a label, unless it is [`OUTSIDE`].
pub fn parts(label: usize) -> Option<(Kind, Part)> {
    let (first, part) = match label {
        OUTSIDE => return None,
        ..OUTSIDE => (BEGIN, Part::Begin),
        SINGLE..END => (SINGLE, Part::Single),
        END..INSIDE => (END, Part::End),
        INSIDE..LABELS => (INSIDE, Part::Inside),
        _ => return None,
    };
    Some((Kind::ALL[label - first], part))
}

/// Whether a stretch may begin, or nothing go on, at this label.
pub const fn opens(label: usize) -> bool {
    label < END
}

/// Whether a stretch, or the outside, may end at this label.
pub const fn closes(label: usize) -> bool {
    CLOSE <= label && label < INSIDE
}

/// Whether one label may stand right behind another.
pub fn may_follow(before: usize, after: usize) -> bool {
    if closes(before) {
        return opens(after);
    }
    let kind = |label: usize| parts(label).map(|it| it.0);
    !opens(after) && kind(before) == kind(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_parts_are_one_to_one() {
        for kind in Kind::ALL {
            for part in [Part::Begin, Part::Inside, Part::End, Part::Single] {
                assert_eq!(parts(label(kind, part)), Some((kind, part)));
            }
        }
        assert_eq!(parts(OUTSIDE), None);
        assert_eq!(parts(LABELS), None);
    }

    #[test]
    fn a_stretch_that_is_begun_is_ended_as_the_same_kind() {
        let person = |part| label(Kind::Person, part);
        assert!(may_follow(OUTSIDE, person(Part::Begin)));
        assert!(may_follow(person(Part::Begin), person(Part::End)));
        assert!(may_follow(person(Part::End), person(Part::Begin)));
        assert!(!may_follow(person(Part::Begin), OUTSIDE));
        assert!(!may_follow(
            person(Part::Begin),
            label(Kind::Company, Part::End)
        ));
        assert!(!may_follow(OUTSIDE, person(Part::Inside)));
        assert!(!may_follow(person(Part::Single), person(Part::End)));
    }
}
