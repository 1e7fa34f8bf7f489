//! What companies and people are called for short, once they have been named in full.

use crate::lexicon::words;
use crate::model::Kind;
use crate::text::chars::is_han;

/// The shorter forms by which an article goes on to call somebody, folded as `key` is.
pub(super) fn short_forms(key: &str, kind: Kind) -> Vec<String> {
    match kind {
        Kind::Person => parts_of_person(key),
        Kind::Company | Kind::Organisation => without_suffix(key),
    }
}

/// First and last part of a name that is written in parts: `kevin scott`, `帕里斯·希尔顿`.
pub(super) fn parts_of_person(key: &str) -> Vec<String> {
    let parts: Vec<&str> = key
        .split([' ', '·', '-'])
        .filter(|it| !it.is_empty())
        .collect();
    let [first, .., last] = parts[..] else {
        return Vec::new();
    };
    let is_name = |part: &&str| 2 <= part.chars().filter(|c| c.is_alphabetic()).count();
    let mut found: Vec<String> = [last, first]
        .into_iter()
        .filter(is_name)
        .map(str::to_owned)
        .collect();
    // With a particle or a middle name: `van der berg`, `m. scott`.
    if let [_, .., before, last] = parts[..]
        && 3 <= parts.len()
        && !before.ends_with('.')
    {
        found.push(format!("{before} {last}"));
    }
    found
}

/// What ends a company's full name and is left out when it is called for short, longest first.
const SUFFIXES: [&str; 78] = [
    "股份有限公司",
    "有限责任公司",
    "控股有限公司",
    "集团有限公司",
    "科技有限公司",
    "技术有限公司",
    "集团公司",
    "有限公司",
    "总公司",
    "集团",
    "控股",
    "公司",
    "股份",
    "科技",
    "技术",
    "电子",
    "电脑",
    "汽车",
    "银行",
    "证券",
    "基金",
    "资本",
    "传媒",
    "网络",
    "软件",
    "足球俱乐部",
    "篮球俱乐部",
    "俱乐部",
    "足球队",
    "队",
    "大学",
    "学院",
    "研究院",
    " corporation",
    " incorporated",
    " holdings",
    " limited",
    " company",
    " group",
    " corp.",
    " corp",
    " inc.",
    " inc",
    " ltd.",
    " ltd",
    " therapeutics",
    " pharmaceuticals",
    " pharmaceutical",
    " biosciences",
    " biotech",
    " biologics",
    " technologies",
    " technology",
    " systems",
    " software",
    " motors",
    " airlines",
    " airways",
    " energy",
    " bank",
    " securities",
    " media",
    " entertainment",
    " studios",
    " pictures",
    " foods",
    " labs",
    " robotics",
    " semiconductor",
    " partners",
    " capital",
    " ventures",
    " industries",
    " international",
    " solutions",
    " networks",
    " logistics",
    " freight",
];

/// The name with one or more of its endings left out.
fn without_suffix(key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = key;
    while let Some(short) = SUFFIXES.iter().find_map(|suffix| rest.strip_suffix(suffix)) {
        let short = short.trim_end_matches([' ', ',']);
        let long_enough = if short.chars().all(is_han) { 2 } else { 3 };
        if short.chars().count() < long_enough {
            break;
        }
        found.push(short.to_owned());
        rest = short;
    }
    found.extend(first_word(key).filter(|it| !found.iter().any(|short| short == it)));
    found
}

/// A Latin word that a company is called by for short has at least so many letters.
const OWN_WORD: usize = 4;

/// The word at the head of a Latin name by which it can be called, if it is no common one: `halvorsen`.
pub(super) fn first_word(key: &str) -> Option<String> {
    let (first, _) = key.split_once(' ').filter(|_| key.is_ascii())?;
    let mut chars = first.chars();
    let capital: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect();
    let is_own = OWN_WORD <= first.len() && first.chars().all(|c| c.is_ascii_alphabetic());
    (is_own && !words::is_common_word(first) && !words::is_first_name(&capital))
        .then(|| first.to_owned())
}
