//! Features: what of the context of a unit speaks for its label, as hashes.

use super::context::Context;

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
    grams(context, at, emit);
    classes(context, at, emit);
    words(context, at, emit);
    names(context, at, emit);
    lists(context, at, emit);
    marks(context, at, emit);
    if context.units[at].class.is_word() {
        latin(context, at, emit);
    }
}

/// Calls `emit` with the hash of each of the few features that tell units that are certainly
/// outside of all names ([`super::coarse`]).
pub fn each_coarse(context: &Context, at: usize, emit: &mut impl FnMut(u64)) {
    let u = |offset| id(context, at, offset);
    let (b1, u0, a1) = (u(-1), u(0), u(1));
    let mut put = |template, a, b, c| emit(hash(template, a, b, c));
    put(101, u0, 0, 0);
    put(102, b1, u0, 0);
    put(103, u0, a1, 0);
    put(104, b1, a1, 0);
    put(105, a1, u(2), 0);
    put(106, u(-2), b1, 0);
    let word = context.words[at];
    let before = word
        .from
        .checked_sub(1)
        .map(|it| context.words[it as usize]);
    let after = context.words.get(word.to as usize);
    let place = (at as u32 - word.from).min(5) << 3 | (word.to - word.from).min(6);
    let (b_id, b_tag) = before.map_or((0, 15), |it| (it.id, it.tag as u32));
    let (a_id, a_tag) = after.map_or((0, 15), |it| (it.id, it.tag as u32));
    put(107, word.id, place, 0);
    put(108, b_id, place, 0);
    put(109, a_id, place, 0);
    put(110, b_tag << 8 | (word.tag as u32) << 4 | a_tag, place, 0);
    let traits = |offset: isize| {
        let at = at.wrapping_add_signed(offset);
        u32::from(context.traits.get(at).copied().unwrap_or(8))
    };
    let window = traits(-1) << 12 | traits(0) << 8 | traits(1) << 4 | traits(2);
    put(111, window, class(context, at, 0), 0);
    let hits = |offset: isize| {
        let at = at.wrapping_add_signed(offset);
        context.hits.get(at).copied().unwrap_or_default().words()
    };
    put(112, hits(-1), hits(0), hits(1));
    let (kind, far) = context.ahead[at];
    let inside = context.inside[at];
    put(
        113,
        u32::from(kind) << 8 | u32::from(far),
        u32::from(inside.kind),
        class(context, at, -1),
    );
}

/// The identity of the unit `offset` units away.
fn id(context: &Context, at: usize, offset: isize) -> u32 {
    context.unit(at.wrapping_add_signed(offset)).id
}

fn class(context: &Context, at: usize, offset: isize) -> u32 {
    context.unit(at.wrapping_add_signed(offset)).class as u32
}

fn grams(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let u = |offset| id(context, at, offset);
    let (b2, b1, u0, a1, a2) = (u(-2), u(-1), u(0), u(1), u(2));
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    put(1, u0, 0, 0);
    put(2, b1, 0, 0);
    put(3, a1, 0, 0);
    put(4, b2, 0, 0);
    put(5, a2, 0, 0);
    put(6, b1, u0, 0);
    put(7, u0, a1, 0);
    put(8, b2, b1, 0);
    put(9, a1, a2, 0);
    put(10, b1, a1, 0);
    put(14, u(-3), b2, b1);
    put(15, a1, a2, u(3));
}

fn classes(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let c = |offset| class(context, at, offset);
    let mut put = |template, a, b, d| emit(template, hash(template, a, b, d));
    let window = c(-2) << 20 | c(-1) << 15 | c(0) << 10 | c(1) << 5 | c(2);
    put(20, window, 0, 0);
    put(21, c(-1) << 10 | c(0) << 5 | c(1), 0, 0);
    put(22, id(context, at, 0), c(1), c(-1));
    put(23, id(context, at, -1), c(0), c(1));
    put(24, id(context, at, 1), c(0), c(-1));
}

