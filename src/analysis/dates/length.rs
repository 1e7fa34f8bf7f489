//! Periods that lie a length of time away, or reach over one.

use super::calendar::{add_days, add_months, monday, month_end, month_from, year_value};
use super::reading::{Amount, Unit};
use crate::model::{DateValue, Day, Precision};

/// What lies so long after (or before) a value, as exact as the length is said: years lead to a
/// year, months to a month, weeks and days to days.
pub(super) fn shift(base: DateValue, amount: Amount, forward: bool) -> Option<DateValue> {
    let sign = if forward { 1 } else { -1 };
    let (near, far) = (sign * amount.low, sign * amount.high);
    let value = match amount.unit {
        Unit::Century => {
            let half = i32::from(amount.half) * 50 * sign;
            years(base, 100 * near + half, 100 * far + half)
        }
        Unit::Decade => years(base, 10 * near, 10 * far),
        Unit::Year if amount.half => month_from(base.first(), 12 * near + 6 * sign),
        Unit::Year => years(base, near, far),
        Unit::Quarter => months(base, 3 * near, 3 * far),
        Unit::Month if amount.half && amount.low == 0 => days(base, 15 * sign, 15 * sign),
        Unit::Month if amount.half => {
            let first = add_days(add_months(base.first(), near)?, 15 * sign)?;
            let last = add_days(add_months(first, 1)?, -1)?;
            DateValue::new(first, last, Precision::Interval)
        }
        Unit::Month if is_day(base, amount) => that_day(base, near),
        Unit::Month => months(base, near, far),
        Unit::Week => days(base, 7 * near, 7 * far),
        Unit::Day => days(base, near, far),
        Unit::Workday => {
            let first = workdays(base.first(), near)?;
            DateValue::unit(first, Precision::Day)
        }
    }?;
    // 三百年前 is a round number.
    let is_round = amount.unit == Unit::Year && 100 <= amount.low && amount.low % 10 == 0;
    let is_exact = !is_round && !amount.about && amount.low == amount.high && base.is_certain();
    Some(if is_exact { value } else { value.about() })
}

/// Whether a length counts from one day to one other.
fn is_day(base: DateValue, amount: Amount) -> bool {
    base.precision() == Precision::Day && !amount.about && amount.low == amount.high
}

/// About the same day so many months later.
fn that_day(base: DateValue, months: i32) -> Option<DateValue> {
    let day = add_months(base.first(), months)?;
    Some(DateValue::unit(day, Precision::Day)?.about())
}

fn years(base: DateValue, near: i32, far: i32) -> Option<DateValue> {
    let at = |count: i32| {
        year_value(
            base.first()
                .year()
                .checked_add(i16::try_from(count).ok()?)?,
        )
    };
    join(at(near)?, at(far)?)
}

fn months(base: DateValue, near: i32, far: i32) -> Option<DateValue> {
    join(
        month_from(base.first(), near)?,
        month_from(base.first(), far)?,
    )
}

fn days(base: DateValue, near: i32, far: i32) -> Option<DateValue> {
    let (low, high) = (near.min(far), near.max(far));
    let first = add_days(base.first(), low)?;
    DateValue::new(first, add_days(base.last(), high)?, Precision::Interval)
}

/// The stretch that holds both, in any order.
fn join(one: DateValue, other: DateValue) -> Option<DateValue> {
    if one == other {
        return Some(one);
    }
    let first = one.first().min(other.first());
    DateValue::new(first, one.last().max(other.last()), Precision::Interval)
}

/// So many working days later, Monday to Friday.
fn workdays(day: Day, count: i32) -> Option<Day> {
    let step = count.signum();
    let (mut day, mut left) = (day, count.abs().min(2000));
    while 0 < left {
        day = add_days(day, step)?;
        left -= i32::from(day.weekday() < 6);
    }
    Some(day)
}

/// 上两个月, 下三周: the whole units next to the present one.
pub(super) fn units(now: Day, count: i32, unit: Unit) -> Option<DateValue> {
    let at = |nth: i32| match unit {
        Unit::Day | Unit::Workday => add_days(now, nth),
        Unit::Week => add_days(monday(now)?, 7 * nth),
        Unit::Month => Some(month_from(now, nth)?.first()),
        Unit::Quarter => {
            let back = i32::from((now.month() - 1) % 3);
            Some(month_from(now, 3 * nth - back)?.first())
        }
        Unit::Year => Day::new(now.year().checked_add(i16::try_from(nth).ok()?)?, 1, 1).ok(),
        Unit::Decade | Unit::Century => None,
    };
    let (from, to) = if count < 0 {
        (count, 0)
    } else {
        (1, count + 1)
    };
    DateValue::new(at(from)?, add_days(at(to)?, -1)?, Precision::Interval)
}

/// 近三个月 up to today, 未来两周 from today on. A length with a half or a rest reaches over whole
/// months.
pub(super) fn window(
    now: Day,
    amount: Amount,
    forward: bool,
    with_today: bool,
) -> Option<DateValue> {
    let sign = if forward { 1 } else { -1 };
    let count = sign * amount.high.max(1);
    let half_years = i32::from(amount.half) * 6 * sign;
    let edge = match amount.unit {
        Unit::Workday => workdays(now, count),
        Unit::Day => add_days(now, count),
        Unit::Week => add_days(now, 7 * count),
        Unit::Month => add_months(now, sign * amount.high),
        Unit::Quarter => add_months(now, 3 * count),
        Unit::Year => add_months(now, 12 * sign * amount.high + half_years),
        Unit::Decade => add_months(now, 120 * count),
        Unit::Century => add_months(now, 1200 * count),
    }?;
    let is_rough = amount.half || amount.about;
    let edge = match (forward, amount.unit) {
        (true, Unit::Workday | Unit::Day | Unit::Week) => edge,
        (true, _) if is_rough => month_end(edge)?,
        (true, _) => add_days(edge, -1)?,
        (false, Unit::Month | Unit::Quarter | Unit::Year) if is_rough => {
            Day::new(edge.year(), edge.month(), 1).ok()?
        }
        (false, _) => edge,
    };
    let now = if with_today {
        now
    } else {
        add_days(now, sign)?
    };
    let value = DateValue::new(now.min(edge), now.max(edge), Precision::Interval)?;
    Some(if is_rough { value.about() } else { value })
}

/// The first such weekday that is not before a day.
pub(super) fn ahead(day: Day, weekday: u8) -> Option<Day> {
    add_days(
        day,
        (i32::from(weekday) - i32::from(day.weekday())).rem_euclid(7),
    )
}
