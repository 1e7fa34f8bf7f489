//! Features: what of the context of a unit speaks for its label, as hashes.

use super::context::{Context, Near, Seen, Word};

/// The hash of a feature: its template's number and what it was made from.
fn hash(template: u32, a: u32, b: u32, c: u32) -> u64 {
    let mut hash = (u64::from(template) << 32 | u64::from(a)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ hash >> 32 ^ (u64::from(b) << 32 | u64::from(c)))
        .wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ hash >> 32
}

/// Calls `emit` with the template's number and the hash of each feature of the unit at `at`. The
/// tens of the number tell what a template looks at.
pub fn each(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let near = context.near(at);
    grams(near, emit);
    classes(near, emit);
    words(context, at, emit);
    names(context, near, at, emit);
    lists(near, emit);
    ahead(context, near, at, emit);
    marks(context, at, emit);
    if context.units[at].class.is_word() {
        latin(context, at, emit);
    }
}

/// Calls `emit` with the hash of each of the few features that tell units that are certainly
/// outside of all names ([`super::coarse`]).
pub fn each_coarse(context: &Context, at: usize, emit: &mut impl FnMut(u64)) {
    let near = context.near(at);
    let [b2, b1, u0, a1, a2] = near;
    let mut put = |template, a, b, c| emit(hash(template, a, b, c));
    put(101, u0.id, 0, 0);
    put(103, u0.id, a1.id, 0);
    put(105, a1.id, a2.id, 0);
    put(106, b2.id, b1.id, 0);
    let word = &context.words[at];
    let (before, after) = beside(context, word);
    let (before, after) = (identity(before), identity(after));
    let place = place(word, at);
    put(107, word.id, place, 0);
    put(108, before.0, place, 0);
    put(109, after.0, place, 0);
    put(
        110,
        before.1 << 8 | (word.tag as u32) << 4 | after.1,
        place,
        0,
    );
    put(111, traits(near), u0.class, 0);
    put(112, classes_of(near), 0, 0);
    let (kind, far) = context.ahead[at];
    let inside = context.inside[at];
    put(
        113,
        u32::from(kind) << 8 | u32::from(far),
        u32::from(inside.kind),
        b1.class,
    );
}

/// The place of a unit in its word, and the word's length.
fn place(word: &Word, at: usize) -> u32 {
    (at as u32 - word.from).min(5) << 3 | (word.to - word.from).min(6)
}

/// The words before and behind a word.
fn beside<'a>(context: &'a Context, word: &Word) -> (Option<&'a Word>, Option<&'a Word>) {
    let before = (word.from as usize).checked_sub(1);
    (
        before.and_then(|it| context.words.get(it)),
        context.words.get(word.to as usize),
    )
}

/// The identity of a word, and its tag; other ones beyond the edges of the text.
fn identity(word: Option<&Word>) -> (u32, u32) {
    word.map_or((0, 15), |it| (it.id, it.tag as u32))
}

/// What the units from the one before to the second behind are known for.
fn traits(near: &Near) -> u32 {
    let [_, b1, u0, a1, a2] = near;
    let of = |it: &Seen| u32::from(it.traits);
    of(b1) << 12 | of(u0) << 8 | of(a1) << 4 | of(a2)
}

/// The classes of a unit and its neighbours.
fn classes_of(near: &Near) -> u32 {
    near.iter().fold(0, |all, it| all << 5 | it.class)
}

fn grams(near: &Near, emit: &mut impl FnMut(u32, u64)) {
    let [b2, b1, u0, a1, a2] = near;
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    put(1, u0.id, 0, 0);
    put(2, b1.id, 0, 0);
    put(3, a1.id, 0, 0);
    put(4, b2.id, 0, 0);
    put(5, a2.id, 0, 0);
    put(6, b1.id, u0.id, 0);
    put(7, u0.id, a1.id, 0);
    put(8, b2.id, b1.id, 0);
    put(9, a1.id, a2.id, 0);
    put(10, b1.id, a1.id, 0);
}

fn classes(near: &Near, emit: &mut impl FnMut(u32, u64)) {
    let [_, b1, u0, a1, _] = near;
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    put(20, classes_of(near), 0, 0);
    put(21, b1.class << 10 | u0.class << 5 | a1.class, 0, 0);
}

fn words(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let word = &context.words[at];
    let (before, after) = beside(context, word);
    let second_before = before.and_then(|it| beside(context, it).0);
    let second_after = after.and_then(|it| beside(context, it).1);
    let place = place(word, at);
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    put(30, word.id, place, 0);
    put(31, identity(before).0, place, 0);
    put(32, identity(after).0, place, 0);
    put(36, identity(second_before).0, place, 0);
    put(37, identity(second_after).0, place, 0);
    let tags = identity(before).1 << 8 | (word.tag as u32) << 4 | identity(after).1;
    put(33, tags, place, 0);
}

fn names(context: &Context, near: &Near, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    let names = context.names[at];
    if names != 0 {
        put(40, names, 0, 0);
    }
    let [_, b1, u0, a1, _] = near;
    if u0.names != 0 {
        put(50, u0.names, 0, 0);
    }
    if b1.names | a1.names != 0 {
        put(53, b1.names, u0.names, a1.names);
    }
}

fn lists(near: &Near, emit: &mut impl FnMut(u32, u64)) {
    let [b2, b1, u0, a1, a2] = near;
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    if b1.words | u0.words | a1.words != 0 {
        put(54, u0.words, 0, 0);
        put(55, b1.words, u0.words, a1.words);
        put(60, u0.words, a2.words, a1.words);
    }
    let window = traits(near);
    put(64, window, 0, 0);
    put(65, window, u32::from(b2.traits), u0.class);
}

fn ahead(context: &Context, near: &Near, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let (kind, far) = context.ahead[at];
    if kind != 0 {
        let begins = u32::from(context.words[at].from as usize == at);
        let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
        let kind = u32::from(kind);
        put(61, kind, u32::from(far), begins);
        put(62, kind, near[2].id, begins);
        put(63, kind, near[1].id, begins);
    }
}

fn marks(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let inside = context.inside[at];
    if inside.kind == 0 {
        return;
    }
    let id = |at: usize| context.unit(at).id;
    let class = context.units[at].class as u32;
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    let kind = u32::from(inside.kind);
    let (since, until) = (u32::from(inside.since), u32::from(inside.until));
    let edges = since.min(2) << 4 | until.min(2);
    put(70, kind, edges, class);
    put(71, kind, since << 4 | until, 0);
    let opener = id(at.wrapping_sub(usize::from(inside.since) + 1));
    put(73, kind, opener, edges);
    if inside.until < 9 {
        put(74, kind, id(at + usize::from(inside.until) + 1), edges);
    }
}

fn latin(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let unit = context.units[at];
    let group = context.groups[at];
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    let length = (group.to - group.from).min(6);
    let place = (at as u32 - group.from).min(5) << 3 | length;
    let shape = unit.class as u32;
    let left = context.unit((group.from as usize).wrapping_sub(1));
    let right = context.unit(group.to as usize);
    put(80, left.id, place, 0);
    put(81, right.id, place, 0);
    put(82, left.class as u32, right.class as u32, place);
    put(83, shape, place, 0);
    put(84, shape, (unit.to - unit.from).min(12), 0);
    let (prefix, suffix) = context.affixes[at];
    put(87, prefix, shape, 0);
    put(88, suffix, shape, 0);
    let word = |it: usize| context.words.get(it).map_or(0, |it| it.id);
    put(85, word((group.from as usize).wrapping_sub(1)), place, 0);
    put(86, word(group.to as usize), place, 0);
}
