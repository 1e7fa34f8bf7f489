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

/// How many labels a unit can have: four for each kind, and [`OUTSIDE`].
pub const LABELS: usize = 4 * Kind::ALL.len() + 1;

/// The label of a unit that belongs to nothing.
pub const OUTSIDE: usize = 0;

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
    1 + 4 * kind as usize + part as usize
}

/// The kind and part of a label, unless it is [`OUTSIDE`].
pub fn parts(label: usize) -> Option<(Kind, Part)> {
    let at = label.checked_sub(1)?;
    let kind = *Kind::ALL.get(at / 4)?;
    let part = [Part::Begin, Part::Inside, Part::End, Part::Single][at % 4];
    Some((kind, part))
}

/// Whether a stretch may begin, or nothing go on, at this label.
pub fn opens(label: usize) -> bool {
    parts(label).is_none_or(|(_, part)| matches!(part, Part::Begin | Part::Single))
}

/// Whether a stretch, or the outside, may end at this label.
pub fn closes(label: usize) -> bool {
    parts(label).is_none_or(|(_, part)| matches!(part, Part::End | Part::Single))
}

/// Whether one label may stand right behind another.
pub fn may_follow(before: usize, after: usize) -> bool {
    if closes(before) {
        return opens(after);
    }
    !opens(after) && (before - 1) / 4 == (after - 1) / 4
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