fn words(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let word = context.words[at];
    let before = word
        .from
        .checked_sub(1)
        .map(|it| context.words[it as usize]);
    let after = context.words.get(word.to as usize).copied();
    let length = (word.to - word.from).min(6);
    let place = (at as u32 - word.from).min(5) << 3 | length;
    let (b_id, b_tag) = before.map_or((0, 15), |it| (it.id, it.tag as u32));
    let (a_id, a_tag) = after.map_or((0, 15), |it| (it.id, it.tag as u32));
    let tag = word.tag as u32;
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    put(30, word.id, place, 0);
    put(31, b_id, place, 0);
    put(32, a_id, place, 0);
    put(33, b_tag << 8 | tag << 4 | a_tag, place, 0);
    let b2 = before
        .and_then(|it| it.from.checked_sub(1))
        .map_or(0, |it| context.words[it as usize].id);
    let a2 = after
        .and_then(|it| context.words.get(it.to as usize))
        .map_or(0, |it| it.id);
    put(36, b2, place, 0);
    put(37, a2, place, 0);
}

fn names(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let names = context.names[at];
    if names != 0 {
        let around = class(context, at, -1) << 5 | class(context, at, 1);
        emit(40, hash(40, names, 0, 0));
        emit(41, hash(41, names, around, 0));
    }
}

fn lists(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let hits = |offset: isize| {
        context
            .hits
            .get(at.wrapping_add_signed(offset))
            .copied()
            .unwrap_or_default()
    };
    let (before, here, after) = (hits(-1), hits(0), hits(1));
    if here.names() != 0 {
        let around = class(context, at, -1) << 5 | class(context, at, 1);
        emit(50, hash(50, here.names(), 0, 0));
        emit(51, hash(51, here.names(), around, 0));
    }
    if (before.names() | after.names()) != 0 {
        emit(53, hash(53, before.names(), here.names(), after.names()));
    }
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    if (before.words() | here.words() | after.words()) != 0 {
        put(54, here.words(), 0, 0);
        put(55, before.words(), here.words(), after.words());
        put(56, before.words(), here.words(), 0);
        put(57, here.words(), after.words(), 0);
        put(58, after.words(), class(context, at, 0), id(context, at, 0));
        put(
            59,
            before.words(),
            class(context, at, 0),
            id(context, at, 0),
        );
        put(60, here.words(), hits(2).words(), after.words());
    }
    let traits = |offset: isize| {
        u32::from(
            context
                .traits
                .get(at.wrapping_add_signed(offset))
                .copied()
                .unwrap_or(8),
        )
    };
    let window = traits(-1) << 12 | traits(0) << 8 | traits(1) << 4 | traits(2);
    put(64, window, 0, 0);
    put(65, window, traits(-2), class(context, at, 0));
    put(
        66,
        traits(0) << 8 | traits(1) << 4 | traits(2),
        id(context, at, -1),
        0,
    );
    put(
        67,
        traits(-1) << 8 | traits(0) << 4 | traits(-2),
        id(context, at, 1),
        0,
    );
    let (kind, far) = context.ahead[at];
    if kind != 0 {
        let word = context.words[at];
        let begins = u32::from(word.from as usize == at);
        put(61, u32::from(kind), u32::from(far), begins);
        put(62, u32::from(kind), id(context, at, 0), begins);
        put(63, u32::from(kind), id(context, at, -1), begins);
    }
}

fn marks(context: &Context, at: usize, emit: &mut impl FnMut(u32, u64)) {
    let inside = context.inside[at];
    if inside.kind == 0 {
        return;
    }
    let mut put = |template, a, b, c| emit(template, hash(template, a, b, c));
    let kind = u32::from(inside.kind);
    let (since, until) = (u32::from(inside.since), u32::from(inside.until));
    let here = class(context, at, 0);
    put(70, kind, since.min(2) << 4 | until.min(2), here);
    put(71, kind, since << 4 | until, 0);
    let opener = id(context, at, -(inside.since as isize) - 1);
    put(73, kind, opener, since.min(2) << 4 | until.min(2));
    if inside.until < 9 {
        put(
            74,
            kind,
            id(context, at, inside.until as isize + 1),
            since.min(2) << 4 | until.min(2),
        );
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
