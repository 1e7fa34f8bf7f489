//! Dates: every time expression of a text, what it denotes, and why.
//!
//! Two straight steps. [`scan`](scan::scan) finds expressions in a block and gives readings that
//! say what the words say; [`walk`] goes through the document with the reference date and the date
//! in force, and resolves each reading to a [`DateValue`] and the steps that led to it.
//!
//! # Conventions
//!
//! Where readers of dates disagree, a Chinese news reader decides:
//!
//! | words | means here | others |
//! |---|---|---|
//! | 下周日, 下星期天 | the Sunday of the next week; weeks begin on Monday | the coming Sunday |
//! | 这周一 on a Tuesday | yesterday; alone, as a question, the coming Monday | always one of them |
//! | 周一 in a sentence | the last one; the next one if the sentence looks ahead | always the next |
//! | 周一, 春节 alone, as a question | the next one | the last one, this year's |
//! | 3/7/2023 | 3 July in Chinese text, 7 March in English | always one of them |
//! | 春节, 中秋, 除夕, 正月 | the lunar calendar, in either script | days of the solar one |
//! | 八月十五 | the lunar day; with a numbered year 15 August | always one of them |
//! | 国庆, 國慶 | 1 October | 10 October in traditional script |
//! | 春季, 冬季 | March to May, December to February | from solar term to solar term |
//! | 年初, 年底 | January, December; alone, as a question, two months | always two, or three |
//! | 上两周, 前两年 | the whole weeks or years before this one | up to today |
//! | 前两周; 前一周 | the two weeks up to today; the seven days before today | the whole weeks before |
//! | 三个月后, 三年后 | about that day if the day before it is known, else a month; a year | a day |
//! | 2025年前 | until the end of 2025 if that is to come, else open | to its beginning |
//! | 2016年以来 | from its first day to the publication | the year |
//! | 光绪二十四年八月 | the lunar month; with 8月 the solar one | always the solar one |
//! | 洪武元年正月初四 | as historians write it: before October 1582 in the Julian calendar | no value |
//! | 5月底前 | a term to come, if nothing says that it is over | the last one |
//! | 前三季度 | of the last year in which they are over | of this year |
//! | 5号 | this month, the last one if a past sentence names a day to come | the next one |
//! | 10月 | see [`cycle`]: the year of the story, else the nearest | always the past |
//!
//! Of the 385 expressions of the five suites that this was measured with, these conventions lose 26:
//! seven to suites that put lunar festivals on days of the solar calendar, three to 國慶 as
//! 10 October, two to seasons from solar term to solar term, two to weeks that begin on Sunday or
//! count to the nearest day, and the others to arithmetic that nobody means (2月30日, 半年后 as five
//! months).
//!
//! Imports allowed here: `model` and `text`, and the calendar libraries in [`calendar`] and
//! [`festival`].

// The brackets of the grammars are no links.
#![allow(rustdoc::broken_intra_doc_links)]

mod anchor;
mod basis;
mod calendar;
mod chain;
mod context;
mod cycle;
mod en;
mod en_date;
mod en_period;
mod en_relative;
mod en_words;
mod en_year;
mod era;
mod festival;
mod guard;
mod happening;
mod length;
mod line;
mod number;
mod numeric;
mod period;
mod place;
mod quote;
mod reading;
mod resolve;
mod scan;
mod shift;
mod walk;
mod zh;
mod zh_bound;
mod zh_calendar;
mod zh_lunar;
mod zh_range;
mod zh_relative;

use super::Wanted;
use super::limit::Limits;
use crate::model::{Basis, DateValue, Day, Explained, PublishedFrom, Reference, Span, Step};
use crate::text::chars::is_han;
use crate::text::{Document, Meta};

/// Words of the text that denote a date or a period.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Where.
    pub span: Span,
    /// What they denote; `None` if they cannot be dated, and the basis says why.
    pub value: Option<DateValue>,
    /// How the value was found.
    pub basis: Basis,
    /// False for what dates nothing by itself: 过去二十年, 几天前, and dates in web clutter.
    pub is_event: bool,
}

/// The time expressions of a document, in the order of the text and without overlap. Code is not
/// read.
pub fn find(document: &Document, reference: Option<Reference>) -> Vec<TimeExpression> {
    let most = Limits::default().dates;
    find_while(document, reference, most, &|| true).map_or(Vec::new(), |it| it.0)
}

/// The same of a text with that many at most, and the number of the last block that was read, if there
/// were more; `None` if they are no longer wanted.
pub(super) fn find_while(
    document: &Document,
    reference: Option<Reference>,
    most: usize,
    is_wanted: Wanted<'_>,
) -> Option<(Vec<TimeExpression>, Option<u32>)> {
    walk::walk(document, reference, most, is_wanted)
}

/// What a date typed by a reader denotes, seen from a day: 两周后, 去年11月, Feb 2023.
pub fn read(text: &str, reference: Option<Day>) -> Option<(DateValue, Vec<Step>)> {
    explain(text, reference)
        .into_iter()
        .find_map(|it| Some((it.value?, it.basis)))
}

/// All that words typed by a reader say of time.
pub fn explain(text: &str, reference: Option<Day>) -> Vec<Explained> {
    let document = Document::plain(text.trim().to_owned(), Meta::default());
    let reference = reference.map(|day| Reference {
        day,
        from: PublishedFrom::Option,
        span: None,
    });
    let found = find(&document, reference).into_iter();
    found
        .map(|it| Explained {
            words: document.slice(it.span).to_owned(),
            value: it.value,
            basis: it.basis.steps(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value, and the steps joined by `; `.
    #[track_caller]
    fn check(text: &str, value: &str, basis: &str) {
        let (found, steps) = read(text, Day::parse("2023-02-07")).unwrap();
        let steps: Vec<Box<str>> = steps.into_iter().map(|it| it.text).collect();
        assert_eq!(
            (found.edtf().as_str(), steps.join("; ").as_str()),
            (value, basis)
        );
    }

    #[test]
    fn a_typed_date_says_why() {
        check(
            "两周后",
            "2023-02-21",
            "published 2023-02-07; 两周后 = 2023-02-07 + 2 weeks = 2023-02-21",
        );
        check(
            " 去年11月 ",
            "2022-11",
            "published 2023-02-07; 去年11月 = 2022-11",
        );
        check("Feb 2023", "2023-02", "Feb 2023 = 2023-02");
        check("2017", "2017", "2017 = 2017");
        check(
            "２０２３／２／７",
            "2023-02-07",
            "２０２３／２／７ = 2023-02-07",
        );
        check(
            "春节前三天",
            "2024-02-07",
            "the expression names 2024-02-10; 春节前三天 = 2024-02-10 - 3 days = 2024-02-07",
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        assert_eq!(read("", None), None);
        assert_eq!(read("微软", None), None);
        assert_eq!(read("昨天", None), None);
    }
}
