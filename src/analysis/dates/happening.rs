//! Words for happenings that a length of time is counted from: «ChatGPT 发布前两周», «a year after
//! Acme was founded».
//!
//! happening = [subject] verb, before the length
//!           | verb object 的, before the length
//!           | (before | after) … verb …, behind the length

use super::line::Line;

/// Verbs and nouns that tell the same kind of happening.
const KINDS: [&[&str]; 14] = [
    &[
        "发布",
        "推出",
        "上线",
        "问世",
        "诞生",
        "公布",
        "开源",
        "发行",
        "放出",
        "亮相",
        "面世",
        "出现",
        "首发",
        "揭晓",
        "发售",
        "公开",
        "登场",
        "launch",
        "launched",
        "release",
        "released",
        "appeared",
        "unveiled",
        "introduced",
        "announced",
        "published",
        "online",
        "debut",
        "debuted",
        "came out",
        "brought out",
        "open-sourced",
        "shown",
        "rollout",
    ],
    &[
        "成立",
        "创立",
        "创办",
        "创建",
        "建立",
        "组建",
        "诞生",
        "开办",
        "founded",
        "founding",
        "started",
        "established",
        "created",
        "formed",
    ],
    &["去世", "逝世", "病逝", "离世", "身亡", "died", "death"],
    &[
        "上市",
        "挂牌",
        "敲钟",
        "IPO",
        "listed",
        "listing",
        "went public",
    ],
    &[
        "离职",
        "辞职",
        "离开",
        "辞去",
        "卸任",
        "免职",
        "解雇",
        "罢免",
        "left",
        "resigned",
        "resignation",
        "departed",
        "departure",
        "quit",
        "ousted",
        "fired",
        "dismissed",
        "dismissal",
    ],
    &[
        "上任",
        "就任",
        "出任",
        "接任",
        "当选",
        "入职",
        "加入",
        "履新",
        "appointed",
        "appointment",
        "elected",
        "joined",
        "took over",
    ],
    &[
        "收购",
        "并购",
        "合并",
        "acquired",
        "acquisition",
        "bought",
        "merged",
        "merger",
        "takeover",
    ],
    &["发射", "升空", "liftoff"],
    &[
        "开幕",
        "开业",
        "开播",
        "开园",
        "上映",
        "opened",
        "opening",
        "premiere",
        "premiered",
    ],
    &["签署", "签约", "生效", "signed", "signing"],
    &["融资", "投资", "invested", "investment"],
    &["宣布", "announced", "announcement"],
    &[
        "爆发",
        "发生",
        "事发",
        "案发",
        "出事",
        "遇害",
        "失踪",
        "outbreak",
        "broke out",
        "happened",
        "occurred",
    ],
    &[
        "结婚",
        "毕业",
        "出生",
        "退役",
        "夺冠",
        "获奖",
        "解散",
        "闭幕",
        "结束",
        "开始",
        "born",
        "graduated",
        "married",
    ],
];

/// Words that stand for a subject named before.
const PRONOUNS: [&str; 15] = [
    "它",
    "他",
    "她",
    "其",
    "公司",
    "该公司",
    "两人",
    "双方",
    "项目",
    "产品",
    "新品",
    "自己",
    "本人",
    "模型",
    "软件",
];

/// A happening as the words name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Happening {
    /// What it happened to, empty if only a pronoun or nothing says it.
    pub(super) subject: String,
    /// The word for what happened.
    pub(super) verb: &'static str,
}

impl Happening {
    /// All words that tell such a happening. 结束 and 开始 are told only by themselves.
    pub(super) fn related(&self) -> impl Iterator<Item = &'static str> {
        let verb = self.verb;
        let is_single = |kind: &[&str]| kind[0] == "结婚" && super::is_han(first(verb));
        KINDS
            .iter()
            .filter(move |kind| kind.contains(&verb) && !is_single(kind))
            .flat_map(|kind| kind.iter().copied())
            .chain([verb])
    }
}

fn first(word: &str) -> char {
    word.chars().next().unwrap_or_default()
}

/// The happening named right before an index: «ChatGPT 发布», «推出 ChatGPT 的».
pub(super) fn before(line: Line<'_>, at: usize) -> Option<Happening> {
    let mut end = at;
    while line.before(end) == ' ' {
        end -= 1;
    }
    if !super::is_han(line.before(end)) {
        return None;
    }
    if line.before(end) == '的' {
        return with_object(line, end - 1);
    }
    let verb = verb_before(line, end)?;
    let subject = name_before(line, end - verb.chars().count());
    Some(Happening { subject, verb })
}

