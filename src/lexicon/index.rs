//! Finding forms in a text: by their first two characters, then by halving those that go on alike.
//! `build.rs` uses this file too.
//!
//! An automaton over all forms would take four times the memory of the forms themselves, and
//! copying it at the start longer than most articles take to read.

use std::borrow::Cow;
use std::ops::Range;

/// Bits of a slot that hold the number of a group, from 1.
const GROUP_BITS: u32 = 20;

/// Set in the slot of a group whose first form is no longer than its beginning.
const IS_SHORT: u64 = 1 << GROUP_BITS;

/// Bits of a slot that hold a character; two of them stand above [`IS_SHORT`].
const CHAR_BITS: u32 = 21;

/// Bits that tell whether a character is a form by itself.
const SINGLE_BITS: usize = 4096;

/// Bits that tell whether two characters may begin a form: so few that they stay in the nearest
/// cache, so many that most pairs that begin none are told.
const PAIR_BITS: usize = 1 << 17;

/// Bits that tell whether three characters may begin a form.
const TRIPLE_BITS: usize = 1 << 18;

/// Which of the sorted forms begin with which two characters.
#[derive(Debug)]
pub(crate) struct Index {
    /// A hash table of groups with open addressing: 0 for none, else the two characters a group begins
    /// with and its number.
    pub(crate) slots: Cow<'static, [u64]>,
    /// The first form of each group, and their number.
    pub(crate) starts: Cow<'static, [u32]>,
    /// Which characters may be forms by themselves.
    pub(crate) singles: Cow<'static, [u64]>,
    /// Which pairs of characters may begin a form.
    pub(crate) pairs: Cow<'static, [u64]>,
    /// Which three characters may begin a form.
    pub(crate) triples: Cow<'static, [u64]>,
}

/// Forms that begin with the same two characters.
struct Group {
    forms: Range<usize>,
    /// Whether the first is these two characters, or a single one.
    has_short: bool,
}

impl Index {
    /// Whether an index of these sorted folded texts has room for all they begin with.
    pub(crate) fn has_room(keys: &[String]) -> bool {
        let mut beginnings: Vec<_> = keys.iter().map(|it| beginning(it)).collect();
        beginnings.dedup();
        beginnings.len() < 1 << GROUP_BITS
    }

    /// The index of forms, given by their sorted folded texts, for which there is room.
    pub(crate) fn new(keys: &[String]) -> Index {
        let mut starts = Vec::new();
        let mut groups: Vec<(char, char, bool)> = Vec::new();
        let mut singles = vec![0; SINGLE_BITS / 64];
        let mut triples = vec![0; TRIPLE_BITS / 64];
        for (idx, key) in (0_u32..).zip(keys) {
            let Some((first, second)) = beginning(key) else {
                continue;
            };
            let third = key.chars().nth(2);
            let is_single = key.len() == first.len_utf8();
            if is_single {
                let (word, bit) = single(first);
                singles[word] |= bit;
            }
            if let Some(third) = third {
                let (word, bit) = triple(hash(first, second), third);
                triples[word] |= bit;
            }
            if groups
                .last()
                .is_none_or(|it| (it.0, it.1) != (first, second))
            {
                // One with a `\0` in its second place is filed like a single one, and never found.
                let is_short = is_single || third.is_none() && second != '\0';
                groups.push((first, second, is_short));
                starts.push(idx);
            }
        }
        starts.push(u32::try_from(keys.len()).expect("fewer forms than bytes"));
        assert!(
            groups.len() < 1 << GROUP_BITS,
            "a list has fewer beginnings"
        );
        let mut slots = vec![0; groups.len() * 5 / 4 + 1];
        let mut pairs = vec![0; PAIR_BITS / 64];
        for (number, &(first, second, is_short)) in (1_u64..).zip(&groups) {
            let hash = hash(first, second);
            let mut at = place(hash, slots.len());
            while slots[at] != 0 {
                at = (at + 1) % slots.len();
            }
            let short = if is_short { IS_SHORT } else { 0 };
            slots[at] = key(first, second) | short | number;
            let (word, bit) = pair(hash);
            pairs[word] |= bit;
        }
        Index {
            slots: slots.into(),
            starts: starts.into(),
            singles: singles.into(),
            pairs: pairs.into(),
            triples: triples.into(),
        }
    }

    /// Calls `each` with the forms that a text, folded in small letters, goes on with at a place, and
    /// how many characters each has; `form` is the text of a form, as `small` folds it.
    pub(crate) fn at<'a>(
        &self,
        text: &[char],
        form: impl Fn(usize) -> &'a str,
        small: fn(char) -> char,
        mut each: impl FnMut(usize, usize),
    ) {
        let Some(&first) = text.first() else { return };
        let (word, bit) = single(first);
        let is_single = self.singles.get(word).is_some_and(|it| it & bit != 0);
        let group = || self.group(first, '\0', hash(first, '\0'));
        if is_single && let Some(group) = group().filter(|it| it.has_short) {
            each(group.forms.start, 1);
        }
        // Single characters are filed with this one behind them.
        let Some(&second) = text.get(1).filter(|it| **it != '\0') else {
            return;
        };
        let hash = hash(first, second);
        let Some(group) = self.group(first, second, hash) else {
            return;
        };
        let goes_on = text.get(2).is_some_and(|&third| {
            let (word, bit) = triple(hash, third);
            self.triples.get(word).is_some_and(|it| it & bit != 0)
        });
        if goes_on {
            descend(text, group.forms, &form, small, &mut each);
        } else if group.has_short {
            each(group.forms.start, 2);
        }
    }

    /// The group of the forms that begin with two characters, which have this hash.
    fn group(&self, first: char, second: char, hash: u64) -> Option<Group> {
        let (word, bit) = pair(hash);
        self.pairs.get(word).filter(|it| *it & bit != 0)?;
        let (ahead, behind) = self.slots.split_at(place(hash, self.slots.len()));
        let mut slots = behind.iter().chain(ahead).take_while(|it| **it != 0);
        let slot =
            slots.find(|it| *it >> (GROUP_BITS + 1) << (GROUP_BITS + 1) == key(first, second))?;
        let number = usize::try_from(slot % IS_SHORT).ok()?;
        let [from, to] = *self.starts.get(number - 1..)?.first_chunk()?;
        Some(Group {
            forms: from as usize..to as usize,
            has_short: slot & IS_SHORT != 0,
        })
    }
}

