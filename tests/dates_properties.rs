//! What holds for every text.
#![allow(clippy::unwrap_used, missing_docs)]

use mailuo::analysis::{dates, reference};
use mailuo::model::{DateValue, Day, Open, Precision, PublishedFrom, Reference};
use mailuo::text::{Document, Meta};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn values(text: &str) -> Vec<DateValue> {
    let document = Document::plain(text.to_owned(), Meta::default());
    let reference = Reference {
        day: day("2023-02-07"),
        from: PublishedFrom::Option,
        span: None,
    };
    dates::find(&document, Some(reference))
        .into_iter()
        .filter_map(|it| it.value)
        .collect()
}

/// Every value runs forward and is read back from its EDTF, which tells one end of an open stretch.
fn is_sound(text: &str) {
    for value in values(text) {
        assert!(value.first() <= value.last(), "{text}");
        let edtf = value.edtf();
        let read = DateValue::parse(&edtf).unwrap_or_else(|| panic!("{text}: {edtf}"));
        let is_stretch = matches!(value.precision(), Precision::Week | Precision::Interval);
        match value.openness() {
            Open::Before if is_stretch => assert_eq!(read.last(), value.last(), "{text}: {edtf}"),
            Open::After if is_stretch => assert_eq!(read.first(), value.first(), "{text}: {edtf}"),
            Open::Before | Open::After | Open::Closed => assert_eq!(read, value, "{text}: {edtf}"),
        }
    }
    let _ = reference::find(&Document::plain(text.to_owned(), Meta::default()));
    let _ = dates::read(text, None);
}

/// Pieces that expressions are made of, to be strung together in any order.
const PIECES: &str = "一 二 三 两 十 廿 百 千 零 〇 0 1 2 9 12 31 98 2023 年 月 日 号 世纪 年代 季度 周 星期 天 \
    个 半 多 几 数 前 后 之前 之后 以来 至今 至 到 - — / . · 初 中 底 末 上 下 本 这 第 首 最后 去年 今年 明天 昨天 \
    当天 次日 同月 正月 腊月 闰 初 大年 农历 春节 中秋 元旦 双十一 公元前 民国 光绪 昭和 上旬 上半年 后半叶 Q3 H1 （10） 永乐 8时 斋月 、2022 时隔 第二年 春季 近 \
    过去 未来 左右 的 ， 。 \u{20} \n 发布 上市 ChatGPT in since the early mid- end of last next March May Nov. Monday \
    Friday, 3rd 1990s ago later weeks a few years day before yesterday to and ' ’ FY ２０２３ 號 年";

fn piece() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split(' ').collect();
    prop::sample::select(pieces).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn any_string_is_read(text in any::<String>()) {
        is_sound(&text);
    }

    #[test]
    fn any_string_of_time_words_is_read(pieces in prop::collection::vec(piece(), 1..14), gap in any::<bool>()) {
        is_sound(&pieces.join(if gap { " " } else { "" }));
    }

    #[test]
    fn every_value_is_read_back(first in 0..3_650_000_i64, length in 0..40_000_i64) {
        let at = |offset: i64| {
            let origin = day("0001-01-01");
            let date = jiff::civil::date(origin.year(), 1, 1)
                .checked_add(jiff::Span::new().days(offset))
                .ok()?;
            Day::parse(&date.to_string())
        };
        if let (Some(first), Some(last)) = (at(first), at(first + length)) {
            let value = DateValue::new(first, last, mailuo::model::Precision::Interval).unwrap();
            prop_assert_eq!(DateValue::parse(&value.edtf()), Some(value));
        }
    }

    #[test]
    fn a_written_day_is_that_day(year in 1000..2200_i16, month in 1..=12_u8, of_month in 1..=31_u8) {
        let expected = Day::new(year, month, of_month).ok();
        let texts = [
            format!("{year}年{month}月{of_month}日"),
            format!("{year}-{month:02}-{of_month:02}"),
            format!("{year}/{month}/{of_month}"),
            full_width(&format!("{year}年{month}月{of_month}日")),
            format!("{year} 年 {month} 月 {of_month} 日"),
        ];
        for text in texts {
            let found = values(&format!("会议于{text}在上海举行。"));
            if let Some(expected) = expected {
                prop_assert_eq!(found.first().map(|it| (it.first(), it.last())), Some((expected, expected)), "{}", text);
            }
        }
    }
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(c as u32 + 0xFEE0).unwrap(),
            _ => c,
        })
        .collect()
}

fn spaced(text: &str) -> String {
    let mut spaced = String::new();
    let mut last = ' ';
    for c in text.chars() {
        if last.is_ascii_digit() && "年月日号周天个季".contains(c) {
            spaced.push(' ');
        }
        spaced.push(c);
        last = c;
    }
    spaced
}

/// The same sentence in simplified and in traditional script.
const SENTENCES: [(&str, &str); 19] = [
    ("公司于2019年3月5日上市。", "公司於2019年3月5日上市。"),
    ("上周五，他去了上海。", "上週五，他去了上海。"),
    ("会议将于下个月举行。", "會議將於下個月舉行。"),
    ("3天后，他回来了。", "3天後，他回來了。"),
    ("20世纪80年代末，他出国了。", "20世紀80年代末，他出國了。"),
    ("2021年春节期间生意很好。", "2021年春節期間生意很好。"),
    ("去年国庆节他结婚了。", "去年國慶節他結婚了。"),
    ("2022年第一季度收入下降了。", "2022年第一季度收入下降了。"),
    ("两周前发布了新品。", "兩週前發布了新品。"),
    (
        "从2015年到2018年，他在北京。",
        "從2015年到2018年，他在北京。",
    ),
    ("2023年农历正月十五很热闹。", "2023年農曆正月十五很熱鬧。"),
    ("礼拜一他没有来。", "禮拜一他沒有來。"),
    ("后年将举办展会。", "後年將舉辦展會。"),
    ("1月29号他到了。", "1月29號他到了。"),
    ("2018、2022年他都去了。", "2018、2022年他都去了。"),
    ("11世纪后半期很乱。", "11世紀後半期很亂。"),
    ("今（10）日上午开会。", "今（10）日上午開會。"),
    ("乾隆三年八月初五下雨。", "乾隆三年八月初五下雨。"),
    ("7月9日8时至12日20时停水。", "7月9日8時至12日20時停水。"),
];

#[test]
fn width_blanks_and_script_change_nothing() {
    for (simplified, traditional) in SENTENCES {
        let expected = values(simplified);
        assert!(!expected.is_empty(), "{simplified}");
        assert_eq!(values(&full_width(simplified)), expected, "{simplified}");
        assert_eq!(values(&spaced(simplified)), expected, "{simplified}");
        assert_eq!(values(traditional), expected, "{traditional}");
    }
}
