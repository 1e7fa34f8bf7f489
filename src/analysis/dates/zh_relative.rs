//! Chinese terms that count from now or from the story.
//!
//! relative = year word | month word | week word | day word
//! week     = (上 | 下 | 本 | 这 | 今) [个 | 一] (周 | 星期 | 礼拜)
//! weekday  = (周 | 星期 | 礼拜) (一 … 六 | 日 | 天)

use super::line::{Line, Read, Table};
use super::number::number;
use super::reading::{Chain, Cycle, Term, Unit};
use super::zh_calendar::Terms;

const YEAR: Unit = Unit::Year;

/// Words for years, months and days; longer ones first.
static WORDS: Table<Term, 87> = Table::new([
    ("大前年", Term::YearFromNow(-3)),
    ("大后年", Term::YearFromNow(3)),
    ("今年", Term::YearFromNow(0)),
    ("本年", Term::YearFromNow(0)),
    ("这一年", Term::Same(YEAR)),
    ("那一年", Term::Same(YEAR)),
    ("去年", Term::YearFromNow(-1)),
    ("去岁", Term::YearFromNow(-1)),
    ("上年", Term::YearFromNow(-1)),
    ("前年", Term::YearFromNow(-2)),
    ("明年", Term::YearFromNow(1)),
    ("来年", Term::YearFromNow(1)),
    ("后年", Term::YearFromNow(2)),
    ("当年", Term::Same(YEAR)),
    ("同年", Term::Same(YEAR)),
    ("次年", Term::FromStory(1, YEAR)),
    ("翌年", Term::FromStory(1, YEAR)),
    ("转年", Term::FromStory(1, YEAR)),
    ("隔年", Term::FromStory(1, YEAR)),
    ("上一年", Term::FromStory(-1, YEAR)),
    ("前一年", Term::FromStory(-1, YEAR)),
    ("下一年", Term::FromStory(1, YEAR)),
    ("后一年", Term::FromStory(1, YEAR)),
    ("上上个月", Term::MonthFromNow(-2)),
    ("上上月", Term::MonthFromNow(-2)),
    ("下下个月", Term::MonthFromNow(2)),
    ("下下月", Term::MonthFromNow(2)),
    ("上个月", Term::MonthFromNow(-1)),
    ("上一个月", Term::MonthFromNow(-1)),
    ("上月", Term::MonthFromNow(-1)),
    ("下个月", Term::MonthFromNow(1)),
    ("下一个月", Term::MonthFromNow(1)),
    ("下月", Term::MonthFromNow(1)),
    ("这个月", Term::MonthFromNow(0)),
    ("今个月", Term::MonthFromNow(0)),
    ("本月", Term::MonthFromNow(0)),
    ("当月", Term::Same(Unit::Month)),
    ("同月", Term::Same(Unit::Month)),
    ("次月", Term::FromStory(1, Unit::Month)),
    ("翌月", Term::FromStory(1, Unit::Month)),
    ("前一个月", Term::FromStory(-1, Unit::Month)),
    ("大大前天", Term::DayFromNow(-4)),
    ("大大后天", Term::DayFromNow(4)),
    ("大前日", Term::DayFromNow(-3)),
    ("大后日", Term::DayFromNow(3)),
    ("元月", Term::Month(1)),
    ("大前天", Term::DayFromNow(-3)),
    ("大后天", Term::DayFromNow(3)),
    ("今天", Term::DayFromNow(0)),
    ("今日", Term::DayFromNow(0)),
    ("今儿", Term::DayFromNow(0)),
    ("今晚", Term::DayFromNow(0)),
    ("今晨", Term::DayFromNow(0)),
    ("今早", Term::DayFromNow(0)),
    ("今夜", Term::DayFromNow(0)),
    ("本日", Term::DayFromNow(0)),
    ("昨天", Term::DayFromNow(-1)),
    ("昨日", Term::DayFromNow(-1)),
    ("昨晚", Term::DayFromNow(-1)),
    ("昨夜", Term::DayFromNow(-1)),
    ("昨晨", Term::DayFromNow(-1)),
    ("琴日", Term::DayFromNow(-1)),
    ("寻日", Term::DayFromNow(-1)),
    ("前天", Term::DayFromNow(-2)),
    ("前日", Term::DayFromNow(-2)),
    ("前晚", Term::DayFromNow(-2)),
    ("明天", Term::DayFromNow(1)),
    ("明日", Term::DayFromNow(1)),
    ("明晚", Term::DayFromNow(1)),
    ("明早", Term::DayFromNow(1)),
    ("明晨", Term::DayFromNow(1)),
    ("听日", Term::DayFromNow(1)),
    ("后天", Term::DayFromNow(2)),
    ("后日", Term::DayFromNow(2)),
    ("当天", Term::Same(Unit::Day)),
    ("当日", Term::Same(Unit::Day)),
    ("当晚", Term::Same(Unit::Day)),
    ("当夜", Term::Same(Unit::Day)),
    ("同日", Term::Same(Unit::Day)),
    ("同一天", Term::Same(Unit::Day)),
    ("次日", Term::FromStory(1, Unit::Day)),
    ("翌日", Term::FromStory(1, Unit::Day)),
    ("隔天", Term::FromStory(1, Unit::Day)),
    ("第二天", Term::FromStory(1, Unit::Day)),
    ("前一天", Term::FromStory(-1, Unit::Day)),
    ("前一日", Term::FromStory(-1, Unit::Day)),
    ("后一天", Term::FromStory(1, Unit::Day)),
]);