/// Finds the forms of a group that the text goes on with. All of the group begin alike, and stand
/// in the order of their letters, the shorter one first.
fn descend<'a>(
    text: &[char],
    mut group: Range<usize>,
    form: &impl Fn(usize) -> &'a str,
    small: fn(char) -> char,
    each: &mut impl FnMut(usize, usize),
) {
    let letter = |idx: usize, depth: usize| form(idx).chars().nth(depth).map(small);
    let mut depth = 2;
    while !group.is_empty() {
        if letter(group.start, depth).is_none() {
            each(group.start, depth);
            group.start += 1;
        }
        let Some(&next) = text.get(depth) else { return };
        if group.len() == 1 {
            let rest = form(group.start).chars().skip(depth).map(small);
            let length = depth + rest.clone().count();
            if text
                .get(depth..length)
                .is_some_and(|it| rest.eq(it.iter().copied()))
            {
                each(group.start, length);
            }
            return;
        }
        let from = first(&group, |idx| letter(idx, depth) < Some(next));
        group = from..group.end;
        let to = first(&group, |idx| letter(idx, depth) == Some(next));
        group = group.start..to;
        depth += 1;
    }
}

/// The first two characters of a form, with `\0` behind a single one.
fn beginning(key: &str) -> Option<(char, char)> {
    let mut chars = key.chars();
    Some((chars.next()?, chars.next().unwrap_or('\0')))
}

/// The first of a range for which something no longer holds.
fn first(range: &Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (range.start, range.end);
    while from < to {
        let middle = usize::midpoint(from, to);
        if holds(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}

/// The hash of a beginning.
fn hash(first: char, second: char) -> u64 {
    let pair = u64::from(u32::from(first)) << 32 | u64::from(u32::from(second));
    let hash = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The word and the bit of a beginning in the bits of pairs.
fn pair(hash: u64) -> (usize, u64) {
    let at = usize::try_from(hash >> 40).unwrap_or_default() % PAIR_BITS;
    (at / 64, 1 << (at % 64))
}

/// The word and the bit of a beginning in the bits of three characters, given the hash of two.
fn triple(hash: u64, third: char) -> (usize, u64) {
    let hash = (hash ^ u64::from(u32::from(third))).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let at = usize::try_from(hash >> 40).unwrap_or_default() % TRIPLE_BITS;
    (at / 64, 1 << (at % 64))
}

/// What a slot says of the beginning of a group.
fn key(first: char, second: char) -> u64 {
    let pair = u64::from(u32::from(first)) << CHAR_BITS | u64::from(u32::from(second));
    pair << (GROUP_BITS + 1)
}

/// The slot at which to look for a beginning: the upper half of the hash, scaled.
fn place(hash: u64, slots: usize) -> usize {
    let at = u128::from(hash >> 32) * slots as u128;
    usize::try_from(at >> 32).unwrap_or_default()
}

/// The word and the bit of a character that may be a form by itself.
fn single(c: char) -> (usize, u64) {
    let at = c as usize % SINGLE_BITS;
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forms with which a text begins, in the index of these.
    fn found(keys: &[&str], text: &str) -> Vec<(String, usize)> {
        let keys: Vec<String> = keys.iter().map(|&it| it.to_owned()).collect();
        let text: Vec<char> = text.chars().collect();
        let mut found = Vec::new();
        let each = |idx: usize, length| found.push((keys[idx].clone(), length));
        Index::new(&keys).at(&text, |idx| keys[idx].as_str(), |c| c, each);
        found
    }

    #[test]
    fn a_form_with_a_nul_is_never_taken_for_its_beginning() {
        assert_eq!(found(&["甲\0", "甲\0乙"], "甲乙"), []);
        let expected = [("甲".to_owned(), 1), ("甲丙".to_owned(), 2)];
        assert_eq!(found(&["甲", "甲\0", "甲\0乙", "甲丙"], "甲丙"), expected);
    }

    #[test]
    fn there_is_room_for_so_many_beginnings() {
        let pair = |it: u32| -> String {
            let of = |it| char::from_u32(0x4E00 + it).unwrap();
            [of(it >> 10), of(it & 0x3FF), '丁'].iter().collect()
        };
        let mut keys: Vec<String> = (1..1 << GROUP_BITS).map(pair).collect();
        assert!(Index::has_room(&keys));
        keys.push(pair(1 << GROUP_BITS));
        assert!(!Index::has_room(&keys));
    }
}
