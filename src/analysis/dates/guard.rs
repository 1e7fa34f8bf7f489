//! What looks like a date and is none: names, counts, titles, habits.

use super::is_han;
use super::line::Line;
use super::number::is_numeral;
use super::reading::{Bound, Chain, Reading, Sense, Term};

/// Words that begin like a relative date: the word, what may not stand before it, and what may not
/// stand behind it.
const WORDS: [(&str, &str, &str); 40] = [
    ("今日", "", "头资美俄说"),
    ("今天", "", ""),
    ("今年", "", "龄"),
    ("今儿", "", "童"),
    ("明日", "声说证表", "方香科星之"),
    ("明天", "", "系"),
    ("明年", "声说", "龄"),
    ("明晚", "", "清"),
    ("昨日", "", "重"),
    ("前日", "目之此以", "本"),
    ("前天", "目之此以", "津"),
    ("前年", "目之此以", "轻龄"),
    ("前一", "目之以", ""),
    ("后日", "然最之此以往", "本"),
    ("后天", "先然最之此以往与和", "性形获努失教养因培条成环免习"),
    ("后年", "然最之此以往", "轻龄度均化治费薪产"),
    ("后一", "然最之此以", ""),
    ("本年", "日基", "龄轻"),
    ("本月", "日基", "球"),
    ("本日", "日", "本"),
    ("本周", "", "期刊"),
    ("上年", "以晚早", "龄轻"),
    ("上月", "以晚早", "球亮"),
    ("上周", "以晚早马", "围边旋"),
    ("下月", "以", "球"),
    ("下周", "以", ""),
    ("来年", "一二三四五六七八九十百千几数多", ""),
    ("去年", "过失逝", ""),
    ("当天", "应相适正", ""),
    ("当日", "", "本"),
    ("当年", "应相适正", "轻"),
    ("当晚", "", ""),
    ("次年", "每多首数两一二三四五上", "度"),
    ("次月", "每多首数两一二三四五上", ""),
    ("次周", "每多首数两一二三四五上", ""),
    ("同日", "", "本而"),
    ("同年", "不", "级龄"),
    ("同月", "", ""),
    ("次日", "每多首数两一二三四五这那上下本首此", "本"),
    ("这一年", "", "龄"),
];

/// What behind a day makes it something else: 5号楼, 10日元, 3日均线.
const AFTER_DAY: &str =
    "窗楼线店门机位院车厅馆房桌台舱室令文件球公仓坑墓站井床元圆均游游内间化报地染电种选";

/// What behind a number with 号 makes it the number of a thing: 3号岛, 四号探测器.
const AFTER_NUMBER: &str = "岛山峰洞矿厂队舰艇弹星卫箭船探运航飞桥洋基煤油地仪炉";

/// What before a day of the month is no hindrance to read it alone.
const BEFORE_DAY: &str = "于在至到自从和与、本报京海讯者当月约即截定为是将的于";

/// Whether the reading is a time expression in its surroundings.
pub(super) fn stands(line: Line<'_>, reading: &Reading) -> bool {
    let is_alone = reading.from == 0 && reading.to == line.chars.len();
    if is_repeated(line, reading.from) {
        return false;
    }
    match &reading.sense {
        Sense::Chain(chain) => stands_chain(line, reading, chain, is_alone),
        Sense::Range(from, _) => {
            !is_number_part(line, reading.from) && stands_head(line, reading, from, true)
        }
        Sense::Units(..) => !is_number_part(line, reading.from) && stands_units(line, reading),
        Sense::Shift { .. } | Sense::Window { .. } => {
            // 时隔七年后 tells how long ago the last time was.
            let since_last = ["时隔", "相隔", "事隔", "间隔", "相距"];
            !is_number_part(line, reading.from)
                && !is_rest_of_length(line, reading.from)
                && !line.ends_with_any(reading.from, &since_last)
        }
    }
}