/// Words of two terms: 今夏, 年底.
static DOUBLE: Table<(Term, Term), 8> = Table::new([
    ("今春", (Term::YearFromNow(0), Term::Season(0))),
    ("今夏", (Term::YearFromNow(0), Term::Season(1))),
    ("今秋", (Term::YearFromNow(0), Term::Season(2))),
    ("今冬", (Term::YearFromNow(0), Term::Season(3))),
    ("去春", (Term::YearFromNow(-1), Term::Season(0))),
    ("去夏", (Term::YearFromNow(-1), Term::Season(1))),
    ("去秋", (Term::YearFromNow(-1), Term::Season(2))),
    ("去冬", (Term::YearFromNow(-1), Term::Season(3))),
]);

// relative = year word | month word | week | weekday | day word
pub(super) fn relative(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<Terms>> {
    if let Some(found) = line.known(at, &DOUBLE) {
        return Some(found.map(|(first, second)| (first, Some(second))));
    }
    if let Some(found) = line.known(at, &WORDS).or_else(|| bracketed(line, at)) {
        return Some(found.map(|term| (term, None)));
    }
    bare_edge(line, at, chain)
        .or_else(|| second_year(line, at, chain))
        .or_else(|| century(line, at))
        .or_else(|| quarter(line, at))
        .or_else(|| this_weekday(line, at))
        .or_else(|| week(line, at))
        .or_else(|| {
            let follows_week = matches!(chain.terms.last(), Some(it) if it.level() == 3);
            if follows_week && line.at(at) == '末' {
                return Some(Read::new((Term::Weekend, None), at + 1));
            }
            let found = weekday(line, at)
                .or_else(|| follows_week.then(|| weekday_digit(line, at)).flatten())?;
            Some(found.map(|it| (Term::Weekday(it), None)))
        })
}

/// 今（10）日, 去（2023）年: the number in the brackets only says the same.
fn bracketed(line: Line<'_>, at: usize) -> Option<Read<Term>> {
    let digits = line.words(at + 1, "(")?;
    let behind = number(line, digits).map(|it| it.end)?;
    let close = line.words(behind, ")")?;
    let word: String = [line.at(at), line.at(close)].iter().collect();
    let (_, term) = WORDS.words.iter().find(|it| it.0 == word)?;
    Some(Read::new(*term, close + 1))
}

/// 年初, 月底: the year or month of the story.
fn bare_edge(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<Terms>> {
    let is_lunar = super::number::is_numeral(line.at(at + 2));
    if !chain.terms.is_empty() || is_lunar || !"初中底末终".contains(line.at(at + 1)) {
        return None;
    }
    let unit = match line.at(at) {
        '年' => Unit::Year,
        '月' if line.at(at + 1) != '终' => Unit::Month,
        '岁' if line.at(at + 1) == '末' => Unit::Year,
        _ => return None,
    };
    Some(Read::new((Term::Here(unit), None), at + 1))
}

/// 第二年 at the head of a clause: the year after that of the story.
fn second_year(line: Line<'_>, at: usize, chain: &Chain) -> Option<Read<Terms>> {
    let end = line.words(at, "第二年")?;
    let leads = "\0\n,。;:(“到".contains(line.before(at)) && chain.terms.is_empty();
    let is_class = "级度".contains(line.at(end));
    (leads && !is_class).then_some(Read::new((Term::FromStory(1, YEAR), None), end))
}

fn century(line: Line<'_>, at: usize) -> Option<Read<Terms>> {
    let found = line.table(
        at,
        &[
            ("上个世纪", Term::CenturyFromNow(-1)),
            ("上世纪", Term::CenturyFromNow(-1)),
            ("本世纪", Term::CenturyFromNow(0)),
            ("下世纪", Term::CenturyFromNow(1)),
        ],
    )?;
    Some(found.map(|term| (term, None)))
}

fn quarter(line: Line<'_>, at: usize) -> Option<Read<Terms>> {
    let found = line.table(
        at,
        &[
            ("上个季度", Term::QuarterFromNow(-1)),
            ("上一季度", Term::QuarterFromNow(-1)),
            ("上季度", Term::QuarterFromNow(-1)),
            ("下个季度", Term::QuarterFromNow(1)),
            ("下一季度", Term::QuarterFromNow(1)),
            ("下季度", Term::QuarterFromNow(1)),
            ("本季度", Term::QuarterFromNow(0)),
            ("这个季度", Term::QuarterFromNow(0)),
            ("当季", Term::QuarterFromNow(0)),
        ],
    )?;
    Some(found.map(|term| (term, None)))
}

// this weekday = (这 | 今 | 呢) [个] weekday
fn this_weekday(line: Line<'_>, at: usize) -> Option<Read<Terms>> {
    let head = line.any(at, &["这", "今", "呢"])?;
    let behind = line.any(head, &["个"]).unwrap_or(head);
    let day = weekday(line, behind)?;
    Some(day.map(|it| (Term::Near(0, Cycle::Weekday(it)), None)))
}

// week = (上 | 下 | 本 | 这 | 今 | 当 | 次) [个 | 一] (周 | 星期 | 礼拜)
fn week(line: Line<'_>, at: usize) -> Option<Read<Terms>> {
    let is_over = line.ends_with_any(at, &["刚过去的", "刚刚过去的"]);
    let mut head = line.table(
        at,
        &[
            ("上上", Term::WeekFromNow(-2)),
            ("下下", Term::WeekFromNow(2)),
            ("上", Term::WeekFromNow(-1)),
            ("下", Term::WeekFromNow(1)),
            ("本", Term::WeekFromNow(0)),
            ("这", Term::WeekFromNow(0)),
            ("今", Term::WeekFromNow(0)),
            ("呢", Term::WeekFromNow(0)),
            ("当", Term::Same(Unit::Week)),
            ("同", Term::Same(Unit::Week)),
            ("次", Term::FromStory(1, Unit::Week)),
        ],
    )?;
    let behind = line
        .any(head.end, &["一个", "个", "一"])
        .unwrap_or(head.end);
    let end = line.any(behind, &["周", "星期", "礼拜"])?;
    // 本周期, 上周年
    if "期年刊岁".contains(line.at(end)) {
        return None;
    }
    // 刚过去的这个周末
    if is_over && head.value == Term::WeekFromNow(0) {
        head.value = Term::WeekFromNow(-1);
    }
    Some(Read::new((head.value, None), end))
}

/// 周二, 星期日, 礼拜天: 1 Monday to 7 Sunday.
pub(super) fn weekday(line: Line<'_>, at: usize) -> Option<Read<u8>> {
    let behind = line.any(at, &["周", "星期", "礼拜"])?;
    weekday_digit(line, behind)
}

/// 一 to 六, 日, 天, if no word begins with it: 一直, 日本, 天气.
fn weekday_digit(line: Line<'_>, at: usize) -> Option<Read<u8>> {
    let next = line.at(at + 1);
    let value = match line.at(at) {
        // 周一良 and 周一围 are people.
        '一' if !"良围共直起些般系切定边旦度批个名次家位".contains(next) => 1,
        '二' if !"次十手".contains(next) => 2,
        '三' if !"次十".contains(next) => 3,
        '四' if !"次十".contains(next) => 4,
        '五' if !"次十".contains(next) => 5,
        '六' if !"次十".contains(next) => 6,
        '日' if !"本均益前经元报方军".contains(next) => 7,
        '天' if !"气空下然津".contains(next) => 7,
        '1'..='6' if !next.is_ascii_digit() && !"个月年周".contains(next) => {
            u8::try_from(line.at(at).to_digit(10)?).ok()?
        }
        _ => return None,
    };
    Some(Read::new(value, at + 1))
}
