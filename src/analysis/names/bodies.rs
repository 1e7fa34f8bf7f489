//! Companies and bodies that are named with the place or country they are in.

use super::candidate::EntryKey;
use super::forms::Form;
use super::join::{Groups, HAN_LEGAL_FORMS};
use crate::lexicon::{Class, Lexicon};
use crate::model::Kind;
use crate::text::chars::{Chars, is_han};
use std::collections::{HashMap, HashSet};

/// Countries, by what stands for each at the head of a body's name, longer ones first.
const COUNTRIES: [(&str, &str); 18] = [
    ("印尼", "印度尼西亚"),
    ("大马", "马来西亚"),
    ("沙特", "沙特阿拉伯"),
    ("美", "美国"),
    ("英", "英国"),
    ("法", "法国"),
    ("德", "德国"),
    ("日", "日本"),
    ("韩", "韩国"),
    ("俄", "俄罗斯"),
    ("印", "印度"),
    ("加", "加拿大"),
    ("澳", "澳大利亚"),
    ("意", "意大利"),
    ("以", "以色列"),
    ("乌", "乌克兰"),
    ("越", "越南"),
    ("菲", "菲律宾"),
];

/// Endings of bodies of which there is one by a name, whatever place is written before it.
const UNIQUE: [&str; 4] = ["大学", "学院", "党", "博物馆"];

/// What a place's name can end with and be without: 深圳市 is 深圳.
const RANKS: [char; 6] = ['市', '省', '区', '县', '州', '镇'];

/// Takes what looks like somebody called 军 for an army, where the document writes of armies: 鄭軍
/// beside 清軍 and 荷軍, 金礪軍 beside 金礪.
pub(super) fn settle_armies(forms: &mut [Form]) {
    let is_army = |it: &&Form| it.key.ends_with('军') && it.key.chars().all(is_han);
    let short = |it: &&Form| it.key.chars().count() == 2 && it.kind == Kind::Organisation;
    let armies = forms.iter().filter(is_army).filter(short).count();
    let people = forms.iter().filter(|it| it.kind == Kind::Person);
    let people: HashSet<String> = people.map(|it| it.key.clone()).collect();
    for form in forms.iter_mut().filter(|it| is_army(&&**it)) {
        let leader = form.key.trim_end_matches('军');
        let is_led = 2 <= leader.chars().count() && people.contains(leader);
        let is_one_of_many = match form.key.chars().count() {
            2 => 2 <= armies,
            3 => 3 <= armies,
            _ => false,
        };
        if form.kind == Kind::Person && form.entry.is_none() && (is_led || is_one_of_many) {
            form.kind = Kind::Organisation;
        }
    }
}

/// Gives forms that the lexicon knows by their fuller or their bare name its entry: 美司法部 that of
/// 美国司法部, 德国大众汽车公司 that of 大众汽车.
pub(super) fn resolve(lexicon: &Lexicon, forms: &mut [Form]) {
    for form in forms.iter_mut() {
        if form.entry.is_some() || form.kind == Kind::Person {
            continue;
        }
        if let Some(company) = form.key.strip_suffix(".com") {
            form.entry = known(lexicon, company, Kind::Company);
        }
        if !form.key.chars().all(is_han) {
            continue;
        }
        let full = in_full(&form.key);
        let is_body = form.kind == Kind::Organisation;
        let entry = full
            .filter(|_| is_body)
            .and_then(|it| known(lexicon, &it, form.kind))
            .or_else(|| {
                let mut names = bare_names(lexicon, form);
                names.extend(ranked_names(lexicon, &form.key));
                names.iter().find_map(|it| known(lexicon, it, form.kind))
            });
        form.entry = entry;
    }
}

/// Joins forms of the document that differ in how they name a place: 美商务部 and 美国商务部,
/// 郑州富士康 and 富士康, 深圳市国资委 and 深圳国资委; and a body's bare name to its only full one.
pub(super) fn join(forms: &[Form], lexicon: &Lexicon, groups: &mut Groups) {
    let is_body = |it: &Form| it.kind != Kind::Person;
    let bodies = || forms.iter().enumerate().filter(|(_, it)| is_body(it));
    let by_key: HashMap<&str, usize> = bodies().map(|(idx, it)| (it.key.as_str(), idx)).collect();
    let mut by_place: HashMap<String, usize> = HashMap::new();
    for (idx, form) in bodies().filter(|(_, it)| it.key.chars().all(is_han)) {
        if form.entry.is_none() {
            let bare = bare_names(lexicon, form).into_iter();
            let full = in_full(&form.key).filter(|_| form.kind == Kind::Organisation);
            let same = bare.chain(full).find_map(|it| by_key.get(it.as_str()));
            if let Some(&same) = same.filter(|&&it| forms[it].kind == form.kind) {
                groups.join(same, idx);
            }
        }
        let first = *by_place
            .entry(without_ranks(lexicon, &in_short(&form.key)))
            .or_insert(idx);
        if forms[first].entry.is_none() && form.entry.is_none() {
            groups.join(first, idx);
        }
    }
    join_rulers(forms, groups);
    for (idx, form) in bodies() {
        let is_bare = form.entry.is_none() && form.kind == Kind::Organisation;
        if is_bare && (3 <= form.key.chars().count() || OF_STATES.contains(&form.key.as_str())) {
            join_to_full(forms, idx, groups);
        }
    }
    join_to_legal(forms, groups);
}