/// 每年3月, 逢周五: a habit has no date.
fn is_repeated(line: Line<'_>, from: usize) -> bool {
    const HABITS: [&str; 14] = [
        "每",
        "每个",
        "逢",
        "历年",
        "往年",
        "常年",
        "每年",
        "每年的",
        "每到",
        "每周",
        "每月",
        "每逢",
        "各",
        "隔",
    ];
    line.ends_with_any(from, &HABITS)
}

/// Whether the expression begins inside a longer number or name.
fn is_number_part(line: Line<'_>, from: usize) -> bool {
    let first = line.at(from);
    let before = line.before(from);
    if first.is_ascii_digit() {
        super::numeric::continues_left(line, from) && !before.is_ascii_alphabetic()
            || before == '第'
            || is_numeral(before)
    } else if is_numeral(first) {
        is_numeral(before) || before.is_ascii_digit() || "第数几每万亿多".contains(before)
    } else {
        false
    }
}

/// 7个月 of 4年7个月之后.
fn is_rest_of_length(line: Line<'_>, from: usize) -> bool {
    let second = from.checked_sub(2).map_or('\0', |it| line.at(it));
    let is_number = second.is_ascii_digit() || is_numeral(second);
    matches!(line.before(from), '年' | '零') && is_number && line.at(from).is_ascii_digit()
        || line.before(from) == '零' && second == '年'
}

/// A chain and all that its first term needs.
fn stands_chain(line: Line<'_>, reading: &Reading, chain: &Chain, is_alone: bool) -> bool {
    if is_number_part(line, reading.from) || !is_joined_right(line, reading, chain) {
        return false;
    }
    is_alone && !matches!(chain.terms.as_slice(), [Term::Day(_)])
        || stands_head(line, reading, chain, false)
}

/// Digits beside Latin letters: Uber2019年 is a year, A3月 is nothing.
fn is_joined_right(line: Line<'_>, reading: &Reading, chain: &Chain) -> bool {
    let before = line.before(reading.from);
    if !line.at(reading.from).is_ascii_alphanumeric() || !before.is_ascii_alphabetic() {
        return true;
    }
    let is_word = reading
        .from
        .checked_sub(2)
        .is_some_and(|it| line.at(it).is_ascii_alphabetic());
    match chain.terms.first() {
        Some(Term::Year(_)) => true,
        Some(Term::Month(_)) => is_word,
        _ => false,
    }
}

fn stands_head(line: Line<'_>, reading: &Reading, chain: &Chain, is_range: bool) -> bool {
    let (Some(first), last) = (chain.terms.first(), chain.terms.last()) else {
        return false;
    };
    let is_single = chain.terms.len() == 1 && !is_range;
    let (before, next) = (line.before(reading.from), line.at(reading.to));
    if matches!(last, Some(Term::Day(_))) && is_counted_day(line, reading, next) {
        return false;
    }
    match first {
        Term::Day(_) => {
            is_range && line.before(reading.to) != '号' || stands_day(line, reading, chain, before)
        }
        Term::Month(_) => stands_month(line, reading, is_single, next),
        Term::Year(year) => stands_year(line, reading, *year, is_single),
        Term::YearFromNow(_) | Term::MonthFromNow(_) | Term::DayFromNow(_) => {
            stands_word(line, reading.from, before) && !in_title(line, reading.from)
        }
        Term::Here(_) if chain.terms.len() == 1 => false,
        Term::Same(_) | Term::Here(_) | Term::FromStory(..) => {
            stands_word(line, reading.from, before) && stands_edge(line, reading, before)
        }
        Term::WeekFromNow(_) => stands_word(line, reading.from, before),
        Term::Weekday(_) | Term::Weekend => stands_weekday(before, chain, is_range),
        Term::Season(_) | Term::Part(..) | Term::WeekdayPart(..) | Term::Edge(_) => {
            1 < chain.terms.len() || matches!(first, Term::Part(..))
        }
        Term::LunarDay(_) => 1 < chain.terms.len(),
        Term::LunarMonth(_) => !is_single || !"和里".contains(next),
        Term::Quarter(_) => stands_quarter(line, reading.from, next),
        Term::Festival(_) => stands_festival(line, reading, before),
        Term::Century(_) => {
            let names = ["经济报道", "不动产", "福克斯", "教育", "传媒", "影业", "城"];
            line.any(reading.to, &names).is_none()
        }
        Term::CenturyFromNow(_)
        | Term::Decade(_)
        | Term::DecadeShort(_)
        | Term::DecadesShort(..)
        | Term::YearShort(_)
        | Term::Fiscal(_)
        | Term::Half(_)
        | Term::QuarterFromNow(_)
        | Term::Near(..)
        | Term::Tenth(_) => true,
    }
}

