//! Stretches that the tagger takes for companies and bodies, and that are phrases around a known name or
//! none: 马斯克|公司, 英伟达|人工智能|芯片, 甲国对华半导体.

use super::context::Context;
use crate::analysis::token::Token;
use crate::lexicon::{Class, Hit};
use crate::model::Kind;
use crate::tagger::words::WordTag;

/// Fields that a company's name stands before where its products are told.
const FIELDS: [&str; 13] = [
    "人工智能",
    "AI",
    "芯片",
    "半导体",
    "大模型",
    "机器人",
    "自动驾驶",
    "云计算",
    "大数据",
    "操作系统",
    "智能",
    "新能源",
    "数据中心",
];

/// How one state is to another, inside a phrase: 甲国对华半导体.
const TOWARDS: [&str; 9] = [
    "对华", "对美", "对日", "对俄", "对欧", "对台", "对韩", "对印", "对乌",
];

/// Whether a stretch is such a phrase.
pub(super) fn is_phrase(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    tokens: &[Token],
    kind: Kind,
    (from, to): (usize, usize),
) -> bool {
    is_pair(context, hits, kind, (from, to))
        || kind == Kind::Company
            && (is_owned(context, hits, from, to)
                || is_field(context, hits, tokens, (from, to))
                || is_towards(context, from, to))
}

/// Whether it is two known bodies that meet: 甲大学-乙大学.
fn is_pair(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    kind: Kind,
    (from, to): (usize, usize),
) -> bool {
    let mut inside = context.chars.folded[from..to].iter();
    let Some(at) = inside.position(|&c| c == '-').map(|at| from + at) else {
        return false;
    };
    let is_known = |it: &Hit<'_>| {
        let mut classes = it.records.iter().map(|it| it.class());
        classes.any(|it| it == Class::Organisation || it == Class::Company)
    };
    let begins = hits
        .iter()
        .any(|it| it.from == from && it.to == at && is_known(it));
    kind == Kind::Organisation
        && begins
        && context.ends_within(Class::OrganisationSuffix, at + 1, to)
}

/// Whether it is the company of somebody known: 马斯克公司; one that is called after its founder is known
/// too.
fn is_owned(context: &Context<'_>, hits: &[Hit<'_>], from: usize, to: usize) -> bool {
    let is_company = context.chars.folded[from..to].ends_with(&['公', '司']);
    let mut owners = hits.iter().filter(|it| it.from == from && it.to + 2 == to);
    let of = |it: &Hit<'_>, class| it.records.iter().any(|it| it.class() == class);
    is_company && owners.any(|it| of(it, Class::Person) && !of(it, Class::Company))
}

/// Whether it is a known company and a field, before what the company makes there.
fn is_field(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    tokens: &[Token],
    (from, to): (usize, usize),
) -> bool {
    let is_known = |it: &&Hit<'_>| {
        let mut classes = it.records.iter().map(|it| it.class());
        it.from == from && it.to < to && classes.any(|it| it == Class::Company)
    };
    let Some(end) = hits.iter().filter(is_known).map(|it| it.to).max() else {
        return false;
    };
    let field: String = context.chars.folded[end..to].iter().collect();
    let next = tokens.partition_point(|it| it.from < to);
    let next = tokens.get(next).filter(|it| it.from == to);
    let is_made = next.is_some_and(|it| it.tag == WordTag::Noun);
    FIELDS.contains(&field.trim()) && is_made && context.starts(Class::TitleBefore, to).is_none()
}

/// Whether it begins with a place and says what that does to another: 甲国对华半导体.
fn is_towards(context: &Context<'_>, from: usize, to: usize) -> bool {
    let Some(at) = context.starts(Class::Place, from).filter(|&at| at < to) else {
        return false;
    };
    let rest: String = context.chars.folded[at..to].iter().collect();
    TOWARDS.iter().any(|it| rest.starts_with(it))
}
