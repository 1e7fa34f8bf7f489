//! Who takes part in an event.

use super::EntityId;
use std::ops::Deref;

/// Who takes part in an event: a list that mostly has one or two on it, which take no room beside the
/// event then.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Participants(Few);

#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::box_collection, reason = "one word instead of three")]
enum Few {
    #[default]
    Nobody,
    One(EntityId),
    Two([EntityId; 2]),
    More(Box<Vec<EntityId>>),
}

impl From<Vec<EntityId>> for Participants {
    fn from(list: Vec<EntityId>) -> Participants {
        Participants(match *list.as_slice() {
            [] => Few::Nobody,
            [one] => Few::One(one),
            [one, two] => Few::Two([one, two]),
            _ => Few::More(Box::new(list)),
        })
    }
}

impl FromIterator<EntityId> for Participants {
    fn from_iter<I: IntoIterator<Item = EntityId>>(list: I) -> Participants {
        Vec::from_iter(list).into()
    }
}

impl Deref for Participants {
    type Target = [EntityId];

    fn deref(&self) -> &[EntityId] {
        match &self.0 {
            Few::Nobody => &[],
            Few::One(one) => std::slice::from_ref(one),
            Few::Two(two) => two,
            Few::More(list) => list,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_list_that_it_was_made_of() {
        for n in 0..5 {
            let list: Vec<EntityId> = (0..n).map(EntityId).collect();
            let participants = Participants::from(list.clone());
            assert_eq!(*participants, *list);
            assert_eq!(list.into_iter().collect::<Participants>(), participants);
        }
        assert_eq!(size_of::<Participants>(), 16);
    }
}