/// 10日元, 5号楼
fn is_counted_day(line: Line<'_>, reading: &Reading, next: char) -> bool {
    let unit = line.before(reading.to);
    let is_day = matches!(unit, '日' | '号');
    // 3月5日电 and 5日报道 are news; 5号电池 is none.
    let is_news = line.any(reading.to, &["电", "报道", "选举"]).is_some() && unit == '日';
    let is_thing = unit == '号' && AFTER_NUMBER.contains(next) && next != '\0';
    is_thing
        || is_day
            && AFTER_DAY.contains(next)
            && next != '\0'
            && !is_news
            && !(line
                .any(reading.to, &["内部", "间", "公布", "公告", "位于"])
                .is_some()
                && unit == '日')
}

/// A day without a month: 5日, 29号.
fn stands_day(line: Line<'_>, reading: &Reading, chain: &Chain, before: char) -> bool {
    // The rest of a date that is none: 每年11月11日.
    if before == '月' {
        return false;
    }
    let is_spoken = line.before(reading.to) == '号';
    let is_arabic = line.at(reading.from).is_ascii_digit();
    let is_free = !is_han(before) && !before.is_ascii_alphanumeric() && before != '-'
        || BEFORE_DAY.contains(before);
    // 五号 is the number of a thing unless a word of time stands before it.
    if is_spoken && !is_arabic && !"于在至到自从本月".contains(before) {
        return false;
    }
    let is_long = is_arabic || 3 <= reading.to - reading.from;
    // 16日以来 began on that day, 16日来 is a length.
    let is_length = matches!(reading.bound, Bound::UntilNow)
        && !line.ends_with_any(reading.to, &["以来", "至今"]);
    let goes_on = line
        .any(
            reading.to,
            &["后", "前", "内", "之", "以", "多", "游", ",第"],
        )
        .is_some()
        && line
            .any(reading.to, &["前往", "前来", "前去", "前夕"])
            .is_none();
    let in_count = chain.terms.len() == 1 && goes_on;
    is_long
        && (is_free || !is_spoken && is_arabic && !before.is_ascii_alphanumeric())
        && !is_length
        && !in_count
}

/// A month without a year.
fn stands_month(line: Line<'_>, reading: &Reading, is_single: bool, next: char) -> bool {
    let written = line.slice(reading.from, reading.to);
    let before = line.before(reading.from);
    let is_money = written.first() == Some(&'元')
        && (is_han(before) || before.is_ascii_digit())
        && !"于在至到从自今明去年".contains(before);
    // 两月, 美元月底
    if written.first() == Some(&'两') || is_money {
        return false;
    }
    if !is_single {
        return true;
    }
    let is_chinese = written.first().is_some_and(|&c| is_numeral(c));
    let is_bound = reading.bound != Bound::Itself;
    let is_length =
        is_chinese && (is_bound || "有余经饼亮嫂子光兔".contains(next)) || "龄球".contains(next);
    let in_count = line
        .any(reading.to, &["之久", "之内", "内", "之后"])
        .is_some()
        && is_chinese;
    !is_length && !in_count && !in_title(line, reading.from)
}