/// Bodies that a state has one of, and an article on a state calls by that alone.
const OF_STATES: [&str; 3] = ["国会", "议会", "内阁"];

/// Dynasties whose rulers are called by their temple names.
const DYNASTIES: &str = "汉魏晋宋齐梁陈隋唐周辽金夏元明清";

/// Joins a ruler's temple name to the only one in the document with the dynasty before it: 仁宗 to
/// 元仁宗.
fn join_rulers(forms: &[Form], groups: &mut Groups) {
    let is_ruler = |it: &Form, n| {
        let is_temple = it.key.ends_with(['宗', '祖', '帝']);
        it.kind == Kind::Person && is_temple && it.key.chars().count() == n
    };
    let rulers = || forms.iter().enumerate();
    let full: Vec<usize> = rulers()
        .filter(|(_, it)| is_ruler(it, 3) && it.key.starts_with(|c| DYNASTIES.contains(c)))
        .map(|(at, _)| at)
        .collect();
    if full.is_empty() {
        return;
    }
    for (idx, form) in rulers().filter(|(_, it)| it.entry.is_none() && is_ruler(it, 2)) {
        let mut of = full
            .iter()
            .filter(|&&at| forms[at].key.ends_with(&form.key));
        if let (Some(&only), None) = (of.next(), of.next()) {
            groups.join(only, idx);
        }
    }
}

