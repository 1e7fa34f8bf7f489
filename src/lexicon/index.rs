//! Finding forms in a text: by their first two characters, then by halving those that go on alike.
//! `build.rs` uses this file too.
//!
//! An automaton over all forms would take four times the memory of the forms themselves, and
//! copying it at the start longer than most articles take to read.

use std::borrow::Cow;
use std::ops::Range;

/// Bits of a slot that hold the number of a group, from 1; the others are its fingerprint.
const GROUP_BITS: u32 = 20;

/// Bits that tell whether a character is a form by itself.
const SINGLE_BITS: usize = 4096;

/// Bits that tell whether two characters may begin a form: so few that they stay in the nearest
/// cache, so many that most pairs that begin none are told.
const PAIR_BITS: usize = 1 << 17;

/// Which of the sorted forms begin with which two characters.
#[derive(Debug)]
pub(crate) struct Index {
    /// A hash table of groups with open addressing: 0 for none, else a group and its fingerprint.
    pub(crate) slots: Cow<'static, [u32]>,
    /// The first form of each group, and their number.
    pub(crate) starts: Cow<'static, [u32]>,
    /// Which characters may be forms by themselves.
    pub(crate) singles: Cow<'static, [u64]>,
    /// Which pairs of characters may begin a form.
    pub(crate) pairs: Cow<'static, [u64]>,
}

impl Index {
    /// The index of forms, given by their sorted folded texts.
    pub(crate) fn new(keys: &[String]) -> Index {
        let mut starts = Vec::new();
        let mut groups: Vec<(char, char)> = Vec::new();
        let mut singles = vec![0; SINGLE_BITS / 64];
        for (idx, key) in (0_u32..).zip(keys) {
            let mut chars = key.chars();
            let Some(first) = chars.next() else { continue };
            let second = chars.next().unwrap_or('\0');
            if second == '\0' {
                let (word, bit) = single(first);
                singles[word] |= bit;
            }
            if groups.last() != Some(&(first, second)) {
                groups.push((first, second));
                starts.push(idx);
            }
        }
        starts.push(u32::try_from(keys.len()).expect("fewer forms than bytes"));
        assert!(
            groups.len() < 1 << GROUP_BITS,
            "a list has fewer beginnings"
        );
        let mut slots = vec![0; (groups.len() * 2).next_power_of_two()];
        let mut pairs = vec![0; PAIR_BITS / 64];
        for (number, &(first, second)) in (1_u32..).zip(&groups) {
            let hash = hash(first, second);
            let (mut at, print) = place(hash, slots.len());
            while slots[at] != 0 {
                at = (at + 1) % slots.len();
            }
            slots[at] = print << GROUP_BITS | number;
            let (word, bit) = pair(hash);
            pairs[word] |= bit;
        }
        Index {
            slots: slots.into(),
            starts: starts.into(),
            singles: singles.into(),
            pairs: pairs.into(),
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
        let starts = |group: &Range<usize>| form(group.start).chars().map(small).take(2);
        if is_single {
            for group in self.groups(first, '\0') {
                if starts(&group).eq([first]) {
                    each(group.start, 1);
                }
            }
        }
        let Some(&second) = text.get(1) else { return };
        for group in self.groups(first, second) {
            if starts(&group).eq([first, second]) {
                descend(text, group, &form, small, &mut each);
                return;
            }
        }
    }

    /// The groups that may be that of two characters: nearly always none, or the right one.
    fn groups(&self, first: char, second: char) -> impl Iterator<Item = Range<usize>> {
        let hash = hash(first, second);
        let (word, bit) = pair(hash);
        let is_there = self.pairs.get(word).is_some_and(|it| it & bit != 0);
        let (from, print) = place(hash, self.slots.len());
        let slots = is_there.then(|| self.slots.split_at(from));
        let (ahead, behind) = slots.unwrap_or_default();
        behind
            .iter()
            .chain(ahead)
            .take_while(|slot| **slot != 0)
            .filter(move |slot| **slot >> GROUP_BITS == print)
            .filter_map(|slot| {
                let number = (slot & ((1 << GROUP_BITS) - 1)) as usize;
                let from = *self.starts.get(number - 1)?;
                let to = *self.starts.get(number)?;
                Some(from as usize..to as usize)
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

/// The slot at which to look for a beginning, and its fingerprint.
fn place(hash: u64, slots: usize) -> (usize, u32) {
    // The upper half of the hash decides about the slot, other bits about the fingerprint.
    let at = usize::try_from(hash >> 32).unwrap_or_default() & (slots - 1);
    let print = u32::try_from(hash & 0xFFF).unwrap_or_default();
    (at, print)
}

/// The word and the bit of a character that may be a form by itself.
fn single(c: char) -> (usize, u64) {
    let at = c as usize % SINGLE_BITS;
    (at / 64, 1 << (at % 64))
}