/// 1200年的历史 is a length.
fn stands_year(line: Line<'_>, reading: &Reading, year: i16, is_single: bool) -> bool {
    if !is_single {
        return true;
    }
    let has_sign =
        matches!(line.at(reading.from), '公' | '西') || !line.at(reading.from).is_ascii_digit();
    let lengths = [
        "的历史",
        "历史",
        "之久",
        "的时间",
        "的文明",
        "文明",
        "间",
        "的光阴",
        "古",
        "老",
    ];
    let is_length = line.any(reading.to, &lengths).is_some();
    let is_old = year < 1700 && year % 100 == 0 && reading.bound != Bound::Itself;
    (has_sign || !is_old) && !is_length
}

/// The first word against the table of words that begin like it.
fn stands_word(line: Line<'_>, from: usize, before: char) -> bool {
    WORDS
        .iter()
        .find_map(|&(word, left, right)| {
            let end = line.words(from, word)?;
            let next = line.at(end);
            Some(!left.contains(before) && !right.contains(next))
        })
        .unwrap_or(true)
}

/// 年底, 月初: not behind a number or a word that goes with 年.
fn stands_edge(line: Line<'_>, reading: &Reading, before: char) -> bool {
    if !matches!(line.at(reading.from), '年' | '月') {
        return true;
    }
    // 月末、季末或年末: whatever month and year.
    let is_kind = line.at(reading.to) == '、' || matches!(before, '、' | '或');
    let is_part = is_kind
        || before.is_ascii_digit()
        || is_numeral(before)
        || line.before_blanks(reading.from).is_ascii_digit()
        || "多几数每历常终近前后今明去学少青童早成当同该那这周两半余来个".contains(before);
    !is_part && line.at(reading.to) != '奖'
}

/// 周五, but not 三周五次.
fn stands_weekday(before: char, chain: &Chain, is_range: bool) -> bool {
    let is_count = is_numeral(before)
        || before.is_ascii_digit()
        || "几数半多整东西商北后级".contains(before) && before != '\0';
    let is_weekend = matches!(chain.terms.as_slice(), [Term::Weekend]) && !is_range;
    !is_count && !is_weekend
}

/// Q3 of a year, and no car of that name.
fn stands_quarter(line: Line<'_>, from: usize, next: char) -> bool {
    if !matches!(line.at(from), 'Q' | 'q') {
        return true;
    }
    let before = line.before_blanks(from);
    !"迪款型车新".contains(before)
        && !next.is_ascii_alphanumeric()
        && next != '-'
        && !line.before(from).is_ascii_alphanumeric()
}

/// A festival, and no name made with one: 圣诞老人, 李国庆.
fn stands_festival(line: Line<'_>, reading: &Reading, before: char) -> bool {
    let things = [
        "老人",
        "树",
        "帽",
        "颂",
        "卡",
        "歌",
        "礼物",
        "联欢晚会",
        "晚会",
        "岛",
        "上河图",
        "大学",
        "机场",
        "路",
        "街",
        "科技",
        "战争",
        "起义",
        "惨案",
        "协议",
    ];
    if line.any(reading.to, &things).is_some() {
        return false;
    }
    let is_name = line.words(reading.from, "国庆").is_some() && line.at(reading.from + 2) != '节';
    let may_be_name =
        is_han(before) && !"的在于为逢过年期至到从自和与、每今明去是等".contains(before);
    !(is_name && may_be_name)
}

/// 前两天 alone, and not 排名前两周.
fn stands_units(line: Line<'_>, reading: &Reading) -> bool {
    let before = line.before(reading.from);
    let is_word = "目之此以然最先落背名排早晚马向往".contains(before) && before != '\0';
    !is_word
}

/// Whether the place lies inside 《》 of this block, near behind the opening mark.
fn in_title(line: Line<'_>, from: usize) -> bool {
    let start = from.saturating_sub(20);
    line.slice(start, from)
        .iter()
        .rev()
        .find(|&&c| matches!(c, '《' | '》'))
        == Some(&'《')
}
