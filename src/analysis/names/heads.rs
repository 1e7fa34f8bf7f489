//! Where the name of a company or body begins behind words that only say what it is, and that a
//! known body and what it does are not one name.

use super::context::Context;
use crate::analysis::token::Token;
use crate::lexicon::{Class, Hit, words};
use crate::tagger::words::WordTag;
use crate::text::chars::{Chars, is_han, is_latin};

/// What ends a description before a name: 半导体设备厂|长风科技, 全资子公司|长风储能.
const NOUNS: [&str; 29] = [
    "公司",
    "企业",
    "厂",
    "厂商",
    "厂家",
    "商",
    "机构",
    "事务所",
    "博物馆",
    "医院",
    "学校",
    "高校",
    "网站",
    "平台",
    "媒体",
    "智库",
    "券商",
    "龙头",
    "巨头",
    "品牌",
    "部族",
    "部落",
    "股东",
    "工作室",
    "组织",
    "团体",
    "银行",
    "车企",
    "药企",
];

/// Words between an owner and what it owns.
const OWNED: [&str; 5] = ["旗下", "下属", "所属", "属下", "辖下"];

/// Where the name in `from..to` begins behind its owner and behind what describes it.
pub(super) fn name_start(context: &Context<'_>, tokens: &[Token], from: usize, to: usize) -> usize {
    let from = behind_owner(context.chars, from, to);
    behind_description(context, tokens, from, to)
}

/// Where what is owned begins: 长风集团旗下|白云公司.
fn behind_owner(chars: &Chars, from: usize, to: usize) -> usize {
    let is_link = |at: &usize| {
        let word: String = chars.folded[at - 2..*at].iter().collect();
        OWNED.contains(&word.as_str()) && !chars.folded[from..*at].contains(&'(')
    };
    let ends = from + 4..to.saturating_sub(1);
    ends.rev().find(is_link).unwrap_or(from)
}

/// Where a name begins behind words that describe it, the last of which says what it is.
fn behind_description(context: &Context<'_>, tokens: &[Token], from: usize, to: usize) -> usize {
    let chars = &context.chars.folded;
    let first = tokens.partition_point(|it| it.from < from);
    let inside = tokens[first..].iter().take_while(|it| it.to < to);
    let mut start = from;
    for (word, next) in inside.zip(tokens.iter().skip(first + 1)) {
        let described: String = chars[from..word.to].iter().collect();
        let is_head = NOUNS.iter().any(|it| described.ends_with(it));
        if is_head && words::is_generic(&described) && is_own_name(context, *next, word.to, to) {
            start = word.to;
        }
    }
    start
}

/// Whether what stands behind a description can be a name by itself: it begins with no common word,
/// and is more than what such bodies are called.
fn is_own_name(context: &Context<'_>, next: Token, at: usize, to: usize) -> bool {
    let is_suffix = |class| context.starts(class, at) == Some(to);
    let is_common = match next.tag {
        WordTag::Noun
        | WordTag::Verb
        | WordTag::Number
        | WordTag::Modifier
        | WordTag::Function
        | WordTag::Time => 2 <= next.to - next.from,
        WordTag::Other
        | WordTag::Phrase
        | WordTag::Person
        | WordTag::Foreign
        | WordTag::Place
        | WordTag::Organisation
        | WordTag::Name => false,
    };
    at < to
        && (at + 2 <= to || !is_han(context.chars.folded[at]))
        && (is_han(context.chars.folded[at]) || is_latin_name(context, at, to))
        && !is_common
        && !is_suffix(Class::CompanySuffix)
        && !is_suffix(Class::OrganisationSuffix)
}

/// Whether nothing but a capitalized Latin name is left: 社交平台|X.
fn is_latin_name(context: &Context<'_>, at: usize, to: usize) -> bool {
    let name = &context.chars.folded[at..to];
    name[0].is_uppercase() && name.iter().all(|&c| is_latin(c) || c.is_ascii_digit())
}

/// Whether a stretch is a known body, what it does, and another known body: 某党控制众议院.
pub(super) fn is_sentence(hits: &[Hit<'_>], tokens: &[Token], from: usize, to: usize) -> bool {
    let is_body = |it: &&Hit<'_>| {
        let mut classes = it.records.iter().map(|it| it.class());
        classes.any(|it| it == Class::Organisation || it == Class::Company)
    };
    let first = hits
        .iter()
        .filter(is_body)
        .filter(|it| it.from == from && it.to < to);
    let last = hits
        .iter()
        .filter(is_body)
        .filter(|it| it.to == to && from < it.from);
    let (Some(end), Some(start)) = (first.map(|it| it.to).max(), last.map(|it| it.from).min())
    else {
        return false;
    };
    let between = tokens.iter().filter(|it| end <= it.from && it.to <= start);
    let mut between = between.peekable();
    between.peek().is_some() && between.all(|it| it.tag == WordTag::Verb)
}
