//! What stands before a post and its holder: a company or team, and nobody.

use super::candidate::{Candidate, Reading};
use super::context::Context;
use super::neighbors::starts_with;
use crate::lexicon::Class;
use crate::model::{Kind, Rule, Why};
use crate::text::chars::is_latin;

/// Posts that people hold in a team, as their name is written before that of the holder.
const OF_TEAMS: [&str; 14] = [
    "主帅",
    "主教练",
    "总教练",
    "助理教练",
    "教练",
    "队长",
    "前锋",
    "中锋",
    "后卫",
    "中场",
    "门将",
    "captain",
    "striker",
    "goalkeeper",
];

/// Posts that people hold in a company.
const OF_COMPANIES: [&str; 14] = [
    "董事长",
    "总裁",
    "副总裁",
    "首席执行官",
    "CEO",
    "CFO",
    "CTO",
    "COO",
    "总经理",
    "创始人",
    "联合创始人",
    "首席财务官",
    "执行长",
    "chief executive",
];

/// Offices of old that are named with what they are the head of: 龙武大将军.
const OF_OFFICES: [&str; 10] = [
    "大将军",
    "节度使",
    "都督",
    "刺史",
    "太守",
    "总兵",
    "巡抚",
    "总督",
    "知府",
    "知县",
];

/// Whether an office of old stands at `at`, with the name of its holder behind it.
fn office_behind(context: &Context<'_>, at: usize, starts: &[u32]) -> bool {
    let behind = context.chars.folded.get(at..).unwrap_or_default();
    let office = OF_OFFICES.iter().find(|it| starts_with(behind, it));
    let holder = office.map(|it| at + it.chars().count());
    holder.is_some_and(|at| starts.binary_search(&context.chars.starts[at]).is_ok())
}

/// Makes what stands before a post and its holder a company or team, if it was taken for somebody:
/// 石梁河 in 石梁河主帅张三.
pub(super) fn settle(context: &Context<'_>, found: &mut [Candidate]) {
    let is_person = |it: &Candidate| it.reading == Reading::Name(Kind::Person);
    let people = found.iter().filter(|it| is_person(it));
    let mut starts: Vec<u32> = people.map(|it| it.span.start).collect();
    starts.sort_unstable();
    for it in found.iter_mut().filter(|it| is_person(it)) {
        if it.entry.is_some() || it.waits {
            continue;
        }
        let to = context.chars.index_of(it.span.end);
        if office_behind(context, to, &starts) {
            (it.reading, it.why) = (Reading::Place, Why::Rule(Rule::Neighbors));
            continue;
        }
        let Some((kind, holder)) = post_behind(context, to) else {
            continue;
        };
        if starts.binary_search(&context.chars.starts[holder]).is_err() {
            continue;
        }
        it.reading = Reading::Name(kind);
        it.why = Why::Rule(Rule::Neighbors);
    }
}

/// Whose post stands behind a Latin name that ends at `to`, if a capitalized name follows:
/// «Northlake chief executive Anna Lund».
pub(super) fn post_of(context: &Context<'_>, to: usize) -> Option<Kind> {
    let (kind, holder) = post_behind(context, to)?;
    let mut name = context.chars.folded[holder..].iter();
    let is_capitalized = name
        .next()
        .is_some_and(|c| c.is_uppercase() && is_latin(*c));
    let is_word = name.next().is_some_and(|c| c.is_lowercase());
    (is_capitalized && is_word).then_some(kind)
}

/// Whose post stands at `at`, and where the name of its holder may begin.
fn post_behind(context: &Context<'_>, at: usize) -> Option<(Kind, usize)> {
    let chars = &context.chars.folded;
    let behind_blank = |at: usize| at + usize::from(chars.get(at) == Some(&' '));
    let at = behind_blank(at);
    let end = context.starts(Class::TitleBefore, at)?;
    let post: String = chars[at..end].iter().collect();
    let kind = if OF_TEAMS.contains(&post.as_str()) {
        Kind::Organisation
    } else if OF_COMPANIES.contains(&post.as_str()) {
        Kind::Company
    } else {
        return None;
    };
    Some((kind, behind_blank(end)))
}
