//! Companies that are read from the end of their name: by the form that the law gives it, by what
//! such companies are called where others stand beside them, and by a label.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use super::neighbors::ends_with;
use crate::analysis::token::Token;
use crate::lexicon::{Class, words};
use crate::model::{Kind, Rule, Why};
use crate::tagger::words::WordTag;
use crate::text::chars::is_han;

/// What ends the full name of a company and of nothing else.
const FORMS: [&str; 3] = ["有限公司", "有限责任公司", "合伙企业"];

/// The last characters of these.
const LAST: [char; 2] = ['司', '业'];

/// The longest name before such an ending, in characters.
const MAX_NAME: usize = 24;

/// Words before a full name that are no part of it, though they may stand in one.
const BEFORE: [&str; 34] = [
    "股东",
    "控股股东",
    "公司",
    "子公司",
    "母公司",
    "关联方",
    "被告",
    "原告",
    "第三人",
    "上诉人",
    "被上诉人",
    "申请人",
    "被申请人",
    "债务人",
    "债权人",
    "时任",
    "称",
    "名为",
    "叫",
    "对象",
    "主体",
    "单位",
    "方",
    "企业",
    "机构",
    "集团",
    "认购",
    "收购",
    "起诉",
    "设立",
    "成立",
    "出售",
    "转让",
    "注册",
];

/// Characters that end a word before a name: 运往, 来自, 又.
const PARTICLES: &str = "又将把让被从往向对由与和及或的了是为在于至到自等某该本此其已曾给跟同就";

/// Labels before the name of a company.
const LABELS: [&str; 8] = [
    "证券简称",
    "股票简称",
    "公司简称",
    "公司名称",
    "企业名称",
    "保荐机构",
    "主承销商",
    "发行人",
];

/// Adds the companies that no candidate covers.
pub(super) fn candidates(context: &Context<'_>, tokens: &[Token], found: &mut Vec<Candidate>) {
    full_names(context, tokens, found);
    labelled(context, found);
    listed(context, found);
}

/// Whether a name ends as one does by law, with enough before it.
pub(super) fn is_full(name: &[char]) -> bool {
    let name: String = name.iter().collect();
    let before = FORMS.iter().find_map(|it| name.strip_suffix(it));
    before.is_some_and(|it| 4 <= it.chars().count())
}

/// Whether a name ends with what nothing but a company is called.
pub(super) fn is_company(name: &[char]) -> bool {
    is_full(name) || 4 < name.len() && name.ends_with(&['公', '司'])
}

/// Adds full names: from the end of 有限公司 back to the first word that is none of a name.
fn full_names(context: &Context<'_>, tokens: &[Token], found: &mut Vec<Candidate>) {
    let chars = &context.chars.folded;
    let may_end = |it: &Token| chars[..it.to].last().is_some_and(|it| LAST.contains(it));
    for (idx, last) in tokens.iter().enumerate().filter(|it| may_end(it.1)) {
        let ends = |form: &&str| ends_with(&chars[..last.to], form);
        let span = context.span(last.to - 1, last.to);
        let is_read = || {
            found
                .iter()
                .any(|it| is_organisation(it) && it.span.covers(span))
        };
        if !FORMS.iter().any(ends) || is_read() {
            continue;
        }
        let mut from = last.from;
        let is_part = |it: &&Token| is_part_of_name(context, it) && last.to - it.from <= MAX_NAME;
        for word in tokens[..idx].iter().rev().take_while(is_part) {
            if word.to != from {
                break;
            }
            from = word.from;
        }
        let name: String = chars[from..last.to].iter().collect();
        let is_closed = name.matches('(').count() == name.matches(')').count();
        if from + 6 <= last.to && is_closed && !words::is_generic(&name) {
            push(context, found, (from, last.to), Rule::CompanySuffix);
        }
    }
}

/// Whether a word can stand in a company's full name.
fn is_part_of_name(context: &Context<'_>, word: &Token) -> bool {
    let text: String = context.chars.folded[word.from..word.to].iter().collect();
    let is_bracket = text.contains(['(', ')']);
    let is_mark = !is_bracket && text.chars().any(|c| !c.is_alphanumeric());
    let is_function = word.tag == WordTag::Function && !is_bracket;
    let is_adverb = word.tag == WordTag::Modifier && 2 <= word.to - word.from;
    let ends_phrase = text.ends_with(|c| PARTICLES.contains(c));
    let is_other = is_mark || is_function || is_adverb || ends_phrase;
    !is_other && !BEFORE.contains(&text.as_str())
}

/// Adds what stands behind a label: 证券简称：长风股份.
fn labelled(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let chars = &context.chars.folded;
    for at in (4..chars.len()).filter(|&at| chars[at] == ':') {
        let before: String = chars[at.saturating_sub(6)..at].iter().collect();
        let from = at + 1 + usize::from(chars.get(at + 1) == Some(&' '));
        let n = chars[from.min(chars.len())..]
            .iter()
            .take_while(|c| is_han(**c))
            .count();
        let ends = matches!(
            chars.get(from + n),
            None | Some(' ' | ',' | '。' | ';' | ')')
        );
        if LABELS.iter().any(|it| before.trim_end().ends_with(it)) && (2..=6).contains(&n) && ends {
            push(context, found, (from, from + n), Rule::Byline);
        }
    }
}

/// Adds what stands in a list between companies and ends as such names do: 海辰股份、金盾股份、…
fn listed(context: &Context<'_>, found: &mut Vec<Candidate>) {
    let chars = &context.chars.folded;
    let ends: Vec<usize> = company_edges(context, found, |it| it.end);
    let starts: Vec<usize> = company_edges(context, found, |it| it.start);
    for at in (0..chars.len()).filter(|&at| chars[at] == '、') {
        let n = chars[at + 1..].iter().take_while(|c| is_han(**c)).count();
        let (from, to) = (at + 1, at + 1 + n);
        let is_between =
            ends.contains(&at) && chars.get(to) == Some(&'、') && starts.contains(&(to + 1));
        let has_suffix = || context.ends_within(Class::CompanySuffix, from, to);
        if is_between && (3..=8).contains(&n) && has_suffix() {
            push(context, found, (from, to), Rule::CompanySuffix);
        }
    }
}

/// The edges of the companies that are read, as indices of characters.
fn company_edges(
    context: &Context<'_>,
    found: &[Candidate],
    edge: impl Fn(crate::model::Span) -> u32,
) -> Vec<usize> {
    let companies = found
        .iter()
        .filter(|it| it.reading == Reading::Name(Kind::Company));
    companies
        .map(|it| context.chars.index_of(edge(it.span)))
        .collect()
}

/// Whether a candidate is a company or body.
fn is_organisation(it: &Candidate) -> bool {
    matches!(
        it.reading,
        Reading::Name(Kind::Company | Kind::Organisation)
    )
}

/// Adds a company.
fn push(context: &Context<'_>, found: &mut Vec<Candidate>, (from, to): (usize, usize), rule: Rule) {
    let reading = Reading::Name(Kind::Company);
    let span = context.span(from, to);
    found.push(Candidate::new(span, reading, 0.7, Why::Rule(rule)));
}
