//! The words of a summary: a clause without its date, that can be read alone in a list.

use super::cut::CLAUSE_ENDS;
use crate::text::chars::is_wide_script;

/// Words before a date that only tie it to its clause, longer ones first.
const TIES_BEFORE: [&str; 61] = [
    "自從",
    "大約在",
    "大約",
    "當地時間",
    "北京時間",
    "早於",
    "於",
    "從",
    "當",
    "到了",
    "但在",
    "而在",
    "就在",
    "早在",
    "早于",
    "直到",
    "直至",
    "截至",
    "截止",
    "自从",
    "大约在",
    "大约",
    "当地时间",
    "北京时间",
    "此前",
    "以及",
    "在",
    "于",
    "从",
    "自",
    "到",
    "至",
    "当",
    "由",
    "Shortly before",
    "shortly before",
    "Shortly after",
    "shortly after",
    "Just before",
    "just before",
    "Late on",
    "late on",
    "Early on",
    "early on",
    "Late in",
    "late in",
    "Early in",
    "early in",
    "Back in",
    "back in",
    "as of",
    "As of",
    "Since",
    "since",
    "during",
    "During",
    "By",
    "by",
    "of",
    "At",
    "at",
];
/// The commonest of them, which may also stand before the date of a clause that goes on.
const IN: [&str; 4] = ["On", "on", "In", "in"];

/// Words behind a date that belong to it: ties, and times of the day.
const TIES_AFTER: [&str; 45] = [
    "的時候",
    "的時間",
    "期間",
    "以來",
    "之際",
    "前後",
    "淩晨",
    "晚間",
    "夜間",
    "夜裡",
    "當天",
    "的时候",
    "的时间",
    "期间",
    "以来",
    "之际",
    "左右",
    "前后",
    "深夜",
    "凌晨",
    "清晨",
    "早晨",
    "早上",
    "上午",
    "中午",
    "午间",
    "下午",
    "午后",
    "傍晚",
    "晚间",
    "晚上",
    "午夜",
    "夜间",
    "夜里",
    "一大早",
    "当天",
    "里",
    "间",
    "时",
    "起",
    "中",
    "的",
    "份",
    "晚",
    "夜",
];

/// Words that lead from the clause before, and say nothing alone.
const LEADS: [&str; 18] = [
    "and ", "but ", "so ", "then ", "while ", "And ", "But ", "So ", "并且", "而且", "但是",
    "不过", "然而", "于是", "但", "而", "且", "并",
];

/// Words that may not be all that stands before a date taken out.
const SMALL: [&str; 20] = [
    "但", "而", "早", "直", "就", "仅", "也", "又", "只", "近日", "日前", "并", "却", "Late",
    "Early", "Only", "But", "And", "Just", "Back",
];

/// Chinese words that a clause without a subject begins with.
const VERBS: [&str; 62] = [
    "又", "再次", "再度", "再", "才", "便", "就", "随后", "正式", "开始", "陆续", "先后", "把",
    "将", "被", "向", "获", "入选", "当选", "担任", "出任", "升任", "加入", "离开", "发布", "推出",
    "成立", "上市", "收购", "宣布", "完成", "启动", "投资", "毕业", "出生", "去世", "重返", "回到",
    "退役", "转会", "更名", "改名", "创办", "创立", "考入", "进入", "迁", "调任", "辞", "卸任",
    "被迫", "首次", "首度", "曾", "已", "还", "也", "跟进", "组建", "登陆", "开设", "任",
];
/// The same in English, besides those that end in -ed.
const PAST: [&str; 25] = [
    "sold", "left", "became", "was", "were", "bought", "told", "began", "built", "won", "led",
    "took", "made", "went", "came", "got", "had", "has", "gave", "set", "put", "quit", "said",
    "wrote", "ran",
];

/// Words that join one date to another.
const JOINTS: [&str; 6] = ["或", "和", "与", "及", "、", "or"];

/// Whether a text begins with a word that joins the date before it to one behind it.
pub(super) fn joins_on(text: &str) -> bool {
    JOINTS.iter().any(|it| text.trim_start().starts_with(it))
}

/// A clause around a date, cut in three.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// What stands before the date.
    pub(super) head: &'a str,
    /// The words of the date.
    pub(super) date: &'a str,
    /// What stands behind it.
    pub(super) tail: &'a str,
}

