//! Stretches that look like names and name nobody: words that describe, sides, meetings, groups of
//! people.

use super::candidate::Reading;
use super::context::Context;
use crate::lexicon::{Class, words};
use crate::model::Kind;
use crate::text::chars::{is_han, is_latin};

/// What a place has several of.
const THINGS: [&str; 10] = [
    "公司",
    "企业",
    "集团",
    "部",
    "组织",
    "机构",
    "医院",
    "工作室",
    "厂",
    "学校",
];

/// Countries whose universities are many: 美国大学.
const COUNTRIES: [&str; 10] = [
    "中国",
    "美国",
    "英国",
    "法国",
    "德国",
    "日本",
    "韩国",
    "加拿大",
    "俄罗斯",
    "欧洲",
];

/// Meetings and parts of a body, which are none themselves.
const EVENTS: [&str; 7] = ["部门", "集会", "年会", "峰会", "晚会", "发布会", "座谈会"];

/// Whether a place and words that describe are all there is, and the last says company or region:
/// 旧金山创业公司, 广东中西部.
pub(super) fn is_place_and_generic(context: &Context<'_>, from: usize, to: usize) -> bool {
    let Some(at) = context.starts(Class::Place, from).filter(|&at| at < to) else {
        return false;
    };
    let rest: String = context.chars.folded[at..to].iter().collect();
    let is_thing = THINGS.iter().any(|it| rest.ends_with(it));
    let place: String = context.chars.folded[from..at].iter().collect();
    is_thing && words::is_generic(&rest) || COUNTRIES.contains(&place.as_str()) && rest == "大学"
}

/// Whether a number of them stands before a name: 四座|国家博物馆.
pub(super) fn is_counted(chars: &[char], from: usize) -> bool {
    let before = &chars[from.saturating_sub(2)..from];
    let [number, measure] = before else {
        return false;
    };
    "两二三四五六七八九十几数多".contains(*number) && "座家所个间支".contains(*measure)
}

/// What tells what somebody does or who several are, not who it is: 南都记者, 王家父子.
const NOBODY: [&str; 16] = [
    "记者", "编辑", "网友", "父子", "母子", "兄弟", "姐妹", "夫妇", "夫妻", "一家", "市", "县",
    "两军", "流民", "家族", "等人",
];

/// Groups of people, states and troops of whom there are many; no body is called so.
const GROUPS: [&str; 27] = [
    " troops",
    " soldiers",
    " forces",
    " officials",
    " lawmakers",
    " fighters",
    " rebels",
    " delegation",
    "诸国",
    "各国",
    "列国",
    "诸部",
    "各部",
    "两军",
    "守军",
    "援军",
    "残军",
    "降军",
    "敌军",
    "军队",
    "军舰队",
    "官兵",
    "流民",
    "难民",
    "移民",
    "村民",
    "家族",
];

/// Parts of a company or town that are places.
const SITES: [&str; 6] = ["厂区", "园区", "校区", "大厦", "大楼", "小区"];

/// Whether a text ends with one of the words; most are told from it by their last byte.
fn has_end(text: &str, words: &[&str]) -> bool {
    let last = text.as_bytes().last();
    let mut words = words.iter();
    words.any(|it| it.as_bytes().last() == last && text.ends_with(it))
}

/// Whether characters can be a name at all: no marks of sentences inside, not only words that
/// describe, and in Latin script some capital, unless small letters are usual there.
pub(super) fn can_be_name(name: &[char], reading: Reading, may_be_small: bool) -> bool {
    if !matches!(reading, Reading::Name(_)) {
        return true;
    }
    let text: String = name.iter().collect();
    let has_latin = name.iter().any(|&c| is_latin(c));
    let has_han = name.iter().any(|&c| is_han(c));
    let has_marks = name.iter().any(|c| "，。、,;:!?\n\"<>—–|".contains(*c));
    if has_marks || words::is_generic(&text) {
        return false;
    }
    let is_person = reading == Reading::Name(Kind::Person);
    let is_nobody = is_person && has_end(&text, &NOBODY);
    let is_event = !is_person && has_end(&text, &EVENTS);
    let is_group = !is_person && (has_end(&text, &GROUPS) || has_end(&text, &SITES));
    let is_side = !is_person && name.len() <= 3 && name.ends_with(&['方']) && text != "警方";
    if is_nobody || is_event || is_group || is_side {
        return false;
    }
    if is_person && has_latin && has_han && text.contains(' ') {
        return false;
    }
    if !has_latin || has_han {
        return 2 <= name.len();
    }
    let is_small = |it: &str| !may_be_small && !it.chars().any(char::is_uppercase);
    let is_common = |it: &str| words::is_common_word(it) || is_small(it) || it == "&";
    2 <= name.len() && !text.split(' ').all(is_common)
}
