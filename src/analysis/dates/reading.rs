//! What the words of a time expression say before it is known from which day they count.

use super::festival::Festival;
use super::line::Read;

/// A length of time that dates are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Day,
    Workday,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A part of a period that has no borders of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    Middle,
    End,
}

/// Which of several equal parts: the first one or more, one of them, the last one or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    /// The one with that number.
    Nth(i32),
    /// The first so many together.
    First(i32),
    /// The last so many together.
    Last(i32),
}

/// What comes again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cycle {
    Weekday(u8),
    Month(u8),
    Season(u8),
}

/// One term of an expression: it picks a period out of the one that the terms before it mean, or,
/// as the first term, out of the calendar with the help of the context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// The century with that number: 19 is 1800–1899.
    Century(i32),
    /// So many centuries from now: 上世纪 is −1.
    CenturyFromNow(i32),
    /// The decade that begins with that year.
    Decade(i16),
    /// The tens of a decade whose century is not said: 九十年代 is 90.
    DecadeShort(i16),
    /// The tens of the first and the last of several decades: 七八十年代.
    DecadesShort(i16, i16),
    /// A year.
    Year(i16),
    /// Two digits of a year.
    YearShort(i16),
    /// So many years from now: 去年 is −1.
    YearFromNow(i32),
    /// A fiscal year.
    Fiscal(i16),
    /// 1 or 2.
    Half(u8),
    /// 1 to 4.
    Quarter(u8),
    /// So many quarters from now.
    QuarterFromNow(i32),
    /// 0 spring to 3 winter.
    Season(u8),
    /// 1 to 12.
    Month(u8),
    /// So many months from now: 上个月 is −1.
    MonthFromNow(i32),
    /// 1 the first ten days to 3 the rest of a month.
    Tenth(u8),
    /// So many weeks from now.
    WeekFromNow(i32),
    /// 1 Monday to 7 Sunday.
    Weekday(u8),
    /// Saturday and Sunday.
    Weekend,
    /// A day of a month.
    Day(u8),
    /// So many days from now: 昨天 is −1.
    DayFromNow(i32),
    /// 初 or 底 of the period.
    Edge(Edge),
    /// 前两个季度, 第三周, 最后四个月.
    Part(Pick, Unit),
    /// 第一个周二.
    WeekdayPart(Pick, u8),
    /// A month of the lunar calendar; a leap month is negative.
    LunarMonth(i8),
    /// A day of a lunar month.
    LunarDay(u8),
    /// A day with a name.
    Festival(Festival),
    /// The last (−1), the present (0) or the next (1) of its kind: last Tuesday, next March.
    Near(i8, Cycle),
    /// The same unit as that of the date in force: 当天, 同月.
    Same(Unit),
    /// The same unit as that of the date in force, or else of the reference date: 年底, 月初.
    Here(Unit),
    /// So many units from the date in force: 次日 is 1 day.
    FromStory(i32, Unit),
}

impl Term {
    /// Terms of a chain go from the wider to the narrower: each needs a smaller level than the one
    /// before.
    pub(super) fn level(self) -> u8 {
        match self {
            Term::Century(_) | Term::CenturyFromNow(_) => 10,
            Term::Decade(_) | Term::DecadeShort(_) | Term::DecadesShort(..) => 9,
            Term::Year(_) | Term::YearShort(_) | Term::YearFromNow(_) | Term::Fiscal(_) => 8,
            Term::Half(_) => 7,
            Term::Quarter(_) | Term::QuarterFromNow(_) | Term::Season(_) => 6,
            Term::Month(_) | Term::MonthFromNow(_) | Term::LunarMonth(_) => 5,
            Term::Tenth(_) | Term::WeekFromNow(_) => 3,
            Term::Weekend | Term::Weekday(_) | Term::WeekdayPart(..) => 2,
            Term::Day(_) | Term::DayFromNow(_) | Term::LunarDay(_) | Term::Festival(_) => 1,
            Term::Near(_, cycle) => match cycle {
                Cycle::Weekday(_) => 2,
                Cycle::Month(_) => 5,
                Cycle::Season(_) => 6,
            },
            Term::Edge(_) => 0,
            Term::Part(_, unit)
            | Term::Same(unit)
            | Term::Here(unit)
            | Term::FromStory(_, unit) => match unit {
                Unit::Century => 10,
                Unit::Decade => 9,
                Unit::Year => 8,
                Unit::Quarter => 6,
                Unit::Month => 5,
                Unit::Week => 3,
                Unit::Day | Unit::Workday => 1,
            },
        }
    }
}

/// The terms of an expression, from the wider to the narrower.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chain {
    pub(super) terms: Vec<Term>,
    /// Months and days are those of the lunar calendar.
    pub(super) is_lunar: bool,
}

impl Chain {
    /// A chain of one term.
    pub(super) fn one(term: Term) -> Chain {
        Chain {
            terms: vec![term],
            is_lunar: false,
        }
    }
}

/// How long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// At least so many units.
    pub(super) low: i32,
    /// At most so many units.
    pub(super) high: i32,
    /// And a half.
    pub(super) half: bool,
    /// Only about.
    pub(super) about: bool,
    pub(super) unit: Unit,
}

impl Amount {
    /// From `low` to `high` days; the unit is still to come.
    pub(super) const fn of(low: i32, high: i32) -> Amount {
        Amount {
            low,
            high,
            half: false,
            about: low != high,
            unit: Unit::Day,
        }
    }
}

/// From where an amount is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Base {
    /// From the date in force, or the reference date.
    Context,
    /// From a date said in the same expression: 春节前三天.
    Chain(Chain),
    /// From the event that the words before the expression name: «ChatGPT 发布前两周».
    Event,
    /// From now, whatever the story says: ago.
    Now,
    /// From the date in force: 此后, later.
    Story,
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sense {
    /// A period of the calendar.
    Chain(Chain),
    /// From one to another.
    Range(Chain, Chain),
    /// So long after (or before, if not `forward`) something.
    Shift {
        amount: Amount,
        forward: bool,
        base: Base,
    },
    /// The units that lie next to the present one: 上两个月 (−2), 下三周 (3).
    Units(i32, Unit),
    /// So long up to now, or from now on if `forward`: 近三个月, 未来两周.
    Window {
        amount: Amount,
        forward: bool,
        with_today: bool,
    },
}

/// A word behind an expression that changes what it bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// None: the period itself.
    Itself,
    /// Up to now: 以来, 至今.
    UntilNow,
    /// And on: 起, 以后.
    After,
    /// Before its end: 前, 以前.
    Before,
}

/// A time expression of a block, not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// Index of its first character.
    pub(super) from: usize,
    /// Index behind its last character.
    pub(super) to: usize,
    pub(super) sense: Sense,
    pub(super) bound: Bound,
    /// 左右, 前后.
    pub(super) about: bool,
}

impl Reading {
    /// What was found at an index, meant as it stands.
    pub(super) fn itself(from: usize, found: Read<Sense>) -> Reading {
        Reading {
            from,
            to: found.end,
            sense: found.value,
            bound: Bound::Itself,
            about: false,
        }
    }
}