/// 推出 ChatGPT 的: a Latin name between the verb and the particle, in a clause without a date.
fn with_object(line: Line<'_>, to: usize) -> Option<Happening> {
    const REACH: usize = 24;
    let mut object = to;
    while is_latin(line.before(object)) || line.before(object) == ' ' {
        object -= 1;
    }
    let verb = verb_before(line, object)?;
    let clause = (to.saturating_sub(REACH)..to)
        .rev()
        .take_while(|&it| !"。,;!?\n".contains(line.at(it)));
    let is_dated = clause
        .into_iter()
        .any(|it| matches!(line.at(it), '年' | '月' | '日'));
    let name: String = line.slice(object, to).iter().collect();
    let subject = name.trim().to_owned();
    (!is_dated && !subject.is_empty()).then_some(Happening { subject, verb })
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.')
}

/// The Chinese verb that ends at an index.
fn verb_before(line: Line<'_>, at: usize) -> Option<&'static str> {
    let words = KINDS.iter().flat_map(|kind| kind.iter().copied());
    words
        .filter(|it| super::is_han(first(it)))
        .find(|it| line.ends_with_any(at, &[it]))
}

/// The name before a verb: a Latin word, or Han characters up to a particle.
fn name_before(line: Line<'_>, to: usize) -> String {
    let mut end = to;
    while matches!(line.before(end), ' ' | '》' | '”' | '」') {
        end -= 1;
    }
    let mut from = end;
    let in_latin = is_latin(line.before(end));
    while 0 < from && end < from + 20 {
        let c = line.before(from);
        let belongs = if in_latin {
            is_latin(c)
        } else {
            super::is_han(c) && !"的在是于和与了自从据".contains(c) && end < from + 6
        };
        if !belongs {
            break;
        }
        from -= 1;
    }
    let name: String = line.slice(from, end).iter().collect();
    let is_pronoun = PRONOUNS.contains(&name.as_str());
    if is_pronoun || name.chars().count() < 2 {
        return String::new();
    }
    name
}

/// The happening named behind before or after: «ChatGPT appeared», «the launch of ChatGPT», «it was
/// founded».
pub(super) fn behind(line: Line<'_>, at: usize) -> Option<Happening> {
    const WORDS: usize = 9;
    let mut before = String::new();
    let mut verb = None;
    let mut next = line.blanks(at);
    for _ in 0..WORDS {
        let mut end = next;
        while is_latin(line.at(end)) && line.at(end) != '.' {
            end += 1;
        }
        if end == next {
            break;
        }
        let word: String = line.slice(next, end).iter().collect();
        let is_name = word.starts_with(|c: char| c.is_ascii_uppercase());
        match verb {
            None => verb = english(&word),
            Some(verb) if is_name => {
                return Some(Happening {
                    subject: word,
                    verb,
                });
            }
            Some(_) => {}
        }
        if is_name {
            before = word;
        }
        next = line.blanks(end);
        if line.at(end) != ' ' {
            break;
        }
    }
    verb.map(|verb| Happening {
        subject: before,
        verb,
    })
}

/// The English word of the table.
fn english(word: &str) -> Option<&'static str> {
    let words = KINDS.iter().flat_map(|kind| kind.iter().copied());
    words
        .filter(|it| it.is_ascii())
        .find(|it| it.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let chars: Vec<char> = text.chars().collect();
        let line = Line {
            chars: &chars,
            month_first: true,
        };
        let found = before(line, chars.len()).or_else(|| behind(line, 0));
        let found = found.as_ref().map(|it| (it.subject.as_str(), it.verb));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_happening_has_a_subject_and_a_verb() {
        check("海豚 Dolphin 面世", Some(("Dolphin", "面世")));
        check("在海豚公司创办", Some(("海豚公司", "创办")));
        check("该公司上市", Some(("", "上市")));
        check("推出 Dolphin 的", Some(("Dolphin", "推出")));
        check("2020年推出 Dolphin 的", None);
        check("Dolphin was released", Some(("Dolphin", "released")));
        check("the launch of Dolphin", Some(("Dolphin", "launch")));
        check("it was founded", Some(("", "founded")));
        check("大家吃饭", None);
    }
}