/// What courts and prosecutors are called in full and for short, longer ones first.
const IN_SHORT: [(&str, &str); 4] = [
    ("中级人民法院", "中院"),
    ("高级人民法院", "高院"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
];

/// The name of a court or prosecutor as it is written for short: 江州市中级人民法院 as 江州中院.
fn in_short(key: &str) -> String {
    let full = IN_SHORT
        .iter()
        .find_map(|(full, short)| Some((key.strip_suffix(full)?, *short)));
    let short = IN_SHORT
        .iter()
        .find_map(|(_, short)| Some((key.strip_suffix(short)?, *short)));
    let Some((place, suffix)) = full.or(short) else {
        return key.to_owned();
    };
    format!("{}{suffix}", place.strip_suffix(RANKS).unwrap_or(place))
}

/// The most full names that shorter ones are looked for in; where there are more, as in a register of
/// companies, nobody is called for short.
const MAX_LEGAL: usize = 1000;

/// Joins companies to the only one whose full name holds theirs: 恒润达公司 and 云岭新材 to
/// 江州市恒润达商贸有限公司 and 云岭新材料股份有限公司.
fn join_to_legal(forms: &[Form], groups: &mut Groups) {
    let companies = || {
        forms
            .iter()
            .enumerate()
            .filter(|(_, it)| it.kind == Kind::Company)
    };
    let stem = |key| LEGAL.iter().find_map(|form| str::strip_suffix(key, *form));
    let full = companies().filter_map(|(idx, it)| Some((idx, stem(it.key.as_str())?)));
    let full: Vec<(usize, &str)> = full.take(MAX_LEGAL).collect();
    for (idx, form) in companies().filter(|(_, it)| it.entry.is_none()) {
        let bare = form.key.trim_end_matches("公司");
        let is_stem = 3 <= bare.chars().count() && bare.chars().all(is_han);
        if !is_stem || stem(&form.key).is_some() {
            continue;
        }
        let holds = full
            .iter()
            .filter(|(_, it)| *it != bare && it.contains(bare));
        let mut holds: Vec<usize> = holds.map(|(at, _)| groups.root(*at)).collect();
        holds.sort_unstable();
        holds.dedup();
        if let [only] = holds[..] {
            groups.join(only, idx);
        }
    }
}

/// What ends the name that a company has by law.
const LEGAL: [&str; 3] = ["股份有限公司", "有限责任公司", "有限公司"];

/// Joins a body to the only one whose name ends with its own: 安委会 to 国务院安委会.
fn join_to_full(forms: &[Form], idx: usize, groups: &mut Groups) {
    let form = &forms[idx];
    let is_full = |it: &Form| {
        let before = it.key.strip_suffix(&form.key);
        it.kind == form.kind && before.is_some_and(|it| 2 <= it.chars().count())
    };
    let full = forms.iter().enumerate().filter(|(_, it)| is_full(it));
    let mut full: Vec<usize> = full.map(|(at, _)| groups.root(at)).collect();
    full.sort_unstable();
    full.dedup();
    if let [only] = full[..] {
        groups.join(only, idx);
    }
}

/// The body's name with its country in full.
fn in_full(key: &str) -> Option<String> {
    COUNTRIES.iter().find_map(|(short, country)| {
        let rest = key.strip_prefix(short)?;
        let is_whole = key.starts_with(country) || rest.chars().count() < 2;
        (!is_whole).then(|| format!("{country}{rest}"))
    })
}

/// What is left of a name behind the places at its head, longest first, if the rest names the same
/// company or body wherever it is; also without its legal form.
fn bare_names(lexicon: &Lexicon, form: &Form) -> Vec<String> {
    let chars = Chars::new(&form.key, 0);
    let mut found = Vec::new();
    for at in behind_places(lexicon, &chars) {
        let rest: String = chars.folded[at..].iter().collect();
        let is_unique = UNIQUE.iter().any(|it| rest.ends_with(it));
        if form.kind == Kind::Organisation && !is_unique || chars.len() - at < 2 {
            continue;
        }
        let short = HAN_LEGAL_FORMS.iter().find_map(|it| rest.strip_suffix(it));
        let short = short
            .filter(|it| 2 <= it.chars().count())
            .map(str::to_owned);
        found.push(rest);
        found.extend(short);
    }
    found
}

/// Where the part of a country ends that is named behind it: 黎巴嫩|南部.
fn region_end(chars: &[char], at: usize) -> Option<usize> {
    let is_side = |at: &usize| "东西南北中".contains(chars[*at]);
    let n = (at..chars.len()).take(2).take_while(is_side).count();
    (0 < n && chars.get(at + n) == Some(&'部')).then_some(at + n + 1)
}

/// The places in a name at which it may go on behind places at its head.
fn behind_places(lexicon: &Lexicon, chars: &Chars) -> Vec<usize> {
    let hits = lexicon.hits(chars);
    let places = || {
        let is_place =
            |it: &&crate::lexicon::Hit<'_>| it.records.iter().any(|it| it.class() == Class::Place);
        hits.iter().filter(is_place)
    };
    let mut reached = vec![false; chars.len() + 1];
    reached[0] = true;
    // A party's group in parliament is the party.
    if chars.folded.starts_with(&['国', '会']) {
        reached[2] = true;
    }
    for at in 0..chars.len() {
        if !reached[at] {
            continue;
        }
        for it in places().filter(|it| it.from == at) {
            reached[it.to] = true;
            if let Some(end) = region_end(&chars.folded, it.to) {
                reached[end] = true;
            }
            if chars.folded.get(it.to).is_some_and(|c| RANKS.contains(c)) {
                reached[it.to + 1] = true;
            }
        }
    }
    (1..chars.len()).filter(|&at| reached[at]).collect()
}

/// The name with each rank that the place at its head may have, and without any.
fn ranked_names(lexicon: &Lexicon, key: &str) -> Vec<String> {
    let chars = Chars::new(key, 0);
    let Some(at) = behind_places(lexicon, &chars).pop() else {
        return Vec::new();
    };
    let (place, rest) = chars.folded.split_at(at);
    let with = |rank: &char| place.iter().chain([rank]).chain(rest).collect();
    let mut found: Vec<String> = RANKS.iter().map(with).collect();
    found.push(without_ranks(lexicon, key));
    found
}

/// The name without the rank of the places at its head.
fn without_ranks(lexicon: &Lexicon, key: &str) -> String {
    let chars = Chars::new(key, 0);
    let ends = behind_places(lexicon, &chars);
    let is_rank = |at: usize| RANKS.contains(&chars.folded[at]) && ends.contains(&(at + 1));
    let kept = (0..chars.len()).filter(|&at| at < 2 || !is_rank(at));
    kept.map(|at| chars.folded[at]).collect()
}

/// The entry that a whole name means for sure.
fn known(lexicon: &Lexicon, name: &str, kind: Kind) -> Option<EntryKey> {
    let class = match kind {
        Kind::Company => Class::Company,
        Kind::Organisation => Class::Organisation,
        Kind::Person => Class::Person,
    };
    let chars = Chars::new(name, 0);
    let hits = lexicon.hits(&chars);
    let whole = hits
        .iter()
        .filter(|it| it.from == 0 && it.to == chars.len());
    let mut found = whole.flat_map(|hit| {
        let sure = hit.records.iter();
        let sure = sure.filter(|it| it.class() == class && it.cautious().is_none());
        sure.filter_map(|it| Some(EntryKey::new(hit.is_user, it.line()?)))
    });
    found.next()
}