/// The clause without its date; with it where the clause would break. `None` if it says nothing
/// else.
pub(super) fn told(around: Around<'_>) -> Option<String> {
    let Around { head, date, tail } = around;
    let rest = tail.trim_start();
    // 在5月的一次会上: the preposition goes on with what follows.
    let frames = head.trim_end().ends_with('在') && rest.starts_with('的');
    let bare_head = if frames {
        head.trim()
    } else {
        untied(head.trim_end())
    };
    let rest = without_weekday(behind_ties(rest));
    let ends = |c: char| c.is_whitespace() || CLAUSE_ENDS.contains(c);
    let is_last = rest.is_empty()
        || tail
            .trim_start()
            .starts_with(|c| CLAUSE_ENDS.contains(c) || c == '.');
    let rest = rest.trim_start_matches(ends);
    let is_joined = joins_on(tail) || JOINTS.iter().any(|it| head.trim_end().ends_with(it));
    let is_needed = needs_date(head) && !is_bare(bare_head) || is_measured(head, date, tail);
    let counts_from_next =
        is_joined || is_needed || date.ends_with("before") || date.ends_with("after");
    let whole = if counts_from_next || is_last && breaks_without(head, bare_head) {
        format!("{head}{date}{tail}")
    } else {
        join(bare_head, rest.trim())
    };
    let whole = balanced(without_empty_brackets(&whole));
    let edges = |c: char| c.is_whitespace() || "，,；;：:、。.".contains(c);
    let whole = strip_first(whole.trim_matches(edges), &LEADS).trim_matches(edges);
    let letters = whole.chars().filter(|c| c.is_alphanumeric()).count();
    (2 <= letters).then(|| whole.to_owned())
}

/// Words before a date that say nothing without it.
const NEEDS: [&str; 42] = [
    "以", "次于", "比", "较", "从", "自", "到", "至", "与", "和", "同", "近", "约", "达", "对",
    "向", "由", "是", "为", "有", "超", "截至", "截止", "直到", "直至", "低于", "高于", "大于",
    "小于", "多于", "少于", "优于", "早于", "晚于", "限于", "始于", "止于", "源于", "生于", "卒于",
    "死于", "建于",
];

/// Whether the words before a date in its clause need it: 推迟到2027年投产, 远低于上一年的水平.
pub(super) fn needs_date(head: &str) -> bool {
    let head = head.trim_end();
    let word = NEEDS.iter().find(|it| head.ends_with(**it));
    word.is_some_and(|it| head.strip_suffix(it).is_some_and(|rest| !is_bare(rest)))
}

/// Whether a clause tells of the way from that date, or of the time after something: 从2011年的3亿增长到
/// 9亿, 上市三年后退市.
fn is_measured(head: &str, date: &str, tail: &str) -> bool {
    let head = head.trim_end();
    let clause = tail.split(['，', '。', '；', ',']).next().unwrap_or(tail);
    let goes_to = clause.contains(['到', '至']) && !clause.starts_with("起");
    let counts = date.ends_with(['后', '前']) && !is_bare(untied(head)) && head == untied(head);
    head.ends_with('从') && goes_to || counts
}

/// Whether a text has no letter.
fn is_bare(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// What stands before a date without the words that tie it; nothing, if only a small word is left.
fn untied(head: &str) -> &str {
    // 5月21日电（记者某某）: the rest of a dateline is no part of the clause.
    let is_wire = ["电（", "讯（", "电 ", "讯 ", "电(", "讯("]
        .iter()
        .any(|it| head.starts_with(it))
        || matches!(head.trim_end(), "电" | "讯");
    let head = if is_wire {
        head.rsplit(['）', ')', '电', '讯']).next().unwrap_or(head)
    } else {
        head
    };
    let once = strip_last(strip_last(head, &IN), &TIES_BEFORE).trim_end();
    if SMALL.contains(&once.trim_start()) {
        return "";
    }
    once.trim_start()
}

/// Prepositions that need the date behind them.
const LINKS: [&str; 12] = [
    "into", "until", "till", "to", "through", "of", "for", "from", "before", "after", "than", "is",
];

/// Whether a clause that ends in a date says too little without it: 订单排到2024年, it was shown in
/// May.
fn breaks_without(head: &str, bare: &str) -> bool {
    let is_apart = head.ends_with("  ") || head.ends_with('\u{3000}');
    if is_apart
        || !bare.chars().any(char::is_alphanumeric)
        || bare.ends_with(['（', '(', '，', ',', '；', '：', ':'])
    {
        return false;
    }
    if bare.ends_with(is_wide_script) {
        return true;
    }
    let words = bare.split_whitespace();
    let is_linked = head
        .split_whitespace()
        .next_back()
        .is_some_and(|it| LINKS.contains(&it));
    let has_tie = bare.len() < head.trim().len();
    is_linked || words.count() <= if has_tie { 3 } else { 4 }
}

/// The words behind a date without the weekday that only repeats it: 11月17日，星期五，.
fn without_weekday(text: &str) -> &str {
    let marks = |c: char| "，, （(".contains(c);
    let names = ["星期", "周", "礼拜"];
    let inner = text.trim_start_matches(marks);
    let day = names.iter().find_map(|it| inner.strip_prefix(it));
    let rest = day.and_then(|it| it.strip_prefix(|c| "一二三四五六日天".contains(c)));
    match rest {
        Some(rest) if rest.starts_with(|c| "，,）)".contains(c)) => {
            rest.trim_start_matches(|c| "，,）)".contains(c))
        }
        _ => text,
    }
}

/// The text without brackets that held only a date.
fn without_empty_brackets(text: &str) -> String {
    let mut text = text.to_owned();
    for pair in ["（）", "()", "( )", "（ ）", "（，", "（、"] {
        let kept = if pair.ends_with(['，', '、']) {
            "（"
        } else {
            ""
        };
        text = text.replace(pair, kept);
    }
    text
}

/// The text without a closing quotation mark or bracket that opens nowhere, at its end, and without
/// an opening one that closes nowhere, at its beginning.
fn balanced(text: String) -> String {
    const PAIRS: [(char, char); 4] = [('“', '”'), ('「', '」'), ('（', '）'), ('《', '》')];
    let mut text = text;
    for (open, close) in PAIRS {
        let opened = text.matches(open).count();
        let closed = text.matches(close).count();
        let marks = |c: char| c == close || "，。！？、；".contains(c);
        if opened < closed && text.trim_end_matches(marks).len() < text.len() {
            text.truncate(text.trim_end_matches(marks).len());
        } else if closed < opened && text.starts_with(open) {
            text.remove(0);
        }
    }
    text
}

/// Whether a clause begins with a verb or an adverb: its subject stands elsewhere.
pub(super) fn lacks_subject(clause: &str) -> bool {
    let word: String = clause
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    if word.is_empty() {
        return VERBS.iter().any(|it| clause.starts_with(it));
    }
    let is_past = 4 < word.len() && word.ends_with("ed") || PAST.contains(&word.as_str());
    is_past && word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether only ties and marks are left of a text.
pub(super) fn is_small(text: &str) -> bool {
    let text = untied(behind_ties(text.trim()).trim());
    !text.chars().any(char::is_alphanumeric)
}

/// Head and tail of a clause whose middle is taken out: with a blank between Latin words.
pub(super) fn join(head: &str, tail: &str) -> String {
    let needs_blank = head.chars().next_back().is_some_and(|c| !is_wide_script(c))
        && tail
            .chars()
            .next()
            .is_some_and(|c| !is_wide_script(c) && c.is_alphanumeric());
    let blank = if needs_blank && !head.is_empty() {
        " "
    } else {
        ""
    };
    format!("{head}{blank}{tail}")
}

fn strip_last<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let ends_word = |rest: &str, word: &str| {
        !word.is_ascii() || !rest.chars().next_back().is_some_and(char::is_alphanumeric)
    };
    let stripped = words
        .iter()
        .find_map(|word| text.strip_suffix(word).filter(|rest| ends_word(rest, word)));
    stripped.unwrap_or(text).trim_end()
}

fn strip_first<'a>(text: &'a str, words: &[&str]) -> &'a str {
    words
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
}

/// What makes another word of 晚 or 夜 before it.
const NIGHTS: [char; 12] = [
    '会', '报', '餐', '宴', '年', '点', '总', '校', '市', '景', '班', '礼',
];

/// Behind the ties after a date, and a time of the day.
fn behind_ties(text: &str) -> &str {
    let mut text = text;
    for _ in 0..2 {
        let Some(word) = TIES_AFTER.iter().find(|it| text.starts_with(**it)) else {
            break;
        };
        let rest = &text[word.len()..];
        // 2023年中国 is no 2023年中.
        let may_be_word = matches!(*word, "里" | "间" | "时" | "起" | "中");
        // 3月5日晚会 is no evening.
        let is_party = matches!(*word, "晚" | "夜") && rest.starts_with(NIGHTS);
        if is_party {
            break;
        }
        if may_be_word
            && rest.starts_with(is_wide_script)
            && !rest.starts_with(['，', '、', '的', '。', '）'])
        {
            break;
        }
        text = rest;
    }
    without_clock(text)
}

/// The words without the clock they begin with: 12时24分，.
fn without_clock(text: &str) -> &str {
    let hour = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = text.len() - hour.len();
    let Some(behind) = hour
        .strip_prefix(['时', '点', ':', '：'])
        .filter(|_| (1..=2).contains(&length))
    else {
        return text;
    };
    let minutes = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    minutes.trim_start_matches(['分', '许', '整', '左', '右'])
}
